"""The words of a headline, as those that look at what it does take them."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.core.stories.headlines.turn_table import UNSPACED
from monitor.core.stories.headlines.turn_words.common import IN_A_ROW, STRIKES
from monitor.core.stories.terms import STEM_LETTERS
from monitor.core.text.fold import fold_text
from monitor.core.text.marks import LETTERS

HEADLINES = 2_000
"""Of so many it is remembered what they do: those of a story are asked again for each report of it."""
_CONTRACTED = re.compile(r"n['\u2019]t\b", re.IGNORECASE)
_SECOND, _THIRD = re.compile(r"\b2nd\b", re.IGNORECASE), re.compile(r"\b3rd\b", re.IGNORECASE)
_CONDEMNED = re.compile(r"\bcondamné\b", re.IGNORECASE)
"""French: folded, he is sentenced is *condamne*, he condemns."""
_OF_SEVERAL = re.compile(r"(?<=s)['\u2019](?=\s)")
"""The hostages' release: nobody frees."""
_BEFORE_NOUN = re.compile("^(?:[وف]?لل|[وفبل]?(?:ال)?)(?=\\w{3})")
"""Arabic: and, then, by, for, the, for the."""


@lru_cache(maxsize=HEADLINES)
def headline_words(text: str) -> tuple[str, ...]:
    """The words, folded, with *not* and *second* written out."""
    text = _OF_SEVERAL.sub("'s", text)
    text = _SECOND.sub("second", _THIRD.sub("third", _CONTRACTED.sub(" not", _CONDEMNED.sub("condamnée", text))))
    folded = UNSPACED.sub(r" \g<0> ", fold_text(text))
    return tuple(word for word in LETTERS.findall(folded) if word not in IN_A_ROW)


def plain_words(headline: str) -> frozenset[str]:
    """The words of a headline, folded, those in Arabic without what is written with the noun."""
    words = headline_words(headline)
    return frozenset((*words, *map(bare, words)))


def bare(word: str) -> str:
    """A folded word, in Arabic without what is written with the noun."""
    return _BEFORE_NOUN.sub("", word)


def stem(word: str) -> str:
    """What the forms of a folded word have in common, roughly."""
    return word[:STEM_LETTERS]


def strikes(word: str) -> bool:
    """Whether a folded word is of a strike, a blast or the like."""
    if not word.isascii():
        word = bare(word)
    return word.startswith(STRIKES) or word in ("hit", "hits")


def is_struck(headline: str) -> bool:
    """Whether a headline tells of a strike, a blast or the like."""
    return any(map(strikes, headline_words(headline)))
