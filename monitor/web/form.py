"""The fields of a form that a browser sent, without what a form of ours never is: long, or with files; and until when
something of it shall last."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from monitor.core.errors import MonitorError
from monitor.core.message.plain import one_line
from monitor.core.untrusted import moment

LONGEST = 10_000
"""Bytes."""
NAMELESS = "Say who you are: others see it."
HOURS = {"1": "1 hour", "8": "8 hours", "24": "24 hours"}
"""For how long a snooze may be asked, as the form has it."""


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise HTTPException(413, "this is not a form of the page")
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise HTTPException(413, "this is not a form of the page") from None
    # On one line, as fields of ours are: a name stands in lists and messages, where it must begin no line of its own.
    return {name: one_line(value, 200) for name, value in pairs}


Fields = Annotated[dict[str, str], Depends(_fields)]


def ends_of(choices: Mapping[str, str], asked: datetime) -> dict[str, tuple[str, datetime]]:
    """``choices``: hours -> their name. Hours -> (their name, when what is ``asked`` for now would end)."""
    return {hours: (name, asked + timedelta(hours=int(hours))) for hours, name in choices.items()}


def until_of(fields: Mapping[str, str], choices: Container[str], now: datetime) -> datetime:
    """The end of the ``hours`` that were chosen, counted from when the form was ``asked`` for: to press twice is to ask
    once. Raises MonitorError if the form is older than a day, or was not made by the page."""
    asked, hours = moment(fields.get("asked", "")), fields.get("hours", "")
    if hours not in choices or asked is None or not now - timedelta(days=1) <= asked <= now:
        raise MonitorError("this page is too old: choose again")
    return asked + timedelta(hours=int(hours))
