"""Results that were kept: ``bench/results/SUITE.json``, with options, machine, versions and commit."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.folders import RESULTS, ROOT

_PACKAGES = (
    *("aiohttp", "feedparser", "sqlmodel", "sqlalchemy", "ahocorasick-rs", "apprise", "trafilatura"),
    *("datasketch", "rensa", "tantivy"),
)
Result = Mapping[str, Any]
"""``suite``, ``options``, ``report``, ``run``."""


def as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def keep(suite: str, options: Mapping[str, Any], report: object, folder: Path = RESULTS) -> None:
    folder.mkdir(exist_ok=True)
    result = {"suite": suite, "options": options, "report": report, "run": _run()}
    (folder / f"{suite}.json").write_text(as_json(result) + "\n", encoding="utf-8")


def results(folder: Path = RESULTS) -> dict[str, Result]:
    """By suite."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return {one["suite"]: one for one in found}


def _run() -> dict[str, Any]:
    """Where and with what: without it a figure means nothing."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
        "versions": dict(_versions()),
    }


def _versions() -> list[tuple[str, str]]:
    found = []
    for name in _PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:  # a peer that is not there is not measured either
            continue
    return found
