"""A user's own template for Slack: blocks that Slack would not take are told by the check, and lose no message."""

from __future__ import annotations

import json

import pytest

from monitor.core.message.check import problems_with
from monitor.core.message.media import slack_blocks
from monitor.core.message.samples import single
from monitor.core.message.templates import Templates
from monitor.templates import templates_of
from tests.slack_api import problem_with

KEY = "{{ section(message.key) }}"


def own(text: str) -> Templates:
    return templates_of({"templates/slack.json.j2": text + "\n" + KEY})


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "header", "text": {{ message.title|tojson }} }',
        '{"type": "header"}',
        '{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}',
        '{"type": "section", "text": {{ message.title|tojson }} }',
        '{"type": "section", "text": null}',
        '{"type": "section"}',
        '{"type": "section", "text": {"type": "mrkdwn"}}',
        '{"type": "section", "fields": ["x"]}',
        '{"type": "context", "elements": [{{ message.title|tojson }}]}',
        '{"type": "context"}',
    ],
)
def test_a_block_of_the_wrong_shape_is_told_and_loses_no_message(text: str) -> None:
    templates = own(text)
    (problem,) = problems_with(templates)
    assert "slack.json.j2" in str(problem) and json.loads(text.replace("{{ message.title|tojson }}", '"x"'))[
        "type"
    ] in (problem.message)
    post = slack_blocks(single(), templates, in_thread=False)
    assert problem_with({"text": post.text, "blocks": post.blocks}) == "" and "sample-first" in str(post.blocks)


def test_empty_texts_are_left_out() -> None:
    templates = own('{{ section("") }}{{ context("") }}{{ header(" ") }}')
    assert not problems_with(templates)
    post = slack_blocks(single(), templates, in_thread=False)
    assert [block["type"] for block in post.blocks] == ["section"]
