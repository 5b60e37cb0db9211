"""Lists for people (tables) and for programs (JSON)."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console


_LONGEST = {"headline": 160, "title": 160}
"""Characters that a table shows of what a feed writes: one headline of a thousand would be all that one sees."""
_WORD = 20
"""Columns of a word that may not be broken: longer ones, as addresses and keys of files, are broken anyway."""
_NAME = 80
"""Columns of what a row is called by that may not be broken."""
_BESIDE = 20
"""Columns of what stands on the first line of a row that is shown on several, as times and names do."""


def show(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, as_json: bool, empty: str) -> None:
    """``rows`` as a JSON array with all their keys, or as a table with ``columns``."""
    if as_json:
        say_json(list(rows), indent=1)
        return
    if not rows:
        sys.stdout.write(f"{empty}\n")
        return
    show_table(rows, columns)


def show_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """``rows`` for a person, with ``columns``."""
    cells = [[_cell(row.get(column), _LONGEST.get(column)) for column in columns] for row in rows]
    heads = [column.replace("_", " ") for column in columns]
    to = console()
    if not to.is_terminal and (lines := _unfolded([heads, *cells], to.width)):
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return
    widths = _folded_widths([heads, *cells], to.width)
    if widths is not None:
        _show_folded(heads, cells, widths, to)
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _one_below_another(heads, cells, to.width)))


def _unfolded(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The lines of a table, none if a cell would have to be folded. The library takes a millisecond for each row."""
    from rich.cells import cell_len

    if any("\n" in cell or "\t" in cell for row in rows for cell in row):
        return []
    sizes = [[cell_len(cell) for cell in row] for row in rows]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return []
    return [
        "  ".join(cell + " " * (most - size) for cell, size, most in zip(row, known, widths, strict=True))
        for row, known in zip(rows, sizes, strict=True)
    ]


def _folded_widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Of each column, as wide as it is or as all that are folded; None if one could not hold its longest word."""
    from rich.cells import cell_len

    sizes, words = list[int](), list[int]()
    for column in zip(*rows, strict=True):
        longest = _WORD if sizes else _NAME  # by what stands first, commands ask for the row
        sizes.append(max(map(cell_len, column)))
        words.append(max(min(cell_len(word), longest) for cell in column for word in (cell.split() or [""])))
    room = width - 2 * (len(sizes) - 1)
    for most in range(room, 0, -1):
        widths = [max(word, min(size, most)) for word, size in zip(words, sizes, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _one_below_another(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The lines of a list where a table would break words: of each row what it is called by and what is short on one
    line, the rest below it."""
    from rich.cells import cell_len
    from rich.text import Text

    sizes = [max(map(cell_len, column)) for column in zip(heads, *rows, strict=True)]
    beside, used = list[int](), 0
    for index, size in enumerate(sizes):
        if index == 0 or (size <= _BESIDE and used + size <= width):
            beside.append(index)
            used += size + 2

    def line(row: Sequence[str]) -> str:
        return "  ".join(row[at] + " " * (sizes[at] - cell_len(row[at])) for at in beside).rstrip()

    to = console()
    yield line(heads)
    for row in rows:
        yield line(row)
        for at, cell in enumerate(row):
            if at not in beside and cell not in ("", "-"):
                for part in Text(f"{heads[at]}: {cell}").wrap(to, width - 4, overflow="fold"):
                    yield f"    {part.plain.rstrip()}"


def _show_folded(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], to: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, width in zip(heads, widths, strict=True):
        table.add_column(head, overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    to.print(table)


def say(lines: Iterable[str]) -> None:
    """Each on one line, without what would act on a terminal: it may quote a file, a feed or a server."""
    from monitor.core.message.plain import safe

    for line in lines:
        sys.stdout.write(safe(" ".join(line.splitlines())) + "\n")
    sys.stdout.flush()


def say_json(value: Any, *, indent: int | None = None) -> None:
    """For programs: times as ISO 8601 with their zone; what would act on a terminal, if a person looks, stands there
    escaped."""
    import json

    from monitor.core.message.plain import safe_json

    for_programs().write(safe_json(json.dumps(value, ensure_ascii=False, indent=indent, default=_as_json)) + "\n")


def _as_json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def for_programs() -> TextIO:
    """Standard output for what programs read: UTF-8, whatever the locale says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def console() -> Console:
    """Standard output; where it is no terminal, lines are wide enough to be cut and searched."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 160)


@contextmanager
def counting(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """A count of what is done, on a terminal that does not show the output itself; call what it gives for each one."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)


def _cell(value: Any, longest: int | None = None) -> str:
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    from monitor.core.message.plain import cut, safe

    text = safe(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
    return text if longest is None else cut(text, longest)
