"""What the words of texts lead to: worked out when a word is first met, then remembered.

Most words lead nowhere, and a daemon meets hundreds of thousands of them. Of these only the hash is remembered, in a
table in which all words of a text are looked up at once: to look for each in a dictionary of that size costs most of
the time that a text takes, as hardly any of it is in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np

Value = TypeVar("Value")
WorkOut = Callable[[Sequence[str], bool], Mapping[str, Value]]
"""What of some words leads somewhere, and where. If it is to be done in haste (True), less may be found."""

MOST_WORDS = 50_000
"""Words that lead somewhere and are remembered, and words of which only the hash is and that have no place of their own
in the table; beyond them all are forgotten and worked out anew."""
MOST_NEW = 8_000
"""New words of one text that are worked out with care and remembered; no article has more, and the rest is done in
haste, so that a text of nothing but new words takes no longer than it may."""
LONGEST_WORD = 150
"""Letters of a word that is remembered: an alias has 120. A longer one is no word but data."""
_PLACES = 1 << 19
_NO_HASH = -1
"""Python gives no object this hash."""


class Vocabulary(Generic[Value]):
    """``work_out`` is given with each call and not kept, or the owner of a vocabulary would hold itself, and an old
    rule set stay in memory."""

    def __init__(self) -> None:
        self._known: dict[str, Value | None] = {}
        self._nowhere = np.full(_PLACES, _NO_HASH, np.int64)

    def leading(self, words: Sequence[str], work_out: WorkOut[Value]) -> tuple[list[int], list[Value]]:
        """The numbers of those of ``words`` that lead somewhere, in order, and where. Two lists, as a hundred thousand
        pairs of a text that repeats itself would wake the garbage collector again and again."""
        hashes = np.fromiter(map(hash, words), np.int64, len(words))
        perhaps = (self._nowhere[hashes & (_PLACES - 1)] != hashes).nonzero()[0].tolist()
        sought = [words[number] for number in perhaps]
        try:
            found = list(map(self._known.__getitem__, sought))
        except KeyError:
            found = list(map(self._with_new(sought, work_out).get, sought))
        numbers = [number for number, value in zip(perhaps, found, strict=True) if value is not None]
        return numbers, [value for value in found if value is not None]

    def _with_new(self, words: Sequence[str], work_out: WorkOut[Value]) -> Mapping[str, Value | None]:
        """All that is known, and those of ``words`` that are new."""
        unknown = set(words).difference(self._known)
        new = [word for word in dict.fromkeys(words) if word in unknown]
        known = self._with(new[:MOST_NEW], work_out)
        return {**known, **work_out(new[MOST_NEW:], True)} if len(new) > MOST_NEW else known

    def _with(self, unknown: Sequence[str], work_out: WorkOut[Value]) -> Mapping[str, Value | None]:
        """All that is known, and what the ``unknown`` words lead to."""
        known, new = self._known, dict[str, Value | None](work_out(unknown, False))
        nowhere = [word for word in unknown if word not in new]
        hashes = np.fromiter(map(hash, nowhere), np.int64, len(nowhere))
        places = hashes & (_PLACES - 1)
        free = self._nowhere[places] == _NO_HASH
        self._nowhere[places[free]] = hashes[free]
        new.update((nowhere[at], None) for at in (self._nowhere[places] != hashes).nonzero()[0].tolist())
        if len(known) + len(new) > MOST_WORDS:
            # New objects: another thread may be in the middle of the old ones.
            self._known, self._nowhere = {}, np.full(_PLACES, _NO_HASH, np.int64)
            return {**known, **new}
        known.update((word, value) for word, value in new.items() if len(word) <= LONGEST_WORD)
        return known if max(map(len, new), default=0) <= LONGEST_WORD else {**known, **new}
