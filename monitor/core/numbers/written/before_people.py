"""Words that are numbers only directly before people, or where a toll rises to them, as they are other words elsewhere:
once muertos, dez mil desabrigados, sube a once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.core.numbers.words.numerals_beyond import TENS_WITH_E, TENS_WITH_Y
from monitor.core.text.fold import by_word, fold_text, words_of


def _behind(words: Iterable[str]) -> str:
    """An expression for the place behind any of these folded words and a space."""
    return "|".join(rf"(?<=\b{word} )" for word in words)


_SPANISH = words_of(
    "muertos muertas heridos heridas fallecidos fallecidas personas civiles niños niñas mujeres hombres jóvenes "
    "policías guardias campesinos trabajadores bomberos mineros estudiantes periodistas misioneros pasajeros hermanos "
    "extranjeros venezolanos ecuatorianos víctimas cuerpos rehenes desplazados detenidos secuestrados asesinados "
    "muertes asesinatos secuestros murieron fallecieron resultaron fueron quedaron mueren fallecen resultan"
)
_PORTUGUESE = words_of(
    "morto mortos mortas ferido feridos feridas pessoas civis crianças mulheres homens jovens policiais detentos "
    "reféns vítimas corpos desabrigados desalojados deslocados detidos sequestrados meninos meninas idosos bombeiros "
    "trabalhadores baleados mortes assassinatos morreram morrem ficaram foram são"
)
_BOTH = words_of(
    "soldados militares agentes uniformados presos reclusos internos menores adolescentes indígenas líderes haitianos "
    "colombianos brasileiros suspeitos sospechosos cadáveres lesionados desaparecidos evacuados"
)
"""Words that both have, or that Portuguese has as well."""
_COUNTED = words_of(
    "y a al menos otros otras los las deja dejan mata matan asesinan hieren mueren detienen capturan con"
)
"""Before Spanish *dos*, and not before the Portuguese: matan a dos soldados."""
_IBERIAN_PEOPLE = _SPANISH | _PORTUGUESE | _BOTH
_TOLLS_ES = frozenset(("millones", "la cifra", "el numero", "el saldo", "el balance", "los muertos", "los fallecidos"))
_TOLLS_PT = frozenset(("milhoes", "o numero", "os mortos"))
"""Millions, and what is said to have risen: sube a once la cifra de muertos."""
_TO = ("a", "para")
_RISES_ES = ["sube", "suben", "subio", "aumenta", "aumentan", "asciende", "ascienden", "eleva", "elevan", "llega"]
_RISES_PT = ["sobe", "sobem", "subiu", "aumenta", "aumentou", "chega", "chegou"]
_RISES = (
    (("dos", "tres", "once"), [f"{verb} a" for verb in _RISES_ES]),
    (("dois", "tres", "sete", "nove", "dez", "doze", "cem"), [f"{verb} {to}" for verb in _RISES_PT for to in _TO]),
)
"""Numbers, and folded words directly before which they are numbers, whatever stands behind."""
_UNITS_FA = ("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه")
_BEFORE_PEOPLE = (
    ({"dos": "two"}, _SPANISH | _TOLLS_ES),
    ({"tres": "three", "once": "eleven"}, _IBERIAN_PEOPLE | _TOLLS_ES),
    (
        {"dois": "two", "tres": "three", "sete": "seven", "nove": "nine", "dez": "ten", "doze": "twelve", "cem": "100"},
        _IBERIAN_PEOPLE | _TOLLS_PT,
    ),
    ({"um": "one"}, words_of("morto ferido milhões")),
    (
        {"due": "two", "sei": "six", "otto": "eight", "nove": "nine"},
        words_of("morti feriti persone civili soldati bambini donne uomini dispersi arresti vittime milioni"),
    ),
    (by_word({"thirty": "سی", "ninety": "نود"}), [fold_text(f"و {unit}") for unit in _UNITS_FA]),
    (
        by_word({"nine": "نه", "ten": "ده", "thirty": "سی", "ninety": "نود"}),
        words_of("نفر تن کشته زخمی مجروح معترض زندانی سرباز نظامی غیرنظامی کودک زن مرد شهروند کارگر مامور تبعه"),
    ),
    ({"elf": "eleven"}, words_of("tote menschen verletzte personen soldaten kinder zivilisten millionen")),
)
"""Numbers directly before these words of the same language, and what is read in their place. Portuguese *dos mortos* is
of the dead: Spanish *dos* stands before no word that both have, but where no *of the* can stand."""
_READ_AS = {word: english for numbers, _ in _BEFORE_PEOPLE for word, english in numbers.items()}
_THOUSANDS = {"dos": "2", "tres": "3", "once": "11", "dois": "2", "sete": "7", "nove": "9", "dez": "10", "doze": "12"}
_THOUSANDS["cem"] = "100"
"""Before a thousand of people: dez mil desabrigados."""
ONLY_BEFORE_PEOPLE = frozenset(_READ_AS)
"""Folded words that are numbers only there."""
_NO_UNIT = "".join(
    rf"(?<!\b{ten} {joint} )" for tens, joint in ((TENS_WITH_Y, "y"), (TENS_WITH_E, "e")) for ten in sorted(tens)
)
"""Of treinta y tres muertos it is a part."""
_STANDS_BEFORE = re.compile(
    rf"\b(?=(?:{'|'.join(ONLY_BEFORE_PEOPLE)})\b){_NO_UNIT}(?:"
    + "|".join(rf"(?:{'|'.join(numbers)})(?= (?:{'|'.join(people)})\b)" for numbers, people in _BEFORE_PEOPLE)
    + rf"|(?:{'|'.join(_THOUSANDS)})(?= mil (?:{'|'.join(_IBERIAN_PEOPLE)})\b)"
    + rf"|(?:(?<!.)|{_behind(sorted(_COUNTED))})dos(?= (?:mil )?(?:{'|'.join(_BOTH)})\b)"
    + "".join(rf"|(?:{_behind(verbs)})(?:{'|'.join(numbers)})\b(?! mil\b)" for numbers, verbs in _RISES)
    + ")"
)


def counted_before_people(folded: str) -> str:
    """A folded sentence with those numbers in words that are numbers only before people as English ones, and before a
    thousand of people in digits."""
    return _STANDS_BEFORE.sub(lambda word: _read_as(folded, word), folded)


def before_people(folded: str, start: int) -> str:
    """What is read in the place of the word at folded[start:], which is one of ONLY_BEFORE_PEOPLE; empty if it is no
    number there."""
    word = _STANDS_BEFORE.match(folded, start)
    return _read_as(folded, word) if word else ""


def _read_as(folded: str, word: re.Match[str]) -> str:
    """What is read in the place of ``word``."""
    return _THOUSANDS[word[0]] if folded.startswith(" mil ", word.end()) else _READ_AS[word[0]]
