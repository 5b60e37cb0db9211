"""Lint of rules: conditions that say nothing, rules that overlap, what nothing uses, keys of the whole language."""

from __future__ import annotations

import pytest

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route
from monitor.core.entities.types import Entity, Kind
from monitor.core.lint.run import lint
from monitor.core.lint.setting import Setting
from monitor.core.yaml_marks import parse
from tests.unit.core.lint.linted import COMMON, HEAD, TESTS, codes, found, of_when, shown


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{entity: morek, not: {entity: morek}}", ["not-swallows"]),
        ("{entity: [morek, idlib], not: {entity: morek}}", []),
        ("{entity: khan, not: {entity: idlib, parts: true}}", ["not-swallows"]),
        ("{entity: khan, not: {entity: idlib}}", []),
        ("{words: [shelling], not: {words: strike}}", ["not-swallows"]),
        ("{words: strike, not: {words: [shelling]}}", []),
        ("{phrase: the shelling, not: {words: [the shelling]}}", ["not-swallows"]),
        ("{words: [fire], not: {words: [fire], in: title}}", []),
        ("{words: [fire], in: title, not: {words: [fire]}}", ["not-swallows"]),
        ("{near: {within: sentence, of: [{entity: morek}, {words: [fire]}]}, not: {words: [fire]}}", ["not-swallows"]),
        ("{near: {within: sentence, of: [{entity: morek}, {words: [fire]}]}, not: {words: [drill]}}", []),
        ("{any: [{entity: morek}, {entity: idlib}], not: {entity: morek}}", ["not-swallows"]),
        ("{any: [{entity: morek}, {entity: idlib}], not: {entity: khan}}", []),
        ("{entity: morek, source: news.gazette.example, not: {source: gazette.example}}", ["not-swallows"]),
        ("{entity: morek, source: gazette.example, not: {source: news.gazette.example}}", []),
        ("{entity: morek, language: en, not: {language: [en, tr]}}", ["not-swallows"]),
        ("{entity: morek, language: [en, fr], not: {language: [en, tr]}}", []),
        ("{all: [{entity: morek, language: en}, {language: tr}]}", ["never-true"]),
        ("{all: [{entity: morek, language: en}, {language: [tr, en]}]}", []),
        ("{entity: morek, newer_than: 1d, not: {newer_than: 2d}}", ["not-swallows"]),
        ("{entity: morek, newer_than: 2d, not: {newer_than: 1d}}", []),
        ("{near: {within: sentence, of: [{entity: morek, in: title}, {words: [fire], in: text}]}}", ["never-true"]),
        ("{near: {within: 5 words, of: [{entity: morek, in: title}, {words: [fire], in: text}]}}", []),
        ("{near: {within: 5 words, of: [{entity: morek}, {entity: morek}]}}", []),
        ("{entity: morek, any: [{all: [{language: en}, {language: tr}]}, {words: [fire]}]}", ["never-true"]),
        ("{entity: morek, not: {all: [{language: en}, {language: tr}]}}", ["never-true"]),
        ("{any: [{words: [fire]}, {not: {words: [fire]}}]}", ["always-true"]),
        ("{any: [{words: [fire]}, {not: {words: [fire], in: title}}]}", ["always-true"]),
        ("{any: [{words: [fire], in: title}, {not: {words: [fire]}}]}", ["matches-nearly-everything"]),
        ("{entity: morek, any: [{words: [fire]}, {not: {words: [fire]}}]}", ["always-true"]),
        ("{not: {words: [fire]}}", ["matches-nearly-everything"]),
        ("{newer_than: 2d, language: en}", ["matches-nearly-everything"]),
        ("{not: {words: [fire]}, source: gazette.example}", []),
        ("{tag: sport}", []),
    ],
)  # fmt: skip
def test_conditions_that_say_nothing(when: str, expected: list[str]) -> None:
    assert of_when(when) == expected


def test_a_not_that_swallows_a_branch_is_shown_at_the_not() -> None:
    text = HEAD + "\n      not: {entity: morek}\n      any:\n        - {entity: idlib}\n        - {entity: morek}\n"
    (one,) = found(text)
    line, column = one.problem.line, one.problem.column
    assert text.splitlines()[line - 1][column - 1 :] == "{entity: morek}" and "not:" in text.splitlines()[line - 1]
    assert f"branch of `any` at line {line + 3}" in one.problem.message


def two_rules(first: str, second: str) -> str:
    return f"""
entities:
  morek: {{name: Morek, kind: place, names: [Morek]}}
  idlib: {{name: Idlib, kind: place, names: [Idlib]}}
rules:
  one: {{title: t, severity: low, {TESTS}, {first}}}
  two: {{title: t, severity: low, {TESTS}, {second}}}
  three: {{title: t, severity: high, {TESTS}, when: {{entity: [idlib, morek]}}}}
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("when: {entity: morek}", "when: {entity: morek}", ["7: warning"]),
        ("when: {entity: morek}", "when: {any: [{all: [{entity: morek}]}]}", ["7: warning"]),
        ("when: {entity: morek}", "when: {entity: idlib}", []),
        ("when: {entity: morek}", "when: {entity: [morek, idlib], language: en}", []),
        ("when: {entity: morek, language: en}", "when: {entity: morek}", ["6: note"]),
        ("when: {words: [fire]}", "when: {words: [fire, blaze]}", ["6: note"]),
        ("when: {words: [fire], not: {words: [drill]}}", "when: {words: [fire]}", ["6: note"]),
        ("when: {near: {within: 5 words, of: [{entity: morek}, {words: [fire]}]}}", "when: {near: {within: 9 words, of: [{words: [fire, blaze]}, {entity: morek}]}}", ["6: note"]),
        ("when: {near: {within: 9 words, of: [{entity: morek}, {words: [fire]}]}}", "when: {near: {within: 5 words, of: [{words: [fire]}, {entity: morek}]}}", ["7: note"]),
        ("when: {near: {within: sentence, of: [{entity: morek}, {words: [fire]}]}}", "when: {all: [{words: [fire]}, {entity: morek}]}", ["6: note"]),
        ("when: {near: {within: 5 words, of: [{entity: morek}, {words: [fire]}]}}", "when: {near: {within: sentence, of: [{words: [fire]}, {entity: morek}]}}", []),
        ("when: {words: [fire]}, tags: [a]", "when: {words: [fire, blaze]}", []),
        ("when: {words: [fire]}, on_story: every", "when: {words: [fire]}", []),
    ],
)  # fmt: skip
def test_overlapping_rules(first: str, second: str, expected: list[str]) -> None:
    findings = found(two_rules(first, second))
    assert {one.code for one in findings} <= {"overlapping-rules"}
    assert [f"{one.problem.line}: {one.weight}" for one in findings] == expected


def test_entities_and_lists_that_nothing_uses() -> None:
    text = f"""
entities:
  whole: {{name: W, kind: place, names: [Whole place]}}
  part: {{name: P, kind: place, part_of: whole, names: [First part]}}
  other: {{name: O, kind: place, part_of: whole, names: [Other part]}}
lists:
  used: [fire]
  unused: [blaze]
rules:
  r: {{title: t, severity: low, {TESTS}, when: {{all: [{{entity: part}}, {{not: {{words: used}}}}]}}}}
"""
    assert shown(text) == ["5:3 unused-entity", "8:3 unused-list"]
    assert shown(text.replace("entity: part", "entity: whole, parts: true")) == ["8:3 unused-list"]
    setting = Setting("", parse("", "config.yaml"), routes=(Route(("a",), Matchers(entities=frozenset({"other"}))),))
    assert shown(text, setting) == ["8:3 unused-list"]


def test_a_list_with_never_is_read_as_one_that_has_none() -> None:
    lists = "lists:\n  used: {words: [fire, “blaze”], never: [fire drill]}\n  unused: {words: [smoke]}\n"
    text = f"{lists}rules:\n  r: {{title: t, severity: low, {TESTS}, when: {{words: used}}}}\n"
    assert [one for one in shown(text) if "unused" in one] == ["3:3 unused-list"]
    assert [one.code for one in found({"a.yaml": text}) if one.problem.line == 2] != []
    plain = f"lists:\n  used: [fire]\n{two_rules('when: {words: used}', 'when: {words: [fire, blaze]}')}"
    covered = [one.code for one in found(plain)]
    kept = [one.code for one in found(plain.replace("[fire]\n", "{words: [fire], never: [fire drill]}\n"))]
    assert "overlapping-rules" in covered and "overlapping-rules" not in kept


@pytest.mark.parametrize(
    ("words", "phrase", "is_idle"),
    [
        ("casualties", "no casualties", False),
        ("casualties", "no causalties", True),
        ("casualties", "no casualt*", False),
        ("casualties", "no causalt*", True),
        ("casualt*", "without any casualty", False),
        ("death toll", "no death toll*", False),
        ("death toll", "no toll", True),
        ("injury", "no injuries", True),
        ("إصابة", "دون أي إصابات", True),
        ("إصابات", "دون وقوع الإصابات", False),
        ("пострадавший", "нет пострадавших", False),
        ("пострадавший", "нет погибших", True),
        ("yaralı", "yaralıdan söz edilmedi", False),
    ],
)
def test_a_phrase_that_takes_no_word_of_its_list_away(words: str, phrase: str, is_idle: bool) -> None:
    rule = f"rules:\n  r: {{title: t, severity: low, {TESTS}, when: {{words: hurt}}}}\n"
    text = f"lists:\n  hurt:\n    words: [{words}]\n    never:\n      - {phrase}\n{rule}"
    assert shown(text) == (["5:9 idle-never"] if is_idle else [])
    assert codes(text.replace(phrase, f"{phrase} # allow: idle-never")) == ([] if is_idle else ["unused-allow"])


def test_many_lists_and_entities_of_one_file_that_nothing_uses_are_one_finding_each() -> None:
    rule = f"rules:\n  r: {{title: t, severity: low, {TESTS}, when: {{any: [{{words: l0}}, {{entity: e0}}]}}}}\n"
    lists = "lists:\n" + "".join(f"  l{n}: [word{n}]\n" for n in range(6))
    entities = "entities:\n" + "".join(f"  e{n}: {{name: E, kind: place, names: [Place {n}]}}\n" for n in range(6))
    few = "lists:\n  a: [first]\n  b: [second]\n"
    told = [str(one) for one in found({"a.yaml": lists + rule, "b.yaml": entities, "c.yaml": few})]
    assert told == [
        "a.yaml:3:3: warning unused-list: nothing refers to 5 lists of this file (l1, l2, l3 and 2 more): use or "
        "remove them",
        "b.yaml:3:3: warning unused-entity: nothing asks for 5 entities of this file (e1, e2, e3 and 2 more): use or "
        "remove them",
        "c.yaml:2:3: warning unused-list: nothing refers to a: use it or remove it",
        "c.yaml:3:3: warning unused-list: nothing refers to b: use it or remove it",
    ]
    allowed = lists.replace("word1]", "word1] # allow: unused-list").replace("word2]", "word2] # allow: unused-list")
    assert shown(allowed + rule + entities.replace("Place", "Town")) == [
        "5:3 unused-list",
        "6:3 unused-list",
        "7:3 unused-list",
        "12:3 unused-entity",
    ]


def test_parts_of_what_is_asked_for_without_its_parts() -> None:
    text = HEAD.replace("[morek, idlib], parts: true", "[morek, idlib]") + "{entity: [morek, idlib]}"
    (finding,) = found(text)
    assert finding.code == "unused-entity" and "idlib, of which it is a part" in finding.problem.message
    assert "parts: true" in finding.problem.message
    (finding,) = found(text.replace("part_of: idlib, ", ""))
    assert finding.code == "unused-entity" and "use it or remove it" in finding.problem.message


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ("", ["warning"]),
        (", tests: [{text: a, expect: match}]", ["note"]),
        (", tests: [{text: a, expect: no match}]", ["note"]),
        (", tests: [{text: b, expect: no match}, {text: a, expect: match}]", []),
    ],
)
def test_rules_without_tests(tests: str, expected: list[str]) -> None:
    text = f"rules:\n  r: {{title: t, severity: low, when: {{words: [fire]}}{tests}}}\n"
    assert [(one.code, one.weight) for one in found(text)] == [("rule-without-test", weight) for weight in expected]


def raw(when: str, more: str = "", names: str = "names: [Morek]") -> list[str]:
    text = f"""
entities:
  morek: {{name: Morek, kind: place, {names}}}
lists:
  strike: [airstrike*, shelling]
rules:
  uses-all: {{title: t, severity: critical, when: {{any: [{{entity: morek}}, {{words: strike}}]}}, {TESTS}}}
  r: {{title: t, severity: low, when: {when}{more}, {TESTS}}}
"""
    known = {"morek": Entity("morek", "Morek", Kind.PLACE, ("Morek",))}
    return [one.code for one in lint({"r.yaml": text}, known, None, COMMON)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{entity: morek, regex: 'x+'}", []),
        ("{entity: morek, regex: 'x*'}", ["empty-regex"]),
        ("{entity: morek, regex: ['(a|b)?', 'xy']}", ["empty-regex"]),
        (r"{entity: morek, regex: '\bقصف\b'}", ["english-regex"]),
        (r'{entity: morek, regex: "\bfire\b"}', ["escaped-regex"]),
        (r'{entity: morek, regex: [smoke, "\efire"]}', ["escaped-regex"]),
        (r'{entity: morek, regex: "fire[\t\n]out"}', []),
        (r"{entity: morek, regex: '\bfire\b'}", []),
        (r"{entity: morek, regex: '\pLقصف'}", []),
        ("{regex: 'x+'}", ["regex-alone"]),
        ("{any: [{regex: 'x+'}, {words: strike}]}", ["regex-alone"]),
        ("{all: [{regex: 'x+'}, {words: [fire]}]}", []),
        ("{near: {within: sentence, of: [{entity: morek}, {regex: 'x+'}]}}", []),
        ("{regex: 'x+', entity: morek, not: {regex: 'x+'}}", ["not-swallows"]),
        ("{at_least: {n: 2, of: [{entity: morek}, {words: [fire]}, {words: [mill]}]}, not: {words: [fire]}}", []),
        ("{at_least: {n: 3, of: [{entity: morek}, {words: [fire]}, {words: [mill]}]}, not: {words: [fire]}}", ["not-swallows"]),
        ("{at_least: {n: 2, of: [{language: en}, {language: tr}]}, entity: morek}", ["never-true"]),
        ("{at_least: {n: 1, of: [{not: {words: [mill]}}, {words: [fire]}]}}", ["matches-nearly-everything"]),
        ("{count: {of: {words: [fire]}, at_least: 3}, not: {words: [fire]}}", ["not-swallows"]),
        ("{count: {of: {words: [fire]}, at_most: 3}, entity: morek}", []),
        ("{number: {of: {words: [killed]}, at_least: 10}, not: {words: [killed]}}", ["not-swallows"]),
        ("{number: {of: {words: [killed]}, at_least: 10}}", []),
        ("{near: {within: 9 words, of: [{entity: morek}, {number: {of: {words: [killed]}, at_least: 10}}]}}", []),
        ("{entity: morek, url: /sport/, not: {url: sport}}", ["not-swallows"]),
        ("{entity: morek, url: /sport/, not: {url: /sports/}}", []),
        ("{entity: morek, during: {hours: '22:00-06:00'}}", []),
        ("{during: {hours: '22:00-06:00'}}", ["matches-nearly-everything"]),
        ("{rule: uses-all, not: {words: strike}}", ["not-swallows"]),
        ("{rule: uses-all, language: en}", []),
        ("{near: {within: 5 words, ordered: true, of: [{entity: morek}, {words: [fire]}]}}", []),
    ],
)  # fmt: skip
def test_conditions_of_the_whole_language(when: str, expected: list[str]) -> None:
    assert raw(when) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (", confirm: {sources: 3}", []),
        (", spike: {at_least: 5, within: 1h, times: 3, over: 1d}, repeat_after: 6h", []),
        (", group_by: entity", []),
        (", group_by: story", []),
        (", raise: [{to: high, if: {words: strike}}, {to: critical, if: {sources: 3, within: 3h}}]", []),
    ],
)
def test_keys_over_time_are_no_finding(more: str, expected: list[str]) -> None:
    assert raw("{entity: morek, words: [fire]}", more) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("names: {en: [Morek, Van]}", ["short-alias", "common-word"]),
        ("names: {en: Morek}, cased: [Van]", []),
        ("names: {tr: Turkey}", []),
        ("names: {en: Turkey}", ["common-word"]),
        ("names: [Van, Turkey], context: {within: item, words: strike}", []),
        ("names: {en: Turkey}, not_near: {within: sentence, words: [roast]}", ["common-word"]),
        ("names: {ar: [حمص]}, context: {within: 9 words, words: [city], entity: morek}", []),
    ],
)
def test_names_of_the_whole_language(names: str, expected: list[str]) -> None:
    assert raw("{entity: morek, words: [fire]}", names=names) == expected
