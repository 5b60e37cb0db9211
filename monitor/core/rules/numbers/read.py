"""The numbers that a text states, in digits of any script or in words, with their value.

What looks like a number and counts nothing (uncounted.py) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from monitor.core.numbers.words.numerals_beyond import MIL
from monitor.core.numbers.written.before_people import ONLY_BEFORE_PEOPLE, before_people
from monitor.core.numbers.written.may_begin import MAY_BEGIN
from monitor.core.numbers.written.number_words import number_at
from monitor.core.numbers.written.side_by_side import MOST_WORDS, side_by_side
from monitor.core.rules.numbers.one_person import is_one_person
from monitor.core.rules.numbers.rough import BEGIN as BEGIN_ROUGHLY
from monitor.core.rules.numbers.rough import rough_at
from monitor.core.rules.numbers.uncounted import A_SCORE, DASHES, is_day, may_share, names_people, why_uncounted
from monitor.core.text.fold import Folded
from monitor.core.text.marks import APOSTROPHE, tokens_of
from monitor.core.text.marks import LETTERS as LETTERS

MAX_NUMBERS = 2_000
"""Of one text, years and dates among them; further ones are not read."""

_DIGITS = (
    r"(?<![\d.,])\d{1,3}(?:[ '\u066c]\d{3}(?!\d)){1,5}+(?:[.,]\d{1,2}(?!\d))?(?![.,]?\d|[ '\u066c]\d{3}(?!\d))"
    r"|\d+(?:[.,\u066b\u066c]\d+)*"
)
_TOKEN = tokens_of(r"[^\W\d_]", lambda word: f"{_DIGITS}|{word}{APOSTROPHE}")
"""Digits may be grouped by spaces or apostrophes (6 000), points or commas; or a word. Of more than six groups none
belongs to another."""
_BEGIN = MAY_BEGIN | BEGIN_ROUGHLY | ONLY_BEFORE_PEOPLE
_RANGE = re.compile(rf"\d[{DASHES}]\d{{3}}")
_TO = re.compile(" (?:to|until|till|or|a|au|ou|ila|ile|veya|на|по|до|или|الي|او|حتي|bis|al) ")
_AND = re.compile(" (?:and|et|ve|и|und|y|e|i|و) (?:(?:le|il|el|dem|den) )?|\\. und (?:(?:dem|den) )?| و")
_BETWEEN = re.compile("(?<![^\\W_])(?:between|entre|zwischen|между|بين) $")
"""Folded, between two numbers, or before them."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LONGEST_JOINT = 10
"""Characters."""
_AT_ONCE = 500
"""Words that are read ahead."""


class Number(NamedTuple):
    """``value`` at text[start:end] of the folded text; ``why`` it counts nothing, if it does."""

    value: float
    start: int
    end: int
    why: str = ""


_Word = re.Match[str]


def numbers_in(folded: Folded) -> tuple[Number, ...]:
    """The numbers of a folded text that count something, in text order."""
    return tuple(number for number in stated_in(folded) if not number.why)


def stated_in(folded: Folded) -> list[Number]:
    """All numbers of a folded text, in text order."""
    return _shared(folded, _scored(folded, _read(folded)))


def _read(folded: Folded) -> list[Number]:
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
            if value is not None:
                why = why_uncounted(folded, words, index, end, value)
                found.append(Number(value, words[index].start(), words[end - 1].end(), why))
            looked_at += 1
            if looked_at == MAX_NUMBERS:
                return found
        if not more:
            return found
        begin = max(begin, last)


def first_from(numbers: Sequence[Number], place: int) -> int:
    """The index of the first of the ``numbers`` that begins at ``place`` or behind it."""
    return bisect_left(numbers, place, key=_begins)


def _begins(number: Number) -> int:
    return number.start


def joint(folded: Folded, one: Number, other: Number) -> str:
    """What makes two numbers one span or pair: "to" (10-15, 10 to 15, between 10 and 15), "and", "," or nothing."""
    text = folded.text
    if other.start - one.end > _LONGEST_JOINT:
        return ""
    between = text[one.end : other.start]
    if between == " ":
        return "to" if _is_dashed(folded, one, other) else ""
    if between == ", ":
        return ","
    if _TO.fullmatch(between):
        return "to"
    if _AND.fullmatch(between):
        return "to" if _BETWEEN.search(text, max(0, one.start - _LONGEST_JOINT), one.start) else "and"
    return ""


def _is_dashed(folded: Folded, one: Number, other: Number) -> bool:
    return folded.written[folded.span(one.start, one.end)[1] : folded.span(other.start, other.end)[0]] in DASHES


def _scored(folded: Folded, stated: list[Number]) -> list[Number]:
    """With what counts nothing because it is a score: a span does not fall (a 53-10 defeat). Before people it may be
    one all the same, and from right to left spans are written either way."""
    for at in range(1, len(stated)):
        one, other = stated[at - 1], stated[at]
        falls = not one.why and not other.why and one.value >= other.value and other.start == one.end + 1
        beside = folded.text[max(0, one.start - _LONGEST_JOINT) : other.end + _LONGEST_JOINT]
        is_span = _counts_people(folded, other) or _RIGHT_TO_LEFT.search(beside)
        if falls and _is_dashed(folded, one, other) and not is_span:
            stated[at - 1 : at + 1] = one._replace(why=A_SCORE), other._replace(why=A_SCORE)
    return stated


def _counts_people(folded: Folded, number: Number) -> bool:
    following = LETTERS.match(folded.text, number.end + 1)
    return following is not None and names_people(following[0])


def _shared(folded: Folded, stated: list[Number]) -> list[Number]:
    """With what counts nothing because the number joined to it does not: 12 and 13 March, March 12-13, 10-15 %."""
    carried = False
    for at in range(len(stated) - 2, -1, -1):
        one, other = stated[at], stated[at + 1]
        how = joint(folded, one, other) if not one.why and may_share(other.why, one.value) else ""
        carried = how == "to" or (is_day(other.why) and (how == "and" or (how == "," and carried)))
        if carried:
            stated[at] = one._replace(why=other.why)
    for at in range(1, len(stated)):
        one, other = stated[at - 1], stated[at]
        how = joint(folded, one, other) if not other.why and may_share(one.why, other.value) else ""
        if (how == "to" or (is_day(one.why) and how == "and")) and not _counts_people(folded, other):
            stated[at] = other._replace(why=one.why)
    return stated


def _tokens(folded: Folded) -> Iterator[_Word]:
    """A dash is folded to a space: it parts groups of digits (200-300)."""
    return _parted(folded) if _RANGE.search(folded.written) else _TOKEN.of(folded.text).finditer(folded.text)


def _parted(folded: Folded) -> Iterator[_Word]:
    text, written = folded.text, folded.written
    for token in _TOKEN.of(text).finditer(text):
        start, end = token.span()
        for space in range(start, end) if " " in token[0] else ():
            if text[space] == " " and written[folded.span(space, space + 1)[0]] in DASHES:
                yield _token(text, start, space)
                start = space + 1
        yield token if start == token.start() else _token(text, start, end)


def _token(text: str, start: int, end: int) -> _Word:
    found = _TOKEN.plain.match(text, start, end)
    assert found
    return found


def _may_begin(word: str) -> bool:
    return word[0].isdecimal() or word in _BEGIN


def _value(text: str, words: list[_Word], index: int) -> tuple[float | None, int]:
    """The value that begins at words[index], and the word behind it."""
    beside = side_by_side(text, words, index)
    if words[index][0] in ONLY_BEFORE_PEOPLE and (read := before_people(text, words[index].start())):
        beside[1] = read
        if read[0].isdecimal() and beside[2] == MIL:
            beside[2] = "thousand"
    written = number_at(beside)
    if written is None and is_one_person(text, words, index):
        return 1, index + 1
    if written is None:
        return rough_at(text, words, index) or (None, index + 1)
    try:
        return float(written.value), index + written.taken
    except ValueError:  # several full stops: a date, a version
        return None, index + 1
