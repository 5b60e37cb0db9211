"""Made-up news: feeds that grow by one story a step, with copies and updates among them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
"""When the first item was published: once for the process, so that a document is always the same."""
SHOWN = 100
"""The latest entries, which a feed shows."""
BREATH = 20
"""After so many steps a daemon lives until it has polled them, however slow the machine: no entry leaves its feed
unseen."""


@dataclass(frozen=True, slots=True)
class Entry:
    link: str
    title: str
    text: str
    published: datetime


def document(feed: int, step: int) -> str:
    """The feed at a step: one new story a step, now and then a copy of the last or an update with a higher toll."""
    items = []
    for number in latest(step):
        text, title = story(feed, number)
        if number % 3 == 2:  # the story before, again under another guid: silent
            text, _ = story(feed, number - 1)
        elif number % 5 == 4:  # the story before with a higher toll: a follow-up
            text = story(feed, number - 1)[0].replace("Morek: ", "Morek: 1")
        when = START + timedelta(seconds=number)
        link = f"http://feed-{feed}.example/{number}"
        items.append(Entry(link, title, text, when))
    return rss(reversed(items))


def latest(step: int) -> range:
    """The numbers of the entries that a feed shows at a step."""
    return range(max(0, step + 1 - SHOWN), step + 1)


def story(feed: int, number: int) -> tuple[str, str]:
    """Text and headline in words and figures of their own: what is told must not depend on the order of the polls."""
    chance = random.Random(feed * 1_000 + number)
    words = [word(chance) for _ in range(24)]
    kind, hurt = ("Shelling" if chance.random() < 0.5 else "Report"), 3_000 + feed * 1_000 + number  # no year
    text = f"{kind} near Morek: {hurt} people were hurt close to the {' '.join(words)}."
    return text, f"{kind} at {words[0]}, {words[1]} and {words[2]} from Morek"


def fresh(seed: str, about: str) -> tuple[str, str]:
    """Headline and text of an event like no other, on ``about``."""
    chance = random.Random(seed)
    words = [word(chance) for _ in range(30)]
    return f"{about} {' '.join(words[:5])}", f"{about} {' '.join(words[5:])}."


def rss(entries: Iterable[Entry]) -> str:
    """A feed, its newest entry first."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{one.link}</guid><link>{one.link}</link><title>{one.title}</title>"
        f"<description>{one.text}</description><pubDate>{format_datetime(one.published)}</pubDate></item>"
        for one in entries
    )
    return f"<rss version='2.0'><channel><title>news</title>{items}</channel></rss>"


def word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
