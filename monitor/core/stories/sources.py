"""Who tells a story, and who tells it independently: one text counts once, also where news was added to it, and so do
reports that credit one agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.core.text.captions import without_captions
from monitor.core.text.fold import fold_text
from monitor.core.types import Fields, VerdictKind

_AGENCIES = {
    "AFP": ("afp", "agence france-presse", "agence france presse", "أ ف ب", "أ.ف.ب", "فرانس برس", "франс пресс"),
    "Reuters": ("reuters", "رويترز", "рейтер", "рейтерс"),
    "AP": ("(ap)", "associated press", "أسوشيتد برس"),
    "Anadolu": ("(aa)", "anadolu agency", "anadolu ajansı", "وكالة الأناضول"),
    "SANA": ("سانا",),
    "TASS": ("tass", "тасс"),
    "RIA": ("ria novosti", "риа новости"),
    "Interfax": ("interfax", "интерфакс"),
    "dpa": ("dpa", "د ب أ"),
    "EFE": ("(efe)", "agencia efe"),
    "Europa Press": ("europa press",),
    "Prensa Latina": ("prensa latina",),
    "Colprensa": ("colprensa",),
    "Agência Brasil": ("agência brasil",),
    "Estadão Conteúdo": ("estadão conteúdo",),
    "Folhapress": ("folhapress",),
    "Xinhua": ("xinhua", "شينخوا", "新华社"),
    "DHA": ("demirören haber ajansı",),
    "IHA": ("ihlas haber ajansı",),
    "SOHR": ("syrian observatory for human rights", "المرصد السوري لحقوق الإنسان"),
}
_CREDITS = {
    name: re.compile(rf"(?<![\w/])(?<!via )(?:{'|'.join(re.escape(fold_text(one)) for one in written)})(?![\w/])")
    for name, written in _AGENCIES.items()
}
"""None of a picture: (Ali Omar/Reuters), AFP via Getty Images."""
_WRITTEN = {
    "SANA": re.compile(r"\bSANA\b(?!['’])"),  # Sana'a is a city, sana a word
    "EFE": re.compile(r"\bEFE\b"),  # Efe is a man
    "ANSA": re.compile(r"\bANSA\b"),
    "DHA": re.compile(r"\bDHA\b"),
    "IHA": re.compile(r"\((?:İHA|IHA)\)"),  # a drone, without brackets
}
CREDIT, OF_PASSAGES = "credit", "new_in_old"
"""Features of an article: the agency that it credits; if it has a text of another, the share of its passages that stand
there."""
_HEAD, _TAIL = 160, 120
"""Characters at either end of a text where it credits an agency; further inside it quotes one."""
_LOOKED_AT = 1_000
"""Characters at either end, captions among them."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story, oldest first: who tells it, the agency that it credits, and the one whose text it has
    (``of``), if that is not its own."""

    id: int
    owner: str
    credit: str
    of: int | None


def agency_of(fields: Fields) -> str:
    """The agency that a text credits where texts begin or end, or an empty string. Who took a picture is none."""
    below = f"{fields.lead}\n{fields.text}".strip()
    head, tail = (without_captions(end).strip() for end in (below[:_LOOKED_AT], below[-_LOOKED_AT:]))
    ends = f"{head[:_HEAD]} … {tail[-_TAIL:]}"
    folded = fold_text(ends)
    credited = next((name for name, credit in _CREDITS.items() if credit.search(folded)), "")
    return credited or next((name for name, credit in _WRITTEN.items() if credit.search(ends)), "")


def credit_of(fields: Fields) -> dict[str, str]:
    """The feature that says which agency a text credits; nothing if it credits none."""
    return {CREDIT: name} if (name := agency_of(fields)) else {}


def has_text_of(kind: str, of: int | None, features: Mapping[str, Any]) -> int | None:
    """The article whose text one has, by its verdict (``kind``, ``of``, ``features``): as it was, cut, wrapped, or with
    news in it. None if it has its own."""
    told = kind in (VerdictKind.COPY, VerdictKind.SEEN)
    return of if told or (kind != VerdictKind.NEW and OF_PASSAGES in features) else None


def independent(tellings: Iterable[Telling]) -> dict[str, list[int]]:
    """Where the story comes from -> the articles that tell it from there: an agency that several credit, or the owner
    who told it first. Two articles of one owner are one source; who has a text of another's is that other."""
    origin: dict[int, str] = {}
    found: dict[str, list[int]] = {}
    for telling in tellings:
        name = origin.get(telling.of, "") if telling.of is not None else ""
        origin[telling.id] = name or telling.credit or telling.owner
        found.setdefault(origin[telling.id], []).append(telling.id)
    return found
