"""A story of which readers know a short headline and no text: one word tells what came next."""

import pytest

from monitor.core.stories.little_told import LITTLE
from monitor.core.types import Material
from tests.make import article
from tests.unit.core.stories.told import headlines, later, verdict


@pytest.mark.parametrize(
    ("told", "new", "words"),
    [
        ("Aid trucks enter Morek", "Aid trucks repainted in Morek", "repainted"),
        ("Rebels advance on Morek", "Rebels pull back from Morek", "pull back"),
        ("Minister resigns in Morek", "Successor to Morek minister named", "successor named"),
        ("Locusts sighted in Morek", "Locusts devour crops in Morek", "devour crops"),
    ],
)
def test_what_came_next_is_news_in_other_words(told: str, new: str, words: str) -> None:
    found = headlines(new, told)
    assert found.kind == "update" and found.why.endswith(f"which has not told this: {words}")
    assert found.material == {Material.WORDS}


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Airstrike kills 5 in Morek", "Five dead in Morek airstrike"),
        ("Morek crossing closed", "Morek border crossing shut"),
        ("Army and rebels clash in Morek", "Clashes between army and rebels in Morek"),
        ("Volcano near Morek erupts", "Eruption of volcano near Morek"),
        ("Rebels withdraw from Morek", "Rebels pull out of Morek"),
    ],
)
def test_what_is_said_in_another_way_is_none(told: str, new: str) -> None:
    assert headlines(new, told).kind == "same_story"


def test_a_story_that_has_told_more_is_not_asked_word_by_word() -> None:
    told = article("Aid trucks enter Morek", "Forty lorries with flour, tents, blankets and medicine passed guards.")
    new = later(article("Aid trucks in Morek with flour, tents and medicine, queues form", "", feed="b"), 1)
    assert len(told.fields.lead.split()) >= LITTLE
    assert "has not told this" not in verdict(new, told).why


@pytest.mark.parametrize(("feed", "is_heard"), [("a", True), ("b", False)])
def test_what_its_own_outlet_tells_beside_a_story_is_heard_however_much_that_told(feed: str, is_heard: bool) -> None:
    told = article("Aid trucks enter Morek", "Forty lorries with flour, tents, blankets and medicine passed guards.")
    below = "Forty lorries with flour, tents, blankets and medicine passed guards of Morek on Monday."
    found = verdict(later(article("Pilgrims picnic in Morek", below, feed=feed), 1), told)
    assert ("has not" in found.why and "picnic" in found.why) is is_heard, found
