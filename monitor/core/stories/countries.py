"""Which countries a text names, in whatever language: they are what reports in two languages call alike.

Names are those of the CLDR (Babel has them), and what headlines say instead: the people, the capital for its
government. A word counts if it begins as a name does, so what begins alike (Niger, Nigeria) is left open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from monitor.core.stories.headlines.headline_words import plain_words
from monitor.core.text.fold import by_word, fold_text

Country = frozenset[str]
"""The codes (ISO 3166) of those that one word may name; most often one."""
_SHORTEST, _ENDING = 4, 2
"""A word names a country if it begins as its name without the last two letters, if these are four: Syria, Syrian;
Россия, российский."""
_NOT = frozenset(("WS",))
"""Samoa: in Russian an aircraft begins so."""
_ALSO = {
    "AE": "emirati emirien",
    "AR": "argentin",
    "BE": "belgian belge",
    "BF": "burkina",
    "CH": "swiss suisse isvicreli швейцар سويسري",
    "CN": "beijing pekin пекин بكين",
    "CZ": "czech tcheque",
    "DK": "danish danois",
    "DE": "german allemand berlin берлин برلين",
    "EG": "cairo kahire каир",
    "ES": "spanish spaniard espagnol ispanyol испан اسباني",
    "FI": "finnish finland",
    "FR": "french paris париж باريس",
    "GB": "britain british britannique london londra londres лондон британ لندن بريطان ingiliz",
    "GR": "greek grec",
    "HU": "hungarian hongroi",
    "IE": "irish irland",
    "IL": "jerusalem",
    "IR": "tehran teheran tahran тегеран طهران",
    "IQ": "baghdad bagdad багдад بغداد",
    "LB": "lebanese beirut beyrouth beyrut бейрут بيروت",
    "NL": "dutch neerland hollandais",
    "PE": "peruvian peruvien",
    "PH": "filipin philippin",
    "PL": "polish polonais",
    "PS": "palestin filistin палестин فلسطين",
    "PT": "portug",
    "QA": "doha доха الدوحه",
    "RU": "moscow moscou moskova москв موسكو kremlin кремл كرملين",
    "TH": "thailand thais",
    "SA": "saudi saoudi suudi сауд سعودي riyadh рияд",
    "SY": "damascus damas dimask дамаск دمشق",
    "TR": "turkey turqu turc ankara анкар турец турк انقره",
    "UA": "kyiv kiev киев كييف",
    "US": "american americain amerikan americano америк امريك واشنطن washington вашингтон",
}
"""Beginnings of words, folded, that the names do not have."""
_WORDS = by_word({"GB": "uk", "RU": "rus ruslar rusos", "TR": "turk turks turkler", "US": "abd сша"})
"""Words that other words begin as: Turkmens, Rusape."""
_UNITED_STATES = re.compile(r"(?<![\w.])(?:USA?|U\.S\.(?:A\.)?|EE\.? ?UU\.?|EUA)(?!\w)")
"""Where not all is in capitals: *us* is a word."""
_ARTICLE = re.compile("^ال")
_KNOWN_ALSO = {code: tuple(fold_text(words).split()) for code, words in _ALSO.items()}


@lru_cache(maxsize=2_000)
def countries(text: str, language: str) -> frozenset[Country]:
    """The countries that ``text`` names by words of ``language`` (a code). A name of several words is known by what
    stands in this file alone."""
    words, stems = plain_words(text), _stems(language)
    by_name = (_named(word, stems) for word in words)
    also = {code for code, known in _KNOWN_ALSO.items() if any(word.startswith(known) for word in words)}
    also |= {_WORDS[word] for word in words if word in _WORDS}
    return frozenset(filter(None, by_name)) | {frozenset((code,)) for code in also}


def by_letters(text: str) -> frozenset[Country]:
    """The United States, where ``text`` names them by their letters. They do little by these that another country did
    before: *rejects US plan* is of whoever rejects it."""
    is_named = _UNITED_STATES.search(text) is not None and not text.isupper()
    return frozenset((frozenset(("US",)),)) if is_named else frozenset()


def _named(word: str, stems: Mapping[str, Country]) -> Country:
    lengths = range(_SHORTEST, len(word) + 1)
    return frozenset[str]().union(*(stems.get(word[:length], frozenset()) for length in lengths))


def name_of(country: Country, language: str) -> str:
    """What ``language`` calls it, of several the first by its code."""
    from babel import Locale, UnknownLocaleError  # reads its data when it is imported

    code = min(country)
    try:
        return str(Locale.parse(language or "en", sep="-").territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


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
        folded = _ARTICLE.sub("", fold_text(name))
        if len(code) == len("SY") and code not in _NOT and len(folded) >= _SHORTEST and " " not in folded:
            stem = folded[: max(_SHORTEST, len(folded) - _ENDING)]
            found[stem] = found.get(stem, frozenset()) | {code}
    return found
