"""Who speaks in a headline: a person or body whom no headline of its story has named. The rest of such a headline
repeats what is spoken of, so that it is as like those that told it as a retelling is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from monitor.core.stories.headlines.claim_words import NO_SPEAKER, OFFICES
from monitor.core.stories.headlines.claims import says_at
from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.headlines.headline_words import HEADLINES
from monitor.core.stories.terms import STEM_LETTERS, stem_hash
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.saying import SAYS_IBERIAN
from monitor.core.text.words import tokens

_QUOTED = frozenset(',;?!"“”«»‘')
"""What stands in no name before a colon: *Weber: harbour will stay shut*, and not *'Too late': harbour shut*."""
_COLUMN = re.compile(r"[A-Z]+(?: [A-Z]+)+")
"""A name in capitals before a colon is that of a columnist."""
_LONGEST_LABEL, _LABEL_LETTERS = 3, 40
_NAME = 3.3
"""Weight from which the last word before a colon is a name; *Photos*, *Exclusive*, *First Thing* weigh 1.7 to 2.8."""
_TELLING = 1.0
"""Weight from which a word tells who speaks: not *of* and *the*."""
_PAUSE = re.compile(r"[,:;()\"“”«»|]|\s[-–—]\s|—")
_LONGEST_NAME = 5
"""Words before the verb that may be the speaker's."""
_TOLD_OF = 2
"""Words that must stand behind the verb: *a ferry sank, police say* has its speaker last, and retells."""
_OF = words_of("de del da do dos das")
"""Before these stands who it is, and not behind them: Gobernadora del Chocó pide."""
_NOBODY = frozenset(("he", "she", "it", "we", "i", "they", "you", "who", "that", "which"))
_ORDINARY = _NOBODY | NO_SPEAKER | {"us"}
"""Words that in capitals are names, and tell who speaks."""


def new_speaker(headline: str, told: Sequence[str], weights: Mapping[int, float]) -> str:
    """Who says something in ``headline`` and stands in no headline of ``told``, in words; empty if nobody does."""
    speakers = [*_labelled(headline, weights), *_speaking(headline)]
    if not speakers:
        return ""
    known = frozenset[str]().union(*map(_stems, told))
    for words in speakers:
        folded = _folded(words, headline)
        telling = [at for at, word in enumerate(folded) if _is_acronym(word) or weights[stem_hash(word)] > _TELLING]
        if not telling or not _NOBODY.isdisjoint(folded):
            continue
        names = {folded[telling[-1]], *OFFICES.intersection(folded)}
        if any(name[:STEM_LETTERS] not in known for name in names):
            return " ".join(words[telling[0] :])
    return ""


def _labelled(headline: str, weights: Mapping[int, float]) -> Iterator[list[str]]:
    """The name before a colon."""
    label, _, behind = headline.strip().partition(":")
    is_label = behind[:1].isspace() and len(label) <= _LABEL_LETTERS and _QUOTED.isdisjoint(label)
    if not is_label or label.startswith("'") or _COLUMN.fullmatch(label.strip()):
        return
    words = _words(label)
    # Where no word of the headline is ordinary, its language has no list that would tell a name from other words.
    is_listed = any(weights[stem_hash(word)] < _TELLING for word in _folded(_words(headline), headline))
    if is_listed and 0 < len(words) <= _LONGEST_LABEL and _is_named(_folded(words, headline), weights):
        yield words


def _speaking(headline: str) -> Iterator[list[str]]:
    """What stands before each verb of saying, as far as it may be the speaker."""
    parts = [_words(part) for part in _PAUSE.split(main_clause(headline) or headline)]
    left = sum(map(len, parts))
    for words in parts:
        folded = _folded(words, headline)
        for at in says_at(folded):
            if at and folded[at - 1] not in NO_SPEAKER and left - at - 1 >= _TOLD_OF:
                first = max(0, at - _LONGEST_NAME)
                if folded[at] in SAYS_IBERIAN:
                    yield from (words[first:of] for of in range(first + 1, at) if folded[of] in _OF)
                yield words[first:at]
        left -= len(words)


@lru_cache(maxsize=HEADLINES)
def _stems(headline: str) -> frozenset[str]:
    return frozenset(word[:STEM_LETTERS] for word in _folded(_words(headline), headline))


def _words(text: str) -> list[str]:
    return [word for word in tokens(text.replace("’", "'")) if not word.isdigit()]


def _folded(words: Sequence[str], headline: str) -> list[str]:
    """``words`` of a headline as they are compared; WHO, US and IT, which are ordinary words too, in their capitals,
    unless all of it is in capitals."""
    folded = [fold_text(word).removesuffix("'s") for word in words]
    if headline.isupper():
        return folded
    names = (one in _ORDINARY and _is_acronym(word.removesuffix("'s")) for word, one in zip(words, folded, strict=True))
    return [one.upper() if is_name else one for one, is_name in zip(folded, names, strict=True)]


def _is_named(words: Sequence[str], weights: Mapping[int, float]) -> bool:
    """Whether what stands before a colon is an office, or its last word a name."""
    return words[0] in OFFICES or _is_acronym(words[-1]) or weights[stem_hash(words[-1])] >= _NAME


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()
