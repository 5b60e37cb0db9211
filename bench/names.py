"""Which written forms of names are found, and what is taken for one: on labelled forms, on articles labelled with the
province they report from, and on words that stand inside other words."""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.suite import Suite
from bench.texts import MATCH, NEWS, corpus, lines
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.text.markup import plain
from monitor.core.text.words import script_language
from monitor.core.types import Fields

KINDS = {"posts": "thing", "hts": "group", "kalin": "person"}
NEVER = {"hts": ["Harmonized Tariff Schedule", "Harmonised Tariff Schedule", "HTS code", "superconduct*"]}
PROVINCES = {
    "aleppo": ["Aleppo"],
    "damascus": ["Damascus", "Ghouta", "Rif Dimashq", "Douma"],
    "idlib": ["Idlib", "Idleb"],
    "deir ezzor": ["Deir ez-Zor", "Deir Ezzor", "Deir al-Zor", "Dayr az-Zawr"],
    "raqqa": ["Raqqa", "Rakka"],
    "hasakeh": ["Hasakah", "Hasakeh", "Hassakeh", "Qamishli"],
    "homs": ["Homs", "Palmyra"],
    "daraa": ["Daraa", "Deraa"],
    "hama": ["Hama"],
    "quneitra": ["Quneitra", "Golan"],
    "lattakia": ["Latakia", "Lattakia"],
    "tartous": ["Tartus", "Tartous"],
}
"""What the labels of the articles call a province -> names of it and of its largest towns."""
WORDS = {"Oman": "place", "Assad": "person", "Van": "place", "Hama": "place", "ISIS": "group", "HTS": "group"}


@dataclass
class Report:
    forms: dict[str, Any] = field(default_factory=dict)
    """Recall by script, with the language told and without; forms missed; false alarms."""
    provinces: dict[str, Any] = field(default_factory=dict)
    """The province that an article names most often, against its label."""
    words: dict[str, Any] = field(default_factory=dict)
    """How often short names are found as words in their capitals, and as mere letters, in English texts."""


def measure() -> Report:
    return Report(forms(), provinces(), short_words())


def forms() -> dict[str, Any]:
    rules = _given_names()
    found: dict[str, Any] = {}
    for known in (True, False):
        hits: Counter[str] = Counter()
        all_forms: Counter[str] = Counter()
        missed = []
        for form in lines(MATCH / "variants_pos.jsonl"):
            script = _script(form["text"])
            all_forms[script] += 1
            if _hit(rules, form, known=known):
                hits[script] += 1
            else:
                missed.append(form["text"])
        alarms = [form["text"] for form in lines(MATCH / "variants_neg.jsonl") if _hit(rules, form, known=known)]
        found["language known" if known else "language unknown"] = {
            "recall": round(hits.total() / all_forms.total(), 4),
            "by script": {script: f"{hits[script]} of {count}" for script, count in all_forms.most_common()},
            "precision": round(hits.total() / (hits.total() + len(alarms)), 4),
            "false alarms": alarms,
            "missed": missed,
        }
    return found


def _given_names() -> RuleSet:
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
        entities[name] = entity | ({"never": NEVER[name]} if name in NEVER else {})
    return compile_rules({"seed.yaml": json.dumps({"entities": entities})})


def _hit(rules: RuleSet, form: dict[str, Any], *, known: bool) -> bool:
    text = plain(form["text"])
    language = form["lang"] if known else script_language(text)
    return any(mention.entity == form["entity"] for mention in rules.entities_in(Fields("", "", text), language))


def _script(text: str) -> str:
    """The script of most letters."""
    names = Counter(unicodedata.name(c, "?").split()[0].lower() for c in text if c.isalpha())
    return names.most_common(1)[0][0] if names else "none"


def provinces() -> dict[str, Any]:
    ids = {label: label.replace(" ", "-") for label in PROVINCES}
    entities = {ids[label]: {"name": label, "kind": "place", "names": names} for label, names in PROVINCES.items()}
    for entity in entities.values():
        entity["names"] = [*entity["names"], "سوريا_" + str(entity["name"])]  # an Arabic name: spellings may vary
    rules = compile_rules({"provinces.yaml": json.dumps({"entities": entities})})
    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    said: Counter[str] = Counter()
    none = 0
    for article in lines(NEWS / "syria-articles-dev.jsonl.gz"):
        mentions = rules.entities_in(Fields(article["title"], "", article["content"]), article["language"])
        counts = Counter(mention.entity for mention in mentions)
        label = ids[article["location"]]
        labelled[label] += 1
        if not counts:
            none += 1
            continue
        best = counts.most_common(1)[0][0]
        said[best] += 1
        right[label] += best == label
    return {
        "articles": labelled.total(),
        "name the labelled province most": right.total(),
        "name none": none,
        "recall": {one: f"{right[one]} of {count}" for one, count in labelled.most_common()},
        "precision": {one: f"{right[one]} of {count}" for one, count in said.most_common()},
    }


def short_words() -> dict[str, Any]:
    entities = {
        word.lower(): {"name": word, "kind": kind, "acronyms" if word.isupper() else "cased": [word]}
        for word, kind in WORDS.items()
    }
    rules = compile_rules({"words.yaml": json.dumps({"entities": entities})})
    texts = corpus("en", characters=1_000_000)
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for language, text in texts:
        for mention in rules.entities_in(Fields("", "", text), language):
            word = next(word for word in WORDS if word.lower() == mention.entity)
            found[word] += 1
            around = text[max(0, mention.start - 1) : mention.start] + text[mention.end : mention.end + 1]
            if not re.match(rf"{word}(?:['’]?s)?$", mention.text) or any(map(str.isalnum, around)):
                wrong.append(f"{mention.text} ({word})")
    letters = {word: sum(len(re.findall(word, text, re.IGNORECASE)) for _, text in texts) for word in WORDS}
    return {
        "documents": len(texts),
        "found as words": {word: found[word] for word in WORDS},
        "found as letters": letters,
        "not whole words in their capitals": wrong,
    }


def _run(options: argparse.Namespace, folder: Path) -> Report:  # noqa: ARG001
    return measure()


SUITE = Suite("names", "names as reporters write them in twelve scripts: found, missed, false alarms", _run)
