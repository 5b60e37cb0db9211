"""What lint says of a rule, of names, of a whole file, beside which all is well."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.core.alerts.routes import Route
from monitor.core.lint.finding import Finding
from monitor.core.lint.run import lint
from monitor.core.lint.setting import FeedTraits, Setting
from monitor.core.rules.compile import compile_rules
from monitor.core.yaml_marks import parse

COMMON = {"en": {"turkey": 4.6, "van": 4.8}, "ar": {"حمص": 4.5, "فاطمه": 5.0}, "tr": {"kalin": 4.8}}
TESTS = "tests: [{text: a, expect: no match}, {text: Morek, expect: match}]"
HEAD = """
entities:
  morek: {name: Morek, kind: place, names: [Morek]}
  idlib: {name: Idlib, kind: place, names: [Idlib]}
  khan: {name: Khan, kind: place, part_of: idlib, names: [Khan Sheikhoun]}
lists:
  strike: [airstrike*, shelling]
rules:
  uses-all: {title: t, severity: critical, when: {any: [{entity: [morek, idlib], parts: true}, {words: strike}]}, TESTS}
  r:
    title: t
    severity: low
    TESTS
    when: """.replace("TESTS", TESTS)


def found(text: str | Mapping[str, str], setting: Setting | None = None) -> tuple[Finding, ...]:
    files = {"r.yaml": text} if isinstance(text, str) else text
    return lint(files, compile_rules(files).entities, setting, COMMON)


def shown(text: str | Mapping[str, str], setting: Setting | None = None) -> list[str]:
    """`line:column code` of each finding, and the text that stands there in the file."""
    return [f"{one.problem.line}:{one.problem.column} {one.code}" for one in found(text, setting)]


def codes(text: str, setting: Setting | None = None) -> list[str]:
    return sorted(one.code for one in found(text, setting))


def of_when(when: str) -> list[str]:
    return [line.partition(" ")[2] for line in shown(HEAD + when)]


def of_entities(lines: str) -> list[str]:
    """The findings about names: every entity is used, by a rule with tests."""
    names = ", ".join(re.findall(r"^(\S+):", lines, re.MULTILINE))
    indented = "".join(f"  {line}\n" for line in lines.strip().splitlines())
    rule = f"rules:\n  r: {{title: t, severity: low, when: {{entity: [{names}]}}, {TESTS}}}\n"
    return [line.partition(" ")[2] for line in shown(f"entities:\n{indented}{rule}")]


CONFIG = """
receivers:
  console: {type: console}
  slack: {url: 'json://localhost'}
routes:
"""


def setting(*routes: Route, feeds: tuple[FeedTraits, ...] = ()) -> Setting:
    return Setting(CONFIG, parse(CONFIG, "config.yaml"), feeds, routes)
