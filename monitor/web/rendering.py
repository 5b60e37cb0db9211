"""Templates of the pages -> HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from monitor import __version__
from monitor.answers.explanation import reason
from monitor.core.durations import shown
from monitor.core.message.content import parts_of, sure, title_of
from monitor.core.message.plain import safe, shown_host, web_link
from monitor.core.plural import several
from monitor.core.zones import restamped, stamp

Page = Callable[..., HTMLResponse]
"""``page(name, status=200, **values)`` renders the template of that name."""


def page_of(now: Callable[[], datetime], zone: ZoneInfo) -> Page:
    """What renders the templates of this folder, with times by the clocks of ``zone``."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True)
    )
    templates.filters |= {
        "safe_text": safe,
        "parts_of": parts_of,
        "when": lambda time: f"{time.astimezone(zone):%Y-%m-%d %H:%M}" if time else "never",
        "stamp": lambda time: stamp(time, zone) if time else "never",
        "clock": lambda time: f"{time.astimezone(zone):%H:%M:%S} {zone.key}",
        "in_zone": lambda text: restamped(str(text), zone),
        "ago": lambda time: f"{shown(now() - time)} ago" if time else "never",
        "web_link": web_link,
        "host": shown_host,
        "reason": reason,
        "several": several,
        "sure": sure,
        "noted_title": lambda alert: title_of(alert, noted=True),
    }

    templates.globals["zone"] = zone.key

    def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(templates.get_template(name).render(version=__version__, **values), status)

    return page
