"""scenario.yaml: what each demo feed publishes when, and what should come of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from monitor.core.validated import validate
from monitor.core.yaml_marks import parse

FILE = Path(__file__).parent / "scenario.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoFeed(_Strict):
    name: str
    title: str
    language: str
    owner: str


class Event(_Strict):
    """An item that appears, or changes (``edit``), ``at`` seconds from the start."""

    at: float
    feed: str
    id: str
    title: str
    summary: str
    content: str
    published_minutes_ago: float = 0
    edit: bool = False
    expect: str
    why: str


class Scenario(_Strict):
    feeds: tuple[DemoFeed, ...]
    events: tuple[Event, ...]


def load_scenario() -> Scenario:
    return validate(Scenario, parse(FILE.read_text(encoding="utf-8"), str(FILE)))


@dataclass(frozen=True, slots=True)
class Page:
    """One feed's document at a moment."""

    path: str
    body: str


def page(scenario: Scenario, feed: DemoFeed, elapsed: float, start: datetime, server: str) -> Page:
    """The RSS document of ``feed``, ``elapsed`` seconds of the scenario after ``start``."""
    current: dict[str, Event] = {}
    first_at: dict[str, float] = {}
    for event in sorted(scenario.events, key=lambda event: event.at):
        if event.feed == feed.name and event.at <= elapsed:
            current[event.id] = event
            first_at.setdefault(event.id, event.at)
    items = "".join(
        _item(event, start + timedelta(seconds=first_at[event.id], minutes=-event.published_minutes_ago), server)
        for event in reversed(current.values())
    )
    channel = (
        f"<title>{escape(feed.title)}</title><link>{server}/{feed.name}</link><language>{feed.language}</language>"
    )
    return Page(
        f"/{feed.name}.xml",
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{channel}{items}</channel></rss>\n',
    )


def _item(event: Event, published: datetime, server: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in event.content.splitlines() if line.strip())
    return (
        f"<item><guid isPermaLink='false'>{escape(event.id)}</guid>"
        f"<link>{server}/{event.feed}/{escape(event.id)}</link><title>{escape(event.title)}</title>"
        f"<description>{escape(event.summary)}</description>"
        f"<content:encoded>{escape(paragraphs)}</content:encoded>"
        f"<pubDate>{format_datetime(published)}</pubDate></item>"
    )
