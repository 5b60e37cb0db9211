"""The command tree."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli import (
    alerts,
    check,
    deliveries,
    demo,
    entities,
    evaluate,
    explain,
    feeds,
    init,
    items,
    poll,
    replay,
    rules,
    run,
    schema,
    seeds,
    send_test,
    silences,
    status,
    stories,
    version,
)
from monitor.cli.group import Group, Listing
from monitor.cli.version import version_if_asked

app = typer.Typer(
    name="monitor",
    cls=Listing,
    epilog="Exit codes: 0 done, 1 it did not work (one clear line says why), 2 wrong usage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def monitor(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=version_if_asked, is_eager=True),
    ] = False,
) -> None:
    """Watches news feeds and tells you, once, what is new about what you watch."""


for command in (
    init.init,
    run.run,
    poll.poll,
    status.status,
    check.check,
    explain.explain,
    send_test.send_test,
    replay.replay,
    evaluate.evaluate,
    schema.schema,
    demo.demo,
    version.version,
):
    app.command()(command)
for name, group in {
    "feeds": feeds.app,
    "items": items.app,
    "alerts": alerts.app,
    "stories": stories.app,
    "silences": silences.app,
    "deliveries": deliveries.app,
    "entities": entities.app,
    "rules": rules.app,
    "seeds": seeds.app,
}.items():
    app.add_typer(group, name=name, cls=Group)
