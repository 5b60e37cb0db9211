"""A short run of `python -m bench fuzz`: whatever a feed is changed into, entries or a reason come out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bench import fuzz
from monitor.core import identity
from tests.make import NOW, STORY, Entry, rss

ENTRIES = [Entry(f"g{n}", f"Дорога <b>{n}</b> إدلب", STORY[:200], published=NOW - timedelta(hours=n)) for n in range(4)]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title><entry><id>a</id><title type="html">&lt;b&gt;x</title>
<link rel="alternate" href="/a"/><updated>2026-03-01T09:00:00Z</updated><content type="xhtml"><div><p>text</p></div></content></entry></feed>"""
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "1", "url": "http://a/1", "content_text": "x"}]}'
BASES = [rss(ENTRIES).encode(), ATOM.encode(), JSON.encode()]


def test_every_changed_feed_ends_in_entries_or_a_reason() -> None:
    report = fuzz.run(BASES, 300, seed=7)
    assert report.problems == []
    assert sum(report.ended.values()) == 300 and report.ended["entries"] > 60 and len(report.ended) > 3


def test_a_case_is_the_same_every_time_and_a_bug_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("a bug")

    monkeypatch.setattr(identity, "edition_of", broken)
    one, other = fuzz.run(BASES, 20, seed=1), fuzz.run(BASES, 20, seed=1)
    assert one.problems and sorted(one.problems) == sorted(other.problems)
    assert "RuntimeError: a bug" in one.problems[0]
