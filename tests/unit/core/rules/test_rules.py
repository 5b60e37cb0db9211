"""What rules match, and what their inline tests say."""

from dataclasses import replace

import pytest

from monitor.config.routes import RouteMatch
from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.ruleset import source_names
from monitor.core.text.document import fields_of
from monitor.core.text.markup import plain
from monitor.core.types import Fields
from monitor.rulebook import load_rules
from tests.conftest import ROOT
from tests.make import NOW, RULES, article, ruleset
from tests.unit.core.rules.one_rule import hits


@pytest.mark.parametrize(
    ("when", "text", "expected"),
    [
        ("{entity: idlib}", "غارات جوية بإدلب فجر اليوم", ["بإدلب"]),
        ("{entity: idlib}", "İDLİB'DE SON DURUM", ["İDLİB'DE"]),
        ("{entity: idlib}", "Idlib’s hospitals", ["Idlib’s"]),
        ("{entity: idlib}", "Midlibrary opens; Idlibi", None),
        ("{entity: idlib}", "в Идлибе и под Идлибом", ["Идлибе", "Идлибом"]),
        ("{entity: idlib}", "在伊德利卜省", ["伊德利卜"]),
        ("{entity: idlib}", "Khan Sheikhoun fell", None),
        ("{entity: idlib, parts: true}", "Khan-Sheikhoun fell", ["Khan-Sheikhoun"]),
        ("{entity: posts}", "турецких наблюдательных постов", ["турецких наблюдательных постов"]),
        ("{entity: posts}", "İdlib'deki gözlem noktasına", ["gözlem noktasına"]),
        ("{entity: posts}", "deux postes d’observation turcs", ["postes d’observation turcs"]),
        ("{entity: hts}", "HTS fighters; the rights and flights", ["HTS"]),
        ("{entity: hts}", "hts code", None),
        ("{entity: hts}", "HTS, the Harmonized Tariff Schedule", None),
        ("{entity: kalin}", "Ibrahim Kalin spoke. Kalın said", ["Ibrahim Kalin", "Kalın"]),
        ("{entity: kalin}", "Kalın bir kitap", None),
        ("{words: strike}", "airstrikes and shelling", ["airstrikes", "shelling"]),
        ("{words: [raid]}", "Raids at dawn", ["Raids"]),
        ("{phrase: related article}", "related articles", None),
        ("{all: [{entity: idlib}, {words: strike}]}", "shelling in Idlib", ["shelling", "Idlib"]),
        ("{all: [{entity: idlib}, {words: strike}]}", "calm in Idlib", None),
        ("{any: [{entity: hts}, {words: strike}]}", "shelling", ["shelling"]),
        ("{entity: idlib, not: {words: [football]}}", "Idlib football", None),
        ("{entity: idlib, not: [{words: [football]}, {words: [chess]}]}", "Idlib chess", None),
        ("{near: {within: 2 words, of: [{entity: idlib}, {words: strike}]}}", "shelling of central old Idlib", None),
        (
            "{near: {within: 3 words, of: [{entity: idlib}, {words: strike}]}}",
            "shelling of central old Idlib",
            ["shelling", "Idlib"],
        ),
        ("{near: {within: 9 words, of: [{words: [post]}, {phrase: a post}]}}", "a post", None),
        (
            "{near: {within: 1 words, of: [{phrase: air raid base}, {words: [smoke]}]}}",
            "air raid base in smoke",
            ["air raid base", "smoke"],
        ),
        (
            "{near: {within: 1 words, of: [{phrase: air raid base}, {words: [smoke]}]}}",
            "air raid base is in smoke",
            None,
        ),
        ("{near: {within: sentence, of: [{entity: idlib}, {words: strike}]}}", "Shelling. Idlib.", None),
        (
            "{near: {within: paragraph, of: [{entity: idlib}, {words: strike}]}}",
            "Shelling. Idlib.",
            ["Shelling", "Idlib"],
        ),
        (
            "{near: {within: sentence, of: [{entity: idlib}, {words: strike}]}}",
            "Shelling by U.S. aircraft in Idlib",
            ["Shelling", "Idlib"],
        ),
        ("{words: [قصف*]}", "قصفت وقصفاً والقصف", ["قصفت", "وقصفاً", "والقصف"]),
        ("{words: [weapons depots]}", "a weapons depot", ["weapons depot"]),
        ("{words: [air  raid]}", "air  raids, air - raid", ["air  raids"]),
        ("{entity: idlib, newer_than: 2h}", "Idlib", ["Idlib"]),
        ("{entity: idlib, newer_than: 30m}", "Idlib", None),
        ("{entity: idlib, language: tr}", "Idlib", None),
    ],
)
def test_what_matches(when: str, text: str, expected: list[str] | None) -> None:
    assert hits(when, text) == expected


def test_bare_turkish_endings_only_where_the_language_is_turkish() -> None:
    assert hits("{entity: idlib}", "Idlibde durum", language="tr") == ["Idlibde"]
    assert hits("{entity: idlib}", "Idlibde durum", language="en") is None


def test_fields_are_one_sequence_and_a_summary_counts_once() -> None:
    fields = fields_of(
        "Title", "First sentence here. Second one is cut…", "First sentence here. Second one is cut short. End."
    )
    assert fields == Fields("Title", "First sentence here. Second one is cut short.", "End.")
    assert hits("{entity: idlib, in: title}", "Idlib in the text", title="Something") is None
    assert hits("{entity: idlib, in: [title, text]}", "Idlib in the text", title="Something") == ["Idlib"]


def test_a_source_is_a_domain_a_feed_or_an_owner() -> None:
    assert hits("{entity: idlib, source: sana.sy}", "Idlib", sources=["sana.sy"]) == ["Idlib"]
    assert hits("{entity: idlib, not: {source: sana.sy}}", "Idlib", sources=["sana.sy"]) is None


def test_names_of_private_characters_and_stars_without_letters() -> None:
    assert hits('{words: ["\ue000\ue000"]}', "a \ue000\ue000 b") == ["\ue000\ue000"]
    for name in ("fire ---*", "\u0301\u0301\u0301* fire"):
        with pytest.raises(InputError, match="stands only at the end of a word, after three letters"):
            hits(f'{{words: ["{name}"]}}', "")


def test_www_before_a_source_does_not_count() -> None:
    sources = source_names(article("Idlib", feed="www.Feed", owner="www.sana.sy", url="http://proxy.example/1"))
    for name in ("www.sana.sy", "SANA.sy", "feed", "www.proxy.example"):
        assert hits(f"{{entity: idlib, source: {name}}}", "Idlib", sources=sources) == ["Idlib"]
        assert RouteMatch(source=(name,)).matchers.sources <= sources


def test_a_link_to_a_host_that_cannot_be_names_no_domains() -> None:
    def names(host: str) -> frozenset[str]:
        return source_names(article("Idlib", feed="feed", owner="owner", url=f"http://{host}/1"))

    own = {"feed", "feed.example", "owner"}
    assert names("www.news.harbour.example") == own | {"news.harbour.example", "harbour.example"}
    assert len(names("a." * 122 + "a.example")) == len(own) + 123
    assert names("a." * 1_900 + "example") == own


def test_a_failing_inline_test_says_which_words_hit() -> None:
    text = RULES.replace("Nothing here", "Morek is quiet")
    (problem,) = failures(ruleset(text))
    assert "expected no match" in problem.message and "these words hit: Morek" in problem.message
    assert problem.line == text.splitlines().index('      - {text: "Morek is quiet", expect: no match}') + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shelling and casualties", ["casualties"]),
        ("shelling without casualties", None),
        ("there were no casualties", None),
        ("no casualties here, casualties there", ["casualties"]),
        ("no civilian casualties", ["casualties"]),
        ("no casualty", None),
        ("no casualties; three wounded", ["wounded"]),
        ("دون وقوع إصابات", None),
        ("وقوع إصابات", ["إصابات"]),
    ],
)
def test_a_word_of_a_list_does_not_count_in_what_it_is_never(text: str, expected: list[str] | None) -> None:
    assert hits("{words: hurt}", text) == expected


def test_what_a_list_or_an_entity_is_never_is_no_way_to_write_it() -> None:
    lists = "lists:\n  hurt: {words: [casualties], never: [no casualties]}\n"
    rules = compile_rules(
        {"f": f"{lists}entities:\n  a: {{name: A, kind: place, names: [Aaa], never: [Aaa Street]}}\n"}
    )
    assert rules.aliases_of("list:hurt") == ("casualties",) and rules.aliases_of("a") == ("Aaa",)


def test_a_seed_whose_link_is_none_has_the_names_of_its_source() -> None:
    """`explain ID --rule NAME` ended with a traceback."""
    seed = replace(article("Shelling in Idlib"), url="http://[one")
    assert source_names(seed) == source_names(replace(seed, url=""))


def test_the_shipped_rules_hold() -> None:
    rules = load_rules(ROOT / "rules")
    assert len(rules.rules) >= 10
    languages = {test.written.language for rule in rules.rules.values() for test in rule.tests}
    assert {"ar", "tr", "ru", "fr"} <= languages
    assert all(rule.tests for rule in rules.rules.values())


def test_a_wrapped_description_is_searched_as_one_line() -> None:
    text = plain("Shelling hit a Turkish\nobservation post near Morek")
    assert hits("{entity: posts}", text) == ["Turkish observation post"]


@pytest.mark.parametrize("code", ["tr", "tr-TR", "TR_tr"])
def test_a_language_is_compared_by_its_first_part(code: str) -> None:
    rules = ruleset(f"rules: {{r: {{title: R, severity: low, when: {{language: {code}, words: [deprem]}}}}}}")
    found = article("Deprem", "Bir deprem oldu.", language="tr-TR")
    assert found.language == "tr" and [match.rule for match in rules.match(found, NOW)] == ["r"]


def test_the_language_of_a_test_is_a_code() -> None:
    rule = "rules:\n  r:\n    title: x\n    severity: low\n    when: {regex: storm}\n    tests:\n"
    for code in ("en", "tr-TR", "''"):
        compile_rules({"r.yaml": f"{rule}      - {{text: storm, language: {code}, expect: match}}\n"})
    with pytest.raises(InputError, match="a language is a code such as tr, ar or tr-TR"):
        compile_rules({"r.yaml": f"{rule}      - {{text: storm, language: english, expect: match}}\n"})
