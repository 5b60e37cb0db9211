"""`monitor run` as a process, whose database's file is taken away, replaced, or has no room."""

from __future__ import annotations

import contextlib
import json
import resource
import signal
import sqlite3
import stat
from pathlib import Path

import pytest

from monitor.testing import FeedServer, WebhookServer
from tests.make import Entry, rss
from tests.running import command, daemon
from tests.seams.test_daemon import config_for, fresh


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can fill another process's disk (prlimit)")
def test_it_lives_through_a_full_disk_and_loses_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("polled")
        room = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (20_000, room[1]))  # the log stays below
        feed_server.put("/a", rss([fresh()]))
        (waiting, *_) = running.wait_for("poll: waiting for the database")
        assert "free space" in waiting["reason"]
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, room)
        webhook.wait_for(1, seconds=60)
        assert running.stop(signal.SIGTERM) == 0


def test_a_store_that_is_deleted_under_it_looks_like_no_healthy_one_and_is_saved(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    store, saved = tmp_path / "monitor.sqlite", tmp_path / "monitor.sqlite.saved"
    with daemon(config) as running:
        running.wait_for("polled")
        feed_server.put("/a", rss([fresh(1)]))
        running.wait_for("sent")
        for file in tmp_path.glob("monitor.sqlite*"):
            if file.suffix != ".lock":
                file.unlink()
        (said, *_) = running.wait_for("poll: waiting for the database")
        assert f"was deleted while this process works on it. What it held is kept in {saved}" in said["reason"]
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600
        for arguments in (("status",), ("alerts", "list")):
            asked = command(*arguments, "--config", config, folder=tmp_path)
            assert asked.returncode == 1 and "monitor.sqlite is gone, and a monitor runs on it" in asked.stderr
        assert not store.exists()
        assert running.stop(signal.SIGTERM) == 0
    for arguments in (("run",), ("status",)):
        refused = command(*arguments, "--config", config, folder=tmp_path)
        assert refused.returncode == 1 and f"{saved} has what it held when it was deleted" in refused.stderr
    saved.rename(store)
    with daemon(config) as running:
        feed_server.put("/a", rss([Entry("o", "Floods in Idlib", "Rain."), fresh(1)]))
        webhook.wait_for(2)
        running.stop(signal.SIGTERM)
    told = command("alerts", "--config", config, "--json", folder=tmp_path).stdout
    assert [one["id"] for one in json.loads(told)] == [2, 1], "it goes on where it was"


def test_a_store_that_is_moved_away_and_back_is_gone_on_with(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, polling={"interval": "1s"})
    store, away = tmp_path / "monitor.sqlite", tmp_path / "away.sqlite"
    with daemon(config) as running:
        running.wait_for("polled")
        feed_server.put("/a", rss([fresh(1)]))
        running.wait_for("sent")
        store.rename(away)
        (said, *_) = running.wait_for("poll: waiting for the database")
        assert "was moved while this process works on it: move it back, and it goes on" in said["reason"]
        assert not (tmp_path / "monitor.sqlite.saved").exists()
        with contextlib.closing(sqlite3.connect(f"file:{away}?immutable=1", uri=True)) as beside:
            assert beside.execute("SELECT count(*) FROM alert").fetchone() == (1,), "it is whole without its log"
        away.rename(store)
        running.wait_for("poll: the database takes it again")
        feed_server.put("/a", rss([Entry("o", "Floods in Idlib", "Rain."), fresh(1)]))
        webhook.wait_for(2)
        assert running.stop(signal.SIGTERM) == 0


def test_a_copy_that_takes_the_place_of_the_store_stays_as_it_is_until_a_restart(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """SQLite's log is of the file that was there: whoever opens the copy beside it would write that into the copy."""
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    store, copy = tmp_path / "monitor.sqlite", tmp_path / "copy.sqlite"
    with daemon(config) as running:
        running.wait_for("polled")
        with contextlib.closing(sqlite3.connect(store)) as beside:
            beside.execute(f"VACUUM INTO '{copy}'")
        feed_server.put("/a", rss([fresh(1)]))
        webhook.wait_for(1)
        copy.rename(store)
        (said, *_) = running.wait_for("poll: waiting for the database")
        assert "was replaced while this process works on it: restart it" in said["reason"]
        assert "What it held is kept in" in said["reason"]
        listed = command("alerts", "--config", config, "--json", folder=tmp_path)
        assert json.loads(listed.stdout) == [], "the copy was made before the alert"
        running.stop(signal.SIGTERM)
    saved = tmp_path / "monitor.sqlite.saved"
    for file, alerts in ((store, 0), (saved, 1)):
        with contextlib.closing(sqlite3.connect(file)) as beside:
            assert beside.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert beside.execute("SELECT count(*) FROM alert").fetchone() == (alerts,)
