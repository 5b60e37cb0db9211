"""Options that several commands share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.core.ids import MAX_ID

NUMBER = "NUMBER"
"""What help calls a whole number."""


def _or_login_name(given: str) -> str:
    if given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in containers
        return "somebody"


def _duration(written: str) -> timedelta:
    from monitor.core.durations import duration

    try:
        return duration(written)
    except ValueError as error:
        raise typer.BadParameter(f'"{written}": {error}') from None


def _moment(written: str) -> datetime:
    from monitor.core.untrusted import moment

    found = moment(written)
    if found is None:
        raise typer.BadParameter(f'"{written}": a time is written 2026-03-01T08:00 (UTC) or 2026-03-01T08:00+03:00')
    return found


def number(written: str) -> int:
    """An id that the store can hold. Help shows a type by this name."""
    found = int(written) if written.isascii() and written.isdigit() and len(written) < 20 else 0
    if not 1 <= found <= MAX_ID:
        raise typer.BadParameter(f'"{written}" is no id: a number from 1 on')
    return found


def whole(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """What reads a whole number from ``least`` to ``most`` and says so if it is given another one. What typer says of
    one itself is written for programmers."""

    def read(written: str | int) -> int:
        text = str(written).strip()
        digits = text.removeprefix("-")
        found = int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
        if found is None or found < least or (most is not None and found > most):
            up_to = f"to {most}" if most is not None else "on"
            raise typer.BadParameter(f'"{written}": give a whole number from {least} {up_to}')
        return found

    return read


ConfigOption = Annotated[
    Path,
    # Not readable: the command says so itself, or goes on with the last good set.
    typer.Option("--config", "-c", envvar="MONITOR_CONFIG", help="The config file.", show_default=True, readable=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", parser=whole(1, 100_000), metavar=NUMBER, help="At most so many, newest first.")
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Log more: also polls that bring nothing new.")]


def end_of(starts: datetime, lasts: timedelta | None, until: datetime | None) -> datetime:
    """When it ends by --for or --until: one of the two is needed."""
    if lasts is not None and until is not None:
        raise typer.BadParameter("--for and --until both say when it ends: give one of them")
    if lasts is None and until is None:
        raise typer.BadParameter("say how long: --for 2h, or --until 2026-03-01T08:00")
    return starts + lasts if lasts is not None else until or starts


ByOption = Annotated[
    str, typer.Option("--by", callback=_or_login_name, help="Who does it.", show_default="your login name")
]
ForOption = Annotated[
    timedelta | None, typer.Option("--for", parser=_duration, metavar="DURATION", help="How long: 30m, 2h, 7d.")
]
UntilOption = Annotated[
    datetime | None, typer.Option("--until", parser=_moment, metavar="TIME", help="Until when: 2026-03-01T08:00, UTC.")
]
FromOption = Annotated[
    datetime | None, typer.Option("--from", parser=_moment, metavar="TIME", help="From when on; without it, from now.")
]
CONFIG = Path("config.yaml")
