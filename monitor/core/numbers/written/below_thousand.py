"""Numbers below a thousand in words: twenty-one, quatre-vingt-dix, خمسة وعشرون."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.numbers.words.numerals import (
    CENT,
    CENT_BEHIND,
    HUNDRED,
    HUNDREDS,
    ONE,
    SMALL,
    TWO,
    UNITS_AR,
    UNITS_TR,
)
from monitor.core.numbers.words.numerals_beyond import (
    BEHIND_IBERIAN,
    IBERIAN,
    MIL,
    PERSIAN_TENS,
    PERSIAN_UNITS,
    TENS_WITH_E,
    TENS_WITH_Y,
)
from monitor.core.numbers.written.digits import MOST_DIGITS, may_be_year, plain_digits
from monitor.core.text.fold import words_of

AND = words_of("and et ve û و e")
_AND_BEFORE_DIGITS = words_of("ve û و")
_SCALES_TR = words_of("yüz yüze bin bine bini milyon milyona milyonu")
_TEN_AR = words_of("عشر عشرة")
_TWENTIES = words_of("vingt vingts")
_BEHIND_ET = words_of("un une onze")
_TENS_JOINED = {"y": TENS_WITH_Y, "e": TENS_WITH_E}
_UNITS_JOINED = IBERIAN | BEHIND_IBERIAN.keys() | words_of("un uno una um uma")
_LINKS = IBERIAN | {"y", "e", MIL}
"""What stands before a word that is a number behind another one only."""
HUNDREDFOLD = HUNDRED - CENT


def below_thousand(words: Sequence[str], at: int) -> tuple[int, int]:
    """The value at words[at], 0 if there is none, and the word behind it."""
    word = bare(words, at)
    if word in HUNDREDS or word in HUNDRED:
        return and_below_hundred(words, at + 1, HUNDREDS.get(word, 100))
    value, end = _below_hundred(words, at)
    french = value < 10 and words[end - 1] in CENT_BEHIND
    if value > 1 and (words[end] in HUNDREDFOLD or (french and words[end] in CENT)):
        return and_below_hundred(words, end + 1, value * 100)
    return value, end


def and_below_hundred(words: Sequence[str], at: int, hundreds: int) -> tuple[int, int]:
    """``hundreds`` with what words[at:] add to them, less than a hundred, and the word behind it."""
    begin = at + (words[at] in AND)
    if words[begin][:1].isdecimal():
        is_below = adds(words, begin) and int(plain_digits(words[begin])) < 100
        rest, end = (int(plain_digits(words[begin])), begin + 1) if is_below else (0, at)
    else:
        rest, end = _below_hundred(words, begin)
    return (hundreds + rest, end) if rest and words[end] not in HUNDRED else (hundreds, at)


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int]:
    """As :func:`below_thousand`."""
    word, following = bare(words, at), words[at + 1]
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


def adds(words: Sequence[str], at: int) -> bool:
    """Whether the digits at words[at] may go on with the number before them."""
    digits = plain_digits(words[at])
    joined = words[at - 1] in _AND_BEFORE_DIGITS or words[at - 1] not in AND
    return joined and digits.isdecimal() and len(digits) <= MOST_DIGITS and not may_be_year(words[at])


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


def bare(words: Sequence[str], at: int) -> str:
    """Without the Arabic `and` before it."""
    return words[at].removeprefix("و") if at > 1 and len(words[at]) > 1 else words[at]
