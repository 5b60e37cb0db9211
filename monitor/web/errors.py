"""What is answered instead of a page, as a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.requests import ClientDisconnect

from monitor.core.errors import StoreError

FOR_PROGRAMS = ("/api/", "/healthz")
"""Answers in JSON, also of what goes wrong."""
FOR_ANYBODY = "/acts/"
REFUSES = "the database refuses: try again later"
"""Anybody may hold a signed link, and must not learn from it where the database is."""
FAULT = "this is a fault of the monitor, and its log says more; messages go out all the same"
_log = structlog.get_logger(part="web")


def put_errors(
    app: FastAPI, page: Callable[..., Response]
) -> Callable[[Request, AnyHTTPException], Awaitable[Response]]:
    """Errors of ``app`` are pages, which ``page`` renders; what answers one."""

    async def answer(request: Request, error: AnyHTTPException) -> Response:
        if request.url.path.startswith(FOR_PROGRAMS):
            return await http_exception_handler(request, error)
        kind = HTTPStatus(error.status_code).phrase
        shown = page("error.html", status=error.status_code, kind=kind, why=error.detail)
        shown.headers.update(error.headers or {})
        return shown

    async def no_database(request: Request, error: StoreError) -> Response:
        is_for_anybody = request.url.path.startswith(FOR_ANYBODY)
        why = REFUSES if is_for_anybody else str(error)
        return await answer(request, HTTPException(503, why))

    async def not_understood(request: Request, error: RequestValidationError) -> Response:
        if request.url.path.startswith(FOR_PROGRAMS):
            return await http_exception_handler(request, HTTPException(422, _what_is_wrong(error)))
        return await answer(request, HTTPException(422, "the page has no such address"))

    async def gone(_request: Request, _error: ClientDisconnect) -> Response:
        """Whoever asked went away in the middle: that is no fault, and nobody reads the answer."""
        return Response(status_code=400)

    async def fault(request: Request, error: Exception) -> Response:
        _log.error("the page failed", path=request.url.path, exc_info=error)
        return await answer(request, HTTPException(500, FAULT))

    app.exception_handler(AnyHTTPException)(answer)
    app.exception_handler(ClientDisconnect)(gone)
    app.exception_handler(Exception)(fault)
    app.exception_handler(RequestValidationError)(not_understood)
    app.exception_handler(StoreError)(no_database)
    return answer


def _what_is_wrong(error: RequestValidationError) -> str:
    """In words, as all errors are: ``limit: give a number up to 1000``."""
    return "; ".join(f"{one['loc'][-1]}: {_in_words(one)}" for one in error.errors())


def _in_words(one: Mapping[str, Any]) -> str:
    """One mistake, as a person would say it; what is not foreseen as pydantic does."""
    match one:
        case {"type": "less_than_equal", "ctx": {"le": most}}:
            return f"give a number up to {most}"
        case {"type": "greater_than_equal", "ctx": {"ge": least}}:
            return f"give a number from {least} on"
        case {"type": "int_parsing" | "int_type" | "int_from_float"}:
            return "give a whole number"
    return str(one["msg"])
