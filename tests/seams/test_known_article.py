"""An article that you know: under another link, cut, retitled and wrapped it is a copy; with a higher toll and a new
paragraph an update that names the change; another article on the same town in the same week is neither.

The article stands here in our own words. Where the original is at hand it is put through the same, against the seeds that
ship.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from monitor.core.identity import articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.stories.texts.fingerprint_seed import fingerprint_file
from monitor.core.types import Item, Origin, Verdict, VerdictKind
from monitor.intake.seeds import sync_seeds
from monitor.rulebook import Seed, load_rules, load_seeds, read_seed
from monitor.store.schema import open_store
from tests.conftest import ROOT, SHARED
from tests.store.filled import intake

THE_DAY = datetime(2019, 8, 21, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    title: str
    paragraphs: tuple[str, ...]


MADE = Text(
    "Army lets villagers out through Soran as rebels lose Khan Sheikhoun",
    (
        "A road out of the encircled villages south of Khan Sheikhoun was declared open by Damascus on Wednesday, hours "
        "after its soldiers had raised their flag over the last quarter of the town.",
        "Rebels had held Khan Sheikhoun for five years. They slipped away through olive groves on Tuesday night, under a "
        "bombardment that a doctor in the next valley called the heaviest since spring.",
        "With the motorway cut in two places, the Turkish garrison at Morek has neither a way forward nor one back, said a "
        "monitoring group that keeps a network of observers in the province.",
        "The foreign ministry named the crossing at Soran as the place where families may come over. Few are expected to: "
        "those who returned to other towns were questioned, fined, and in some cases never seen again.",
        "On the single day of the assault 21 insurgents and 10 soldiers fell, according to the monitors.",
        "About 890 civilians have been killed since the campaign began in the last days of April, they said.",
        "Aid workers counted half a million people on the move in the same months. Most went north and sleep under trees "
        "along the frontier wall; some 30,000 crossed into districts that the government holds.",
        "Ankara answered that none of its posts would be moved, and that its president would speak with Moscow and "
        "Washington before the week was out.",
    ),
)
NEW_PARAGRAPH = (
    "Rescue workers in Idlib said late on Friday that 60 people had died under the rubble of a shelter in Khan Sheikhoun "
    "during the last night of the assault, and that they had only now been able to count them."
)
OTHER = Text(
    "Shopkeepers of Khan Sheikhoun remember the market that is gone",
    (
        "Before the war the Thursday market of Khan Sheikhoun drew buyers from Hama and Idlib, and a good stall near the "
        "mosque was passed from father to son.",
        "Abu Omar sold pistachios there for thirty years. He now keeps two sacks of them in a tent near the Turkish border, "
        "and gives handfuls to the children who come by.",
        "The town fell to the army this week. Of its ninety shops, he says, the bombs had left eleven with a roof.",
    ),
)
BEFORE = "Sign in to read on. This site keeps small files on your device. Our evening letter brings you the day. " * 2
AFTER = (
    "Share this. Most read: the quiz of the week, ten soups for autumn, how to find a cheaper flat. All rights kept. "
    * 2
)


def original() -> Text:
    title, _, body = (
        (SHARED / "seeds" / "the-national-2019-08-21-khan-sheikhoun.txt").read_text("utf-8").partition("\n")
    )
    return Text(title.strip(), tuple(paragraph for paragraph in body.strip().split("\n\n") if paragraph))


def markdown_seed(of: Text) -> Seed:
    front = (
        f"title: {json.dumps(of.title)}\nurl: https://known.example/1\npublished: {THE_DAY.isoformat()}\nlanguage: en"
    )
    return read_seed(f"---\n{front}\n---\n" + "\n\n".join(of.paragraphs), Path("known.md"))[0]


def fingerprint_seed(of: Text) -> Seed:
    values = fingerprint_file("https://known.example/1", "", THE_DAY, "en", of.title, "\n\n".join(of.paragraphs))
    return read_seed(json.dumps(values), Path("known.fingerprint.json"))[0]


@cache
def shipped_rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@dataclass(frozen=True)
class Known:
    """The article, and what the store was told of it."""

    text: Text
    seeds: tuple[Seed, ...]


@pytest.fixture(params=["text", "fingerprint", pytest.param("original", marks=pytest.mark.shared)])
def known(request: pytest.FixtureRequest) -> Known:
    if request.param == "original":
        return Known(original(), load_seeds(ROOT / "seeds", shipped_rules()))
    return Known(MADE, (markdown_seed(MADE) if request.param == "text" else fingerprint_seed(MADE),))


@pytest.fixture
def judged(
    known: Known, tmp_path: Path, record_property: Callable[[str, object], None]
) -> Iterator[Callable[[str, Sequence[str]], Verdict]]:
    """Judges a headline and paragraphs that another outlet prints two days later."""
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite", synchronous="OFF")
    sync_seeds(database, known.seeds, THE_DAY)
    now = THE_DAY + timedelta(days=2)

    def verdict(title: str, paragraphs: Sequence[str]) -> Verdict:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        item = Item("r-1", "https://reprints.example/r-1", title, "", text, now)
        found, _ = articles_of([item], Origin("reprints", "reprints.example", "reprints", "en"), now)
        (taken,) = intake(database, shipped_rules()).take(found, now).taken
        assert taken.verdict is not None
        record_property("why", f"{taken.verdict.kind}: {taken.verdict.why}")  # `python -m bench judging` shows it
        return taken.verdict

    yield verdict
    database.close()


Judged = Callable[[str, Sequence[str]], Verdict]


def test_under_another_link_it_is_a_copy(known: Known, judged: Judged) -> None:
    assert judged(known.text.title, known.text.paragraphs).kind is VerdictKind.COPY


def test_cut_to_five_paragraphs_it_is_a_copy(known: Known, judged: Judged) -> None:
    assert judged(known.text.title, known.text.paragraphs[:5]).kind is VerdictKind.COPY


def test_retitled_and_wrapped_it_is_a_copy(known: Known, judged: Judged) -> None:
    assert (
        judged("What happened on the motorway this week", (BEFORE, *known.text.paragraphs, AFTER)).kind
        is VerdictKind.COPY
    )


def test_all_of_it_at_once_is_a_copy(known: Known, judged: Judged) -> None:
    cut = known.text.paragraphs[:5]
    assert judged("What happened on the motorway this week", (BEFORE, *cut, AFTER)).kind is VerdictKind.COPY


def test_a_higher_toll_and_a_new_paragraph_are_an_update_that_names_the_change(known: Known, judged: Judged) -> None:
    grown = [paragraph.replace("890 civilians", "950 civilians") for paragraph in known.text.paragraphs]
    assert grown != list(known.text.paragraphs)
    verdict = judged(known.text.title, (*grown[:1], NEW_PARAGRAPH, *grown[1:]))
    assert verdict.kind is VerdictKind.UPDATE
    assert any("890 -> 950" in new for new in verdict.new), verdict.new


def test_another_article_on_the_town_in_the_same_week_is_not_silent(judged: Judged) -> None:
    verdict = judged(OTHER.title, OTHER.paragraphs)
    assert verdict.kind in (VerdictKind.NEW, VerdictKind.UPDATE), verdict.why
