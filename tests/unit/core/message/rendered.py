"""A delivery in each medium, as text; and one whose every text a hostile feed wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from monitor.core.alerts.types import Delivery, Earlier, Reports
from monitor.core.message import media
from monitor.core.message.samples import FIRST, LINKS, single
from monitor.core.message.webhook import webhook_body
from monitor.templates import shipped_templates
from tests.slack_api import problem_with

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
TEMPLATES = shipped_templates()


def plain(delivery: Delivery) -> str:
    said = media.text(delivery, TEMPLATES)
    return f"{said.title}\n{said.body}"


def chat(delivery: Delivery) -> str:
    said = media.text(delivery, TEMPLATES, chat=True)
    return f"{said.title}\n{said.body}"


def markdown(delivery: Delivery) -> str:
    said = media.markdown(delivery, TEMPLATES)
    return f"{said.title}\n\n{said.body}"


def html(delivery: Delivery) -> str:
    return media.mail(delivery, TEMPLATES, in_thread=False).html


def blocks(delivery: Delivery) -> str:
    post = media.slack_blocks(delivery, TEMPLATES, in_thread=False)
    assert problem_with({"text": post.text, "blocks": post.blocks}) == ""
    return json.dumps({"text": post.text, "blocks": post.blocks}, ensure_ascii=False)


def webhook(delivery: Delivery) -> str:
    return webhook_body(delivery, NOW).decode()


MEDIA: dict[str, Callable[[Delivery], str]] = {
    "plain": plain,
    "chat": chat,
    "markdown": markdown,
    "html": html,
    "slack": blocks,
    "webhook": webhook,
}


def hostile(text: str, url: str = "https://evil.example/x") -> Delivery:
    """An alert whose every text is ``text``, as a feed could make it."""
    alert = replace(
        FIRST,
        headline=text,
        url=url,
        source=text,
        language=text[:50],
        excerpts=(f"before »{text}« after", text),
        new=(text,),
        names=(text,),
        why=text,
        possibly=text,
        reports=Reports((text,), 2),
    )
    earlier = Earlier("k", "", text, NOW)
    return replace(single(alert), earlier=earlier, notes=(text,), held=(text,), heading=text, links=LINKS)


def slack_texts(value: Any) -> list[tuple[str, str]]:
    """Kind and text of every text of Slack's blocks."""
    if isinstance(value, list):
        return [found for one in value for found in slack_texts(one)]
    if isinstance(value, dict):
        own = [(value["type"], value["text"])] if isinstance(value.get("text"), str) and "type" in value else []
        return own + [found for one in value.values() for found in slack_texts(one)]
    return []
