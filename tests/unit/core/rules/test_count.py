"""`count` and `at_least`: how often something stands in an item, and how many conditions hold; and what they show."""

from __future__ import annotations

import pytest

from monitor.core.rules.candidates import concepts_of
from monitor.core.rules.compile import compile_rules
from tests.unit.core.rules.one_rule import HEAD, hits

FIRES = "Fire and fire. More fire, more smoke, and fire.\n\nNo smoke."


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("of: {words: [fire]}, at_least: 4", FIRES, ["Fire", "fire", "fire", "fire"]),
        ("of: {words: [fire]}, at_least: 5", FIRES, None),
        ("of: {words: [fire]}, at_most: 4", FIRES, ["Fire", "fire", "fire", "fire"]),
        ("of: {words: [fire]}, at_most: 3", FIRES, None),
        ("of: {words: [fire]}, at_most: 3", "Nothing burns.", []),
        ("of: {words: [fire]}, at_least: 2, within: sentence", FIRES, ["Fire", "fire"]),
        ("of: {words: [smoke]}, at_least: 2, within: sentence", FIRES, None),
        ("of: {words: [smoke]}, at_least: 2", FIRES, ["smoke", "smoke"]),
        ("of: {words: [fire]}, at_least: 4, within: paragraph", FIRES, ["Fire", "fire", "fire", "fire"]),
        ("of: {words: [fire]}, at_least: 1, at_most: 1, within: sentence", "Fire and fire. Fire.", ["Fire"]),
        ("of: {words: [air strike, strike]}, at_least: 2", "An air strike.", None),  # finds that overlap are one
        ("of: {words: [air strike, strike]}, at_least: 2", "An air strike, a strike.", ["air strike", "strike"]),
        ("of: {any: [{words: [air strike]}, {regex: strike}]}, at_least: 2", "An air strike.", None),
        ("of: {number: {of: {words: [killed]}, at_least: 5, within: sentence}}, at_least: 2", "10 killed.", None),
        (
            "of: {number: {of: {words: [killed]}, at_least: 5, within: sentence}}, at_least: 2",
            "10 killed. 20 killed.",
            ["10", "20"],
        ),
    ],
)
def test_so_often_it_stands_there(asked: str, text: str, expected: list[str] | None) -> None:
    assert hits(f"{{count: {{{asked}}}}}", text) == expected


@pytest.mark.parametrize(
    ("least", "expected"), [(1, ["fire", "smoke", "fire"]), (2, ["fire", "smoke", "fire"]), (3, None)]
)
def test_so_many_of_them_hold_and_each_shows_what_it_found(least: int, expected: list[str] | None) -> None:
    parts = "{words: [fire]}, {words: [smoke]}, {words: [siren]}"
    found = hits(f"{{at_least: {{n: {least}, of: [{parts}]}}}}", "A fire, smoke and a fire.")
    assert found == expected


@pytest.mark.parametrize(
    "when",
    [
        "{count: {of: {entity: idlib}, at_least: 2}}",
        "{count: {of: {number: {of: {entity: idlib}, at_least: 5, within: sentence}}, at_least: 2}, newer_than: 1h}",
        "{at_least: {n: 2, of: [{near: {within: sentence, of: [{entity: idlib}, {regex: smoke}]}}, {language: en}]}}",
    ],
)
def test_what_is_counted_is_known_to_be_asked_for(when: str) -> None:
    rules = compile_rules({"f.yaml": HEAD + when + "\n"})
    assert set(concepts_of(rules.rules["r"].when)) == {"idlib"}
