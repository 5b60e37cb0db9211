"""Regular expressions among names and words, where their signs must stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.lint.book import Book
from monitor.core.lint.finding import Finding

_SIGNS = re.compile(r"\\[bBdDsSwWpP]|\[[^\]]{2,}\]|[\])][?+]|\.\+|^\^\w|^\(\?")
"""Not `?` or `$` alone: names may have them."""


def regexes_in_words(book: Book) -> Iterator[Finding]:
    for one in (*book.aliases, *book.words):
        if found := _SIGNS.search(one.text):
            message = f"{found[0]} must stand in the text here: ask by `regex: '...'`, or write out the forms"
            yield one.place.warning("regex-in-words", message)
