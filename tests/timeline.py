"""A day with the monitor, told in clock times: what is published when, and what each receiver is told when."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from monitor.core.alerts.delivery_state import OPEN
from monitor.store.deliveries import outbox
from monitor.testing import FeedServer, WebhookServer
from tests.make import Entry, rss, workspace
from tests.running import Clock, Running, running

FEEDS = ("a", "b", "c", "d")
SUNDAY = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ESCALATES: list[dict[str, Any]] = [{"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}]
"""A route: the boss hears of what nobody acknowledged on the phone."""
HEAD = "Shelling kills 21 in Morek"
"""Of tests.make.STORY."""
BRIDGES = "  bridges:\n    title: Bridges\n    severity: low\n    when: {words: [bridge]}\n"
"""A second rule."""
REPAIRED = "Bridge repaired in Idlib", "Workers in the north opened the bridge to carts again."
"""Headline and text that meet it, and the first."""


def rules(**keys: Any) -> str:
    """One rule on strikes in Idlib, with ``keys`` in YAML."""
    more = "".join(f"    {name}: {value}\n" for name, value in keys.items())
    severity = "" if "severity" in keys else "    severity: medium\n"
    return (
        "entities:\n"
        "  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب]}\n"
        "  morek: {name: Morek, kind: place, part_of: idlib, names: [Morek]}\n"
        "rules:\n  watch:\n    title: Idlib\n    when: {entity: idlib, parts: true}\n" + severity + more
    )


@dataclass
class Received:
    """A message that arrived."""

    at: str
    title: str
    text: str


@dataclass
class Day:
    """The running monitor and its receivers. Times are ``HH:MM`` of one day, or ``1 HH:MM`` of the day after it."""

    run: Running
    server: FeedServer
    hooks: Mapping[str, WebhookServer]
    start: datetime
    told: dict[str, list[Received]] = field(default_factory=dict)
    polled: datetime | None = None
    published: dict[str, list[Entry]] = field(default_factory=dict)

    def moment(self, at: str) -> datetime:
        days, _, clock = at.rpartition(" ")
        hours, minutes = clock.split(":")
        midnight = self.start.replace(hour=0, minute=0, second=0)
        return midnight + timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes))

    async def at(self, at: str, feed: str = "", title: str = "", text: str = "", dated: str = "") -> None:
        """Let the time come, minute by minute where something may be due; then publish, poll and deliver. ``dated`` is
        when the item says it was published, else it is ``at``."""
        await self.until(at)
        if feed:
            entries = self.published.setdefault(feed, [])
            entries.append(Entry(f"{feed}{len(entries)}", title, text, published=self.moment(dated or at)))
            self.server.put(f"/{feed}", rss(entries, host=f"http://{feed}.example"))
            # A feed is not asked twice within a second.
            await self.run.poll(seconds=2 if self.polled == self.run.clock.now else 0)
            self.polled = self.run.clock.now
            await self._step()

    async def until(self, at: str) -> None:
        wanted = self.moment(at)
        while self.run.clock.now < wanted:
            self.run.clock.now = min(wanted, self._next_stop())
            await self._step()

    def _next_stop(self) -> datetime:
        """When the next message is due, and each ten minutes, when timers may find something."""
        now = self.run.clock.now
        with self.run.monitor.database.reading() as tx:
            waiting = [one.next_attempt_at for one in outbox.listed(tx, limit=100_000) if one.state in OPEN]
        coming = [at for at in waiting if at > now]
        full = now.replace(minute=now.minute // 10 * 10, second=0) + timedelta(minutes=10)
        return min([full, *coming])

    async def _step(self) -> None:
        await self.run.monitor.ticks.tell_of_silence()
        await self.run.monitor.ticks.tell_troubles()
        await self.run.deliver()
        clock = self.run.clock.now
        for name, hook in self.hooks.items():
            known = self.told.setdefault(name, [])
            for message in hook.received[len(known) :]:
                text = message.get("message") or str(message)
                known.append(Received(f"{clock:%H:%M}", message["title"], text))

    def heard(self, receiver: str = "phone") -> list[tuple[str, str]]:
        """(when, title) of each message."""
        return [(one.at, one.title) for one in self.told.get(receiver, [])]

    def states(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        with self.run.monitor.database.reading() as tx:
            return dict(Counter(one.state for one in outbox.listed(tx, limit=100_000)))


def _target(hook: WebhookServer, wish: Mapping[str, Any]) -> dict[str, Any]:
    address = hook.apprise_url if wish.get("type") != "webhook" else f"http://127.0.0.1:{hook.port}/"
    return {"url": address, **wish}


@asynccontextmanager
async def day(
    folder: Path,
    start: datetime,
    *,
    receivers: Mapping[str, Mapping[str, Any]] | None = None,
    answers: Mapping[str, Callable[[int], int]] = MappingProxyType({}),
    **sections: Any,
) -> AsyncIterator[Day]:
    """A monitor whose feeds were all polled once, empty, at ``start``. ``answers``: the status that a receiver gives to
    its attempts, by their number."""
    wishes = receivers or {"phone": {}}
    with ExitStack() as stack:
        server = stack.enter_context(FeedServer())
        hooks = {name: stack.enter_context(WebhookServer(answers.get(name, lambda _: 200))) for name in wishes}
        for name in FEEDS:
            server.put(f"/{name}", rss([]))
        sections.setdefault("routes", [{"to": list(wishes)}])
        feeds = {name: {"url": f"{server.url}/{name}", "owner": f"{name}.example", "interval": "1s"} for name in FEEDS}
        targets = {name: _target(hooks[name], wish) for name, wish in wishes.items()}
        config = workspace(folder, feeds, receivers=targets, **sections)
        async with running(config, Clock(start)) as run:
            await run.poll()
            yield Day(run, server, hooks, start)
