"""A summary in a medium with little room: the gravest is named first, and what is not shown is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.core.alerts.types import Alert, Delivery, Form
from monitor.core.message import media
from monitor.core.message.samples import FIRST, OPERATIONS, single
from monitor.core.types import Severity
from monitor.templates import shipped_templates
from tests.slack_api import problem_with

TEMPLATES = shipped_templates()
# Of the page without its first, hidden line: that is for locked phones.
MEDIA: dict[str, Callable[[Delivery], str]] = {
    "discord": lambda delivery: media.markdown(delivery, TEMPLATES, 1_750).body,
    "telegram": lambda delivery: media.text(delivery, TEMPLATES, 3_846, chat=True).body,
    "a small chat": lambda delivery: media.text(delivery, TEMPLATES, 400, chat=True).body,
    "slack": lambda delivery: blocks(delivery),
    "letter": lambda delivery: media.mail(delivery, TEMPLATES, in_thread=False).text,
    "page": lambda delivery: media.mail(delivery, TEMPLATES, in_thread=False).html.partition("</div>")[2],
}


def blocks(delivery: Delivery) -> str:
    post = media.slack_blocks(delivery, TEMPLATES, in_thread=False)
    assert problem_with({"text": post.text, "blocks": post.blocks}) == ""
    return json.dumps(post.blocks, ensure_ascii=False)


def report(number: int, story: int, severity: Severity = Severity.HIGH, link: int = 60) -> Alert:
    headline = f"Report {number} of the harbour, on story {story}, where several people were hurt on Sunday"
    url = "https://news.example/articles/" + "A" * link
    return replace(FIRST, id=number, article=number, story=story, severity=severity, headline=headline, url=url)


def summary(*alerts: Alert, held: tuple[str, ...] = ()) -> Delivery:
    also = alerts[1:]
    return replace(single(alerts[0]), also=also, form=Form.SUMMARY, heading="Daily digest", held=held, links=())


OTHERS = [report(20 + number, 20 + number) for number in range(10)]
LONG_LINES = tuple(
    f"feed {number}: " + "the server answered with an error that is long to say, " * 2 for number in range(30)
)
REASONS = tuple(f"{number} not told: silence {number} (" + "an exercise of the fire brigade, " * 5 for number in range(1, 13))  # fmt: skip
HARD = {
    "links of 120": summary(*(report(n, 1, Severity.CRITICAL, 120) for n in range(1, 7)), *OTHERS),
    "links of 450": summary(*(report(n, 1, Severity.CRITICAL, 450) for n in range(1, 7)), *OTHERS),
    "links of 600": summary(*(report(n, 1, Severity.CRITICAL, 600) for n in range(1, 7)), *OTHERS),
    "operations": summary(
        replace(OPERATIONS, id=1, headline="Report 1 of feeds", lines=LONG_LINES, severity=Severity.CRITICAL), *OTHERS
    ),
    "changes": summary(replace(report(1, 1, Severity.CRITICAL), new=LONG_LINES[:12]), *OTHERS),
    "silences": summary(report(1, 1, Severity.CRITICAL), *OTHERS, held=REASONS),
}


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", HARD)
def test_a_summary_names_the_gravest_and_counts_what_it_leaves_out(name: str, medium: str) -> None:
    said = MEDIA[medium](HARD[name]).replace("\\", "")
    shown = [int(number) for number in re.findall(r"Report (\d+) of", said)]
    assert shown[0] == 1
    if medium != "a small chat":  # there even one entry is cut
        more = int(found[1]) if (found := re.search(r"and (\d+) more(?! reports)", said)) else 0
        of_story = int(found[1]) if (found := re.search(r"and (\d+) more reports", said)) else 0
        alerts = 1 + len(HARD[name].also)
        assert len(shown) + more + of_story == alerts
        assert len({number for number in shown if number == 1 or number >= 20}) >= 3, "not all room goes to one story"


def test_slack_cuts_details_rather_than_stories() -> None:
    last = [report(90 + number, 90, Severity.LOW, 700) for number in range(4)]
    said = blocks(summary(*OTHERS, *last))
    assert len(re.findall(r"Report \d+ of", said)) == 13 and "and 1 more*" in said
