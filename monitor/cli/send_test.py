"""monitor send-test"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.core.errors import MonitorError, nearest


def send_test(
    receiver: Annotated[str, typer.Argument(help="A receiver's name in config.yaml.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Send one test message to a receiver.

    Example: monitor send-test slack
    """
    from datetime import UTC, datetime

    from monitor.app import notifiers_of
    from monitor.config import load_config
    from monitor.core.alerts.types import Alert, Delivery, Sent
    from monitor.core.types import AlertKind, Severity

    loaded = load_config(config)
    if receiver not in loaded.file.receivers:
        raise MonitorError(f'no receiver "{receiver}" in {config}{nearest(receiver, loaded.file.receivers)}')
    now = datetime.now(UTC)
    alert = Alert(
        id=0,
        key="test",
        rule="send-test",
        rule_title="A test message",
        group="test",
        severity=Severity.LOW,
        kind=AlertKind.FIRST,
        headline="This is a test of the news monitor",
        url="",
        source="monitor",
        published=now,
        published_known=True,
        language="en",
        excerpts=("A real message shows »the words« that made its rule fire.",),
        new=(),
        why=f"you asked for it with `monitor send-test {receiver}`",
        possibly="",
        created=now,
    )
    try:
        notifier = notifiers_of(loaded)[receiver]
    except ValueError as error:
        raise MonitorError(f"receiver {receiver}: {error}") from None
    outcome = notifier.send(Delivery(0, "test", receiver, 1, False, "", alert))
    if not isinstance(outcome, Sent):
        raise MonitorError(f"{receiver} did not take it: {outcome.reason}")
    sys.stdout.write(f"{receiver} took the test message\n")
