"""Every file of the peers' suites through our parser: id, link, title, date and text as the suite itself expects them,
or the difference stands in accepted.py with its reason. docs/sources.md sums it up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.sources.document import parse_document
from monitor.sources.types import Parsed
from tests.conftest import ROOT, SHARED
from tests.cost import takes_at_most
from tests.suites.accepted import ACCEPTED
from tests.suites.expectations import Expected, differs, feed_rs, feedparser, gofeed

FEEDS = SHARED / "data" / "feeds"
SUITES = FEEDS / "suites"
LONGEST = 5.0
"""Seconds of CPU for one document; the daemon's own deadline is twice that."""
pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")]
Case = tuple[Path, str, list[Expected]]


def of_feedparser() -> Iterator[Case]:
    for path in sorted((SUITES / "feedparser").rglob("*")):
        if path.is_file():
            yield path, *feedparser(path)


def of_gofeed() -> Iterator[Case]:
    for expected in sorted((SUITES / "gofeed").rglob("*.json")):
        source = expected.with_name(expected.name.replace("_expected.json", ".json"))
        if source == expected or not source.exists():
            source = source.with_suffix(".xml")
        if source.exists():
            yield source, "", gofeed(expected)


def of_feed_rs() -> Iterator[Case]:
    for expected in sorted((SUITES / "feed-rs").rglob("*.serde.json")):
        for ending in (".xml", ".json"):
            source = expected.with_name(expected.name.replace(".serde.json", ending))
            if source.exists():
                yield source, "", feed_rs(expected, source.read_text(encoding="utf-8", errors="replace"))


CASES = {"feedparser": of_feedparser, "gofeed": of_gofeed, "feed-rs": of_feed_rs}


def compared(suite: str) -> tuple[Counter[str], set[tuple[str, str]], list[str]]:
    """What was expected by kind, the accepted differences that were met, and the others."""
    counts: Counter[str] = Counter()
    met: set[tuple[str, str]] = set()
    others: list[str] = []
    for path, content_type, expected in CASES[suite]():
        if not expected:
            continue
        counts["documents"] += 1
        parsed = parse_document(path.read_bytes(), content_type, f"http://127.0.0.1:8097/{path.name}", 100)
        for one in expected:
            counts["expectations"] += 1
            if difference := differs(one, parsed.items if isinstance(parsed, Parsed) else ()):
                counts["differences"] += 1
                known = {key for key in ACCEPTED if key[0] in path.as_posix() and key[1] == one.field}
                met |= known
                if not known:
                    others.append(f"{path.relative_to(SUITES)}: {difference}")
    return counts, met, others


def test_what_the_suites_expect_is_read() -> None:
    rows, met = [], set[tuple[str, str]]()
    for suite in CASES:
        counts, some, others = compared(suite)
        assert others == []
        met |= some
        rows.append(f"| {suite} | {counts['documents']} | {counts['expectations']:,} | {counts['differences']} |")
    assert met == set(ACCEPTED), "an accepted difference that is none any more"
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [row for row in rows if row not in page] == [], "docs/sources.md has other numbers"


def test_the_page_has_every_reason() -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert {reason for reason in ACCEPTED.values() if reason not in page} == set()


@pytest.mark.parametrize(
    "folder",
    ["feedvalidator", "simplepie", "rsparser", "node-feedparser", "listparser", "gofeed", "feed-rs", "feedparser"],
)
def test_every_file_ends_in_entries_or_a_reason(folder: str) -> None:
    for path in sorted((SUITES / folder).rglob("*")):
        if not path.is_file() or path.suffix in (".py", ".rs", ".go", ".js", ".md", ".txt", ".php", ".swift"):
            continue
        with takes_at_most(LONGEST, path):
            parsed = parse_document(path.read_bytes(), "", f"http://127.0.0.1:8097/{path.name}", 1_000)
        if isinstance(parsed, Parsed):
            assert all(re.fullmatch(r"[^\x00-\x1f]*", item.guid + item.url) for item in parsed.items), path
        else:
            assert parsed.reason and "\n" not in parsed.reason.strip(), path
