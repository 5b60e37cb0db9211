"""Words of lists and conditions that are found in ordinary words too, by their `*` or by folding."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from monitor.core.entities.inflection.scripts import Script, script_of
from monitor.core.entities.terms import alias_key
from monitor.core.lint.aliases import SCRIPTS, CommonWords
from monitor.core.lint.book import Book, Written
from monitor.core.lint.finding import Finding

_FREQUENT = 4.0
"""Zipf frequency that a word has at most of which nothing is known."""
_MORE = 0.5
"""Zipf frequency by which the word without accents exceeds that with them: it stands there three times as often."""
_OF_CAPITALS = 5.0
"""Zipf frequency from which capitals are taken for a word: more rarely the acronym itself is meant (NATO, FBI)."""
_FURTHER = 3
"""Letters by which a word of another language is longer than what stands before `*`; with fewer it mostly is the same
word there (bomb, bombe)."""
_KIN = {"uk": "ru"}
"""Languages that share most roots are taken as one."""
_SHOWN = 3
"""Words that one finding names."""


class _Frequent(NamedTuple):
    zipf: float
    word: str
    language: str


def common_list_words(book: Book, common: CommonWords) -> Iterator[Finding]:
    in_order = {language: sorted(words) for language, words in common.items()}
    written: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for word in book.words:
        written[word.owner, word.text.lower()].add(word.text)
    for word in book.words:
        key = alias_key(word.text)
        if " " in key or word.key == "never":
            continue
        if key.endswith("*"):
            yield from _begun(word, key[:-1], common, in_order)
        elif (found := _folded(key, common)) and not written[word.owner, key] - {word.text}:
            yield from _other(word, found, common[found.language])


def _begun(
    word: Written, letters: str, common: CommonWords, in_order: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """Frequent words that begin with ``letters`` and are of other languages than the word itself, which is taken to be
    of that in which such words are the most frequent."""
    by_language = {
        language: [_Frequent(common[language][one], one, language) for one in _beginning(in_order[language], letters)]
        for language in _asked(letters, common)
    }
    own = max(by_language, key=lambda language: sum(10**one.zipf for one in by_language[language]), default="")
    known = {one.word for one in by_language.get(own, ())}
    others = [one for language, found in by_language.items() if _root(language) != _root(own) for one in found]
    if foreign := sorted(
        {
            one.word: one
            for one in sorted(others)
            if one.word not in known and len(one.word) >= len(letters) + _FURTHER
        }.values(),
        reverse=True,
    ):
        shown = ", ".join(f'"{one.word}" ({one.language})' for one in foreign[:_SHOWN])
        message = f'"{word.text}" is also found in the frequent words {shown}: write out the forms that you mean'
        yield word.place.warning("common-word", message)


def _other(word: Written, found: _Frequent, words: Mapping[str, float]) -> Iterator[Finding]:
    """Of a word with accents or in capitals the other word that folding makes of it."""
    text = word.text.strip()
    if len(text) > 1 and text.isalpha() and text == text.upper() != text.lower():
        other, enough, instead = found.word, found.zipf >= _OF_CAPITALS, f"`acronyms: [{text}]`"
    else:
        own = words.get(text.lower(), _FREQUENT)
        accented = text.lower() != found.word and script_of(found.word) is Script.LATIN
        other, enough, instead = found.word, accented and found.zipf - own >= _MORE, f"`cased: [{text}]`"
    if enough:
        message = (
            f'"{word.text}" also finds "{other}", a frequent word in language {found.language} (Zipf '
            f"{found.zipf:.1f}): make it an entity with {instead}, or a phrase of several words"
        )
        yield word.place.warning("common-word", message)


def _root(language: str) -> str:
    return _KIN.get(language, language)


def _folded(key: str, common: CommonWords) -> _Frequent | None:
    """The folded word as it is the most frequent."""
    found = [_Frequent(common[one][key], key, one) for one in _asked(key, common) if key in common[one]]
    return max(found, default=None)


def _asked(letters: str, common: CommonWords) -> list[str]:
    script = script_of(letters)
    return [language for language in common if SCRIPTS.get(language, Script.LATIN) is script]


def _beginning(in_order: Sequence[str], letters: str) -> Iterator[str]:
    start = bisect_left(in_order, letters)
    return takewhile(lambda one: one.startswith(letters), (in_order[at] for at in range(start, len(in_order))))
