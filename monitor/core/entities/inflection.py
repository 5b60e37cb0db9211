"""Where a written word may begin and end around an alias: one policy per script.

Sources: the policies measured in docs/decisions/0004-matching.md. Latin: whole words, plural s/es, an apostrophe and up
to seven letters (English possessive, Turkish case endings); where the language is Turkish also the bare endings.
Arabic: proclitics before the word. Cyrillic: a stem and the case endings of nouns and adjectives. Scripts without
spaces: anywhere.
"""

from __future__ import annotations

import re
from enum import Enum

from monitor.core.text.words import is_unspaced


class Script(Enum):
    LATIN = "latin"
    ARABIC = "arabic"
    CYRILLIC = "cyrillic"
    UNSPACED = "unspaced"


class Ending(Enum):
    """How a word of an alias may go on in the text."""

    EXACT = "exact"
    INFLECTED = "inflected"
    WILDCARD = "wildcard"


_LETTERS = re.compile(r"[^\W\d_]*")
_APOSTROPHE_SUFFIX = re.compile(r"'[^\W\d_]{1,7}(?![^\W_])")
_TURKISH_SUFFIX = re.compile(
    r"(?:l[ae]r)?(?:[iu]m(?:[iu]z)?|[iu]n(?:[iu]z)?|s[iu]|y[iu]|[iu])?"
    r"(?:n?d[ae](?:n|ki)?|t[ae](?:n|ki)?|[ny]?[ae]|n?[iu]n|[yn]?[iu]|yl[ae]|l[iu]|c[ae]|ki)?(?:ler|lar|d[iu]r)?"
)
_ARABIC_PROCLITICS = frozenset(
    ["و", "ف", "ب", "ك", "ل", "ال", "وال", "فال", "بال", "كال", "وب", "ول", "وك", "فب", "فل", "لل", "ولل"]
)
_ARABIC_PROCLITICS_BEFORE_AL = frozenset(["و", "ف", "ب", "ك", "وب", "وك", "فب", "فك"])

_NOUN_ENDINGS = [
    "а",
    "у",
    "ом",
    "е",
    "ы",
    "ов",
    "ам",
    "ами",
    "ах",
    "и",
    "я",
    "ю",
    "ем",
    "ей",
    "ям",
    "ями",
    "ях",
    "й",
    "ь",
    "ой",
    "о",
    "ою",
    "ев",
    "ью",
    "ии",
    "ию",
    "ия",
    "ием",
    "иями",
    "иях",
    "ье",
    "ья",
    "ьи",
    "ьев",
]
_ADJECTIVE_ENDINGS = [
    "ыи",
    "ои",
    "ии",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ого",
    "его",
    "ому",
    "ему",
    "ым",
    "им",
    "ом",
    "ем",
    "ых",
    "их",
    "ыми",
    "ими",
    "ую",
    "юю",
    "ей",
]
CYRILLIC_ENDINGS = frozenset(["", *(e.replace("й", "и") for e in _NOUN_ENDINGS), *_ADJECTIVE_ENDINGS])
_STRIPPABLE = sorted({*_ADJECTIVE_ENDINGS, "а", "я", "о", "е", "ь", "и", "ы", "ия", "ие"}, key=len, reverse=True)


def script_of(word: str) -> Script:
    """The script of a folded word, by its first letter that decides."""
    for character in word:
        if "\u0600" <= character <= "\u06ff":
            return Script.ARABIC
        if "\u0400" <= character <= "\u04ff":
            return Script.CYRILLIC
        if is_unspaced(character):
            return Script.UNSPACED
    return Script.LATIN


def cyrillic_stem(word: str) -> str:
    """The folded word without its last grammatical ending, three letters at least."""
    for ending in _STRIPPABLE:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def word_start(text: str, start: int, script: Script, has_article: bool) -> int:
    """Where the written word begins that holds the alias at ``start``; -1 if the alias may not begin there."""
    if start == 0 or script is Script.UNSPACED or not text[start - 1].isalnum():
        return start
    if script is not Script.ARABIC:
        return -1
    begin = start
    while begin > 0 and text[begin - 1].isalpha() and start - begin < 5:
        begin -= 1
    allowed = _ARABIC_PROCLITICS_BEFORE_AL if has_article else _ARABIC_PROCLITICS
    return begin if text[begin:start] in allowed else -1


def word_end(text: str, end: int, script: Script, ending: Ending, language: str) -> int:
    """Where the written word ends whose alias part ends at ``end``; -1 if it may not go on as it does."""
    if script is Script.UNSPACED:
        return end
    rest = _LETTERS.match(text, end)
    tail = rest[0] if rest else ""
    after = end + len(tail)
    if ending is Ending.WILDCARD:
        return after
    if ending is Ending.INFLECTED and tail:
        if script is Script.CYRILLIC:
            tail = "" if tail in CYRILLIC_ENDINGS else tail
        elif script is Script.LATIN:
            plural = tail in ("s", "es")
            turkish = language == "tr" and _TURKISH_SUFFIX.fullmatch(tail) is not None
            tail = "" if plural or turkish else tail
    if tail or (after < len(text) and text[after].isalnum()):
        return -1
    if script is Script.LATIN and ending is not Ending.EXACT:
        suffix = _APOSTROPHE_SUFFIX.match(text, after)
        return suffix.end() if suffix else after
    return after
