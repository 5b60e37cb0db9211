"""Silences made and ended on the page: over real HTTP, and by a real browser with its keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.alerts.holds import by_silence
from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.silences import Silence, SilenceKind
from monitor.core.alerts.types import Act, Alert
from monitor.core.types import AlertKind, Severity
from monitor.store import alerts, silences
from monitor.store.deliveries import lifecycle
from tests.browser import CHROMIUM, Browser, browser
from tests.make import an_alert
from tests.running import until
from tests.seams.test_web_acts import put_silence, read_only
from tests.served_page import Page

NEEDS_A_BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: `apt install chromium`")


def chosen(page: Page, alert: Alert, **given: str) -> dict[str, str]:
    """What the form of the page sends."""
    shown = page.get(f"/silences/of/{alert.id}")[1]
    (asked,) = re.findall(r'name="asked" value="([^"]+)"', shown)
    fields = {"what": "rule", "at_most": "", "hours": "8", "reason": "exercise <i>", "by": "amal"}
    return fields | {"asked": asked.replace("&#43;", "+")} | given


def test_a_card_leads_to_what_may_be_silenced_of_it_and_says_what_that_would_have_covered(
    page: Page, alert: Alert
) -> None:
    with page.database.writing() as tx:
        alerts.insert(tx, an_alert("other", story=None, entities=("ferry",), created=page.clock()), None)
        alerts.insert(tx, an_alert("old", created=page.clock() - timedelta(days=8)), None)
    for path in ("/", f"/stories/{alert.story}"):
        assert f'href="/silences/of/{alert.id}"' in page.get(path)[1], path
    code, shown = page.get(f"/silences/of/{alert.id}")
    assert code == 200 and '8 hours <span class="meta">until 2026-03-01 20:00 UTC' in shown
    said = re.findall(r'value="([a-z:]+)"[^>]*>\s*([^<]+?)\s*<span class="meta">(\d+ of [^<]+)<', shown)
    assert said == [
        ("rule", "The rule “Idlib is mentioned”", "2 of the alerts of the last 7 days"),
        ("entity:idlib", "Everything on idlib", "1 of the alerts of the last 7 days"),
        ("story", "This story", "1 of the alerts of the last 7 days"),
    ]
    assert page.silences() == [] and page.get("/silences/of/99")[0] == 404


def test_the_source_of_an_alert_is_silenced_however_its_name_is_written(page: Page) -> None:
    sources = ("gazette.example", "northport gazette")
    with page.database.writing() as tx:
        alert = alerts.insert(tx, an_alert(source="Northport Gazette", sources=sources, created=page.clock()), None)
    path = f"/silences/of/{alert.id}"
    assert re.search(r'value="source"[^>]*>\s*Everything from Northport Gazette\s*<[^>]*>1 of', page.get(path)[1])
    assert page.post(path, chosen(page, alert, what="source"), Origin=page.address)[0] == 200
    assert [one.matchers.text for one in page.silences()] == ["source northport gazette"]
    assert page.silences()[0].is_on(alert)


def test_who_chooses_an_entity_reads_its_name_beside_its_id(page: Page) -> None:
    named = {"entities": ("khan-sheikhoun", "ferry"), "names": ("Khan Sheikhoun", "ferry")}
    with page.database.writing() as tx:
        alerts.insert(tx, an_alert("named", story=None, created=page.clock(), **named), None)
        (alert,) = alerts.listed(tx, limit=1)
    for path in (f"/silences/of/{alert.id}", page.link(alert, Act.SNOOZE)):
        chosen = re.findall(r"Everything on ([^<]+?)\s*<", page.get(path)[1])
        assert chosen[:2] == ["Khan Sheikhoun (khan-sheikhoun)", "ferry"], path


def test_the_page_says_what_a_silence_is_of_by_name_and_how_much_it_kept_back(page: Page, alert: Alert) -> None:
    at, story = page.clock(), f"{alert.story}"
    of = {"rule": Matchers(rules=frozenset({alert.rule}), entities=frozenset({"idlib", "ferry"}))}
    of["story"] = Matchers(stories=frozenset({int(story)}))
    with page.database.writing() as tx:
        named = an_alert(
            "named", story=None, created=at, entities=("idlib",), names=("Idlib <b>",), rule_title="Any <i>"
        )
        other = alerts.insert(tx, named, None)
        for kind, of_what in ((SilenceKind.SILENCE, of["rule"]), (SilenceKind.SNOOZE, of["story"])):
            made = Silence(0, kind, of_what, "amal", "drill", at, at, at + timedelta(hours=1))
            hold = by_silence(silences.insert(tx, made))
            for receiver in ("desk", "night"):
                waits = lifecycle.insert(tx, other.id, [alert.id], receiver, f"{kind} {receiver}", at)
                lifecycle.hold(tx, [waits], hold, at)
    shown = page.get("/silences")[1]
    assert "rule Any &lt;i&gt; (idlib-mention), entity ferry or Idlib &lt;b&gt; (idlib)</div>" in shown
    assert f"story {story} &#34;&lt;script&gt;" in shown and "2 alerts not told so far." in shown
    assert "2 alerts wait for its end." in shown
    overview = page.get("/")[1].partition('id="silenced"')[2]
    assert "snooze: story" in overview and overview.count("<td>2 alerts</td>") == 2
    with page.database.writing() as tx:
        late = Matchers(rules=frozenset({"never-heard"}))
        silences.insert(tx, Silence(0, SilenceKind.SILENCE, late, "b", "c", at, at, at + timedelta(hours=1)))
    shown = page.get("/silences")[1]
    assert "rule never-heard</div>" in shown and "Nothing was kept back so far." in shown


def test_of_very_many_alerts_the_latest_are_looked_at_and_it_says_so(
    page: Page, alert: Alert, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.acts.silencing_alerts.MOST", 2)
    with page.database.writing() as tx:
        for name in ("a", "b"):
            alerts.insert(tx, an_alert(name, rule="other", entities=(), created=page.clock()), None)
    shown = page.get(f"/silences/of/{alert.id}")[1]
    assert "0 of the latest 2 alerts" in shown and "7 days</span>" not in shown.partition("How grave")[0]


def test_a_silence_is_made_once_for_what_was_chosen_and_stands_on_the_page(page: Page, alert: Alert) -> None:
    fields, path = chosen(page, alert, at_most="medium"), f"/silences/of/{alert.id}"
    code, shown = page.post(path, fields, Origin=page.address)
    said = "until 2026-03-01 20:00 UTC: rule idlib-mention, severity at most medium."
    assert code == 200 and f"Silenced {said}" in shown
    assert "exercise &lt;i&gt;" in shown and "by amal" in shown and "End it" in shown
    page.clock.move(minutes=1)
    assert f"Silenced already {said}" in page.post(path, fields, Origin=page.address)[1]
    (made,) = page.silences()
    assert (made.kind, made.by, made.matchers.at_most) == (SilenceKind.SILENCE, "amal", Severity.MEDIUM)
    for what, matchers in (("entity:idlib", "entity idlib"), ("story", f"story {alert.story}")):
        assert page.post(path, chosen(page, alert, what=what), Origin=page.address)[0] == 200
        assert page.silences()[-1].matchers.text == matchers


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"by": " "}, "Say who you are"),
        ({"reason": " "}, "say why: others read the reason"),
        ({"what": "entity:nobody"}, "choose what to silence"),
        ({"what": "tags"}, "choose what to silence"),
        ({"hours": "9999"}, "this page is too old"),
        ({"asked": "2030-01-01T00:00:00+00:00"}, "this page is too old"),
        ({"at_most": "nothing"}, "choose up to which severity"),
    ],
)
def test_a_form_that_says_too_little_or_was_not_made_by_the_page_silences_nothing(
    page: Page, alert: Alert, wrong: dict[str, str], says: str
) -> None:
    code, shown = page.post(f"/silences/of/{alert.id}", chosen(page, alert, what="story") | wrong, Origin=page.address)
    assert code == 422 and f'role="alert">{says}' in shown and page.silences() == []
    assert wrong.keys() != {"by"} or 'value="exercise &lt;i&gt;"' in shown, "what was written stays"


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
    {"Host": "evil.example", "Origin": "http://evil.example"},
])  # fmt: skip
def test_other_sites_cannot_silence_an_alert(page: Page, alert: Alert, headers: dict[str, str]) -> None:
    assert page.post(f"/silences/of/{alert.id}", chosen(page, alert), **headers)[0] == 403
    assert page.silences() == []


def test_an_alert_of_operations_leads_to_no_silence_and_can_be_given_none(page: Page) -> None:
    with page.database.writing() as tx:
        given = {"kind": AlertKind.OPERATIONS, "story": None, "rule": "", "entities": (), "group": "x"}
        made = alerts.insert(tx, an_alert("feeds", **given), None)
    assert "/silences/of/" not in page.get("/")[1]
    assert "a monitor that fails must be heard" in page.get(f"/silences/of/{made.id}")[1]
    fields = {"what": "rule", "hours": "1", "asked": page.clock().isoformat(), "reason": "noise", "by": "amal"}
    code, shown = page.post(f"/silences/of/{made.id}", fields, Origin=page.address)
    assert code == 422 and "must be heard" in shown and page.silences() == []


def test_a_silence_that_the_database_refuses_can_be_tried_again(page: Page, alert: Alert) -> None:
    fields = chosen(page, alert)
    with read_only(page.database):
        code, shown = page.post(f"/silences/of/{alert.id}", fields, Origin=page.address)
    assert code == 503 and "readonly database" in shown and "<button" in shown and page.silences() == []
    assert page.post(f"/silences/of/{alert.id}", fields, Origin=page.address)[0] == 200


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path) as found:
        yield found


@NEEDS_A_BROWSER
def test_a_reader_silences_a_rule_and_ends_it_with_the_keyboard_alone(
    page: Page, alert: Alert, reader: Browser
) -> None:
    reader.open(page.address)
    reader.press(f'a[href="/silences/of/{alert.id}"]')
    reader.value("document.querySelector('[name=what]').focus()")
    for _ in range(3):  # how grave, how long, why
        reader.key("Tab", 9)
    assert reader.value("document.activeElement.name") == "reason"
    reader.type("exercise until noon")
    reader.key("Tab", 9)
    reader.type("amal")
    reader.key("Enter", 13, "\r")
    reader.wait_for("Page.loadEventFired")
    assert "Silenced until 2026-03-01 13:00 UTC: rule idlib-mention." in reader.text()
    (made,) = page.silences()
    assert (made.reason, made.by) == ("exercise until noon", "amal")
    reader.open(f"{page.address}/silences")
    reader.value("document.querySelector('[name=by]').focus()")
    reader.type("badr")
    reader.key("Enter", 13, "\r")
    reader.wait_for("Page.loadEventFired")
    assert "is over." in reader.text() and "Nothing is silenced." in reader.text() and page.silences() == []


@NEEDS_A_BROWSER
def test_the_page_is_no_wider_than_a_phone(page: Page, alert: Alert, reader: Browser) -> None:
    put_silence(page)
    reader.look(390)
    for path in ("", f"items/{alert.article}", f"stories/{alert.story}", "silences", f"silences/of/{alert.id}"):
        reader.open(f"{page.address}/{path}")
        assert reader.value("document.documentElement.scrollWidth <= innerWidth"), path


_FOCUS = """(() => {
  let at = document.activeElement;
  while (at.tagName === 'IFRAME') at = at.contentDocument.activeElement;
  return [at.tagName, getComputedStyle(at).outlineStyle, at.textContent.trim()] })()"""


@NEEDS_A_BROWSER
@pytest.mark.parametrize("newer", [False, True])
def test_whoever_has_a_keyboard_only_sees_where_it_is_on_every_stop(
    page: Page, alert: Alert, reader: Browser, newer: bool
) -> None:
    """The line of newer alerts too: it stands in a frame, and without a link the stop there showed nothing."""
    reader.look(390)
    reader.open(page.address)
    if newer:
        with page.database.writing() as tx:
            alerts.insert(tx, an_alert("newer"), None)
        reader.value("document.querySelector('iframe').contentWindow.location.reload()")
        until(
            lambda: "newer alert" in reader.value("(frames[0].document.body || document.head).textContent"),
            "the line says so",
        )
    stops = []
    for _ in range(14):
        reader.key("Tab", 9)
        stops.append(reader.value(_FOCUS))
    assert {outline for _, outline, _ in stops[:12]} == {"solid"}, stops
    assert any(("newer alert" if newer else "Nothing newer") in said for _, _, said in stops)
    reader.open(f"{page.address}{page.link(alert, Act.ACKNOWLEDGE)}")
    for _ in range(9):
        reader.key("Tab", 9)
    assert reader.value("document.activeElement.name") == "by"
    reader.type("amal")
    reader.key("Tab", 9)
    assert reader.value("document.activeElement.textContent") == "Acknowledge"
    reader.key(" ", 32, " ")
    reader.wait_for("Page.loadEventFired")
    assert "Acknowledged by amal." in reader.text()


@NEEDS_A_BROWSER
def test_a_form_of_another_site_in_the_same_browser_silences_nothing(
    page: Page, alert: Alert, reader: Browser, tmp_path: Path
) -> None:
    fields = "".join(f'<input name="{name}" value="{value}">' for name, value in chosen(page, alert).items())
    form = f'<form method="post" action="{page.address}/silences/of/{alert.id}">{fields}<button>Win</button></form>'
    (tmp_path / "other.html").write_text(form, encoding="utf-8")
    reader.open(f"file://{tmp_path}/other.html")
    reader.press("button")
    assert "sent by another site" in reader.text() and page.silences() == []
