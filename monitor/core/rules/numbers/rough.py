"""Words for many - dozens, hundreds of thousands, several hundred - read as the fewest that they may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.numbers.counts.counts_on import PEOPLE
from monitor.core.numbers.words.numerals import CENT, HUNDRED, SCALES, SMALL
from monitor.core.numbers.words.numerals_beyond import BEHIND_IBERIAN
from monitor.core.numbers.words.units import PEOPLE as BEFALLEN
from monitor.core.numbers.words.units import unit_of
from monitor.core.rules.numbers.beside import word_before, word_behind
from monitor.core.text.fold import by_word, words_of

_MANY = by_word(
    {
        11: "kilkanaście kilkunastu кільканадцять кільканадцяти кільканадцятеро",
        20: "dozens tens scores dizaines douzaines onlarca десятки десятков عشرات العشرات dehan decenas docenas "
        "dezenas dúzias "
        "dziesiątki kilkadziesiąt kilkudziesięciu десятків кількадесят dutzende decine",
        50: "полсотни півсотні",
        200: "hundreds centaines yüzlerce сотни сотен مئات المئات sedan cientos centenares centenas setki kilkaset "
        "kilkuset hunderte centinaia сотні сотень кількасот",
        2_000: "thousands milliers binlerce тысячи آلاف الآلاف hezaran miles millares milhares tysiące tausende "
        "migliaia тисячі",
        2_000_000: "millions milyonlarca миллионы ملايين الملايين",
    }
)
_TIMES = by_word(
    {
        1_000: "thousands thousand milliers тысяч тисяч آلاف الآلاف miles mil tysięcy tausende tausend hezar",
        1_000_000: "millions миллионов ملايين الملايين",
    }
)
"""Behind those above: tens of thousands."""
_TURKISH = by_word({10: "on", 100: "yüz"})
"""Before *binlerce*: yüz binlerce, hundreds of thousands."""
_OF = words_of("of de d von")
_FEW = words_of(
    "several few couple quelques birkaç несколько عدة بضع بضعة varios kilka кілька декілька einige mehrere paar"
)
_SCALES = SCALES | dict.fromkeys(HUNDRED - CENT, 100)
_ABOUT_ONE = words_of(
    "около более свыше больше почти порядка до менее меньше "
    "близько біля понад більше менше майже ponad około blisko prawie niemal"
)
"""Before a Russian or Ukrainian genitive, which is singular then: около сотни, about a hundred."""
_GENITIVES = words_of("сотни тысячи сотні тисячі")
_SINGULAR = by_word({10: "десяток десятка", 100: "сотня сотню setka setkę"})
"""Behind the words above, and before people: десяток погибших."""
_HEAVENLY = "небесн"
"""Those who fell on the Maidan are called a hundred: Небесна сотня."""
_SAID = frozenset(("feared", "reported", "confirmed", "believed", "presumed", "more", "missing"))
"""Of people, before what befell them: scores feared dead."""
_DOZEN, _SOME_DOZEN = 12, 20
_DOZENS = words_of("docenas dúzias")
"""Behind the number of them: cuatro docenas."""
_KURDISH = words_of("dehan sedan")
"""Behind *bi* only: a sedan is a car."""
_MILES = "miles"
"""Spanish before *de* only."""
_PREFIXES = "وبلف"
BEGIN = (
    _SCALES.keys() | _SINGULAR.keys() | {"dozen"} | {f"{prefix}{word}" for prefix in ("", *_PREFIXES) for word in _MANY}
)
"""Folded words with which such a number may begin."""


def rough_at(text: str, words: Sequence[re.Match[str]], index: int) -> tuple[int, int] | None:
    """The fewest that the words from words[index] on mean, and the word behind them; None if they are no such number.
    The *of* that parts them from what they count belongs to them."""
    word, before = words[index][0], word_before(text, words, index)
    if before[:1].isdecimal():
        return None
    if word == "dozen":
        is_half = before == "half" or (before == "a" and word_before(text, words, index - 1) == "half")
        return _dozens(before, is_half), _behind_of(text, words, index + 1)
    if before in _FEW and word in _SCALES:
        return 2 * _SCALES[word], _behind_of(text, words, index + 1)
    if word in _DOZENS and (times := SMALL.get(before) or BEHIND_IBERIAN.get(before)):
        return _DOZEN * times, _behind_of(text, words, index + 1)
    if word in _SINGULAR:
        return (_SINGULAR[word], index + 1) if _is_counted(text, words, index) else None
    least = _MANY.get(word) or (_MANY.get(word[1:], 0) if word[0] in _PREFIXES else 0)
    behind = word_behind(text, words, index + 1)
    if not least or (word in _KURDISH and before != "bi") or (word == "scores" and not _are_counted(behind)):
        return None
    if word == _MILES and behind != "de":
        return None
    if before.startswith(_HEAVENLY):
        return None
    if before in _ABOUT_ONE and word in _GENITIVES:
        return least // 2, index + 1
    end = _behind_of(text, words, index + 1)
    if times := _TIMES.get(word_behind(text, words, end), 0):
        least, end = least * times, _behind_of(text, words, end + 1)
    return least * (_TURKISH.get(before, 1) if word == "binlerce" else 1), end


def _is_counted(text: str, words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether one ten, or one hundred, is so many people: десяток погибших, ponad setka ofiar."""
    before, behind = word_before(text, words, index), word_behind(text, words, index + 1)
    counts = before in _ABOUT_ONE or behind in PEOPLE or unit_of(behind) in BEFALLEN
    return counts and not before.startswith(_HEAVENLY)


def _dozens(before: str, is_half: bool) -> int:
    if is_half:
        return _DOZEN // 2
    return _SOME_DOZEN if before in _FEW else _DOZEN * max(1, SMALL.get(before, 1))


def _are_counted(behind: str) -> bool:
    """Whether *scores* are many, and nobody scores: scores of, scores killed."""
    return behind in _OF or behind in _SAID or unit_of(behind) in BEFALLEN


def _behind_of(text: str, words: Sequence[re.Match[str]], at: int) -> int:
    return at + (word_behind(text, words, at) in _OF)
