"""The commands as a person uses them, on a clean folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from monitor import __version__
from monitor.cli.app import app
from monitor.cli.starter import starter_folder
from monitor.testing import FeedServer, WebhookServer
from tests.make import STORY, Entry, rss, workspace
from tests.running import MONITOR, command_here

COMMANDS = get_command(app)


def test_init_makes_a_folder_that_checks_and_lists(tmp_path: Path) -> None:
    done = command_here("init", "watch", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "watch").iterdir()) == ["config.yaml", "docs", "rules", "seeds"]
    for path in (tmp_path / "watch" / "config.yaml", *(tmp_path / "watch" / "rules").iterdir()):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert named is None or (path.parent / named[1]).is_file()
    assert command_here("check", folder=tmp_path / "watch").stdout.startswith("good: ")


def test_ctrl_c_before_a_command_begins_is_no_traceback(tmp_path: Path) -> None:
    """While it reads its own code, which takes a slow machine a second."""
    started = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-c", "from monitor.cli import main; main()", "status"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )
    assert started.stderr is not None
    assert any("click" in line for line in started.stderr)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert "Traceback" not in said and started.returncode == 130


LISTS = ("feeds", "items", "alerts", "deliveries", "seeds list")


def test_every_list_has_json_and_a_table_and_says_when_it_is_empty(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {})
    for name in LISTS:
        assert json.loads(command_here(*name.split(), "--json", folder=tmp_path).stdout) == [], name
        assert len(command_here(*name.split(), folder=tmp_path).stdout.splitlines()) == 1, name
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "s.md").write_text("---\ntitle: S\npublished: 2026-01-01\n---\nWords of a seed.\n")
    for entries in ([], [Entry("1", "Shelling kills 21 in Morek", STORY)]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    for name in LISTS:
        (row,) = json.loads(command_here(*name.split(), "--json", folder=tmp_path).stdout)
        assert isinstance(row, dict), name
        assert len(command_here(*name.split(), folder=tmp_path).stdout.splitlines()) >= 2, name


def test_times_for_programs_are_iso_8601_with_their_zone(tmp_path: Path, feed_server: FeedServer) -> None:
    workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    for entries in ([], [Entry("1", "Shelling kills 21 in Morek", STORY)]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    found = {"feeds": "polled_at", "items": "first_seen_at", "alerts": "created", "deliveries": "created_at"}
    for name, field in found.items():
        (row,) = json.loads(command_here(name, "--json", folder=tmp_path).stdout)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", row[field]), name


@pytest.mark.parametrize("noun", ["alerts", "deliveries", "stories", "silences", "seeds", "entities"])
def test_a_noun_alone_lists(tmp_path: Path, noun: str) -> None:
    workspace(tmp_path, {})
    alone, named = (
        command_here(*words, folder=tmp_path) for words in ((noun,), (noun, "show" if noun == "entities" else "list"))
    )
    assert (alone.returncode, alone.stdout, alone.stderr) == (0, named.stdout, "")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("feeds -c other.yaml remove a", "put --config after 'remove'"),
        ("feeds --json export", "'export' has no --json"),
        ("alerts -c other.yaml ack 1", "put --config after 'ack'"),
        ("alerts --json list", "put --json after 'list'"),
        ("silences --all list", "put --all after 'list'"),
        ("deliveries --state dead list", "put --state after 'list'"),
        ("items --config other.yaml not-duplicate 1", "put --config after 'not-duplicate'"),
    ],
)
def test_options_before_a_command_are_refused_instead_of_forgotten(tmp_path: Path, arguments: str, says: str) -> None:
    before = workspace(tmp_path, {"a": "http://a.example/"}).read_bytes()
    done = command_here(*arguments.split(), folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and says in done.stderr
    assert (tmp_path / "config.yaml").read_bytes() == before and not (tmp_path / "monitor.sqlite").exists()


def test_a_feed_that_its_host_wants_left_alone_is_not_passed_over_in_silence(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    """Neither by a poll that a person asks for, nor with a time that has passed in the list."""
    feed_server.put("/busy", b"", status=503, headers={"Retry-After": "3600"})
    workspace(tmp_path, {"a": f"{feed_server.url}/busy"})
    assert command_here("poll", folder=tmp_path).returncode == 1
    again = command_here("poll", "--json", folder=tmp_path)
    (row,) = json.loads(again.stdout)
    assert again.returncode == 0 and row["outcome"].startswith("not asked until 20") and "Retry-After" in row["outcome"]
    (listed,) = json.loads(command_here("feeds", "--json", folder=tmp_path).stdout)
    assert listed["next_poll_at"] == listed["not_before"] > listed["polled_at"]


def test_feeds_are_counted_and_those_in_trouble_stand_first(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([]))
    feed_server.put("/page", b"<html><body>Welcome</body></html>")
    feed_server.put("/c", rss([]))
    addresses = {"a": "/a", "b": "/page", "c": "/c"}
    workspace(tmp_path, {name: f"{feed_server.url}{path}" for name, path in addresses.items()})
    command_here("poll", folder=tmp_path)
    counted, head, *rows = command_here("feeds", folder=tmp_path).stdout.splitlines()
    assert counted == "3 feeds: 2 ok, 1 failed"
    assert head.split() == ["name", "health", "items", "newest", "answered", "next", "poll"]
    assert [row.split()[0] for row in rows] == ["b", "a", "c"]
    assert "failed (1 in a row): a web page, not a feed" in rows[0] and " never " in rows[0]
    assert re.search(r"ok +0 +never +\d+ s ago +in \d+ (s|minutes) *$", rows[1])
    assert feed_server.url in command_here("feeds", "--wide", folder=tmp_path).stdout


def test_an_empty_list_says_what_was_asked_for_and_names_that_are_alike(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    workspace(tmp_path, {"gazette": f"{feed_server.url}/a"})
    assert (
        "none was polled yet: `monitor run` polls those of the config" in command_here("feeds", folder=tmp_path).stdout
    )
    for entries in ([], [Entry("1", "Shelling kills 21 in Morek", STORY)]):
        feed_server.put("/a", rss(entries))
        assert command_here("poll", folder=tmp_path).returncode == 0
    for arguments, says in (
        ("items --feed gazete", 'no items of feed "gazete" - did you mean "gazette"?'),
        ("alerts --rule idlib-mentio", 'no alerts of rule "idlib-mentio" - did you mean "idlib-mention"?'),
        ("alerts --rule idlib-mentio --held", 'nothing of rule "idlib-mentio" is held back - did you mean "idlib-mention"?'),
        (
            "items --matched --feed other",
            'no items of feed "other" that a rule matched: no feed is called so, `monitor feeds` lists them',
        ),
        ("items --feed zet", 'no items of feed "zet" - did you mean "gazette"?'),
        ("deliveries --receiver consol", 'no deliveries to "consol" - did you mean "console"?'),
        ("deliveries --receiver console --state dead", 'no deliveries to "console"'),
        ("alerts --rule nothing-alike", 'no alerts of rule "nothing-alike"'),
    ):  # fmt: skip
        assert command_here(*arguments.split(), folder=tmp_path).stdout == f"{says}\n"
    (tmp_path / "other").mkdir()
    workspace(tmp_path / "other", {})
    assert command_here("items", "--matched", folder=tmp_path / "other").stdout == "no items that a rule matched\n"
    assert command_here("items", folder=tmp_path / "other").stdout.startswith("no items yet: `monitor poll`")


def test_send_test_reaches_the_receiver_and_says_when_it_does_not(tmp_path: Path, webhook: WebhookServer) -> None:
    with WebhookServer(lambda _: 500) as broken:
        receivers = {"hook": {"url": webhook.apprise_url}, "broken": {"url": broken.apprise_url}}
        workspace(tmp_path, {}, receivers=receivers, routes=[{"to": "hook"}])
        assert command_here("send-test", "hook", folder=tmp_path).returncode == 0
        assert "test" in webhook.received[0]["title"]
        failed = command_here("send-test", "broken", folder=tmp_path)
        assert failed.returncode == 1 and "broken did not take it" in failed.stderr


def test_check_feeds_asks_each_and_stores_nothing(tmp_path: Path, feed_server: FeedServer) -> None:
    feed_server.put("/a", rss([Entry("1", "One"), Entry("2", "Two")]))
    feed_server.put("/b", "<html></html>", content_type="text/html")
    workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
    done = command_here("check", "--feeds", folder=tmp_path)
    assert done.returncode == 1
    assert "answers  a: 2 items" in done.stdout and "FAILS    b: a web page, not a feed" in done.stdout
    assert not (tmp_path / "monitor.sqlite").exists()


@pytest.mark.slow
def test_the_demo_ends_as_its_scenario_says(tmp_path: Path) -> None:
    done = command_here("demo", "--speed", "6", folder=tmp_path)
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-2_000:]
    for told in ("Toll of Morek air strikes rises to 31", "غارات على إدلب", "Обстрел Хан-Шейхуна", "Şir Mağar"):
        assert told in done.stdout
    assert "expected" not in done.stdout and not list(tmp_path.iterdir())


def test_the_demo_stops_at_once_when_it_is_told_to(tmp_path: Path) -> None:
    demo = [*MONITOR, "demo", "--speed", "0.1"]
    with subprocess.Popen(demo, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        while '"polled"' not in process.stdout.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        try:
            told, _ = process.communicate(timeout=60)
        finally:
            process.kill()
        assert process.returncode == 0 and told.endswith("Stopped before the day was over.\n")


LATIN = {"PYTHONIOENCODING": "iso-8859-1", "PYTHONUTF8": "0"}


def test_what_programs_read_is_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    workspace(tmp_path, {"a": {"url": "http://a.example/é", "tags": ["été", "сводка"]}})
    opml = command_bytes("feeds", "export", folder=tmp_path, **LATIN)
    assert opml.startswith(b"<?xml") and "сводка" in opml.decode() and "été" in opml.decode()
    (tmp_path / "in.jsonl").write_text('{"id": "1", "title": "é Ж 😀", "url": "http://x/"}\n', encoding="utf-8")
    told = command_bytes("replay", "in.jsonl", folder=tmp_path, **LATIN)
    assert json.loads(told.decode())["fields"]["title"] == "é Ж 😀"
    (tmp_path / "seeds").mkdir()
    seed = "---\ntitle: é Ж 😀\npublished: 2026-01-01\n---\nWords of a seed.\n"
    (tmp_path / "seeds" / "s.md").write_text(seed, encoding="utf-8")
    assert json.loads(command_bytes("seeds", "list", "--json", folder=tmp_path, **LATIN))[0]["title"] == "é Ж 😀"
    assert r"\u0416" in command_bytes("seeds", "list", folder=tmp_path, **LATIN).decode("iso-8859-1")


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone in which people work: its files are those that `demo` and `init` find."""
    folder = tmp_path / "clone"
    shutil.copytree(starter_folder() / "seeds", folder / "seeds")
    workspace(folder, {}, receivers={"console": {"type": "console"}}, routes=[{"to": "console"}])
    for name in ("demo", "init"):
        monkeypatch.setattr(f"monitor.cli.{name}.starter_folder", lambda: folder)
    return folder


def test_the_demo_says_when_the_rules_of_the_clone_are_no_longer_those_that_ship(clone: Path) -> None:
    rules = clone / "rules" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("idlib", "odessa"), encoding="utf-8")
    done = command_here("demo", folder=clone)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and "were edited" in line and "fresh clone" in line


@pytest.mark.parametrize(
    "own",
    [
        {"receivers": {"console": {"type": "console"}, "desk": {"url": "json://desk.example/token"}}},
        {"feeds": [{"name": "paid", "url": "https://a.example/", "user": "u", "password": "p"}]},
    ],
)
def test_init_hands_out_no_receivers_and_no_secrets_of_the_clone(clone: Path, own: dict[str, object]) -> None:
    config = clone / "config.yaml"
    config.write_text(json.dumps(json.loads(config.read_text(encoding="utf-8")) | own), encoding="utf-8")
    done = command_here("init", "watch", folder=clone)
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1 and "fresh clone" in line and not (clone / "watch").exists()


def test_help_shows_an_example_for_every_command() -> None:
    for context, found in _leaves(COMMANDS, "monitor"):
        assert f"Example: {context}" in (found.help or ""), context


def test_a_list_of_commands_cuts_off_no_sentence(tmp_path: Path) -> None:
    for arguments, says in (
        (
            [],
            "status Say at a glance how it goes: daemon, rules in force, feeds, alerts, deliveries, files; 1 if an edit",
        ),
        (["alerts"], "ack Acknowledge an alert, what its message told beside it, and all earlier ones on its matter:"),
    ):
        shown = command_here(*arguments, "--help", folder=tmp_path).stdout
        assert says in " ".join(shown.split()) and "..." not in shown.partition("Commands:")[2]


@pytest.mark.parametrize("arguments", ["stories split {} 3", "alerts ack {}", "silences end {}", "deliveries show {}"])
def test_an_id_is_a_number_from_one_on_and_help_names_no_limit_of_the_store(tmp_path: Path, arguments: str) -> None:
    for wrong in ("0", "x", "²", "9" * 23, "9" * 5_000):
        done = command_here(*arguments.format(wrong).split(), folder=tmp_path)
        assert done.returncode == 2 and f'"{wrong}" is no id: a number from 1 on' in done.stderr
    shown = command_here(*arguments.split()[:2], "--help", folder=tmp_path).stdout
    assert "9223372036854775807" not in shown and "[required]" in shown


def test_exit_codes_are_documented_in_the_help(tmp_path: Path) -> None:
    shown = " ".join(command_here("--help", folder=tmp_path).stdout.split())
    assert "Exit codes: 0 done, 1 it did not work (one clear line says why), 2 wrong usage." in shown


def test_help_imports_nothing_heavy() -> None:
    """`monitor --help` answers at once because these wait until a command needs them."""
    script = (
        "import sys; sys.argv = ['monitor', '--help']\n"
        "from monitor.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'aiohttp', 'apprise', 'feedparser', 'pydantic', 'numpy', 'fastapi', 'alembic', 'apscheduler'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "LOADED []"


def command_bytes(*arguments: str, folder: Path, **environment: str) -> bytes:
    given = [*MONITOR, *arguments]
    return subprocess.run(given, cwd=folder, env=os.environ | environment, capture_output=True, check=True).stdout


def _leaves(found: typer.core.TyperCommand | object, path: str) -> list[tuple[str, typer.core.TyperCommand]]:
    if isinstance(found, typer.core.TyperGroup):
        return [leaf for name, one in found.commands.items() for leaf in _leaves(one, f"{path} {name}")]
    assert isinstance(found, typer.core.TyperCommand)
    return [(path, found)]


def test_the_version_is_told_by_the_option_that_people_try_too(tmp_path: Path) -> None:
    asked, tried = (command_here(word, folder=tmp_path) for word in ("version", "--version"))
    assert asked.stdout == tried.stdout == f"monitor {__version__}\n"
    assert (tried.returncode, tried.stderr) == (0, "")
