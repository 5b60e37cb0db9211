"""Numbers that count nothing by the word beside them: Interstate 95, a 911 call, 12 per 100,000, one in 10."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.numbers.counts.called import CALLED_BY_NUMBER
from monitor.core.numbers.counts.counts_on import PEOPLE
from monitor.core.numbers.words.units import unit_of
from monitor.core.rules.numbers.beside import word_before, word_behind
from monitor.core.text.fold import Folded, words_of

_PER, _ONE, _IN = words_of("per every cada ogni كل"), words_of("one 1 un"), words_of("in sur")
"""Before what others are counted for: per 100,000, one in 10."""
_EMERGENCIES = (911, 999)
_NAMED = words_of("road unit area sector")
"""With a capital, before digits: Road 60, Unit 8200."""
_CALLED = words_of("call calls called caller callers calling rang dialed dialled operator dispatcher dispatchers")
"""Beside an emergency number."""


def is_a_name(folded: Folded, words: Sequence[re.Match[str]], index: int, end: int, value: float) -> bool:
    """Whether a thing or a service is called by the number: Interstate 95, a 911 call."""
    text = folded.text
    before, following = word_before(text, words, index), word_behind(text, words, end)
    if value in _EMERGENCIES and not _CALLED.isdisjoint((before, following)):
        return True
    if not words[index][0][0].isdecimal() or following in PEOPLE:
        return False
    is_named = before in _NAMED and unit_of(following) == "" and not folded.was_small(words[index - 1].start())
    return before in CALLED_BY_NUMBER or is_named


def is_a_rate(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether the number is what others are counted for: per 100,000 births, one in 10."""
    before = word_before(text, words, index)
    return before in _PER or (before in _IN and word_before(text, words, index - 1) in _ONE)
