"""USE CASE: claim deliveries -> send -> record. Each receiver on its own, so that a dead one delays no other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar

from monitor import logs
from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.errors import StoreError
from monitor.core.timing import next_attempt
from monitor.notify.types import Notifier
from monitor.store import deliveries
from monitor.store.database import Database, Transaction

_log = logs.logger("deliver")
Value = TypeVar("Value")

LEASE = timedelta(minutes=2)
"""Longer than a channel's own time limit."""


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
    ) -> None:
        self._database, self._writer = database, writer
        self._notifiers, self._now, self._new_token, self._chance = notifiers, now, new_token, chance
        self._busy: dict[str, asyncio.Task[int]] = {}
        self._threads = ThreadPoolExecutor(thread_name_prefix="send")
        self._stopping = False

    async def deliver_due(self) -> list[asyncio.Task[int]]:
        """Begin to send for each receiver that has something due and is not sending already."""
        if self._stopping:
            return []
        now = self._now()

        def waiting() -> list[str]:
            with self._database.reading() as tx:
                return deliveries.waiting(tx, now)

        started = []
        for receiver in await asyncio.to_thread(waiting):
            if receiver in self._notifiers() and receiver not in self._busy:
                task = asyncio.create_task(self._drain(receiver), name=f"deliver {receiver}")
                self._busy[receiver] = task
                # mypy cannot infer a lambda whose default binds the loop's variable, here and in _drain.
                task.add_done_callback(lambda _, name=receiver: self._busy.pop(name, None))  # type: ignore[misc]
                started.append(task)
        return started

    async def _drain(self, receiver: str) -> int:
        """Send everything due for one receiver; stops at its first failure. How many were sent."""
        sent = 0
        try:
            while not self._stopping:
                token = self._new_token()
                claimed = await self._write(
                    lambda tx, token=token: deliveries.claim_due(tx, receiver, self._now(), token, LEASE, 1)  # type: ignore[misc]
                )
                if not claimed or not await self._send(claimed[0]):
                    break
                sent += 1
        except StoreError as error:
            _log.error("cannot record deliveries", receiver=receiver, reason=str(error))
        return sent

    async def _send(self, delivery: Delivery) -> bool:
        notifier = self._notifiers()[delivery.receiver]
        try:
            outcome = await asyncio.get_running_loop().run_in_executor(self._threads, notifier.send, delivery)
        except Exception as error:  # a broken channel is a failed attempt, never the end of the others
            outcome = SendFailed(f"{type(error).__name__}: {error}", unknown=True)
        await self._write(lambda tx: self._record(tx, delivery, outcome))
        known: dict[str, object] = {
            "delivery": delivery.id,
            "alert": delivery.alert.id,
            "receiver": delivery.receiver,
            "key": delivery.key,
        }
        if delivery.alert.rule:
            known["rule"] = delivery.alert.rule
        if isinstance(outcome, Sent):
            _log.info("sent", attempt=delivery.attempt, **known)
            return True
        _log.warning("not sent, will be tried again", reason=outcome.reason, attempt=delivery.attempt, **known)
        return False

    def _record(self, tx: Transaction, delivery: Delivery, outcome: Sent | SendFailed) -> None:
        now = self._now()
        if isinstance(outcome, Sent):
            deliveries.record(
                tx, delivery, now, outcome="sent", detail=outcome.detail, next_attempt_at=None, unknown=False
            )
            return
        again = next_attempt(now, delivery.attempt, self._chance())
        deliveries.record(
            tx,
            delivery,
            now,
            outcome="failed",
            detail=outcome.reason,
            next_attempt_at=again,
            unknown=outcome.unknown,
        )

    async def stop(self, within: timedelta) -> None:
        """Finish what is being sent; what is not done in time stays claimed and is marked as a possible repeat."""
        self._stopping = True
        if self._busy:
            await asyncio.wait(list(self._busy.values()), timeout=within.total_seconds())
        for task in list(self._busy.values()):
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _write(self, work: Callable[[Transaction], Value]) -> Value:
        def run() -> Value:
            with self._database.writing() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)
