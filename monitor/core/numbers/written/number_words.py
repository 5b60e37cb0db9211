"""A number as it is written, in words or in digits and words: twenty-one, two hundred and fifty thousand, 2.5 million,
quatre-vingt-dix, 2 bin 500, خمسة وعشرون."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from monitor.core.numbers.words.numerals import (
    ABOUT,
    ABOUT_BEFORE,
    ABOUT_BEHIND,
    ABOUT_HALF,
    ALONE,
    ARTICLES,
    BARE,
    CENT,
    CENT_ALONE,
    CENT_BEHIND,
    DUALS,
    HUNDRED,
    HUNDREDS,
    NEVER_ALONE,
    ONE,
    ROUND,
    SCALES,
    SHORTENED,
    SMALL,
    TWO,
    TWO_OF,
    UNITS_AR,
    UNITS_TR,
    VAGUE,
)
from monitor.core.numbers.words.numerals_beyond import (
    BEHIND_IBERIAN,
    HUNDREDS_BEFORE,
    IBERIAN,
    MIL,
    PERSIAN_TENS,
    PERSIAN_UNITS,
    TENS_WITH_E,
    TENS_WITH_Y,
)
from monitor.core.numbers.words.units import LONGEST_WORD
from monitor.core.numbers.written.halves import AND_A_HALF_BEGIN, HALF_BEGIN, and_a_half, half_at
from monitor.core.numbers.written.joined_scales import scale_at
from monitor.core.text.fold import words_of

MOST_WORDS = 12
"""Words of one number."""
BEGIN = frozenset().union(SMALL, HUNDRED, HUNDREDS, SCALES, TWO_OF, UNITS_AR, ABOUT, DUALS, words_of("bir bire ikiye"))
"""Folded words with which a number in words may begin, but for those with a half. The last three do so behind `on`
only."""
MAY_BEGIN = BEGIN | HALF_BEGIN | ONE
"""The same with them; *one* is a number only where a half follows."""
_GROUPS = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}")
"""Of thousands; or as in India, 2,50,000."""
_POINTED = re.compile(r"\d[\d,]*,\d{3}\.\d+|\d[\d.]*\.\d{3},\d+")
"""Groups and a point: 1,234.5 and 1.234,5."""
_BETWEEN = re.compile("[ '\u066c]")
_POINT = {"\u066b": "."}
_AND = words_of("and et ve û و e")
_AND_BEFORE_DIGITS = words_of("ve û و")
_SCALES_TR = words_of("yüz yüze bin bine bini milyon milyona milyonu")
_BEHIND_A_BIN, _NO_SCALE = words_of("men man lorry lorries bags collectors workers strike"), "_"
_TEN_AR = words_of("عشر عشرة")
_TWENTIES = words_of("vingt vingts")
_BEHIND_ET = words_of("un une onze")
_TENS_JOINED = {"y": TENS_WITH_Y, "e": TENS_WITH_E}
_UNITS_JOINED = IBERIAN | BEHIND_IBERIAN.keys() | words_of("un uno una um uma")
_LINKS = IBERIAN | {"y", "e", MIL}
"""What stands before a word that is a number behind another one only."""
_LINKS_OF_MIL = IBERIAN | BEHIND_IBERIAN.keys()
_HUNDREDFOLD = HUNDRED - CENT
_SCALES = SCALES.keys() | HUNDRED
_LONGEST = 15
"""Digits of a number that a scale multiplies."""


class Written(NamedTuple):
    """``value`` in plain digits; the number takes ``taken`` words."""

    value: str
    taken: int


def is_number(word: str) -> bool:
    """Whether a folded word is a number or begins one."""
    return word[0].isdigit() or word in BEGIN


def plain_digits(word: str) -> str:
    """``3,500`` and ``3.500`` -> ``3500``; ``3,500.5`` -> ``3500.5``; ``2.5`` stays; digits of any script become
    ASCII."""
    digits = word if word.isascii() else "".join(str(int(c)) if c.isdecimal() else _POINT.get(c, c) for c in word)
    if _BETWEEN.search(digits):
        return _BETWEEN.sub("", digits).replace(",", ".")
    if _GROUPS.fullmatch(digits):
        return re.sub(r"[.,\u066c]", "", digits)
    if "," in digits and "." in digits and _POINTED.fullmatch(digits):
        point = max(digits.rfind(","), digits.rfind("."))
        return f"{re.sub('[.,]', '', digits[:point])}.{digits[point + 1 :]}"
    return digits.replace(",", ".")


def scaled(plain: str, scale: int) -> str:
    """A number in plain digits (1.2) times a scale, in whole ones; empty if it is a year or no such number."""
    whole, _, part = plain.partition(".")
    if len(plain) > _LONGEST or not (whole.isdecimal() and (part or "0").isdecimal()) or _may_be_year(plain):
        return ""
    return str(int(whole + part) * scale // 10 ** len(part))


def side_by_side(text: str, tokens: Sequence[re.Match[str]], index: int) -> list[str]:
    """The tokens of the folded ``text`` from ``index`` on that nothing parts, as far as one number may reach, the one
    before them first (or nothing), and two empty ones behind."""
    words = [tokens[index][0][:LONGEST_WORD]]
    in_digits = words[0][0].isdecimal()
    if in_digits and (scale := _joined_scale(text, tokens, index + 1)):
        words.append(scale)
    for at in range(index + len(words), min(index + MOST_WORDS, len(tokens))):
        if not _touch(text, tokens[at - 1], tokens[at]):
            break
        words.append(tokens[at][0][:LONGEST_WORD])
        if in_digits and len(words) == 2 and words[1] not in _SCALES and words[1] not in AND_A_HALF_BEGIN:
            break  # digits that nothing multiplies are a number by themselves
    before = tokens[index - 1][0] if index and _touch(text, tokens[index - 1], tokens[index]) else ""
    return [before, *(_NO_SCALE if _is_a_bin(word, after) else word for word, after in pairwise([*words, ""])), "", ""]


def _is_a_bin(word: str, after: str) -> bool:
    """Whether the Turkish thousand is an English bin: four bin men."""
    return word == "bin" and after in _BEHIND_A_BIN


def _joined_scale(text: str, tokens: Sequence[re.Match[str]], at: int) -> str:
    """The scale that tokens[at] is if it is written in one with the digits before it (900k), or is a thousand of people
    (300 mil pessoas); else empty."""
    if at >= len(tokens):
        return ""
    is_joined = tokens[at].start() == tokens[at - 1].end()
    is_mil = tokens[at][0] == MIL and _touch(text, tokens[at - 1], tokens[at])
    return scale_at(text, *tokens[at].span()) if is_joined or is_mil else ""


def _touch(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    return between == " " or (between == ". " and one[0] in SHORTENED) or (not between and one[0] == "و")


def number_at(words: Sequence[str]) -> Written | None:
    """The number that begins at ``words[1]``, as :func:`side_by_side` gives them; None if there is none, or if what
    follows makes another of it that is not understood (two dozen)."""
    before, first, second = words[:3]
    if first in DUALS:
        return Written("2", 1)
    half = half_at(words) if first in HALF_BEGIN or first in ONE else None
    if half or first in HALF_BEGIN:
        return _written(half)
    if first in ABOUT:
        counts = before in ABOUT_BEHIND and second in ABOUT_BEFORE and not words[3][:1].isdecimal()
        # the *of* belongs to it: six morts et une centaine de maisons
        return Written(str(ABOUT[first] // (2 if before in ABOUT_HALF else 1)), 2) if counts else None
    if first[0].isdecimal() and not _multiplied(first, second):
        if first.isdecimal() and (half := and_a_half(words, 2, int(first[:3]), 1)):
            return _written(half)
        return None if second in ROUND and len(first) == 1 else Written(plain_digits(first), 1)
    total, at, ceiling = 0, 1, 1 << 80
    while ceiling > 1 and (part := _part(words, at, ceiling)):
        total, at, ceiling = total + part[0], part[1], part[2]
    follows = words[at]
    if at == 2 and first in HUNDREDS_BEFORE:
        return None
    half = and_a_half(words, at, total, ceiling) if at > 1 else None
    if not half and (at == 1 or (follows in ROUND and total <= 10) or follows in SCALES or follows in _HUNDREDFOLD):
        return None
    if first in _SCALES and first not in TWO_OF and not _stands(before, first, alone=at == 2 and not half):
        return None
    return _written(half) or Written(str(total), at - 1)


def _written(found: tuple[int, int] | None) -> Written | None:
    return Written(str(found[0]), found[1]) if found else None


def _stands(before: str, scale: str, *, alone: bool) -> bool:
    """Whether a scale with no number before it begins one."""
    if before in VAGUE:
        return False
    if alone:
        if scale in CENT:
            return scale == "cent" and before in CENT_ALONE
        return scale in ALONE or (before in ARTICLES and scale not in NEVER_ALONE)
    return scale in BARE or before in ARTICLES


def _part(words: Sequence[str], at: int, ceiling: int) -> tuple[int, int, int] | None:
    """What words[at:] add to a number, less than ``ceiling``: some thousands, then what is below a thousand. Its value,
    the word behind it, and what a further part stays below (1: none follows)."""
    begin = at + (at > 1 and words[at] in _AND)
    word = _bare(words, begin)
    if word in TWO_OF:
        value, end, scale = 2, begin + 1, TWO_OF[word]
        return (value * scale, end, scale) if value * scale < ceiling else None
    fraction = ""
    if word[:1].isdecimal():
        if begin > 1 and not _adds(words, begin):
            return None
        whole, _, fraction = plain_digits(word).partition(".")
        value, end = int(whole + fraction), begin + 1
        if words[end] in _HUNDREDFOLD:
            value, end = _and_below_hundred(words, end + 1, value * 100)
    else:
        value, end = _below_thousand(words, begin)
    last = product = 1
    if not value and word in SCALES:
        value, end, last = 1, begin + 1, SCALES[word]
        product = last
    while (scale := _scale(words, end)) > last:
        last = scale
        product, end = product * last, end + 1
    value = value * product // 10 ** len(fraction)
    fits = 0 < value < ceiling and (at == 1 or product > 1 or _goes_on(words, at, begin, value * 100 >= ceiling))
    return (value, end, last) if fits else None


def _scale(words: Sequence[str], at: int) -> int:
    """What words[at] multiplies the number before it by; 0 if it does not."""
    return SCALES.get(words[at], 0) or (1_000 if words[at] == MIL and words[at - 1] in _LINKS_OF_MIL else 0)


def _goes_on(words: Sequence[str], at: int, begin: int, large: bool) -> bool:
    """Whether words[at:], which no scale follows, belong to what is before them: not in 2 million five months, nor in
    2 million 5 months. Behind an `and` they stand at ``begin``."""
    if words[begin][0].isdecimal():
        return large
    return words[at].startswith("و") or not words[1][0].isdecimal()


def _multiplied(digits: str, following: str) -> bool:
    """Whether a scale follows digits that it can multiply: no year, no version."""
    return (following in SCALES or following in _HUNDREDFOLD) and scaled(plain_digits(digits), 1) != ""


def _may_be_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1900 < int(digits) < 2100 and int(digits) % 100 > 0


def _adds(words: Sequence[str], at: int) -> bool:
    """Whether the digits at words[at] may go on with the number before them."""
    digits = plain_digits(words[at])
    joined = words[at - 1] in _AND_BEFORE_DIGITS or words[at - 1] not in _AND
    return joined and digits.isdecimal() and len(digits) <= _LONGEST and not _may_be_year(words[at])


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int]:
    """The value at words[at], 0 if there is none, and the word behind it."""
    word = _bare(words, at)
    if word in HUNDREDS or word in HUNDRED:
        return _and_below_hundred(words, at + 1, HUNDREDS.get(word, 100))
    value, end = _below_hundred(words, at)
    french = value < 10 and words[end - 1] in CENT_BEHIND
    if value > 1 and (words[end] in _HUNDREDFOLD or (french and words[end] in CENT)):
        return _and_below_hundred(words, end + 1, value * 100)
    return value, end


def _and_below_hundred(words: Sequence[str], at: int, hundreds: int) -> tuple[int, int]:
    begin = at + (words[at] in _AND)
    if words[begin][:1].isdecimal():
        adds = _adds(words, begin) and int(plain_digits(words[begin])) < 100
        rest, end = (int(plain_digits(words[begin])), begin + 1) if adds else (0, at)
    else:
        rest, end = _below_hundred(words, begin)
    return (hundreds + rest, end) if rest and words[end] not in HUNDRED else (hundreds, at)


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int]:
    """As :func:`_below_thousand`."""
    word, following = _bare(words, at), words[at + 1]
    if word in UNITS_AR:
        tens = SMALL.get(following[1:], 0) if following.startswith("و") else 0
        if following in _TEN_AR or tens >= 20:
            return UNITS_AR[word] + (tens or 10), at + 2
    if word in UNITS_TR and words[at - 1] == "on":
        return UNITS_TR[word] + 10, at + 1
    if word == "on" and at > 1 and (following in UNITS_TR or words[at - 1] in _SCALES_TR):
        return 10 + UNITS_TR.get(following, 0), at + 1 + (following in UNITS_TR)
    value = _behind_a_number(word, words[at - 1]) if at > 1 else SMALL.get(word, 0)
    if value == 4 and following in _TWENTIES:
        rest, end = _below_hundred(words, at + 2)
        return (80 + rest, end) if 0 < rest < 20 else (80, at + 2)
    behind = at + 1 + _joins(words, at + 1)
    rest, end = _below_hundred(words, behind) if _takes_a_unit(word, value) else (0, at + 1)
    most = 20 if word == "soixante" else 10
    return (value + rest, end) if 0 < rest < most and (word != "dix" or rest > 6) else (value, at + bool(value))


def _joins(words: Sequence[str], at: int) -> bool:
    """Whether words[at] is the *and* between a ten and its unit: vingt et un, treinta y dos, vinte e três."""
    if words[at] == "et":
        return words[at + 1] in _BEHIND_ET
    if words[at] == "و":
        return words[at - 1] in PERSIAN_TENS and words[at + 1] in PERSIAN_UNITS
    return words[at - 1] in _TENS_JOINED.get(words[at], ()) and words[at + 1] in _UNITS_JOINED


def _behind_a_number(word: str, before: str) -> int:
    if word in BEHIND_IBERIAN:
        return BEHIND_IBERIAN[word] if before in _LINKS else 0
    return 1 if word in ONE else 2 if word in TWO else SMALL.get(word, 0)


def _takes_a_unit(word: str, value: int) -> bool:
    return (value >= 20 and value % 10 == 0) or word == "dix"


def _bare(words: Sequence[str], at: int) -> str:
    """Without the Arabic `and` before it."""
    return words[at].removeprefix("و") if at > 1 and len(words[at]) > 1 else words[at]
