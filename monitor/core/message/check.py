"""A user's templates, tried with messages of every kind."""

from __future__ import annotations

from monitor.core.errors import Problem
from monitor.core.message.content import content
from monitor.core.message.escape import Medium
from monitor.core.message.samples import samples
from monitor.core.message.templates import Mistake, Templates

MEDIA = {
    "plain.txt.j2": Medium.TEXT,
    "markdown.md.j2": Medium.MARKDOWN,
    "email.html.j2": Medium.HTML,
    "slack.json.j2": Medium.SLACK,
}


def problems_with(templates: Templates) -> list[Problem]:
    """What is wrong with each of the user's own templates: one mistake a template."""
    found = list(templates.broken)
    for name in templates.own:
        for delivery in samples():
            if mistake := _mistake(
                templates, name, templates.tried(name, content(delivery), MEDIA[name]), delivery.key
            ):
                found.append(mistake)
                break
    return found


def _mistake(templates: Templates, name: str, done: str | Mistake, key: str) -> Problem | None:
    if isinstance(done, Mistake):
        return templates.problem(name, done)
    if key not in done:
        remedy = "write {{ message.key }}, by which a receiver knows a repeat"
        return templates.problem(name, Mistake(1, f"the message does not show its key: {remedy}"))
    return None
