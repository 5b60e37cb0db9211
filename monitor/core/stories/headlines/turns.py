"""What a headline does: it denies, corrects, rejects what was told, or something told of ends or is found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from monitor.core.stories.headlines.claims import are_several
from monitor.core.stories.headlines.headline_words import HEADLINES, bare, headline_words, strikes
from monitor.core.stories.headlines.turn_table import DO_APART, DO_TOGETHER, DOES
from monitor.core.stories.headlines.turn_words.common import (
    AGAIN,
    AGAIN_IN_TWO,
    BEHIND_NIE,
    BEHIND_NOUN,
    DISASTERS,
    DOES_AGAIN,
    FILMS,
    LIFTED_OR_FILMED,
    NO_PLAN,
    NOT,
    NOT_ENDED,
    ONCE_AGAIN,
    OTHER_THINGS,
    OUTAGES,
    OVER,
    PUBLISHED,
    RELATIVE,
    RISKS,
    STRIKES,
    TO_COME,
)
from monitor.core.stories.headlines.turn_words.conflict import ASSAULTS, ATTACK, CONVOYS
from monitor.core.stories.headlines.turn_words.harm import NOT_BEFORE

ANNOUNCED = "says what is to come: "
"""Before what a headline does only in time to come."""
HAPPENS_AGAIN = "happens again"
_BEGINS = "begins"
_A = "ein"
"""At the end of a German headline part of its verb (nimmt Celle ein), else an article."""
_REPEATABLE = frozenset(
    ("arrests", "blocks", "captures", "closes", "ends", "enters", "evacuates", "is without", "puts off", "withdraws")
)
"""What may be done once more after it was undone: a bridge that was opened is closed again. *Opened again* is the
undoing itself."""
_INFINITIVE = re.compile("(?:[aei]r|[aei]rse)$")
_NAMED = 5
"""Words that may name a disaster: behind Northport chemical plant blast."""
_NEAR = 3
"""Words behind *new* of which it may speak."""


def all_turns(headline: str) -> frozenset[str]:
    """What a headline does, in words for a person, the same in every language; :data:`ATTACK` of what is struck."""
    words = headline_words(headline)
    struck = any(map(strikes, words)) and ASSAULTS.isdisjoint(words)
    return frozenset(turns_of(words)) | (frozenset((ATTACK,)) if struck else frozenset())


def words_beside(headline: str) -> list[str]:
    """The words of a headline, folded, that turn nothing and name no strike."""
    words = headline_words(headline)
    pairs = {at for at, pair in enumerate(pairwise(words)) if pair in DO_TOGETHER}
    return [word for at, word in enumerate(words) if not (what_it_turns(word) or at in pairs or at - 1 in pairs)]


def what_it_turns(word: str) -> str:
    """What a folded word does by itself in a headline; empty if nothing."""
    plain = bare(word)
    return DOES.get(word) or DOES.get(plain) or (ATTACK if strikes(word) else "")


@lru_cache(maxsize=HEADLINES)
def turns_of(words: tuple[str, ...]) -> Mapping[str, str]:
    """What the words do -> the first word that does it. What is announced is kept apart: done, it is news again."""
    found: dict[str, str] = {}
    before = ("", "")
    for at, (word, then) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        together = "" if _is_another(words, at) else DO_TOGETHER.get((word, then), "")
        skipped = _is_no_verb(words, before, word) or (then in ("out", "guilty") and not together)
        # A fire that breaks out ends nothing, who is found guilty was not lost, and the Polish nie is a not.
        if skipped or (word == "nie" and then not in BEHIND_NIE):
            before = (before[1], word)
            continue
        does = together or DOES.get(word) or DOES.get(bare(word)) or _they_do(before[1], word, then)
        if what := does or _claimed(words, at) or _caused(word, words[at + 1 : at + 1 + _NAMED]):
            if not PUBLISHED.isdisjoint(words):
                what = {"frees": "publishes", "captures": "publishes"}.get(what, what)
            if TO_COME.isdisjoint(before) and not _is_only_feared(before):
                found.setdefault(what, word)
            elif what not in NO_PLAN:
                found.setdefault(ANNOUNCED + what, word)
        before = (before[1], word)
    for (verb, behind), what in DO_APART.items():
        if verb in words and behind in words[words.index(verb) :] and (behind != _A or words[-1] == _A):
            found.setdefault(what, verb)
    if "takes effect" in found:
        found.pop(_BEGINS, None)
    if words[-1:] == (OVER,) and NOT_ENDED.isdisjoint(before):
        found.setdefault("ends", OVER)
    once_again = _does_again(words) or (_once_again(words) if _REPEATABLE & found.keys() else "")
    if more := again(words) or once_again:
        found.setdefault(HAPPENS_AGAIN, more)
    return found


def _is_no_verb(words: Sequence[str], before: tuple[str, str], word: str) -> bool:
    """Whether a word that does something elsewhere does nothing behind the two ``before``: of whom a headline says *who
    escaped*, that was told; what is not broken ends nothing, and a premier who quits withdraws nothing."""
    told = before[1] == "that" or not RELATIVE.isdisjoint(before)
    is_behind, is_thing = (before[1], word) in DO_TOGETHER, (before[1], word) in OTHER_THINGS
    is_filmed = word in LIFTED_OR_FILMED and not FILMS.isdisjoint(words)
    return told or is_behind or is_thing or is_filmed or before[1] in NOT


def _is_only_feared(before: tuple[str, str]) -> bool:
    """Whether what stands behind the two words ``before`` has not happened: at risk of collapse."""
    return before[1] == "risks" or (before[0] in RISKS and before[1] in ("of", "de", "d"))


def _is_another(words: Sequence[str], at: int) -> bool:
    """Whether two words do something else by the word behind them: a first-time voter."""
    behind = NOT_BEFORE.get(tuple(words[at : at + 2]))
    return behind is not None and not behind.isdisjoint(words[at + 2 : at + 3])


def _does_again(words: Sequence[str]) -> str:
    """Spanish and Portuguese: the infinitive of what is done once more: vuelve a cerrar, volta a fechar."""
    threes = zip(words, words[1:], words[2:], strict=False)
    return next((verb for one, a, verb in threes if (one, a) in DOES_AGAIN and _INFINITIVE.search(verb)), "")


def _once_again(words: Sequence[str]) -> str:
    """The word that says that something is done once more; empty if none does."""
    single = next((word for word in words if word in ONCE_AGAIN), "")
    return single or next((" ".join(pair) for pair in pairwise(words) if pair in AGAIN_IN_TWO), "")


def _they_do(who: str, verb: str, then: str) -> str:
    """English: what several do by ``verb``, which is listed with its *s*: kidnappers free nuns, police retract."""
    if then in BEHIND_NOUN or not are_several(who):
        return ""
    return DOES.get(f"{verb}s", "") or DOES.get(f"{verb}es", "")


def _claimed(words: Sequence[str], at: int) -> str:
    """English: what is claimed is an attack, and not that something is so, nor lives."""
    if words[at] not in ("claims", "claimed"):
        return ""
    behind = words[at + 1 :]
    if not any(one.startswith((*STRIKES, "responsib")) for one in behind):
        return ""
    return "claims the attack" if "lives" not in behind[:3] and "that" not in behind else ""


def _caused(word: str, behind: Sequence[str]) -> str:
    """English: what is *behind* a blast or a fire; nobody stands behind bars by it."""
    return "tells the cause" if word == "behind" and any(one.startswith(DISASTERS) for one in behind) else ""


@lru_cache(maxsize=HEADLINES)
def again(words: tuple[str, ...]) -> str:
    """The word that says that a place is struck once more, or another convoy comes."""
    if not any(
        strikes(word) or word in CONVOYS or DOES.get(word) == ATTACK or word.startswith(OUTAGES) for word in words
    ):
        return ""
    new = (one for at, one in enumerate(words) if one == "new" and _may_be_new(words[at + 1 : at + 1 + _NEAR]))
    return next((word for word in words if word in AGAIN), "") or next(new, "")


def _may_be_new(behind: Sequence[str]) -> bool:
    """Whether *new* before these words is once more: a new air strike, a new Turkish convoy; not New York."""
    return (
        not CONVOYS.isdisjoint(behind) or behind[:1] == ("air",) or any(one.startswith(STRIKES) for one in behind[:1])
    )
