"""Text and links from feeds as they may stand in any message: nothing invisible that steers, one line, not too long."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from regex import Pattern

MAX_LINK = 2_000
"""Characters of a link; a longer one is no link that a channel takes."""
# What joins letters (U+200C, U+200D) stays: Persian and emoji are written with it.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_KEPT = "%!$&+,-./:;=?@~[]#"
"""Signs of a link that stay as they are; all others that are no letter or digit are encoded."""


class Web(str):
    """An address over http or https, encoded so that no medium takes a part of it for a sign of its own."""

    __slots__ = ()


def safe(text: str) -> str:
    """Text from a feed without control, escape and direction-changing characters."""
    return _UNSAFE.sub("", text)


def safe_json(json: str) -> str:
    """JSON that says the same, and does nothing to a terminal: what :func:`safe` takes away stands there escaped."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def one_line(text: str, limit: int) -> str:
    """``text`` safe, on one line, of at most ``limit`` characters."""
    return cut(" ".join(safe(text[: 8 * limit].replace("\n", " ")).split()), limit)


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters of ``text``, no character as a reader sees it cut in two; ``…`` marks the cut."""
    if len(text) <= limit:
        return text
    end = 0
    for found in _cluster().finditer(text, 0, limit + 1):
        if found.end() > limit - 1:
            break
        end = found.end()
    return text[:end].rstrip() + "…"


def units(text: str) -> int:
    """Its length as services count that use UTF-16: an emoji is two. Never less than its code points."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut_to_units(text: str, limit: int) -> str:
    """As :func:`cut`, by :func:`units`."""
    most = limit
    while units(found := cut(text, most)) > limit:
        most -= max(1, (units(found) - limit) // 2)
    return found


@cache
def _cluster() -> Pattern[str]:
    """A character as a reader sees it."""
    import regex  # of all commands only those that cut a text need it

    return regex.compile(r"\X")


def web_link(url: str) -> Web:
    """``url`` if it leads over http or https to a host, else empty; never one that a browser would run."""
    text = safe(url).strip().replace("\n", "").replace("\t", "")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna" if not (parts.hostname or "").isascii() else "ascii").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return Web()
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return Web()
    place = (f"[{host}]" if ":" in host else host) + port
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    found = urlunsplit((parts.scheme, place, *rest))
    return Web(found) if len(found) <= MAX_LINK else Web()


def shown_host(link: Web) -> str:
    """Where a link leads, as it is shown beside it."""
    return (urlsplit(link).hostname or "").removeprefix("www.")
