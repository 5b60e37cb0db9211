"""Lint of names, and in general: for each code what it says, where, and the nearest thing that it leaves alone."""

from __future__ import annotations

import re

import pytest

from monitor.core.lint.finding import CODES
from monitor.core.lint.run import lint
from monitor.core.rules.compile import compile_rules
from tests.conftest import ROOT
from tests.unit.core.lint.linted import HEAD, TESTS, found, of_entities, shown


def test_what_is_well_written_is_clean() -> None:
    assert shown(HEAD + "{entity: morek, language: tr}") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("hab: {name: Hab, kind: place, names: [Hab]}", ["short-alias"]),
        ("hama: {name: Hama, kind: place, names: [Hama]}", []),
        ("m5: {name: M5, kind: place, names: [M5 highway]}", []),
        ("hab: {name: Hab, kind: group, names: [Habitat Group], acronyms: [HAB]}", []),
        ("hab: {name: Hab, kind: person, names: [Ali Hab], short: [Hab]}", []),
        ("hlb: {name: Aleppo, kind: place, names: [حل]}", ["short-alias"]),
        ("hlb: {name: Aleppo, kind: place, names: [حلب]}", []),
        ("port: {name: Port, kind: place, names: [北港]}", []),
        ("mor: {name: Mor, kind: place, names: [more*]}", ["short-alias"]),
        ("mor: {name: Mor, kind: place, names: [morek*]}", []),
    ],
)
def test_short_aliases(lines: str, expected: list[str]) -> None:
    assert of_entities(lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("tr: {name: Turkey, kind: place, names: [Turkey]}", ["common-word"]),
        ("tr: {name: Turkey, kind: place, names: [Turkey's south]}", []),
        ("homs: {name: Homs, kind: place, names: [Homs, حمص]}", ["common-word"]),
        ("kalin: {name: Kalin, kind: person, names: [Kalın]}", ["common-word"]),
        ("x: {name: X, kind: place, names: [Turkey, Kalın, حمص]}", ["common-word"]),
        ("x: {name: X, kind: place, names: [Turkey, Kalın,\n     حمص]}", ["common-word", "common-word"]),
        ("x: {name: X, kind: place, names: [Turkey]}\ny: {name: Y, kind: place, names: [حمص]}", 2 * ["common-word"]),
        ("kalin: {name: Kalin, kind: person, names: [Ibrahim Kalın], short: [Kalın]}", []),
    ],
)
def test_common_words(lines: str, expected: list[str]) -> None:
    assert of_entities(lines) == expected


LIST_WORDS = {
    "en": {"tuesday": 5.1, "mortgage": 4.6, "us": 6.5, "nato": 4.5, "attack": 5.0},
    "fr": {"tue": 5.2, "tué": 5.2, "tuer": 5.3, "mort": 5.9, "attaque": 5.2, "mortel": 4.3},
    "tr": {"oldu": 6.2, "öldü": 5.1},
    "ar": {"فاطمه": 5.0},
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tué*", ['"tué*" is also found in the frequent words "tuesday" (en): write out']),
        ("mort*", ['"mort*" is also found in the frequent words "mortgage" (en): write out']),
        ("attack*", []),
        ("tué", []),
        ("öldü", ['"öldü" also finds "oldu", a frequent word in language tr (Zipf 6.2)']),
        ("öldü, oldu", []),
        ("asker öldü", []),
        ("attaqué", ['"attaqué" also finds "attaque", a frequent word in language fr (Zipf 5.2)']),
        ("attaqué, attaque", []),
        ("US", ['"US" also finds "us", a frequent word in language en (Zipf 6.5)']),
        ("NATO, us", []),
    ],
)
def test_common_words_of_lists(words: str, expected: list[str]) -> None:
    for text in (HEAD + f"{{words: [{words}]}}", HEAD.replace("airstrike*, shelling", words) + "{words: strike}"):
        findings = lint({"r.yaml": text}, compile_rules({"r.yaml": text}).entities, None, LIST_WORDS)
        messages = [one.problem.message for one in findings if one.code == "common-word"]
        assert len(messages) == len(expected) and all(map(str.startswith, messages, expected))


def test_only_names_are_asked_in_a_language_that_nothing_but_names_is_in() -> None:
    listed = {"uk": {"газета": 5.2, "клямка": 5.2}}
    entity = "g: {name: G, kind: place, names: {uk: [газета], ru: [клямка]}}"
    text = HEAD.replace("entities:\n", f"entities:\n  {entity}\n", 1) + "{words: [ГАЗЕТА]}"
    findings = lint({"r.yaml": text}, compile_rules({"r.yaml": text}).entities, None, LIST_WORDS, listed)
    messages = [one.problem.message for one in findings if one.code == "common-word"]
    assert len(messages) == 1 and messages[0].startswith('"газета" is a frequent word in language uk (Zipf 5.2)')


SYRIAN = "sa: {name: Syrian army, kind: group, names: [Syrian army]NEVER}\nfsa: {name: FSA, kind: group, names: [Free Syrian Army]PART}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (SYRIAN, ["shadowed-alias"]),
        (SYRIAN.replace("PART", ", part_of: sa"), []),
        (SYRIAN.replace("NEVER", ", never: [Free Syrian Army]"), []),
        ("hama: {name: H, kind: place, names: [Hama]}\nhamas: {name: H, kind: group, names: [Hamas leader]}", []),
        ("a: {name: A, kind: place, names: [Ümit]}\nb: {name: B, kind: place, names: [umit]}", ["shadowed-alias"]),
        (
            "a: {name: A, kind: group, names: [Ab Cde], acronyms: [ABCD]}\nb: {name: B, kind: group, names: [Xy Zzz], acronyms: [ABCE]}",
            [],
        ),
        ("a: {name: A, kind: place, names: [北港]}\nb: {name: B, kind: place, names: [北港市]}", ["shadowed-alias"]),
        (
            "a: {name: A, kind: group, names: [Trade office], acronyms: [UNIT]}\nb: {name: B, kind: group, names: [Blue unit]}",
            [],
        ),
        (
            "a: {name: A, kind: group, names: [Trade office], acronyms: [UNIT]}\nb: {name: B, kind: group, names: [Blue UNIT]}",
            ["shadowed-alias"],
        ),
    ],
)
def test_shadowed_aliases(lines: str, expected: list[str]) -> None:
    assert of_entities(lines.replace("NEVER", "").replace("PART", "")) == expected


def test_a_shadowed_alias_names_both_places() -> None:
    text = "entities:\n  sa: {name: S, kind: group, names: [Syrian army]}\n  fsa: {name: F, kind: group, names: [X corps, Free Syrian Army]}\n"
    one = next(one for one in found(text) if one.code == "shadowed-alias")
    assert (one.problem.line, one.problem.column) == (3, 48)
    assert 'sa, by "Syrian army" (r.yaml:2)' in one.problem.message


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mor\u200fek", ["U+200F (right-to-left mark) stands after \"Mor\": remove it"]),
        ("\u200bMorek", ["U+200B (zero width space) stands after nothing, at the beginning: remove it"]),
        ('"Mor\\u200fek"', []),
        ("می\u200cخواهد", []),
        ("Mor\u200cek", ["U+200C (zero width non-joiner) stands after \"Mor\": remove it"]),
    ],
)  # fmt: skip
def test_characters_that_nobody_sees(name: str, expected: list[str]) -> None:
    for text in (
        f"entities:\n  m: {{name: M, kind: place, names: [Other, {name}]}}\nrules:\n  r: {{title: t, severity: low, when: {{entity: m}}, {TESTS}}}\n",
        f"rules:\n  r: {{title: t, severity: low, when: {{not: {{words: [{name}]}}, phrase: xyz}}, {TESTS}}}\n",
        f"rules:\n  r: {{title: t, severity: low, when: {{phrase: {name}}}, {TESTS}}}\n",
    ):
        assert [one.problem.message for one in found(text)] == expected
        assert {one.code for one in found(text)} <= {"invisible-character"}


def test_findings_of_all_files_come_in_order() -> None:
    one = "entities:\n  xy: {name: X, kind: place, names: [Xy]}\n"
    assert [str(one).split(": ")[0] for one in found({"b.yaml": one.replace("xy", "zz"), "a.yaml": one})] == [
        "a.yaml:2:3", "a.yaml:2:38", "b.yaml:2:3", "b.yaml:2:38", "b.yaml:2:38",
    ]  # fmt: skip
    assert set(CODES) >= {one.code for one in found({"a.yaml": one})}


def test_the_page_has_every_code_with_its_weight() -> None:
    page = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \| (warning|note) \|", page, re.MULTILINE)
    assert {code for cell, _ in rows for code in re.findall(r"`([a-z-]+)`", cell)} == set(CODES)


def test_a_prefix_and_a_name_may_be_another_word() -> None:
    text = HEAD.replace("morek: {name: Morek, kind: place, names: [Morek]}",
                        "morek: {name: Morek, kind: place, names: [Morek, أطمة]NEVER}") + "{entity: morek}"  # fmt: skip
    (finding,) = found(text.replace("NEVER", ""))
    assert finding.code == "common-word" and "is also found in فاطمه" in finding.problem.message
    assert found(text.replace("NEVER", ", never: [فاطمة]")) == ()


QUOTED = f"""
entities:
  e: {{name: E, kind: place, names: [Morek], never: [TEXT]}}
lists:
  l: [hunger, TEXT]
rules:
  r:
    title: TEXT
    severity: low
    {TESTS}
    when:
      any:
        - {{words: l}}
        - {{words: [TEXT]}}
        - {{phrase: TEXT}}
        - {{regex: [fire, TEXT]}}
        - {{entity: e}}
"""


@pytest.mark.parametrize("text", ["“famine”", "„Hunger“", "‘famine’", "”famine”", "“famine"])
def test_curly_quotes_are_told_where_they_stand(text: str) -> None:
    told = [one for one in found(QUOTED.replace("TEXT", text)) if one.code == "curly-quotes"]
    places = [(one.problem.line, one.problem.column) for one in told]
    assert places == [(3, 53), (5, 15), (14, 20), (15, 20), (16, 26)]
    assert all(text in one.problem.message and 'type straight ones (")' in one.problem.message for one in told)


@pytest.mark.parametrize("text", ["« famine »", "‘Afrin", "Sana’a", "l’Oréal", "'\"famine\"'"])
def test_quotes_that_may_be_meant_are_left_alone(text: str) -> None:
    assert "curly-quotes" not in [one.code for one in found(QUOTED.replace("TEXT", text))]


@pytest.mark.parametrize(
    "text",
    [
        "حريق، نار",
        "fire; blaze",
        "fire | blaze",
        "fire OR blaze",
        "fire AND smoke",
        "-fire -blaze",
        "– fire – blaze",
        "• fire • blaze",
        "fire, blaze",
    ],
)
def test_several_words_in_one_text_are_told(text: str) -> None:
    told = [one for one in found(LISTED.replace("TEXT", f'"{text}"')) if one.code == "several-in-one"]
    assert [(one.problem.line, one.problem.column) for one in told] == [(3, 36), (5, 6), (6, 14), (13, 29)]
    assert all("is one text" in one.problem.message and "[one, another]" in one.problem.message for one in told)


@pytest.mark.parametrize(
    "text", ["-gate", "air strike", "cease-fire", "AT&T", "SEARCH AND RESCUE", "Al-Bab", "1,200", "9/11", "co-op - run"]
)
def test_one_name_of_several_parts_is_left_alone(text: str) -> None:
    assert "several-in-one" not in [one.code for one in found(LISTED.replace("TEXT", f'"{text}"'))]


def test_a_comma_is_part_of_a_name_in_a_list_and_of_a_phrase() -> None:
    names = "entities:\n  e: {name: E, kind: place, names: ['Washington, DC'], never: ['Bath, Maine; Bath, Ohio']}\n"
    rule = f"rules:\n  r: {{title: t, severity: low, {TESTS}, when: {{phrase: 'no, not a fire', entity: e}}}}\n"
    assert "several-in-one" not in [one.code for one in found(names + rule)]


LISTED = f"""
entities:
  e: {{name: E, kind: place, names: TEXT}}
lists:
  l: TEXT
  m: [smoke, TEXT]
rules:
  r:
    title: t
    severity: low
    {TESTS}
    when:
      any: [{{words: [smoke, TEXT]}}, {{words: l}}, {{words: m}}, {{entity: e}}]
"""
