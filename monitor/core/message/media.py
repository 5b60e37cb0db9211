"""A delivery as a message of each medium, within the medium's limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from monitor.core.alerts.types import Delivery
from monitor.core.message import slack
from monitor.core.message.content import ALL, Content, content, shortened
from monitor.core.message.escape import Medium, escaped
from monitor.core.message.plain import cut_to_units, units
from monitor.core.message.templates import Templates

TEXT_LIMIT = 20_000
HTML_LIMIT = 90_000
"""Mail programs hide what comes after about 100,000 bytes."""
MAX_ENTRIES = 300
"""Of a summary, in any medium."""
ENOUGH = 3
"""Entries for which a summary goes without details."""
DETAILS = (ALL, 20, 10, 5, 3, 2, 1, 0)
"""Further reports or lines of one entry, the more the better."""


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
    found = _fitted(
        whole,
        blocks,
        lambda written: slack.fits(slack.read(written)),
        lambda written: slack.is_whole(slack.read(written)),
    )
    said = escaped(shortened(whole, 0), Medium.SLACK)
    return slack.Post(f"{said.title}\n{said.preview}", slack.fitted(slack.read(found)))


def _message(delivery: Delivery, templates: Templates, name: str, medium: Medium, limit: int) -> Message:
    def body(said: Content) -> str:
        return templates.rendered(name, said, medium)

    whole = content(delivery)
    return Message(_title(whole, medium), within(_fitted(whole, body, lambda body: units(body) <= limit), limit))


def _title(whole: Content, medium: Medium) -> str:
    return escaped(shortened(whole, 0), medium).title


def _fitted(
    whole: Content,
    render: Callable[[Content], str],
    fits: Callable[[str], bool],
    is_whole: Callable[[str], bool] = lambda _: True,
) -> str:
    """The whole message; of a summary as many entries as fit, with as many details as leave each of them whole."""
    if not whole.summary:
        return render(whole)

    def written(entries: int, details: int) -> str:
        return render(shortened(whole, entries, details))

    shown, details = _most(min(whole.matters, MAX_ENTRIES), lambda entries, details: fits(written(entries, details)))
    for fewer in DETAILS[DETAILS.index(details) :]:
        if is_whole(found := written(shown, fewer)):
            return found
    return written(shown, details)


def _most(matters: int, fit: Callable[[int, int], bool]) -> tuple[int, int]:
    """How many entries fit, with how many details: a headline of each of the gravest stands before the details of one.
    If nothing fits, still one entry, which is cut then."""
    if fit(matters, ALL):
        return matters, ALL
    ways = ((enough, details) for enough in range(min(matters, ENOUGH), 0, -1) for details in DETAILS)
    shown, details = next((way for way in ways if fit(*way)), (1, DETAILS[-1]))
    above = matters + 1
    while above - shown > 1:
        middle = (shown + above) // 2
        if fit(middle, details):
            shown = middle
        else:
            above = middle
    return shown, details


def within(body: str, limit: int) -> str:
    """``body`` within ``limit`` by :func:`units`: lines go from before the last one, which has the key by which a
    repeat is known."""
    if units(body) <= limit:
        return body
    rest, _, last = body.rpartition("\n")
    room = limit - units(last) - 1
    if room < 20:
        return last if units(last) <= limit else cut_to_units(body, limit)
    kept = cut_to_units(rest, room)
    return re.sub(r"\\…$", "…", kept) + "\n" + last
