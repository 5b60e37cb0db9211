"""Two headlines in nearly the same words that tell of two events: two people who died at other ages, who did what to
whom the other way round, a fire and a flood, a market and a mosque or a tanker and a ferry that were struck, a judge
and a mayor who were shot."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.numbers.counts.ages import ages_in
from monitor.core.stories.headlines.claims import says_at
from monitor.core.stories.headlines.headline_words import is_struck, plain_words
from monitor.core.stories.headlines.targets import DISASTERS_APART, TARGETS
from monitor.core.stories.headlines.turned_round import turned_round
from monitor.core.stories.headlines.victims import HARMS, VICTIMS
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.words import tokens

_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[,;] | [-–—] ")
_JOINED = words_of("and et ve и und y e i و with avec ile с vs v versus between")
"""Between two names, these make no difference to who comes first: talks between Eastmere and Northport."""


def told_apart(headline: str, told: str) -> str:
    """Why ``headline`` is of another event than ``told``, in words for a person; empty if nothing says so."""
    age, other_age = ages_in(headline), ages_in(told)
    if age and other_age and age.isdisjoint(other_age):
        return f"of somebody else: at {', '.join(sorted(age))}, not at {', '.join(sorted(other_age))}"
    if swapped := _swapped(headline, told) or turned_round(headline, told):
        return f"the other way round: {swapped}"
    if disasters := _instead(DISASTERS_APART, headline, told):
        return f"of another disaster: {disasters}"
    if harms(headline) and harms(told) and (victims := _instead(VICTIMS, _news(headline), _news(told))):
        return f"of somebody else: {victims}"
    targets = _instead(TARGETS, headline, told) if is_struck(headline) and is_struck(told) else ""
    return f"something else was struck: {targets}" if targets else ""


def harms(headline: str) -> bool:
    """Whether a headline tells that somebody is killed, wounded or kidnapped."""
    return not HARMS.isdisjoint(plain_words(headline))


def _news(headline: str) -> str:
    """A headline without who says so: before a colon, or in a part of its own."""
    label, colon, behind = headline.partition(": ")
    told = behind if colon and not harms(label) else headline
    return ", ".join(part for part in _PARTS.split(told) if not says_at(tokens(fold_text(part))))


def _instead(kinds: Mapping[str, frozenset[str]], headline: str, told: str) -> str:
    """Of which of ``kinds`` a headline is and of which the one before, for a person; empty if they have one in common,
    or either is of none."""
    ours, theirs = _of_kinds(kinds, headline), _of_kinds(kinds, told)
    return f"{ours[0]}, not {theirs[0]}" if ours and theirs and set(ours).isdisjoint(theirs) else ""


def _of_kinds(kinds: Mapping[str, frozenset[str]], headline: str) -> list[str]:
    words = plain_words(headline)
    return [kind for kind, those in kinds.items() if not those.isdisjoint(words)]


def _swapped(headline: str, told: str) -> str:
    """The names that changed their places in a headline that is the same otherwise, numbers aside."""
    ours, theirs = _words(headline), _words(told)
    if len(ours) != len(theirs):
        return ""
    apart = [at for at in range(len(ours)) if fold_text(ours[at]) != fold_text(theirs[at])]
    if len(apart) != 2:
        return ""
    first, second = apart
    folded = [fold_text(word) for word in ours[first : second + 1]]
    if folded[0] != fold_text(theirs[second]) or folded[-1] != fold_text(theirs[first]):
        return ""
    names = ours[first][0].isupper() and ours[second][0].isupper() and theirs[first][0].isupper()
    parted = folded[1:-1]
    return f"{ours[first]} ... {ours[second]}" if names and parted and _JOINED.isdisjoint(parted) else ""


def _words(headline: str) -> list[str]:
    return [word for word in _WORD.findall(headline) if not word[0].isdigit()]
