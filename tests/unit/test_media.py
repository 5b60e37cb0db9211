"""Messages in every medium: hostile feeds arrive harmless, limits hold, counts are right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from monitor.core.alerts.types import Alert, Delivery, Earlier, Form, Reports
from monitor.core.message import media, slack
from monitor.core.message.content import content, language_of, parts_of, shortened, sure
from monitor.core.message.plain import cut, cut_to_units, host_of, one_line, units, web_link
from monitor.core.message.samples import FIRST, FOLLOW_UP, LINKS, OPERATIONS, digest, follow_up, samples, single
from monitor.core.message.webhook import webhook_body, webhook_schema
from monitor.core.types import Severity
from monitor.core.zones import zone
from monitor.templates import shipped_templates
from tests.slack_api import problem_with

NOW = datetime(2026, 3, 1, 7, 0, tzinfo=UTC)
TEMPLATES = shipped_templates()


def plain(delivery: Delivery) -> str:
    said = media.text(delivery, TEMPLATES)
    return f"{said.title}\n{said.body}"


def chat(delivery: Delivery) -> str:
    said = media.text(delivery, TEMPLATES, chat=True)
    return f"{said.title}\n{said.body}"


def markdown(delivery: Delivery) -> str:
    said = media.markdown(delivery, TEMPLATES)
    return f"{said.title}\n\n{said.body}"


def html(delivery: Delivery) -> str:
    return media.mail(delivery, TEMPLATES, in_thread=False).html


def blocks(delivery: Delivery) -> str:
    post = media.slack_blocks(delivery, TEMPLATES, in_thread=False)
    assert problem_with({"text": post.text, "blocks": post.blocks}) == ""
    return json.dumps({"text": post.text, "blocks": post.blocks}, ensure_ascii=False)


def webhook(delivery: Delivery) -> str:
    return webhook_body(delivery, NOW).decode()


MEDIA: dict[str, Callable[[Delivery], str]] = {
    "plain": plain,
    "chat": chat,
    "markdown": markdown,
    "html": html,
    "slack": blocks,
    "webhook": webhook,
}


class Page(HTMLParser):
    """Tags, links with their texts, and attributes of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._inside = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag == "a":
            self._inside = True
            self.links.append((dict(attrs)["href"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            href, text = self.links[-1]
            self.links[-1] = href, text + data


def hostile(text: str, url: str = "https://evil.example/x") -> Delivery:
    """An alert whose every text is ``text``, as a feed could make it."""
    alert = replace(
        FIRST,
        headline=text,
        url=url,
        source=text,
        language=text[:50],
        excerpts=(f"before »{text}« after", text),
        new=(text,),
        names=(text,),
        why=text,
        possibly=text,
        reports=Reports((text,), 2),
    )
    earlier = Earlier("k", "", text, NOW)
    return replace(single(alert), earlier=earlier, notes=(text,), held=(text,), heading=text, links=LINKS)


HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#x3e;",
    "slack call": "<!channel> <!here|here> <@U0123> <!subteam^S1> <#C1> @channel @here @everyone",
    "slack link": "<https://evil.example|https://bank.example>",
    "markdown link": "[https://bank.example](https://evil.example) ![x](https://evil.example/p.png)",
    "markdown html": "**bold** `code` # head\n# head\n> quote\n- item\n<b>x</b> <https://evil.example>",
    "ansi": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07bank\x1b]8;;\x07 \x9b31m",
    "lines": "a\r\nBcc: victim@example.org\r\n\r\nbody \u2028 x \x0b y \x85 z",
    "bidi": "\u202egnp.exe \u2066x\u2069 \u200fy\u061c",
    "jinja": "{{ 7 * 7 }} {% for x in y %} {{ ''.__class__ }}",
    "json": '", "blocks": [{"type": "section"}], "x": "\\',
    "null": "a\x00b\ud800c",
    "long": "x" * 1_000_000,
    "long marks": "e" + "\u0301" * 100_000,
    "family": "👨‍👩‍👧‍👦" * 5_000,
    "guillemets": "» « »» «« »a«b»c«",
}


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", HOSTILE)
def test_what_hostile_feeds_write_arrives_harmless(medium: str, name: str) -> None:
    harmless(medium, MEDIA[medium](hostile(HOSTILE[name])))
    as_summary = replace(hostile(HOSTILE[name]), form=Form.SUMMARY, also=(FIRST, FOLLOW_UP))
    harmless(medium, MEDIA[medium](as_summary))


@pytest.mark.parametrize("call", ["@all", "x@everyone", "me@HERE", "»@«all", "@»all«", "a@channel.example"])
@pytest.mark.parametrize("medium", ["chat", "markdown"])
def test_nobody_is_called_from_within_a_word_or_across_marks(medium: str, call: str) -> None:
    shown = MEDIA[medium](hostile(call, "https://evil.example/@everyone"))
    assert not re.search(r"@[\\*]*(all|everyone|here|channel)", shown, re.IGNORECASE), shown
    assert "evil.example/%40everyone" in shown


@pytest.mark.parametrize("sign", ["😀", "👨‍👩‍👧‍👦", "𒀀", "é"])
@pytest.mark.parametrize("summary", [False, True])
def test_a_text_fits_also_where_a_service_counts_in_utf_16(sign: str, summary: bool) -> None:
    one = hostile(sign * 2_000)
    many = tuple(replace(one.alert, id=n, article=n, story=n) for n in range(60))
    delivery = replace(one, also=many, form=Form.SUMMARY) if summary else one
    for made in (media.text, media.markdown):
        body = made(delivery, TEMPLATES, 1_500).body
        assert len(body.encode("utf-16-le")) // 2 <= 1_500 and delivery.key in body.splitlines()[-1]
    cut_off = cut_to_units(sign * 2_000, 100)
    assert 80 < units(cut_off) <= 100 and not regex.sub(re.escape(sign), "", cut_off[:-1]), "whole characters"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(
        st.sampled_from("<>&\"'`*_~[]()!#@|{}%\\:/ab \n\r\x1b\u202e\u200d»«é👨\u0301=-.") | st.characters(), max_size=60
    ),
    st.sampled_from(
        ["https://evil.example/", "javascript:alert(1)//", "http://a.example/<b>|\"'()", "data:text/html,x"]
    ),
)
def test_whatever_feeds_write_arrives_harmless(text: str, url: str) -> None:
    for medium, render in MEDIA.items():
        harmless(medium, render(hostile(text, url + text)))


def harmless(medium: str, message: str) -> None:
    """What may never be in a message, whatever its feed wrote."""
    message.encode()
    assert len(message) < 100_000
    assert not regex.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u061c\u200f]", message)
    if medium == "html":
        page = Page(message)
        assert set(page.tags) <= {
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "div",
            "table",
            "tr",
            "td",
            "span",
            "h1",
            "p",
            "b",
            "a",
            "bdi",
            "br",
        }
        assert not {name for name in page.attributes if name.startswith("on")}
        for href, text in page.links:
            honest(href, text)
    if medium == "slack":
        for kind, text in slack_texts(json.loads(message)):
            if kind == "mrkdwn":
                for found in re.findall(r"<([^<>]*)>", text):
                    href, _, shown = found.partition("|")
                    honest(href.replace("&amp;", "&"), shown)
                left = re.sub(r"<https?://[^<>|]*\|[^<>|]*>", "", text)
                assert "<" not in left and ">" not in re.sub(r"(?m)^>", "", left)
                assert not re.search(r"(?<!\w)@\w", left)
    if medium == "markdown":
        for token in [
            inner for outer in MarkdownIt("commonmark").parse(message) for inner in (outer, *(outer.children or []))
        ]:
            assert token.type not in ("html_block", "html_inline", "image", "heading_open", "fence", "code_inline"), (
                token
            )
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith(("http://", "https://"))
        assert not re.search(r"(?<!\w)@\w", message)
    if medium == "chat":
        assert not re.search(r"(?<!\w)@\w|<[!@#a-zA-Z]|\]\(", message)
    if medium == "webhook":
        Draft202012Validator(webhook_schema()).validate(json.loads(message))


def honest(href: str, text: str) -> None:
    """A link leads over the web, and what it is called is ours: it names no other place."""
    assert href.startswith(("http://", "https://"))
    assert (
        text in {link.text for link in LINKS}
        or text == f"Read at {host_of(web_link(href))}"
        or text == host_of(web_link(href))
    )


def slack_texts(value: Any) -> list[tuple[str, str]]:
    """Kind and text of every text of Slack's blocks."""
    if isinstance(value, list):
        return [found for one in value for found in slack_texts(one)]
    if isinstance(value, dict):
        own = [(value["type"], value["text"])] if isinstance(value.get("text"), str) and "type" in value else []
        return own + [found for one in value.values() for found in slack_texts(one)]
    return []


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("file:///etc/passwd", ""),
        ("//evil.example/x", ""),
        ("https:///x", ""),
        ("http://[::1", ""),
        ("http://a.example:99999/", ""),
        ("https://a.example/" + "x" * 3_000, ""),
        ("https://a.example/a b|c>d<e\"f'(g)", "https://a.example/a%20b%7Cc%3Ed%3Ce%22f%27%28g%29"),
        ("https://a.example/%D8%A3?x=1&y=[2]#z", "https://a.example/%D8%A3?x=1&y=[2]#z"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("https://пример.example/ю", "https://xn--e1afmkfd.example/%D1%8E"),
        ("HTTP://A.EXAMPLE:8080/x", "http://a.example:8080/x"),
    ],
)
def test_links_lead_over_the_web_and_show_where(url: str, wanted: str) -> None:
    assert web_link(url) == wanted


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
        "Acknowledge",
        "http://127.0.0.1:8420/a/acknowledge?t=sample",
        "Nobody has acknowledged",
        "until the digest at 07:00",
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
    assert f"{count} alerts" in said
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
        (Reports(("a",), 2), "Unconfirmed: 1 of 2 independent sources: a"),
        (Reports(tuple("abcdefgh"), 3), "Confirmed: 8 of 3 independent sources: a, b, c, d, e, f and 2 more"),
    ],
)
def test_how_sure_it_is(reports: Reports, wanted: str) -> None:
    assert sure(reports) == wanted


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
        "Acknowledge: http://127.0.0.1:8420/a/acknowledge?t=sample",
        "Snooze this story: http://127.0.0.1:8420/a/snooze?t=sample",
        "Why am I told?: http://127.0.0.1:8420/items/311",
        "alert 41 · key sample-first",
    ]
