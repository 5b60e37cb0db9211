"""Numbers with a half in words: half a million, two and a half million, deux millions et demi."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.numerals import ARTICLES, HALVES, NO_HALF, ONE, SCALES
from monitor.core.text.fold import fold_text, words_of

_AND_A_HALF = tuple(
    tuple(fold_text(phrase).split())
    for phrase in (
        "and a half",
        "et demi",
        "et demie",
        "y medio",
        "y media",
        "e meio",
        "e meia",
        "e mezzo",
        "e mezza",
        "buçuk",
        "с половиной",
        "з половиною",
        "i pół",
        "ونصف",
        "و نصف",
    )
)
AND_A_HALF_BEGIN = frozenset(phrase[0] for phrase in _AND_A_HALF)
"""Folded words with which *and a half* begins."""
_ONE_AND_A_HALF = words_of("anderthalb eineinhalb полтора полторы півтора półtora")
_GERMAN = "zwei drei vier fünf sechs sieben acht neun zehn"
_HALVES_IN = dict.fromkeys(_ONE_AND_A_HALF, 3) | {
    fold_text(f"{word}einhalb"): 2 * whole + 1 for whole, word in enumerate(_GERMAN.split(), 2)
}
"""How many halves one word says."""
HALF_BEGIN = HALVES | _HALVES_IN.keys()
"""Folded words with which a number with a half may begin; ONE does where *and a half* follows."""


def half_at(words: Sequence[str]) -> tuple[int, int] | None:
    """The number that ``words[1]``, one of HALF_BEGIN or of ONE, begins by a half and a scale, and how many words it
    takes. None if there is none, or a whole number stands before it."""
    first, second = words[1:3]
    if first in ONE:
        return _times(words, 2, 1)
    if first in _HALVES_IN:
        scale = SCALES.get(second, 0)
        return (_HALVES_IN[first] * scale // 2, 2) if scale else None
    at = 2 + (second in ARTICLES)
    scale = SCALES.get(words[at], 0)
    return (scale // 2, at) if scale and words[0] not in NO_HALF else None


def and_a_half(words: Sequence[str], at: int, total: int, scale: int) -> tuple[int, int] | None:
    """``total``, which stands before words[at] and ends in ``scale`` (1: in none), with the half that follows, and how
    many words from the second on it takes: two and a half million, two million and a half."""
    if scale == 1:
        return _times(words, at, total)
    taken = _said_at(words, at)
    if not taken:
        return None
    behind = at + taken
    behind += SCALES.get(words[behind].removeprefix("ال"), 0) == scale  # مليونان ونصف المليون
    return total + scale // 2, behind - 1


def _times(words: Sequence[str], at: int, whole: int) -> tuple[int, int] | None:
    taken = _said_at(words, at)
    scale = SCALES.get(words[at + taken], 0) if taken else 0
    return (whole * scale + scale // 2, at + taken) if scale else None


def _said_at(words: Sequence[str], at: int) -> int:
    """How many words from words[at] on say *and a half*; 0 if they do not."""
    return next((len(phrase) for phrase in _AND_A_HALF if tuple(words[at : at + len(phrase)]) == phrase), 0)
