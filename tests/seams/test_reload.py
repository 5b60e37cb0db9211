"""Files that change while the daemon runs: a save is enough, and a mistake is said everywhere and stops nothing."""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import signal
import socket
import subprocess
import threading
import urllib.request
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from watchfiles import awatch
from watchfiles.main import FileChange

from monitor.forget import Forgetting
from monitor.in_force.reload import Reload
from monitor.run.watch import reload_on_save
from monitor.store import alerts
from monitor.testing import FeedServer, WebhookServer
from monitor.web.serve import serve
from tests.make import NOW, RULES, STORY, Entry, rss, workspace
from tests.running import bound_by_permissions, command, daemon, headlines, running, until

TYPO = RULES.replace("entity: idlib, parts: true", "entity: idlip")
SAID = 'rules.yaml:12:20: unknown entity "idlip" - did you mean "idlib"?'
OTHER = TYPO.replace("{entity: posts}", "{entity: postss}")
GOOD = RULES.replace("severity: low", "severity: critical")


def fresh(number: int = 1) -> Entry:
    return Entry(f"n{number}", f"Report {number} from Morek", STORY[: -10 * number], published=datetime.now(UTC))


def config_for(folder: Path, feed_server: FeedServer, webhook: WebhookServer, **more: Any) -> Path:
    """Alerts on articles go to the terminal, those of operations to the webhook."""
    feed_server.put("/a", rss([]))
    receivers = {"ops": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    urls = {"a": f"{feed_server.url}/a"}
    return workspace(folder, urls, receivers=receivers, **{"operations": "ops", **more})


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def save_by_renaming(path: Path, text: str) -> None:
    """As many editors do: the old file becomes a backup, the new one is written elsewhere and moved to its place."""
    path.rename(path.with_name(f"{path.name}~"))
    temporary = path.with_name(f".{path.name}.tmp")
    save(temporary, text)
    temporary.replace(path)


def status(folder: Path) -> dict[str, Any]:
    """What `monitor status` says, and its exit code."""
    done = command("status", "--json", folder=folder)
    assert done.stderr == "", done.stderr
    found: dict[str, Any] = json.loads(done.stdout) | {"code": done.returncode}
    return found


def problems(lines: list[dict[str, Any]]) -> list[str]:
    return [line["problem"].rpartition("/")[2] for line in lines]


# Saving is enough


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
        write(config, config.read_text(encoding="utf-8").replace('"a"', '"b"'))
        running.wait_for("reloaded", 3)
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


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can fill another process's disk (prlimit)")
def test_an_edit_that_the_database_cannot_take_is_taken_when_it_can(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("watching")
        room = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (20_000, room[1]))  # the log stays below
        save(tmp_path / "rules" / "rules.yaml", GOOD)
        assert "free space" in running.wait_for("not reloaded")[0]["problem"]
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, room)
        running.wait_for("reloaded")


async def test_what_waits_for_a_start_is_told_against_the_last_one_and_does_wait(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = workspace(tmp_path, {})
    async with running(config) as run:
        for changed, waits in (
            ({}, False),
            ({"forget_after": "1h"}, True),
            ({"forget_after": "1h"}, True),
            ({}, False),
        ):
            capsys.readouterr()
            workspace(tmp_path, {}, store=changed)
            await run.monitor.in_force.reload(config)
            assert ("wait for the next start" in capsys.readouterr().out) is waits
        workspace(tmp_path, {}, store={"forget_after": "1h"})
        await run.monitor.in_force.reload(config)
        with patch.object(Forgetting, "batch", return_value=0) as batch:
            await run.monitor.ticks.forget()
        batch.assert_called_once_with(run.monitor.now(), timedelta(days=365))


# A bad edit


def test_a_bad_edit_is_said_everywhere_and_the_rules_that_worked_go_on(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(
        tmp_path, feed_server, webhook, web={"enabled": True, "port": 0}, routes=[{"to": ["ops", "console"]}]
    )
    with daemon(config) as running:
        running.wait_for("polled")
        (page,) = running.wait_for("web page")
        assert health(page)["status"] == "ok" and b"edit not used" not in get(page["address"])
        before = status(tmp_path)
        assert (before["code"], before["daemon"], before["files"]["good"]) == (0, True, True)
        save(tmp_path / "rules" / "rules.yaml", TYPO)
        (told,) = webhook.wait_for(1)
        assert told["title"] == "[OPERATIONS] Edit not used: 1 mistake in " + str(tmp_path / "rules" / "rules.yaml")
        lines = told["message"].splitlines()
        assert lines[0] == f"{tmp_path}/rules/{SAID}"
        assert lines[1].startswith(f"In force stays rule set {before['in_force']['ruleset']}, since 20")
        assert lines[2].startswith("alert 1 · key ") and len(lines) == 3
        assert problems(running.lines("not reloaded")) == [SAID]
        now = status(tmp_path)
        assert (now["code"], now["files"]["good"], now["in_force"]) == (1, False, before["in_force"])
        assert [(one["line"], one["column"]) for one in now["files"]["problems"]] == [(12, 20)]
        shown = command("status", folder=tmp_path).stdout
        assert "files       BAD since 20" in shown and SAID in shown
        assert health(page)["status"] == "bad edit" and SAID in health(page)["files"]["problems"][0]
        banner = get(page["address"]).decode()
        assert "edit not used" in banner and "unknown entity &#34;idlip&#34;" in banner
        assert "Edit not used: 1 mistake in " in banner and "/items/None" not in banner
        feed_server.put("/a", rss([fresh()]))
        assert webhook.wait_for(2)[1]["title"] == "[LOW] Report 1 from Morek"
        listed = json.loads(command("alerts", "--json", folder=tmp_path).stdout)
        assert [(alert["kind"], alert["rule"]) for alert in listed] == [("first", "idlib-mention"), ("operations", "")]
        assert b"Report 1 from Morek" in get(page["address"])
        assert running.stop(signal.SIGTERM) == 0


def get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
    return found


def health(page: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(page["address"] + "healthz"))
    return found


def titles(webhook: WebhookServer, count: int) -> list[str]:
    return [message["title"].removeprefix("[OPERATIONS] ").partition(":")[0] for message in webhook.wait_for(count)]


def test_the_same_mistake_is_told_once_another_again_and_the_end_of_it(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    rules = tmp_path / "rules" / "rules.yaml"
    with daemon(config) as running:
        running.wait_for("watching")
        save(rules, TYPO)
        running.wait_for("not reloaded")
        save(rules, f"# A comment above moves it to another line.\n{TYPO}")
        running.wait_for("not reloaded", 2)
        save(rules, OTHER)
        running.wait_for("not reloaded", 4)
        save(rules, TYPO)  # one of the two is mended
        running.wait_for("not reloaded", 5)
        assert status(tmp_path)["files"]["problems"][0]["line"] == 12
        save(rules, GOOD)
        running.wait_for("reloaded")
        save(rules, RULES)
        running.wait_for("reloaded", 2)
        save(rules, TYPO)
        expected = ["Edit not used", "Edit not used", "Files are good again", "Edit not used"]
        assert titles(webhook, 4) == expected
        assert webhook.received[1]["title"].startswith("[OPERATIONS] Edit not used: 2 mistakes in ")
        running.process.send_signal(signal.SIGHUP)
        running.wait_for("not reloaded", 7)
        save(rules, RULES)
        assert titles(webhook, 5) == [*expected, "Files are good again"]
        until(lambda: status(tmp_path)["code"] == 0, "the state is good")


def test_without_a_receiver_for_operations_the_mistake_is_in_log_and_status(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook, operations=[])
    with daemon(config) as running:
        running.wait_for("watching")
        save(tmp_path / "rules" / "rules.yaml", TYPO)
        running.wait_for("not reloaded")
        until(lambda: status(tmp_path)["code"] == 1, "status says it")
        save(tmp_path / "rules" / "rules.yaml", RULES)
        running.wait_for("reloaded")
        assert status(tmp_path)["code"] == 0
        assert json.loads(command("alerts", "--json", folder=tmp_path).stdout) == []


def test_many_mistakes_make_one_message_of_ten_lines(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("watching")
        save(tmp_path / "rules" / "wrong.yaml", "\n".join(f"no-key-{number}: 1" for number in range(14)))
        (told,) = webhook.wait_for(1)
        lines = told["message"].splitlines()
        assert len(lines) == 13 and lines[10] == "and 4 more: `monitor status` lists all"
        assert len(status(tmp_path)["files"]["problems"]) == 14


# The last good set


def test_it_starts_on_the_last_good_set_and_takes_the_mended_files(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config = config_for(tmp_path, feed_server, webhook, routes=[{"to": ["ops"]}])
    rules = tmp_path / "rules" / "rules.yaml"
    with daemon(config) as first:
        first.wait_for("polled")
        first.stop(signal.SIGTERM)
    save(rules, TYPO)
    with daemon(config) as again:
        (said,) = again.wait_for("bad files, started on the last good set")
        assert problems([said]) == [SAID]
        assert titles(webhook, 1) == ["Edit not used"]
        feed_server.put("/a", rss([fresh()]))
        assert webhook.wait_for(2)[1]["title"] == "[LOW] Report 1 from Morek"
        assert status(tmp_path)["code"] == 1
        again.stop(signal.SIGKILL)
    with daemon(config) as killed:
        killed.wait_for("bad files")
        killed.wait_for("watching")
        save(rules, GOOD)
        killed.wait_for("reloaded")
        assert titles(webhook, 3)[2] == "Files are good again", "told once, however often it starts"
        assert status(tmp_path)["code"] == 0


def _no_rules(folder: Path) -> None:
    shutil.rmtree(folder / "rules")


def _not_utf_8(folder: Path) -> None:
    (folder / "rules" / "rules.yaml").write_bytes(b"rules: \xff")


def _bad_section(folder: Path) -> None:
    save(folder / "config.yaml", (folder / "config.yaml").read_text(encoding="utf-8") + "pollling: {}\n")


def _no_yaml(folder: Path) -> None:
    save(folder / "config.yaml", (folder / "config.yaml").read_text(encoding="utf-8") + "\t- {\n")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_rules, "no such folder"),
        (_not_utf_8, "not UTF-8 text"),
        (_bad_section, 'unknown key "pollling" - did you mean "polling"?'),
        (_no_yaml, "not YAML"),
    ],
)
def test_whatever_is_bad_the_last_good_set_runs(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, spoil: Callable[[Path], None], said: str
) -> None:
    config = written_config(tmp_path, feed_server, webhook)
    with daemon(config) as running:
        running.wait_for("polled")
        running.stop(signal.SIGTERM)
    kept = {path: path.read_bytes() for path in (config, tmp_path / "rules" / "rules.yaml")}
    spoil(tmp_path)
    with daemon(config) as running:
        assert said in running.wait_for("bad files, started on the last good set")[0]["problem"]
        assert said in webhook.wait_for(1)[0]["message"]
        assert (running.wait_for("ready")[0]["rules"], status(tmp_path)["code"]) == (2, 1)
        for path, content in kept.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        running.wait_for("reloaded")
        assert titles(webhook, 2)[1] == "Files are good again"
        assert running.stop(signal.SIGTERM) == 0


def written_config(folder: Path, feed_server: FeedServer, webhook: WebhookServer) -> Path:
    """A config in the lines in which people write it; its database is not the default one."""
    config = config_for(folder, feed_server, webhook)
    lines = (
        "# Ours",
        f"feeds: [{{name: a, url: {feed_server.url}/a}}]",
        "receivers:",
        f"  ops: {{url: '{webhook.apprise_url}'}}",
        "routes: [{to: ops}]",
        "operations: [ops]",
        "polling: {first_poll_within: 1s, stop_within: 5s, allow_networks: 127.0.0.1, host_gap: 0s}",
        "store:",
        "  # beside the config",
        "",
        "  url: sqlite:///monitor.sqlite",
        "web: {enabled: false}",
    )
    save(config, "\n".join(lines) + "\n")
    return config


def test_without_a_last_good_set_it_exits_with_all_problems(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    config_for(tmp_path, feed_server, webhook)
    save(tmp_path / "rules" / "rules.yaml", OTHER)
    for made in (False, True):
        done = command("run", folder=tmp_path)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["12", "19"]
        assert (tmp_path / "monitor.sqlite").exists() is made
        assert command("items", folder=tmp_path).returncode == 0  # which makes the database
    asked = command("status", folder=tmp_path)
    assert asked.returncode == 1 and "not running" in asked.stdout and "rules.yaml:12:20" in asked.stdout


def test_a_killed_daemon_still_tells_operations_when_their_receiver_is_back(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    down = threading.Event()
    down.set()
    with WebhookServer(lambda _: 500 if down.is_set() else 200) as webhook:
        config = config_for(tmp_path, feed_server, webhook)
        with daemon(config) as running:
            running.wait_for("watching")
            save(tmp_path / "rules" / "rules.yaml", TYPO)
            running.wait_for("not sent, will be tried again")
            assert status(tmp_path)["deliveries_open"] == {"ops": 1}
            running.stop(signal.SIGKILL)
        down.clear()
        with daemon(config) as running:
            (told,) = webhook.wait_for(1)
            assert SAID in told["message"]
            running.wait_for("sent")
            save(tmp_path / "rules" / "rules.yaml", RULES)
            assert titles(webhook, 2) == ["Edit not used", "Files are good again"]
            running.stop(signal.SIGTERM)


# A page that cannot be served


async def test_without_its_port_messages_have_no_links_and_operations_are_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        web = {"enabled": True, "port": other.getsockname()[1]}
        config = workspace(tmp_path, {}, web=web, operations="console")
        async with running(config) as run:
            await serve(run.monitor)
            assert headlines(run.alerts()) == [f"No web page: port {web['port']} of 127.0.0.1 is taken or not allowed"]
            await run.deliver()
            assert "No web page" in run.console.getvalue() and "/acts/" not in run.console.getvalue()


# A poll that is under way


class HeldServer(FeedServer):
    """A feed server that keeps an answer back until it may go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = threading.Event(), threading.Event()

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.set()
        assert self.may_answer.wait(30)
        super()._get(handler)


async def test_a_poll_ends_with_the_rules_it_began_with_and_tells_the_receivers_of_now(
    tmp_path: Path, webhook: WebhookServer
) -> None:
    with HeldServer() as server:
        server.may_answer.set()
        server.put("/a", rss([]))
        config = workspace(tmp_path, {"a": f"{server.url}/a"})
        async with running(config) as run:
            await run.poll()
            old = run.monitor.files.rules.version
            server.put("/a", rss([Entry("n", "Report from Morek", STORY, published=NOW)]))
            server.may_answer.clear()
            server.asked.clear()
            run.clock.move(minutes=1)
            (poll,) = await run.monitor.poller.poll_due()
            await asyncio.to_thread(server.asked.wait, 30)
            # The rule that matches is gone from the new files, and with it every route to the terminal.
            receivers = {"hook": {"url": webhook.apprise_url}}
            routes = [{"to": "hook", "when": {"rule": "strike-near-posts"}}]
            only = RULES.replace("  idlib-mention:", "  strike-near-posts:").partition(
                "  strike-near-posts:\n    title: Strike"
            )[0]
            workspace(tmp_path, {"a": f"{server.url}/a"}, rules=only, receivers=receivers, routes=routes)
            assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
            new = run.monitor.files.rules.version
            server.may_answer.set()
            await poll
            (alert,) = run.alerts()
            with run.monitor.database.reading() as tx:
                (match,) = alerts.matches_of(tx, 1)
            assert (alert.rule, match.ruleset) == ("idlib-mention", old) and old != new
            await run.deliver()
            assert [message["title"] for message in webhook.received] == ["[LOW] Report from Morek"]
            server.put("/a", rss([Entry("m", "Floods in Idlib", "Rain.", published=NOW)]))
            await run.poll(minutes=1)
            assert [alert.rule for alert in run.alerts()] == ["idlib-mention", "strike-near-posts"]
    explained = command("explain", "1", folder=tmp_path).stdout
    assert "ruleset" in explained and old in explained
