"""What befell people who are told by whom they are of: two soldiers of the mission killed in Goma; or of whom others
are told with them: 14 soldiers and 23 rebels killed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from monitor.core.numbers.counts.befell import HARM
from monitor.core.numbers.counts.counts_on import PEOPLE as WHO
from monitor.core.numbers.words.figure_words import ACTS, AND, HAVE_BEEN
from monitor.core.numbers.words.units import PEOPLE, unit_of
from monitor.core.numbers.written.may_begin import is_number
from monitor.core.text.fold import words_of
from monitor.core.text.saying import SAYS

_OF = words_of("of from de du des da do dos del della dei")
_BEFELL = words_of(
    "killed wounded injured abducted kidnapped arrested detained "
    "tués tuées blessés blessées enlevés enlevées arrêtés arrêtées "
    "muertos muertas heridos heridas secuestrados secuestradas detenidos detenidas "
    "mortos mortas feridos feridas sequestrados detidos raptados uccisi uccise feriti ferite"
)
"""Participles of several, and English ones that by what follows are none of somebody who acts."""
_HOW = words_of(
    "in near by at on after as when while during amid outside inside "
    "par dans à au en sur lors près après por cerca tras durante em no na numa num perto após da in a da dal durante"
)
_DO = SAYS | words_of(
    "who that which saw see sees have has had ont a qui que vu voient voit vieron ven han que viram veem che hanno"
)
"""Somebody tells or does something: two witnesses of the raid saw others killed."""
_WHO_WITHIN, _BEFELL_WITHIN = 3, 9
"""Words behind the number: two South African soldiers; of the mission of the United Nations."""


def befell_members(words: Sequence[str], parts: Sequence[int], end: int) -> int | None:
    """Where the participle stands that says what befell the people whom the number before words[end] counts, in their
    part of the sentence; None if none does."""
    last = bisect_right(parts, parts[end - 1], end)
    who = next((at for at in range(end, min(end + _WHO_WITHIN, last)) if words[at] in WHO), None)
    if who is None or _OF.isdisjoint(words[who + 1 : who + 4]):
        return None
    for at in range(who + 1, min(end + _BEFELL_WITHIN, last)):
        word = words[at]
        if is_number(word) or word in _DO:
            return None
        if word in _BEFELL:
            return at if at + 1 >= last or words[at + 1] in _HOW else None
        if unit_of(word) in PEOPLE:
            return None
    return None


def befell_all(words: Sequence[str], parts: Sequence[int], end: int) -> int | None:
    """Where the word stands that says what befell the people whom the number before words[end] counts together with
    others behind a comma or an *and*, each with a number of their own; None if nothing says so."""
    begin = bisect_right(parts, parts[end - 1], end)
    if not 0 < begin - end <= _WHO_WITHIN or words[begin - 1] not in WHO:
        return None
    begin += begin < len(words) and words[begin] in AND
    behind = begin
    while behind < len(words) and is_number(words[behind]):
        behind += 1
    if behind == begin:
        return None
    last = bisect_right(parts, parts[behind - 1], behind)
    who = next((at for at in range(behind, min(behind + _WHO_WITHIN, last)) if words[at] in WHO), None)
    if who is None or who + 1 == last:
        return befell_all(words, parts, behind) if who is not None and last < len(words) else None
    at = who + 1 + (words[who + 1] in HAVE_BEEN)
    if at >= last or unit_of(words[at]) not in HARM or words[at] in ACTS:
        return None
    return at if at + 1 == last or not is_number(words[at + 1]) else None


def befell_joined(words: Sequence[str], parts: Sequence[int], end: int) -> int | None:
    """Where the word stands that says what befell two kinds of people whom the number before words[end] counts in one:
    460 patients and companions killed; None if nothing says so."""
    begin = bisect_right(parts, parts[end - 1], end)
    if not 0 < begin - end <= _WHO_WITHIN or words[begin - 1] not in WHO or begin >= len(words):
        return None
    if words[begin] not in AND:
        return None
    last = bisect_right(parts, parts[begin], begin)
    for at in range(begin + 1, min(begin + 1 + _WHO_WITHIN, last)):
        word = words[at]
        if is_number(word) or word in _DO:
            return None
        if at > begin + 1 and word not in HAVE_BEEN and (unit := unit_of(word)):
            is_passive = unit in HARM and word not in ACTS
            return at if is_passive and (at + 1 >= last or not is_number(words[at + 1])) else None
    return None
