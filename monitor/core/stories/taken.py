"""Somebody takes a watched place, or it falls. *Takes* and *falls* alone say nothing: people take office and a break,
temperatures and governments fall."""

from __future__ import annotations

import re

from monitor.core.stories.headlines.headline_words import headline_words
from monitor.core.stories.watched import Watched
from monitor.core.text.fold import fold_text, words_of
from monitor.core.types import Fields

_TAKES = words_of("takes take took prend prennent взял взяла взяли берет берут")
_UP_TO_IT = words_of(
    "the of all most parts half full key strategic northern southern eastern western central town city village capital "
    "port base airport camp army main la le les de du d ville capitale localité base camp город село поселок"
)
"""What may stand between the verb and the place: *takes the town of*. What is taken *to* a place takes it not."""
_CAPTURES = "captures"
_FALLS = words_of("falls fell tombe tombée düştü düşüyor пал пала пало пали впав впала впало fällt gefallen cae cayó")
"""Behind a place with which the headline begins."""
_FALL = words_of("fall chute падение падіння düşüşü سقوط caída")
"""Before a place, *of* between them or not."""
_BEFORE_PLACE = _TAKES | _FALL
_VERBS = _BEFORE_PLACE | _FALLS
_WORD = re.compile(r"[^\W_]+")


def as_captured(headline: str, watched: Watched) -> str:
    """``headline`` with *captures* for the word by which it says that a watched place is taken, or falls."""
    if _VERBS.isdisjoint(headline_words(headline)):  # most are: these are remembered, and need not be folded again
        return headline
    for found in _WORD.finditer(headline):
        word, before, behind = fold_text(found[0]), headline[: found.start()], headline[found.end() :]
        takes = word in _BEFORE_PLACE and _begins_with_place(_what(behind), watched)
        if takes or (word in _FALLS and _is_place(_what(before), watched)):
            return f"{before}{_CAPTURES}{behind}"
    return headline


def _what(behind: str) -> str:
    """What stands ``behind`` a verb, without what leads up to a name."""
    return next((behind[word.start() :] for word in _WORD.finditer(behind) if fold_text(word[0]) not in _UP_TO_IT), "")


def _is_place(text: str, watched: Watched) -> bool:
    """Whether ``text`` is the name of a watched place and no more: *Saraqib falls*, not *snow in Saraqib falls*."""
    mentions = watched.mentions(Fields(text, "", "")) if text else ()
    whole = (one for one in mentions if one.start == 0 and one.end >= len(text.rstrip()))
    return any(watched.around(one.entity) is not None for one in whole)


def _begins_with_place(text: str, watched: Watched) -> bool:
    mentions = watched.mentions(Fields(text, "", "")) if text else ()
    return any(one.start == 0 and watched.around(one.entity) is not None for one in mentions)
