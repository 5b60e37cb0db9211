"""Which of what is new in a report a message shows: what tells a reader something that the headline does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.core.numbers.words.units import PEOPLE

_ASIDE = re.compile(r"\([^()]*\)\.?|\[[^\[\]]*\]\.?")
"""All in brackets: who took the picture."""
_CUT = re.compile(r"(?:\.\.\.|…)$")
_LEAST_OF_CUT = 6
"""Words that the beginning of a sentence has before it is cut, if it tells anything."""
_FIGURE = re.compile(r"(\d[\d,.]*(?: (?:m|b|tr)illion)?)(?: (\w+))?")
"""As :func:`monitor.core.stories.texts.novelty.changes_of` shows one by itself: a number, and a word beside it."""


def new_lines(new: Sequence[str], headline: str) -> tuple[str, ...]:
    """Of ``new``, as the judge found it (figures first, then sentences), the lines to show under ``headline``."""
    told = tuple(line for line in dict.fromkeys(new) if _tells(line, headline))
    return tuple(line for line in told if not _is_told_with(line, (headline, *told)))


def _tells(line: str, headline: str) -> bool:
    if _counts_people(line):
        return True
    if line.casefold() in headline.casefold() or _ASIDE.fullmatch(line):
        return False
    words = line.split()
    if _CUT.search(line) and len(words) < _LEAST_OF_CUT:
        return False
    return len(words) > 1 or any(map(str.isdigit, line)) or not line.isascii()


def _is_told_with(line: str, texts: Sequence[str]) -> bool:
    """Whether it is a number alone, of nobody, that stands in a text that is shown: *17 after*."""
    figure = _FIGURE.fullmatch(line)
    if figure is None or _counts_people(line):
        return False
    number = re.compile(rf"(?<![\d.,]){re.escape(figure[1])}(?![\d]|[.,]\d)")
    return any(text != line and number.search(text) for text in texts)


def _counts_people(line: str) -> bool:
    figure = _FIGURE.fullmatch(line)
    return figure is not None and figure[2] in PEOPLE
