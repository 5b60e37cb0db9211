"""Whether the daemon lives and how it goes, for what watches it: it may ask under any name, and learns less under one
that is not the page's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from monitor import __version__
from monitor.answers.health import MOST_PROBLEMS, health
from monitor.answers.status import status_of
from monitor.core.errors import StoreError
from monitor.store.database import Database
from monitor.store.refusals import DatabaseRefusal
from monitor.web.daemon import Daemon
from monitor.web.route import Route

PATH = "/healthz"


def healthz(database: Database, now: Callable[[], datetime], daemon: Daemon) -> APIRouter:
    """The route."""
    router = APIRouter(route_class=Route)

    @router.get(PATH)
    def how_it_goes(request: Request) -> JSONResponse:
        asked_here, waiting = not daemon.refusal(request.headers), daemon.waiting()
        try:
            with database.reading() as tx:
                status = status_of(tx, now())
        except StoreError as error:
            waiting = replace(waiting or DatabaseRefusal(now(), ""), why=str(error))
            return JSONResponse({"version": __version__, **_no_database(waiting, asked_here)}, 503)
        bad = status.bad_edit
        answer: dict[str, Any] = {"status": "bad edit" if bad else "ok", "version": __version__}
        answer |= health(status, bad.since if bad else None, bad.problems if bad else (), MOST_PROBLEMS)
        if not asked_here:  # mistakes quote the files
            del answer["files"]["problems"]
        if waiting:
            answer |= _no_database(waiting, asked_here)
        return JSONResponse(jsonable_encoder(answer), 503 if waiting else 200)

    return router


def _no_database(waiting: DatabaseRefusal, asked_here: bool) -> dict[str, str]:
    """Nothing is polled or told meanwhile. What the database says may name where it is."""
    why = {"why": waiting.why} if asked_here else {}
    return {"status": "waiting for the database", "since": waiting.since.isoformat(), **why}
