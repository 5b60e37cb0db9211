"""The keys of all aliases, and which words of a text stand under which of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from monitor.core.entities.keys import (
    Form,
    Key,
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

    def found(self, words: Set[str], latin: Iterable[Form]) -> dict[str, set[Under]]:
        """Those of ``words`` of a text that stand under a key, and the keys. ``latin``: what they are without Latin
        endings."""
        whole = self._whole.keys()
        bare = without_proclitics(words)
        forms = [*latin, *bare, *without_articles(words, bare)]
        found: dict[str, set[Under]] = {word: {(word, False)} for word in words & whole}
        for word, form in [*without_cyrillic_endings(words, whole), *(one for one in forms if one[1] in whole)]:
            found.setdefault(word, set()).add((form, False))
        for word, begun in self._begun([*zip(words, words, strict=True), *bare]):
            found.setdefault(word, set()).add((begun, True))
        return found

    def _begun(self, forms: Iterable[Form]) -> Iterator[Form]:
        """Words, and the keys that they begin with."""
        beginnings, longest, shortest = self._beginnings.keys(), self._longest, self._shortest
        for word, bare in [one for one in forms if one[1][:shortest] in longest]:
            for length in range(shortest, min(len(bare), longest[bare[:shortest]]) + 1):
                if bare[:length] in beginnings:
                    yield word, bare[:length]
