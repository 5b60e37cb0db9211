"""The words that turn a story, of all languages and subjects, in one table each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.stories.headlines.turn_words import TURNS, TURNS_APART, TURNS_OF_TWO
from monitor.core.stories.headlines.turn_words_beyond import TURNS_BEYOND, TURNS_OF_TWO_BEYOND
from monitor.core.stories.headlines.turn_words_east_slavic import (
    TURNS_APART_EAST_SLAVIC,
    TURNS_EAST_SLAVIC,
    TURNS_OF_TWO_EAST_SLAVIC,
)
from monitor.core.stories.headlines.turn_words_iberian import (
    TURNS_APART_IBERIAN,
    TURNS_IBERIAN,
    TURNS_OF_TWO_IBERIAN,
)
from monitor.core.stories.headlines.turn_words_of_conflict import TURNS_OF_CONFLICT, TURNS_OF_TWO_OF_CONFLICT
from monitor.core.stories.headlines.turn_words_of_office import (
    TURNS_APART_OF_OFFICE,
    TURNS_OF_OFFICE,
    TURNS_OF_TWO_OF_OFFICE,
)
from monitor.core.stories.headlines.turn_words_persian import TURNS_APART_PERSIAN, TURNS_OF_TWO_PERSIAN, TURNS_PERSIAN
from monitor.core.text.fold import by_word, fold_text


def _pairs(of: Mapping[str, str]) -> Mapping[tuple[str, ...], str]:
    return {tuple(fold_text(pair).split()): what for what, pairs in of.items() for pair in pairs.split(", ")}


DOES: Mapping[str, str] = {
    **by_word(TURNS),
    **by_word(TURNS_BEYOND),
    **by_word(TURNS_OF_CONFLICT),
    **by_word(TURNS_OF_OFFICE),
    **by_word(TURNS_IBERIAN),
    **by_word(TURNS_EAST_SLAVIC),
    **by_word(TURNS_PERSIAN),
}
"""Folded word -> what it does, for a person."""
DO_TOGETHER = {
    **_pairs(TURNS_OF_TWO),
    **_pairs(TURNS_OF_TWO_BEYOND),
    **_pairs(TURNS_OF_TWO_OF_CONFLICT),
    **_pairs(TURNS_OF_TWO_OF_OFFICE),
    **_pairs(TURNS_OF_TWO_IBERIAN),
    **_pairs(TURNS_OF_TWO_EAST_SLAVIC),
    **_pairs(TURNS_OF_TWO_PERSIAN),
}
"""The same of two words, one behind the other."""
DO_APART = {
    **_pairs(TURNS_APART),
    **_pairs(TURNS_APART_OF_OFFICE),
    **_pairs(TURNS_APART_IBERIAN),
    **_pairs(TURNS_APART_EAST_SLAVIC),
    **_pairs(TURNS_APART_PERSIAN),
}
"""The same of two words with others between them: nimmt ... ein."""
UNSPACED = re.compile("|".join(sorted((word for word in DOES if word > "\u3000"), key=len, reverse=True)))
"""Those of Chinese and Japanese, the longest first."""
