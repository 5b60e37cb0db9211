"""Scripts, and how a word of an alias may go on in a text."""

from __future__ import annotations

from enum import Enum

from monitor.core.text.words import is_unspaced


class Script(Enum):
    LATIN = "latin"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    CYRILLIC = "cyrillic"
    UNSPACED = "unspaced"


class Ending(Enum):
    """How a word of an alias may go on in the text."""

    EXACT = "exact"
    INFLECTED = "inflected"
    NAME = "name"
    """As inflected, but no es, and no s after a vowel: a place or a person has no plural (Hama, Hamas)."""
    WILDCARD = "wildcard"
    DECLINED = "declined"
    """By the endings of one language, in texts in it only."""


Endings = frozenset[str]

NOTHING: Endings = frozenset([""])


def folded_set(text: str) -> frozenset[str]:
    """Folded as the text is."""
    return frozenset(text.replace("й", "и").replace("ї", "і").split())


def script_of(word: str) -> Script:
    """The script of a folded word, by its first letter that decides."""
    if word.isascii():
        return Script.LATIN
    for character in word:
        if "\u0600" <= character <= "\u06ff":
            return Script.ARABIC
        if "\u0400" <= character <= "\u052f":
            return Script.CYRILLIC
        if "\u05d0" <= character <= "\u05ea":
            return Script.HEBREW
        if is_unspaced(character):
            return Script.UNSPACED
    return Script.LATIN
