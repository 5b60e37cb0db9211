"""What a worker process runs: work comes in through its standard input, which is a socket, and the outcome goes back.
Started by worker_process.py; when the other end is gone, it ends."""

from __future__ import annotations

import gc
import pickle
import resource
import signal
import socket
import struct
from typing import BinaryIO

MEMORY_LIMIT = 1_500_000_000
"""Bytes of address space that a worker may map."""
READY = b"r"
LENGTH = struct.Struct("!Q")
"""Of what follows, before each outcome."""


def main() -> None:
    from monitor.sources import document  # noqa: F401  # what most work needs is there before it comes

    _limit_memory()
    gc.freeze()
    with socket.socket(fileno=0) as ours, ours.makefile("rb") as work:
        try:
            ours.sendall(READY)
            while True:
                outcome = _outcome(work)
                ours.sendall(LENGTH.pack(len(outcome)) + outcome)
        except (EOFError, pickle.UnpicklingError, ConnectionError):
            return  # the other end is gone, perhaps in the middle


def _outcome(work: BinaryIO) -> bytes:
    """(True, what it returned) or (False, what it raised) of the next piece of work, pickled. Raises EOFError if none
    comes any more."""
    function, args, seconds = pickle.load(work)
    signal.alarm(seconds)  # ends this process by itself, if the one that should do so is gone
    try:
        return pickle.dumps((True, function(*args)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # raised in the process that asked
        return _told(error)
    finally:
        signal.alarm(0)


def _told(error: Exception) -> bytes:
    try:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
    except Exception:  # an exception may hold anything
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))


def _limit_memory() -> None:
    soft = MEMORY_LIMIT
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard not in (resource.RLIM_INFINITY, -1):
        soft = min(soft, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    except (ValueError, OSError):
        return  # macOS refuses some limits; the deadline still holds


if __name__ == "__main__":
    main()
