"""One key by which a feed's item is recognised: of which kind it is, as text, and as a number for an index."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class KeyKind(StrEnum):
    """What a key is made of, the strongest first: what the publisher calls the item, its canonical link, or if neither
    can be trusted its title and date."""

    GUID = "guid"
    URL = "url"
    TEXT = "text"

    def key(self, name: str) -> str:
        """``name`` as a key of this kind: ``guid:123``. The store keeps its hash: another form forgets all items."""
        return f"{self}:{name}"


def kind_of(key: str) -> KeyKind:
    """Of what :meth:`KeyKind.key` gave."""
    return KeyKind(key.partition(":")[0])


def hashed(key: str) -> int:
    """A key as a signed 64-bit integer, for an index that is kept for ever."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )
