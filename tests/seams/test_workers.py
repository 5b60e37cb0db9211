"""The processes that parse: how they begin, fail, and end, at any moment, without a word."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bench.consumption import family
from monitor.sources.document import parse_document
from monitor.sources.types import Parsed
from monitor.sources.workers import PATIENCE, WorkerFailed, Workers
from tests.running import until

DEADLINE = timedelta(seconds=20)
FEED = b"<rss version='2.0'><channel><title>a</title><item><title>one</title></item></channel></rss>"
CTRL_C = """
import asyncio, os, signal
from datetime import timedelta
from monitor.sources.document import parse_document
from monitor.sources.workers import Workers
from tests.seams.test_workers import FEED

async def main():
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, asked.set)
    workers = Workers(2, timedelta(seconds=20))
    async def press():
        while not asked.is_set():
            await asyncio.sleep(0)
            os.killpg(0, signal.SIGINT)
    tasks = [asyncio.create_task(workers.run(parse_document, FEED, "", "", 1)) for _ in range(2)]
    await asyncio.sleep(0.02)
    await press()
    print([len((await task).items) for task in tasks])
    workers.close()

asyncio.run(main())
"""


async def _parse(workers: Workers) -> int:
    parsed = await workers.run(parse_document, FEED, "", "http://a.example/", 10)
    assert isinstance(parsed, Parsed)
    return len(parsed.items)


async def test_they_end_at_any_moment_of_their_start_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    others = set(family(os.getpid()))
    for step in range(20):
        workers = Workers(2, DEADLINE)
        tasks = [asyncio.create_task(_parse(workers)) for _ in range(2)]
        await asyncio.sleep(step * 0.04)
        workers.close()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert outcome == 1 or (isinstance(outcome, WorkerFailed) and "stopped" in str(outcome))
    assert set(family(os.getpid())) <= others
    assert capfd.readouterr() == ("", "")


def test_a_ctrl_c_is_the_business_of_the_daemon_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CTRL_C], capture_output=True, text=True, timeout=60, start_new_session=True
    )
    assert (done.stdout, done.stderr, done.returncode) == ("[1, 1]\n", "", 0)


async def test_one_that_is_idle_and_killed_is_replaced() -> None:
    workers = Workers(1, DEADLINE)
    try:
        assert await _parse(workers) == 1
        (worker,) = family(os.getpid())[1:]
        os.kill(worker, 9)
        await asyncio.to_thread(until, lambda: not _runs(worker), "it is dead")
        assert await _parse(workers) == 1
    finally:
        workers.close()


def _runs(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


async def test_what_takes_too_long_is_ended_and_what_is_raised_comes_back() -> None:
    workers = Workers(1, timedelta(seconds=1))
    try:
        assert await _parse(workers) == 1
        began = time.monotonic()
        with pytest.raises(WorkerFailed, match=r"not read within 1 s \(parse_deadline\)"):
            await workers.run(time.sleep, 60)
        assert time.monotonic() - began < 3
        with pytest.raises(ValueError, match="invalid literal"):
            await workers.run(int, "x")
        with pytest.raises(WorkerFailed, match=r"died \(exit code 3\)"):
            await workers.run(os._exit, 3)
        with pytest.raises(WorkerFailed, match="more than 1,500 MB of memory"):
            await workers.run(bytearray, 2_000_000_000)
        assert await _parse(workers) == 1
    finally:
        workers.close()


async def test_others_do_not_wait_for_documents_that_hurt() -> None:
    """As many as there are places, at once: after a moment others go on beside them."""
    workers = Workers(2, DEADLINE)
    try:
        await asyncio.gather(_parse(workers), _parse(workers))
        hurting = [asyncio.create_task(workers.run(time.sleep, 15)) for _ in range(2)]
        await asyncio.sleep(0)
        began = time.monotonic()
        assert await _parse(workers) == 1
        assert PATIENCE / 2 < time.monotonic() - began < 10 and not any(task.done() for task in hurting)
        for task in hurting:
            task.cancel()
        await asyncio.gather(*hurting, return_exceptions=True)
        assert await asyncio.gather(*(_parse(workers) for _ in range(6))) == [1] * 6
        assert len(family(os.getpid())[1:]) <= 2
    finally:
        workers.close()


async def test_they_are_kept_where_all_documents_take_long() -> None:
    """More wait than there are places, and each takes longer than it may hold one: no worker is begun for each."""
    workers = Workers(2, DEADLINE)
    try:
        used = set(await asyncio.gather(*(workers.run(_slow) for _ in range(16))))
        assert len(used) <= 4
    finally:
        workers.close()


async def test_that_a_worker_takes_long_to_begin_is_no_reason_to_begin_more(monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    one = Workers(1, DEADLINE)
    await one.run(os.getpid)
    one.close()
    monkeypatch.setattr("monitor.sources.workers.PATIENCE", (time.monotonic() - began) / 3)
    workers = Workers(2, DEADLINE)
    try:
        first = [asyncio.create_task(workers.run(os.getpid)) for _ in range(6)]
        await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        assert len(family(os.getpid())[1:]) == 2
        assert len(set(await asyncio.gather(*first))) == 2
    finally:
        workers.close()


def _slow() -> int:
    time.sleep(PATIENCE * 1.5)
    return os.getpid()


def _hangs(begun: Path) -> None:
    begun.touch()
    time.sleep(60)


async def test_one_who_gives_up_ends_the_worker(tmp_path: Path) -> None:
    workers = Workers(1, DEADLINE)
    try:
        task = asyncio.create_task(workers.run(_hangs, tmp_path / "begun"))
        await asyncio.to_thread(until, (tmp_path / "begun").exists, "the worker is at it")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert family(os.getpid())[1:] == []
        assert await _parse(workers) == 1
    finally:
        workers.close()
