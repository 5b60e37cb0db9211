"""A part of the suite: what each is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.judging.targets import Target
from monitor.core.rules.ruleset import RuleSet
from monitor.intake import Policy


@dataclass(frozen=True, slots=True)
class Ground:
    """``folder`` is empty and for throw-away stores; ``say`` prints; ``seed`` is that of whatever is drawn by lot."""

    folder: Path
    rules: RuleSet
    policy: Policy
    seed: int
    say: Callable[[str], None]


@dataclass(slots=True)
class Found:
    """``figures`` are kept: counts, shares and ids, never texts."""

    figures: dict[str, Any] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)


Part = Callable[[Ground], Found]
