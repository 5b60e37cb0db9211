"""A web page -> its headline, what it says of itself, and its main text. Pure; never raises on what it is given."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core.text.markup import BLOCKS, SILENT, attribute, is_too_deep, plain, plain_line
from monitor.core.untrusted import language_code

MAX_CHARACTERS = 4_000_000
_AROUND = SILENT | {"nav", "aside", "footer", "form", "button", "select", "textarea", "figure", "dialog", "h1"}
"""What stands around an article, not in it; its headline is known by itself."""
_A_PARAGRAPH = 60
"""Characters from which a run of text says where the article is."""
_A_HEADLINE = 3
"""Words from which a heading is no mere name."""
_NEARNESS = (1.0, 0.6, 0.3, 0.15)
"""How much a run says for the block around it, for that around this one, and so on."""
_LINKS = 0.5
"""Share of a run that may be links; more is a list of other articles."""
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')
_DATES = ("article:published_time", "og:published_time", "datePublished", "dc.date.issued", "dcterms.created", "date",
          "pubdate", "publishdate")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; a part that it does not say is empty. ``dates`` are candidates as written, the best first."""

    title: str
    text: str
    url: str
    source: str
    language: str
    dates: tuple[str, ...]


def decoded(body: bytes, content_type: str = "") -> str:
    """Markup as text: by its byte order mark, by what its server or the page itself says, or as UTF-8; what is none
    of these is read as browsers do."""
    said = re.search(r"charset=[\"']?([\w.:-]+)", content_type)
    inside = _CHARSET.search(body[:4_096])
    for name in (said[1] if said else "", "utf-8-sig", inside[1].decode("ascii") if inside else ""):
        try:
            return body.decode(name) if name else body.decode("ascii")
        except (LookupError, ValueError):
            continue
    return body.decode("cp1252", "replace")


def read_page(markup: str) -> Page:
    """``markup`` is a whole document or a part of one."""
    markup = markup[:MAX_CHARACTERS]
    if is_too_deep(markup):
        return Page("", plain(markup), "", "", "", ())
    tree = LexborHTMLParser(markup)
    said = _said(tree)
    root = tree.css_first("html")
    return Page(
        title=_title(tree, said),
        text=_main_text(tree.body) if tree.body is not None else "",
        url=attribute(tree.css_first('link[rel="canonical"]'), "href") or said.get("og:url", ""),
        source=_line(said.get("og:site_name", "")),
        language=language_code(attribute(root, "lang")),
        dates=tuple(_dates(tree, said)),
    )


def _said(tree: LexborHTMLParser) -> dict[str, str]:
    """What its ``meta`` elements say, by name in small letters; the first of two counts."""
    found: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        for key in ("property", "name", "itemprop"):
            if name := attribute(meta, key):
                found.setdefault(name.lower(), attribute(meta, "content"))
    return found


def _title(tree: LexborHTMLParser, said: dict[str, str]) -> str:
    """The headline. Outlets add their names to what they say of it, so a heading that stands in that is better, unless
    it may be the outlet's own name."""
    headings = [line for node in tree.css("h1") if (line := _line(_text(node)))]
    title = _line(said.get("og:title", "")) or _line(_text(tree.css_first("title")))
    outlet = _line(said.get("og:site_name", ""))
    inside = [line for line in headings if line in title and line != outlet and len(line.split()) >= _A_HEADLINE]
    return max(inside, key=len, default=title) or next(iter(headings), "")


def _dates(tree: LexborHTMLParser, said: dict[str, str]) -> Iterator[str]:
    yield from (said[name.lower()] for name in _DATES if said.get(name.lower()))
    for script in tree.css('script[type="application/ld+json"]'):
        if found := _JSON_DATE.search(_text(script)):
            yield found[1]
    yield from (attribute(time, "datetime") for time in tree.css("time[datetime]")[:1])


def _main_text(body: LexborNode) -> str:
    """The runs of text in the block that holds most of the page's paragraphs; of a page without any, all its text."""
    scores: dict[int, float] = defaultdict(float)
    blocks: dict[int, LexborNode] = {}
    for run in _runs(body):
        if len(run.text) >= _A_PARAGRAPH and run.linked <= _LINKS * len(run.text):
            for share, block in zip(_NEARNESS, run.blocks, strict=False):
                scores[block.mem_id] += share * (len(run.text) - run.linked)
                blocks[block.mem_id] = block
    best = blocks[max(scores, key=lambda key: scores[key])] if scores else body
    return "\n".join(run.text for run in _runs(best) if run.linked <= _LINKS * len(run.text))


@dataclass(frozen=True, slots=True)
class _Run:
    """Text between two borders of blocks: how many of its characters are links, and the blocks around it, the
    innermost first. A paragraph says nothing of itself, so it is none of them."""

    text: str
    linked: int
    blocks: tuple[LexborNode, ...]


class _Reader:
    """Collects the text between two borders."""

    def __init__(self) -> None:
        self._blocks: list[LexborNode] = []
        self._links = self._linked = 0
        self._parts: list[str] = []

    def enter(self, node: LexborNode, is_block: bool) -> None:
        self._links += node.tag == "a"
        if is_block:
            self._blocks.append(node)

    def leave(self, node: LexborNode, is_block: bool) -> None:
        self._links -= node.tag == "a"
        if is_block:
            self._blocks.pop()

    def read(self, text: str) -> None:
        self._parts.append(text)
        if self._links:
            self._linked += len(text.strip())

    def border(self) -> Iterator[_Run]:
        if text := _line("".join(self._parts)):
            around = [block for block in self._blocks[-len(_NEARNESS) - 1 :] if block.tag != "p"]
            yield _Run(text, self._linked, tuple(reversed(around)))
        self._parts, self._linked = [], 0


def _runs(root: LexborNode) -> Iterator[_Run]:
    """The text below ``root``, without what stands around an article."""
    reader = _Reader()
    waiting = [(root, False)]
    while waiting:
        node, leaving = waiting.pop()
        tag = node.tag or ""
        if tag == "-text":
            reader.read(node.text_content or "")
            continue
        is_block = tag in BLOCKS or node is root
        if is_block or tag in _AROUND:
            yield from reader.border()
        if leaving:
            reader.leave(node, is_block)
        elif tag not in _AROUND:
            reader.enter(node, is_block)
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


def _line(text: str) -> str:
    """What was read from markup, on one line; escaped, because plain_line() reads markup."""
    return plain_line(html.escape(" ".join(text.split()), quote=False))


def _text(node: LexborNode | None) -> str:
    return node.text(deep=True) if node is not None else ""
