"""Which word of an alias it is looked up by, and what a word of a text is looked up as: the two sides of one table.

The longest word of an alias is its key, being mostly the rarest (observation in "observation post"). A word of a text
is looked up as it stands and without what its script may put before or behind a word; the rest is verified afterwards,
so that looking up too much costs time and never finds anything wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.core.entities.inflection import (
    HEBREW_PROCLITICS,
    LONGEST_CYRILLIC_ENDING,
    LONGEST_PROCLITIC,
    PROCLITICS,
    TURKISH_SUFFIX,
    Ending,
    Script,
    script_of,
)
from monitor.core.text.words import CJK

_PIECE = re.compile(rf"[^\W_{CJK}]+")
"""What spaced_words() gives."""
_ARTICLE = "ال"
_LONGER_THAN_ARTICLE = 5


class Key(NamedTuple):
    """``letters`` is looked up; ``begins``: words that begin with it have it too. It is the word number ``at`` of the
    alias; the first is ``first``, ``lead`` characters behind the beginning of the alias."""

    letters: str
    begins: bool
    at: int
    first: str
    lead: int
    beside: Beside | None = None


class Beside(NamedTuple):
    """What must stand before the key (``where`` -1) or behind it (1): ``letters``, or a word that begins with them."""

    letters: str
    where: int
    whole: bool


class _Piece(NamedTuple):
    """One word of a text that an alias is made of: an AliasWord, or what an apostrophe parts of one."""

    letters: str
    word: int
    is_last: bool


def key_of(words: Sequence[tuple[str, Script, Ending]]) -> Key | None:
    """The key of an alias of these folded words; None for one that begins in a script without spaces, or that begins
    with neither letter nor digit."""
    if words[0][1] is Script.UNSPACED:
        return None
    if len(words) == 1 and words[0][0].isalpha() and words[0][1] is not Script.ARABIC:
        letters, _, ending = words[0]
        return Key(letters, ending is Ending.WILDCARD, 0, letters, 0)
    pieces: list[_Piece] = []
    lead = 0
    for number, (letters, script, _) in enumerate(words):
        plain = letters.isalpha() and script is not Script.UNSPACED
        parts = [letters] if plain else _PIECE.findall(letters)
        if number == 0 and parts:
            lead = letters.index(parts[0])
        pieces += [_Piece(part, number, index == len(parts) - 1) for index, part in enumerate(parts)]
    if not pieces or pieces[0].word != 0:
        return None
    at = max(range(len(pieces)), key=lambda index: len(pieces[index].letters))
    letters, number, is_last = pieces[at]
    _, script, ending = words[number]
    if script is Script.ARABIC:
        letters = without_article(letters)
    begins = ending is Ending.WILDCARD and is_last
    return Key(letters, begins, at, pieces[0].letters, lead, _beside(words, pieces, at) if len(pieces) > 1 else None)


def _beside(words: Sequence[tuple[str, Script, Ending]], pieces: Sequence[_Piece], at: int) -> Beside | None:
    """A neighbour of the key, or the two letters with which it begins in every form."""
    for where in (-1, 1):
        index = at + where
        if not 0 <= index < len(pieces):
            continue
        letters, number, is_last = pieces[index]
        _, script, ending = words[number]
        if index == 0 and script in (Script.ARABIC, Script.HEBREW):
            continue  # it may have a proclitic
        inflects = number == len(words) - 1 or script is Script.CYRILLIC or ending is Ending.WILDCARD
        if not (is_last and inflects):
            return Beside(letters, where, whole=True)
        if len(letters) > 1:
            return Beside(letters[:2], where, whole=False)
    return None


def without_article(letters: str) -> str:
    """An Arabic word without ال, which a preposition may swallow."""
    return letters[2:] if len(letters) >= _LONGER_THAN_ARTICLE and letters.startswith(_ARTICLE) else letters


def bare_forms(word: str) -> Iterator[str]:
    """``word`` of a text, and without the proclitics that its script allows."""
    yield word
    script = script_of(word)
    if script in (Script.ARABIC, Script.HEBREW):
        allowed = PROCLITICS if script is Script.ARABIC else HEBREW_PROCLITICS
        for length in range(1, min(len(word), LONGEST_PROCLITIC + 1)):
            if word[:length] in allowed:
                yield word[length:]


def lookups(word: str, *, turkish: bool) -> set[str]:
    """What ``word`` of a text may stand under as a key. ``turkish``: bare Turkish endings are allowed."""
    script = script_of(word)
    if script is Script.LATIN:
        found = {word}
        if word.endswith("s"):
            found |= {word[:-1], word[:-2]} if word.endswith("es") else {word[:-1]}
        if turkish:
            found.update(word[:length] for length in range(2, len(word)) if TURKISH_SUFFIX.fullmatch(word, length))
        return found
    if script is Script.CYRILLIC:
        shortest = max(1, len(word) - LONGEST_CYRILLIC_ENDING)
        return {word[:length] for length in range(shortest, len(word) + 1)}
    return {form for bare in bare_forms(word) for form in (bare, without_article(bare))}
