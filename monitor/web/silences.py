"""Silences on the page: what is in force, one made from an alert, one ended. Only the page itself may ask for these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from monitor.acts import silencing, silencing_alerts
from monitor.answers.silenced import silenced
from monitor.core.errors import MonitorError, StoreError
from monitor.core.types import Severity
from monitor.store import alerts
from monitor.store import silences as stored
from monitor.store.database import Database, Transaction
from monitor.web.daemon import Daemon, notices
from monitor.web.form import HOURS, NAMELESS, Fields, ends_of, until_of
from monitor.web.rendering import Page
from monitor.web.route import Id, Route
from monitor.web.same_origin import refusal_of_sender

CHOICES = HOURS | {"168": "7 days"}
"""For how long a silence may be asked."""
AT_MOST = {"": None, "low": Severity.LOW, "medium": Severity.MEDIUM, "high": Severity.HIGH}
"""Up to which severity it keeps quiet; of all if empty."""


def silences(database: Database, now: Callable[[], datetime], daemon: Daemon, page: Page) -> APIRouter:
    """The routes below /silences."""
    router = APIRouter(route_class=Route)

    def from_the_page(request: Request) -> None:
        if wrong := refusal_of_sender(request.headers, daemon.hosts, daemon.public_url):
            raise HTTPException(403, wrong)

    def shown(tx: Transaction, **more: Any) -> HTMLResponse:
        found = silenced(tx, stored.to_come(tx, now()))
        return page("silences.html", **notices(tx, daemon), silences=found, now=now(), **more)

    def form(alert_id: int, fields: dict[str, str], problem: str = "", status: int = 200) -> HTMLResponse:
        with database.reading() as tx:
            asked = _what_to_silence(tx, alert_id, now())
            return page("silence.html", status, **notices(tx, daemon), **asked, fields=fields, problem=problem)

    @router.get("/silences")
    def listed() -> HTMLResponse:
        with database.reading() as tx:
            return shown(tx)

    @router.get("/silences/of/{alert_id}")
    def new(alert_id: Id) -> HTMLResponse:
        return form(alert_id, {})

    @router.post("/silences/of/{alert_id}", dependencies=[Depends(from_the_page)])
    def make(alert_id: Id, fields: Fields) -> HTMLResponse:
        if not (by := fields.get("by", "")):
            return form(alert_id, fields, NAMELESS, 422)
        try:
            made = silencing_alerts.silence(database, alert_id, _wanted(fields, by, now()), now())
        except StoreError as error:
            return form(alert_id, fields, str(error), 503)
        except MonitorError as error:
            return form(alert_id, fields, str(error), 422)
        with database.reading() as tx:
            return shown(tx, made=made)

    @router.post("/silences/{silence_id}/end", dependencies=[Depends(from_the_page)])
    def end(silence_id: Id, fields: Fields) -> HTMLResponse:
        problem, ended, status = NAMELESS, None, 422
        if by := fields.get("by", ""):
            try:
                ended, problem, status = silencing.end(database, silence_id, by, now()), "", 200
            except MonitorError as error:
                problem, status = str(error), 503 if isinstance(error, StoreError) else 422
            daemon.wake()
        with database.reading() as tx:
            return shown(tx, status=status, problem=problem, ended=ended)

    return router


def _what_to_silence(tx: Transaction, alert_id: int, now: datetime) -> dict[str, Any]:
    """What the form asks: what of an alert may be silenced, for how long, up to which severity."""
    if (alert := alerts.get(tx, alert_id)) is None:
        raise HTTPException(404, "no such alert")
    choices = silencing_alerts.choices(tx, alert, now)
    return {"alert": alert, "choices": choices, "asked": now, "ends": ends_of(CHOICES, now), "at_most": AT_MOST}


def _wanted(fields: dict[str, str], by: str, now: datetime) -> silencing_alerts.Wanted:
    """What was chosen in the form. Raises MonitorError."""
    until, at_most = until_of(fields, CHOICES, now), _at_most(fields.get("at_most", ""))
    return silencing_alerts.Wanted(fields.get("what", ""), at_most, until, by, fields.get("reason", ""))


def _at_most(given: str) -> Severity | None:
    if given not in AT_MOST:
        raise MonitorError("choose up to which severity")
    return AT_MOST[given]
