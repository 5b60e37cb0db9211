"""The numbers a text states, each with the words around it: what a correction changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.core.text.fold import fold_text
from monitor.core.text.words import sentences
from monitor.core.types import Fields

MAX_FIGURES = 300
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_TOKEN = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+")
_GROUPS = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
_STOP_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in plain digits; ``about`` the words near it, nearest first after, then before; folded."""

    value: str
    about: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The word that most likely says what is counted, for a sentence to a person."""
        return next((word for word in self.about if len(word) >= _STOP_LENGTH), "")


def figures(fields: Fields) -> tuple[Figure, ...]:
    """The figures of a text, in order, each (value, about) once."""
    found: dict[Figure, None] = {}
    for text in (fields.title, fields.lead, fields.text):
        for sentence in sentences(text):
            found.update(dict.fromkeys(figures_in(sentence)))
    return tuple(found)[:MAX_FIGURES]


def figures_in(sentence: str) -> list[Figure]:
    """The figures of one sentence."""
    if not any(character.isdigit() for character in sentence):
        return []
    words = _TOKEN.findall(fold_text(sentence))
    result = []
    for index, word in enumerate(words):
        if _NUMBER.fullmatch(word):
            after = [w for w in words[index + 1 : index + 4] if not w[0].isdigit()]
            before = [w for w in reversed(words[max(0, index - 3) : index]) if not w[0].isdigit()]
            result.append(Figure(_plain_digits(word), (*after, *before)))
    return result


def _plain_digits(word: str) -> str:
    """``3,500`` and ``3.500`` -> ``3500``; ``2.5`` stays; digits of any script become ASCII."""
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in word)
    return re.sub(r"[.,\u066c]", "", digits) if _GROUPS.fullmatch(digits) else digits.replace(",", ".")


def counterpart(figure: Figure, others: Iterable[Figure]) -> Figure | None:
    """The figure among ``others`` that counts the same thing with another value: most words in common, two at
    least, or the same word right after it."""
    best, best_score = None, 0.0
    for other in others:
        if other.value == figure.value:
            continue
        shared = {w for w in figure.about if len(w) >= _STOP_LENGTH} & {
            w for w in other.about if len(w) >= _STOP_LENGTH
        }
        score = len(shared) + (0.5 if figure.subject and figure.subject == other.subject else 0)
        if score >= 1.5 and score > best_score:
            best, best_score = other, score
    return best
