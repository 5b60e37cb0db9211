"""monitor feeds remove: an entry leaves the config, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import load_config
from tests.make import workspace
from tests.running import command_here

A, B, C = (f"- {{name: {name}, url: https://{name}.example/}}" for name in "abc")
BLOCK = """\
# What we read.
feeds:
  # the first
  - name: a
    url: https://a.example/
    tags: [x]   # why
    # inside a
  # the second
  - name: b
    url: https://b.example/

  - name: c
    url: https://c.example/   # the last
    # inside c

web: {enabled: false}   # none
"""


def removed(folder: Path, text: str, name: str) -> str:
    workspace(folder, {})
    (folder / "config.yaml").write_bytes(text.encode())
    said = command_here("feeds", "remove", name, folder=folder)
    assert said.returncode == 0 and f": removed {name} (https://{name}.example/)" in said.stdout, said.stderr
    after = (folder / "config.yaml").read_bytes().decode()
    assert [feed.name for feed in load_config(folder / "config.yaml").file.feeds] == [
        n for n in "abc" if f"name: {n}" in after
    ]
    return after


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("a", "  - name: a\n    url: https://a.example/\n    tags: [x]   # why\n    # inside a\n"),
        ("b", "  - name: b\n    url: https://b.example/\n\n"),
        ("c", "  - name: c\n    url: https://c.example/   # the last\n    # inside c\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_its_lines_go(tmp_path: Path, name: str, gone: str, newline: str) -> None:
    assert gone in BLOCK
    after = removed(tmp_path, BLOCK.replace("\n", newline), name)
    assert after == BLOCK.replace(gone, "").replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        (f"feeds:\n{A}\n{B}", "b", f"feeds:\n{A}\n"),
        (f"feeds:\n{A}\n", "a", "feeds: []\n"),
        (f"feeds:   # all\n  {A}\nrules: rules\n", "a", "feeds: []   # all\nrules: rules\n"),
        ("feeds: [{name: a, url: https://a.example/}, {name: b, url: https://b.example/}]\n", "a", "feeds: [{name: b, url: https://b.example/}]\n"),
        ("feeds: [{name: a, url: https://a.example/}, {name: b, url: https://b.example/}]\n", "b", "feeds: [{name: a, url: https://a.example/}]\n"),
        ("{feeds: [{name: a, url: https://a.example/}]}", "a", "{feeds: []}"),
        (f"feeds:\n  {B}\n# - more\n  - # why\n    # - a\n    name: a\n    url: https://a.example/\n", "a", f"feeds:\n  {B}\n# - more\n"),
    ],
)  # fmt: skip
def test_in_any_style(tmp_path: Path, text: str, name: str, after: str) -> None:
    assert removed(tmp_path, text, name) == after


def test_an_unknown_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    workspace(tmp_path, {"gazette": "https://a.example/"})
    before = (tmp_path / "config.yaml").read_bytes()
    said = command_here("feeds", "remove", "gazete", folder=tmp_path)
    assert said.returncode == 1 and 'no feed "gazete"' in said.stderr and "gazette" in said.stderr
    assert (tmp_path / "config.yaml").read_bytes() == before
