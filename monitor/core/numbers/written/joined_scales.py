"""Scales behind digits that are something else as well: 900k displaced, 1.5bn, 4.2m people, 300 mil pessoas.

An `m` may as well be metres, and the French `mn` minutes: they are millions where people stand behind them, or a
currency before. Spanish and Portuguese *mil* is Turkish and Polish for miles: it is a thousand where people stand
behind it in these languages.
"""

from __future__ import annotations

import re

from monitor.core.numbers.words.units import DISPLACED, PEOPLE, unit_of
from monitor.core.text.fold import fold_text, words_of

_SHORT = words_of("bn mln mio mrd mld тыс тис млн млрд трлн")
"""Scales behind a space as well."""
_SCALES = {**dict(zip(_SHORT, _SHORT, strict=True)), "k": "thousand", "tn": "trillion"}
JOINED = rf"(?:{'|'.join(sorted(_SCALES))})(?![^\W_])"
"""An expression for a scale behind digits, whatever stands behind it."""
_OF_MONEY = {"m": "million", "mn": "million", "b": "billion", "t": "trillion"}
_MONEY = re.compile(rf"([$€£¥₺] ?\d+(?:[.,]\d+)*)({'|'.join(_OF_MONEY)})\b", re.IGNORECASE)
_MILLIONS = ("m", "mn")
_MILLIONS_OF = re.compile(rf"(?<=\d)(?:{'|'.join(_MILLIONS)})(?= ([^\W\d_]+)(?: ([^\W\d_]+))?)", re.IGNORECASE)
_THOUSAND = "mil"
_IBERIANS = words_of(
    "personas pessoas civiles civis niños crianças menores mujeres mulheres hombres homens familias famílias "
    "habitantes moradores residentes afectados afetados afetadas damnificados damnificadas víctimas vítimas "
    "refugiados refugiadas desplazados desplazadas deslocados deslocadas desalojados desalojadas desabrigados "
    "desabrigadas evacuados evacuadas migrantes soldados huyeron huyen fugiram fogem muertos muertas mortos "
    "mortas heridos heridas feridos feridas desaparecidos desaparecidas "
    "niñas jóvenes jovens fallecidos fallecidas policías policiais militares agentes presos reclusos detenidos detidos "
    "haitianos venezolanos venezuelanos colombianos ecuatorianos trabajadores trabalhadores estudiantes estudantes "
    "manifestantes campesinos indígenas"
)
_THOUSANDS_OF = re.compile(rf"{_THOUSAND} (?:[^\W\d_]+ )?(?:{'|'.join(_IBERIANS)})\b")
"""A word may stand between, as in 50 mil ficaram desalojadas."""
_PEOPLE = words_of("people persons children women civilians residents need personnes enfants kişi человек")


def scale_at(text: str, start: int, end: int) -> str:
    """The scale that folded text[start:end], behind digits, directly or as ``mil`` behind a space, stands for; empty if
    it is none."""
    short = text[start:end]
    if short == _THOUSAND:
        return "thousand" if _THOUSANDS_OF.match(text, start) else ""
    if short in _MILLIONS:
        found = _MILLIONS_OF.match(text, start)
        return "million" if found and _are_people(found) else ""
    return _SCALES.get(short, "")


def millions_spelled(sentence: str) -> str:
    """``$1.5m`` -> ``$1.5 million``, ``4m people`` -> ``4 million people``."""
    sentence = _MONEY.sub(lambda found: f"{found[1]} {_OF_MONEY[found[2].lower()]}", sentence)
    return _MILLIONS_OF.sub(lambda found: " million" if _are_people(found) else found[0], sentence)


def _are_people(found: re.Match[str]) -> bool:
    """A word between may say which: 4m Syrian refugees, 1.2m in need. But a 10m wall killed two."""
    first, second = (fold_text(word or "") for word in found.groups())
    return _names_people(first) or second in _PEOPLE or unit_of(second) == DISPLACED


def _names_people(word: str) -> bool:
    return word in _PEOPLE or unit_of(word) in PEOPLE
