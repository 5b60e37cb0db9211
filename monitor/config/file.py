"""config.yaml and the environment -> a frozen Config; every mistake at its line. Reference: docs/config.md."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from monitor.config.environment import Resolver, Secret, with_value, without_secret
from monitor.config.fields import Names, Share, Strict
from monitor.config.heartbeat import HeartbeatConfig
from monitor.config.polling import FeedConfig, PollingConfig
from monitor.config.receivers import ReceiverConfig
from monitor.config.routes import InhibitConfig, RouteConfig
from monitor.config.schedules import Zone
from monitor.core.alerts.routes import Route
from monitor.core.durations import Duration
from monitor.core.errors import InputError, Problem, nearest
from monitor.core.feeds.address import exact_key
from monitor.core.store_address import is_in_memory, problem_with
from monitor.core.stories.thresholds import Thresholds
from monitor.core.validated import validate
from monitor.core.yaml_marks import KeysTwice, Marked, parse
from monitor.core.yaml_marks import Path as Where
from monitor.files import read_text

_THRESHOLDS = Thresholds()


class StoreConfig(Strict):
    url: str = "sqlite:///data/monitor.sqlite"
    synchronous: Literal["FULL", "NORMAL", "OFF"] = "FULL"
    forget_after: Duration = timedelta(days=365)


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
    retold_meaning: Share = _THRESHOLDS.retold_meaning
    semantic: bool = False

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(**self.model_dump(exclude={"semantic"}))


class WebConfig(Strict):
    enabled: bool = True
    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8420, ge=0, le=65535)
    public_url: str = ""
    links_for: Duration = timedelta(days=7)
    zone: Zone = "UTC"

    @property
    def address(self) -> str:
        """Where links in messages begin; empty if a reader could not follow them: no page, a port that is not known
        yet, or no address but "all of this machine's"."""
        if not self.enabled:
            return ""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return "" if self.port == 0 or self.host in ("0.0.0.0", "::") else f"http://{host}:{self.port}"

    @field_validator("public_url")
    @classmethod
    def _root_of_a_site(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s/?#@]+/?", value):
            raise ValueError("the page's address without a path, such as https://monitor.example")
        urlsplit(value)  # what it cannot take apart, the page could not either
        return value

    @field_validator("host")
    @classmethod
    def _resolvable(cls, value: str) -> str:
        try:
            value.encode("idna")
        except UnicodeError:
            raise ValueError("no name or address of a host") from None
        return value


_STAND_INS = tuple(map(Secret.of, ("https://secret.invalid", "1", "1m")))
"""An address, a number, a duration: one of them is what a setting asks for that takes no text."""


class ConfigFile(Strict):
    """The whole of config.yaml. ``operations`` are the receivers that are told of the monitor itself."""

    feeds: tuple[FeedConfig, ...] = ()
    receivers: dict[str, ReceiverConfig] = Field({"console": ReceiverConfig(type="console")})
    routes: tuple[RouteConfig, ...] = (RouteConfig(to=("console",)),)
    inhibit: tuple[InhibitConfig, ...] = ()
    rules: str = "rules"
    seeds: str = "seeds"
    templates: str = "templates"
    operations: Names = ()
    heartbeat: HeartbeatConfig = HeartbeatConfig()
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
    unresolved: tuple[Problem, ...] = ()
    """Secrets that are missing. What names them stands as it is written, or something else in its place, so that the
    rest can be checked."""

    @property
    def rules_folder(self) -> Path:
        return self.folder / self.file.rules

    @property
    def seeds_folder(self) -> Path:
        return self.folder / self.file.seeds

    @property
    def templates_folder(self) -> Path:
        return self.folder / self.file.templates

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

    def not_for_missing_secrets(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those of ``problems`` that stand where no secret is missing. Where one is, nothing else can be said."""
        return _elsewhere(self.unresolved, problems)


def load_config(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """Read, resolve secrets, check. Raises InputError with every problem, each at its line and column."""
    config, found = checked(read_config(path), path, environment)
    if config is None or (found := [*found, *config.not_for_missing_secrets(missing_folders(config))]):
        raise InputError(found)
    return config


def read_config(path: Path) -> str:
    """The config's text. Raises InputError if it cannot be read."""
    return read_text(path, "a config file: `monitor init DIR` makes one")


def config_of(text: str, path: Path) -> Config:
    """``text`` as the config at ``path``, which need not stand there. Raises InputError with every problem."""
    config, found = checked(text, path)
    if config is None or found:
        raise InputError(found)
    return config


def checked(text: str, path: Path, environment: Mapping[str, str] | None = None) -> tuple[Config | None, list[Problem]]:
    """The config, as far as ``text`` makes one, and every problem: with these it says where rules and seeds stand, and
    nothing may be run by it."""
    environment = os.environ if environment is None else environment
    missing: tuple[Problem, ...] = ()
    twice: tuple[Problem, ...] = ()
    try:
        try:
            marked = parse(text, str(path))
        except KeysTwice as error:  # the first of each is read on: what else is wrong is told with them
            marked, twice = error.marked, error.problems
        resolver = Resolver(marked, path.parent, environment)
        marked = replace(marked, value=resolver.resolved(marked.value))
        missing = tuple(resolver.problems)
        config = Config(_as_far(marked, resolver.unresolved), path.parent, marked, missing)
    except InputError as error:
        return None, [*twice, *missing, *_elsewhere(missing, error.problems)]
    checks = (_unusable_store, _duplicate_feeds, _unknown_receivers)
    found = [problem for check in checks for problem in check(config)]
    return config, [*twice, *missing, *config.not_for_missing_secrets(found)]


def _as_far(marked: Marked, unresolved: Iterable[Where]) -> ConfigFile:
    """``marked`` as a config, with something of the kind that is asked for where a secret is missing and its name will
    not do. Raises InputError with what is wrong anywhere else."""
    missing = {marked.problem(where, ""): where for where in unresolved}
    stands_in = marked
    for value in _STAND_INS:
        try:
            return validate(ConfigFile, stands_in)
        except InputError as error:
            if not missing or _elsewhere(missing, error.problems):
                raise
            wrong = {replace(one, message="") for one in error.problems}
        for problem in wrong & missing.keys():
            stands_in = replace(stands_in, value=with_value(stands_in.value, missing[problem], value))
    return validate(ConfigFile, stands_in)


def _elsewhere(missing: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """Those of ``problems`` that stand at none of the places of ``missing``."""
    places = {(one.path, one.line, one.column) for one in missing}
    return [one for one in problems if (one.path, one.line, one.column) not in places]


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


def missing_folders(config: Config) -> list[Problem]:
    """Of seeds and templates. Only a folder that is asked for must be there."""
    return [
        config.problem((name,), f"no such folder: {getattr(config.file, name)} - make it, or leave `{name}:` out")
        for name, folder in (("seeds", config.seeds_folder), ("templates", config.templates_folder))
        if name in config.file.model_fields_set and not os.path.isdir(folder)  # noqa: PTH112 - never raises
    ]


def _duplicate_feeds(config: Config) -> list[Problem]:
    problems, names, urls = [], dict[str, int](), dict[object, int]()
    for index, feed in enumerate(config.file.feeds):
        for key, first in (
            ("name", names.setdefault(feed.name, index)),
            ("url", urls.setdefault(exact_key(feed.url), index)),
        ):
            if first != index:
                line = config.marked.marks[("feeds", first, key)][0]
                message = f'feed {key} "{getattr(feed, key)}" stands already on line {line}: remove one'
                problems.append(config.problem(("feeds", index, key), message))
    return problems


def _unknown_receivers(config: Config) -> list[Problem]:
    known = config.file.receivers
    if not known:
        return [config.problem(("receivers",), "name one receiver at least: `console: {type: console}`")]
    named: list[tuple[Where, str]] = [
        (("routes", i, "to", j), name) for i, route in enumerate(config.file.routes) for j, name in enumerate(route.to)
    ]
    named += [
        (("routes", i, "escalate", j, "to", k), name)
        for i, route in enumerate(config.file.routes)
        for j, step in enumerate(route.escalate)
        for k, name in enumerate(step.to)
    ]
    named += [(("operations", i), name) for i, name in enumerate(config.file.operations)]
    if "routes" not in config.file.model_fields_set and "console" not in known:
        said = "no `routes:` say who is told: write `routes: [{to: NAME}]`, or call one receiver console"
        return [config.problem(("receivers",), said), *_unknown(config, named[1:], known)]
    return _unknown(config, named, known)


def _unknown(config: Config, named: Iterable[tuple[Where, str]], known: Collection[str]) -> list[Problem]:
    return [
        config.problem(where, f'unknown receiver "{name}"{nearest(name, known)}')
        for where, name in named
        if name not in known
    ]
