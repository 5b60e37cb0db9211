"""README.md and docs/bench.md from stored results, so that no figure is written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.folders import ROOT
from bench.stored import Result, results
from bench.suites import MODULES
from bench.table.marks import MET, NOT_RUN, SHORT, Row, rows
from bench.table.newcomer import sentences
from bench.table.pictures import PICTURES, shown
from bench.table.targets import HELD_BY_TESTS, SUBJECTS
from bench.table.weights import weights

BEGIN, END = "<!-- made by `python -m bench table` -->", "<!-- end of what it made -->"
README, PAGE = ROOT / "README.md", ROOT / "docs" / "bench.md"


def write() -> str:
    """Both pages anew; how many targets are met, short, not run."""
    stored = results()
    for path, text in ((README, readme(stored)), (PAGE, page(stored))):
        path.write_text(between(path, text), encoding="utf-8")
    return tally(rows(stored))


def between(path: Path, text: str) -> str:
    """The page with ``text`` in place of what was made before."""
    head, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise SystemExit(f"{path}: no lines {BEGIN} and {END} - put them where the figures belong")
    return f"{head}{BEGIN}\n{text}\n{END}{tail}"


def readme(stored: Mapping[str, Result]) -> str:
    lines = ["| | figure | command |", "|---|---|---|"]
    lines += [f"| {one.question} | {said} | `python -m bench {one.suite}` |" for one, said in sentences(stored)]
    where = sorted({f"{one['run']['machine']}, Python {one['run']['python']}" for one in stored.values()})
    lines += [
        "",
        f"Measured on {'; '.join(where)}. {tally(rows(stored))} Each with its figure: [docs/bench.md](docs/bench.md).",
    ]
    lines += shown("matching", README)
    return "\n".join(lines)


def tally(found: list[Row]) -> str:
    marks = Counter(row.mark for row in found)
    return f"Of {len(found)} targets {marks[MET]} are met, {marks[SHORT]} fall short, {marks[NOT_RUN]} were not run."


def page(stored: Mapping[str, Result]) -> str:
    found = rows(stored)
    lines = [tally(found)]
    for subject in SUBJECTS:
        lines += ["", f"### {subject}", "", *_table(row for row in found if row.subject == subject)]
        for picture in PICTURES:
            lines += shown(picture.name, PAGE) if picture.subject == subject else []
    lines += ["", "### Without a target", "", "| | figure | suite |", "|---|---|---|"]
    without = MODULES.keys() - {row.suite for row in found}
    lines += [f"| {one.question} | {said} | `{one.suite}` |" for one, said in sentences(stored) if one.suite in without]
    lines += weights(stored)
    lines += ["", "### Held by tests", "", "| | tests |", "|---|---|"]
    lines += [f"| {what} | {', '.join(f'`{one}`' for one in tests)} |" for what, tests in HELD_BY_TESTS.items()]
    lines += ["", "### Runs", "", "| suite | when | commit | load | machine | options |", "|---|---|---|---|---|---|"]
    lines += [_run(stored[name]) if name in stored else f"| `{name}` | not run | | | | |" for name in MODULES]
    return "\n".join(lines)


def _table(found: Iterator[Row]) -> Iterator[str]:
    yield "| target | wanted | measured | beside | | why | suite |"
    yield "|---|---|---|---|---|---|---|"
    for row in found:
        mark = row.mark if row.mark == MET else f"**{row.mark}**"
        suite = f"`{row.suite}`" if row.suite else ""
        yield f"| {row.what} | {row.wanted} | {row.measured} | {row.beside} | {mark} | {row.why} | {suite} |"


def _run(one: Result) -> str:
    run = one["run"]
    options = " ".join(f"{name} {value}" for name, value in one.get("options", {}).items() if value)
    machine = f"{run['machine']}, Python {run['python']}"
    return f"| `{one['suite']}` | {run['at'][:10]} | {run['commit']} | {run.get('load', '')} | {machine} | {options} |"
