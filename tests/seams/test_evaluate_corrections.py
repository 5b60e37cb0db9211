"""`monitor evaluate --corrections`: what people corrected in the store, as labels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.store import stories
from monitor.store.database import Database
from monitor.store.schema import open_store
from tests.make import NOW, article, workspace
from tests.running import command, command_here
from tests.store.filled import MINUTE, content, intake

FIRE = ("Blaze destroys grain warehouse beside Morek market", "Flames lit the sky.")
DOWN = ("Grain warehouse beside Morek market burns down", "The owner wept.")
"""Taken for the same story as FIRE."""
OLIVES = ("Farmers of Idlib plant olive saplings", "Volunteers & children <came>.\n\nThey sang.")


LATE = ("Grain warehouse beside Morek market burns down overnight", "The owner is insured.")
"""Taken for the same story, by DOWN."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Items 1, 2 and 4 are story 1, item 3 is story 2."""
    workspace(tmp_path, {"a": "http://a.example/feed"})
    database = open_store(f"sqlite:///{tmp_path}/monitor.sqlite")
    for number, (title, text) in enumerate((FIRE, DOWN, OLIVES, LATE), 1):
        at = NOW + number * MINUTE
        report = article(title, text.replace("&", "&amp;").replace("<", "&lt;"), feed=f"f{number}", published=at)
        intake(database).take([report], at)
    yield database
    database.close()


@pytest.fixture
def says(tmp_path: Path, store: Database) -> Callable[..., str]:
    def run(*arguments: object) -> str:
        done = command_here(*map(str, arguments), folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        return str(done.stdout)

    return run


Says = Callable[..., str]


def labels(says: Says) -> tuple[list[tuple[str, str, str]], float]:
    """(label, headline, verdict) of each pair, and how well the stories agree."""
    reports: list[dict[str, Any]] = [
        json.loads(line) for line in says("evaluate", "--corrections", "--json").splitlines()
    ]
    assert {one["file"] for one in reports} == {"corrections"}
    pairs = [(one["label"], one["title"], one["verdict"]) for report in reports for one in report["verdicts"]]
    return pairs, reports[-1]["b_cubed"]


def test_an_item_that_is_no_duplicate_is_news_that_was_silent(says: Says, store: Database) -> None:
    says("items", "not-duplicate", 4)
    before = content(store)
    report = says("evaluate", "--corrections")
    assert report.startswith("corrections: 1 pair, ")
    assert "news that was silent (N, U, D, F): 1.000 (1 of 1, 0.21 to 1.00)" in report
    assert f"  N as same_story: {LATE[0]}\n    after: {DOWN[0]}\n" in report
    assert "corrections: 3 articles, " in report and "stories, B-cubed: F 0.714" in report
    assert content(store) == before, "the store is only read"


def test_every_verdict_that_a_split_contradicts_was_wrong(says: Says) -> None:
    """That of the item which leaves, and that of the item which was taken for a report of it."""
    says("stories", "split", 1, 2)
    pairs, agree = labels(says)
    assert sorted(pairs) == [("N", DOWN[0], "same_story"), ("N", LATE[0], "same_story")] and agree < 1.0


def test_what_was_merged_is_one_story_that_may_be_told(says: Says) -> None:
    says("stories", "merge", 2, 1)
    pairs, agree = labels(says)
    assert pairs == [("R", OLIVES[0], "new")] and agree < 1.0


def test_what_was_split_with_nothing_that_compares_them_is_a_pair_of_firsts(says: Says) -> None:
    says("stories", "merge", 2, 1)
    says("stories", "split", 1, 3)
    assert labels(says)[0] == [("N", OLIVES[0], "new")]


def test_what_was_corrected_again_counts_as_it_stands_now(says: Says) -> None:
    says("stories", "split", 1, 4)
    says("stories", "merge", 3, 1)
    assert labels(says) == ([("R", LATE[0], "same_story")], 1.0)


def test_corrections_are_kept_as_a_file_that_gives_the_same(tmp_path: Path, says: Says) -> None:
    says("items", "not-duplicate", 2)
    says("stories", "merge", 2, 1)
    there = [_but_for_cost(line) for line in says("evaluate", "--export", "mine.jsonl", "--json").splitlines()]
    here = [_but_for_cost(line) for line in says("evaluate", "mine.jsonl", "--json").splitlines()]
    assert [one | {"file": ""} for one in here] == [one | {"file": ""} for one in there]
    lines = [json.loads(line) for line in (tmp_path / "mine.jsonl").read_text("utf-8").splitlines()]
    assert [line["label"] for line in lines if "a" in line] == ["N", "R"]
    (olives,) = [line for line in lines if line.get("title") == OLIVES[0]]
    assert "<p>Volunteers &amp; children &lt;came&gt;.</p>" in olives["summary"] + olives["content"]


def _but_for_cost(line: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(line).items() if name != "ms_each"}


def test_a_long_story_says_that_it_is_cut(says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the latest" not in says("stories", "show", 1)
    monkeypatch.setattr("monitor.cli.stories.ITEMS_SHOWN", 2)
    shown = says("stories", "show", 1)
    assert "the latest 2 of 3 items:\n" in shown and LATE[0] in shown


def test_without_a_correction_or_a_file_it_says_so(tmp_path: Path, store: Database) -> None:
    """What the judge itself made one is no correction."""
    with store.writing() as tx:
        stories.merge(tx, 2, 1, by=stories.JUDGE, why="a headline", now=NOW)
    none = command("evaluate", "--corrections", folder=tmp_path)
    assert (none.returncode, none.stdout) == (0, "")
    assert none.stderr == "no corrections in the store: `monitor stories` and `monitor items not-duplicate` make some\n"
    nothing = command_here("evaluate", folder=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr == "monitor: nothing to evaluate: name a file, or give --corrections\n"
    bad = command("evaluate", "--export", "nowhere/mine.jsonl", folder=tmp_path)
    assert bad.returncode == 1 and len(bad.stderr.splitlines()) == 1 and "nowhere/mine.jsonl" in bad.stderr


def test_an_export_leaves_a_file_of_that_name_as_it_is(tmp_path: Path, says: Says) -> None:
    says("items", "not-duplicate", 4)
    says("evaluate", "--corrections", "--export", "mine.jsonl")
    kept = tmp_path / "mine.jsonl"
    assert LATE[0] in kept.read_text(encoding="utf-8")
    kept.write_text("years of labels", encoding="utf-8")
    done = command_here("evaluate", "--corrections", "--export", "mine.jsonl", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "monitor: mine.jsonl: exists already: choose another name\n")
    assert kept.read_text(encoding="utf-8") == "years of labels"
