"""USE CASE: a watcher elsewhere hears that all is well. When it hears nothing any more, it tells people: a monitor that
is dead or cut off cannot, nor can one none of whose receivers takes a message."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from monitor import logs
from monitor.core.durations import shown
from monitor.in_force.shared import Shared
from monitor.notify.ping import ping
from monitor.operations import MISSED, REFUSING, NotTaken, tell_heartbeat
from monitor.store import feeds, receivers
from monitor.store.database import Transaction

_log = logs.logger("heartbeat")
ANSWERS_WITHIN = 10.0
"""Seconds."""


class Heartbeat:
    """Whether all is well is asked in the writer's thread: one that hangs is not well."""

    def __init__(self, shared: Shared) -> None:
        self._shared, self._in_force, self._refusals = shared, shared.in_force, shared.refusals
        self._begun: datetime | None = None
        self._last: datetime | None = None
        self._said: str | None = None
        self._refused: NotTaken | None = None
        self._is_taken = False
        """Whether operations know no more of a watcher that did not take it."""

    async def beat(self) -> None:
        """Called again and again: tell the watcher of the config when it is time to, if nothing speaks against it.
        Raises StoreError."""
        wanted, now = self._in_force().files.config.file.heartbeat, self._shared.now()
        # Here and below the clock may have been set back: what was noted by it was not later than now.
        if not wanted.url or (self._last is not None and abs(now - self._last) < wanted.every):
            return
        self._begun, self._last = min(self._begun or now, now), now
        watcher = urlsplit(wanted.url).hostname or ""
        if unwell := await self._shared.in_writer(self._unwell, now):
            self._refused = None
            self._say(unwell, True, watcher)
            return
        answer = await ping(wanted.url, ANSWERS_WITHIN)
        self._say(answer, False, watcher)
        await self._tell(watcher, answer, now)

    async def _tell(self, watcher: str, answer: str, now: datetime) -> None:
        """Operations hear of a watcher that does not take it: else nobody would know that nobody watches."""
        since = min(self._refused.since, now) if self._refused else now
        self._refused = NotTaken(since, answer) if answer else None
        nothing_to_tell = self._is_taken if self._refused is None else now - since < REFUSING
        if nothing_to_tell:
            return

        def tell() -> bool:
            operators = self._in_force().operations
            return tell_heartbeat(self._shared.database, operators, watcher, self._refused, now)

        if await self._shared.in_writer(tell):
            self._shared.on_told()
        self._is_taken = self._refused is None

    def _unwell(self, now: datetime) -> str:
        if waiting := self._refusals.longest():
            return f"waiting for the database: {waiting.why}"
        file = self._in_force().files.config.file
        with self._shared.database.reading() as tx:
            # After a start all may be due that became so while nothing ran.
            if self._begun and now - self._begun >= MISSED and feeds.is_due_since(tx, now - MISSED):
                return f"feeds are due for more than {shown(MISSED)} and were not polled"
            return nobody_hears(tx, file.operations or tuple(file.receivers), now)

    def _say(self, reason: str, held_back: bool, watcher: str) -> None:
        """Once for each reason, and when it is over."""
        if reason == self._said:
            return
        self._said = reason
        if not reason:
            _log.info("heartbeat taken", watcher=watcher)
        elif held_back:
            _log.warning("no heartbeat: not all is well", reason=reason)
        else:
            _log.warning("heartbeat not taken", watcher=watcher, reason=reason)


def nobody_hears(tx: Transaction, hearing: tuple[str, ...], now: datetime) -> str:
    """Empty as long as one of ``hearing``, who are told how the monitor itself goes, takes messages."""
    refusing = {one.receiver for one in receivers.refusing(tx) if now - one.since >= REFUSING and not one.accepts}
    return f"no message gets through: {', '.join(sorted(set(hearing)))}" if refusing.issuperset(hearing) else ""
