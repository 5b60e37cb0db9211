"""A user's templates, tried with messages of every kind."""

from __future__ import annotations

from dataclasses import replace

from monitor.core.alerts.types import Delivery, Form
from monitor.core.errors import Problem
from monitor.core.message.content import content
from monitor.core.message.escape import Medium
from monitor.core.message.samples import samples
from monitor.core.message.templates import Mistake, Templates
from monitor.core.types import AlertKind

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
        mistakes = [(_mistake(templates, name, one), _kind(one)) for one in samples()]
        first = next((mistake for mistake, _ in mistakes if mistake), None)
        if first is None:
            continue
        kinds = tuple(dict.fromkeys(kind for mistake, kind in mistakes if mistake == first))
        of_all = len({kind for mistake, kind in mistakes if mistake == first}) == len({kind for _, kind in mistakes})
        where = "" if of_all else f" (in {' and '.join(kinds)})"
        found.append(templates.problem(name, replace(first, message=first.message + where)))
    return found


def _kind(delivery: Delivery) -> str:
    """What a message is, for whoever wrote a template that fails with some only."""
    if delivery.form is Form.SUMMARY:
        return "a summary"
    if delivery.alert.kind is AlertKind.OPERATIONS:
        return "a message on the monitor itself"
    return "one without links, words found or names" if not delivery.links else "one on an article"


def _mistake(templates: Templates, name: str, delivery: Delivery) -> Mistake | None:
    done = templates.tried(name, content(delivery), MEDIA[name])
    if isinstance(done, Mistake):
        return done
    if delivery.key not in done:
        remedy = "write {{ message.key }}, by which a receiver knows a repeat"
        return Mistake(1, f"the message does not show its key: {remedy}")
    return None
