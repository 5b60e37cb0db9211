"""Seeds and articles to replay that were made to break things: one clear line each, and the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from monitor.core.stories.texts.fingerprint import ALGORITHM
from monitor.in_force.load import load_files
from monitor.testing import FeedServer
from tests.hostile import ARTICLE, CONFIG, FEED, SEED, problems, write
from tests.make import Entry, rss
from tests.running import MONITOR, command, command_here


def seed_json(**more: object) -> str:
    values = {"title": "T", "url": "https://a.example/1", "published": "2019-08-21", "text": "Words."}
    return json.dumps(values | more)


def fingerprint(**more: object) -> str:
    values = {"fingerprint": ALGORITHM, "url": "https://a.example/1", "published": "2019-08-21"}
    return json.dumps(values | {"title_words": [], "shingles": "", "figures": []} | more, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.json", "[" * 100_000, "1:1: not JSON: nested too deep"),
        ("x.json", '{"title": ' + "9" * 6_000 + "}", "1:1: not JSON: a number has too many digits"),
        ("x.json", seed_json(title=[[[[]]]]), "1:11: expected one text"),
        ("x.json", seed_json(source=None), '1:91: "source" has no value'),
        ("x.json", seed_json(published="9999-12-31T23:59:59-14:00"), "1:59: expected a date"),
        ("x.json", seed_json(published="0001-01-01T00:00:00+14:00"), "1:59: expected a date"),
        ("x.json", '{"title": "a", "title": "b"}', '1:16: "title" stands twice'),
        ("x.json", "", "1:1: not JSON"),
        ("x.fingerprint.json", fingerprint(title_words=["zz"]), "1:112: expected a hash of eight digits"),
        ("x.fingerprint.json", fingerprint(title_words=["é"]), "1:112: expected a hash of eight digits"),
        ("x.fingerprint.json", fingerprint(title_words=["|"]), "1:112: expected a hash of eight digits"),
        ("x.fingerprint.json", fingerprint(title_words=["0badf00d", 5]), "1:124: expected a hash of eight digits"),
        ("x.fingerprint.json", fingerprint(shingles="é"), "not the hashes"),
        ("x.md", SEED.replace("2019-08-21", "9999-12-31T23:59:59-14:00"), "4:12: expected a date"),
        ("x.md", SEED.replace("2019-08-21", "0001-01-01T00:00:00+14:00"), "4:12: expected a date"),
        ("x.md", SEED.replace("A seed", "\x7f"), "2:8: not YAML: holds the control character U+007F"),
        ("x.md", SEED.replace("A seed", "&x y"), "2:8: anchors"),
        ("x.md", SEED.replace("A seed", ""), '2:1: "title" has no value'),
        ("x.md", SEED + "Words. " * 800_000, "1:1: larger than 5 MB, for a seed article: split it"),
    ],
)
def test_a_broken_seed_is_one_line(folder: Path, name: str, text: str, said: str) -> None:
    write(folder / "seeds" / name, text)
    (problem,) = problems()
    assert problem.startswith(f"seeds/{name}:") and said in problem, problem


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (seed_json(title="\U0001f600"), "\U0001f600"),
        ('{"title": "a\x7fb", "published": "2019-08-21", "text": "Words."}', "a\x7fb"),
        (seed_json(title="half \ud83d", url="\ud83d", source="\ud83d", text="Words \ud83d."), "half \ufffd"),
        (seed_json(title="12:30"), "12:30"),
    ],
)
def test_a_json_seed_says_what_json_says(folder: Path, text: str, title: str) -> None:
    write(folder / "seeds" / "x.json", text)
    assert [seed.title for seed in load_files(Path("config.yaml")).seeds if seed.name == "x"] == [title]
    done = command_here("poll", "--due", folder=folder)
    assert "Traceback" not in done.stderr


ADD = ("seeds", "add", "article.txt", "--url", "https://a.example/9", "--published", "2020-01-01")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--name", "../../rules/evil"], "is no name for a seed"),
        (["--name", "/tmp/evil"], "is no name for a seed"),
        (["--name", "README"], "is no name for a seed"),
        (["--name", ".hidden"], "is no name for a seed"),
        (["--name", "a\nb"], "is no name for a seed"),
        (["--name", "x" * 300], "file name too long"),
        (["--name", "one"], "exists already"),
        (["--url", "http://a.example/\x7f"], "not YAML: holds the control character U+007F"),
        (["--published", "9999-12-31T23:59:59-14:00"], "--published: expected a date"),
        (["--published", "0001-01-01T00:00:00+14:00"], "--published: expected a date"),
    ],
)
def test_a_seed_that_cannot_be_added_leaves_nothing(folder: Path, options: list[str], said: str) -> None:
    done = command(*ADD, *options, folder=folder)
    assert done.returncode == 1 and said in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert [path.name for path in folder.rglob("*.md")] == ["one.md"] and problems() == []


def test_control_characters_of_a_headline_do_not_reach_the_seed(folder: Path) -> None:
    write(folder / "article.txt", ARTICLE.replace("A headline", "A\x7fheadline"))
    done = command_here(*ADD, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "A headline" in (folder / "seeds" / "article.md").read_text(encoding="utf-8") and problems() == []


def line(**more: object) -> str:
    return json.dumps({"id": "x", "url": "https://n.example/x", "title": "Idlib"} | more)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("[" * 100_000, "not JSON: nested too deep"),
        ('{"a":' * 100_000, "not JSON: nested too deep"),
        ('{"id": ' + "9" * 6_000 + "}", "not JSON: a number has too many digits"),
        ("null", "line: expected an object"),
        (line(id=[1]), "id: expected text"),
        (line(id=1.5), "id: expected text"),
        (line(tags="x"), "tags: expected a list"),
        (line(tags=[None]), "tags: expected text"),
        (line(published=5), "published: expected text"),
    ],
)
def test_a_bad_line_is_one_answer_and_the_rest_goes_on(folder: Path, bad: str, said: str) -> None:
    write(folder / "in.jsonl", f"{bad}\n{line(id='good')}\n")
    done = command_here("replay", "in.jsonl", folder=folder)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (1, "")
    assert first["error"].startswith("in.jsonl:1:") and said in first["error"]
    assert second["decision"]["alert"] is True


def test_odd_lines_are_taken_and_do_not_disturb_the_next(folder: Path) -> None:
    half = "\ud83d"
    odd = [
        line(id="9999", published="9999-12-31T23:59:59Z"),
        line(id="west", published="9999-12-31T23:59:59-14:00"),
        line(id="east", published="0001-01-01T00:00:00+14:00"),
        line(id="first", published="0001-01-01"),
        line(id=f"half {half}", url=half, source=half, feed=half, title=f"Idlib {half}", owner=half, tags=[half]),
        line(id=f"half {half} of a host", url=f"https://{half}.example/", language=half, summary=half, content=half),
        line(id="nul", url="https://n.example/\0", title="Idlib \0"),
        line(id="junk", url="http://[::1"),
        line(id="long", url="https://n.example/" + "x" * 100_000, language="x" * 10_000),
        line(id="markup", content="<div>" * 50_000 + "&#xD800;&#x110000;"),
        line(id=-(10**30)),
        line(id="last", url="https://n.example/last", title="Idlib at last", published="2026-03-01T10:00:00Z"),
    ]
    (folder / "in.jsonl").write_text("\n".join(odd), encoding="utf-8-sig")
    done = command_here("replay", "in.jsonl", folder=folder)
    answers = [json.loads(text) for text in done.stdout.splitlines()]
    assert (done.returncode, done.stderr, len(answers)) == (0, "", len(odd))
    assert not [answer["error"] for answer in answers if "error" in answer]
    assert answers[-1]["verdict"] is not None and answers[4]["id"] == "half \ufffd"


def _damaged() -> bytes:
    whole = gzip.compress(line().encode() * 100, mtime=0)
    return whole[:20] + b"\xff" * 10 + whole[30:]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("in.jsonl.gz", _damaged()),
        ("in.jsonl.gz", gzip.compress(line().encode(), mtime=0)[:-9]),
        ("in.jsonl.gz", b"no gzip"),
        ("in.jsonl", b"\xff\xfe\n"),
    ],
)
def test_a_damaged_file_is_one_line(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    done = command_here("replay", name, folder=folder)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"monitor: {name}: cannot read it: ")


def test_standard_input_can_be_named_twice(folder: Path) -> None:
    done = command("replay", "-", "-", folder=folder, stdin=line())
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stderr


def test_replay_wants_the_seeds_folder_that_it_is_given(folder: Path) -> None:
    done = command("replay", "-", "--seeds", "nope", folder=folder, stdin=line())
    assert done.returncode == 1 and done.stderr.startswith("monitor: nope: no such folder")


@pytest.mark.parametrize("arguments", [("replay", "in.jsonl"), ("check", "--feeds")])
def test_a_count_on_the_terminal_leaves_standard_output_alone(
    folder: Path, feed_server: FeedServer, arguments: tuple[str, ...]
) -> None:
    feed_server.put("/a", rss([Entry("1", "One")]))
    write(
        folder / "config.yaml",
        f"{CONFIG.replace(FEED, f'{feed_server.url}/a')}\npolling: {{allow_networks: 127.0.0.1}}\n",
    )
    write(folder / "in.jsonl", f"{line(id='1')}\n{line(id='2')}\n")
    ours, theirs = pty.openpty()
    done = subprocess.run([*MONITOR, *arguments], stdout=subprocess.PIPE, stderr=theirs, text=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 2, shown
    assert ("articles" if arguments[0] == "replay" else "feeds") in shown and "Idlib" not in shown
