"""Texts of one thing again and again, up to a hundred thousand characters, through the intake with the shipped rules:
each has a verdict in moments. An expression that is tried from every letter of a word took minutes for the first."""

from __future__ import annotations

import argparse
import random
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from types import FrameType

from bench.folders import ROOT
from bench.judging import ALERTS_ANY_AGE
from bench.suite import SEED, Option, Suite
from monitor.core.identity import articles_of
from monitor.core.types import Item, Origin
from monitor.intake import Intake
from monitor.intake.types import State
from monitor.rulebook import load_rules
from monitor.store.schema import open_store

PATIENCE = 10
"""Seconds that an item may take."""
LONGEST_HEADLINE = 20_000
_LETTERS = ("a", "A", "я", "ل", "日", "ก", "İ", "ß", "\ud55c", "1", "１", "٣", "½", "a1", "1a", "يا", "a\u0301", "😀")
_MARKS = (
    *".,'\"()«&<$%_-:/#@|",
    "?!",
    "…",
    "。",
    "\u0301",
    "\u200d",
    "\u202e",
    "\u0640",
    "’s ",
    "a-",
    "a'",
    "a/b",
    "&#",
)
_SPACES = (" ", "\n", "\n\n", "\t", "\xa0", "a\n", "a ", "a. ", "A. ", "Mr. ", "1 000 ", "1'000", "1,", "1.")
_WORDS = ("killed ", "killed 12 ", "12 killed ", "Idlib ", "إدلب ", "M5 ", "(AFP) ", "Al-", "de la ", '"a" ',
          "2026-01-01 ", "http://a", "@a", "ه ", "10 years ", "said ")  # fmt: skip
_MARKUP = ("<a ", "<!--", "<![CDATA[", "&amp;", "&lt;", "<p>", "<div>", "</", "<script>", "<a href='", "<p>a</p>",
           "<li>", "<table><tr><td>", "<svg>", "<pre>", "<br>")  # fmt: skip
PIECES = (*_LETTERS, *_MARKS, *_SPACES, *_WORDS, *_MARKUP)
NOW = datetime(2026, 11, 26, tzinfo=UTC)


@dataclass
class Report:
    """CPU seconds; ``problems`` are texts without a verdict in time."""

    items: int = 0
    characters: int = 0
    slowest: str = ""
    slowest_seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


class _TooSlow(Exception):
    pass


def measure(folder: Path, mixed: int, characters: int, seed: int) -> Report:
    """Each piece and ``mixed`` runs of two to four of them, as a text and as a headline."""
    report = Report(characters=characters)
    database = open_store(f"sqlite:///{folder}/texts.sqlite", synchronous="OFF")
    intake = Intake(database, load_rules(ROOT / "rules"), ALERTS_ANY_AGE)
    for number, piece in enumerate(_pieces(mixed, random.Random(seed))):
        text = piece * (characters // len(piece) + 1)
        for kind, item in (
            ("text", Item(f"{number}-text", "", f"Report {number}", text[:characters], "", NOW)),
            ("headline", Item(f"{number}-headline", "", text[: min(characters, LONGEST_HEADLINE)], "b", "", NOW)),
        ):
            _one(intake, item, f"{piece!r} as a {kind}", report)
    database.close()
    return report


def _pieces(mixed: int, chance: random.Random) -> Sequence[str]:
    return [*PIECES, *("".join(chance.choices(PIECES, k=chance.randint(2, 4))) for _ in range(mixed))]


def _one(intake: Intake, item: Item, name: str, report: Report) -> None:
    articles, broken = articles_of([item], Origin("a", "a.example", "a"), NOW)
    report.problems.extend(f"{name}: {one.reason}" for one in broken)
    began = process_time()
    try:
        with _within(PATIENCE):
            taken = intake.take(articles, NOW).taken
    except _TooSlow:
        report.problems.append(f"{name}: no verdict within {PATIENCE} s")
        taken = ()
    report.items += len(articles)
    report.problems.extend(f"{name}: {one.reason}" for one in taken if one.state is State.QUARANTINED)
    if (spent := round(process_time() - began, 2)) > report.slowest_seconds:
        report.slowest, report.slowest_seconds = name, spent


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    def raise_it(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, raise_it)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _run(options: argparse.Namespace, folder: Path) -> Report:
    return measure(folder, options.mixed, options.characters, options.seed)


SUITE = Suite(
    "texts",
    "texts of one thing again and again, through the intake: a verdict in moments",
    _run,
    (
        Option("mixed", 300, "runs of two to four pieces", quick=20),
        Option("characters", 100_000, "of a text", quick=20_000),
        SEED,
    ),
)
