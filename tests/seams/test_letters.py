"""Alerts as letters to a real mail server."""

from __future__ import annotations

from pathlib import Path

from monitor.store import receivers
from monitor.store.deliveries import outbox
from monitor.store.schema import open_store
from monitor.testing import FeedServer
from tests.mailbox import Mailbox, mailbox
from tests.make import NOW, Entry, report, rss, workspace
from tests.running import Running, running
from tests.seams.delivering import alerted, states


async def test_mail_arrives_at_a_real_server(tmp_path: Path, feed_server: FeedServer) -> None:
    async with mailbox() as box:
        config = workspace(
            tmp_path,
            {"a": f"{feed_server.url}/a"},
            receivers={"desk": {"url": f"mailto://127.0.0.1:{box.port}?from=watch@example.org&to=desk@example.org"}},
            routes=[{"to": "desk"}],
        )
        async with running(config) as run:
            await alerted(run, feed_server)
            await run.deliver()
            assert states(run) == {"desk": ("sent", 1)}
        (letter,) = box.letters
        assert letter["To"] == "desk@example.org" and letter["Subject"] == "[LOW] Shelling kills 21 in Morek"
        body = letter.get_payload(decode=True)
        assert isinstance(body, bytes) and "»Morek«" in body.decode()


LETTERS = 12


async def letters_of(folder: Path, feed_server: FeedServer, box: Mailbox, steps: int) -> tuple[Running, int]:
    """A dozen alerts by e-mail, and then five seconds after five seconds; the number of alerts."""
    addresses = {"from": "watch@example.org", "to": "desk@example.org", "cap": "off"}
    desk = {"type": "email", "host": "127.0.0.1", "port": box.port, "security": "none", **addresses}
    config = workspace(folder, {"a": f"{feed_server.url}/a"}, receivers={"desk": desk}, routes=[{"to": "desk"}])
    async with running(config) as run:
        feed_server.put("/a", rss([]))
        await run.poll()
        entries = [Entry(f"n{n}", *report(n), published=NOW) for n in range(LETTERS)]
        feed_server.put("/a", rss(entries))
        await run.poll(minutes=1)
        for _ in range(steps):
            await run.deliver(seconds=5)
        return run, len(run.alerts())


async def test_a_server_that_greylists_each_letter_gets_all_of_them_within_a_minute(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    async with mailbox(lambda _, times: "451 4.7.1 greylisted, come again" if times == 1 else "") as box:
        _, alerts = await letters_of(tmp_path, feed_server, box, 12)
        assert alerts == LETTERS and len(box.letters) == alerts
        assert set(box.tries.values()) == {2}, "each came again once"


async def test_one_letter_that_is_refused_again_and_again_delays_no_other(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    bad: list[str] = []

    def refuse(key: str, _: int) -> str:
        if not bad:
            bad.append(key)
        return "450 4.2.0 try later" if key in bad else ""

    async with mailbox(refuse) as box:
        _, alerts = await letters_of(tmp_path, feed_server, box, 1)
        assert len(box.letters) == alerts - 1, "all others in one go"
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    with database.reading() as tx:
        (waiting,) = outbox.listed(tx, limit=20, states=("pending",))
        (trouble,) = receivers.refusing(tx)
    database.close()
    assert waiting.key == bad[0] and "450 4.2.0" in waiting.error
    assert trouble.accepts and trouble.waiting == 1
