"""What others take for the near-duplicate part of the judge's work: is a text like this one stored?

Each runs in a process of its own: ``python -m bench.judging.peers NAME ITEMS SEED``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from time import process_time_ns
from typing import Any

from bench.judging.measuring import microseconds, resident_mb
from bench.judging.news_stream import NewsStream
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens

PERMUTATIONS, THRESHOLD, BANDS = 128, 0.5, 32
MEASURED = 2_000
_K = 4

Step = Callable[[int, list[str]], None]


def datasketch_step() -> Step:
    """Query, then insert."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)

    def step(number: int, shingles: list[str]) -> None:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        index.query(sketch)
        index.insert(number, sketch)

    return step


def rensa_step() -> Step:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)

    def step(number: int, shingles: list[str]) -> None:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles)
        index.query(sketch)
        index.insert(number, sketch)

    return step


def simhash_step() -> Step:
    """64 bits, of which three may differ."""
    from simhash import Simhash, SimhashIndex

    index = SimhashIndex([], k=3)

    def step(number: int, shingles: list[str]) -> None:
        sketch = Simhash(shingles)
        index.get_near_dups(sketch)
        index.add(str(number), sketch)

    return step


def exact_step() -> Step:
    """Of all its words: the same text or another."""
    known: set[bytes] = set()

    def step(number: int, shingles: list[str]) -> None:  # noqa: ARG001
        known.add(hashlib.blake2b("\n".join(shingles).encode(), digest_size=8).digest())

    return step


PEERS: dict[str, Callable[[], Step]] = {
    "datasketch": datasketch_step,
    "rensa": rensa_step,
    "simhash": simhash_step,
    "exact hash": exact_step,
}


def measure(name: str, items: int, seed: int) -> dict[str, Any]:
    """Microseconds of the last items, shingling included, and bytes of memory an item."""
    stream, step = NewsStream(seed), PEERS[name]()
    times: list[int] = []
    before = resident_mb()
    for number, line in enumerate(stream.items(items)):
        began = process_time_ns()
        words = tokens(fold_text(f"{line.title} {line.summary}"))
        step(number, [" ".join(words[i : i + _K]) for i in range(max(1, len(words) - _K + 1))])
        if items - number <= MEASURED:
            times.append(process_time_ns() - began)
    memory = (resident_mb() - before) * 1_000_000 / items
    return {"items": items, "us": microseconds(times), "memory_bytes_an_item": round(memory)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
