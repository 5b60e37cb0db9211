"""Words that everybody uses, by language: from package wordfreq, which is large, hence an extra: `monitor[lint]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor.core.entities.terms import alias_key

COMMON = 4.0
"""Zipf frequency from which a word counts: ten times in a million words."""


def common_words(languages: Iterable[str]) -> Mapping[str, Mapping[str, float]] | None:
    """Language -> folded word -> Zipf frequency, for those languages that are known; None if wordfreq is not there."""
    try:
        import wordfreq
    except ModuleNotFoundError:
        return None
    known = wordfreq.available_languages("small")
    return {language: _common_in(wordfreq, language) for language in sorted(set(languages)) if language in known}


def _common_in(wordfreq: object, language: str) -> Mapping[str, float]:
    """Its lists hold the words that occur 10 ** (-index / 100) of all times."""
    buckets: list[list[str]] = wordfreq.get_frequency_list(language, "small")  # type: ignore[attr-defined]
    found: dict[str, float] = {}
    for index, words in enumerate(buckets):
        if (zipf := 9 - index / 100) < COMMON:
            break
        for word in words:
            found.setdefault(alias_key(word), zipf)
    return found
