"""Why a request is refused: it asks for the page under a name that is not the page's own, or it would change something
and was sent by another site in a reader's browser."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit


def refusal_of_name(headers: Mapping[str, str], hosts: frozenset[str]) -> str:
    """Why a request is refused for the host that it asks for; empty if that is one of ``hosts``, the names of the page.
    Another name is refused though it leads here: its owner may have pointed it at this address, to read what stands
    here (DNS rebinding)."""
    name = _name(headers.get("host", ""))
    if _is_number(name) or name == "localhost" or name in hosts:
        return ""
    return f"the page is not known as {name!r}: set web.public_url"


def refusal_of_sender(headers: Mapping[str, str], hosts: frozenset[str], public_url: str) -> str:
    """Why a request that would change something is refused; empty if our own page sent it. That of ``public_url`` is
    ours, under whatever name its proxy asks (cross-site request forgery)."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin and origin.lower() == public_url.rstrip("/").lower():
        return ""
    if wrong := refusal_of_name(headers, hosts):
        return wrong
    if origin is not None:
        return "" if _place(origin) == headers.get("host", "").lower() else "sent by another site: open the page itself"
    return "" if site == "same-origin" else "sent by another site, or by none: open the page itself"


def _place(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
