"""Which number counts what: `killed` in "21 people were killed and 30 wounded" has 21, not 30."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from monitor.core.entities.hits import Hit, in_text_order
from monitor.core.rules.conditions import NUMBER, Evidence, NumberNear, Subject
from monitor.core.rules.counts.claimed import claiming_word, words_between
from monitor.core.rules.counts.counted_instead import counted_instead, is_of_another_clause, measured
from monitor.core.rules.counts.joined import counts_otherwise, is_of_who_did_it
from monitor.core.rules.counts.of_nobody import is_of_nobody
from monitor.core.rules.counts.of_which import some_of
from monitor.core.rules.numbers.read import Number, stated_in
from monitor.core.text.document import Document

MAX_COUNTED = 300
"""Numbers with a find within reach that are considered."""


def counting(condition: NumberNear, hits: Evidence, subject: Subject) -> Evidence:
    """Each number that fits, with the hit that it belongs to: the nearest within reach, unless another word that says
    what is counted (wounded, displaced, arrested) is nearer."""
    text = subject.document.folded.text
    found: list[Hit] = []
    considered = 0
    for number, near in _with_nearest(condition, hits, subject, subject.numbers):
        if near and _fits(condition, number) and considered < MAX_COUNTED:
            considered += 1
            if (
                hit := next((one for one in near if not _why_not(condition, subject, number, one, hits)), None)
            ) is not None:
                found += [Hit(NUMBER, text[number.start : number.end], number.start, number.end), hit]
    return tuple(sorted(set(found), key=in_text_order))


def refused(condition: NumberNear, hits: Evidence, subject: Subject) -> list[tuple[Number, str]]:
    """The numbers of the text that do not fit, and what is said of each; first those in the range."""
    stated = stated_in(subject.document.folded)
    found = [
        (number, _said(condition, subject, number, near, hits))
        for number, near in islice(_with_nearest(condition, hits, subject, stated), MAX_COUNTED)
    ]
    return sorted(found, key=lambda one: not _fits(condition, one[0]))


def _said(condition: NumberNear, subject: Subject, number: Number, near: Sequence[Hit], hits: Evidence) -> str:
    if number.why:
        return f"is {number.why}"
    if not _fits(condition, number):
        return "is less" if number.value < condition.least else "is more"
    return _why_not(condition, subject, number, near[0], hits) if near else "is too far away"


def _fits(condition: NumberNear, number: Number) -> bool:
    return condition.least <= number.value and (condition.most is None or number.value <= condition.most)


def _with_nearest(
    condition: NumberNear, hits: Evidence, subject: Subject, numbers: Iterable[Number]
) -> Iterator[tuple[Number, list[Hit]]]:
    """Each number with the hits before and behind it that are within reach, the nearest first."""
    document = subject.document
    starts = [hit.start for hit in hits]
    together = _together(condition, document)
    for number in numbers:
        at = bisect_left(starts, number.start)
        close = [hit for hit in hits[max(0, at - 1) : at + 1] if together(number, hit)]
        yield number, sorted(close, key=lambda hit: words_between(document, number, hit))


def _why_not(condition: NumberNear, subject: Subject, number: Number, hit: Hit, hits: Evidence) -> str:
    """Why a number does not count what its nearest ``hit``, one of all ``hits``, is; empty if it does."""
    if word := claiming_word(subject, number, hit):
        return f"counts what »{word}« says"
    if word := measured(subject, number, hit):
        return f"measures »{word}«"
    if is_of_another_clause(subject, number, hit) or is_of_who_did_it(subject, number, hit):
        return "stands in another clause"
    some = some_of(subject, number, hit)
    if some and not _fits(condition, some):
        return "counts all of whom these are some"
    if is_of_nobody(subject, hit):
        return "is of something else, as what it would count is denied"
    word = counted_instead(subject, number, hit, hits) or counts_otherwise(subject, number, hit)
    return f"counts what »{word}« says" if word else ""


def _together(condition: NumberNear, document: Document) -> Callable[[Number, Hit], bool]:
    if condition.unit == "words":
        return lambda number, hit: words_between(document, number, hit) <= condition.words
    bounds = document.bounds(condition.unit)
    return lambda number, hit: bounds.index(number.start) == bounds.index(hit.start)
