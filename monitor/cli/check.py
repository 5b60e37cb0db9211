"""monitor check"""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.cli.output import counting, say


def check(
    config: ConfigOption = CONFIG,
    feeds: Annotated[bool, typer.Option("--feeds", help="Also ask every feed once; changes nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a warning.")] = False,
) -> None:
    """Check config, rules (their tests are run) and seeds; every mistake and what looks wrong, with file:line:column.

    Example: monitor check --feeds
    """
    import asyncio

    from monitor.core.lint.finding import Weight
    from monitor.core.plural import several
    from monitor.in_force.load import load_files
    from monitor.lint import counted, lint_files

    files = load_files(config)
    findings = lint_files(files.config, files.rules.entities, files.seeds)
    tests = sum(len(rule.tests) + len(rule.streams) for rule in files.rules.rules.values())
    there, rules = several(len(files.config.file.feeds), "feed"), several(len(files.rules.rules), "rule")
    held = f"{several(tests, 'test')} that {'holds' if tests == 1 else 'hold'}"
    entities, known = several(len(files.rules.entities), "entity", "entities"), several(len(files.seeds), "seed")
    say([f"good: {there}, {rules} with {held}, {entities}, {known}; {counted(findings)}"])
    say(map(str, findings))
    failed = strict and any(finding.weight is Weight.WARNING for finding in findings)
    if feeds:
        from monitor.clock import utc_now
        from monitor.feeds.asking import ask_feeds

        with counting("feeds", len(files.config.file.feeds)) as one_more:

            def asked(line: str) -> None:
                say([line])
                one_more()

            failed = bool(asyncio.run(ask_feeds(files.config, utc_now, asked))) or failed
    if failed:
        raise typer.Exit(1)
