"""The published schemas say what the loader says, of every file that is only wrong or right in its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from monitor.config import ConfigFile
from monitor.config.json_schema import config_schema
from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.json_schema import rules_schema
from monitor.core.validated import validate
from monitor.core.yaml_marks import parse
from tests.conftest import ROOT
from tests.hostile import CONFIG
from tests.make import RULES
from tests.running import command
from tests.schema_documents import as_yaml, changed, documents, keys_of
from tests.seams.test_bad_input import BAD

BEYOND = re.compile(
    'unknown (entity|list|rule) "|is already defined at|finds the same words as|part of itself|in a circle'
    "|holds no letter or digit|is not in capitals|at most ten years|one second or more|more than 0s and|leaves no time at all|one line of plain text"
    "|unknown time zone|expected a date and time|can never hold|`at_least` is above|`raise` goes up|`over` is the past"
    "|no regular expression of|nested deeper|names a host|no name or address of a host|port could not be cast|port out of range|invalid IPv6|IPv4 or IPv6"
    "|contains invalid characters|the rule asks `during`|is no name of a header|written by the monitor itself"
    "|headers: .* stands twice|exclude each other|a user holds no colon|a proxy's address is|the watcher's http or https address|stand in order of time|is longer than polling\\.slowest"
)
"""Mistakes that no schema can see: docs/rules.md lists them."""
RULES_SCHEMA, CONFIG_SCHEMA = rules_schema(), config_schema()
CHECKERS = {
    "rules": Draft202012Validator(RULES_SCHEMA),
    "config": Draft202012Validator(CONFIG_SCHEMA),
}
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)


def rules_problems(text: str) -> list[str]:
    try:
        compile_rules({"f.yaml": text})
    except InputError as error:
        return [problem.message for problem in error.problems]
    return []


def config_problems(text: str) -> list[str]:
    try:
        config = validate(ConfigFile, parse(text, "f.yaml"))
    except InputError as error:
        return [problem.message for problem in error.problems]
    return [] if config.receivers else ["name one receiver at least"]


LOADERS: dict[str, Callable[[str], list[str]]] = {"rules": rules_problems, "config": config_problems}


def agree(kind: str, document: Any) -> None:
    """Fails if loader and schema differ on ``document``, unless its only mistakes are beyond a schema."""
    problems = LOADERS[kind](as_yaml(document))
    refused = [error.message for error in CHECKERS[kind].iter_errors(document)]
    in_shape = [problem for problem in problems if not BEYOND.search(problem)]
    if in_shape:
        assert refused, f"only the loader refuses it: {in_shape}\n{document}"
    elif not problems:
        assert not refused, f"only the schema refuses it: {refused}\n{document}"


@pytest.mark.parametrize("schema", [RULES_SCHEMA, CONFIG_SCHEMA], ids=["rules", "config"])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    """Else this raises SchemaError."""
    Draft202012Validator.check_schema(schema)


@SLOW
@given(documents(RULES_SCHEMA))
def test_what_the_schema_of_rules_accepts_the_loader_accepts(document: Any) -> None:
    assume(CHECKERS["rules"].is_valid(document))
    agree("rules", document)


@SLOW
@given(documents(CONFIG_SCHEMA))
def test_what_the_schema_of_the_config_accepts_the_loader_accepts(document: Any) -> None:
    assume(CHECKERS["config"].is_valid(document))
    agree("config", document)


@SLOW
@given(st.data())
def test_a_changed_rule_file_is_refused_by_both_or_by_none(data: st.DataObject) -> None:
    document = data.draw(documents(RULES_SCHEMA) | st.sampled_from(EXAMPLES))
    agree("rules", data.draw(changed(document, keys_of(RULES_SCHEMA))))


@SLOW
@given(st.data())
def test_a_changed_config_is_refused_by_both_or_by_none(data: st.DataObject) -> None:
    document = data.draw(documents(CONFIG_SCHEMA) | st.just(SHIPPED_CONFIG))
    agree("config", data.draw(changed(document, keys_of(CONFIG_SCHEMA))))


EXAMPLES = [
    parse(text, "f.yaml").value
    for text in [
        RULES,
        *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").glob("*.yaml"))),
        *re.findall(r"^```yaml rules\n(.*?)^```", (ROOT / "docs" / "rules.md").read_text("utf-8"), re.S | re.M),
    ]
]
SHIPPED_CONFIG = parse((ROOT / "config.yaml").read_text(encoding="utf-8"), "config.yaml").value


@pytest.mark.parametrize("document", EXAMPLES)
def test_what_ships_and_what_the_docs_show_is_accepted(document: Any) -> None:
    assert [error.message for error in CHECKERS["rules"].iter_errors(document)] == []


@pytest.mark.parametrize("name", BAD)
def test_the_mistakes_that_people_make_are_refused_by_both(name: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for folder in ("rules", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    BAD[name][0](tmp_path)
    for kind, path in (("rules", tmp_path / "rules" / "rules.yaml"), ("config", tmp_path / "config.yaml")):
        try:
            document = parse(path.read_text(encoding="utf-8"), "f.yaml").value
        except (InputError, OSError, UnicodeDecodeError):
            continue  # no YAML, or none that is there
        agree(kind, document)


@pytest.mark.parametrize(
    "when",
    [
        "{}", "{entity: null}", "{entity: []}", "{entity: ['']}", "{entity: [idlib], parts: 'yes'}", "{parts: true}", "{in: title}",
        "{in: title, language: en}", "{words: Two Words}", "{words: []}", "{words: [a*]}", "{words: [x]}", "{words: ['*abc']}",
        "{phrase: 112}", "{all: []}", "{not: []}", "{entity: idlib, in: body}", "{newer_than: 2 days}",
        "{near: {within: 51 words, of: [{entity: idlib}, {words: strike}]}}", "{near: {within: 0 words, of: [{entity: idlib}, {words: strike}]}}",
        "{near: {within: line, of: [{entity: idlib}, {words: strike}]}}", "{near: {within: sentence, of: [{entity: idlib}]}}",
        "{near: {within: sentence, of: [{entity: idlib}, {language: en}]}}", "{near: {within: sentence, of: [{entity: idlib}, {entity: idlib, words: strike}]}}",
        "{near: {within: sentence, of: [{entity: idlib}, {any: [{entity: idlib}, {tag: x}]}]}}", "{near: {of: [{entity: idlib}, {words: strike}]}}",
    ],
)  # fmt: skip
def test_wrong_conditions_are_refused_by_both(when: str) -> None:
    document = parse(RULES.replace("{entity: idlib, parts: true}", when), "f.yaml").value
    assert not CHECKERS["rules"].is_valid(document)
    agree("rules", document)


def test_the_shipped_config_is_accepted() -> None:
    assert [error.message for error in CHECKERS["config"].iter_errors(SHIPPED_CONFIG)] == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("web", "port"), "${PORT}"),
        (("web", "enabled"), "file:web.txt"),
        (("polling", "interval"), "${INTERVAL}"),
        (("feeds", 0, "url"), "${FEED}"),
        (("receivers", "console"), {"url": "${SLACK}"}),
        (("dedup", "possibly"), "${SHARE}"),
    ],
)
def test_what_comes_from_the_environment_is_accepted(where: tuple[Any, ...], value: Any) -> None:
    document = json.loads(json.dumps(SHIPPED_CONFIG))
    holder = document
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = value
    assert [error.message for error in CHECKERS["config"].iter_errors(document)] == []


@pytest.mark.parametrize(
    ("kind", "schema"), [("rules", RULES_SCHEMA), ("config", CONFIG_SCHEMA)], ids=["rules", "config"]
)
def test_the_published_copies_are_what_the_command_prints(kind: str, schema: dict[str, Any], tmp_path: Path) -> None:
    done = command("schema", kind, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == schema
    published = ROOT / "docs" / "schema" / f"{kind}.schema.json"
    assert published.read_text(encoding="utf-8") == done.stdout, f"monitor schema {kind} > docs/schema/{published.name}"
