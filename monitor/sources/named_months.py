"""Dates with their month in words, of any of twelve languages, as publishing systems write them. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from time import struct_time

_MONTHS = (
    "jan january janvier janv januar jänner jän enero ene oca ocak янв январь января يناير كانون_الثاني "
    "gennaio gen janeiro styczeń stycznia sty січень січня січ januari",
    "feb february février févr fév februar febrero şub şubat фев февр февраль февраля فبراير شباط "
    "febbraio febr fevereiro fev luty lutego lut лютий лютого лют februari",
    "mar march mars mär märz mrz marzo mart март марта مارس آذار março marzec marca березень березня бер maart mrt",
    "apr april avril avr abril abr nis nisan апр апрель апреля أبريل إبريل ابريل نيسان "
    "aprile kwiecień kwietnia kwi квітень квітня квіт кві",
    "may mai mayo mayıs май мая مايو أيار maggio mag maio maj maja травень травня трав mei",
    "jun june juin junio juni haz haziran июн июнь июня يونيو حزيران "
    "giugno giu junho czerwiec czerwca cze червень червня черв",
    "jul july juillet juil julio juli tem temmuz июл июль июля يوليو تموز "
    "luglio lug julho lipiec lipca lip липень липня лип",
    "aug august août agosto ago ağu ağustos авг август августа أغسطس آب "
    "sierpień sierpnia sie серпень серпня серп augustus",
    "sep sept september septembre septiembre eyl eylül сен сент сентябрь сентября سبتمبر أيلول "
    "settembre set sett setembro wrzesień września wrz вересень вересня вер",
    "oct october octobre octubre okt oktober eki ekim окт октябрь октября أكتوبر تشرين_الأول "
    "ottobre ott outubro out październik października paź жовтень жовтня жовт",
    "nov november novembre noviembre kas kasım ноя нояб ноябрь ноября نوفمبر تشرين_الثاني "
    "novembro listopad listopada lis листопад листопада лист",
    "dec december décembre déc diciembre dic dez dezember ara aralık дек декабрь декабря ديسمبر كانون_الأول "
    "dicembre dezembro grudzień grudnia gru грудень грудня груд",
)
"""The year's months as people and systems write them in en, fr, de, es, it, pt, nl, pl, ru, uk, tr
and ar; no word stands for two."""
_MONTH_OF = {
    name.replace("_", " ").replace("ı", "i"): at for at, names in enumerate(_MONTHS, 1) for name in names.split()
}
_WORD = r"[^\W\d_]+"
_DATE = re.compile(
    rf"""
    (?:{_WORD}(?:-{_WORD})?\.?(?:\s*[,،]\s*|\s+(?=\d|{_WORD}\.?\s+\d)))?  # a day of the week, whatever it says
    (?:(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+(?:de\s+)?|-)({_WORD}(?:\s(?:الأول|الاول|الثاني))?)\.?(?:\s*[,،]?\s+(?:de\s+)?|-)
      |({_WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)
    ((?:\d\d){{1,2}})(?:\s?[гр]\.)?
    (?:[,،]?\s+(\d{{1,2}}):(\d\d)(?::(\d\d)(?:[.,]\d{{1,9}})?)?(?:\s*([AP])\.?M\.?)?
      (?:\s*(?:Z|(?:UTC|GMT|UT)?\s*(?:([+-])(\d{{1,2}})(?::?(\d\d))?)?)(?:\s*\([^()]*\))?)?)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 100
"""Characters of a date."""


def month_in_words(text: str) -> struct_time | None:
    """``Pzt, 30 Kas 2026 21:00:00 +0300``, ``Nov 30, 2026 9:00 PM GMT+3``, ``30 de noviembre de 2026``; UTC if it names
    no zone. None if it is written in any other way, with a zone's name, or is no day or time."""
    found = _DATE.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    day, month, month_first, day_second, year, hour, minute, second, half, sign, hours, minutes = found.groups()
    # Turkish capitals: their dot is a character of its own in small letters, and I is the capital of ı.
    at = _MONTH_OF.get((month or month_first).casefold().replace("\u0307", "").replace("ı", "i"))
    if at is None:
        return None
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        of_day = time(_of_day(int(hour or 0), half), int(minute or 0), int(second or 0), tzinfo=timezone(away))
        moment = datetime.combine(date(_year(year), at, int(day or day_second)), of_day)
        return moment.astimezone(UTC).utctimetuple()
    except (ValueError, OverflowError):
        return None


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) == 4 else year + (1900 if year > 68 else 2000)


def _of_day(hour: int, half: str | None) -> int:
    """The hour of the day; beyond twelve it counts the day whole, whatever half stands beside it."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half.upper() == "P" else 0)
