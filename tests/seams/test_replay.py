"""`monitor replay`: the very path that polls use, in virtual time, one JSON line out for each line in."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.make import STORY, workspace
from tests.running import MONITOR, command, command_here

SEED = """\
---
title: Twelve posts around Idlib
url: https://known.example/posts
published: 2026-02-01
---
Turkey keeps twelve observation posts along the edges of Idlib, and none of them has moved since the accord was signed.
Soldiers change every ninety days, supply convoys drive at night, and villagers sell them bread and diesel at the gate.
"""


def line(id_: object, title: str, content: str = "", published: str = "2026-03-01T10:00:00Z", **more: object) -> str:
    values = {"id": id_, "url": f"https://news.example/{id_}", "title": title, "content": content}
    return json.dumps(values | {"published": published} | more, ensure_ascii=False)


def replay(folder: Path, lines: list[str], *options: str, code: int = 0) -> list[dict[str, Any]]:
    if not (folder / "rules").exists():
        workspace(folder, {})
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = command_here("replay", "in.jsonl", *options, folder=folder)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
    return [json.loads(text) for text in done.stdout.splitlines()]


def test_standard_input_is_read_like_a_file_whatever_the_locale_says(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    given = "\ufeff" + line("1", "Обстрел Хан-Шейхуна") + "\n"
    read = [*MONITOR, "replay", "-"]
    elsewhere = os.environ | {"PYTHONIOENCODING": "iso-8859-1", "PYTHONUTF8": "0"}
    done = subprocess.run(read, cwd=tmp_path, env=elsewhere, input=given.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["fields"]["title"] == "Обстрел Хан-Шейхуна"
    done = subprocess.run(read, cwd=tmp_path, input=given.encode("cp1251", "ignore"), capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"") and b"-: cannot read it" in done.stderr


def test_each_line_gets_its_fields_matches_verdict_story_and_decision(tmp_path: Path) -> None:
    first, copy, update, other = replay(
        tmp_path,
        [
            line("wire", "Shelling kills 21 in Morek", STORY, owner="wire"),
            line("copy", "Guns hit a town", STORY, "2026-03-01T11:00:00Z", owner="gazette"),
            line("more", "Toll rises", STORY.replace("21", "31"), "2026-03-01T15:00:00Z", owner="wire"),
            line("other", "Rain in the south", "It rained.", "2026-03-01T16:00:00Z"),
        ],
    )
    assert first["fields"]["title"] == "Shelling kills 21 in Morek"
    (match,) = first["matches"]
    assert (match["rule"], match["severity"]) == ("idlib-mention", "low")
    for mention in match["mentions"]:
        assert first["fields"][mention["field"]][mention["start"] : mention["end"]] == mention["text"]
    assert {mention["entity"] for mention in match["mentions"]} == {"idlib", "morek"}
    assert (first["verdict"]["kind"], first["story"]) == ("new", "wire")
    assert first["decision"]["alert"] is True and first["decision"]["receivers"] == ["console"]
    assert (copy["verdict"]["kind"], copy["verdict"]["of"], copy["story"]) == ("copy", "wire", "wire")
    assert copy["decision"]["alert"] is False
    assert copy["decision"]["why"].startswith("told before by this rule (of item wire): "), "alerts have no number here"
    assert (update["verdict"]["kind"], update["story"]) == ("update", "wire")
    assert update["verdict"]["new"][0] == "killed: 21 -> 31" and update["decision"]["alert"] is True
    assert (other["matches"], other["verdict"]["kind"], other["decision"]["why"]) == ([], "new", "no rule matches")


def test_each_rule_says_what_became_of_it(tmp_path: Path) -> None:
    rule = "{title: Morek, severity: low, when: {words: [Morek]}, KEYS}"
    keys = {
        "wait": "confirm: {sources: 2, within: 6h, alert: wait}, group_by: rule",
        "calm": "repeat_after: 2h, group_by: rule",
        "rises": "raise: [{to: high, if: {words: [kills]}}]",
    }
    rules = "".join(f"  {name}: {rule.replace('KEYS', more)}\n" for name, more in keys.items())
    workspace(tmp_path, {}, rules=f"rules:\n{rules}")
    lines = [
        line("a", "Flour mill opens in Morek", published="2026-03-01T10:00:00Z"),
        line("b", "Shelling kills 21 in Morek", published="2026-03-01T10:30:00Z", owner="wire"),
    ]
    first, second = ({match.pop("rule"): match for match in answer["matches"]} for answer in replay(tmp_path, lines))
    outcomes = {name: match["outcome"] for name, match in first.items()}
    assert outcomes == {"wait": "held", "calm": "alert", "rises": "alert"}
    assert "1 of 2 independent sources" in first["wait"]["why"] and second["wait"]["outcome"] == "alert"
    assert (first["calm"]["hold_until"], second["calm"]["hold_until"]) == (None, "2026-03-01T12:00:00+00:00")
    assert (first["rises"]["severity"], second["rises"]["severity"]) == ("low", "high")


def test_reasons_name_what_stands_in_the_input(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "posts.md").write_text(SEED, encoding="utf-8")
    title = 'Shelling kills 21 in Morek, as item 1 "A" has it'
    _, copy, update = replay(
        tmp_path,
        [
            line("wire-7", title, STORY, owner="wire"),
            line(None, "Guns hit a town", STORY, "2026-03-01T11:00:00Z", owner="gazette"),
            line("more", "Toll rises", STORY.replace("21", "31"), "2026-03-01T15:00:00Z", owner="wire"),
        ],
    )
    assert (copy["id"], copy["verdict"]["of"], update["id"]) == ("2", "wire-7", "more")
    for why in (copy["verdict"]["why"], update["verdict"]["why"], update["decision"]["why"]):
        assert f'item wire-7 "{title}"' in why


def test_an_item_published_again_is_an_edit_of_itself(tmp_path: Path) -> None:
    again = replay(
        tmp_path, [line(1, "Morek hit", STORY), line(1, "Morek hit", STORY), line(1, "Morek was hit", STORY)]
    )
    assert [answer["verdict"]["kind"] for answer in again] == ["new", "seen", "seen"]
    assert "unchanged" in again[1]["verdict"]["why"] and "edited" in again[2]["verdict"]["why"]
    assert [answer["decision"]["alert"] for answer in again] == [True, False, False]


def test_seeds_count_as_told_and_are_named(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "posts.md").write_text(SEED, encoding="utf-8")
    text = SEED.partition("---\nTurkey")[2]
    (known,) = replay(tmp_path, [line("x", "Posts that never move", f"Turkey{text}")])
    assert (known["verdict"]["of"], known["story"]) == ("seed:posts", "seed:posts")
    assert known["decision"]["alert"] is False
    (tmp_path / "empty").mkdir()
    (unknown,) = replay(tmp_path, [line("x", "Posts that never move", f"Turkey{text}")], "--seeds", "empty")
    assert unknown["decision"]["alert"] is True


def test_virtual_now_is_the_largest_date_so_far(tmp_path: Path) -> None:
    lines = [
        line("a", "Idlib today", "One.", "2026-03-20T10:00:00Z"),
        line("b", "Idlib long ago", "Two.", "2026-03-01T10:00:00Z"),
        line("c", "Idlib at no time", "Three.", published=""),
    ]
    answers = replay(tmp_path, lines)
    assert [answer["id"] for answer in answers] == ["a", "b", "c"], "input order"
    assert [answer["decision"]["alert"] for answer in answers] == [True, False, True]
    assert "19 days ago" in answers[1]["decision"]["why"]
    ordered = replay(tmp_path, lines, "--sort")
    assert [answer["id"] for answer in ordered] == ["c", "b", "a"]
    assert all(answer["decision"]["alert"] for answer in ordered)


def test_a_bad_line_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ["{not json", "[1, 2]", '{"title": 5}', line("x", "Idlib", "Four."), '{"url": null, "title": "Idlib"}']
    answers = replay(tmp_path, lines, code=1)
    errors = [answer.get("error", "") for answer in answers]
    assert errors[0].startswith("in.jsonl:1:2: not JSON") and errors[1].startswith("in.jsonl:2:1: ")
    assert errors[2].startswith("in.jsonl:3:1: title") and errors[3] == "" and errors[4].startswith("in.jsonl:5:1: url")
    assert len(answers) == 5


def test_stats_gzip_standard_input_and_other_rules(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    other = tmp_path / "other"
    other.mkdir()
    (other / "r.yaml").write_text(
        "rules:\n  rain:\n    title: Rain\n    severity: high\n    when: {words: [rain]}\n", encoding="utf-8"
    )
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(line("x", "Rain in Idlib").encode()))
    done = command_here("replay", "in.jsonl.gz", "--rules", "other", "--stats", folder=tmp_path)
    assert json.loads(done.stdout)["matches"][0]["rule"] == "rain"
    rows = [row.strip().rpartition(" ") for row in done.stderr.splitlines()]
    table = {name.strip(): count for name, _, count in rows}
    assert (table["lines"], table["alerts"], table["verdict new"]) == ("1", "1", "1")
    piped = command("replay", "-", folder=tmp_path, stdin=line("y", "Rain in Idlib"))
    assert json.loads(piped.stdout)["matches"][0]["rule"] == "idlib-mention"


def test_it_answers_while_it_reads_and_leaves_nothing_behind(tmp_path: Path) -> None:
    lines = [line(n, f"Report {n} from Idlib", f"Word{n} stands alone.") for n in range(400)]
    answers = replay(tmp_path, lines)
    assert [answer["id"] for answer in answers] == [str(n) for n in range(400)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.yaml", "in.jsonl", "rules"]


def test_keys_that_are_not_read_are_named_once(tmp_path: Path) -> None:
    workspace(tmp_path, {})
    given = [line(1, "Idlib", text="not read", date="2026-03-01"), line(2, "Idlib", text="nor here", body="lost")]
    (tmp_path / "in.jsonl").write_text("\n".join(given) + "\n", encoding="utf-8")
    done = command_here("replay", "in.jsonl", folder=tmp_path)
    (said,) = done.stderr.splitlines()
    assert said.startswith("left out, as replay reads no such keys: text, date, body; it reads url, title, ")
    (tmp_path / "in.jsonl").write_text(line(1, "Idlib") + "\n", encoding="utf-8")
    assert command_here("replay", "in.jsonl", folder=tmp_path).stderr == ""
