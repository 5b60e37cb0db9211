"""The files below rules/ as pydantic models: which keys exist and what each may hold."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator

from monitor.core.durations import Duration
from monitor.core.entities.types import Kind
from monitor.core.listed import listed
from monitor.core.rules.condition_schema import ConditionSchema
from monitor.core.rules.over_time import (
    ConfirmSchema,
    FirstMention,
    GroupBy,
    QuietSchema,
    RaiseSchema,
    SpikeSchema,
)
from monitor.core.rules.sample_article import SampleArticleSchema
from monitor.core.rules.stream_schema import StreamTestSchema
from monitor.core.rules.written import Aliases, ListOrWords, Name, Reach, Strict, Text, Texts, WrittenNames
from monitor.core.types import Material, Severity
from monitor.core.untrusted import moment


class GuardSchema(Strict):
    """context: and not_near: {within: sentence, words: [...], entity: ...}"""

    within: Reach
    words: ListOrWords | None = None
    entity: Texts | None = None

    @model_validator(mode="after")
    def _asks(self) -> GuardSchema:
        if self.words is None and self.entity is None:
            raise ValueError("needs `words`, `entity` or both")
        return self


class EntitySchema(Strict):
    """entities: id: {...}"""

    name: Text
    kind: Kind
    names: WrittenNames | None = None
    part_of: Name = ""
    cased: Aliases = ()
    acronyms: Aliases = ()
    short: Aliases = ()
    never: Aliases = ()
    context: GuardSchema | None = None
    not_near: GuardSchema | None = None

    @model_validator(mode="after")
    def _named(self) -> EntitySchema:
        if self.names is None and not self.cased and not self.acronyms:
            raise ValueError("an entity needs `names`, `cased` or `acronyms`: without them nothing finds it")
        return self

    @field_validator("acronyms")
    @classmethod
    def _capitals(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for acronym in value:
            if acronym != acronym.upper():
                raise ValueError(f'"{acronym}" is not in capitals: acronyms are matched letter by letter')
        return value


class ListSchema(Strict):
    """lists: id: {words: [...], never: [...]}"""

    words: Aliases
    never: Aliases = ()


AnyList = Annotated[
    Annotated[Aliases, Tag("words alone")] | Annotated[ListSchema, Tag("words with more")],
    Discriminator(lambda value: "words with more" if isinstance(value, dict | ListSchema) else "words alone"),
]


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and (found := moment(value)):
        return found
    raise ValueError('expected a date and time in quotes, such as "2026-03-01T22:30:00Z"')


class InlineTestSchema(SampleArticleSchema):
    """tests: - {title: ..., text: ..., expect: match | no match, highlight: [...]}"""

    called: ClassVar[str] = "a test"
    age: Duration | None = None
    at: Annotated[datetime | None, BeforeValidator(_moment)] = None
    expect: Literal["match", "no match"]
    highlight: Texts | None = None


def _kind_of_test(value: Any) -> str:
    """No name of a key: errors have it in their path."""
    return "a stream" if isinstance(value, dict) and "stream" in value else "a text"


AnyTest = Annotated[
    Annotated[InlineTestSchema, Tag("a text")] | Annotated[StreamTestSchema, Tag("a stream")],
    Discriminator(_kind_of_test),
]


class RuleSchema(Strict):
    """rules: id: {...}"""

    title: Text
    severity: Severity
    when: ConditionSchema
    on_story: Literal["first", "updates", "every"] = "updates"
    material: Annotated[tuple[Material, ...], BeforeValidator(listed), Field(min_length=1)] | None = None
    group_by: GroupBy | None = None
    confirm: ConfirmSchema | None = None
    spike: SpikeSchema | None = None
    first_mention: FirstMention | None = None
    quiet: QuietSchema | None = None
    raise_: Annotated[tuple[RaiseSchema, ...], Field(min_length=1)] | None = Field(None, alias="raise")
    repeat_after: Duration | None = None
    tags: tuple[str, ...] = ()
    tests: tuple[AnyTest, ...] = ()

    @field_validator("material")
    @classmethod
    def _of_updates(cls, value: object, given: ValidationInfo) -> object:
        asked = given.data.get("on_story", "")
        if value is not None and asked in TELLS:
            told = f"`on_story: {asked}` tells {TELLS[asked]}"
            raise ValueError(f"`material` chooses among updates, and {told}: remove one")
        return value

    @field_validator("spike", "first_mention", "quiet")
    @classmethod
    def _alone(cls, value: object, given: ValidationInfo) -> object:
        """Only one of them would be asked: which, nobody could see from the file."""
        others = [name for name in ONE_OF_THEM if name != given.field_name and given.data.get(name) is not None]
        if value is not None and others:
            raise ValueError(f"`{given.field_name}` beside `{others[0]}`: a rule has one of them, so make two rules")
        return value

    @field_validator("raise_")
    @classmethod
    def _rises(cls, value: tuple[RaiseSchema, ...] | None, given: ValidationInfo) -> tuple[RaiseSchema, ...] | None:
        level: Severity | None = given.data.get("severity")
        for step in value or ():
            if level is not None and step.to.rank <= level.rank:
                raise ValueError(f"`raise` goes up: {step.to} is not above {level}")
            level = step.to
        return value


TELLS = {"first": "none", "every": "each report"}
"""Values of ``on_story`` beside which ``material`` says nothing, each with what it tells of a told story."""
ONE_OF_THEM = ("confirm", "spike", "first_mention", "quiet")
"""Keys of a rule of which it has one at most, in the order of its fields."""


class RuleFileSchema(Strict):
    """One file below rules/."""

    entities: dict[Name, EntitySchema] = Field(default_factory=dict)
    lists: dict[Name, AnyList] = Field(default_factory=dict)
    rules: dict[Name, RuleSchema] = Field(default_factory=dict)
