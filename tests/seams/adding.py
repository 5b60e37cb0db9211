"""`monitor feeds add` on a config with comments, and pages of sites that name feeds."""

from __future__ import annotations

import difflib
from datetime import timedelta
from pathlib import Path

from tests.make import NOW, Entry, rss, workspace
from tests.running import command_here

FEED = rss(
    [
        Entry("3", "Shelling in Idlib", "Residents heard it.", published=NOW),
        Entry("1", "Markets were open", "All day.", published=NOW - timedelta(hours=3)),
        Entry("2", "Quiet in Idlib", "Again.", published=NOW - timedelta(hours=1)),
        Entry("0", "No date"),
    ]
).replace("<title>t</title>", "<title>The Gazette &amp;amp; Post</title>")


CONFIG = """\
# What we read. The comments stay.
polling: {first_poll_within: 1s, allow_networks: 127.0.0.1}   # soon

feeds:
  - name: old    # the first
    url: ${OLD_URL}
    # its address is a secret

web: {enabled: false}
store: {url: "sqlite:///monitor.sqlite"}
"""


HTML = {"content_type": "text/html; charset=utf-8"}


SECRET = {"OLD_URL": "https://old.example/feed?key=secret"}


def with_old_feed(folder: Path) -> Path:
    """``folder`` with CONFIG, whose only feed is an old one."""
    workspace(folder, {})
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


def page(*links: str, body: str = "") -> str:
    heads = "".join(f'<link rel="alternate" type="application/rss+xml" {link}>' for link in links)
    return f"<!doctype html><html><head><title>x</title>{heads}</head><body>{body}</body></html>"


def add(folder: Path, *arguments: str) -> str:
    """Standard output of a call that must work."""
    done = command_here("feeds", "add", *arguments, folder=folder, **SECRET)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(folder: Path, *arguments: str) -> str:
    """The one line of a call that must not work, and that nothing is changed."""
    before = (folder / "config.yaml").read_bytes()
    done = command_here("feeds", "add", *arguments, folder=folder, **SECRET)
    assert done.returncode == 1 and (folder / "config.yaml").read_bytes() == before
    (line,) = done.stderr.splitlines()
    return line


def added_lines(folder: Path, before: str = CONFIG) -> str:
    """What the config has now and had not before; fails if anything is gone."""
    after = (folder / "config.yaml").read_text(encoding="utf-8")
    changed = [line for line in difflib.ndiff(before.splitlines(True), after.splitlines(True)) if line[0] != " "]
    assert all(line.startswith("+ ") for line in changed), changed
    return "".join(line[2:] for line in changed)
