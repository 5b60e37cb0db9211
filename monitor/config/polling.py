"""Which feeds are polled, and how."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    field_validator,
    model_validator,
)

from monitor.config.environment import Secret
from monitor.config.fields import Interval, Names, Networks, Strict
from monitor.core.durations import Duration, Limit
from monitor.core.feeds.access import Access, problem_with_headers, problem_with_proxy
from monitor.core.feeds.address import masked, shown
from monitor.core.feeds.rhythm import Bounds
from monitor.core.identity_policy import IdentityPolicy
from monitor.core.language_tags import language_tag
from monitor.core.networks import Network, network
from monitor.core.types import Origin


def _of_a_proxy(value: str) -> str:
    if value and (wrong := problem_with_proxy(value)):
        raise ValueError(wrong)
    return value


def _header_value(value: str) -> str:
    if not value.isprintable() or value != value.strip():
        raise ValueError("a header's value is one line of plain text")
    return value


Proxy = Annotated[str, AfterValidator(_of_a_proxy)]
HeaderValue = Annotated[str, AfterValidator(_header_value)]


class FeedConfig(Strict):
    """One feed. ``owner`` is who stands behind it (default: its host); copies within one owner are no second source."""

    name: str = Field(min_length=1, max_length=80)
    url: str
    owner: str = ""
    language: str = ""
    tags: Names = ()
    interval: Interval | None = None
    identity: IdentityPolicy = IdentityPolicy.AUTO
    full_text: bool = False
    headers: dict[str, HeaderValue] = Field({}, repr=False)
    user: str = ""
    password: str = Field("", repr=False)
    proxy: Proxy = Field("", repr=False)
    _secrets: tuple[str, ...] = PrivateAttr(())

    @field_validator("name")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not value.isprintable() or value != value.strip() or value.endswith(":"):
            raise ValueError("a feed's name is one line of plain text and does not end with a colon")
        return value

    @field_validator("language")
    @classmethod
    def _code(cls, value: str) -> str:
        return value and language_tag(value)

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            raise ValueError("a feed's url begins with http:// or https:// and names a host")
        if any(letter.isspace() for letter in parts.netloc):
            raise ValueError("the host of a feed's url has no space")
        return value

    @model_validator(mode="after")
    def _may_be_sent(self) -> FeedConfig:
        if wrong := problem_with_headers(self.headers, with_user=bool(self.user)):
            raise ValueError(f"headers: {wrong}")
        if self.password and not self.user:
            raise ValueError("a password needs a user")
        if ":" in self.user or not (self.user + self.password).isprintable():
            raise ValueError("user and password are one line of plain text each, and a user holds no colon")
        return self

    @cached_property
    def access(self) -> Access:
        user, password, inside = self.user, self.password, urlsplit(self.url)
        if inside.username and not user and "authorization" not in map(str.lower, self.headers):
            user, password = unquote(inside.username), unquote(inside.password or "")
        return Access(self.url, tuple(self.headers.items()), user, password, self.proxy)

    @model_validator(mode="wrap")
    @classmethod
    def _keeps_secrets(cls, value: Any, made_of: ModelWrapValidatorHandler[FeedConfig]) -> FeedConfig:
        made = made_of(value)
        if isinstance(value, dict) and isinstance(url := value.get("url"), Secret):
            made._secrets = url.parts
        return made

    def shown(self, address: str) -> str:
        """An address of this feed as a message or a list may show it."""
        return shown(address, self._secrets)

    def masked(self, text: str) -> str:
        """What somebody else says of this feed, as a message or a list may show it."""
        return masked(text, self._secrets)

    @property
    def origin(self) -> Origin:
        host = (urlsplit(self.url).hostname or "").removeprefix("www.").removeprefix("feeds.")
        return Origin(self.name, self.owner or host, self.owner or host, self.language, self.tags)


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
    alert_window: Limit = timedelta(days=3)
    concurrency: int = Field(50, ge=1, le=1000)
    per_host: int = Field(2, ge=1, le=100)
    connect_timeout: Limit = timedelta(seconds=10)
    timeout: Limit = timedelta(seconds=30)
    max_bytes: int = Field(15_000_000, ge=1_000, le=200_000_000)
    max_items: int = Field(2_000, ge=1, le=100_000)
    parse_workers: int = Field(2, ge=1, le=64)
    parse_deadline: Limit = timedelta(seconds=5)
    fast_parser: bool = True
    contact: str = Field("", max_length=500)
    allow_networks: Networks = ()
    proxy: Proxy = Field("", repr=False)
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
