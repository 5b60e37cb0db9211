"""Checked files -> one RuleSet: names resolved, conditions compiled, every mistake of every file at once."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from monitor.core.entities.terms import Term, alias_key, entity_terms
from monitor.core.entities.types import Entity, Guard
from monitor.core.errors import InputError, Problem
from monitor.core.rules.compile_condition import NOTHING, Conditions
from monitor.core.rules.conditions import Condition, asks_when
from monitor.core.rules.over_time import OverTime, Raise, SeveralSources
from monitor.core.rules.rule_tests import InlineTest, StreamItem, StreamTest, Told
from monitor.core.rules.ruleset import Rule, RuleSet
from monitor.core.rules.schema import EntitySchema, GuardSchema, InlineTestSchema, RuleFileSchema, RuleSchema
from monitor.core.rules.stream_schema import StreamTestSchema
from monitor.core.rules.written import distance
from monitor.core.validated import validate
from monitor.core.yaml_marks import Marked, Path, parse

MAX_CHAIN, MAX_CONDITIONS = 64, 5_000
"""Rules that ask for each other in a row, and conditions of one rule with all that it asks for."""


_MANY_OBJECTS = 500_000
"""From which on they are kept from the garbage collector."""


def compile_rules(files: Mapping[str, str]) -> RuleSet:
    """``files`` maps a path to its text. Raises InputError with all problems of all files."""
    with _uncollected():
        return _compiled_rules(files)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cyclic garbage collector, which would walk the millions of objects of a large rule set again and
    again while they are made, and take as much time as all the rest. Nor is it to walk them later, which would stop the
    daemon for a second now and then: a rule set is in no circle, and goes when nothing uses it any more."""
    was_on = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY_OBJECTS:
            gc.collect()
            gc.freeze()
        if was_on:
            gc.enable()


def _compiled_rules(files: Mapping[str, str]) -> RuleSet:
    problems: list[Problem] = []
    parsed: list[tuple[Marked, RuleFileSchema]] = []
    broken: list[Marked] = []
    unreadable = False
    for path in sorted(files):
        try:
            marked = parse(files[path], path)
        except InputError as error:
            problems.extend(error.problems)
            unreadable = True
            continue
        try:
            parsed.append((marked, validate(RuleFileSchema, marked)))
        except InputError as error:
            problems.extend(error.problems)
            broken.append(marked)
    book = _Book(problems, broken, unreadable)
    for marked, schema in parsed:
        book.gather(marked, schema)
    book.check_entities()
    book.compile_rules()
    if problems:
        raise InputError(problems)
    return book.ruleset()


class _Book:
    """What is known while the files are put together."""

    def __init__(self, problems: list[Problem], broken: Sequence[Marked], unreadable: bool) -> None:
        """``broken``: files with mistakes, whose names are known all the same; ``unreadable``: there is one that is
        no YAML, and could hold any name."""
        self.problems = problems
        self.entities: dict[str, Entity] = {}
        self.lists: dict[str, tuple[str, ...]] = {}
        self.rules: dict[str, Rule] = {}
        self.terms: list[Term] = []
        self.written: dict[str, tuple[Marked, RuleSchema]] = {}
        self._places: dict[tuple[str, str], tuple[Marked, Path]] = {}
        self._guards: list[tuple[str, str, GuardSchema]] = []
        self._broken, self._unreadable = broken, unreadable
        self._open: list[str] = []
        self._weights: dict[str, int] = {}
        self._chains: dict[str, int] = {}
        self._namesakes: list[tuple[str, Marked, RuleSchema]] = []
        self._conditions = Conditions(self.entities, self.lists, self._elsewhere, self._rule_named, problems)

    def gather(self, marked: Marked, schema: RuleFileSchema) -> None:
        for name, entity in schema.entities.items():
            if self._first("entity", name, marked, ("entities", name)):
                self.entities[name] = self._entity(name, entity, marked)
        for name, words in schema.lists.items():
            if self._first("list", name, marked, ("lists", name)):
                self.lists[name] = words
                self.terms.extend(Term(f"list:{name}", alias) for alias in words)
        for name, rule in schema.rules.items():
            if self._first("rule", name, marked, ("rules", name)):
                self.written[name] = (marked, rule)
            else:  # the first one is the rule; the other's mistakes are mistakes all the same
                self._namesakes.append((name, marked, rule))

    def _first(self, kind: str, name: str, marked: Marked, where: Path) -> bool:
        if (kind, name) not in self._places:
            self._places[kind, name] = (marked, where)
            return True
        other, there = self._places[kind, name]
        line, column = other.keys[there]
        message = f'{kind} "{name}" is already defined at {other.path}:{line}:{column}: rename or remove one'
        self.problems.append(marked.problem(where, message, at_key=True))
        return False

    def _elsewhere(self, kind: str, name: str) -> bool:
        """Whether a file with mistakes of its own may define it: they are reported, this is not."""
        section = {"entity": "entities", "list": "lists", "rule": "rules"}[kind]
        return self._unreadable or any((section, name) in marked.keys for marked in self._broken)

    def _entity(self, name: str, schema: EntitySchema, marked: Marked) -> Entity:
        written = list(_aliases(schema, ("entities", name)))
        self._check_twice(written, marked)
        for key in ("context", "not_near"):
            if (guard := getattr(schema, key)) is not None:
                self._guards.append((name, key, guard))
        return Entity(
            id=name,
            name=schema.name,
            kind=schema.kind,
            names=tuple(alias for alias, _, _ in written),
            part_of=schema.part_of,
            acronyms=schema.acronyms,
            short=schema.short,
            never=schema.never,
            cased=schema.cased,
            alias_languages=tuple((alias, language) for alias, language, _ in written if language),
        )

    def _check_twice(self, aliases: Iterable[tuple[str, str, Path]], marked: Marked) -> None:
        """(alias, language, where): two that find the same words; the name of a place may be that in two languages."""
        seen: dict[tuple[str, str], str] = {}
        for alias, language, where in aliases:
            if (key := (alias_key(alias), language)) in seen:
                message = f'"{alias}" finds the same words as "{seen[key]}": remove one'
                self.problems.append(marked.problem(where if where in marked.marks else where[:-1], message))
            seen.setdefault(key, alias)

    def check_entities(self) -> None:
        """What can be said of entities once all are known: what they are part of, and their guards."""
        for name, entity in self.entities.items():
            marked, where = self._places["entity", name]
            if entity.part_of and entity.part_of not in self.entities:
                self._conditions.unknown("entity", entity.part_of, self.entities, marked, (*where, "part_of"))
            seen, above = {name}, entity.part_of
            while above in self.entities and above not in seen:
                seen.add(above)
                above = self.entities[above].part_of
            if above == name:
                self.problems.append(marked.problem((*where, "part_of"), f'"{name}" is part of itself, in a circle'))
        for name, key, schema in self._guards:
            marked, where = self._places["entity", name]
            guard = self._guard(schema, marked, (*where, key), f"{key}:{name}")
            entity = self.entities[name]
            context, not_near = (guard, entity.not_near) if key == "context" else (entity.context, guard)
            self.entities[name] = replace(entity, context=context, not_near=not_near)

    def _guard(self, schema: GuardSchema, marked: Marked, where: Path, owner: str) -> Guard:
        concepts: tuple[str, ...] = ()
        if schema.words is not None:
            concepts += (self._conditions.words(schema.words, marked, (*where, "words"), owner),)
        if schema.entity is not None:
            concepts += self._conditions.entity_concepts(schema.entity, marked, (*where, "entity"))
        return Guard(*distance(schema.within), concepts)

    def compile_rules(self) -> None:
        for name in self.written:
            self._compiled(name)
        for name, marked, schema in self._namesakes:
            self._conditions.compiled(schema.when, marked, ("rules", name, "when"), f"rule:{name}")

    def _compiled(self, name: str) -> Condition:
        """The rule of that name, and what it refers to; its condition."""
        if name in self.rules:
            self._conditions.made += self._weights[name]
            return self.rules[name].when
        marked, schema = self.written[name]
        where: Path = ("rules", name)
        before = self._conditions.made
        self._open.append(name)
        when = self._conditions.compiled(schema.when, marked, (*where, "when"), f"rule:{name}")
        self._weights[name] = self._conditions.made - before
        if self._weights[name] > MAX_CONDITIONS:
            message = f"with the rules that it asks for this comes to more than {MAX_CONDITIONS} conditions"
            self.problems.append(marked.problem((*where, "when"), message))
            when, self._weights[name] = NOTHING, 1
        written = [(test, marked.marks.get((*where, "tests", i), (1, 1))) for i, test in enumerate(schema.tests)]
        tests = tuple(
            _inline_test(test, marked.path, mark) for test, mark in written if isinstance(test, InlineTestSchema)
        )
        streams = tuple(
            _stream_test(test, marked.path, mark) for test, mark in written if isinstance(test, StreamTestSchema)
        )
        if asks_when(when):
            for index, test in enumerate(schema.tests):
                if isinstance(test, InlineTestSchema) and test.at is None:
                    message = 'the rule asks `during`: give the test a time, such as `at: "2026-03-01T22:30:00Z"`'
                    self.problems.append(marked.problem((*where, "tests", index), message))
        over_time = self._over_time(name, schema, marked)
        told = schema.title, schema.severity, when, schema.on_story, schema.tags
        self.rules[name] = Rule(name, *told, tests, over_time, streams)
        self._open.pop()
        return when

    def _rule_named(self, name: str, marked: Marked, where: Path) -> Condition:
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            self.problems.append(marked.problem(where, f"rules ask for each other in a circle: {circle}"))
            return NOTHING
        if name not in self.written:
            self._conditions.unknown("rule", name, self.written, marked, where)
            return NOTHING
        if len(self._open) > MAX_CHAIN or self._chains.get(name, 0) + len(self._open) > MAX_CHAIN:
            self.problems.append(marked.problem(where, f"rules ask for each other more than {MAX_CHAIN} deep"))
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
        terms = (*entity_terms(self.entities), *self.terms, *self._conditions.terms)
        # It knows this book: parted, both go at once, and with them the millions of objects of what was written.
        del self._conditions
        rules = {name: self.rules[name] for name in self.written}
        digest = hashlib.sha256()
        guarded = (e for e in self.entities.values() if e.context is not None or e.not_near is not None)
        guards = [(entity.id, entity.context, entity.not_near) for entity in guarded]
        for part in (*(term.whole for term in terms), *map(repr, guards), *map(repr, rules.values())):
            digest.update(part.encode("utf-8", "surrogatepass"))
        return RuleSet(self.entities, self.lists, rules, terms, digest.hexdigest()[:12])


def _aliases(schema: EntitySchema, where: Path) -> Iterator[tuple[str, str, Path]]:
    """(alias, language or nothing, where) of `names`."""
    by_language = schema.names if isinstance(schema.names, dict) else {"": schema.names or ()}
    for language, names in by_language.items():
        inside: Path = (*where, "names", language) if language else (*where, "names")
        for index, alias in enumerate(names):
            yield alias, language, (*inside, index)


def _inline_test(schema: InlineTestSchema, path: str, mark: tuple[int, int]) -> InlineTest:
    return InlineTest(
        title=schema.title,
        lead=schema.lead,
        text=schema.text,
        language=schema.language,
        source=schema.source,
        url=schema.url,
        tags=schema.tags,
        age=schema.age,
        at=schema.at,
        expect_match=schema.expect == "match",
        highlight=schema.highlight or (),
        path=path,
        line=mark[0],
        column=mark[1],
    )


def _stream_test(schema: StreamTestSchema, path: str, mark: tuple[int, int]) -> StreamTest:
    items = tuple(StreamItem(**dict(item)) for item in schema.stream)
    return StreamTest(items, tuple(Told(**dict(one)) for one in schema.expect), path, *mark)
