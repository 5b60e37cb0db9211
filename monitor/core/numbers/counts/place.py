"""Where a number stands in its sentence, and the words before it that belong to it: at least, as many as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor.core.numbers.words.figure_words import AT_LEAST, AT_LEAST_BEFORE

AROUND = 3
"""Words on each side that may say what is counted."""
FURTHER = 10
"""Words before a number among which what it counts may stand if the number is said to have risen: "the number of people
killed in the town has risen to 31"."""
CLAUSE = 10_000
"""By so much the parts of two clauses are apart: more than one sentence has."""


class Place(NamedTuple):
    """A number at words[start:end] of a folded sentence. ``parts`` are those, between commas and *and*, in which its
    words stand, ``CLAUSE`` apart behind a semicolon; ``counted`` is the end of the words that say what numbers before
    this one count."""

    words: Sequence[str]
    parts: Sequence[int]
    start: int
    end: int
    counted: int

    @property
    def first(self) -> int:
        """Where the number begins, with the "at least" before it."""
        return at_least(self.words, self.start)

    @property
    def behind(self) -> list[int]:
        """The places of the words around it that stand behind it, the nearest first."""
        return [at for at in range(self.end, min(self.end + AROUND, len(self.words))) if self._is_word(at)]

    def before(self, start: int) -> list[int]:
        """The same of those before words[start], where it or its "at least" begins."""
        return [at for at in range(start - 1, max(start - AROUND, 0) - 1, -1) if self._is_word(at)]

    def _is_word(self, at: int) -> bool:
        return not self.words[at][0].isdigit()


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
