"""Mistakes in rules: all of them at once, each at its place, and none that follows from another."""

from pathlib import Path

import pytest

from monitor.config import config_of
from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures
from monitor.rulebook import sound_rules_of
from tests.make import RULES, ruleset


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
        (WHEN.replace("WHEN", "{words: [fire, [blaze]]}"), 2, "expected text, found a list: remove its brackets"),
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
        (WHEN.replace("WHEN", "{words: [true]}"), 2, "expected text: put it in quotes (found true)"),
        (WHEN.replace("WHEN", "{entity: 'north, south'}"), 2, 'unknown entity "north, south": write a list: [north, south]'),
        (WHEN.replace("WHEN", "{words: [fire], in: 'title, lead'}"), 2, "or 'text': write a list: [title, lead]"),
        (WHEN.replace("WHEN", "{words: [fire], language: 'en, tr'}"), 2, "write a list: [en, tr]"),
        ("rules:\nr:\n  title: t\n", 1, 'indent "r" and what follows'),
        ("rules:\n  r:\n  title: t\n", 2, 'indent "title" and what follows'),
    ],
)  # fmt: skip
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


def test_so_is_an_address_of_the_page_that_is_none() -> None:
    with pytest.raises(InputError, match="invalid IPv6"):
        config_of('web: {public_url: "http://[one"}', Path("config.yaml"))


def test_hostile_input_ends_with_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="characters: an alias has 2 to 120"):
        compile_rules({"f": f"lists:\n  x: [{'a' * 1_000_000}]\n"})


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("entity: fire", 'unknown entity "fire": it is a list, which `words: fire` asks for'),
        ("words: town", 'unknown list "town": it is an entity, which `entity: town` asks for'),
        ("entity: tоwn", 'did you mean "town"? Its о (U+043E) is a Cyrillic letter: type it anew'),
        ("еntity: town", 'did you mean "entity"? Its е (U+0435) is a Cyrillic letter: type it anew'),
        ("entity: tówn", 'did you mean "town"?'),
    ],
)
def test_what_looks_right_and_is_not_is_told_apart(condition: str, said: str) -> None:
    text = f"""entities:
  town: {{name: Town, kind: place, names: [Oldtown]}}
lists: {{fire: [fire]}}
rules:
  r: {{title: t, severity: low, when: {{{condition}}}}}
"""
    with pytest.raises(InputError) as raised:
        compile_rules({"a.yaml": text})
    assert str(raised.value).endswith(said)


def test_a_name_with_other_letters_is_told_where_it_stands_and_how_to_write_it() -> None:
    with pytest.raises(InputError) as raised:
        compile_rules({"a.yaml": "rules:\n  Attaque à Gao: {title: t, severity: low, when: {words: [fire]}}\n"})
    said = "a name is lower-case letters, digits and hyphens: write attaque-a-gao (found 'Attaque à Gao')"
    assert str(raised.value) == f"a.yaml:2:3: {said}"
