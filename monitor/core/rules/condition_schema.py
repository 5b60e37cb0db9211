"""A condition as it is written: which keys it may have and what each may hold."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, field_validator, model_validator

from monitor.core.durations import Duration
from monitor.core.listed import listed
from monitor.core.rules.regexes import MAX_REGEX, problem_with_regex
from monitor.core.rules.windows import DAYS, hours
from monitor.core.rules.written import (
    Aliases,
    FieldNames,
    Languages,
    ListOrWords,
    Name,
    Strict,
    Text,
    Texts,
    Within,
    conditions,
)
from monitor.core.zones import known_zone

LITERALS = ("entity", "words", "phrase", "regex")
"""Keys that find pieces of text in the fields of the item."""


def _regex(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("expected a regular expression in quotes")
    if wrong := problem_with_regex(value):
        raise ValueError(wrong)
    return value


def _day(value: Any) -> str:
    if value not in DAYS:
        raise ValueError(f"a day is one of {', '.join(DAYS)}")
    return str(value)


Regexes = Annotated[
    tuple[Annotated[str, BeforeValidator(_regex), Field(max_length=MAX_REGEX)], ...],
    BeforeValidator(listed),
    Field(min_length=1),
]
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]


class NearSchema(Strict):
    """near: {within: 12 words | sentence | paragraph, of: [...], ordered: true}"""

    within: Within
    of: Annotated[tuple[ConditionSchema, ...], Field(min_length=2, max_length=6)]
    ordered: StrictBool = False


class AtLeastSchema(Strict):
    """at_least: {n: 2, of: [...]}"""

    n: Annotated[StrictInt, Field(ge=1)]
    of: Annotated[tuple[ConditionSchema, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _enough(self) -> AtLeastSchema:
        if self.n > len(self.of):
            raise ValueError(f"`n: {self.n}` of {len(self.of)} can never hold")
        return self


class _Bounds(Strict):
    """at_least and at_most, one of them or both."""

    at_least: Count | None = None
    at_most: Count | None = None

    @model_validator(mode="after")
    def _bounded(self) -> _Bounds:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs `at_least`, `at_most` or both")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("`at_least` is above `at_most`: no number is both")
        return self


class CountSchema(_Bounds):
    """count: {of: {...}, at_least: 3, at_most: 9, within: item | paragraph | sentence}"""

    of: ConditionSchema
    within: Literal["item", "paragraph", "sentence"] = "item"

    @model_validator(mode="after")
    def _somewhere(self) -> CountSchema:
        if self.within != "item" and not self.at_least:
            raise ValueError(f"`within: {self.within}` needs `at_least`, 1 or more: else what is not there counts too")
        return self


class NumberSchema(_Bounds):
    """number: {of: {...}, at_least: 10, at_most: 100, within: 5 words | sentence | paragraph}"""

    of: ConditionSchema
    within: Within


class DuringSchema(Strict):
    """during: {hours: "22:00-06:00", days: [sat, sun], zone: Europe/London}"""

    hours: str | None = None
    days: Annotated[
        tuple[Annotated[str, BeforeValidator(_day)], ...] | None, BeforeValidator(listed), Field(min_length=1)
    ] = None
    zone: str = "UTC"

    @field_validator("hours")
    @classmethod
    def _clock(cls, value: str | None) -> str | None:
        if value is not None and hours(value) is None:
            raise ValueError('expected two different times of day in quotes, such as "22:00-06:00"')
        return value

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_zone(value)

    @model_validator(mode="after")
    def _says_when(self) -> DuringSchema:
        if self.hours is None and self.days is None:
            raise ValueError("needs `hours`, `days` or both")
        return self


class ConditionSchema(Strict):
    """Several keys in one condition must all hold."""

    entity: Texts | None = None
    parts: StrictBool = False
    words: ListOrWords | None = None
    phrase: Aliases | None = None
    regex: Regexes | None = None
    in_: FieldNames | None = Field(None, alias="in")
    all: Annotated[tuple[ConditionSchema, ...], BeforeValidator(conditions), Field(min_length=1)] | None = None
    any: Annotated[tuple[ConditionSchema, ...], BeforeValidator(conditions), Field(min_length=1)] | None = None
    not_: Annotated[tuple[ConditionSchema, ...], BeforeValidator(conditions), Field(min_length=1)] | None = Field(
        None, alias="not"
    )
    at_least: AtLeastSchema | None = None
    near: NearSchema | None = None
    count: CountSchema | None = None
    number: NumberSchema | None = None
    source: Texts | None = None
    language: Languages | None = None
    genre: Annotated[tuple[Literal["comment", "live"], ...], BeforeValidator(listed), Field(min_length=1)] | None = None
    tag: Texts | None = None
    url: Texts | None = None
    newer_than: Duration | None = None
    during: DuringSchema | None = None
    rule: Annotated[tuple[Name, ...], BeforeValidator(listed), Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> ConditionSchema:
        given = self.model_fields_set
        if not given - {"in_", "parts"}:
            known = ", ".join(field.alias or name for name, field in ConditionSchema.model_fields.items()
                              if name not in ("in_", "parts"))  # fmt: skip
            raise ValueError(f"a condition needs at least one of: {known}")
        if "parts" in given and self.entity is None:
            raise ValueError("`parts` goes with `entity`")
        if self.in_ is not None and not given & set(LITERALS):
            raise ValueError("`in` goes with `entity`, `words`, `phrase` or `regex` of the same condition")
        return self


__all__ = ["ConditionSchema", "CountSchema", "DuringSchema", "NearSchema", "NumberSchema", "Text"]
for _model in (NearSchema, AtLeastSchema, CountSchema, NumberSchema, ConditionSchema):
    _model.model_rebuild()
