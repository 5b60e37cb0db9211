"""The address of a feed: as a person gives it, as it is compared, and as it may stand in the config."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

import idna

from monitor.core.errors import MonitorError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PORT = re.compile(r"[^/@]+:[0-9]+(?:[/?#]|$)")
_FEED_SCHEME = re.compile(r"feed:(?://(?!/))?(?=https?:)|feed:", re.IGNORECASE)
"""What some readers put before an address: ``feed:https://host/``, ``feed://host/``."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_USER = re.compile(r"//[^/?#\s]*@")
_LONG = 6
_KEPT = "/:@!$&'()*+,;=~-._"


def as_address(given: str) -> str:
    """The http(s) address that ``given`` means, https if it names no scheme. Raises MonitorError with what to write."""
    text = _FEED_SCHEME.sub("", given.strip(), count=1).removeprefix("//")
    if not _SCHEME.match(text) or _PORT.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not text.isprintable() or " " in text:
        raise MonitorError(f"{given}: no address: expected one such as https://gazette.example/")
    if "${" in text:
        raise MonitorError(
            f"{given}: the config would replace ${{...}} in it: write this feed into config.yaml by hand"
        )
    return text


@lru_cache(maxsize=20_000)
def host_of(address: str) -> str:
    """In small letters and as it is looked up, empty if it names none; remembered, as each poll asks for it."""
    host = urlsplit(address).hostname or ""
    return host if host.isascii() else _looked_up(host)


def _looked_up(host: str) -> str:
    """As the HTTP client asks for ``host``, and redirects give it: `xn--...`. What is no name stays as it is."""
    with contextlib.suppress(UnicodeError):
        return idna.encode(host, uts46=True).decode("ascii")
    with contextlib.suppress(UnicodeError):
        return host.encode("idna").decode("ascii")
    return host


def shown(address: str, secrets: Iterable[str] = ()) -> str:
    """``address`` for a message or a list: without user and password, and without ``secrets``, what of a feed's address
    in the config stands somewhere else. If that is all of it, what it says after ``?`` is secret."""
    parts = urlsplit(address)
    text = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    for spelled in _spellings(secrets):
        text = text.replace(spelled, "***")
    return text


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` that may repeat an address, or what a server made of it, for a message or a list: as :func:`shown`. What
    is short is looked for in addresses only, for it may stand anywhere."""
    known = list(_spellings(secrets))

    def address(found: re.Match[str]) -> str:
        plain = _USER.sub("//", found[0])
        for spelled in known:
            plain = plain.replace(spelled, "***")
        return plain

    text = _ADDRESS.sub(address, text)
    for spelled in known:
        text = text.replace(spelled, "***") if len(spelled) >= _LONG else text
    return text


def _spellings(secrets: Iterable[str]) -> Iterator[str]:
    for secret in secrets:
        for value in [value for _, value in parse_qsl(urlsplit(secret).query)] if "://" in secret else [secret]:
            yield from filter(None, (value, unquote(value), quote(value, safe=""), quote(value)))


def written(url: str) -> str:
    """``url`` as the config takes it literally: ``${NAME}`` in an address that somebody else wrote names no secret."""
    return url.replace("${", "$%7B")


def exact_key(url: str) -> tuple[object, ...]:
    """What the spellings of one address have in common that no server tells apart, but for http and https: two feeds of
    one config must differ in it. Raises ValueError if it is no address."""
    parts = urlsplit(url)
    return _key(parts, parts.hostname, parts.path or "/")


def address_key(url: str) -> tuple[object, ...]:
    """What all spellings of one address have in common, also with www., a last slash or `utm_source`, and without: a
    feed that is found or given is looked for among those of the config by it. Raises ValueError if it is no address."""
    parts = urlsplit(url)
    chosen = (one for one in parts.query.split("&") if not one.lower().startswith("utm_"))
    parts = parts._replace(query="&".join(chosen))
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    with contextlib.suppress(UnicodeError):  # a name that no lookup would take either is compared as it is
        host = host.encode("idna").decode("ascii")
    return _key(parts, host, quote(unquote(parts.path), safe=_KEPT).rstrip("/"))


def _key(parts: SplitResult, host: str | None, path: str) -> tuple[object, ...]:
    """Any parameter may choose another feed, so all of them count."""
    port = parts.port if parts.port not in (80, 443) else None
    return parts.username, parts.password, host, port, path, *sorted(parts.query.split("&"))
