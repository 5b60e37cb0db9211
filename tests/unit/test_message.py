from dataclasses import replace

from monitor.core.message.excerpt import excerpts
from monitor.core.message.plain import MAX_HEADLINE, message
from monitor.core.types import Alert, AlertKind, Delivery, Fields, Mention, Severity
from tests.make import NOW

ALERT = Alert(
    id=5,
    key="k",
    rule="idlib-strike",
    rule_title="Strike in Idlib",
    group="story:1",
    severity=Severity.HIGH,
    kind=AlertKind.FOLLOW_UP,
    headline="Toll rises",
    url="https://a.example/1",
    source="a.example",
    published=NOW,
    published_known=True,
    language="en",
    excerpts=("Strike on »Idlib« today",),
    new=("killed: 21 -> 31",),
    why="continues item 3",
    possibly="",
    created=NOW,
)
DELIVERY = Delivery(1, "abc", "console", 2, True, "token", ALERT)


def test_a_message_says_what_why_and_by_which_key() -> None:
    found = message(DELIVERY)
    assert found.title == "[HIGH] follow-up: Toll rises"
    assert found.body.splitlines() == [
        "a.example, 2026-03-01 12:00 UTC, rule: Strike in Idlib (idlib-strike)",
        "New: killed: 21 -> 31",
        "Strike on »Idlib« today",
        "https://a.example/1",
        "Why: continues item 3",
        "alert 5 · key abc (possible repeat: an earlier attempt may have arrived)",
    ]


def test_text_from_feeds_cannot_steer_a_terminal() -> None:
    hostile = replace(ALERT, headline="a\x1b[31m\u202eb\r\nBcc: x" + "y" * 10_000)
    title = message(replace(DELIVERY, alert=hostile)).title
    assert not set(title) & {"\x1b", "\u202e", "\r", "\n"}
    assert len(title) <= MAX_HEADLINE + 30


def mention(fields: Fields, field: str, word: str) -> Mention:
    start = fields.get(field).index(word)
    return Mention("e", word, field, start, start + len(word), word)


def test_excerpts_show_the_words_where_they_stand() -> None:
    fields = Fields("Idlib today", "", "before " * 40 + "shelling of Morek " + "after " * 40)
    title, text = excerpts(
        fields,
        [mention(fields, "text", "Morek"), mention(fields, "title", "Idlib"), mention(fields, "text", "shelling")],
    )
    assert title == "»Idlib« today"
    assert "»shelling« of »Morek« after" in text and text.startswith("… ") and text.endswith(" …")
    assert len(text) < 200
