"""monitor feeds remove"""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import say


def remove(
    name: Annotated[str, typer.Argument(help="The feed's name, as `monitor feeds` shows it.")],
    config: ConfigOption = CONFIG,
) -> None:
    """Take a feed out of the config, where nothing else changes. Its items stay.

    Example: monitor feeds remove gazette
    """
    from monitor.feeds.config_edit import read_config_text, remove_feed

    say([str(remove_feed(read_config_text(config), name))])
