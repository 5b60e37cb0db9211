"""What people do on the pages: acts by a signed link, and silences ended. Nothing is changed by a GET."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse

from monitor.acts import acknowledging, silencing
from monitor.core.alerts.links import Grant, Refusal, granted
from monitor.core.alerts.types import Act
from monitor.core.errors import MonitorError, StoreError
from monitor.core.given import moment
from monitor.core.ids import MAX_ID
from monitor.store import alerts, silences
from monitor.store.database import Database, Transaction
from monitor.web.desk import Desk, standing
from monitor.web.errors import REFUSES
from monitor.web.form import Fields
from monitor.web.route import Route
from monitor.web.same_origin import comes_from_elsewhere

CHOICES = {"1": "1 hour", "8": "8 hours", "24": "24 hours"}
"""Hours of a snooze, as the form has them."""
Id = Annotated[int, Path(ge=1, le=MAX_ID)]
"""A number in an address that the store can hold."""
_STATUS = {Refusal.UNREADABLE: 404, Refusal.ALTERED: 403, Refusal.EXPIRED: 410}


def acts(database: Database, now: Callable[[], datetime], desk: Desk, page: Callable[..., HTMLResponse]) -> APIRouter:
    """The routes below /acts and /silences; ``page`` renders a template."""
    router = APIRouter(route_class=Route)

    def form(token: str, problem: str = "", status: int = 200) -> HTMLResponse:
        """What the link would do, to be confirmed."""
        grant = granted(token, desk.key, now())
        if isinstance(grant, Refusal):
            return page("act.html", status=_STATUS[grant], refused=grant)
        with database.reading() as tx:
            alert = alerts.get(tx, grant.alert)
            if alert is None:
                return page("act.html", status=404, refused="the alert of this link is stored no more")
            shown: dict[str, Any] = {
                "alert": replace(alert, story=acknowledging.story_now(tx, alert)),
                "seen": alerts.acknowledged(tx, alert.id),
                "snoozed": [one for one in silences.in_force(tx, now()) if one.covers(alert, now())],
            }
        asked = now()
        ends = {hours: (text, asked + timedelta(hours=int(hours))) for hours, text in CHOICES.items()}
        return page("act.html", status=status, act=grant.act, problem=problem, asked=asked, ends=ends, **shown)

    def act_by(grant: Grant, by: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Do it; what the page says of it. Raises MonitorError."""
        if grant.act is Act.ACKNOWLEDGE:
            return {"acknowledged": acknowledging.acknowledge(database, grant.alert, by, now())}
        asked, hours = moment(fields.get("asked", "")), fields.get("hours", "")
        if hours not in CHOICES or asked is None or not now() - timedelta(days=1) <= asked <= now():
            raise MonitorError("this page is too old: choose again")
        until = asked + timedelta(hours=int(hours))
        return {"snooze": acknowledging.snooze(database, grant.alert, fields.get("what", ""), until, by, now())}

    @router.get("/acts/{token}")
    def confirm(token: str) -> HTMLResponse:
        return form(token)

    @router.post("/acts/{token}")
    def act(token: str, fields: Fields) -> HTMLResponse:
        grant = granted(token, desk.key, now())
        if isinstance(grant, Refusal):
            return form(token)
        if not (by := fields.get("by", "")):
            return form(token, "Say who you are: others see it.", 422)
        try:
            done = act_by(grant, by, fields)
        except StoreError:
            return form(token, REFUSES, 503)
        except MonitorError as error:
            return form(token, str(error), 422)
        desk.wake()
        with database.reading() as tx:
            return page("act.html", done=True, act=grant.act, alert=alerts.get(tx, grant.alert), **done)

    def shown(tx: Transaction, **more: Any) -> HTMLResponse:
        return page("silences.html", **standing(tx, desk), silences=silences.to_come(tx, now()), now=now(), **more)

    @router.get("/silences")
    def in_force() -> HTMLResponse:
        with database.reading() as tx:
            return shown(tx)

    @router.post("/silences/{silence_id}/end")
    def end(request: Request, silence_id: Id, fields: Fields) -> HTMLResponse:
        if wrong := comes_from_elsewhere(request.headers, desk.hosts, desk.public_url):
            raise HTTPException(403, wrong)
        problem, ended, status = "Say who you are: others see it.", None, 422
        if by := fields.get("by", ""):
            try:
                ended, problem, status = silencing.end(database, silence_id, by, now()), "", 200
            except MonitorError as error:
                problem, status = str(error), 503 if isinstance(error, StoreError) else 422
            desk.wake()
        with database.reading() as tx:
            return shown(tx, status=status, problem=problem, ended=ended)

    return router
