"""What the config makes of the feeds that are stored: which of them is which, under whatever name or address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Row, case, select, update

from monitor.core.feeds.address import address_key, host_of
from monitor.store.chunks import chunks
from monitor.store.database import Transaction
from monitor.store.tables import NO_LEASE, ArticleRow, FeedRow, KeyRow, table_of

_feed = table_of(FeedRow)
_article = table_of(ArticleRow)
_key = table_of(KeyRow)
_KNOWN = ("name", "url", "active", "next_poll_at", "moved_to", "not_before", "succeeded_at", "history_until")
_ANEW: Mapping[str, object] = {
    "etag": "",
    "last_modified": "",
    "body_hash": "",
    "failures": 0,
    "error": "",
    "moved_to": "",
    "moved_polls": 0,
    "gone_polls": 0,
    "wished_seconds": 0,
    "changing_polls": 0,
    "fast_known": None,
    "fast_agreed": 0,
    "succeeded_at": None,
}
"""The columns of a feed that is asked at another address."""


def sync(tx: Transaction, feeds: Sequence[tuple[str, str, datetime]], *, hosts_ask: bool = True) -> None:
    """Make the table agree with the config: (name, url, first due). A feed is known by its address first: it keeps its
    history under another name, also under one that was another feed's. What keeps its name only has moved, with its
    history; one that left is set inactive, not forgotten. A poll that is under way for a feed that changed loses its
    lease, and with it its right to write. ``hosts_ask``: a host that asks to be left alone asks for all its feeds."""
    rows = tx.connection.execute(select(*(_feed.c[name] for name in _KNOWN)).order_by(_feed.c.id)).all()
    mine = _which_is_which(rows, feeds)
    wanted = {name for name, _, _ in feeds}
    _rename_all(tx, [row.name for row in rows], {row.name: name for name, row in mine.items()}, wanted)
    before = {row.name: row for row in rows}
    waits = _hosts_that_wait(rows) if hosts_ask else {}
    for name, url, due in feeds:
        wait = waits.get(host_of(url))
        if name in mine:
            if changes := _changes(mine[name], name, url, due, wait):
                tx.connection.execute(update(_feed).where(_feed.c.name == name).values(changes))
            continue
        # The feed of this name went on under another one. This may be it all the same, at a new address.
        until = _heard(before[name]) if name in before else None
        new = {"name": name, "url": url, "next_poll_at": due, "not_before": wait, "history_until": until}
        tx.connection.execute(_feed.insert().values(new))
    stored = tx.connection.scalars(select(_feed.c.name).where(_feed.c.active.is_(True))).all()
    for left in chunks(name for name in stored if name not in wanted):
        tx.connection.execute(update(_feed).where(_feed.c.name.in_(left)).values(active=False, **NO_LEASE))


def _which_is_which(rows: Sequence[Row[Any]], feeds: Sequence[tuple[str, str, datetime]]) -> dict[str, Row[Any]]:
    """Name in the config -> the stored feed that it is: by its address, however spelt, then by its name. None is two of
    them, though addresses may be alike: those that are as they were choose first."""
    names = {name: url for name, url, _ in feeds}
    before = {row.name: row.url for row in rows}
    at = defaultdict[tuple[object, ...], list[Row[Any]]](list)
    for row in rows:
        at[address_key(row.url)].append(row)
    mine: dict[str, Row[Any]] = {}
    for name, url in sorted(names.items(), key=lambda one: (before.get(one[0]) != one[1], one[0] not in before)):
        if found := at[address_key(url)]:
            mine[name] = _nearest(found, name, url)
            found.remove(mine[name])
    taken = {row.name for row in mine.values()}
    left = names.keys() - mine.keys()
    return mine | {row.name: row for row in rows if row.name in left and row.name not in taken}


def _nearest(rows: Sequence[Row[Any]], name: str, url: str) -> Row[Any]:
    """Of several at one address: the one that is as it was, then one that is polled, then one that is spelt alike."""
    return min(rows, key=lambda row: ((row.name, row.url) != (name, url), not row.active, row.url != url))


def _changes(row: Row[Any], name: str, url: str, due: datetime, wait: datetime | None) -> dict[str, object]:
    """Nothing for a feed that is as it was, and most are."""
    changes: dict[str, object] = {} if row.active else {"active": True}
    if row.name != name or row.url != url:
        changes |= NO_LEASE
    if row.url != url:
        # It may be another site, or another part of it, and then only what came since is news.
        changes |= {**_ANEW, "url": url, "next_poll_at": due, "history_until": _heard(row)}
        if host_of(row.moved_to or row.url) != host_of(url):
            changes["not_before"] = wait  # the same host still asks to be left alone
    elif not row.active:  # whoever adds it again does not want to wait for as long as it failed
        changes["next_poll_at"] = min(row.next_poll_at, due)
    return changes


def _heard(row: Row[Any]) -> datetime | None:
    """When it last answered at the address whose items are known."""
    heard: datetime | None = row.history_until or row.succeeded_at
    return heard


def _hosts_that_wait(rows: Iterable[Row[Any]]) -> dict[str, datetime | None]:
    """Until when all feeds of a host wait, as it asked for that; of one feed another host may have asked it."""
    found: dict[str, datetime | None] = {}
    for row in rows:
        if row.active:
            host = host_of(row.moved_to or row.url)
            until = found.get(host, row.not_before)
            found[host] = min(until, row.not_before) if until and row.not_before else None
    return found


def _rename_all(tx: Transaction, names: Iterable[str], new: Mapping[str, str], wanted: Iterable[str]) -> None:
    """``new``: stored name -> name in the config. A feed that left it while its name went to another is called
    otherwise from now on."""
    occupied, taken = set(names), {*names, *wanted}
    left = {old: name for old, name in new.items() if old != name}
    in_the_way = occupied & set(left.values()) - new.keys()
    left |= {name: _free(name, taken) for name in sorted(in_the_way)}
    if not occupied.isdisjoint(left.values()):  # they go round in a ring, or one comes after another: all step aside
        aside = {old: _free(old, taken) for old in left}
        _rename(tx, aside)
        left = {aside[old]: name for old, name in left.items()}
    _rename(tx, left)


def _free(name: str, taken: set[str]) -> str:
    spelled = (f"{name} (before)" if number == 1 else f"{name} (before {number})" for number in count(1))
    found = next(one for one in spelled if one not in taken)
    taken.add(found)
    return found


def _rename(tx: Transaction, renamed: Mapping[str, str]) -> None:
    """Old name -> new name, which no feed has. Many in one pass: there is no index of items or keys by feed."""
    for some in chunks(renamed):
        for name in (_feed.c.name, _key.c.feed, _article.c.feed):
            its = {old: renamed[old] for old in some}
            tx.connection.execute(update(name.table).where(name.in_(some)).values({name: case(its, value=name)}))
