"""What speaks for a second, faster reading of a feed: that it was the same as the first, document after document."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

NEEDED = 10
"""Documents in a row on which both readings agreed, before the fast one is taken alone."""
SAMPLED = 20
"""Each time that so many more were taken, both read again."""
MARK, VERSION = 4, 8
"""Bytes of a mark, and of the version before the marks."""


@dataclass(frozen=True, slots=True)
class ReadingEvidence:
    """``known`` is the version of both readings by which it was gathered, then a mark for each element at its place
    that both read alike; ``agreed`` counts documents since both agreed on all of them, ``differed`` those on which they
    ever differed."""

    known: bytes = b""
    agreed: int = 0
    differed: int = 0

    def believes(self, version: bytes, marks: Set[bytes]) -> bool:
        """Whether the fast reading of a document that has these marks is taken without a second look."""
        return self.agreed >= NEEDED and self.agreed % SAMPLED != 0 and marks <= self._marks(version)

    def after_alone(self) -> ReadingEvidence:
        return ReadingEvidence(self.known, self.agreed + 1, self.differed)

    def after_both(self, version: bytes, marks: Set[bytes], *, alike: bool) -> ReadingEvidence:
        """What is new in a document has to be seen as often as anything before."""
        if not alike:
            return ReadingEvidence(b"", 0, self.differed + 1)
        known = self._marks(version)
        if marks <= known:
            return ReadingEvidence(self.known, self.agreed + 1, self.differed)
        return ReadingEvidence(version + b"".join(sorted(known | marks)), 1, self.differed)

    def _marks(self, version: bytes) -> frozenset[bytes]:
        if self.known[:VERSION] != version:
            return frozenset()
        places = range(VERSION, len(self.known), MARK)
        return frozenset(self.known[place : place + MARK] for place in places)

    @property
    def described(self) -> str:
        """Which reading is taken, in words for a person."""
        reading = "fast" if self.agreed >= NEEDED else "feedparser"
        if 0 < self.agreed < NEEDED:
            reading += f" ({self.agreed} of {NEEDED} documents read alike)"
        times = "once" if self.differed == 1 else f"{self.differed} times"
        return f"{reading}, the fast one differed {times}" if self.differed else reading
