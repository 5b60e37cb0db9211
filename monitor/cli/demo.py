"""monitor demo"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import NUMBER
from monitor.cli.output import console
from monitor.cli.run import web_pages
from monitor.cli.starter import starter_folder
from monitor.core.errors import InputError, MonitorError

_SLOWEST, _FASTEST = 0.1, 100


def _times(written: str | float) -> float:
    try:
        found = float(written)
    except ValueError:
        found = 0.0
    if not _SLOWEST <= found <= _FASTEST:  # nor one that is no number
        raise typer.BadParameter(f'"{written}": give a number from {_SLOWEST} to {_FASTEST}')
    return found


def demo(
    speed: Annotated[
        float, typer.Option("--speed", parser=_times, metavar=NUMBER, help="Times as fast as two minutes.")
    ] = 1.0,
) -> None:
    """Show the real daemon at work on a made-up day of news, without any network.

    Example: monitor demo --speed 4
    """
    import asyncio
    import tempfile

    from rich.table import Table
    from rich.text import Text

    from monitor import logs
    from monitor.demo.play import play

    logs.configure()
    starter = starter_folder()
    sys.stdout.write(f"Eight feeds on this machine unfold over {120 / speed:.0f} seconds. Alerts appear below.\n")
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder:
        try:
            rows = asyncio.run(play(Path(folder), starter, speed, web_pages))
        except InputError:  # what ships is good
            edited = f"rules/ or seeds/ of {starter} were edited, and the demo tells of those that ship"
            raise MonitorError(f"{edited}: see it in a fresh clone, or where monitor is installed") from None
    if not rows:
        sys.stdout.write("Stopped before the day was over.\n")
        return
    table = Table(title="What was published, and what came of it", box=None, title_justify="left")
    for name in ("at", "feed", "headline", "came out", "why"):
        table.add_column(name, overflow="fold")
    for row in rows:
        mark = row.got if row.as_expected else f"{row.got} (expected {row.expected})"
        table.add_row(f"{row.at:.0f} s", row.feed, Text(row.title), mark, Text(row.why))
    console().print(table)
    if not all(row.as_expected for row in rows):
        raise typer.Exit(1)
