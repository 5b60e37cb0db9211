"""What a text from a feed becomes in each medium, so that nothing in it is taken for the medium's own signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar, cast

from markupsafe import escape

from monitor.core.message.plain import Web

Value = TypeVar("Value")
_APART = "\u200b"
"""Takes no room, and parts what a medium would read as one sign."""
# Some chats hear a call of all within a word too, and in the words beside it, which may be marked.
_CALL = re.compile(r"(?<!\w)@(?=\w|$)|@(?=everyone|here|channel|all)|<(?=[!@#/a-zA-Z])|\](?=\()", re.IGNORECASE)
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#!|~&]|^[-+=]|(?<=^\d)[.)]")
_SLACK_MARKS = re.compile(r"[*_~`]")


class Medium(StrEnum):
    """What a message is written in."""

    TEXT = "text"
    CHAT = "chat"
    """Text for a chat that may read calls (`@all`) and links in it."""
    MARKDOWN = "markdown"
    HTML = "html"
    SLACK = "slack"


def inert(text: str) -> str:
    """Text that calls nobody and hides no link in chats that look for such signs in plain text."""
    return _CALL.sub(lambda found: found[0] + _APART, text)


def markdown(text: str) -> str:
    return _MARKDOWN.sub(lambda found: "\\" + found[0], inert(text))


def slack(text: str) -> str:
    """For `mrkdwn`: Slack reads three characters as its own, and formats by four others, which it cannot escape."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SLACK_MARKS.sub(lambda found: f"{_APART}{found[0]}{_APART}", _CALL.sub(lambda f: f[0] + _APART, plain))


def _calling_nobody(url: str) -> str:
    return url.replace("@", "%40")


_TEXT: dict[Medium, Callable[[str], str]] = {
    Medium.TEXT: str,
    Medium.CHAT: inert,
    Medium.MARKDOWN: markdown,
    Medium.HTML: escape,
    Medium.SLACK: slack,
}
_LINK: dict[Medium, Callable[[str], str]] = {
    Medium.TEXT: str,
    Medium.CHAT: _calling_nobody,
    Medium.MARKDOWN: _calling_nobody,
    Medium.HTML: escape,
    Medium.SLACK: lambda url: url.replace("&", "&amp;"),
}


def escaped(value: Value, medium: Medium) -> Value:
    """``value`` with every text and link in it escaped. A template gets nothing else: it cannot forget to."""
    return cast(Value, _escaped(value, _TEXT[medium], _LINK[medium]))


def _escaped(value: Any, text: Callable[[str], str], link: Callable[[str], str]) -> Any:
    if type(value) is str:
        return text(value)
    if isinstance(value, Web):
        return link(value)
    if isinstance(value, tuple):
        return tuple(_escaped(one, text, link) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _escaped(getattr(value, f.name), text, link) for f in fields(value)})
    return value


def unescaped_slack(text: str) -> str:
    """For Slack's `plain_text`, which reads no signs at all."""
    return text.replace(_APART, "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
