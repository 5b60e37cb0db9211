"""Checked files -> one RuleSet: names resolved, conditions compiled, every mistake of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.core.entities.lexicon import Term, alias_key, entity_terms
from monitor.core.entities.types import Entity, parts_of
from monitor.core.errors import InputError, Problem, nearest
from monitor.core.given import language_code
from monitor.core.rules.conditions import (
    All,
    AnyOf,
    Condition,
    LanguageIs,
    Literal,
    Near,
    NewerThan,
    Not,
    SourceIs,
    TagIs,
)
from monitor.core.rules.ruleset import InlineTest, Rule, RuleSet
from monitor.core.rules.schema import ConditionSchema, InlineTestSchema, RuleFileSchema, RuleSchema
from monitor.core.yaml_marks import Marked, Path, parse, validate


def compile_rules(files: Mapping[str, str]) -> RuleSet:
    """``files`` maps a path to its text. Raises InputError with all problems of all files."""
    problems: list[Problem] = []
    parsed: list[tuple[Marked, RuleFileSchema]] = []
    for path in sorted(files):
        try:
            marked = parse(files[path], path)
            parsed.append((marked, validate(RuleFileSchema, marked)))
        except InputError as error:
            problems.extend(error.problems)
    book = _Book(problems)
    for marked, schema in parsed:
        book.gather(marked, schema)
    book.check_entities()
    for marked, schema in parsed:
        for name, rule in schema.rules.items():
            book.rule(name, rule, marked)
    if problems:
        raise InputError(problems)
    return book.ruleset()


@dataclass
class _Book:
    """What is known while the files are put together."""

    problems: list[Problem]
    entities: dict[str, Entity] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    places: dict[tuple[str, str], tuple[Marked, Path]] = field(default_factory=dict)
    inline: int = 0

    def gather(self, marked: Marked, schema: RuleFileSchema) -> None:
        for name, entity in schema.entities.items():
            if self._first("entity", name, marked, ("entities", name)):
                self.entities[name] = Entity(id=name, **entity.model_dump())
        for name, words in schema.lists.items():
            if self._first("list", name, marked, ("lists", name)):
                self.lists[name] = words
                self.terms.extend(Term(f"list:{name}", alias) for alias in words)
        for name in schema.rules:
            self._first("rule", name, marked, ("rules", name))

    def _first(self, kind: str, name: str, marked: Marked, where: Path) -> bool:
        if (kind, name) not in self.places:
            self.places[kind, name] = (marked, where)
            return True
        other, there = self.places[kind, name]
        message = f'{kind} "{name}" is already defined at {other.path}:{other.keys[there][0]}: rename or remove one'
        self.problems.append(marked.problem(where, message, at_key=True))
        return False

    def check_entities(self) -> None:
        for name, entity in self.entities.items():
            marked, where = self.places["entity", name]
            if entity.part_of and entity.part_of not in self.entities:
                self._unknown("entity", entity.part_of, self.entities, marked, (*where, "part_of"))
            seen, above = {name}, entity.part_of
            while above in self.entities and above not in seen:
                seen.add(above)
                above = self.entities[above].part_of
            if above == name:
                self.problems.append(marked.problem((*where, "part_of"), f'"{name}" is part of itself, in a circle'))
            keys: dict[str, str] = {}
            for index, alias in enumerate(entity.names):
                if (other := keys.setdefault(alias_key(alias), alias)) != alias or entity.names.index(alias) != index:
                    message = f'"{alias}" finds the same words as "{other}": remove one'
                    self.problems.append(marked.problem((*where, "names", index), message))

    def _unknown(self, kind: str, name: str, known: Mapping[str, object], marked: Marked, where: Path) -> None:
        self.problems.append(marked.problem(where, f'unknown {kind} "{name}"{nearest(name, known)}'))

    def rule(self, name: str, schema: RuleSchema, marked: Marked) -> None:
        where: Path = ("rules", name)
        condition = self.condition(schema.when, marked, (*where, "when"), f"rule:{name}")
        tests = tuple(
            _inline_test(test, marked.path, marked.marks.get((*where, "tests", i), (1, 1)))
            for i, test in enumerate(schema.tests)
        )
        if self.places["rule", name][0] is marked:  # a namesake is checked too, but the first one is the rule
            self.rules[name] = Rule(name, schema.title, schema.severity, condition, schema.on_story, schema.tags, tests)

    def condition(self, schema: ConditionSchema, marked: Marked, where: Path, owner: str) -> Condition:
        parts: list[Condition] = []
        fields = tuple(schema.in_ or ())
        if schema.entity is not None:
            parts.append(Literal(self._entity_concepts(schema, marked, where), fields))
        if schema.words is not None:
            parts.append(Literal((self._words(schema.words, marked, where, owner),), fields))
        if schema.phrase is not None:
            parts.append(Literal((self._inline(schema.phrase, owner, exact=True),), fields))
        if schema.near is not None:
            parts.append(self._near(schema, marked, where, owner))
        if schema.all is not None:
            parts.extend(self._each(schema.all, marked, (*where, "all"), owner))
        if schema.any is not None:
            parts.append(AnyOf(tuple(self._each(schema.any, marked, (*where, "any"), owner))))
        if schema.source is not None:
            parts.append(SourceIs(frozenset(s.lower() for s in schema.source)))
        if schema.language is not None:
            parts.append(LanguageIs(frozenset(map(language_code, schema.language))))
        if schema.tag is not None:
            parts.append(TagIs(frozenset(schema.tag)))
        if schema.newer_than is not None:
            parts.append(NewerThan(schema.newer_than))
        if schema.not_ is not None:
            parts.extend(Not(part) for part in self._each(schema.not_, marked, (*where, "not"), owner))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _each(self, schemas: tuple[ConditionSchema, ...], marked: Marked, where: Path, owner: str) -> list[Condition]:
        return [self.condition(schema, marked, (*where, i), owner) for i, schema in enumerate(schemas)]

    def _near(self, schema: ConditionSchema, marked: Marked, where: Path, owner: str) -> Condition:
        assert schema.near is not None
        members = self._each(schema.near.of, marked, (*where, "near", "of"), owner)
        for index, member in enumerate(members):
            if not _is_literal(member):
                message = "`near` takes entity, words or phrase (or `any` of those), nothing else"
                self.problems.append(marked.problem((*where, "near", "of", index), message))
        unit, words = schema.near.within, 0
        if unit.endswith(("words", "word")):
            unit, words = "words", int(unit.split()[0])
        return Near(tuple(members), unit, words)

    def _entity_concepts(self, schema: ConditionSchema, marked: Marked, where: Path) -> tuple[str, ...]:
        concepts: list[str] = []
        for index, name in enumerate(schema.entity or ()):
            if name not in self.entities:
                self._unknown("entity", name, self.entities, marked, (*where, "entity", index))
            elif schema.parts:
                concepts.extend(sorted(parts_of(self.entities, name)))
            else:
                concepts.append(name)
        return tuple(dict.fromkeys(concepts))

    def _words(self, words: str | tuple[str, ...], marked: Marked, where: Path, owner: str) -> str:
        if isinstance(words, tuple):
            return self._inline(words, owner, exact=False)
        if words not in self.lists:
            self._unknown("list", words, self.lists, marked, (*where, "words"))
        return f"list:{words}"

    def _inline(self, aliases: tuple[str, ...], owner: str, *, exact: bool) -> str:
        self.inline += 1
        concept = f"{'phrase' if exact else 'words'}:{owner}:{self.inline}"
        self.terms.extend(Term(concept, alias, exact=exact) for alias in aliases)
        return concept

    def ruleset(self) -> RuleSet:
        terms = (*entity_terms(self.entities), *self.terms)
        digest = hashlib.sha256()
        for part in (*map(repr, terms), *map(repr, self.rules.values())):
            digest.update(part.encode("utf-8", "surrogatepass"))
        return RuleSet(self.entities, self.lists, self.rules, terms, digest.hexdigest()[:12])


def _is_literal(condition: Condition) -> bool:
    if isinstance(condition, AnyOf):
        return all(_is_literal(part) for part in condition.parts)
    return isinstance(condition, Literal)


def _inline_test(schema: InlineTestSchema, path: str, mark: tuple[int, int]) -> InlineTest:
    return InlineTest(
        title=schema.title,
        text=schema.text,
        language=schema.language,
        source=schema.source,
        tags=schema.tags,
        age=schema.age,
        expect_match=schema.expect == "match",
        highlight=schema.highlight or (),
        path=path,
        line=mark[0],
        column=mark[1],
    )
