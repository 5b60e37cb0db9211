"""The folder of a daemon under measurement: config, rules, receivers."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.workspace import Receivers, workspace

SECRET = "loopback"
RULES = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
rules:
  morek: {title: Morek is mentioned, severity: low, when: {entity: morek}, tests: [{text: Morek, expect: match}]}
"""


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
    return workspace(folder, {f"feed-{number}": url for number, url in enumerate(feeds)}, rules, receivers)
