"""Two headlines that state the same amounts, each in its own words and digits."""

from __future__ import annotations

from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.counts.measures import is_measure
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.stated import Stated
from monitor.core.numbers.words.figure_words import NEARLY
from monitor.core.numbers.written.fractions import FRACTIONS
from monitor.core.numbers.written.may_begin import MAY_BEGIN
from monitor.core.text.fold import words_of

_BESIDE = words_of("point points percentage percent per cent pct basis bps m mn bn k baz puan points base")


def is_of_an_amount(word: str) -> bool:
    """Whether a folded word is a number or a part of one, or says of what it is: nearly 400 million, percent."""
    return (
        any(map(str.isdecimal, word))
        or word in MAY_BEGIN
        or word in FRACTIONS
        or word in NEARLY
        or word in _BESIDE
        or is_measure(word)
    )


def state_the_same(headline: str, other: str) -> bool:
    """Whether both state numbers, and none that the other does not."""
    ours, theirs = figures_in(headline, every=True), figures_in(other, every=True)
    return bool(ours and theirs) and _are_among(ours, Stated(theirs)) and _are_among(theirs, Stated(ours))


def _are_among(figures: list[Figure], known: Stated) -> bool:
    return all(figure in known for figure in figures)
