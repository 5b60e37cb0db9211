"""The application: its routes, and what all of its answers have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from fastapi import FastAPI, HTTPException, Request, Response

from monitor import __version__
from monitor.store.database import Database
from monitor.web.acts import acts
from monitor.web.api import api
from monitor.web.daemon import Daemon
from monitor.web.errors import put_errors
from monitor.web.healthz import PATH as HEALTHZ
from monitor.web.healthz import healthz
from monitor.web.overview import overview
from monitor.web.pages import pages
from monitor.web.rendering import page_of
from monitor.web.silences import silences

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # without any referrer, browsers do not say either which site sent a form
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def application(database: Database, now: Callable[[], datetime], daemon: Daemon) -> FastAPI:
    """The web application over ``database``."""
    app = FastAPI(title="monitor", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    page = page_of(now, daemon.zone)
    refused = put_errors(app, page)

    @app.middleware("http")
    async def for_readers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """What is for this machine only is not for another site in its browser. Elsewhere a proxy may ask under a name
        of its own, and whether the daemon lives may be asked under any."""
        wrong = daemon.refusal(request.headers)
        if wrong and request.url.path != HEALTHZ:
            given = await refused(request, HTTPException(403, wrong))
        else:
            given = await answer(request)
        for name, value in _HEADERS.items():
            given.headers.setdefault(name, value)
        return given

    for routes in (overview, pages, acts, silences):
        app.include_router(routes(database, now, daemon, page))
    app.include_router(api(database, now))
    app.include_router(healthz(database, now, daemon))
    return app
