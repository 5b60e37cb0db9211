"""The pieces of text that a condition finds: of words, expressions and numbers, or a choice of such."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from monitor.core.entities.hits import Hit, in_text_order
from monitor.core.rules.conditions import AnyOf, Condition, Evidence, Literal, NumberNear, Regex, Subject
from monitor.core.rules.counts.counting import counting
from monitor.core.rules.regexes import found


def spans(condition: Condition, subject: Subject) -> Evidence:
    """The hits of a condition that finds text, in text order; nothing for one that does not."""
    match condition:
        case Literal(concepts, fields):
            return _literal(concepts, fields, subject)
        case Regex(patterns, fields):
            return tuple(sorted(_regex(patterns, fields, subject), key=in_text_order))
        case NumberNear():
            hits = spans(condition.of, subject)
            return counting(condition, hits, subject) if hits else ()
        case AnyOf(parts):
            return tuple(sorted({hit for part in parts for hit in spans(part, subject)}, key=in_text_order))
    return ()


def finds_text(condition: Condition) -> bool:
    """Whether :func:`spans` may give something for ``condition``."""
    if isinstance(condition, AnyOf):
        return all(finds_text(part) for part in condition.parts)
    return isinstance(condition, Literal | Regex | NumberNear)


def apart(hits: Evidence) -> Evidence:
    """Of ``hits`` in text order the first, and each that begins behind the one before it."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _literal(concepts: tuple[str, ...], fields: tuple[str, ...], subject: Subject) -> Evidence:
    present = subject.hits.keys() & concepts  # of lists of words, which are long, few or none
    if not present:
        return ()
    each = [subject.hits[concept] for concept in present]
    found = each[0] if len(each) == 1 else tuple(sorted(chain.from_iterable(each), key=in_text_order))
    if fields:
        return tuple(hit for hit in found if subject.document.field_at(hit.start) in fields)
    return found


def _regex(patterns: tuple[str, ...], fields: tuple[str, ...], subject: Subject) -> Iterator[Hit]:
    document = subject.document
    for offset, name in document.starts:
        if fields and name not in fields:
            continue
        text = document.scanned(name)
        for pattern in patterns:
            for start, end in found(pattern, text):
                begin, finish = document.folded_at(offset + start), document.folded_at(offset + end)
                if finish > begin:
                    yield Hit("regex:", pattern, begin, finish)
