"""What `python -m bench judging` measures with: made copies and changes that are what they say, shares that are counted
right, and, where the sets are at hand, floors below which the judge may not fall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bench.judging import ALERTS_ANY_AGE, labelled, measure, parts, scale
from bench.judging.articles import FIRST, Original, originals, sentences, twins
from bench.judging.changes import numbers, paragraph_added, toll_changed
from bench.judging.copies import COPIES, LATER, Copy, cut_to_30, cut_to_60, lead_only, merged
from bench.judging.cross_validation import ALWAYS, NEVER, Case, cross_validated, precise_at, silent_at, silent_from
from bench.judging.folds import FOLDS, folds, stories_of
from bench.judging.measuring import microseconds
from bench.judging.news_stream import NewsStream
from bench.judging.pairs import best_precision
from bench.judging.peers import PEERS
from bench.judging.settings import SETTINGS, STORY_SETTINGS
from bench.judging.shelf import Shelf
from bench.judging.similar import auc, auc_interval
from bench.judging.stories import interval, parted
from bench.judging.targets import Target
from bench.judging.templates import FORMS, Filled, instances
from bench.judging.written import LANGUAGES, OTHERS
from monitor.core.rules.compile import compile_rules
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Verdict, VerdictKind
from monitor.rulebook import load_rules
from monitor.trial.agreement import b_cubed
from monitor.trial.evaluate import Evaluated, Evaluation, JudgedLine, Pair, StreamLine
from monitor.trial.replay import Line
from tests.conftest import ROOT
from tests.make import STORY

PARAGRAPHS = (
    STORY,
    "The road from Morek to the north was full of cars by noon. Families drove to villages on the border, where tents are "
    "scarce and the wells are low. A teacher said that his school had taken in four families from the market street.",
    "The governor asked for bread and diesel. Nobody in the capital answered his letter, his office said on Wednesday, and "
    "the bakeries of the province have flour for nine days.",
)
MOREK = Original("m", "made", "Shelling kills 21 in Morek", PARAGRAPHS, "wire.example", FIRST)
HARBOUR = Original(
    "h",
    "made",
    "Ferry runs aground off Cape Trenton",
    (
        "A ferry with 60 people on board ran aground off Cape Trenton in thick fog. Nobody was hurt, the coast guard said.",
        "Two tugs will try to free the ship at high water. Its captain said that a light on the cape had been out.",
    ),
    "gazette.example",
    FIRST + timedelta(hours=1),
)


def test_there_are_twelve_ways_to_copy_and_more() -> None:
    assert len({make.__name__ for make in COPIES}) == len(COPIES) >= 12


@pytest.mark.parametrize("make", COPIES)
def test_one_seed_makes_one_copy(make: Callable[[Original, Random], Copy]) -> None:
    first, again, other = (make(MOREK, Random(seed)) for seed in (1, 1, 2))
    assert first == again and all(first)
    assert (
        make.__name__ == "as_it_is" or {first, other} != {(MOREK.title, "\n".join(PARAGRAPHS))} or "back" in str(make)
    )


def test_cuts_leave_what_they_say() -> None:
    whole = len("\n".join(PARAGRAPHS))
    assert 0.55 < len(cut_to_60(MOREK, Random(1))[1]) / whole <= 0.6
    assert 0.25 < len(cut_to_30(MOREK, Random(1))[1]) / whole <= 0.3
    assert sentences(lead_only(MOREK, Random(1))[1]) == sentences(STORY)[:3]


def test_the_copies_of_an_article_are_known_again_by_their_original(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", compile_rules({}), ALERTS_ANY_AGE, [MOREK.line, HARBOUR.line])
    for title, text in (COPIES[0](MOREK, Random(1)), merged(MOREK, HARBOUR)):
        (answer,) = shelf.judge([Original.as_line("m~", title, text, "elsewhere.example", MOREK.published + LATER)])
        assert answer.of in ("m", "h") and answer.verdict.kind is not VerdictKind.NEW


def test_changes_state_a_figure_that_nobody_stated() -> None:
    known = numbers(MOREK)
    assert known == {"21"}
    toll = toll_changed(MOREK, known, Random(1))
    assert toll is not None and int(toll.figure) > 21
    assert toll.title == f"Shelling kills {toll.figure} in Morek" and f"killed {toll.figure} people" in toll.text
    assert "21" not in toll.title + toll.text
    assert toll_changed(HARBOUR, numbers(HARBOUR), Random(1)) is None
    added = paragraph_added(HARBOUR, numbers(HARBOUR), Random(1))
    assert added is not None and "Cape" in added.text.split("\n")[1]
    assert added.figure in added.text.split("\n")[1] and added.figure not in numbers(HARBOUR)


def test_articles_that_print_much_of_the_same_are_twins() -> None:
    cut = Original("c", "made", "Guns hit Morek", PARAGRAPHS[:2], "other.example", FIRST)
    assert twins([MOREK, HARBOUR, cut]) == {"m": {"m", "c"}, "h": {"h"}, "c": {"m", "c"}}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_filled_in_anew_each_time(form: Callable[..., Filled]) -> None:
    made = list(instances(form, 20, Random(1)))
    assert len({(line.title, line.content) for line in made}) == 20
    assert made == list(instances(form, 20, Random(1)))


def judged(label: str, told: float, story: str = "1", *, sure: bool = True) -> JudgedLine:
    kind = VerdictKind.SAME_STORY if told >= 0.5 else VerdictKind.UPDATE
    line = StreamLine(id=f"stream-{story}", story=story, label="N", sure=sure)
    return JudgedLine(line, label, Verdict(kind, "", of=1, features={"told": told}), sure)


def test_precision_is_the_best_that_any_threshold_gives_at_the_recall() -> None:
    every = [judged("S", 0.9), judged("C", 0.8), judged("U", 0.7), judged("S", 0.6), judged("N", 0.1)]
    assert (best_precision(every, 0.6).hits, best_precision(every, 0.6).all) == (2, 2)
    assert (best_precision(every, 1.0).hits, best_precision(every, 1.0).all) == (3, 4)


def test_a_verdict_is_decided_anew_by_its_told_score_where_that_decided_it() -> None:
    assert silent_from(judged("R", 0.7).verdict) == 0.7
    assert silent_from(Verdict(VerdictKind.COPY, "", of=1)) == ALWAYS
    other_story = Verdict(VerdictKind.NEW, "", possibly_of=1, features={"told": 0.7})
    assert silent_from(other_story) == NEVER


def test_no_story_is_in_two_folds_and_no_fold_much_larger() -> None:
    stories = ["vote"] * 9 + [f"story {number % 8}" for number in range(24)]
    found = folds(stories)
    assert len(set(zip(stories, found, strict=True))) == 9 and set(found) == set(range(FOLDS))
    assert max(map(found.count, range(FOLDS))) <= 9


def test_pairs_on_one_event_or_with_one_article_are_of_one_story() -> None:
    def pair(url: str, title: str, other: str = "") -> Pair:
        return Pair(a=Line(url=url, title=title), b=Line(url=f"{url}/b", title=other or title), label="R")

    given = [
        pair("https://a.example/1", "Earthquake in Turkey kills hundreds"),
        pair("https://a.example/2", "Balloon shot down", "Hundreds killed by earthquake in Turkey"),
        pair("https://a.example/3", "Balloon shot down over the sea"),
        pair("https://a.example/4", "Singer wins award"),
    ]
    assert stories_of(given) == [0, 0, 0, 3]


def test_thresholds_come_from_the_other_stories() -> None:
    """News at 0.5, repeats at 0.8, but for the last story: its news, at 0.85, is lost to what the others choose, and
    teaches them caution."""
    seen = [case for n in range(FOLDS - 1) for case in (Case("N", n, (0.5,) * 2), Case("S", n, (0.8,) * 2))]
    found = cross_validated(
        [*seen, Case("N", "last", (0.85,) * 2), Case("S", "last", (0.9,) * 2)], SETTINGS[:2], silent_at(0.95)
    )
    assert (found.pooled.alerted.hits, found.pooled.alerted.all) == (FOLDS - 1, FOLDS)
    assert (found.pooled.told.hits, found.pooled.told.all) == (1, FOLDS)
    assert len(found.chosen) == FOLDS and "nothing_new" in found.scatter
    assert {setting for setting, _, _ in found.chosen} == {SETTINGS[0]}


def test_precision_counts_every_label_that_must_alert() -> None:
    cases = [Case(label, label, (ALWAYS,)) for label in "NUDSCR"]
    found = cross_validated(cases, SETTINGS[:1], precise_at(0.85))
    assert (found.pooled.precision.hits, found.pooled.precision.all) == (3, 6)


def test_the_settings_begin_with_what_ships() -> None:
    assert SETTINGS[0] == STORY_SETTINGS[0] == Thresholds()
    assert len(set(SETTINGS)) == len(SETTINGS) and set(STORY_SETTINGS) <= set(SETTINGS)


def test_the_interval_of_b_cubed_holds_what_was_reached() -> None:
    true = [f"story {number // 4}" for number in range(80)]
    found = [number // 2 if number % 3 else number for number in range(80)]
    low, high = interval(true, found, Random(1))
    assert low < b_cubed(true, found).f < high
    assert interval(true, list(true), Random(1)) == (1.0, 1.0)


def test_a_labelled_story_is_begun_anew_where_the_judge_holds_it_ended() -> None:
    days = (0, 1, 50, 61, 120, 400)
    stories = ["fire", "flood", "fire", "fire", "flood", "fire"]
    found = parted(stories, [FIRST + timedelta(days=day) for day in days])
    assert found == [("fire", 0), ("flood", 0), ("fire", 0), ("fire", 0), ("flood", 1), ("fire", 1)]


def test_the_area_under_the_curve_counts_pairs_in_the_right_order() -> None:
    assert auc([(0.9, True), (0.5, True), (0.5, False), (0.1, False)]) == 0.875
    assert auc([]) == 0.5
    low, high = auc_interval([(0.9, True), (0.5, True), (0.5, False), (0.1, False)])
    assert 0 <= low < 0.875 < high <= 1


def test_a_target_is_met_from_either_side() -> None:
    assert Target("silence", 0.6, 0.6).met and not Target("silence", 0.6, 0.59).met
    assert Target("alarms", 0.1, 0.1, at_most=True).met and not Target("alarms", 0.1, 0.11, at_most=True).met


def test_percentiles_are_of_the_times_given() -> None:
    assert microseconds([1_000 * n for n in range(1, 1_002)]) == {"p50": 501, "p99": 991, "p99.9": 1_000, "mean": 501}


@pytest.mark.shared
def test_a_stream_of_items_is_made_again_by_its_seed_and_repeats_only_copies() -> None:
    first, again = list(NewsStream(1).items(400)), list(NewsStream(1).items(400))
    assert first == again
    texts = [(line.title, line.summary) for line in first]
    assert 0.01 < 1 - len(set(texts)) / len(texts) < 0.1
    assert len({line.url for line in first}) == 400 and len({line.source for line in first}) > 200


@pytest.mark.shared
@pytest.mark.slow
def test_scale_measures_the_judge_the_disk_and_its_peers(tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    report = scale.measure(tmp_path, ROOT / "rules", 400, 1, tmp_path / "kept.sqlite")
    (size,) = report.sizes
    assert size.stored == 400 and sum(size.verdicts.values()) == 100
    assert 0 < size.recall_and_judge["p50"] < size.take["p50"]
    assert report.disk_bytes_an_item["beyond row and text"] > report.disk_bytes_an_item["terms in the row"] > 0
    assert report.again["used_mb"] >= report.again["before_mb"] and set(report.peers) == set(PEERS)
    assert len(report.targets) == 6
    (again,) = scale.measure(tmp_path / "again", ROOT / "rules", 400, 1, tmp_path / "kept.sqlite").sizes
    assert again.stored == 400 + scale.FEW + scale.MEASURED and sum(again.verdicts.values()) == scale.MEASURED


@pytest.mark.shared
def test_the_sets_are_read_whole() -> None:
    assert [len(read()) for read in (labelled.short_pairs, labelled.long_pairs, labelled.revisions)] == [226, 77, 48]
    assert [len(labelled.stream(name)) for name in labelled.STREAMS] == [165, 109]
    assert [len(labelled.stories(name)) for name in labelled.STORIES] == [3_318, 184]
    assert len(list(labelled.similar())) == 878
    assert all(pair.a.url == pair.b.url and pair.a.id == pair.b.id for pair in labelled.revisions())
    assert len(originals()) > 500 and len({one.id for one in originals()}) == len(originals())


def test_labels_of_ours_name_each_item_once_and_follow_earlier_ones() -> None:
    assert len(labelled.FURTHER) == 8
    for name in labelled.FURTHER:
        rows = [line.split("\t") for line in (labelled.LABELS / f"{name}.tsv").read_text("utf-8").splitlines()[1:]]
        before = dict[str, str]()
        for key, label, of, story, sure, _ in rows:
            assert label in "NUSRX" and sure in "01" and key not in before, (name, key)
            assert of == "-" if label in "NX" else before[of] == story, (name, key)
            assert story == "-" if label == "X" else (label == "N") == (story not in before.values()), (name, key)
            before[key] = story


def test_made_up_streams_are_in_order_and_expect_rules_that_there_are() -> None:
    rules = {"some", *load_rules(ROOT / "rules").rules}
    for name in (*LANGUAGES, *OTHERS):
        lines, language = labelled.written(name), name.removeprefix("other-")
        assert len({one.id for one in lines}) == len(lines) > 60
        assert all(one.time and other.time and one.time <= other.time for one, other in pairwise(lines))
        told = set[str | int | None]()
        for one in lines:
            assert one.language == language and rules >= {*one.rules}, one.id
            assert (one.label == "X") == (one.story is None) == (one.rules == ()), one.id
            assert one.label == "X" or (one.label == "N") == (one.story not in told), one.id
            told.add(one.story)


@pytest.mark.slow
def test_the_judge_and_the_rules_do_not_fall_below_what_they_reached_on_made_up_streams(tmp_path: Path) -> None:
    """Floors, as those of the real streams."""
    rows = [Target.read(row) for row in measure(tmp_path, ROOT, 1, ["written"]).targets]
    alerted, silent, met, false_alarms = rows
    assert alerted.met and met.met and false_alarms.met and silent.reached >= 0.35


@pytest.mark.shared
def test_further_streams_find_their_items_in_order_of_time() -> None:
    streams = labelled.further()
    assert sum(map(len, streams.values())) == 879
    for lines in streams.values():
        assert all(one.time and other.time and one.time <= other.time for one, other in pairwise(lines))
    assert {one.label for lines in streams.values() for one in lines} == set("NUSRX")


@pytest.mark.shared
@pytest.mark.slow
def test_the_judge_does_not_fall_below_what_it_reached(tmp_path: Path) -> None:
    """Floors, with room for a trade of one case against another; `python -m bench judging` has the figures."""
    evaluation = Evaluation(tmp_path, compile_rules({}), ALERTS_ANY_AGE)
    short = evaluation.pairs(labelled.short_pairs())
    assert short.silent("SC").value >= 0.8 and short.silent("NU").value <= 0.1
    edits = evaluation.pairs(labelled.revisions())
    assert edits.silent("F").value <= 0.2 and edits.silent("E").value >= 0.8
    for name in labelled.STREAMS:
        told = evaluation.stream(labelled.stream(name))
        assert told.silent("NU").value <= 0.1 and told.silent("SR").value >= 0.4
    further = [one for lines in labelled.further().values() for one in evaluation.stream(lines).judged]
    assert Evaluated(further).silent("NU").value <= 0.12 and Evaluated(further).silent("SR").value >= 0.45


def test_the_parts_have_names_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    assert {"pairs", "streams", "further", "copies", "revisions", "stories", "day", "seed", "adversarial"} <= set(
        parts(ROOT)
    )
    with pytest.raises(SystemExit, match="no part nothing: there are pairs, "):
        measure(tmp_path, ROOT, 1, ["nothing"])


@pytest.mark.shared
@pytest.mark.slow
def test_a_part_runs_alone_and_gives_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = measure(tmp_path, ROOT, 1, ["revisions", "streams"])
    assert list(report.parts) == list(report.cpu_seconds) == ["streams", "revisions"]
    assert sum("held out" in row for row in report.targets) == 2 and len(report.targets) == 9
    said = capsys.readouterr().out
    assert "CPU seconds" in said and "== targets" in said and "  fold by same_story" in said
