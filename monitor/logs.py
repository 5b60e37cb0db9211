"""Logs that a person reads on a terminal and a machine parses elsewhere (one JSON object a line)."""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import sys
from collections.abc import MutableMapping
from queue import Queue
from threading import Lock, Thread, current_thread
from typing import Any, TextIO

import structlog

from monitor.core.message.plain import safe, safe_json

WAITING_LINES = 10_000
"""So many wait for a reader that does not read, such as a terminal at Ctrl-S; what comes then is lost, and counted."""
DRAIN_SECONDS = 1.0


class _Lines(structlog.PrintLogger):
    """A line that cannot be written is lost, and nothing else: a full disk, a reader that is gone."""

    def msg(self, message: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().msg(message)

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


class _Aside:
    """Lines that a thread of their own writes: a daemon does not stop where nobody reads them. What cannot be written
    is lost, as above. The thread ends with the process, and holds no lock that the end of the process waits for."""

    def __init__(self, number: int) -> None:
        self._number, self._lost = number, 0
        self._lines: Queue[str] = Queue()
        self._counting = Lock()
        self._thread = Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def msg(self, message: str) -> None:
        """What the thread itself says, which is how many are lost, always finds room."""
        if self._lines.qsize() < WAITING_LINES or current_thread() is self._thread:
            self._lines.put(message)
        else:
            with self._counting:
                self._lost += 1

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg

    def drain(self) -> None:
        """Wait until all is written, but not for long."""
        with self._lines.all_tasks_done:
            self._lines.all_tasks_done.wait_for(lambda: not self._lines.unfinished_tasks, DRAIN_SECONDS)

    def _write(self) -> None:
        while True:
            rest = (self._lines.get() + "\n").encode(errors="backslashreplace")
            with contextlib.suppress(OSError):
                while rest:
                    rest = rest[os.write(self._number, rest) :]
            with self._counting:
                lost, self._lost = self._lost, 0
            if lost:
                logger("logs").warning("lines were lost: nobody read the log", lines=lost)
            self._lines.task_done()


_aside: dict[int, _Aside] = {}
"""The one thread of each file that lines go to (its number)."""


def _written_aside(out: TextIO) -> _Aside | _Lines:
    try:
        number = out.fileno()
    except OSError:  # it is no file
        return _Lines(out)
    if number not in _aside:
        _aside[number] = _Aside(number)
        atexit.register(_aside[number].drain)
    return _aside[number]


def drain() -> None:
    """Wait until all lines are written that a thread writes, but not for long."""
    for one in _aside.values():
        one.drain()


def configure(*, level: int = logging.INFO, stream: TextIO | None = None, aside: bool = False) -> None:
    """Set up logging for the process: readable on a terminal, JSON lines otherwise, to standard error. ``aside``: a
    thread writes them, and nobody waits for a reader."""
    out = stream or sys.stderr
    terminal = out.isatty()
    lines = _written_aside(out) if aside else _Lines(out)
    rendered: list[Any] = [_harmless, structlog.dev.ConsoleRenderer(colors=True, pad_event_to=30)]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if terminal else "iso", utc=not terminal),
            structlog.processors.format_exc_info,
            *(rendered if terminal else [_json]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: lines,
        cache_logger_on_first_use=False,
    )
    # Libraries say little through the standard module; what they warn of must not break the JSON lines.
    logging.basicConfig(level=logging.CRITICAL, force=True)


def _harmless(_: Any, __: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Without what would act on a terminal: lines quote what feeds and servers say. Other values than texts are shown
    as Python writes them, which is harmless."""
    return {name: safe(value) if isinstance(value, str) else value for name, value in said.items()}


def _as_json(values: Any, **options: Any) -> str:
    return safe_json(json.dumps(values, **options))


_json = structlog.processors.JSONRenderer(_as_json, ensure_ascii=False, default=str)


def logger(name: str) -> Any:
    """A logger whose lines carry ``part=name``."""
    return structlog.get_logger(part=name)
