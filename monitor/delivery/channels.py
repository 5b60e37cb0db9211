"""The receivers of the config -> what sends to them, and what is wrong with how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TextIO
from urllib.parse import urlsplit

from monitor.config import Config, ReceiverConfig
from monitor.core.errors import Problem
from monitor.core.message.templates import Templates
from monitor.notify.console import ConsoleNotifier
from monitor.notify.types import Notifier

_WITH_PORT = re.compile(r"[^:\[\]]+:[0-9]+")


def notifiers_of(
    config: Config, templates: Templates, now: Callable[[], datetime], console: TextIO | None
) -> dict[str, Notifier]:
    """One notifier for each receiver."""
    receivers = config.file.receivers.items()
    return {name: notifier_of(receiver, templates, now, console) for name, receiver in receivers}


def notifier_of(
    receiver: ReceiverConfig, templates: Templates, now: Callable[[], datetime], console: TextIO | None = None
) -> Notifier:
    """What sends to one receiver. Raises ValueError if it is not as :func:`receiver_problems` wants it."""
    # Each channel's library is imported when it is asked for: they take up to half a second.
    match receiver.type:
        case "console":
            return ConsoleNotifier(templates, console)
        case "email":
            from monitor.notify.email import EmailNotifier, MailServer

            server = MailServer(receiver.host, receiver.port, receiver.security, receiver.user, receiver.password)
            return EmailNotifier(server, receiver.sender, receiver.to, templates, receiver.timeout, now)
        case "slack":
            from monitor.notify.slack import SlackNotifier

            where = receiver.token, receiver.channel, receiver.api
            return SlackNotifier(*where, templates, receiver.timeout, now)
        case "webhook":
            from monitor.notify.webhook import WebhookNotifier

            return WebhookNotifier(receiver.url, receiver.secret, receiver.timeout, now)
        case "apprise":
            from monitor.notify.apprise import AppriseNotifier

            return AppriseNotifier(receiver.url, templates, receiver.timeout)


def receiver_problems(config: Config, only: str = "") -> list[Problem]:
    """What no channel can use, each at its key; ``only``: of this receiver."""
    return [
        config.problem(("receivers", name, key), f"receiver {name}: {wrong}")
        for name, receiver in config.file.receivers.items()
        if only in ("", name)
        for key, wrong in _wrong(receiver)
    ]


def _wrong(receiver: ReceiverConfig) -> list[tuple[str, str]]:
    """Key and what is wrong with its value."""
    match receiver.type:
        case "apprise":
            from monitor.notify.apprise import problem_with

            found = [("url", problem_with(receiver.url))]
        case "email":
            addresses = (("from", receiver.sender), ("to", receiver.to))
            found = [("host", _no_host(receiver.host)), *((key, _no_address(value)) for key, value in addresses)]
        case "slack":
            found = [
                ("api", _no_web_address(receiver.api) if receiver.api else ""),
                ("token", _no_token(receiver.token)),
            ]
        case "webhook":
            found = [("url", _no_web_address(receiver.url))]
        case "console":
            found = []
    return [(key, wrong) for key, wrong in found if wrong]


def _no_web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) and not _odd(value)
    except ValueError:
        good = False
    return "" if good else "no address such as https://host/path"


def _no_host(value: str) -> str:
    if _WITH_PORT.fullmatch(value):
        return "a host without a port, which stands under `port`"
    return "no name or address of a host, such as smtp.example.org" if _odd(value) or "/" in value else ""


def _no_token(value: str) -> str:
    return "no token such as xoxb-...: it holds other signs" if _odd(value) or not value.isascii() else ""


def _no_address(value: str) -> str:
    from monitor.notify.email import address

    try:
        address(value)
    except ValueError as error:
        return str(error)
    return ""


def _odd(value: str) -> bool:
    return any(not sign.isprintable() or sign.isspace() for sign in value)
