"""What was counted over years: nine sailors have been killed since 2023. Below a headline it is no toll of today."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d\b"
_SINCE = re.compile(rf"\bsince\s(?:[^\W\d]+\s){{0,2}}{_YEAR}|\b(?:so far )?this year\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:have|has)\b", re.IGNORECASE)
_OF_A_DAY = re.compile(
    r"\b(?:was|were|had|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\w+est|first|most|worst|which|who|where)\b",
    re.IGNORECASE,
)
"""English: thirty were killed in the deadliest strike since 2019, in a town that has been held since 2015."""
_BEGINS = re.compile(
    rf"(?:depuis|desde|seit|dal|od|з|с)\s(?:[^\W\d]+\s){{0,3}}{_YEAR}|منذ\s(?:[^\W\d]+\s){{0,3}}{_YEAR}"
    r"|(?:19|20)\d\d['’]?(?:ten|tan|den|dan)\s(?:beri|bu\syana)",
    re.IGNORECASE,
)
"""In other languages the tense tells nothing: it is known where the sentence begins so. Elsewhere it may be how long
the town is held in which they died."""


def is_over_years(sentence: str) -> bool:
    """Whether a sentence says that it counts since a year, or over one. What may count the dead of a day does not."""
    if _BEGINS.match(sentence):
        return True
    perfect = _PERFECT.search(sentence) is not None and _OF_A_DAY.search(sentence) is None
    return perfect and _SINCE.search(sentence) is not None
