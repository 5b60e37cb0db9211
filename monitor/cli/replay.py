"""monitor replay"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import counting, say_json
from monitor.core.errors import MonitorError

if TYPE_CHECKING:
    from monitor.trial.replay import BadLine, Line

_SHOWN = 8
"""Keys without a meaning that are named."""
UTF8 = "utf-8-sig"
"""Whatever the locale says, and with a byte order mark or without one."""


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
    import tempfile

    from monitor import logs
    from monitor.config import config_or_default
    from monitor.in_force.settings import policy_of
    from monitor.rulebook import load_rules, load_seeds
    from monitor.store.schema import open_store
    from monitor.trial.replay import Line, Replay

    logs.configure()
    if seeds is not None and not seeds.is_dir():
        raise MonitorError(f"{seeds}: no such folder: leave --seeds out, or name one that may be empty")
    loaded = config_or_default(config, required=config != CONFIG)
    ruleset = load_rules(rules or loaded.rules_folder)
    seed_values = load_seeds(seeds or loaded.seeds_folder, ruleset)
    with tempfile.TemporaryDirectory(prefix="monitor-replay-") as folder:
        database = open_store(f"sqlite:///{folder}/replay.sqlite", synchronous="OFF")
        running = Replay(database, ruleset, seed_values, policy_of(loaded))
        unread: dict[str, None] = {}
        lines = _lines(files, unread)
        if sort:
            lines = iter(sorted(lines, key=_date))
        with counting("articles") as one_more:
            for answer in running.run(lines):
                say_json(answer)
                one_more()
        database.close()
    if unread:
        typer.echo(left_out(unread, "replay", Line.model_fields), err=True)
    if stats:
        _print_stats(running.counts)
    if running.counts["bad lines"]:
        raise typer.Exit(1)


def left_out(unread: Iterable[str], command: str, known: Iterable[str]) -> str:
    """Whoever calls the text `body` would else wonder why nothing matched."""
    from monitor.core.message.plain import cut, safe

    names = [cut(" ".join(name.split()), 40) for name in unread]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return safe(
        f"left out, as {command} reads no such keys: {', '.join(names[:_SHOWN])}{more}; it reads {', '.join(known)}"
    )


def _lines(files: list[Path], unread: dict[str, None]) -> Iterator[Line | BadLine]:
    from monitor.trial.replay import read_line

    for path in files:
        with opened(path) as stream:
            for number, text in enumerate(stream, 1):
                if text.strip():
                    yield read_line(text, f"{path}:{number}", unread)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Iterable[str]]:
    """The lines of a file, plain or packed. Raises MonitorError if it cannot be read, now or while it is."""
    import zlib

    try:
        with _stream(path) as stream:
            yield stream
    except (OSError, UnicodeDecodeError, EOFError, zlib.error) as error:
        raise MonitorError(f"{path}: cannot read it: {getattr(error, 'strerror', None) or error}") from None


def _stream(path: Path) -> Any:
    if str(path) == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed")
        if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.encoding != UTF8:
            sys.stdin.reconfigure(encoding=UTF8, errors="strict")
        return contextlib.nullcontext(sys.stdin)
    if path.suffix == ".gz":
        import gzip

        return gzip.open(path, "rt", encoding=UTF8)
    return path.open(encoding=UTF8)


def _date(line: Line | BadLine) -> float:
    from monitor.core.rules.conditions import EPOCH
    from monitor.trial.replay import Line

    time = line.time if isinstance(line, Line) else None
    return (time or EPOCH).timestamp()


def _print_stats(counts: dict[str, int]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in sorted(counts.items()):
        table.add_row(name, f"{count:,}")
    Console(stderr=True).print(table)
