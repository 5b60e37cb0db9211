"""`python -m bench` lists the suites; `python -m bench SUITE` runs one, `all` every one of them.

--keep stores what a suite found with machine, versions and commit; --quick takes small counts. `table` writes the
figures of README.md and docs/bench.md from what is stored, `plots` the pictures.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import stored, table
from bench.folders import IMAGES, ROOT
from bench.suite import Suite
from bench.suites import MODULES, suite
from monitor import logs


def main() -> int:
    """0 if nothing wrong was found."""
    words = sys.argv[1:]
    if not words:
        return _list()
    if words[0] in MODULES:
        return _one(words[0], words[1:])
    if words[0] in _COMMANDS:
        return _COMMANDS[words[0]](words[1:])
    if words[0] in ("-h", "--help"):
        print(__doc__)
        return _list()
    known = ", ".join((*MODULES, *_COMMANDS))
    print(f"bench: no suite {words[0]!r} - there are {known}", file=sys.stderr)
    return 2


def _list() -> int:
    for name in MODULES:
        print(f"{name:<14} {suite(name).about}")
    print(f"\n{'all':<14} every suite in turn, each in a process of its own [--quick] or [--keep]")
    print(f"{'table':<14} README.md and docs/bench.md anew from what is stored")
    print(f"{'plots':<14} the pictures in docs/images anew from what is stored")
    return 0


def _one(name: str, words: Sequence[str]) -> int:
    chosen, options = options_of(name, words)
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as folder:
        report = chosen.run(options, Path(folder))
    values = vars(report)
    print(stored.as_json(values))
    if options.keep:
        stored.keep(name, _told(chosen, options), values)
        _plots([])
        table.write()
    return 1 if values.get("differences") or values.get("problems") else 0


def _told(chosen: Suite, options: argparse.Namespace) -> dict[str, object]:
    """What of the options is stored beside the figures: of folders and files their last names, and none of those that
    every clone has."""
    given = [(option, getattr(options, option.name.replace("-", "_"))) for option in chosen.options]
    return {
        option.name: value.name if isinstance(value, Path) else value
        for option, value in given
        if not (isinstance(value, Path) and value == option.default)
    }


def options_of(name: str, words: Sequence[str]) -> tuple[Suite, argparse.Namespace]:
    """The suite, and what it is asked for. Ends the program with a line if the words make no sense."""
    chosen = suite(name)
    parser = _parser(name, chosen.about)
    for option in chosen.options:
        option.add_to(parser, quick="--quick" in words)
    return chosen, _read(parser, words)


def _parser(name: str, about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m bench {name}", description=about)
    parser.add_argument("--quick", action="store_true", help="small counts")
    parser.add_argument("--keep", action="store_true", help="store what is found in bench/results")
    return parser


def _read(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    options = parser.parse_args(words)
    if options.quick and options.keep:
        parser.error("--quick is for a look, --keep for what is told: take one of them")
    return options


def _all(words: Sequence[str]) -> int:
    """A suite that fails stops none of the others."""
    _read(_parser("all", "every suite in turn, each in a process of its own"), words)
    ended = {}
    for name in MODULES:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", "bench", name, *words], cwd=ROOT, check=False).returncode
        ended[name] = f"{'good' if code == 0 else f'FAILED ({code})':<12} {time.monotonic() - began:6.0f} s"
    print("\n".join(("==", *(f"{name:<14} {how}" for name, how in ended.items()))))
    return int(any("FAILED" in how for how in ended.values()))


def _table(words: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="python -m bench table", description=table.__doc__).parse_args(words)
    print(table.write())
    return 0


def _plots(words: Sequence[str]) -> int:
    from bench.plots import draw  # matplotlib takes a while, and is asked for here only

    argparse.ArgumentParser(prog="python -m bench plots", description="pictures from what is stored").parse_args(words)
    for path in draw(stored.results(), IMAGES):
        print(path.relative_to(ROOT))
    return 0


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {"all": _all, "table": _table, "plots": _plots}


if __name__ == "__main__":
    sys.exit(main())
