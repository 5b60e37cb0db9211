"""Messages in every medium: they say what matters, limits hold, counts are right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.alerts.types import Alert, Delivery, Form, Reports
from monitor.core.message import media, slack
from monitor.core.message.content import content, language_of, parts_of, shortened, sure
from monitor.core.message.plain import cut, one_line
from monitor.core.message.samples import FIRST, FOLLOW_UP, OPERATIONS, digest, follow_up, samples, single
from monitor.core.message.webhook import webhook_body
from monitor.core.types import AlertKind, Severity
from monitor.core.zones import zone
from tests.slack_api import problem_with
from tests.unit.core.message.rendered import (
    MEDIA,
    NOW,
    TEMPLATES,
    blocks,
    chat,
    html,
    markdown,
    plain,
    slack_texts,
    webhook,
)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab👨👩👧\u200d\u0301\u064e\u0651بيé🇬🇧 "), max_size=60), st.integers(2, 40))
def test_no_character_is_cut_in_two(text: str, limit: int) -> None:
    found = cut(text, limit)
    assert len(found) <= limit
    if found != text:
        whole = regex.findall(r"\X", text)
        kept = found.removesuffix("…")
        assert any("".join(whole[:count]).rstrip() == kept for count in range(len(whole) + 1))


def test_a_line_is_one_line() -> None:
    assert one_line("a\r\n b\t c\u2028d ", 100) == "a b cd"


@pytest.mark.parametrize("medium", MEDIA)
def test_every_medium_says_what_matters(medium: str) -> None:
    said = MEDIA[medium](follow_up())
    for fact in (
        "ارتفاع عدد ضحايا",
        "sahifa.example",
        "killed: 2 -",
        "continues story 7",
        "sample-follow-up",
        "harbour-fire",
        "acknowledge",
        "http://127.0.0.1:8420/acts/acknowledge.41.1772952060.sample",
        "Nobody acknowledged",
        "digest daily at 07:00",
        "North harbour",
    ):
        assert fact in said.replace("\u200b", "").replace("\\", ""), f"{medium}: {fact}"
    if medium != "webhook":
        for fact in (
            "2026-03-01 08:40 UTC",
            "Arabic",
            "Confirmed: 2 of 2 independent sources",
            "Late by 50 min",
            "Follows the message of 2026-03-01 06:41 UTC",
        ):
            assert fact in said, f"{medium}: {fact}"


@pytest.mark.parametrize("medium", MEDIA)
def test_a_possible_repeat_says_so(medium: str) -> None:
    assert "ossible" in MEDIA[medium](replace(single(), possible_repeat=True))
    if medium != "webhook":
        assert "ossible repeat" not in MEDIA[medium](single())


@pytest.mark.parametrize("count", [2, 30, 1_500])
@pytest.mark.parametrize("medium", ["plain", "chat", "markdown", "html", "slack"])
def test_a_summary_accounts_for_every_alert(medium: str, count: int) -> None:
    delivery = digest(count)
    said = MEDIA[medium](delivery).replace("\\n", "\n")
    more = int(found[1]) if (found := re.search(r"and (\d+) more(?! reports)", said)) else 0
    listed = set(re.findall(r"(?:north harbour, two firefighters hurt|إلى أربعة) \\*\((\d+)\\*\)", said))
    hidden = sum(map(int, re.findall(r"and (\d+) more reports of this story", said)))
    assert len(listed) + 1 + hidden + more == count  # the first one has no number
    assert f"{count:,} alerts" in said
    assert (more > 0) == (count > 1_000) or medium == "slack"


def test_counts_are_right_where_alerts_share_articles_and_stories() -> None:
    other_rule = replace(FIRST, id=42, rule="smoke", rule_title="Smoke", severity=Severity.LOW)
    delivery = replace(single(), form=Form.SUMMARY, also=(other_rule, FOLLOW_UP, replace(OPERATIONS, id=50)))
    said = content(delivery)
    assert (said.alerts, said.matters, said.more) == (4, 2, 0)
    assert [group.severity for group in said.groups] == [Severity.CRITICAL, Severity.MEDIUM]
    entry = said.groups[0].entries[0]
    assert entry.alerts == 3 and entry.lead.headline == FOLLOW_UP.headline
    assert [rule.id for rule in entry.others[0].rules] == ["harbour-fire", "smoke"]
    assert [shortened(said, count).more for count in (0, 1, 2)] == [4, 1, 0]


def test_a_summary_shows_where_its_alerts_are_in_each_medium() -> None:
    said = digest()
    (link,) = (link.url for link in said.links)
    posted = media.slack_blocks(said, TEMPLATES, in_thread=False).blocks
    letter = media.mail(said, TEMPLATES, in_thread=False)
    for shown in (media.text(said, TEMPLATES).body, media.markdown(said, TEMPLATES).body, str(posted), letter.html):
        assert link in shown.replace("&amp;", "&")


@pytest.mark.parametrize("medium", [plain, chat, markdown, html, blocks])
def test_a_summary_names_the_alerts_of_each_story(medium: Callable[[Delivery], str]) -> None:
    """By these its reader asks why; the last line has them all together."""
    other = replace(FIRST, id=57, article=99, story=99)
    summary = medium(replace(single(FIRST), form=Form.SUMMARY, also=(replace(FIRST, id=42, rule="smoke"), other)))
    assert "alert 41, 42" in summary and re.search(r"alert 57\b", summary)


@pytest.mark.parametrize("medium", [plain, chat, markdown, html, blocks])
def test_a_summary_says_what_is_new_in_each_story(medium: Callable[[Delivery], str]) -> None:
    doubtful = replace(FIRST, id=57, article=99, story=99, possibly="item 12 of another harbour")
    first = replace(FIRST, severity=Severity.CRITICAL)
    said = re.sub(
        r"[\\\\*_]|<[^>]+>", "", medium(replace(single(first), form=Form.SUMMARY, also=(FOLLOW_UP, doubtful)))
    )
    assert re.search("New: killed: 2 -(>|&gt;) 4", said), "of the report that does not lead its story"
    assert "Possibly the same as: item 12 of another harbour" in said


@pytest.mark.parametrize("limit", [200, 300, 1_000, 2_000])
def test_short_media_keep_the_key(limit: int) -> None:
    for delivery in samples():
        for said in (media.text(delivery, TEMPLATES, limit, chat=True), media.markdown(delivery, TEMPLATES, limit)):
            assert len(said.body) <= limit and said.body.endswith(
                delivery.key
                + (" (possible repeat: an earlier attempt may have arrived)" if delivery.possible_repeat else "")
            )


def test_slack_takes_whatever_is_long() -> None:
    long = ("x & <y> " * 60,) * 30
    alert = replace(FIRST, excerpts=long, new=long, names=long, why=long[0])
    post = media.slack_blocks(replace(single(alert), notes=long, held=long), TEMPLATES, in_thread=False)
    assert problem_with({"text": post.text, "blocks": post.blocks}) == ""
    assert "key sample-first" in json.dumps(post.blocks[-1])
    for _, text in slack_texts(post.blocks):
        assert not re.search(r"&(?!amp;|lt;|gt;)", text) or "x & <y>" in text  # plain_text has the signs themselves


def test_a_cut_leaves_no_half_sign() -> None:
    (block,) = slack.fitted([{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 2_995 + "&amp;&amp;"}}])
    assert block["text"]["text"] == "a" * 2_995 + "…"
    (block,) = slack.fitted(
        [
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "a" * 2_900 + "<https://a.example/" + "b" * 90 + "|x>"},
            }
        ]
    )
    assert block["text"]["text"] == "a" * 2_900 + "…"


def test_age_is_told_of_a_late_message_only() -> None:
    def late(**age: float) -> str:
        return content(replace(single(), now=FIRST.created + timedelta(**age))).late

    assert late(minutes=10) == ""
    assert late(minutes=11).startswith("Late by 11 min")
    assert late(hours=25, minutes=4).startswith("Late by 1 d 1 h:")
    assert content(replace(digest(3), now=FIRST.created + timedelta(days=2))).late == ""


@pytest.mark.parametrize(
    ("reports", "wanted"),
    [
        (Reports(), ""),
        (Reports(("a",)), "One source so far: a"),
        (Reports(("a", "b")), "2 independent sources: a, b"),
        (Reports(("a", "b", "c"), 2), "Confirmed: 3 independent sources, 2 are asked for: a, b, c"),
        (Reports(("a",), 2), "Unconfirmed: 1 of 2 independent sources: a"),
        (
            Reports(tuple("abcdefgh"), 3),
            "Confirmed: 8 independent sources, 3 are asked for: a, b, c, d, e, f and 2 more",
        ),
    ],
)
def test_how_sure_it_is(reports: Reports, wanted: str) -> None:
    assert sure(replace(FIRST, reports=reports)) == wanted


def test_what_goes_on_from_a_story_has_not_the_sources_of_that() -> None:
    goes_on = replace(FIRST, kind=AlertKind.FOLLOW_UP)
    assert sure(replace(goes_on, reports=Reports(("a", "b")))) == "2 independent sources of its story: a, b"
    assert sure(replace(goes_on, reports=Reports(("a",)))) == "One source of its story so far: a"


@pytest.mark.parametrize("medium", [plain, chat, markdown, html, blocks])
def test_a_rule_that_asks_for_more_sources_says_so_also_where_another_leads(medium: Callable[[Delivery], str]) -> None:
    graver = replace(
        FIRST, id=42, severity=Severity.CRITICAL, rule_title="Dead at the harbour", reports=Reports(("a",))
    )
    told = single(graver)
    said = medium(replace(told, also=(FIRST,))).replace("\\", "")
    assert "One source so far: a" in said
    assert "Fire at the harbour, unconfirmed" in said and "Dead at the harbour," not in said
    confirmed = replace(FIRST, reports=Reports(("a", "b"), 2))
    assert "unconfirmed" not in medium(replace(told, also=(confirmed,)))
    summary = medium(replace(told, form=Form.SUMMARY, also=(replace(FIRST, article=99, story=99),)))
    assert "Fire at the harbour, unconfirmed" in summary.replace("\\", "")


def test_languages_have_names_and_marks_are_found() -> None:
    assert [language_of(code) for code in ("ar", "pt-BR", "zh_Hans", "xx", "")] == [
        "Arabic",
        "Portuguese",
        "Chinese",
        "xx",
        "",
    ]
    assert [(part.text, part.marked) for part in parts_of("a »b c« d")] == [("a ", False), ("b c", True), (" d", False)]
    assert [part.marked for part in parts_of("« A » et « B », »,«")] == [False]


def test_the_webhook_has_every_field_of_an_alert() -> None:
    body = json.loads(webhook_body(follow_up(), NOW))
    alert = body["alerts"][0]
    assert set(Alert.__dataclass_fields__) - {"reports"} <= set(alert)
    assert body["version"] == 1 and body["form"] == "single" and body["sent"] == "2026-03-01T07:00:00Z"
    assert alert["confirmed"] is True and alert["owners"] == ["gazette.example", "sahifa.example"]
    assert body["earlier"] == {"key": "sample-first", "headline": FIRST.headline, "sent": "2026-03-01T06:41:00Z"}
    many = json.loads(webhook_body(replace(digest(250), more=5), NOW))
    assert len(many["alerts"]) + many["more"] == 255 and many["heading"] == "Daily digest"


@pytest.mark.parametrize("medium", [plain, chat, markdown, html, blocks, webhook])
def test_every_medium_shows_the_times_of_its_receivers_zone(medium: Callable[[Delivery], str]) -> None:
    told = replace(
        follow_up(), zone=zone("Asia/Damascus"), notes=("Held until now: digest until 2026-03-01 09:00 UTC",)
    )
    operations = replace(single(OPERATIONS), zone=told.zone)
    shown, own = (medium(one).replace("\\", "") for one in (told, operations))
    published, created = "2026-03-01 11:40 Asia/Damascus", "2026-03-01 11:41 Asia/Damascus"
    if medium is webhook:
        published, created = '"published": "2026-03-01T11:40:00+03:00"', '"created": "2026-03-01T11:41:00+03:00"'
        assert '"sent": "2026-03-01T09:41:00+03:00"' in shown
    assert published in shown and created in shown
    assert "digest until 2026-03-01 12:00 Asia/Damascus" in shown
    assert "since 2026-03-01 09:00 Asia/Damascus" in own and "UTC" not in own + shown.replace("at 07:00 UTC", "")


def test_the_text_is_what_people_read() -> None:
    assert plain(single()).splitlines() == [
        "[HIGH] Fire in a warehouse at the north harbour, two firefighters hurt",
        "gazette.example, 2026-03-01 06:40 UTC, English, rule: Fire at the harbour (harbour-fire)",
        "Unconfirmed: 1 of 2 independent sources: gazette.example",
        "Names: North harbour",
        "»Fire« in a warehouse at the »north harbour«, two firefighters hurt",
        "… smoke was seen from the old town, and the »north harbour« was closed to all ships until noon …",
        "https://gazette.example/2026/03/01/harbour-fire?ref=feed&edition=2",
        "Why: new story: no stored article shares a passage or the headline with it",
        "acknowledge: http://127.0.0.1:8420/acts/acknowledge.41.1772952060.sample",
        "snooze: http://127.0.0.1:8420/acts/snooze.41.1772952060.sample",
        "why this alert: http://127.0.0.1:8420/items/311",
        "alert 41 · key sample-first",
    ]
