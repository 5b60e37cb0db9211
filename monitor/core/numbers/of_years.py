"""What was counted over years: nine sailors have been killed since 2023. Below a headline it is no toll of today."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d\b"
_SINCE = re.compile(
    rf"\b(?:since|depuis|desde|seit|dal|od|з|с)\s(?:[^\W\d]+\s){{0,3}}{_YEAR}"
    rf"|\bمنذ\s(?:[^\W\d]+\s){{0,3}}{_YEAR}"
    rf"|\b(?:19|20)\d\d['’]?(?:ten|tan|den|dan)\s(?:beri|bu\syana)"
    r"|\b(?:so far )?this year\b|\bcette année\b|\beste año\b|\bthis decade\b",
    re.IGNORECASE,
)


def is_over_years(sentence: str) -> bool:
    """Whether a sentence says that it counts since a year, or over one."""
    return _SINCE.search(sentence) is not None
