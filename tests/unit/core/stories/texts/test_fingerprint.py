"""Which shingles of a text are chosen for look-up."""

from __future__ import annotations

import pytest

from monitor.core.stories.texts.fingerprint import MAX_PRINTS, WINDOW, K, fingerprint
from monitor.core.types import Fields


def smallest_of_each_window(words: list[str]) -> set[int]:
    """Each shingle is hashed by the fingerprint of its words alone."""
    hashes = [fingerprint(Fields("", "", " ".join(words[i : i + K]))).shingles for i in range(len(words) - K + 1)]
    codes = [int(one[0]) for one in hashes]
    windows = [codes[i : i + WINDOW] for i in range(max(1, len(codes) - WINDOW + 1))]
    return {min(window) for window in windows} if len(codes) > WINDOW else set(codes)


@pytest.mark.parametrize("count", [K, K + WINDOW - 1, K + WINDOW, K + WINDOW + 1, 60, 300])
def test_of_each_run_of_shingles_the_smallest_is_chosen(count: int) -> None:
    words = [f"word{number * number % 97}x{number % 13}" for number in range(count)]
    of = fingerprint(Fields("", "", " ".join(words)))
    chosen = smallest_of_each_window(words)
    assert len(chosen) <= MAX_PRINTS and {print_ % 2**64 for print_ in of.prints} == chosen
