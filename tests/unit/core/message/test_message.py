from dataclasses import replace
from html import unescape

from monitor.core.alerts.operations.edits import edit_not_used, files_are_good_again
from monitor.core.alerts.operations.feeds import FeedTrouble, feeds_in_trouble
from monitor.core.alerts.types import Delivery, Form, Reports
from monitor.core.errors import Problem
from monitor.core.message.content import MAX_HEADLINE, content
from monitor.core.message.excerpt import excerpts
from monitor.core.message.media import Message, mail, slack_blocks, text
from monitor.core.types import AlertKind, Fields, Mention, Severity
from monitor.templates import shipped_templates
from tests.make import NOW, an_alert

ALERT = an_alert(
    "k",
    id=5,
    rule="idlib-strike",
    rule_title="Strike in Idlib",
    kind=AlertKind.FOLLOW_UP,
    headline="Toll rises",
    url="https://a.example/1",
    excerpts=("Strike on »Idlib« today",),
    new=("killed: 21 -> 31",),
    why="continues item 3",
)
DELIVERY = Delivery(1, "abc", "console", 2, True, "token", ALERT)


def message(delivery: Delivery) -> Message:
    return text(delivery, shipped_templates())


def test_a_message_says_what_why_and_by_which_key() -> None:
    found = message(DELIVERY)
    assert found.title == "[HIGH] follow-up: Toll rises"
    assert found.body.splitlines() == [
        "a.example, 2026-03-01 12:00 UTC, English, rule: Strike in Idlib (idlib-strike)",
        "New: killed: 21 -> 31",
        "Strike on »Idlib« today",
        "https://a.example/1",
        "Why: continues item 3",
        "alert 5 · key abc (possible repeat: an earlier attempt may have arrived)",
    ]


def test_further_rules_stand_behind_what_is_new_and_why() -> None:
    also = tuple(replace(ALERT, id=6 + n, rule=f"r{n}", rule_title=f"R {n}", severity=Severity.LOW) for n in range(2))
    lines = message(replace(DELIVERY, also=also)).body.splitlines()
    assert lines[4:7] == ["Why: continues item 3", "also: R 0 (r0, low)", "also: R 1 (r1, low)"]


def preview(delivery: Delivery) -> str:
    """What a letter and Slack have for a locked phone, behind the title."""
    post = slack_blocks(delivery, shipped_templates(), in_thread=False)
    hidden = mail(delivery, shipped_templates(), in_thread=False).html.partition('overflow:hidden">')[2]
    title, _, said = post.text.partition("\n")
    assert title == content(delivery).title and hidden.startswith(f"{said}</div>")
    return unescape(said)


def test_a_locked_phone_shows_what_the_title_leaves_open() -> None:
    assert preview(DELIVERY) == "killed: 21 -> 31; a.example: continues item 3"
    told = replace(ALERT, new=(), reports=Reports(("a.example",)))
    assert preview(replace(DELIVERY, alert=told)) == "One source of its story so far: a.example"
    late = replace(DELIVERY, alert=told, notes=("Nobody acknowledged this for 15 minutes",))
    assert preview(late) == "Nobody acknowledged this for 15 minutes; One source of its story so far: a.example"
    ill = [FeedTrouble(name, "failing", "", "HTTP 503", NOW) for name in ("gazette", "herald")]
    operations = feeds_in_trouble(ill, NOW)
    assert operations is not None and operations.headline == "2 feeds failing (gazette, herald)"
    own = replace(DELIVERY, alert=operations)
    assert preview(own) == "gazette: failing since 2026-03-01 12:00 UTC: HTTP 503"
    others = tuple(replace(ALERT, id=n, article=n, story=n, headline=f"Fire {n}") for n in range(6, 10))
    digest = replace(DELIVERY, alert=replace(ALERT, article=5, story=5), also=others, form=Form.SUMMARY)
    assert preview(digest) == "Toll rises; Fire 6; Fire 7"


def test_a_message_of_operations_names_no_rule_and_no_article() -> None:
    problems = [Problem("rules/a.yaml", number, 3, "a \x1b[31mmistake") for number in range(1, 13)]
    alert = replace(edit_not_used(problems, "abc123", NOW, NOW), id=7)
    found = message(Delivery(1, "abc", "console", 1, False, "token", alert))
    assert found.title == "[OPERATIONS] Edit not used: 12 mistakes in rules/a.yaml"
    lines = found.body.splitlines()
    assert lines[0] == "rules/a.yaml:1:3: a [31mmistake" and lines[9].startswith("rules/a.yaml:10:3:")
    assert lines[10:] == [
        "and 2 more: `monitor status` lists all",
        "In force stays rule set abc123, since 2026-03-01 12:00 UTC",
        "alert 7 · key abc",
    ]
    held = message(replace(DELIVERY, alert=alert, also=(replace(alert, id=8),), form=Form.SUMMARY, heading="Held back"))
    assert held.title == "[OPERATIONS] Held back: 2 alerts", "news of the monitor have no weight among those of the day"
    again = message(replace(DELIVERY, alert=files_are_good_again("abc123", NOW, NOW)))
    assert again.title == "[OPERATIONS] Files are good again: rule set abc123"


def test_text_from_feeds_cannot_steer_a_terminal() -> None:
    hostile = replace(ALERT, headline="a\x1b[31m\u202eb\r\nBcc: x" + "y" * 10_000)
    title = message(replace(DELIVERY, alert=hostile)).title
    assert not set(title) & {"\x1b", "\u202e", "\r", "\n"}
    assert len(title) <= MAX_HEADLINE + 30


def test_a_text_full_of_mentions_is_no_excerpt_as_a_whole() -> None:
    fields = Fields("", "", "Morek was shelled again, people there say; " * 400)
    starts = [at for at in range(len(fields.text)) if fields.text.startswith("Morek", at)]
    found = excerpts(fields, [Mention("morek", "Morek", "text", at, at + 5, "Morek") for at in starts])
    assert len(found) == 3 and all(len(passage) < 700 for passage in found)
    assert all(passage.count("»") == passage.count("«") > 3 for passage in found)


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
