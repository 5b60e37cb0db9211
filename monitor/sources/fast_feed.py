"""A feed's bytes -> items by lxml, several times as fast as feedparser (decision 0021) and the same, or refused:
whatever this reading does not know well is left to feedparser. sources/verified.py says when it is believed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from monitor.sources.entries import parsed_of
from monitor.sources.fast_entry import (
    XML_LANG,
    ElementNames,
    EntryReader,
    Refused,
    Shape,
    attributes,
    language_of,
    link_of,
    of_markup,
    resolved,
    text_of,
    without_semicolons,
)
from monitor.sources.fast_names import (
    AROUND,
    CATEGORIES,
    DATES,
    DESCRIPTIONS,
    KEYWORDS,
    KNOWN,
    OF_NO_ACCOUNT,
    STANDARD,
    SUMMARIES,
    TAKEN,
    is_harmless,
)
from monitor.sources.limits import BOM
from monitor.sources.references import mended
from monitor.sources.types import Parsed

READER = f"1, lxml {etree.__version__}"
"""Changes whenever this reading does."""
_DECLARATION = re.compile(
    rb"""<\?xml\s+version=["']1\.0["'](\s+encoding=["']utf-?8["'])?(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>""", re.I
)
_ROOT_BEGINS = re.compile(rb"<\w")
_XMLNS = re.compile(rb"""xmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^;"'\s]*)""", re.I)
_PICTURE = frozenset({"title", "link", "description", "name", "url", "width", "height"})
_PERSON = frozenset({"name", "email", "uri", "url", "homepage", "itunes_name", "itunes_email"})
_ATOM, _RDF = "{http://www.w3.org/2005/Atom}feed", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_RSS_1 = "http://purl.org/rss/1.0/"


def read_fast(body: bytes, content_type: str, url: str, max_items: int) -> tuple[Parsed, Shape]:
    """What the document holds, and which element stands in which. Raises Refused."""
    body = body.removeprefix(BOM)
    _check_encoding(body, content_type)
    root = _tree(mended(body))
    _check_namespaces(root, body)
    reading = _Reading()
    reading.read(root)
    if not reading.entries:
        raise Refused("no entries")
    return parsed_of(reading.feed, reading.entries, url, max_items), reading.names.shape


def _check_encoding(body: bytes, content_type: str) -> None:
    """Raises Refused unless there is no doubt that it is UTF-8."""
    declared = _DECLARATION.match(body)
    begins = _ROOT_BEGINS.search(body)
    head = body[: begins.start()] if begins else body
    if not body.startswith(b"<") or (not declared and b"<?xml" in head) or re.search(rb"<!(?!--)", head):
        raise Refused("how it begins")
    first_line, start = body.partition(b"\n")[0], declared.end() if declared else 0
    if b"encoding=" in first_line[start:]:
        raise Refused("an encoding after the declaration")
    charset = _CHARSET.search(content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        raise Refused("the charset of its header")
    certain = charset or (declared and declared[1]) or not content_type.lower().startswith("text/")
    try:
        body.decode("utf-8" if certain else "ascii")
    except UnicodeDecodeError:
        raise Refused("its encoding") from None


def _tree(body: bytes) -> Any:
    """No entities are expanded and nothing is fetched. Raises Refused if it is not well-formed."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"XML: {error}"[:200]) from None
    if root.getroottree().docinfo.doctype:
        raise Refused("a DOCTYPE")
    return root


def _check_namespaces(root: Any, body: bytes) -> None:
    """Raises Refused if a prefix means two things, or what usually is another's."""
    if body.count(b"xmlns") > len(root.nsmap):
        found = set(_XMLNS.findall(body))
        if len({prefix for prefix, _ in found}) < len(found):
            raise Refused("a prefix of two namespaces")
    for prefix, uri in root.nsmap.items():
        if prefix in STANDARD and KNOWN.get(uri.lower()) != prefix:
            raise Refused(f"the prefix {prefix} of another namespace")


class _Reading:
    """Goes through a document once, in its order."""

    def __init__(self) -> None:
        self.names = ElementNames()
        self.feed: dict[str, str] = {}
        self.entries: list[Any] = []
        self._has_summary = self._has_content = False

    def read(self, root: Any) -> None:
        """Raises Refused."""
        language = root.get(XML_LANG, root.get("lang")) or None
        self.names.met("", root)
        if root.tag == _ATOM:
            if language:
                self.feed["language"] = language.replace("_", "-")
            self._inside(root, "entry", language)
        elif root.tag == "rss":
            if language:
                self.feed["language"] = language.replace("_", "-")
            self._rss(root, language)
        elif root.tag == _RDF:
            self._rdf(root, language)
        else:
            raise Refused(f"root {root.tag}")

    def _rss(self, root: Any, language: str | None) -> None:
        if len(root) != 1 or self.names.met("rss", root[0]) != "channel":
            raise Refused("no channel alone")
        self._inside(root[0], "item", self._channel(root[0], language))

    def _rdf(self, root: Any, language: str | None) -> None:
        if root.nsmap.get(None) != _RSS_1 or not len(root) or self.names.met("rdf", root[0]) != "channel":
            raise Refused("RDF, but not RSS 1.0")
        self._inside(root[0], "", self._channel(root[0], language))
        for element in root[1:]:
            name = self.names.met("rdf", element)
            if name == "item":
                self._entry(element, language)
            elif name in ("image", "textinput"):
                self._picture(name, element)
            else:
                raise Refused(f"{name} beside the channel")

    def _channel(self, channel: Any, language: str | None) -> str | None:
        given = attributes(channel)
        if not {"lastmod", "href"}.isdisjoint(given):
            raise Refused("a channel with attributes")
        return language_of(channel, language)

    def _inside(self, parent: Any, entry: str, language: str | None) -> None:
        for element in parent:
            name = self.names.met("channel", element)
            if name == entry:
                self._entry(element, language)
            elif name in ("image", "textinput"):
                self._picture(name, element)
            else:
                self._about_the_feed(name, element)

    def _entry(self, element: Any, language: str | None) -> None:
        self.entries.append(EntryReader(self.names, has_content=self._has_content).read(element, language))
        self._has_content = False

    def _picture(self, name: str, element: Any) -> None:
        """Of the feed; what stands in it is not the feed's own."""
        for part in element:
            if self.names.met(name, part) not in _PICTURE:
                raise Refused(f"an unusual {name}")
            text_of(part)

    def _about_the_feed(self, name: str, element: Any) -> None:
        if name in AROUND or name in CATEGORIES:
            self._passed_over(name, element)
            return
        text = text_of(element)
        if name == "title":
            if "title" in self.feed:
                raise Refused("two titles")
            of_markup(element)
            self.feed["title"] = text
        elif name == "link":
            if (link := link_of(element, text)) is not None:
                is_text, address = link
                self.feed["link"] = without_semicolons(address) if is_text else address
        elif name in ("guid", "id"):
            if attributes(element).get("ispermalink", "true") == "true":
                self.feed.setdefault("link", resolved(text))
        elif name in ("language", "dc_language"):
            self.feed["language"] = text
        elif name in ("ttl", "sy_updateperiod", "sy_updatefrequency"):
            if element.keys():
                raise Refused(f"{name} with attributes")
            self.feed[name] = text
        elif name in SUMMARIES or name in DESCRIPTIONS:
            self._summary(name)
        elif name in OF_NO_ACCOUNT or name in DATES or name in KEYWORDS:
            return
        elif name in TAKEN or not is_harmless(name):
            raise Refused(f"{name} of the feed")

    def _summary(self, name: str) -> None:
        """Of the feed: it decides how feedparser takes that of the next entry."""
        if self._has_summary and not self._has_content:
            self._has_content = True
        elif name in SUMMARIES:
            self._has_summary = True

    def _passed_over(self, within: str, parent: Any) -> None:
        """An author, or categories, which may stand in each other. Raises Refused if there is more in it."""
        for element in parent:
            name = self.names.met(within, element)
            if name not in _PERSON and name not in CATEGORIES:
                raise Refused(f"{name} in {within}")
            self._passed_over(name, element)
