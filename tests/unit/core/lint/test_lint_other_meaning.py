"""Lint of what is accepted and means something else than its writer thinks."""

from __future__ import annotations

import pytest

from tests.unit.core.lint.linted import HEAD, TESTS, found, of_when

RULE = f"rules:\n  r: {{title: t, severity: low, {TESTS}, when: {{words: l}}}}\n"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{any: {words: [fire], phrase: cold war}}", ["several-keys"]),
        ("{any: [{words: [fire], entity: morek}]}", ["several-keys"]),
        ("{any: [{words: [fire], in: title}]}", []),
        ("{any: [{words: [fire], entity: morek}, {phrase: cold war}]}", []),
        ("{any: {entity: idlib, parts: true}}", []),
        ("{entity: morek, not: {words: [drill], phrase: war games}}", ["several-keys"]),
        ("{entity: morek, not: {words: [drill], entity: idlib}}", []),
        ("{entity: morek, not: [{words: [drill]}, {phrase: war games}]}", []),
        ("{all: {words: [fire], phrase: cold war}}", []),
    ],
)
def test_keys_of_one_condition_where_one_may_be_enough(when: str, expected: list[str]) -> None:
    assert of_when(when) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("\n    fire\n    blaze\n", [(3, 5)]),
        (" fire\n    blaze\n", [(2, 6)]),
        (" |\n    fire\n    blaze\n", [(2, 6)]),
        ("\n    - fire\n      blaze\n", [(3, 7)]),
        (" >-\n\n    fire\n    blaze\n", [(2, 6)]),
        (" |\n    fire\n", []),
        ("\n    fire\n", []),
        (" [fire, air\n    strike,\n    cold war]\n", []),
        (' "air\n    strike"\n', []),
        ("\n    - fire\n    - blaze\n", []),
        ("\n    words:\n      fire\n      blaze\n", [(4, 7)]),
    ],
)
def test_lines_that_lack_their_dashes(written: str, expected: list[tuple[int, int]]) -> None:
    told = [one for one in found(f"lists:\n  l:{written}{RULE}") if one.code == "several-in-one"]
    assert [(one.problem.line, one.problem.column) for one in told] == expected


def test_so_may_those_of_an_entity() -> None:
    text = "entities:\n  e:\n    name: E\n    kind: place\n    names:\n      en:\n        Northport\n        Old Port\n"
    rule = RULE.replace("words: l", "entity: e")
    assert [(one.problem.line, one.code) for one in found(text + rule)] == [(7, "several-in-one")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("killed/wounded", ["several-in-one"]),
        ("km/h", []),
        ("AC/DC", []),
        ("and/or", []),
        ("fire -drill", ["several-in-one"]),
        ("fire，blaze", ["several-in-one"]),
        ("cease-fire", []),
        ("co-op - run", []),
    ],
)
def test_words_as_search_boxes_take_them(word: str, expected: list[str]) -> None:
    assert of_when(f"{{words: ['{word}']}}") == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{entity: morek, regex: 'firе'}", ["look-alike-letter"]),
        ("{entity: morek, regex: 'f[iі]re|е|\\p{Latin}ы'}", []),
        ("{entity: morek, regex: 'пожар fire'}", []),
        ("{entity: morek, source: gаzette.example}", ["look-alike-letter"]),
        ("{entity: morek, tag: lосal}", ["look-alike-letter"]),
        ("{entity: morek, url: /spоrt/}", ["look-alike-letter"]),
        ("{entity: morek, words: [firе]}", []),
        ("{entity: morek, regex: 'fire\u00a0in'}", ["invisible-character"]),
        ("{entity: morek, url: '/fi\u2009re'}", ["invisible-character"]),
        ("{entity: morek, words: ['fire\u00a0in']}", []),
        ("{entity: morek, tag: “local”}", ["curly-quotes"]),
        ("{entity: morek, source: 'a.example, b.example'}", ["several-in-one"]),
        ("{entity: morek, source: ['The Post, a paper']}", []),
        ("{entity: morek, regex: '/fire/i'}", ["slashed-regex"]),
        ("{entity: morek, regex: 'km/h'}", []),
        ("{entity: morek, regex: 'fire  ball'}", ["invisible-character"]),
        ("{entity: morek, regex: 'fire  +ball '}", []),
        ('{entity: morek, regex: "fire\\n"}', ["invisible-character"]),
        ("{entity: morek, source: 'gazette.example '}", ["invisible-character"]),
        ("{entity: morek, source: '*.gazette.example'}", ["star-as-text"]),
        ("{entity: morek, url: '*/sport/*'}", ["star-as-text"]),
    ],
)
def test_what_is_compared_letter_by_letter(when: str, expected: list[str]) -> None:
    assert of_when(when) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("lосal", "look-alike-letter"), ("lo\u200bcal", "invisible-character"), ("“local”", "curly-quotes")],
)
def test_so_are_the_tags_of_a_rule(tag: str, expected: str) -> None:
    text = (HEAD + "{entity: morek}\n").replace("    severity: low", f"    tags: [{tag}]\n    severity: low")
    assert [one.code for one in found(text)] == [expected]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{words: [strike, fires]}", ["list-as-word"]),
        ("{words: [strike]}", ["list-as-word"]),
        ("{words: [strike, smoke]}", []),
        ("{any: [{words: strike}, {words: fires}]}", []),
        ("{words: [own]}", []),
    ],
)
def test_names_of_lists_among_words(when: str, expected: list[str]) -> None:
    lists = "lists:\n  fires: [blaze, inferno]\n  own: [own, proper]\n"
    text = (HEAD + when).replace("lists:\n", lists)
    assert [one.code for one in found(text) if one.code not in ("unused-list",)] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("[Ff]ire", ["regex-in-words"]),
        ("fire(ball)?", ["regex-in-words"]),
        (r"\bfire", ["regex-in-words"]),
        ("fire.+ball", ["regex-in-words"]),
        ("^fire", ["regex-in-words"]),
        ("Who?", []),
        ("A$AP", []),
        ("S-400 (Triumf)", []),
        ("C++", []),
        ("U.S. army", []),
    ],
)
def test_regular_expressions_among_words(word: str, expected: list[str]) -> None:
    assert of_when(f"{{words: ['{word}']}}") == expected


@pytest.mark.parametrize(
    ("never", "expected"),
    [("[Northport]", ["never-takes-all"]), ("[NORTHPORT FC]", []), ("northport", ["never-takes-all"])],
)
def test_names_that_are_never_found(never: str, expected: list[str]) -> None:
    entity = f"entities:\n  e: {{name: E, kind: place, names: [Northport], never: {never}}}\n"
    assert [one.code for one in found(entity + RULE.replace("words: l", "entity: e"))] == expected
    words = f"lists:\n  l: {{words: [Northport], never: {never}}}\n"
    assert [one.code for one in found(words + RULE)] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" [fire,\n    blaze, #wildfire\n    ]", [(3, 12)]),
        ("\n    - fire #blaze", [(3, 12)]),
        ("\n    - fire # blaze", []),
        ("\n    - 'fire #blaze'", []),
        ("\n    - fire #allow: common-word", []),
        (" #blaze and more\n    - fire", []),
        ("\n    #blaze\n    - fire", []),
        ("\n    - fire # not #blaze", []),
        ("\n    - fire#blaze", []),
    ],
)
def test_a_hash_that_begins_a_comment(written: str, expected: list[tuple[int, int]]) -> None:
    told = [one for one in found(f"lists:\n  l:{written}\n{RULE}") if one.code == "hash-begins-comment"]
    assert [(one.problem.line, one.problem.column) for one in told] == expected
