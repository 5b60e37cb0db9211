"""Files that change while the daemon runs: a save is enough."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from structlog.testing import capture_logs
from watchfiles import awatch
from watchfiles.main import FileChange

from monitor.files import Texts
from monitor.forget import Forgetting
from monitor.in_force.load import read_files
from monitor.in_force.reload import Reload
from monitor.run.watch import reload_on_save
from monitor.testing import FeedServer, WebhookServer
from tests.editing import GOOD, SAID, TYPO, config_for, fresh, problems, save, save_by_renaming, titles
from tests.make import RULES, rss, workspace
from tests.running import bound_by_permissions, daemon, running, until


@pytest.mark.parametrize("write", [save, save_by_renaming])
def test_saving_a_file_is_enough(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, write: Callable[[Path, str], None]
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    rules = tmp_path / "rules" / "rules.yaml"
    with daemon(config) as running:
        running.wait_for("watching")
        write(rules, RULES.replace("12 words", "9 words"))
        running.wait_for("changed rules")  # a file that is being written may be read while it is empty
        running.wait_for("reloaded")
        assert running.lines("changed rules")[0]["rules"] == ["strike-near-posts"]
        write(rules, GOOD)
        running.wait_for("reloaded", 2)
        assert not running.lines("rules that are gone")
        write(rules, GOOD.replace("strike-near-posts:", "strikes:"))
        running.wait_for("reloaded", 3)
        renamed = running.wait_for("rules that have another name")[0]["renamed"]
        assert renamed == {"strike-near-posts": "strikes"} and not running.lines("rules that are gone")
        write(rules, GOOD.replace("strike-near-posts:", "hits:").replace("12 words", "9 words"))
        running.wait_for("reloaded", 4)
        assert running.wait_for("rules that are gone")[0]["rules"] == ["strikes"]
        write(config, config.read_text(encoding="utf-8").replace('"a"', '"b"'))
        running.wait_for("reloaded", 5)
        feed_server.put("/a", rss([fresh()]))
        until(lambda: any(line["feed"] == "b" for line in running.lines("polled")), "the feed has its new name")
        assert not running.lines("not reloaded")


def test_folders_may_come_and_go_and_move(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    seed = "---\ntitle: S\npublished: 2026-01-01\n---\nWords of a seed.\n"
    with daemon(config) as running:
        running.wait_for("watching")
        (tmp_path / "seeds").mkdir()
        save(tmp_path / "seeds" / "one.md", seed)
        running.wait_for("seeds read")
        (tmp_path / "rules" / "below").mkdir()
        save(tmp_path / "rules" / "below" / "more.yml", "lists: {more: [words]}")
        running.wait_for("reloaded", 2)
        (tmp_path / "rules").rename(tmp_path / "away")
        assert "no such folder" in running.wait_for("not reloaded")[0]["problem"]
        (tmp_path / "away").rename(tmp_path / "rules")
        running.wait_for("reloaded", 3)
        shutil.copytree(tmp_path / "rules", tmp_path / "elsewhere" / "rules")
        moved = json.loads(config.read_text(encoding="utf-8")) | {"rules": "elsewhere/rules"}
        save(config, json.dumps(moved))
        running.wait_for("reloaded", 4)
        save(tmp_path / "elsewhere" / "rules" / "rules.yaml", TYPO)
        running.wait_for("not reloaded", 2)
        assert problems(running.lines("not reloaded"))[1] == SAID


def test_what_lies_behind_links_is_watched_too(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    shared, rules = tmp_path / "far" / "shared", tmp_path / "rules"
    shared.mkdir(parents=True)
    save(shared / "more.yaml", "lists: {more: [words]}")
    with daemon(config) as running:
        running.wait_for("watching")
        (rules / "shared").symlink_to(shared)
        running.wait_for("reloaded")
        save(shared / "more.yaml", "lists: {more: [words, other]}")
        running.wait_for("reloaded", 2)
        save(tmp_path / "far" / "file.yaml", "lists: {file: [words]}")
        (rules / "file.yaml").symlink_to(tmp_path / "far" / "file.yaml")
        running.wait_for("reloaded", 3)
        save(tmp_path / "far" / "file.new", "lists: {file: [words, other]}")
        (tmp_path / "far" / "file.new").replace(tmp_path / "far" / "file.yaml")
        running.wait_for("reloaded", 4)
        for version in ("..1", "..2"):  # as Kubernetes mounts a ConfigMap and puts another in its place
            (rules / version).mkdir()
            save(rules / version / "map.yaml", f"lists: {{map: [words of {version[2:]}]}}")
        (rules / "..data").symlink_to("..1")
        (rules / "map.yaml").symlink_to("..data/map.yaml")
        running.wait_for("reloaded", 5)
        (rules / "..new").symlink_to("..2")
        (rules / "..new").rename(rules / "..data")
        running.wait_for("reloaded", 6)
        assert not running.lines("not reloaded")


def test_a_shared_folder_that_another_one_takes_the_place_of_is_read_at_once(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Each wait fails if the log does not say so in time."""
    config = config_for(tmp_path, feed_server, webhook)
    far, rules = tmp_path / "far", tmp_path / "rules"
    for number, name in enumerate(("shared", "next", "v1", "v2")):
        (far / name / "rules").mkdir(parents=True)
        save(far / name / "rules" / f"{name}.yaml", f"lists: {{{name}: [words of {number}]}}")
    (far / "current").symlink_to("v1")
    (rules / "shared").symlink_to(far / "shared" / "rules")
    (rules / "released").symlink_to(far / "current" / "rules")
    with daemon(config) as running:
        running.wait_for("watching")
        (far / "shared").rename(far / "before")
        running.wait_for("not reloaded")  # the link leads nowhere
        (far / "next").rename(far / "shared")
        running.wait_for("reloaded")
        (far / "new").symlink_to("v2")
        (far / "new").rename(far / "current")  # as releases are put in force
        running.wait_for("reloaded", 2)
        save(far / "v2" / "rules" / "v2.yaml", "lists: {v2: [words, other]}")
        running.wait_for("reloaded", 3)


def test_a_save_that_changes_nothing_is_no_news(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config, "--verbose") as running:
        running.wait_for("nothing changed")  # the look at the beginning
        before = len(running.lines())
        save(tmp_path / "rules" / "rules.yaml", RULES)
        running.wait_for("nothing changed", 2)
        new = running.lines()[before:]
        assert {line["level"] for line in new if line["part"] in ("app", "watch")} == {"debug"}
        assert not running.lines("reloaded")


def test_without_watching_sighup_still_reads_the_files(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook, watch_files=False)
    with daemon(config) as running:
        save(tmp_path / "rules" / "rules.yaml", GOOD)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("reloaded")
        assert not running.lines("watching")


def test_where_the_system_does_not_watch_it_says_so_once_and_goes_on(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    none = ("unshare", "--user", "--map-root-user", "sh", "-c")
    limit = "echo 0 >/proc/sys/user/max_inotify_instances && "
    if shutil.which("unshare") is None or subprocess.run([*none, f"{limit} true"], capture_output=True).returncode:
        pytest.skip("this system gives a process no limits of its own on watching (unshare)")
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config, through=(*none, f'{limit} exec "$@"', "sh")) as running:
        (said,) = running.wait_for("the files are not watched")
        assert said["level"] == "warning" and said["reason"] and "SIGHUP" in said["event"]
        save(tmp_path / "rules" / "rules.yaml", GOOD)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("reloaded")
        assert len(running.lines("the files are not watched")) == 1
        assert running.stop(signal.SIGTERM) == 0


def test_a_folder_that_was_closed_is_a_bad_edit(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    rules = tmp_path / "rules"
    (rules / "below").mkdir()
    save(rules / "below" / "more.yaml", "lists: {more: [words]}")
    with daemon(config, through=bound_by_permissions()) as running:
        running.wait_for("watching")
        (rules / "below").chmod(0)
        save(rules / "rules.yaml", GOOD)
        (told,) = webhook.wait_for(1)
        assert "rules/below: cannot read it (permission denied)" in told["message"]
        running.wait_for("the files are not watched")
        (rules / "below").chmod(0o755)
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("reloaded")
        assert titles(webhook, 2)[1] == "Files are good again"


def test_a_drive_with_the_rules_that_goes_and_comes_back_drops_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook, routes=[{"to": "ops"}])
    rules, away = tmp_path / "rules", tmp_path / "away"
    with daemon(config) as running:
        running.wait_for("watching")
        running.wait_for("polled")
        rules.rename(away)
        rules.mkdir()
        running.wait_for("not reloaded")
        feed_server.put("/a", rss([fresh()]))
        until(lambda: len(webhook.received) == 2, "it is told by the rules of before")
        rules.rmdir()
        away.rename(rules)
        assert titles(webhook, 3) == ["Edit not used", "[LOW] Report 1 from Morek", "Files are good again"]


SOON = "import monitor.run.watch as it; it.UNWATCHED_SECONDS = 0.2; from monitor.cli import main; main()"


def test_a_folder_that_is_closed_and_opened_is_noticed_without_a_save(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.running.MONITOR", (sys.executable, "-c", SOON))
    config, rules = config_for(tmp_path, feed_server, webhook), tmp_path / "rules"
    with daemon(config, through=bound_by_permissions()) as running:
        running.wait_for("watching")
        rules.chmod(0)
        (told,) = webhook.wait_for(1)
        assert "cannot read it (permission denied): expected a folder of files" in told["message"]
        rules.chmod(0o755)
        assert titles(webhook, 2)[1] == "Files are good again"


@pytest.mark.parametrize("before", [None, "", TYPO])
async def test_what_an_editor_is_in_the_middle_of_writing_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    """The file is away, empty or half written at the first look, and whole at the next."""
    config, rules = workspace(tmp_path, {}), tmp_path / "rules" / "rules.yaml"

    def a_moment_later(path: Path) -> Texts:
        save(rules, GOOD)
        return read_files(path)

    monkeypatch.setattr("monitor.in_force.settled.read_files", a_moment_later)
    async with running(config) as run:
        rules.unlink() if before is None else save(rules, before)
        with capture_logs() as lines:
            assert await run.monitor.in_force.reload(config, only_if_changed=True) is Reload.SWAPPED
        assert run.monitor.files.texts.rules == {str(rules): GOOD}
        assert not [line for line in lines if line["log_level"] == "error"]


async def test_files_that_cannot_be_watched_for_a_while_are_looked_at_and_watched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, rules = workspace(tmp_path, {}), tmp_path / "rules" / "rules.yaml"
    refused, seen = 0, set[str]()

    def watched(*paths: Path, **more: Any) -> AsyncIterator[set[FileChange]]:
        nonlocal refused
        if refused < 3:
            refused += 1
            raise PermissionError(13, "Permission denied")
        return awatch(*paths, **more)

    monkeypatch.setattr("monitor.run.watch.awatch", watched)
    monkeypatch.setattr("monitor.run.watch.UNWATCHED_SECONDS", 0.01)
    async with running(config) as run:
        watching = asyncio.create_task(reload_on_save(run.monitor, config))
        for text in (GOOD, RULES.replace("12 words", "9 words")):
            seen.add(run.monitor.files.rules.version)
            save(rules, text)
            await asyncio.to_thread(until, lambda: run.monitor.files.rules.version not in seen, "it is read")
        assert refused == 3 and not watching.done()
        watching.cancel()


async def test_a_folder_of_which_the_system_tells_nothing_is_looked_at_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a drive that is mounted over one. It fails if the rules are not read in time."""
    config, far = workspace(tmp_path, {}), tmp_path / "far"
    for name, text in (("rules", GOOD), ("other", GOOD.replace("12 words", "9 words"))):
        (far / name).mkdir(parents=True)
        save(far / name / "rules.yaml", text)
    (tmp_path / "rules" / "rules.yaml").unlink()
    (tmp_path / "rules" / "shared").symlink_to(far / "rules")

    async def silent(*_: Path, **__: Any) -> AsyncIterator[set[FileChange]]:
        await asyncio.Event().wait()
        yield set()

    monkeypatch.setattr("monitor.run.watch.awatch", silent)
    monkeypatch.setattr("monitor.run.watch.UNWATCHED_SECONDS", 0.05)
    async with running(config) as run:
        before = run.monitor.files.rules.version
        with capture_logs() as logs:
            watching = asyncio.create_task(reload_on_save(run.monitor, config))
            await asyncio.to_thread(until, lambda: any("watching" in one["event"] for one in logs), "it watches")
            (far / "rules").rename(far / "before")
            (far / "other").rename(far / "rules")
            await asyncio.to_thread(until, lambda: run.monitor.files.rules.version != before, "it is read")
        watching.cancel()


async def test_a_drive_that_hangs_holds_up_only_the_look_at_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polls and messages go on meanwhile."""
    config = workspace(tmp_path, {})
    asked, others_went_on, went_on = threading.Event(), threading.Event(), list[bool]()

    def hanging(*_: object) -> tuple[list[Path], list[Any]]:
        asked.set()
        went_on.append(others_went_on.wait(3))
        return [], []

    monkeypatch.setattr("monitor.run.watch.files_below", hanging)
    async with running(config) as run:
        watching = asyncio.create_task(reload_on_save(run.monitor, config))
        await asyncio.to_thread(asked.wait, 10)
        await run.monitor.alive()
        others_went_on.set()
        await asyncio.to_thread(until, lambda: bool(went_on), "it answered")
        watching.cancel()
    assert all(went_on)


async def test_what_waits_for_a_start_is_told_against_the_last_one_and_does_wait(tmp_path: Path) -> None:
    config = workspace(tmp_path, {})
    async with running(config) as run:
        for changed, waits in (
            ({}, False),
            ({"forget_after": "1h"}, True),
            ({"forget_after": "1h"}, True),
            ({}, False),
        ):
            workspace(tmp_path, {}, store=changed)
            with capture_logs() as lines:
                await run.monitor.in_force.reload(config)
            assert any("wait for the next start" in line["event"] for line in lines) is waits
        workspace(tmp_path, {}, store={"forget_after": "1h"})
        await run.monitor.in_force.reload(config)
        await run.monitor.ticks.notice_missed_time()
        run.clock.move(hours=1)
        with patch.object(Forgetting, "batch", return_value=0) as batch:
            await run.monitor.ticks.forget()
        batch.assert_called_once_with(run.monitor.now(), timedelta(days=365))
