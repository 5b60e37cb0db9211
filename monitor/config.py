"""config.yaml and the environment -> a frozen Config; every mistake at its line. Reference: docs/config.md."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from monitor.core.alerts.routes import Route
from monitor.core.durations import Duration
from monitor.core.errors import InputError, Problem, nearest
from monitor.core.given import language_code
from monitor.core.networks import Network, network
from monitor.core.rhythm import Bounds
from monitor.core.store_address import is_in_memory, problem_with
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Origin, Severity
from monitor.core.yaml_marks import Marked, parse, validate
from monitor.core.yaml_marks import Path as Where
from monitor.environment import Resolver, Secret, without_secret
from monitor.files import read_text

_THRESHOLDS = Thresholds()


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _polite(value: timedelta) -> timedelta:
    if value < timedelta(seconds=1):
        raise ValueError("an interval is one second or more")
    return value


Interval = Annotated[Duration, AfterValidator(_polite)]


def _network(value: str) -> str:
    network(value)
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Networks = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(_listed)]
Share = Annotated[float, Field(ge=0, le=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @field_validator("*", mode="before")
    @classmethod
    def _as_written(cls, value: Any, info: ValidationInfo) -> Any:
        """Text is no number and `yes` is not true, unless the environment gave it, which has only text."""
        wanted = cls.model_fields[str(info.field_name)].annotation
        if isinstance(value, Secret) or wanted not in (bool, int, float):
            return value
        if wanted is bool and not isinstance(value, bool):
            raise ValueError("expected true or false")
        if wanted is not bool and isinstance(value, bool | str):
            raise ValueError("expected a number, without quotes")
        return value


class FeedConfig(Strict):
    """One feed. ``owner`` is who stands behind it (default: its host); copies within one owner are no second source."""

    name: str = Field(min_length=1, max_length=80)
    url: str
    owner: str = ""
    language: str = ""
    tags: Names = ()
    interval: Interval | None = None

    @field_validator("name")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not value.isprintable() or value != value.strip() or value.endswith(":"):
            raise ValueError("a feed's name is one line of plain text and does not end with a colon")
        return value

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            raise ValueError("a feed's url begins with http:// or https:// and names a host")
        return value

    @property
    def origin(self) -> Origin:
        host = (urlsplit(self.url).hostname or "").removeprefix("www.").removeprefix("feeds.")
        return Origin(self.name, self.owner or host, self.owner or host, self.language, self.tags)


class ReceiverConfig(Strict):
    """One place to tell: this terminal (``type: console``) or an Apprise address with one target."""

    type: Literal["apprise", "console"] = "apprise"
    url: str = ""

    @model_validator(mode="after")
    def _has_address(self) -> ReceiverConfig:
        if self.type == "apprise" and not self.url:
            raise ValueError("a receiver needs `url: ...` (an Apprise address) or `type: console`")
        if self.type == "console" and self.url:
            raise ValueError("a console receiver has no url")
        return self


class RouteMatch(Strict):
    """What a route takes; what is not given matches everything."""

    severity_at_least: Severity = Severity.LOW
    rule: Names = ()
    tag: Names = ()
    entity: Names = ()
    language: Names = ()
    source: Names = ()


class RouteConfig(Strict):
    to: Annotated[Names, Field(min_length=1)]
    when: RouteMatch = RouteMatch()
    then: Literal["stop", "go on"] = "stop"

    @property
    def route(self) -> Route:
        when = self.when
        return Route(
            to=self.to,
            severity_at_least=when.severity_at_least,
            rules=frozenset(when.rule),
            tags=frozenset(when.tag),
            entities=frozenset(when.entity),
            languages=frozenset(map(language_code, when.language)),
            sources=frozenset(s.lower() for s in when.source),
            on_to_next=self.then == "go on",
        )


class StoreConfig(Strict):
    url: str = "sqlite:///data/monitor.sqlite"
    synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL"
    forget_after: Duration = timedelta(days=365)


class PollingConfig(Strict):
    """How feeds are polled. Times are durations; sizes are bytes."""

    interval: Interval = timedelta(minutes=5)
    fastest: Interval = timedelta(minutes=1)
    slowest: Interval = timedelta(hours=1)
    max_interval: Interval = timedelta(hours=6)
    host_gap: Duration = timedelta(seconds=1)
    retry_after_for: Literal["host", "feed"] = "host"
    heed_publisher: Duration = timedelta(minutes=15)
    first_poll_within: Duration = timedelta(seconds=30)
    first_poll_alerts: Duration = timedelta(0)
    alert_window: Duration = timedelta(days=3)
    concurrency: int = Field(20, ge=1, le=1000)
    per_host: int = Field(2, ge=1, le=100)
    connect_timeout: Duration = timedelta(seconds=10)
    timeout: Duration = timedelta(seconds=30)
    max_bytes: int = Field(15_000_000, ge=1_000, le=200_000_000)
    max_items: int = Field(2_000, ge=1, le=100_000)
    parse_workers: int = Field(1, ge=1, le=64)
    parse_deadline: Duration = timedelta(seconds=10)
    contact: str = Field("", max_length=500)
    allow_networks: Networks = ()
    stop_within: Duration = timedelta(seconds=20)

    @model_validator(mode="after")
    def _in_order(self) -> PollingConfig:
        if not self.fastest <= self.slowest:
            raise ValueError("polling.fastest is longer than polling.slowest")
        return self

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.interval, self.fastest, self.slowest)

    @property
    def allowed(self) -> tuple[Network, ...]:
        return tuple(map(network, self.allow_networks))

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("expected one line of plain text")
        return value


class DedupConfig(Strict):
    """The judge's thresholds: shares between 0 and 1 (docs/dedup.md). ``semantic``: reports in other languages are
    compared by a model, too, which is not installed with the rest."""

    same_text: Share = _THRESHOLDS.same_text
    sure_text: Share = _THRESHOLDS.sure_text
    head_agrees: Share = _THRESHOLDS.head_agrees
    possibly: Share = _THRESHOLDS.possibly
    same_story: Share = _THRESHOLDS.same_story
    nothing_new: Share = _THRESHOLDS.nothing_new
    possibly_story: Share = _THRESHOLDS.possibly_story
    same_meaning: Share = _THRESHOLDS.same_meaning
    possibly_meaning: Share = _THRESHOLDS.possibly_meaning
    semantic: bool = False

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(**self.model_dump(exclude={"semantic"}))


class WebConfig(Strict):
    enabled: bool = True
    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8420, ge=0, le=65535)

    @field_validator("host")
    @classmethod
    def _resolvable(cls, value: str) -> str:
        try:
            value.encode("idna")
        except UnicodeError:
            raise ValueError("no name or address of a host") from None
        return value


class ConfigFile(Strict):
    """The whole of config.yaml. ``operations`` are the receivers that are told of the monitor itself."""

    feeds: tuple[FeedConfig, ...] = ()
    receivers: dict[str, ReceiverConfig] = {"console": ReceiverConfig(type="console")}
    routes: tuple[RouteConfig, ...] = (RouteConfig(to=("console",)),)
    rules: str = "rules"
    seeds: str = "seeds"
    operations: Names = ()
    watch_files: bool = True
    store: StoreConfig = StoreConfig()
    polling: PollingConfig = PollingConfig()
    dedup: DedupConfig = DedupConfig()
    web: WebConfig = WebConfig()


@dataclass(frozen=True)
class Config:
    """The checked configuration. ``folder`` is where relative paths begin; ``marked`` knows every line."""

    file: ConfigFile
    folder: Path
    marked: Marked

    @property
    def rules_folder(self) -> Path:
        return self.folder / self.file.rules

    @property
    def seeds_folder(self) -> Path:
        return self.folder / self.file.seeds

    @property
    def store_url(self) -> str:
        """The database address; a relative SQLite file begins at the config's folder."""
        url = self.file.store.url
        relative = re.fullmatch(r"sqlite(?:\+pysqlite)?:///(?!/)(.+)", url)
        if relative is None:
            return url
        folder = str(self.folder.resolve()).replace("%", "%25").replace("?", "%3F")  # which mean something in a URL
        return f"sqlite:///{folder}/{relative[1]}"

    @property
    def routes(self) -> tuple[Route, ...]:
        return tuple(route.route for route in self.file.routes)

    def problem(self, where: Where, message: str) -> Problem:
        """A Problem at ``where``; if a secret stands there, the message does not show it."""
        return self.marked.problem(where, without_secret(message, self.marked.value, where))


def load_config(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Read, resolve secrets, check. Raises InputError with every problem, each at its line and column."""
    config = config_of(read_config(path), path, environment)
    if found := missing_seeds(config):
        raise InputError(found)
    return config


def read_config(path: Path) -> str:
    """The config's text. Raises InputError if it cannot be read."""
    return read_text(path, "a config file: `monitor init DIR` makes one")


def config_of(text: str, path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """``text`` as the config at ``path``, which need not stand there. Raises InputError with every problem."""
    environment = os.environ if environment is None else environment
    marked = parse(text, str(path))
    resolver = Resolver(marked, path.parent, environment)
    marked = replace(marked, value=resolver.resolved(marked.value))
    if resolver.problems:
        raise InputError(resolver.problems)
    config = Config(validate(ConfigFile, marked), path.parent, marked)
    checks = (_unusable_store, _duplicate_feeds, _unknown_receivers)
    if found := [problem for check in checks for problem in check(config)]:
        raise InputError(found)
    return config


def config_or_default(path: Path, *, required: bool) -> Config:
    """The config at ``path``; if it may be absent and is, what holds without one."""
    if path.exists() or required:
        return load_config(path)
    return Config(ConfigFile(), path.parent, Marked(str(path), {}, {}, {}))


def _unusable_store(config: Config) -> list[Problem]:
    url = config.file.store.url
    wrong = problem_with(url)
    if not wrong and is_in_memory(url):
        wrong = "store.url names no file, and a database in memory would forget: write sqlite:///FILE"
    return [config.problem(("store", "url"), wrong)] if wrong else []


def missing_seeds(config: Config) -> list[Problem]:
    """Only a folder that is asked for must be there."""
    if "seeds" not in config.file.model_fields_set or os.path.isdir(config.seeds_folder):  # noqa: PTH112 - never raises
        return []
    return [config.problem(("seeds",), f"no such folder: {config.file.seeds} - make it, or leave `seeds:` out")]


def _duplicate_feeds(config: Config) -> list[Problem]:
    problems, names, urls = [], dict[str, int](), dict[object, int]()
    for index, feed in enumerate(config.file.feeds):
        for key, first in (("name", names.setdefault(feed.name, index)), ("url", urls.setdefault(_place(feed), index))):
            if first != index:
                line = config.marked.marks[("feeds", first, key)][0]
                message = f'feed {key} "{getattr(feed, key)}" stands already on line {line}: remove one'
                problems.append(config.problem(("feeds", index, key), message))
    return problems


def _place(feed: FeedConfig) -> tuple[object, ...]:
    """What two spellings of one address have in common. Any parameter may choose another feed, so all of them count."""
    url = urlsplit(feed.url)
    port = url.port if url.port not in (80, 443) else None
    return url.username, url.password, url.hostname, port, url.path or "/", *sorted(url.query.split("&"))


def _unknown_receivers(config: Config) -> list[Problem]:
    known = config.file.receivers
    if not known:
        return [config.problem(("receivers",), "name one receiver at least: `console: {type: console}`")]
    named: list[tuple[Where, str]] = [
        (("routes", i, "to", j), name) for i, route in enumerate(config.file.routes) for j, name in enumerate(route.to)
    ]
    named += [(("operations", i), name) for i, name in enumerate(config.file.operations)]
    return [
        config.problem(where, f'unknown receiver "{name}"{nearest(name, known)}')
        for where, name in named
        if name not in known
    ]
