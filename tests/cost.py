"""Guards against what takes minutes where it should take seconds. They measure nothing: figures are those of bench/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

from bench.check import fixed_loop

LOOP_SECONDS = 0.06
"""What the loop takes on a machine for which the seconds below are meant."""


@contextmanager
def takes_at_most(seconds: float, what: object = "it") -> Iterator[None]:
    """What runs within takes less CPU than ``seconds``; on a slower machine as many times more as that is slower."""
    began = process_time()
    yield
    spent = process_time() - began
    assert spent < seconds or spent < seconds * _slower(), f"{what} took {spent:.1f} s of CPU, over {seconds:g}"


def _slower() -> float:
    """How many times as long as meant this machine takes now."""
    began = process_time()
    fixed_loop()
    return (process_time() - began) / LOOP_SECONDS
