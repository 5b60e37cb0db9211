"""USE CASE: the feeds of another reader's list -> the config, and those of the config -> a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from monitor.config import Config, FeedConfig
from monitor.config.environment import Secret
from monitor.core.errors import InputError, MonitorError, Problem
from monitor.core.feeds.address import address_key, as_address, written
from monitor.core.feeds.name import feed_name
from monitor.core.feeds.opml import OpmlFeed, read_opml
from monitor.core.identity_policy import IdentityPolicy
from monitor.feeds.config_edit import NewFeed, checked
from monitor.files import read_bytes
from monitor.sources import fulltext

_OF_ACCESS = ("headers", "user", "password", "proxy")
"""How a feed is asked: that is not given away, whether or not it is secret."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The feeds of a list: those to add, and where each other stands with the reason why it is left out."""

    new: tuple[NewFeed, ...]
    left_out: tuple[Problem, ...]


def feeds_of_file(path: Path) -> tuple[OpmlFeed, ...]:
    """The feeds of the OPML file at ``path``. Raises InputError if it cannot be read or holds none."""
    found = read_opml(read_bytes(path, "an OPML file"), str(path))
    if not found:
        raise InputError.at(path, "holds no feed: expected outlines with an xmlUrl", 1, 1)
    return found


def sorted_out(feeds: Sequence[OpmlFeed], path: Path, config: Config) -> Sorted:
    """Which of ``feeds``, from the list at ``path``, are new to ``config``."""
    names = {feed.name for feed in config.file.feeds}
    standing = {address_key(feed.url): index for index, feed in reversed(list(enumerate(config.file.feeds)))}
    first: dict[object, OpmlFeed] = {}
    new: list[NewFeed] = []
    left_out: list[Problem] = []
    for feed in feeds:
        try:
            found = _new(feed, names)
            if found.full_text and not fulltext.is_installed():
                left_out.append(
                    _at(feed, path, f"full_text of {found.name}, which needs trafilatura: {fulltext.REMEDY}")
                )
                found = replace(found, full_text=False)
            checked(found)
        except MonitorError as error:
            left_out.append(_at(feed, path, str(error)))
            continue
        before = first.setdefault(address_key(found.url), feed)
        if before is not feed:
            left_out.append(_at(feed, path, f"{found.url} stands already on line {before.line}"))
        elif (index := standing.get(address_key(found.url))) is not None:
            there = config.problem(("feeds", index, "url"), "")
            left_out.append(_at(feed, path, f"{found.url} stands already in {there.path}:{there.line}:{there.column}"))
        else:
            names.add(found.name)
            new.append(found)
    return Sorted(tuple(new), tuple(left_out))


def _new(feed: OpmlFeed, names: set[str]) -> NewFeed:
    """Raises MonitorError if its address is none."""
    if not feed.url:
        raise MonitorError(f'"{feed.title}" has no xmlUrl')
    url = as_address(written(feed.url))
    name = feed.name if feed.name and feed.name not in names else feed_name(feed.title or feed.name, url, names)
    return NewFeed(name, url, feed.language, feed.tags, feed.interval, feed.owner, feed.identity, feed.full_text)


def _at(feed: OpmlFeed, path: Path, message: str) -> Problem:
    return Problem(str(path), feed.line, feed.column, message)


def feeds_of_config(config: Config) -> tuple[tuple[OpmlFeed, ...], tuple[Problem, ...]]:
    """The feeds of ``config`` for a list, and those that must not be in one: a list is there to be given away."""
    kept: list[OpmlFeed] = []
    left_out: list[Problem] = []
    for index, feed in enumerate(config.file.feeds):
        said = config.marked.value["feeds"][index]
        if _holds_secret(said) or urlsplit(feed.url).password:
            where = ("feeds", index, "url")
            left_out.append(config.problem(where, f"{feed.name} is left out: a secret stands in its entry"))
        else:
            kept.append(_listed(feed, str(said.get("interval", ""))))
            if missing := [key for key in _OF_ACCESS if key in said]:
                why = f"{feed.name} stands in the list without its {', '.join(missing)}"
                left_out.append(config.problem(("feeds", index, missing[0]), why))
    return tuple(kept), tuple(left_out)


def _holds_secret(value: object) -> bool:
    if isinstance(value, dict | list):
        return any(map(_holds_secret, value.values() if isinstance(value, dict) else value))
    return isinstance(value, Secret)


def _listed(feed: FeedConfig, interval: str) -> OpmlFeed:
    return OpmlFeed(
        feed.url,
        feed.name,
        feed.tags,
        feed.language,
        name=feed.name,
        owner=feed.owner,
        interval=interval,
        identity="" if feed.identity is IdentityPolicy.AUTO else feed.identity.value,
        full_text=feed.full_text,
    )
