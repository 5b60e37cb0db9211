"""The key of an alert or a message: how a receiver knows a repeat."""

from __future__ import annotations

import hashlib


def key_of(*parts: str) -> str:
    """The same for the same alert, whenever and however often it is made: receivers know repeats by it."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
