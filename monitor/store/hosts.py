"""Hosts that ask to be left alone: by polls and by readers of pages, which both ask them."""

from __future__ import annotations

from datetime import datetime

from monitor.store import feeds, pages
from monitor.store.database import Transaction


def leave_alone(tx: Transaction, host: str, until: datetime, also: str = "") -> None:
    """Nothing of the host (if it is not empty) is asked for, and the feed ``also`` is not, before ``until``."""
    feeds.leave_alone(tx, host, until, also)
    if host:
        pages.leave_alone(tx, host, until)
