"""Which word of an alias it is looked up by, and what a word of a text is looked up as: the two sides of one table.

The longest word of an alias is its key, being mostly the rarest (observation in "observation post"). A word of a text
is looked up as it stands and without what its script may put before or behind a word; the rest is verified afterwards,
so that looking up too much costs time and never finds anything wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence, Set
from typing import NamedTuple

from monitor.core.entities.inflection.cyrillic import CYRILLIC_ENDINGS, CYRILLIC_TAILS
from monitor.core.entities.inflection.declined import DECLINING, TAILS
from monitor.core.entities.inflection.latin import BARE_ENDINGS
from monitor.core.entities.inflection.proclitics import HEBREW_PROCLITICS, LONGEST_PROCLITIC, PROCLITICS
from monitor.core.entities.inflection.scripts import Ending, Script
from monitor.core.text.marks import run_of
from monitor.core.text.words import CJK

_PIECE = re.compile(run_of(rf"[^\W_{CJK}]"))
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
        if letters.isalpha() and script is not Script.UNSPACED:
            pieces.append(_Piece(letters, number, True))
            continue
        if not letters:  # the ending of a number, which is a word of the text
            pieces.append(_Piece("", number, True))
            continue
        parts = _PIECE.findall(letters)
        if number == 0 and parts:
            lead = letters.index(parts[0])
        pieces += [_Piece(part, number, index == len(parts) - 1) for index, part in enumerate(parts)]
    if not pieces or pieces[0].word != 0:
        return None
    lengths = [len(piece.letters) for piece in pieces]
    at = lengths.index(max(lengths))
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
        goes_on = script is Script.CYRILLIC or ending in (Ending.WILDCARD, Ending.DECLINED)
        inflects = number == len(words) - 1 or goes_on
        if not (is_last and inflects):
            return Beside(letters, where, whole=True)
        if len(letters) > 1:
            return Beside(letters[:2], where, whole=False)
    return None


def without_article(letters: str) -> str:
    """An Arabic word without ال, which a preposition may swallow."""
    return letters[2:] if len(letters) >= _LONGER_THAN_ARTICLE and letters.startswith(_ARTICLE) else letters


StrippedWord = tuple[str, str]
"""A word of a text, and what remains of it without what its script may put before or behind a word."""


class NewWords(NamedTuple):
    """Words of a text, those of ASCII letters and the others, and all of them ``without_endings``: those of Latin
    letters."""

    in_ascii: list[str]
    others: list[str]
    without_endings: list[StrippedWord]

    @staticmethod
    def of(words: Collection[str], *, with_endings: bool) -> NewWords:
        """``with_endings``: bare endings of names are allowed, as in Turkish."""
        in_ascii, others = [word for word in words if word.isascii()], [word for word in words if not word.isascii()]
        plural = [word for word in words if word[-1] == "s"]
        forms = [(word, word[:-1]) for word in plural] + [(word, word[:-2]) for word in plural if word.endswith("es")]
        if with_endings:
            forms += [
                (word, word[: end.start()])
                for word in words
                if word[-1] in _LAST_OF_BARE
                for end in _BARE_ENDS.finditer(word, 2)
            ]
        return NewWords(in_ascii, others, forms)


def without_proclitics(words: Iterable[str]) -> list[StrippedWord]:
    """Those of ``words`` that may begin with proclitics."""
    return [
        (word, word[length:])
        for word in words
        if word[0] in _PROCLITICS
        for length in range(1, min(len(word), LONGEST_PROCLITIC + 1))
        if word[:length] in _PROCLITICS[word[0]]
    ]


def without_articles(words: Iterable[str], bare: Iterable[StrippedWord]) -> list[StrippedWord]:
    """Those of ``words``, and of them without proclitics, that begin with the Arabic article."""
    own = [(word, without_article(word)) for word in words if word.startswith(_ARTICLE)]
    return own + [(word, without_article(form)) for word, form in bare if form.startswith(_ARTICLE)]


def without_cyrillic_endings(words: Iterable[str], among: Set[str]) -> list[StrippedWord]:
    """Those of ``words`` that are one of ``among`` and a Cyrillic ending."""
    forms: list[StrippedWord] = []
    for word in words:
        length = len(word) - 1
        while length and (tail := word[length:]) in CYRILLIC_TAILS:
            if tail in CYRILLIC_ENDINGS and word[:length] in among:
                forms.append((word, word[:length]))
            length -= 1
    return forms


_PROCLITICS = {
    letter: frozenset(one for one in proclitics if one[0] == letter)
    for proclitics in (PROCLITICS, HEBREW_PROCLITICS)
    for letter in {one[0] for one in proclitics}
}
"""By their first letter."""
WITH_ENDINGS = BARE_ENDINGS.keys() | set(DECLINING)
"""Languages in which names go on by letters."""
_BARE = "|".join(sorted({suffix.pattern for suffix in BARE_ENDINGS.values()} | TAILS))
_BARE_ENDS = re.compile(rf"(?=.)(?=(?:{_BARE})\Z)")
_LAST_OF_BARE = frozenset("adehijmnortuyz")
"""What such endings end in."""
