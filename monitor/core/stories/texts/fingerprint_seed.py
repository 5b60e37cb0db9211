"""A published article's fingerprint without its text: as a file to share, and as bytes to store.

Shingles are hashes of runs of four words: they show that a text holds a passage one already has, not what it says.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from monitor.core.numbers.figures import figures
from monitor.core.stories.texts.fingerprint import ALGORITHM, Fingerprint, fingerprint
from monitor.core.text.markup import plain, plain_line
from monitor.core.types import Fields


def fingerprint_file(
    url: str, source: str, published: datetime, language: str, title: str, body: str
) -> Mapping[str, object]:
    """What a fingerprint seed's file holds for an article: hashes, and its figures' values; no word of it."""
    fields = Fields(plain_line(title), "", plain(body))
    print_ = fingerprint(fields)
    return {
        "fingerprint": ALGORITHM,
        "url": url,
        "source": source,
        "published": published.isoformat(),
        "language": language,
        "title_words": sorted(f"{word:08x}" for word in print_.title_words),
        "figures": [figure.hashed.packed() for figure in figures(fields)],
        "shingles": base64.b64encode(print_.shingles.astype("<u8").tobytes()).decode(),
    }


def unpacked_shingles(text: str) -> bytes:
    """The ``shingles`` of a file: sorted little-endian 64-bit integers. Raises ValueError if they are none."""
    data = base64.b64decode(text, validate=True)
    if len(data) % 8:
        raise ValueError("its length is no multiple of eight bytes")
    return data


def packed(title_words: Sequence[str], shingles: bytes) -> bytes:
    """How a fingerprint seed is stored: hexadecimal title words, a bar, the shingles."""
    return " ".join(title_words).encode() + b"|" + shingles


def unpacked(stored: bytes) -> Fingerprint:
    """The fingerprint that :func:`packed` stored; it has no prints and no head of its own."""
    words, _, shingles = stored.partition(b"|")
    array = np.frombuffer(shingles, dtype="<u8").astype(np.uint64)
    return Fingerprint(array, (), array[:0], frozenset(int(word, 16) for word in words.decode().split()))
