"""Who denies, rejects or claims what another country did before: in the same words, and yet news."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.stories.countries import countries
from monitor.core.stories.headlines.reversals import all_turns

SAYS = frozenset(("confirms", "denies", "rejects", "claims the attack"))
"""What headlines do (reversals.py) that is somebody's: another one may do the same."""


def another_says(headline: str, language: str, told: Sequence[str]) -> str:
    """What ``headline`` does of these that the headlines ``told`` did too, for a person, if none of these names a
    country that it names and each names one; empty if not. All are in ``language``."""
    who = countries(headline, language)
    for what in sorted(all_turns(headline) & SAYS) if who else ():
        before = [countries(other, language) for other in told if what in all_turns(other)]
        if before and all(before) and not any(one & other for known in before for one in known for other in who):
            return f"{what}, as another country did"
    return ""
