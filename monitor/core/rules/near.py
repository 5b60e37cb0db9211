"""Things close together: hits of every member within one sentence, one paragraph or so many words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from monitor.core.entities.hits import Hit, in_text_order
from monitor.core.rules.conditions import Evidence
from monitor.core.text.document import Document
from monitor.core.text.words import Bounds

MAX_SPANS = 300
"""Hits of one member that are considered."""


def near(members: Sequence[Evidence], unit: str, words: int, document: Document, *, ordered: bool) -> Evidence | None:
    """One hit of each member, no two of them the same text, in one ``unit`` or with at most ``words`` words between
    the first and the last of them; ``ordered``: in the order of ``members``. None if there are none."""
    if not all(members):
        return None
    few = [hits[:MAX_SPANS] for hits in members]
    if unit == "words":
        return _within_words(few, words, document.words, ordered=ordered)
    by_unit = [_by_unit(hits, document.bounds(unit)) for hits in few]
    for index in by_unit[0]:
        chosen = _chosen([hits.get(index, []) for hits in by_unit], ordered=ordered)
        if chosen is not None:
            return chosen
    return None


def _by_unit(hits: Evidence, bounds: Bounds) -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(bounds.index(hit.start), []).append(hit)
    return found


def _within_words(members: list[Evidence], limit: int, words: Bounds, *, ordered: bool) -> Evidence | None:
    starts = [[hit.start for hit in hits] for hits in members]
    places = [[words.index(start) for start in one] for one in starts]
    for anchor in members[0] if ordered else sorted({hit for hits in members for hit in hits}, key=in_text_order):
        last = words.index(anchor.end - 1) + limit + 1
        window = []
        for hits, begins, at in zip(members, starts, places, strict=True):
            first = bisect_left(begins, anchor.start)
            window.append(list(hits[first : bisect_left(at, last + 1)]))
        chosen = _chosen(window, ordered=ordered)
        if chosen is not None:
            return chosen
    return None


def _chosen(members: list[list[Hit]], *, ordered: bool) -> Evidence | None:
    if not all(members):
        return None
    return _in_order(members) if ordered else _apart(members)


def _in_order(members: list[list[Hit]]) -> Evidence | None:
    """The earliest of each behind the one before it."""
    chosen: Evidence = ()
    end = 0
    for hits in members:
        behind = [hit for hit in hits if hit.start >= end]
        if not behind:
            return None
        earliest = min(behind, key=_end)
        chosen, end = (*chosen, earliest), earliest.end
    return chosen


def _apart(members: list[list[Hit]]) -> Evidence | None:
    """One hit of each member, no two of them the same text: those that end first if they are apart, as they mostly are.
    Else of every set of members those that end first, made from the smaller sets by one hit behind all of theirs:
    nothing that ends later could leave more room."""
    firsts = sorted((min(hits, key=_end) for hits in members), key=in_text_order)
    if all(one.end <= other.start for one, other in pairwise(firsts)):
        return tuple(firsts)
    starts = [[hit.start for hit in hits] for hits in members]
    soonest = [_soonest(hits) for hits in members]
    best: dict[int, tuple[int, Evidence]] = {0: (0, ())}
    for chosen in range((1 << len(members)) - 1):
        if chosen not in best:
            continue
        end, evidence = best[chosen]
        for number, begins in enumerate(starts):
            at = bisect_left(begins, end)
            more = chosen | 1 << number
            if more == chosen or at == len(begins):
                continue
            hit = soonest[number][at]
            if more not in best or hit.end < best[more][0]:
                best[more] = hit.end, (*evidence, hit)
    found = best.get((1 << len(members)) - 1)
    return found and found[1]


def _soonest(hits: list[Hit]) -> list[Hit]:
    """Of each and all behind it, the one that ends first."""
    found = hits[:]
    for at in range(len(hits) - 2, -1, -1):
        found[at] = min(hits[at], found[at + 1], key=_end)
    return found


def _end(hit: Hit) -> int:
    return hit.end
