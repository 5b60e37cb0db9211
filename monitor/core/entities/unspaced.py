"""Names in scripts that put no spaces between words: one automaton that finds them anywhere in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import ahocorasick_rs

MAX_HITS = 5_000
"""Occurrences in one document up to which every one is followed up."""
MAX_HITS_EACH = 200
"""Where there are more: occurrences of one literal, from the beginning of the text."""


class Unspaced:
    """Folded literals, and the number of the term that each may be the beginning of."""

    def __init__(self, literals: Iterable[tuple[str, int]]) -> None:
        numbers: dict[str, list[int]] = {}
        for literal, number in literals:
            numbers.setdefault(literal, []).append(number)
        self._numbers = list(numbers.values())
        self._beyond_ascii = not any(map(str.isascii, numbers))
        self._automaton = (
            ahocorasick_rs.AhoCorasick(
                numbers, implementation=ahocorasick_rs.Implementation.ContiguousNFA, store_patterns=False
            )
            if numbers
            else None
        )

    def found(self, text: str) -> list[tuple[int, int]]:
        """(term, start) of every occurrence that is followed up, in text order."""
        if self._automaton is None or (self._beyond_ascii and text.isascii()):
            return []
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if len(found) > MAX_HITS:
            found = _thinned(found)
        return [(number, start) for literal, start, _ in found for number in self._numbers[literal]]


def _thinned(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A text that repeats itself without end costs no more than a long one that does not."""
    seen: Counter[int] = Counter()
    kept = []
    for hit in found:
        seen[hit[0]] += 1
        if seen[hit[0]] <= MAX_HITS_EACH:
            kept.append(hit)
    return kept[:MAX_HITS]
