"""OPML, the lists of feeds that readers exchange: read however it is written, and written as the standard says. Pure.

Facts: OPML 2.0 (http://opml.org/spec2.opml). Of 118 lists that readers made, 84 are no well-formed XML (a bare ``&`` in
an address, as a rule), and no XML parser reads those; nothing that a document declares is wanted either.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from monitor.core.errors import InputError, Problem

MAX_BYTES = 5_000_000
MAX_FOLDERS = 20
"""Folders around one feed that become tags."""
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_UTF_16 = {
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How a text in it begins."""
_TAG = re.compile(r"<(?:!--|!\[CDATA\[|!DOCTYPE\b|\?|/?[A-Za-z][\w:.-]*)", re.IGNORECASE)
_SKIPPED = {"!--": "-->", "![cdata[": "]]>", "?": "?>"}
_HARMLESS = re.compile(r"\s+opml\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\s*([\w:.-]{1,60})\s*=\s*(?:"
    # A quote ends the value if an attribute or the end of the tag follows; a few others may stand inside.
    r"\"([^\"]*(?:\"(?!\s{0,50}(?:[/?]?>|[\w:.-]{1,60}\s{0,50}=))[^\"]*){0,20})\"|'([^']*)'|((?:[^\s\"'<>/]|/(?!>))+))"
)
_ADDRESS = re.compile(r"\bxmlurl\s{0,50}=", re.IGNORECASE)
_END = re.compile(r"[^<>]{0,1000}?(/?)>")
_REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OURS = "urn:x-monitor:feed"
"""The namespace of what OPML has no word for; its prefix in our files is ``monitor``."""


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """A feed of a list. ``name`` to ``full_text`` are from lists that we wrote; ``line`` and ``column`` say where it
    stands, from 1."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    name: str = ""
    owner: str = ""
    interval: str = ""
    identity: str = ""
    full_text: bool = False
    line: int = 0
    column: int = 0


def read_opml(body: bytes, path: str) -> tuple[OpmlFeed, ...]:
    """The feeds of a list in its order; the folders around one and its categories are its tags. Raises InputError if it
    is no list, is cut off, or declares anything."""
    if len(body) > MAX_BYTES:
        raise InputError.at(path, f"larger than {MAX_BYTES // 1_000_000} MB: split the file", 1, 1)
    text = _decoded(body, path)
    reader = _Reader(text, path)
    reader.read()
    if not reader.is_opml:
        raise InputError.at(path, "no OPML: expected <opml>, as readers export their feeds", 1, 1)
    if not re.search(r"</opml\s*>", text, re.IGNORECASE):
        raise InputError(
            [Problem(path, text.count("\n") + 1, 1, "ends before </opml>: it is cut off, export it again")]
        )
    return tuple(reader.feeds)


def _decoded(body: bytes, path: str) -> str:
    """UTF-16 and UTF-8 by the bytes, whatever the list says of itself: programs write `utf-16` over UTF-8. All else by
    what it says."""
    said = _ENCODING.search(body[:500])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    if found := next((one for start, one in _UTF_16.items() if body.startswith(start)), ""):
        name = found
    elif name.startswith(("utf-16", "utf-32")) or (not body.isascii() and _is_utf_8(body)):
        name = "utf-8"
    try:
        return body.decode("utf-8-sig" if name == "utf-8" else name)
    except (LookupError, UnicodeError):
        raise InputError.at(path, f"not text in {name}: save it as UTF-8", 1, 1) from None


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeError:
        return False
    return True


class _Reader:
    """Walks through the tags and keeps the outlines. What closes nowhere ends it; nothing is expanded or fetched."""

    def __init__(self, text: str, path: str) -> None:
        self._text, self._path = text, path
        self._folders: list[str] = []
        self._said: dict[str, str] = {}
        self._line, self._line_start, self._counted = 1, 0, 0
        self.is_opml: bool | None = None
        self.feeds: list[OpmlFeed] = []

    def read(self) -> None:
        at = 0
        while found := _TAG.search(self._text, at):
            self._rest_of_an_outline(at, found.start())
            at = self._after(found)
        self._rest_of_an_outline(at, len(self._text))

    def _after(self, tag: re.Match[str]) -> int:
        """Take ``tag``; where what follows it begins."""
        name = tag[0][1:].lower()
        if name in _SKIPPED:
            end = self._text.find(_SKIPPED[name], tag.end())
            return end + len(_SKIPPED[name]) if end >= 0 else len(self._text)
        if name == "!doctype" and not _HARMLESS.match(self._text, tag.end()):
            message = "has a DOCTYPE that declares or fetches something, which is not read: take it out"
            raise InputError.at(self._path, message, *self._place(tag.start()))
        if self.is_opml is None and name != "!doctype":
            self.is_opml = name == "opml"
        if name == "/outline":
            self._said = {}
            if self._folders:
                self._folders.pop()
        return self._outline(tag) if name == "outline" and self.is_opml else tag.end()

    def _outline(self, tag: re.Match[str]) -> int:
        at = tag.end()
        self._said = {}
        while found := _ATTRIBUTE.match(self._text, at):
            self._say(found)
            at = found.end()
        is_feed = "xmlurl" in self._said or self._said.get("type", "").lower() in ("rss", "atom")
        if is_feed:
            self._add(tag.start())
        end = _END.match(self._text, at)
        if end and end[1]:
            self._said = {}
        else:
            self._folders.append("" if is_feed else _title(self._said))
        return end.end() if end else at

    def _rest_of_an_outline(self, start: int, end: int) -> None:
        """A quote inside a value may end its tag too early: the address is found in the text behind it then."""
        rest = self._text[start:end]
        if self._said and "xmlurl" not in self._said and _ADDRESS.search(rest):
            for found in _ATTRIBUTE.finditer(rest):
                self._say(found)
            self._folders.pop()  # it was taken for one
            self._add(start)
            if not rest.rstrip().endswith("/>"):
                self._folders.append("")
            self._said = {}

    def _say(self, found: re.Match[str]) -> None:
        value = next((part for part in found.groups()[1:] if part is not None), "")
        self._said.setdefault(found[1].lower(), _REFERENCE.sub(_meant, value).strip())

    def _add(self, at: int) -> None:
        self.feeds.append(_feed(self._said, self._folders[:MAX_FOLDERS], *self._place(at)))

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1; asked in the order of the text."""
        self._line += self._text.count("\n", self._counted, at)
        self._line_start = max(self._line_start, self._text.rfind("\n", self._counted, at) + 1)
        self._counted = at
        return self._line, at - self._line_start + 1


def _title(said: dict[str, str]) -> str:
    return said.get("title") or said.get("text") or ""


def _meant(found: re.Match[str]) -> str:
    if found[1]:
        return _NAMED[found[1]]
    code = int(found[2]) if found[2] else int(found[3], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _feed(said: dict[str, str], folders: Iterable[str], line: int, column: int) -> OpmlFeed:
    categories = re.split(r"[,/]", said.get("category", ""))
    tags = _listed(said.get("monitor:tags", "")) or (*folders, *categories)
    language = said.get("language", "")
    return OpmlFeed(
        url=said.get("xmlurl") or said.get("url", ""),
        title=_title(said),
        tags=tuple(dict.fromkeys(tag for one in tags if (tag := _literal(one)))),
        language=language if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", language) else "",
        name=_literal(said.get("monitor:name", "")),
        owner=_literal(said.get("monitor:owner", "")),
        interval=said.get("monitor:interval", ""),
        identity=said.get("monitor:identity", ""),
        full_text=said.get("monitor:fulltext", "") == "true",
        line=line,
        column=column,
    )


def _listed(text: str) -> tuple[str, ...]:
    """A list of texts as JSON; nothing if it is none."""
    try:
        value = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _literal(text: str) -> str:
    """What another program wrote, as the config takes it literally: it names no secret and no file."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text.replace("${", "$ {")).split())
    return line.replace("file:", "file ", 1) if line.startswith("file:") else line


def write_opml(feeds: Sequence[OpmlFeed]) -> str:
    """OPML 2.0: each feed in the folder of its first tag, all its tags as categories."""
    folders: dict[str, list[OpmlFeed]] = {}
    for feed in feeds:
        folders.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:monitor="{_OURS}">',
        "  <head>",
        "    <title>Feeds of monitor</title>",
        "  </head>",
        "  <body>",
    ]
    for folder, inside in folders.items():
        if folder:
            lines.append(f"    <outline text={_quoted(folder)}>")
        lines += [("      " if folder else "    ") + _outline(feed) for feed in inside]
        if folder:
            lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(feed: OpmlFeed) -> str:
    values = {
        "text": feed.title or feed.name,
        "title": feed.title or feed.name,
        "type": "rss",
        "xmlUrl": feed.url,
        "language": feed.language,
        "category": ",".join(f"/{tag}" for tag in feed.tags if not re.search("[,/]", tag)),
        "monitor:name": feed.name,
        "monitor:owner": feed.owner,
        "monitor:interval": feed.interval,
        "monitor:identity": feed.identity,
        "monitor:fullText": "true" if feed.full_text else "",
        "monitor:tags": json.dumps(feed.tags, ensure_ascii=False) if re.search("[,/]", "".join(feed.tags)) else "",
    }
    return "<outline " + " ".join(f"{key}={_quoted(value)}" for key, value in values.items() if value) + "/>"


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
