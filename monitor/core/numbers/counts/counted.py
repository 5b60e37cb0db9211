"""What a number counts, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.counts.casualties import counted_together
from monitor.core.numbers.counts.dates import YEAR, is_month
from monitor.core.numbers.counts.fate import are_freed, fate
from monitor.core.numbers.counts.feared import is_feared
from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.counts.measures import is_measure, is_thing
from monitor.core.numbers.counts.missing import is_missing
from monitor.core.numbers.counts.of_a_toll import counted_before, counted_behind, is_a_toll, rises_to
from monitor.core.numbers.counts.place import Place
from monitor.core.numbers.counts.said_of import said_of
from monitor.core.numbers.words.figure_words import ACTS, NO_ONE
from monitor.core.numbers.words.units import (
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
from monitor.core.numbers.written.may_begin import is_number

_TOGETHER = frozenset((KILLED, WOUNDED, HELD, MISSING))
"""What may be counted in one number with the dead, or are the dead."""
_DAY_DIGITS = 2


def one_of_people(words: Sequence[str], at: int) -> str:
    """What happened to somebody whom words[at], *one*, counts; empty if it counts nobody."""
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if not NO_ONE.isdisjoint((before, after)):
        return ""
    unit = unit_of(after) or (unit_of(before) if before in ACTS else "")
    return unit if unit in PEOPLE else ""


def is_taken(words: Sequence[str], at: int) -> bool:
    """Whether words[at] stands directly behind a number and is no verb of which that is the subject: the *dead* of *2
    dead 30 missing 40 wounded* say nothing of the 30."""
    return at > 0 and words[at] not in ACTS and is_number(words[at - 1])


def figure_at(value: str, at: Place) -> tuple[Figure, int]:
    """The number ``value`` that stands there, and the end of the words that say what numbers up to this one count."""
    words, start, counted = at.words, at.start, at.counted
    said, unit = _by_words(at)
    unit = _day_or_thing(value, at, unit)
    if said is not None and said >= start and unit == unit_of(words[said]):
        counted = said + 1
    if unit == KILLED and said is not None and is_feared(words, said, start):
        unit = FEARED
    elif said is not None and unit in _TOGETHER and (behind := counted_together(words, said, start, at.counted)):
        unit, counted = CASUALTIES, max(counted, behind if said >= start else 0)
    about = tuple(words[one] for one in (*at.behind, *at.before(start)))
    return Figure(value, unit, about), counted


def _by_words(at: Place) -> tuple[int | None, str]:
    """Where the word stands that says what the number counts, and what that is, empty where it counts
    nothing for all that."""
    words, said = at.words, said_of(at)
    if said is not None and (befell := fate(at, said)) is not None:
        said = befell
    unit = "" if said is None else MISSING if is_missing(words[said]) else unit_of(words[said])
    if unit == HELD and are_freed(at):
        unit = ""
    rises = rises_to(at)
    if rises and said is not None and said >= at.end and at.parts[said] != at.parts[at.end - 1]:
        unit = ""  # number of dead rose to 15, injured 40
    if not unit and (rises or is_a_toll(at)):
        said, unit = _otherwise(counted_before(at), said, words)
    if not unit:
        said, unit = _otherwise(counted_behind(at), said, words)
    return said, unit


def _otherwise(found: int | None, said: int | None, words: Sequence[str]) -> tuple[int | None, str]:
    """The place ``found`` and what its word counts; ``said``, and that it counts nothing, if none is."""
    return (said, "") if found is None else (found, unit_of(words[found]))


def _day_or_thing(value: str, at: Place, unit: str) -> str:
    """``unit``, unless the number is a year or a day of a month, or is of people and has a fraction or counts things
    or what is measured."""
    words, start, end = at.words, at.start, at.end
    beside = {*words[end : end + 1], *words[max(0, start - 1) : start]}
    whole = value if words[start].isalnum() and end == start + 1 else ""  # 2,010 is no year, nor are two thousand
    if YEAR.fullmatch(whole) and not any(unit_of(word) in PEOPLE for word in beside):
        unit = DATE
    has_de = words[end : end + 1] == ["de"]
    of = end + has_de  # 3 millones de dólares
    counts_things = of < len(words) and (is_measure(words[of]) or (of == end and is_thing(words[end])))
    if unit in PEOPLE and ("." in value or counts_things):
        unit = ""
    if has_de:  # el 5 de mayo
        beside.update(words[end + 1 : end + 2])
    return DATE if len(value) <= _DAY_DIGITS and any(map(is_month, beside)) else unit
