"""One entry of a feed's tree -> the parts of it that we keep, under feedparser's names and by its rules: a part that
comes twice, one within another, a summary that is a content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from monitor.sources.fast_names import (
    AROUND,
    CATEGORIES,
    CONTENTS,
    DATES,
    KEYWORDS,
    KNOWN,
    OF_NO_ACCOUNT,
    TAKEN,
    TITLES,
    is_harmless,
    standard_name,
)
from monitor.sources.feed import date_parts

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_READ = frozenset(
    (
        *("about", "base", "domain", "href", "ispermalink", "label", "lang", "lastmod", "mode", "rel", "scheme"),
        *("src", "term", "text", "type", "uri", "url"),
    )
)
"""Attributes that say something."""
_TYPES = frozenset({"text", "plain", "html", "text/plain", "text/html"})
_SLASHES = re.compile("^([A-Za-z][A-Za-z0-9+,.-]*://)/+")
_REFERENCE = re.compile("&([A-Za-z0-9_]+);")
_WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(128, 160) if code not in (129, 141, 143, 144, 157)}
_ITUNES = "http://www.itunes.com/"
Shape = set[tuple[str, str, tuple[str, ...]]]


class Refused(Exception):
    """What the document has that this reading does not know well: feedparser reads it."""


class ElementNames:
    """The standard names of a document's elements, and the shape of what was met: which element stood in which, with
    which attributes."""

    def __init__(self) -> None:
        self.shape: Shape = set()
        self._names: dict[str, str] = {}

    def met(self, parent: str, element: Any) -> str:
        """Its standard name. Raises Refused."""
        tag = element.tag
        name = self._names.get(tag)
        if name is None:
            if not isinstance(tag, str) or (name := standard_name(tag, element)) is None:
                raise Refused(f"element {tag}")
            self._names[tag] = name
        met = (parent, name, tuple(element.keys()))
        if met not in self.shape:
            _check(met[2])
            self.shape.add(met)
        return name


def _check(keys: tuple[str, ...]) -> None:
    """Raises Refused if an attribute is one that changes how the rest is read, or that feedparser takes for another."""
    for key in keys:
        namespace, _, local = key.rpartition("}")
        name = local.lower()
        mistaken = namespace and name in _READ and not KNOWN.get(namespace[1:].lower())
        if mistaken or name in ("base", "mode") or (name == "lang" and key not in ("lang", XML_LANG)):
            raise Refused(f"attribute {key}")
    if len(set(map(str.lower, keys))) < len(keys):
        raise Refused("an attribute twice")


def attributes(element: Any) -> dict[str, str]:
    """By their names in lower case."""
    found = element.items()
    return {key.lower(): value for key, value in found} if found else {}


def language_of(element: Any, outer: str | None) -> str | None:
    """By its own attribute, else that of what it stands in."""
    if not element.keys():
        return outer
    own = element.get(XML_LANG, element.get("lang"))
    return outer if own is None else own or None


def text_of(element: Any) -> str:
    """Its text as feedparser gives it. Raises Refused if there are elements in it."""
    if len(element):
        raise Refused("elements within a text")
    text = (element.text or "").strip()
    if text.isascii():
        return text
    with suppress(UnicodeError):  # UTF-8 that was taken for ISO 8859-1 and encoded again
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_WINDOWS)


def without_semicolons(address: str) -> str:
    """As feedparser gives the text of a link: what looks like a reference in it loses its semicolon."""
    return _REFERENCE.sub(r"&\1", address)


def resolved(address: str) -> str:
    return _SLASHES.sub(r"\1", address)


def of_markup(element: Any) -> None:
    """Raises Refused if its attributes say that it is anything but text or HTML."""
    if element.keys() and attributes(element).get("type", "text").lower() not in _TYPES:
        raise Refused("a type of content")


class EntryReader:
    """Reads one entry; ``parts`` is what it said."""

    def __init__(self, names: ElementNames, *, has_content: bool) -> None:
        self.parts: dict[str, Any] = {}
        self._names, self._has_content = names, has_content
        self._title_depth = -1
        self._depths: dict[str, int] = {}
        self._tags: list[list[str | None]] = []

    def read(self, element: Any, language: str | None) -> Mapping[str, Any]:
        """Raises Refused."""
        about = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
        if about:
            self.parts["id"] = about
        if element.keys() and not {"lastmod", "href"}.isdisjoint(attributes(element)):
            raise Refused("an entry with a date or a link as attribute")
        self._walk(element, "item", 1, language_of(element, language))
        self.parts["tags"] = [{"term": term} for term, _, _ in self._tags]
        return self.parts

    def _walk(self, parent: Any, within: str, depth: int, language: str | None) -> None:
        for element in parent:
            name = self._names.met(within, element)
            own = language_of(element, language)
            if name in TAKEN:
                self._take(name, element, depth, own)
            elif name == "itunes_title":
                if element.keys():
                    raise Refused("a title of iTunes with attributes")
                self._set("itunes_title", text_of(element), depth)
            elif name == "source":
                text_of(element)
                self._title_depth = -1
            elif name in OF_NO_ACCOUNT:
                text_of(element)
            elif name in AROUND or is_harmless(name):
                if len(element):
                    self._walk(element, name, depth + 1, own)
            else:
                raise Refused(f"element {name}")

    def _take(self, name: str, element: Any, depth: int, language: str | None) -> None:
        text = text_of(element)
        if name in DATES:
            self.parts[DATES[name]] = date_parts(text)
        elif name in TITLES:
            self._title(name, element, text, depth, language)
        elif name == "link":
            self._link(element, text)
        elif name in ("guid", "id"):
            self._guid(element, text, depth)
        elif name in CATEGORIES:
            self._category(name, element, text)
        elif name in KEYWORDS:
            self._keywords(name, element, text)
        else:
            of_markup(element)
            self._text(name, text, depth, language)

    def _title(self, name: str, element: Any, text: str, depth: int, language: str | None) -> None:
        of_markup(element)
        if not -1 < self._title_depth <= depth:
            self._set("title", text, depth)
            self.parts["title_detail"] = {"language": _dashed(language)}
        if text and name != "media_title":
            self._title_depth = depth

    def _text(self, name: str, text: str, depth: int, language: str | None) -> None:
        """A summary that comes after another is a content, unless there is one."""
        is_content = name in CONTENTS or ("summary" in self.parts and not self._has_content)
        if not is_content:
            self._set("summary", text, depth)
            return
        self._has_content = True
        self.parts.setdefault("content", []).append({"value": text, "language": _dashed(language)})
        self.parts.setdefault("summary", text)

    def _set(self, part: str, text: str, depth: int) -> None:
        """What stands less deep wins, then what comes later."""
        if depth <= self._depths.get(part, depth):
            self._depths[part] = depth
            self.parts[part] = text

    def _link(self, element: Any, text: str) -> None:
        link = link_of(element, text)
        if link is not None:
            is_text, address = link
            self.parts["link"] = without_semicolons(address.replace("&amp;", "&")) if is_text else address

    def _guid(self, element: Any, text: str, depth: int) -> None:
        is_link = attributes(element).get("ispermalink", "true") == "true"
        value = resolved(text) if is_link else text
        self._set("id", value, depth)
        self.parts.setdefault("guidislink", is_link and "link" not in self.parts)
        if is_link:
            self.parts.setdefault("link", value)

    def _category(self, name: str, element: Any, text: str) -> None:
        given = attributes(element)
        term, scheme, label = given.get("term"), given.get("scheme", given.get("domain")), given.get("label")
        if name == "media_category":
            scheme = given.get("scheme", "http://search.yahoo.com/mrss/category_schema")
        if name == "itunes_category":
            term, scheme, label = given.get("text"), _ITUNES, None
        self._tag(term, scheme, label)
        if not text:
            return
        if self._tags and not self._tags[-1][0]:
            self._tags[-1][0] = text
        else:
            self._tag(text, None, None)

    def _keywords(self, name: str, element: Any, text: str) -> None:
        if element.keys():
            raise Refused("keywords with attributes")
        for word in text.split(","):
            if word.strip():
                self._tag(word.strip(), _ITUNES if name == "itunes_keywords" else None, None)

    def _tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tag = [term, scheme, label]
        if (term or scheme or label) and tag not in self._tags:
            self._tags.append(tag)


def link_of(element: Any, text: str) -> tuple[bool, str] | None:
    """(whether it is the element's text, the address); None if it is a link to something else than a page."""
    given = attributes(element)
    href = given.get("url", given.get("uri", given.get("href"))) or given.get("href")
    if href is None:
        return True, resolved(text) if text else ""
    relation, kind = given.get("rel", "alternate").lower(), given.get("type", "text/html").lower()
    is_page = relation == "alternate" and kind in ("html", "xhtml", "text/html", "application/xhtml+xml")
    return (False, resolved(href)) if is_page else None


def _dashed(language: str | None) -> str:
    return (language or "").replace("_", "-")
