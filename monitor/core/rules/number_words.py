"""Numbers written as several words: twenty-one, two hundred and fifty thousand, quatre-vingt-dix, خمسة وعشرون."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.stories.numerals import value_of
from monitor.core.text.fold import fold_text


def _folded(values: dict[int, str]) -> dict[str, int]:
    return {fold_text(word): value for value, words in values.items() for word in words.split()}


SCALES = _folded(
    {
        100: "hundred cent cents yüz مئة مائة sed",
        1_000: "thousand mille bin тысяча тысячи тысяч тыс ألف آلاف الف hezar",
        1_000_000: "million millions milyon миллион миллиона миллионов млн مليون ملايين mîlyon",
    }
)
HUNDREDS = _folded(
    {
        100: "сто ста",
        200: "двести двухсот مئتان مئتين مئتا مئتي مائتان مائتين",
        300: "триста трехсот ثلاثمئة ثلاثمائة",
        400: "четыреста четырехсот أربعمئة أربعمائة",
        500: "пятьсот пятисот خمسمئة خمسمائة",
        600: "шестьсот шестисот ستمئة ستمائة",
        700: "семьсот семисот سبعمئة سبعمائة",
        800: "восемьсот восьмисот ثمانمئة ثمانمائة",
        900: "девятьсот девятисот تسعمئة تسعمائة",
        2_000: "ألفان ألفين ألفا ألفي",
    }
)
_ONE_INSIDE = _folded({1: "one bir un une один одна одного одно واحد yek"})
"""Only behind a larger number: alone they are no numbers but articles and pronouns."""
_ALONE = frozenset(fold_text("mille тысяча مئة مائة ألف").split())
"""Scales that need no number before them."""
_ARTICLES = frozenset(fold_text("a one une bir").split())
"""What may stand before a scale instead of a number: a hundred."""
_AND = frozenset(fold_text("and et ve û").split())
_TWENTIES = frozenset(["vingt", "vingts"])


def number_of_words(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """The value that begins at folded ``words[index]`` and how many words it takes; None if no number does. ``words``
    stand side by side up to an empty one."""
    total = current = 0
    last = 1 << 60
    at = index
    while at < len(words) and words[at]:
        word = words[at]
        if at > index and word in _AND and at + 1 < len(words) and _value(words[at + 1], last):
            at += 1
            continue
        if word in SCALES:
            if at == index and word not in _ALONE and not (index and words[index - 1] in _ARTICLES):
                break
            scale = SCALES[word]
            if scale == 100:
                current = (current or 1) * 100
            elif at > index and last <= scale and not current:
                break
            else:
                total, current = total + (current or 1) * scale, 0
            last = scale
        elif word in _TWENTIES and current % 100 == 4:
            current, last = current + 76, 20
        elif value := _value(word, last, inside=at > index):
            current, last = current + value, value
        else:
            break
        at += 1
    return (total + current, at - index) if at > index else None


def _value(word: str, last: int, *, inside: bool = True) -> int | None:
    """What ``word`` adds behind a number whose last word stood for ``last``: only what is smaller, but for the Arabic
    order (five and twenty)."""
    if not inside:
        return value_of(word) or HUNDREDS.get(word)
    bare = word[1:] if word.startswith("و") else word
    value = value_of(bare) or HUNDREDS.get(bare) or (_ONE_INSIDE.get(bare) if last >= 20 else None)
    if value is None:
        return None
    turned = bare is not word and last < 10 and 20 <= value < 100
    return value if turned or (value < last and (last >= 20 or last == 10)) else None
