"""What else a number may count than the find beside it: by clauses, by the words behind it, or by a measure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from monitor.core.entities.hits import Hit
from monitor.core.numbers.counts.counts_on import INCLUDED, PEOPLE, counts_on
from monitor.core.numbers.counts.measures import is_measure, is_thing, is_years
from monitor.core.numbers.words.figure_words import ACTS, AT_LEAST
from monitor.core.rules.conditions import Evidence, Subject
from monitor.core.rules.counts.claimed import AND
from monitor.core.rules.counts.joined import JOINS, is_directly_behind
from monitor.core.rules.counts.of_which import are_of
from monitor.core.rules.counts.told_of_others import told_of_others
from monitor.core.rules.numbers.read import Number, first_from, joint
from monitor.core.text.marks import LETTERS

_CLAUSE = re.compile(r"[;:؛]|, (?:and|while|but|et|mais|ve|а|но|в то время)\b| {3}")
"""What parts clauses; three spaces are a dash between spaces."""
_AND_BEHIND = re.compile(r"\b(?:and|et|ve|и|und) ")
_PART_ENDS = re.compile(r"[,;:؛،()]| {3}| (?:and|et|ve|и|und) | و")
"""What parts whom one number counts from the next."""
_FOLLOWS = AT_LEAST | JOINS
"""What may stand between the mark and a number of them still: two soldiers, and also at least 12 civilians."""
_NEAR = 60
"""Characters in which so few words are looked for."""
_LONGEST_AND = len("and ")
_BESIDE = 2
"""Words between a number and what it counts: five people were killed."""
_CLAUSE_LENGTH = 300
"""Characters beside what is counted in which the end of its clause is looked for."""


def is_of_another_clause(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether the clause of ``hit`` is another one and has a number of its own (40 tents burnt; two people were
    injured. Nine were killed and 30 houses burnt)."""
    text = subject.document.folded.text
    if number.start < hit.start:
        first = max(number.end, hit.start - _CLAUSE_LENGTH)
        begins = max((mark.end() for mark in _CLAUSE.finditer(text, first, hit.start)), default=None)
        own = (begins, hit.start) if begins is not None else None
    else:
        last = min(number.start, hit.end + _CLAUSE_LENGTH)
        mark = _CLAUSE.search(text, hit.end, last)
        goes_on = counts_on(_behind(subject, number)[0])
        # Of them still, and no clause: kills two soldiers and 12 civilians; two in Morek - 14 in Saraqib.
        if goes_on and (mark is None or _FOLLOWS.issuperset(LETTERS.findall(text, mark.end(), number.start))):
            return False
        mark = mark or _AND_BEHIND.search(text, hit.end, last)
        own = (subject.document.sentences.start_of(hit.start), mark.start()) if mark else None
    if own is None:
        return False
    at = first_from(subject.numbers, own[0])
    return at < len(subject.numbers) and subject.numbers[at].start < own[1]


def counted_instead(subject: Subject, number: Number, hit: Hit, hits: Evidence) -> str:
    """The first word behind a number if, by what stands there, it counts something else than ``hit``, which has a
    number of its own (two killed, 3,000 homes destroyed; 30 rockets kill two), and none of the ``hits``; else empty."""
    text, numbers = subject.document.folded.text, subject.numbers
    if number.start < hit.start:
        words, end = _behind(subject, number)
        if end > hit.start:
            words = LETTERS.findall(text, number.end, hit.start)
        if not words or not _has_other(text, numbers, hit, number):
            return ""
        nearest = numbers[first_from(numbers, hit.start) - 1]
        return words[0] if told_of_others(text, number, nearest) or not counts_on(words) else ""
    if number.start < hit.end or not _has_number(text, numbers, hit, number) or _is_object(subject, number, hit):
        return ""
    if not INCLUDED.isdisjoint(_words_before(text, number, hit.end)):
        return ""
    words, end = _behind(subject, number)
    next_hit = bisect_left(hits, number.end, key=lambda one: one.start)
    has_one = next_hit < len(hits) and hits[next_hit].start < end
    return "" if has_one or counts_on(words) else words[0]


def _behind(subject: Subject, number: Number) -> tuple[list[str], int]:
    """The words behind a number in its part of the sentence, and where that ends."""
    text, sentences = subject.document.folded.text, subject.document.sentences
    at, end = sentences.index(number.start), number.end + _CLAUSE_LENGTH
    if at < len(sentences.starts):
        end = min(sentences.starts[at], end)
    if part := _PART_ENDS.search(text, number.end, end):
        end = part.start()
    return LETTERS.findall(text, number.end, end), end


def _has_number(text: str, numbers: Sequence[Number], hit: Hit, other: Number) -> bool:
    """Whether a number stands beside ``hit``, before it or between it and the ``other`` one behind, which no *and*
    joins to that: five people were killed; kills at least five."""
    at = first_from(numbers, hit.end)
    if at > 0 and _is_beside(text, numbers[at - 1], hit) and not _CLAUSE.search(text, numbers[at - 1].end, hit.start):
        return True
    is_joined = AND.search(text, max(hit.end, other.start - _LONGEST_AND), other.start + 1) is not None
    return numbers[at].start < other.start and not is_joined


def _is_object(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether ``hit`` is a verb directly before the number, and the number before it is of what did it: a barrage of 81
    missiles kills 11 across the land; two bombs killed 11 overnight; not: two soldiers killed 15 homes burnt."""
    text, numbers = subject.document.folded.text, subject.numbers
    if numbers[first_from(numbers, hit.end)] != number or not is_directly_behind(text, number, hit):
        return False
    if text[hit.start] == "و":  # Arabic writes "and" in one with the verbal noun, whose number follows
        return True
    before = numbers[first_from(numbers, hit.start) - 1]
    between = LETTERS.findall(text, before.end, hit.start)
    return text[hit.start : hit.end] in ACTS or (bool(between) and PEOPLE.isdisjoint(between))


def _is_beside(text: str, number: Number, hit: Hit) -> bool:
    """Whether so few words stand between a number and the hit behind it that it counts that."""
    return hit.start - number.end <= _NEAR and len(LETTERS.findall(text, number.end, hit.start)) <= _BESIDE


def _words_before(text: str, number: Number, first: int) -> list[str]:
    """The word before a number, if one stands between ``first`` and it."""
    return LETTERS.findall(text, max(first, number.start - _NEAR), number.start)[-1:]


def _has_other(text: str, numbers: Sequence[Number], hit: Hit, before: Number) -> bool:
    """Whether another number than the one ``before`` stands beside ``hit``: between the two, if no *and* and no
    *including* joins it to that (20 villages shelled, two people killed), or behind it (kill two)."""
    at = first_from(numbers, hit.start)
    nearest = numbers[at - 1]
    if nearest.start > before.start:
        if are_of(text, before, nearest):  # 12 of the 30 passengers were killed
            return False
        is_part = not INCLUDED.isdisjoint(_words_before(text, nearest, before.end))
        is_joined = AND.search(text, nearest.start - _LONGEST_AND, nearest.start + 1) is not None
        joins = is_joined and not told_of_others(text, before, nearest)
        return _is_beside(text, nearest, hit) and not is_part and not joins
    has_words = LETTERS.search(text, before.end, hit.start) is not None
    return has_words and at < len(numbers) and text[hit.end : numbers[at].start].strip(" ") == ""


def measured(subject: Subject, number: Number, hit: Hit) -> str:
    """The measure of which the number, or the one that it is joined to, says how much (10-15 km), or the things that it
    counts instead of people (12 bullets); empty if there is none or ``hit`` speaks of it."""
    text, numbers = subject.document.folded.text, subject.numbers
    word = LETTERS.match(text, number.end + text.startswith(" ", number.end))
    following = first_from(numbers, number.end)
    if following < len(numbers) and (how := joint(subject.document.folded, number, numbers[following])):
        end = numbers[following].end
        joined = LETTERS.match(text, end + text.startswith(" ", end))
        if joined and (how == "to" or is_years(joined[0])):
            word = joined
    if word is None or not (is_measure(word[0]) or is_thing(word[0])) or hit.start <= word.start() < hit.end:
        return ""
    return word[0]
