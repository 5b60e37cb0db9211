"""Two headlines in which the same two do the same to each other: the army shells the rebels, the rebels shell the army.
All their words are alike, and who is struck strikes back within hours."""

from __future__ import annotations

import re
from itertools import product

from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.headlines.headline_words import bare, is_struck, plain_words
from monitor.core.stories.headlines.victims import HARMS
from monitor.core.text.fold import fold_text, words_of

_OR_NOUN = words_of(
    "strikes strike bombs bomb shells shell attacks attack raids raid pounds pound hits fires fire "
    "frappe frappent bombarde bombardent attaque attaquent pilonne pilonnent vise visent menace"
)
"""Behind whom these stand, they do it, and what stands behind these it is done to; but some are nouns, too. No forms
that are passive as well: *Port struck in raid by army*."""
_DOES_TO = _OR_NOUN | words_of(
    "bombards bombard accuses accuse blames blame expels expel sues sue threatens threaten "
    "accusent expulse expulsent menacent "
    "ataca atacan atacam bombardea bombardean bombardeia bombardeiam acusa acusan acusam amenaza amenazan "
    "يقصف تقصف يهاجم تهاجم يستهدف تستهدف يتهم تتهم"
)
_NOUN_BEFORE = words_of(
    "on in at near off by from against as over kill kills killed wound wounds injure injures leave leaves cause causes "
    "sur dans à en contre de du des d au aux par près"
)
"""Before these the word is no verb: strikes on the port. But fires and aims are *at* and *on* somebody."""
_MEANS = words_of(
    "forces troops fighters soldiers jets warplanes planes aircraft drones drone missiles missile rockets rocket "
    "artillery gunmen positions position posts targets target sites site base bases "
    "soldats avions قوات مواقع طائرات"
)
"""By what and on what it is done: both sides have them."""
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<=\b[A-Z])\.(?=[A-Z]\b)|(?<=\b[A-Z]\.[A-Z])\.")
_PARTS = re.compile(r"[,;:] | [-–—] ")
_TELLING = 4
"""Letters from which a small word may be a name; so is a shorter one in capitals, and one in Arabic."""
_MOST_MORE = 4
"""Letters that a form of a name may have more than another one: Sudan, Sudanese."""


def turned_round(headline: str, told: str) -> str:
    """Who does it to whom in ``headline``, if in the one ``told`` it was the other way round; empty if not."""
    ours, theirs = _sides(headline), _sides(told)
    if not ours or not theirs or _common(ours[0], theirs[0]):
        return ""
    by, to = _common(ours[0], theirs[1]), _common(ours[1], theirs[0])
    return f"{by} ... {to}" if by and to else ""


def _sides(headline: str) -> tuple[list[str], list[str]] | None:
    """The telling words of who does something to somebody, and of whom it is done to; None if no verb says so."""
    for part in _PARTS.split(_INITIALS.sub("", main_clause(headline) or headline)):
        words = _WORD.findall(part)
        folded = [fold_text(word) for word in words]
        for at in range(1, len(words) - 1):
            if folded[at] in _DOES_TO and _is_verb(folded[at], folded[at + 1]):
                return _telling(words[:at]), _telling(words[at + 1 :])
    return None


def _is_verb(word: str, then: str) -> bool:
    if word in ("fire", "fires"):
        return then in ("at", "on") or is_struck(then)  # fires missiles at
    if word not in _OR_NOUN:
        return True
    return then not in _NOUN_BEFORE and then not in _DOES_TO and HARMS.isdisjoint(plain_words(then))


def _telling(words: list[str]) -> list[str]:
    told = (word for word in words if len(word) >= _TELLING or word.isupper() or not word.isascii())
    return [word for word in told if fold_text(word) not in _MEANS and not word.isdigit()]


def _common(some: list[str], others: list[str]) -> str:
    """The first of ``some`` that ``others`` have too, in whatever form: Pakistan, Pakistani."""
    both = product(some, others)
    return next((one for one, other in both if _is_one(bare(fold_text(one)), bare(fold_text(other)))), "")


def _is_one(name: str, other: str) -> bool:
    if name == other:
        return True
    is_long = min(len(name), len(other)) >= _TELLING
    return is_long and name[:_TELLING] == other[:_TELLING] and abs(len(name) - len(other)) <= _MOST_MORE
