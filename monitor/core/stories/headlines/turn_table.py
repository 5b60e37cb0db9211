"""The words that turn a story, of all languages and subjects, in one table each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.stories.headlines.turn_words import (
    beyond,
    common,
    conflict,
    deals,
    east_slavic,
    harm,
    iberian,
    office,
    persian,
    relief,
)
from monitor.core.text.fold import by_word, fold_text

_EVERY = (common, beyond, conflict, harm, office, iberian, east_slavic, persian, relief, deals)
ONES = tuple(of.TURNS for of in _EVERY)
"""What a headline does -> words that do it: by language and by subject."""
_TWOS = tuple(of.TURNS_OF_TWO for of in _EVERY)
_APART = tuple(of.TURNS_APART for of in (common, harm, office, iberian, east_slavic, persian, relief, deals))


def _pairs(every: tuple[Mapping[str, str], ...]) -> Mapping[tuple[str, ...], str]:
    each = ((what, pair) for of in every for what, pairs in of.items() for pair in pairs.split(", "))
    return {tuple(fold_text(pair).split()): what for what, pair in each}


DOES: Mapping[str, str] = {word: what for of in ONES for word, what in by_word(of).items()}
"""Folded word -> what it does, for a person."""
DO_TOGETHER = _pairs(_TWOS)
"""The same of two words, one behind the other."""
DO_APART = _pairs(_APART)
"""The same of two words with others between them: nimmt ... ein."""
UNSPACED = re.compile("|".join(sorted((word for word in DOES if word > "\u3000"), key=len, reverse=True)))
"""Those of Chinese and Japanese, the longest first."""
