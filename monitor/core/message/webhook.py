"""A delivery as JSON for programs: version 1 of a schema that only grows. docs/messages.md describes it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from monitor.core.alerts.types import Act, Alert, Delivery, Earlier, Form
from monitor.core.json_schema import Schema
from monitor.core.message.content import content
from monitor.core.message.plain import cut, safe, web_link
from monitor.core.types import AlertKind, Severity
from monitor.core.zones import restamped

VERSION: Literal[1] = 1
MAX_TEXT = 2_000
"""Characters of one text."""
MAX_ALERTS = 200


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AlertPart(_Part):
    """One alert, as it was at the moment of its decision. Times are ISO 8601 with their zone."""

    id: int
    key: str = Field(description="The same for ever, whatever receiver is told")
    rule: str = Field(description="Empty for news of the monitor itself")
    rule_title: str
    group: str = Field(description="The matter, such as story:12")
    severity: Severity
    kind: AlertKind
    headline: str
    url: str = Field(description="http or https, or empty")
    source: str
    published: datetime
    published_known: bool = Field(description="false: `published` is when it was first seen")
    language: str
    excerpts: list[str] = Field(description="The words that made the rule fire stand between » and «")
    new: list[str] = Field(description="What the story had not said before")
    why: str
    possibly: str = Field(description="What it is perhaps the same as")
    created: datetime
    lines: list[str]
    article: int | None
    story: int | None
    entities: list[str]
    names: list[str]
    tags: list[str]
    sources: list[str]
    owners: list[str] = Field(description="Who tells of it so far, independently of each other")
    owners_wanted: int = Field(description="How many the rule asks for; 0 if it asks for none")
    confirmed: bool


class EarlierPart(_Part):
    """The first message to this receiver on the same matter."""

    key: str
    headline: str
    sent: datetime


class LinkPart(_Part):
    """Where a person can go from here."""

    act: Act
    text: str
    url: str


class WebhookMessage(_Part):
    """One message. The first of ``alerts`` is the gravest; ``more`` alerts are not listed."""

    version: Literal[1]
    form: Form
    key: str = Field(description="The same in every attempt: also the header Idempotency-Key")
    attempt: int
    possible_repeat: bool
    receiver: str
    sent: datetime
    title: str
    heading: str
    severity: Severity
    alerts: list[AlertPart]
    more: int
    notes: list[str]
    held: list[str]
    earlier: EarlierPart | None
    links: list[LinkPart]


def webhook_schema() -> Schema:
    """The JSON Schema of what is posted."""
    return WebhookMessage.model_json_schema(mode="serialization") | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A message of monitor to a webhook",
    }


def webhook_body(delivery: Delivery, now: datetime) -> bytes:
    """What is posted and signed: UTF-8 JSON."""
    alerts = (delivery.alert, *delivery.also)
    message = WebhookMessage(
        version=VERSION,
        form=delivery.form,
        key=delivery.key,
        attempt=delivery.attempt,
        possible_repeat=delivery.possible_repeat,
        receiver=delivery.receiver,
        sent=now.astimezone(delivery.zone),
        title=content(delivery, in_thread=True).title,
        heading=_text(delivery.heading),
        severity=delivery.alert.severity,
        alerts=[alert_part(alert, delivery.zone) for alert in alerts[:MAX_ALERTS]],
        more=max(0, len(alerts) - MAX_ALERTS) + delivery.more,
        notes=_own(delivery.notes, delivery.zone),
        held=_own(delivery.held, delivery.zone),
        earlier=_earlier(delivery.earlier, delivery.zone),
        links=[
            LinkPart(act=link.act, text=_text(link.text), url=url)
            for link in delivery.links
            if (url := web_link(link.url))
        ],
    )
    return json.dumps(message.model_dump(mode="json"), ensure_ascii=False).encode()


def _earlier(earlier: Earlier | None, where: ZoneInfo) -> EarlierPart | None:
    if earlier is None:
        return None
    return EarlierPart(key=earlier.key, headline=_text(earlier.headline), sent=earlier.sent.astimezone(where))


def alert_part(alert: Alert, where: ZoneInfo) -> AlertPart:
    """One alert for a program, its times as in the zone ``where``."""
    values: dict[str, Any] = {name: getattr(alert, name) for name in Alert.__dataclass_fields__ if name != "reports"}
    reports = alert.reports
    for name, value in values.items():
        if type(value) is str:
            values[name] = _text(value)
        elif isinstance(value, tuple):
            values[name] = _texts(value)
    values |= {name: getattr(alert, name).astimezone(where) for name in ("published", "created")}
    values |= {"why": _text(restamped(alert.why, where)), "lines": _own(alert.lines, where)}
    values |= {"url": str(web_link(alert.url)), "owners": _texts(reports.owners)}
    return AlertPart(**values, owners_wanted=reports.wanted, confirmed=reports.confirmed)


def _text(text: str) -> str:
    return cut(safe(text[: 2 * MAX_TEXT]), MAX_TEXT)


def _own(texts: tuple[str, ...], where: ZoneInfo) -> list[str]:
    """What the monitor says itself, with its times."""
    return _texts(tuple(restamped(text, where) for text in texts))


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [_text(text) for text in texts[:100]]
