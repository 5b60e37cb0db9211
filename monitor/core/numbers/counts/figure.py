"""A number that a text states, with what it counts and the words around it; and those that are known of a story."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.core.numbers.words.figure_words import NEARLY
from monitor.core.numbers.words.numerals import SCALES
from monitor.core.numbers.words.units import CASUALTIES, KILLED, PEOPLE, WOUNDED
from monitor.core.numbers.written.digits import scaled
from monitor.core.text.fold import words_of

MAX_FIGURES = 300
PART = 0.5
"""A toll corrected downwards keeps more than this of itself; less is a part of it, or the toll of something else."""
NEARLY_ALL = 0.9
"""The least of a round number that is told as nearly or about so many: 57 as nearly 60."""
_SHORTEST = 3
_UNGROUPED = 4
"""Digits that are read at a glance."""
_IN_WORDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_FILLERS = words_of("about and another for least more number over rise rises rose said says some than the total")
_SAYS_NOTHING = words_of(
    "from after with into onto over still now have has had were was are will been being who that this which while "
    "when near day days dos das des les aux dans pour sur par avec sont ont qui que los las del con por para una más "
    "der die das den dem von aus mit nach für bei als auf sind seien werden wurden nas nos aos mais için ile sonra "
    "من في على إلى عن بعد قبل خلال под для при над из после более"
)
_HASHED = "#"
"""Before a word of which only the hash is known (fingerprint seeds)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` in plain digits; ``unit`` what it counts, if that is known (units.py); ``about`` the words near it,
    nearest first after, then before; folded."""

    value: str
    unit: str
    about: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The word that most likely says what is counted, for a sentence to a person."""
        return next((word for word in self.about if tells(word) and not word.startswith(_HASHED)), "")

    @property
    def thing(self) -> str:
        """The same without words that say nothing to a person by themselves: 800,000 *from*, 70 *dos*, 22 *still*."""
        return self.subject if self.subject not in _SAYS_NOTHING else ""

    @property
    def hashed(self) -> Figure:
        """The same without its words: fit to be shared, and still comparable."""
        return Figure(self.value, self.unit, tuple(hashed_word(word) for word in self.about if tells(word)))

    def packed(self) -> list[str]:
        """As a JSON list; :meth:`unpacked` reads it."""
        return [self.value, self.unit, *self.about]

    @classmethod
    def unpacked(cls, packed: Sequence[str]) -> Figure:
        """Of those stored before scales were read, the scale is the first word behind the value: 1.2, million."""
        value, unit, *about = packed
        if about and (scale := _SCALES.get(about[0])) and (whole := scaled(value, scale)):
            return cls(whole, unit, tuple(about[1:]))
        return cls(value, unit, tuple(about))


class Tolls:
    """The highest number of people known for each unit: what a text adds far below it is a part of it."""

    def __init__(self, known: Iterable[Figure]) -> None:
        self._highest: dict[str, float] = {}
        for figure in known:
            if figure.unit in PEOPLE:
                self._highest[figure.unit] = max(self._highest.get(figure.unit, 0.0), number(figure))

    def highest(self, unit: str) -> float:
        highest = self._highest.get(unit, 0.0)
        if unit == CASUALTIES:  # 12 killed and 62 wounded are 74 killed or wounded
            return max(highest, self.highest(KILLED) + self.highest(WOUNDED))
        return highest

    def are_passed_by(self, figure: Figure) -> bool:
        highest = self.highest(figure.unit)
        if figure.unit not in PEOPLE or number(figure) <= highest:
            return False
        return NEARLY.isdisjoint(figure.about) or not is_nearly(highest, figure)

    def count_more_than(self, figure: Figure) -> bool:
        """Whether more people are counted so: below a headline on 31 dead, 27 who suffocated are some of them."""
        return figure.unit in PEOPLE and number(figure) < self.highest(figure.unit)

    def have_as_part(self, figure: Figure) -> bool:
        """Whether a number of people is rather a part of those that were counted than another count of them: two
        soldiers of 47 wounded."""
        return figure.unit in PEOPLE and number(figure) < PART * self.highest(figure.unit)


def grouped(value: str) -> str:
    """The value of a figure for a person: from five digits on in groups, 235,000; millions as reports write them where
    two decimals tell all, 1.25 million."""
    whole, point, part = value.partition(".")
    if not part and whole.isdecimal():
        for scale, name in _IN_WORDS:
            if int(whole) >= scale and int(whole) % (scale // 100) == 0:
                return f"{int(whole) / scale:g} {name}"
    return f"{int(whole):,}{point}{part}" if len(whole) > _UNGROUPED and whole.isdecimal() else value


def number(figure: Figure) -> float:
    return amount(figure.value)


def is_nearly(count: float, figure: Figure) -> bool:
    """Whether a known count is what ``figure`` rounds up: 57 are nearly 60."""
    return figure.value.endswith("0") and NEARLY_ALL * number(figure) <= count <= number(figure)


def amount(value: str) -> float:
    """What the value of a figure comes to; 0 if it is no number."""
    try:
        return float(value)
    except ValueError:
        return 0.0


def tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _FILLERS


@lru_cache(maxsize=10_000)
def hashed_word(word: str) -> str:
    return word if word.startswith(_HASHED) else f"{_HASHED}{zlib.crc32(word.encode('utf-8', 'surrogatepass')):08x}"


_SCALES = SCALES | {hashed_word(word): scale for word, scale in SCALES.items()}
