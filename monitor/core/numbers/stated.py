"""The figures that are known, of a text or a story: was this one stated?"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure, hashed_word
from monitor.core.numbers.said_otherwise import are_other_times, is_inexact, says_the_same
from monitor.core.numbers.words.units import CASUALTIES, FEARED, KILLED, PEOPLE


class Stated:
    """Figures that are known, for look-up."""

    def __init__(self, known: Iterable[Figure]) -> None:
        self.figures = tuple(known)
        self._by_value: dict[str, list[Figure]] = {}
        for figure in self.figures:
            self._by_value.setdefault(figure.value, []).append(figure)
        self._inexact = tuple(figure for figure in self.figures if is_inexact(figure))[:MAX_FIGURES]

    def __contains__(self, figure: Figure) -> bool:
        """The same value of the same thing. Where one does not say what it counts, the value decides; but of people
        its subject must stand there: 3 killed are not the 3 shops that burnt."""
        same = [one for one in self._by_value.get(figure.value, ()) if not are_other_times(figure, one)]
        if not same:
            return self._in_another_number(figure)
        if figure.unit == FEARED:  # told as dead, they need not be feared
            return any(one.unit in (FEARED, KILLED) for one in same)
        if figure.unit == CASUALTIES and any(one.unit == KILLED for one in same):
            return True  # told as dead, they are among the casualties
        if not figure.unit or any(one.unit == figure.unit for one in same):
            return bool(same)
        return any(not one.unit for one in same) and (figure.unit not in PEOPLE or self.has_subject(figure))

    def _in_another_number(self, figure: Figure) -> bool:
        others = self.figures[:MAX_FIGURES] if is_inexact(figure) else self._inexact
        return any(says_the_same(figure, other) for other in others)

    def has_subject(self, figure: Figure) -> bool:
        """Whether the same value is known, beside the word that says what ``figure`` counts."""
        subject = hashed_word(figure.subject)
        return any(subject in map(hashed_word, one.about) for one in self._by_value.get(figure.value, ()))
