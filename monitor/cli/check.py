"""monitor check"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import counting


def check(
    config: ConfigOption = CONFIG,
    feeds: Annotated[bool, typer.Option("--feeds", help="Also ask every feed once; changes nothing.")] = False,
) -> None:
    """Check config, rules (their tests are run) and seeds; every mistake with file:line:column.

    Example: monitor check --feeds
    """
    import asyncio

    from monitor.core.message.plain import safe
    from monitor.load import load_files

    files = load_files(config)
    tests = sum(len(rule.tests) for rule in files.rules.rules.values())
    sys.stdout.write(
        f"good: {len(files.config.file.feeds)} feeds, {len(files.rules.rules)} rules with {tests} tests that hold, "
        f"{len(files.rules.entities)} entities, {len(files.seeds)} seeds\n"
    )
    if feeds:
        from monitor.app import ask_feeds

        with counting("feeds", len(files.config.file.feeds)) as one_more:

            def say(line: str) -> None:
                typer.echo(safe(line))
                one_more()

            failed = asyncio.run(ask_feeds(files.config, say))
        if failed:
            raise typer.Exit(1)
