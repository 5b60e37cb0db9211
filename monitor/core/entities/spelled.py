"""Names in Latin letters that a text may spell otherwise: looked up by sounds (sounds.py), verified by romanised.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from monitor.core.entities.keys import lookups
from monitor.core.entities.numbers_by_key import NumbersByKey
from monitor.core.entities.romanised import RomanisedPattern, is_article
from monitor.core.entities.sounds import closed, sounds
from monitor.core.entities.vocabulary import LONGEST_WORD, Vocabulary
from monitor.core.text.spaced import SpacedWords
from monitor.core.text.words import CJK

_PART = rf"[^\W_{CJK}]+"
_WITH_APOSTROPHE = re.compile(rf"{_PART}(?:'{_PART}){{1,5}}")
"""No name has more parts, nor has a word that is one."""
MOST_APOSTROPHES = 5_000
"""Of one text; what stands behind them is still found, but for spellings with an apostrophe."""
_CONTRACTED = frozenset(["t", "ll", "re", "ve", "d", "m"])
"""don't, they'll: frequent, and no end of a name."""
_ELISION = re.compile(r"(?:[dl]|qu)'")

Begins = tuple[str, frozenset[str]]
"""The sounds of a word with which a name of several words may begin, and those of which the next word must be."""


class Spelled:
    """Numbers of terms by the sounds of their spellings."""

    def __init__(self) -> None:
        self._alone, self._pairs = NumbersByKey(), NumbersByKey()
        self._seconds: dict[str, frozenset[str]] = {}
        self._next = Vocabulary[_Second]()

    def __bool__(self) -> bool:
        return bool(self._alone) or bool(self._pairs)

    def add(self, pattern: RomanisedPattern, number: int) -> None:
        for row in pattern.alone:
            self._alone.add(row, number)
        for pair in pattern.pairs:
            self._pairs.add(pair, number)

    def close(self) -> None:
        """All patterns are added."""
        seconds: dict[str, set[str]] = {}
        for pair in self._pairs:
            first, _, second = pair.partition(" ")
            seconds.setdefault(first, set()).add(second)
        self._seconds = {first: frozenset(rows) for first, rows in seconds.items()}

    def alone(self, row: str) -> Collection[int]:
        """Terms of which a word of a text that sounds as ``row`` may be a spelling."""
        return self._alone.get(row)

    def begins(self, row: str) -> Begins | None:
        """Whether a spelling of several words may begin with a word that sounds as ``row``."""
        return (row, self._seconds[row]) if row in self._seconds else None

    def several(self, begins: Begins, wholes: list[str], following: int) -> list[int]:
        """Terms of which a spelling may begin with a word of a text, the next being number ``following``."""
        first, seconds = begins
        found: list[int] = []
        for at in (following, following + 1):
            second = self._next.one(wholes[at], _as_second) if at < len(wholes) else False
            if not second:
                break
            if not second.rows.isdisjoint(seconds):
                for row in second.rows & seconds:
                    found += self._pairs.get(f"{first} {row}")
            if not second.article:
                break
        return found


class _Second(NamedTuple):
    """The sounds of a word of a text with and without what it may end in, and whether it is an article."""

    rows: frozenset[str]
    article: bool


def _as_second(word: str) -> _Second | None:
    if not word.isascii() or len(word) > LONGEST_WORD:
        return None
    forms = {word, *(word[: apostrophe.start()] for apostrophe in re.finditer("'", word))}
    forms |= {shorter for form in forms for shorter in lookups(form, turkish=True)}
    return _Second(frozenset(closed(sounds(form)) for form in forms), is_article(word))


def whole_words(text: str, words: SpacedWords) -> list[str]:
    """The words of a folded ``text``, but those that an apostrophe parts (ma'arat) as a whole at their first part."""
    at = text.find("'")
    if at < 0:
        return words.words
    wholes = words.words.copy()
    for _ in range(MOST_APOSTROPHES):
        if at < 0:
            break
        number = max(0, int(words.starts.searchsorted(at)) - 1)
        start = int(words.starts[number]) if len(words.starts) else 0
        found = _WITH_APOSTROPHE.match(text, start)
        if found and found.end() > at:
            wholes[number] = found[0]
        at = text.find("'", max(at + 1, found.end() if found else 0))
    return wholes


class Parted(NamedTuple):
    """A word such as ma'arat: without the French article before it, and once more without the ending after its last
    apostrophe. It has ``parts`` words of a text, of which the first is ``number``."""

    word: str
    number: int
    parts: int


def parted_words(wholes: list[str]) -> Iterator[Parted]:
    """Of the words of a text those that hold an apostrophe and may be a name."""
    for number, whole in enumerate(wholes):
        if "'" in whole:
            first, parts = number, whole.split("'")
            if _ELISION.match(whole):
                first, parts = number + 1, parts[1:]
            if len(parts) > 2 or (len(parts) == 2 and parts[1] not in _CONTRACTED):
                for length in range(len(parts), 1, -1):
                    yield Parted("'".join(parts[:length]), first, length)
