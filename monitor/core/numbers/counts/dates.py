"""Days and hours that a headline names: `February 6`, `Monday`, `18:00`. Of other days, a form is another article."""

from __future__ import annotations

import re
from itertools import pairwise

from monitor.core.numbers.words.units import DATE, unit_of
from monitor.core.text.fold import fold_text, words_of

YEAR = re.compile(r"(?:19|20)\d\d")
WEEKDAYS = words_of(
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar понедельник вторник среда четверг пятница суббота "
    "воскресенье الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
MONTHS = words_of(
    "jan feb mar apr may jun jul aug sep sept oct nov dec stycznia lutego marca kwietnia maja czerwca lipca "
    "sierpnia września października listopada grudnia enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre janeiro fevereiro maio junho julho setembro outubro gennaio febbraio aprile maggio "
    "giugno luglio settembre ottobre dicembre "
    "noviembre diciembre januar februar märz mai juni juli oktober dezember mayıs mart мая марта "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
    "جانفي فيفري أفريل ماي جوان جويلية أوت غشت شتنبر نونبر دجنبر "
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
)
"""Beside those that units.py knows: words that name a month only next to a day."""
MONTHS_FIRST = words_of(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""English alone writes them before the day as well."""
_ALIKE = ("jui", *fold_text("تشر كان").split())
"""Beginnings that two months have: juin and juillet, the first and the second Tishrin and Kanun."""
_IN_TWO_WORDS = re.compile(rf"(?<!\w)({'|'.join(fold_text('تشرين كانون').split())})\s+(?:ال)?(?=[^\W\d_])")
_TOKEN = re.compile(r"\d{1,2}(?=\D|$)|[^\W\d_]+|\d+")
_DIGITS = re.compile(
    r"(?<![\d.,:])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/]\d{1,2}"
    r"|(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?!\.?\s?%)|\d{1,2}:\d{2})(?!\d|[.,]\d|bn\b)"
)
"""Within its edges: 12.000 inhabitants are no twelfth day, nor 52.1 a day of January."""


def is_month(word: str) -> bool:
    """Whether a folded word next to a day names its month."""
    return word in MONTHS or unit_of(word) == DATE


def dates_in(headline: str) -> frozenset[str]:
    """The days named, as written: ``feb 6`` is the day and its month; a weekday stands alone."""
    folded = fold_text(headline)
    words = _TOKEN.findall(_IN_TWO_WORDS.sub(r"\1", folded))
    found = set(_DIGITS.findall(headline)) | (WEEKDAYS & set(words))
    for before, after in pairwise(words):
        for day, month in ((before, after), (after, before)):
            if day.isdecimal() and len(day) <= 2 and is_month(month):
                found.add(f"{month if month.startswith(_ALIKE) else month[:3]} {int(day)}")
    return frozenset(found)


def name_other_days(headline: str, told: str) -> bool:
    """Whether two headlines name days or hours of one kind, and none in common. Monday may be the 6th, at 18:00."""
    ours, theirs = dates_in(headline), dates_in(told)
    return ours.isdisjoint(theirs) and not set(map(_kind, ours)).isdisjoint(map(_kind, theirs))


def _kind(date: str) -> str:
    if date in WEEKDAYS:
        return "weekday"
    if ":" in date:
        return "hour"
    return "in digits" if date[0].isdecimal() else "day and month"
