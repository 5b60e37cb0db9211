"""monitor feeds import | export"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import for_programs, say
from monitor.core.message.plain import safe
from monitor.core.plural import several


def import_(
    file: Annotated[Path, typer.Argument(help="An OPML file, as other readers export it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show only; write nothing.")] = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Add the feeds of another reader's list to the config; its folders become tags. Nothing is fetched.

    Example: monitor feeds import subscriptions.opml
    """
    from monitor.feeds.config_edit import add_feeds, read_config_text
    from monitor.feeds.opml import feeds_of_file, sorted_out

    before = read_config_text(config)
    found = sorted_out(feeds_of_file(file), file, before.config)
    if found.new and not dry_run:
        lines = [str(place) for place in add_feeds(before, found.new)]
    else:
        lines = [f"{config}: would add {new.name} ({new.url})" for new in found.new]
    lines += [f"left out: {problem}" for problem in found.left_out]
    lines.append(f"{'would be added' if dry_run else 'added'}: {len(found.new)}, left out: {len(found.left_out)}")
    say(lines)


def export(
    file: Annotated[Path | None, typer.Argument(help="A new file; without it, standard output.")] = None,
    config: ConfigOption = CONFIG,
) -> None:
    """Write the feeds of the config as OPML 2.0, for other readers and for `monitor feeds import`.

    Example: monitor feeds export feeds.opml
    """
    from monitor.config import load_config
    from monitor.core.feeds.opml import write_opml
    from monitor.feeds.opml import feeds_of_config
    from monitor.files import write_new

    feeds, left_out = feeds_of_config(load_config(config))
    for problem in left_out:
        sys.stderr.write(safe(str(problem)) + "\n")
    if file is None:
        for_programs().write(write_opml(feeds))
    else:
        write_new(file, write_opml(feeds))
        sys.stdout.write(f"{file}: {several(len(feeds), 'feed')}\n")
