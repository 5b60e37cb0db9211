"""What settings are made of: times, lists of names, shares, and how strictly a value is read."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from monitor.config.environment import Secret
from monitor.core.durations import Duration
from monitor.core.language_tags import LanguageTag
from monitor.core.listed import listed
from monitor.core.networks import network


def _polite(value: timedelta) -> timedelta:
    if value < timedelta(seconds=1):
        raise ValueError("an interval is one second or more")
    return value


Interval = Annotated[Duration, AfterValidator(_polite)]


def _network(value: str) -> str:
    network(value)
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(listed)]
LanguageTags = Annotated[tuple[LanguageTag, ...], BeforeValidator(listed)]
Networks = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(listed)]
Share = Annotated[float, Field(ge=0, le=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @field_validator("*", mode="before")
    @classmethod
    def _as_written(cls, value: Any, info: ValidationInfo) -> Any:
        """Text is no number and `yes` is not true, unless the environment gave it, which has only text."""
        wanted = cls.model_fields[str(info.field_name)].annotation
        if isinstance(value, Secret) or wanted not in (bool, int, float):
            return value
        if wanted is bool and not isinstance(value, bool):
            raise ValueError("expected true or false")
        if wanted is not bool and isinstance(value, bool | str):
            raise ValueError("expected a number, without quotes")
        return value
