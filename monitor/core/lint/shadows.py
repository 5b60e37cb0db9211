"""One text that is found as two entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import ahocorasick_rs

from monitor.core.entities.terms import alias_key
from monitor.core.entities.types import Entity, wholes_of
from monitor.core.lint.book import Book, Written
from monitor.core.lint.finding import Finding
from monitor.core.text.words import is_unspaced

_FOUND_ALONE = ("names", "cased", "acronyms")
"""Keys whose aliases are found without anything else in the item."""


def shadowed_aliases(book: Book, entities: Mapping[str, Entity]) -> Iterator[Finding]:
    """Aliases that two entities share, and aliases that stand inside one of another entity as words."""
    by_key: dict[str, list[Written]] = {}
    for alias in book.aliases:
        if alias.key in _FOUND_ALONE and "*" not in alias.text:
            by_key.setdefault(alias_key(alias.text), []).append(alias)
    for aliases in by_key.values():
        for other in aliases[1:]:
            first = aliases[0]
            guarded = entities[first.owner].context is not None or entities[other.owner].context is not None
            kin = other.owner == first.owner or _kin(entities, first.owner, other.owner)
            if not kin and not guarded and _alike(first, other):
                yield other.place.warning(
                    "shadowed-alias",
                    f'"{other.text}" is also a name of {first.owner} ({first.place}): one text is found as both',
                )
    yield from _inside(by_key, entities)


def _inside(by_key: Mapping[str, list[Written]], entities: Mapping[str, Entity]) -> Iterator[Finding]:
    keys = list(by_key)
    if not keys:
        return
    automaton = ahocorasick_rs.AhoCorasick(
        [_bounded(key) for key in keys], implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    cancelled = {name: frozenset(map(alias_key, entity.never)) for name, entity in entities.items() if entity.never}
    for key, longer in by_key.items():
        for number, _, _ in automaton.find_matches_as_indexes(f" {key} ", overlapping=True):
            if keys[number] == key:
                continue
            for outer in longer:
                shadowing = (one for one in by_key[keys[number]] if _shadows(one, outer, entities))
                inner = next((one for one in shadowing if not _cancels(cancelled.get(one.owner, ()), key)), None)
                if inner is not None:
                    yield outer.place.warning(
                        "shadowed-alias",
                        f'"{outer.text}" is also found as {inner.owner}, by "{inner.text}" ({inner.place}): put it '
                        f"under `never` of {inner.owner}, or make one `part_of` the other",
                    )


def _bounded(key: str) -> str:
    """Words begin and end at a space, but for the scripts that write none."""
    return f"{'' if is_unspaced(key[0]) else ' '}{key}{'' if is_unspaced(key[-1]) else ' '}"


def _shadows(inner: Written, outer: Written, entities: Mapping[str, Entity]) -> bool:
    if inner.owner == outer.owner or entities[inner.owner].context is not None:
        return False
    if inner.key != "names" and inner.text not in outer.text:
        return False
    return not _kin(entities, inner.owner, outer.owner)


def _alike(one: Written, other: Written) -> bool:
    """Whether one text can be both: what is asked of capitals does not tell them apart."""
    return "names" in (one.key, other.key) or one.text == other.text


def _cancels(never: frozenset[str] | tuple[()], key: str) -> bool:
    return any(f" {phrase} ".replace("* ", "") in f" {key} " for phrase in never)


def _kin(entities: Mapping[str, Entity], one: str, other: str) -> bool:
    """Whether one is part of the other, however deep."""
    return other in wholes_of(entities, one) or one in wholes_of(entities, other)
