"""Input that was made to break things, or by a program that did: one clear line each, no traceback, no secret shown."""

from __future__ import annotations

import gzip
import json
import os
import pty
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from monitor.core.errors import InputError, StoreError
from monitor.core.stories.fingerprint import ALGORITHM
from monitor.in_force.load import load_files
from monitor.store.database import open_database
from monitor.testing import FeedServer
from tests.make import RULES, Entry, rss, workspace
from tests.running import MONITOR, command, daemon
from tests.seams.test_bad_input import CONFIG, SEED

SECRET = "hunter2"
URL, CONSOLE, FEED = "sqlite:///monitor.sqlite", "{type: console}", "http://127.0.0.1:9/feed"
WHEN = "{entity: idlib, parts: true}"
ARTICLE = "A headline\n\nIdlib is in this text of a known article.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is good, and the current folder."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "seeds").mkdir()
    write(tmp_path / "config.yaml", CONFIG)
    write(tmp_path / "rules" / "rules.yaml", RULES)
    write(tmp_path / "seeds" / "one.md", SEED)
    write(tmp_path / "article.txt", ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def problems() -> list[str]:
    """What `check` says about the current folder."""
    try:
        load_files(Path("config.yaml"))
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


# Rules: what is given has a value


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{entity: null}", '12:12: "entity" has no value'),
        ("{entity: }", '12:12: "entity" has no value'),
        ("{words: ~}", '12:12: "words" has no value'),
        ("{phrase: }", '12:12: "phrase" has no value'),
        ("{all: null}", '12:12: "all" has no value'),
        ("{any: }", '12:12: "any" has no value'),
        ("{near: null}", '12:12: "near" has no value'),
        ("{source: }", '12:12: "source" has no value'),
        ("{language: null}", '12:12: "language" has no value'),
        ("{tag: }", '12:12: "tag" has no value'),
        ("{newer_than: null}", '12:12: "newer_than" has no value'),
        ("{entity: idlib, not: null}", '12:27: "not" has no value'),
        ("{entity: idlib, in: null}", '12:27: "in" has no value'),
        ("{entity: idlib, parts: }", '12:27: "parts" has no value'),
        ("{any: [{entity: idlib}, null]}", '12:35: "any" has an entry without a value'),
        ("{any: [{entity: idlib}, {words: null}]}", '12:36: "words" has no value'),
        ("{near: {within: null, of: [{entity: idlib}, {entity: morek}]}}", '12:19: "within" has no value'),
        ("null", '12:5: "when" has no value'),
        ("", '12:5: "when" has no value'),
        ("[]", "12:11: expected keys and values, found []"),
        ("{}", "12:11: a condition needs at least one of"),
        ("{any: []}", "12:17: expected at least 1, found 0"),
        ("{any: [{}]}", "12:18: a condition needs at least one of"),
        ("{words: []}", "12:19: expected at least 1, found 0"),
        ("{words: [5]}", "12:20: expected text, found 5"),
        ("{words: ['*']}", '12:20: "*" has 1 characters'),
        ('{words: ["a\\0b"]}', "12:20: holds a NUL character"),
        ("{entity: 5}", "12:20: expected a list"),
        ("{near: {within: 99999999999999999999 words, of: [{entity: idlib}, {entity: morek}]}}", "12:27: expected `sentence`"),
        ("{newer_than: 99999999999d}", "12:24: a duration is at most ten years"),
        ("{not: " * 60, "nested deeper than 40 levels"),
    ],
)  # fmt: skip
def test_a_condition_of_nothing_is_refused(folder: Path, when: str, said: str) -> None:
    write(folder / "rules" / "rules.yaml", RULES.replace(WHEN, when, 1))
    (problem,) = problems()
    assert said in problem and problem.startswith("rules/rules.yaml:12:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("names: [Morek]", "names: null"),
        ("part_of: idlib", "part_of: null"),
        ("severity: low", "severity: low\n    on_story: null"),
        ("severity: low", "severity: low\n    tags:"),
        ('text: "Nothing here"', 'text: "Nothing here", age: null'),
        ("highlight: [Idlib]", "highlight: null"),
        ("[airstrike*, shelling, shelled]", "[airstrike*, null]"),
        ("lists:\n", "lists: null\nignored:\n"),
    ],
)
def test_nothing_is_no_default(folder: Path, old: str, new: str) -> None:
    write(folder / "rules" / "rules.yaml", RULES.replace(old, new, 1))
    (problem,) = problems()
    assert "has no value" in problem or "has an entry without a value" in problem


# Config


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (URL, "postgresql://u:hunter2@h:abc/x", "6:8: store.url is no database address"),
        (URL, "'postgresql://u:hunter2@[::1/x'", "6:8: store.url is no database address"),
        (URL, "postgres//user:hunter2@h/x", "6:8: store.url is no database address"),
        (URL, "hunter2@postgresql://h/x", "6:8: store.url is no database address"),
        (URL, "mysql://u:hunter2@h/x", '6:8: store.url: "mysql" is not supported'),
        (URL, "sqlite+nope:///x", '6:8: store.url: "sqlite+nope" is not supported'),
        (URL, r'"sqlite:///\0"', "6:8: holds a NUL character"),
        (URL, "'sqlite:///:memory:'", "6:8: store.url names no file"),
        (URL, "sqlite://", "6:8: store.url names no file"),
        (URL, '"${S}"', '6:8: store.url "***" is no database address'),
        ("store:\n  url: " + URL, "store: postgres//u:hunter2@h/x", "5:8: expected keys and values, found 'postgres//…'"),
        ("store:\n  url: " + URL, "store:", '5:1: "store" has no value'),
        (CONSOLE, r'{url: "file:a\0b"}', "2:18: holds a NUL character"),
        (CONSOLE, "{url: file:rules}", "2:18: cannot read the secret's file rules: Is a directory"),
        (CONSOLE, '{type: "${S}"}', "2:19: \"***\" is not one of 'apprise', 'console', 'email', 'slack' or 'webhook'"),
        (CONSOLE, '"${S}"', "2:12: expected keys and values, found '***'"),
        (CONSOLE, "slack://hunter2/b/c", "2:12: expected keys and values, found 'slack://…'"),
        (CONSOLE, '{url: "nope://${S}"}', "2:18: receiver console: Apprise does not understand"),
        (CONSOLE, '{url: "${RAW}"}', "2:18: RAW in the environment is not UTF-8 text"),
        ("- to: console", '- to: "${S}"', '4:9: unknown receiver "***"'),
        ("- to: console", '- to: [console, "${S}"]', '4:19: unknown receiver "***"'),
        ("- to: console", '- to: console\n  - {to: console, when: {rule: "${S}"}}', '5:32: unknown rule "***"'),
        (FEED, '"ftp://${S}"', "11:10: a feed's url begins with http:// or https:// and names a host (found '***')"),
        (FEED, "http://h:abc/", "11:10: port could not be cast"),
        (FEED, "'http://[::1/'", "11:10: invalid IPv6 URL"),
        ("enabled: false", 'enabled: "${S}"', "8:12: input should be a valid boolean"),
        ("enabled: false", "host: a..b", "8:9: no name or address of a host"),
        ("name: a", '"name": "a\\nb"', "10:13: a feed's name is one line of plain text"),
        ("name: a", "name: 'seeds:'", "10:11: a feed's name is one line of plain text"),
        ("web:", 'polling: {contact: "a\\nb"}\nweb:', "7:20: expected one line of plain text"),
        ("web:", "polling: {interval: 0s}\nweb:", "7:21: an interval is one second or more"),
        ("web:", "seeds: nope\nweb:", "7:8: no such folder: nope - make it, or leave `seeds:` out"),
        ("web:", f"seeds: {'x' * 300}\nweb:", "7:8: no such folder"),
        ("web:", f"rules: {'x' * 300}\nweb:", "no such folder: put rule files there"),
        ("web:", "x: \x7f\nweb:", "7:4: not YAML: holds the control character U+007F"),
    ],
)  # fmt: skip
def test_config_mistakes_show_no_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    assert old in CONFIG
    monkeypatch.setenv("S", SECRET)
    monkeypatch.setenv("RAW", "\udcff")
    write(folder / "config.yaml", CONFIG.replace(old, new))
    (problem,) = problems()
    assert said in problem and SECRET not in problem


def test_a_password_may_hold_any_sign_but_an_at_sign(folder: Path) -> None:
    write(folder / "config.yaml", CONFIG.replace(URL, "'postgresql://u:a/b?c#[d@h:5432/x'"))
    assert problems() == []


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:hunter2@h:abc/x",
        "postgres//user:hunter2@h/x",
        "postgresql://u:hunter2@127.0.0.1:9/x?foo=bar",
        "postgresql://u:hunter2@127.0.0.1:9/x?sslmode=what",
        "postgresql://u:hunter2@127.0.0.1:9/x?port=abc",
        "postgresql://u:hunter2@" + "h" * 300 + "/x",
        "postgresql://u:hunter2@127.0.0.1:9/x",
        "sqlite+nope:///x",
        "sqlite:///\0",
        "sqlite:///x?timeout=abc",
        "sqlite:///" + "x" * 300,
        "sqlite:////proc/nope/x",
    ],
)
def test_a_store_that_cannot_be_opened_is_one_line(folder: Path, url: str) -> None:
    with pytest.raises(StoreError) as raised:
        open_database(url)
    assert len(str(raised.value).splitlines()) == 1 and SECRET not in str(raised.value)


def test_parameters_tell_feeds_apart_and_spellings_do_not(folder: Path) -> None:
    feeds = (
        "[{name: a, url: 'https://x.example/rss?source=ap'}, {name: b, url: 'https://x.example/rss?source=reuters'}]"
    )
    write(folder / "config.yaml", f"feeds: {feeds}")
    assert problems() == []
    for same in ("http://x.example/rss?source=ap", "https://X.example/rss?source=ap#top", "https://x.example:443/rss?source=ap"):  # fmt: skip
        write(folder / "config.yaml", f"feeds: {feeds}".replace("https://x.example/rss?source=reuters", same))
        (problem,) = problems()
        assert "stands already on line 1" in problem


def test_a_folder_may_have_signs_of_an_address_in_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "what? 100%41"
    workspace(folder, {})
    done = command("items", folder=folder)
    assert done.returncode == 0 and (folder / "monitor.sqlite").is_file(), done.stderr


# Seeds


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
    done = command("poll", "--due", folder=folder)
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
    done = command(*ADD, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "A headline" in (folder / "seeds" / "article.md").read_text(encoding="utf-8") and problems() == []


# Replay


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
    done = command("replay", "in.jsonl", folder=folder)
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
    done = command("replay", "in.jsonl", folder=folder)
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
    done = command("replay", name, folder=folder)
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


# Arguments and streams


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["explain", "9" * 23], 2, "less than or equal to"),
        (["explain", "0"], 2, "greater than or equal to 1"),
        (["explain", str(2**63 - 1)], 1, "no item 9223372036854775807"),
        (["items", "--limit", "9" * 30], 2, "less than or equal to"),
        (["demo", "--speed", "nan"], 2, "less than or equal to 100"),
        (["items", "--feed", os.fsdecode(b"\xff")], 2, "an argument is not UTF-8 text"),
        (["send-test", "\x1b[2J\n"], 1, 'no receiver "[2J '),
        (["init", "config.yaml/x"], 1, "config.yaml/x: not a directory"),
        (["init", "x" * 300], 1, "file name too long"),
        (["init", "/dev/null"], 1, "is not an empty folder"),
        (["check", "--config", "x" * 300], 1, "file name too long"),
        (["check", "--config", "config.yaml/x"], 1, "not a directory"),
        (["check", "--config", ""], 1, "cannot read it (is a directory)"),
        (["replay", "x" * 300], 1, "File name too long"),
        (["replay", "-", "--rules", "x" * 300], 1, "no such folder"),
    ],
)
def test_odd_arguments_are_refused(folder: Path, arguments: list[str], code: int, said: str) -> None:
    done = command(*arguments, folder=folder)
    assert done.returncode == code and said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
    assert code == 2 or len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ('"$@" version >&-', 0),
        ('"$@" version >&- 2>&-', 0),
        ('"$@" version >/dev/full', 1),
        ('"$@" --nope 2>&-', 2),
        ('"$@" replay - <&-', 1),
        ('"$@" items | true', 0),
        ('LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 PYTHONIOENCODING=ascii "$@" seeds list', 0),
    ],
)
def test_streams_that_are_closed_full_or_narrow_are_no_traceback(folder: Path, shell: str, code: int) -> None:
    write(folder / "seeds" / "one.md", SEED.replace("A seed", "إدلب"))
    done = subprocess.run(["sh", "-c", shell, "sh", *MONITOR], capture_output=True, text=True, timeout=60)
    assert done.returncode == code and len(done.stderr.splitlines()) <= 1, done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_what_a_feed_says_reaches_the_terminal_without_its_control_characters(
    folder: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", "<html></html>", content_type="text/html")
    write(folder / "config.yaml", CONFIG.replace(FEED, f'"{feed_server.url}/a#\\e]0;title\\a"'))
    done = command("check", "--feeds", folder=folder)
    assert done.returncode == 1 and "FAILS" in done.stdout
    assert not set("\x1b\x07") & set(done.stdout)


# The page


PAGES = {
    "items/" + "9" * 23: 422,
    "items/" + "9" * 5_000: 422,
    "items/0": 422,
    "items/-1": 422,
    "items/x": 422,
    f"items/{2**63 - 1}": 404,
    "api/alerts?limit=-1": 422,
    "api/alerts?limit=0": 422,
    "api/alerts?limit=" + "9" * 30: 422,
    "api/alerts?limit=1000": 200,
}


def test_the_page_refuses_numbers_out_of_bounds(tmp_path: Path) -> None:
    config = workspace(tmp_path, {}, web={"enabled": True, "port": 0})
    with daemon(config) as running:
        (page,) = running.wait_for("web page")
        assert {path: status(page["address"] + path) for path in PAGES} == PAGES


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
