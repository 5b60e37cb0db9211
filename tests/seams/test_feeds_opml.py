"""monitor feeds import | export: the lists of other readers into the config and out of it."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from monitor.config import FeedConfig, load_config
from monitor.feeds.config_edit import read_config_text
from monitor.feeds.opml import feeds_of_file, sorted_out
from tests.conftest import SHARED
from tests.cost import takes_at_most
from tests.make import workspace
from tests.running import command, command_here

CONFIG = """\
# What we read.
feeds:
  - {name: old, url: https://old.example/feed, tags: [x]}   # the first
web: {enabled: false}
"""
LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>t</title></head><body>
<outline text="News" title="News">
  <outline text="The Gazette & Post" xmlUrl="https://gazette.example/?a=1&b=2" type="rss"/>
  <outline text="The Gazette" xmlUrl="http://www.gazette.example/?b=2&a=1" type="rss"/>
</outline>
<outline text="Old" xmlUrl="http://www.old.example/feed/"/>
<outline text="Dead" type="rss"/>
<outline text="Gopher" xmlUrl="gopher://a.example/"/>
<outline text="${HOME}" xmlUrl="feed://b.example/${HOME}"/>
</body></opml>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace(tmp_path, {})
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")
    return tmp_path


def told(folder: Path, *arguments: str, **environment: str) -> str:
    """Standard output of a call that must work."""
    done = command_here("feeds", *arguments, folder=folder, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def feeds(path: Path) -> dict[str, FeedConfig]:
    return {feed.name: feed for feed in load_config(path).file.feeds}


def test_new_feeds_are_added_and_each_other_is_named_with_its_place_and_reason(folder: Path) -> None:
    left = """\
left out: list.opml:5:3: http://www.gazette.example/?b=2&a=1 stands already on line 4
left out: list.opml:7:1: http://www.old.example/feed/ stands already in config.yaml:3:22
left out: list.opml:8:1: "Dead" has no xmlUrl
left out: list.opml:9:1: gopher://a.example/: no address: expected one such as https://gazette.example/
"""
    assert told(folder, "import", "list.opml", "--dry-run") == (
        "config.yaml: would add the-gazette-post (https://gazette.example/?a=1&b=2)\n"
        f"config.yaml: would add home (https://b.example/$%7BHOME}})\n{left}would be added: 2, left out: 4\n"
    )
    assert (folder / "config.yaml").read_text() == CONFIG
    assert told(folder, "import", "list.opml") == (
        "config.yaml:4:5: added the-gazette-post (https://gazette.example/?a=1&b=2)\n"
        f"config.yaml:5:5: added home (https://b.example/$%7BHOME}})\n{left}added: 2, left out: 4\n"
    )
    after = (folder / "config.yaml").read_text(encoding="utf-8")
    changed = [line for line in difflib.ndiff(CONFIG.splitlines(True), after.splitlines(True)) if line[0] != " "]
    assert changed == [
        "+   - {name: the-gazette-post, url: https://gazette.example/?a=1&b=2, tags: [News]}\n",
        '+   - {name: home, url: "https://b.example/$%7BHOME}"}\n',
    ]
    assert told(folder, "import", "list.opml").endswith("added: 0, left out: 6\n")
    assert (folder / "config.yaml").read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "list.opml: cannot read it (no such file or directory): expected an OPML file"),
        (b"<html></html>", "list.opml:1:1: no OPML: expected <opml>, as readers export their feeds"),
        (b"<opml><body/></opml>", "list.opml:1:1: holds no feed: expected outlines with an xmlUrl"),
        (LIST.encode()[:300], "list.opml:5:1: ends before </opml>: it is cut off, export it again"),
        (b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline text="&x;" xmlUrl="https://a.example/"/></opml>',
         "list.opml:1:1: has a DOCTYPE that declares or fetches something, which is not read: take it out"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_one_line_and_changes_nothing(folder: Path, content: bytes | None, line: str) -> None:
    (folder / "list.opml").unlink()
    if content is not None:
        (folder / "list.opml").write_bytes(content)
    done = command("feeds", "import", "list.opml", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line + "\n")
    assert (folder / "config.yaml").read_text() == CONFIG


def test_what_is_exported_is_imported_as_the_same_feeds(folder: Path) -> None:
    other = folder / "other"
    workspace(other, {})
    (other / "config.yaml").write_text("# empty\n", encoding="utf-8")
    (folder / "config.yaml").write_text(
        """\
feeds:
  - {name: "The old & <first>", url: "https://old.example/feed?a=1&b=2", tags: [x, "y, z"], interval: 90s, owner: o.example}
  - {name: عربي, url: https://b.example/, language: ar, tags: [x]}
  - {name: no, url: https://c.example/, identity: url, full_text: true}
""",
        encoding="utf-8",
    )
    assert told(folder, "export", "out.opml") == "out.opml: 3 feeds\n"
    text = (folder / "out.opml").read_text(encoding="utf-8")
    assert told(folder, "export") == text
    assert told(other, "import", "../out.opml").endswith("added: 3, left out: 0\n")
    assert feeds(other / "config.yaml") == feeds(folder / "config.yaml")
    again = command_here("feeds", "export", "out.opml", folder=folder)
    assert (again.returncode, again.stderr) == (1, "monitor: out.opml: exists already: choose another name\n")
    assert (folder / "out.opml").read_text(encoding="utf-8") == text


def test_what_a_list_lacks_of_a_feed_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = "{name: a, url: https://a.example/, full_text: true"
    (folder / "config.yaml").write_text(f"feeds:\n- {entry}, headers: {{X-Key: k}}, user: u}}\n", encoding="utf-8")
    done = command_here("feeds", "export", "out.opml", folder=folder)
    assert (done.returncode, done.stdout) == (0, "out.opml: 1 feed\n")
    assert done.stderr == "config.yaml:2:64: a stands in the list without its headers, user\n"
    (folder / "config.yaml").write_text("feeds: []\n", encoding="utf-8")
    monkeypatch.setattr("monitor.sources.fulltext.is_installed", lambda: False)
    said = command_here("feeds", "import", "out.opml", folder=folder).stdout
    assert "left out: out.opml:7:5: full_text of a, which needs trafilatura: pip install" in said
    assert (folder / "config.yaml").read_text(encoding="utf-8") == "feeds:\n  - name: a\n    url: https://a.example/\n"


def test_a_feed_with_a_secret_is_not_exported_and_is_named(folder: Path) -> None:
    (folder / "config.yaml").write_text(
        'feeds:\n- {name: a, url: "https://a.example/?key=${KEY}"}\n- {name: b, url: "https://u:hidden@b.example/"}\n'
        "- {name: c, url: https://c.example/}\n",
        encoding="utf-8",
    )
    done = command_here("feeds", "export", folder=folder, KEY="hidden")
    assert done.returncode == 0 and "hidden" not in done.stdout + done.stderr and "c.example" in done.stdout
    assert done.stderr == (
        "config.yaml:2:18: a is left out: a secret stands in its entry\n"
        "config.yaml:3:18: b is left out: a secret stands in its entry\n"
    )


def test_a_long_list_is_imported_again_in_seconds(folder: Path) -> None:
    many = "".join(f'<outline text="{n}" xmlUrl="http://h{n}.example/f%6{n % 10}d"/>' for n in range(3_000))
    (folder / "list.opml").write_text(f"<opml><body>{many}</body></opml>", encoding="utf-8")
    told(folder, "import", "list.opml")
    before, found = read_config_text(folder / "config.yaml"), feeds_of_file(folder / "list.opml")
    with takes_at_most(10):  # seconds; what is quadratic takes a minute and a half
        again = sorted_out(found, folder / "list.opml", before.config)
        assert (len(again.new), len(again.left_out)) == (0, 3_000)


@pytest.mark.shared
@pytest.mark.slow
def test_all_lists_of_another_reader_are_imported_one_after_the_other(folder: Path) -> None:
    """As one list: their outlines within one another's files hold most feeds twice."""
    files = sorted((SHARED / "data" / "opml").rglob("*.opml"))
    bodies = [file.read_text(encoding="utf-8").partition("<body>")[2].partition("</body>")[0] for file in files]
    (folder / "list.opml").write_text(f"<opml><body>{''.join(bodies)}</body></opml>", encoding="utf-8")
    *lines, last = told(folder, "import", "list.opml").splitlines()
    added = [line for line in lines if ": added " in line]
    assert last == f"added: {len(added)}, left out: {len(lines) - len(added)}" and len(added) > 500
    assert all(" stands already on line " in line for line in lines if line not in added)
    assert len(feeds(folder / "config.yaml")) == len(added) + 1
