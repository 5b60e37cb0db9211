"""The native channels against real servers on loopback: what arrives, byte by byte, and what each refusal means."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import socket
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from time import monotonic
from typing import Any, Literal, cast

import apprise
import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from monitor.core.alerts.types import Earlier, SendFailed, Sent
from monitor.core.message.plain import one_line
from monitor.core.message.samples import FIRST, digest, follow_up, single
from monitor.notify.apprise import AppriseNotifier
from monitor.notify.email import EmailNotifier, MailServer
from monitor.notify.slack import SlackNotifier
from monitor.notify.webhook import WebhookNotifier
from monitor.templates import shipped_templates, templates_of
from tests.lines import drip, line_server, request, smtp_session
from tests.mailbox import Mailbox, mailbox
from tests.slack_api import CHANNEL, TOKEN, Given, SlackApi

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
TEMPLATES = shipped_templates()
SHORT = timedelta(seconds=0.5)


def email(
    port: int, timeout: timedelta = timedelta(seconds=10), tls: ssl.SSLContext | None = None, **server: Any
) -> EmailNotifier:
    given: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "user": "", "password": ""} | server
    mail_server = MailServer(**given)
    return EmailNotifier(
        mail_server, "News monitor <news@example.org>", "desk@example.org", TEMPLATES, timeout, lambda: NOW, tls
    )


def webhook(url: str, timeout: timedelta = timedelta(seconds=10)) -> WebhookNotifier:
    return WebhookNotifier(url, "secret", timeout, lambda: NOW)


def slack(api: SlackApi, token: str = TOKEN, channel: str = CHANNEL) -> SlackNotifier:
    return SlackNotifier(token, channel, api.api, TEMPLATES, timedelta(seconds=10), lambda: NOW)


def failed(outcome: Sent | SendFailed) -> SendFailed:
    assert isinstance(outcome, SendFailed)
    return outcome


HOSTILE_TITLE = "*_[x](y)_*" * 20


@pytest.mark.parametrize("url", ["discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "mmost://host/3ccdd113474722377935511fc85d3dd4",
                                 "tgram://123456789:alphanumeric/12315544/", "ntfy://topic"])  # fmt: skip
@pytest.mark.parametrize("headline", [HOSTILE_TITLE, "😀" * 200])
def test_title_and_text_together_fit_a_service_without_room_for_titles(url: str, headline: str) -> None:
    long = replace(
        FIRST, headline=headline, excerpts=tuple(f"»{headline * 4}«" for _ in range(12)), new=(headline,) * 12
    )
    said = AppriseNotifier(url, TEMPLATES).message(single(long))
    plugin = apprise.Apprise.instantiate(url)
    assert plugin is not None
    whole = f"{said.title}\r\n{said.body}"
    assert len(whole.encode("utf-16-le")) // 2 <= plugin.body_maxlen and "key" in said.body.splitlines()[-1]


# E-mail


async def test_a_letter_arrives_in_both_forms_and_what_follows_refers_to_it() -> None:
    async with mailbox() as box:
        first = await asyncio.to_thread(email(box.port).send, single())
        assert isinstance(first, Sent)
        earlier = Earlier("sample-first", first.reference, FIRST.headline, NOW)
        await asyncio.to_thread(email(box.port).send, replace(follow_up(), earlier=earlier))
        await asyncio.to_thread(email(box.port).send, replace(single(), possible_repeat=True))
    one, two, again = cast(list[EmailMessage], box.letters)
    assert one["From"] == "News monitor <news@example.org>" and one["To"] == "desk@example.org"
    assert one["Subject"] == "[HIGH] Fire in a warehouse at the north harbour, two firefighters hurt"
    assert one["Auto-Submitted"] == "auto-generated" and one["X-Monitor-Key"] == "sample-first"
    assert one["Date"] == "Sun, 01 Mar 2026 07:00:00 +0000" and one["References"] is None
    assert [part.get_content_type() for part in one.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    text, html = (one.get_body((kind,)) for kind in ("plain", "html"))
    assert text and "»Fire« in a warehouse at the »north harbour«" in text.get_content()
    assert html and "Read at gazette.example" in html.get_content()
    assert two["References"] == two["In-Reply-To"] == one["Message-ID"] == first.reference
    assert two["Subject"] == "[CRITICAL] follow-up: ارتفاع عدد ضحايا حريق المرفأ الشمالي إلى أربعة"
    two_text = two.get_body(("plain",))
    assert two_text and "Follows the message" not in two_text.get_content(), "the thread shows it"
    assert again["Message-ID"] == one["Message-ID"] != two["Message-ID"], "a repeat is recognisable"
    assert again["X-Monitor-Possible-Repeat"] == "yes"


async def test_a_headline_makes_no_header() -> None:
    hostile = replace(FIRST, headline="x\r\nBcc: victim@example.org\r\n\r\n<b>", source="a\nb", why=".\r\n.\r\nQUIT")
    async with mailbox() as box:
        sent = await asyncio.to_thread(email(box.port).send, replace(single(hostile), key="a\r\nBcc: x"))
    assert isinstance(sent, Sent)
    (letter,) = box.letters
    assert letter["Bcc"] is None and letter["Subject"] == "[HIGH] x Bcc: victim@example.org <b>"
    assert letter["X-Monitor-Key"] == "a Bcc: x"


def test_every_line_on_the_wire_is_short_ascii_and_ends_as_smtp_wants() -> None:
    with line_server(smtp_session({})) as heard:
        assert isinstance(email(heard.port).send(digest(300)), Sent)
    (session,) = heard.connections
    letter = session.partition(b"DATA\r\n")[2] or session.partition(b"data\r\n")[2]
    lines = letter.split(b"\n")
    assert all(line.endswith(b"\r") and len(line) < 999 for line in lines[:-1]) and letter.isascii()


@pytest.mark.parametrize(
    ("answers", "permanent", "unknown"),
    [
        ({"connect": b"421 too busy"}, False, False),
        ({"connect": b"554 no service for you"}, False, False),
        ({"MAIL": b"451 4.3.0 later"}, False, False),
        ({"letter": b"452 4.3.1 no room"}, False, False),
        ({"DATA": b"421 4.7.0 too many, good bye"}, False, False),
        ({"MAIL": b"550 5.7.1 sender refused"}, False, False),
        ({"RCPT": b"450 4.2.0 greylisted, come back"}, False, False),
        ({"RCPT": b"550 5.1.1 no such user"}, True, False),
        ({"RCPT": b"552 5.2.2 mailbox full"}, False, False),
        ({"DATA": b"554 5.6.0 no"}, True, False),
        ({"letter": b"451 4.7.1 greylisted"}, False, False),
        ({"letter": b"554 5.7.1 looks like spam"}, True, False),
        ({"letter": b"554 5.3.0 our disk is full"}, False, False),
        ({"letter": b""}, False, True),
        ({"RCPT": b""}, False, False),
        ({"RCPT": b"550 5.1.8 <news@example.org>: Sender address rejected: Domain not found"}, False, False),
        ({"RCPT": b"550 5.1.7 sender mailbox does not exist"}, False, False),
        ({"RCPT": b"553 5.7.1 <news@example.org>: Sender address rejected: not owned by user bob"}, False, False),
        ({"RCPT": b"554 5.7.1 <desk@example.org>: Relay access denied"}, False, False),
        ({"RCPT": b"530 5.7.0 Authentication required"}, False, False),
        ({"RCPT": b"530 Authentication required"}, False, False),
        ({"RCPT": b"552 Mailbox full"}, False, False),
        ({"RCPT": b"550 No such user (host 185.4.2.9)"}, True, False),
        ({"letter": b"oops something"}, False, True),
        ({"letter": b"354 what"}, False, True),
        ({"MAIL": b"354 what"}, False, False),
        ({"RCPT": b"oops something"}, False, False),
        ({"DATA": b"250 ok"}, False, False),
    ],
)  # fmt: skip
def test_what_a_mail_server_answers(answers: dict[str, bytes], permanent: bool, unknown: bool) -> None:
    with line_server(smtp_session(answers)) as heard:
        outcome = failed(email(heard.port).send(single()))
    assert (outcome.permanent, outcome.unknown) == (permanent, unknown), outcome
    said = next(iter(answers.values())).decode()
    of_this = {"450 4.2.0 greylisted, come back", "451 4.7.1 greylisted"}
    assert outcome.of_message is (permanent or said in of_this)
    assert (said if said[:3].isdecimal() else said[4:]) in outcome.reason, outcome


@pytest.mark.parametrize(("step", "unknown"), [("connect", False), ("EHLO", False), ("RCPT", False), ("letter", True)])
def test_a_mail_server_that_drips_holds_nobody(step: str, unknown: bool) -> None:
    with line_server(smtp_session({}, hang_at=step)) as heard:
        began = monotonic()
        outcome = failed(email(heard.port, SHORT).send(single()))
        assert monotonic() - began < 3
    assert outcome.unknown is unknown and "0.5 s" in outcome.reason and not outcome.permanent


@pytest.mark.parametrize("ways", ["PLAIN LOGIN", "LOGIN", "CRAM-MD5 PLAIN", "CRAM-MD5"])
def test_a_password_that_is_not_ascii_logs_in(ways: str) -> None:
    answers = {"EHLO": f"250-hello\r\n250 AUTH {ways}".encode(), "AUTH": b"235 welcome"}
    name, word = (b64encode(said.encode()).decode().upper() for said in ("bob", "geheimü"))
    if "PLAIN" not in ways:
        answers |= {"AUTH": b"334 go on", name: b"334 go on", word: b"235 welcome"}
    with line_server(smtp_session(answers)) as heard:
        outcome = email(heard.port, user="bob", password="geheimü").send(single())
    if ways == "CRAM-MD5":
        assert "ASCII" in failed(outcome).reason and not failed(outcome).permanent
        return
    assert isinstance(outcome, Sent), outcome
    said = heard.connections[0]
    wanted = "\0bob\0geheimü" if "PLAIN" in ways else "geheimü"
    assert b64encode(wanted.encode()) in said


@pytest.mark.parametrize(
    "headline", ["قصف على خان شيخون " * 10, "Überschwemmung " + "word " * 30, "日本語" * 60, "=?utf-8?q?evil?= plain", "a =?b", "plain " * 33]
)  # fmt: skip
def test_a_subject_is_folded_as_readers_of_letters_know_it(headline: str) -> None:
    with line_server(smtp_session({})) as heard:
        assert isinstance(email(heard.port).send(single(replace(FIRST, headline=headline))), Sent)
    head = re.search(rb"\r\nSubject: (.*?)\r\n(?![ \t])", heard.connections[0], re.DOTALL)
    assert head
    lines = head[1].split(b"\r\n")
    assert all(len(line) <= 76 for line in lines) or b"=?" not in head[1]
    assert max((len(word) for word in re.findall(rb"=\?\S+\?=", head[1])), default=0) <= 75
    whole = str(make_header(decode_header(head[1].decode().replace("\r\n", ""))))
    assert whole == f"[HIGH] {one_line(headline, 200)}"


def test_a_mail_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    outcome = failed(email(port).send(single()))
    assert "refused" in outcome.reason and not outcome.unknown and not outcome.permanent


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return both


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_letters_go_encrypted_and_by_password_to_a_server_that_is_trusted(
    certificate: Path, security: Literal["starttls", "tls"]
) -> None:
    box = Mailbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"me", b"secret"), handled=False)

    def server() -> SMTP:
        early = context if security == "starttls" else None
        return SMTP(
            box,
            tls_context=early,
            require_starttls=early is not None,
            authenticator=check,
            auth_required=True,
            auth_require_tls=early is not None,
        )

    listening = await asyncio.get_running_loop().create_server(
        server, "127.0.0.1", 0, ssl=context if security == "tls" else None
    )
    trusted = ssl.create_default_context(cafile=certificate)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        good = email(port, tls=trusted, security=security, user="me", password="secret")
        assert isinstance(await asyncio.to_thread(good.send, single()), Sent)
        wrong = email(port, tls=trusted, security=security, user="me", password="wrong")
        outcome = failed(await asyncio.to_thread(wrong.send, single()))
        assert outcome.reason.startswith("535") and not outcome.permanent, "a password can be mended"
        stranger = failed(
            await asyncio.to_thread(email(port, security=security, user="me", password="secret").send, single())
        )
        assert "certificate" in stranger.reason.lower()
    assert len(box.letters) == 1


# Webhook


def answering(answer: bytes) -> Callable[[socket.socket, Callable[[bytes], None]], None]:
    def speak(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(answer)

    return speak


def test_a_webhook_is_signed_and_has_its_key() -> None:
    with line_server(answering(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")) as heard:
        assert webhook(f"http://127.0.0.1:{heard.port}/hook?x=1").send(single()) == Sent("202 Accepted")
    head, _, body = heard.connections[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /hook?x=1 HTTP/1.1"
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    assert headers["idempotency-key"] == "sample-first" and headers["content-type"].startswith("application/json")
    found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", headers["x-monitor-signature"])
    assert found and int(found[1]) == NOW.timestamp()
    assert hmac.new(b"secret", found[1].encode() + b"." + body, hashlib.sha256).hexdigest() == found[2]
    assert json.loads(body)["alerts"][0]["headline"] == FIRST.headline


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (400, True),
        (401, True),
        (403, True),
        (404, True),
        (410, True),
        (408, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
        (302, False),
    ],
)
def test_what_a_webhook_answers(status: int, permanent: bool) -> None:
    answer = f"HTTP/1.1 {status} So\r\nRetry-After: 90\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with line_server(answering(answer.encode())) as heard:
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/").send(single()))
    assert len(heard.connections) == 1, "no redirect is followed"
    assert outcome.permanent is permanent and not outcome.unknown and f"HTTP {status}" in outcome.reason
    assert outcome.retry_after == (None if status == 302 else timedelta(seconds=90))


def test_a_connection_that_ends_before_the_answer_may_have_brought_the_message() -> None:
    with line_server(request) as heard:
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/").send(single()))
    assert outcome.unknown and "may have arrived" in outcome.reason
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not failed(webhook(f"http://127.0.0.1:{port}/").send(single())).unknown


def test_a_webhook_that_drips_holds_nobody() -> None:
    def speak(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Y: ")
        drip(connection, b"z")

    with line_server(speak) as heard:
        began = monotonic()
        outcome = failed(webhook(f"http://127.0.0.1:{heard.port}/", SHORT).send(single()))
        assert monotonic() - began < 3 and outcome.unknown and "0.5 s" in outcome.reason


# Slack


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
        (200, {}, {"ok": False, "error": "internal_error"}, False, None),
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


def test_where_slack_has_no_such_thread_the_message_stands_by_itself() -> None:
    reference = f"slack:{CHANNEL}:1772354460.000100"
    following = replace(follow_up(), earlier=Earlier("sample-first", reference, FIRST.headline, NOW))
    no_thread: Given = (200, {}, {"ok": False, "error": "thread_not_found"})
    with SlackApi(lambda number: no_thread if number == 1 else None) as api:
        assert isinstance(slack(api).send(following), Sent)
    (said,) = api.received
    assert "thread_ts" not in said and "Follows the message" in json.dumps(said)


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
