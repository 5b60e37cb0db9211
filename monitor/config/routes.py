"""Which alerts go to whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from monitor.config.fields import LanguageTags, Names, Strict
from monitor.core.alerts.inhibit import Inhibition
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route
from monitor.core.durations import Duration, Limit
from monitor.core.types import Severity
from monitor.core.untrusted import language_code, source_name


class RouteMatch(Strict):
    """What a route takes; what is not given matches everything."""

    severity_at_least: Severity = Severity.LOW
    rule: Names = ()
    tag: Names = ()
    entity: Names = ()
    language: LanguageTags = ()
    source: Names = ()

    @property
    def matchers(self) -> Matchers:
        """What it takes, as the policy asks it."""
        return Matchers(
            at_least=self.severity_at_least,
            rules=frozenset(self.rule),
            tags=frozenset(self.tag),
            entities=frozenset(self.entity),
            languages=frozenset(map(language_code, self.language)),
            sources=frozenset(map(source_name, self.source)),
        )


class EscalateConfig(Strict):
    """escalate: - {after: 15m, to: phone}"""

    after: Duration
    to: Annotated[Names, Field(min_length=1)]


class RouteConfig(Strict):
    to: Annotated[Names, Field(min_length=1)]
    when: RouteMatch = RouteMatch()
    then: Literal["stop", "go on"] = "stop"
    escalate: tuple[EscalateConfig, ...] = ()

    @property
    def route(self) -> Route:
        steps = tuple((step.after, step.to) for step in self.escalate)
        return Route(self.to, self.when.matchers, on_to_next=self.then == "go on", escalate=steps)


class InhibitConfig(Strict):
    """inhibit: - {when: {rule: province}, hold: {rule: [town-a, town-b]}, for: 2h, same: story}"""

    when: RouteMatch
    hold: RouteMatch
    for_: Limit = Field(alias="for")
    same: Literal["story", "any"] = "any"

    @property
    def inhibition(self) -> Inhibition:
        return Inhibition(self.when.matchers, self.hold.matchers, self.for_, self.same == "story")
