"""Tables that go into a file look as the library makes them, which takes long for thousands of rows."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.cli.output import show_table

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
