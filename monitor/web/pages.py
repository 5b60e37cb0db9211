"""The application: the pages and their data. What people do on them is in acts.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from monitor import __version__
from monitor.answers.explanation import explanation, reason
from monitor.answers.health import health
from monitor.answers.status import status_of
from monitor.answers.told import cards_of
from monitor.core.durations import shown
from monitor.core.errors import StoreError
from monitor.core.message.content import parts_of
from monitor.core.message.plain import host_of, safe, web_link
from monitor.core.plural import several
from monitor.store import alerts, articles, outbox, stories
from monitor.store.database import Database
from monitor.store.refusals import Waiting
from monitor.web.acts import acts
from monitor.web.api import api
from monitor.web.desk import Desk, standing
from monitor.web.errors import put_errors
from monitor.web.overview import acts_of, overview
from monitor.web.route import Id, Route
from monitor.web.same_origin import is_asked_elsewhere
from monitor.web.silences import silences

ITEMS_SHOWN, STORY_ALERTS_SHOWN = 500, 300
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # without any referrer, browsers do not say either which site sent a form
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def pages(database: Database, now: Callable[[], datetime], desk: Desk) -> FastAPI:
    """The web application over ``database``."""
    app = FastAPI(title="monitor", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.router.route_class = Route
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True)
    )
    templates.filters["safe_text"] = safe
    templates.filters["parts_of"] = parts_of
    templates.filters["when"] = lambda time: f"{time.astimezone(UTC):%Y-%m-%d %H:%M}" if time else "never"
    templates.filters["ago"] = lambda time: f"{shown(now() - time)} ago" if time else "never"
    templates.filters["web_link"] = web_link
    templates.filters["host"] = host_of
    templates.filters["reason"] = reason
    templates.filters["several"] = several

    def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
        html = templates.get_template(name).render(version=__version__, **values)
        return HTMLResponse(html, status)

    @app.middleware("http")
    async def for_readers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        """What is for this machine only is not for another site in its browser. Elsewhere a proxy may ask under a name
        of its own, and whether the daemon lives may be asked under any."""
        wrong = is_for_another_site(request)
        if wrong and request.url.path != "/healthz":
            given = await refused(request, HTTPException(403, wrong))
        else:
            given = await answer(request)
        for name, value in _HEADERS.items():
            given.headers.setdefault(name, value)
        return given

    def is_for_another_site(request: Request) -> str:
        """Why a request is refused, or empty."""
        return is_asked_elsewhere(request.headers, desk.hosts) if desk.is_local else ""

    refused = put_errors(app, page)
    for routes in (overview, acts, silences):
        app.include_router(routes(database, now, desk, page))
    app.include_router(api(database, now))

    @app.get("/items/{item_id}")
    def item(item_id: Id) -> HTMLResponse:
        with database.reading() as tx:
            article = articles.get(tx, item_id)
            if article is None:
                raise HTTPException(404, "no such item")
            known = explanation(tx, article, now())
            return page("item.html", **standing(tx, desk), known=known, article=article, of=known.of)

    @app.get("/stories/{story_id}", response_model=None)
    def story(request: Request, story_id: Id) -> HTMLResponse | RedirectResponse:
        with database.reading() as tx:
            found = stories.get(tx, story_id)
            if found is None:
                if (into := stories.went_into(tx, story_id)) is not None:
                    return RedirectResponse(f"/stories/{into}", 302)
                raise HTTPException(404, "no such story")
            told = alerts.of_story(tx, story_id, STORY_ALERTS_SHOWN)
            together = cards_of(tx, told)
            return page(
                "story.html",
                **standing(tx, desk),
                story=found,
                articles=sorted(articles.of_story(tx, story_id, ITEMS_SHOWN), key=lambda item: item.id),
                cards=together,
                alerts_shown=len(told),
                alerts_made=alerts.count_of_story(tx, story_id),
                acts=acts_of(together, request, desk, now()),
                now=now(),
                messages={one.id: one for some in outbox.of_alerts(tx, told).values() for one in some},
            )

    @app.get("/healthz")
    def healthz(request: Request) -> JSONResponse:
        asked_here, waiting = not is_for_another_site(request), desk.waiting()
        try:
            with database.reading() as tx:
                status = status_of(tx, now())
        except StoreError as error:
            waiting = replace(waiting or Waiting(now(), ""), why=str(error))
            return JSONResponse({"version": __version__, **_no_database(waiting, asked_here)}, 503)
        bad = status.bad_edit
        answer: dict[str, Any] = {"status": "bad edit" if bad else "ok", "version": __version__}
        answer |= health(status, bad.since if bad else None, bad.problems if bad else ())
        if not asked_here:  # mistakes quote the files
            del answer["files"]["problems"]
        if waiting:
            answer |= _no_database(waiting, asked_here)
        return JSONResponse(jsonable_encoder(answer), 503 if waiting else 200)

    return app


def _no_database(waiting: Waiting, asked_here: bool) -> dict[str, str]:
    """Nothing is polled or told meanwhile. What the database says may name where it is."""
    why = {"why": waiting.why} if asked_here else {}
    return {"status": "waiting for the database", "since": waiting.since.isoformat(), **why}
