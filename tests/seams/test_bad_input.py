"""Whatever a person gets wrong: one clear line where it is and what to do, exit code 1, never a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.config import load_config
from tests.conftest import ROOT
from tests.hostile import CONFIG, SEED, write
from tests.make import RULES
from tests.running import bound_by_permissions, command, command_here

FINGERPRINT = (
    '{"fingerprint": "old", "url": "https://a.example/1", "published": "2019-08-21", "title_words": [], '
    '"shingles": "", "figures": []}'
)

Edit = Callable[[Path], None]


def config(old: str, new: str) -> Edit:
    assert old in CONFIG
    return lambda folder: write(folder / "config.yaml", CONFIG.replace(old, new))


def rules(old: str, new: str) -> Edit:
    assert old in RULES
    return lambda folder: write(folder / "rules" / "rules.yaml", RULES.replace(old, new, 1))


def seed(text: str, name: str = "one.md") -> Edit:
    return lambda folder: write(folder / "seeds" / name, text)


def _gone(folder: Path) -> None:
    (folder / "config.yaml").unlink()


def _directory(folder: Path) -> None:
    _gone(folder)
    (folder / "config.yaml").mkdir()


def _latin(folder: Path) -> None:
    (folder / "config.yaml").write_bytes(b"# caf\xe9\n" + CONFIG.encode())


def _no_rules(folder: Path) -> None:
    shutil.rmtree(folder / "rules")


def _no_routes(folder: Path) -> None:
    write(folder / "config.yaml", "receivers:\n  desk: {type: console}\n")


BAD: dict[str, tuple[Edit, str]] = {
    "no config": (_gone, "config.yaml: cannot read it (no such file or directory): expected a config file"),
    "a folder as config": (_directory, "config.yaml: cannot read it (is a directory)"),
    "not UTF-8": (_latin, "config.yaml:1:1: not UTF-8 text: save the file as UTF-8"),
    "broken YAML": (config("  console: {type: console}", "  console: [type"), "config.yaml:3:7: not YAML"),
    "a tab": (config("  - name: a", "\t- name: a"), "config.yaml:10:1: "),
    "unknown key": (config("receivers:", "recievers: {}\nreceivers:"), 'config.yaml:1:1: unknown key "recievers" - did you mean "receivers"?'),
    "a host in two words": (config("127.0.0.1", "news example"), "config.yaml:11:10: the host of a feed's url has no space"),
    "unknown inner key": (config("  url: sqlite", "  uri: sqlite"), 'config.yaml:6:3: unknown key "uri" - did you mean "url"?'),
    "the same key twice": (config("web:", "web: {}\nweb:"), "config.yaml:8:1: "),
    "duplicate feed name": (config("feeds:", "feeds:\n  - {name: a, url: 'https://b.example/'}"), 'config.yaml:11:11: feed name "a" stands already on line 10'),
    "duplicate feed address": (config("feeds:", "feeds:\n  - {name: b, url: 'https://127.0.0.1:9/feed#latest'}"), 'config.yaml:12:10: feed url "http://127.0.0.1:9/feed" stands already on line 10'),
    "not a web address": (config("http://127.0.0.1:9/feed", "ftp://a.example"), "config.yaml:11:10: a feed's url begins with http:// or https://"),
    "bad interval": (config("  - name: a", "  - interval: soon\n    name: a"), "config.yaml:10:15: a duration is a number and a unit: 30s, 5m, 2h, 7d"),
    "bad Apprise address": (config("{type: console}", "{url: 'nonsense://x'}"), "config.yaml:2:18: receiver console: Apprise does not understand this address"),
    "Apprise address of two targets": (config("{type: console}", "{url: 'mailto://u:p@h.example?to=a@h.example,b@h.example'}"), "names 2 targets"),
    "a language that is no code": (config("  - name: a", "  - language: english\n    name: a"), "config.yaml:10:15: a language is a code such as tr, ar or tr-TR (found 'english')"),
    "a language of a route that is no code": (config("- to: console", "- to: console\n    when: {language: [en, arabic]}\n  - to: console"), "config.yaml:5:27: a language is a code such as tr, ar or tr-TR (found 'arabic')"),
    "unknown receiver": (config("- to: console", "- to: consol"), 'config.yaml:4:9: unknown receiver "consol" - did you mean "console"?'),
    "unknown receiver of operations": (config("- to: console", "- to: console\noperations: [consoll]"), 'config.yaml:5:14: unknown receiver "consoll" - did you mean "console"?'),
    "watching neither on nor off": (config("- to: console", "- to: console\nwatch_files: 'no'"), "config.yaml:5:14: expected true or false"),
    "no way out": (config("- to: console", "- to: console\n    when: {severity_at_least: critical}"), "may find no route"),
    "missing secret": (config("{type: console}", "{url: '${NOT_SET_ANYWHERE}'}"), "config.yaml:2:18: the environment has no NOT_SET_ANYWHERE"),
    "a default that is not known": (config("{type: console}", "{url: '${NOT_SET:-json://h}'}"), "config.yaml:2:18: `${` begins the name of an environment variable: write ${NAME}, without a default"),
    "a variable without braces": (config("{type: console}", "{type: webhook, url: 'https://a.example', secret: $HOOK}"), "config.yaml:2:62: an environment variable is written ${NAME}, in braces"),
    "a port in the name of a mail server": (config("{type: console}", "{type: email, host: 'smtp.example.org:587', from: a@x, to: b@x}"), "config.yaml:2:32: receiver console: a host without a port, which stands under `port`"),
    "an empty secret": (config("{type: console}", "{type: webhook, url: 'https://a.example', secret: ''}"), "config.yaml:2:12: `secret` is empty: a receiver of type webhook needs it"),
    "an empty address": (config("{type: console}", "{url: ''}"), "config.yaml:2:12: `url` is empty: a receiver of type apprise needs it"),
    "a list for a text": (config("{type: console}", "{type: email, host: h, from: a@x, to: [a@x, b@x]}"), "expected one text, found a list"),
    "keys for a list": (config("feeds:\n  - name: a\n    url:", "feeds:\n  a:\n    url:"), "expected a list: begin each entry with `- `"),
    "missing secret file": (config("{type: console}", "{url: 'file:nowhere'}"), "config.yaml:2:18: cannot read the secret's file nowhere: No such file or directory"),
    "no is not false": (config("enabled: false", "enabled: no"), "config.yaml:8:12: expected true or false (found 'no')"),
    "a number in quotes": (config("enabled: false", "port: '8420'"), "config.yaml:8:9: expected a number, without quotes (found '8420')"),
    "yes is not true": (rules("parts: true", "parts: yes"), "rules.yaml:12:34: expected true or false (found 'yes')"),
    "no database address": (config("sqlite:///monitor.sqlite", "nonsense"), 'store.url "nonsense" is no database address'),
    "unsupported database": (config("sqlite:///monitor.sqlite", "mysql://h/d"), 'store.url: "mysql" is not supported: use sqlite or postgresql'),
    "no rules folder": (_no_rules, "rules: no such folder"),
    "a rules folder that is not there": (config("- to: console", "- to: console\nrules: nowhere"), "config.yaml:5:8: no such folder: put rule files there"),
    "a rule file for the rules folder": (config("- to: console", "- to: console\nrules: config.yaml"), "config.yaml:5:8: is a file: name the folder that holds it"),
    "a secret without quotes in braces": (config("{type: console}", "{url: ${NAME}}"), "config.yaml:2:19: not YAML: did not find expected ',' or '}': inside {} and [] put quotes around it: \"${NAME}\""),
    "a bracket left open": (rules("names: [Morek]", "names: [Morek}"), "': close the bracket before it, or put text"),
    "a space that is none": (config("receivers:\n  console: {type: console}", "receivers:\u00a0{console: {type: console}}"), ": a space before it is U+00A0"),
    "a list for names": (config("receivers:\n  console: {type: console}", "receivers: [a]"), "config.yaml:1:12: expected keys and values, found ['a']: give each entry a name (`NAME: ...`) instead of a dash or brackets\n"),
    "a text for keys": (rules("when: {entity: idlib", "quiet: 3d\n    when: {entity: idlib"), "rules.yaml:12:12: expected keys and values, found '3d': write {for: 3d}\n"),
    "no route and no console": (_no_routes, "config.yaml:2:3: no `routes:` say who is told"),
    "no time at all": (config("- to: console", "- to: console\npolling: {timeout: 0s}"), "config.yaml:5:20: 0s leaves no time at all"),
    "no time to be confirmed in": (rules("severity: low", "severity: low\n    confirm: {sources: 2, within: 0s}"), "rules.yaml:12:35: 0s leaves no time at all"),
    "an unknown time zone": (config("{type: console}", "{type: console, zone: Khartoum}"), 'config.yaml:2:34: unknown time zone "Khartoum" - did you mean "Africa/Khartoum"?\n'),
    "two questions over time": (rules("severity: low", "severity: low\n    confirm: {sources: 2, within: 6h}\n    first_mention: true"), "rules.yaml:13:20: `first_mention` beside `confirm`: a rule has one of them, so make two rules"),
    "updates of a rule that tells none": (rules("severity: low", "severity: low\n    on_story: first\n    material: figures"), "rules.yaml:13:15: `material` chooses among updates, and `on_story: first` tells none: remove one"),
    "an unknown kind of news": (rules("severity: low", "severity: low\n    material: [figures, deaths]"), "rules.yaml:12:25: "),
    "no kind of news": (rules("severity: low", "severity: low\n    material: []"), "rules.yaml:12:15: "),
    "a severity that does not rise": (rules("severity: low", "severity: low\n    raise: [{to: low, if: {words: [fire]}}]"), "rules.yaml:12:12: `raise` goes up: low is not above low"),
    "unknown entity": (rules("entity: posts", "entity: postss"), 'rules.yaml:19:51: unknown entity "postss" - did you mean "posts"?'),
    "a list without words": (rules("strike: [airstrike*, shelling, shelled]", "strike: {never: [shelling out]}"), 'rules.yaml:7:11: "words" is missing: write `words: ...` here'),
    "a key that a list has not": (rules("strike: [airstrike*, shelling, shelled]", "strike: {words: [shelling], nevr: [shelling out]}"), 'rules.yaml:7:31: unknown key "nevr" - did you mean "never"?'),
    "a word of a list that is none": (rules("strike: [airstrike*, shelling, shelled]", "strike: {words: [shelling], never: [x]}"), "rules.yaml:7:39: "),
    "unknown list": (rules("words: strike", "words: strikes"), 'unknown list "strikes" - did you mean "strike"? For the word itself write [strikes]'),
    "unknown severity": (rules("severity: low", "severity: lowest"), "rules.yaml:11:15: "),
    "unknown condition": (rules("when: {entity", "when: {entities"), 'rules.yaml:12:12: unknown key "entities"'),
    "a test that fails": (rules("expect: no match", "expect: match"), "rules.yaml:15:9: "),
    "an alias too short": (rules("names: [Morek]", "names: [M]"), "rules.yaml:4:"),
    "a seed without title": (seed(SEED.replace("title: A seed\n", "")), "one.md:2:1: "),
    "a seed without front matter": (seed("Just text."), "one.md:1:1: expected front matter"),
    "broken front matter": (seed(SEED.replace("title: A seed", "title: [A seed")), "one.md:"),
    "a seed without text": (seed(SEED.partition("The text")[0]), "one.md:7:1: the article's text is missing below `---`"),
    "a seed with a bad date": (seed(SEED.replace("2019-08-21", "last summer")), "one.md:4:12: "),
    "a seed on an unknown entity": (seed(SEED.replace("[idlib]", "[nowhere]")), 'one.md:5:12: unknown entity "nowhere"'),
    "a seed on an entity misspelt": (seed(SEED.replace("[idlib]", "[idlip]")), 'one.md:5:12: unknown entity "idlip" - did you mean "idlib"?'),
    "a broken JSON seed": (seed('{"title": ', "two.json"), "two.json:1:11: not JSON"),
    "a broken fingerprint": (seed(FINGERPRINT, "x.fingerprint.json"), "x.fingerprint.json:1:17: made by another algorithm than"),
}  # fmt: skip


VERBS = [("check", case) for case in BAD if "database" not in case] + [("poll", case) for case in BAD]
"""`check` reads files only: it opens no database."""


@pytest.mark.parametrize(("verb", "case"), VERBS)
def test_every_mistake_is_one_line_that_says_where_and_what(folder: Path, verb: str, case: str) -> None:
    edit, said = BAD[case]
    edit(folder)
    _is_refused(command_here(verb, folder=folder), said, folder)


@pytest.mark.parametrize("case", ["broken YAML", "missing secret", "unknown entity", "a seed without title"])
def test_nor_does_a_daemon_start_on_it(folder: Path, case: str) -> None:
    edit, said = BAD[case]
    edit(folder)
    _is_refused(command("run", folder=folder), said, folder)


def _is_refused(done: subprocess.CompletedProcess[str], said: str, folder: Path) -> None:
    assert done.returncode == 1, done.stdout
    assert said in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert len(done.stderr.splitlines()) <= 2, done.stderr
    assert not (folder / "monitor.sqlite").exists(), "nothing is half done"


def test_the_good_workspace_is_good(folder: Path) -> None:
    done = command("check", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "good: 1 feed, 2 rules with 4 tests that hold, 3 entities, 1 seed; no warnings\n"


def test_all_mistakes_of_all_files_are_said_at_once(folder: Path) -> None:
    rules("entity: posts", "entity: postss")(folder)
    config("{type: console}", "{url: 'nonsense://x'}")(folder)
    done = command("check", folder=folder)
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["config.yaml", "rules/rules.yaml"]


def test_a_slip_in_one_rule_hides_no_failing_test_of_another_and_no_slip_in_a_seed(folder: Path) -> None:
    slips = {"severity: high": "severity: hihg", "expect: no match": "expect: match"}
    text = RULES
    for meant, slip in slips.items():
        text = text.replace(meant, slip, 1)
    write(folder / "rules" / "rules.yaml", text)
    seed(SEED.replace("title: A seed", "titel: A seed"))(folder)
    said = [line.partition(" - ")[0] for line in command_here("check", folder=folder).stderr.splitlines()]
    assert said == [
        'rules/rules.yaml:15:9: test of rule idlib-mention fails: expected a match in "Nothing here", found none: `monitor rules test` shows why',
        "rules/rules.yaml:18:15: \"hihg\" is not one of 'low', 'medium', 'high' or 'critical'",
        'seeds/one.md:2:1: "title" is missing: write `title: ...` here',
        'seeds/one.md:2:1: unknown key "titel"',
    ]


def test_a_key_of_the_config_that_stands_twice_hides_no_other_mistake(folder: Path) -> None:
    twice = "polling: {fastest: 5}\nroutes: [{to: consol}]\npolling: {}\n"
    write(folder / "config.yaml", twice)
    assert command_here("check", folder=folder).stderr.splitlines() == [
        "config.yaml:1:20: a duration is a number and a unit: 30s, 5m, 2h, 7d (found 5)",
        'config.yaml:3:1: "polling" stands twice, first on line 1: keep one',
    ]
    write(folder / "config.yaml", twice.replace("{fastest: 5}", "{}"))
    rules("entity: posts", "entity: postss")(folder)
    assert [line.partition(" - ")[0] for line in command_here("check", folder=folder).stderr.splitlines()] == [
        'config.yaml:2:15: unknown receiver "consol"',
        'config.yaml:3:1: "polling" stands twice, first on line 1: keep one',
        'rules/rules.yaml:19:51: unknown entity "postss"',
    ]


MISSING = "the environment has no NOT_SET: set it, or write the value here"
SECRETS = """\
receivers:
  desk: {url: "${NOT_SET}"}
  hook: {type: webhook, url: "https://a.example/", secret: "${NOT_SET}"}
routes:
  - to: dask
feeds:
  - name: a
    url: http://127.0.0.1:9/feed?key=${NOT_SET}
    user: file:nowhere
    password: "${NOT_SET}"
  - name: a
    url: http://127.0.0.1:9/other
"""


def test_secrets_that_are_missing_hide_no_other_mistake_and_make_none(folder: Path) -> None:
    write(folder / "config.yaml", SECRETS)
    rules("entity: posts", "entity: postss")(folder)
    assert command("check", folder=folder).stderr.splitlines() == [
        f"config.yaml:2:15: {MISSING}",
        f"config.yaml:3:60: {MISSING}",
        'config.yaml:5:9: unknown receiver "dask" - did you mean "desk"?',
        f"config.yaml:8:10: {MISSING}",
        "config.yaml:9:11: cannot read the secret's file nowhere: No such file or directory",
        f"config.yaml:10:15: {MISSING}",
        'config.yaml:11:11: feed name "a" stands already on line 7: remove one',
        'rules/rules.yaml:19:51: unknown entity "postss" - did you mean "posts"?',
    ]


def test_a_secret_in_a_file_with_a_byte_order_mark_is_the_secret(folder: Path) -> None:
    """As some editors save it: with the mark a password would be another one, of which only its server knows."""
    (folder / "secret.txt").write_bytes(b"\xef\xbb\xbfsesame\r\n")
    config("  - name: a", "  - name: a\n    user: u\n    password: file:secret.txt")(folder)
    assert str(load_config(folder / "config.yaml").file.feeds[0].password) == "sesame"


@pytest.mark.parametrize("what", ["pipe", "/dev/zero"])
def test_a_secret_from_what_never_ends_holds_nothing_up(folder: Path, what: str) -> None:
    if what == "pipe":
        os.mkfifo(folder / "pipe")
    config("{type: console}", f"{{url: 'file:{what}'}}")(folder)
    said = command("check", folder=folder).stderr
    assert said == f"config.yaml:2:18: cannot read the secret's file {what}: no regular file\n"


@pytest.mark.parametrize(
    "written",
    [
        "heartbeat: {url: '${NOT_SET}'}",
        "feeds: [{name: a, url: '${NOT_SET}'}, {name: b, url: '${NOT_SET}'}]",
        "web: {port: '${NOT_SET}', public_url: '${NOT_SET}'}",
        "polling: {proxy: '${NOT_SET}', timeout: '${NOT_SET}'}",
        "watch_files: ${NOT_SET}",
    ],
)
def test_nor_does_one_that_is_all_of_a_setting_which_takes_no_other_text(folder: Path, written: str) -> None:
    """Its name is no address, number or duration: that alone is no reason to look at nothing else."""
    write(folder / "config.yaml", f"{written}\nroutes: [{{to: nobody}}]\n")
    rules("entity: posts", "entity: postss")(folder)
    lines = command("check", folder=folder).stderr.splitlines()
    assert len([line for line in lines if line.endswith(MISSING)]) == written.count("NOT_SET") == len(lines) - 2, lines
    assert lines[-2:] == [
        'config.yaml:2:15: unknown receiver "nobody"',
        'rules/rules.yaml:19:51: unknown entity "postss" - did you mean "posts"?',
    ]


def test_a_mistake_in_how_a_config_is_written_stands_beside_secrets_that_are_missing(folder: Path) -> None:
    write(
        folder / "config.yaml", SECRETS.replace("    user: file:nowhere", "    usr: me") + 'web: {port: "${NOT_SET}"}\n'
    )
    assert command("check", folder=folder).stderr.splitlines() == [
        f"config.yaml:2:15: {MISSING}",
        f"config.yaml:3:60: {MISSING}",
        f"config.yaml:8:10: {MISSING}",
        'config.yaml:9:5: unknown key "usr" - did you mean "user"?',
        f"config.yaml:10:15: {MISSING}",
        f"config.yaml:13:13: {MISSING}",
    ]


def test_a_database_of_a_newer_version_is_left_alone(folder: Path) -> None:
    assert command("poll", "--due", folder=folder).returncode in (0, 1)
    with sqlite3.connect(folder / "monitor.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    for verb in ("run", "items"):
        done = command(verb, folder=folder)
        assert done.returncode == 1 and "was made by a newer version of monitor" in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_database_without_the_tables_of_its_schema_is_told_at_once(folder: Path) -> None:
    assert command("poll", "--due", folder=folder).returncode in (0, 1)
    with sqlite3.connect(folder / "monitor.sqlite") as database:
        database.execute('ALTER TABLE "match" DROP COLUMN inherited')
    database.close()
    for verb in ("run", "status", "poll", "items"):
        done = command(verb, folder=folder)
        assert done.returncode == 1 and 'table "match" has no column "inherited"' in done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_file_that_is_no_database_is_left_alone(folder: Path) -> None:
    (folder / "monitor.sqlite").write_text("this is a letter, not a database" * 100)
    done = command("run", folder=folder)
    assert done.returncode == 1 and "give store.url another path" in done.stderr
    assert "Traceback" not in done.stderr and "letter" in (folder / "monitor.sqlite").read_text()


def test_a_read_only_database_is_said(folder: Path) -> None:
    command("items", folder=folder)  # makes it
    before = (folder / "monitor.sqlite").read_bytes()
    (folder / "monitor.sqlite").chmod(0o444)
    folder.chmod(0o555)
    done = command("run", folder=folder, through=bound_by_permissions())
    folder.chmod(0o755)
    assert (
        done.returncode == 1
        and "make the file and its folder writable" in done.stderr
        and "Traceback" not in done.stderr
    ), done.stderr
    assert len(done.stderr.splitlines()) == 1 and (folder / "monitor.sqlite").read_bytes() == before


@pytest.mark.parametrize(("name", "mode"), [("rules", 0o000), ("rules/below", 0o444), ("seeds", 0o000)])
def test_a_folder_that_cannot_be_entered_is_not_empty(folder: Path, name: str, mode: int) -> None:
    (folder / "rules" / "below").mkdir()
    write(folder / "rules" / "below" / "more.yaml", "lists: {more: [words]}")
    (folder / name).chmod(mode)
    done = command("check", folder=folder, through=bound_by_permissions())
    (folder / name).chmod(0o755)
    assert done.returncode == 1 and done.stderr.startswith(name) and "cannot read it (permission denied)" in done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


def test_an_unreadable_config_is_one_line(folder: Path) -> None:
    (folder / "config.yaml").chmod(0)
    done = command("run", folder=folder, through=bound_by_permissions())
    wanted = "config.yaml: cannot read it (permission denied): make it readable for this user"
    assert done.returncode == 1 and done.stderr.splitlines() == [wanted]


def test_mistakes_in_rules_and_a_seeds_folder_that_is_not_there_are_told_together(folder: Path) -> None:
    write(folder / "rules" / "rules.yaml", RULES.replace("entity: posts", "entity: postss"))
    write(folder / "config.yaml", CONFIG + "seeds: nowhere\n")
    done = command_here("check", folder=folder)
    assert 'unknown entity "postss"' in done.stderr and "no such folder: nowhere" in done.stderr


def test_a_postgresql_that_is_not_there_is_said(folder: Path) -> None:
    config("sqlite:///monitor.sqlite", "postgresql://nobody@127.0.0.1:9/none")(folder)
    done = command("run", folder=folder)
    assert done.returncode == 1 and "check store.url and that it runs" in done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "77"], "no item 77"),
        (["explain", "abc"], "nothing stored is at this address or has these words in its headline"),
        (["send-test", "nobody"], 'no receiver "nobody" in config.yaml: it has console'),
        (["replay", "nowhere.jsonl"], "nowhere.jsonl: cannot read it: No such file or directory"),
        (["init", "."], "is not an empty folder"),
        (["seeds", "add", "nowhere.txt", "--url", "https://a.example/", "--published", "2019-08-21"], "nowhere.txt"),
        (["seeds", "add", "config.yaml", "--url", "https://a.example/", "--published", "then"], "expected a date"),
        (["check", "--config", "other.yaml"], "other.yaml: cannot read it"),
    ],
)
def test_bad_arguments_are_one_line(folder: Path, arguments: list[str], said: str) -> None:
    done = command(*arguments, folder=folder)
    assert done.returncode == 1 and said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["frobnicate"], ["items", "--limit", "0"], ["explain"], ["run", "--colour"]])
def test_wrong_usage_exits_with_2(folder: Path, arguments: list[str]) -> None:
    done = command(*arguments, folder=folder)
    assert done.returncode == 2 and "Usage" in done.stderr and "Traceback" not in done.stderr


def test_what_ships_is_good(tmp_path: Path) -> None:
    done = command("check", "--config", ROOT / "config.yaml", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("good: ")
