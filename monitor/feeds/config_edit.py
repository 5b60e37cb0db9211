"""New feeds -> config.yaml; all of them, or none, and everything else there as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from monitor.config import Config, FeedConfig, config_of
from monitor.core.errors import InputError, MonitorError, Problem, nearest
from monitor.core.feeds.address import address_key
from monitor.core.feeds.entries import FeedEntry, with_entries, without_entry
from monitor.files import read_exact, replace_text

_OPTIONS = {"tags": "tag"}


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed as it shall stand in the config; what is empty is left out. ``interval`` is a duration as written."""

    name: str
    url: str
    language: str = ""
    tags: tuple[str, ...] = ()
    interval: str = ""
    owner: str = ""
    identity: str = ""
    full_text: bool = False

    @property
    def entry(self) -> FeedEntry:
        values: FeedEntry = {
            "name": self.name,
            "url": self.url,
            "owner": self.owner,
            "language": self.language,
            "tags": self.tags,
            "interval": self.interval,
            "identity": self.identity,
            "full_text": self.full_text,
        }
        return {key: value for key, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class ConfigText:
    """A good config with the text that it was understood from, to be edited."""

    path: Path
    text: str
    config: Config


def read_config_text(path: Path) -> ConfigText:
    """Raises InputError with every mistake of the config: only a good one is edited."""
    text = read_exact(path, "a config file: `monitor init DIR` makes one")
    return ConfigText(path, text, config_of(text, path))


def stands_already(config: Config, *, url: str, name: str = "") -> Problem | None:
    """Where the config has a feed with this address, however spelt, or this name."""
    key = address_key(url)
    for index, feed in enumerate(config.file.feeds):
        if address_key(feed.url) == key:
            return config.problem(("feeds", index, "url"), f'this feed stands here already, as "{feed.name}"')
        if name and feed.name == name:
            return config.problem(("feeds", index, "name"), f'the name "{name}" is taken by this feed: choose another')
    return None


def checked(new: NewFeed) -> FeedConfig:
    """``new`` as the config will have it. Raises MonitorError with what is wrong, by its option."""
    for key, value in new.entry.items():
        for text in (value,) if isinstance(value, str) else value or () if isinstance(value, tuple) else ():
            if "${" in text or text.startswith("file:"):
                raise MonitorError(f"--{_OPTIONS.get(key, key)}: the config would replace {text}: leave it out")
    try:
        return FeedConfig.model_validate(new.entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        option, message = _OPTIONS.get(str(first["loc"][0]), first["loc"][0]), str(first["msg"])
        message = message.removeprefix("Value error, ")
        raise MonitorError(f"--{option}: {message[:1].lower()}{message[1:]} (found {first['input']!r})") from None


def add_feeds(before: ConfigText, new: Sequence[NewFeed]) -> list[Problem]:
    """Write ``new`` at the end of the config's feeds; where each stands now, as the place of a Problem. Raises
    MonitorError if that cannot be done, or if the file was changed since it was read; nothing is changed then."""
    feeds = [checked(one) for one in new]
    after = with_entries(before.text, [one.entry for one in new])
    try:
        config = config_of(after, before.path)
    except InputError as error:
        raise _unfit(before.path, error.problems[0].message) from None
    if not _is_but_longer(before.config, config, feeds):
        raise _unfit(before.path, "this layout cannot be added to")
    replace_text(before.path, before.text, after)
    first = len(before.config.file.feeds)
    return [config.problem(("feeds", first + i), f"added {one.name} ({one.url})") for i, one in enumerate(new)]


def remove_feed(before: ConfigText, name: str) -> Problem:
    """Take a feed out of the config; where it stood, as the place of a Problem. Raises MonitorError if there is none of
    this name, or as :func:`add_feeds` does."""
    feeds = before.config.file.feeds
    number = next((index for index, feed in enumerate(feeds) if feed.name == name), None)
    if number is None:
        raise MonitorError(f'{before.path}: no feed "{name}"{nearest(name, [feed.name for feed in feeds])}')
    after = without_entry(before.text, number)
    try:
        config = config_of(after, before.path)
    except InputError as error:
        raise _cannot_go(before.path, error.problems[0].message) from None
    left = feeds[:number] + feeds[number + 1 :]
    if config.file != before.config.file.model_copy(update={"feeds": left}):
        raise _cannot_go(before.path, "this layout cannot be edited")
    replace_text(before.path, before.text, after)
    gone = feeds[number]
    return before.config.problem(("feeds", number), f"removed {name} ({gone.shown(gone.url)})")


def _cannot_go(path: Path, why: str) -> MonitorError:
    return MonitorError(
        f"{path}: left as it is, because the feed cannot be taken out cleanly ({why}): remove it by hand"
    )


def _unfit(path: Path, why: str) -> MonitorError:
    return MonitorError(f"{path}: left as it is, because the feed cannot be added cleanly ({why}): write it by hand")


def _is_but_longer(before: Config, after: Config, added: Sequence[FeedConfig]) -> bool:
    feeds = (*before.file.feeds, *added)
    return after.file.feeds == feeds and after.file == before.file.model_copy(update={"feeds": feeds})
