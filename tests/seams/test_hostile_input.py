"""Rules and a config that were made to break things: one clear line each, no traceback, no secret shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.core.errors import StoreError
from monitor.store.database import open_database
from tests.hostile import CONFIG, CONSOLE, FEED, URL, problems, write
from tests.make import RULES, workspace
from tests.running import command

SECRET = "hunter2"
WHEN = "{entity: idlib, parts: true}"


# Rules: what is given has a value


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{number: {of: killed, at_least: 1,000}}", '"000" has no value: a comma here begins what comes next: write a number without one, such as 1000'),
        ("{near: of: [a, b]}", "did not find expected ',' or '}': put braces around what near holds: near: {of: ...}"),
        ("{phrase: travel guide, drill}", '"drill" has no value: inside { } a comma ends the text before it: write quotes around text that holds one, [ ] around a list'),
        ("{words: “cholera”}", '`words: “cholera”` names a list; to give the words themselves write `words: ["cholera"]`'),
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
        ("{any: []}", "12:17: expected at least 1, found 0: write one here, or leave the key out"),
        ("{any: [{}]}", "12:18: a condition needs at least one of"),
        ("{words: []}", "12:19: expected at least 1, found 0"),
        ("{words: [5]}", "12:20: expected text: put it in quotes (found 5)"),
        ("{words: ['*']}", '12:20: "*" has 1 character:'),
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
