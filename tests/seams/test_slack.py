"""Slack by a server on loopback that knows its API: what arrives where, and what each refusal means."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from typing import Any, cast

import pytest

from monitor.core.alerts.types import Earlier, SendFailed, Sent
from monitor.core.message.samples import FIRST, digest, follow_up, single
from monitor.core.types import Severity
from monitor.notify.slack import SlackNotifier
from monitor.templates import templates_of
from tests.channels import NOW, SHORT, TEMPLATES, email, failed, slack
from tests.lines import drip, line_server, request
from tests.slack_api import CHANNEL, TOKEN, Given, SlackApi


def test_slack_gets_blocks_and_what_follows_stands_in_the_thread() -> None:
    with SlackApi() as api:
        first = slack(api).send(single())
        assert isinstance(first, Sent) and first.reference == f"slack:{CHANNEL}:1772354460.000000"
        earlier = Earlier("sample-first", first.reference, FIRST.headline, NOW)
        assert isinstance(slack(api).send(replace(follow_up(), earlier=earlier)), Sent)
        assert isinstance(slack(api).send(follow_up()), Sent)
        assert isinstance(slack(api).send(digest(200)), Sent)
    one, two, three, four = api.received
    assert "thread_ts" not in one and two["thread_ts"] == one["ts"] and "thread_ts" not in three
    assert one["unfurl_links"] is False and one["text"].startswith("[HIGH] Fire in a warehouse")
    assert "Follows the message" not in json.dumps(two) and "Follows the message" in json.dumps(three)
    assert re.search(r"and \d+ more", json.dumps(four))
    assert one["blocks"][0] == {
        "type": "header",
        "text": {
            "type": "plain_text",
            "emoji": False,
            "text": "🟠 [HIGH] Fire in a warehouse at the north harbour, two firefighters hurt",
        },
    }
    texts = [block["text"]["text"] for block in one["blocks"] if block["type"] == "section"]
    assert (
        texts[0]
        == "gazette.example · 2026-03-01 06:40 UTC · English\n*Unconfirmed: 1 of 2 independent sources: gazette.example*"
    )
    assert texts[1] == ">\u200b*Fire*\u200b in a warehouse at the \u200b*north harbour*\u200b, two firefighters hurt"
    assert texts[3].startswith(
        "<https://gazette.example/2026/03/01/harbour-fire?ref=feed&amp;edition=2|Read at gazette.example> · <http://127.0.0.1:8420/"
    )


@pytest.mark.parametrize(
    ("status", "headers", "body", "permanent", "after"),
    [
        (429, {"Retry-After": "17"}, {"ok": False, "error": "ratelimited"}, False, 17),
        (200, {}, {"ok": False, "error": "is_archived"}, True, None),
        (200, {}, {"ok": False, "error": "not_in_channel"}, True, None),
        (200, {}, {"ok": False, "error": "missing_scope", "needed": "chat:write"}, True, None),
        (200, {}, {"ok": False, "error": "message_limit_exceeded"}, False, None),
        (503, {}, {"ok": False, "error": "service_unavailable"}, False, None),
        (503, {"Retry-After": "600"}, {"ok": False, "error": "service_unavailable"}, False, 600),
        (502, {"Retry-After": "60"}, {}, False, 60),
        (500, {}, {}, False, None),
    ],
)
def test_what_slack_answers(
    status: int, headers: dict[str, str], body: dict[str, Any], permanent: bool, after: int | None
) -> None:
    with SlackApi(lambda _: (status, headers, body)) as api:
        outcome = failed(slack(api).send(single()))
    assert api.requests == 1, "the next attempt is the monitor's own"
    assert outcome.permanent is permanent and not outcome.unknown
    assert outcome.retry_after == (timedelta(seconds=after) if after else None)


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
@pytest.mark.parametrize("status", [200, 500])
def test_what_slack_may_have_done_before_it_failed_may_have_arrived(error: str, status: int) -> None:
    with SlackApi(lambda _: (status, {}, {"ok": False, "error": error})) as api:
        assert failed(slack(api).send(single())) == SendFailed(f"Slack: {error}", unknown=True)


def test_what_is_wrong_with_the_config_slack_says() -> None:
    with SlackApi() as api:
        assert failed(slack(api, token="xoxb-other").send(single())) == SendFailed(
            "Slack: invalid_auth", permanent=True
        )
        assert failed(slack(api, channel="C9").send(single())) == SendFailed("Slack: channel_not_found", permanent=True)


@pytest.mark.parametrize(
    ("reference", "thread"),
    [
        (f"slack:{CHANNEL}:1772354460.000100", "1772354460.000100"),
        ("1772354460.000100", "1772354460.000100"),
        ("slack:C0OTHER:1772354460.000100", ""),
        ("<0123abcd@example.org>", ""),
        ("None", ""),
    ],
)
def test_a_message_stands_in_threads_of_its_own_channel_only(reference: str, thread: str) -> None:
    following = replace(follow_up(), earlier=Earlier("sample-first", reference, FIRST.headline, NOW))
    with SlackApi() as api:
        assert isinstance(slack(api).send(following), Sent)
    (said,) = api.received
    assert said.get("thread_ts", "") == thread
    assert ("Follows the message" in json.dumps(said)) is not bool(thread)
    letter = email(1).letter(following)
    assert letter["References"] == (reference if "@" in reference else None)
    text = letter.get_body(("plain",))
    assert text and ("Follows the message" in text.get_content()) is ("@" not in reference)


@pytest.mark.parametrize("severity", Severity)
def test_a_grave_follow_up_is_shown_in_the_channel_as_well(severity: Severity) -> None:
    earlier = Earlier("sample-first", f"slack:{CHANNEL}:1772354460.000100", FIRST.headline, NOW)
    alert = replace(follow_up().alert, severity=severity)
    with SlackApi() as api:
        assert isinstance(slack(api).send(replace(follow_up(), alert=alert, earlier=earlier)), Sent)
        assert isinstance(slack(api).send(replace(single(), alert=alert)), Sent)
    below, alone = api.received
    assert below.get("reply_broadcast", False) is (severity in (Severity.HIGH, Severity.CRITICAL))
    assert "reply_broadcast" not in alone


def test_where_slack_has_no_such_thread_the_message_stands_by_itself() -> None:
    reference = f"slack:{CHANNEL}:1772354460.000100"
    following = replace(follow_up(), earlier=Earlier("sample-first", reference, FIRST.headline, NOW))
    no_thread: Given = (200, {}, {"ok": False, "error": "thread_not_found"})
    with SlackApi(lambda number: no_thread if number == 1 else None) as api:
        assert isinstance(slack(api).send(following), Sent)
    (said,) = api.received
    assert said.keys().isdisjoint({"thread_ts", "reply_broadcast"}) and "Follows the message" in json.dumps(said)


def test_what_slack_answers_beside_its_api() -> None:
    with SlackApi(lambda _: (200, {}, {"ok": True})) as api:
        outcome = slack(api).send(single())
        assert isinstance(outcome, Sent) and outcome.reference == ""
    with SlackApi(lambda _: (200, {}, cast(dict[str, Any], [1]))) as api:
        assert failed(slack(api).send(single())).unknown


def test_blocks_that_slack_refuses_go_out_as_the_shipped_template_writes_them() -> None:
    own = '{"type": "carousel"}{{ section(message.key) }}'
    with SlackApi() as api:
        notifier = SlackNotifier(
            TOKEN, CHANNEL, api.api, templates_of({"slack.json.j2": own}), timedelta(seconds=10), lambda: NOW
        )
        assert isinstance(notifier.send(single()), Sent)
    (said,) = api.received
    assert api.requests == 2 and said["blocks"][0]["type"] == "header"


def test_slack_that_drips_or_hangs_up() -> None:
    def hangs(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{")
        drip(connection, b" ")

    for speak in (hangs, request):
        with line_server(speak) as heard:
            where = f"http://127.0.0.1:{heard.port}/api/"
            notifier = SlackNotifier(TOKEN, CHANNEL, where, TEMPLATES, SHORT, lambda: NOW)
            began = monotonic()
            outcome = failed(notifier.send(single()))
            assert outcome.unknown and not outcome.permanent and monotonic() - began < 3
            assert len(heard.connections) == 1
