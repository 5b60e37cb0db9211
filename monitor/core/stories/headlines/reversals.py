"""What a headline turns: it does what no headline of the story did. Likeness does not see it, as one word differs; the
first headline of a story that does it is news, those that retell it are not."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.units import HELD, KILLED, WOUNDED, unit_of
from monitor.core.stories.headlines.announced import as_announced
from monitor.core.stories.headlines.headline_words import headline_words, stem, strikes
from monitor.core.stories.headlines.negated import negated
from monitor.core.stories.headlines.once_more import once_more
from monitor.core.stories.headlines.turn_table import DOES
from monitor.core.stories.headlines.turn_words.common import AMONG, LOWERED, ONCE_AGAIN, RISES
from monitor.core.stories.headlines.turn_words.conflict import ASSAULTS, ATTACK
from monitor.core.stories.headlines.turns import ANNOUNCED, HAPPENS_AGAIN, turns_of

_SHORTEST = 4
_OF_RATES = frozenset(("cuts rates", "raises rates"))
_SAME_WORDS, _MORE_WORDS = 3, 2
"""The least that a headline has beside *again*, and what one that it repeats may have beyond: a sentence below that
holds its words is no such headline."""
_UNDOES = frozenset(("frees", "restores", "takes back", "takes up again"))
_FOUND = frozenset((KILLED, WOUNDED, HELD))
"""The people among whom it is news to be: not those displaced, among whom cholera spreads."""


def turn(headline: str, told: Sequence[str]) -> str:
    """What ``headline`` does that no headline of ``told`` did, in words for a person; empty if nothing."""
    before = [headline_words(other) for other in told]
    known = {what for words in before for what in turns_of(words)}
    if any(strikes(word) or word in ASSAULTS for words in before for word in words):
        known.add(ATTACK)
    known |= {ANNOUNCED + what for what in known}
    for what, word in turns_of(ours := headline_words(headline)).items():
        if what not in known:
            return f"{what} ({word})" if word != what else what
    if which := once_more(ours, before):
        return f"{HAPPENS_AGAIN} ({which})"
    if HAPPENS_AGAIN not in known and (word := _the_same_again(ours, before)):
        return f"{HAPPENS_AGAIN} ({word})"
    if done := as_announced(ours, before):
        return f"does what was announced ({done})"
    unit, found = _among(ours)
    if found and not any(found & _among(words)[1] for words in before):
        return f"tells who is among those {unit}"
    # After a denial or a refusal, *not* retells it.
    return "" if known & {"denies", "rejects", "calls off"} else negated(headline, told)


def _the_same_again(ours: Sequence[str], told: Sequence[Sequence[str]]) -> str:
    """The word by which ``ours`` says that what a told headline says happens again, if none says so; what is opened
    again is undone."""
    word = next((word for word in ours if word in ONCE_AGAIN), "")
    if not word or any(not ONCE_AGAIN.isdisjoint(words) for words in told) or _UNDOES & turns_of(tuple(ours)).keys():
        return ""
    rest = {stem(one) for one in ours if one not in ONCE_AGAIN}
    alike = (words for words in told if len(words) <= len(rest) + _MORE_WORDS)
    return word if len(rest) >= _SAME_WORDS and any(rest <= set(map(stem, words)) for words in alike) else ""


def counts_more(headline: str, told: Sequence[str]) -> str:
    """That ``headline`` says in words that a count rises, which no headline of ``told`` did, for a person; empty if
    not."""
    rises = _rises_in_words(headline)
    return f"counts more than before ({rises})" if rises and not any(map(_rises_in_words, told)) else ""


def _rises_in_words(headline: str) -> str:
    """The word by which a headline says that a count rises, where its numbers are not read: auf elf, a once. With
    digits, figures say whether it was told."""
    if any(map(str.isdecimal, headline)):
        return ""
    return next((word for word in headline_words(headline) if word in RISES), "")


def lowers(headline: str) -> bool:
    """Whether a headline says that something was counted otherwise before: a bank that lowers rates counts nothing."""
    words = headline_words(headline)
    if _OF_RATES & turns_of(words).keys():
        return False
    return any(word in LOWERED or DOES.get(word) == "corrects" for word in words)


def _among(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """What people are among whom somebody is told to be (killed, held), and who: the stems of what stands before."""
    for at, word in enumerate(words):
        units = (unit_of(then) for then in words[at + 1 : at + 1 + AMONG.get(word, 0)])
        if unit := next((unit for unit in units if unit in _FOUND), ""):
            return unit, frozenset(stem(who) for who in words[:at] if len(who) >= _SHORTEST)
    return "", frozenset()
