"""The terminal as a receiver: for the first run, for demo, and where logs are collected."""

from __future__ import annotations

import sys
from typing import TextIO

from monitor.core.alerts.types import Delivery, SendFailed, Sent
from monitor.core.message.media import text
from monitor.core.message.templates import Templates
from monitor.core.types import Severity

_COLOURS = {Severity.LOW: "36", Severity.MEDIUM: "33", Severity.HIGH: "31", Severity.CRITICAL: "1;31"}


class ConsoleNotifier:
    """Writes each message to ``stream``, with colour on a terminal."""

    def __init__(self, templates: Templates, stream: TextIO | None = None) -> None:
        self._templates, self._stream = templates, stream

    def send(self, delivery: Delivery) -> Sent | SendFailed:
        stream = self._stream or sys.stdout
        said = text(delivery, self._templates)
        title = said.title
        if stream.isatty():
            title = f"\x1b[{_COLOURS[delivery.alert.severity]}m{title}\x1b[0m"
        indented = "\n".join(f"  {line}" for line in said.body.splitlines())
        try:
            stream.write(f"\n{title}\n{indented}\n")
            stream.flush()
        except (OSError, ValueError) as error:
            return SendFailed(f"cannot write to the terminal: {error}")
        return Sent()
