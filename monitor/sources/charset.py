"""A document's bytes -> the same in UTF-8, where they cannot be what it says of itself. Runs in worker processes."""

from __future__ import annotations

import codecs
import re

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are NUL, in a document that begins with two ASCII characters."""
_SAID = re.compile(rb"^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"']\s*([\w.:-]{1,40})\s*[\"']")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})[\"']?", re.IGNORECASE)
_ENOUGH = 4
"""Bytes by which UTF-8 is longer than its characters, from which a text in another charset is not by chance good UTF-8
throughout."""


def in_utf8(body: bytes, content_type: str) -> tuple[bytes, str]:
    """``body`` and what is said of it. UTF-16 and UTF-32 show in its first bytes, whatever is said; and what is said to
    be in another charset, but is good UTF-8 with characters beyond ASCII, is UTF-8: its publisher changed over and left
    the label."""
    if wide := _wide(body):
        return _labelled(body.decode(wide, "replace").removeprefix("\ufeff").encode("utf-8", "replace"), content_type)
    said = (_charset(content_type), found[2].decode("ascii") if (found := _SAID.match(body[:500])) else "")
    if any(name and not re.fullmatch("utf-?8", name, re.IGNORECASE) for name in said) and _is_utf8(body):
        return _labelled(body, content_type)
    return body, content_type


def _wide(body: bytes) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    return _WIDE.get(tuple(not byte for byte in body[:4]), "")


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _is_utf8(body: bytes) -> bool:
    try:
        return len(body) - len(body.decode()) >= _ENOUGH
    except UnicodeDecodeError:
        return False


def _labelled(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Nothing but UTF-8 is said of it any more."""
    kind = content_type.partition(";")[0].strip()
    return _SAID.sub(rb"\1", body, count=1), f"{kind}; charset=utf-8" if kind else ""
