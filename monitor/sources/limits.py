"""What a feed's entry may hold, whatever form the feed has."""

from __future__ import annotations

import re

MAX_FIELD = 1_000_000
"""Characters of one field; beyond, it is cut."""
MAX_UNPACKED = 100_000_000
"""Bytes of a document that its server packed by itself."""
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def one_line(text: str) -> str:
    """Without control characters and halves of characters."""
    return _CONTROL.sub("", text)


def is_web(text: str) -> bool:
    """Whether it is an address by itself, as an id may be one."""
    return re.match(r"https?://\S+$", text, re.IGNORECASE) is not None
