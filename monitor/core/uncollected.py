"""Work without the cyclic garbage collector, which would walk all objects of a large rule set again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY_OBJECTS = 500_000
"""From which on they are kept from the garbage collector."""


@contextmanager
def uncollected() -> Iterator[None]:
    """For what makes hundreds of thousands of objects that are in no circle, and go when nothing uses them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def kept_uncollected() -> Iterator[None]:
    """As :func:`uncollected`, for objects that stay: while they are made the collector would take as much time as all
    the rest. Nor is it to walk them later, which would stop the daemon for a second now and then."""
    with uncollected():
        gc.unfreeze()
        try:
            yield
        finally:
            if gc.get_count()[0] > _MANY_OBJECTS:
                gc.collect()
                gc.freeze()
