"""Figures on pages are what stored results give, and a target is met only by what was measured as asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import stored, table
from bench.folders import IMAGES, ROOT
from bench.judging.targets import Target as JudgingTarget
from bench.plots import draw
from bench.suites import MODULES, suite
from bench.table.marks import MET, NOT_RUN, SHORT, Row, rows
from bench.table.targets import HELD_BY_TESTS, TARGETS, Target


@pytest.mark.parametrize(("page", "made"), [(table.README, table.readme), (table.PAGE, table.page)])
def test_pages_say_what_is_stored_and_nothing_else(page: Any, made: Any) -> None:
    text = page.read_text(encoding="utf-8")
    assert table.between(page, made(stored.results())) == text, "run `python -m bench table`"


def test_pictures_are_of_what_is_stored(tmp_path: Path) -> None:
    drawn = [path for path in draw(stored.results(), tmp_path) if path.suffix == ".svg"]
    assert drawn
    for path in drawn:
        assert path.read_bytes() == (IMAGES / path.name).read_bytes(), "run `python -m bench plots`"


def test_what_falls_short_says_why() -> None:
    assert [row.what for row in rows(stored.results()) if row.mark == SHORT and not row.why] == []


def test_no_result_names_a_folder_of_a_machine() -> None:
    options = [value for one in stored.results().values() for value in one.get("options", {}).values()]
    assert options and [value for value in options if str(value).startswith("/")] == []


def test_without_results_nothing_is_met() -> None:
    assert {row.mark for row in rows({})} == {NOT_RUN}
    assert "not run" in table.readme({}) and "met" not in table.readme({}).partition("Of ")[0]


_TARGET = Target("Rules", "a text", "made-up", 2, "ms", lambda r: r["ms"], peers=(("peer", lambda r: r["peer"]),),
                 size=(lambda r: r["texts"], 100, "texts"), why="It is slow.")  # fmt: skip


def _row(monkeypatch: pytest.MonkeyPatch, report: dict[str, Any], target: Target = _TARGET) -> Row:
    monkeypatch.setattr("bench.table.marks.TARGETS", (target,))
    return rows({"made-up": {"suite": "made-up", "report": report}})[0]


@pytest.mark.parametrize(
    ("report", "mark", "why"),
    [
        ({"ms": 2, "texts": 100}, MET, ""),
        ({"ms": 2.1, "texts": 100}, SHORT, "It is slow."),
        ({"ms": 2, "texts": 99}, NOT_RUN, "Of 99 texts instead of 100."),
        ({"ms": 3, "texts": 99}, SHORT, "Of 99 texts instead of 100. It is slow."),
        ({"texts": 100}, NOT_RUN, "The stored result lacks it."),
    ],
)
def test_a_target_is_met_only_by_as_much_as_was_asked(
    monkeypatch: pytest.MonkeyPatch, report: dict[str, Any], mark: str, why: str
) -> None:
    row = _row(monkeypatch, report)
    assert (row.mark, row.why) == (mark, why)


def test_a_peer_of_the_same_run_stands_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _row(monkeypatch, {"ms": 2, "texts": 100, "peer": 5}).beside == "peer 5 (2.5×)"
    higher = replace(_TARGET, at_most=False)
    assert _row(monkeypatch, {"ms": 2, "texts": 100, "peer": 5}, higher).beside == "peer 5 (0.4×)"
    assert _row(monkeypatch, {"ms": 2, "texts": 100}).beside == ""


@pytest.mark.parametrize("at_most", [True, False])
def test_a_row_of_the_judge_is_read_as_it_was_written(at_most: bool) -> None:
    for of in ("", "0.977 (85 of 87, 0.92 to 0.99)"):
        written = JudgingTarget("pairs, held out: S, C silent", 0.98, 0.977, at_most, of)
        assert JudgingTarget.read(str(written)) == written


def test_targets_name_suites_and_tests_that_exist() -> None:
    assert {target.suite for target in TARGETS} - {"", *MODULES} == set()
    assert [one for tests in HELD_BY_TESTS.values() for one in tests if not (ROOT / one).exists()] == []
    assert stored.results().keys() - MODULES.keys() == set()


@pytest.mark.parametrize("name", MODULES)
def test_every_suite_says_what_it_is(name: str) -> None:
    assert suite(name).name == name and suite(name).about
