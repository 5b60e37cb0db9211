"""The fields of a form that a browser sent, without what a form of ours never is: long, or with files."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

LONGEST = 10_000
"""Bytes."""


async def _fields(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise HTTPException(413, "this is no form of the page")
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise HTTPException(413, "this is no form of the page") from None
    return {name: value.replace("\0", "").strip()[:200] for name, value in pairs}


Fields = Annotated[dict[str, str], Depends(_fields)]
