"""monitor seeds add | list"""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import show
from monitor.core.errors import MonitorError

app = typer.Typer(help="Known articles: what counts as seen from the first second.", no_args_is_help=True)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A text: the headline on its first line, then the article.")],
    url: Annotated[str, typer.Option("--url", help="Where it was published.")],
    published: Annotated[str, typer.Option("--published", help="When: 2019-08-21 or 2019-08-21T18:00:00Z.")],
    source: Annotated[str, typer.Option("--source", help="Who published it.")] = "",
    language: Annotated[str, typer.Option("--language", help="Its language, such as en.")] = "",
    name: Annotated[str, typer.Option("--name", help="The seed's name; default: the file's name.")] = "",
    fingerprint: Annotated[
        bool,
        typer.Option("--fingerprint", help="Keep hashes and figures only, not the text: fit to be shared."),
    ] = False,
    config: ConfigOption = CONFIG,
) -> None:
    """Add a known article to the seeds folder.

    Example: monitor seeds add article.txt --url https://example.org/a --published 2019-08-21 --fingerprint
    """
    from monitor.config import load_config
    from monitor.files import read_text
    from monitor.rulebook import load_rules, load_seeds, read_seed, seed_date

    loaded = load_config(config)
    text = read_text(file, "a text file")
    title, _, body = text.strip().partition("\n")
    if not title.strip() or not body.strip():
        raise MonitorError(f"{file}: expected the headline on the first line and the article's text below it")
    when = seed_date(published)
    stem = _checked(name or re.sub(r"[^\w.-]+", "-", file.stem))
    target = loaded.seeds_folder / (stem + (".fingerprint.json" if fingerprint else ".md"))
    if target.exists():
        raise MonitorError(f"{target} exists already: nothing was written, choose another --name")
    write = _fingerprint if fingerprint else _article
    content = write(url, source, when, language, title, body)
    seed, _ = read_seed(content, target)
    known = load_seeds(loaded.seeds_folder, load_rules(loaded.rules_folder))
    if same := next((other for other in known if other.name == seed.name), None):
        raise MonitorError(f"a seed named {seed.name} is at {same.path} already: choose another --name")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
    sys.stdout.write(f"{target} written; a running daemon reads it at once, `monitor run` at its start\n")


def _checked(name: str) -> str:
    """A seed's name becomes a file's: it stays inside the folder and is one that is read."""
    if not re.fullmatch(r"[\w.-]+", name) or name.startswith(".") or name.casefold() == "readme":
        raise MonitorError(f'"{name}" is no name for a seed: use letters, digits, "-", "_" and "." in --name')
    return name


def _fingerprint(url: str, source: str, when: datetime, language: str, title: str, body: str) -> str:
    import json

    from monitor.core.stories.fingerprint_seed import fingerprint_file

    values = fingerprint_file(url, source, when, language, title, body)
    return json.dumps(values, indent=1, ensure_ascii=False) + "\n"


def _article(url: str, source: str, when: datetime, language: str, title: str, body: str) -> str:
    import json

    from monitor.core.text.markup import plain_line

    front = {"title": plain_line(title), "url": url, "source": source, "published": when.isoformat()}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    lines += [f"language: {json.dumps(language)}", "entities: []"]
    return "\n".join(["---", *lines, "---", body.strip()]) + "\n"


@app.command("list")
def list_(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the seeds of the seeds folder.

    Example: monitor seeds list --json
    """
    from monitor.config import load_config
    from monitor.rulebook import load_rules, load_seeds

    loaded = load_config(config)
    seeds = load_seeds(loaded.seeds_folder, load_rules(loaded.rules_folder))
    rows = [
        {
            "name": seed.name,
            "kind": "fingerprint" if seed.prints else "text",
            "published": seed.published,
            "source": seed.source,
            "title": seed.title or "(hashed)",
            "url": seed.url,
        }
        for seed in seeds
    ]
    show(rows, ("name", "kind", "published", "source", "title"), as_json=as_json, empty="no seeds")
