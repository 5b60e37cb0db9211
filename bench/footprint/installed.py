"""What a base install brings, without the extras: each package that is asked for, and those that these ask for."""

from __future__ import annotations

from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bench.folders import ROOT

_OURS = ("monitor", "rules", "seeds")
"""Folders of the wheel; the editable install of a clone has no files of its own."""


def installed() -> dict[str, float]:
    """Package -> MB on the disk, compiled files included."""
    waiting: list[tuple[str, frozenset[str]]] = [("monitor", frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    found: dict[str, float] = {}
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        one = distribution(name)
        found[name] = _ours() if name == "monitor" else _size(one)
        for line in one.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return found


def _size(one: Distribution) -> float:
    paths = (Path(str(file.locate())) for file in one.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def _ours() -> float:
    files = (path for folder in _OURS for path in (ROOT / folder).rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files) / 1e6
