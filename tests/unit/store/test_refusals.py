"""While the database refuses, the daemon goes on, knows it, and says it from time to time."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.core.errors import StoreError
from monitor.run import local
from monitor.store.database import open_database
from monitor.store.refusals import DatabaseRefusal, Refusals
from tests.make import NOW
from tests.running import Clock


def test_a_refusal_is_said_when_it_begins_and_then_once_a_minute() -> None:
    refusals, clock = Refusals(), Clock()
    said = []
    for _ in range(150):
        said.append(refusals.note("poll", "full", clock()))
        clock.move(seconds=1)
    assert [second for second, one in enumerate(said) if one] == [0, 60, 120]
    assert refusals.note("deliver", "full", clock())
    clock.move(hours=-5)
    assert refusals.note("poll", "full", clock()), "the clock was set back"


def test_what_waits_longest_is_known_until_it_is_over() -> None:
    refusals, clock = Refusals(), Clock()
    assert refusals.longest() is None and not refusals.over("poll")
    refusals.note("poll", "locked", clock())
    clock.move(minutes=2)
    refusals.note("deliver", "full", clock())
    refusals.note("poll", "full", clock())
    assert refusals.longest() == DatabaseRefusal(NOW, "full")
    assert refusals.over("poll") and refusals.longest() == DatabaseRefusal(clock(), "full")
    assert refusals.over("deliver") and refusals.longest() is None


def test_a_tick_that_the_database_refuses_is_known_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, said, problems = Clock(), list[str](), ["full", "full", ""]
    monitor: Any = SimpleNamespace(refusals=Refusals(), now=clock, database=open_database("sqlite://"))

    async def work() -> None:
        if why := problems.pop(0):
            raise StoreError(why)

    def say(event: str, **_: str) -> None:
        said.append(event)

    monkeypatch.setattr(local, "_log", SimpleNamespace(error=say, info=say))

    async def run() -> None:
        tick = local._guarded(monitor, "poll", work, asyncio.Lock())
        for waits in (True, True, False):
            await tick()
            assert bool(monitor.refusals.longest()) is waits

    asyncio.run(run())
    assert said == ["poll: waiting for the database", "poll: the database takes it again"]
