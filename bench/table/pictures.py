"""Which pictures there are, of which suite, and what they say to who does not see them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bench.folders import IMAGES


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    subject: str
    suite: str
    says: str


PICTURES = (
    Picture("matching", "Rules", "matching", "CPU time of a text against 100 to 40,000 rules, beside other ways"),
    Picture("judging", "Stories", "judging", "Share of repeats that are silent, by the share of news that alerts"),
    Picture("polling-growth", "Sources", "polling-growth", "CPU of a poll that brings nothing new, as feeds grow"),
    Picture("time-to-alert", "Alerts", "latency", "Seconds from an item in the feed to the webhook, by items a second"),
)


def shown(name: str, page: Path) -> list[str]:
    """As Markdown on ``page``, if it was drawn."""
    one = next(one for one in PICTURES if one.name == name)
    path = IMAGES / f"{name}.svg"
    return ["", f"![{one.says}]({Path(os.path.relpath(path, page.parent)).as_posix()})"] if path.exists() else []
