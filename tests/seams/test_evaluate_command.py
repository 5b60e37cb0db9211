"""`monitor evaluate`: labelled pairs and streams in, how often the judge was right out."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.make import STORY
from tests.running import command_here
from tests.seams.test_docs import DOCS, blocks

WIRE = {"source": "wire", "title": "Shelling kills 21 in Morek", "summary": STORY, "published": "2026-03-01T08:00:00Z"}
COPY = WIRE | {"source": "gazette", "title": "Guns hit a town", "published": "2026-03-01T09:00:00Z"}
MORE = WIRE | {"summary": STORY.replace("21", "31"), "title": "Toll rises to 31", "published": "2026-03-01T15:00:00Z"}
RAIN = {"source": "wire", "title": "Rain in the south", "summary": "It rained.", "published": "2026-03-01T16:00:00Z"}


def written(folder: Path, *lines: object, name: str = "given.jsonl") -> Path:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def evaluated(folder: Path, *arguments: str | Path) -> str:
    done = command_here("evaluate", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def values(folder: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in evaluated(folder, *arguments, "--json").splitlines()]


def refused(folder: Path, path: str | Path) -> str:
    """The one line that says what is wrong."""
    done = command_here("evaluate", path, folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return str(line)


def test_a_pair_is_judged_over_a_store_of_its_own(tmp_path: Path) -> None:
    """The second pair is the first again: were its store the same, its ``b`` would be seen."""
    pair = {"label": "C", "a": WIRE, "b": COPY}
    (found,) = values(tmp_path, written(tmp_path, pair, pair, {"label": "U", "a": WIRE, "b": MORE}))
    assert (found["pairs"], found["told_silent"], found["news_silent"]) == (3, [2, 2], [0, 1])
    assert [one["verdict"] for one in found["verdicts"]] == ["copy", "copy", "update"]
    assert all(one["why"] and not one["wrong"] for one in found["verdicts"])


def test_keys_that_are_not_read_are_named_once(tmp_path: Path) -> None:
    article = {"title": "Shelling in Morek", "text": STORY, "label": "N"}
    pair = {"label": "C", "a": WIRE | {"body": STORY}, "b": COPY, "note": "copied"}
    for lines, names in (([article, article | {"why": "first"}], "text, why"), ([pair, pair], "note, body")):
        done = command_here("evaluate", written(tmp_path, *lines), folder=tmp_path)
        (said,) = done.stderr.splitlines()
        assert said.partition("; it reads ")[0].endswith(f"left out, as evaluate reads no such keys: {names}")
        assert "content" in said and done.returncode == 0


def test_a_pair_of_one_item_is_an_edit(tmp_path: Path) -> None:
    item = {"id": "a-1", "url": "https://wire.example/a-1"}
    pairs = [
        {"label": "F", "a": WIRE | item, "b": MORE | item},
        {"label": "E", "a": WIRE | item, "b": WIRE | item | {"title": "Shelling kills 21 in Morek, Syria"}},
    ]
    (found,) = values(tmp_path, written(tmp_path, *pairs))
    assert [one["verdict"] for one in found["verdicts"]] == ["update", "seen"]
    assert all("edited" in one["why"] for one in found["verdicts"])


def test_a_stream_is_judged_in_its_order_with_its_stories(tmp_path: Path) -> None:
    stream = [
        WIRE | {"id": "one", "label": "N", "story": 1},
        COPY | {"id": "two", "label": "U", "story": 1},
        MORE | {"id": "three", "label": "U", "story": 1},
        RAIN | {"id": "four", "story": 2},
    ]
    (found,) = values(tmp_path, written(tmp_path, *stream, name="given.jsonl.gz"))
    assert (found["articles"], found["b_cubed"], found["news_silent"]) == (4, 1.0, [1, 3])
    assert [(one["id"], one["verdict"], one["wrong"]) for one in found["verdicts"]] == [
        ("one", "new", False), ("two", "copy", True), ("three", "update", False)
    ]  # fmt: skip


def test_pairs_and_streams_of_several_files_are_reported_apart(tmp_path: Path) -> None:
    mixed = written(tmp_path, {"label": "C", "a": WIRE, "b": COPY}, RAIN | {"label": "N"}, name="mixed.jsonl")
    found = values(tmp_path, mixed, written(tmp_path, WIRE | {"label": "N"}))
    assert [(Path(one["file"]).name, one.get("pairs"), one.get("articles")) for one in found] == [
        ("mixed.jsonl", 1, None), ("mixed.jsonl", None, 1), ("given.jsonl", None, 1)
    ]  # fmt: skip


def test_the_report_lists_as_many_mistakes_as_are_asked_for(tmp_path: Path) -> None:
    missed = [
        {"label": "U", "a": WIRE, "b": COPY | {"title": f"Guns hit the town of {name}"}}
        for name in ("Afis", "Binin", "Kafr")
    ]
    path = written(tmp_path, *missed)
    for worst in (0, 2, 10):
        report = evaluated(tmp_path, path, "--worst", str(worst))
        listed = re.findall(
            r"^  U as copy: Guns hit the town of \w+\n    after: Shelling kills 21 in Morek\n", report, re.M
        )
        assert len(listed) == min(worst, 3)
        assert "news that was silent (N, U, D, F): 1.000 (3 of 3, 0.44 to 1.00)" in report


@pytest.mark.parametrize(
    ("line", "where", "what"),
    [
        ('{"title": ,}', "2:11", "not JSON"),
        ("not json", "2:1", "not JSON"),
        ('{"a": {"title": "x"}, "label": "C"}', "2:1", "b: field required"),
        ('{"a": {"title": "x"}, "b": {"title": "y"}}', "2:1", "label: field required"),
        ('{"b": {"title": "x"}, "label": "C"}', "2:1", "a: field required"),
        ('{"label": "D"}', "2:1", "expected a pair with a and b, or an article with a title, a summary or a content"),
        ('{"title": ["x"], "label": "N"}', "2:1", "title: "),
        ('{"title": "x", "label": "Q"}', "2:1", "label: "),
        ('{"title": "x", "label": "N", "sure": "perhaps"}', "2:1", "sure: "),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, where: str, what: str) -> None:
    path = tmp_path / "given.jsonl"
    path.write_text(f"{json.dumps(WIRE)}\n{line}\n", encoding="utf-8")
    assert f"{path.name}:{where}: {what}" in refused(tmp_path, path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nowhere.jsonl" in refused(tmp_path, "nowhere.jsonl")


def test_a_file_without_a_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n", encoding="utf-8")
    done = command_here("evaluate", "empty.jsonl", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "empty.jsonl: holds no pair and no article\n")


def test_a_stream_that_carries_no_label_says_that_nothing_was_compared(tmp_path: Path) -> None:
    done = command_here("evaluate", written(tmp_path, WIRE, COPY), folder=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith(f"{tmp_path}/given.jsonl: 2 articles, ")
    assert done.stderr == f"{tmp_path}/given.jsonl: no article has a `label` or a `story`: nothing is compared\n"
    done = command_here("evaluate", written(tmp_path, WIRE | {"story": "a"}), folder=tmp_path)
    assert done.stderr == "" and ": 1 article, " in done.stdout


def test_the_labels_that_are_expected_are_shown_as_they_are_written(tmp_path: Path) -> None:
    assert "'N'" in refused(tmp_path, written(tmp_path, WIRE | {"label": "n"}))


def test_a_line_that_is_no_object_is_told_what_it_should_be(tmp_path: Path) -> None:
    line = refused(tmp_path, written(tmp_path, [1, 2]))
    assert "given.jsonl:1:1: " in line and ": :" not in line and "told" not in line


@pytest.mark.parametrize(("name", "content"), [("given.jsonl", b"\xff\xfe{"), ("given.jsonl.gz", b"no archive")])
def test_a_file_that_cannot_be_decoded_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert name in refused(tmp_path, name)


def test_the_example_of_the_page_is_what_the_command_prints(tmp_path: Path) -> None:
    """But for the cost; where the page shows dots, lines were left out."""
    page = DOCS / "evaluate.md"
    (given,), (shown,) = blocks(page, "json evaluate input"), blocks(page, "text evaluate output")
    (tmp_path / "stream.jsonl").write_text(given, encoding="utf-8")
    printed = iter(_without_cost(evaluated(tmp_path, "stream.jsonl")))
    assert [line for line in _without_cost(shown) if line != "..." and not _comes(line, printed)] == []


def _without_cost(report: str) -> list[str]:
    return [re.sub(r"[\d.]+ ms each", "ms each", line) for line in report.splitlines()]


def _comes(line: str, printed: Iterator[str]) -> bool:
    """Whether the line is printed, after those that came before."""
    return any(one == line for one in printed)


def test_the_page_has_every_label_and_key() -> None:
    from monitor.trial.evaluate import LABELS, StreamLine

    text = (DOCS / "evaluate.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z])` \|", text, re.MULTILINE)) == set(LABELS)
    assert {name for name in StreamLine.model_fields if f"`{name}`" not in text} - {"tags"} == set()
