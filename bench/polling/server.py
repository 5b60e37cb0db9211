"""Many feeds on loopback, in a process of its own, which prints its port. With the files of a certificate and its key
it speaks TLS, and each connection is for one request.

`/empty/N` has no items and `/small/N` one, and both never change; `/large/N` is about 50 KB and has one new item after
each visit to `/advance`. All answer 304 to the ETag that they gave."""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import ssl
import sys
from itertools import accumulate

ITEMS = {"empty": 0, "small": 1, "large": 20}
_SYLLABLES = [
    "ba",
    "de",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "ze",
    "cha",
    "dor",
    "fel",
    "gan",
    "hil",
    "jun",
    "ker",
    "lam",
]
_WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]
"""The n-th is as frequent as 1/n, as words of a language are."""
_WORDS[100:100] = ["strike", "harbour", "minister"]
_FREQUENCIES = tuple(accumulate(1 / (rank + 1) for rank in range(len(_WORDS))))


def item(feed: int, number: int) -> str:
    """An item that is the same every time."""
    chance = random.Random(f"{feed}/{number}")
    text = " ".join(chance.choices(_WORDS, cum_weights=_FREQUENCIES, k=330))
    title = " ".join(chance.choices(_WORDS, cum_weights=_FREQUENCIES, k=9))
    link = f"http://news{feed}.example/{number}"
    date = f"Sun, 01 Mar 2026 {number // 60 % 24:02}:{number % 60:02}:00 GMT"
    return (
        f"<item><guid>{link}</guid><link>{link}</link><title>{title}</title>"
        f"<description>{text}</description><pubDate>{date}</pubDate></item>"
    )


def document(feed: int, first: int, count: int) -> bytes:
    items = "".join(item(feed, number) for number in range(first + count - 1, first - 1, -1))
    head = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed {feed}</title><link>http://news{feed}.example/</link>"
    return f"{head}{items}</channel></rss>".encode()


class Server:
    """Knows how often it was told to go on."""

    def __init__(self, *, once: bool) -> None:
        self.generation = 0
        self.once = once

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while asked := await reader.readuntil(b"\r\n\r\n"):
                answer = self._answer(asked)
                writer.write(answer.replace(b"\r\n", b"\r\nConnection: close\r\n", 1) if self.once else answer)
                await writer.drain()
                if self.once:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, asked: bytes) -> bytes:
        line = re.match(rb"GET /(empty|small|large|advance)/?(\d*)", asked)
        kind, number = (line[1].decode(), int(line[2] or 0)) if line else ("", 0)
        if kind == "advance":
            self.generation += 1
            return b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
        if not kind:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        generation = self.generation if kind == "large" else 0
        etag = f'"{kind}-{number}-{generation}"'.encode()
        if b"If-None-Match: " + etag in asked:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        body = document(number, generation if kind == "large" else 0, ITEMS[kind])
        body = gzip.compress(body, 1)
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Encoding: gzip\r\nETag: "
            + etag
            + b"\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )


async def main() -> None:
    secure = None
    if sys.argv[1:]:
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secure.load_cert_chain(*sys.argv[1:])
    serve = Server(once=secure is not None).serve
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512, ssl=secure)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
