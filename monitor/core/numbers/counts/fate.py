"""What befell people of whom a word says who they are: killed 21 displaced people, 21 prisoners were killed, freed."""

from __future__ import annotations

from monitor.core.numbers.counts.befell import HARM, STATES, are_the_same
from monitor.core.numbers.counts.of_others import are_all
from monitor.core.numbers.counts.place import FURTHER, Place
from monitor.core.numbers.words.figure_words import ACTS, FREED, FREES, WHOM
from monitor.core.numbers.words.units import unit_of
from monitor.core.numbers.written.may_begin import is_number


def fate(at: Place, said: int) -> int | None:
    """Where the word stands that says what befell those of whom words[said], behind their number, says who they are;
    None if nothing says so."""
    words, parts = at.words, at.parts
    if said < at.start or unit_of(words[said]) not in STATES:
        return None
    before = at.first - 1
    if before >= at.counted and parts[before] == parts[at.start] and unit_of(words[before]) in HARM:
        of_others = words[before] not in ACTS and any(map(is_number, words[max(0, before - 2) : before]))
        return None if of_others else before  # 2 killed 3000 displaced
    for one in range(said + 1, min(said + FURTHER, len(words)) if not are_all(words, at.start) else said):
        if is_number(words[one]) or parts[one] != parts[said]:
            return None
        if unit_of(words[one]) in HARM:
            has_own = any(map(is_number, words[one + 1 : one + 2]))
            return one if not has_own and are_the_same(words[said + 1 : one]) else None
    return None


def are_freed(at: Place) -> bool:
    """Whether those whom a number counts are held no more, by its part of the sentence: nobody frees them as long as
    somebody asks for the release of them."""
    words, parts, end = at.words, at.parts, at.end
    behind = any(parts[one] == parts[end - 1] and words[one] in FREED for one in range(end, len(words)))
    first = at.first - 1
    first -= first >= 0 and words[first] in WHOM
    return behind or (first >= 0 and parts[first] == parts[at.start] and words[first] in FREES)
