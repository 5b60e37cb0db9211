"""Which alerts are meant: by a route, a silence, or an alert that holds others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.core.alerts.types import Alert
from monitor.core.types import Severity


@dataclass(frozen=True, slots=True)
class Matchers:
    """Which alerts: every one that is given must hold; of several values in one, any. ``at_most`` leaves graver alerts
    alone."""

    rules: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    stories: frozenset[int] = frozenset()
    at_least: Severity | None = None
    at_most: Severity | None = None

    @property
    def are_given(self) -> bool:
        """Whether any narrows, beside the severity: a silence of everything would hide the monitor's death."""
        return bool(self.rules or self._of_items)

    @property
    def _of_items(self) -> bool:
        """Whether any asks for more than rule and severity."""
        return bool(self.tags or self.entities or self.languages or self.sources or self.stories)

    @property
    def text(self) -> str:
        """``rule a or b, story 12, severity at most medium``"""
        return self.in_words({})

    def in_words(self, called: Mapping[str, Mapping[object, str]]) -> str:
        """As ``text``, with what is ``called`` otherwise: kind (``rule``, ``story`` ...) -> name or number -> words."""
        sets = (("rule", self.rules), ("tag", self.tags), ("entity", self.entities), ("language", self.languages),
                ("source", self.sources), ("story", self.stories))  # fmt: skip
        said = [
            f"{kind} {' or '.join(called.get(kind, {}).get(one, str(one)) for one in sorted(some))}"
            for kind, some in sets
            if some
        ]
        bounds = (("least", self.at_least), ("most", self.at_most))
        return ", ".join([*said, *(f"severity at {bound} {severity}" for bound, severity in bounds if severity)])

    def hold_for(self, alert: Alert) -> bool:
        return (
            self.may_hold_for(alert.rule, alert.severity)
            and (not self.tags or not self.tags.isdisjoint(alert.tags))
            and (not self.entities or not self.entities.isdisjoint(alert.entities))
            and (not self.languages or alert.language in self.languages)
            and (not self.sources or not self.sources.isdisjoint(alert.sources))
            and (not self.stories or alert.story in self.stories)
        )

    def may_hold_for(self, rule: str, severity: Severity) -> bool:
        """Whether they hold for an alert of the rule if its item is such."""
        return (
            (not self.rules or rule in self.rules)
            and (self.at_least is None or severity.rank >= self.at_least.rank)
            and (self.at_most is None or severity.rank <= self.at_most.rank)
        )

    def always_hold_for(self, rule: str, severity: Severity) -> bool:
        """Whether they hold for every alert of the rule, whatever the item."""
        return not self._of_items and self.may_hold_for(rule, severity)
