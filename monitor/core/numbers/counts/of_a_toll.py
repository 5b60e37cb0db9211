"""What a toll counts that has risen to a number, passes it or is put at it: the word for it stands further off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from monitor.core.numbers.counts.place import FURTHER, Place
from monitor.core.numbers.words.figure_words import (
    NEARS,
    PARTS,
    PASSED,
    PUT_AT,
    RISE_TO,
    RISEN,
    RISEN_BEHIND,
    TO,
    TOLL,
)
from monitor.core.numbers.words.units import PEOPLE, unit_of
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.text.fold import words_of

_MEANWHILE, _AS_OF = words_of("as while"), words_of("of many")
_OF_TOLL = 5
"""Words behind a number in which its toll is named, where that stands behind it."""


def rises_to(at: Place) -> bool:
    """Whether something is said to have risen to the number."""
    words, before = at.words, at.before(at.start)
    is_risen = any(words[one] in RISEN or (words[one] in RISE_TO and words[one + 1] in TO) for one in before)
    return is_risen or any(words[one] in RISEN_BEHIND for one in at.behind[:2])


def counted_before(at: Place) -> int | None:
    """Where the word for people stands, before the number, that says what has risen to it; None if none does."""
    return next((one for one in _clause_before(at) if unit_of(at.words[one]) in PEOPLE), None)


def counted_behind(at: Place) -> int | None:
    """The same of one behind it, with its toll: asciende a 31 la cifra de muertos."""
    words, end = at.words, at.end
    if TOLL.isdisjoint(words[end : end + 2]):
        return None
    return next((one for one in range(end, min(end + _OF_TOLL, len(words))) if unit_of(words[one]) in PEOPLE), None)


def _clause_before(at: Place) -> Iterator[int]:
    """The places of the words before the number, the nearest first, as far as what is said to have risen may stand:
    three killed as prices rise to 40."""
    words, start = at.words, at.start
    earlier = range(start - 1, max(0, start - FURTHER) - 1, -1)
    return takewhile(lambda one: words[one] not in _MEANWHILE or words[one + 1] in _AS_OF, earlier)


def is_a_toll(at: Place) -> bool:
    """Whether the number is what a toll passes, or is put at: behind *to* or *at*, with nothing named behind it that it
    would count."""
    words, parts, start, end, _ = at
    first = at.first
    is_bare = end >= len(words) or parts[end] != parts[end - 1] or words[end] in PARTS
    verb = words[max(0, first - 1) : start]
    is_moved = verb[:1] == ["para"] and first > 1 and is_number(words[first - 2])  # Portuguese: de 57 para 55
    said = (is_bare and (is_moved or not PUT_AT.isdisjoint(verb))) or not (PASSED | NEARS).isdisjoint(verb)
    return said and not TOLL.isdisjoint(words[max(0, start - FURTHER) : first])
