"""Words that everybody uses, by language: from package wordfreq."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from math import log10

from monitor.core.stories.rarity import Rarity
from monitor.core.text.fold import fold_text

COMMON = 4.0
"""Zipf frequency from which a word counts as common: ten times in a million words."""


def common_words(languages: Iterable[str]) -> Mapping[str, Mapping[str, float]]:
    """Language -> word, folded and as it is written -> Zipf frequency, for those languages that are known."""
    return {language: found for language in sorted(set(languages)) if (found := _common_in(language))}


def languages() -> frozenset[str]:
    """Those that are known."""
    import wordfreq  # here: most commands need no words

    return frozenset(wordfreq.available_languages("small"))


def frequencies(language: str) -> Mapping[str, float]:
    """Word -> the share of all words that it is; empty for a language that is not known."""
    return {word: _share(index) for index, words in enumerate(_buckets(language)) for word in words}


def _buckets(language: str) -> list[list[str]]:
    """The words of a language that make up the same share of all words, the most frequent first."""
    import wordfreq  # here: most commands need no words

    if language not in wordfreq.available_languages("small"):
        return []
    buckets: list[list[str]] = wordfreq.get_frequency_list(language, "small")
    return buckets


def _share(index: int) -> float:
    """The share of all words that each of the bucket at ``index`` is."""
    return float(10 ** (-index / 100))


@lru_cache(maxsize=1)
def rarity() -> Rarity:
    """The weights of words, made once for a language and process."""
    return Rarity(frequencies)


def _common_in(language: str) -> Mapping[str, float]:
    common = [
        (round(9 + log10(_share(index)), 2), words)
        for index, words in enumerate(_buckets(language))
        if words and _share(index) >= 10 ** (COMMON - 9)
    ]
    common.reverse()  # a word counts where it is most frequent: what stands there is set last
    written = [word for _, words in common for word in words]
    if not written:
        return {}
    folded = fold_text("\n".join(written))  # at once: one by one it takes five times as long
    keys = folded.split("\n")
    if " " in folded:
        keys = [" ".join(key.split()) for key in keys]
    twice = chain.from_iterable(zip(keys, written, strict=True))
    return dict(zip(twice, (zipf for zipf, words in common for _ in range(2 * len(words))), strict=True))
