"""Tables that go into a file look as the library makes them, which takes long for thousands of rows; on a terminal
they break no words."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from unittest.mock import patch

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.cli.output import show_table
from tests.running import without_colour

COLUMNS = ("name", "next_poll")


@pytest.mark.parametrize(
    "cells",
    [
        ("bbc", "now"),
        ("العربية", "صباح"),
        ("新华社", "今天"),
        ("a\tb", "two\nlines"),
        ("x" * 300, "in 3h"),
        ("", "🇸🇾 e\u0301"),
    ],
)
def test_a_table_in_a_file_is_that_of_the_library(cells: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    rows = [dict(zip(COLUMNS, one, strict=True)) for one in (("first", "in 20m"), cells)]
    show_table(rows, COLUMNS)
    shown = capsys.readouterr().out
    table = Table("name", "next poll", box=None, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for row in rows:
        table.add_row(*(Text(row[name]) for name in COLUMNS))
    Console(width=160).print(table)
    assert shown == capsys.readouterr().out


def _on_a_terminal(rows: list[dict[str, str]], columns: tuple[str, ...], width: int) -> list[str]:
    to = io.StringIO()
    console = Console(file=to, width=width, force_terminal=True)
    with patch("monitor.cli.output.console", lambda: console), redirect_stdout(to):
        show_table(rows, columns)
    return [line.rstrip() for line in without_colour(to.getvalue()).splitlines()]


ALERT = {
    "id": "212",
    "created": "2026-11-30 15:52:27",
    "severity": "critical",
    "kind": "follow_up",
    "rule": "turkish-casualties",
    "headline": "Turkish soldier killed in shelling of post in Idlib, ministry says",
    "source": "theguardian-com",
    "told": "desk sent, newsroom held (at most 5 messages in 90 s by its `cap`)",
    "acknowledged_by": "-",
}


def test_a_table_that_would_break_words_is_shown_one_below_another() -> None:
    shown = _on_a_terminal([ALERT], tuple(ALERT), 80)
    assert shown == [
        "id   created              severity  kind       rule",
        "212  2026-11-30 15:52:27  critical  follow_up  turkish-casualties",
        "    headline: Turkish soldier killed in shelling of post in Idlib, ministry says",
        "    source: theguardian-com",
        "    told: desk sent, newsroom held (at most 5 messages in 90 s by its `cap`)",
    ]


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_no_word_is_broken_or_lost_on_a_terminal_of_any_width(width: int) -> None:
    shown = _on_a_terminal([ALERT], tuple(ALERT), width)
    assert all(cell_len(line) <= width for line in shown)
    for value in ALERT.values():
        assert set(value.split()) <= {"-", *" ".join(shown).split()}, value


def test_what_a_row_is_called_by_begins_it_however_long_it_is() -> None:
    row = {"id": "turkish-intelligence-in-idlib", "name": "Turkish intelligence " * 4, "used_by": "a-rule-of-mine " * 9}
    assert _on_a_terminal([row], tuple(row), 50)[1] == row["id"]
