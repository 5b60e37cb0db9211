"""What headlines count: a second ferry, the third strike in a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from monitor.core.stories.headlines.headline_words import HEADLINES, stem
from monitor.core.stories.headlines.turn_words.common import DAYS, NTH, ONCE_MORE
from monitor.core.stories.headlines.turns import again

_NOUN, _NOUN_LONG = 3, 5


def once_more(ours: tuple[str, ...], told: Sequence[tuple[str, ...]]) -> str:
    """What ``ours`` calls a second or third one of what told headlines name and none called so: a second ferry."""
    if not (numbered := _numbered(ours)):
        return ""
    known = {which for words in told for which in _numbered(words)}
    if any(map(again, told)):
        known |= {(2, what) for _, what in numbered}
    plain = {stem(word) for words in told for word in words}

    def is_told(noun: str) -> bool:  # two children, a third child
        return noun in plain | DAYS or (len(noun) >= _NOUN_LONG and any(one.startswith(noun) for one in plain))

    return next((pair for which, pair in numbered.items() if which not in known and is_told(which[1])), "")


@lru_cache(maxsize=HEADLINES)
def _numbered(words: tuple[str, ...]) -> Mapping[tuple[int, str], str]:
    """What is told of for the second or third time, as its stem -> the two words that say so."""
    found = {}
    for one, then in pairwise(words):
        nth, what = (NTH.get(one), then) if one in NTH else (2 if then in ONCE_MORE else None, one)
        if nth and len(what) >= _NOUN:
            found[nth, stem(what)] = f"{one} {then}"
    return found
