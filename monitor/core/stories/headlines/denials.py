"""Whether a headline denies: who says that it did not happen confirms it to nobody."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from monitor.core.stories.headlines.turn_words import TURNS
from monitor.core.stories.headlines.turn_words_beyond import TURNS_BEYOND
from monitor.core.text.fold import fold_text
from monitor.core.text.marks import LETTERS

HEADLINES = 2_000
"""Of so many it is remembered: those of a matter are asked again for each report on it."""
_ALSO_NOT = frozenset(("nie",))
"""French for denies, but Polish for not and German for never."""
_ALL = frozenset(fold_text(" ".join((TURNS["denies"], TURNS_BEYOND["denies"]))).split()) - _ALSO_NOT
_UNSPACED = tuple(word for word in _ALL if word > "\u3000")
_REFUSED = frozenset(
    ("access", "aid", "bail", "care", "entry", "exit", "food", "medicine", "passage", "treatment", "visas")
)
"""Behind *denied*: who is denied entry was refused it."""


@lru_cache(HEADLINES)
def denies(headline: str) -> bool:
    """In the languages in which the judge hears of denials."""
    folded = fold_text(headline)
    words = LETTERS.findall(folded)
    said = any(
        word in _ALL and not (word.startswith("den") and then in _REFUSED) for word, then in pairwise([*words, ""])
    )
    return said or any(word in folded for word in _UNSPACED)
