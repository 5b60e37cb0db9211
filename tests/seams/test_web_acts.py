"""Signed links and silences over real HTTP: nothing changes by looking, a button does it once, other sites cannot."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from monitor.core.alerts.holds import Hold, Reason
from monitor.core.alerts.links import Grant, signed_for, token
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Act, Alert
from monitor.core.errors import Problem
from monitor.core.types import AlertKind
from monitor.files import Texts
from monitor.store import alerts, file_sets, silences
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle
from monitor.store.file_sets import GoodSet
from monitor.store.refusals import DatabaseRefusal
from tests.make import an_alert
from tests.served_page import HOSTILE, KEY, Page
from tests.store.filled import put_article


@contextmanager
def read_only(database: Database) -> Iterator[None]:
    """SQLite refuses what writes, as it does where this user may not."""

    def forbid(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = 1")

    def allow(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = 0")

    event.listen(database.engine, "checkout", forbid)
    yield
    event.remove(database.engine, "checkout", forbid)
    event.listen(database.engine, "checkout", allow)


def choice(shown: str, hours: str = "8", what: str = "", by: str = "amal") -> dict[str, str]:
    """What the form of the page sends."""
    (asked,) = re.findall(r'name="asked" value="([^"]+)"', shown)
    return {"by": by, "what": what, "hours": hours, "asked": asked.replace("&#43;", "+")}


def test_a_link_shows_what_will_happen_and_only_its_button_acknowledges_once(page: Page, alert: Alert) -> None:
    path = page.link(alert, Act.ACKNOWLEDGE)
    status, shown = page.get(path)
    assert status == 200 and "Acknowledge this alert" in shown and "Nothing changes until you press" in shown
    with page.database.reading() as tx:
        assert alerts.acknowledged(tx, alert.id) is None
    status, shown = page.post(path, {"by": " "})
    assert status == 422 and "Say who you are" in shown and page.woken == []
    status, shown = page.post(path, {"by": "amal <b>"})
    assert status == 200 and "Acknowledged by amal &lt;b&gt;." in shown and page.woken == ["woken"]
    page.clock.move(minutes=5)
    assert "Acknowledged before, by amal &lt;b&gt;" in page.post(path, {"by": "badr"})[1]
    assert "acknowledged it at" in page.get(path)[1]


def test_who_acknowledges_is_told_to_whom_it_escalated(page: Page, alert: Alert) -> None:
    path = page.link(alert, Act.ACKNOWLEDGE)
    assert "escalated to" not in page.get(path)[1]
    assert "It does not escalate. Follow-ups still come." in page.post(path, {"by": "amal"})[1]
    hold = Hold(Reason.ESCALATION, page.clock(), "unless somebody acknowledges")
    with page.database.writing() as tx:
        for receiver, state in (("boss", "sent"), ("chief", "closed")):
            lifecycle.insert(tx, alert.id, [], receiver, receiver, page.clock(), hold)
            tx.connection.execute(text("UPDATE delivery SET state = :state WHERE receiver = :receiver"),
                                  {"state": state, "receiver": receiver})  # fmt: skip
    shown = page.get(path)[1]
    assert "It escalated to boss, as nobody had acknowledged it." in shown and "escalate to nobody else." in shown
    assert "It had escalated to boss before; to nobody else now." in page.post(path, {"by": "amal"})[1]


def test_a_name_stands_on_one_line(page: Page, alert: Alert) -> None:
    path = page.link(alert, Act.ACKNOWLEDGE)
    assert page.post(path, {"by": " amal\r\nDelivery 7:\x1b[2J sent\0 "})[0] == 200
    with page.database.reading() as tx:
        seen = alerts.acknowledged(tx, alert.id)
    assert seen and seen.by == "amal Delivery 7:[2J sent"


def test_a_snooze_holds_for_the_time_that_was_chosen_and_a_second_press_makes_no_second(
    page: Page, alert: Alert
) -> None:
    path = page.link(alert, Act.SNOOZE)
    form = page.get(path)[1]
    assert '8 hours <span class="meta">until 2026-03-01 20:00 UTC' in form and page.silences() == []
    sent = choice(form)
    assert "Snoozed until 2026-03-01 20:00 UTC" in page.post(path, sent)[1]
    page.clock.move(minutes=1)
    assert "Snoozed already until 2026-03-01 20:00 UTC" in page.post(path, sent)[1]
    (snooze,) = page.silences()
    assert (snooze.kind, snooze.by, snooze.matchers.text) == (SilenceKind.SNOOZE, "amal", f"story {alert.story}")
    assert "covers it until 2026-03-01 20:00 UTC, by amal" in page.get(path)[1]
    assert "Everything on idlib" in form
    page.post(path, choice(form, what="idlib"))
    assert page.silences()[-1].matchers.entities == {"idlib"}


@pytest.mark.parametrize(
    "wrong", [{"hours": "9999"}, {"asked": "2030-01-01T00:00:00+00:00"}, {"asked": ""}, {"what": "nobody"}]
)
def test_a_form_that_the_page_did_not_make_snoozes_nothing(page: Page, alert: Alert, wrong: dict[str, str]) -> None:
    path = page.link(alert, Act.SNOOZE)
    status, shown = page.post(path, choice(page.get(path)[1]) | wrong)
    assert status == 422 and 'role="alert"' in shown and page.silences() == []


def test_a_link_does_nothing_to_another_alert_that_got_its_number_after_a_restore(page: Page, alert: Alert) -> None:
    of_before = replace(alert, key="another")
    path = signed_for(of_before, KEY, page.clock() + timedelta(days=1))[0][1]
    assert page.get(path)[0] == 404 and "stored no more" in page.get(path)[1]
    assert page.post(path, {"by": "amal"})[0] == 404
    with page.database.reading() as tx:
        assert alerts.acknowledged(tx, alert.id) is None
    assert page.post(page.link(alert, Act.ACKNOWLEDGE), {"by": "amal"})[0] == 200


def test_links_that_are_altered_cut_off_expired_or_of_nothing_say_so_and_do_nothing(page: Page, alert: Alert) -> None:
    path = page.link(alert, Act.ACKNOWLEDGE)
    lost = f"/acts/{token(Grant(Act.ACKNOWLEDGE, 999, page.clock() + timedelta(days=1)), KEY)}"
    for wrong, code, says in (
        (path[:-5], 404, "cut off"),
        (path.replace(f".{alert.id}.", ".2."), 403, "altered"),
        (path.replace("acknowledge", "snooze"), 403, "altered"),
        (lost, 404, "stored no more"),
    ):
        assert page.get(wrong)[0] == code and says in page.get(wrong)[1]
    for wrong in (path[:-5], path.replace("acknowledge", "snooze")):
        assert page.post(wrong, {"by": "amal"})[0] in (403, 404)
    page.clock.move(days=7)
    assert page.get(path)[0] == 410 and page.post(path, {"by": "amal"})[0] == 410
    with page.database.reading() as tx:
        assert alerts.acknowledged(tx, alert.id) is None


def test_a_form_that_no_browser_sends_is_refused_and_no_error_of_ours(page: Page, alert: Alert) -> None:
    many = {f"field{number}": "x" for number in range(30)}
    assert page.post(page.link(alert, Act.ACKNOWLEDGE), many)[0] == 413
    silence = f"/silences/{put_silence(page).id}/end"
    for origin in ("http://[", "http://[::1", "//", "null"):
        assert page.post(silence, {"by": "amal"}, Origin=origin)[0] == 403, origin
    assert len(page.silences()) == 1


def test_an_alert_without_an_article_stands_by_itself_and_leads_nowhere(page: Page) -> None:
    quiet = {"kind": AlertKind.QUIET, "story": None, "group": "rule:x", "url": ""}
    with page.database.writing() as tx:
        for name in ("ferry", "bridge"):
            alerts.insert(tx, an_alert(name, headline=f"Nothing on {name}", lines=(f"Last: {name}",), **quiet), None)
    shown = page.get("/")[1]
    assert "/items/None" not in shown
    assert all(f"Nothing on {name}" in shown and f"Last: {name}" in shown for name in ("ferry", "bridge"))


def test_an_alert_that_cannot_be_read_hides_no_other(page: Page, alert: Alert) -> None:
    with page.database.writing() as tx:
        other = alerts.insert(tx, an_alert("ferry", headline="A ferry sank", story=None, group="rule:ferry"), None)
        tx.connection.execute(text("UPDATE alert SET content = '{}' WHERE id = :id"), {"id": alert.id})
    code, shown = page.get("/")
    assert code == 200 and other.headline in shown
    assert page.get(f"/stories/{alert.story}")[0] == 200
    assert [one["headline"] for one in json.loads(page.get("/api/alerts")[1])] == [other.headline]


def test_no_answer_is_kept_by_a_browser_or_taken_for_what_it_is_not(page: Page) -> None:
    for path in ("/", "/healthz", "/api/alerts", "/silences/"):
        with urllib.request.urlopen(page.address + path, timeout=20) as answer:
            kept, kind = answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]
        assert (kept, kind) == ("no-store", "nosniff"), path


def test_what_answers_get_answers_head_without_a_body(page: Page, alert: Alert) -> None:
    for path in ("/", "/healthz", "/api/alerts", "/silences", f"/stories/{alert.story}", page.link(alert, Act.SNOOZE)):
        assert page.head(path) == (200, ""), path
    assert page.head("/stories/999")[0] == 404 and page.head("/silences/1/end")[0] == 405


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/nowhere", 404, "Not Found"),
        ("/items/99", 404, "no such item"),
        ("/stories/x<b>", 422, "the page has no such address"),
        ("/silences/1/end", 405, "Method Not Allowed"),
        ("/items/99 of another site", 403, "the page is not known as &#39;evil.example&#39;"),
    ],
)
def test_what_goes_wrong_is_said_on_a_page_with_its_headers(page: Page, path: str, code: int, says: str) -> None:
    path, _, elsewhere = path.partition(" of ")
    request = urllib.request.Request(page.address + path, headers={"Host": "evil.example"} if elsewhere else {})
    with pytest.raises(urllib.error.HTTPError) as failed:
        urllib.request.urlopen(request, timeout=20)
    shown = failed.value.read().decode()
    assert failed.value.code == code and says in shown and "<!doctype html>" in shown and "<b>" not in shown
    assert "frame-ancestors 'none'" in failed.value.headers["Content-Security-Policy"]
    assert code != 405 or failed.value.headers["Allow"] == "POST"


def test_what_goes_wrong_is_json_where_programs_ask(page: Page) -> None:
    status, shown = page.get("/api/alerts?limit=x")
    assert status == 422 and "limit" in str(json.loads(shown))
    assert json.loads(page.get("/api/nowhere")[1]) == {"detail": "Not Found"}
    assert "not known as" in json.loads(page.get("/api/alerts", Host="evil.example")[1])["detail"]


def test_the_overview_marks_the_words_that_messages_mark_and_keeps_the_signs_of_the_text(page: Page) -> None:
    quoted = "Il dit « la »guerre« est » finie à »Idlib« <b>"
    with page.database.writing() as tx:
        alerts.insert(tx, an_alert(excerpts=(quoted, "A «Б» »Морек«, »В")), None)
    shown = page.get("/")[1]
    assert "Il dit « la <mark>guerre</mark> est » finie à <mark>Idlib</mark> &lt;b&gt;" in shown
    assert "A «Б» <mark>Морек</mark>, »В" in shown


@pytest.mark.parametrize(
    ("url", "leads", "says"),
    [
        ("https://bank.example@evil.example/a b", "https://evil.example/a%20b", "read at evil.example"),
        ("https://xn--bnk-zna.example/\u202ex", "https://xn--bnk-zna.example/x", "read at xn--bnk-zna.example"),
        ("javascript:alert(1)", "", ""),
        ("http://[", "", ""),
    ],
)
def test_the_link_to_the_publisher_says_where_it_leads(page: Page, url: str, leads: str, says: str) -> None:
    item = put_article(page.database, "One", url=url)
    links = re.findall(r'<a href="([^"]+)" rel="noreferrer noopener">([^<]+)</a>', page.get(f"/items/{item}")[1])
    assert links == ([(leads, says)] if leads else [])


def put_silence(page: Page) -> Silence:
    now = page.clock()
    silence = Silence(
        0, SilenceKind.SILENCE, Matchers(tags=frozenset({"x"})), "badr", HOSTILE, now, now, now + timedelta(hours=1)
    )
    with page.database.writing() as tx:
        return silences.insert(tx, silence)


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
    {"Host": "evil.example", "Origin": "http://evil.example"}, {"Origin": "http://monitor.example"},
    {"Origin": "https://monitor.example.evil.example"}, {"Origin": ""},
])  # fmt: skip
def test_other_sites_cannot_end_a_silence(page: Page, headers: dict[str, str]) -> None:
    path = f"/silences/{put_silence(page).id}/end"
    assert page.post(path, {"by": "amal"}, **headers)[0] == 403
    assert len(page.silences()) == 1 and page.woken == []


def test_other_sites_cannot_read_the_page_by_a_name_of_theirs(page: Page, alert: Alert) -> None:
    for path in ("/", "/api/alerts", "/silences", f"/stories/{alert.story}", page.link(alert, Act.SNOOZE)):
        status, shown = page.get(path, Host="evil.example:80")
        assert status == 403 and "set web.public_url" in shown and "alert(1)" not in shown, path
        assert page.get(path, Host="monitor.example")[0] == page.get(path, Host="localhost:8420")[0] == 200
    assert page.get("/healthz", Host="evil.example")[0] == 200


def test_no_other_site_reads_the_mistakes_of_the_files_where_it_may_ask_whether_the_daemon_lives(page: Page) -> None:
    with page.database.writing() as tx:
        mistake = Problem("/home/amal/config.yaml", 3, 1, "unknown key 'paswords: LITERAL'")
        file_sets.put_bad_edit(tx, page.clock(), [mistake], told=False)
    for host, shown in (("monitor.example", True), ("127.0.0.1", True), ("evil.example", False)):
        found = json.loads(page.get("/healthz", Host=host)[1])
        assert found["status"] == "bad edit" and found["files"]["bad_since"], host
        assert ("LITERAL" in json.dumps(found)) is ("problems" in found["files"]) is shown, host


def test_the_page_itself_ends_a_silence_under_each_of_its_names(page: Page) -> None:
    for headers in ({"Origin": page.address}, {"Sec_Fetch_Site": "same-origin"},
                    {"Host": "monitor.example", "Origin": "https://monitor.example"}):  # fmt: skip
        path = f"/silences/{put_silence(page).id}/end"
        assert "is over" in page.post(path, {"by": "amal"}, **headers)[1]
        assert page.silences() == []
    for origin in ("https://monitor.example", "HTTPS://Monitor.example"):  # behind a proxy that asks under another name
        path = f"/silences/{put_silence(page).id}/end"
        assert "is over" in page.post(path, {"by": "amal"}, Origin=origin)[1]
        assert page.silences() == []
    assert page.get(path)[0] == 405
    status, shown = page.post(path, {"by": "amal"}, Origin=page.address)
    assert status == 422 and "is over: amal ended it" in shown


def test_the_page_of_silences_says_that_an_edit_is_not_used_and_a_signed_link_which_anybody_may_have_does_not(
    page: Page, alert: Alert
) -> None:
    with page.database.writing() as tx:
        texts = Texts(Path("config.yaml"), "")
        file_sets.put_good_set(tx, GoodSet("v1", page.clock(), 1, 1), texts, {})
        file_sets.put_bad_edit(tx, page.clock(), [Problem("rules/a.yaml", 3, 1, 'unknown key "whem"')], told=True)
    silence = put_silence(page)
    end = page.post(f"/silences/{silence.id}/end", {"by": "amal"}, Origin=page.address)
    for _, shown in (page.get("/silences"), end):
        assert "edit not used" in shown and "rules/a.yaml:3:1: unknown key" in shown and "rule set v1" in shown
    assert "rules/a.yaml" not in page.get(page.link(alert, Act.SNOOZE))[1]


def test_pages_and_healthz_say_that_the_daemon_waits_for_the_database(page: Page, alert: Alert) -> None:
    page.waiting = DatabaseRefusal(page.clock(), "the database says: database or disk is full - free some space")
    code, shown = page.get("/")
    assert code == 200 and "Nothing is polled or told meanwhile" in shown and "disk is full" in shown
    assert "disk is full" not in page.get(page.link(alert, Act.SNOOZE))[1]
    code, said = page.get("/healthz")
    found = json.loads(said)
    assert code == 503 and found["status"] == "waiting for the database" and "disk is full" in found["why"]
    assert found["since"] == page.clock().isoformat() and found["feeds"] == 0
    assert "why" not in json.loads(page.get("/healthz", Host="evil.example")[1])
    page.waiting = None
    assert page.get("/healthz")[0] == 200 and "no database" not in page.get("/")[1]


def test_without_a_database_pages_and_healthz_say_why(page: Page, alert: Alert) -> None:
    page.database.engine.dispose()
    assert page.database.path
    for end in ("-wal", "-shm"):
        Path(f"{page.database.path}{end}").unlink(missing_ok=True)
    page.database.path.write_text("no database any more", encoding="utf-8")
    why = "the database says: file is not a database"
    for path in ("/", "/silences", f"/stories/{alert.story}", "/api/alerts"):
        code, shown = page.get(path)
        assert code == 503 and why in shown, path
    code, said = page.get("/healthz")
    assert code == 503 and json.loads(said)["why"].startswith(why)
    code, shown = page.get(page.link(alert, Act.SNOOZE))
    assert code == 503 and "try again later" in shown and why not in shown


def test_an_act_that_the_database_refuses_is_no_mistake_of_who_asks_and_can_be_tried_again(
    page: Page, alert: Alert
) -> None:
    silence, seen, snooze = put_silence(page), page.link(alert, Act.ACKNOWLEDGE), page.link(alert, Act.SNOOZE)
    chosen = choice(page.get(snooze)[1])
    with read_only(page.database):
        for path, fields in ((seen, {"by": "amal"}), (snooze, chosen)):
            code, shown = page.post(path, fields)
            assert code == 503 and "the database refuses: try again later" in shown and "<button" in shown
            assert "readonly" not in shown and str(page.database.path) not in shown  # anybody may have the link
        code, shown = page.post(f"/silences/{silence.id}/end", {"by": "amal"}, Origin=page.address)
        assert code == 503 and "readonly database" in shown and "make the file and its folder writable" in shown
        assert page.post(seen, {"by": " "})[0] == 422
    assert page.silences() == [silence]
    assert page.post(seen, {"by": "amal"})[0] == page.post(snooze, chosen)[0] == 200


def test_pages_show_hostile_text_as_text_and_cannot_be_framed(page: Page, alert: Alert) -> None:
    put_silence(page)
    for path in ("/", "/silences", f"/stories/{alert.story}", page.link(alert, Act.SNOOZE)):
        shown = page.get(path)[1]
        assert "&lt;script&gt;alert(1)" in shown, path
        assert "<script" not in shown and "<b>Morek" not in shown and "\u202e" not in shown and "<i>" not in shown
        with urllib.request.urlopen(page.address + path) as answer:
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
