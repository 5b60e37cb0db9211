"""What hostile feeds write arrives harmless in every medium: no markup, no call, no link that lies."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from monitor.core.alerts.types import Form
from monitor.core.message import media
from monitor.core.message.plain import cut_to_units, safe, safe_json, shown_host, units, web_link
from monitor.core.message.samples import FIRST, FOLLOW_UP, LINKS
from monitor.core.message.webhook import webhook_schema
from monitor.logs import configure, logger
from tests.unit.core.message.rendered import MEDIA, TEMPLATES, hostile, slack_texts


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
    """Fails if the message holds what may never be in one, whatever its feed wrote."""
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
        or text == f"Read at {shown_host(web_link(href))}"
        or text == shown_host(web_link(href))
    )


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


@given(st.text() | st.just("\x1b[2J\x9b31m\u202e\ud800\x7f\u2028"))
def test_json_says_the_same_to_programs_and_nothing_to_a_terminal(text: str) -> None:
    written = safe_json(json.dumps({"said": text}, ensure_ascii=False))
    assert json.loads(written) == {"said": text} and safe(written) == written


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_log_does_nothing_to_the_terminal_that_shows_it(monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    configure(stream=stream)
    acts = "\x1b]0;mine\x07\x9b2J\u202e"
    logger("x").warning("feed failed", reason=f"HTTP 500 {acts}", more=[acts])
    try:
        raise ValueError(acts)
    except ValueError:
        logger("x").exception("broke")
    said = re.sub(r"\x1b\[\d*m", "", stream.getvalue())
    assert "HTTP 500" in said and "ValueError" in said and safe(said) == said, said
