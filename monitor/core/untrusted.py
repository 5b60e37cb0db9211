"""Text, dates and JSON that others made: taken in whole, or refused in a few words. No other exception comes out."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

_YEARS = range(1970, 2201)
"""Beyond these a date is a mistake, and time spans added to it may leave the calendar."""
_FIRST_SECONDS, _MILLISECONDS = 1e8, 1e11
"""The first of seconds (in 1973: 0 and 1 are no dates), and of milliseconds."""
_HALF = re.compile(r"[\x00\ud800-\udfff]")


def whole(text: str) -> str:
    """Text with U+FFFD for what no store takes: halves of a character (a lone ``\\ud83d``) and NUL."""
    return _HALF.sub("\ufffd", text)


def _if_text(value: Any) -> Any:
    return whole(value) if isinstance(value, str) else value


Whole = Annotated[str, BeforeValidator(_if_text)]


def language_code(text: str) -> str:
    """``tr-TR`` or ``tr_TR`` -> ``tr``: as languages are compared."""
    return re.split("[-_]", whole(text), maxsplit=1)[0].strip().lower()


def source_name(text: str) -> str:
    """``www.Gazette.example`` -> ``gazette.example``: as names of feeds, owners and hosts are compared."""
    return text.lower().removeprefix("www.")


class NotJson(ValueError):
    """Why a text is no JSON, and where."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(f"not JSON: {reason}")
        self.line, self.column = line, column


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises NotJson."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NotJson(error.msg.lower(), error.lineno, error.colno) from None
    except RecursionError:
        raise NotJson("nested too deep") from None
    except ValueError:
        raise NotJson("a number has too many digits") from None


def moment(text: str) -> datetime | None:
    """A date or time in ISO 8601 as UTC, which it is if it names no zone; None if it is none of the years 1970-2200."""
    try:
        found = datetime.fromisoformat(text)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year in _YEARS else None


def since_1970(number: float) -> datetime | None:
    """Seconds since 1970, or milliseconds, as UTC: from 1973 on neither can be taken for the other. None if it is no
    such number, or beyond the years that :func:`moment` takes."""
    try:
        seconds = number / 1_000 if abs(number) >= _MILLISECONDS else number
        found = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):  # infinite, no number, no year of the calendar
        return None
    return found if seconds >= _FIRST_SECONDS and found.year in _YEARS else None
