"""`monitor run` as a process, whose machine's clock is set back and forward under it: for the library that plans its
ticks, too."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.testing import FeedServer, WebhookServer
from tests.make import Entry, rss
from tests.running import Daemon, daemon
from tests.seams.test_daemon import config_for, fresh

ANOTHER_CLOCK = """
import sys, time
from datetime import datetime
from pathlib import Path
import apscheduler.schedulers.base as scheduler
import monitor.clock as clock
ahead = Path(sys.argv[1])
class Machine(datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime.fromtimestamp(time.time() + float(ahead.read_text()), zone)
scheduler.datetime = clock.datetime = Machine
from monitor.cli import main
sys.argv = ["monitor", *sys.argv[5:]]
main()
"""
"""Runs `monitor` with a clock that is so many seconds ahead as a file says."""
REPORT = "[LOW] Report 1 from Morek"


@contextmanager
def ahead_by(seconds: int, config: Path) -> Iterator[tuple[Daemon, Callable[[], None]]]:
    """A daemon that polled by a clock so far ahead, and what sets it right."""
    ahead = config.parent / "ahead"
    ahead.write_text(str(seconds))

    def set_right() -> None:
        right = config.parent / "right"
        right.write_text("0")
        right.rename(ahead)

    with daemon(config, through=(sys.executable, "-c", ANOTHER_CLOCK, str(ahead))) as running:
        running.wait_for("polled")
        yield running, set_right


def test_a_clock_that_is_set_back_holds_up_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """Not even what finds that it was: the scheduler of the ticks goes by the machine's clock itself."""
    feed_server.put("/a", rss([Entry("old", "A quiet week in Idlib")]))
    with ahead_by(7200, config_for(tmp_path, feed_server, webhook)) as (running, set_right):
        set_right()
        running.wait_for("the clock was set back: what is planned moves with it")
        feed_server.put("/a", rss([fresh()]))
        assert webhook.wait_for(1, 60)[0]["title"] == REPORT


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's most memory (/proc)")
def test_a_clock_that_is_set_forward_costs_nothing(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """As on a machine whose clock begins long ago, until it hears the time: what was missed is done once."""
    feed_server.put("/a", rss([Entry("old", "A quiet week in Idlib")]))
    with ahead_by(-200 * 86_400, config_for(tmp_path, feed_server, webhook)) as (running, set_right):
        set_right()
        for number in (1, 2, 3):  # a second each, as the feed is polled: each tick of a second has its turn
            feed_server.put("/a", rss([fresh(), Entry(f"w{number}", f"Weather {number}")]))
            running.wait_for("polled", 1 + number)
        assert webhook.wait_for(1, 60)[0]["title"] == REPORT
        status = Path(f"/proc/{running.process.pid}/status").read_text(encoding="utf-8")
        (most,) = re.findall(r"VmHWM:\s+(\d+) kB", status)
        assert int(most) < 600_000
