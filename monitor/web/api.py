"""What stands below /api/, for programs (docs/page.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from monitor.answers.told import rows
from monitor.store import alerts
from monitor.store.database import Database
from monitor.web.overview import ALERTS_SHOWN, Before
from monitor.web.route import Route


def api(database: Database, now: Callable[[], datetime]) -> APIRouter:
    router = APIRouter(route_class=Route)

    @router.get("/api/alerts")
    def listed(
        limit: Annotated[int, Query(ge=1, le=1_000)] = ALERTS_SHOWN, before: Before = None, rule: str = ""
    ) -> JSONResponse:
        with database.reading() as tx:
            found = alerts.listed(tx, limit=limit, before=before, rule=rule)
            return JSONResponse(jsonable_encoder(list(rows(tx, found, now()))))

    return router
