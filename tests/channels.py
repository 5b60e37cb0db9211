"""The native channels towards servers of the tests, and what is expected of them."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.core.alerts.types import SendFailed, Sent
from monitor.notify.email import EmailNotifier, MailServer
from monitor.notify.slack import SlackNotifier
from monitor.notify.webhook import WebhookNotifier
from monitor.templates import shipped_templates
from tests.slack_api import CHANNEL, TOKEN, SlackApi

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
TEMPLATES = shipped_templates()
SHORT = timedelta(seconds=0.5)


def email(
    port: int, timeout: timedelta = timedelta(seconds=10), tls: ssl.SSLContext | None = None, **server: Any
) -> EmailNotifier:
    given: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "user": "", "password": ""} | server
    mail_server = MailServer(**given)
    return EmailNotifier(
        mail_server, "News monitor <news@example.org>", "desk@example.org", TEMPLATES, timeout, lambda: NOW, tls
    )


def webhook(url: str, timeout: timedelta = timedelta(seconds=10)) -> WebhookNotifier:
    return WebhookNotifier(url, "secret", timeout, lambda: NOW)


def slack(api: SlackApi, token: str = TOKEN, channel: str = CHANNEL) -> SlackNotifier:
    return SlackNotifier(token, channel, api.api, TEMPLATES, timedelta(seconds=10), lambda: NOW)


def failed(outcome: Sent | SendFailed) -> SendFailed:
    assert isinstance(outcome, SendFailed)
    return outcome
