"""monitor send-test"""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import say
from monitor.core.errors import MonitorError


def send_test(
    receiver: Annotated[str, typer.Argument(help="A receiver's name in config.yaml.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Send one test message to a receiver, and say what it answered.

    Example: monitor send-test newsroom
    """
    from monitor.app import new_token
    from monitor.cli.receiver import receiver_and_templates
    from monitor.clock import utc_now
    from monitor.core.alerts.types import SendFailed, Sent
    from monitor.delivery.channels import notifier_of
    from monitor.delivery.preview import trial

    found, templates = receiver_and_templates(config, receiver)
    try:
        outcome = notifier_of(found, templates, utc_now).send(trial(receiver, found, new_token(), utc_now()))
    except Exception as error:  # as the daemon takes it: a failed attempt
        outcome = SendFailed(f"{type(error).__name__}: {error}", unknown=True)
    if isinstance(outcome, Sent):
        say([f"{receiver} took the test message{f': {outcome.detail}' if outcome.detail else ''}"])
        return
    after = "" if outcome.permanent else "; a real message would be tried again"
    raise MonitorError(f"{receiver} did not take it: {outcome.reason}{after}")
