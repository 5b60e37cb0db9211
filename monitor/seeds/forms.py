"""An article in whatever form it comes -> what it says: Markdown, plain text, JSON, a page of the web."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from monitor.core.errors import InputError
from monitor.core.language_tags import is_language
from monitor.core.text.article_page import read_page
from monitor.core.text.markup import plain
from monitor.core.untrusted import Whole, moment
from monitor.core.validated import validate
from monitor.rulebook import SeedSaid, front_matter, marked_json, read_seed

MainText = Callable[[str], str]
"""Finds the main text of a page's markup."""
_HEADING = re.compile(r"#+\s+")


class ArticleForm(StrEnum):
    """How an article is written. Markdown is text that may begin with keys."""

    TEXT = "text"
    JSON = "JSON"
    PAGE = "page"


_ENDINGS = {
    ".html": ArticleForm.PAGE,
    ".htm": ArticleForm.PAGE,
    ".xhtml": ArticleForm.PAGE,
    ".json": ArticleForm.JSON,
    ".md": ArticleForm.TEXT,
    ".txt": ArticleForm.TEXT,
}
_TYPES = {
    "text/html": ArticleForm.PAGE,
    "application/xhtml+xml": ArticleForm.PAGE,
    "application/json": ArticleForm.JSON,
}
_PAGE_BEGINS = ("<!doctype html", "<html", "<head", "<body", "<!--", "<?xml")


@dataclass(frozen=True, slots=True)
class Described:
    """An article as far as it is known. ``body`` is its text as a seed's file holds it. ``fingerprint`` is the whole of
    a fingerprint seed's file, which is kept as it is."""

    where: str
    title: str = ""
    body: str = ""
    url: str = ""
    source: str = ""
    published: datetime | None = None
    language: str = ""
    entities: tuple[str, ...] = ()
    fingerprint: str = ""


class _SaidJson(SeedSaid):
    text: Whole = ""


def form_of_file(path: Path) -> ArticleForm | None:
    """By its ending; None if that does not say."""
    return _ENDINGS.get(path.suffix.lower())


def form_of_type(content_type: str) -> ArticleForm | None:
    """By what a server says; None if that does not say. Raises ValueError if it is no text."""
    name = content_type.partition(";")[0].strip().lower()
    if name and not name.startswith("text/") and name not in (*_TYPES, "application/octet-stream"):
        raise ValueError(f"it is {name}, not an article: expected a page, text or JSON")
    return _TYPES.get(name)


def form_of_text(text: str) -> ArticleForm:
    """By how it begins."""
    begins = text.lstrip()[:15].lower()
    if begins.startswith("{"):
        return ArticleForm.JSON
    return ArticleForm.PAGE if begins.startswith(_PAGE_BEGINS) else ArticleForm.TEXT


def describe(text: str, where: str, form: ArticleForm, main_text: MainText | None) -> Described:
    """What the article says. ``main_text`` reads pages instead of our own reader. Raises InputError."""
    if "\0" in text:
        raise InputError.at(where, "holds NUL characters: it is no text")
    if form is ArticleForm.PAGE:
        return _page(text, where, main_text)
    return _json(text, where) if form is ArticleForm.JSON else _text(text, where)


def _text(text: str, where: str) -> Described:
    if found := front_matter(text, Path(where)):
        marked, body = found
        return _described(where, validate(SeedSaid, marked), body)
    title, _, body = text.strip().partition("\n")
    if not title.strip() or not body.strip():
        raise InputError.at(where, "expected the headline on the first line and the article's text below it")
    return Described(where, _HEADING.sub("", title, count=1).strip(), body.strip())


def _json(text: str, where: str) -> Described:
    marked = marked_json(text, Path(where))
    if isinstance(marked.value, dict) and "fingerprint" in marked.value:
        read_seed(text, Path(where).with_suffix(".fingerprint.json"))
        return Described(where, fingerprint=text)
    said = validate(_SaidJson, marked)
    return _described(where, said, said.text)


def _described(where: str, said: SeedSaid, body: str) -> Described:
    """Raises InputError if the headline or the text is missing, which no option supplies."""
    missing = "title" if not said.title.strip() else "" if plain(body) else "text"
    if missing:
        raise InputError.at(where, f"has no {missing}: it must hold one")
    return Described(
        where, said.title.strip(), body.strip(), said.url, said.source, said.published, said.language, said.entities
    )


def _page(markup: str, where: str, main_text: MainText | None) -> Described:
    page = read_page(markup)
    text = plain(html.escape(main_text(markup), quote=False).replace("\n", "\n\n")) if main_text else page.text
    lines = [line for line in text.split("\n") if line != page.title]
    for missing, there in (("headline", page.title), ("text", lines)):
        if not there:
            raise InputError.at(
                where, f"no {missing} is found in this page: save it as a text file, its headline first"
            )
    body = "\n\n".join(line if plain(line) == line else html.escape(line, quote=False) for line in lines)
    published = next((when for date in page.dates if (when := moment(date))), None)
    language = page.language if is_language(page.language) else ""  # pages say what they like
    return Described(where, page.title, body, page.url, page.source, published, language)
