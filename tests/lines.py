"""Servers on loopback that speak by a script: what a receiver may do to a message on its way."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass
class Heard:
    """What came in over each connection."""

    port: int
    connections: list[bytes] = field(default_factory=list)


@contextmanager
def line_server(speak: Callable[[socket.socket, Callable[[bytes], None]], None]) -> Iterator[Heard]:
    """``speak`` talks over each connection, and notes what it hears with its second argument."""
    server = socket.create_server(("127.0.0.1", 0))
    heard = Heard(server.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(connection,), daemon=True).start()

    def talk(connection: socket.socket) -> None:
        heard.connections.append(b"")
        number = len(heard.connections) - 1

        def note(data: bytes) -> None:
            heard.connections[number] += data

        with connection, suppress(OSError):
            speak(connection, note)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield heard
    finally:
        server.close()


def request(connection: socket.socket, note: Callable[[bytes], None]) -> None:
    """Read one whole HTTP request."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
    )
    while len(body) < length:
        more = connection.recv(65_536)
        body, data = body + more, data + more
    note(data)


def smtp_session(
    answers: dict[str, bytes], hang_at: str = "", late: Mapping[str, float] = MappingProxyType({})
) -> Callable[[socket.socket, Callable[[bytes], None]], None]:
    """A mail server that answers each command as given, else well, after the seconds of ``late``; at ``hang_at`` it
    drips for ever."""

    def speak(connection: socket.socket, note: Callable[[bytes], None]) -> None:
        file = connection.makefile("rb")

        def say(step: str, usual: bytes) -> None:
            if step == hang_at:
                drip(connection, b"2")
            threading.Event().wait(late.get(step, 0))  # nobody sets it
            answer = answers.get(step, usual)
            if not answer:
                raise OSError("hung up")
            connection.sendall(answer + b"\r\n")

        say("connect", b"220 ready")
        while command := file.readline():
            note(command)
            word = command.split()[0].decode().upper()
            say(word, {"EHLO": b"250 hello", "DATA": b"354 go on", "QUIT": b"221 bye"}.get(word, b"250 ok"))
            if word == "DATA" and answers.get("DATA", b"354").startswith(b"354"):
                while (line := file.readline()) not in (b".\r\n", b""):
                    note(line)
                say("letter", b"250 taken")

    return speak


def drip(connection: socket.socket, byte: bytes) -> None:
    """Send a byte again and again, never a whole line, until the other side is gone."""
    pause = threading.Event()
    while True:
        connection.sendall(byte)
        pause.wait(0.05)
