"""The files below rules/ as pydantic models: which keys exist and what each may hold."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    Tag,
    field_validator,
    model_validator,
)

from monitor.core.durations import Duration
from monitor.core.entities.aliases import problem_with
from monitor.core.entities.types import Kind
from monitor.core.types import Severity

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MAX_WITHIN = 50
"""Words that `near` may span."""
_WITHIN = re.compile(r"([0-9]+) words?")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _conditions(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


def _alias(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text, found {value!r}: put it in quotes")
    if wrong := problem_with(value):
        raise ValueError(wrong)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text: put it in quotes")
    if not value.strip():
        raise ValueError("is empty")
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise ValueError("a name is lower-case letters, digits and hyphens")
    return value


Alias = Annotated[str, BeforeValidator(_alias)]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_name)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
Aliases = Annotated[tuple[Alias, ...], BeforeValidator(_listed), Field(min_length=1)]
ListOrWords = Annotated[
    Annotated[Name, Tag("list")] | Annotated[Aliases, Tag("words")],
    Discriminator(lambda value: "list" if isinstance(value, str) else "words"),
]
FieldNames = Annotated[tuple[Literal["title", "lead", "text"], ...], BeforeValidator(_listed), Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class EntitySchema(Strict):
    """entities: id: {...}"""

    name: Text
    kind: Kind
    names: Aliases
    part_of: Name = ""
    acronyms: Aliases = ()
    short: Aliases = ()
    never: Aliases = ()

    @field_validator("acronyms")
    @classmethod
    def _capitals(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for acronym in value:
            if acronym != acronym.upper():
                raise ValueError(f'"{acronym}" is not in capitals: acronyms are matched letter by letter')
        return value


class NearSchema(Strict):
    """near: {within: 12 words | sentence | paragraph, of: [...]}"""

    within: str
    of: Annotated[tuple[ConditionSchema, ...], Field(min_length=2, max_length=6)]

    @field_validator("within")
    @classmethod
    def _unit(cls, value: str) -> str:
        found = _WITHIN.fullmatch(value)
        if value not in ("sentence", "paragraph") and not (found and 0 < int(found[1]) <= MAX_WITHIN):
            raise ValueError(f"expected `sentence`, `paragraph` or `N words` with N up to {MAX_WITHIN}")
        return value


class ConditionSchema(Strict):
    """Several keys in one condition must all hold."""

    entity: Texts | None = None
    parts: StrictBool = False
    words: ListOrWords | None = None
    phrase: Aliases | None = None
    in_: FieldNames | None = Field(None, alias="in")
    all: Annotated[tuple[ConditionSchema, ...], Field(min_length=1)] | None = None
    any: Annotated[tuple[ConditionSchema, ...], Field(min_length=1)] | None = None
    not_: Annotated[tuple[ConditionSchema, ...], BeforeValidator(_conditions), Field(min_length=1)] | None = Field(
        None, alias="not"
    )
    near: NearSchema | None = None
    source: Texts | None = None
    language: Texts | None = None
    tag: Texts | None = None
    newer_than: Duration | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> ConditionSchema:
        given = self.model_fields_set
        if not given - {"in_", "parts"}:
            raise ValueError("a condition needs at least one of: entity, words, phrase, all, any, not, near, source, "
                             "language, tag, newer_than")  # fmt: skip
        if "parts" in given and self.entity is None:
            raise ValueError("`parts` goes with `entity`")
        if self.in_ is not None and not given & {"entity", "words", "phrase"}:
            raise ValueError("`in` goes with `entity`, `words` or `phrase` of the same condition")
        return self

    @field_validator("words", mode="before")
    @classmethod
    def _list_or_words(cls, value: Any) -> Any:
        if isinstance(value, str) and not ID.fullmatch(value):
            raise ValueError(f'`words: {value}` names a list; to give the words themselves write `words: ["{value}"]`')
        return value


class InlineTestSchema(Strict):
    """tests: - {title: ..., text: ..., expect: match | no match, highlight: [...]}"""

    title: str = ""
    text: str = ""
    language: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    age: Duration | None = None
    expect: Literal["match", "no match"]
    highlight: Texts | None = None

    @model_validator(mode="after")
    def _has_text(self) -> InlineTestSchema:
        if not self.title and not self.text:
            raise ValueError("a test needs a title or a text")
        return self


class RuleSchema(Strict):
    """rules: id: {...}"""

    title: Text
    severity: Severity
    when: ConditionSchema
    on_story: Literal["first", "updates", "every"] = "updates"
    tags: tuple[str, ...] = ()
    tests: tuple[InlineTestSchema, ...] = ()


class RuleFileSchema(Strict):
    """One file below rules/."""

    entities: dict[Name, EntitySchema] = {}
    lists: dict[Name, Aliases] = {}
    rules: dict[Name, RuleSchema] = {}


NearSchema.model_rebuild()
ConditionSchema.model_rebuild()
