"""Somebody takes a watched place: news of its story as a capture is, and told once, by whichever word."""

import pytest

from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.story_news import KnownToReaders, what_it_adds
from monitor.core.stories.taken import as_captured
from monitor.core.stories.texts.edited import judge_edit
from monitor.core.stories.texts.fingerprint import fingerprint
from monitor.core.stories.watched import Watched
from monitor.core.types import Fields, Mention, VerdictKind
from tests.make import article
from tests.unit.core.stories.judged import WEIGHTS, candidate
from tests.unit.core.stories.told import PARTS


def named(fields: Fields) -> list[Mention]:
    """Each watched place that a headline names, with where it stands."""
    text = fields.title.casefold()
    return [Mention(one, one, "title", at, at + len(one), one) for one in PARTS if (at := text.find(one)) >= 0]


PLACED = Watched(named, PARTS.get)


@pytest.mark.parametrize(
    ("headline", "captured"),
    [
        ("Rebels take Saraqib", "Rebels captures Saraqib"),
        ("Army takes the strategic town of Ariha", "Army captures the strategic town of Ariha"),
        ("Les rebelles prennent la ville d'Idlib", "Les rebelles captures la ville d'Idlib"),
        ("Rebels take part in Saraqib talks", "Rebels take part in Saraqib talks"),
        ("Convoy takes aid to Saraqib", "Convoy takes aid to Saraqib"),
        ("Governor of Idlib takes office", "Governor of Idlib takes office"),
        ("Rebels take", "Rebels take"),
        ("Saraqib falls", "Saraqib captures"),
        ("The town of Saraqib falls to army", "The town of Saraqib captures to army"),
        ("Fall of Saraqib", "captures of Saraqib"),
        ("سقوط Saraqib", "captures Saraqib"),
        ("Temperature in Saraqib falls", "Temperature in Saraqib falls"),
        ("Fall of government feared", "Fall of government feared"),
    ],
)
def test_what_is_taken_must_be_a_watched_place(headline: str, captured: str) -> None:
    assert as_captured(headline, PLACED) == captured


def first_tells(headline: str, *told: str) -> str:
    """What ``headline`` is the first to tell after the headlines ``told``; empty if nothing."""
    known = KnownToReaders(told, told, told, StorySoFar(frozenset(), tuple))
    every = [news.shown for news in what_it_adds(headline, known, WEIGHTS, PLACED)]
    return next((shown for shown in every if shown.startswith("is the first to tell this")), "")


ATTACKED = "Rebels attack Saraqib"


@pytest.mark.parametrize(
    "headline",
    [
        "Rebels take Saraqib",
        "Rebels took the town of Saraqib",
        "Боевики взяли Saraqib",
        "Les rebelles prennent Saraqib",
    ],
)
def test_that_a_place_is_taken_is_news_once_by_whichever_word(headline: str) -> None:
    assert "captures" in first_tells(headline, ATTACKED)
    for told in ("Rebels capture Saraqib", "Rebels take Saraqib"):
        assert first_tells(headline, ATTACKED, told) == ""
    assert first_tells("Rebels capture Saraqib", ATTACKED, headline) == ""


@pytest.mark.parametrize(
    ("told", "headline", "what"),
    [
        ("Rebels attack base near Saraqib", "Soldiers abandon base near Saraqib", "withdraws"),
        ("Tanker hit off Saraqib", "Crew abandon tanker off Saraqib", "withdraws"),
        ("Pirates approach tanker off Saraqib", "Pirates hijack tanker off Saraqib", "captures"),
    ],
)
def test_what_is_abandoned_or_hijacked_is_news_once(told: str, headline: str, what: str) -> None:
    assert what in first_tells(headline, told)
    assert first_tells(headline, told, headline) == ""


def test_an_edit_that_takes_the_place_is_an_update() -> None:
    before = candidate(article("Rebels attack Saraqib", "The rebels attacked Saraqib from three sides on Friday."))
    after = article("Rebels take Saraqib", "The rebels attacked Saraqib from three sides on Friday.")
    verdict = judge_edit(after, fingerprint(after.fields), before, unsaid=0.0, watched=PLACED)
    assert verdict.kind is VerdictKind.UPDATE and "captures" in verdict.why, verdict.why
