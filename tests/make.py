"""Small makers of inputs, in our own words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any

from monitor.core.alerts.types import Alert
from monitor.core.identity import articles_of
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import AlertKind, Article, Item, Origin, Severity

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

RULES = """
entities:
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب, Идлиб]}
  morek: {name: Morek, kind: place, part_of: idlib, names: [Morek]}
  posts: {name: Turkish observation posts, kind: thing, names: [Turkish observation post]}
lists:
  strike: [airstrike*, shelling, shelled]
rules:
  idlib-mention:
    title: Idlib is mentioned
    severity: low
    when: {entity: idlib, parts: true}
    tests:
      - {text: "Shelling in Idlib", expect: match, highlight: [Idlib]}
      - {text: "Nothing here", expect: no match}
  strike-near-posts:
    title: Strike close to a Turkish observation post
    severity: high
    when: {near: {within: 12 words, of: [{entity: posts}, {words: strike}]}}
    tests:
      - {text: "Shelling hit a Turkish observation post.", expect: match}
      - {text: "A Turkish observation post was visited.", expect: no match}
"""

STORY = (
    "Shelling killed 21 people in the town of Morek in Idlib province on Tuesday, the civil defence said. "
    "Rescue teams pulled survivors from two collapsed houses near the market. "
    "A Turkish observation post on the hill above the town was not hit, its garrison told reporters. "
    "Residents said that the guns fired from the south for about an hour before dawn."
)


@dataclass(frozen=True)
class Entry:
    """One item of a feed; an empty guid or link leaves the element out."""

    guid: str
    title: str
    text: str = ""
    link: str = ""
    published: datetime | None = None


OLD = Entry("old", "A quiet week in Idlib", "Markets in Idlib were open.", published=NOW - timedelta(hours=5))
FRESH = Entry("fresh", "Shelling kills 21 in Morek", STORY, published=NOW - timedelta(minutes=5))


def rss(entries: Sequence[Entry], *, host: str = "http://news.example") -> str:
    """An RSS document."""
    items = "".join(
        "<item>"
        + (f"<guid isPermaLink='false'>{escape(e.guid)}</guid>" if e.guid else "")
        + f"<link>{escape(e.link or f'{host}/{e.guid}')}</link>"
        + f"<title>{escape(e.title)}</title><description>{escape(e.text)}</description>"
        + (f"<pubDate>{format_datetime(e.published)}</pubDate>" if e.published else "")
        + "</item>"
        for e in entries
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title><link>{host}</link>{items}</channel></rss>"
    )


def workspace(
    folder: Path, feeds: Mapping[str, str | Mapping[str, Any]], *, rules: str = RULES, **sections: Any
) -> Path:
    """A folder with config, rules and no seeds; the config's path. Each feed is an address, which is
    polled each second, or all that the config says of it."""
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    (folder / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    values = {
        "feeds": [
            {"name": name, **({"interval": "1s", "url": given} if isinstance(given, str) else given)}
            for name, given in feeds.items()
        ],
        "store": {"url": "sqlite:///monitor.sqlite"},
        "polling": {"first_poll_within": "1s", "stop_within": "5s", "allow_networks": "127.0.0.1", "host_gap": "0s"},
        "web": {"enabled": False},
    }
    for name, value in sections.items():
        values[name] = {**values.get(name, {}), **value} if isinstance(value, dict) else value  # type: ignore[dict-item]
    path = folder / "config.yaml"
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


def ruleset(text: str = RULES) -> RuleSet:
    return compile_rules({"rules.yaml": text})


def article(
    title: str,
    text: str = "",
    *,
    feed: str = "a",
    owner: str = "",
    guid: str = "",
    url: str = "",
    published: datetime = NOW,
    language: str = "en",
) -> Article:
    """One article, as the only entry of its document."""
    item = Item(guid or title, url or f"http://{feed}.example/{guid or abs(hash(title))}", title, text, "", published)
    found, broken = articles_of([item], Origin(feed, f"{feed}.example", owner or feed, language), NOW)
    assert not broken
    return found[0]


def an_alert(key: str = "k1", **more: Any) -> Alert:
    """An alert on story 12, not stored yet."""
    values: dict[str, Any] = {
        "key": key,
        "rule": "idlib-mention",
        "rule_title": "Idlib is mentioned",
        "group": "story:12",
        "severity": Severity.HIGH,
        "kind": AlertKind.FIRST,
        "headline": f"Headline of {key}",
        "url": "http://a.example/1",
        "source": "a.example",
        "published": NOW,
        "created": NOW,
        "excerpts": ("Shelling in »Idlib«",),
        "why": "new story",
        "story": 12,
        "entities": ("idlib",),
    }
    return Alert(**(values | more))


SYLLABLES = ("ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")


def word(number: int) -> str:
    """A word of no language, another one for each number."""
    found = ""
    for _ in range(4):
        number, rest = divmod(number * 5 + 3, len(SYLLABLES))
        found += SYLLABLES[(rest + len(found)) % len(SYLLABLES)]
    return found


def report(number: int) -> tuple[str, str]:
    """Headline and text of one event in Idlib, which shares no word with those of other numbers."""
    own = [word(number * 40 + place) for place in range(24)]
    return f"Idlib {' '.join(own[:5])}", f"Idlib {' '.join(own[5:])}."
