"""When a rule means something else than before, and when not."""

import gc
import os
import subprocess
import sys
from time import process_time

from monitor.core.rules.compile import compile_rules
from tests.conftest import ROOT
from tests.make import RULES, ruleset


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


def test_a_rule_means_the_same_whatever_other_rules_and_entities_there_are_and_in_which_file_it_stands() -> None:
    """Else `monitor explain` would say of each that it was changed."""
    rule = "rules:\n  b: {title: B, severity: low, when: {entity: [x, y], words: [fire], not: {phrase: fire drill}}}\n"
    guarded = "{name: N, kind: place, names: [NAME], context: {within: item, words: [WORD]}}"
    x, y = (f"  {name}: " + guarded.replace("NAME", name * 4).replace("WORD", name * 3) for name in "xy")
    other = "rules:\n  a: {title: A, severity: low, when: {words: [rain], not: {words: [snow]}}}\n"
    alone = compile_rules({"m.yaml": f"entities:\n{x}\n{y}\n{rule}"}).meanings()
    beside = compile_rules({"a.yaml": f"entities:\n{y}\n{other}", "b.yaml": rule, "c.yaml": f"entities:\n{x}\n"})
    assert beside.meanings()["b"] == alone["b"]


OWN_WORDS = """
rules:
  a:
    title: Fires
    severity: low
    when: {all: [{words: [fire, blaze]}, {phrase: at sea}], not: {words: [drill]}}
    raise: [{to: high, if: {number: {of: {words: [killed]}, at_least: 20, within: sentence}}}]
"""


def test_a_rule_means_the_same_under_another_name_also_with_words_of_its_own() -> None:
    """Else one that is renamed would tell everything again."""
    (meant,) = ruleset(OWN_WORDS).meanings().values()
    assert ruleset(OWN_WORDS.replace("  a:", "  b:")).meanings() == {"b": meant}
    for of, instead in (
        ("blaze", "blazes"),
        ("phrase: at sea", "words: [at sea]"),
        ("drill", "drills"),
        ("kil", "Mur"),
    ):
        assert ruleset(OWN_WORDS.replace(of, instead)).meanings() != {"a": meant}, instead


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


OF_EVERY_KIND = """
entities:
  morek: {name: Morek, kind: place, names: [Morek], context: {within: item, words: [Syria]}}
lists:
  fires: [fire, blaze*]
rules:
  literals: {title: T, severity: low, when: {all: [{entity: morek, in: title}, {words: fires}], not: {phrase: at sea}}}
  regexes: {title: T, severity: low, when: {regex: "M-?[45]", in: [title, lead]}}
  choices: {title: T, severity: low, when: {at_least: {n: 2, of: [{words: [aid]}, {words: [bus]}, {any: [{words: [car]}]}]}}}
  nearness: {title: T, severity: low, when: {near: {within: 5 words, ordered: true, of: [{words: fires}, {entity: morek}]}}}
  counts: {title: T, severity: low, when: {count: {of: {words: fires}, at_least: 2, within: sentence}}}
  numbers: {title: T, severity: low, when: {number: {of: {words: [killed]}, at_least: 20, within: 3 words}}}
  items: {title: T, severity: low, when: {words: fires, source: a.example, language: [ar, tr], tag: x, url: /world/, genre: live}}
  times: {title: T, severity: low, when: {words: fires, newer_than: 2h, during: {hours: "22:00-06:00", days: [sat], zone: Asia/Damascus}}}
  others: {title: T, severity: low, when: {rule: [counts, numbers]}}
  confirmed: {title: T, severity: low, when: {words: fires}, confirm: {sources: 2, within: 2h}, repeat_after: 6h}
  spikes: {title: T, severity: low, when: {words: fires}, spike: {at_least: 5, within: 1h, times: 3, over: 14d}}
  firsts: {title: T, severity: low, when: {entity: morek}, group_by: entity, first_mention: {after: 30d}}
  quiets: {title: T, severity: low, when: {entity: morek}, quiet: {for: 7d}}
  raised: {title: T, severity: low, when: {words: fires}, raise: [{to: high, if: {words: [killed]}}]}
"""


STORED = {
    "literals": "62192a2f335b17cc",
    "regexes": "36313f19bd93863b",
    "choices": "d223b4fb22d4a431",
    "nearness": "08b7ccb3652fb9df",
    "counts": "4a618faadea76d56",
    "numbers": "b4315f8c6e546e37",
    "items": "f6b50678b9104443",
    "times": "f1236d2f48e9c318",
    "others": "0b6db965ae73854e",
    "confirmed": "079ff8876931299c",
    "spikes": "df8d3d731a368d3f",
    "firsts": "39693add6340b64f",
    "quiets": "8e33488a84f50252 quiet by rule",
    "raised": "86775c6a831fb664",
}


def test_what_rules_of_every_kind_mean_is_stored_as_by_earlier_versions() -> None:
    """These stand in databases. If one differs, each rule of its kind is a changed one after the upgrade: `explain` says
    so of every stored item, and a rule renamed meanwhile tells everything again. Another repr of a condition does it."""
    assert ruleset(OF_EVERY_KIND).meanings() == STORED
