"""Who tells a story, and who tells it independently: copies of one text count once, and so do reports that credit one
agency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.core.text.fold import fold_text
from monitor.core.types import Fields, VerdictKind

_AGENCIES = {
    "AFP": ("afp", "agence france-presse", "agence france presse", "أ ف ب", "أ.ف.ب", "فرانس برس", "франс пресс"),
    "Reuters": ("reuters", "رويترز", "рейтер", "рейтерс"),
    "AP": ("(ap)", "associated press", "أسوشيتد برس"),
    "Anadolu": ("(aa)", "anadolu agency", "anadolu ajansı", "وكالة الأناضول"),
    "SANA": ("sana", "سانا"),
    "TASS": ("tass", "тасс"),
    "RIA": ("ria novosti", "риа новости"),
    "Interfax": ("interfax", "интерфакс"),
    "dpa": ("dpa", "د ب أ"),
    "EFE": ("(efe)",),
    "Xinhua": ("xinhua", "شينخوا", "新华社"),
    "DHA": ("dha", "demirören haber ajansı"),
    "IHA": ("iha", "ihlas haber ajansı"),
    "SOHR": ("syrian observatory for human rights", "المرصد السوري لحقوق الإنسان"),
}
_CREDITS = {
    name: re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold_text(credit)) for credit in credits)})(?!\w)")
    for name, credits in _AGENCIES.items()
}
_HEAD, _TAIL = 160, 120
"""Characters at either end of a text where it credits an agency; further inside it quotes one."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story, oldest first: who tells it, and whose text it has (``of``), if it is a copy."""

    id: int
    owner: str
    kind: VerdictKind
    of: int | None
    fields: Fields


def agency_of(fields: Fields) -> str:
    """The agency that a text credits where texts begin or end, or an empty string."""
    below = f"{fields.lead}\n{fields.text}".strip()
    ends = fold_text(f"{below[:_HEAD]} … {below[-_TAIL:]}")
    return next((name for name, credit in _CREDITS.items() if credit.search(ends)), "")


def independent(tellings: Iterable[Telling]) -> dict[str, list[int]]:
    """Where the story comes from -> the articles that tell it from there: an agency that several credit, or the owner
    who told it first. Two articles of one owner are one source; a copy is its original's."""
    origin: dict[int, str] = {}
    found: dict[str, list[int]] = {}
    for telling in tellings:
        of = telling.of if telling.kind in (VerdictKind.COPY, VerdictKind.SEEN) else None
        name = origin.get(of, "") if of is not None else ""
        origin[telling.id] = name or agency_of(telling.fields) or telling.owner
        found.setdefault(origin[telling.id], []).append(telling.id)
    return found
