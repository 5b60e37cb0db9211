"""The numbers a text states, each with what it counts and the words around it, read from its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from monitor.core.numbers.counts import money
from monitor.core.numbers.counts.called import without_their_numbers
from monitor.core.numbers.counts.counted import figure_at, is_taken, one_of_people
from monitor.core.numbers.counts.figure import MAX_FIGURES, Figure
from monitor.core.numbers.counts.measures import counting
from monitor.core.numbers.counts.place import AROUND, CLAUSE, Place, at_least
from monitor.core.numbers.words.figure_words import AND, ONE
from monitor.core.numbers.words.numerals import DUALS
from monitor.core.numbers.words.other_words import without_other_words
from monitor.core.numbers.words.unit_phrases import plain_units
from monitor.core.numbers.words.units import DATE, LONGEST_WORD
from monitor.core.numbers.written.arabic_and import without_and
from monitor.core.numbers.written.before_people import ONLY_BEFORE_PEOPLE, counted_before_people
from monitor.core.numbers.written.fractions import FRACTIONS, in_percent
from monitor.core.numbers.written.joined_scales import JOINED, millions_spelled
from monitor.core.numbers.written.may_begin import MAY_BEGIN
from monitor.core.numbers.written.number_words import number_at
from monitor.core.numbers.written.side_by_side import side_by_side
from monitor.core.text.fold import fold_text
from monitor.core.text.marks import APOSTROPHE, tokens_of
from monitor.core.text.remembered import remembered
from monitor.core.text.words import sentences
from monitor.core.types import Fields

MAX_READ = 3_000
"""Figures of one sentence, or of one text, that are looked at: many may be the same one."""
_TOKEN = tokens_of(r"[^\W\d_]", lambda word: rf"\d+(?:[.,\u066b\u066c]\d+)*|{word}{APOSTROPHE}")
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Japanese, Chinese and Korean write what is counted in one with its number: 3人, 9명."""
_NAME = re.compile(
    rf"(?<![^\W\d_])(?:(?![{_UNSPACED}])[^\W\d_])++-?\d[\w-]*|(?<!\d)\d++(?!{JOINED}|[{_UNSPACED}])[^\W\d_]++\d*",
    re.IGNORECASE,
)
"""``F-15``, ``M5``, ``4Q``, ``2nd``: no figures. Tried from the first letter of a word only: from each, a word of
100,000 letters took minutes."""
_CLOCK = re.compile(
    r"(?=[№\d\u2044²³₀-₉])(?:"
    r"№ ?\d++|\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}(?::\d{2})?|(?:(?<!\d)\d++)?+\u2044\d++"
    r"|(?<=[^\W\d_])[²³₀-₉]+)"
)
"""Numbers of things (№9), dates and times in digits count nothing, nor do fractions (½, and what other programs make of
it) and the 2 of m²."""
_OF_ONE = {"½": ".5", "¼": ".25", "¾": ".75"}
_HALF = re.compile(rf"(?<=\d)[{''.join(_OF_ONE)}]")
_UNITED_NATIONS = re.compile(r"\bUN\b(?=:? [^\W\d_])")
"""No French *one*, but where all is in capitals: UN: death toll in Goma doubles."""
_DIGIT = re.compile(r"\d")
_SPACED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3}(?!\d)){1,5}+"
    r"(?![.,]?\d{3}|[ \u00a0\u2007\u2009\u202f'’]\d{3}(?!\d))"
)
"""Digits grouped by spaces or apostrophes: 41 500. Of more than six groups none belongs to another."""
_PROCLITIC = re.compile("(?<![^\\W_])(?=[وفباكل])[وف]?(?:ال|لل|[بلك])?ـ?(?=\\d)")
"""Arabic writes "and", "to", "with" in one with the digits behind: و30."""
_ROUND = frozenset(["100", "1000", "1000000"])
"""In words, and of nobody knows what: over a hundred fighters are not the 100 killed."""
_MAY = re.compile(r"\bmay(?= (?:have|be)\b)")
"""English, and no month."""
_COUNTS = MAY_BEGIN | ONLY_BEFORE_PEOPLE | FRACTIONS
_COMMA = re.compile("[,;،؛]")
_SEMICOLONS = (";", "؛")


def figures(fields: Fields) -> tuple[Figure, ...]:
    """The figures of a text, in order, each once."""
    found: dict[Figure, None] = {}
    read = 0
    for text in (fields.title, fields.lead, fields.text):
        for sentence in sentences(text):
            stated = figures_in(sentence, every=True)
            found.update(dict.fromkeys(stated))
            read += len(stated)
            if len(found) >= MAX_FIGURES or read >= MAX_READ:
                return tuple(found)[:MAX_FIGURES]
    return tuple(found)


def figures_in(sentence: str, *, every: bool = False) -> list[Figure]:
    """The figures of one sentence: digits of any script, and number words where they count people; with ``every``
    wherever they stand. What is stated is taken so: "10 years" is no news after "ten years"."""
    return [figure for figure, always in _written(sentence) if always or every]


@remembered(5_000)
def _written(sentence: str) -> tuple[tuple[Figure, bool], ...]:
    """The figures of a sentence, and whether each counts wherever it stands."""
    if not _DIGIT.search(sentence) and _COUNTS.isdisjoint(_words(sentence)):
        return ()
    counting_something = _plain(counting(in_percent(without_their_numbers(without_other_words(sentence)))))
    plain = plain_units(money.in_words(counting_something))
    text = counted_before_people(without_and(_MAY.sub("might", fold_text(plain))))
    tokens = list(_TOKEN.of(text).finditer(text))
    words = [token[0][:LONGEST_WORD] for token in tokens]
    parts = _parts(text, tokens, words)
    result: list[tuple[Figure, bool]] = []
    index = counted = 0
    while index < len(words) and len(result) < MAX_READ:
        word, taken = words[index], 1
        is_digits = word[0].isdecimal()
        if (is_digits or word in MAY_BEGIN) and (number := number_at(side_by_side(text, tokens, index))):
            taken = number.taken
            end = index if word in DUALS else index + taken
            first = at_least(words, index)
            if first and counted == first and text[tokens[first - 1].end() : tokens[first].start()] == " ":
                # "two bombs kill 10": the kill is of the 10 as well
                counted -= first < index or not is_taken(words, first - 1)
            figure, counted = figure_at(number.value, Place(words, parts, index, end, counted))
            if is_digits or figure.unit or number.value not in _ROUND:
                result.append((figure, is_digits or figure.unit not in ("", DATE)))
        elif word in ONE and (unit := one_of_people(words, index)):
            result.append((Figure("1", unit, tuple(words[index + 1 : index + 1 + AROUND])), True))
        index += taken
    return tuple(result)


def _words(sentence: str) -> list[str]:
    folded = without_and(fold_text(sentence))
    return _TOKEN.of(folded).findall(folded)


def _parts(text: str, tokens: Sequence[re.Match[str]], words: Sequence[str]) -> list[int]:
    """For each word the part of the sentence, between commas and *and*, in which it stands; behind a semicolon another
    clause begins (counted.py)."""

    def begins(at: int) -> int:
        parted = _COMMA.search(text, tokens[at - 1].end(), tokens[at].start()) if at else None
        if parted and parted[0] in _SEMICOLONS:
            return CLAUSE
        return int(parted is not None or words[at] in AND)

    return list(accumulate(map(begins, range(len(tokens)))))


def _plain(sentence: str) -> str:
    """Without what digits are part of and count nothing; each number in one piece, by itself."""
    sentence = millions_spelled(sentence if sentence.isupper() else _UNITED_NATIONS.sub("_", sentence))
    plain = _NAME.sub(" _ ", _CLOCK.sub(" ", _HALF.sub(lambda half: _OF_ONE[half[0]], _PROCLITIC.sub("", sentence))))
    return _SPACED.sub(lambda number: "".join(filter(str.isdecimal, number[0])), plain)
