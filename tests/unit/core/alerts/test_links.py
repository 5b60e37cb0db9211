"""Signed links: what they lead to, and that nothing but a whole, genuine and young one grants anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.alerts.links import Grant, Refusal, granted, links_for, token
from monitor.core.alerts.types import Act
from tests.make import NOW, an_alert

KEY, OTHER = b"k" * 32, b"o" * 32
DAY = timedelta(days=1)
GRANT = Grant(Act.ACKNOWLEDGE, 7, NOW + DAY)


def test_a_message_links_to_item_story_and_acts_as_far_as_its_alert_has_them() -> None:
    alert = replace(an_alert(), id=7, article=3, story=12)
    links = links_for(alert, "https://monitor.example/", KEY, NOW, DAY)
    assert [(link.act, link.url.rpartition("/")[0]) for link in links] == [
        (Act.ITEM, "https://monitor.example/items"),
        (Act.STORY, "https://monitor.example/stories"),
        (Act.ACKNOWLEDGE, "https://monitor.example/acts"),
        (Act.SNOOZE, "https://monitor.example/acts"),
    ]
    for link in links[2:]:
        assert granted(link.url.rpartition("/")[2], KEY, NOW) == Grant(link.act, 7, NOW + DAY, "k1")
    of_operations = replace(alert, article=None, story=None, entities=())
    assert [link.act for link in links_for(of_operations, "http://h", KEY, NOW, DAY)] == [Act.ACKNOWLEDGE]
    assert links_for(alert, "", KEY, NOW, DAY) == ()


def test_a_link_of_an_earlier_version_has_no_key_and_is_good() -> None:
    assert granted(token(GRANT, KEY), KEY, NOW) == GRANT
    assert token(replace(GRANT, key="1a2b3c4d"), KEY).count(".") == token(GRANT, KEY).count(".") + 1


def test_a_link_expires_at_its_moment() -> None:
    word = token(GRANT, KEY)
    assert granted(word, KEY, NOW + DAY - timedelta(seconds=1)) == GRANT
    assert granted(word, KEY, NOW + DAY) is Refusal.EXPIRED


def test_what_is_altered_or_signed_by_another_key_grants_nothing_even_when_it_is_expired() -> None:
    word = token(GRANT, KEY)
    said, _, mac = word.rpartition(".")
    for wrong in (
        word.replace("acknowledge", "snooze"),
        word.replace(".7.", ".8."),
        said[:-1] + "9." + mac,
        token(GRANT, OTHER),
        f"{said}.{mac[:-1]}é",
    ):
        assert granted(wrong, KEY, NOW + 2 * DAY) is Refusal.ALTERED, wrong


@pytest.mark.parametrize("word", ["", ".", "acknowledge", "a.b.c.d", token(GRANT, KEY)[:-1], token(GRANT, KEY) + "x"])
def test_what_is_cut_off_or_no_link_is_told_apart(word: str) -> None:
    assert granted(word, KEY, NOW) is Refusal.UNREADABLE


@given(st.text(max_size=250))
def test_no_text_breaks_it_or_grants_anything(word: str) -> None:
    assert isinstance(granted(word, KEY, NOW), Refusal)
