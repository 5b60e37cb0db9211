"""Entries put into a config's text: nothing else in it changes, whatever its style."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
import yaml

from monitor.config import config_of
from monitor.core.feeds.entries import FeedEntry, with_entries, without_entry
from tests.conftest import ROOT

ENTRY: FeedEntry = {"name": "new-one", "url": "https://new.example/feed?a=1&b=2", "tags": ("local", "a, b")}
BLOCK = '  - name: new-one\n    url: https://new.example/feed?a=1&b=2\n    tags: [local, "a, b"]\n'
FLOW = '{name: new-one, url: https://new.example/feed?a=1&b=2, tags: [local, "a, b"]}'
JSON = json.dumps(ENTRY)
OLD = "  - name: old\n    url: https://old.example/\n"

LAYOUTS = {
    "an empty file": ("", f"feeds:\n{BLOCK}"),
    "comments only": ("# nothing yet\n", f"# nothing yet\n\nfeeds:\n{BLOCK}"),
    "other keys": ("rules: r # r\n", f"rules: r # r\n\nfeeds:\n{BLOCK}"),
    "no line end": ("rules: r", f"rules: r\n\nfeeds:\n{BLOCK}"),
    "a document that says where it ends": (
        "---\nrules: r\n...\n# that was it\n",
        f"---\nrules: r\n\nfeeds:\n{BLOCK}...\n# that was it\n",
    ),
    "at the end": (f"feeds:\n{OLD}", f"feeds:\n{OLD}{BLOCK}"),
    "at the end, no line end": (f"feeds:\n{OLD[:-1]}", f"feeds:\n{OLD}{BLOCK}"),
    "in the middle": (
        f"# a\nfeeds: # b\n{OLD}    # of old\n  # c\n\n# d\nrules: r\n",
        f"# a\nfeeds: # b\n{OLD}    # of old\n{BLOCK}  # c\n\n# d\nrules: r\n",
    ),
    "comment behind the last value": (
        f"feeds:\n{OLD[:-1]}  # of old\n\nrules: r\n",
        f"feeds:\n{OLD[:-1]}  # of old\n{BLOCK}\nrules: r\n",
    ),
    "no indent": (
        "feeds:\n- name: old\n  url: https://old.example/\nrules: r\n",
        "feeds:\n- name: old\n  url: https://old.example/\n" + BLOCK.replace("\n  ", "\n")[2:] + "rules: r\n",
    ),
    "wide indent": (
        "feeds:\n    -   name: old\n        url: https://old.example/\n",
        "feeds:\n    -   name: old\n        url: https://old.example/\n"
        + BLOCK.replace("  - ", "    -   ").replace("\n    ", "\n        "),
    ),
    "lists inside": (
        f"feeds:\n{OLD}    tags:\n      - x\n      - y\nrules: r\n",
        f"feeds:\n{OLD}    tags:\n      - x\n      - y\n{BLOCK}rules: r\n",
    ),
    "folded text last": (
        "feeds:\n  - name: old\n    url: >-\n      https://old.example/\n\n# c\nrules: r\n",
        f"feeds:\n  - name: old\n    url: >-\n      https://old.example/\n{BLOCK}\n# c\nrules: r\n",
    ),
    "apart": (f"feeds:\n{OLD}\n{OLD.replace('old', 'o')}", f"feeds:\n{OLD}\n{OLD.replace('old', 'o')}\n{BLOCK}"),
    "other letters before": (f"# é😀ع\nfeeds:\n{OLD}rules: r\n", f"# é😀ع\nfeeds:\n{OLD}{BLOCK}rules: r\n"),
    "entries in braces": (
        "feeds:\n  - {name: old, url: https://old.example/}  # o\nrules: r\n",
        f"feeds:\n  - {{name: old, url: https://old.example/}}  # o\n  - {FLOW}\nrules: r\n",
    ),
    "none": ("feeds: []   # none yet\nrules: r\n", f"feeds:   # none yet\n{BLOCK}rules: r\n"),
    "none at the end": ("rules: r\nfeeds: []", f"rules: r\nfeeds:\n{BLOCK}"),
    "brackets": (
        "feeds: [{name: old, url: https://old.example/},]\n",
        f"feeds: [{{name: old, url: https://old.example/}}, {FLOW},]\n",
    ),
    "brackets over lines": (
        "feeds: [\n  {name: old, url: https://old.example/}  # o\n]\n",
        f"feeds: [\n  {{name: old, url: https://old.example/}},\n  {FLOW}  # o\n]\n",
    ),
    "JSON": (
        '{"feeds": [{"name": "old", "url": "https://old.example/"}], "rules": "r"}',
        f'{{"feeds": [{{"name": "old", "url": "https://old.example/"}}, {JSON}], "rules": "r"}}',
    ),
    "JSON, none": ('{"feeds": []}', f'{{"feeds": [{JSON}]}}'),
    "JSON without feeds": ('{"rules": "r"}\n', f'{{"rules": "r", "feeds": [{JSON}]}}\n'),
    "an empty object": ("{}", f'{{"feeds": [{JSON}]}}'),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_entry_is_added_in_the_style_of_the_file(layout: str) -> None:
    before, after = LAYOUTS[layout]
    assert with_entries(before, [ENTRY]) == after
    old, new = (config_of(text, Path("config.yaml")).file for text in (before, after))
    assert new.feeds[:-1] == old.feeds and new.feeds[-1].tags == ("local", "a, b") and new.rules == old.rules


@pytest.mark.parametrize("layout", LAYOUTS)
def test_so_it_is_with_the_line_ends_of_windows_and_several_entries(layout: str) -> None:
    before = LAYOUTS[layout][0].replace("\n", "\r\n")
    after = with_entries(before, [ENTRY, {"name": "another", "url": "http://another.example/"}])
    assert after.count("\n") == after.count("\r\n") or "\n" not in before
    old, new = (config_of(text, Path("config.yaml")).file.feeds for text in (before, after))
    assert new[: len(old)] == old and [feed.name for feed in new[len(old) :]] == ["new-one", "another"]


def test_of_the_config_that_ships_only_lines_are_added() -> None:
    before = (ROOT / "config.yaml").read_text(encoding="utf-8")
    after = with_entries(before, [ENTRY])
    changed = [line for line in difflib.ndiff(before.splitlines(True), after.splitlines(True)) if line[0] != " "]
    assert "".join(line[2:] for line in changed) == BLOCK and all(line[0] == "+" for line in changed)


@pytest.mark.parametrize(
    "value",
    ["no", "12:30", "1", "1.5", "null", "~", "", "a: b", "a #b", "#a", "a,b", "[a]", "{a}", "*a", "&a", "!a", "'a'", '"',
     "- a", "a:", "%a", "@a", "`a", "\\", "2026-01-01", "=", "<<", "on", "آب 😀", "https://e.example/?a[]=1#x", "?x"],
)  # fmt: skip
def test_every_text_is_read_back_as_it_is(value: str) -> None:
    for before in ("", "{}", "feeds:\n- {name: a, url: b}\n"):
        entry: FeedEntry = {"name": value, "tags": (value, value)}
        after = with_entries(before, [entry])
        assert yaml.safe_load(after)["feeds"][-1] == {"name": value, "tags": [value, value]}


def test_taking_an_entry_out_of_an_odd_layout_ends() -> None:
    """Behind the colon of an explicit key its dash was looked for without end; the caller refuses what comes out."""
    text = "? feeds\n: - name: harbour\n    url: http://harbour.example/\n"
    assert without_entry(text, 0) != text
