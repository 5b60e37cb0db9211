"""`monitor entities show | suggest`: what a person is told of the spellings of a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.make import Entry, rss, workspace
from tests.running import command_here

RULES = """
entities:
  idlib: {name: Idlib, kind: place, names: {en: [Idlib], ar: [إدلب], ru: [Идлиб]}}
  saraqib:
    name: Saraqib
    kind: place
    part_of: idlib
    names: {en: [Saraqib], ar: [سراقب]}
    never: [Saraqeb Street]
  hts: {name: HTS, kind: group, names: [Hayat Tahrir al-Sham], acronyms: [HTS]}
  kalin: {name: Ibrahim Kalin, kind: person, names: [Ibrahim Kalin], short: [Kalın]}
  post:
    name: A post
    kind: thing
    names: [Morek]
    context: {within: 6 words, words: [observation post]}
rules:
  any:
    title: Any of them
    severity: low
    when: {entity: [idlib, hts, kalin, post], parts: true}
    tests: [{text: "HTS left Idlib", expect: match}]
"""


@pytest.fixture
def folder(tmp_path: Path, feed_server: FeedServer) -> Path:
    workspace(tmp_path, {"a": f"{feed_server.url}/a"}, rules=RULES)
    return tmp_path


def shown(folder: Path, *arguments: str) -> list[dict[str, str]]:
    done = command_here("entities", "show", *arguments, "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return rows


def spelling(rows: list[dict[str, str]], written: str) -> dict[str, str]:
    (row,) = (row for row in rows if row["spelling"] == written)
    return row


def test_each_spelling_is_shown_with_where_it_comes_from_and_whether_it_is_on(folder: Path) -> None:
    rows = shown(folder, "saraqib", "--most", "200")
    assert spelling(rows, "Saraqib") | {
        "entity": "saraqib",
        "of": "Saraqib",
        "from": "name, en",
        "found": "on",
    } == spelling(rows, "Saraqib")
    assert spelling(rows, "بسراقب")["from"] == "prefix" and spelling(rows, "بسراقب")["found"] == "on"
    assert spelling(rows, "Saraqibdaki")["found"] == "on, in items in language tr"
    assert spelling(rows, "Sarakib")["from"].startswith("other spelling (of ")
    case_forms = [row["spelling"] for row in shown(folder, "idlib") if row["from"] == "case form"]
    assert {"идлибу", "идлибом", "идлибскои"} <= set(case_forms)


def test_what_depends_on_the_text_around_it_is_said(folder: Path) -> None:
    assert spelling(shown(folder, "post"), "Morek")["found"] == "on, where its `context` holds"
    kalin = shown(folder, "kalin")
    beside = "on, with a capital and one of its names in the same item"
    assert {spelling(kalin, written)["found"] for written in ("Kalın", "Kalın's")} == {beside}
    assert spelling(kalin, "Kalındaki")["found"] == f"{beside}, in items in language tr"
    assert spelling(shown(folder, "hts"), "H.T.S")["from"] == "with full stops"


def test_a_short_form_is_off_under_never_and_says_what_else_it_needs(folder: Path) -> None:
    rules = RULES.replace(
        "short: [Kalın]}", "short: [Kalın, Kaln], never: [Kaln], context: {within: item, words: [palace]}}"
    )
    (folder / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    kalin = shown(folder, "kalin")
    beside = "on, with a capital and one of its names in the same item, where its `context` holds"
    assert spelling(kalin, "Kalın's")["found"] == beside
    assert spelling(kalin, "Kaln's")["found"] == "off: under `never`"


def test_prefixes_are_shown_in_the_same_order_every_time(folder: Path) -> None:
    prefixed = [row["spelling"] for row in shown(folder, "idlib") if row["from"] == "prefix"]
    assert prefixed == sorted(prefixed, key=lambda written: (len(written), written))


def test_the_likeliest_spellings_are_shown_first(folder: Path) -> None:
    rows = [row["spelling"] for row in shown(folder, "saraqib") if row["from"].startswith("other spelling")]
    assert len(rows) == 12 and {"Sarakib", "Saraqeb", "Saraqip"} <= set(rows)


def test_arabic_spellings_are_told_from_cases(folder: Path) -> None:
    rules = RULES.replace("names: [Hayat Tahrir al-Sham]", "names: [هيئة أبو سليم]")
    (folder / "rules" / "rules.yaml").write_text(rules, encoding="utf-8")
    rows = shown(folder, "hts")
    assert spelling(rows, "هياه ابو سليم")["from"] == "spelling"
    assert spelling(rows, "هييه ابي سليم")["from"] == "case form"


def test_a_spelling_under_never_is_off(folder: Path) -> None:
    file = folder / "rules" / "rules.yaml"
    file.write_text(RULES.replace("never: [Saraqeb Street]", "never: [Saraqeb Street, Saraqibdaki]"), encoding="utf-8")
    assert spelling(shown(folder, "saraqib"), "Saraqibdaki")["found"] == "off: under `never`"


def test_a_name_with_a_star_is_on(folder: Path) -> None:
    rules = RULES.replace("names: [Morek]", "names: [Morek, Observator* Morek*]\n    never: [Observatory Morek]")
    (folder / "rules" / "rules.yaml").write_text(rules)
    rows = shown(folder, "post")
    assert spelling(rows, "Observator* Morek*")["found"] == "on, where its `context` holds"
    assert spelling(rows, "Observator… Morek…")["found"] == "on, where its `context` holds"


def test_for_a_person_the_forms_stand_below_their_name(folder: Path) -> None:
    text = command_here("entities", "show", "saraqib", folder=folder).stdout
    assert text.startswith(
        "saraqib: Saraqib (place)\n  part of idlib\n  never: Saraqeb Street\n  Saraqib  [name, en]  on\n"
    )
    listed = command_here("entities", "show", folder=folder).stdout
    assert "saraqib" in listed and "idlib" in listed
    unknown = command_here("entities", "show", "saraqip", folder=folder)
    assert unknown.returncode == 1 and 'unknown entity "saraqip" - did you mean "saraqib"?' in unknown.stderr


def test_spellings_of_stored_items_and_of_geonames_are_suggested(folder: Path, feed_server: FeedServer) -> None:
    entries = [
        Entry("1", "Fighting near Saraquib", "The road to Saraquib was cut. Saraqib is calm."),
        Entry("2", "A walk", "Nothing of the kind happened in Sarajevo."),
    ]
    feed_server.put("/a", rss(entries))
    assert command_here("poll", folder=folder).returncode == 0
    done = command_here("entities", "suggest", "saraqib", "--json", folder=folder)
    (one,) = json.loads(done.stdout)
    assert (one["spelling"], one["times"], one["like"]) == ("Saraquib", 2, "Saraqib")
    names = json.loads(
        command_here("entities", "suggest", "saraqib", "--geonames", "--items", "0", "--json", folder=folder).stdout
    )
    assert {"Seraqab", "Serakab"} <= {name["spelling"] for name in names}
    assert all("GeoNames 164816" in name["origin"] for name in names)
    assert "Saraquib" not in (folder / "rules" / "rules.yaml").read_text(encoding="utf-8")


def test_the_list_says_which_rules_ask_for_each_entity(tmp_path: Path) -> None:
    more = """
  without:
    title: Idlib without the group
    severity: low
    when:
      all:
        - {source: [kalin]}
        - any: [{entity: idlib}, {near: {within: 5 words, of: [{entity: saraqib}, {entity: idlib}]}}]
        - not: {entity: hts}
    tests: [{text: "Rain", expect: no match}]
"""
    workspace(tmp_path, {}, rules=RULES + more)
    used = {row["id"]: list(row["used_by"]) for row in shown(tmp_path)}
    assert used == {
        "idlib": ["any", "without"], "saraqib": ["any", "without"], "hts": ["any", "without"], "kalin": ["any"], "post": ["any"]
    }  # fmt: skip
