"""The pages of an item and of a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from monitor.answers.explanation import explanation, on_rule
from monitor.answers.told import cards_of
from monitor.store import alerts, articles, stories
from monitor.store.database import Database
from monitor.store.deliveries import outbox
from monitor.web.daemon import Daemon, notices
from monitor.web.marked import marked
from monitor.web.overview import acts_of
from monitor.web.rendering import Page
from monitor.web.route import Id, Route

ITEMS_SHOWN, STORY_ALERTS_SHOWN = 500, 300
Name = Annotated[str, Query(max_length=64)]
"""Of a rule."""


def pages(database: Database, now: Callable[[], datetime], daemon: Daemon, page: Page) -> APIRouter:
    """The routes."""
    router = APIRouter(route_class=Route)

    @router.get("/items/{item_id}")
    def item(item_id: Id, rule: Name = "") -> HTMLResponse:
        with database.reading() as tx:
            article = articles.get(tx, item_id)
            if article is None:
                raise HTTPException(404, "no such item")
            ruleset = daemon.rules()
            known = explanation(tx, article, now(), ruleset)
            shown: dict[str, Any] = {"known": known, "article": article, "of": known.of, "marked": marked(known)}
            if ruleset:
                shown["rules"] = sorted((one.title, name) for name, one in ruleset.rules.items())
                shown["asked"] = on_rule(article, rule, ruleset) if rule in ruleset.rules else None
            return page("item.html", **notices(tx, daemon), **shown, rule=rule)

    @router.get("/stories/{story_id}", response_model=None)
    def story(request: Request, story_id: Id) -> HTMLResponse | RedirectResponse:
        with database.reading() as tx:
            found = stories.get(tx, story_id)
            if found is None:
                if (into := stories.went_into(tx, story_id)) is not None:
                    return RedirectResponse(f"/stories/{into}", 302)
                raise HTTPException(404, "no such story")
            told = alerts.of_story(tx, story_id, STORY_ALERTS_SHOWN)
            together = cards_of(tx, told)
            return page(
                "story.html",
                **notices(tx, daemon),
                story=found,
                articles=sorted(articles.of_story(tx, story_id, ITEMS_SHOWN), key=lambda item: item.id),
                cards=together,
                alerts_shown=len(told),
                alerts_made=alerts.count_of_story(tx, story_id),
                acts=acts_of(together, request, daemon, now()),
                now=now(),
                messages={one.id: one for some in outbox.of_alerts(tx, told).values() for one in some},
            )

    return router
