"""The folder of a daemon under measurement: config, rules, receivers."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SECRET = "loopback"
RULES = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
rules:
  morek: {title: Morek is mentioned, severity: low, when: {entity: morek}, tests: [{text: Morek, expect: match}]}
"""
Receivers = Mapping[str, Mapping[str, Any]]


def webhook(port: int, **wishes: Any) -> dict[str, Any]:
    """A receiver without a cap, unless ``wishes`` say otherwise."""
    return {"type": "webhook", "url": f"http://127.0.0.1:{port}/", "secret": SECRET, "cap": "off", **wishes}


def letters(port: int) -> dict[str, Any]:
    addresses = {"from": "monitor@example.org", "to": "desk@example.org"}
    return {"type": "email", "host": "127.0.0.1", "port": port, "security": "none", "cap": "off", **addresses}


def free_port() -> int:
    """Where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def furnish(folder: Path, feeds: Iterable[str], receivers: Receivers, rules: str = RULES) -> Path:
    """Write config and rules; the config's path. Each of ``feeds`` is an address."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    values = {
        "feeds": [{"name": f"feed-{number}", "url": url, "interval": "1s"} for number, url in enumerate(feeds)],
        "receivers": receivers,
        "routes": [{"to": list(receivers)}],
        "store": {"url": "sqlite:///monitor.sqlite"},
        "polling": {"first_poll_within": "1s", "allow_networks": "127.0.0.1", "host_gap": "0s"},
        "web": {"enabled": False},
    }
    path = folder / "config.yaml"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
