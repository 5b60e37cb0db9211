"""The key by which links in messages are signed."""

from __future__ import annotations

from monitor.store.database import Database
from monitor.store.link_key import LENGTH, link_key
from tests.make import NOW
from tests.store.at_once import together


def test_the_key_of_links_is_made_once_also_by_two_at_a_time(database: Database) -> None:
    keys = together(*(lambda n=n: link_key(database, lambda length: bytes([n]) * length, NOW) for n in (1, 2)))
    assert keys[0] == keys[1] and len(keys[0]) == LENGTH
    assert link_key(database, lambda length: b"x" * length, NOW) == keys[0]
