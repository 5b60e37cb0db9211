"""A watcher elsewhere hears of the monitor as long as all is well, and a service manager as long as it is alive."""

from __future__ import annotations

import signal
import socket
import tempfile
from pathlib import Path

import pytest

from monitor.testing import FeedServer, WebhookServer
from tests.make import STORY, Entry, rss, workspace
from tests.running import command, daemon, running, until

_PING = "/ping/7f3a-secret"


def _beats(server: FeedServer) -> int:
    return server.statuses[_PING, 200]


async def test_the_watcher_is_asked_once_in_every(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    beats = {"url": feed_server.put(_PING, "ok", validators=False), "every": "1m"}
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats)) as run:
        await run.monitor.heartbeat.beat()
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 1
        run.clock.move(seconds=61)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 2
        run.clock.move(hours=-5)  # the clock was set back
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 3


async def test_a_reload_takes_over_the_address(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    async with running(config) as run:
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 0
        address = feed_server.put(_PING, "ok", validators=False)
        workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat={"url": address})
        await run.monitor.in_force.reload(config)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 1


async def test_a_watcher_that_takes_no_beat_is_told_once_and_when_it_does(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Else a mistyped address is a line in the log, and nobody knows that nobody watches."""
    feed_server.put("/a", rss([]))
    beats = {"url": f"{feed_server.url}{_PING}", "every": "1m"}
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats, operations="console")

    async def beat(minutes: int) -> list[str]:
        async with running(config) as run:  # what is told is known after a restart
            for _ in range(minutes):
                await run.poll(minutes=1)
                await run.monitor.heartbeat.beat()
            return [alert.headline for alert in run.alerts()]

    assert await beat(5) == []
    said = "127.0.0.1 does not take the heartbeat"
    assert await beat(7) == [said]
    assert await beat(7) == [said]
    feed_server.put(_PING, "ok", validators=False)
    assert await beat(2) == [said, "127.0.0.1 takes the heartbeat again"]
    assert await beat(2) == [said, "127.0.0.1 takes the heartbeat again"]


async def test_a_watcher_that_takes_no_beat_is_told_in_minutes_after_the_clock_was_set_back(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([]))
    beats = {"url": f"{feed_server.url}{_PING}", "every": "1m"}
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats, operations="console")
    async with running(config) as run:
        await run.monitor.heartbeat.beat()
        run.clock.move(hours=-5)
        for _ in range(7):
            await run.monitor.ticks.notice_missed_time()
            await run.poll(minutes=1)
            await run.monitor.heartbeat.beat()
        assert [alert.headline for alert in run.alerts()] == ["127.0.0.1 does not take the heartbeat"]


async def test_no_beat_while_nobody_polls_also_after_the_clock_was_set_back(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([]))
    beats = {"url": feed_server.put(_PING, "ok", validators=False)}
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats)) as run:
        await run.poll()
        await run.monitor.heartbeat.beat()
        run.clock.move(hours=-5)
        await run.monitor.ticks.notice_missed_time()
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 2
        run.clock.move(minutes=30)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 2


async def test_no_beat_while_feeds_are_due_and_nobody_polls_them(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    beats = {"url": feed_server.put(_PING, "ok", validators=False)}
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats)) as run:
        await run.poll()
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 1
        run.clock.move(minutes=30)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 1
        await run.poll(minutes=2)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 2


async def test_a_poll_that_ends_while_it_is_asked_keeps_no_beat_back(tmp_path: Path, feed_server: FeedServer) -> None:
    """What is asked waits for the writer, behind the polls of the next moment."""
    feed_server.put("/a", rss([]))
    beats = {"url": feed_server.put(_PING, "ok", validators=False)}
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"}, heartbeat=beats)) as run:
        await run.poll()
        await run.monitor.heartbeat.beat()
        await run.poll(minutes=15)
        run.clock.move(seconds=-1)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 2


async def test_status_says_that_a_daemon_polls_nothing(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    async with running(workspace(tmp_path, {"a": f"{feed_server.url}/a"})) as run:
        await run.poll()  # by the test's clock, which is long ago
        assert "not polled" not in command("status", folder=tmp_path).stdout
        run.monitor.database.claim_daemon()
        assert "feeds are due for long and not polled, its log says why" in command("status", folder=tmp_path).stdout


async def test_no_beat_while_the_database_refuses(tmp_path: Path, feed_server: FeedServer) -> None:
    beats = {"url": feed_server.put(_PING, "ok", validators=False)}
    async with running(workspace(tmp_path, {}, heartbeat=beats)) as run:
        run.monitor.refusals.note("poll", "database or disk is full", run.clock())
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 0
        run.monitor.refusals.over("poll")
        run.clock.move(minutes=2)
        await run.monitor.heartbeat.beat()
        assert _beats(feed_server) == 1


@pytest.mark.parametrize(("operations", "beats"), [("hook", 0), (["hook", "console"], 1)])
async def test_no_beat_when_no_message_gets_through_to_those_who_would_be_told(
    tmp_path: Path, feed_server: FeedServer, operations: str | list[str], beats: int
) -> None:
    with WebhookServer(lambda _: 503) as hook:
        receivers = {"hook": {"type": "webhook", "url": hook.url, "secret": "s"}, "console": {"type": "console"}}
        config = workspace(
            tmp_path,
            {"a": feed_server.put("/a", rss([]))},
            heartbeat={"url": feed_server.put(_PING, "ok", validators=False)},
            receivers=receivers,
            routes=[{"to": ["hook"]}],
            operations=operations,
        )
        async with running(config) as run:
            await run.poll()
            feed_server.put("/a", rss([Entry("1", "Shelling kills 21 in Morek", STORY, published=run.clock())]))
            await run.poll(minutes=2)
            await run.deliver()
            await run.poll(minutes=6)
            await run.monitor.heartbeat.beat()
            assert _beats(feed_server) == beats


def test_a_watcher_that_does_not_answer_is_named_without_its_address(tmp_path: Path, feed_server: FeedServer) -> None:
    beats = {"url": f"{feed_server.url}{_PING}", "every": "1s"}
    with daemon(workspace(tmp_path, {}, heartbeat=beats)) as running:
        (said,) = running.wait_for("heartbeat not taken")
        assert (said["watcher"], said["reason"]) == ("127.0.0.1", "HTTP 404 Not Found")
        feed_server.put(_PING, "ok", validators=False)
        running.wait_for("heartbeat taken")
        assert running.stop(signal.SIGTERM) == 0
        assert "secret" not in running.log.read_text(encoding="utf-8")


def test_a_service_manager_hears_that_it_runs_lives_and_stops(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"{short}/notify")
        manager.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", f"{short}/notify")
        heard: list[str] = []

        def has_heard(line: str) -> bool:
            heard.extend(manager.recv(4096).decode().split("\n"))
            return line in heard

        with daemon(workspace(tmp_path, {"a": feed_server.put("/a", rss([]))}), wait=False) as running:
            until(lambda: has_heard("READY=1"), "it says that it is ready")
            until(lambda: has_heard("WATCHDOG=1"), "it says that it is alive")
            assert "STATUS=polling 1 feed" in heard and "STOPPING=1" not in heard
            assert running.stop(signal.SIGTERM) == 0
            until(lambda: has_heard("STOPPING=1"), "it says that it stops")
