"""USE CASES: what is looked after from time to time, beside polls and deliveries. None of it raises but StoreError."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from monitor import logs, operations, timers
from monitor.core.alerts.decide import oldest_told
from monitor.core.alerts.operations.host import nothing_was_polled
from monitor.core.alerts.types import Alert
from monitor.forget import Forgetting
from monitor.in_force.shared import Shared
from monitor.set_back import follow_clock
from monitor.store.database import LOG_BYTES, Transaction

_log = logs.logger("app")

LARGE_LOG = 4 * LOG_BYTES
FORGETS_AFTER = timedelta(hours=1)
"""After a start, a sleep or a jump of the clock, until anything is forgotten: by a clock that runs a year ahead all
would be old, and gone for good."""


class Ticks:
    """Each is one job of the writer. ``on_set_back`` is called when the clock was set back, and by how much."""

    def __init__(self, shared: Shared, on_set_back: Callable[[timedelta], None]) -> None:
        self._shared, self._in_force, self._now = shared, shared.in_force, shared.now
        self._database, self._on_set_back = shared.database, on_set_back
        self._forgetting = Forgetting(shared.database)
        self._forget_after = shared.in_force().files.config.file.store.forget_after
        self._log_said = 0
        self._noticed: datetime | None = None
        """When it was last looked whether time was missed, and the database answered."""
        self._awake_since: datetime | None = None
        """Since when no time was missed, by the clock of now."""
        self._untold: Alert | None = None
        """Of time that was missed: what the database did not take yet."""

    async def forget(self) -> None:
        """One batch of what came longer ago than ``store.forget_after`` of the start."""
        if not self._is_awake_for(FORGETS_AFTER):
            return
        if count := await self._shared.in_writer(self._forgetting.batch, self._now(), self._forget_after):
            _log.debug("forgotten", articles=count)

        def forget_matters() -> int:  # by the rules that are in force then
            return self._forgetting.matters(self._now(), self._forget_after, self._in_force().files.rules.rules)

        if count := await self._shared.in_writer(forget_matters):
            _log.debug("forgotten", matters=count)

    async def tell_troubles(self) -> None:
        """Operations hear which feeds and receivers are in trouble, or well again."""

        def tell() -> bool:
            operators, now = self._in_force().operations, self._now()
            others = tuple(self._in_force().files.config.file.receivers)
            of_feeds = operations.tell_troubles(self._database, operators, now)
            return operations.tell_receiver_troubles(self._database, operators, others, now) or of_feeds

        await self._told_by(tell)

    async def watch_log(self) -> None:
        """SQLite's log fills the disk while another program reads for hours: said when it is large, and when it has
        doubled."""
        size = self._database.log_bytes()
        if size >= max(LARGE_LOG, 2 * self._log_said):
            self._log_said = size
            _log.warning(
                "SQLite's log (-wal) grows while another program reads the database for long, such as a backup or an "
                "open sqlite3: end that, or the disk fills",
                megabytes=size // 1_000_000,
            )
        elif self._log_said and size < LARGE_LOG:
            self._log_said = 0
            _log.info("SQLite's log is small again")

    async def tell_of_silence(self) -> None:
        """Rules that expect news and hear none say so, but not just after a start or a sleep."""
        if not self._is_awake_for(timers.SETTLED):
            return
        now = self._now()

        def tell() -> int:
            files = self._in_force().files
            told = timers.tell_of_silence(self._database, files.rules, files.config.routes, now)
            if self._is_awake_for(FORGETS_AFTER):
                late = oldest_told(files.config.file.polling.alert_window)
                timers.forget_counts(self._database, files.rules, now, late)
            return told

        await self._told_by(tell)

    def _is_awake_for(self, span: timedelta) -> bool:
        """Whether no time was missed for so long; a clock that jumps shows as that, too."""
        return self._awake_since is not None and self._now() - self._awake_since >= span

    async def tell(self, alert: Alert) -> None:
        """Operations hear ``alert``."""
        await self._told_by(lambda: operations.tell_alone(self._database, self._in_force().operations, alert))

    async def _told_by(self, tell: Callable[[], int]) -> None:
        """Run ``tell``, which says whether anybody is told, in the writer's thread, where it asks what is in force: a
        reload that writes before it may have taken a receiver away."""
        if await self._shared.in_writer(tell):
            self._shared.on_told()

    async def notice_missed_time(self) -> None:
        """Operations hear of a time in which nothing was polled. Called again and again: a host that slept shows by
        the time since the last call, a daemon that did not run by the first."""
        now, before = self._now(), self._noticed
        await self._follow_clock(before, now)
        if before is None or now - before >= operations.MISSED:
            self._awake_since = now
            self._untold = await self._missed(before or now, now) or self._untold
        self._noticed = now
        if self._untold is not None:  # for so long as the database refuses: once all is polled nothing shows it
            await self.tell(self._untold)
            self._untold = None

    async def _missed(self, until: datetime, now: datetime) -> Alert | None:
        """What operations are to hear, if nothing was polled from before ``until`` to ``now``."""
        last = await self._shared.in_writer(operations.unpolled_since, self._database, until, now)
        if last is None:
            return None
        _log.warning("nothing was polled meanwhile", missed=str(now - last))
        return nothing_was_polled(last, now, oldest_told(self._in_force().polling.alert_window))

    async def _follow_clock(self, before: datetime | None, now: datetime) -> None:
        def taken_for_old(tx: Transaction, by: timedelta) -> bool:
            running = self._in_force()
            return operations.tell_taken_for_old(tx, running.operations, running.polling.alert_window, by, now)

        back = await self._shared.in_writer(follow_clock, self._database, before, now, taken_for_old)
        if not back:
            return
        _log.warning("the clock was set back: what is planned moves with it", by=str(back))
        self._on_set_back(back)
        if self._awake_since is not None:
            self._awake_since -= back
        self._shared.on_told()
