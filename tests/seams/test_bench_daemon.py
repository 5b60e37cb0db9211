"""The suites that run the daemon, in short form: what they count is what there was."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import end_to_end, soak
from bench.news import document


@pytest.mark.slow
def test_end_to_end_stores_and_tells_every_item_of_successive_documents(tmp_path: Path) -> None:
    steps = 4
    documents = {f"feed-{feed}": [document(feed, step).encode() for step in range(steps)] for feed in range(2)}
    report = end_to_end.measure(tmp_path, documents)
    assert report.problems == []
    assert (report.feeds, report.documents, report.items) == (2, 2 * steps, 2 * steps)
    assert report.messages == report.alerts > 0


def _report(*memory: float) -> soak.Report:
    samples = [soak.Sample(number, mb, mb, 30, 20, number) for number, mb in enumerate(memory)]
    return soak.Report(1, 1, samples=samples)


@pytest.mark.parametrize(
    ("memory", "said"),
    [
        ((100, 200, 201, 202, 203, 204), []),  # what the first third fills does not count
        ((100, 200, 201, 220, 240, 260), ["memory, MB: 59 more from second 2 to 5"]),
    ],
)
def test_a_soak_fails_on_memory_that_grows(memory: tuple[float, ...], said: list[str]) -> None:
    report = _report(*memory)
    soak.judge(report)
    assert report.problems == said
