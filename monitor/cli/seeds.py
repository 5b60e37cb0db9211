"""monitor seeds, monitor seeds add | list; check is in seeds_check.py"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import say, show
from monitor.cli.seeds_check import check

if TYPE_CHECKING:
    from monitor.rulebook import Seed

app = typer.Typer(help="Known articles: what counts as seen from the first second.", invoke_without_command=True)
app.command("check")(check)


@app.command("add")
def add(
    article: Annotated[list[str], typer.Argument(help="Files (text, Markdown, HTML, JSON) and addresses.")],
    url: Annotated[str, typer.Option("--url", help="Where it was published.")] = "",
    published: Annotated[str, typer.Option("--published", help="When: 2019-08-21 or 2019-08-21T18:00:00Z.")] = "",
    source: Annotated[str, typer.Option("--source", help="Who published it.")] = "",
    language: Annotated[str, typer.Option("--language", help="Its language, such as en.")] = "",
    name: Annotated[str, typer.Option("--name", help="The seed's name; default: the file's name.")] = "",
    fingerprint: Annotated[
        bool,
        typer.Option("--fingerprint", help="Keep hashes and figures only, not the text: fit to be shared."),
    ] = False,
    fulltext: Annotated[bool, typer.Option("--fulltext", help="Have trafilatura find the text of pages.")] = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Add known articles to the seeds folder: all of them, or none. Options fill in what an article does not say.

    Example: monitor seeds add https://example.org/a article.txt --published 2019-08-21
    """
    import asyncio

    from monitor.clock import utc_now
    from monitor.config import load_config
    from monitor.feeds.asking import fetch_once
    from monitor.rulebook import load_rules, seed_date
    from monitor.seeds.add import Given, add_seeds, is_address
    from monitor.sources.fulltext import main_text

    loaded = load_config(config)
    given = Given(url, source, seed_date(published) if published else None, language, name, fingerprint)
    answers = asyncio.run(fetch_once(loaded, utc_now, [one for one in dict.fromkeys(article) if is_address(one)]))
    rules = load_rules(loaded.rules_folder)
    added = add_seeds(article, answers, given, loaded.seeds_folder, rules, main_text if fulltext else None)
    say(f"{seed.path} written: {_in_short(seed)}" for seed in added)
    say(["a running daemon reads it at once, `monitor run` at its start"])


def _in_short(seed: Seed) -> str:
    """What a person can see at a glance to be right or wrong."""
    from monitor.core.zones import stamp

    what = f"{len(seed.text.split()):,} words" if seed.text else "hashes, no text"
    return f"{seed.title or seed.url}, {stamp(seed.published)}, {what}"


@app.callback()
@app.command("list")
def list_(context: typer.Context, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the seeds of the seeds folder.

    Example: monitor seeds list --json
    """
    if context.invoked_subcommand is not None:
        return
    from monitor.config import load_config
    from monitor.rulebook import load_rules, load_seeds

    loaded = load_config(config)
    seeds = load_seeds(loaded.seeds_folder, load_rules(loaded.rules_folder))
    rows = [
        {
            "name": seed.name,
            "kind": seed.kind,
            "published": seed.published,
            "source": seed.source,
            "title": seed.title or "(hashed)",
            "url": seed.url,
        }
        for seed in seeds
    ]
    show(rows, ("name", "kind", "published", "source", "title"), as_json=as_json, empty="no seeds")
