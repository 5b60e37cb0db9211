"""The numbers a text states, each with the words around it: what a correction changes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from monitor.core.text.fold import fold_text
from monitor.core.text.words import sentences
from monitor.core.types import Fields

MAX_FIGURES = 300
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_TOKEN = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|[^\W\d_]+")
_GROUPS = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
_SHORTEST = 3
_ALIKE = 1.5
"""Two words in common, or one that is the subject of both."""
_FILLERS = frozenset(
    ("about and another for least more number over rises rose said says some than the total").split()  # noqa: SIM905
)
_HASHED = "#"
"""Before a word of which only the hash is known (fingerprint seeds)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in plain digits; ``about`` the words near it, nearest first after, then before; folded."""

    value: str
    about: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The word that most likely says what is counted, for a sentence to a person."""
        return next((word for word in self.about if _tells(word) and not word.startswith(_HASHED)), "")

    @property
    def hashed(self) -> Figure:
        """The same without its words: fit to be shared, and still comparable."""
        return Figure(self.value, tuple(_hash(word) for word in self.about if _tells(word)))


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


def counterparts(new: Iterable[Figure], old: Iterable[Figure]) -> dict[Figure, Figure]:
    """Which old figure each new one replaces: it counts the same thing with another value. Pairs are made from the
    most alike down, and no figure is used twice."""
    pairs = [(score, a, b) for a in new for b in old if a.value != b.value and (score := _likeness(a, b)) >= _ALIKE]
    pairs.sort(key=lambda pair: -pair[0])
    found: dict[Figure, Figure] = {}
    used: set[str] = set()
    for _, a, b in pairs:
        if a not in found and b.value not in used:
            found[a] = b
            used.add(b.value)
    return found


def _likeness(a: Figure, b: Figure) -> float:
    """Words in common around two figures, half a point more for the same subject."""
    one, other = ([_hash(word) for word in figure.about if _tells(word)] for figure in (a, b))
    return len(set(one) & set(other)) + (0.5 if one and other and one[0] == other[0] else 0)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _FILLERS


@lru_cache(maxsize=10_000)
def _hash(word: str) -> str:
    return word if word.startswith(_HASHED) else f"{_HASHED}{zlib.crc32(word.encode('utf-8', 'surrogatepass')):08x}"
