"""Captions of pictures. Agencies' feeds give one as the summary of an article, also that of an old picture beside an
article on something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from monitor.core.text.words import sentences
from monitor.core.types import Fields

OLD = timedelta(days=7)
"""Age of a picture at which it no longer shows what its article reports. Of a day's war there are pictures for days."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGENCY = r"\b(?:AP|AFP|Reuters|EPA|Getty|Press|Anadolu|TASS|Xinhua|dpa|ANSA|Shutterstock|iStock)\b"
_OF_A_PICTURE = r"(?:/|\bPhotos?\b|\bImages\b|\bHandout\b|\bShutterstock\b)"
_CREDIT = re.compile(
    rf"\((?=[^()\n]*{_AGENCY})(?=[^()\n]*{_OF_A_PICTURE})[^()\n]{{2,90}}\)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
"""(Ali Omar/Reuters), (AP Photo/Ali Omar), (Ali Omar/AFP via Getty Images): who took a picture, and for whom. A text
has (Reuters) alone below it."""
_ANY_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<m>{_ANY_MONTH})[a-z]*\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})"
    rf"|(?P<day>\d{{1,2}}) (?P<month>{_ANY_MONTH})[a-z]*\.?,? (?P<year>\d{{4}}))\b",
    re.IGNORECASE,
)
_LONGEST = 600
"""Characters of a caption."""


def without_old_captions(fields: Fields, published: datetime) -> Fields:
    """``fields`` with blanks in the place of captions that say of a picture that it was taken longer than OLD before
    the article was ``published``. What stands behind them stands where it stood."""
    spans = list(old_captions(fields, published))
    if not spans:
        return fields
    texts = dict(fields.items())
    for name, start, end in spans:
        texts[name] = texts[name][:start] + " " * (end - start) + texts[name][end:]
    return Fields(**texts)


def without_captions(text: str) -> str:
    """``text`` without its captions, whenever their pictures were taken: of each the last sentence, as what stands on
    the line before may be news."""
    if "(" not in text:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if len(line) <= _LONGEST and (credit := _CREDIT.search(line)):
            before = line[: credit.start()]
            lines[number] = before[: _begin(before, sentences(before)[-1:])]
    return "\n".join(lines)


def old_captions(fields: Fields, published: datetime) -> Iterator[tuple[str, int, int]]:
    """Where they stand: the field, the start and the end of each. One goes from the last sentence on its line that
    names a day to the credit of its picture: what stands before may be news."""
    for name, text in (("lead", fields.lead), ("text", fields.text)):
        if "(" not in text:
            continue
        for credit in _CREDIT.finditer(text):
            start = text.rfind("\n", 0, credit.start()) + 1
            line = text[start : credit.start()]
            if credit.end() - start <= _LONGEST and _is_old(line, published):
                dated = [sentence for sentence in sentences(line) if _DATE.search(sentence)]
                yield name, start + _begin(line, dated[-1:]), credit.end()


def _begin(line: str, of: Sequence[str]) -> int:
    """Where the sentence begins that is in ``of``; at its end if there is none."""
    return line.rfind(of[0]) if of else len(line)


def _is_old(caption: str, published: datetime) -> bool:
    """By the latest day that it names: a picture of today may say what happened years ago."""
    days = [day for found in _DATE.finditer(caption) if (day := _day(found)) is not None]
    return bool(days) and max(days) < published - OLD


def _day(found: re.Match[str]) -> datetime | None:
    month, day, year = (found[one] or found[other] for one, other in (("m", "month"), ("d", "day"), ("y", "year")))
    try:
        return datetime(int(year), _MONTHS.index(month.lower()) + 1, int(day), tzinfo=UTC)
    except ValueError:  # June 31
        return None
