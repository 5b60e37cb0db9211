"""The tests that rules carry: single texts, and streams of items with what is to be told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.core.rules.schema import InlineTestSchema
from monitor.core.rules.stream_schema import StreamItemSchema
from monitor.core.types import Severity


@dataclass(frozen=True, slots=True)
class InlineTest:
    """A text that a rule must or must not match, and where it is written."""

    written: InlineTestSchema
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TimedAlert:
    """When a reader is told, so long after the beginning, and what: None where a test does not say it."""

    at: timedelta
    severity: Severity | None = None
    kind: str | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class StreamTest:
    """Items in the order of their times, what is to be told of them, and where it is written."""

    items: tuple[StreamItemSchema, ...]
    expected: tuple[TimedAlert, ...]
    path: str
    line: int
    column: int
