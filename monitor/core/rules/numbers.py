"""The numbers that a text states, in digits of any script or in words, with their value.

What looks like a number and counts nothing is left out: years and dates, clock times, percentages, ordinals, money,
and digits that are part of a name (M4, 25th).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from monitor.core.stories.number_words import BEGIN, MOST_WORDS, number_at, side_by_side
from monitor.core.stories.units import DATE, unit_of
from monitor.core.text.fold import Folded, fold_text

MAX_NUMBERS = 2_000
"""Of one text, years and dates among them; further ones are not read."""

_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ '\u066c]\d{3}(?!\d)){1,5}+(?:[.,]\d{1,2}(?!\d))?(?![.,]?\d|[ '\u066c]\d{3}(?!\d))"
    r"|\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+"
)
"""Digits may be grouped by spaces or apostrophes (6 000), points or commas; or a word. Of more than six groups none
belongs to another."""
_SHARE_OR_MONEY_BEFORE = re.compile(r"(?:[$€£¥₺₽]|(?<!\d)(?<!\d )[%٪]) ?$")
_PROCLITIC = re.compile("(?<![^\\W_])[وف]?(?:ال|لل|[بلك])?$")
"""Arabic writes "and", "to", "with" in one with the digits behind: و30."""
_SHARE_OR_MONEY = re.compile(r" ?[%٪$€£¥₺₽]|[/º°]|:\d| (?:per|pour) ?cents?\b| [ap]\.?m\b|[ap]m\b")
_DASHES = "-‐‑‒–—"
_RANGE = re.compile(rf"\d[{_DASHES}]\d{{3}}")
_NO_COUNT = frozenset(
    re.findall(
        r"\w+",
        fold_text(
            "percent percentage pct yüzde процент процента процентов بالمئة بالمائة dollar dollars usd euro euros "
            "lira lirası pound pounds доллар доллара долларов евро рублей دولار ليرة يورو"
        ),
    )
)
"""Beside a number: a share, or money."""
_PEOPLE = frozenset(
    fold_text(
        "people persons civilians soldiers children women men residents fighters families refugees kişi sivil asker "
        "aile человек мирных военных детей семей شخص مدني مدنيا عائلة personnes civils soldats familles enfants kes"
    ).split()
)
"""Behind a number that could be a year: 1950 people."""
_BEFORE_A_YEAR = frozenset(fold_text("in since until by en dans depuis в с عام سنة منذ في").split())
_AT_ONCE = 500
"""Words that are read ahead."""
_MAY = frozenset(["may", "mai", fold_text("мая")])
"""Behind the number of a day; elsewhere they are other words too, so units.py leaves them out."""


class Number(NamedTuple):
    """``value`` at text[start:end] of the folded text."""

    value: float
    start: int
    end: int


_Word = re.Match[str]


def numbers_in(folded: Folded) -> tuple[Number, ...]:
    """The numbers of a folded text, in text order."""
    tokens = _tokens(folded)
    words: list[_Word] = []
    found: list[Number] = []
    begin = end = looked_at = 0
    while True:
        more = list(islice(tokens, _AT_ONCE))  # a text of numbers alone is not read to its end
        words += more
        last = len(words) - MOST_WORDS if more else len(words)
        for index in [at for at in range(begin, last) if _may_begin(words[at][0])]:
            if index < end:
                continue
            value, end = _value(folded.text, words, index)
            if value is not None and _counts(folded, words, index, end, value):
                found.append(Number(value, words[index].start(), words[end - 1].end()))
            looked_at += 1
            if looked_at == MAX_NUMBERS:
                return tuple(found)
        if not more:
            return tuple(found)
        begin = max(begin, last)


def _tokens(folded: Folded) -> Iterator[_Word]:
    """A dash is folded to a space: it parts groups of digits (200-300)."""
    return _parted(folded) if _RANGE.search(folded.written) else _TOKEN.finditer(folded.text)


def _parted(folded: Folded) -> Iterator[_Word]:
    text, written = folded.text, folded.written
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        for space in range(start, end) if " " in token[0] else ():
            if text[space] == " " and written[folded.span(space, space + 1)[0]] in _DASHES:
                yield _token(text, start, space)
                start = space + 1
        yield token if start == token.start() else _token(text, start, end)


def _token(text: str, start: int, end: int) -> _Word:
    found = _TOKEN.match(text, start, end)
    assert found
    return found


def _may_begin(word: str) -> bool:
    return word[0].isdecimal() or word in BEGIN


def _value(text: str, words: list[_Word], index: int) -> tuple[float | None, int]:
    """The value that begins at words[index], and the word behind it."""
    written = number_at(side_by_side(text, words, index))
    if written is None:
        return None, index + 1
    try:
        return float(written.value), index + written.taken
    except ValueError:  # several full stops: a date, a version
        return None, index + 1


def _side_by_side(text: str, one: _Word, other: _Word) -> bool:
    return text[one.end() : other.start()] == " "


def _counts(folded: Folded, words: list[_Word], index: int, end: int, value: float) -> bool:
    """Whether the number at words[index:end] counts something."""
    text, first, last = folded.text, words[index], words[end - 1]
    start, stop = first.start(), last.end()
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if before.isalnum() and not _PROCLITIC.search(text, max(0, start - 5), start):
        return False
    if after.isalpha() or before in ("/", ":", "#") or value != int(value):
        return False
    if _SHARE_OR_MONEY_BEFORE.search(text, max(0, start - 2), start) or _SHARE_OR_MONEY.match(text, stop):
        return False
    if first[0].startswith("0") or _hyphenated(folded, first, last):
        return False
    around = [word[0] for word in (*words[max(0, index - 1) : index], *words[end : end + 1])]
    if any(word in _NO_COUNT or unit_of(word) == DATE for word in around):
        return False
    following = words[end][0] if end < len(words) and _side_by_side(text, last, words[end]) else ""
    if following in _MAY and value < 32:
        return False
    counts_people = following in _PEOPLE and not (index and words[index - 1][0] in _BEFORE_A_YEAR)
    return counts_people or end > index + 1 or not _is_date(text, words, index)


def _hyphenated(folded: Folded, first: _Word, last: _Word) -> bool:
    """Whether the digits are part of a name or of an adjective: F-16, COVID-19, a 40-member team."""
    if not first[0][0].isdecimal():
        return False
    start, end = folded.span(first.start(), last.end())
    written = folded.written
    before, after = written[max(0, start - 2) : start], written[end : end + 2]
    return (len(before) == 2 and before[1] in _DASHES and before[0].isalpha()) or (
        len(after) == 2 and after[0] in _DASHES and after[1].isalpha()
    )


def _is_date(text: str, words: list[_Word], index: int) -> bool:
    """A year, or a part of 2026 03 01 (hyphens are folded to spaces)."""
    own = words[index][0]
    if len(own) == 4 and own.isdecimal() and 1900 <= int(own) < 2100 and int(own) % 100:
        return True
    return any(
        len(word[0]) == 4 and word[0].isdecimal() and _side_by_side(text, word, words[at + 1])
        and len(words[at + 1][0]) == 2 and words[at + 1][0].isdecimal()
        for at, word in enumerate(words[max(0, index - 2) : index], max(0, index - 2))
    )  # fmt: skip
