"""The folder of a daemon that a suite runs: its rules and its config."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Receivers = Mapping[str, Mapping[str, Any]]


def workspace(
    folder: Path,
    feeds: Mapping[str, str],
    rules: str | Mapping[str, str],
    receivers: Receivers,
    *,
    interval: str = "1s",
    **polling: object,
) -> Path:
    """Write it; the config's path. ``feeds`` maps names to addresses of this machine, ``rules`` files to texts if they
    are several; each of ``receivers`` is told of all. ``interval`` is that of each feed; empty: as each finds it.
    ``polling`` are further settings of that name."""
    (folder / "rules").mkdir(parents=True)
    for name, text in ({"rules.yaml": rules} if isinstance(rules, str) else rules).items():
        (folder / "rules" / name).write_text(text, encoding="utf-8")
    paced = {"interval": interval} if interval else {}
    values: dict[str, object] = {
        "feeds": [{"name": name, "url": url, **paced} for name, url in feeds.items()],
        "store": {"url": "sqlite:///monitor.sqlite"},
        "polling": {"first_poll_within": "1s", "allow_networks": "127.0.0.1", "host_gap": "0s", **polling},
        "web": {"enabled": False},
    }
    if receivers:
        values |= {"receivers": receivers, "routes": [{"to": list(receivers)}]}
    path = folder / "config.yaml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
