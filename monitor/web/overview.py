"""The page that one looks at first, with its older alerts; what came since it was opened; and finding an item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.answers.asked import MAX_FOUND, asked_for
from monitor.answers.health import counts
from monitor.answers.silenced import silenced
from monitor.answers.status import LATELY, status_of
from monitor.answers.told import Card, cards
from monitor.core.alerts.delivery_state import DeliveryState
from monitor.core.alerts.links import signed_for
from monitor.core.alerts.types import Act
from monitor.core.errors import MonitorError, StoreError
from monitor.core.ids import MAX_ID
from monitor.store import alerts, feeds, silences
from monitor.store.database import Database, Transaction
from monitor.store.deliveries import backlog, outbox
from monitor.web.daemon import Daemon, notices
from monitor.web.rendering import Page
from monitor.web.route import Route
from monitor.web.same_origin import refusal_of_name

ALERTS_SHOWN, DEAD_SHOWN = 100, 20
LOOKS = 15
"""Seconds between two looks for newer alerts."""
LINKS_FOR = timedelta(days=1)
"""How long a page that stays open can do what its links say."""
LONGEST_WORDS = 500
_FRAMED = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
Before = Annotated[int | None, Query(ge=1, le=MAX_ID)]
Since = Annotated[int, Path(ge=0, le=MAX_ID)]
Words = Annotated[str, Query(max_length=LONGEST_WORDS)]


def acts_of(
    shown: Sequence[Card], request: Request, daemon: Daemon, now: datetime
) -> dict[int, tuple[tuple[Act, str], ...]]:
    """Alert id -> what can be done about it, with its path. Nothing where the page is asked under a name that is not
    its own: another site may have let that lead here, to read the signed links."""
    if refusal_of_name(request.headers, daemon.hosts):
        return {}
    return {card.alert.id: signed_for(card.alert, daemon.key, now + LINKS_FOR) for card in shown}


def _how_it_goes(tx: Transaction, now: datetime) -> dict[str, Any]:
    """What stands beside the alerts: health, silences, what waits or failed, the feeds, those in trouble first."""
    active = [state for state in feeds.listed(tx) if state.active]
    return {
        "now": now,
        "health": counts(status_of(tx, now)),
        "silences": silenced(tx, silences.to_come(tx, now)),
        "held": backlog.held(tx, now - LATELY),
        "refusing": backlog.backlogs(tx),
        "dead_shown": DEAD_SHOWN,
        "dead": outbox.listed(tx, limit=DEAD_SHOWN, states=(DeliveryState.DEAD,)),
        "feeds": sorted(active, key=lambda state: (not state.failures, not state.trouble)),
    }


def overview(database: Database, now: Callable[[], datetime], daemon: Daemon, page: Page) -> APIRouter:
    """The routes."""
    router = APIRouter(route_class=Route)

    @router.get("/")
    def newest(request: Request, before: Before = None) -> HTMLResponse:
        with database.reading() as tx:
            shown, older = cards(tx, ALERTS_SHOWN, before)
            return page(
                "overview.html",
                **notices(tx, daemon),
                **_how_it_goes(tx, now()),
                cards=shown,
                acts=acts_of(shown, request, daemon, now()),
                before=before,
                older=older,
                newest_id=max((one for card in shown for one in card.ids), default=0),
            )

    @router.get("/newer/{alert_id}")
    def newer(alert_id: Since) -> HTMLResponse:
        """A line that stands in a frame of the page and looks again by itself, so that the page need not."""
        found: dict[str, Any] = {"waiting": daemon.waiting()}
        try:
            with database.reading() as tx:
                found["count"], found["gravest"] = alerts.gravest_after(tx, alert_id)
        except StoreError:  # the frame shows it, and looks again
            found |= {"count": 0, "no_answer": True}
        shown = page("newer.html", now=now(), looks=LOOKS, **found)
        shown.headers.update(_FRAMED)
        return shown

    @router.get("/find", response_model=None)
    def find(q: Words = "") -> HTMLResponse | RedirectResponse:
        q, problem, found = q.strip(), "", []
        with database.reading() as tx:
            if q:
                try:
                    found = asked_for(tx, q)
                except MonitorError as error:
                    problem = str(error)
            if len(found) == 1:
                return RedirectResponse(f"/items/{found[0].id}", 303)
            return page("find.html", **notices(tx, daemon), q=q, found=found, problem=problem, most=MAX_FOUND)

    return router
