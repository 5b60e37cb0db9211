"""Which item is this? Keys that stay the same while a publisher edits, re-issues or decorates an entry.

An entry is known by its guid and by its canonical link, when the document it came in shows that these can be
trusted: a guid that stands twice with different links names nothing, nor does a link that several entries share.
What has neither is known by its title and date.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.core.canonical_url import canonical_url, is_web
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.item_key import KeyKind
from monitor.core.text.document import fields_of
from monitor.core.text.fold import fold_text
from monitor.core.text.markup import plain, plain_line, single_spaced
from monitor.core.text.words import script_language, tokens
from monitor.core.types import Article, Fields, Item, Origin
from monitor.core.untrusted import language_code, whole

MAX_TITLE = 1_000
_POSITION = re.compile(r"[0-9]{1,4}")
_HALF, _WHOLE = 0.5, 1.0
"""Of the words of the shorter of two headlines: so much of it agrees with the other."""
OWN_LINKS = 3
"""Links in one document from which each names an item."""
_FUTURE = timedelta(minutes=10)
_EARLIEST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that our own code could not take, whole, with what it raised: for quarantine."""

    item: Item
    reason: str


def articles_of(
    items: Sequence[Item],
    origin: Origin,
    now: datetime,
    policy: IdentityPolicy = IdentityPolicy.AUTO,
    before: IdentityPolicy | None = None,
    *,
    guids_change: bool = False,
) -> tuple[list[Article], list[Broken]]:
    """The entries of one document as articles, in document order, an entry that stands twice only once. ``before`` is
    the policy by which they were known until now, if it was another one. ``guids_change``: that, and not the config, is
    why ``policy`` goes by links."""
    links = [canonical_url(item.url) for item in items]
    guid_links: dict[str, set[str]] = {}
    link_guids: dict[str, set[str]] = {}
    guid_told, link_headlines = defaultdict[str, _Told](set), defaultdict[str, set[str]](set)
    for item, link in zip(items, links, strict=True):
        headline = item.title.strip() or _words(item)
        if item.guid:
            guid_links.setdefault(item.guid, set()).add(link)
            guid_told[item.guid].add((headline, item.published))
        if link:
            # Without a guid the words tell entries apart: three of them behind one link are three items.
            link_guids.setdefault(link, set()).add(item.guid or KeyKind.TEXT.key(_words(item)))
            link_headlines[link].add(headline)
    several = {guid for guid, told in guid_told.items() if len(guid_links[guid]) == 1 and _are_several(told)}
    found: dict[str, Article] = {}
    broken: list[Broken] = []
    for item, link in zip(items, links, strict=True):
        one = item.guid not in several
        alone = one and len(guid_links.get(item.guid, ())) == 1, one and len(link_guids.get(link, ())) == 1
        named = _trusted(item, link, alone, policy)
        if guids_change:
            named = _Named("", link if len(link_headlines[link]) == 1 else "", link)
        try:
            article = _article(item, named, _trusted(item, link, alone, before) if before else None, origin, now)
        except Exception as error:  # whatever it is, it must not hold up the other items
            broken.append(Broken(item, f"{type(error).__name__}: {error}"))
        else:
            first = found.setdefault(article.keys[0], article)
            if first.edition != article.edition and not (named.guid or named.link):
                # Two texts under one headline and date: both are kept, the second under all that it says.
                key = _edition_key(named.beside, article.edition)
                found.setdefault(key, replace(article, keys=(key,), former_keys=()))
    return list(found.values()), broken


_Told = set[tuple[str, datetime | None]]
"""Headline and date of each entry under one guid."""


def _are_several(told: _Told) -> bool:
    """Whether these entries are several items. One may stand in a document twice, before and after an edit."""
    headlines, dates = {headline for headline, _ in told}, {date for _, date in told if date is not None}
    return len(headlines) > 2 or len(headlines) == len(dates) == 2


@dataclass(frozen=True, slots=True)
class _Named:
    """What names an item: its guid and its link, empty if they are not trusted; ``beside`` is the link that tells those
    apart that have neither."""

    guid: str
    link: str
    beside: str


def _trusted(item: Item, link: str, alone: tuple[bool, bool], policy: IdentityPolicy) -> _Named:
    """``alone``: whether its guid stands with one link only, and its link with one guid only."""
    if policy is IdentityPolicy.TITLE:
        return _Named("", "", "")
    guid, named = item.guid if alone[0] else "", link if alone[1] or policy is IdentityPolicy.URL else ""
    if policy is IdentityPolicy.GUID and guid:
        named = ""
    elif policy is IdentityPolicy.URL and named:
        guid = ""
    return _Named(guid, named, link)


def _words(item: Item) -> str:
    return f"{item.title}\x1f{item.summary[:500]}\x1f{item.content[:500]}"


def _article(item: Item, named: _Named, former: _Named | None, origin: Origin, now: datetime) -> Article:
    title = plain_line(item.title)[:MAX_TITLE]
    fields = fields_of(title, plain(item.summary), plain(item.content))
    known = item.published is not None and _plausible(item.published, now)
    published = item.published if known and item.published else now
    # What the config says of a feed comes first: publishers leave their software's default in place.
    language = language_code(origin.language or item.language)
    stamp = item.published.isoformat() if item.published else ""
    return Article(
        keys=_keys(named, fields, stamp),
        origin=origin,
        url=whole(item.url) if is_web(item.url) else "",
        canonical_url=named.beside,
        fields=fields,
        language=language or script_language(f"{title} {fields.lead} {fields.text[:500]}"),
        tags=tuple(dict.fromkeys((*origin.tags, *item.tags))),
        published=min(published, now),
        published_known=known,
        edition=edition_of(fields),
        guid=whole(item.guid),
        former_keys=_keys(former, fields, stamp) if former else (),
        stamp=stamp,
    )


def other_keys(article: Article) -> tuple[str, ...]:
    """By which it may be known from documents in which its guid or its link could be trusted, or could not, unlike in
    its own."""
    link, fields, stamp = article.canonical_url, article.fields, article.stamp
    by_words = _text_key(link, fields, stamp), _edition_key(link, article.edition)
    return (*_keys(_Named(article.guid, link, link), fields, stamp), *by_words)


def _keys(named: _Named, fields: Fields, stamp: str) -> tuple[str, ...]:
    keys = [KeyKind.GUID.key(named.guid)] if named.guid else []
    keys += [KeyKind.URL.key(named.link)] if named.link else []
    return tuple(keys) or (_text_key(named.beside, fields, stamp),)


def _text_key(link: str, fields: Fields, stamp: str) -> str:
    words = f"{fold_text(fields.title)}|{stamp}" if fields.title else fold_text(fields.lead[:500])
    return KeyKind.TEXT.key(f"{link}|{words}")


def _edition_key(link: str, edition: str) -> str:
    return KeyKind.TEXT.key(f"{link}|{edition}")


def _plausible(published: datetime, now: datetime) -> bool:
    return published.year >= _EARLIEST_YEAR and published <= now + _FUTURE


def edition_of(fields: Fields) -> str:
    """The hash of what a reader sees."""
    joined = "\x1f".join(" ".join(filter(None, map(single_spaced, text.split("\n")))) for _, text in fields.items())
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredItem:
    """What is stored of an item that shares a key with a new one."""

    guid: str
    url: str
    title: str
    published: datetime
    by: KeyKind
    """Which kind of key they share."""


@dataclass(frozen=True, slots=True)
class Reissuable:
    """What is stored of an item that may come again under other keys."""

    title: str
    published: datetime
    edition: str


def have_own_links(found: Iterable[Article]) -> bool:
    """Whether the items of a document have pages of their own, by how many links it has: a list of warnings that shows
    one at a time, under a link to the whole list, has few."""
    return len({article.canonical_url for article in found if article.canonical_url}) >= OWN_LINKS


def is_same_item(
    article: Article,
    known: StoredItem,
    policy: IdentityPolicy = IdentityPolicy.AUTO,
    *,
    own_links: bool = False,
) -> bool:
    """Whether an article that shares a key with a stored item is that item. ``own_links``: of its document.

    A shared guid says so, whatever else an edit changed; only a guid that is a mere position in the feed (up to four
    digits) needs something that agrees: the link, the date, or half of the headline's words. So does a shared link:
    publishers put another story at an address, but they also re-issue a story there under another guid. Where neither
    has a guid the date must agree, or one headline hold the other, unless items have links of their own: lists of
    warnings lead to one page, and the next one differs from the one before by the name of a place. Of a feed that is
    known by guid or link, that one says all.
    """
    if known.by == policy.value:
        return True
    if known.by is KeyKind.GUID:
        other_agrees = not _POSITION.fullmatch(article.guid) or article.canonical_url == canonical_url(known.url)
    elif known.by is KeyKind.URL:
        other_agrees = bool(article.guid) and article.guid == known.guid
    else:
        other_agrees = True
    same_time = article.published_known and article.published == known.published
    by_link_alone = known.by is KeyKind.URL and not (article.guid or known.guid)
    needed = _WHOLE if by_link_alone and not own_links else _HALF
    return other_agrees or same_time or title_overlap(article.fields.title, known.title) >= needed


REISSUED = 5
"""Items of a document under unknown keys, and at least half of it, from which it may have been issued anew."""
MIN_TITLE = 4
"""Words from which a headline names an item of its feed."""
_SAME_TIME = timedelta(hours=12)


def reissued(left: Sequence[Article], found: int, known: Sequence[Reissuable]) -> dict[int, int]:
    """A new publishing system gives every item another guid and often another link. Which of ``left``, the articles of
    a document of ``found`` under unknown keys, are which of ``known`` of their feed: position -> position. By headline,
    if it is the only one on both sides, and date or text agree."""
    if len(left) < REISSUED or len(left) * 2 < found:
        return {}
    stored, wanted = _by_title([one.title for one in known]), _by_title([one.fields.title for one in left])
    same: dict[int, int] = {}
    for title, position in wanted.items():
        article, other = left[position], stored.get(title)
        if other is None:
            continue
        row = known[other]
        near = article.published_known and abs(article.published - row.published) <= _SAME_TIME
        if near or article.edition == row.edition:
            same[position] = other
    # A few may be told again under one headline; a new system gives nearly all of them again.
    return same if len(same) >= REISSUED and len(same) * 2 >= len(left) else {}


def _by_title(titles: Sequence[str]) -> dict[str, int]:
    """Headlines that stand once and are long enough, folded, and where."""
    folded = [" ".join(tokens(fold_text(title))) for title in titles]
    counts = Counter(folded)
    return {
        one: position for position, one in enumerate(folded) if counts[one] == 1 and one.count(" ") >= MIN_TITLE - 1
    }


def title_overlap(one: str, other: str) -> float:
    """The share of the shorter headline's words that the other holds too, 0 to 1; 1 if either has none."""
    a, b = set(tokens(fold_text(one))), set(tokens(fold_text(other)))
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0
