"""Persons whose name stands with a nickname inside, as reports write it: Omar 'Fuse' Weber."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures

RULE = """
entities:
  weber:
    name: Omar Weber
    kind: {kind}
    names: [Omar Weber, "Omar Fuse Weber"]
    short: [Fuse, Weber, Big Fuse]
  holm: {{name: Ada Holm, kind: person, names: [Ada Holm, Ada Maria Holm Vik], short: [Spark]}}
rules:
  named:
    title: Somebody is named
    severity: low
    when: {{entity: [weber, holm]}}
    tests: [{{text: {text}, expect: {expect}}}]
"""


@pytest.mark.parametrize(
    "text",
    [
        "\"Omar 'Fuse' Weber fled\"",
        '"Omar ‘Fuse’ Weber fled"',
        "'Omar \"Fuse\" Weber fled'",
        '"Ada «Spark» Holm fled"',
        "\"Ada 'Spark' Holm fled\"",
        "\"Ada Maria 'Spark' Holm Vik fled\"",
        '"Ada Spark Holm fled"',
    ],
)
def test_a_nickname_inside_the_name_parts_nothing(text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(kind="person", text=text, expect="match")})) == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [("person", '"Omar\'s fuse"'), ("person", '"Spark in the park"'), ("place", "\"Omar 'Fuse' Weber fled\"")],
)
def test_of_others_it_is_a_word(kind: str, text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(kind=kind, text=text, expect="no match")})) == ()
