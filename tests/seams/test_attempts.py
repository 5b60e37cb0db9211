"""Attempts to deliver: one at a time, again after a pause, recorded whatever happens."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.errors import StoreError
from monitor.core.timing import RETRY_FIRST
from monitor.delivery.deliver import LEASE, Deliverer
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import outbox
from monitor.store.schema import open_store
from tests.running import Clock
from tests.seams.delivering import Channel, delivering, put


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
