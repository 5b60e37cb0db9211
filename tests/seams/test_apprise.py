"""Receivers by Apprise: what each service is given, and that none waits for another."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event

import apprise
import pytest

from monitor.core.alerts.types import SendFailed, Sent
from monitor.core.message.samples import FIRST, digest, single
from monitor.notify.apprise import AppriseNotifier
from tests.channels import TEMPLATES
from tests.lines import line_server, request, smtp_session


def to(port: int, seconds: float) -> AppriseNotifier:
    return AppriseNotifier(f"json://127.0.0.1:{port}/", TEMPLATES, timedelta(seconds=seconds))


def answers(connection: socket.socket, note: Callable[[bytes], None]) -> None:
    request(connection, note)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


def test_slow_services_keep_no_other_from_its_messages() -> None:
    let_go = Event()

    def trickles(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        with suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not let_go.wait(0.1):
                connection.sendall(b"x")

    with line_server(trickles) as slow, line_server(answers) as healthy:
        stuck = [to(slow.port, 0.5) for _ in range(40)]
        try:
            with ThreadPoolExecutor(len(stuck)) as threads:
                outcomes = list(threads.map(lambda one: one.send(single()), stuck))
            assert all(isinstance(one, SendFailed) and one.unknown for one in outcomes), outcomes
            assert isinstance(to(healthy.port, 10).send(single()), Sent)
            asked = len(slow.connections)
            again = stuck[0].send(single())
            assert isinstance(again, SendFailed) and not again.unknown and "last attempt" in again.reason
            assert len(slow.connections) == asked, "no second request while the first one hangs"
        finally:
            let_go.set()


def hangs_up(connection: socket.socket, note: Callable[[bytes], None]) -> None:
    request(connection, note)


def test_what_a_service_did_not_answer_may_have_arrived() -> None:
    with line_server(hangs_up) as heard:
        outcome = to(heard.port, 10).send(single())
    assert isinstance(outcome, SendFailed) and outcome.unknown and "may have arrived" in outcome.reason
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    refused = to(port, 10).send(single())
    assert isinstance(refused, SendFailed) and not refused.unknown, "nobody listens there"


def test_a_service_has_as_long_as_its_receiver_says_to_answer() -> None:
    """By itself Apprise gives it four seconds."""
    asked = Event()

    def slow(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        asked.wait(4.5)  # nobody sets it: the time itself is what is tried
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with line_server(slow) as heard:
        assert isinstance(to(heard.port, 30).send(single()), Sent)


def test_a_letter_by_apprise_that_is_answered_late_is_waited_for() -> None:
    """All that such a letter waits for has the time that its service has for connecting."""
    with line_server(smtp_session({}, late={"letter": 1.0})) as heard:
        address = f"mailto://127.0.0.1:{heard.port}?from=a@b.example&to=c@d.example&cto=0.4"
        for patience, ends in ((0.0, SendFailed), (10.0, Sent)):
            by = AppriseNotifier(address, TEMPLATES)  # each its own: one keeps a pause between letters
            outcome = by.send(replace(single(), patience=timedelta(seconds=patience)))
            assert isinstance(outcome, ends), outcome
            if isinstance(outcome, SendFailed):
                assert outcome.unknown and outcome.waited == timedelta(seconds=0.4)


def test_words_of_an_article_say_nothing_of_the_connection() -> None:
    alert = replace(FIRST, headline="Socket Exception: the talks timed out, Connection aborted")

    def refuses(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        request(connection, note)
        connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with line_server(refuses) as heard:
        outcome = to(heard.port, 10).send(replace(single(), alert=alert))
    assert isinstance(outcome, SendFailed) and not outcome.unknown


SMALL = {
    "d7sms://tokenabcdef@15551234567": 160,
    "bluesky://app-pw@handle.bsky.social": 280,
    "aprs://DF1ABC:1234@DF1ABC": 67,
    "kumulos://8b799edf-6f98-4d3a-9be7-2862fb4e5752/secretkeysecretkeysecretkeysecretkey": 240,
    "irc://nick@127.0.0.1/#chan": 380,
    "strmlabs://" + "a" * 40: 255,
}


@pytest.mark.parametrize("url", SMALL)
@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("many", [False, True])
def test_a_message_fits_a_service_with_little_room(url: str, repeat: bool, many: bool) -> None:
    plugin = apprise.Apprise.instantiate(url)
    assert plugin is not None
    delivery = replace(digest(40) if many else single(), possible_repeat=repeat, key="0123456789abcdef")
    said = AppriseNotifier(url, TEMPLATES).message(delivery)
    assert plugin.body_maxlen == SMALL[url]
    assert len(f"{said.title}\r\n{said.body}".encode("utf-16-le")) // 2 <= plugin.body_maxlen
    assert not plugin.title_maxlen or len(said.title) <= plugin.title_maxlen
    assert "key 0123456789abcdef" in said.body and said.title.startswith("[CRITICAL] Daily" if many else "[HIGH] Fire")
    assert ("possible repeat" in said.body) is repeat or plugin.body_maxlen < 80


def test_what_reads_markdown_is_known_by_what_it_is() -> None:
    odd = single(replace(FIRST, headline="**Fire** in A_B", excerpts=("||hidden|| # x",)))
    place = "123456789012345678/" + "a" * 68
    for url in (f"discord://{place}", f"https://discord.com/api/webhooks/{place}"):
        said = AppriseNotifier(url, TEMPLATES).message(odd)
        assert said.title == "\\[HIGH\\] \\*\\*Fire\\*\\* in A\\_B" and "\\|\\|hidden" in said.body
    zulip = AppriseNotifier("zulip://bot@acme/abcdefghijklmnopqrstuvwxyz012345/news", TEMPLATES).message(odd)
    assert zulip.title == "[HIGH] **Fire** in A_B" and "\\|\\|hidden" in zulip.body


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
