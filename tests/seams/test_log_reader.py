"""`monitor run` as a process, whose log cannot be written, or is read by nobody."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from pathlib import Path

from monitor.testing import FeedServer, WebhookServer
from tests.make import rss, workspace
from tests.running import MONITOR, until
from tests.seams.test_daemon import config_for, fresh


def test_it_goes_on_when_its_log_cannot_be_written(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Whoever read it is gone: a closed terminal, a collector that ended, a full disk."""
    feed_server.put("/a", rss([]))
    config = config_for(tmp_path, feed_server, webhook)
    arguments = [*MONITOR, "run", "--config", str(config)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            while b'"polled"' not in process.stderr.readline():
                assert process.poll() is None
            process.stderr.close()
            feed_server.put("/a", rss([fresh(1)]))
            webhook.wait_for(1)
            for path in ("/b", "/c"):
                feed_server.put(path, rss([]))
                workspace(tmp_path, {"another": f"{feed_server.url}{path}"})
                until(lambda path=path: feed_server.statuses[path, 200] >= 1, "the edit is in force")  # type: ignore[misc]
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()


def test_it_goes_on_where_nobody_reads_its_log(tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer) -> None:
    """A terminal at Ctrl-S, a collector that hangs: the pipe is full, and stays open. Alerts for the terminal wait."""
    feed_server.put("/a", rss([]))
    config = workspace(
        tmp_path,
        {"a": f"{feed_server.url}/a"},
        receivers={"hook": {"url": webhook.apprise_url}, "terminal": {"type": "console"}},
        routes=[{"to": ["terminal", "hook"]}],
        polling={"stop_within": "2s"},
    )
    unread, into = os.pipe()
    os.set_blocking(into, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(into, b"x" * 4096)
    os.set_blocking(into, True)
    with subprocess.Popen([*MONITOR, "run", "--config", str(config)], stdout=into, stderr=into) as process:
        try:
            until(lambda: feed_server.statuses["/a", 200] >= 1, "it polls")
            feed_server.put("/a", rss([fresh(1)]))
            webhook.wait_for(1)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
            os.close(into)
            os.close(unread)
