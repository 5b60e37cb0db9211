"""Receivers and templates in the config, previews and tests of them, and the examples of docs/messages.md."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.config import ReceiverConfig
from monitor.core.alerts.types import Sent
from monitor.core.message import media
from monitor.core.message.check import problems_with
from monitor.core.message.samples import FIRST, single
from monitor.core.message.webhook import WebhookMessage, webhook_body
from monitor.delivery.channels import notifier_of
from monitor.in_force.begin import begin
from monitor.in_force.load import load_files
from monitor.in_force.reload import Reload
from monitor.notify.webhook import signature
from monitor.templates import shipped_templates, templates_of
from monitor.testing import FeedServer, WebhookServer
from tests.conftest import ROOT
from tests.lines import line_server, smtp_session
from tests.make import NOW, STORY, Entry, rss, workspace
from tests.running import command_here, running
from tests.seams.test_docs import blocks
from tests.slack_api import CHANNEL, TOKEN, SlackApi

PAGE = ROOT / "docs" / "messages.md"
CONSOLE = {"console": {"type": "console"}}


def checked(folder: Path, receiver: dict[str, Any]) -> str:
    """What `monitor check` says of a receiver."""
    config = workspace(folder, {}, receivers={"it": receiver}, routes=[{"to": "it"}])
    config.write_text(json.dumps(json.loads(config.read_text()), indent=1))
    return command_here("check", folder=folder).stderr


@pytest.mark.parametrize(
    ("receiver", "wanted"),
    [
        ({"type": "email", "host": "h", "to": "a@b.example"}, "a receiver of type email needs `from: ...`"),
        ({"type": "email", "host": "h", "from": "a", "to": "a@b.example"}, "expected one address such as desk@example.org"),
        ({"type": "email", "host": "h", "from": "a@b.example", "to": "a@b.example, c@d.example"}, "expected one address"),
        ({"type": "email", "host": "http://h", "from": "a@b.example", "to": "a@b.example"}, "no name or address of a host"),
        ({"type": "email", "host": "h", "from": "a@b.example", "to": "a@b.example", "user": "x"}, "`user` and `password` go together"),
        ({"type": "email", "host": "h", "from": "a@b.example", "to": "a@b.example", "security": "ssl"}, '"ssl" is not one of'),
        ({"type": "slack", "token": "x"}, "a receiver of type slack needs `channel: ...`"),
        ({"type": "email", "host": "mail.example", "from": "jösé@a.example", "to": "x@a.example"}, "beyond ASCII"),
        ({"type": "slack", "token": "x", "channel": "c", "api": "slack.com"}, "no address such as https://host/path"),
        ({"type": "webhook", "url": "https://a.example/"}, "a receiver of type webhook needs `secret: ...`"),
        ({"type": "webhook", "url": "ftp://a.example/", "secret": "s"}, "no address such as https://host/path"),
        ({"type": "webhook", "url": "https://a.example/", "secret": "s", "timeout": "2m"}, "at most 60s"),
        ({"type": "console", "zone": "Europe/Lodnon"}, 'unknown time zone "Europe/Lodnon" - did you mean "Europe/London"?'),
        ({"type": "console", "url": "json://localhost"}, "a receiver of type console has no `url`"),
        ({}, "a receiver needs `url: ...` (an Apprise address) or another `type:`"),
    ],
)  # fmt: skip
def test_a_wrong_receiver_is_told_at_its_line(tmp_path: Path, receiver: dict[str, Any], wanted: str) -> None:
    said = checked(tmp_path, receiver)
    assert wanted in said and said.startswith("config.yaml:") and said.count("\n") == 1
    line = int(said.split(":")[1])
    assert line >= 4, "not the first of the file"


def test_no_secret_is_shown_where_it_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "ftp://user:hunter2@a.example/")
    said = checked(tmp_path, {"type": "webhook", "url": "${HOOK}", "secret": "s"})
    assert "no address" in said and "hunter2" not in said


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("plain.txt.j2", "a\n{% if %}\n", "templates/plain.txt.j2:2:1: Expected an expression"),
        ("plain.txt.j2", "{{ message.key }}\n  {{ message.titel }}", "templates/plain.txt.j2:2:14: `message` has no 'titel' - did you mean \"title\"?"),
        ("plain.txt.j2", "{{ message.key }}{% if not message.summary %}{{ message.report.headlin }}{% endif %}", "1:64: a report has no 'headlin' - did you mean \"headline\"?"),
        ("email.html.j2", "\n\n{{ message.key.__class__.__mro__ }}", "templates/email.html.j2:3:"),
        ("markdown.md.j2", "{{ message.title }}", "templates/markdown.md.j2:1:1: the message does not show its key"),
        ("slack.json.j2", '{"type": "section", "text": {"type": "mrkdwn", "text": "{{ message.key }} {{ message.title }}"}}', "templates/slack.json.j2:1:1: ValueError: not JSON"),
        ("mail.html.j2", "x", 'templates/mail.html.j2:1:1: no message is made from a template of this name - did you mean "email.html.j2"?'),
        ("plain.txt.j2", "{{ message.key }}{% for x in range(9**9) %}{% endfor %}", "OverflowError"),
        ("plain.txt.j2", "{{ message.key }}\n{{ message.report.names[0] }}", "plain.txt.j2:2:24: nothing stands at [0]: this list may be empty, so ask first, as {% if ... %} (in a message on the monitor itself and one without links, words found or names)"),
        ("plain.txt.j2", "{% if message.summary %}{{ message.key }}{% endif %}", "1:1: the message does not show its key: write {{ message.key }}, by which a receiver knows a repeat (in one on an article and "),
        ("plain.txt.j2", "{{ message.key }} {{ mesage.title }}", "1:22: nothing is called 'mesage' here - did you mean \"message\"?"),
        ("plain.txt.j2", "{{ message.key }}{% include 'foot.j2' %}", "a template stands for itself: it can neither include, import nor extend another one"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_one_line_with_its_place(tmp_path: Path, name: str, text: str, wanted: str) -> None:
    workspace(tmp_path, {}, receivers=CONSOLE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    ended = command_here("check", folder=tmp_path)
    assert ended.returncode == 1 and ended.stderr.count("\n") == 1
    assert wanted in ended.stderr


def test_a_folder_of_templates_that_is_named_must_be_there(tmp_path: Path) -> None:
    workspace(tmp_path, {}, receivers=CONSOLE, templates="mine")
    said = command_here("check", folder=tmp_path).stderr
    assert "no such folder: mine - make it, or leave `templates:` out" in said


async def test_a_template_is_taken_over_and_a_bad_one_is_not(tmp_path: Path, feed_server: FeedServer) -> None:
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers=CONSOLE, operations="console")
    own = tmp_path / "templates" / "plain.txt.j2"
    own.parent.mkdir()
    feed_server.put("/a", rss([]))
    async with running(config) as run:
        await run.poll()
        own.write_text("MINE {{ message.key }}", encoding="utf-8")
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        own.write_text("{{ message.nothing }}", encoding="utf-8")
        assert await run.monitor.in_force.reload(config) is Reload.REFUSED
        feed_server.put(
            "/a", rss([Entry("x", "Shelling kills 21 in Morek", STORY, published=NOW - timedelta(minutes=5))])
        )
        await run.poll(minutes=1)
        await run.deliver()
        assert "[LOW] Shelling kills 21 in Morek\n  MINE " in run.console.getvalue()
        assert "Edit not used: 1 mistake in" in run.console.getvalue()
    beginning = begin(config)
    beginning.database.close()
    assert beginning.refused and "MINE" in media.text(single(), beginning.files.templates).body, (
        "the database keeps them"
    )


def test_a_template_that_fails_later_loses_no_alert(tmp_path: Path) -> None:
    text = "{{ message.key }} {{ 1 // (message.report.headline|length - 3) }}"
    templates = templates_of({str(tmp_path / "plain.txt.j2"): text})
    assert problems_with(templates) == []
    said = media.text(single(replace(FIRST, headline="abc")), templates)
    assert "key sample-first" in said.body and "»Fire«" in said.body


def test_the_templates_that_ship_are_good() -> None:
    texts = {str(path): path.read_text("utf-8") for path in (ROOT / "monitor" / "templates").glob("*.j2")}
    assert len(texts) == 4 and problems_with(templates_of(texts)) == []


def test_the_template_of_the_page_is_good() -> None:
    (text,) = blocks(PAGE, "jinja template")
    templates = templates_of({"templates/plain.txt.j2": text})
    assert problems_with(templates) == []
    assert FIRST.headline in media.text(single(), templates).body


def test_the_body_on_the_page_is_whole_and_as_it_is_posted() -> None:
    (body,) = blocks(PAGE, "json webhook")
    WebhookMessage.model_validate_json(body)
    posted = json.loads(webhook_body(single(), NOW))
    assert list(json.loads(body)) == list(posted)
    assert list(json.loads(body)["alerts"][0]) == list(posted["alerts"][0])


def test_the_example_of_the_page_checks_signatures() -> None:
    (code,) = blocks(PAGE, "python webhook")
    names: dict[str, Any] = {}
    exec(code, names)
    genuine = names["is_genuine"]
    header = signature(b"secret", 1_000, b"{}")
    assert genuine(b"{}", header, b"secret", 1_100.0)
    assert not genuine(b"{} ", header, b"secret", 1_100.0)
    assert not genuine(b"{}", header, b"other", 1_100.0)
    assert not genuine(b"{}", header, b"secret", 2_000.0), "too old"
    assert not genuine(b"{}", "v1=" + hmac.new(b"secret", b".{}", hashlib.sha256).hexdigest(), b"secret", 1_000.0)
    assert not genuine(b"{}", "nonsense", b"secret", 1_000.0)


def test_the_published_schema_of_the_webhook_is_that_of_the_code() -> None:
    shown = command_here("schema", "webhook", folder=ROOT).stdout
    assert (ROOT / "docs" / "schema" / "webhook.schema.json").read_text("utf-8") == shown


def receivers(webhook: int, smtp: int, slack: SlackApi) -> dict[str, Any]:
    return {
        "hook": {"type": "webhook", "url": f"http://127.0.0.1:{webhook}/", "secret": "s"},
        "mail": {
            "type": "email",
            "host": "127.0.0.1",
            "port": smtp,
            "security": "none",
            "from": "a@b.example",
            "to": "c@d.example",
        },
        "slack": {"type": "slack", "token": TOKEN, "channel": CHANNEL, "api": slack.api},
        "other": {"type": "slack", "token": TOKEN, "channel": "C9", "api": slack.api},
        "any": {"url": f"json://127.0.0.1:{webhook}/"},
        "console": {"type": "console"},
    }


def test_send_test_tries_every_type_and_says_what_it_answered(tmp_path: Path, webhook: WebhookServer) -> None:
    with SlackApi() as api, line_server(smtp_session({"letter": b"250 2.0.0 queued as 77"})) as smtp:
        workspace(tmp_path, {}, receivers=receivers(webhook.port, smtp.port, api))
        said = {
            name: command_here("send-test", name, folder=tmp_path)
            for name in ("hook", "mail", "slack", "other", "any", "console")
        }
    assert said["hook"].stdout == "hook took the test message: 200 OK\n"
    assert said["mail"].stdout == "mail took the test message: 250 2.0.0 queued as 77\n"
    assert said["slack"].stdout == f"slack took the test message: ts 1772354460.000000 in {CHANNEL}\n"
    assert said["other"].returncode == 1 and "other did not take it: Slack: channel_not_found\n" in said["other"].stderr
    assert said["any"].stdout == "any took the test message\n"
    assert "[LOW] This is a test of the news monitor" in said["console"].stdout
    assert b"This is a test of the news monitor" in smtp.connections[0]
    assert "test of the news monitor" in api.received[0]["text"] and len(webhook.received) == 2
    assert 'no receiver "hok"' in command_here("send-test", "hok", folder=tmp_path).stderr


@pytest.mark.parametrize("command", [("send-test", "odd"), ("alerts", "preview", "1", "--receiver", "odd")])
def test_an_address_that_apprise_does_not_know_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    workspace(tmp_path, {}, receivers={"odd": {"url": "nosuch://x"}, "console": {"type": "console"}})
    said = command_here(*command, folder=tmp_path)
    assert said.returncode and "Apprise does not understand this address" in said.stderr
    assert "Traceback" not in said.stderr


async def test_a_stored_alert_is_shown_as_each_receiver_would_get_it(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    with SlackApi() as api:
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers=receivers(webhook.port, 25, api),
            routes=[{"to": "console"}],
        )
        feed_server.put("/a", rss([]))
        async with running(config) as run:
            await run.poll()
            feed_server.put("/a", rss([Entry("x", "Shelling kills 21 in Morek (A & B) @all", STORY, published=NOW)]))
            await run.poll(minutes=1)
            (alert,) = run.alerts()

        def shown(receiver: str, *more: str) -> str:
            ended = command_here("alerts", "preview", alert.id, "--receiver", receiver, *more, folder=tmp_path)
            assert ended.returncode == 0, ended.stderr
            return ended.stdout

        assert json.loads(shown("hook"))["alerts"][0]["headline"] == "Shelling kills 21 in Morek (A & B) @all"
        line = "[LOW] Shelling kills 21 in Morek (A &amp; B) @\u200ball"
        assert json.loads(shown("slack"))["text"] == f"{line}\nOne source so far: 127.0.0.1"
        assert shown("console").startswith(
            "[LOW] Shelling kills 21 in Morek (A & B) @all\n\n127.0.0.1, 2026-03-01 12:00 UTC"
        )
        assert "Morek (A &amp; B) @all" in shown("mail", "--format", "html")
        assert shown("mail").startswith("[LOW] Shelling kills 21") and "@\u200ball" in shown("any", "--format", "text")
        assert "Late by" not in shown("mail"), "as at its own time"
        assert api.requests == 0 and webhook.attempts == 0, "nothing is sent"
    wrong = command_here("alerts", "preview", 99, "--receiver", "mail", folder=tmp_path)
    assert wrong.returncode == 1 and "no alert 99: `monitor alerts list` has the latest" in wrong.stderr


def test_receivers_of_the_config_send(tmp_path: Path, webhook: WebhookServer) -> None:
    path = workspace(
        tmp_path,
        {},
        receivers={"hook": {"type": "webhook", "url": webhook.url, "secret": "s"}},
        routes=[{"to": "hook"}],
    )
    files = load_files(path)
    receiver: ReceiverConfig = files.config.file.receivers["hook"]
    assert isinstance(notifier_of(receiver, shipped_templates(), lambda: NOW).send(single()), Sent)
    assert webhook.received[0]["key"] == "sample-first"
