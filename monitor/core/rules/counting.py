"""Which number counts what: `killed` in "21 people were killed and 30 wounded" has 21, not 30."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from monitor.core.entities.lexicon import Hit
from monitor.core.rules.conditions import Evidence, NumberNear, Subject
from monitor.core.rules.numbers import Number
from monitor.core.stories.units import DATE, unit_of
from monitor.core.text.document import Document

_AROUND = 8
"""Words on each side in which another counted thing may claim a number."""


def counting(condition: NumberNear, hits: Evidence, subject: Subject) -> Evidence:
    """Each number that fits, with the hit that it belongs to: the nearest within reach, unless another word that says
    what is counted (wounded, displaced, arrested) is nearer."""
    document = subject.document
    most = condition.most if condition.most is not None else float("inf")
    starts = [hit.start for hit in hits]
    together = _together(condition, document)
    found: list[Hit] = []
    for number in subject.numbers:
        if not condition.least <= number.value <= most:
            continue
        at = bisect_left(starts, number.start)
        close = [hit for hit in hits[max(0, at - 1) : at + 1] if together(number, hit)]
        if close:
            hit = min(close, key=lambda hit: _words_between(document, number, hit))
            if not _claimed(document, number, hit):
                found += [
                    Hit("number:", document.folded.text[number.start : number.end], number.start, number.end),
                    hit,
                ]
    return tuple(sorted(set(found), key=lambda hit: (hit.start, hit.end)))


def _together(condition: NumberNear, document: Document) -> Callable[[Number, Hit], bool]:
    if condition.unit == "words":
        return lambda number, hit: _words_between(document, number, hit) <= condition.words
    bounds = document.sentences if condition.unit == "sentence" else document.paragraphs
    return lambda number, hit: bounds.index(number.start) == bounds.index(hit.start)


def _words_between(document: Document, number: Number, hit: Hit) -> int:
    words = document.words
    if hit.start <= number.start < hit.end:
        return 0
    if number.start < hit.start:
        return max(0, words.index(hit.start) - words.index(number.end - 1) - 1)
    return max(0, words.index(number.start) - words.index(hit.end - 1) - 1)


def _claimed(document: Document, number: Number, hit: Hit) -> bool:
    """Whether a word of the same sentence that is no part of ``hit`` says nearer by what the number counts."""
    distance = _words_between(document, number, hit)
    starts, text = document.words.starts, document.folded.text
    first, last = bisect_right(starts, number.start) - 1, bisect_left(starts, number.end)
    for step in range(min(distance, _AROUND)):
        for at in (last + step, first - 1 - step):
            if not 0 <= at < len(starts) or hit.start <= starts[at] < hit.end:
                continue
            end = starts[at + 1] if at + 1 < len(starts) else len(text)
            unit = unit_of(text[starts[at] : end].strip(" \n.,;:!?\"'()"))
            if unit and unit != DATE and document.sentences.index(starts[at]) == document.sentences.index(number.start):
                return True
    return False
