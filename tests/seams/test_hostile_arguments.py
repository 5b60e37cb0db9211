"""Arguments, streams and addresses that were made to break things: one clear line each, no traceback."""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.hostile import CONFIG, FEED, SEED, write
from tests.make import workspace
from tests.running import MONITOR, command, command_here, daemon


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["explain", "9" * 23], 2, "ids are whole numbers from 1 to 9223372036854775807"),
        (["explain", "9" * 5_000], 2, "is no id"),
        (["explain", "0"], 2, '"0" is no id'),
        (["explain", str(2**63 - 1)], 1, "no item 9223372036854775807"),
        (["items", "--limit", "9" * 30], 2, "give a whole number from 1 to 100000"),
        (["items", "--limit", "x"], 2, '"x": give a whole number from 1 to 100000'),
        (["evaluate", "a", "--worst", "-1"], 2, '"-1": give a whole number from 0 on'),
        (["deliveries", "list", "--state", "foo"], 2, '"foo" is no state: pending, held, sending'),
        (["demo", "--speed", "nan"], 2, "give a number from 0.1 to 100"),
        (["items", "--feed", os.fsdecode(b"\xff")], 2, "an argument is not UTF-8 text"),
        (["send-test", "\x1b[2J\n"], 1, 'no receiver "[2J '),
        (["init", "config.yaml/x"], 1, "config.yaml/x: not a directory"),
        (["init", "x" * 300], 1, "file name too long"),
        (["init", "/dev/null"], 1, "is not an empty folder"),
        (["check", "--config", "x" * 300], 1, "file name too long"),
        (["check", "--config", "config.yaml/x"], 1, "not a directory"),
        (["check", "--config", ""], 1, "cannot read it (is a directory)"),
        (["replay", "x" * 300], 1, "File name too long"),
        (["replay", "-", "--rules", "x" * 300], 1, "no such folder"),
    ],
)
def test_odd_arguments_are_refused(folder: Path, arguments: list[str], code: int, said: str) -> None:
    done = command(*arguments, folder=folder)
    assert done.returncode == code and said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    assert code == 2 or len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ('"$@" version >&-', 0),
        ('"$@" version >&- 2>&-', 0),
        ('"$@" version >/dev/full', 1),
        ('"$@" --nope 2>&-', 2),
        ('"$@" replay - <&-', 1),
        ('"$@" items | true', 0),
        ('LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 PYTHONIOENCODING=ascii "$@" seeds list', 0),
    ],
)
def test_streams_that_are_closed_full_or_narrow_are_no_traceback(folder: Path, shell: str, code: int) -> None:
    write(folder / "seeds" / "one.md", SEED.replace("A seed", "إدلب"))
    done = subprocess.run(["sh", "-c", shell, "sh", *MONITOR], capture_output=True, text=True, timeout=60)
    assert done.returncode == code and len(done.stderr.splitlines()) <= 1, done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_what_a_feed_says_reaches_the_terminal_without_its_control_characters(
    folder: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", "<html></html>", content_type="text/html")
    write(folder / "config.yaml", CONFIG.replace(FEED, f'"{feed_server.url}/a#\\e]0;title\\a"'))
    done = command_here("check", "--feeds", folder=folder)
    assert done.returncode == 1 and "FAILS" in done.stdout
    assert not set("\x1b\x07") & set(done.stdout)


PAGES = {
    "items/" + "9" * 23: 422,
    "items/" + "9" * 5_000: 422,
    "items/0": 422,
    "items/-1": 422,
    "items/x": 422,
    f"items/{2**63 - 1}": 404,
    "api/alerts?limit=-1": 422,
    "api/alerts?limit=0": 422,
    "api/alerts?limit=" + "9" * 30: 422,
    "api/alerts?limit=1000": 200,
}


def test_the_page_refuses_numbers_out_of_bounds(tmp_path: Path) -> None:
    config = workspace(tmp_path, {}, web={"enabled": True, "port": 0})
    with daemon(config) as running:
        (page,) = running.wait_for("web page")
        assert {path: status(page["address"] + path) for path in PAGES} == PAGES


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
