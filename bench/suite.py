"""What a suite is to the command line: a name, a line about it, its options, and what it runs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """``--name``; a list as ``default`` takes several values. ``quick`` is the value of a quick run, if another."""

    name: str
    default: Any
    about: str
    quick: Any = None
    kind: Callable[[str], Any] | None = None
    """From the text to the value; without it, by the type of ``default``."""

    def add_to(self, parser: argparse.ArgumentParser, *, quick: bool) -> None:
        default = self.quick if quick and self.quick is not None else self.default
        kind = self.kind or (str if isinstance(self.default, list) else type(self.default))
        more: dict[str, Any] = {"nargs": "*"} if isinstance(self.default, list) else {}
        parser.add_argument(f"--{self.name}", default=default, type=kind, help=f"{self.about} ({default})", **more)


@dataclass(frozen=True, slots=True)
class Suite:
    """``run`` gets the options and an empty folder, and returns a dataclass; what its ``problems`` or ``differences``
    list makes the suite fail."""

    name: str
    about: str
    run: Callable[[argparse.Namespace, Path], object]
    options: tuple[Option, ...] = ()


SEED = Option("seed", 1, "another one makes other cases")
