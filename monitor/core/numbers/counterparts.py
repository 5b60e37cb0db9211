"""Which figure takes the place of which: what a correction changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure, hashed_word, tells
from monitor.core.numbers.counts.measures import is_measure, is_thing
from monitor.core.numbers.counts.money import CURRENCIES
from monitor.core.numbers.words.units import DATE

COUNTERPART = 1.5
"""Two words in common, or one that is the subject of both."""
_CURRENCIES = frozenset(map(hashed_word, CURRENCIES))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a figure counts: its unit, the hash of its subject, and those of all words that tell what is counted.
    ``measures``: days, kilometres, shots."""

    unit: str
    subject: str
    words: frozenset[str]
    measures: bool


def counterparts(new: Iterable[Figure], old: Iterable[Figure]) -> dict[Figure, Figure]:
    """Which old figure each new one replaces: it counts the same thing with another value. Pairs are made from the
    most alike down, and no figure is used twice."""
    ours = {figure: _kind(figure) for figure in list(new)[:MAX_FIGURES] if figure.unit != DATE}
    theirs = [figure for figure in list(old)[-MAX_FIGURES:] if figure.unit != DATE]
    places: dict[_Kind, list[int]] = {}
    for place, figure in enumerate(theirs):
        places.setdefault(_kind(figure), []).append(place)
    alike = _alike(set(ours.values()), list(places))
    found: dict[Figure, Figure] = {}
    used: set[str] = set()
    for score in sorted({score for scores in alike.values() for score in scores}, reverse=True):
        for a, kind in ours.items():
            if a in found:
                continue
            firsts = (_first_free(theirs, places[other], used, a.value) for other in alike[kind].get(score, ()))
            first = min((place for place in firsts if place is not None), default=None)
            if first is not None:
                found[a] = theirs[first]
                used.add(theirs[first].value)
    return found


def _first_free(figures: Sequence[Figure], places: Iterable[int], used: set[str], not_value: str) -> int | None:
    free = (place for place in places if (value := figures[place].value) != not_value and value not in used)
    return next(free, None)


def _kind(figure: Figure) -> _Kind:
    about = [word for word in figure.about if tells(word)]
    words = [hashed_word(word) for word in about]
    measures = bool(about) and not figure.unit and (is_measure(about[0]) or is_thing(about[0]))
    return _Kind(figure.unit, words[0] if words else "", frozenset(words), measures)


def _alike(ours: Iterable[_Kind], theirs: Sequence[_Kind]) -> dict[_Kind, dict[float, list[_Kind]]]:
    """Of each of ours, by how alike they are: those of theirs that are alike enough. None is without a word in common:
    so only those are looked at that have one."""
    with_word: dict[str, list[int]] = {}
    for number, kind in enumerate(theirs):
        for word in kind.words:
            with_word.setdefault(word, []).append(number)
    found: dict[_Kind, dict[float, list[_Kind]]] = {}
    for kind in ours:
        shared = Counter(chain.from_iterable(with_word.get(word, ()) for word in kind.words))
        by_score = found[kind] = {}
        for number, words in shared.items():
            if (score := _likeness(kind, theirs[number], words)) >= COUNTERPART:
                by_score.setdefault(score, []).append(theirs[number])
    return found


def _likeness(a: _Kind, b: _Kind, shared: int) -> float:
    """Words in common around two figures, half a point more for the same subject, one for the same unit; nothing
    for figures that count different things, or money of two currencies. Of millions of people in need and nine people
    killed the subject is the same, and says nothing. Two who are killed are no fewer than four days."""
    if (a.unit and b.unit and a.unit != b.unit) or (a.unit and b.measures) or (b.unit and a.measures):
        return 0.0
    if a.subject != b.subject and a.subject in _CURRENCIES and b.subject in _CURRENCIES:
        return 0.0
    same_unit = 1.0 if a.unit and a.unit == b.unit else 0.0
    same_subject = a.subject and a.subject == b.subject and bool(a.unit) == bool(b.unit)
    return same_unit + shared + (0.5 if same_subject else 0)
