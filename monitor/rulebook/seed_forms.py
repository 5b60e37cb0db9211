"""What stands in the files of seeds, as they are written: front matter, JSON, fingerprints."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from monitor.core.errors import InputError
from monitor.core.language_tags import LanguageIfAny
from monitor.core.stories.texts.fingerprint import ALGORITHM
from monitor.core.stories.texts.fingerprint_seed import unpacked_shingles
from monitor.core.untrusted import Whole, moment


def seed_date(text: str) -> datetime:
    """A date or time in ISO 8601, UTC if it names no zone. Raises InputError."""
    try:
        return _when(text)
    except ValueError as error:
        raise InputError.at("--published", f"{error} (found {text!r})") from None


def _when(value: Any) -> datetime:
    if isinstance(value, str) and (found := moment(value)):
        return found
    raise ValueError("expected a date such as 2019-08-21 or 2019-08-21T18:00:00Z, of the years 1970 to 2200")


def _hash(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{8}", value):
        raise ValueError("expected a hash of eight digits 0-9 a-f, as `monitor seeds add` writes")
    return value


Hash = Annotated[str, BeforeValidator(_hash)]
Words = Annotated[Whole, Field(min_length=1)]


class SeedSaid(BaseModel):
    """What an article that is to become a seed says of itself."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: Whole = ""
    url: Whole = ""
    source: Whole = ""
    published: datetime | None = None
    language: LanguageIfAny = ""
    entities: tuple[str, ...] = ()

    _published = field_validator("published", mode="before")(staticmethod(_when))


class SeedFront(SeedSaid):
    """What stands above a seed's text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Words
    published: datetime


class SeedJson(SeedFront):
    """A seed article as one JSON object."""

    text: Words


class FingerprintFile(BaseModel):
    """A published article without its text: hashes of its words, and its figures' values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fingerprint: str
    url: Whole
    source: Whole = ""
    published: datetime
    language: LanguageIfAny = ""
    title_words: tuple[Hash, ...]
    shingles: str
    figures: tuple[Annotated[tuple[Whole, ...], Field(min_length=2)], ...]

    _published = field_validator("published", mode="before")(staticmethod(_when))

    @field_validator("fingerprint")
    @classmethod
    def _same_algorithm(cls, value: str) -> str:
        if value != ALGORITHM:
            raise ValueError(f"made by another algorithm than {ALGORITHM}: make it anew with `monitor seeds add`")
        return value

    @field_validator("shingles")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            unpacked_shingles(value)
        except ValueError as error:
            raise ValueError(f"not the hashes that `monitor seeds add` writes: {error}") from None
        return value
