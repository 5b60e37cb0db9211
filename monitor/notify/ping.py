"""One request that says nothing but that somebody is there."""

from __future__ import annotations

import aiohttp

from monitor.core.message.plain import one_line


async def ping(url: str, seconds: float) -> str:
    """GET ``url``; why it was not taken, empty if it was. Redirects are not followed, and no reason names the address,
    which is mostly a secret."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session,
            session.get(url, headers={"User-Agent": "monitor"}, allow_redirects=False) as answer,
        ):
            if 200 <= answer.status < 300:
                return ""
            said = f"HTTP {answer.status} {one_line(answer.reason or '', 80)}".strip()
            led = 300 <= answer.status < 400
            return f"{said}: redirects are not followed, write the address that it leads to" if led else said
    except TimeoutError:
        return f"no answer within {seconds:g} s"
    except (aiohttp.ClientError, OSError) as error:
        return f"no connection ({type(error).__name__})"
