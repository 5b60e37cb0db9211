"""USE CASE: claim the pages of cut items -> fetch -> main text -> intake. No alert waits for it: the item was decided
as its feed gave it, and its page is an edit."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor import logs
from monitor.config import FeedConfig
from monitor.core.errors import StoreError
from monitor.core.feeds.turns import Turns
from monitor.core.timing import RETRY_AFTER_CAP
from monitor.in_force.shared import Shared
from monitor.intake import Taken
from monitor.polling.feed_record import left_alone
from monitor.sources.fulltext import text_of_page
from monitor.sources.http import HttpClient
from monitor.sources.types import Fetched, FetchFailed, NotModified, Request
from monitor.sources.workers import WorkerFailed, Workers
from monitor.store import hosts, pages
from monitor.store.database import Transaction
from monitor.store.pages import WantedPage

_log = logs.logger("pages")
AT_ONCE = 4
"""Pages in hand: polls have the other places."""
SHARE = 2
"""Of those, of one feed, and of one host: while its pages hang, others are read."""
MAX_CLAIMS = 20
"""In one transaction: many may have to wait for their hosts' turns."""
WAITS = (timedelta(minutes=1), timedelta(minutes=10))
"""After an attempt that failed for now; then the item stays as its feed gave it."""


class PageReader:
    """Reads what is due, by the turns that polls of the same hosts have."""

    def __init__(self, shared: Shared, client: HttpClient, workers: Workers, turns: Turns) -> None:
        self._shared, self._in_force, self._now = shared, shared.in_force, shared.now
        self._client, self._workers, self._turns = client, workers, turns
        self._running: dict[asyncio.Task[None], WantedPage] = {}
        self._waiting_until: datetime | None = None

    async def read_due(self) -> list[asyncio.Task[None]]:
        """Claim as many due pages as there are free places, and begin to read them. Raises StoreError."""
        free = AT_ONCE - len(self._running)
        if free <= 0 or not any(config.full_text for config in self._in_force().feeds.values()):
            return []
        tasks, in_hand = [], list(self._running.values())
        for page in await self._shared.write(lambda tx: self._claim(tx, free, in_hand)):
            task = asyncio.create_task(self._read_claimed(page), name=f"page {page.url}")
            self._running[task] = page
            task.add_done_callback(self._running.pop)
            tasks.append(task)
        return tasks

    def are_waiting(self) -> bool:
        """Whether a page waits for its host's turn, or is in hand."""
        return bool(self._running) or self._waiting_until is not None

    async def stop(self) -> None:
        """What is in hand stays due."""
        left = list(self._running)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _claim(self, tx: Transaction, limit: int, in_hand: Sequence[WantedPage]) -> list[WantedPage]:
        now, settings = self._now(), self._in_force().polling
        lease = settings.timeout + settings.parse_deadline + timedelta(minutes=1)
        of_feeds, of_hosts = Counter(page.feed for page in in_hand), Counter(page.host for page in in_hand)
        ready: list[WantedPage] = []
        waiting: dict[str, datetime] = {}
        for _ in range(MAX_CLAIMS):
            page = pages.claim_next(tx, now, lease, _full(of_feeds), {*_full(of_hosts), *waiting})
            if page is None:
                break
            config = self._in_force().feeds.get(page.feed)
            if config is None or not config.full_text:
                pages.drop(tx, page)
            elif (at := self._turns.turn(f"page of {page.host}", page.host, now, settings.host_gap)) > now:
                pages.postpone(tx, page, at)
                waiting[page.host] = at
            else:
                ready.append(page)
                of_feeds[page.feed] += 1
                of_hosts[page.host] += 1
            if len(ready) == limit:
                break
        self._waiting_until = min(waiting.values(), default=None)
        return ready

    async def _read_claimed(self, page: WantedPage) -> None:
        try:
            config = self._in_force().feeds.get(page.feed)
            found = await self._text(page, config) if config else FetchFailed("its feed left the config", gone=True)
            if isinstance(found, FetchFailed):
                await self._failed(page, found)
                return
            taken = await self._shared.in_writer(self._take, page, found)
        except StoreError as error:  # it is due again when its lease is over
            _log.warning("page not stored", feed=page.feed, item=page.article_id, reason=str(error))
        except Exception as error:  # a bug must not end the daemon, nor ask for the page for ever
            _log.exception("reading a page broke", feed=page.feed, item=page.article_id)
            with contextlib.suppress(StoreError):
                await self._failed(page, FetchFailed(f"internal error: {type(error).__name__}: {error}"))
        else:
            matches = len(taken.settled) if taken else 0
            _log.info("page read", feed=page.feed, item=page.article_id, characters=len(found), matches=matches)
            if taken and any(one.alert_id is not None for one in taken.settled):
                self._shared.on_told()

    async def _text(self, page: WantedPage, config: FeedConfig) -> str | FetchFailed:
        """What the page says, if it is more than the feed gave."""
        answer = await self._client.fetch(Request(page.url, access=config.access))
        if isinstance(answer, NotModified):
            return FetchFailed(answer.reason)
        if isinstance(answer, FetchFailed):
            return answer
        if why := _no_article(page, answer):
            return FetchFailed(why, gone=True)
        try:
            text = await self._workers.run(text_of_page, answer.body, answer.content_type)
        except WorkerFailed as error:
            return FetchFailed(str(error), gone=True)
        if len(text) <= page.length:
            return FetchFailed(f"it says no more than the feed ({len(text)} characters)", gone=True)
        return text

    def _take(self, page: WantedPage, text: str) -> Taken | None:
        now, poll = self._now(), f"page-{page.article_id}"
        taken = self._in_force().intake.take_page(page.article_id, page.edition, text, now, poll=poll)
        with self._shared.database.writing() as tx:
            pages.drop(tx, page)
        return taken

    async def _failed(self, page: WantedPage, failure: FetchFailed) -> None:
        """Tried again if it may be better later, and not by what it is: a refusal, a page without an article."""
        now = self._now()
        for_good = failure.gone or failure.is_refusal
        is_over = page.attempts > len(WAITS) or (for_good and failure.retry_after is None)
        again = None
        if not is_over:
            again = now + max(WAITS[page.attempts - 1], min(failure.retry_after or timedelta(0), RETRY_AFTER_CAP))
        reason = failure.reason[:300]

        def record(tx: Transaction) -> None:
            if alone := left_alone(page.host, failure, now, self._in_force().polling):
                hosts.leave_alone(tx, *alone)
            pages.failed(tx, page, reason, again)

        await self._shared.write(record)
        _log.warning(
            f"page not read, {'the item stays as its feed gave it' if is_over else 'will be tried again'}",
            feed=page.feed,
            item=page.article_id,
            url=page.url,
            reason=reason,
            attempt=page.attempts,
        )


def _full(shares: Counter[str]) -> list[str]:
    return [name for name, count in shares.items() if count >= SHARE]


def _no_article(page: WantedPage, answer: Fetched) -> str:
    """Why what came is no page of one article; empty if it may be."""
    kind = answer.content_type.partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml"):
        return f"no web page, but {kind[:50]}"
    if urlsplit(answer.url).path.strip("/") == "" and urlsplit(page.url).path.strip("/"):
        return "it led to a front page"
    return ""
