"""monitor schema"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from monitor.cli.output import for_programs


class Files(StrEnum):
    """Which files, or what a webhook is sent."""

    RULES = "rules"
    CONFIG = "config"
    WEBHOOK = "webhook"


def schema(
    of: Annotated[
        Files, typer.Argument(help="Of which files, or of what a webhook is sent.", show_choices=True)
    ] = Files.RULES,
) -> None:
    """Print the JSON Schema of the rule files or of config.yaml, for editors that complete and check while you type; or
    of the messages to a webhook.

    Example: monitor schema rules > rules.schema.json
    """
    for_programs().write(printed(of))


def printed(of: Files) -> str:
    """The schema as JSON."""
    import json

    from monitor.config.json_schema import config_schema
    from monitor.core.message.webhook import webhook_schema
    from monitor.core.rules.json_schema import rules_schema

    made = {Files.RULES: rules_schema, Files.CONFIG: config_schema, Files.WEBHOOK: webhook_schema}
    found = made[of]()
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
