"""Delivery to real receivers: nothing lost to one that is down, nothing repeated unmarked."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from monitor import logs
from monitor.app import Monitor
from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.errors import StoreError
from monitor.core.timing import RETRY_FIRST
from monitor.core.types import Severity
from monitor.delivery.claim import Wishes, claim_next
from monitor.delivery.deliver import LEASE, Deliverer
from monitor.in_force.load import load_files
from monitor.notify.types import Notifier
from monitor.run import local
from monitor.store import alerts, deliveries, outbox, receivers
from monitor.store.database import Database, Transaction
from monitor.store.schema import open_store
from monitor.store.tables import AlertRow
from monitor.testing import FeedServer, WebhookServer
from tests.mailbox import Mailbox, mailbox
from tests.make import FRESH, NOW, Entry, an_alert, report, rss, workspace
from tests.running import Clock, Running, running


def watching(folder: Path, feed_server: FeedServer, receiver: str) -> Path:
    """A workspace whose alerts all go to one address."""
    urls = {"a": f"{feed_server.url}/a"}
    return workspace(folder, urls, receivers={"hook": {"url": receiver}}, routes=[{"to": "hook"}])


async def alerted(run: Running, feed_server: FeedServer) -> None:
    """The feed's baseline, then one item that alerts."""
    feed_server.put("/a", rss([]))
    await run.poll()
    feed_server.put("/a", rss([FRESH]))
    await run.poll(minutes=1)
    assert len(run.alerts()) == 1


def states(run: Running) -> dict[str, tuple[str, int]]:
    with run.monitor.database.reading() as tx:
        return {found.receiver: (found.state, found.attempts) for found in outbox.listed(tx, limit=10)}


def put(database: Database, receiver: str, now: datetime = NOW, key: str = "k") -> int:
    """One alert for one receiver; its id."""
    with database.writing() as tx:
        alert = alerts.insert(tx, an_alert(f"{key} {receiver}", group=f"about {key}", created=now), None)
        deliveries.insert(tx, alert.id, [], receiver, f"{key} to {receiver}", now)
    return alert.id


def rewrite(database: Database, alert_id: int, **more: object) -> None:
    """Change what is stored of an alert, as another version may have written it."""
    table = AlertRow.__table__  # type: ignore[attr-defined]
    its = table.c.id == alert_id
    with database.writing() as tx:
        content = tx.connection.execute(select(table.c.content).where(its)).scalar_one()
        tx.connection.execute(update(table).where(its).values(content=content | more))


class Channel:
    """A channel that ends when it may, or at once."""

    def __init__(self, may_end: threading.Event | None = None) -> None:
        self._may_end = may_end
        self.told: list[str] = []

    def send(self, delivery: Delivery) -> Sent:
        if self._may_end is not None:
            self._may_end.wait(60)
        more = f" and {delivery.more} more" if delivery.more else ""
        self.told.append(f"{delivery.alert.key}{more}")
        return Sent("ok")


@asynccontextmanager
async def delivering(folder: Path, channels: Mapping[str, Notifier]) -> AsyncIterator[tuple[Database, Deliverer]]:
    """Only what sends, with channels of the test's own."""
    database = open_store(f"sqlite:///{folder}/monitor.sqlite")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: channels, lambda: NOW, lambda: "token", lambda: 0.5)
        yield database, deliverer
        await deliverer.stop(timedelta(seconds=10))
    database.close()


async def test_a_receiver_gets_one_message_at_a_time_however_often_it_is_asked_what_is_due(tmp_path: Path) -> None:
    may_end = threading.Event()
    channel = Channel(may_end)
    async with delivering(tmp_path, {"desk": channel}) as (database, deliverer):
        for key in ("first", "second"):
            put(database, "desk", key=key)
        sending = await deliverer.deliver_due()
        assert len(sending) == 1 and await deliverer.deliver_due() == []
        may_end.set()
        await asyncio.gather(*sending)
        assert [one.partition(" ")[0] for one in channel.told] == ["first", "second"]


async def test_after_a_channel_that_broke_nobody_knows_and_the_next_attempt_says_so(tmp_path: Path) -> None:
    clock, repeats = Clock(), list[bool]()

    class Broken:
        def send(self, delivery: Delivery) -> Sent:
            repeats.append(delivery.possible_repeat)
            if len(repeats) == 1:
                raise ZeroDivisionError
            return Sent("ok")

    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: {"desk": Broken()}, clock, lambda: "token", lambda: 0.5)
        put(database, "desk", clock())
        for _ in range(3):
            await asyncio.gather(*await deliverer.deliver_due())
            clock.move(minutes=30)
        await deliverer.stop(timedelta(seconds=10))
    database.close()
    assert repeats == [False, True]


class Failing:
    """Takes what its attempt is ``good`` for, the first being 1."""

    def __init__(self, *good: int) -> None:
        self._good, self.attempts = good, 0

    def send(self, _: Delivery) -> Sent | SendFailed:
        self.attempts += 1
        return Sent("ok") if self.attempts in self._good else SendFailed("HTTP 503")


async def test_of_all_that_waits_for_a_receiver_that_takes_nothing_one_message_is_tried(tmp_path: Path) -> None:
    down = Failing()
    async with delivering(tmp_path, {"desk": down}) as (database, deliverer):
        for key in ("first", "second", "third"):
            put(database, "desk", key=key)
        assert await asyncio.gather(*await deliverer.deliver_due()) == [0]
    assert down.attempts == 1


async def test_a_receiver_that_took_a_message_is_left_alone_no_longer_than_at_first_when_it_fails_again(
    tmp_path: Path,
) -> None:
    clock, phone = Clock(), Failing(3)
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: {"desk": phone}, clock, lambda: "token", lambda: 0.5)
        put(database, "desk", clock())
        for _ in range(3):
            await asyncio.gather(*await deliverer.deliver_due())
            clock.move(minutes=1)
        put(database, "desk", clock(), key="next")
        await asyncio.gather(*await deliverer.deliver_due())
        await deliverer.stop(timedelta(seconds=10))
    with database.reading() as tx:
        (waits,) = outbox.listed(tx, limit=9, states=["pending"])
    database.close()
    assert phone.attempts == 4 and waits.next_attempt_at == clock() + RETRY_FIRST


async def test_what_is_begun_when_the_monitor_stops_is_finished_and_nothing_more_is_begun(tmp_path: Path) -> None:
    may_end = threading.Event()
    channel = Channel(may_end)
    async with delivering(tmp_path, {"desk": channel}) as (database, deliverer):
        for key in ("first", "second"):
            put(database, "desk", key=key)
        await deliverer.deliver_due()
        stopping = asyncio.create_task(deliverer.stop(timedelta(seconds=30)))
        await asyncio.sleep(0)
        assert await deliverer.deliver_due() == []
        may_end.set()
        await stopping
        with database.reading() as tx:
            assert [one.state for one in outbox.listed(tx, limit=9)] == ["pending", "sent"]


async def test_a_receiver_that_answers_late_has_what_is_sent_to_it_for_so_much_longer(tmp_path: Path) -> None:
    """Nobody gives up or sends again what it may still take."""
    clock, until = Clock(), list[timedelta]()
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")

    class Slow:
        def send(self, _: Delivery) -> Sent:
            with database.reading() as tx:
                leased = outbox.listed(tx, limit=1)[0].leased_until
            assert leased is not None
            until.append(leased - clock())
            clock.move(minutes=4)
            return Sent("ok")

    for key in ("first", "second"):
        with ThreadPoolExecutor(1) as sender:
            put(database, "desk", clock(), key=key)
            deliverer = Deliverer(database, sender, lambda: {"desk": Slow()}, clock, lambda: "token", lambda: 0.5)
            await asyncio.gather(*await deliverer.deliver_due())
            await deliverer.stop(timedelta(seconds=10))
    database.close()
    assert until == [LEASE, LEASE + timedelta(minutes=8)]


async def test_what_came_while_a_receiver_was_away_for_days_comes_as_one_and_not_in_threes(tmp_path: Path) -> None:
    clock, away, told = Clock(), True, list[str]()

    class Away:
        def send(self, delivery: Delivery) -> Sent | SendFailed:
            if away:
                return SendFailed("HTTP 503")
            told.append(delivery.heading or delivery.alert.key)
            return Sent("ok")

    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    with ThreadPoolExecutor(1) as sender:
        deliverer = Deliverer(database, sender, lambda: {"desk": Away()}, clock, lambda: "token", lambda: 0.5)
        for half_hour in range(48 * 5):
            if half_hour % 6 == 0:
                put(database, "desk", clock(), key=f"k{half_hour}")
            await asyncio.gather(*await deliverer.deliver_due())
            clock.move(minutes=30, seconds=5)
        away = False
        for _ in range(4):
            await asyncio.gather(*await deliverer.deliver_due())
            clock.move(minutes=30, seconds=5)
        await deliverer.stop(timedelta(seconds=10))
    database.close()
    assert len(told) <= 3 and sum(one.startswith("Late by up to") for one in told) == 2, told


async def test_a_message_says_what_happened_why_and_where(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = workspace(
        tmp_path,
        {"a": f"{feed_server.url}/a"},
        receivers={"hook": {"url": webhook.apprise_url}, "console": {"type": "console"}},
        routes=[{"to": ["hook", "console"]}],
    )
    async with running(config) as run:
        await alerted(run, feed_server)
        await run.deliver()
        (message,) = webhook.wait_for(1)
        assert message["title"] == "[LOW] Shelling kills 21 in Morek"
        lines = message["message"].splitlines()
        assert lines[0] == "127.0.0.1, 2026-03-01 11:55 UTC, rule: Idlib is mentioned (idlib-mention)"
        assert "»Morek«" in message["message"] and "http://news.example/fresh" in lines
        assert "Why: new story: no stored article shares a passage or the headline with it" in lines
        shown = run.console.getvalue()
        assert "[LOW] Shelling kills 21 in Morek" in shown and "»Morek«" in shown
        await run.deliver(hours=1)
        assert len(webhook.received) == 1, "sent is sent"


async def test_a_receiver_that_is_down_is_tried_again_and_delays_no_other(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    with WebhookServer(lambda number: 500 if number <= 3 else 200) as down, WebhookServer() as good:
        receivers = {"down": {"url": down.apprise_url}, "good": {"url": good.apprise_url}}
        config = workspace(
            tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": ["down", "good"]}]
        )
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            assert states(run) == {"down": ("pending", 1), "good": ("sent", 1)}
            await run.deliver()
            assert down.attempts == 1, "not before its time"
            for _ in range(3):
                await run.deliver(hours=1)
            assert states(run) == {"down": ("sent", 4), "good": ("sent", 1)}
            assert len(down.received) == 1 and len(good.received) == 1
            assert "possible repeat" not in down.received[0]["message"], "a refusal is no repeat"


async def test_an_attempt_that_was_never_recorded_makes_the_next_a_marked_repeat_with_the_same_key(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    async with running(config) as run:
        await alerted(run, feed_server)
        # The attempt is counted, and then the process dies.
        with run.monitor.database.writing() as tx:
            claimed = claim_next(tx, "hook", Wishes(), run.clock.now, "dead", timedelta(minutes=2))
            assert claimed is not None
    async with running(config) as run:
        await run.deliver(minutes=2)
        (message,) = webhook.wait_for(1)
        assert "possible repeat" in message["message"] and claimed.key in message["message"]


async def test_mail_arrives_at_a_real_server(tmp_path: Path, feed_server: FeedServer) -> None:
    async with mailbox() as box:
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers={"desk": {"url": f"mailto://127.0.0.1:{box.port}?from=watch@example.org&to=desk@example.org"}},
            routes=[{"to": "desk"}],
        )
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            assert states(run) == {"desk": ("sent", 1)}
        (letter,) = box.letters
        assert letter["To"] == "desk@example.org" and letter["Subject"] == "[LOW] Shelling kills 21 in Morek"
        body = letter.get_payload(decode=True)
        assert isinstance(body, bytes) and "»Morek«" in body.decode()


LETTERS = 12


async def letters_of(folder: Path, feed_server: FeedServer, box: Mailbox, steps: int) -> tuple[Running, int]:
    """A dozen alerts by e-mail, and then five seconds after five seconds; the number of alerts."""
    addresses = {"from": "watch@example.org", "to": "desk@example.org", "cap": "off"}
    desk = {"type": "email", "host": "127.0.0.1", "port": box.port, "security": "none", **addresses}
    config = workspace(folder, {"a": f"{feed_server.url}/a"}, receivers={"desk": desk}, routes=[{"to": "desk"}])
    async with running(config) as run:
        feed_server.put("/a", rss([]))
        await run.poll()
        entries = [Entry(f"n{n}", *report(n), published=NOW) for n in range(LETTERS)]
        feed_server.put("/a", rss(entries))
        await run.poll(minutes=1)
        for _ in range(steps):
            await run.deliver(seconds=5)
        return run, len(run.alerts())


async def test_a_server_that_greylists_each_letter_gets_all_of_them_within_a_minute(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    async with mailbox(lambda _, times: "451 4.7.1 greylisted, come again" if times == 1 else "") as box:
        _, alerts = await letters_of(tmp_path, feed_server, box, 12)
        assert alerts == LETTERS and len(box.letters) == alerts
        assert set(box.tries.values()) == {2}, "each came again once"


async def test_one_letter_that_is_refused_again_and_again_delays_no_other(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    bad: list[str] = []

    def refuse(key: str, _: int) -> str:
        if not bad:
            bad.append(key)
        return "450 4.2.0 try later" if key in bad else ""

    async with mailbox(refuse) as box:
        _, alerts = await letters_of(tmp_path, feed_server, box, 1)
        assert len(box.letters) == alerts - 1, "all others in one go"
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    with database.reading() as tx:
        (waiting,) = outbox.listed(tx, limit=20, states=("pending",))
        (trouble,) = receivers.refusing(tx)
    database.close()
    assert waiting.key == bad[0] and "450 4.2.0" in waiting.error
    assert trouble.accepts and trouble.waiting == 1


@pytest.mark.parametrize("stays", [True, False])
async def test_what_waits_when_the_daemon_stops_is_sent_by_the_next(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, stays: bool
) -> None:
    receivers = {"hook": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": "hook"}])
    async with running(config) as run:
        await alerted(run, feed_server)
    if not stays:
        receivers = {"console": {"type": "console"}}
        config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=receivers, routes=[{"to": "console"}])
    async with running(config) as run:
        await run.deliver(hours=1)
        assert states(run) == {"hook" if stays else "console": ("sent", 1)}
        assert ("»Morek«" in run.console.getvalue()) is not stays
    assert len(webhook.received) == (1 if stays else 0)


async def test_why_a_receiver_refused_is_kept(tmp_path: Path, feed_server: FeedServer) -> None:
    logs.configure()
    with WebhookServer(lambda _: 403) as refusing:
        config = watching(tmp_path, feed_server, refusing.apprise_url)
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            with run.monitor.database.reading() as tx:
                (state,) = outbox.listed(tx, limit=1)
            assert "403" in state.error


async def test_many_messages_go_to_one_receiver_in_their_order(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    async with running(config) as run:
        feed_server.put("/a", rss([]))
        await run.poll()
        places = ("bridge", "market", "school", "depot", "clinic", "mill", "bakery")
        entries = [
            Entry(
                f"n{n}", f"Report {n} from the Idlib {place}", f"The {place} {n}.", published=NOW - timedelta(minutes=n)
            )
            for n, place in enumerate(places)
        ]
        feed_server.put("/a", rss(entries))
        await run.poll(minutes=1)
        await asyncio.gather(run.deliver(), run.deliver())
        titles = [message["title"] for message in webhook.wait_for(len(places))]
        told = [title.removeprefix("[LOW] ").removeprefix("follow-up: ") for title in titles]  # one story or several
        assert told == [entry.title for entry in reversed(entries)], "oldest first, each once"


async def test_a_tick_that_waits_for_the_writer_delays_no_delivery(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_server.put("/a", rss([]))
    config = watching(tmp_path, feed_server, webhook.apprise_url)
    files = load_files(config)
    database = open_store(files.config.store_url)
    monitor, waits, may_end = Monitor(files, database), asyncio.Event(), asyncio.Event()

    async def wait_for_the_writer() -> None:
        waits.set()
        await may_end.wait()

    monkeypatch.setattr(monitor.ticks, "notice_missed_time", wait_for_the_writer)
    daemon = asyncio.create_task(local.run(monitor, config))
    await asyncio.wait_for(waits.wait(), 30)
    try:
        put(database, "hook", datetime.now(UTC))
        await asyncio.to_thread(webhook.wait_for, 1)
    finally:
        may_end.set()
        signal.raise_signal(signal.SIGTERM)
        await daemon
        database.close()


async def test_however_many_receivers_hang_the_others_are_told(tmp_path: Path) -> None:
    may_end, free = threading.Event(), threading.Event()
    free.set()
    hanging = {f"hangs-{n}": Channel(may_end) for n in range(32)}  # as many threads as a pool has by itself
    healthy = Channel(free)
    async with delivering(tmp_path, hanging | {"z": healthy}) as (database, deliverer):
        for receiver in (*hanging, "z"):
            put(database, receiver)
        tasks = {task.get_name(): task for task in await deliverer.deliver_due()}
        try:
            assert await asyncio.wait_for(asyncio.shield(tasks["deliver z"]), 10) == 1
        finally:
            may_end.set()
        assert await asyncio.gather(*tasks.values()) == [1] * len(tasks)
    assert healthy.told == ["k z"]


async def test_an_alert_that_a_newer_version_wrote_is_sent(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        rewrite(database, put(database, "desk"), a_later_field=1)
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [2]
    assert desk.told == ["k desk", "next desk"]


async def test_an_alert_of_a_severity_that_only_another_version_knows_is_sent_as_a_grave_one(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        rewrite(database, put(database, "desk"), severity="dire", kind="of a later version")
        with database.writing() as tx:
            tx.connection.execute(text("UPDATE alert SET severity = 'dire', kind = 'of a later version'"))
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [2]
        with database.reading() as tx:
            assert [alert.severity for alert in alerts.listed(tx, limit=9)] == [Severity.HIGH, Severity.CRITICAL]
    assert desk.told == ["k desk", "next desk"]


async def test_an_alert_that_cannot_be_read_is_a_dead_letter_and_holds_up_no_other(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        bad = put(database, "desk")
        rewrite(database, bad, published="long ago")
        put(database, "desk", key="next")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [1]
        with database.reading() as tx:
            (dead,) = receivers.dead_letters(tx)
    assert desk.told == ["next desk"]
    assert dead.reason == f"alert {bad} cannot be read: it was changed by hand, or another version wrote it"


async def test_a_summary_tells_of_the_alerts_that_can_be_read_and_counts_the_others(tmp_path: Path) -> None:
    desk = Channel()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        first, second = put(database, "other"), put(database, "other", key="next")
        with database.writing() as tx:
            deliveries.insert(tx, first, [second], "desk", "both to desk", NOW)
        rewrite(database, first, published="long ago")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [1]
    assert desk.told == ["next other and 1 more"]


@pytest.mark.parametrize("times", [2, 20], ids=["for a moment", "for minutes"])
async def test_what_was_sent_is_recorded_though_the_database_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    refusals, sleep = iter(range(times)), asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda _: sleep(0))  # as if the time had passed

    class Refused(Channel):
        """Sent, and then the database refuses."""

        def send(self, delivery: Delivery) -> Sent:
            write = Database.writing

            def writing(database: Database) -> AbstractContextManager[Transaction]:
                if next(refusals, None) is not None:
                    raise StoreError("the database is locked")
                return write(database)

            monkeypatch.setattr(Database, "writing", writing)
            return super().send(delivery)

    desk = Refused()
    async with delivering(tmp_path, {"desk": desk}) as (database, deliverer):
        put(database, "desk")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [1]
        with database.reading() as tx:
            assert [one.state for one in outbox.listed(tx, limit=9)] == ["sent"], "it is not sent again"


async def test_a_reason_that_no_database_takes_is_recorded_all_the_same(tmp_path: Path) -> None:
    class Odd:
        def send(self, _: Delivery) -> SendFailed:
            return SendFailed("the service says \x00\udc80 no")

    async with delivering(tmp_path, {"desk": Odd()}) as (database, deliverer):
        put(database, "desk")
        assert await asyncio.gather(*await deliverer.deliver_due()) == [0]
        with database.reading() as tx:
            (waits,) = outbox.listed(tx, limit=9)
    assert (waits.state, waits.error) == ("pending", "the service says no")


async def test_deliveries_that_break_are_logged_with_their_receiver(tmp_path: Path) -> None:
    log = StringIO()
    logs.configure(stream=log)
    async with delivering(tmp_path, {"desk": Channel()}) as (database, deliverer):
        put(database, "desk")
        with database.writing() as tx:
            tx.connection.execute(text("UPDATE alert SET content = 'no JSON'"))
        assert await asyncio.gather(*await deliverer.deliver_due()) == [0]
    said = json.loads(log.getvalue().splitlines()[0])
    assert said["event"].startswith("deliveries broke") and said["receiver"] == "desk"
