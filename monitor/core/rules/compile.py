"""Checked files -> one RuleSet: names resolved, conditions compiled, every mistake of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from monitor.core.entities.terms import entity_terms
from monitor.core.entities.types import Guard
from monitor.core.errors import InputError, Problem
from monitor.core.rules.compile_condition import NOTHING, Conditions
from monitor.core.rules.conditions import Condition, asks_when
from monitor.core.rules.definitions import SECTIONS, Definitions
from monitor.core.rules.over_time import OverTime, Raise, SeveralSources
from monitor.core.rules.rule_tests import InlineTest, StreamTest, TimedAlert
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.core.rules.schema import GuardSchema, RuleFileSchema, RuleSchema
from monitor.core.rules.stream_schema import StreamTestSchema
from monitor.core.rules.written import distance
from monitor.core.types import Material
from monitor.core.uncollected import kept_uncollected
from monitor.core.validated import Misshapen, validate
from monitor.core.yaml_marks import KeysTwice, Marked, Path, parse

MAX_CHAIN, MAX_CONDITIONS = 64, 5_000
"""Rules that ask for each other in a row, and conditions of one rule with all that it asks for."""


def compile_rules(files: Mapping[str, str]) -> RuleSet:
    """``files`` maps a path to its text. Raises InputError with all problems of all files."""
    rules, problems = sound_rules(files)
    if problems:
        raise InputError(problems)
    return rules


def sound_rules(files: Mapping[str, str], *, unread: bool = False) -> tuple[RuleSet, list[Problem]]:
    """The rules of ``files`` that no mistake touches, and all mistakes of all files; ``unread``: there are files
    beside them that could not be read, and could hold any name."""
    with kept_uncollected():
        return _sound_rules(files, unread)


def _sound_rules(files: Mapping[str, str], unread: bool) -> tuple[RuleSet, list[Problem]]:
    problems: list[Problem] = []
    parsed: list[tuple[Marked, RuleFileSchema]] = []
    broken: set[Path] = {()} if unread else set()
    for path in sorted(files):
        try:
            marked = parse(files[path], path)
        except KeysTwice as error:  # the first of each is read on: what else is wrong is told with them
            marked = error.marked
            problems.extend(error.problems)
            broken |= {where[:2] for where in marked.twice}
        except InputError as error:
            problems.extend(error.problems)
            broken.add(())
            continue
        parsed.append((marked, _well_written(marked, problems, broken)))
    definitions = Definitions(problems, broken)
    for marked, schema in parsed:
        definitions.gather(marked, schema)
    definitions.check_parts()
    compiler = _Compiler(definitions)
    compiler.guards()
    compiler.rules()
    return compiler.ruleset(), problems


def _well_written(marked: Marked, problems: list[Problem], broken: set[Path]) -> RuleFileSchema:
    """All of a file but the entities, lists and rules with mistakes of form. These go to ``broken``, and a whole
    section, or the file, where it cannot be told to which of them a mistake belongs."""
    try:
        return validate(RuleFileSchema, marked)
    except Misshapen as error:
        problems.extend(error.problems)
        bad = {part[:2] if part[:2] in marked.keys else part[:1] for part in error.parts}
    for part in bad:
        broken |= _names_in(part, marked)
    if () in bad:
        return RuleFileSchema()
    kept = {section: named for section, named in marked.value.items() if (section,) not in bad}
    for section, named in kept.items():
        if isinstance(named, dict):
            kept[section] = {name: one for name, one in named.items() if (section, name) not in bad}
    return _well_written(replace(marked, value=kept), problems, broken)


def _names_in(part: Path, marked: Marked) -> set[Path]:
    """What of ``broken`` a bad ``part`` is. A key at the top that no section has may be a section mistyped, or a name
    that should stand below one: it holds these names and no others, unless it is a list."""
    if len(part) != 1 or part[0] in SECTIONS:
        return {part}
    value = marked.value[part[0]]
    below = value if isinstance(value, dict) else {}
    return {()} if isinstance(value, list) else {part, *((*part, name) for name in below)}


class _Compiler:
    """Compiles what is defined: rules in their order, those that others ask for first."""

    def __init__(self, definitions: Definitions) -> None:
        self._defined = definitions
        self._conditions = Conditions(definitions, self._rule_named)
        self._rules: dict[str, Rule] = {}
        self._open: list[str] = []
        self._weights: dict[str, int] = {}
        self._chains: dict[str, int] = {}

    def guards(self) -> None:
        """What entities ask of the text around them."""
        entities = self._defined.entities
        for name, key, schema in self._defined.guards:
            marked, where = self._defined.places["entity", name]
            before = self._defined.doubts
            guard = self._guard(schema, marked, (*where, key), f"{key}:{name}")
            if self._defined.doubts > before:
                self._defined.unsure.add(("entity", name))
            entity = entities[name]
            context, not_near = (guard, entity.not_near) if key == "context" else (entity.context, guard)
            entities[name] = replace(entity, context=context, not_near=not_near)

    def _guard(self, schema: GuardSchema, marked: Marked, where: Path, owner: str) -> Guard:
        concepts: tuple[str, ...] = ()
        if schema.words is not None:
            concepts += (self._conditions.words(schema.words, marked, (*where, "words"), owner),)
        if schema.entity is not None:
            concepts += self._conditions.entity_concepts(schema.entity, marked, (*where, "entity"))
        return Guard(*distance(schema.within), concepts)

    def rules(self) -> None:
        for name in self._defined.rules:
            self._compiled(name)
        for name, marked, schema in self._defined.namesakes:
            self._conditions.compiled(schema.when, marked, ("rules", name, "when"), f"rule:{name}")

    def _compiled(self, name: str) -> Condition:
        """The rule of that name, and what it refers to; its condition."""
        if name in self._rules:
            self._conditions.made += self._weights[name]
            self._defined.lean_on("rule", name)
            return self._rules[name].when
        marked, schema = self._defined.rules[name]
        where: Path = ("rules", name)
        before, doubts = self._conditions.made, self._defined.doubts
        self._open.append(name)
        when = self._conditions.compiled(schema.when, marked, (*where, "when"), f"rule:{name}")
        self._weights[name] = self._conditions.made - before
        if self._weights[name] > MAX_CONDITIONS:
            message = f"with the rules that it asks for this comes to more than {MAX_CONDITIONS} conditions"
            self._defined.problem(marked, (*where, "when"), message)
            when, self._weights[name] = NOTHING, 1
        tests: list[InlineTest] = []
        streams: list[StreamTest] = []
        needs_time = asks_when(when)
        for index, test in enumerate(schema.tests):
            at = marked.path, *marked.marks.get((*where, "tests", index), (1, 1))
            if isinstance(test, StreamTestSchema):
                streams.append(StreamTest(test.stream, tuple(TimedAlert(**dict(one)) for one in test.expect), *at))
                continue
            tests.append(InlineTest(test, *at))
            if test.at is None and needs_time:
                message = 'the rule asks `during`: give the test a time, such as `at: "2026-03-01T22:30:00Z"`'
                self._defined.problem(marked, (*where, "tests", index), message)
        over_time = self._over_time(name, schema, marked)
        material = tuple(kind for kind in Material if kind in (schema.material or Material))
        told = schema.title, schema.severity, when, schema.on_story, material, schema.tags
        self._rules[name] = Rule(name, *told, tuple(tests), over_time, tuple(streams))
        self._open.pop()
        if self._defined.doubts > doubts:
            self._defined.unsure.add(("rule", name))
        return when

    def _rule_named(self, name: str, marked: Marked, where: Path) -> Condition:
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            self._defined.problem(marked, where, f"rules ask for each other in a circle: {circle}")
            return NOTHING
        if name not in self._defined.rules:
            self._defined.unknown("rule", name, self._defined.rules, marked, where)
            return NOTHING
        if len(self._open) > MAX_CHAIN or self._chains.get(name, 0) + len(self._open) > MAX_CHAIN:
            self._defined.problem(marked, where, f"rules ask for each other more than {MAX_CHAIN} deep")
            return NOTHING
        when = self._compiled(name)
        asking = self._open[-1] if self._open else ""  # nothing: a second rule of one name
        self._chains[asking] = max(self._chains.get(asking, 0), self._chains.get(name, 0) + 1)
        return when

    def _over_time(self, name: str, schema: RuleSchema, marked: Marked) -> OverTime:
        raises = []
        for index, step in enumerate(schema.raise_ or ()):
            where: Path = ("rules", name, "raise", index, "if")
            if isinstance(step.if_, SeveralSources):
                raises.append(Raise(step.to, step.if_))
            else:
                raises.append(Raise(step.to, self._conditions.compiled(step.if_, marked, where, f"rule:{name}")))
        counts = schema.confirm or schema.spike or schema.first_mention
        group_by = schema.group_by or ("rule" if schema.quiet else "entity" if counts else "story")
        return OverTime(
            confirm=schema.confirm,
            spike=schema.spike,
            first_mention=schema.first_mention,
            quiet=schema.quiet,
            raises=tuple(raises),
            repeat_after=schema.repeat_after,
            group_by=group_by,
        )

    def ruleset(self) -> RuleSet:
        """Of all rules that are sure."""
        entities = self._defined.entities
        terms = (*entity_terms(entities), *self._defined.terms, *self._conditions.terms)
        # It knows this compiler: parted, both go at once, and with them the millions of objects of what was written.
        del self._conditions
        rules = {name: self._rules[name] for name in self._defined.rules if ("rule", name) not in self._defined.unsure}
        digest = hashlib.sha256()
        guarded = (e for e in entities.values() if e.context is not None or e.not_near is not None)
        guards = [(entity.id, entity.context, entity.not_near) for entity in guarded]
        for part in (*(term.whole for term in terms), *map(repr, guards), *map(repr, rules.values())):
            digest.update(part.encode("utf-8", "surrogatepass"))
        written = {name: self._defined.rules[name][0] for name in rules}
        places = {name: f"{one.path}:{one.keys.get(('rules', name), (1, 1))[0]}" for name, one in written.items()}
        return RuleSet(entities, rules, terms, digest.hexdigest()[:12], places)
