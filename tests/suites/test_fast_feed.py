"""Real and odd feeds by both readings: whatever the fast one does not refuse is what feedparser reads, in every field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from bench.snapshots import archives
from monitor.sources.fast_entry import Refused
from monitor.sources.fast_feed import read_fast
from monitor.sources.feed import parse_feed
from tests.conftest import SHARED

pytestmark = [pytest.mark.shared, pytest.mark.filterwarnings("ignore::DeprecationWarning:feedparser")]
DATA = SHARED / "data"


def suites(step: int) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in (DATA / "feeds").rglob("*") if path.is_file())[::step]:
        yield str(path), path.read_bytes()


def snapshots(step: int) -> Iterator[tuple[str, bytes]]:
    for name, bodies in archives(DATA / "snapshots").items():
        for number, body in enumerate(bodies[::step]):
            yield f"{name} {number}", body


def compared(documents: Iterable[tuple[str, bytes]]) -> tuple[Counter[str], list[str]]:
    """How many were read alike, how many refused; which differed."""
    counts, differing = Counter[str](), []
    for name, body in documents:
        try:
            found, _ = read_fast(body, "application/rss+xml", "http://a.example/feed", 2_000)
        except Refused:
            counts["refused"] += 1
            continue
        alike = found == parse_feed(body, "application/rss+xml", "http://a.example/feed", 2_000)
        counts["alike"] += alike
        differing += [] if alike else [name]
    print(f"{counts['alike']} documents read alike, {len(differing)} differ, {counts['refused']} refused")  # noqa: T201  # shown by pytest -s
    return counts, differing


@pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_the_suites_of_peers(step: int) -> None:
    counts, differing = compared(suites(step))
    assert differing == [] and counts["alike"] > 1_800 // step


@pytest.mark.parametrize("step", [60, pytest.param(1, marks=pytest.mark.slow)])
def test_snapshots_of_real_feeds(step: int) -> None:
    counts, differing = compared(snapshots(step))
    assert differing == [] and counts["alike"] > 3_400 // step
    assert counts["alike"] > 4 * counts["refused"]
