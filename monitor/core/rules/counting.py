"""Which number counts what: `killed` in "21 people were killed and 30 wounded" has 21, not 30."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from monitor.core.entities.hits import Hit, in_text_order
from monitor.core.rules.conditions import NUMBER, Evidence, NumberNear, Subject
from monitor.core.rules.numbers import Number, joint, stated_in
from monitor.core.stories.befell import HARM, STATES, are_the_same
from monitor.core.stories.counts_on import INCLUDED, counts_on
from monitor.core.stories.measures import is_measure, is_years
from monitor.core.stories.units import DATE, unit_of
from monitor.core.text.document import Document

_CLAUSE = re.compile(r"[;:؛]|, (?:and|while|but|et|mais|ve|а|но|в то время)\b| {3}")
"""What parts clauses; three spaces are a dash between spaces."""
_AND_BEHIND = re.compile(r"\b(?:and|et|ve|и|und) ")
_PART_ENDS = re.compile(r"[,;:؛،()]| {3}| (?:and|et|ve|и|und) | و")
"""What parts whom one number counts from the next."""
_NEAR = 60
"""Characters in which so few words are looked for."""
_LONGEST_AND = len("and ")
_BESIDE = 2
"""Words between a number and what it counts: five people were killed."""
_CLAUSE_LENGTH = 300
"""Characters beside what is counted in which the end of its clause is looked for."""
MAX_COUNTED = 300
"""Numbers with a find within reach that are considered."""
_BEHIND_A_COMMA = 3
_LETTERS = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"\b(?:and|et|ve|и)\b|(?<![^\W_])و(?=\d)")
_AND_OR_COMMA = re.compile(rf"{_AND.pattern}|[,،]")
_AROUND = 8
"""Words on each side in which another counted thing may claim a number."""


def counting(condition: NumberNear, hits: Evidence, subject: Subject) -> Evidence:
    """Each number that fits, with the hit that it belongs to: the nearest within reach, unless another word that says
    what is counted (wounded, displaced, arrested) is nearer."""
    text = subject.document.folded.text
    found: list[Hit] = []
    considered = 0
    for number, near in _with_nearest(condition, hits, subject, subject.numbers):
        if near and _fits(condition, number) and considered < MAX_COUNTED:
            considered += 1
            if (hit := next((one for one in near if not _why_not(subject, number, one, hits)), None)) is not None:
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
    return _why_not(subject, number, near[0], hits) if near else "is too far away"


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
        yield number, sorted(close, key=lambda hit: _words_between(document, number, hit))


def _why_not(subject: Subject, number: Number, hit: Hit, hits: Evidence) -> str:
    """Why a number does not count what its nearest ``hit``, one of all ``hits``, is; empty if it does."""
    if word := _claimed(subject, number, hit):
        return f"counts what »{word}« says"
    if word := _measure(subject, number, hit):
        return f"measures »{word}«"
    if _another_clause(subject, number, hit):
        return "stands in another clause"
    word = _something_else(subject, number, hit, hits)
    return f"counts what »{word}« says" if word else ""


def _another_clause(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether the clause of ``hit`` is another one and has a number of its own (40 tents burnt; two people were
    injured. Nine were killed and 30 houses burnt)."""
    text = subject.document.folded.text
    if number.start < hit.start:
        first = max(number.end, hit.start - _CLAUSE_LENGTH)
        begins = max((mark.end() for mark in _CLAUSE.finditer(text, first, hit.start)), default=None)
        own = (begins, hit.start) if begins is not None else None
    else:
        last = min(number.start, hit.end + _CLAUSE_LENGTH)
        # Behind an *and* it may be of them still: kills two soldiers and 12 civilians.
        mark = _CLAUSE.search(text, hit.end, last) or (
            None if counts_on(_behind(subject, number)[0]) else _AND_BEHIND.search(text, hit.end, last)
        )
        own = (subject.document.sentences.start_of(hit.start), mark.start()) if mark else None
    if own is None:
        return False
    at = bisect_left(subject.numbers, own[0], key=_begins)
    return at < len(subject.numbers) and subject.numbers[at].start < own[1]


def _something_else(subject: Subject, number: Number, hit: Hit, hits: Evidence) -> str:
    """The first word behind a number if, by what stands there, it counts something else than ``hit``, which has a
    number of its own (two killed, 3,000 homes destroyed; 30 rockets kill two), and none of the ``hits``; else empty."""
    text, numbers = subject.document.folded.text, subject.numbers
    if number.start < hit.start:
        words, end = _behind(subject, number)
        if end > hit.start:
            words = _LETTERS.findall(text, number.end, hit.start)
        return words[0] if words and _has_other(text, numbers, hit, number) and not counts_on(words) else ""
    if number.start < hit.end or not _has_number(text, numbers, hit, number):
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
    return _LETTERS.findall(text, number.end, end), end


def _has_number(text: str, numbers: Sequence[Number], hit: Hit, other: Number) -> bool:
    """Whether a number stands beside ``hit``, before it or between it and the ``other`` one behind, which no *and*
    joins to that: five people were killed; kills at least five."""
    at = bisect_left(numbers, hit.end, key=_begins)
    if at > 0 and _is_beside(text, numbers[at - 1], hit) and not _CLAUSE.search(text, numbers[at - 1].end, hit.start):
        return True
    is_joined = _AND.search(text, max(hit.end, other.start - _LONGEST_AND), other.start + 1) is not None
    return numbers[at].start < other.start and not is_joined


def _is_beside(text: str, number: Number, hit: Hit) -> bool:
    """Whether so few words stand between a number and the hit behind it that it counts that."""
    return hit.start - number.end <= _NEAR and len(_LETTERS.findall(text, number.end, hit.start)) <= _BESIDE


def _words_before(text: str, number: Number, first: int) -> list[str]:
    """The word before a number, if one stands between ``first`` and it."""
    return _LETTERS.findall(text, max(first, number.start - _NEAR), number.start)[-1:]


def _has_other(text: str, numbers: Sequence[Number], hit: Hit, before: Number) -> bool:
    """Whether another number than the one ``before`` stands beside ``hit``: between the two, if no *and* and no
    *including* joins it to that (20 villages shelled, two people killed), or behind it (kill two)."""
    at = bisect_left(numbers, hit.start, key=_begins)
    nearest = numbers[at - 1]
    if nearest.start > before.start:
        is_part = not INCLUDED.isdisjoint(_words_before(text, nearest, before.end))
        is_joined = _AND.search(text, nearest.start - _LONGEST_AND, nearest.start + 1) is not None
        return _is_beside(text, nearest, hit) and not is_part and not is_joined
    has_words = _LETTERS.search(text, before.end, hit.start) is not None
    return has_words and at < len(numbers) and text[hit.end : numbers[at].start].strip(" ") == ""


def _begins(number: Number) -> int:
    return number.start


def _measure(subject: Subject, number: Number, hit: Hit) -> str:
    """The measure of which the number, or the one that it is joined to, says how much (10-15 km); empty if there is
    none or ``hit`` speaks of it."""
    text, numbers = subject.document.folded.text, subject.numbers
    word = _LETTERS.match(text, number.end + text.startswith(" ", number.end))
    following = bisect_left(numbers, number.end, key=_begins)
    if following < len(numbers) and (how := joint(subject.document.folded, number, numbers[following])):
        end = numbers[following].end
        joined = _LETTERS.match(text, end + text.startswith(" ", end))
        if joined and (how == "to" or is_years(joined[0])):
            word = joined
    if word is None or not is_measure(word[0]) or hit.start <= word.start() < hit.end:
        return ""
    return word[0]


def _together(condition: NumberNear, document: Document) -> Callable[[Number, Hit], bool]:
    if condition.unit == "words":
        return lambda number, hit: _words_between(document, number, hit) <= condition.words
    bounds = document.bounds(condition.unit)
    return lambda number, hit: bounds.index(number.start) == bounds.index(hit.start)


def _words_between(document: Document, number: Number, hit: Hit) -> int:
    words = document.words
    if hit.start <= number.start < hit.end:
        return 0
    if number.start < hit.start:
        return max(0, words.index(hit.start) - words.index(number.end - 1) - 1)
    return max(0, words.index(number.start) - words.index(hit.end - 1) - 1)


def _claimed(subject: Subject, number: Number, hit: Hit) -> str:
    """The word of the same sentence that is no part of ``hit`` and says nearer by what the number counts, if there is
    one. Where number and hit are parted, a word that nothing parts from the number may be farther (5 killed, 40 were
    wounded)."""
    document = subject.document
    distance = _words_between(document, number, hit)
    starts, text, sentences = document.words.starts, document.folded.text, document.sentences
    first, last = bisect_right(starts, number.start) - 1, bisect_left(starts, number.end)
    own = {unit_of(word) for word in _LETTERS.findall(text, hit.start, hit.end)}
    parted = _mark_between(text, number, hit.start, hit.end) or _of_another(subject, number, hit)
    for step in range(min(distance + (_BEHIND_A_COMMA if parted else 0), _AROUND)):
        for at in (last + step, first - 1 - step):
            if not 0 <= at < len(starts) or hit.start <= starts[at] < hit.end:
                continue
            word = _LETTERS.match(text, starts[at])
            unit = unit_of(word[0]) if word else ""
            if not word or unit in ("", DATE, *own) or sentences.index(starts[at]) != sentences.index(number.start):
                continue
            farther = step >= distance
            if farther and _mark_between(text, number, word.start(), word.start() + 1):
                continue
            if unit in STATES and not HARM.isdisjoint(own) and _befell(subject, number, word, hit):
                continue
            if not _has_its_own(subject, number, word, farther=farther):
                return word[0]
    return ""


def _befell(subject: Subject, number: Number, word: re.Match[str], hit: Hit) -> bool:
    """Whether ``hit`` says what happened to those whom ``word`` says who they are: 21 displaced people were killed."""
    text, numbers = subject.document.folded.text, subject.numbers
    if not number.end <= word.start() < word.end() < hit.start or hit.start - word.end() > _CLAUSE_LENGTH:
        return False
    between = text[word.end() : hit.start]
    is_plain = _LETTERS.sub("", between).strip(" ") == ""
    at = bisect_left(numbers, word.end(), key=_begins)
    has_own = at < len(numbers) and numbers[at].start <= hit.end + 1  # 12 held suspects killed three
    return is_plain and not has_own and are_the_same(_LETTERS.findall(between))


def _of_another(subject: Subject, number: Number, hit: Hit) -> bool:
    """Whether ``hit`` stands before the number and has another (2 dead 30 wounded), or an Arabic `and` written in one
    with the number parts them (3 قتلى و20 جريحا)."""
    text, numbers = subject.document.folded.text, subject.numbers
    if number.start < hit.end:
        return False
    if text[number.start - 1] == "و" and text[hit.end : number.start - 1] == " ":
        return True
    at = bisect_left(numbers, hit.end, key=_begins) - 1
    return at >= 0 and text[numbers[at].end : hit.start].strip(" ") == ""


def _has_its_own(subject: Subject, number: Number, word: re.Match[str], *, farther: bool) -> bool:
    """Whether a word that says what is counted is joined by an `and` to the number, and counts another: 20 wounded and
    30 people were killed; killed 30 and wounded 5. Before it a comma joins as well: 3 killed, 14 others wounded."""
    text, numbers = subject.document.folded.text, subject.numbers
    at = bisect_left(numbers, word.end(), key=_begins)
    if word.end() <= number.start:
        own = at > 0 and text[numbers[at - 1].end : word.start()] == " "
        return own and _AND_OR_COMMA.search(text, word.end(), number.start) is not None
    joined = _AND.search(text, number.end, word.start()) or word[0].startswith("و")
    own = at < len(numbers) and text[word.end() : numbers[at].start].strip(" :") == ""
    return bool((joined and (own or farther)) or (own and text[word.end()] == ":"))


def _mark_between(text: str, number: Number, start: int, end: int) -> bool:
    """Whether a comma or bracket stands between the number and text[start:end]."""
    between = text[number.end : start] if number.start < start else text[end : number.start]
    between = between[:_CLAUSE_LENGTH]
    return any(mark in between for mark in ",;:،؛([)]")
