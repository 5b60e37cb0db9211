"""The first page over real HTTP: what is newest, what does not go well, older alerts, what came since, finding an item;
and the same alerts for programs."""

from __future__ import annotations

import json
import logging
import re
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.types import Alert, Reports, SendFailed
from monitor.core.message.webhook import AlertPart
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts
from monitor.store.deliveries import attempts, lifecycle, outbox
from tests.make import an_alert
from tests.running import until
from tests.seams.test_docs import DOCS, blocks
from tests.seams.test_page import CHROMIUM, dom
from tests.served_page import Page, served
from tests.store.filled import LEASE, claim_due, put_article


def put(page: Page, article: int | None, *names: str, **more: Any) -> list[Alert]:
    """Alerts that were decided at once, one of each name."""
    values = {"story": None, "group": "rule:x", "entities": ("idlib",), "created": page.clock()} | more
    with page.database.writing() as tx:
        return [alerts.insert(tx, an_alert(name, **values), article) for name in names]


def headlines(shown: str) -> list[str]:
    return re.findall(r'class="headline"[^>]*>(?:<a [^>]*>)?([^<]*)<', shown)


def listed(page: Page, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.get(f"/api/alerts{query}")[1])
    return found


def test_what_goes_wrong_is_named_first_then_the_newest_alert_then_tables(page: Page, alert: Alert) -> None:
    assert "takes nothing" not in page.get("/")[1]
    with page.database.writing() as tx:
        for delivery in claim_due(tx, "desk", page.clock(), "t", LEASE, 1):
            attempts.record(tx, delivery, page.clock(), SendFailed("HTTP 503 <b>"), page.clock() + LEASE)
    shown = page.get("/")[1]
    assert "desk takes nothing: HTTP 503 &lt;b&gt;. 1 message waits, since 2026-03-01 12:00 UTC." in shown
    assert shown.index("desk takes nothing") < shown.index('class="headline"') < shown.index("<table")


def test_a_card_says_who_has_it_and_who_wished_otherwise(page: Page, alert: Alert) -> None:
    put(page, None, "nobody")
    with page.database.writing() as tx:
        (desk,) = outbox.listed(tx, limit=1, receiver="desk")
        lifecycle.hold(
            tx, [desk.id], Hold(Reason.QUIET_HOURS, page.clock() + LEASE, "quiet hours until 07:00 <b>"), page.clock()
        )
    shown = page.get("/")[1]
    assert "desk held (quiet hours until 07:00 &lt;b&gt;) · night dropped (dropped by amal: &lt;i&gt;told" in shown
    assert shown.count("told to nobody: no route took it") == 1


def test_a_card_says_in_words_what_was_not_sent_and_why(page: Page, alert: Alert) -> None:
    shown = page.get("/")[1]
    assert "desk not sent yet" in shown and '<a href="http://a.example/1" rel="noreferrer noopener">read at a.' in shown
    with page.database.writing() as tx:
        (desk,) = claim_due(tx, "desk", page.clock(), "t", LEASE, 1)
        attempts.record(tx, desk, page.clock(), SendFailed("HTTP 404 <b>", permanent=True), None)
    shown = page.get("/")[1]
    assert "desk given up (HTTP 404 &lt;b&gt;)" in shown and "desk dead" not in shown


def test_a_card_says_how_sure_it_is_also_of_the_rules_beside(page: Page) -> None:
    article = put_article(page.database, "One")
    put(page, article, "a", severity=Severity.CRITICAL, reports=Reports(("wire.example",)))
    put(page, article, "b", rule_title="Dead (two outlets)", reports=Reports(("wire.example",), 2))
    shown = page.get("/")[1]
    assert "One source so far: wire.example" in shown
    assert "also: Dead (two outlets), unconfirmed (high)" in shown
    page.clock.move(minutes=1)
    put(page, put_article(page.database, "Two"), "c", reports=Reports(("x", "y"), 2))
    assert "Confirmed: 2 of 2 independent sources: x, y" in page.get("/")[1]


def test_a_fault_of_the_page_is_told_in_the_log_and_in_words(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("secret of the program")

    monkeypatch.setattr("monitor.web.overview.cards", fails)
    with capture_logs() as said:
        code, shown = page.get("/")
        until(lambda: bool(said), "the log says so")
    assert code == 500 and "a fault of the monitor, and its log says more" in shown and "secret" not in shown
    assert [(one["event"], one["path"], str(one["exc_info"])) for one in said] == [
        ("the page failed", "/", "secret of the program")
    ]


def test_older_alerts_are_led_to_and_none_is_left_out_or_cut_in_two(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.web.overview.ALERTS_SHOWN", 5)
    made = []
    for number in range(7):
        made.append(f"Article {number}")
        put(page, put_article(page.database, made[-1]), f"a{number}", f"b{number}", headline=made[-1])
        page.clock.move(minutes=1)
    path, seen = "/", list[str]()
    while path:
        shown = page.get(path)[1]
        seen += headlines(shown)
        assert ("Whether there are newer" in shown) is (path == "/")
        (path,) = re.findall(r'href="(/\?before=\d+)"', shown) or [""]
    assert seen == made[::-1]


def test_programs_read_older_alerts_page_by_page_under_the_names_of_the_webhook(page: Page, alert: Alert) -> None:
    put(page, None, *(f"a{number}" for number in range(5)), url="javascript:alert(1)")
    seen, query = list[int](), "?limit=4"
    while found := listed(page, query):
        seen += [one["id"] for one in found]
        query = f"?limit=4&before={seen[-1]}"
    assert seen == sorted(seen, reverse=True) and len(seen) == 6
    (first,) = listed(page, "?limit=1")
    assert set(first) == {*AlertPart.model_fields, "told", "acknowledged_by", "acknowledged_at"}
    assert first["url"] == "" and datetime.fromisoformat(first["created"]) == page.clock()
    assert [one["rule"] for one in listed(page, "?rule=nothing")] == []
    (last,) = listed(page, "?limit=1&before=2")
    assert last["told"] == ["desk pending", "night dropped (dropped by amal: <i>told</i>)"]
    with page.database.writing() as tx:
        alerts.acknowledge(tx, alert.id, "amal", page.clock())
    (last,) = listed(page, "?limit=1&before=2")
    assert (last["acknowledged_by"], datetime.fromisoformat(last["acknowledged_at"])) == ("amal", page.clock())


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?limit=x", "limit: give a whole number"),
        ("?limit=0", "limit: give a number from 1 on"),
        ("?limit=1001", "limit: give a number up to 1000"),
        ("?before=0", "before: give a number from 1 on"),
        (f"?before={2**63}", f"before: give a number up to {2**63 - 1}"),
    ],
)
def test_errors_for_programs_have_one_shape(page: Page, query: str, says: str) -> None:
    code, said = page.get(f"/api/alerts{query}")
    assert (code, json.loads(said)["detail"]) == (422, says)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?rul=harbour-fire", 'unknown parameter "rul" - did you mean "rule"?'),
        ("?limit=5&severity=high", 'unknown parameter "severity": it has limit, before, rule'),
    ],
)
def test_a_parameter_that_is_not_known_is_refused_and_not_answered_with_all_alerts(
    page: Page, alert: Alert, query: str, says: str
) -> None:
    code, said = page.get(f"/api/alerts{query}")
    assert (code, json.loads(said)) == (400, {"detail": says})


def test_an_alert_is_acknowledged_and_snoozed_from_the_page_and_says_who_did(page: Page, alert: Alert) -> None:
    shown = page.get("/")[1]
    (acknowledge,) = re.findall(r'href="(/acts/acknowledge[^"]+)"', shown)
    (snooze,) = re.findall(r'href="(/acts/snooze[^"]+)"', shown)
    assert "Snooze this alert" in page.get(snooze)[1]
    assert page.post(acknowledge, {"by": "amal <b>"})[0] == 200
    for path in ("/", f"/stories/{alert.story}"):
        shown = page.get(path)[1]
        assert "acknowledged by amal &lt;b&gt; at 2026-03-01 12:00 UTC" in shown, path
        assert "/acts/acknowledge" not in shown and "/acts/snooze" in shown, path
    page.clock.move(days=1)
    assert page.get(acknowledge)[0] == 410


def test_a_name_that_is_not_of_the_page_is_shown_no_link_that_does_something(tmp_path: Path) -> None:
    """A page that is for others too may be asked under any name: another site may have let its own lead here."""
    with served(tmp_path, is_local=False) as page:
        put(page, None, "k")
        for host, acts in (("monitor.example", True), ("127.0.0.1", True), ("evil.example", False)):
            code, shown = page.get("/", Host=host)
            assert code == 200 and "Headline of k" in shown and ("/acts/" in shown) is acts, host


def test_what_came_since_is_counted_by_articles_and_the_gravest_is_named(page: Page, alert: Alert) -> None:
    (frame,) = re.findall(r'<iframe class="newer" src="([^"]+)"', page.get("/")[1])
    assert frame == f"/newer/{alert.id}" and "Nothing newer" in page.get(frame)[1]
    put(page, put_article(page.database, "One"), "a", "b", severity=Severity.LOW)
    assert "1 newer alert, low: show" in page.get(frame)[1]
    put(page, None, "c", severity=Severity.CRITICAL, kind=AlertKind.QUIET)
    shown = page.get(frame)[1]
    assert '<a href="/" target="_top">2 newer alerts, up to critical: show</a>' in shown
    assert 'http-equiv="refresh" content="15"' in shown and 'http-equiv="refresh"' not in page.get("/")[1]


def test_the_line_of_newer_alerts_looks_again_when_the_database_refused(page: Page, alert: Alert) -> None:
    page.database.engine.dispose()
    assert page.database.path
    for end in ("-wal", "-shm"):
        Path(f"{page.database.path}{end}").unlink(missing_ok=True)
    page.database.path.write_text("no database any more", encoding="utf-8")
    code, shown = page.get("/newer/1")
    assert code == 200 and "The database refuses" in shown and 'http-equiv="refresh"' in shown
    assert "Nothing newer" not in shown


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: `apt install chromium`")
def test_a_browser_takes_the_line_of_newer_alerts_into_the_page_and_no_other_site_may(
    page: Page, alert: Alert, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        dom(page.address, tmp_path)
    assert f"GET /newer/{alert.id} HTTP/1.1" in caplog.text
    with urllib.request.urlopen(f"{page.address}/newer/{alert.id}", timeout=20) as answer:
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Words of its headline"),
        ("fire port", "2 items, the newest first"),
        ("zebra", "nothing stored is at this address"),
        ("item 99", "no item 99"),
        ("<b>'\"\u202e", "&lt;b&gt;"),
    ],
)
def test_items_are_found_by_words(page: Page, words: str, says: str) -> None:
    for title in ("Fire in the port", "The port after the fire", "A quiet day <b>"):
        put_article(page.database, title)
    code, shown = page.get("/find?" + urlencode({"q": words}))
    assert code == 200 and says in shown and "<b>" not in shown.replace("<b class", "") and "\u202e" not in shown


def test_one_item_that_is_meant_is_shown_at_once(page: Page, alert: Alert) -> None:
    for words in (f"alert {alert.id}", str(alert.article), "script Morek"):
        code, shown = page.get("/find?" + urlencode({"q": words}))
        assert code == 200 and "Rules that matched" in shown, words
    assert page.get("/find?q=" + "x" * 501)[0] == 422


def test_a_story_of_very_many_alerts_shows_the_latest_and_says_so(
    page: Page, alert: Alert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.web.pages.STORY_ALERTS_SHOWN", 2)
    put(page, alert.article, "a", headline="The second")
    assert "The latest" not in page.get(f"/stories/{alert.story}")[1]
    put(page, alert.article, "b", headline="The third", created=page.clock() + timedelta(minutes=1))
    shown = page.get(f"/stories/{alert.story}")[1]
    assert "The latest 2 of 3" in shown and headlines(shown) == ["The second", "The third"]


def test_the_examples_of_the_page_for_programs_are_what_programs_get(page: Page, alert: Alert) -> None:
    (alerts_,), (health,), (error,) = (
        blocks(DOCS / "page.md", f"json {name}") for name in ("alerts", "healthz", "error")
    )
    (documented,) = json.loads(alerts_)
    assert list(documented) == list(listed(page, "")[0])
    AlertPart.model_validate({name: documented[name] for name in AlertPart.model_fields})
    real = json.loads(page.get("/healthz")[1])
    assert list(json.loads(health)) == list(real) and list(json.loads(health)["files"]) == list(real["files"])
    assert json.loads(error) == json.loads(page.get("/api/alerts?limit=1001")[1])


def test_times_are_those_of_the_zone_that_the_page_is_read_in(tmp_path: Path) -> None:
    """In reasons too, which are stored with times in UTC; for programs they stay so."""
    with served(tmp_path, zone=ZoneInfo("Asia/Kathmandu")) as page:
        at = datetime(2026, 3, 1, 20, tzinfo=UTC)
        put(page, None, "k", created=at, why="goes on from what was told at 2026-03-01 21:30 UTC")
        shown = page.get("/")[1]
        assert "alerted 2026-03-02 01:45 Asia/Kathmandu" in shown
        assert "was told at 2026-03-02 03:15 Asia/Kathmandu" in shown and "UTC" not in shown
        assert "Asia/Kathmandu" in page.get("/newer/1")[1]
        (one,) = listed(page, "")
        assert one["why"].endswith("21:30 UTC")
