import gc
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from monitor.config import config_of
from monitor.config.routes import RouteMatch
from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.ruleset import source_names
from monitor.core.text.document import fields_of
from monitor.core.text.markup import plain
from monitor.core.types import Fields
from monitor.rulebook import load_rules, sound_rules_of
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


def test_every_mistake_of_every_file_at_once() -> None:
    bad = {
        "a.yaml": "entities:\n  idlib: {name: Idlib, kind: place, names: [Idlib, İdlib], part_of: idlb}\n"
        "rules:\n  r: {title: x, severity: low, when: {entity: idlbi}}\n"
        "  s: {title: x, severity: low, when: {near: {within: 3 words, of: [{entity: idlib}, {not: {entity: idlib}}]}}}\n",
        "b.yaml": "rules:\n  r: {title: x, severity: low, when: {words: strik}}\n",
        "c.yaml": "rules:\n  t: {title: x, severity: hgh, when: {entity: idlib, nar: 3}}\n",
    }
    with pytest.raises(InputError) as raised:
        compile_rules(bad)

    def at(path: str, line: int, word: str) -> str:
        """Where ``word`` stands last on the line: counted by hand nobody gets columns right."""
        return f"{path}:{line}:{bad[path].splitlines()[line - 1].rindex(word) + 1}"

    assert [str(problem) for problem in raised.value.problems] == [
        f'{at("a.yaml", 2, "İdlib")}: "İdlib" finds the same words as "Idlib": remove one',
        f'{at("a.yaml", 2, "idlb")}: unknown entity "idlb" - did you mean "idlib"?',
        f'{at("a.yaml", 4, "idlbi")}: unknown entity "idlbi" - did you mean "idlib"?',
        f"{at('a.yaml', 5, '{not:')}: `near` takes entity, words, phrase, regex or number (or `any` of those), nothing else",
        f'{at("b.yaml", 2, "r: {")}: rule "r" is already defined at a.yaml:4:3: rename or remove one',
        f'{at("b.yaml", 2, "strik")}: unknown list "strik": for the word itself write [strik]',
        f"{at('c.yaml', 2, 'hgh')}: \"hgh\" is not one of 'low', 'medium', 'high' or 'critical' - did you mean \"high\"?",
        f'{at("c.yaml", 2, "nar:")}: unknown key "nar" - did you mean "near"?',
    ]


SEVERAL = """entities:
  province: {name: Province, kind: place, names: [Province]}
  town: {name: Town, kind: plaice, names: [Oldtown], part_of: province}
  lake: {name: Lake, kind: place, names: [Blue Lake], context: {within: sentence, entity: provnce}}
lists:
  fire: [fire]
  port: {words: [port], nevr: [port wine]}
rules:
  misshapen: {title: t, severity: hihg, when: {entity: province}}
  unknown: {title: t, severity: low, when: {words: fyre}, tests: [{text: fire, expect: match}]}
  round: {title: t, severity: low, when: {rule: about}}
  about: {title: t, severity: low, when: {rule: round}}
  failing: {title: t, severity: low, when: {words: fire}, tests: [{text: smoke, expect: match}]}
  asks-failing: {title: t, severity: low, when: {rule: failing}, tests: [{text: smog, expect: match}]}
  good: {title: t, severity: low, when: {words: fire}}
"""
"""Mistakes of each kind, in things that need nothing of each other."""
LEANING = """rules:
  on-rule: {title: t, severity: low, when: {rule: misshapen}, TESTS}
  on-leaning: {title: t, severity: low, when: {any: [{rule: on-rule}, {words: [mist]}]}, TESTS}
  on-entity: {title: t, severity: low, when: {near: {within: 3 words, of: [{entity: town}, {words: [x-ray]}]}}, TESTS}
  on-parts: {title: t, severity: low, when: {entity: province, parts: true}, TESTS}
  on-guarded: {title: t, severity: low, when: {entity: lake}, TESTS}
  on-list: {title: t, severity: low, when: {words: port}, TESTS}
  on-unknown: {title: t, severity: low, when: {not: {rule: unknown}}, TESTS}
  on-circle: {title: t, severity: low, when: {rule: about}, TESTS}
""".replace("TESTS", "tests: [{text: Oldtown, expect: match}, {text: fog, expect: match}]")
"""All that fails here fails for the mistakes above."""


def test_mistakes_of_form_hide_none_of_meaning_and_what_follows_from_one_is_not_told() -> None:
    rules, found = sound_rules_of({"a.yaml": SEVERAL, "b.yaml": LEANING})
    lines = SEVERAL.splitlines()

    def at(word: str) -> str:
        line = next(number for number, text in enumerate(lines) if word in text)
        return f"a.yaml:{line + 1}:{lines[line].index(word) + 1}"

    assert [str(problem).partition(" - did")[0] for problem in sorted(found)] == [
        f"{at('plaice')}: \"plaice\" is not one of 'place', 'group', 'person' or 'thing'",
        f'{at("provnce")}: unknown entity "provnce"',
        f'{at("nevr")}: unknown key "nevr"',
        f"{at('hihg')}: \"hihg\" is not one of 'low', 'medium', 'high' or 'critical'",
        f'{at("fyre")}: unknown list "fyre"',
        f"{at('round}')}: rules ask for each other in a circle: round -> about -> round",
        f'{at("{text: smoke")}: test of rule failing fails: expected a match in "smoke", found none: `monitor rules test` shows why',
        f'{at("{text: smog")}: test of rule asks-failing fails: expected a match in "smog", found none: `monitor rules test` shows why',
    ]
    assert list(rules.rules) == ["failing", "asks-failing", "good"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entites:\n  town: {name: Town, kind: place, names: [Oldtown]}\n", 'unknown key "entites"'),
        ("entities:\n- {name: Town, kind: place, names: [Oldtown]}\n", "expected keys and values"),
        ("entities: [null]\n", "has an entry without a value"),
        ("entities: [town]\nlists: {fire: null}\n", "expected keys and values"),
        ("entities: town\nlists: {fire: null}\n", "expected keys and values"),
        ("entities:\n  town:\n  name: Town\n", '"town" has no value'),
        ("entities:\ntown:\n  name: Town\n", '"entities" has no value'),
        ("entities:\n  town: {name: Town, kind: place, names: [Oldtown]\n", "not YAML"),
    ],
)
def test_names_in_what_cannot_be_read_are_not_said_to_be_unknown(text: str, said: str) -> None:
    rule = "rules:\n  r: {title: t, severity: hihg, when: {words: [fire]}}\n  s: {title: t, severity: low, when: {entity: town}}\n"
    _, found = sound_rules_of({"a.yaml": text, "b.yaml": rule})
    first, *between, last = sorted(found)
    assert said in first.message and "hihg" in last.message
    assert not any("unknown" in problem.message for problem in between)


ASTRAY = """entities:
  town: {name: Town, kind: place, names: [Oldtown]}
  bay: {name: Bay, kind: place, names: [Bay of Stones], names: [Bay]}
listz:
  closure: [closed]
lake:
  name: Lake
version: 2
rules:
  hidden: {title: t, severity: low, when: {words: closure}}
  hidden-too: {title: t, severity: low, when: {entity: lake}}
  twice: {title: t, severity: low, severity: high, when: {entity: twon}}
  unknown: {title: t, severity: low, when: {rule: nowhere}}
  on-twice: {title: t, severity: low, when: {entity: bay}, tests: [{text: fog, expect: match}]}
  on-hidden: {title: t, severity: low, when: {rule: hidden}, tests: [{text: fog, expect: match}]}
  failing: {title: t, severity: low, when: {entity: town}, tests: [{text: smog, expect: match}]}
  good: {title: t, severity: low, when: {entity: town}}
"""


def test_a_key_that_stands_twice_or_is_no_section_hides_only_the_names_that_it_may_hold() -> None:
    rules, found = sound_rules_of({"a.yaml": ASTRAY})
    lines = ASTRAY.splitlines()

    def at(word: str) -> str:
        line = next(number for number, text in enumerate(lines) if word in text)
        return f"a.yaml:{line + 1}:{lines[line].rindex(word) + 1}"

    assert [str(problem).partition(" - did")[0].partition(";")[0] for problem in sorted(found)] == [
        f'{at("names: [Bay]")}: "names" stands twice, first on line 3: keep one',
        f'{at("listz")}: unknown key "listz"',
        f'{at("lake:")}: unknown key "lake"',
        f'{at("version")}: unknown key "version"',
        f'{at("severity: high")}: "severity" stands twice, first on line 12: keep one',
        f'{at("twon")}: unknown entity "twon"',
        f'{at("nowhere")}: unknown rule "nowhere"',
        f'{at("{text: smog")}: test of rule failing fails: expected a match in "smog", found none: `monitor rules test` shows why',
    ]
    assert list(rules.rules) == ["failing", "good"]


def test_an_entity_that_is_asked_for_by_one_of_its_names_is_found() -> None:
    entities = "entities:\n  harbour: {name: Port of Example, kind: place, names: [Porto Esempio]}\n"
    for name in ("Port of Example", "porto esempio"):
        _, (problem,) = sound_rules_of({"a.yaml": entities, "b.yaml": WHEN.replace("WHEN", f"{{entity: {name}}}")})
        assert problem.message == f'unknown entity "{name}" - did you mean "harbour"?'


@pytest.mark.parametrize("section", ["lists", "rules", "entities"])
def test_a_section_that_stands_twice_hides_names_of_its_own_kind_only(section: str) -> None:
    asked = {"entities": "entity: nowhere", "lists": "words: nowhere", "rules": "rule: nowhere"}
    asking = "".join(
        f"  r{number}: {{title: t, severity: low, when: {{{one}}}}}\n" for number, one in enumerate(asked.values())
    )
    text = f"{section}: {{}}\n{section}: {{}}\n"
    _, found = sound_rules_of({"a.yaml": text, "b.yaml": f"rules:\n{asking}"})
    kinds = {"entities": "entity", "lists": "list", "rules": "rule"}
    assert [problem.message.partition(":")[0] for problem in sorted(found)] == [
        f'"{section}" stands twice, first on line 1',
        *(f'unknown {kind} "nowhere"' for other, kind in kinds.items() if other != section),
    ]


WHEN = "rules:\n  r: {title: t, severity: low, when: WHEN}\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (WHEN.replace("WHEN", "harbour AND fire"), 2, "a condition is written {words: [fire]}"),
        (WHEN.replace("WHEN", "[{words: [fire]}]"), 2, "write `all:` before the list, or `any:`"),
        (WHEN.replace("WHEN", "{any: [{words: [fire]}, smoke]}"), 2, "a condition is written {words: [fire]}"),
        (WHEN.replace("WHEN", "{words: [fire], not: drill}"), 2, "a condition is written {words: [fire]}"),
        (
            WHEN.replace("WHEN", "{near: {within: sentence, of: [{word: fire}, {words: [port]}]}}"),
            2,
            'did you mean "words"?',
        ),
        (WHEN.replace("WHEN", "{at_least: {n: 1, of: [{words: [fire]}, {entities: b}]}}"), 2, 'did you mean "entity"?'),
        (WHEN.replace("WHEN", "{number: {of: dead, at_least: 9, within: sentence}}"), 2, "a condition is written"),
        (WHEN.replace("WHEN", "{words: [fire, [blaze]]}"), 2, "found a list inside the list"),
        (
            WHEN.replace("WHEN", "{words: l}") + "lists:\n  l:\n    - fire\n    - port: fire\n",
            6,
            "text that holds a colon",
        ),
        (
            "rules:\n- {title: t, severity: low, when: {words: [fire]}}\n",
            2,
            "give each entry a name (`NAME: ...`)",
        ),
        ("rules:\nr:\n  title: t\n", 1, 'indent "r" and what follows'),
        ("rules:\n  r:\n  title: t\n", 2, 'indent "title" and what follows'),
    ],
)
def test_what_is_no_condition_no_text_or_no_name_says_how_it_is_written(text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as raised:
        compile_rules({"r.yaml": text})
    problem = raised.value.problems[0]
    assert problem.line == line and said in problem.message


def test_a_key_beside_another_one_is_not_said_to_belong_below() -> None:
    with pytest.raises(InputError) as raised:
        compile_rules({"r.yaml": "entities:\nrules:\n  r:\n    title:\n    severity: low\n"})
    assert [one.message for one in raised.value.problems] == ['"entities" has no value', '"title" has no value']


@pytest.mark.parametrize(
    "when",
    [
        "{during: NIGHT}",
        "{all: [{words: [fire]}, {any: [{words: [smoke]}, {during: NIGHT}]}]}",
        "{all: [{words: [fire]}, {not: {during: NIGHT}}]}",
        "{at_least: {n: 1, of: [{words: [fire]}, {during: NIGHT}]}}",
    ],
)
def test_a_test_of_a_rule_that_asks_the_time_has_one(when: str) -> None:
    asked = when.replace("NIGHT", '{hours: "22:00-06:00", zone: UTC}')
    text = f"rules:\n  r:\n    title: t\n    severity: low\n    when: {asked}\n    tests: [{{text: fire, TIMEexpect: match}}]\n"
    with pytest.raises(InputError, match=r"the rule asks `during`: give the test a time"):
        compile_rules({"r.yaml": text.replace("TIME", "")})
    compile_rules({"r.yaml": text.replace("TIME", 'at: "2026-03-01T22:30:00Z", ')})


def test_a_circle_of_parts_is_named() -> None:
    text = "entities:\n  a: {name: A, kind: place, names: [Aaa], part_of: b}\n  b: {name: B, kind: place, names: [Bbb], part_of: a}\n"
    with pytest.raises(InputError, match="in a circle"):
        compile_rules({"f": text})


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


def test_what_a_list_is_never_is_part_of_the_meaning_of_a_rule() -> None:
    plain, more = (
        RULES.replace("[airstrike*, shelling, shelled]", f"{{words: [shelling]{never}}}")
        for never in ("", ", never: [shelling out]")
    )
    one, other = ruleset(plain), ruleset(more)
    assert one.version != other.version
    assert one.meanings()["strike-near-posts"] != other.meanings()["strike-near-posts"]
    assert one.meanings()["idlib-mention"] == other.meanings()["idlib-mention"]


def test_a_changed_word_changes_the_meaning_of_the_rules_that_use_it() -> None:
    before, after = ruleset().meanings(), ruleset(RULES.replace("shelled]", "shelled, bombed]")).meanings()
    assert before["idlib-mention"] == after["idlib-mention"]
    assert before["strike-near-posts"] != after["strike-near-posts"]


@pytest.mark.parametrize(
    "test",
    [
        '{text: "Shelling in Idlib", url: "http://[one", expect: match}',
        '{stream: [{at: "00:00", text: "Shelling in Idlib", url: "http://[one"}], expect: [{at: "00:00"}]}',
    ],
)
def test_a_link_that_is_none_is_a_mistake_at_its_place(test: str) -> None:
    """It ended `check` with a traceback, and the daemon at its start."""
    text = RULES.replace('{text: "Shelling in Idlib", expect: match, highlight: [Idlib]}', test)
    with pytest.raises(InputError) as raised:
        failures(ruleset(text))
    (problem,) = raised.value.problems
    assert "invalid IPv6" in problem.message and '"http://[one"' in text.splitlines()[problem.line - 1]


def test_a_seed_whose_link_is_none_has_the_names_of_its_source() -> None:
    """`explain ID --rule NAME` ended with a traceback."""
    seed = replace(article("Shelling in Idlib"), url="http://[one")
    assert source_names(seed) == source_names(replace(seed, url=""))


def test_so_is_an_address_of_the_page_that_is_none() -> None:
    with pytest.raises(InputError, match="invalid IPv6"):
        config_of('web: {public_url: "http://[one"}', Path("config.yaml"))


def test_rules_mean_the_same_in_every_process() -> None:
    """Else each start would find them changed. Python gives sets another order in each."""
    rules = """
rules:
  harbour:
    title: Harbour
    severity: low
    when: {words: [harbour], source: [a.example, b.example, c.example], language: [en, tr, ar], tag: [x, y, z]}
"""
    program = "import sys; from monitor.core.rules.compile import compile_rules\n"
    program += "rules = compile_rules({'a.yaml': sys.argv[1]}); print(rules.version, rules.meanings())"
    said = {
        subprocess.run(
            [sys.executable, "-c", program, rules],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(3)
    }
    assert len(said) == 1 and "harbour" in said.pop()


def test_what_thousands_of_rules_mean_takes_less_than_to_compile_them() -> None:
    many = range(2_000)
    entities = "".join(f"  place-{n}: {{name: P{n}, kind: place, names: [Placename{n}]}}\n" for n in many)
    rules = "".join(f"  r-{n}: {{title: T, severity: low, when: {{entity: place-{n}}}}}\n" for n in many)
    gc.disable()  # it would look through all that other tests left
    try:
        began = process_time()
        found = ruleset(f"entities:\n{entities}rules:\n{rules}")
        compiled = process_time()
        meant = found.meanings()
        done = process_time()
    finally:
        gc.enable()
    assert len(set(meant.values())) == len(many)
    assert done - compiled < (compiled - began) / 2


def test_the_shipped_rules_hold() -> None:
    rules = load_rules(ROOT / "rules")
    assert len(rules.rules) >= 10
    languages = {test.written.language for rule in rules.rules.values() for test in rule.tests}
    assert {"ar", "tr", "ru", "fr"} <= languages
    assert all(rule.tests for rule in rules.rules.values())


def test_a_wrapped_description_is_searched_as_one_line() -> None:
    text = plain("Shelling hit a Turkish\nobservation post near Morek")
    assert hits("{entity: posts}", text) == ["Turkish observation post"]


def test_hostile_input_ends_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="characters: an alias has 2 to 120"):
        compile_rules({"f": f"lists:\n  x: [{'a' * 1_000_000}]\n"})


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
