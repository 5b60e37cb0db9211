"""Literals in one automaton, and the terms that each may be the beginning of."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping

import ahocorasick_rs

MAX_HITS = 5_000
"""Occurrences in one document up to which every one is followed up."""
MAX_HITS_EACH, MAX_HITS_LONG = 200, 20_000
"""Where there are more: occurrences of one literal and of all that are followed up, from the beginning of the text."""


class Literals:
    """Which literals occur in a text. ``terms`` maps a literal to the numbers of its terms; kept as two flat arrays,
    since objects for some hundred thousand literals would take more memory than the automaton."""

    def __init__(self, terms: Mapping[str, tuple[int, ...]]) -> None:
        self._first = array("I", [0])
        self._numbers = array("I")
        for numbers in terms.values():
            self._numbers.extend(numbers)
            self._first.append(len(self._numbers))
        self._automaton = (
            ahocorasick_rs.AhoCorasick(
                terms, implementation=ahocorasick_rs.Implementation.ContiguousNFA, store_patterns=False
            )
            if terms
            else None
        )

    def __bool__(self) -> bool:
        return self._automaton is not None

    def terms(self, literal: int) -> array[int]:
        """The numbers of the terms of one literal."""
        return self._numbers[self._first[literal] : self._first[literal + 1]]

    def found(self, text: str) -> list[tuple[int, int, int]]:
        """(literal, start, end) of every occurrence that is followed up, in text order."""
        if self._automaton is None:
            return []
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found if len(found) <= MAX_HITS else _thinned(found)


def _thinned(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A text that repeats itself without end costs no more than a long one that does not."""
    seen: Counter[int] = Counter()
    kept = []
    for hit in found:
        seen[hit[0]] += 1
        if seen[hit[0]] <= MAX_HITS_EACH:
            kept.append(hit)
            if len(kept) == MAX_HITS_LONG:
                break
    return kept
