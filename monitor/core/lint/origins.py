"""Sources, tags and languages that rules and routes ask for, beside those that feeds have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.core.lint.book import Book, Place, listed
from monitor.core.lint.finding import Finding
from monitor.core.lint.setting import Setting
from monitor.core.untrusted import language_code, source_name

_COUNTRIES = {
    **dict.fromkeys(("ae", "eg", "iq", "qa", "sy"), "ar"),
    **dict.fromkeys(("gb", "us"), "en"),
    "by": "be",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "il": "he",
    "ir": "fa",
    "jp": "ja",
    "kz": "kk",
    "rs": "sr",
    "ua": "uk",
}
"""Codes of countries that are none of a language that is read, and the language that is meant."""
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/|\.[\w-]+\.")
"""One that a path follows, or that begins with a dot."""
_COMMA = re.compile(r"\w\s*,\s+\w")


def unknown_origins(book: Book, setting: Setting) -> Iterator[Finding]:
    """What no feed has. Where there are no feeds, nothing is known."""
    if not setting.feeds:
        return
    sources = frozenset(map(_domain, frozenset().union(*(feed.sources for feed in setting.feeds))))
    tags = frozenset().union(*(feed.tags for feed in setting.feeds))
    tags_of_rules = {str(tag) for rule in book.rules.values() for tag in listed(rule.value.get("tags", []))}
    any_language = any(not feed.language for feed in setting.feeds)
    in_rules = [place for _, place in book.conditions]
    for place, known in (*((one, tags) for one in in_rules), *((one, tags | tags_of_rules) for one in _asked(setting))):
        for text, at in _texts(place, "source"):
            if "://" in text or _HOST.match(text):
                message = (
                    f'"{text}" is no name of a source: write the host alone, such as gazette.example, or ask by `url`'
                )
                yield at.warning("address-as-source", message)
            elif _domain(source_name(text)) not in sources:
                yield at.note("unknown-source", f'no feed is "{text}" by its name, owner or address')
        for text, at in _texts(place, "tag"):
            if text not in known:
                message = f'no feed has the tag "{text}": only items that bring it themselves match'
                yield at.note("unknown-tag", message)
        for text, at in () if any_language else _texts(place, "language"):
            if language_code(text) not in setting.languages:
                message = f'no feed is in "{text}": only items that say so themselves match'
                yield at.note("unknown-language", message)


def countries(book: Book, setting: Setting | None) -> Iterator[Finding]:
    """Languages that are written as countries: `ua` finds nothing that is known to be in Ukrainian."""
    places = [place for _, place in book.conditions]
    if setting is not None:
        places += [*_asked(setting), *_feeds(setting)]
    written = [found for place in places for found in _texts(place, "language")]
    names = (place.below("names") for place in book.entities.values() if isinstance(place.value.get("names"), dict))
    written += [(code, place.below(code)) for place in names for code in place.value]
    for text, at in written:
        if meant := _COUNTRIES.get(language_code(text)):
            at_key = at.where[-1] == text
            yield at.warning(
                "country-code", f'"{text}" is the code of a country: write the language, {meant}', at_key=at_key
            )


def tags_in_one(setting: Setting) -> Iterator[Finding]:
    """Several tags or sources of a feed or route in one text."""
    for place in (*_feeds(setting), *_asked(setting)):
        for key in ("tags", "tag", "source"):
            text = place.value.get(key)
            if isinstance(text, str) and _COMMA.search(text):
                message = f'"{text}" is one text: if the comma was meant to part several, write a list: [one, another]'
                yield place.below(key).warning("several-in-one", message)


def _feeds(setting: Setting) -> Iterator[Place]:
    for index in range(len((setting.marked.value or {}).get("feeds") or ())):
        yield Place(setting.marked, ("feeds", index))


def _asked(setting: Setting) -> Iterator[Place]:
    """The conditions of routes and inhibitions, as they are written."""
    written = setting.marked.value or {}
    for section, keys in (("routes", ("when",)), ("inhibit", ("when", "hold"))):
        for index, one in enumerate(written.get(section) or ()):
            yield from (Place(setting.marked, (section, index, key)) for key in keys if key in one)


def _texts(condition: Place, key: str) -> Iterator[tuple[str, Place]]:
    """Those that the environment gives are unknown here."""
    value = condition.value.get(key)
    if isinstance(value, str):
        found = [(value, condition.below(key))]
    else:
        found = [(text, condition.below(key, index)) for index, text in enumerate(value or ())]
    return ((text, place) for text, place in found if "${" not in text and not text.startswith("file:"))


def _domain(name: str) -> str:
    """What one house's hosts have in common: `news.gazette.example` -> `gazette.example`, with `co.uk` and the like
    as one ending. A name that is no host stays as it is."""
    labels = name.split(".")
    if len(labels) < 2 or " " in name:
        return name
    long_ending = len(labels[-1]) == 2 and (len(labels[-2]) <= 3) and len(labels) > 2
    return ".".join(labels[-3:] if long_ending else labels[-2:])
