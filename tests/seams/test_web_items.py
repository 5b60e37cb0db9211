"""The pages of one item and of one story over real HTTP: what they say, and where they lead on."""

from __future__ import annotations

import re

import pytest

from monitor.core.alerts.types import Alert
from monitor.core.types import AlertKind, Decision, Match, Mention, Outcome, Severity
from monitor.store import alerts, stories
from tests.make import an_alert
from tests.served_page import Page
from tests.store.filled import put_article


def test_an_item_shows_its_story_and_who_was_told_of_it(page: Page, alert: Alert) -> None:
    article, decision = alert.article or 0, Decision(Outcome.ALERT, "new story", AlertKind.FIRST)
    assert "no rule matched it" in page.get(f"/items/{article}")[1]
    with page.database.writing() as tx:
        match = Match("idlib-mention", "Idlib is mentioned", alert.severity, ())
        alerts.record_match(tx, article, 1, match, decision, "ab12", alert.id, page.clock())
    shown = page.get(f"/items/{article}")[1]
    assert f'href="/stories/{alert.story}"' in shown and "rule set ab12" in shown
    assert f"alert {alert.id}: desk not sent yet · night dropped (dropped by amal: &lt;i&gt;told" in shown


def test_an_item_says_by_which_words_which_rules_matched_the_gravest_first_and_marks_them(page: Page) -> None:
    article = put_article(page.database, "Fire in Morek", text="One <b> line\nA blaze in Morek, they say")
    found = {
        "low-rule": (Severity.LOW, (Mention("idlib", "Morek", "title", 8, 13, "Morek"),)),
        "grave-rule": (Severity.CRITICAL, (Mention("list:fire", "blaze", "text", 15, 20, "blaze"),)),
        "old-rule": (Severity.HIGH, (Mention("list:fire", "blaze", "text", 2, 7, "blaze"),)),
    }
    with page.database.writing() as tx:
        for name, (severity, mentions) in found.items():
            alert = an_alert(name, rule=name, rule_title=f"Title of {name}", severity=severity)
            told = alerts.insert(tx, alert, article)
            decision = Decision(Outcome.ALERT, "new story", AlertKind.FIRST)
            match = Match(name, f"Title of {name}", severity, mentions)
            alerts.record_match(tx, article, 1, match, decision, "ab12", told.id, page.clock())
    shown = page.get(f"/items/{article}")[1]
    heads = re.findall(r'<span class="tag">(\w+ · \w+)</span> ([^<\n]+)', shown)
    assert heads == [
        ("critical · alert", "Title of grave-rule (grave-rule)"),
        ("high · alert", "Title of old-rule (old-rule)"),
        ("low · alert", "Title of low-rule (low-rule)"),
    ]
    assert "in the list fire (text)" in shown and "list:fire" not in shown and "idlib (headline)" in shown
    assert "A <mark>blaze</mark> in Morek, they say" in shown and "Fire in <mark>Morek</mark>" in shown
    assert "One &lt;b&gt; line</p>" in shown, "what does not stand there any more marks nothing"


def test_a_long_story_says_that_it_is_cut(page: Page, alert: Alert, monkeypatch: pytest.MonkeyPatch) -> None:
    put_article(page.database, "Later <b>", story_id=alert.story, verdict="same_story")
    assert "The latest" not in page.get(f"/stories/{alert.story}")[1]
    monkeypatch.setattr("monitor.web.pages.ITEMS_SHOWN", 1)
    shown = page.get(f"/stories/{alert.story}")[1]
    assert "The latest 1 of 2." in shown and "Later &lt;b&gt;" in shown


def test_a_story_shows_its_items_alerts_and_messages_and_leads_on_when_it_became_part_of_another(
    page: Page, alert: Alert
) -> None:
    shown = page.get(f"/stories/{alert.story}")[1]
    assert "dropped by amal: &lt;i&gt;told" in shown and "pending" in shown and "Idlib is mentioned" in shown
    with page.database.writing() as tx:
        alerts.insert(tx, an_alert("k2", rule_title="Groups by entity", group="entity:idlib"), alert.article)
    assert "Groups by entity" in page.get(f"/stories/{alert.story}")[1]
    with page.database.writing() as tx:
        other = stories.start(tx, "Other", page.clock(), ())
        stories.merge(tx, alert.story or 0, other, by=stories.PERSON, why="", now=page.clock())
    assert f"Story {other} " in page.get(f"/stories/{alert.story}")[1]
    assert page.get("/stories/999")[0] == 404
