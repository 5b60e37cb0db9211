"""Logs that a person reads on a terminal and a machine parses elsewhere (one JSON object a line)."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import Any, TextIO

import structlog


class _Lines(structlog.PrintLogger):
    """A line that cannot be written is lost, and nothing else: a full disk, a reader that is gone."""

    def msg(self, message: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().msg(message)

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


def configure(*, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Set up logging for the process: readable on a terminal, JSON lines otherwise, to standard error."""
    out = stream or sys.stderr
    terminal = out.isatty()
    renderer: Any = structlog.dev.ConsoleRenderer(colors=True, pad_event_to=30) if terminal else _json
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if terminal else "iso", utc=not terminal),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Lines(out),
        cache_logger_on_first_use=False,
    )
    # Libraries say little through the standard module; what they warn of must not break the JSON lines.
    logging.basicConfig(level=logging.CRITICAL, force=True)


_json = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)


def logger(name: str) -> Any:
    """A logger whose lines carry ``part=name``."""
    return structlog.get_logger(part=name)
