"""Logs that a person reads on a terminal and a machine parses elsewhere (one JSON object a line)."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from monitor.core.message.plain import safe, safe_json


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
    rendered: list[Any] = [_harmless, structlog.dev.ConsoleRenderer(colors=True, pad_event_to=30)]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if terminal else "iso", utc=not terminal),
            structlog.processors.format_exc_info,
            *(rendered if terminal else [_json]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: _Lines(out),
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
