"""What a number counts, by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from monitor.core.numbers.befell import HARM, STATES, are_the_same
from monitor.core.numbers.casualties import counted_together
from monitor.core.numbers.counts_on import INCLUDED, counts_on
from monitor.core.numbers.counts_on import PEOPLE as WHO
from monitor.core.numbers.dates import is_month
from monitor.core.numbers.feared import behind_a_fear, is_feared
from monitor.core.numbers.figure import Figure
from monitor.core.numbers.figure_words import (
    ACTS,
    AND,
    ANOTHER_CLAUSE,
    AT_LEAST,
    AT_LEAST_BEFORE,
    AT_THE_END,
    DIED,
    FREED,
    FREES,
    GONE,
    HAVE_BEEN,
    HAVE_DONE,
    NEARS,
    NO_ONE,
    OTHERWISE,
    PARTS,
    PASSED,
    PASSIVE,
    PUT_AT,
    RISE_TO,
    RISEN,
    RISEN_BEHIND,
    TO,
    TOLL,
    WHOM,
)
from monitor.core.numbers.measures import is_measure, is_thing
from monitor.core.numbers.number_words import BEGIN, plain_digits
from monitor.core.numbers.of_others import all_of_whom, are_all, behind_insertion, is_of_others
from monitor.core.numbers.of_whom import befell_all, befell_joined, befell_members
from monitor.core.numbers.units import (
    CASUALTIES,
    DATE,
    FEARED,
    HELD,
    KILLED,
    MISSING,
    PEOPLE,
    WOUNDED,
    unit_of,
)
from monitor.core.text.fold import words_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_DAY = 31
AROUND = 3
"""Words on each side that may say what is counted."""
_FURTHER = 10
"""Words before a number among which what it counts may stand if the number is said to have risen: "the number of people
killed in the town has risen to 31"."""
_MEANWHILE, _AS_OF = words_of("as while"), words_of("of many")
_CONFIRMED = words_of("been confirmed reported declared officially now also already so far")
"""Between *have been* and what befell them: 16 people have so far been confirmed dead."""
_OF_TOLL = 5
"""Words behind a number in which its toll is named, where that stands behind it."""
_TOGETHER = frozenset((KILLED, WOUNDED, HELD, MISSING))
"""What may be counted in one number with the dead, or are the dead."""
CLAUSE = 10_000
"""By so much the parts of two clauses are apart: more than one sentence has."""
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")


def one_of_people(words: Sequence[str], at: int) -> str:
    """What happened to somebody whom words[at], *one*, counts; empty if it counts nobody."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if not NO_ONE.isdisjoint((before, after)):
        return ""
    unit = unit_of(after) or (unit_of(before) if before in ACTS else "")
    return unit if unit in PEOPLE else ""


def figure_at(
    value: str, words: Sequence[str], parts: Sequence[int], start: int, end: int, counted: int
) -> tuple[Figure, int]:
    """The number that stands at words[start:end]. ``parts`` are those in which the words stand; ``counted`` is the end
    of the words that say what numbers before it count; given back is where it is then."""
    others = counted
    after = [at for at in range(end, min(end + AROUND, len(words))) if not words[at][0].isdigit()]
    before = _before(words, start)
    said = _said(words, parts, [at for at in after if words[at] not in ACTS], start, end, counted)
    if said is not None and (fate := _fate(words, parts, said, start, counted)) is not None:
        said = fate
    unit = "" if said is None else MISSING if _is_missing(words[said]) else unit_of(words[said])
    if unit == HELD and _are_freed(words, parts, start, end):
        unit = ""
    about = tuple(words[at] for at in (*after, *before))
    rises = any(words[at] in RISEN or (words[at] in RISE_TO and words[at + 1] in TO) for at in before)
    rises = rises or any(words[at] in RISEN_BEHIND for at in after[:2])
    if rises and said is not None and said >= end and parts[said] != parts[end - 1]:
        unit = ""  # number of dead rose to 15, injured 40
    if not unit and (rises or _is_a_count(words, parts, start, end)):
        said = next((at for at in _clause_before(words, start) if unit_of(words[at]) in PEOPLE), said)
        unit = "" if said is None else unit_of(words[said])
    if not unit and not TOLL.isdisjoint(words[end : end + 2]):  # asciende a 31 la cifra de muertos
        said = next((at for at in range(end, min(end + _OF_TOLL, len(words))) if unit_of(words[at]) in PEOPLE), said)
        unit = "" if said is None else unit_of(words[said])
    beside = {*words[end : end + 1], *words[max(0, start - 1) : start]}
    whole = value if words[start].isalnum() and end == start + 1 else ""  # 2,010 is no year, nor are two thousand
    if _YEAR.fullmatch(whole) and not any(unit_of(word) in PEOPLE for word in beside):
        unit = DATE
    of = end + (words[end : end + 1] == ["de"])  # 3 millones de dólares
    counts_things = of < len(words) and (is_measure(words[of]) or (of == end and is_thing(words[end])))
    if unit in PEOPLE and ("." in value or counts_things):
        unit = ""
    if words[end : end + 1] == ["de"]:  # el 5 de mayo
        beside.update(words[end + 1 : end + 2])
    if len(value) <= 2 and any(map(is_month, beside)):
        unit = DATE
    if said is not None and said >= start and unit == unit_of(words[said]):
        counted = said + 1
    if unit == KILLED and said is not None and is_feared(words, said, start):
        unit = FEARED
    elif said is not None and unit in _TOGETHER and (behind := counted_together(words, said, start, others)):
        unit, counted = CASUALTIES, max(counted, behind if said >= start else 0)
    return Figure(value, unit, about), counted


def _clause_before(words: Sequence[str], start: int) -> Iterator[int]:
    """The places of the words before words[start], the nearest first, as far as what is said to have risen may stand:
    three killed as prices rise to 40."""
    earlier = range(start - 1, max(0, start - _FURTHER) - 1, -1)
    return takewhile(lambda at: words[at] not in _MEANWHILE or words[at + 1] in _AS_OF, earlier)


def _are_freed(words: Sequence[str], parts: Sequence[int], start: int, end: int) -> bool:
    """Whether those whom the number at words[start:end] counts are held no more, by its part of the sentence: nobody
    frees them as long as somebody asks for the release of them."""
    behind = any(parts[at] == parts[end - 1] and words[at] in FREED for at in range(end, len(words)))
    first = at_least(words, start) - 1
    first -= first >= 0 and words[first] in WHOM
    return behind or (first >= 0 and parts[first] == parts[start] and words[first] in FREES)


def _is_a_count(words: Sequence[str], parts: Sequence[int], start: int, end: int) -> bool:
    """Whether the number at words[start:end] is what a toll passes, or is put at: behind *to* or *at*, with nothing
    named behind it that it would count."""
    first = at_least(words, start)
    is_bare = end >= len(words) or parts[end] != parts[end - 1] or words[end] in PARTS
    verb = words[max(0, first - 1) : start]
    is_moved = verb[:1] == ["para"] and first > 1 and _is_number(words[first - 2])  # Portuguese: de 57 para 55
    said = (is_bare and (is_moved or not PUT_AT.isdisjoint(verb))) or not (PASSED | NEARS).isdisjoint(verb)
    return said and not TOLL.isdisjoint(words[max(0, start - _FURTHER) : first])


def _said(
    words: Sequence[str], parts: Sequence[int], behind: Sequence[int], start: int, end: int, counted: int
) -> int | None:
    """Where the word stands that says what the number at words[start:end] counts, at best in its own part of the
    sentence; ``behind`` are the places after it where that may be."""
    first = at_least(words, start)
    ahead = _before(words, first)
    if first < start or _is_no_date(words[start]):  # at least so many: no day of the month before
        ahead = [at for at in ahead if unit_of(words[at]) != DATE]
    if _is_no_date(words[start]):
        behind = [at for at in behind if unit_of(words[at]) != DATE]
    if first and words[first - 1] in PARTS:
        ahead = []
    free = [at for at in ahead if at >= counted]
    ours = [at for at in free if parts[at] == parts[start]], [at for at in behind if parts[at] == parts[end - 1]]
    if (missing := _missing(words, *ours)) is not None:
        return missing
    if (behind_all := behind_insertion(words, parts, end)) is not None:
        return behind_all
    said = _says_unit(words, *ours, end)
    said = _says_unit(words, free, behind, end) if said is None else said
    said = _befell(words, end) if said is None else said
    said = _at_the_end(words, parts, end) if said is None else said
    said = befell_members(words, parts, end) if said is None else said
    said = befell_all(words, parts, end) if said is None else said
    said = befell_joined(words, parts, end) if said is None else said
    said = _says_unit(words, ahead, behind, end) if said is None else said
    if (
        said is not None
        and said >= end
        and unit_of(words[said]) in HARM
        and is_of_others(words, parts, said, start, end)
    ):
        return None
    if (
        said is None
        or said > start
        or unit_of(words[said]) not in PEOPLE
        or not INCLUDED.isdisjoint(words[:first][-1:])
    ):
        return said
    if _counts_otherwise(words, parts, said, first, end, counted):
        return None
    if said >= counted and parts[said] // CLAUSE != parts[start] // CLAUSE:
        return None  # one death confirmed; 214 under watch
    joined = words[first - 1] in AND or parts[first - 1] == parts[start]  # kills two soldiers and 12 civilians
    of_another = said < counted or (not joined and any(map(_is_number, words[said + 1 : first])))
    return None if of_another and not counts_on(words[end : bisect_right(parts, parts[end - 1], end)]) else said


def _counts_otherwise(
    words: Sequence[str], parts: Sequence[int], said: int, first: int, end: int, counted: int
) -> bool:
    """Whether words[said] has a number of its own, and a verb before the next one says what that is instead: kills two,
    affects 30,000; leaves two dead and affects 30,000; kills two, leaves 30,000 without power."""
    if said >= counted and not any(map(_is_number, words[said + 1 : first])):
        return False
    own = (words[at].removeprefix("و") for at in range(said + 1, first) if parts[at] == parts[first])
    return not OTHERWISE.isdisjoint(own) or "without" in words[end : end + AROUND]


def _is_no_date(digits: str) -> bool:
    """Whether a number is neither a day nor a year: 36,943 cases since March, in March 300 were killed."""
    value = plain_digits(digits) if digits[0].isdigit() else ""
    return value.isdecimal() and int(value[:9]) > _LAST_DAY and not _YEAR.fullmatch(value)


def _fate(words: Sequence[str], parts: Sequence[int], said: int, start: int, counted: int) -> int | None:
    """Where the word stands that says what befell those of whom words[said], behind their number, says who they are:
    killed 21 displaced people, 21 prisoners were killed. None if nothing says so."""
    if said < start or unit_of(words[said]) not in STATES:
        return None
    before = at_least(words, start) - 1
    if before >= counted and parts[before] == parts[start] and unit_of(words[before]) in HARM:
        of_others = words[before] not in ACTS and any(_is_number(word) for word in words[max(0, before - 2) : before])
        return None if of_others else before  # 2 killed 3000 displaced
    for at in range(said + 1, min(said + _FURTHER, len(words)) if not are_all(words, start) else said):
        if _is_number(words[at]) or parts[at] != parts[said]:
            return None
        if unit_of(words[at]) in HARM:
            has_own = any(map(_is_number, words[at + 1 : at + 2]))
            return at if not has_own and are_the_same(words[said + 1 : at]) else None
    return None


def is_taken(words: Sequence[str], at: int) -> bool:
    """Whether words[at] stands directly behind a number and is no verb of which that is the subject: the *dead* of *2
    dead 30 missing 40 wounded* say nothing of the 30."""
    return at > 0 and words[at] not in ACTS and _is_number(words[at - 1])


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in BEGIN


def _missing(words: Sequence[str], before: Sequence[int], after: Sequence[int]) -> int | None:
    """Where the word stands that says that those are missing whom a number between these places counts; None if none
    does, as in *4 missing miners dead*."""
    # What stands between two numbers belongs to the second.
    if before and (unit_of(words[before[0]]) or _is_missing(words[before[0]])):
        after = [at for at in after if not words[at + 1 : at + 2] or not words[at + 1][0].isdigit()]
    said = next((at for at in (*after, *before) if _is_missing(words[at]) or unit_of(words[at]) in PEOPLE), None)
    if said is None or unit_of(words[said]) in PEOPLE:
        return None
    if after and said >= after[0] and words[after[0]] in ANOTHER_CLAUSE:
        return None
    behind = (at for at in after if at > said and not any(map(_is_number, words[said + 1 : at])))
    return None if any(unit_of(words[at]) in PEOPLE for at in behind) else said


def _is_missing(word: str) -> bool:
    return word in GONE or word.removeprefix("و") in GONE


def _before(words: Sequence[str], start: int) -> list[int]:
    """The places of the words before words[start], the nearest first."""
    return [at for at in range(start - 1, max(start - AROUND, 0) - 1, -1) if not words[at][0].isdigit()]


def at_least(words: Sequence[str], start: int) -> int:
    """Where the "at least" begins that stands before words[start]; ``start`` if there is none."""
    while start and words[start - 1] in AT_LEAST and not _measures_nothing(words, start - 1):
        start -= 1
    return start


def _measures_nothing(words: Sequence[str], at: int) -> bool:
    """Whether words[at] is an *as* other than those of "as many as": injured as 3 ferries collide; or another word than
    that of "en az", "mais de": muertos en 3 aldeas, blessés mais 12 maisons."""
    if words[at] in AT_LEAST_BEFORE:
        return words[at + 1 : at + 2] != [AT_LEAST_BEFORE[words[at]]]
    return words[at] == "as" and "many" not in words[max(0, at - 1) : at + 2]


def _says_unit(words: Sequence[str], before: Sequence[int], after: Sequence[int], end: int) -> int | None:
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
    for at in range(end, min(end + _FURTHER, len(words))):
        if _is_number(words[at]):
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
    return None if any(map(_is_number, between)) or not HAVE_DONE.isdisjoint(between) else last
