"""Names in Latin letters in a language that declines them by other letters than it puts behind them: Ukraina, Ukrainy,
Ukrainie; Zełenski, Zełenskiego; and what German says of a place: Kiew, Kiewer.

Only for entities that have a name in that language, and only in texts in it.
"""

from __future__ import annotations

import re

from monitor.core.entities.inflection.scripts import Endings
from monitor.core.entities.types import Kind

Stem = tuple[str, Endings]
"""The letters of a folded word that stay, and what may stand behind them."""

POLISH, GERMAN = "pl", "de"
DECLINING = (POLISH, GERMAN)
"""The languages that have such forms."""

_SHORTEST_STEM, _SHORTEST = 2, 4
"""Letters."""


def _behind(consonant: str, *others: str) -> frozenset[str]:
    return frozenset((*(consonant + ending for ending in ("", "a", "u", "owi", "em", "iem", "ie")), *others))


def _endings(endings: str) -> frozenset[str]:
    return frozenset(endings.split())


_ENDS = (
    ("cha", _endings("cha chy che cho sze")),
    ("ka", _endings("ka ki ke ko ce kiej")),
    ("ga", _endings("ga gi ge go dze")),
    ("ra", _endings("ra ry re ro rze rej")),
    ("ta", _endings("ta ty te to cie tej")),
    ("da", _endings("da dy de do dzie dej")),
    ("la", _endings("la li ly le lo lej")),
    ("(?<=[eij])a", _endings("a i e o")),
    ("a", _endings("a y e o ie ej")),
    ("i", _endings("i iego iemu im")),
    ("y", _endings("y ego emu ym")),
    ("ko", _endings("ko ka ku kiem ki ke ce")),
    ("o", _endings("o a u em ie y e")),
    ("e", _endings("e a u em ego emu ym ych")),
    ("t", _behind("t", "cie")),
    ("d", _behind("d", "dzie")),
    ("r", _behind("r", "rze")),
    ("n", _behind("n", "nia", "niu", "niowi")),
    ("(?<=[bcfghjklmpqsvwxz])", _behind("")),
)
"""How a folded Polish name ends, and what stands there in its cases: of nouns and adjectives, which the letters do not
tell apart. -n is -ń as well (Chersoń, Chersonia)."""
_POLISH_ENDS = tuple((re.compile(f"{end}$"), endings) for end, endings in _ENDS)

_OF_PLACE, _OF_PLACE_IN_E = _endings("er ern"), _endings("r rn")

TAILS = frozenset().union(_OF_PLACE, _OF_PLACE_IN_E, *(endings for _, endings in _ENDS)) - {""}
"""All that such a word may end in behind its stem."""


def polish_cases(word: str) -> Stem | None:
    """A folded word of a name; None if it has the same form in all cases, as far as is known."""
    for end, endings in _POLISH_ENDS if len(word) >= _SHORTEST else ():
        if found := end.search(word):
            stem = word[: found.start()]
            return (stem, endings) if len(stem) >= _SHORTEST_STEM else None
    return None


def german_adjective(word: str, kind: Kind) -> Stem | None:
    """Of the last folded word of a place: Kiewer, Karlsruher, Bremer."""
    if kind is not Kind.PLACE or len(word) < _SHORTEST or not word.isalpha():
        return None
    if word.endswith("en"):
        return word[:-2], _OF_PLACE
    return word, _OF_PLACE_IN_E if word.endswith("e") else _OF_PLACE
