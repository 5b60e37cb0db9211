"""The documentation is held to the code: its examples run, its references are complete, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel

from monitor.cli.app import app
from monitor.config import Config, ConfigFile, config_or_default, load_config
from monitor.config.routes import RouteMatch
from monitor.core.alerts.routes import without_way_out
from monitor.core.durations import duration
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.condition_schema import ConditionSchema
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.schema import EntitySchema, InlineTestSchema, RuleFileSchema, RuleSchema
from monitor.core.rules.stream_schema import StreamItemSchema, StreamTestSchema, ToldSchema
from monitor.core.stories.thresholds import Thresholds
from monitor.core.types import Severity, VerdictKind
from monitor.core.yaml_marks import parse
from monitor.in_force.settings import policy_of
from monitor.notify.apprise import problem_with
from monitor.store.schema import open_store
from monitor.trial import stream_tests
from monitor.trial.replay import BadLine, Replay, read_line

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
RULES, CONFIG, COMMANDS, DEDUP, GLOSSARY = (
    DOCS / f"{name}.md" for name in ("rules", "config", "commands", "dedup", "glossary")
)
_FENCE = re.compile(r"^ {0,3}(`{3,})([^\n`]*)\n(.*?)^ {0,3}\1[ \t]*$", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| `(\w+)` \|(.*)\|$", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_SEPARATORS = {"|", "||", "&&", ";", "&", ">", ">>", "<", "2>", "2>>"}


def blocks(page: Path, info: str) -> list[str]:
    """The fenced blocks of a page whose info string is ``info``."""
    return [match[3] for match in _FENCE.finditer(page.read_text(encoding="utf-8")) if match[2].strip() == info]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def section(page: Path, words: str) -> str:
    """The part of a page below the second-level headings that hold ``words``."""
    parts = re.split(r"^## ", prose(page), flags=re.MULTILINE)[1:]
    return "\n".join(part for part in parts if words in part.partition("\n")[0])


def all_blocks(info: str) -> list[Any]:
    """The blocks of all pages, each as a case named after its page."""
    return [
        pytest.param(text, id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, text in enumerate(blocks(page, info), 1)
    ]


def models_in(annotation: Any) -> set[type[BaseModel]]:
    """The pydantic models that an annotation names, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for part in get_args(annotation) for model in models_in(part)}


def models_below(model: type[BaseModel]) -> set[type[BaseModel]]:
    """``model`` and every model that its fields can hold."""
    found, waiting = set[type[BaseModel]](), [model]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(inner for field in one.model_fields.values() for inner in models_in(field.annotation))
    return found


def keys(model: type[BaseModel]) -> set[str]:
    """The keys of ``model`` as they stand in YAML."""
    return {field.alias or name for name, field in model.model_fields.items()}


def missing(words: set[str], text: str) -> set[str]:
    return {word for word in words if f"`{word}`" not in text}


# Examples


def test_there_are_examples() -> None:
    assert len(all_blocks("yaml rules")) >= 5
    assert len(all_blocks("yaml config")) >= 3
    assert len(all_blocks("sh")) >= 15


@pytest.mark.parametrize("text", all_blocks("yaml rules"))
def test_rule_examples_compile_and_their_tests_hold(text: str) -> None:
    rules = compile_rules({"example.yaml": text})
    assert failures(rules) == stream_tests.failures(rules) == ()
    assert rules.rules
    assert all(rule.tests for rule in rules.rules.values())


@pytest.mark.parametrize("text", all_blocks("yaml config"))
def test_config_examples_load(tmp_path: Path, text: str) -> None:
    config = load_example(tmp_path, text)
    assert without_way_out(config.routes, [("any-rule", Severity.LOW)]) == ()
    addresses = [receiver.url for receiver in config.file.receivers.values() if receiver.type == "apprise"]
    assert [wrong for address in addresses if (wrong := problem_with(address))] == []


def load_example(folder: Path, text: str) -> Config:
    """The example as a config, with the secrets that it asks for."""
    secret = "json://localhost/hook"
    for name in re.findall(r"\bfile:([\w./-]+)", text):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(secret, encoding="utf-8")
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    secrets = dict.fromkeys(re.findall(r"\$\{(\w+)\}", text), secret) | {"HEARTBEAT_URL": "https://watcher.example/7"}
    return load_config(path, secrets)


def test_the_replay_example_is_what_replay_answers(tmp_path: Path) -> None:
    (rules,), (given,), (shown,) = (
        blocks(COMMANDS, info) for info in ("yaml rules", "json replay input", "json replay output")
    )
    lines = [read_line(line, "input") for line in given.splitlines()]
    assert not [line for line in lines if isinstance(line, BadLine)]
    database = open_store(f"sqlite:///{tmp_path}/replay.sqlite", synchronous="OFF")
    policy = policy_of(config_or_default(tmp_path / "config.yaml", required=False))
    answers = list(Replay(database, compile_rules({"rules.yaml": rules}), (), policy).run(lines))
    database.close()
    assert answers[1] == json.loads(shown)


# References


@pytest.mark.parametrize("key", sorted(keys(ConfigFile)))
def test_config_page_has_every_key_in_its_section(key: str) -> None:
    text = section(CONFIG, f"`{key}`")
    below = {
        name
        for model in models_in(ConfigFile.model_fields[key].annotation)
        for inner in models_below(model)
        for name in keys(inner)
    }
    assert text, f"no section on {key}"
    if key == "inhibit":  # its conditions are those of routes, and stand there
        below -= keys(RouteMatch)
    assert {name for name, _ in rows(text)} - keys(ConfigFile) == below


@pytest.mark.parametrize("key", ["store", "polling", "dedup", "web"])
def test_config_page_states_the_defaults(key: str) -> None:
    (model,) = models_in(ConfigFile.model_fields[key].annotation)
    checked = 0
    for name, cells in rows(section(CONFIG, f"`{key}`")):
        default = re.fullmatch(r"`([^`]+)`", cells[1])
        if default is not None:
            assert value_of(default[1], model.model_fields[name].default) == model.model_fields[name].default, name
            checked += 1
    assert checked


def rows(text: str) -> list[tuple[str, list[str]]]:
    """Key and further cells of each table row that begins with a key."""
    return [(match[1], [cell.strip() for cell in _CELL.split(match[2])]) for match in _ROW.finditer(text)]


def value_of(written: str, like: object) -> object:
    """A default as the page writes it, as a value."""
    value = parse(f"value: {written}", "page").value["value"]
    return value if isinstance(like, str | int | float) else duration(value)


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("Entities", EntitySchema),
        ("Rules", RuleSchema),
        ("Conditions", ConditionSchema),
        ("Tests", InlineTestSchema),
    ],
)
def test_rules_page_has_a_table_of_every_key(heading: str, model: type[BaseModel]) -> None:
    assert {name for name, _ in rows(section(RULES, heading))} == keys(model)


def test_rules_page_has_tables_of_what_a_stream_may_hold() -> None:
    cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section(RULES, "Streams as tests"), re.MULTILINE)
    found = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert found == {*keys(StreamTestSchema), *keys(StreamItemSchema), *keys(ToldSchema)}


def test_rules_page_names_every_key() -> None:
    wanted = {name for model in models_below(RuleFileSchema) for name in keys(model)}
    assert {"in", "not", "within", "highlight", "acronyms"} <= wanted
    assert missing(wanted, prose(RULES)) == set()


def test_dedup_page_has_every_verdict_and_threshold() -> None:
    text = prose(DEDUP)
    assert {kind.value for kind in VerdictKind} - {name for name, _ in rows(text)} == set()
    stated = {name: float(cells[0].strip("`")) for name, cells in rows(text) if re.fullmatch(r"`[0-9.]+`", cells[0])}
    assert stated == {field.name: getattr(Thresholds(), field.name) for field in fields(Thresholds)}


def test_glossary_is_in_order_and_has_every_verdict() -> None:
    terms = re.findall(r"^- \*\*([^*]+)\*\*:", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(terms) > 40
    assert [(a, b) for a, b in pairwise(terms) if a.lower() >= b.lower()] == []
    assert {kind.value.replace("_", " ") for kind in VerdictKind} <= {term.lower() for term in terms}


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name; typer's own click is private, hence Any."""
    waiting: list[tuple[str, Any]] = [("monitor", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        below = getattr(command, "commands", None)
        if below is None or command.invoke_without_command:
            yield name, command
        if below:
            waiting.extend((f"{name} {word}", inner) for word, inner in below.items())


def test_commands_page_has_every_command_and_option() -> None:
    text = prose(COMMANDS)
    assert {name for name, _ in commands() if name not in text} == set()
    for name, command in commands():
        group = " ".join(name.split()[:2])
        below = text.partition(f"\n## {group}\n")[2].partition("\n## ")[0]
        assert below, f"no section on {name}"
        named = set(re.findall(r"`(--?[a-z][a-z-]*)[ `]", below))
        options = {opt for parameter in command.params for opt in parameter.opts if opt.startswith("-")}
        assert options - named == set(), name
        known = {opt for other, c in commands() if other.startswith(group) for p in c.params for opt in p.opts}
        assert named - known == set(), f"{name}: options that do not exist"


@pytest.mark.parametrize(
    "line", sorted({line for page in PAGES for text in blocks(page, "sh") for line in text.splitlines()})
)
def test_command_examples_parse(line: str) -> None:
    calls = [words for words in split_calls(line) if words[0] == "monitor"]
    assert calls or not line.startswith("monitor ")
    for words in calls:
        by_name = dict(commands())
        name = next((n for n in (" ".join(words[:3]), " ".join(words[:2])) if n in by_name), None)
        assert name, f"no such command: {line}"
        arguments = words[len(name.split()) :]
        context = by_name[name].make_context(name, arguments)  # raises UsageError on what it does not know
        context.close()


def split_calls(line: str) -> list[list[str]]:
    """The simple commands of a shell line, without what is redirected."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    calls: list[list[str]] = [[]]
    skip = False
    for word in lexer:
        if word in _SEPARATORS:
            skip = word.strip("2") in (">", ">>", "<")
            if not skip:
                calls.append([])
        elif skip:
            skip = False
        else:
            calls[-1].append(word)
    return [call for call in calls if call]


# Links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), f"{page.name} links to {target}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#{1,6} (.+?) *$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_what_the_dedup_page_says_of_the_judge_was_measured() -> None:
    kept = json.loads((ROOT / "bench" / "results" / "judging.json").read_text(encoding="utf-8"))["report"]
    shares = kept["parts"]["streams"]["streams pooled"]["as shipped"].values()
    counts = [re.findall(r"\d+ of \d+", share)[0] for share in shares]
    said = " ".join(DEDUP.read_text(encoding="utf-8").split())
    assert all(count in said for count in counts), counts
