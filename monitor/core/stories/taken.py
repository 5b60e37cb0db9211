"""Somebody takes a watched place. *Takes* alone says nothing: people take office, part and a break."""

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
_WORD = re.compile(r"[^\W_]+")


def as_captured(headline: str, watched: Watched) -> str:
    """``headline`` with *captures* for the verb by which it says that a watched place is taken."""
    if _TAKES.isdisjoint(headline_words(headline)):  # most are: these are remembered, and need not be folded again
        return headline
    for found in _WORD.finditer(headline):
        if fold_text(found[0]) in _TAKES and _begins_with_place(_what(headline[found.end() :]), watched):
            return f"{headline[: found.start()]}{_CAPTURES}{headline[found.end() :]}"
    return headline


def _what(behind: str) -> str:
    """What stands ``behind`` a verb, without what leads up to a name."""
    return next((behind[word.start() :] for word in _WORD.finditer(behind) if fold_text(word[0]) not in _UP_TO_IT), "")


def _begins_with_place(text: str, watched: Watched) -> bool:
    mentions = watched.mentions(Fields(text, "", "")) if text else ()
    return any(one.start == 0 and watched.around(one.entity) is not None for one in mentions)
