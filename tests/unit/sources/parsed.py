"""Documents as they are parsed, whatever their kind."""

import json
from typing import Any

from monitor.core.types import Item
from monitor.sources.document import parse_document
from monitor.sources.types import Parsed, ParseFailed

URL = "http://a.example/feed"


def parse(body: str | bytes, most: int = 100) -> Parsed | ParseFailed:
    return parse_document(body.encode() if isinstance(body, str) else body, "", URL, most)


def items(body: str | bytes) -> tuple[Item, ...]:
    found = parse(body)
    assert isinstance(found, Parsed), found
    return found.items


def json_feed(*entries: Any, **more: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": entries} | more)


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made each minute -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>http://h.example/a</loc><news:news><news:publication><news:name>The N</news:name><news:language>ar</news:language>
</news:publication><news:publication_date>2026-11-22T06:00:00Z</news:publication_date><news:title> قصف على إدلب </news:title>
<news:keywords>Syria, Idlib</news:keywords></news:news></url>
<url><loc>http://h.example/about</loc></url>
</urlset>"""
