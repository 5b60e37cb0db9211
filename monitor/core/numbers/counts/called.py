"""What is called by a number: Interstate 95, flight 752, Article 15, Covid 19, kilometre 43 of a road."""

from __future__ import annotations

import re

from monitor.core.text.fold import words_of

_WORDS = (
    "interstate highway motorway junction route flight article section chapter category season episode channel "
    "terminal resolution autoroute vol рейс рейса рейсом статья статье статьи трасса трассе المادة الرحلة "
    "covid kovid ковид كوفيد numer nr número numéro kilómetro kilomètre cuadra départementale krajowej "
    "latach"
)
CALLED_BY_NUMBER = words_of(_WORDS)
"""Folded words before such a number."""
_NUMBER = re.compile(rf"(?<![^\W_])({'|'.join(_WORDS.split())})\s\d{{1,5}}\b(?![.,]\d)", re.IGNORECASE)
_NO = re.compile(
    r"(?<![^\W_])(signal|post|unit|berth|gate|well|reactor|block|camp|line|zone|station|platform)\s+no\.?\s?\d{1,4}\b(?![.,]\d)",
    re.IGNORECASE,
)
"""English: signal No 10, reactor No. 4; not *No. 10 were killed*."""


def without_their_numbers(sentence: str) -> str:
    """``sentence``, as published, without the numbers by which things are called."""
    return _NO.sub(r"\1 ", _NUMBER.sub(r"\1 ", sentence))
