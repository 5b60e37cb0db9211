"""seeds/ -> known articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from monitor.core.errors import InputError, Problem, nearest
from monitor.core.numbers.counts.figure import Figure
from monitor.core.rules.ruleset import RuleSet
from monitor.core.text.markup import plain
from monitor.core.untrusted import NotJson, read_json
from monitor.core.validated import validate
from monitor.core.yaml_marks import Marked, NotYaml, parse
from monitor.files import texts_below
from monitor.rulebook.seed_forms import FingerprintFile, SeedFront, SeedJson

SEED_ENDINGS = (".md", ".json")
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(frozen=True)
class Seed:
    """A known article. ``text`` is empty for a fingerprint seed, which has ``prints`` instead (base64 shingles)."""

    name: str
    path: str
    title: str
    url: str
    source: str
    published: datetime
    language: str
    entities: tuple[str, ...]
    text: str = ""
    prints: str = ""
    title_words: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def kind(self) -> str:
        return "fingerprint" if self.prints else "text"


def read_seeds(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every seed below ``folder``, by path, and what is wrong with those that cannot be read. No folder
    means no seeds."""
    if not os.path.isdir(folder):  # noqa: PTH112 - never raises
        return {}, []
    return texts_below(folder, SEED_ENDINGS, "a seed article", leave_out="README.MD")


def load_seeds(folder: Path, rules: RuleSet) -> tuple[Seed, ...]:
    """Every seed below ``folder``, by name. Raises InputError with all problems; no folder means no seeds."""
    return seeds_of(*read_seeds(folder), rules)


def seeds_of(texts: Mapping[str, str], wrong: Iterable[Problem], rules: RuleSet | None) -> tuple[Seed, ...]:
    """The seeds that ``texts`` are, by path. Raises InputError with all problems, ``wrong`` among them; what entities
    there are is not asked where there are no good ``rules``."""
    seeds: dict[str, Seed] = {}
    problems = list(wrong)
    for path, text in texts.items():
        try:
            seed, marked = read_seed(text, Path(path))
        except InputError as error:
            problems.extend(error.problems)
            continue
        if seed.name in seeds:
            problems.append(Problem(path, 1, 1, f"a seed named {seed.name} is at {seeds[seed.name].path} already"))
        seeds[seed.name] = seed
        problems.extend(
            marked.problem(("entities", index), f'unknown entity "{name}"{nearest(name, rules.entities)}')
            for index, name in enumerate(seed.entities)
            if rules is not None and name not in rules.entities
        )
    if problems:
        raise InputError(problems)
    return tuple(seeds.values())


def read_seed(text: str, path: Path) -> tuple[Seed, Marked]:
    """The seed that ``text`` is at ``path``, and where its parts stand. Raises InputError."""
    if path.name.endswith(".fingerprint.json"):
        marked = marked_json(text, path)
        return _fingerprint_seed(path, validate(FingerprintFile, marked)), marked
    if path.suffix == ".json":
        marked = marked_json(text, path)
        article = validate(SeedJson, marked)
        return _seed(path, article, article.text), marked
    front = front_matter(text, path)
    if front is None:
        message = "expected front matter: a line `---`, keys such as `title: ...`, another line `---`, then the text"
        raise InputError.at(path, message, 1, 1)
    marked, below = front
    body = plain(below)
    if not body:
        line = text.count("\n") - below.count("\n") + 1
        raise InputError.at(path, "the article's text is missing below `---`", line, 1)
    return _seed(path, validate(SeedFront, marked), body), marked


def front_matter(text: str, path: Path) -> tuple[Marked, str] | None:
    """The keys between two lines `---`, and what stands below them; None if it does not begin so. Raises InputError."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    # Positions count the line of dashes above.
    return (parse(f"\n{front[1]}", str(path)), text[front.end() :]) if front else None


def _seed(path: Path, front: SeedFront, text: str) -> Seed:
    return Seed(
        name=path.stem,
        path=str(path),
        title=front.title,
        url=front.url,
        source=front.source,
        published=front.published,
        language=front.language,
        entities=front.entities,
        text=text,
    )


def _fingerprint_seed(path: Path, file: FingerprintFile) -> Seed:
    return Seed(
        name=path.name.removesuffix(".json"),
        path=str(path),
        title="",
        url=file.url,
        source=file.source,
        published=file.published,
        language=file.language,
        entities=(),
        prints=file.shingles,
        title_words=file.title_words,
        figures=tuple(map(Figure.unpacked, file.figures)),
    )


def marked_json(text: str, path: Path) -> Marked:
    """JSON; also read as the YAML that most of it is, for the positions. Raises InputError."""
    try:
        value = read_json(text)
    except NotJson as error:
        raise InputError.at(path, str(error), error.line, error.column) from None
    try:
        return replace(parse(text, str(path)), value=value)
    except NotYaml:
        return Marked(str(path), value, {(): (1, 1)}, {})
