"""Which item is this? Keys that stay the same while a publisher edits, re-issues or decorates an entry.

An entry is known by its guid and by its canonical link, when the document it came in shows that these can be
trusted: a guid that stands twice with different links names nothing, nor does a link that several entries share.
What has neither is known by its title and date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import normalize_url

from monitor.core.given import language_code, whole
from monitor.core.text.document import fields_of
from monitor.core.text.fold import fold_text
from monitor.core.text.markup import plain, plain_line
from monitor.core.text.words import script_language, tokens
from monitor.core.types import Article, Fields, Item, Origin

ALGORITHM = 1
"""Raise it when keys or editions are made differently: stored ones then re-baseline instead of looking edited."""

MAX_TITLE = 1_000
_POSITION = re.compile(r"[0-9]{1,4}")
_FUTURE = timedelta(minutes=10)
_EARLIEST_YEAR = 1990
_TRACKING = re.compile(
    r"(?:utm_|at_|ns_|pk_|mtm_|hsa_|ftcamp|ito$|emc$|maca$|xtor$|cmp$|cmpid|traffic_source|fbclid|gclid|dclid|yclid|"
    r"msclkid|mc_[ce]id|igshid|smid$|smtyp$|ref_src|_hs(?:enc|mi)|ocid$|taid$|sref$|cid$|feature$|rss$|"
    r"partner$|campaign(?:id)?$|source$|ref$)",
    re.IGNORECASE,
)


def canonical_url(url: str) -> str:
    """One form for all spellings of a link: for keys only, never shown. Empty if it is no http(s) link."""
    parts = urlsplit(url.strip()) if _is_web(url) else None
    if parts is None or not parts.hostname:
        return ""
    try:
        normal = urlsplit(normalize_url(parts._replace(fragment=_meaningful(parts.fragment)).geturl()))
        host, port = (normal.hostname or "").removeprefix("www."), normal.port
    except ValueError:
        return ""
    query = sorted((k, v) for k, v in parse_qsl(normal.query, keep_blank_values=True) if not _TRACKING.match(k))
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("https", netloc, normal.path.rstrip("/") or "/", urlencode(query), normal.fragment))


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url.strip()).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def _meaningful(fragment: str) -> str:
    """A fragment that names a page (#!/news/5) or a post in a live blog; others are positions in a page."""
    return fragment if fragment.startswith("!") or re.fullmatch(r"(?:post|block|p)-?[0-9a-f]{5,}", fragment) else ""


def hashed(key: str) -> int:
    """A key as a signed 64-bit integer, for an index that is kept for ever."""
    return int.from_bytes(
        hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that our own code could not take, whole, with what it raised: for quarantine."""

    item: Item
    reason: str


def articles_of(items: Sequence[Item], origin: Origin, now: datetime) -> tuple[list[Article], list[Broken]]:
    """The entries of one document as articles, in document order, an entry that stands twice only once."""
    links = [canonical_url(item.url) for item in items]
    guid_links: dict[str, set[str]] = {}
    link_guids: dict[str, set[str]] = {}
    for item, link in zip(items, links, strict=True):
        if item.guid:
            guid_links.setdefault(item.guid, set()).add(link)
        if link:
            # Without a guid the words tell entries apart: three of them behind one link are three items.
            link_guids.setdefault(link, set()).add(item.guid or f"text:{_words(item)}")
    found: dict[str, Article] = {}
    broken: list[Broken] = []
    for item, link in zip(items, links, strict=True):
        guid_trusted = bool(item.guid) and len(guid_links[item.guid]) == 1
        link_trusted = bool(link) and len(link_guids[link]) == 1
        try:
            article = _article(item, link, guid_trusted, link_trusted, origin, now)
        except Exception as error:  # whatever it is, it must not hold up the other items
            broken.append(Broken(item, f"{type(error).__name__}: {error}"))
        else:
            first = found.setdefault(article.keys[0], article)
            if first.edition != article.edition and not (guid_trusted or link_trusted):
                # Two texts under one headline and date: both are kept, the second under all that it says.
                found.setdefault(key := f"text:{link}|{article.edition}", replace(article, keys=(key,)))
    return list(found.values()), broken


def _words(item: Item) -> str:
    return f"{item.title}\x1f{item.summary[:500]}\x1f{item.content[:500]}"


def _article(item: Item, link: str, guid_trusted: bool, link_trusted: bool, origin: Origin, now: datetime) -> Article:
    title = plain_line(item.title)[:MAX_TITLE]
    fields = fields_of(title, plain(item.summary), plain(item.content))
    known = item.published is not None and _plausible(item.published, now)
    published = item.published if known and item.published else now
    keys = []
    if guid_trusted:
        keys.append(f"guid:{item.guid}")
    if link_trusted:
        keys.append(f"url:{link}")
    if not keys:
        keys.append(_text_key(link, fields, item))
    # What the config says of a feed comes first: publishers leave their software's default in place.
    language = language_code(origin.language or item.language)
    return Article(
        keys=tuple(keys),
        origin=origin,
        url=whole(item.url) if _is_web(item.url) else "",
        canonical_url=link,
        fields=fields,
        language=language or script_language(f"{title} {fields.lead} {fields.text[:500]}"),
        tags=tuple(dict.fromkeys((*origin.tags, *item.tags))),
        published=min(published, now),
        published_known=known,
        edition=edition_of(fields),
        guid=whole(item.guid),
    )


def _text_key(link: str, fields: Fields, item: Item) -> str:
    stamp = item.published.isoformat() if item.published else ""
    words = f"{fold_text(fields.title)}|{stamp}" if fields.title else fold_text(fields.lead[:500])
    return f"text:{link}|{words}"


def _plausible(published: datetime, now: datetime) -> bool:
    return published.year >= _EARLIEST_YEAR and published <= now + _FUTURE


def edition_of(fields: Fields) -> str:
    """The hash of what a reader sees."""
    joined = "\x1f".join(" ".join(text.split()) for _, text in fields.items())
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an item that shares a key with a new one."""

    guid: str
    url: str
    title: str
    published: datetime
    by: str
    """Which kind of key they share: ``guid``, ``url`` or ``text``."""


def is_same_item(article: Article, known: Known) -> bool:
    """Whether an article that shares a key with a stored item is that item.

    A shared guid says so, whatever else an edit changed; only a guid that is a mere position in the feed (up to four
    digits) needs something that agrees: the link, the date, or half of the headline's words. So does a shared link:
    publishers put another story at an address, but they also re-issue a story there under another guid.
    """
    if known.by == "guid":
        other_agrees = not _POSITION.fullmatch(article.guid) or article.canonical_url == canonical_url(known.url)
    elif known.by == "url":
        other_agrees = bool(article.guid) and article.guid == known.guid
    else:
        other_agrees = True
    same_time = article.published_known and article.published == known.published
    return other_agrees or same_time or title_overlap(article.fields.title, known.title) >= 0.5


def title_overlap(one: str, other: str) -> float:
    """The share of the shorter headline's words that the other holds too, 0 to 1; 1 if either has none."""
    a, b = set(tokens(fold_text(one))), set(tokens(fold_text(other)))
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0
