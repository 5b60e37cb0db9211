"""Which alerts go to whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from monitor.config.fields import Names, Strict
from monitor.core.alerts.routes import Route
from monitor.core.given import language_code
from monitor.core.types import Severity


class RouteMatch(Strict):
    """What a route takes; what is not given matches everything."""

    severity_at_least: Severity = Severity.LOW
    rule: Names = ()
    tag: Names = ()
    entity: Names = ()
    language: Names = ()
    source: Names = ()


class RouteConfig(Strict):
    to: Annotated[Names, Field(min_length=1)]
    when: RouteMatch = RouteMatch()
    then: Literal["stop", "go on"] = "stop"

    @property
    def route(self) -> Route:
        when = self.when
        return Route(
            to=self.to,
            severity_at_least=when.severity_at_least,
            rules=frozenset(when.rule),
            tags=frozenset(when.tag),
            entities=frozenset(when.entity),
            languages=frozenset(map(language_code, when.language)),
            sources=frozenset(s.lower() for s in when.source),
            on_to_next=self.then == "go on",
        )
