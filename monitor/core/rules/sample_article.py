"""An article that a rule's test makes up: what it says, and where it is said to come from."""

from __future__ import annotations

from typing import ClassVar

from pydantic import model_validator

from monitor.core.language_tags import LanguageIfAny
from monitor.core.rules.written import Link, Strict


class SampleArticleSchema(Strict):
    """The keys that a test on one text and an item of a stream have in common."""

    called: ClassVar[str]
    """As a problem names it: ``a test``."""
    title: str = ""
    lead: str = ""
    text: str = ""
    language: LanguageIfAny = ""
    source: str = ""
    url: Link = ""
    tags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_text(self) -> SampleArticleSchema:
        if not self.title and not self.lead and not self.text:
            raise ValueError(f"{self.called} needs a title, a lead or a text")
        return self
