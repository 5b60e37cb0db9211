"""Which texts share passages: hashed word shingles, winnowed for the index, whole for the comparison.

Winnowing: Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
Any passage of at least K + WINDOW - 1 = 11 words that two texts share is certain to share a print.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from monitor.core.text.fold import fold_text
from monitor.core.text.remembered import remembered
from monitor.core.text.words import tokens
from monitor.core.types import Fields

ALGORITHM = "shingle4-winnow8-1"
K, WINDOW = 4, 8
"""Words of a shingle; shingles of which the smallest is chosen, a power of two."""
MAX_TOKENS = 4_000
HEAD_WORDS = 45
MAX_PRINTS = 160
"""Prints by which a text is looked up."""
HEAD_KEPT, KEPT = 8, 24
"""Of these, the first KEPT are in the index: of the head at most HEAD_KEPT, so that a text cut to its lead is found,
and the smallest of all the text: the same choice in every text that shares the passage."""
MIN_TITLE = 5
"""Words from which a headline is no formula: with fewer, two articles are not known by it."""
_REMEMBERED = 20_000
"""Characters up to which a text's fingerprint is kept a while: what is compared once is compared again."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """``shingles``: the hashes of all runs of K words, sorted, unique. ``prints``: those chosen for look-up, as signed
    64-bit integers; ``kept``: those that go into the index. ``head``: the shingles of the first sentences."""

    shingles: NDArray[np.uint64]
    prints: tuple[int, ...]
    head: NDArray[np.uint64]
    title_words: frozenset[int]

    @property
    def kept(self) -> tuple[int, ...]:
        return self.prints[:KEPT]


def fingerprint(fields: Fields) -> Fingerprint:
    """The fingerprint of a plain text; a text shorter than K words has one shingle, an empty one none."""
    return _remembered(fields) if len(fields.lead) + len(fields.text) <= _REMEMBERED else _made(fields)


@lru_cache(maxsize=1_000)
def _remembered(fields: Fields) -> Fingerprint:
    return _made(fields)


def _made(fields: Fields) -> Fingerprint:
    body = tokens(fold_text(f"{fields.lead}\n{fields.text}"))[:MAX_TOKENS]
    hashes = _shingles(body)
    head = hashes[: max(1, min(len(body), HEAD_WORDS) - K + 1)]
    chosen = (*_title_print(fields.title), *_winnow(head)[:HEAD_KEPT], *_winnow(hashes))
    prints = tuple(dict.fromkeys(chosen))[:MAX_PRINTS]
    return Fingerprint(sorted_unique(hashes), prints, sorted_unique(head), title_words(fields.title))


@remembered(5_000)
def shingles_of(text: str) -> NDArray[np.uint64]:
    """The hashes of all runs of K words of a text, sorted, unique."""
    return sorted_unique(_shingles(tokens(fold_text(text))[:MAX_TOKENS]))


def _title_print(title: str) -> tuple[int, ...]:
    """One print of the whole headline, so that two flashes without a text find one another."""
    words = tokens(fold_text(title))
    if len(words) < MIN_TITLE:
        return ()
    digest = hashlib.blake2b("\x1f".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big", signed=True),)


def title_words(title: str) -> frozenset[int]:
    """The words of a headline as hashes: enough to compare headlines, not to read them."""
    return frozenset(_codes(tokens(fold_text(title))))


def _codes(words: list[str]) -> list[int]:
    """A hash of each word. All are encoded at once, in a fifth of the time."""
    encoded = "\n".join(words).encode("utf-8", "surrogatepass")
    return list(map(zlib.crc32, encoded.split(b"\n"))) if words else []


def containment(part: NDArray[np.uint64], whole: NDArray[np.uint64]) -> float:
    """The share of ``part`` that ``whole`` holds too, 0 to 1; 0 if ``part`` is empty."""
    if not len(part):
        return 0.0
    return shared(part, whole) / len(part)


def shared(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """How many hashes two sorted arrays, each without repeats, have in common."""
    few, many = sorted((one, other), key=len)
    if not len(few):
        return 0
    return int(np.count_nonzero(many.take(many.searchsorted(few), mode="clip") == few))


def sorted_unique(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Several times faster than numpy.unique where there are few."""
    ordered = np.sort(hashes)
    if len(ordered) < 2:
        return ordered
    first = np.empty(len(ordered), dtype=np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def _shingles(words: list[str]) -> NDArray[np.uint64]:
    if not words:
        return np.empty(0, dtype=np.uint64)
    codes = np.array(_codes(words), dtype=np.uint64)
    size = max(1, len(codes) - K + 1)
    result = np.zeros(size, dtype=np.uint64)
    for step in range(min(K, len(codes))):
        result = (result ^ codes[step : step + size]) * _MULTIPLIER
        result ^= result >> np.uint64(29)
    return result


def _winnow(hashes: NDArray[np.uint64]) -> tuple[int, ...]:
    """The chosen hashes, smallest first."""
    if len(hashes) <= WINDOW:
        chosen = sorted_unique(hashes)
    else:
        smallest, size = hashes, 1
        while size < WINDOW:  # of twice as many in a row
            smallest = np.minimum(smallest[:-size], smallest[size:])
            size *= 2
        chosen = sorted_unique(smallest)
    return tuple(chosen[:MAX_PRINTS].view(np.int64).tolist())
