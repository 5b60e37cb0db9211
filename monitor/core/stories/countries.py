"""Which countries a text names, in whatever language: they are what reports in two languages call alike.

Names are those of the CLDR (Babel has them), and what headlines say instead: the people, the capital for its
government. A word counts if it begins as a name does, so what begins alike (Niger, Nigeria) is left open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from monitor.core.stories.headlines.reversals import plain_words
from monitor.core.text.fold import fold_text

Country = frozenset[str]
"""The codes (ISO 3166) of those that one word may name; most often one."""
_STEM = 4
"""Letters by which a word names a country: Turkey, Turkish; Россия, российский."""
_ALSO = {
    "CN": "beijing pekin пекин بكين",
    "DE": "german allemand berlin берлин برلين",
    "EG": "cairo kahire каир",
    "FR": "french paris париж باريس",
    "GB": "britain british britannique london londra londres лондон британ لندن بريطان ingiliz",
    "IL": "jerusalem",
    "IR": "tehran teheran tahran тегеран طهران",
    "IQ": "baghdad bagdad багдад بغداد",
    "LB": "lebanese beirut beyrouth beyrut бейрут بيروت",
    "PS": "palestin filistin палестин فلسطين",
    "QA": "doha доха الدوحه",
    "RU": "moscow moscou moskova москв موسكو kremlin кремл كرملين",
    "SA": "saudi saoudi suudi сауд سعودي riyadh riyad эр-рияд الرياض",
    "SY": "damascus damas dimask sam'in дамаск دمشق",
    "TR": "turkey turc ankara анкар турец турк انقره",
    "UA": "kyiv kiev киев كييف",
    "US": "american americain amerikan americano сша америк امريك واشنطن washington вашингтон",
}
"""Beginnings of words, folded, that the names do not have."""


_KNOWN_ALSO = {code: tuple(fold_text(words).split()) for code, words in _ALSO.items()}


@lru_cache(maxsize=2_000)
def countries(text: str, language: str) -> frozenset[Country]:
    """The countries that ``text`` names by words of ``language`` (a code). A name of several words is known by what
    stands in this file alone."""
    words, stems = plain_words(text), _stems(language)
    by_name = frozenset(stems[word[:_STEM]] for word in words if word[:_STEM] in stems)
    also = (code for code, known in _KNOWN_ALSO.items() if any(word.startswith(known) for word in words))
    return by_name | {frozenset((code,)) for code in also}


def are_same(ours: frozenset[Country], theirs: frozenset[Country]) -> bool:
    """Whether each of ``ours`` may be one of ``theirs``."""
    return all(any(one & other for other in theirs) for one in ours)


@lru_cache(maxsize=32)
def _stems(language: str) -> Mapping[str, Country]:
    """Beginning of a name of one word -> the countries whose names begin so."""
    from babel import Locale, UnknownLocaleError  # reads its data when it is imported

    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, Country] = {}
    for code, name in names.items():
        folded = fold_text(name)
        if len(code) == len("SY") and len(folded) >= _STEM and " " not in folded:
            found[folded[:_STEM]] = found.get(folded[:_STEM], frozenset()) | {code}
    return found
