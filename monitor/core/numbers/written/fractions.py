"""Parts of a whole, and what rates move by, in percent: a third of homes, one in three, a quarter point, 25 basis
points, un quart de point, çeyrek puan, ربع نقطة."""

from __future__ import annotations

import re

from monitor.core.text.fold import words_of

_POINTS = "percentage points"
_MOVES = {
    "0.25": r"(?:an?\s)?quarter[ -](?:of\sa\s)?(?:percentage\s)?point|(?:un\s)?quart\sde\spoint|çeyrek\spuan"
    r"|четверть\sпункта|ربع\sنقطة",
    "0.5": r"half[ -](?:an?\s)?(?:percentage\s)?point|(?:un\s)?demi-point|yarım\spuan|полпункта|نصف\sنقطة",
    "0.75": r"three[ -]quarters?(?:\sof\sa)?(?:\spercentage)?[ -]point|trois\squarts\sde\spoint",
}
_MOVE = re.compile("|".join(rf"\b({words})(?!\w)" for words in _MOVES.values()), re.IGNORECASE)
_BASIS = re.compile(
    r"\b(\d{1,4})\s?(?:basis\spoints?|bps|points?\sde\sbase|baz\spuan|базисных\sпунктов|نقطة\sأساس|basispunkten?"
    r"|puntos\sbásicos)(?!\w)",
    re.IGNORECASE,
)
_PARTS = {
    "50": "half|one in two",
    "33.3": r"(?:a|one)[ -]third|one in three",
    "66.7": r"two[ -]thirds|two in three",
    "25": r"(?:a|one)[ -]quarter|one in four",
    "75": r"three[ -]quarters|three in four",
    "20": r"(?:a|one)[ -]fifth|one in five",
    "10": r"(?:a|one)[ -]tenth|one in ten",
}
_TIMES = "year|years|season|match|game|day|hour|hours|century|month|week|time"
_PART = re.compile(
    r"(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!last )(?<!next )(?<!other )(?<!this )(?<!previous )(?<!and a )"
    rf"\b(?:{'|'.join(f'({words})' for words in _PARTS.values())})"
    rf"(?=\s(?:of\s(?:(?:all|the|its|their|his|her)\s)?+|the\s)?+(?!(?:{_TIMES}|an?|million|billion|thousand|dozen)\b|[½¼¾])[^\W\d_])",
    re.IGNORECASE,
)
"""Of something that is no time: not half of the year, nor half a million."""
_PIECES = (
    "half",
    "third",
    "quarter",
    "fifth",
    "tenth",
    "one in",
    "two in",
    "three in",
    "point",
    "bps",
    "puan",
    "пункт",
    "punkt",
    "puntos",
    "نقطة",
)
"""Without one of these nothing is looked for: most sentences have none."""
FRACTIONS = words_of(
    "half third thirds quarter quarters fifth tenth in demi quart çeyrek yarım четверть полпункта ربع نصف"
)
"""Folded words without one of which, or a digit, nothing here is said."""


def in_percent(sentence: str) -> str:
    """``sentence`` with such parts and moves in digits: 33.3 percent of homes, 0.25 percentage points."""
    lowered = sentence.lower()
    if not any(piece in lowered for piece in _PIECES):
        return sentence
    sentence = _MOVE.sub(lambda found: f"{_which(found, _MOVES)} {_POINTS}", sentence)
    sentence = _BASIS.sub(lambda found: f"{int(found[1]) / 100:g} {_POINTS}", sentence)
    return _PART.sub(lambda found: f"{_which(found, _PARTS)} percent", sentence)


def _which(found: re.Match[str], of: dict[str, str]) -> str:
    return next(value for value, words in zip(of, found.groups(), strict=True) if words)
