"""Lint: for each code what it says, where, and the nearest thing that it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from monitor.core.alerts.routes import Route
from monitor.core.entities.types import Entity, Kind
from monitor.core.lint.finding import CODES, Finding
from monitor.core.lint.run import lint
from monitor.core.lint.setting import FeedTraits, Setting
from monitor.core.rules.compile import compile_rules
from monitor.core.types import Severity
from monitor.core.yaml_marks import parse
from tests.conftest import ROOT

COMMON = {"en": {"turkey": 4.6, "van": 4.8}, "ar": {"حمص": 4.5, "فاطمه": 5.0}, "tr": {"kalin": 4.8}}
TESTS = "tests: [{text: a, expect: no match}, {text: Morek, expect: match}]"
HEAD = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
  idlib: {name: Idlib, kind: place, names: [Idlib]}
  khan: {name: Khan, kind: place, part_of: idlib, names: [Khan Sheikhoun]}
lists:
  strike: [airstrike*, shelling]
rules:
  uses-all: {title: t, severity: critical, when: {any: [{entity: [morek, idlib], parts: true}, {words: strike}]}, TESTS}
  r:
    title: t
    severity: low
    TESTS
    when: """.replace("TESTS", TESTS)


def found(text: str | Mapping[str, str], setting: Setting | None = None) -> tuple[Finding, ...]:
    files = {"r.yaml": text} if isinstance(text, str) else text
    return lint(files, compile_rules(files).entities, setting, COMMON)


def shown(text: str | Mapping[str, str], setting: Setting | None = None) -> list[str]:
    """`line:column code` of each finding, and the text that stands there in the file."""
    return [f"{one.problem.line}:{one.problem.column} {one.code}" for one in found(text, setting)]


def codes(text: str, setting: Setting | None = None) -> list[str]:
    return sorted(one.code for one in found(text, setting))


def of_when(when: str) -> list[str]:
    return [line.partition(" ")[2] for line in shown(HEAD + when)]


def of_entities(lines: str) -> list[str]:
    """The findings about names: every entity is used, by a rule with tests."""
    names = ", ".join(re.findall(r"^(\S+):", lines, re.MULTILINE))
    indented = "".join(f"  {line}\n" for line in lines.strip().splitlines())
    rule = f"rules:\n  r: {{title: t, severity: low, when: {{entity: [{names}]}}, {TESTS}}}\n"
    return [line.partition(" ")[2] for line in shown(f"entities:\n{indented}{rule}")]


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
    setting = Setting("", parse("", "config.yaml"), routes=(Route(("a",), entities=frozenset({"other"})),))
    assert shown(text, setting) == ["8:3 unused-list"]


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


CONFIG = """
receivers:
  console: {type: console}
  slack: {url: 'json://localhost'}
routes:
"""


def setting(*routes: Route, feeds: tuple[FeedTraits, ...] = ()) -> Setting:
    return Setting(CONFIG, parse(CONFIG, "config.yaml"), feeds, routes)


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ([Route(("console",))], ["4:3 idle-receiver"]),
        ([Route(("console", "slack"))], []),
        ([Route(("console",)), Route(("slack",))], ["4:3 idle-receiver"]),
        ([Route(("console",), on_to_next=True), Route(("slack",))], []),
        ([Route(("slack",), tags=frozenset({"x"})), Route(("console",))], []),
        ([Route(("slack",), Severity.HIGH), Route(("console",))], []),
        ([Route(("slack",), rules=frozenset({"nobody"})), Route(("console",))], ["4:3 idle-receiver"]),
    ],
)
def test_idle_receivers(routes: list[Route], expected: list[str]) -> None:
    assert shown(HEAD + "{entity: morek}", setting(*routes, feeds=())) == expected


def test_a_route_for_graver_alerts_than_there_are_is_idle() -> None:
    text = f"rules:\n  r: {{title: t, severity: low, when: {{words: [fire]}}, {TESTS}}}\n"
    routes = Route(("slack",), Severity.HIGH), Route(("console",))
    assert shown(text, setting(*routes)) == ["4:3 idle-receiver"]


FEEDS = (
    FeedTraits(frozenset({"gazette", "the gazette", "feeds.gazette.co.uk"}), frozenset({"wire"}), "en"),
    FeedTraits(frozenset({"herald", "herald.example"}), frozenset(), "tr"),
)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{source: gazett}", ["unknown-source"]),
        ("{source: [The Gazette, news.gazette.co.uk, gazette, www.herald.example]}", []),
        ("{source: other.co.uk}", ["unknown-source"]),
        ("{tag: wires}", ["unknown-tag"]),
        ("{tag: wire}", []),
        ("{entity: morek, language: ar}", ["unknown-language"]),
        ("{entity: morek, language: [tr, en-GB]}", []),
    ],
)
def test_sources_tags_and_languages_that_no_feed_has(when: str, expected: list[str]) -> None:
    routes = Route(("console", "slack"))
    assert [one.code for one in found(HEAD + when, setting(routes, feeds=FEEDS))] == expected
    speechless = FeedTraits(frozenset({"x"}), frozenset(), "")
    wide = [code for code in expected if code != "unknown-language"]
    assert [one.code for one in found(HEAD + when, setting(routes, feeds=(*FEEDS, speechless)))] == wide
    assert shown(HEAD + when, setting(routes)) == [], "without feeds nothing is known"


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


# Silencing

SILENT = """
entities:
  hab:{key}
    name: Hab
    kind: place
    names:
      - Habitat
      - Hab{line}
  other: {{name: Oth, kind: place, names: [Oth]}}
rules:
  r: {{title: "t # allow: short-alias", severity: low, when: {{entity: [hab, other]}}, {tests}}}
"""


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("", "", ["8:9 short-alias", "9:43 short-alias"]),
        ("", " # allow: short-alias", ["9:43 short-alias"]),
        (" # allow: short-alias", "", ["9:43 short-alias"]),
        ("", "   #allow:common-word , short-alias since it is so", ["8:22 unused-allow", "9:43 short-alias"]),
        (" # allow: short-alais", "", ["3:17 unused-allow", "8:9 short-alias", "9:43 short-alias"]),
    ],
)
def test_comments_allow_findings(key: str, line: str, expected: list[str]) -> None:
    text = SILENT.format(key=key, line=line, tests=TESTS)
    assert shown(text) == expected


def test_an_unknown_code_names_the_nearest() -> None:
    text = SILENT.format(key=" # allow: short-alais", line="", tests=TESTS)
    assert 'unknown code "short-alais" - did you mean "short-alias"?' in str(found(text)[0])


def test_a_sign_within_a_word_begins_no_comment() -> None:
    assert shown(SILENT.format(key="", line="#allow:short-alias", tests=TESTS)) == ["9:43 short-alias"]


@pytest.mark.parametrize(
    "quoted",
    [
        '"Xyz # allow: short-alias"',
        "'Xyz # allow: short-alias'",
        "\"Xyz\n        # allow: short-alias\"",
        "|\n        Xyz # allow: short-alias",
    ],
)  # fmt: skip
def test_what_stands_in_quotes_is_no_comment(quoted: str) -> None:
    text = f"rules:\n  r:\n    severity: low\n    {TESTS}\n    when: {{words: [fire]}}\n    title: {quoted}\n"
    assert shown(text) == []


def test_a_comment_behind_a_text_of_several_lines_counts() -> None:
    text = "rules:\n  r: # allow: rule-without-test\n    severity: low\n    when: {words: [fire]}\n    title: | # allow: unused-list\n      t\n"
    assert shown(text) == ["5:23 unused-allow"]


def test_comments_of_the_config_count_too() -> None:
    config = CONFIG.replace("slack:", "slack: # allow: idle-receiver\n   ")
    quiet = Setting(config, parse(config, "config.yaml"), (), (Route(("console",)),))
    assert shown(HEAD + "{entity: morek}", quiet) == []
    config = CONFIG + "# allow: idle-receiver\n"
    loud = Setting(config, parse(config, "config.yaml"), (), (Route(("console",)),))
    assert shown(HEAD + "{entity: morek}", loud) == ["4:3 idle-receiver", "6:10 unused-allow"]


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


# Keys of the language that other parts may not carry out yet: lint reads them as they are written.


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


def test_a_receiver_that_only_raised_alerts_reach_is_not_idle() -> None:
    steps = "raise: [{to: high, if: {words: [fire]}}]"
    text = f"rules:\n  r: {{title: t, severity: low, when: {{words: [fire]}}, {steps}, {TESTS}}}\n"
    routes = Route(("slack",), Severity.HIGH), Route(("console",))
    assert [one.code for one in lint({"r.yaml": text}, {}, setting(*routes), COMMON)] == []


def test_a_prefix_and_a_name_may_be_another_word() -> None:
    text = HEAD.replace("morek: {name: Morek, kind: place, names: [Morek]}",
                        "morek: {name: Morek, kind: place, names: [Morek, أطمة]NEVER}") + "{entity: morek}"  # fmt: skip
    (finding,) = found(text.replace("NEVER", ""))
    assert finding.code == "common-word" and "is also found in فاطمه" in finding.problem.message
    assert found(text.replace("NEVER", ", never: [فاطمة]")) == ()


def test_the_reason_of_an_allow_may_have_commas() -> None:
    text = (
        HEAD.replace(
            "names: [Khan Sheikhoun]}",
            "names: [Khan Sheikhoun]}\n  hab: {name: H, kind: place, part_of: idlib, names: [Hab]} # allow: short-alias - small, but ours",
        )
        + "{entity: morek}"
    )
    assert found(text) == ()
