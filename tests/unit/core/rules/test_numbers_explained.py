"""What is said of a `number` or a `count` that does not hold: what stands in the text, and why it does not count."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.explain import explain
from monitor.core.rules.inline_tests import subject_of

RULE = """
rules:
  rule:
    title: A rule
    severity: high
    when: {{{when}}}
    tests: [{{text: "{text}", expect: no match}}]
"""
TOLL = "number: {of: {words: [killed, death]}, at_least: 10, within: sentence}"


def found(when: str, text: str) -> str:
    rules = compile_rules({"rule.yaml": RULE.format(when=when, text=text)})
    rule = rules.rules["rule"]
    return explain(rule.when, subject_of(rules, rule.tests[0]), rules).found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nine people were killed.", "»killed« stands there, but »Nine« is less"),
        ("Two killed, 30 wounded.", "»killed« stands there, but »30« counts what »wounded« says, »Two« is less"),
        ("Killed on 12 March, 15 km away.", "»Killed« stands there, but »12« is a day, »15« measures »km«"),
        ("Two were killed and 40 houses burnt.", "but »40« stands in another clause"),
        ("The late captain, killed in 2009, led the 53-10 win.", "»53« is a score, »10« is a score"),
        ("Boy, 12, killed", "but »12« is an age"),
        ("A father of 12 was killed.", "but »12« is the children of one"),
        ("The strike killed a mother of eleven.", "but »eleven« is the children of one"),
        ("Killed at dawn. There were 21.", "but »21« is too far away"),
        ("Nobody was killed.", "»killed« stands there, but no number"),
        ("A quiet day for 21 people.", "nothing"),
        ("21 people were killed.", "»21«, »killed«"),
    ],
)
def test_a_number_that_does_not_count_is_named_with_its_reason(text: str, said: str) -> None:
    assert said in found(TOLL, text)


def test_how_often_a_count_was_met() -> None:
    count = "count: {of: {words: [fire]}, at_least: 3}"
    assert found(count, "A fire and a fire.") == "»fire«, 2 in all"
    assert found(count, "A flood.") == "nothing"
