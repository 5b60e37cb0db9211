"""The keys of all aliases, and which words of a text stand under which of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from monitor.core.entities.keys import (
    Key,
    NewWords,
    StrippedWord,
    without_articles,
    without_cyrillic_endings,
    without_proclitics,
)
from monitor.core.entities.numbers_by_key import NumbersByKey

Under = tuple[str, bool]
"""The letters of a key, and whether words that begin with them have it too."""


class KeyTable:
    """Numbers of terms by the keys of their aliases."""

    def __init__(self) -> None:
        self._whole, self._beginnings = NumbersByKey(), NumbersByKey()
        self._shortest = 0
        self._longest: dict[str, int] = {}

    def add(self, key: Key, number: int) -> None:
        (self._beginnings if key.begins else self._whole).add(key.letters, number)

    def close(self) -> None:
        """All keys are added."""
        beginnings = self._beginnings.keys()
        self._shortest = min(map(len, beginnings), default=0)
        for letters in beginnings:
            first = letters[: self._shortest]
            self._longest[first] = max(len(letters), self._longest.get(first, 0))

    def get(self, under: Under) -> Sequence[int]:
        """The terms that have this key."""
        letters, begins = under
        return (self._beginnings if begins else self._whole).get(letters)

    def found(self, words: NewWords) -> dict[str, set[Under]]:
        """Those of ``words`` of a text that stand under a key, and the keys."""
        whole = self._whole.keys()
        bare = without_proclitics(words.others)
        forms = [*words.without_endings, *bare, *without_articles(words.others, bare)]
        hits = [word for word in chain(words.in_ascii, words.others) if word in whole]
        found: dict[str, set[Under]] = {word: {(word, False)} for word in hits}
        for word, form in [*without_cyrillic_endings(words.others, whole), *(one for one in forms if one[1] in whole)]:
            found.setdefault(word, set()).add((form, False))
        for all_words in (words.in_ascii, words.others):
            self._add_begun(zip(all_words, all_words, strict=True), found)
        self._add_begun(bare, found)
        return found

    def _add_begun(self, forms: Iterable[StrippedWord], found: dict[str, set[Under]]) -> None:
        """Keys with which one of ``forms`` begins."""
        beginnings, longest, shortest = self._beginnings.keys(), self._longest, self._shortest
        for word, bare in [(word, bare) for word, bare in forms if bare[:shortest] in longest]:
            for length in range(shortest, min(len(bare), longest[bare[:shortest]]) + 1):
                if bare[:length] in beginnings:
                    found.setdefault(word, set()).add((bare[:length], True))
