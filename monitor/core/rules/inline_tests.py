"""Runs the tests that rules carry: what must match, what must not, and which words must be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from monitor.core.errors import Problem
from monitor.core.rules.conditions import EPOCH, Subject
from monitor.core.rules.rule_tests import InlineTest
from monitor.core.rules.ruleset import Rule, RuleSet, domains
from monitor.core.rules.schema import InlineTestSchema
from monitor.core.text.document import fields_of
from monitor.core.text.markup import plain, plain_line
from monitor.core.text.words import script_language
from monitor.core.types import Match
from monitor.core.untrusted import language_code, source_name


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What came of one test. ``match`` is None if the rule did not hold; ``wrong`` is empty if the test does."""

    rule: Rule
    test: InlineTest
    match: Match | None
    wrong: str


def failures(rules: RuleSet) -> tuple[Problem, ...]:
    """One Problem for each inline test that does not hold, at the test's own line."""
    return tuple(
        Problem(one.test.path, one.test.line, one.test.column, f"test of rule {one.rule.id} fails: {one.wrong}")
        for one in outcomes(rules, rules.rules)
        if one.wrong
    )


def outcomes(rules: RuleSet, names: Iterable[str]) -> Iterator[TestOutcome]:
    """Run the tests of the rules with these ``names``."""
    for rule in (rules.rules[name] for name in names):
        for test in rule.tests:
            match = next((m for m in rules.match_subject(subject_of(rules, test)) if m.rule == rule.id), None)
            yield TestOutcome(rule, test, match, _wrong(test.written, match))


def subject_of(rules: RuleSet, test: InlineTest) -> Subject:
    """The text of ``test``, taken in as an item of a feed is, and scanned."""
    written = test.written
    title, lead, text = plain_line(written.title), plain(written.lead), plain(written.text)
    source = source_name(written.source)
    known = frozenset({source}) | domains(source) | domains(urlsplit(written.url).hostname or "")
    return rules.subject(
        fields_of(title, lead, text),
        sources=known,
        language=language_code(written.language) or script_language(f"{title} {lead} {text}"),
        tags=frozenset(written.tags),
        age=written.age or timedelta(0),
        url=written.url,
        published=written.at or EPOCH,
    )


def _wrong(test: InlineTestSchema, match: Match | None) -> str:
    shown = [mention.text for mention in match.mentions] if match else []
    if test.expect == "match" and match is None:
        return f'expected a match in "{_short(test)}", found none: `monitor rules test` shows why'
    if test.expect == "no match" and match is not None:
        return f'expected no match in "{_short(test)}", but these words hit: {", ".join(shown) or "(no words)"}'
    missing = [text for text in test.highlight or () if text not in shown]
    if missing:
        return f"expected these words to hit: {', '.join(missing)}; these did: {', '.join(shown)}"
    return ""


def _short(test: InlineTestSchema) -> str:
    text = " | ".join(part for part in (test.title, test.lead, test.text) if part)
    return text if len(text) <= 70 else text[:67] + "..."
