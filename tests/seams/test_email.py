"""E-mail to a real server on loopback: what arrives, byte by byte, and what each refusal means."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import subprocess
from base64 import b64encode
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from time import monotonic
from typing import Any, Literal, cast

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from monitor.core.alerts.types import Earlier, Sent
from monitor.core.message.plain import one_line
from monitor.core.message.samples import FIRST, digest, follow_up, single
from tests.channels import NOW, SHORT, email, failed
from tests.lines import line_server, smtp_session
from tests.mailbox import Mailbox, mailbox


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
