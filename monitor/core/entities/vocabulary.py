"""What each word of a text leads to: worked out when the word is first met, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Literal, TypeVar

Value = TypeVar("Value")

MOST_WORDS = 200_000
"""Words remembered, about 20 MB; beyond them all are forgotten and worked out anew."""
LONGEST_WORD = 150
"""Letters of a word that is remembered: an alias has 120. A longer one is no word but data."""


class Vocabulary(Generic[Value]):
    """``work_out`` gives what a word leads to, None for nothing: always the same. It is given with each call and not
    kept, or the owner of a vocabulary would hold itself, and an old rule set stay in memory."""

    def __init__(self) -> None:
        self._known: dict[str, Value | Literal[False]] = {}

    def leading(self, words: Sequence[str], work_out: Callable[[str], Value | None]) -> list[Value | Literal[False]]:
        """For each of ``words`` what it leads to, False for nothing."""
        known = self._known
        found = list(map(known.get, words))
        if None not in found:
            return found  # type: ignore[return-value]  # what could be None is none
        unknown = {word for word, value in zip(words, found, strict=True) if value is None}
        if len(known) + len(unknown) > MOST_WORDS:
            # A new object: another thread may be in the middle of the old one.
            known, unknown = {}, set(words)
            self._known = known
        long: dict[str, Value | Literal[False]] = {}
        for word in unknown:
            value = work_out(word)
            (known if len(word) <= LONGEST_WORD else long)[word] = False if value is None else value
        return [known[word] if word in known else long[word] for word in words]

    def one(self, word: str, work_out: Callable[[str], Value | None]) -> Value | Literal[False]:
        """What ``word`` leads to, False for nothing."""
        found = self._known.get(word)
        return found if found is not None else self.leading((word,), work_out)[0]
