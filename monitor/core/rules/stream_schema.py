"""tests: - {stream: [...], expect: [...]}: a short stream of items with times, and the alerts wanted of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, field_validator

from monitor.core.rules.sample_article import SampleArticleSchema
from monitor.core.rules.written import Strict
from monitor.core.types import Severity

TIME = r"(?:(?:0|[1-9][0-9]{0,2})d )?(?:[01][0-9]|2[0-3]):[0-5][0-9]"
MAX_ITEMS = 200


def _time(value: Any) -> timedelta:
    if not isinstance(value, str) or not re.fullmatch(TIME, value):
        raise ValueError('a time of a stream is "00:20", or on a later day "3d 00:20", in quotes')
    days, _, clock = value.rpartition("d ")
    hours, minutes = clock.split(":")
    return timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes))


StreamTime = Annotated[timedelta, BeforeValidator(_time)]


class StreamItemSchema(SampleArticleSchema):
    """stream: - {at: "00:20", owner: gazette, text: ...}"""

    called: ClassVar[str] = "an item"
    at: StreamTime
    owner: str = ""


class ToldSchema(Strict):
    """expect: - {at: "02:00", severity: critical, kind: first, confirmed: true}"""

    at: StreamTime
    severity: Severity | None = None
    kind: Literal["first", "follow_up", "quiet"] | None = None
    confirmed: StrictBool | None = None


def _in_order(items: Sequence[StreamItemSchema | ToldSchema]) -> None:
    if any(later.at < one.at for one, later in pairwise(items)):
        raise ValueError("the entries must stand in order of time")


class StreamTestSchema(Strict):
    """tests: - {stream: [...], expect: [...]}"""

    stream: Annotated[tuple[StreamItemSchema, ...], Field(min_length=1, max_length=MAX_ITEMS)]
    expect: Annotated[tuple[ToldSchema, ...], Field(max_length=MAX_ITEMS)]

    @field_validator("stream", "expect")
    @classmethod
    def _ordered(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        _in_order(value)
        return value
