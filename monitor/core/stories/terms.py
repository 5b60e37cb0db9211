"""The telling words of an article: what its headline and its first sentences are about, as hashes of word stems.

Two reports of one event share few passages, but names and things. A stem is the beginning of a folded word: six letters
served the streams and pairs of ``monitor evaluate`` as well as a Snowball stemmer, and serve every alphabet.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from typing import NamedTuple

from monitor.core.text.captions import without_captions
from monitor.core.text.fold import fold_text, words_of
from monitor.core.text.words import tokens
from monitor.core.types import Fields

STEM_LETTERS = 6
_LONGEST = 50
"""Letters of a word that is remembered; a stem and what stands before it are shorter."""
MAX_TITLE = 40
MAX_BODY = 48
"""Stems kept of lead and text: the first that are no ordinary words. A stored article's take at most
4 * (MAX_TITLE + MAX_BODY) + 5 bytes."""
BODY_WORDS = 200
SAYS_LITTLE = 1.0
"""Weight below which a word of lead and text is not kept."""
TITLE_KEPT, BODY_KEPT = 7, 2
"""The rarest stems of headline and body that go into the index."""
TELLING = 1.5
"""Weight from which a word goes into the index."""
BODY_WEIGHT = 0.3
"""The headline says what the news is; what stands below it weighs less."""
MIN_SHARED_WEIGHT = 5.5
"""Weight of the words in common, two at least: less, such as `breaking news`, is no event."""
_NAMESPACE = 0x7465726D << 32
"""Keeps a stem in the index apart from the passages there."""
_BEGINS = struct.Struct("<Bf")
"""How packed words begin: how many are of the headline, and the norm."""
_PROCLITICS = re.compile(r"(?:وال|بال|كال|فال|لل|ال)(?=\w{3})")
_CASES = re.compile(
    r"(?<=\w{3})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ах|ях|ам|ям|ом|ем|ов|ев|еи|ои|ыи|ии|ая|яя|ое|ее|ые|ие|ых|их"
    r"|ую|юю|ия|ию|ів|і|а|я|о|е|у|ю|ы|и|ь)$"
)
"""Endings in Cyrillic, folded. Six letters cut those of a longer word; in Идлибе and пункты they are among the six."""
_NO_TURKISH_ENDING = frozenset(("s", "t", "d", "re", "ve", "ll"))
"""Behind an apostrophe in English. What else stands behind one is a Turkish ending, if three letters stand before."""
_SHORTEST_NAME = 3
_ELIDED = words_of("dell nell all sull dall coll quell bell jusqu lorsqu puisqu quelqu presqu aujourd")
"""Before an apostrophe in Italian and French: the word stands behind it."""
_ARTICLES = frozenset(("al", "el"))
"""The same in Latin letters, where they stand apart: El Fasher is one name, and no two words."""


class Terms(NamedTuple):
    """Hashes of stems, in order; those of ``body`` do not stand in ``title``. ``norm`` is the length of the vector of
    their weights, in the article's own language. Some dozens are made for each new article."""

    title: tuple[int, ...]
    body: tuple[int, ...]
    norm: float

    def packed(self) -> bytes:
        """For the store; :meth:`unpacked` reads it."""
        both = (*self.title, *self.body)
        return _packing(len(both)).pack(len(self.title), self.norm, *both)

    @classmethod
    def unpacked(cls, stored: bytes) -> Terms:
        found = _packing((len(stored) - _BEGINS.size) // 4).unpack(stored)
        size, norm = found[:2]
        return cls(found[2 : 2 + size], found[2 + size :], norm)

    @property
    def all(self) -> tuple[int, ...]:
        return (*self.title, *self.body)


@cache
def _packing(stems: int) -> struct.Struct:
    """How so many stems are packed: at most MAX_TITLE + MAX_BODY."""
    return struct.Struct(f"{_BEGINS.format}{stems}I")


def stems_packed(stored: bytes) -> tuple[int, ...]:
    """All stems of packed :class:`Terms`."""
    return struct.unpack_from(f"<{(len(stored) - _BEGINS.size) // 4}I", stored, _BEGINS.size)


def terms(fields: Fields, weights: Mapping[int, float]) -> Terms:
    """The telling words of an article in a language with these ``weights`` (rarity.py)."""
    title = tuple(dict.fromkeys(stems_of(fields.title, 2 * MAX_TITLE)))[:MAX_TITLE]
    known = frozenset(title)
    below = dict.fromkeys(stems_of(without_captions(f"{fields.lead}\n{fields.text}"), BODY_WORDS))
    body = tuple(s for s in below if s not in known and weights[s] >= SAYS_LITTLE)[:MAX_BODY]
    return of_stems(title, body, weights)


def of_stems(title: tuple[int, ...], body: tuple[int, ...], weights: Mapping[int, float]) -> Terms:
    squares = sum(weights[s] ** 2 for s in title) + BODY_WEIGHT**2 * sum(weights[s] ** 2 for s in body)
    return Terms(title, body, sqrt(squares))


def stems_of(text: str, most: int) -> list[int]:
    """Of the first ``most`` words; numbers are figures' business (figures.py)."""
    words = tokens(fold_text(text[: 20 * most]))[:most]
    return [stem_hash(word[:_LONGEST]) for word in words if not word.isdigit() and word not in _ARTICLES]


@lru_cache(maxsize=50_000)
def stem_hash(word: str) -> int:
    """Of a folded word: 32 bits."""
    return zlib.crc32(_bare(word)[:STEM_LETTERS].encode("utf-8", "surrogatepass"))


def _bare(word: str) -> str:
    """Without what grammar adds to a word where six letters do not cut it off."""
    if word[0] > "\u0600":
        return _PROCLITICS.sub("", word, count=1) if _PROCLITICS.match(word) else word
    if "\u0400" <= word[0] <= "\u04ff":
        return _CASES.sub("", word)
    name, _, ending = word.partition("'")
    is_name = len(name) >= _SHORTEST_NAME and name not in _ELIDED and ending not in _NO_TURKISH_ENDING
    return name if is_name else word


def index_keys(of: Terms, weights: Mapping[int, float]) -> dict[int, float]:
    """The keys by which reports with these words are indexed and looked up: key -> what its word says."""
    chosen = (
        *_rarest(of.title, TITLE_KEPT, weights),
        *_rarest(of.body, BODY_KEPT if of.title else TITLE_KEPT, weights),
    )
    return {_NAMESPACE | stem: weights[stem] for stem in chosen}


def _rarest(stems: Sequence[int], most: int, weights: Mapping[int, float]) -> list[int]:
    return sorted((s for s in stems if weights[s] >= TELLING), key=lambda s: (-weights[s], s))[:most]


def weighed(of: Terms, weights: Mapping[int, float]) -> dict[int, float]:
    """Stem -> how much it says in this article."""
    found = {stem: BODY_WEIGHT * weights[stem] for stem in of.body}
    found.update((stem, weights[stem]) for stem in of.title)
    return found


def likeness(one: Mapping[int, float], norm: float, other: Terms, weights: Mapping[int, float]) -> float:
    """The cosine of a weighed article of this ``norm`` and another one, 0 to 1; 0 if what they have in common says less
    than MIN_SHARED_WEIGHT."""
    shared = [(one[stem], weights[stem]) for stem in other.title if stem in one]
    shared += [(one[stem], BODY_WEIGHT * weights[stem]) for stem in other.body if stem in one]
    if len(shared) < 2 or sum(map(min, shared)) < MIN_SHARED_WEIGHT:
        return 0.0
    return min(1.0, sum(a * b for a, b in shared) / (norm * other.norm))


def unsaid(title: Sequence[int], known: frozenset[int], weights: Mapping[int, float]) -> float:
    """The weight of those words of a headline that do not stand in ``known``."""
    return sum(weights[stem] for stem in title if stem not in known)


def has_said(word: str, stems: frozenset[int]) -> bool:
    """Whether a folded word is known, or its other number: stems of short words keep their s."""
    return any(stem_hash(form) in stems for form in (word, f"{word}s", word.removesuffix("s") or word))


def coverage(title: Sequence[int], known: frozenset[int], weights: Mapping[int, float]) -> float:
    """The share of a headline's weight that stands in ``known``, 0 to 1; 1 for an empty headline."""
    total = sum(weights[stem] for stem in title)
    return sum(weights[stem] for stem in title if stem in known) / total if total else 1.0
