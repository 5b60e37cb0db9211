"""`monitor run` as a process: it starts, tells, reads its files again, stops and goes on where it was."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import signal
import socket
import sqlite3
import sys
import threading
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from alembic import command as alembic
from alembic.config import Config

from monitor.app import Monitor
from monitor.in_force.load import load_files
from monitor.run.local import run
from monitor.run.open_files import MOST
from monitor.store.database import open_database
from monitor.store.schema import HEAD, MIGRATIONS, open_store
from monitor.testing import FeedServer, WebhookServer
from tests.make import RULES, STORY, Entry, rss, workspace
from tests.running import MONITOR, command, daemon, until


def fresh(number: int = 1) -> Entry:
    return Entry(f"n{number}", f"Report {number} from Morek", STORY[: -10 * number], published=datetime.now(UTC))


def config_for(folder: Path, feed_server: FeedServer, webhook: WebhookServer, **more: Any) -> Path:
    return workspace(
        folder,
        {"a": f"{feed_server.url}/a"},
        receivers={"hook": {"url": webhook.apprise_url}},
        routes=[{"to": "hook"}],
        **more,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_tells_what_is_new_stops_at_a_signal_and_goes_on_where_it_was(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, number: int
) -> None:
    feed_server.put("/a", rss([Entry("old", "A quiet week in Idlib")]))
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("polled")
        feed_server.put("/a", rss([fresh()]))
        (message,) = webhook.wait_for(1)
        assert message["title"] == "[LOW] Report 1 from Morek"
        running.wait_for("sent")
        assert running.stop(number) == 0
        assert running.lines("stopped")
    with daemon(config) as running:
        until(lambda: feed_server.statuses["/a", 304] >= 1, "the feed is asked again")
        feed_server.put("/a", rss([Entry("o", "Floods in Idlib", "Rain."), fresh()]))
        webhook.wait_for(2)
        assert running.stop(signal.SIGTERM) == 0
    assert [message["title"] for message in webhook.received] == [
        "[LOW] Report 1 from Morek",
        "[LOW] Floods in Idlib",
    ]


def test_polls_begin_when_a_place_is_free_and_not_at_a_tick(tmp_path: Path, feed_server: FeedServer) -> None:
    urls = {f"feed-{n:02}": f"{feed_server.url}/{n}" for n in range(40)}
    for n in range(40):
        feed_server.put(f"/{n}", rss([]))
    with daemon(workspace(tmp_path, urls, polling={"concurrency": 1})) as running:
        polled = running.wait_for("polled", 40)
        assert {line["feed"] for line in polled} == set(urls)
        first, last = (datetime.fromisoformat(polled[n]["timestamp"]) for n in (0, 39))
        assert last - first < timedelta(seconds=20), "less than a second each, with one place"
        assert running.stop(signal.SIGTERM) == 0


def test_poll_alert_and_delivery_are_logged_as_json_with_ids_that_lead_on(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("polled")
        feed_server.put("/a", rss([fresh()]))
        (sent,) = running.wait_for("sent")
        polled = running.wait_for("polled", 2)[-1]
        running.stop(signal.SIGTERM)
    assert polled["feed"] == "a" and polled["alerts"] == 1 and polled["poll"].endswith("-a")
    assert (sent["receiver"], sent["rule"], sent["attempt"]) == ("hook", "idlib-mention", 1)
    listed = command("items", "--json", folder=tmp_path)
    (item,) = json.loads(listed.stdout)
    assert item["verdict"] == "new"
    told = command("alerts", "--json", folder=tmp_path)
    assert [alert["id"] for alert in json.loads(told.stdout)] == [sent["alert"]]
    explained = command("explain", str(item["id"]), folder=tmp_path)
    assert "new story" in explained.stdout and "idlib-mention" in explained.stdout


def make_older(folder: Path, revision: str) -> None:
    """An empty database as an older version left it."""
    older = Config()
    older.set_main_option("script_location", str(MIGRATIONS))
    database = open_database(f"sqlite:///{folder}/monitor.sqlite")
    with database.writing() as tx:
        older.attributes["connection"] = tx.connection
        alembic.upgrade(older, revision)
    database.close()


def test_a_start_that_upgrades_the_database_says_so(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    make_older(tmp_path, "0013")
    with daemon(config) as running:
        whole, *steps = running.lines("upgrading the database")
        assert (whole["level"], whole["part"], whole["schema"], whole["to"]) == ("info", "store", "0013", HEAD)
        assert steps[0]["step"] == f"1 of {int(HEAD) - 13}" and "Why a page could not be read" in steps[0]["does"]
        assert len(running.lines("the database is upgraded")) == 1
        assert running.stop(signal.SIGTERM) == 0
    with daemon(config) as running:
        assert not running.lines("upgrading the database")


def test_a_signal_ends_no_start_and_what_it_asks_for_is_done_after_it(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Whoever upgrades the database, which may take minutes, may close the terminal meanwhile."""
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, watch_files=False)
    make_older(tmp_path, "0001")
    with daemon(config, wait=False) as running:
        running.wait_for("upgrading the database")
        for number in (signal.SIGUSR1, signal.SIGHUP):
            running.process.send_signal(number)
        running.wait_for("reloaded")
        assert running.stop(signal.SIGTERM) == 0


def test_files_are_read_again_on_sighup_and_a_bad_edit_changes_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, watch_files=False)
    rules = tmp_path / "rules" / "rules.yaml"
    with daemon(config) as running:
        running.wait_for("polled")
        rules.write_text(RULES.replace("entity: idlib, parts: true", "entity: idlip"), encoding="utf-8")
        running.process.send_signal(signal.SIGHUP)
        (refused,) = running.wait_for("not reloaded")
        assert 'rules.yaml:12:20: unknown entity "idlip" - did you mean "idlib"?' in refused["problem"]
        feed_server.put("/a", rss([fresh(1)]))
        webhook.wait_for(1)  # the rules that worked still do
        edited = RULES.replace("severity: low", "severity: critical").replace("12 words", "9 words")
        rules.write_text(edited, encoding="utf-8")
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("reloaded")
        (changed,) = running.lines("changed rules")
        assert changed["rules"] == ["strike-near-posts"] and not running.lines("new rules")
        feed_server.put("/a", rss([Entry("o", "Floods in Idlib", "Rain."), fresh(1)]))
        assert webhook.wait_for(2)[-1]["title"] == "[CRITICAL] Floods in Idlib"
        running.stop(signal.SIGTERM)


def test_a_second_daemon_on_the_same_database_is_refused_in_one_line(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as first:
        second = command("run", folder=tmp_path)
        assert second.returncode == 1 and "another monitor runs on this database" in second.stderr
        assert "Traceback" not in second.stderr and len(second.stderr.splitlines()) == 1
        assert first.process.poll() is None
        first.stop(signal.SIGTERM)


def test_a_killed_daemon_leaves_no_process_behind(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([fresh()]))
    with daemon(config_for(tmp_path, feed_server, webhook)) as running:
        running.wait_for("polled")
        family = _descendants(running.process.pid)
        assert family, "the feed was parsed by a worker"
        running.stop(signal.SIGKILL)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), "the workers are gone")


def _descendants(pid: int) -> set[int]:
    """All processes below ``pid`` (Linux), or those of its group elsewhere."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(status.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found: set[int] = set()
    level = [pid]
    while level:
        level = [child for parent in level for child in parents.get(parent, [])]
        found.update(level)
    return found


def test_the_page_shows_health_and_alerts_while_it_runs(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, web={"enabled": True, "port": 0})
    with daemon(config) as running:
        running.wait_for("polled")
        (page,) = running.wait_for("web page")
        feed_server.put("/a", rss([fresh()]))
        running.wait_for("sent")
        health = json.loads(urllib.request.urlopen(page["address"] + "healthz").read())
        assert (health["status"], health["feeds"], health["items"], health["deliveries_open"]) == ("ok", 1, 1, 0)
        polled = datetime.fromisoformat(health["last_poll"])
        assert timedelta(0) <= datetime.now(UTC) - polled < timedelta(minutes=1)
        assert f"daemon      running, last poll {polled:%Y-%m-%d}" in command("status", folder=tmp_path).stdout
        assert b"Report 1 from Morek" in urllib.request.urlopen(page["address"]).read()
        assert running.stop(signal.SIGTERM) == 0


def test_a_port_that_is_taken_costs_the_page_only(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, web={"enabled": True, "port": feed_server.port})
    with daemon(config) as running:
        assert "web.port" in running.wait_for("no web page")[0]["event"]
        running.wait_for("polled")
        assert running.stop(signal.SIGTERM) == 0


def test_one_that_hangs_and_is_ended_for_it_says_where_it_hung(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """systemd sends SIGABRT to a service that says nothing any more, and starts it anew."""
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("polled")
        assert running.stop(signal.SIGABRT) == -signal.SIGABRT
        said = running.log.read_text(encoding="utf-8")
        assert "Fatal Python error: Aborted" in said and "most recent call first" in said
    with daemon(config) as running:
        feed_server.put("/a", rss([fresh(1)]))
        webhook.wait_for(1)
        assert running.stop(signal.SIGTERM) == 0


def test_a_signal_that_other_programs_have_ends_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Such as one for a log to be opened anew."""
    feed_server.put("/a", rss([]))
    with daemon(config_for(tmp_path, feed_server, webhook)) as running:
        running.wait_for("polled")
        running.process.send_signal(signal.SIGUSR1)
        running.process.send_signal(signal.SIGUSR2)
        running.wait_for("a signal that means nothing here", 2)
        feed_server.put("/a", rss([fresh(1)]))
        webhook.wait_for(1)
        assert running.stop(signal.SIGTERM) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux's")
def test_it_may_have_as_many_connections_as_its_user_is_allowed(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """A shell of macOS begins with 256, one of Linux with 1,024: the connections to some hundred hosts used them up."""
    few = ("sh", "-c", 'ulimit -S -n 200 && exec "$@"', "sh")
    with daemon(config_for(tmp_path, feed_server, webhook), through=few) as running:
        now, allowed = resource.prlimit(running.process.pid, resource.RLIMIT_NOFILE)
    assert now == min(allowed, MOST) > 200


def test_a_lock_of_the_database_is_said_before_it_refuses(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("running")
        with contextlib.closing(sqlite3.connect(tmp_path / "monitor.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            running.wait_for("nothing was written for 8 s: the database is locked or slow")
            other.execute("ROLLBACK")
        running.wait_for("what waited is written")
        assert len(running.lines("nothing was written")) == 1


async def test_a_part_that_breaks_begins_again(tmp_path: Path) -> None:
    config = workspace(tmp_path, {})
    begun: list[Monitor] = []

    async def beside(monitor: Monitor) -> None:
        begun.append(monitor)
        if len(begun) == 1:
            raise OSError("broken")
        os.kill(os.getpid(), signal.SIGTERM)

    files = load_files(config)
    with contextlib.closing(open_store(files.config.store_url)) as database:
        await asyncio.wait_for(run(Monitor(files, database), config, beside=[beside]), 20)
    assert len(begun) == 2


def test_a_stop_keeps_its_time_though_the_database_is_locked_and_nothing_is_lost(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook, polling={"interval": "1s", "stop_within": "2s"})
    with daemon(config) as running:
        running.wait_for("polled")
        with contextlib.closing(sqlite3.connect(tmp_path / "monitor.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            feed_server.put("/a", rss([fresh()]))
            sleep(2.5)  # a poll, or the claim of one, waits for the lock
            began = monotonic()
            assert running.stop(signal.SIGTERM) == 0
            assert monotonic() - began < 6
        assert running.lines("stopped") and running.lines("stopping without waiting for the database")
    with daemon(config) as running:
        webhook.wait_for(1)
        running.stop(signal.SIGTERM)


def test_a_receiver_that_never_ends_its_answer_does_not_keep_the_process(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """It trickles: each byte comes in time, the end never does."""
    with socket.create_server(("127.0.0.1", 0)) as endless:
        threading.Thread(target=_trickle, args=(endless,), daemon=True).start()
        url = f"json://127.0.0.1:{endless.getsockname()[1]}/"
        feed_server.put("/a", rss([]))
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers={"hook": {"url": url}},
            routes=[{"to": "hook"}],
            polling={"stop_within": "2s"},
        )
        with daemon(config) as running:
            running.wait_for("polled")
            feed_server.put("/a", rss([fresh()]))
            running.wait_for("polled", 2)
            until(lambda: bool(_TRICKLED), "the receiver is told")
            assert running.stop(signal.SIGTERM) == 0


_TRICKLED: list[socket.socket] = []


def _trickle(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _TRICKLED.append(connection)
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b"x")
            sleep(0.5)


def test_poll_runs_once_delivers_and_exits(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> None:
    feed_server.put("/a", rss([]))
    config_for(tmp_path, feed_server, webhook)
    assert command("poll", folder=tmp_path).returncode == 0
    feed_server.put("/a", rss([fresh()]))
    again = command("poll", "--json", folder=tmp_path)
    assert (again.returncode, json.loads(again.stdout)) == (0, [{"feed": "a", "outcome": "changed"}])
    assert len(webhook.received) == 1
    due = command("poll", "--due", folder=tmp_path)
    assert due.returncode == 0
    feed_server.put("/a", b"", status=500)
    failed = command("poll", folder=tmp_path)
    assert failed.returncode == 1 and "HTTP 500" in failed.stdout


def test_old_items_do_not_flood_a_daemon_that_was_off_for_long(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feed_server.put("/a", rss([]))
    config_for(tmp_path, feed_server, webhook)
    command("poll", folder=tmp_path)
    stale = Entry("s", "Idlib, last month", "A report.", published=datetime.now(UTC) - timedelta(days=30))
    feed_server.put("/a", rss([stale]))
    assert command("poll", folder=tmp_path).returncode == 0
    assert not webhook.received
    (item,) = json.loads(command("items", "--matched", "--json", folder=tmp_path).stdout)
    assert item["title"] == stale.title


def test_the_terminal_shows_colour_and_no_json(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    pid, terminal = os.forkpty()
    if pid == 0:
        os.chdir(tmp_path)
        os.execv(MONITOR[0], [*MONITOR, "poll"])
    shown = b""
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.waitpid(pid, 0)
    text = shown.decode()
    assert "polled" in text and "\x1b[" in text and '{"' not in text
