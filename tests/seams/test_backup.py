"""A copy of the database, made and put back as docs/config.md says."""

from __future__ import annotations

import asyncio
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.testing import FeedServer
from tests.make import Entry, rss, workspace
from tests.running import Clock, headlines, running
from tests.seams.test_docs import CONFIG, blocks


async def test_a_copy_made_while_the_monitor_runs_is_what_it_goes_on_from(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    copying, restoring = (text.splitlines()[0] for text in blocks(CONFIG, "sh") if "sqlite3" in text or "-wal" in text)
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
