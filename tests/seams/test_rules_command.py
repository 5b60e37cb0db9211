"""`monitor rules test` as a person sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.make import workspace
from tests.running import command_here

RULES = """
entities:
  north: {name: North province, kind: place, names: [North province]}
  northport: {name: Northport, kind: place, part_of: north, names: [Northport, بورتسعيد]}
lists:
  fire: [fire, blaze*]
rules:
  port-fire:
    title: Fire in Northport
    severity: high
    when:
      near: {within: 5 words, of: [{entity: north, parts: true}, {words: fire}]}
      any: [{language: en}, {words: [dock, shed, crane, barn, mill]}]
      not: {words: [sport], in: title}
    tests:
TESTS
  other:
    title: Other
    severity: low
    when: {phrase: the sport}
    tests: [{text: "Sport again", expect: match}]
"""


def outcome_of(folder: Path, *tests: str, arguments: tuple[str, ...] = ("port-fire",)) -> tuple[int, list[str]]:
    workspace(folder, {}, rules=RULES.replace("TESTS", "\n".join(f"      - {test}" for test in tests)))
    done = command_here("rules", "test", *arguments, folder=folder)
    assert "Traceback" not in done.stderr
    return done.returncode, (done.stdout or done.stderr).splitlines()


HOLDS = '{text: "A blaze in Northport", language: en, expect: match, highlight: [blaze]}'


def test_tests_that_hold_are_counted_and_shown_on_demand(tmp_path: Path) -> None:
    assert outcome_of(tmp_path, HOLDS) == (0, ["1 rule, 1 test, 0 failed"])
    assert outcome_of(tmp_path, HOLDS, arguments=("port-fire", "-v")) == (
        0,
        [
            "holds  port-fire  rules/rules.yaml:16",
            "  text: A »blaze« in »Northport«",
            '  found a match: »blaze« (list:fire, by "blaze*"), »Northport« (northport, by "Northport")',
            "",
            "1 rule, 1 test, 0 failed",
        ],
    )


def test_a_match_that_is_missing_is_explained_part_by_part(tmp_path: Path) -> None:
    test = '{title: "Sport in Northport", text: "A fire, and many many words before a barn", expect: match}'
    assert outcome_of(tmp_path, HOLDS, test) == (
        1,
        [
            "FAILS  port-fire  rules/rules.yaml:17",
            "  title: »Sport« in »Northport«",
            "  text: A »fire«, and many many words before a »barn«",
            "- expected a match",
            "+ found no match",
            "  NO  all of these",
            "    ok  any of these: »barn«",
            "    ok  near, within 5 words: »Northport«, »fire«",
            '    NO  not words "sport" in title: »Sport«',
            "",
            "1 rule, 2 tests, 1 failed",
        ],
    )


def test_what_stands_too_far_apart_says_so(tmp_path: Path) -> None:
    test = '{text: "Northport is a town of many streets and sheds. A fire elsewhere", expect: match, highlight: [fire]}'
    assert outcome_of(tmp_path, test)[1][2:-2] == [
        "- expected a match with »fire«",
        "+ found no match",
        "  NO  all of these",
        "    ok  any of these: »sheds«",
        "    NO  near, within 5 words: each is there, but too far apart",
        "      ok  entity North province (north): »Northport«",
        "      ok  words of the list fire: »fire«",
        '    ok  not words "sport" in title: nothing',
    ]


def test_a_match_that_is_too_much_names_what_hit(tmp_path: Path) -> None:
    code, lines = outcome_of(tmp_path, '{text: "A »fire« in بورتسعيد", language: en-GB, expect: no match}')
    assert code == 1 and lines[1:4] == [
        "  text: A »»fire«« in »بورتسعيد«",
        "- expected no match",
        '+ found a match: »fire« (list:fire, by "fire"), »بورتسعيد« (northport, by "بورتسعيد")',
    ]


def test_words_that_should_have_hit_are_said(tmp_path: Path) -> None:
    code, lines = outcome_of(tmp_path, HOLDS.replace("highlight: [blaze]", "highlight: [Blaze]"))
    assert code == 1 and lines[2:4] == [
        "- expected a match with »Blaze«",
        '+ found a match: »blaze« (list:fire, by "blaze*"), »Northport« (northport, by "Northport")',
    ]


def test_without_names_all_rules_are_tested(tmp_path: Path) -> None:
    code, lines = outcome_of(tmp_path, HOLDS, arguments=())
    assert (code, lines[-1]) == (1, "2 rules, 2 tests, 1 failed")
    assert lines[0] == "FAILS  other  rules/rules.yaml:21" and '  NO  phrase "the sport": nothing' in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prot-fire",), 'monitor: unknown rule "prot-fire" - did you mean "port-fire"?'),
        (("port-fire", "--config", "none.yaml"), "none.yaml: "),
    ],
)
def test_what_does_not_exist_is_one_line(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    code, lines = outcome_of(tmp_path, HOLDS, arguments=arguments)
    assert code == 1 and len(lines) == 1 and lines[0].startswith(said)


def test_rules_with_a_mistake_are_not_tested(tmp_path: Path) -> None:
    code, lines = outcome_of(tmp_path, HOLDS.replace("expect: match", "expect: macth"))
    assert code == 1 and len(lines) == 1 and "rules/rules.yaml:16:" in lines[0] and "macth" in lines[0]
