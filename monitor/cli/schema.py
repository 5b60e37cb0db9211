"""monitor schema"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer


class Files(StrEnum):
    """Which files."""

    RULES = "rules"
    CONFIG = "config"


def schema(
    of: Annotated[Files, typer.Argument(help="Of which files.", show_choices=True)] = Files.RULES,
) -> None:
    """Print the JSON Schema of the rule files or of config.yaml, for editors that complete and check while you type.

    Example: monitor schema rules > rules.schema.json
    """
    sys.stdout.write(printed(of))


def printed(of: Files) -> str:
    """The schema as JSON."""
    import json

    from monitor.config_schema import config_schema
    from monitor.core.rules.json_schema import rules_schema

    found = rules_schema() if of is Files.RULES else config_schema()
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
