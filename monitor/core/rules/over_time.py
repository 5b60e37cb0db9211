"""What a rule asks over time and over several items: checked here, and kept with the rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictInt, Tag, model_validator

from monitor.core.durations import Limit
from monitor.core.rules.condition_schema import ConditionSchema
from monitor.core.rules.conditions import Condition
from monitor.core.rules.written import Strict
from monitor.core.types import Severity

Sources = Annotated[StrictInt, Field(ge=2, le=100)]
Several = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
GroupBy = Literal["story", "entity", "source", "rule"]


class ConfirmSchema(Strict):
    """confirm: {sources: 3, independent_by: owner, within: 6h, alert: now}"""

    sources: Sources
    within: Limit
    independent_by: Literal["owner", "domain", "feed"] = "owner"
    alert: Literal["now", "wait"] = "now"


class SpikeSchema(Strict):
    """spike: {at_least: 5, within: 1h, times: 3, over: 1d}"""

    at_least: Several
    within: Limit
    times: Annotated[float, Field(strict=True, gt=1, le=1_000)]
    over: Limit

    @model_validator(mode="after")
    def _longer(self) -> SpikeSchema:
        if self.over <= self.within:
            raise ValueError("`over` is the past to compare with: make it longer than `within`")
        return self


def _ever(value: Any) -> Any:
    return {} if value is True else value


class FirstMentionSchema(Strict):
    """first_mention: true (ever), or {after: 30d} (in so long a time)"""

    after: Limit | None = None


class QuietSchema(Strict):
    """quiet: {for: 3d}"""

    for_: Limit = Field(alias="for")


class SeveralSources(Strict):
    """{sources: 3, within: 3h}"""

    sources: Sources
    within: Limit


def _reason(value: Any) -> str:
    return "sources" if isinstance(value, dict) and "sources" in value else "condition"


class RaiseSchema(Strict):
    """raise: - {to: high, if: {words: casualties}}   or   - {to: high, if: {sources: 3, within: 3h}}"""

    to: Severity
    if_: Annotated[
        Annotated[SeveralSources, Tag("sources")] | Annotated[ConditionSchema, Tag("condition")],
        Discriminator(_reason),
    ] = Field(alias="if")


FirstMention = Annotated[FirstMentionSchema, BeforeValidator(_ever)]


@dataclass(frozen=True, slots=True)
class Raise:
    """The severity rises to ``to`` where ``when`` holds, or when so many sources tell of it."""

    to: Severity
    when: Condition | SeveralSources


@dataclass(frozen=True, slots=True)
class Rated:
    """How much a match matters, and by which step of `raise`, for a person; ``why`` is empty if by none."""

    severity: Severity
    why: str = ""


@dataclass(frozen=True, slots=True)
class OverTime:
    """As the rule has it; None where it says nothing."""

    confirm: ConfirmSchema | None = None
    spike: SpikeSchema | None = None
    first_mention: FirstMentionSchema | None = None
    quiet: QuietSchema | None = None
    raises: tuple[Raise, ...] = field(default=())
    repeat_after: timedelta | None = None
    group_by: GroupBy = "story"
