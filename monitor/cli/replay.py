"""monitor replay"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.core.errors import MonitorError

if TYPE_CHECKING:
    from monitor.replay import BadLine, Line


def replay(
    files: Annotated[list[Path], typer.Argument(help="JSON lines, plain or .gz; - is standard input.")],
    rules: Annotated[Path | None, typer.Option("--rules", help="Another rules folder.")] = None,
    seeds: Annotated[Path | None, typer.Option("--seeds", help="Another seeds folder.")] = None,
    config: ConfigOption = CONFIG,
    sort: Annotated[bool, typer.Option("--sort", help="Order by date first (reads everything into memory).")] = False,
    stats: Annotated[bool, typer.Option("--stats", help="A table of counts at the end, to standard error.")] = False,
) -> None:
    """Run articles through match, judge and decide in virtual time, on a throw-away store; prints one JSON line each.

    Example: monitor replay march.jsonl.gz --rules rules --stats > decisions.jsonl
    """
    import json
    import tempfile

    from monitor import logs
    from monitor.app import policy_of
    from monitor.config import config_or_default
    from monitor.replay import Replay
    from monitor.rulebook import load_rules, load_seeds
    from monitor.store.schema import open_store

    logs.configure()
    loaded = config_or_default(config, required=config != CONFIG)
    ruleset = load_rules(rules or loaded.rules_folder)
    seed_values = load_seeds(seeds or loaded.seeds_folder, ruleset)
    with tempfile.TemporaryDirectory(prefix="monitor-replay-") as folder:
        database = open_store(f"sqlite:///{folder}/replay.sqlite", synchronous="OFF")
        running = Replay(database, ruleset, seed_values, policy_of(loaded))
        lines: Iterable[Line | BadLine] = _lines(files)
        if sort:
            lines = sorted(lines, key=_date)
        for answer in running.run(_with_progress(lines)):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        database.close()
    if stats:
        _print_stats(running.counts)
    if running.counts["bad lines"]:
        raise typer.Exit(1)


def _lines(files: list[Path]) -> Iterator[Line | BadLine]:
    from monitor.replay import read_line

    for path in files:
        try:
            with _open(path) as stream:
                for number, text in enumerate(stream, 1):
                    if text.strip():
                        yield read_line(text, f"{path}:{number}")
        except (OSError, UnicodeDecodeError, EOFError) as error:
            raise MonitorError(f"{path}: cannot read it: {getattr(error, 'strerror', None) or error}") from None


def _open(path: Path) -> Any:
    if str(path) == "-":
        return sys.stdin
    if path.suffix == ".gz":
        import gzip

        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _date(line: Line | BadLine) -> float:
    from monitor.replay import EPOCH, Line

    time = line.time if isinstance(line, Line) else None
    return (time or EPOCH).timestamp()


def _with_progress(lines: Iterable[Line | BadLine]) -> Iterator[Line | BadLine]:
    """A count on the terminal, if there is one and the answers go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("replay", total=None)
        for line in lines:
            yield line
            progress.advance(task)


def _print_stats(counts: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in sorted(counts.items()):
        table.add_row(name, f"{count:,}")
    Console(stderr=True).print(table)
