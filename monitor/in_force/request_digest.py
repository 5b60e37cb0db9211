"""A digest of what each feed is asked with: another one after an edit, or if a secret in the environment changed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable

from monitor.config import FeedConfig

_LENGTH = 2
"""Bytes. One change in 65,000 is missed; but of a password that is guessed nobody learns from it that it is right."""


def request_digests(feeds: Iterable[FeedConfig], key: bytes) -> dict[str, str]:
    """Feed -> digest, hexadecimal. What goes into it stays as it is, or all feeds are due at once after an upgrade."""
    return {feed.name: hmac.digest(key, _parts(feed), "sha256")[:_LENGTH].hex() for feed in feeds}


def _parts(feed: FeedConfig) -> bytes:
    access, seconds = feed.access, feed.interval.total_seconds() if feed.interval else 0
    parts = [seconds, access.home, access.headers, access.user, access.password, access.proxy]
    return json.dumps(parts).encode()
