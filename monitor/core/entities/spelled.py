"""Names in Latin letters that a text may spell otherwise: looked up by sounds (sounds.py), verified by romanised.py."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from monitor.core.entities.keys import NewWords, StrippedWord
from monitor.core.entities.numbers_by_key import NumbersByKey
from monitor.core.entities.romanised import ELIDED, RomanisedPattern, is_article, rows_of
from monitor.core.entities.sounds import sounds
from monitor.core.entities.vocabulary import LONGEST_WORD, MOST_WORDS
from monitor.core.text.spaced import SpacedWords
from monitor.core.text.words import CJK

_PART = rf"[^\W_{CJK}]++"
_WITH_APOSTROPHE = re.compile(rf"{_PART}(?:'{_PART}){{1,5}}")
"""No name has more parts, nor has a word that is one."""
MOST_APOSTROPHES = 5_000
"""Of one text; what stands behind them is still found, but for spellings with an apostrophe."""
_CONTRACTED = frozenset(["t", "ll", "re", "ve", "d", "m"])
"""don't, they'll: frequent, and no end of a name."""
_AT_ONCE = 500
"""Names of several words whose sounds are asked for together."""

Begins = tuple[str, frozenset[str]]
"""The sounds of a word with which a name of several words may begin, and those of which the next word must be."""
SameSounds = tuple[list[StrippedWord], Sequence[int]]
"""Words of a text, perhaps without their endings, that sound the same, and terms of which they may be spellings."""


class Spelled:
    """Numbers of terms by the sounds of their spellings."""

    def __init__(self) -> None:
        self._alone, self._pairs = NumbersByKey(), NumbersByKey()
        self._single: list[tuple[str, int]] = []
        self._several: list[tuple[tuple[str, ...], int]] = []
        self._seconds: dict[str, frozenset[str]] = {}
        self._any_second: frozenset[str] = frozenset()
        self._known: dict[str, _Second | None] = {}

    def __bool__(self) -> bool:
        return bool(self._alone) or bool(self._pairs)

    def add(self, pattern: RomanisedPattern, number: int) -> None:
        if len(pattern.words) == 1:
            self._single.append((pattern.words[0], number))
            return
        self._several.append((pattern.words, number))
        if len(self._several) == _AT_ONCE:
            self._add_several()

    def _add_several(self) -> None:
        rows = rows_of([words for words, _ in self._several])
        for (_, number), (alone, pairs) in zip(self._several, rows, strict=True):
            for row in alone:
                self._alone.add(row, number)
            for pair in pairs:
                self._pairs.add(pair, number)
        self._several.clear()

    def close(self) -> None:
        """All patterns are added."""
        self._add_several()
        for (_, number), row in zip(self._single, sounds(word for word, _ in self._single), strict=True):
            self._alone.add(row, number)
        self._single.clear()
        seconds: dict[str, set[str]] = {}
        for pair in self._pairs:
            first, _, second = pair.partition(" ")
            seconds.setdefault(first, set()).add(second)
        self._seconds = {first: frozenset(rows) for first, rows in seconds.items()}
        self._any_second = frozenset(row for rows in self._seconds.values() for row in rows)

    def found(self, words: NewWords) -> tuple[list[SameSounds], dict[str, Begins]]:
        """Those of ``words`` of a text that may be a spelling, and those with which one of several words may begin."""
        alone, seconds, whole = self._alone.keys(), self._seconds, words.in_ascii
        shorter = [one for one in words.without_endings if one[0].isascii()]
        rows, shorter_rows = sounds(whole), sounds([form for _, form in shorter])
        begins = {word: (row, seconds[row]) for word, row in zip(whole, rows, strict=True) if row in seconds}
        forms = [((word, word), row) for word, row in zip(whole, rows, strict=True) if row in alone]
        forms += [(one, row) for one, row in zip(shorter, shorter_rows, strict=True) if row in alone]
        by_row: dict[str, list[StrippedWord]] = {}
        for form, row in forms:
            by_row.setdefault(row, []).append(form)
        return [(same, self._alone.get(row)) for row, same in by_row.items()], begins

    def several(
        self, begun: Sequence[Begun], words: Sequence[str], wholes: Mapping[int, str]
    ) -> Iterator[tuple[int, int]]:
        """(place, term) where a spelling of several words may begin. ``words`` are those of the text, ``wholes`` those
        that an apostrophe parts."""
        following = {at: wholes.get(at, words[at]) for one in begun for at in one.following if at < len(words)}
        known = self._with(set(following.values()))
        for place, places, (first, expected) in begun:
            for at in places:
                second = known[following[at]] if at in following else None
                if second is None:
                    break
                if not second.rows.isdisjoint(expected):
                    for row in second.rows & expected:
                        yield from ((place, term) for term in self._pairs.get(f"{first} {row}"))
                if not second.article:
                    break

    def _with(self, words: set[str]) -> Mapping[str, _Second | None]:
        """What is known of words as the second of a spelling, ``words`` among them."""
        known = self._known
        if unknown := words.difference(known):
            new = {**dict.fromkeys(unknown), **self._as_seconds(unknown)}
            if len(known) + len(new) > MOST_WORDS:
                self._known = {}  # a new object: another thread may be in the middle of the old one
                return {**known, **new}
            known.update(new)
        return known

    def _as_seconds(self, words: Set[str]) -> dict[str, _Second]:
        """Those of ``words`` of a text that may be the second of a spelling of several."""
        latin = [word for word in words if word.isascii() and len(word) <= LONGEST_WORD]
        forms = [(word, word) for word in latin]
        forms += [(word, word[: apostrophe.start()]) for word in latin for apostrophe in re.finditer("'", word)]
        of: dict[str, list[str]] = {}
        for word, form in forms:
            of.setdefault(form, []).append(word)
        shorter = NewWords.of([form for form in of if form], with_endings=True).without_endings
        forms += [(word, short) for form, short in shorter for word in of[form]]
        rows: dict[str, set[str]] = {}
        for (word, _), row in zip(forms, sounds(form for _, form in forms), strict=True):
            if row in self._any_second:
                rows.setdefault(word, set()).add(row)
        for article in filter(is_article, latin):
            rows.setdefault(article, set())
        return {word: _Second(frozenset(found), is_article(word)) for word, found in rows.items()}


class Begun(NamedTuple):
    """A word of a text at ``place`` with which a spelling of several words may begin; the second is the first of
    ``following``, or the next of them if that is an article."""

    place: int
    following: tuple[int, int]
    begins: Begins


class _Second(NamedTuple):
    """The sounds of a word of a text with and without what it may end in, and whether it is an article."""

    rows: frozenset[str]
    article: bool


def whole_words(text: str, words: SpacedWords) -> dict[int, str]:
    """Those of the ``words`` of a folded ``text`` that an apostrophe parts (ma'arat) as a whole, by the number of their
    first part."""
    wholes: dict[int, str] = {}
    at = text.find("'")
    tried, found = -1, None
    for _ in range(MOST_APOSTROPHES):
        if at < 0:
            break
        number = max(0, bisect_left(words.starts, at) - 1)
        if number != tried:  # a word of 100,000 letters and as many apostrophes behind it is read once
            tried, found = number, _WITH_APOSTROPHE.match(text, words.starts[number] if words.starts else 0)
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


def parted_words(wholes: Mapping[int, str]) -> Iterator[Parted]:
    """Of the words that an apostrophe parts those that may be a name."""
    for number, whole in wholes.items():
        first, parts = number, whole.split("'")
        if ELIDED.match(whole):
            first, parts = number + 1, parts[1:]
        if len(parts) > 2 or (len(parts) == 2 and parts[1] not in _CONTRACTED):
            for length in range(len(parts), 1, -1):
                yield Parted("'".join(parts[:length]), first, length)
