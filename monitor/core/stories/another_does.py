"""Who does what another country did before: denies, rejects, closes its embassy. In the same words, and yet news."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.stories.countries import Country, countries
from monitor.core.stories.headlines.turns import all_turns

SAYS = frozenset(("confirms", "denies", "rejects", "claims the attack"))
"""What headlines do (headlines/turns.py) that is somebody's: another one may do the same."""
_DOES = SAYS | {"bans", "closes", "evacuates", "expels", "withdraws"}


def another_does(headline: str, language: str, told: Sequence[str]) -> str:
    """What ``headline`` does of these that the headlines ``told`` did too, for a person, if it names a country that
    each of them lacks, and each of them one that it lacks; empty if not. All are in ``language``."""
    who = countries(headline, language)
    for what in sorted(all_turns(headline) & _DOES) if who else ():
        before = [countries(other, language) for other in told if what in all_turns(other)]
        if before and all(_lacks(who, known) and _lacks(known, who) for known in before):
            return f"{what}, as another country did"
    return ""


def _lacks(who: frozenset[Country], known: frozenset[Country]) -> bool:
    """Whether ``who`` has one that is none of ``known``."""
    return any(all(one.isdisjoint(other) for other in known) for one in who)
