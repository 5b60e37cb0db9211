"""monitor rules test"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption
from monitor.core.errors import InputError, MonitorError, nearest

if TYPE_CHECKING:
    from monitor.core.rules.inline_tests import TestOutcome
    from monitor.core.rules.ruleset import RuleSet
    from monitor.core.rules.schema import InlineTestSchema
    from monitor.core.types import Mention
    from monitor.trial.stream_tests import Ran

app = typer.Typer(help="The rules and the tests that they carry.", no_args_is_help=True)


@app.callback()
def _rules() -> None:
    """The rules and the tests that they carry."""


@app.command("test")
def test(
    rule: Annotated[list[str] | None, typer.Argument(help="Only the tests of these rules.")] = None,
    config: ConfigOption = CONFIG,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show also the tests that hold.")] = False,
) -> None:
    """Run the tests that rules carry, and show of each that fails what was expected, what hit, and why.

    Example: monitor rules test idlib-strike
    """
    from itertools import chain

    from monitor.config import load_config
    from monitor.core.message.plain import safe
    from monitor.core.plural import several
    from monitor.core.rules.compile import compile_rules
    from monitor.core.rules.inline_tests import TestOutcome, outcomes
    from monitor.rulebook import read_rules
    from monitor.trial import stream_tests

    texts, problems = read_rules(load_config(config).rules_folder)
    if problems:
        raise InputError(problems)
    rules = compile_rules(texts)
    names = tuple(dict.fromkeys(rule)) if rule else tuple(rules.rules)
    for name in names:
        if name not in rules.rules:
            raise MonitorError(f'unknown rule "{name}"{nearest(name, rules.rules)}')
    ran = failed = 0
    ended: Iterable[TestOutcome | Ran] = chain(outcomes(rules, names), stream_tests.outcomes(rules, names))
    for outcome in ended:
        ran, failed = ran + 1, failed + bool(outcome.wrong)
        if outcome.wrong or verbose:
            shown = _shown(outcome, rules) if isinstance(outcome, TestOutcome) else _streamed(outcome)
            lines = "\n".join(shown).splitlines()
            sys.stdout.write("\n".join(map(safe, lines)) + "\n\n")
    sys.stdout.write(f"{several(len(names), 'rule')}, {several(ran, 'test')}, {failed} failed\n")
    if failed:
        raise typer.Exit(1)


def _shown(outcome: TestOutcome, rules: RuleSet) -> Iterator[str]:
    """The lines on one test: its text with the hits marked, and if it fails the difference and the reason."""
    from monitor.core.rules.explain import explain
    from monitor.core.rules.inline_tests import subject_of

    rule, test, match = outcome.rule, outcome.test, outcome.match
    yield f"{'FAILS' if outcome.wrong else 'holds'}  {rule.id}  {test.path}:{test.line}"
    subject = subject_of(rules, test)
    why = explain(rule.when, subject, rules)
    mentions = match.mentions if match else rules.mentions(subject, tuple(why.all_hits()))
    yield from (f"  {line}" for line in _marked(test.written, mentions))
    if outcome.wrong:
        yield f"- {_expected(test.written)}"
        yield f"+ {_found(match.mentions if match else None)}"
        if not match or not test.written.highlight:
            yield from why.lines(1)
    elif match and match.mentions:
        yield f"  {_found(match.mentions)}"


def _streamed(ran: Ran) -> Iterator[str]:
    """The lines on one stream: what became of each item, and if it fails the difference."""
    from monitor.core.message.plain import cut
    from monitor.trial.stream_tests import clock, written

    yield f"{'FAILS' if ran.wrong else 'holds'}  {ran.rule.id}  {ran.test.path}:{ran.test.line}"
    for item, became in zip(ran.test.items, ran.became, strict=True):
        text = " | ".join(part for part in (item.title, item.lead, item.text) if part)
        yield f"  {clock(item.at)} {item.owner}: {cut(' '.join(text.split()), 70)}"
        yield f"    {became}"
    for wanted, told in ran.pairs:
        if wanted and told:
            yield f"  told at {written(told)}"
        elif wanted:
            yield f"- expected to be told at {written(wanted)}"
        elif told:
            yield f"+ told at {written(told)}"


def _expected(test: InlineTestSchema) -> str:
    if test.expect == "no match":
        return "expected no match"
    return f"expected a match with {_quoted(test.highlight)}" if test.highlight else "expected a match"


def _found(mentions: tuple[Mention, ...] | None) -> str:
    if mentions is None:
        return "found no match"
    hits = ", ".join(f'»{m.text}« ({m.entity}, by "{m.alias}")' for m in mentions)
    return f"found a match: {hits or 'no words needed'}"


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"»{word}«" for word in words)


def _marked(test: InlineTestSchema, mentions: Iterable[Mention]) -> Iterator[str]:
    """Title and text of ``test``, the hits between » and «."""
    for field, text in (("title", test.title), ("text", test.text)):
        if text:
            yield f"{field}: {_with_marks(text, sorted({(m.start, m.end) for m in mentions if m.field == field}))}"


def _with_marks(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces += [text[at:start], "»", text[start:end], "«"]
            at = end
    return "".join([*pieces, text[at:]]).replace("\n", " / ")
