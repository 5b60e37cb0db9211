"""Places that a headline names and no rule watches: a name in capitals behind *in*, *at*, *near*, or what is struck."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.stories.terms import has_said, stem_hash
from monitor.core.text.fold import fold_text

_BEFORE = (
    "in|at|near|outside|inside|à|près de|en|em|cerca de|bei|nahe|a|w|pod|koło|"
    "в|во|под|близ|около|возле|у|біля|поблизу|під"
)
_ARTICLE = r"(?:[Ll][ea] |[Ll]['’])?"
_NAME = r"[^\W\d_a-zà-ÿа-яёіїєґ][^\W\d_]+(?:[-'’][^\W\d_]+)*"
"""A word that begins with a capital. Scripts without capitals have none."""
_PLACE = re.compile(rf"(?<!\w)(?:{_BEFORE}) +{_ARTICLE}(?:{_NAME}['’]s +)?({_NAME})")
"""In Sevare, in Mali's Sevare, à l'Arcahaie."""
_STRUCK = re.compile(rf"({_NAME})(?: [a-z]+)* (?:hit|struck|shelled|bombed|attacked|targeted|raided|rocked) by\b")
"""English: what is struck stands first. Antwerp port terminal hit by cyberattack."""
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 3.3
"""Weight (rarity.py) from which a word is a name."""
_CITY = 2.1
"""The same where all else of two headlines is the same: a city of which its country speaks every day (Одеса 2.2)."""
_SHORTEST = 4


def unlisted_place(headline: str, said: frozenset[int], weights: Mapping[int, float]) -> str:
    """Such a place, if the story has not ``said`` its name (stems, terms.py); empty if there is none. A headline that
    writes all its longer words with capitals names none: In Defiance of."""
    if all(word[0].isupper() for word in _WORD.findall(headline) if len(word) >= _SHORTEST):
        return ""
    struck = _STRUCK.match(headline)
    names = [*_PLACE.findall(headline), *(struck.groups() if struck else ())]
    return next((name for name in names if _is_unsaid(name, said, weights)), "")


def another_place(
    headline: str, told: str, said: frozenset[int], weights: Mapping[int, float]
) -> tuple[str, str] | None:
    """Such a place and the one that stands for it in ``told``, where this is the same headline but for that: shelled in
    Nikopol, in Kherson. None if it is not, or if its story has ``said`` the name: of a town and its province either may
    stand above."""
    ours, theirs = _without_place(headline), _without_place(told)
    if not ours or not theirs or ours[0] != theirs[0] or not _is_unsaid(ours[1], said, weights, _CITY):
        return None
    return ours[1], theirs[1]


def _without_place(headline: str) -> tuple[str, str] | None:
    """A headline, folded, without the first place that it names so, and that place; None if it names none."""
    if not (found := _PLACE.search(headline)):
        return None
    return fold_text(f"{headline[: found.start(1)]} {headline[found.end(1) :]}"), found[1]


def _is_unsaid(name: str, said: frozenset[int], weights: Mapping[int, float], telling: float = _TELLING) -> bool:
    parts = [part for word in _WORD.findall(name) if len(part := fold_text(word)) >= _SHORTEST]
    is_name = len(parts) > 1 or any(weights[stem_hash(part)] >= telling for part in parts)
    return is_name and not any(has_said(part, said) for part in parts)
