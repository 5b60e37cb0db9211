"""Names of lists among words, where they are words like others."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.lint.book import Book, listed
from monitor.core.lint.finding import Finding


def list_names(book: Book) -> Iterator[Finding]:
    """Only a text without brackets names a list. Told where all that stands in the brackets are names of lists which
    do not have these words themselves: beside other words, and alone, a word is meant more often."""
    own = {name: {str(word) for word in listed(book.words_of(name).value)} for name in book.lists}
    places = [condition.below("words") for _, condition in book.conditions if "words" in condition.value]
    places += [book.words_of(name) for name in book.lists]
    for place in places:
        if not isinstance(place.value, list):
            continue
        words = [str(word) for word in place.value]
        if any(word not in own or word in own[word] or word == place.where[1] for word in words):
            continue
        message = f'"{words[0]}" is the word here, not the list of that name: for the list write {{words: {words[0]}}}'
        if len(words) == 1:
            yield place.below(0).note("list-as-word", message)
        else:
            each = ", ".join(f"{{words: {word}}}" for word in words[:4])
            message = f"these are words here, not the lists of these names: for the lists write any: [{each}]"
            yield place.below(0).warning("list-as-word", message)
