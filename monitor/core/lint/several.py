"""Several names or words that are written as one text, which is found only where all of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from monitor.core.lint.book import Book, Written
from monitor.core.lint.finding import Finding

_LISTED = re.compile(
    r"\w\s*(?P<sign>[،؛;|、，；])\s*\w|\w\s+(?P<word>AND|OR)\s+\w|^\s*(?P<bullet>[-–—•‣▪·])\s*\w.*\s(?P=bullet)\s*\w"
    r"|^[^\W\d]{4,}(?P<slash>/)[^\W\d]{4,}$"
)
"""Signs by which people list words in one text: between two of them, or before each. A slash stands in names too, of
which mostly one side is short: km/h, AC/DC, and/or."""
_COMMA = re.compile(r"\w\s*(?P<sign>,)\s+\w")
"""Alone it may be part of a name (`Washington, DC`) or of a phrase."""
_LEFT_OUT = re.compile(r"\w\s+[-−](?P<word>\w+)")
"""As search boxes have it: fire -drill."""
_IN_BRACKETS = re.compile(r"[\[{,]")


def several_in_one(book: Book) -> Iterator[Finding]:
    """One text that was meant as a list: it is found only where all of it stands, in this order."""
    for written in (*book.aliases, *book.words):
        if written.key in ("phrase", "never"):
            continue
        text = written.text
        found = _LISTED.search(text)
        if found and found["word"] and text == text.upper():
            found = None  # the name of something in capitals: SEARCH AND RESCUE
        if found is None and (written.key in ("list", "words") or not _is_entry(written)):
            found = _COMMA.search(text)
        if found:
            yield _finding(written, next(part for part in found.groupdict().values() if part))
        elif left_out := _LEFT_OUT.search(text):
            message = (
                f'"{_shortened(text)}" leaves nothing out: the hyphen is a space here. Write '
                f"`not: {{words: [{left_out['word']}]}}` beside it"
            )
            yield written.place.warning("several-in-one", message)
    for written in book.exact:
        if written.key != "regex" and not _is_entry(written) and (found := _COMMA.search(written.text)):
            yield _finding(written, found["sign"])


def words_over_lines(book: Book, files: Mapping[str, str]) -> Iterator[Finding]:
    """Lines without a dash before each: YAML makes one text of them."""
    lines = {path: text.splitlines() for path, text in files.items()}
    for written in (*book.aliases, *book.words):
        if written.key not in ("phrase", "never") and _is_over_lines(written, lines[written.place.marked.path]):
            message = (
                f'"{_shortened(written.text)}" stands on several lines, which are one text, found only where all of it '
                "stands: begin each line with a dash and a space"
            )
            yield written.place.warning("several-in-one", message)


def _is_over_lines(written: Written, lines: list[str]) -> bool:
    """In brackets a name may be wrapped, and in quotes; a block without either is a list that lacks its dashes."""
    line, column = written.place.marked.marks[written.place.where]
    before, text = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if _IN_BRACKETS.search(before) or (_is_entry(written) and not before.strip()) or text[:1] in "'\"":
        return False
    if text[:1] in "|>":
        return len([one for one in _block(lines, line) if one.strip()]) > 1
    return not text.startswith(written.text)


def _block(lines: list[str], begin: int) -> Iterator[str]:
    """The lines behind ``begin`` that are indented by as much as the first of them, and empty ones."""
    behind = lines[begin:]
    first = next((one for one in behind if one.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" "))]
    for one in behind:
        if one.strip() and not (indent and one.startswith(indent)):
            return
        yield one


def _is_entry(written: Written) -> bool:
    return isinstance(written.place.where[-1], int)


def _finding(written: Written, sign: str) -> Finding:
    message = (
        f'"{_shortened(written.text)}" is one text, found only where all of it stands: if "{sign}" was meant to part '
        "several, write a list: [one, another]"
    )
    return written.place.warning("several-in-one", message)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."
