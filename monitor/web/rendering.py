"""Templates of the pages -> HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from monitor import __version__
from monitor.answers.explanation import reason
from monitor.core.durations import shown
from monitor.core.message.content import parts_of, sure, title_of
from monitor.core.message.plain import safe, shown_host, web_link
from monitor.core.plural import several

Page = Callable[..., HTMLResponse]
"""``page(name, status=200, **values)`` renders the template of that name."""


def page_of(now: Callable[[], datetime]) -> Page:
    """What renders the templates of this folder."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True)
    )
    templates.filters |= {
        "safe_text": safe,
        "parts_of": parts_of,
        "when": lambda time: f"{time.astimezone(UTC):%Y-%m-%d %H:%M}" if time else "never",
        "ago": lambda time: f"{shown(now() - time)} ago" if time else "never",
        "web_link": web_link,
        "host": shown_host,
        "reason": reason,
        "several": several,
        "sure": sure,
        "noted_title": lambda alert: title_of(alert, noted=True),
    }

    def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(templates.get_template(name).render(version=__version__, **values), status)

    return page
