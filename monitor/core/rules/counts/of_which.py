"""Which find counts no number before it: one that is of some of them."""

from __future__ import annotations

import re

from monitor.core.entities.hits import Hit
from monitor.core.numbers.words.figure_words import DIED
from monitor.core.rules.conditions import Subject
from monitor.core.rules.numbers.read import LETTERS, Number, first_from
from monitor.core.text.fold import words_of

_OF = re.compile(
    r" (?:\w+ )?(?:out )?of (?:the |these |those |its |their )?| (?:\w+ )?d(?:es|e|e los|e las|os|as) | "
    "из "
)
"""Folded, between the number of some and that of all: 3 of the 30."""
_HAVE = words_of("were was have has had are ont été sont были был fueron resultaron han foram ficaram")
_MOST_BETWEEN = 6
"""Words between the number of all and what befell some."""
_SOME = r"(?: (?:were|are|was|have|has|had|later|since|also|already|been))* $"
_SOME_BEHIND = re.compile(rf" of (?:whom|them){_SOME}"), re.compile(_SOME)
"""Folded, between the number of some and what befell them: 75 fell ill, two of whom have died; of whom two died."""
_OF_WHOM = " of whom "


def some_of(subject: Subject, number: Number, hit: Hit) -> Number | None:
    """The number of those of whom ``hit`` says what befell them, if they are some of those whom the ``number`` counts:
    the 3 of "3 of the 30 passengers were killed", the two of "75 fell ill, two of whom died"."""
    text, numbers = subject.document.folded.text, subject.numbers
    if some := _some_behind(subject, number, hit):
        return some
    at = first_from(numbers, number.start)
    if number.end > hit.start or at == 0 or not are_of(text, numbers[at - 1], number):
        return None
    between = text[number.end : hit.start]
    words = LETTERS.findall(between)
    if LETTERS.sub("", between).strip(" ") or len(words) > _MOST_BETWEEN:
        return None
    befell = not _HAVE.isdisjoint(words) or text[hit.start : hit.end] in DIED
    return numbers[at - 1] if words and befell else None


def _some_behind(subject: Subject, number: Number, hit: Hit) -> Number | None:
    """The number directly before ``hit``, if it is of some of those whom the ``number`` before it counts."""
    text, numbers = subject.document.folded.text, subject.numbers
    at = first_from(numbers, hit.start) - 1
    if at < 1 or numbers[at].start <= number.start:
        return None
    some, (behind, bare) = numbers[at], _SOME_BEHIND
    is_of_them = behind.fullmatch(text, some.end, hit.start) is not None
    is_of_whom = text.endswith(_OF_WHOM, number.end, some.start) and bare.fullmatch(text, some.end, hit.start)
    return some if is_of_them or is_of_whom else None


def are_of(text: str, some: Number, whole: Number) -> bool:
    """Whether the first of two numbers is of some of those whom the other counts: 3 of the 30, 3 out of 30."""
    return _OF.fullmatch(text, some.end, whole.start) is not None
