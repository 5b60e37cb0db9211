"""USE CASE: articles in any form -> files of the seeds folder; all of them, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from monitor.core.errors import InputError, MonitorError, Problem
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.texts.fingerprint_seed import fingerprint_file
from monitor.core.text.article_page import decoded
from monitor.core.text.markup import plain_line
from monitor.files import read_bytes, read_text
from monitor.rulebook import Seed, read_seeds, seeds_of
from monitor.seeds.forms import ArticleForm, Described, MainText, describe, form_of_file, form_of_text, form_of_type
from monitor.sources.types import Fetched, FetchFailed, NotModified

MAX_NAME = 60
"""Characters of a name that is made from an address: in any script, its file's name is short enough."""
Answers = Mapping[str, Fetched | NotModified | FetchFailed]
"""What was fetched, by address."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was said on the command line: it fills in what an article does not say of itself. ``url`` and ``name`` are
    of one article."""

    url: str = ""
    source: str = ""
    published: datetime | None = None
    language: str = ""
    name: str = ""
    fingerprint: bool = False


def is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def add_seeds(
    names: Sequence[str], answers: Answers, given: Given, folder: Path, rules: RuleSet, main_text: MainText | None
) -> list[Seed]:
    """Write a seed for each of ``names``, files and addresses. Raises InputError with what is wrong with any of them;
    nothing is written then."""
    names = list(dict.fromkeys(names))
    if len(names) > 1 and (given.url or given.name):
        raise MonitorError(f"--url and --name are of one article, and {len(names)} are given: add it alone")
    made: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            article = _complete(_read(name, answers, main_text), given)
            path = folder / _file_name(given.name or _stem(name), article, given)
            if path.exists():
                raise InputError.at(name, f"{path} exists already: choose another --name")
            if str(path) in made:
                raise InputError.at(name, f"would be {path}, as {made[str(path)][0]}: add it alone, with --name")
            made[str(path)] = (name, _content(article, given))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    added = _checked(made, folder, rules)
    _write({Path(path): content for path, (_, content) in made.items()})
    return added


def _read(name: str, answers: Answers, main_text: MainText | None) -> Described:
    """What the article at ``name`` says. Raises InputError."""
    if is_address(name):
        return _fetched(name, answers[name], main_text)
    path = Path(name)
    form = form_of_file(path)
    if form is ArticleForm.PAGE:
        text = decoded(read_bytes(path, "a page"))
    else:
        text = read_text(
            path, "an article: a text, Markdown, HTML or JSON file, or an address with http:// or https://"
        )
    return describe(text, name, form or form_of_text(text), main_text)


def _fetched(name: str, answer: Fetched | NotModified | FetchFailed, main_text: MainText | None) -> Described:
    if not isinstance(answer, Fetched):
        raise InputError.at(name, f"cannot fetch it: {answer.reason}")
    text = decoded(answer.body, answer.content_type)
    try:
        form = form_of_type(answer.content_type) or form_of_text(text)
    except ValueError as error:
        raise InputError.at(name, str(error)) from None
    said = describe(text, name, form, main_text)
    # Where it was found counts more than where a page says that it stands; a seed may come from anywhere.
    return replace(said, url=answer.url if form is ArticleForm.PAGE else said.url or answer.url)


def _complete(said: Described, given: Given) -> Described:
    """``said`` with what was given for the parts that it leaves out. Raises InputError if one is missing still."""
    if said.fingerprint:
        return said
    article = replace(
        said,
        url=said.url or given.url,
        source=said.source or given.source,
        published=said.published or given.published,
        language=said.language or given.language,
    )
    missing = []
    if not article.url:
        missing.append("where it was published: give --url")
    if article.published is None:
        missing.append("when it was published: give --published, such as 2019-08-21")
    if missing:
        raise InputError(Problem(said.where, 0, 0, f"does not say {what}") for what in missing)
    return article


def _stem(name: str) -> str:
    """A name for the seed of a file or an address."""
    if not is_address(name):
        return re.sub(r"[^\w.-]+", "-", Path(name).stem.removesuffix(".fingerprint"))
    parts = urlsplit(name)
    last = next((part for part in reversed(unquote(parts.path).split("/")) if part), parts.netloc)
    stem = re.sub(r"\.(html?|php|aspx?|json|md|txt)$", "", last, flags=re.IGNORECASE)
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:MAX_NAME] or "article"


def _file_name(name: str, article: Described, given: Given) -> str:
    """It stays inside the folder and is one that is read. Raises InputError."""
    if not re.fullmatch(r"[\w.-]+", name) or name.startswith(".") or name.casefold() == "readme":
        message = f'"{name}" is no name for a seed: use letters, digits, "-", "_" and "." in --name'
        raise InputError.at(article.where, message)
    return name + (".fingerprint.json" if given.fingerprint or article.fingerprint else ".md")


def _content(article: Described, given: Given) -> str:
    """The text of the seed's file."""
    if article.fingerprint:
        return article.fingerprint
    assert article.published is not None  # _complete() sees to it
    if given.fingerprint:
        values = fingerprint_file(
            article.url, article.source, article.published, article.language, article.title, article.body
        )
        return json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    front = {
        "title": plain_line(article.title),
        "url": article.url,
        "source": article.source,
        "published": article.published.isoformat(),
        "language": article.language,
        "entities": list(article.entities),
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    return "\n".join(["---", *lines, "---", article.body]) + "\n"


def _checked(made: Mapping[str, tuple[str, str]], folder: Path, rules: RuleSet) -> list[Seed]:
    """The seeds that are ``made`` (path -> where it is from, content), beside those that are there. Raises InputError
    with what is wrong with any of either."""
    texts, unread = read_seeds(folder)
    try:
        seeds = seeds_of(texts | {path: content for path, (_, content) in made.items()}, unread, rules)
    except InputError as error:
        # A person knows the article, not the file that is not written.
        raise InputError(
            Problem(made[problem.path][0], 0, 0, problem.message) if problem.path in made else problem
            for problem in error.problems
        ) from None
    return [seed for seed in seeds if seed.path in made]


def _write(contents: Mapping[Path, str]) -> None:
    """All, or none: under names that no seed has, then renamed. Raises OSError."""
    drafts = {path.with_name(f".{path.name}.new"): path for path in contents}
    try:
        for draft, path in drafts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(contents[path], encoding="utf-8")
        for draft, path in drafts.items():
            draft.replace(path)
    except OSError:
        _remove((*drafts, *contents))
        raise


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
