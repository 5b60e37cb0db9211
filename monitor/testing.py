"""Real servers on loopback for the seams, for tests, the demo and benchmarks: feeds to read, a webhook to tell."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Handler = BaseHTTPRequestHandler


class LoopbackServer:
    """A threaded HTTP server on 127.0.0.1; ``port`` 0 is a free one. Use it as a context manager."""

    def __init__(self, port: int = 0) -> None:
        owner = self

        class Handle(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Headers and body leave as two packets; without this, each answer waits 40 ms for an acknowledgement.
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                owner._get(self)

            def do_POST(self) -> None:
                owner._post(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Quiet: what happened is in the server's own counters."""

        class Threaded(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that was killed ends its connections: nothing to tell."""

        self._http = Threaded(("127.0.0.1", port), Handle)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _get(self, handler: Handler) -> None:
        answer(handler, 405)

    def _post(self, handler: Handler) -> None:
        answer(handler, 405)


def answer(handler: Handler, status: int, body: bytes = b"", **headers: str) -> None:
    try:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    except (BrokenPipeError, ConnectionResetError):
        handler.close_connection = True


@dataclass
class Document:
    """What a path serves now. ``status`` other than 200 is answered as it is, with ``headers``."""

    body: bytes
    content_type: str = "application/rss+xml"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    modified: float = 1_600_000_000.0
    validators: bool = True
    """Whether ETag and Last-Modified are sent."""
    unchanged_for: str = ""
    """The mark of a document, an ETag or a Last-Modified, for which the server says 304 though this is another."""


class FeedServer(LoopbackServer):
    """Serves documents with ETag, Last-Modified, 304 and gzip. They change only when told."""

    def __init__(self) -> None:
        super().__init__()
        self._documents: dict[str, Document] = {}
        self._lock = threading.Lock()
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.requests: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, body: bytes | str, **more: Any) -> str:
        """Serve ``body`` at ``path`` from now on; the path's URL."""
        data = body.encode() if isinstance(body, str) else body
        with self._lock:
            before = self._documents.get(path)
            modified = before.modified + 60 if before else Document.modified
            self._documents[path] = Document(data, modified=modified, **more)
        return self.url + path

    def _get(self, handler: Handler) -> None:
        with self._lock:
            document = self._documents.get(handler.path)
            self.requests.append((handler.path, dict(handler.headers.items())))
        if document is None:
            self._count(handler, 404)
            return
        if document.status != 200:
            self._count(handler, document.status, document.body, **document.headers)
            return
        asked = handler.headers
        if document.unchanged_for and document.unchanged_for in (
            asked.get("If-None-Match"),
            asked.get("If-Modified-Since"),
        ):
            self._count(handler, 304)
            return
        etag = f'"{hashlib.sha1(document.body).hexdigest()[:16]}"'
        modified = formatdate(document.modified, usegmt=True)
        if asked.get("If-None-Match") == etag or (
            "If-None-Match" not in asked and asked.get("If-Modified-Since") == modified
        ):
            self._count(handler, 304, ETag=etag)
            return
        body, headers = document.body, {"Content_Type": document.content_type}
        if document.validators:
            headers |= {"ETag": etag, "Last_Modified": modified}
        if "gzip" in asked.get("Accept-Encoding", ""):
            body = gzip.compress(body, 1)
            headers["Content_Encoding"] = "gzip"
        self._count(handler, 200, body, **(headers | document.headers))

    def _count(self, handler: Handler, status: int, body: bytes = b"", **headers: str) -> None:
        with self._lock:
            self.statuses[handler.path, status] += 1
        answer(handler, status, body, **headers)


class WebhookServer(LoopbackServer):
    """Collects posted JSON. ``answer`` decides the status of each (by its number, from 1); each answer has
    ``headers``."""

    def __init__(self, answer: Callable[[int], int] = lambda _: 200, headers: dict[str, str] | None = None) -> None:
        super().__init__()
        self._answer_with, self._headers = answer, headers or {}
        self._arrived = threading.Condition()
        self.received: list[dict[str, Any]] = []
        """What was accepted, in order of arrival."""
        self.requests: list[tuple[dict[str, str], bytes]] = []
        """Headers and body of every attempt."""
        self.attempts = 0

    def _post(self, handler: Handler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        with self._arrived:
            self.attempts += 1
            self.requests.append((dict(handler.headers.items()), body))
            status = self._answer_with(self.attempts)
            if status == 200:
                self.received.append(json.loads(body))
            self._arrived.notify_all()
        answer(handler, status, b"", **self._headers)

    def wait_for(self, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Wait until ``count`` messages have been accepted. Raises TimeoutError, saying what came."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.received) >= count, seconds):
                raise TimeoutError(f"{len(self.received)} messages instead of {count}: {self.received}")
            return list(self.received)

    @property
    def apprise_url(self) -> str:
        return f"json://127.0.0.1:{self.port}/"
