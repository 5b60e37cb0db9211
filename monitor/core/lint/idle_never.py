"""Phrases under `never` of a list in which none of its words stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from monitor.core.entities.inflection.latin import BARE_ENDINGS
from monitor.core.entities.lexicon import Lexicon
from monitor.core.entities.terms import Term, alias_key
from monitor.core.lint.book import Book, Written
from monitor.core.lint.finding import Finding
from monitor.core.text.document import document
from monitor.core.text.words import script_language
from monitor.core.types import Fields


def idle_never(book: Book) -> Iterator[Finding]:
    """The scan itself is asked: it knows the endings and prefixes of words."""
    phrases, words_of = defaultdict[str, list[Written]](list), defaultdict[str, list[str]](list)
    for one in book.words:
        if one.key == "never":
            phrases[one.owner].append(one)
        elif one.key == "list":
            words_of[one.owner].append(one.text)
    for name, written in phrases.items():
        words = words_of[name]
        lexicon = Lexicon(Term(name, word) for word in words)
        for one in written:
            if not _stands_in(one.text, lexicon) and not _begun_in(one.text, words):
                message = f'"{one.text}" holds none of the words of {name}, so it takes none away: correct or remove it'
                yield one.place.warning("idle-never", message)


def _stands_in(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a word is found in the phrase, whatever language it may be in."""
    text = document(Fields(phrase.replace("*", ""), "", ""))
    return any(lexicon.scan(text, language) for language in (script_language(phrase), *BARE_ENDINGS))


def _begun_in(phrase: str, words: list[str]) -> bool:
    """Whether a word, or one of several that are written as one, begins as a word of the phrase does before its `*`."""
    begun = tuple(one.removesuffix("*") for one in alias_key(phrase).split() if one.endswith("*"))
    return any(part.startswith(begun) for word in words for part in alias_key(word).split())
