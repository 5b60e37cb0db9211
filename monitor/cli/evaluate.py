"""monitor evaluate"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import CONFIG, NUMBER, ConfigOption, JsonOption, whole
from monitor.cli.output import say_json
from monitor.core.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.file import DedupConfig
    from monitor.intake import Policy
    from monitor.trial.evaluate import Evaluated, Pair, StreamLine


def evaluate(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Labelled pairs or streams: JSON lines, plain or .gz.")
    ] = None,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="Also what people corrected in the store, as labels.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the corrections to this file, as labelled JSON lines.")
    ] = None,
    worst: Annotated[
        int, typer.Option("--worst", parser=whole(0), metavar=NUMBER, help="How many mistakes to show of each file.")
    ] = 10,
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Run labelled articles through the judge, and say how often it was right, with the worst mistakes.

    Example: monitor evaluate pairs.jsonl stream.jsonl.gz --worst 20
    """
    import tempfile
    from time import process_time

    from monitor import logs
    from monitor.config import config_or_default
    from monitor.core.message.plain import safe
    from monitor.core.plural import several
    from monitor.rulebook import load_rules
    from monitor.trial.evaluate import Evaluation, apart, as_values

    logs.configure()
    loaded = config_or_default(config, required=config != CONFIG)
    rules = load_rules(loaded.rules_folder) if loaded.rules_folder.is_dir() else None
    policy = _policy(loaded.file.dedup)
    for name, every in _given(files or [], corrections or export is not None, export, config):
        pairs, told = apart(every)
        with tempfile.TemporaryDirectory(prefix="monitor-evaluate-") as folder:
            evaluation = Evaluation(Path(folder), rules, policy)
            for kind, lines in (("pairs", pairs), ("articles", told)):
                if not lines:
                    continue
                began = process_time()
                outcome = evaluation.pairs(pairs) if kind == "pairs" else evaluation.stream(told)
                cost = (process_time() - began) / len(lines) * 1_000
                if as_json:
                    values = {"file": name, kind: len(lines), "ms_each": round(cost, 2)} | as_values(outcome)
                    say_json(values)
                else:
                    counted = several(len(lines), kind.removesuffix("s"))
                    sys.stdout.write(f"{name}: {counted}, {cost:.1f} ms each\n{_report(outcome, worst)}\n")
                if not outcome.judged and not outcome.stories:
                    sys.stderr.write(f"{safe(name)}: no article has a `label` or a `story`: nothing is compared\n")


def _policy(dedup: DedupConfig) -> Policy:
    """That of the config, but for alerts: nothing is too old, and nobody is told. Raises MonitorError without the model
    that it asks for."""
    from datetime import timedelta

    from monitor.intake import Policy
    from monitor.reference import meaning

    if dedup.semantic and not meaning.is_installed():
        raise MonitorError(f"dedup.semantic needs its model: {meaning.REMEDY}")
    model = meaning.meaning() if dedup.semantic else None
    return Policy((), timedelta(days=36_500), timedelta(0), dedup.thresholds, model)


def _given(
    files: list[Path], corrections: bool, export: Path | None, config: Path
) -> Iterator[tuple[str, list[Pair | StreamLine]]]:
    """What is to be run, by name."""
    from monitor.core.message.plain import safe
    from monitor.files import write_new

    if not files and not corrections:
        raise MonitorError("nothing to evaluate: name a file, or give --corrections")
    for path in files:
        lines = _lines(path)
        if not lines:
            sys.stderr.write(f"{safe(str(path))}: holds no pair and no article\n")
        yield str(path), lines
    if corrections:
        found = _corrections(config)
        if export is not None:
            write_new(export, "".join(f"{one.model_dump_json(exclude_none=True)}\n" for one in found))
        if not found:
            sys.stderr.write(
                "no corrections in the store: `monitor stories` and `monitor items not-duplicate` make some\n"
            )
        yield "corrections", found


def _corrections(config: Path) -> list[Pair | StreamLine]:
    from monitor.cli.store import reading
    from monitor.trial.corrected import labelled

    with reading(config) as tx:
        return labelled(tx)


def _lines(path: Path) -> list[Pair | StreamLine]:
    from monitor.cli.replay import left_out, opened
    from monitor.core.message.plain import safe
    from monitor.trial.evaluate import KEYS, numbered

    unread: dict[str, None] = {}
    try:
        with opened(path) as stream:
            lines = list(numbered(stream, str(path), unread))
    except ValueError as error:
        raise MonitorError(str(error)) from None
    if unread:
        sys.stderr.write(f"{safe(str(path))}: {left_out(unread, 'evaluate', KEYS)}\n")
    return lines


def _report(outcome: Evaluated, worst: int) -> str:
    from monitor.core.message.plain import safe
    from monitor.trial.agreement import PrecisionRecall, best_at
    from monitor.trial.evaluate import ALERTS, LABELS

    present = [label for label in LABELS if outcome.of(label)]
    kinds = sorted({one.verdict.kind for one in outcome.judged}, key=lambda kind: (kind not in ALERTS, kind))
    lines = []
    if present:
        lines.append("label".ljust(44) + "".join(f"{kind:>12}" for kind in kinds))
        for label in present:
            ours = outcome.of(label)
            counts = "".join(f"{sum(one.verdict.kind is kind for one in ours):>12}" for kind in kinds)
            lines.append(f"{label} {LABELS[label]}".ljust(44) + counts)
        lines += [
            f"silence that was right: {outcome.precision}",
            f"told texts that were silent (S, C, E): {outcome.silent('SCE')}",
            f"news that was silent (N, U, D, F): {outcome.silent('NUDF')}",
        ]
        right, repeats = outcome.precision, outcome.silent("SCER")
        if right.all and repeats.all:
            lines.append(f"silence (S, C, E, R): {PrecisionRecall(right.value, repeats.value)}")
    if outcome.of("R"):
        lines.append(f"retold news that was silent (R): {outcome.silent('R')}")
        points = outcome.curve
        best = [point for share in (0.99, 0.97, 0.95, 0.9) if (point := best_at(points, share))]
        lines += [
            f"  nothing_new {min(1.0, point.threshold):.3f} alerts on {point.alerted}, leaves silent {point.silent}"
            for point in dict.fromkeys(best)
        ]
    if outcome.stories:
        lines.append(f"stories, B-cubed: {outcome.stories}")
    for one in outcome.mistakes[:worst]:
        other = f"\n    after: {one.before}" if one.before else ""
        lines.append(f"  {one.label} as {one.verdict.kind}: {one.line.title}{other}\n    {one.verdict.why}")
    return "\n".join(map(safe, "\n".join(lines).splitlines()))
