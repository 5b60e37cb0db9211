"""What people do by a signed link: acknowledge and snooze. Nothing is changed by a GET."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from monitor.acts import acknowledging
from monitor.core.alerts.links import Grant, Refusal, granted
from monitor.core.alerts.types import Act, Alert
from monitor.core.errors import MonitorError, StoreError
from monitor.store import alerts, silences
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import escalating
from monitor.web.daemon import Daemon
from monitor.web.errors import REFUSES
from monitor.web.form import HOURS, NAMELESS, Fields, ends_of, until_of
from monitor.web.rendering import Page
from monitor.web.route import Route

_STATUS = {Refusal.UNREADABLE: 404, Refusal.ALTERED: 403, Refusal.EXPIRED: 410}


def _standing(tx: Transaction, alert: Alert, now: datetime) -> dict[str, Any]:
    """An alert, and what people have done about it."""
    return {
        "alert": replace(alert, story=acknowledging.story_now(tx, alert)),
        "seen": alerts.acknowledged(tx, alert.id),
        "escalated": escalating.escalated_to(tx, alert),
        "snoozed": [one for one in silences.in_force(tx, now) if one.covers(alert, now)],
    }


def _alert_of(tx: Transaction, grant: Grant) -> Alert | None:
    """The alert of a link; None also if its number is another's by now, as a copy of the database was put back."""
    found = alerts.get(tx, grant.alert)
    return found if found is not None and found.key.startswith(grant.key) else None


def acts(database: Database, now: Callable[[], datetime], daemon: Daemon, page: Page) -> APIRouter:
    """The routes below /acts."""
    router = APIRouter(route_class=Route)

    def form(token: str, problem: str = "", status: int = 200) -> HTMLResponse:
        """What the link would do, to be confirmed."""
        grant = granted(token, daemon.key, now())
        if isinstance(grant, Refusal):
            return page("act.html", status=_STATUS[grant], refused=grant)
        with database.reading() as tx:
            alert = _alert_of(tx, grant)
            if alert is None:
                return page("act.html", status=404, refused="the alert of this link is stored no more")
            shown = _standing(tx, alert, now())
        asked = now()
        ends = ends_of(HOURS, asked)
        return page("act.html", status=status, act=grant.act, problem=problem, asked=asked, ends=ends, **shown)

    def is_lost(grant: Grant) -> bool:
        with database.reading() as tx:
            return _alert_of(tx, grant) is None

    def act_by(grant: Grant, by: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Do it; what the page says of it. Raises MonitorError."""
        if grant.act is Act.ACKNOWLEDGE:
            return {"acknowledged": acknowledging.acknowledge(database, grant.alert, by, now())}
        until = until_of(fields, HOURS, now())
        return {"snooze": acknowledging.snooze(database, grant.alert, fields.get("what", ""), until, by, now())}

    @router.get("/acts/{token}")
    def confirm(token: str) -> HTMLResponse:
        return form(token)

    @router.post("/acts/{token}")
    def act(token: str, fields: Fields) -> HTMLResponse:
        grant = granted(token, daemon.key, now())
        if isinstance(grant, Refusal) or is_lost(grant):
            return form(token)
        if not (by := fields.get("by", "")):
            return form(token, NAMELESS, 422)
        try:
            done = act_by(grant, by, fields)
        except StoreError:
            return form(token, REFUSES, 503)
        except MonitorError as error:
            return form(token, str(error), 422)
        daemon.wake()
        with database.reading() as tx:
            return page("act.html", done=True, act=grant.act, alert=alerts.get(tx, grant.alert), **done)

    return router
