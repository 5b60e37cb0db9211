"""What is compared letter by letter (regular expressions, sources, tags, links) and holds a letter or a space of which
nobody sees that it is another one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from monitor.core.lint.book import Book
from monitor.core.lint.finding import Finding
from monitor.core.text.lookalikes import unmixed

_CLASS = re.compile(r"\\[pP]\{\^?\w+\}|\\.|\[[^\]]*\]")
"""Of an expression what may list letters of two scripts side by side, as `[eе]`."""


def look_alikes(book: Book) -> Iterator[Finding]:
    """Words of two scripts that are one word to the eye. In names and words of lists, which are folded, they do no
    harm."""
    for one in book.exact:
        text = _CLASS.sub(" ", one.text) if one.key == "regex" else one.text
        lowered = text.lower()
        if len(lowered) != len(text) or (meant := unmixed(lowered)) == lowered:
            continue
        at = next(index for index, (a, b) in enumerate(zip(lowered, meant, strict=True)) if a != b)
        name = unicodedata.name(text[at], "another letter").lower()
        message = f'"{text[at]}" in "{_word_at(text, at)}" is U+{ord(text[at]):04X} ({name}): type it anew'
        yield one.place.warning("look-alike-letter", message)


def odd_spaces(book: Book) -> Iterator[Finding]:
    """Texts have plain spaces only when they are compared."""
    for one in book.exact:
        for character in one.text:
            if character != " " and unicodedata.category(character) == "Zs":
                name = unicodedata.name(character, "a space").lower()
                message = f"U+{ord(character):04X} ({name}) is no plain space, and no text has it: type a space"
                yield one.place.warning("invisible-character", message)
                break


def _word_at(text: str, at: int) -> str:
    before, behind = re.search(r"\w*$", text[:at]), re.match(r"\w*", text[at:])
    return (before[0] if before else "") + (behind[0] if behind else "")
