"""Letters by SMTP, in HTML and text; what follows a letter refers to it."""

from __future__ import annotations

import hashlib
import re
import smtplib
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from typing import Literal

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.message.media import mail
from monitor.core.message.plain import one_line
from monitor.core.message.templates import Templates
from monitor.notify.answers import limit

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_WIRE = SMTP.clone(max_line_length=300)
"""A shorter limit would leave the first line of a long subject empty, which some servers refuse."""
_ENHANCED = re.compile(r"#?[45]\.(\d{1,3})\.(\d{1,3})(?!\.?\d)")
_MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_OF_ALL = frozenset({(1, 7), (1, 8), (2, 2), (7, 8), (7, 9)})
"""Enhanced codes (RFC 3463) that are said of every letter: of its sender, of a full mailbox, of the login."""
_OF_ALL_SO_FAR = frozenset({(7, 0), (7, 1)})
"""Of who we are too, if they are said before the letter was seen; else of the letter."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over; ``port`` 0 is the usual one. Without ``user`` nobody logs in."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str
    password: str


class EmailNotifier:
    """Sends letters to one address."""

    def __init__(
        self,
        server: MailServer,
        sender: str,
        to: str,
        templates: Templates,
        timeout: timedelta,
        now: Callable[[], datetime],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._server, self._from, self._to = server, address(sender), address(to)
        self._templates, self._seconds, self._now = templates, timeout.total_seconds(), now
        self._tls = tls or ssl.create_default_context()

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        letter, seconds = self.letter(delivery), limit(delivery, self._seconds)
        smtp = Session(self._server, self._tls, seconds)
        try:
            with smtp.limited():
                self._greet(smtp)
                return self._hand_over(smtp, letter)
        except smtplib.SMTPResponseException as error:
            return refusal(error.smtp_code, error.smtp_error, of_message=False)
        except (smtplib.SMTPException, OSError) as error:
            said = f"no end within {seconds:g} s" if smtp.ended else one_line(str(error), 200) or type(error).__name__
            if smtp.letter_sent:
                waited = timedelta(seconds=seconds if smtp.ended else 0)
                said = f"no answer to the letter; it may have arrived ({said})"
                return SendFailed(said, unknown=True, waited=waited)
            return SendFailed(f"cannot hand it over to {self._server.host}: {said}")

    def letter(self, delivery: Delivery) -> EmailMessage:
        """The letter of one delivery. Its Message-ID comes from the delivery's key: a repeat has the same."""
        earlier = delivery.earlier.reference if delivery.earlier else ""
        if not _MESSAGE_ID.fullmatch(earlier):  # of another channel, by which this receiver was reached before
            earlier = ""
        said = mail(delivery, self._templates, in_thread=bool(earlier))
        letter = EmailMessage(policy=SMTP)
        letter["From"], letter["To"] = self._from, self._to
        letter.set_raw("Subject", _subject(said.subject))
        letter["Date"] = format_datetime(self._now())
        letter["Message-ID"] = self._message_id(delivery.key)
        if earlier:
            letter["In-Reply-To"] = letter["References"] = one_line(earlier, 200)
        letter["Auto-Submitted"] = "auto-generated"
        letter["X-Monitor-Key"] = one_line(delivery.key, 200)
        if delivery.possible_repeat:
            letter["X-Monitor-Possible-Repeat"] = "yes"
        letter.set_content(said.text + "\n", cte="quoted-printable")
        letter.add_alternative(said.html + "\n", subtype="html", cte="quoted-printable")
        return letter

    def _message_id(self, key: str) -> str:
        return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{self._from.domain}>"

    def _greet(self, smtp: Session) -> None:
        server = self._server
        code, said = smtp.connect(server.host, server.port or _PORTS[server.security])
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=self._tls)
            smtp.ehlo()
        if server.user:
            smtp.log_in(server.user, server.password)

    def _hand_over(self, smtp: Session, letter: EmailMessage) -> Sent | SendFailed:
        code, said = smtp.mail(self._from.addr_spec)
        if not 200 <= code < 300:
            return refusal(code, said, of_message=False)
        code, said = smtp.rcpt(self._to.addr_spec)
        if not 200 <= code < 300:
            return refusal(code, said, of_message=True)
        code, said = smtp.docmd("DATA")
        if code != 354:
            return refusal(code, said, of_message=True)
        smtp.letter_sent = True
        body = re.sub(rb"(?m)^\.", b"..", letter.as_bytes(policy=_WIRE))
        smtp.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, said = smtp.getreply()
        if not 200 <= code < 300:
            return refusal(code, said, of_message=True, letter_sent=True)
        return Sent(_said(code, said), str(letter["Message-ID"]))


class Session(smtplib.SMTP):
    """One session with a server, which ends when its time is up, however slowly the server speaks."""

    def __init__(self, server: MailServer, tls: ssl.SSLContext, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self._host = server.host  # the name that a certificate is held to
        self._tls = tls if server.security == "tls" else None
        self._seconds = seconds
        self._line: socket.socket | None = None
        self.letter_sent = False
        self.ended = False

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Within the time limit; the session is closed at the end."""
        watch = threading.Timer(self._seconds, self._end)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            self.close()
            if self._line is not None:
                self._line.close()

    def log_in(self, user: str, password: str) -> None:
        """As smtplib does, which knows ASCII only; else in UTF-8 (RFC 4616)."""
        if (user + password).isascii():
            self.login(user, password)
            return
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            code, said = self.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
        elif "LOGIN" in offered:
            code, said = self.docmd("AUTH", "LOGIN")
            for word in (user, password):
                if code == 334:
                    code, said = self.docmd(_base64(word))
        else:
            raise smtplib.SMTPNotSupportedError("the server takes no user or password beyond ASCII")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, said)

    def getreply(self) -> tuple[int, bytes]:
        """As it is; but half a reply that we cut off ourselves is none."""
        reply = super().getreply()
        if self.ended:
            raise smtplib.SMTPServerDisconnected("the time was up")
        return reply

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        sock = socket.create_connection((host, port), timeout)
        self._line = sock.dup()  # stays the same through TLS, and can be ended while a handshake hangs
        return self._tls.wrap_socket(sock, server_hostname=host) if self._tls else sock

    def _end(self) -> None:
        self.ended = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)


def refusal(code: int, said: bytes | str, *, of_message: bool, letter_sent: bool = False) -> SendFailed:
    """4xx passes. 5xx stays if it is said of this letter or its reader, not of a full mailbox, the system, the way
    there, or who we are. What is said of those is said of every letter, and so is 421, a farewell. What is no refusal
    and not the reply that was due says nothing: the letter, if it was sent, may have arrived."""
    text = _said(code, said)
    if not 400 <= code < 600:
        return SendFailed(f"no answer by SMTP: {text}", unknown=letter_sent)
    status = _ENHANCED.match(text.partition(" ")[2])
    subject, detail = (int(status[1]), int(status[2])) if status else ((2, 2) if code == 552 else (0, 0))
    of_all = subject in (3, 4) or (subject, detail) in _OF_ALL or code in (421, 530)
    if code >= 500 and not letter_sent:
        of_all |= (subject, detail) in _OF_ALL_SO_FAR
    of_this = of_message and not of_all
    return SendFailed(text, permanent=of_this and code >= 500, of_message=of_this)


def _subject(text: str) -> str:
    """As it stands on the wire. The email package alone would write one long encoded word, which RFC 2047 forbids, and
    leave alone what a headline has of such words: readers would decode it."""
    if text.isascii() and "=?" not in text:
        return text
    return Header(text, "utf-8", maxlinelen=75, header_name="Subject").encode(linesep="\r\n")


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _said(code: int, said: bytes | str) -> str:
    return f"{code} {one_line(said.decode('utf-8', 'replace') if isinstance(said, bytes) else said, 300)}"


def address(written: str) -> Address:
    """``Name <name@host>`` or ``name@host``. Raises ValueError."""
    found = getaddresses([written])
    name, spec = found[0] if len(found) == 1 else ("", "")
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9._-]+|[^\s@<>,;:\"()\[\]\\]+@\[[0-9A-Fa-f:.]+\]", spec):
        raise ValueError("expected one address such as desk@example.org or Desk <desk@example.org>")
    if not spec.isascii():
        raise ValueError("an address beyond ASCII: few mail servers take one")
    return Address(name, addr_spec=spec)
