"""What the peers' own test suites expect of an entry: id, link, title, date and text, read from their files."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.core.text.markup import plain
from monitor.core.types import Item

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)
_HEADER = re.compile(r"Content-type:\s*([^\r\n]*)", re.IGNORECASE)
_FEEDPARSER = {"id": "guid", "guid": "guid", "link": "url", "title": "title", "summary": "text", "description": "text",
               "content": "text", "published_parsed": "published", "date_parsed": "published"}  # fmt: skip
_GOFEED = {"id": "guid", "summary": "text", "guid": "guid", "link": "url", "title": "title", "description": "text", "publishedParsed": "published",
           "content": "text"}  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """Of entry ``entry`` of a document, ``field`` is ``value``."""

    entry: int
    field: str
    value: str


def feedparser(path: Path) -> tuple[str, list[Expected]]:
    """The content type and the expectations in the comment of a file of feedparser's suite."""
    text = path.read_bytes().decode("latin-1")
    header = _HEADER.search(text.partition("-->")[0])
    found = _EXPECT.search(text)
    expected: list[Expected] = []
    if found:
        try:
            tree = ast.parse(found[1].strip(), mode="eval")
        except SyntaxError:
            return "", []
        expected = list(_compared(tree))
    return header[1].strip() if header else "", expected


def _compared(tree: ast.AST) -> Iterator[Expected]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            place = re.fullmatch(
                r"entries\[(\d+)\](?:\[|\.)'?(\w+)'?\]?(?:\[\d+\])?(?:\['value'\])?", ast.unparse(node.left)
            )
            if place and place[2] in _FEEDPARSER:
                try:
                    value = ast.literal_eval(node.comparators[0])
                except ValueError:
                    continue
                field = _FEEDPARSER[place[2]]
                yield Expected(int(place[1]), field, _normal(field, value))


def gofeed(path: Path) -> list[Expected]:
    """The expectations that stand beside a file of gofeed's suite: of a feed of any kind, of RSS or of Atom."""
    values = json.loads(path.read_text(encoding="utf-8"))
    found: list[Expected] = []
    for number, item in enumerate(values.get("items") or values.get("entries") or []):
        said = {_GOFEED[key]: value for key, value in item.items() if key in _GOFEED and value}
        if "url" not in said and (links := [one for one in item.get("links") or [] if isinstance(one, dict)]):
            said["url"] = next((one.get("href") for one in links if one.get("rel") in ("alternate", None, "")), "")
        found += [Expected(number, field, _normal(field, value)) for field, value in said.items() if value]
    return found


def feed_rs(path: Path, document: str) -> list[Expected]:
    """The same of feed-rs. It makes up ids: one that does not stand in ``document`` says nothing."""
    found: list[Expected] = []
    for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8")).get("entries") or []):
        links = entry.get("links") or []
        said = {
            "guid": entry["id"] if entry.get("id", "") in document else "",
            "title": (entry.get("title") or {}).get("content"),
            "url": links[0]["href"] if len(links) == 1 else "",
            "text": (entry.get("content") or {}).get("body") or (entry.get("summary") or {}).get("content"),
            "published": entry.get("published"),
        }
        found += [Expected(number, field, _normal(field, value)) for field, value in said.items() if value]
    return found


def _normal(field: str, value: Any) -> str:
    if field == "published":
        if isinstance(value, tuple):
            year, month, day, hour, minute, second = value[:6]
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
        if isinstance(value, str):
            return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC).isoformat()
        return ""
    if isinstance(value, dict):
        value = value.get("value")
    return " ".join(plain(str(value or "")).split())


def differs(expected: Expected, items: tuple[Item, ...]) -> str:
    """How what we read differs from what is expected; empty if it does not."""
    if expected.entry >= len(items):
        return f"{expected.field}: no entry {expected.entry}" if expected.value else ""
    item = items[expected.entry]
    if expected.field == "text":
        ours = [_normal("text", one) for one in (item.summary, item.content)]
        return "" if expected.value in ours else f"text: {expected.value[:60]!r}, we read {ours!r:.120}"
    if expected.field == "published":
        one = item.published.isoformat() if item.published else ""
    else:
        one = _normal(expected.field, getattr(item, expected.field))
    return "" if one == expected.value else f"{expected.field}: {expected.value[:80]!r}, we read {one[:80]!r}"
