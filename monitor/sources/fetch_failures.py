"""What went wrong with a request, as a person is told it."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import aiohttp

from monitor.sources.guard import NotAllowed

MAX_REDIRECTS = 8
_LONGEST = 300
"""Characters of what a library says."""
_OF_A_CALL = re.compile(r"\[Errno (\d+)\] Connect call failed")
"""As asyncio says it, once for each address of a name."""


class NotAskedOfProxy(aiohttp.ClientError):
    """A proxy is not asked for this; the message is fit for a person."""


def reason_of(error: Exception, total: timedelta) -> str:
    """Why a request failed that might have taken so long in ``total``. The more special errors stand first."""
    match error:
        case TimeoutError():
            return f"no complete answer within {total.total_seconds():.0f} s"
        case aiohttp.TooManyRedirects():
            return f"more than {MAX_REDIRECTS} redirects"
        case aiohttp.NonHttpUrlRedirectClientError():
            return f"redirected to {error}: only http and https are read"
        case aiohttp.ClientHttpProxyError():
            return f"its proxy answers {error.status} {ascii_of(error.message)}".strip()
        case aiohttp.ClientProxyConnectionError():
            return f"cannot connect to the proxy {error.host}:{error.port}: {_why_not(error.os_error)}"
        case NotAskedOfProxy():
            return str(error)
        case aiohttp.ClientConnectorCertificateError():
            return f"its TLS certificate is not valid: {error.certificate_error}"
        case aiohttp.ClientConnectorError(os_error=NotAllowed()):  # of a name with several addresses: of the first one
            return f"{error.host} is not dialled: it is {error.strerror}"
        case aiohttp.ClientConnectorError():
            return f"cannot connect to {error.host}:{error.port}: {_why_not(error.os_error)}"
        case aiohttp.InvalidURL():
            return f"not a usable address: {error}"
        case aiohttp.ClientResponseError():  # its own text repeats the address, and a status nobody sent
            return f"its answer breaks the rules of HTTP: {_first_line(error.message)}"
        case aiohttp.ServerDisconnectedError():
            return "the connection was closed before an answer came"
        case aiohttp.ClientPayloadError() if "content-encoding" in str(error):
            return "its body is not packed as its Content-Encoding says"
        case aiohttp.ClientPayloadError():
            return "broke off: a part of its body is missing"
        case _:
            return f"{type(error).__name__}: {str(error) or 'the connection broke'}"[:_LONGEST]


def _why_not(error: OSError) -> str:
    """Of one address or of each, in the system's words: the library has addresses as a program writes them."""
    if codes := dict.fromkeys(_OF_A_CALL.findall(str(error))):
        return ", ".join(os.strerror(int(code)) for code in codes)
    return error.strerror or str(error)


def is_unreached(error: Exception) -> bool:
    """Whether a server was not found, not connected with or not heard from in time: the way to it may be down."""
    if isinstance(error, aiohttp.ClientConnectorError):
        mistaken = aiohttp.ClientConnectorSSLError, aiohttp.ClientConnectorCertificateError
        return not isinstance(error, mistaken) and not isinstance(error.os_error, NotAllowed)
    return isinstance(error, TimeoutError)


def ascii_of(value: str | None) -> str:
    """A header as it may be stored and sent back; one that is no ASCII text counts as absent."""
    return value if value and value.isascii() and value.isprintable() else ""


def _first_line(message: str) -> str:
    """Of what a reader of HTTP says; below stands what it has read."""
    return next(iter(message.splitlines()), "").rstrip(": ")[:200] or "it says no more"
