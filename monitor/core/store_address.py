"""What a database address shows by itself. It may hold a password, so messages do not repeat it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DRIVERS = {"sqlite": ("", "pysqlite"), "postgresql": ("", "psycopg", "psycopg2")}
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*")
_PLACE = re.compile(r"(?:[^:/]*(?::[^@]*)?@)?([^/?]*)")
"""Host and port after a user and a password, which may hold any sign but an at sign."""
_HARMLESS = re.compile(r"[\w.-]*")
"""What can be shown: one word, in which no user, password or token stands."""


def problem_with(url: str) -> str:
    """Why ``url`` cannot be the store's address; empty if nothing speaks against it."""
    scheme, found, rest = url.partition("://")
    if not found or not _SCHEME.fullmatch(scheme) or "\0" in url or not _has_place(scheme, rest):
        shown = f' "{url}"' if _HARMLESS.fullmatch(url) else ""
        return f"store.url{shown} is no database address: write sqlite:///FILE or postgresql://USER@HOST/NAME"
    backend, _, driver = scheme.partition("+")
    if driver not in _DRIVERS.get(backend, ()):
        return f'store.url: "{scheme}" is not supported: use sqlite or postgresql'
    return ""


def _has_place(scheme: str, rest: str) -> bool:
    """Whether the part after ``://`` can be read: a file begins with a slash, a port is a number."""
    if scheme.startswith("sqlite"):
        return rest.startswith("/") or not rest
    place = _PLACE.match(rest)
    try:
        return place is not None and urlsplit(f"//{place[1]}").port != 0
    except ValueError:
        return False


def is_in_memory(url: str) -> bool:
    """Whether ``url`` is SQLite without a file."""
    return re.match(r"sqlite(\+\w+)?://(/(:memory:)?)?(\?|$)", url) is not None
