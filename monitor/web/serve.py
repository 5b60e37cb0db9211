"""Serves the pages beside the daemon, in its event loop."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import uvicorn

from monitor import logs
from monitor.app import Monitor
from monitor.core.zones import zone
from monitor.web.application import application
from monitor.web.connections import Connection
from monitor.web.daemon import Daemon

_log = logs.logger("web")


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the daemon's business."""
        yield


async def serve(monitor: Monitor) -> None:
    """Serve until cancelled. A port that is taken is said once, also to operations; the daemon goes on without
    the page."""
    web = monitor.files.config.file.web
    try:
        listening = socket.create_server((web.host, web.port), family=_family(web.host))
    except OSError as error:
        _log.error("no web page: set web.port to a free one", host=web.host, port=web.port, reason=error.strerror)
        await monitor.go_without_page(error.strerror or str(error))
        return
    address = f"http://{web.host}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        application(monitor.database, monitor.now, _daemon(monitor)),
        http=Connection,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    _log.info("web page", address=address)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        server.should_exit = True
        await task
        raise


def _daemon(monitor: Monitor) -> Daemon:
    web, loop = monitor.files.config.file.web, asyncio.get_running_loop()
    hosts = {web.host.lower(), urlsplit(web.public_url).hostname or ""} - {""}

    def wake() -> None:
        loop.call_soon_threadsafe(monitor.alerted.set)

    return Daemon(
        monitor.link_key,
        frozenset(hosts),
        web.public_url,
        _is_local(web.host),
        wake,
        monitor.refusals.longest,
        lambda: monitor.files.rules,
        zone(web.zone),
    )


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
