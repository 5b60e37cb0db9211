"""A good workspace into which something bad is written, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from monitor.core.errors import InputError
from monitor.in_force.load import load_files

CONFIG = """\
receivers:
  console: {type: console}
routes:
  - to: console
store:
  url: sqlite:///monitor.sqlite
web:
  enabled: false
feeds:
  - name: a
    url: http://127.0.0.1:9/feed
"""
SEED = """\
---
title: A seed
url: https://a.example/1
published: 2019-08-21
entities: [idlib]
---
The text of a known article.
"""
URL, CONSOLE, FEED = "sqlite:///monitor.sqlite", "{type: console}", "http://127.0.0.1:9/feed"
ARTICLE = "A headline\n\nIdlib is in this text of a known article.\n"


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def problems() -> list[str]:
    """What `check` says about the current folder."""
    try:
        load_files(Path("config.yaml"))
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []
