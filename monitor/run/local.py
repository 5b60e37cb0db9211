"""The daemon on one machine: APScheduler ticks that ask the store what is due. The only user of apscheduler."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from monitor import logs
from monitor.app import Monitor
from monitor.core.errors import StoreError
from monitor.core.plural import several
from monitor.in_force.reload import Reload
from monitor.run.open_files import allow_open_files
from monitor.run.service_manager import ALIVE, READY, STOPPING, ServiceManager
from monitor.run.watch import RELOAD_AGAIN_SECONDS, reload_on_save
from monitor.ticks import Ticks

_log = logs.logger("run")

PAGES_SECONDS, DELIVER_SECONDS, FORGET_SECONDS = 1.0, 1.0, 10.0
TROUBLES_SECONDS, TIME_SECONDS, HEARTBEAT_SECONDS = 60.0, 5.0, 5.0
ALIVE_SECONDS = 10.0
"""Of the two minutes and more that a service manager should wait before it takes a daemon for hung."""
CLOCK_SECONDS = 1.0
"""A clock that is set back by less than this holds up no tick for longer."""
SLOW_SECONDS = 8.0
"""A writer that has no time for so long is worth a line."""
AGAIN_SECONDS = 1.0
"""Until a part of the daemon that broke begins again."""


_NOTHING = "a signal that means nothing here: SIGHUP reads the files again, SIGTERM stops"


async def run(
    monitor: Monitor,
    config_path: Path,
    *,
    beside: Sequence[Callable[[Monitor], Coroutine[None, None, None]]] = (),
    asked_before: Callable[[], bool] = lambda: False,
) -> None:
    """Run until SIGTERM or SIGINT; what is in hand is finished or given back. A saved file or SIGHUP reads the files
    again; what other programs take SIGUSR1 and SIGUSR2 for is nothing here, and ends nothing.

    ``beside`` are coroutines that run along, such as the web page; they are cancelled at the end.
    ``asked_before``: whether SIGHUP came since the files were read.
    """
    allow_open_files()
    stop, asked = asyncio.Event(), asyncio.Event()
    # Deliveries have a lock of their own: the other ticks wait for the writer, which works on documents.
    ticking, delivering, claiming = asyncio.Lock(), asyncio.Lock(), asyncio.Lock()
    manager = ServiceManager(os.environ)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(_Threads(thread_name_prefix="aside"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, asked.set)
    if asked_before():
        asked.set()
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        loop.add_signal_handler(number, partial(_log.warning, _NOTHING, signal=number.name))
    async with monitor:
        gc.freeze()  # what is there now stays: looking through it again and again costs as much as a fifth of a poll
        deliver = _guarded(monitor, "deliver", monitor.deliverer.deliver_due, delivering)
        scheduler = _scheduler(monitor.now(), [("deliver", deliver, DELIVER_SECONDS), *_ticks(monitor, ticking)])
        scheduler.start()
        companions = [
            asyncio.create_task(_kept_alive(companion))
            for companion in (
                partial(_poll_as_due, monitor, _guarded(monitor, "poll", monitor.poller.poll_due, claiming)),
                partial(_deliver_when_alerted, monitor, deliver),
                partial(_reload_when_asked, monitor, config_path, asked),
                partial(_say_alive, monitor, manager),
                partial(_follow_clock, monitor, scheduler),
                *([partial(reload_on_save, monitor, config_path)] if monitor.files.config.file.watch_files else []),
                *(partial(one, monitor) for one in beside),
            )
        ]
        _log.info("running, stop with Ctrl-C or SIGTERM, read the files again with SIGHUP")
        manager.say(READY)
        await stop.wait()
        _log.info("stopping: finishing what is in hand")
        manager.say(STOPPING, status="finishing what is in hand")
        scheduler.pause()
        with contextlib.suppress(TimeoutError):
            # Shutdown cancels coroutines that run: let a claim end first, if the database lets it.
            async with asyncio.timeout(monitor.stopping().total_seconds() / 5), ticking, delivering, claiming:
                pass
        scheduler.shutdown(wait=False)
        for task in companions:
            task.cancel()
        await asyncio.wait(companions, timeout=monitor.stopping().total_seconds())
    _log.info("stopped")


Tick = Callable[[], Awaitable[None]]


async def _follow_clock(monitor: Monitor, scheduler: AsyncIOScheduler) -> None:
    """The scheduler plans by the clock of the machine: set back by hours, it would wait so long with every tick, also
    with the one that moves what is planned."""
    before = monitor.now()
    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        now = monitor.now()
        if now < before:
            for job in scheduler.get_jobs():
                job.modify(next_run_time=now)
        before = now


def _ticks(monitor: Monitor, alone: asyncio.Lock) -> Iterator[tuple[str, Tick, float]]:
    """What is done from time to time, one at a time; only the heartbeat waits for none of the others."""
    beating, ticks = asyncio.Lock(), monitor.ticks
    for name, work, lock, seconds in (
        ("pages", monitor.pages.read_due, alone, PAGES_SECONDS),
        ("forget", partial(_after_missed_time, ticks, ticks.forget), alone, FORGET_SECONDS),
        ("troubles", ticks.tell_troubles, alone, TROUBLES_SECONDS),
        ("log", ticks.watch_log, alone, TROUBLES_SECONDS),
        ("silence", partial(_after_missed_time, ticks, ticks.tell_of_silence), alone, TROUBLES_SECONDS),
        ("time", ticks.notice_missed_time, alone, TIME_SECONDS),
        ("heartbeat", monitor.heartbeat.beat, beating, HEARTBEAT_SECONDS),
    ):
        yield name, _guarded(monitor, name, work, lock), seconds


async def _after_missed_time(ticks: Ticks, work: Tick) -> None:
    """``work`` goes by how long the daemon is awake. After a sleep all ticks are due at once, in any order: it is asked
    first whether there was one."""
    await ticks.notice_missed_time()
    await work()


def _scheduler(now: datetime, ticks: Iterable[tuple[str, Tick, float]]) -> AsyncIOScheduler:
    """``ticks``: (name, what is done, seconds from one to the next). The first of each is due at once: an interval
    alone would begin with a wait."""
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        # The library's defaults skip runs that are a second late; nothing here may be skipped in silence.
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for name, tick, seconds in ticks:
        scheduler.add_job(tick, _Every(seconds), id=name, next_run_time=now)
    return scheduler


class _Every(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """So long after the last time. The library's own intervals name each time that was missed, before one of them
    counts: a clock that is set forward by a year makes gigabytes of them."""

    def __init__(self, seconds: float) -> None:
        self._wait = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002 - it counts from now
        return now + self._wait


class _Threads(ThreadPoolExecutor):
    """For what is done aside. The end of the loop does not wait for one that hangs at a database."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - it never waits
        super().shutdown(wait=False, cancel_futures=True)


async def _kept_alive(companion: Callable[[], Coroutine[None, None, None]]) -> None:
    """Until it ends by itself; one that breaks begins again, as nobody sees that a part of the daemon is missing."""
    while True:
        try:
            return await companion()
        except Exception:  # a bug must not end the daemon
            _log.exception("a part of the daemon broke, it begins again")
            await asyncio.sleep(AGAIN_SECONDS)


async def _say_alive(monitor: Monitor, manager: ServiceManager) -> None:
    """A daemon whose loop or writer hangs says nothing, and can be started anew. One that waits for its database is
    alive: a start would not help it."""
    while True:
        await _alive(monitor)
        waiting, feeds = monitor.refusals.longest(), several(len(monitor.files.config.file.feeds), "feed")
        manager.say(ALIVE, status=f"waiting for the database: {waiting.why}" if waiting else f"polling {feeds}")
        await asyncio.sleep(ALIVE_SECONDS)


async def _alive(monitor: Monitor) -> None:
    """Returns when the writer has time. What keeps it is said: a database that is locked may keep it for long before it
    refuses."""
    answer, began = asyncio.ensure_future(monitor.alive()), monitor.now()
    try:
        done, _ = await asyncio.wait((answer,), timeout=SLOW_SECONDS)
        if not done:
            _log.warning(
                f"nothing was written for {SLOW_SECONDS:g} s: the database is locked or slow, or very much came at once"
            )
        await answer
        if not done:
            _log.info("what waited is written", seconds=round((monitor.now() - began).total_seconds()))
    finally:
        answer.cancel()


async def _poll_as_due(monitor: Monitor, poll: Tick) -> None:
    while True:
        await poll()
        await monitor.poller.wait_until_due()


async def _deliver_when_alerted(monitor: Monitor, deliver: Tick) -> None:
    """An alert is sent when it is committed, not at the next tick."""
    while True:
        await monitor.alerted.wait()
        monitor.alerted.clear()
        await deliver()


async def _reload_when_asked(monitor: Monitor, config_path: Path, asked: asyncio.Event) -> None:
    while True:
        await asked.wait()
        asked.clear()
        try:
            outcome = await monitor.in_force.reload(config_path)
        except Exception:  # a bug in reading an edit must not end what runs
            _log.exception("reload broke, the running files stay")
            continue
        if outcome is Reload.WAITING:  # some of it may be in the store already
            await asyncio.sleep(RELOAD_AGAIN_SECONDS)
            asked.set()


def _guarded(monitor: Monitor, name: str, work: Callable[[], Awaitable[object]], alone: asyncio.Lock) -> Tick:
    """A tick that fails says so and is tried at the next one: a full disk must not end the daemon. None does anything
    while another daemon has the database, which tells the same."""

    async def tick() -> None:
        try:
            async with alone:
                await asyncio.to_thread(monitor.database.confirm_daemon)
                await work()
        except StoreError as error:
            if monitor.refusals.note(name, str(error), monitor.now()):
                _log.error(f"{name}: waiting for the database", reason=str(error))
            return
        except Exception:  # a bug in one tick must end neither the next nor the others
            _log.exception(f"{name} broke, going on")
        if monitor.refusals.over(name):
            _log.info(f"{name}: the database takes it again")

    return tick
