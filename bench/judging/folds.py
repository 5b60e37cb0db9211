"""Parts of a labelled set that share no story: what is chosen on some is tried on another that it has not seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from monitor.trial.evaluate import Pair

FOLDS = 5
_WORD = re.compile(r"\w{4,}")
_ALIKE = 0.5
"""Share of the longer words of a headline that stand in another one, from which two pairs count as of one story."""


def folds(stories: Sequence[Hashable]) -> list[int]:
    """The fold of each item: whole stories, the largest first, each into the fold that has fewest items."""
    sizes = [0] * FOLDS
    chosen: dict[Hashable, int] = {}
    for story, size in sorted(Counter(stories).items(), key=lambda one: (-one[1], str(one[0]))):
        chosen[story] = sizes.index(min(sizes))
        sizes[chosen[story]] += size
    return [chosen[story] for story in stories]


def stories_of(pairs: Sequence[Pair]) -> list[int]:
    """A number for the story of each pair. Pairs that share an article or much of a headline are of one: rather too
    many together than one story on both sides."""
    story = list(range(len(pairs)))
    sides = [[(side.url, _words(side.title)) for side in (pair.a, pair.b)] for pair in pairs]
    for one, ours in enumerate(sides):
        for other, theirs in enumerate(sides[:one]):
            if story[one] != story[other] and any(_are_one(a, b) for a in ours for b in theirs):
                into, gone = sorted((story[one], story[other]))
                story = [into if number == gone else number for number in story]
    return story


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower()))


def _are_one(a: tuple[str, frozenset[str]], b: tuple[str, frozenset[str]]) -> bool:
    if a[0] and a[0] == b[0]:
        return True
    shorter = min(len(a[1]), len(b[1]))
    return shorter > 0 and len(a[1] & b[1]) >= max(2, _ALIKE * shorter)
