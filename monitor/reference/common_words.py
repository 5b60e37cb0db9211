"""Words that everybody uses, by language: from package wordfreq."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log10

from monitor.core.entities.terms import alias_key
from monitor.core.stories.rarity import Rarity

COMMON = 4.0
"""Zipf frequency from which a word counts as common: ten times in a million words."""


def common_words(languages: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
    """Language -> word, folded and as it is written -> Zipf frequency, for those languages that are known."""
    return {language: found for language in sorted(set(languages)) if (found := _common_in(language))}


def frequencies(language: str) -> Mapping[str, float]:
    """Word -> the share of all words that it is; empty for a language that is not known."""
    import wordfreq  # here: most commands need no words

    if language not in wordfreq.available_languages("small"):
        return {}
    # The lists hold, in order, the words that are 10 ** (-index / 100) of all words.
    buckets: list[list[str]] = wordfreq.get_frequency_list(language, "small")
    return {word: 10 ** (-index / 100) for index, words in enumerate(buckets) for word in words}


@lru_cache(maxsize=1)
def rarity() -> Rarity:
    """The weights of words, made once for a language and process."""
    return Rarity(frequencies)


def _common_in(language: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for word, share in frequencies(language).items():
        if share < 10 ** (COMMON - 9):
            break
        zipf = _zipf(share)
        found.setdefault(alias_key(word), zipf)
        found.setdefault(word, zipf)
    return found


@lru_cache(maxsize=1_000)
def _zipf(share: float) -> float:
    """Of the words of a language hundreds have one share."""
    return round(9 + log10(share), 2)
