"""The pages over a database, served on loopback without a daemon."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import uvicorn

from monitor.core.alerts.links import links_for
from monitor.core.alerts.silences import Silence
from monitor.core.alerts.types import Act, Alert
from monitor.core.zones import UNIVERSAL
from monitor.store import alerts, silences, stories
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.refusals import DatabaseRefusal
from monitor.store.schema import open_store
from monitor.web.application import application
from monitor.web.daemon import Daemon
from tests.make import an_alert
from tests.running import Clock, until
from tests.store.filled import put_article

KEY = b"k" * 32
HOSTILE = "<script>alert(1)</script>\u202e\"'><b>Morek"


@dataclass
class Page:
    """The page over a database, served on loopback."""

    address: str
    database: Database
    clock: Clock
    woken: list[str] = field(default_factory=list)
    waiting: DatabaseRefusal | None = None

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.address + path, headers=headers))

    def head(self, path: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.address + path, method="HEAD"))

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, urlencode(fields).encode())
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        return self._open(request)

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def silences(self) -> list[Silence]:
        with self.database.reading() as tx:
            return silences.to_come(tx, self.clock())

    def link(self, alert: Alert, act: Act) -> str:
        """The path of a link in a message on ``alert``."""
        found = links_for(alert, "http://x", KEY, self.clock(), timedelta(days=7))
        return next(link.url.removeprefix("http://x") for link in found if link.act is act)


@contextmanager
def served(folder: Path, *, is_local: bool = True, zone: ZoneInfo = UNIVERSAL) -> Iterator[Page]:
    """The pages over a database that is made in ``folder``; ``is_local`` and ``zone`` as of
    monitor.web.daemon.Daemon."""
    database, clock = open_store(f"sqlite:///{folder}/monitor.sqlite"), Clock()
    found = Page("", database, clock)
    daemon = Daemon(
        KEY,
        frozenset({"monitor.example"}),
        "https://monitor.example",
        is_local,
        lambda: found.woken.append("woken"),
        lambda: found.waiting,
        zone=zone,
    )
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(database, clock, daemon), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until(lambda: server.started, "the page is served")
    found.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield found
    finally:
        server.should_exit = True
        thread.join(20)
        database.close()


def put_hostile_alert(page: Page) -> Alert:
    """On a story with a hostile headline, sent to one receiver and given up for another."""
    with page.database.writing() as tx:
        story = stories.start(tx, HOSTILE, page.clock(), ())
    article = put_article(page.database, HOSTILE, story_id=story, verdict="new")
    with page.database.writing() as tx:
        given = an_alert(headline=HOSTILE, group=f"story:{story}", story=story, article=article, entities=("idlib",))
        made = alerts.insert(tx, given, article)
        for receiver in ("desk", "night"):
            lifecycle.insert(tx, made.id, [], receiver, receiver, page.clock())
        (night,) = outbox.listed(tx, limit=1, receiver="night")
        lifecycle.drop(tx, night.id, "dropped by amal: <i>told</i>", page.clock())
    return made
