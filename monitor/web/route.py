"""How the page answers a method, and the numbers in its addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import Path
from fastapi.routing import APIRoute

from monitor.core.ids import MAX_ID

Id = Annotated[int, Path(ge=1, le=MAX_ID)]
"""One that the store can hold."""


class Route(APIRoute):
    """What answers GET answers HEAD, by which others watch a page; the server leaves the body out."""

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, methods: Iterable[str] | None = None, **more: Any
    ) -> None:
        known = set(methods or ("GET",))
        super().__init__(path, endpoint, methods=known | {"HEAD"} if "GET" in known else known, **more)
