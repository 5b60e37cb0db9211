"""Pages that are to be read: the one that is due longest comes first, and what has its share is passed over."""

from __future__ import annotations

from monitor.store import pages
from monitor.store.database import Database
from tests.make import NOW, article
from tests.store.filled import LEASE, MINUTE, intake


def test_the_page_due_longest_is_claimed_but_for_feeds_and_hosts_that_have_their_share(database: Database) -> None:
    found = {name: f"http://{host}/{name}" for name, host in (("a", "one.example"), ("b", "one.example"), ("c", "two"))}
    with_id = {}
    for name, url in found.items():
        (taken,) = intake(database).take([article(f"On {name}", feed=name, url=url)], NOW).taken
        assert taken.article_id is not None
        with_id[name] = taken.article_id
    with database.writing() as tx:
        for minute, name in enumerate("cab"):
            pages.ask(tx, with_id[name], found[name], "e", NOW + minute * MINUTE)

    def claim(feeds: tuple[str, ...] = (), hosts: tuple[str, ...] = (), after: int = 2) -> str | None:
        with database.writing() as tx:
            page = pages.claim_next(tx, NOW + after * MINUTE, LEASE, feeds, hosts)
            if page is None:
                return None
            pages.postpone(tx, page, NOW + "cab".index(page.feed) * MINUTE)
            return page.feed

    assert (claim(), claim(feeds=("c",)), claim(feeds=("c", "a")), claim(hosts=("two",))) == ("c", "a", "b", "a")
    assert claim(hosts=("two", "one.example")) is claim(feeds=("a", "c"), after=1) is None
    with database.writing() as tx:
        first = pages.claim_next(tx, NOW, LEASE, (), ())
        assert first is not None and (first.attempts, first.host, first.url) == (1, "two", found["c"])
        assert pages.claim_next(tx, NOW, LEASE, (), ()) is None, "it is in hand"
