"""Recall and false alarms on the forms and the corpus beside the checkout."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.text.markup import plain
from monitor.core.text.words import script_language
from monitor.core.types import Fields
from monitor.rulebook import load_rules
from tests.conftest import ROOT, SHARED

pytestmark = pytest.mark.shared
MATCH = SHARED / "data" / "match"
KINDS = {"posts": "thing", "hts": "group", "kalin": "person"}


def lines(name: str) -> Iterator[dict[str, Any]]:
    path = MATCH / name
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """The aliases given, as a person would enter them: capitals are acronyms, title case is `short`."""
    entities: dict[str, dict[str, Any]] = {}
    for name, aliases in json.loads((MATCH / "seed_aliases.json").read_text(encoding="utf-8")).items():
        entity: dict[str, Any] = {"name": name, "kind": KINDS.get(name, "place"), "names": []}
        for alias in aliases:
            if isinstance(alias, dict):
                entity.setdefault("short", []).append(alias["name"])
            elif alias.isalpha() and alias == alias.upper() != alias.lower():
                entity.setdefault("acronyms", []).append(alias)
            else:
                entity["names"].append(alias)
        entities[name] = entity
    entities["hts"]["never"] = list(load_rules(ROOT / "rules").entities["hts"].never)
    return compile_rules({"seed.yaml": json.dumps({"entities": entities})})


def hit(rules: RuleSet, form: dict[str, Any], language: str) -> bool:
    text = plain(form["text"])
    mentions = rules.entities_in(Fields("", "", text), language)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return any(m.entity == form["entity"] for m in mentions)


def test_recall_with_the_language_known(rules: RuleSet) -> None:
    forms = list(lines("variants_pos.jsonl"))
    missed = [form["text"] for form in forms if not hit(rules, form, form["lang"])]
    assert 1 - len(missed) / len(forms) >= 0.97, missed


def test_recall_with_the_language_unknown(rules: RuleSet) -> None:
    forms = list(lines("variants_pos.jsonl"))
    missed = [form["text"] for form in forms if not hit(rules, form, script_language(form["text"]))]
    assert 1 - len(missed) / len(forms) >= 0.95, missed


@pytest.mark.parametrize("known", [True, False])
def test_false_alarms(rules: RuleSet, known: bool) -> None:
    forms = list(lines("variants_neg.jsonl"))
    alarms = [form for form in forms if hit(rules, form, form["lang"] if known else script_language(form["text"]))]
    assert len(alarms) <= 1, alarms


WORDS = """
entities:
  hts: {name: HTS, kind: group, names: [Hayat Tahrir al-Sham, هيئة تحرير الشام], acronyms: [HTS]}
  oman: {name: Oman, kind: place, names: [Oman, عمان]}
  assad: {name: Assad, kind: person, names: [Assad, الأسد]}
  van: {name: Van, kind: place, names: [Van, وان]}
  hama: {name: Hama, kind: place, names: [Hama, حماة]}
  isis: {name: ISIS, kind: group, names: [داعش], acronyms: [ISIS]}
  tunis: {name: Tunis, kind: place, names: [Tunis, تونس]}
"""


def test_short_names_are_whole_words_of_a_corpus() -> None:
    rules = compile_rules({"words.yaml": WORDS})
    allowed = {"oman": {"oman"}, "assad": {"assad", "assads"}, "van": {"van", "vans"}, "tunis": {"tunis"}}
    wrong = []
    for document in lines("corpus/en.jsonl.gz"):
        text = document["text"]
        for mention in rules.entities_in(Fields("", "", text), "en"):
            around = text[max(0, mention.start - 1) : mention.start] + text[mention.end : mention.end + 1]
            word = mention.text.replace("’", "'").split("'")[0].lower()
            if word not in allowed.get(mention.entity, set()) or any(c.isalnum() for c in around):
                wrong.append((mention.entity, mention.text))
    assert not wrong
