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

_SPACES = re.compile(r"  (?![*+?{])")


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
    """Texts have single, plain spaces when they are compared, and what is compared as a whole has none around it."""
    for one in book.exact:
        odd = next((mark for mark in one.text if mark != " " and unicodedata.category(mark) == "Zs"), "")
        if odd:
            name = unicodedata.name(odd, "a space").lower()
            message = f"U+{ord(odd):04X} ({name}) is no plain space, and no text has it: type a space"
        elif one.key == "regex" and _SPACES.search(one.text):
            message = "two spaces in a row stand in no text: type one"
        elif one.text.endswith("\n") or (one.key != "regex" and one.text != one.text.strip()):
            message = (
                "a space or line end at its beginning or end must stand there too: remove it, and > or | before it"
            )
        else:
            continue
        yield one.place.warning("invisible-character", message)


def stars(book: Book) -> Iterator[Finding]:
    """Stand for other letters in names and words only."""
    for one in book.exact:
        if one.key in ("source", "tag", "url") and "*" in one.text:
            remedy = {
                "source": "write the domain, which stands for all hosts below it",
                "tag": "write the tags",
                "url": "write a part of the link, which may stand anywhere in it",
            }[one.key]
            yield one.place.warning("star-as-text", f"* stands for nothing here, and would have to be there: {remedy}")


def _word_at(text: str, at: int) -> str:
    before, behind = re.search(r"\w*$", text[:at]), re.match(r"\w*", text[at:])
    return (before[0] if before else "") + (behind[0] if behind else "")
