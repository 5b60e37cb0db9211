"""How a preview of a message is shown."""

from __future__ import annotations

from enum import StrEnum


class PreviewForm(StrEnum):
    """A letter's HTML, text, or JSON of a webhook or of Slack's blocks."""

    HTML = "html"
    TEXT = "text"
    JSON = "json"
