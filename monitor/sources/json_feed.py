"""A JSON Feed's bytes -> items, version 1.0 or 1.1 (jsonfeed.org). Runs in worker processes."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from monitor.core.types import Item
from monitor.core.untrusted import NotJson, moment, read_json, since_1970
from monitor.sources.limits import (
    BOM,
    MAX_FEED_TITLE,
    MAX_FIELD,
    MAX_GUID,
    MAX_LANGUAGE,
    MAX_LINK,
    is_web,
    one_line,
    tags_of,
)
from monitor.sources.newest import newest
from monitor.sources.types import Parsed, ParseFailed

_UNIX_TIME = re.compile("[0-9]{9,13}")


def is_json(body: bytes) -> bool:
    """Whether a document begins as a JSON object does: no XML does so."""
    return body.removeprefix(BOM).lstrip()[:1] == b"{"


def parse_json_feed(body: bytes, url: str, max_items: int) -> Parsed | ParseFailed:
    """The items of a JSON Feed, in order, at most ``max_items``; what is no object among them is left out."""
    try:
        found = read_json(body.decode("utf-8-sig", "replace"))
    except NotJson as error:
        return ParseFailed(f"{error} (line {error.line}, column {error.column})")
    if not isinstance(found.get("items"), list):
        return ParseFailed("JSON, but no JSON Feed: it has no list of items")
    base = _absolute(url, _text(found, "home_page_url")) or url
    language = _text(found, "language")
    entries = [entry for entry in found["items"] if isinstance(entry, dict)]
    items = tuple(_item(entry, base, language) for entry in newest(entries, _date, max_items))
    return Parsed(items, max(0, len(entries) - max_items), title=_text(found, "title")[:MAX_FEED_TITLE])


def _item(entry: dict[str, Any], base: str, language: str) -> Item:
    content = _text(entry, "content_html") or html.escape(_text(entry, "content_text"), quote=False)
    identity = _identity(entry)
    link = _text(entry, "url") or _text(entry, "external_url") or (identity if is_web(identity) else "")
    tags = entry.get("tags")
    return Item(
        guid=identity,
        url=_absolute(base, one_line(link).strip()),
        title=_text(entry, "title")[:MAX_FIELD],
        summary=_text(entry, "summary")[:MAX_FIELD],
        content=content[:MAX_FIELD],
        published=_date(entry),
        language=one_line(_text(entry, "language") or language)[:MAX_LANGUAGE],
        tags=tags_of(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def _identity(entry: dict[str, Any]) -> str:
    """A number counts as it is written; `true` would be the id of many."""
    value = entry.get("id")
    return (
        one_line(str(value))[:MAX_GUID] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    )


def _date(entry: dict[str, Any]) -> datetime | None:
    return _moment(entry.get("date_published")) or _moment(entry.get("date_modified"))


def _moment(value: Any) -> datetime | None:
    """A date as the format has it, or as many publishers write it: a number, in quotes or not."""
    if isinstance(value, str):
        return moment(value) or (since_1970(int(value)) if _UNIX_TIME.fullmatch(value) else None)
    return since_1970(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link)[:MAX_LINK] if link else ""
    except ValueError:
        return ""


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""
