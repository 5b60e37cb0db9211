"""What stands below /api/, for programs (docs/page.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from monitor.answers.told import rows
from monitor.core.errors import nearest
from monitor.store import alerts
from monitor.store.database import Database
from monitor.web.overview import ALERTS_SHOWN, Before
from monitor.web.route import Route

_PARAMETERS = ("limit", "before", "rule")
_KNOWN = f": it has {', '.join(_PARAMETERS)}"


def api(database: Database, now: Callable[[], datetime]) -> APIRouter:
    router = APIRouter(route_class=Route)

    @router.get("/api/alerts")
    def listed(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=1_000)] = ALERTS_SHOWN,
        before: Before = None,
        rule: str = "",
    ) -> JSONResponse:
        if unknown := [name for name in request.query_params if name not in _PARAMETERS]:
            raise HTTPException(400, f'unknown parameter "{unknown[0]}"{nearest(unknown[0], _PARAMETERS) or _KNOWN}')
        with database.reading() as tx:
            found = alerts.listed(tx, limit=limit, before=before, rule=rule)
            return JSONResponse(jsonable_encoder(list(rows(tx, found, now()))))

    return router
