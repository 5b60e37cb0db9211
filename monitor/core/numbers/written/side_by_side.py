"""The words of a sentence that may be of one number, as nothing parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from monitor.core.numbers.words.numerals import HUNDRED, SCALES, SHORTENED
from monitor.core.numbers.words.numerals_beyond import MIL
from monitor.core.numbers.words.units import LONGEST_WORD
from monitor.core.numbers.written.halves import AND_A_HALF_BEGIN
from monitor.core.numbers.written.joined_scales import scale_at
from monitor.core.text.fold import words_of

MOST_WORDS = 12
"""Words of one number."""
_BEHIND_A_BIN, _NO_SCALE = words_of("men man lorry lorries bags collectors workers strike"), "_"
_SCALES = SCALES.keys() | HUNDRED


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
