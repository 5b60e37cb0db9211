"""What a headline says is not so, or not there, which its story has told: no crack in the dam."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from monitor.core.stories.headlines.headline_words import headline_words, stem
from monitor.core.stories.headlines.turn_words.common import NOT
from monitor.core.text.fold import words_of

_GOVERNS = 3
"""Words behind *not* of which it may speak: ont pas été libérés."""
_SHORTEST = 4
_NONE = words_of("no kein keine keinen keinerlei aucun aucune ningún ninguna não nenhum nenhuma нет لا")
"""Before what is not there, up to the next word of place or time."""
_OF_ANOTHER = words_of(
    "in at of on for to from by with after as over near before until en de del des du dans à au aux par sur pour em na "
    "no da do bei im am von vor nach für в на по из от за до о у в около после в في من على إلى عن بعد قبل"
)
_NOT_NONE = frozenset(("longer", "more", "one", "fly", "go", "doubt", "matter", "less"))
"""English: behind *no*, these deny nothing: no longer, a no-fly zone."""
_BEHIND = words_of("yok нет")
"""Directly behind what is not there: çatlak yok, трещин нет."""
_AT_THE_END = {"нет": 4}
"""Words before the last one of a headline of which it may speak: трещин в плотине Сюргю нет."""
_NUMBERED = re.compile(r"\bno\.? ?(?=\d)", re.IGNORECASE)
"""English: post No. 9."""


def negated(headline: str, told: Sequence[str]) -> str:
    """A word of the headlines ``told`` that ``headline`` negates and none of them does, in words for a person; empty if
    there is none."""
    if not (denied := _negated_in(headline)):
        return ""
    known = {word for other in told for word in _negated_in(other)}
    plain = {stem(word) for other in told for word in headline_words(other)}
    return next((f"denies (not ... {word})" for form, word in denied.items() if form in plain - known), "")


def _negated_in(headline: str) -> dict[str, str]:
    """Stem -> the word, of each that may be meant."""
    words = headline_words(_NUMBERED.sub("", headline))
    meant = (word for at, one in enumerate(words) for word in _meant(words, at, one))
    return {stem(word): word for word in meant if len(word) >= _SHORTEST}


def _meant(words: Sequence[str], at: int, one: str) -> Iterator[str]:
    """What the word ``one`` at that place negates, if it does."""
    behind = words[at + 1 : at + 1 + _GOVERNS]
    if one in NOT:
        yield from behind
    elif one in _NONE and behind and behind[0] not in _NOT_NONE:
        yield from takewhile(lambda word: word not in _OF_ANOTHER, behind)
    if one in _BEHIND:
        yield from words[max(0, at - (1 if behind else _AT_THE_END.get(one, 1))) : at]
