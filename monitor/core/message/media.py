"""A delivery as a message of each medium, within the medium's limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from monitor.core.alerts.types import Delivery
from monitor.core.message import slack
from monitor.core.message.content import Content, content, shortened
from monitor.core.message.escape import Medium, escaped
from monitor.core.message.plain import cut_to_units, units
from monitor.core.message.templates import Templates

TEXT_LIMIT = 20_000
HTML_LIMIT = 90_000
"""Mail programs hide what comes after about 100,000 bytes."""
MAX_ENTRIES = 300
"""Of a summary, in any medium."""


@dataclass(frozen=True, slots=True)
class Message:
    """``title`` is one line; ``body`` has lines."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter in both of its forms."""

    subject: str
    text: str
    html: str


def text(delivery: Delivery, templates: Templates, limit: int = TEXT_LIMIT, *, chat: bool = False) -> Message:
    """As plain text of at most ``limit`` characters; ``chat``: for one that may read calls and links in it."""
    return _message(delivery, templates, "plain.txt.j2", Medium.CHAT if chat else Medium.TEXT, limit)


def markdown(delivery: Delivery, templates: Templates, limit: int = TEXT_LIMIT) -> Message:
    """As Markdown of at most ``limit`` characters."""
    return _message(delivery, templates, "markdown.md.j2", Medium.MARKDOWN, limit)


def mail(delivery: Delivery, templates: Templates, *, in_thread: bool) -> Mail:
    """As a letter; ``in_thread``: below the earlier one, which is not named again."""

    def html(said: Content) -> str:
        return templates.rendered("email.html.j2", said, Medium.HTML)

    def plain(said: Content) -> str:
        return templates.rendered("plain.txt.j2", said, Medium.TEXT)

    whole = content(delivery, in_thread=in_thread)
    page = _fitted(whole, html, lambda page: len(page.encode()) <= HTML_LIMIT)
    words = _fitted(whole, plain, lambda words: units(words) <= TEXT_LIMIT)
    return Mail(whole.title, within(words, TEXT_LIMIT), page)


def slack_blocks(delivery: Delivery, templates: Templates, *, in_thread: bool) -> slack.Post:
    """As blocks for Slack, and the line that its notifications show."""

    def blocks(said: Content) -> str:
        return templates.rendered("slack.json.j2", said, Medium.SLACK)

    whole = content(delivery, in_thread=in_thread)
    found = _fitted(whole, blocks, lambda written: slack.fits(slack.read(written)))
    return slack.Post(_title(whole, Medium.SLACK), slack.fitted(slack.read(found)))


def _message(delivery: Delivery, templates: Templates, name: str, medium: Medium, limit: int) -> Message:
    def body(said: Content) -> str:
        return templates.rendered(name, said, medium)

    whole = content(delivery)
    return Message(_title(whole, medium), within(_fitted(whole, body, lambda body: units(body) <= limit), limit))


def _title(whole: Content, medium: Medium) -> str:
    return escaped(shortened(whole, 0), medium).title


def _fitted(whole: Content, render: Callable[[Content], str], fits: Callable[[str], bool]) -> str:
    """The whole message if it fits; else of a summary as many entries as do, which may be none."""
    first = min(whole.matters, MAX_ENTRIES)
    best = render(shortened(whole, first))
    if not whole.summary or fits(best):
        return best
    best, shown, above = render(shortened(whole, 0)), 0, first
    while above - shown > 1:
        middle = (shown + above) // 2
        written = render(shortened(whole, middle))
        if fits(written):
            best, shown = written, middle
        else:
            above = middle
    return best


def within(body: str, limit: int) -> str:
    """``body`` within ``limit`` by :func:`units`: lines go from before the last one, which has the key by which a
    repeat is known."""
    if units(body) <= limit:
        return body
    rest, _, last = body.rpartition("\n")
    room = limit - units(last) - 1
    if room < 20:
        return cut_to_units(body, limit)
    kept = cut_to_units(rest, room)
    return re.sub(r"\\…$", "…", kept) + "\n" + last
