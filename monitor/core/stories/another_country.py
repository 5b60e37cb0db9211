"""Another country than before: one that denies, rejects or closes its embassy as another one did, or whose people it
happened to. In the same words, and yet news."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.stories.countries import Country, by_letters, countries, name_of
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


def of_another_country(headline: str, language: str, told: Sequence[str]) -> str:
    """The name by which ``headline`` is of a country that no headline ``told`` names, if the first of them names one
    that it lacks (a Swiss, an Austrian), as words for a person; empty if not. All are in ``language``."""
    ours, first = countries(headline, language), countries(told[0], language)
    if not ours or not _lacks(first, ours):
        return ""
    known = first.union(*(countries(other, language) for other in told[1:]), *map(by_letters, told))
    return next((name_of(one, language) for one in sorted(ours, key=sorted) if _lacks(frozenset((one,)), known)), "")


def _lacks(who: frozenset[Country], known: frozenset[Country]) -> bool:
    """Whether ``who`` has one that is none of ``known``."""
    return any(all(one.isdisjoint(other) for other in known) for one in who)
