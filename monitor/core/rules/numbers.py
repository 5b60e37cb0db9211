"""The numbers that a text states, in digits of any script or in words, with their value.

What looks like a number and counts nothing is left out: years and dates, clock times, percentages, ordinals, money,
and digits that are part of a name (M4, 25th).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.core.stories.figures import plain_digits
from monitor.core.stories.numerals import numeral
from monitor.core.stories.units import DATE, unit_of
from monitor.core.text.fold import fold_text

MAX_NUMBERS = 2_000
"""Of one text; further ones are not read."""

_TOKEN = re.compile(r"(?<![\d.,])\d{1,3}(?:[ '\u066c]\d{3})+(?![\d.,])|\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+")
"""Digits may be grouped by spaces or apostrophes (6 000), points or commas; or a word."""
_GROUPED = re.compile("[ '\u066c]")
_MONEY = "$€£¥₺₽"
_SCALES = {
    fold_text(word): scale
    for scale, words in (
        (100, "hundred cent yüz сто مئة مائة sed"),
        (1_000, "thousand mille bin тысяча тысячи тысяч тыс ألف آلاف الف hezar"),
        (1_000_000, "million millions milyon миллион миллиона миллионов млн مليون ملايين mîlyon"),
    )
    for word in words.split()
}
_NO_COUNT = frozenset(
    re.findall(
        r"\w+",
        fold_text(
            "percent percentage pct cent yüzde процент процента процентов بالمئة بالمائة dollar dollars usd euro euros "
            "lira lirası pound pounds доллар доллара долларов евро рублей دولار ليرة يورو"
        ),
    )
)
"""Beside a number: a share, or money."""


class Number(NamedTuple):
    """``value`` at text[start:end] of the folded text."""

    value: float
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def numbers_in(folded: str) -> tuple[Number, ...]:
    """The numbers of a folded text, in text order."""
    words = [_Word(found[0], found.start(), found.end()) for found in _TOKEN.finditer(folded)]
    texts = [word.text for word in words]
    found: list[Number] = []
    index = 0
    while index < len(words) and len(found) < MAX_NUMBERS:
        value, taken = _value(texts, index)
        if value is None:
            index += 1
            continue
        end = index + taken
        while end < len(words) and texts[end] in _SCALES and _side_by_side(folded, words[end - 1], words[end]):
            value, end = value * _SCALES[texts[end]], end + 1
        if _counts(folded, words, index, end):
            found.append(Number(value, words[index].start, words[end - 1].end))
        index = end
    return tuple(found)


def _value(texts: list[str], index: int) -> tuple[float | None, int]:
    """The value that begins at ``index`` and how many words it takes."""
    if not texts[index][0].isdigit():
        spelled = numeral(texts, index)
        return spelled if spelled is not None else (None, 0)
    try:
        return float(plain_digits(_GROUPED.sub("", texts[index]))), 1
    except ValueError:  # several full stops: a date, a version
        return None, 0


def _side_by_side(folded: str, one: _Word, other: _Word) -> bool:
    return folded[one.end : other.start] == " "


def _counts(folded: str, words: list[_Word], index: int, end: int) -> bool:
    """Whether the number at words[index:end] counts something."""
    first, last = words[index], words[end - 1]
    before, after = folded[first.start - 1 : first.start], folded[last.end : last.end + 1]
    if before.isalnum() or after.isalpha() or before in ("/", ":", "#") or after in ("/", "%", "٪"):
        return False
    if after == ":" and folded[last.end + 1 : last.end + 2].isdigit():
        return False
    if (before and before in _MONEY) or (after and after in _MONEY):
        return False
    around = [word.text for word in (*words[max(0, index - 1) : index], *words[end : end + 1])]
    if any(word in _NO_COUNT or unit_of(word) == DATE for word in around):
        return False
    return not (end == index + 1 and _is_date(folded, words, index))


def _is_date(folded: str, words: list[_Word], index: int) -> bool:
    """A year, or a part of 2026 03 01 (hyphens are folded to spaces)."""
    text = words[index].text
    if len(text) == 4 and text.isdigit() and 1900 <= int(text) < 2100 and int(text) % 100:
        return True
    return any(
        len(word.text) == 4 and word.text.isdigit() and _side_by_side(folded, word, words[at + 1])
        and len(words[at + 1].text) == 2 and words[at + 1].text.isdigit()
        for at, word in enumerate(words[max(0, index - 2) : index], max(0, index - 2))
    )  # fmt: skip
