"""Which word of its sentence says what a number counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from monitor.core.numbers.counts.befell import HARM
from monitor.core.numbers.counts.counts_on import INCLUDED, counts_on
from monitor.core.numbers.counts.counts_on import PEOPLE as WHO
from monitor.core.numbers.counts.dates import YEAR
from monitor.core.numbers.counts.feared import behind_a_fear
from monitor.core.numbers.counts.missing import missing
from monitor.core.numbers.counts.of_others import all_of_whom, behind_insertion, is_of_others
from monitor.core.numbers.counts.of_whom import befell_all, befell_joined, befell_members
from monitor.core.numbers.counts.place import AROUND, CLAUSE, FURTHER, Place
from monitor.core.numbers.words.figure_words import (
    ACTS,
    AND,
    AT_THE_END,
    DIED,
    HAVE_BEEN,
    HAVE_DONE,
    OTHERWISE,
    PARTS,
    PASSIVE,
)
from monitor.core.numbers.words.units import DATE, PEOPLE, unit_of
from monitor.core.numbers.written.digits import plain_digits
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.text.fold import words_of

_LAST_DAY = 31
_CONFIRMED = words_of("been confirmed reported declared officially now also already so far")
"""Between *have been* and what befell them: 16 people have so far been confirmed dead."""
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")


def said_of(at: Place) -> int | None:
    """Where the word stands that says what a number counts, at best in its own part of the sentence; None if none
    does, or if it says so of others."""
    words, parts, start, end, counted = at
    first = at.first
    ahead, behind = _around(at, first)
    free = [one for one in ahead if one >= counted]
    ours = [one for one in free if parts[one] == parts[start]], [one for one in behind if parts[one] == parts[end - 1]]
    if (gone := missing(words, *ours)) is not None:
        return gone
    if (behind_all := behind_insertion(words, parts, end)) is not None:
        return behind_all
    said = _nearest(words, *ours, end)
    said = _nearest(words, free, behind, end) if said is None else said
    said = _befell(words, end) if said is None else said
    said = _at_the_end(words, parts, end) if said is None else said
    said = befell_members(words, parts, end) if said is None else said
    said = befell_all(words, parts, end) if said is None else said
    said = befell_joined(words, parts, end) if said is None else said
    said = _nearest(words, ahead, behind, end) if said is None else said
    if said is None:
        return None
    if said >= end:
        of_others = unit_of(words[said]) in HARM and is_of_others(words, parts, said, start, end)
        return None if of_others else said
    if unit_of(words[said]) not in PEOPLE or not INCLUDED.isdisjoint(words[:first][-1:]):
        return said
    return None if _is_of_another(at, said, first) else said


def _around(at: Place, first: int) -> tuple[list[int], list[int]]:
    """The places of the words before words[first], where the number or its "at least" begins, and behind it, that may
    say what it counts."""
    words, start = at.words, at.start
    ahead, behind = at.before(first), [one for one in at.behind if words[one] not in ACTS]
    if first < start or _is_no_date(words[start]):  # at least so many: no day of the month before
        ahead = [one for one in ahead if unit_of(words[one]) != DATE]
    if _is_no_date(words[start]):
        behind = [one for one in behind if unit_of(words[one]) != DATE]
    return [] if first and words[first - 1] in PARTS else ahead, behind


def _is_of_another(at: Place, said: int, first: int) -> bool:
    """Whether words[said], before the number that begins at words[first], says what another one counts, and this one
    does not count on."""
    words, parts, _, end, counted = at
    has_its_own = any(map(is_number, words[said + 1 : first]))
    if (said < counted or has_its_own) and _counts_otherwise(at, said, first):
        return True
    if said >= counted and parts[said] // CLAUSE != parts[at.start] // CLAUSE:
        return True  # one death confirmed; 214 under watch
    joined = words[first - 1] in AND or parts[first - 1] == parts[at.start]  # kills two soldiers and 12 civilians
    of_another = said < counted or (not joined and has_its_own)
    return of_another and not counts_on(words[end : bisect_right(parts, parts[end - 1], end)])


def _counts_otherwise(at: Place, said: int, first: int) -> bool:
    """Whether a verb behind words[said], which has a number of its own, says what the next one is instead: kills two,
    affects 30,000; leaves two dead and affects 30,000; kills two, leaves 30,000 without power."""
    words, parts, _, end, _ = at
    own = (words[one].removeprefix("و") for one in range(said + 1, first) if parts[one] == parts[first])
    return not OTHERWISE.isdisjoint(own) or "without" in words[end : end + AROUND]


def _is_no_date(digits: str) -> bool:
    """Whether a number is neither a day nor a year: 36,943 cases since March, in March 300 were killed."""
    value = plain_digits(digits) if digits[0].isdigit() else ""
    return value.isdecimal() and int(value[:9]) > _LAST_DAY and not YEAR.fullmatch(value)


def _nearest(words: Sequence[str], before: Sequence[int], after: Sequence[int], end: int) -> int | None:
    """Where the word nearest to a number that says what it counts stands; ``before`` and ``after`` are the places of
    those around it, the nearest first."""
    # "kills 30, injures 90": what stands between two numbers belongs to the second.
    shared = _NUMBER.fullmatch(words[end + 1]) if end + 1 < len(words) else None
    sides = (before, after) if shared and before and unit_of(words[before[0]]) else (after, before)
    nearest = (at for pair in range(AROUND) for side in sides for at in side[pair : pair + 1])
    return next((at for at in nearest if unit_of(words[at])), None)


def _befell(words: Sequence[str], end: int) -> int | None:
    """Where a word of people stands that says what happened to those whom the number before words[end] counts: 12
    Syrian government soldiers were killed."""
    everybody = all_of_whom(words, end)
    for at in range(end, min(end + FURTHER, len(words))):
        if is_number(words[at]):
            if at == everybody:
                continue
            return None
        if (feared := behind_a_fear(words, at)) is not None:
            return feared if unit_of(words[feared]) in PEOPLE else None
        if everybody is not None and 0 < at - everybody <= AROUND and words[at] in DIED:
            return at
        if words[at] in HAVE_BEEN:
            behind = next((one for one in range(at + 1, len(words)) if words[one] not in _CONFIRMED), at)
            return behind if unit_of(words[behind]) in PEOPLE else None
    return None


def _at_the_end(words: Sequence[str], parts: Sequence[int], end: int) -> int | None:
    """Where the word stands, last in its part of the sentence, that says what happened to the people whom the number
    before words[end] counts: 12 Menschen bei Luftangriff auf Markt getötet."""
    last = bisect_right(parts, parts[end - 1], end) - 1
    while last > end and words[last] in PASSIVE:
        last -= 1
    if last <= end or words[last] not in AT_THE_END or WHO.isdisjoint(words[end : end + 2]):
        return None
    between = words[end:last]
    return None if any(map(is_number, between)) or not HAVE_DONE.isdisjoint(between) else last
