"""How much a headline says beside what rules and judge know in every language: the words of no watched name and no
list, which turn nothing and are no country, number or count of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor.core.numbers.words.units import unit_of
from monitor.core.stories.countries import countries
from monitor.core.stories.headlines.targets import is_target
from monitor.core.stories.headlines.turn_words.common import AGAIN
from monitor.core.stories.headlines.turns import words_beside
from monitor.core.stories.terms import stem_hash
from monitor.core.types import Mention

_TELLING = 1.5
"""Weight (rarity.py) from which a word tells something: not *as*, *in*, *says*."""
_LONGEST = 40
"""Characters of a name or of words of a list. What an expression finds may be the whole headline, and explains none."""


def unexplained(headline: str, language: str, mentions: Iterable[Mention], weights: Mapping[int, float]) -> list[str]:
    """These words, folded. ``mentions`` are those found in the headline."""
    letters = list(headline)
    for one in mentions:
        if one.field == "title" and one.end - one.start <= _LONGEST:
            letters[one.start : one.end] = " " * (one.end - one.start)
    return [
        word
        for word in words_beside("".join(letters))
        if weights[stem_hash(word)] >= _TELLING
        and not (word in AGAIN or word.isdecimal() or unit_of(word) or is_target(word) or countries(word, language))
    ]
