"""USE CASE: claim deliveries -> send -> record. Each receiver on its own, so that a dead one delays no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from monitor import logs
from monitor.core.alerts.patience import ANSWERS, Patience
from monitor.core.alerts.pauses import AskedPause, Pauses
from monitor.core.alerts.types import Delivery, Link, SendFailed, Sent
from monitor.core.errors import StoreError
from monitor.core.message.plain import one_line
from monitor.delivery.claim import claim_next
from monitor.delivery.wishes import Wishes
from monitor.notify.types import Notifier
from monitor.store import pauses as store_pauses
from monitor.store import receivers as store_receivers
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import attempts, due
from monitor.store.refusals import is_unusable

_log = logs.logger("deliver")

LEASE = timedelta(minutes=2)
"""Longer than a channel's own time limit; a receiver that answers late has its own time besides."""
RECORD_AGAIN = (0.2, 1.0, 5.0, *[15.0] * 40)
"""Seconds until it is tried again to record how an attempt ended, if the database refuses: what it does not know to be
sent is sent again. Ten minutes are enough for a server that is started anew."""
REASON = 500
"""Characters that are kept of why an attempt failed."""
MOST_THREADS = 10_000
"""More than there are receivers. A thread is begun when one is needed, and none waits for another receiver's."""


class Deliverer:
    """Sends what is due, one delivery at a time for each receiver, in its own thread."""

    def __init__(
        self,
        database: Database,
        writer: Executor,
        notifiers: Callable[[], Mapping[str, Notifier]],
        now: Callable[[], datetime],
        new_token: Callable[[], str],
        chance: Callable[[], float],
        wishes: Callable[[str], Wishes] = lambda _: Wishes(),
        links: Callable[[Delivery], tuple[Link, ...]] = lambda _: (),
    ) -> None:
        self._database, self._writer = database, writer
        self._notifiers, self._now, self._new_token, self._chance = notifiers, now, new_token, chance
        self._wishes, self._links = wishes, links
        self._pauses, self._patience = Pauses(), Patience()
        self._knows_pauses = False
        """Whether it was read what receivers asked a run before for."""
        self._busy: dict[str, asyncio.Task[int]] = {}
        self._threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="send")
        self._stopping = False

    async def deliver_due(self) -> list[asyncio.Task[int]]:
        """Begin to send for each receiver that has something due and is not sending already."""
        if self._stopping:
            return []
        now, is_first = self._now(), not self._knows_pauses

        def waiting() -> tuple[dict[str, datetime | None], dict[str, AskedPause]]:
            with self._database.reading() as tx:
                return due.waiting(tx, now), store_pauses.asked(tx, now) if is_first else {}

        started = []
        open_to, asked = await asyncio.to_thread(waiting)
        if is_first and not self._knows_pauses:
            self._pauses.know(asked, now)
            self._knows_pauses = True
        for receiver, asked_for in open_to.items():
            if asked_for is not None:
                self._pauses.asked_for(receiver, asked_for)
            if receiver in self._notifiers() and receiver not in self._busy and not self._pauses.holds(receiver, now):
                task = asyncio.create_task(self._drain(receiver), name=f"deliver {receiver}")
                self._busy[receiver] = task
                task.add_done_callback(partial(self._is_done, receiver))
                started.append(task)
        return started

    def _is_done(self, receiver: str, _: asyncio.Task[int]) -> None:
        self._busy.pop(receiver, None)

    async def _drain(self, receiver: str) -> int:
        """Send everything due for one receiver; stops where it is to be left alone. How many were sent."""
        sent = 0
        try:
            delivery = await self._database.write_in(self._writer, lambda tx: self._next(tx, receiver))
            while delivery is not None:
                began = asyncio.get_running_loop().time()
                outcome = await self._send(delivery)
                self._wait_for(receiver, outcome, timedelta(seconds=asyncio.get_running_loop().time() - began))
                sent += isinstance(outcome, Sent)
                delivery = await self._record(delivery, outcome)
        except StoreError as error:
            _log.error("cannot record deliveries", receiver=receiver, reason=str(error))
        except Exception:  # nobody waits for this task: what is not told here is told nowhere
            _log.exception("deliveries broke, will be tried again", receiver=receiver)
        return sent

    def _next(self, tx: Transaction, receiver: str) -> Delivery | None:
        wishes, is_down = self._wishes(receiver), self._pauses.is_down(receiver)
        if not self._patience.knows(receiver):  # by a run before
            self._patience.know(receiver, store_receivers.answers(tx, receiver, ANSWERS))
        patience = self._patience.of(receiver)
        delivery = claim_next(tx, receiver, wishes, self._now(), self._new_token(), LEASE + patience, is_down=is_down)
        return delivery and replace(delivery, patience=patience)

    async def _send(self, delivery: Delivery) -> Sent | SendFailed:
        notifier = self._notifiers().get(delivery.receiver)
        if notifier is None:
            return SendFailed("the receiver left the config meanwhile")
        try:
            whole = replace(delivery, links=self._links(delivery))
            outcome = await asyncio.get_running_loop().run_in_executor(self._threads, notifier.send, whole)
        except Exception as error:  # a broken channel is a failed attempt, never the end of the others
            outcome = SendFailed(f"{type(error).__name__}: {error}", unknown=True)
        # What a service says may hold what no database takes.
        return outcome if isinstance(outcome, Sent) else replace(outcome, reason=one_line(outcome.reason, REASON))

    def _wait_for(self, receiver: str, outcome: Sent | SendFailed, took: timedelta) -> None:
        if isinstance(outcome, SendFailed):
            self._patience.failed(receiver, outcome)
        elif self._patience.answered(receiver, took):
            _log.warning(
                "answers late, and is given the time", receiver=receiver, seconds=round(took.total_seconds(), 1)
            )

    async def _record(self, delivery: Delivery, outcome: Sent | SendFailed) -> Delivery | None:
        """T4, and in the same transaction T3 of the next message, if there may be one."""
        again, before = None, self._pauses.asked(delivery.receiver)
        if isinstance(outcome, SendFailed):
            again = self._pauses.failed(delivery, outcome, self._now(), self._chance())
        else:
            self._pauses.forget(delivery.receiver)
        asked = self._pauses.asked(delivery.receiver)
        goes_on = isinstance(outcome, Sent) or not self._pauses.holds(delivery.receiver, self._now())

        def record(tx: Transaction) -> Delivery | None:
            attempts.record(tx, delivery, self._now(), outcome, again)
            if asked != before:
                store_pauses.put(tx, delivery.receiver, asked) if asked else store_pauses.end(tx, [delivery.receiver])
            if not goes_on or self._stopping or not self._is_ours():
                return None
            try:
                with tx.savepoint():
                    return self._next(tx, delivery.receiver)
            except Exception as error:  # what was sent must be recorded, whatever becomes of the next
                if is_unusable(error):  # the end of the transaction tells; if that is well, the next tick does
                    return None
                _log.exception("cannot choose the next message", receiver=delivery.receiver)
                return None

        following = await self._written(record, delivery.receiver)
        self._say(delivery, outcome)
        return following

    def _is_ours(self) -> bool:
        """Whether the database is still this daemon's: what another one may send already is not to be sent twice."""
        try:
            self._database.confirm_daemon()
        except StoreError:  # the next tick says it
            return False
        return True

    async def _written(self, record: Callable[[Transaction], Delivery | None], receiver: str) -> Delivery | None:
        for pause in RECORD_AGAIN:
            try:
                return await self._database.write_in(self._writer, record)
            except StoreError as error:
                _log.warning("cannot record yet how a delivery ended", receiver=receiver, reason=str(error))
                await asyncio.sleep(pause)
        return await self._database.write_in(self._writer, record)

    def _say(self, delivery: Delivery, outcome: Sent | SendFailed) -> None:
        said = _log.bind(delivery=delivery.id, alert=delivery.alert.id, receiver=delivery.receiver, key=delivery.key)
        if delivery.alert.rule:
            said = said.bind(rule=delivery.alert.rule)
        if isinstance(outcome, Sent):
            said.info("sent", attempt=delivery.attempt)
        elif outcome.permanent:
            said.error("can never be sent", reason=outcome.reason, attempt=delivery.attempt)
        else:
            said.warning("not sent, will be tried again", reason=outcome.reason, attempt=delivery.attempt)

    def forget_pauses(self) -> None:
        """Receivers that failed may be tried again: the clock that their pauses went by is not the same any more."""
        self._pauses, self._knows_pauses = Pauses(), True

    def forget_pause(self, receiver: str) -> None:
        """It is another one by the config, and may work."""
        self._pauses.forget(receiver)
        self._patience.forget(receiver)

    def keep_pause(self, old: str, new: str) -> None:
        """``new`` is another name of the same receiver."""
        self._pauses.renamed(old, new, self._now())

    async def stop(self, within: timedelta) -> None:
        """Finish what is being sent; what is not done in time stays claimed and is marked as a possible repeat."""
        self._stopping = True
        if self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=within.total_seconds())
        for task in list(self._busy.values()):
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
