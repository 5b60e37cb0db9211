"""USE CASE: a stored alert as a receiver would get it, without sending it; and a message to try a receiver with."""

from __future__ import annotations

import json
from datetime import datetime

from monitor.config import ReceiverConfig
from monitor.core.alerts.types import Alert, Delivery
from monitor.core.message.media import Message, mail, slack_blocks, text
from monitor.core.message.preview_form import PreviewForm
from monitor.core.message.templates import Templates
from monitor.core.message.webhook import webhook_body
from monitor.core.types import AlertKind, Severity


def delivery_of(alert: Alert, name: str, receiver: ReceiverConfig, now: datetime) -> Delivery:
    """``alert`` by itself, as its first attempt to ``receiver`` would be, but for what is known only then: its links,
    what goes along, what was told before and what is held back."""
    return Delivery(0, alert.key, name, 1, False, "", alert, now=now, zone=receiver.schedule.zone)


def preview(
    delivery: Delivery, receiver: ReceiverConfig, templates: Templates, now: datetime, form: PreviewForm | None = None
) -> str:
    """What ``receiver`` would get, in its own form or the one that is asked for."""
    if form is None:
        form = PreviewForm.JSON if receiver.type in ("slack", "webhook") else PreviewForm.TEXT
    match form:
        case PreviewForm.HTML:
            return mail(delivery, templates, in_thread=False).html
        case PreviewForm.JSON if receiver.type == "slack":
            post = slack_blocks(delivery, templates, in_thread=False)
            return json.dumps({"text": post.text, "blocks": post.blocks}, ensure_ascii=False, indent=1)
        case PreviewForm.JSON:
            return json.dumps(json.loads(webhook_body(delivery, now)), ensure_ascii=False, indent=1)
        case PreviewForm.TEXT:
            said = _text(delivery, receiver, templates)
            return f"{said.title}\n\n{said.body}"


def _text(delivery: Delivery, receiver: ReceiverConfig, templates: Templates) -> Message:
    if receiver.type == "apprise":
        from monitor.notify.apprise import AppriseNotifier  # takes half a second to import

        return AppriseNotifier(receiver.url, templates).message(delivery)
    return text(delivery, templates)


def trial(name: str, receiver: ReceiverConfig, token: str, now: datetime) -> Delivery:
    """A message that says that it is a test."""
    alert = Alert(
        key=f"test-{token}",
        rule="send-test",
        rule_title="A test message",
        group="test",
        severity=Severity.LOW,
        kind=AlertKind.FIRST,
        headline="This is a test of the news monitor",
        source="monitor",
        published=now,
        excerpts=("A real message shows »the words« that made its rule fire.",),
        why=f"you asked for it with `monitor send-test {name}`",
        created=now,
    )
    return delivery_of(alert, name, receiver, now)
