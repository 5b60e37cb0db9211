"""Which mentions of an entity count, where it asks for something in the text around them: `context`, `not_near`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate

from monitor.core.entities.hits import Hit
from monitor.core.entities.types import Entity, Guard
from monitor.core.text.document import Document

Hits = dict[str, tuple[Hit, ...]]


def guarded(entities: Iterable[Entity], hits: Hits, document: Document) -> Hits:
    """``hits`` without the mentions that a guard of their entity takes away. ``entities``: those that have guards.
    Guards look at all hits as they were found, so that they cannot go in circles."""
    found = dict(hits)
    for entity in entities:
        mentions = hits.get(entity.id, ())
        if mentions and entity.context is not None:
            mentions = _near(mentions, entity.context, hits, document, wanted=True)
        if mentions and entity.not_near is not None:
            mentions = _near(mentions, entity.not_near, hits, document, wanted=False)
        if mentions:
            found[entity.id] = mentions
        else:
            found.pop(entity.id, None)
    return found


def _near(
    mentions: tuple[Hit, ...], guard: Guard, hits: Mapping[str, tuple[Hit, ...]], document: Document, *, wanted: bool
) -> tuple[Hit, ...]:
    """Those of ``mentions`` that have (``wanted``) or lack what ``guard`` asks for, beside the mention itself."""
    others = sorted((hit for concept in guard.concepts for hit in hits.get(concept, ())), key=lambda hit: hit.start)
    if not others:
        return () if wanted else mentions
    # Of the item there is one.
    place = (lambda _: 0) if guard.unit == "item" else document.bounds(guard.unit).index
    reach = guard.words + 1 if guard.unit == "words" else 0
    places = [place(hit.start) for hit in others]
    # Up to each, where the hits have ended: those before the first that ends in reach are all too far away.
    ends = list(accumulate((place(hit.end - 1) for hit in others), max))

    def has_one(mention: Hit) -> bool:
        first = bisect_left(ends, place(mention.start) - reach)
        for at in range(first, len(others)):
            if places[at] - place(mention.end - 1) > reach:
                return False
            close = place(mention.start) - place(others[at].end - 1) <= reach
            apart = others[at].end <= mention.start or mention.end <= others[at].start
            if close and apart:
                return True
        return False

    return tuple(mention for mention in mentions if has_one(mention) is wanted)
