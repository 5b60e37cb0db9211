"""Whether those who are counted as dead are known to be: 31 feared dead are not 31 dead, until somebody confirms it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.text.fold import words_of

_FEARED = words_of(
    "fear fears feared fearing presumed believed thought may might could "
    "crains craint craignent craindre craints présumé présumés présumée présumées "
    "temen temem temono befürchtet vermutlich presuntos предположительно опасаются предполагается يخشى مخاوف يعتقد"
)
"""Before what befell them, or before their number."""
_SUPPOSED = words_of("tahmin endişe korkuluyor sanılıyor düşünülüyor")
"""Turkish: right behind it."""
_BETWEEN = words_of(
    "to have be been being is are was were that of some up at least more than over about around nearly as many "
    "people persons others all la le les des de que au moins plus sont soient être été avoir "
    "что не менее более около человек من ان أن قد كان تكون يكون ما لا يقل عن على الأقل نحو أكثر شخصا اشخاص"
)
"""Words that may stand between the two."""


def is_feared(words: Sequence[str], said: int, start: int) -> bool:
    """Whether a folded sentence only fears what words[said] says of those whom the number at words[start] counts."""
    return is_only_feared(words, said) or _follows_a_fear(words, start)


def is_only_feared(words: Sequence[str], said: int) -> bool:
    """The same, whatever is counted."""
    return _follows_a_fear(words, said) or not _SUPPOSED.isdisjoint(words[said + 1 : said + 2])


def behind_a_fear(words: Sequence[str], at: int) -> int | None:
    """Where the word stands that says what is feared at words[at], itself or behind *are*: 31 people are feared to have
    died. None if nothing is."""
    at += words[at] in _BETWEEN
    if at >= len(words) or words[at] not in _FEARED:
        return None
    return next((said for said in range(at + 1, len(words)) if words[said] not in _BETWEEN), None)


def _follows_a_fear(words: Sequence[str], at: int) -> bool:
    while at and (words[at - 1] in _BETWEEN or words[at - 1][0].isdigit()):
        at -= 1
    return at > 0 and words[at - 1] in _FEARED
