"""A mistake in the files is said everywhere and stops nothing: the last good set runs on, also after a start."""

from __future__ import annotations

import json
import shutil
import signal
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.in_force import edits
from monitor.in_force.load import load_files
from monitor.store.schema import open_store
from monitor.testing import FeedServer, WebhookServer
from tests.editing import GOOD, OTHER, SAID, TYPO, config_for, fresh, problems, save, status, titles
from tests.make import NOW, RULES, rss, workspace
from tests.running import command, command_here, daemon, until
from tests.store.filled import written


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
        wrong = health(page)
        assert wrong["status"] == "bad edit" and wrong["files"]["problems"] == now["files"]["problems"]
        assert wrong["files"]["problems"][0]["message"] in SAID and wrong["in_force"] == now["in_force"]
        kinds = [{name: type(one[name]) for name in wrong.keys() & now.keys()} for one in (wrong, now)]
        assert kinds[0] == kinds[1] and {"feeds_failing", "deliveries_open", "last_poll"} < set(kinds[0])
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


def test_without_a_daemon_status_says_whether_one_would_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "json://127.0.0.1:9/")
    config = workspace(tmp_path, {}, receivers={"hook": {"url": "${HOOK}"}}, routes=[{"to": "hook"}])
    files = load_files(config)
    database = open_store(files.config.store_url)
    written(database, edits.keep, files, NOW)
    database.close()
    save(tmp_path / "rules" / "rules.yaml", TYPO)
    bad = command_here("status", folder=tmp_path).stdout
    assert "files       BAD; what was good before would be in force" in bad and SAID in bad
    monkeypatch.delenv("HOOK")
    unset = command_here("status", folder=tmp_path).stdout
    assert "files       BAD; `monitor run` would not start" in unset, "the last good set needs the secret as well"


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


def test_a_mistake_that_a_script_made_in_all_files_fills_neither_log_nor_page(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    with daemon(config_for(tmp_path, feed_server, webhook, web={"enabled": True, "port": 0})) as running:
        running.wait_for("watching")
        save(tmp_path / "rules" / "wrong.yaml", "\n".join(f"no-key-{number}: 1" for number in range(1001)))
        webhook.wait_for(1)
        said = problems(running.lines("not reloaded"))
        assert len(said) == 51 and said[-1] == "and 951 more: `monitor check` tells all"
        page = running.wait_for("web page")[0]["address"]
        shown, asked = (get(page + path).decode() for path in ("", "healthz"))
        assert "and 951 more: <code>monitor check</code> tells all" in shown
        assert shown.partition("</section>")[0].count("no-key-") == 50
        files = json.loads(asked)["files"]
        assert len(files["problems"]) == 50 and files["more_problems"] == 951
        assert len(status(tmp_path)["files"]["problems"]) == 1001


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


def _no_rule_file(folder: Path) -> None:
    """As a drive that is away leaves the folder on which it was mounted."""
    (folder / "rules" / "rules.yaml").unlink()


def _empty_rule_file(folder: Path) -> None:
    save(folder / "rules" / "rules.yaml", "")


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
        (_no_rule_file, "it holds no rule file any more, 1 rule file before. If that is meant, leave one there"),
        (_empty_rule_file, "rules.yaml:1:1: the file says nothing any more. If that is meant, delete it, or write"),
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
    assert asked.returncode == 1 and "not running, never polled" in asked.stdout and "rules.yaml:12:20" in asked.stdout


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
            assert status(tmp_path)["deliveries_open_by_receiver"] == {"ops": 1}
            running.stop(signal.SIGKILL)
        down.clear()
        with daemon(config) as running:
            (told,) = webhook.wait_for(1)
            assert SAID in told["message"]
            running.wait_for("sent")
            save(tmp_path / "rules" / "rules.yaml", RULES)
            assert titles(webhook, 2) == ["Edit not used", "Files are good again"]
            running.stop(signal.SIGTERM)
