"""What rule files define: each entity, list and rule by its name, and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from monitor.core.entities.terms import Term, TermKind, alias_key
from monitor.core.entities.types import Entity
from monitor.core.errors import Problem, as_list, nearest
from monitor.core.rules.schema import EntitySchema, GuardSchema, ListSchema, RuleFileSchema, RuleSchema
from monitor.core.yaml_marks import Marked, Path

SECTIONS = {"entities": "entity", "lists": "list", "rules": "rule"}
"""Of a file, and the kind of what each defines."""


class Definitions:
    """Of all files together. ``problems`` grows by what is wrong with them. ``entities`` are without their guards,
    which ``guards`` has as written, and ``terms`` are those of lists; ``namesakes`` are rules under a name that is
    taken."""

    def __init__(self, problems: list[Problem], broken: Collection[Path]) -> None:
        """``broken``: (section, name) of what is not written as it must be, and is known by its name alone; (section,)
        if that could hold any name, () if a file could. Below another key than a section's, and as this key itself,
        stands a name that may be meant for any."""
        self.problems = problems
        self.entities: dict[str, Entity] = {}
        self.lists: dict[str, ListSchema] = {}
        self.rules: dict[str, tuple[Marked, RuleSchema]] = {}
        self.terms: list[Term] = []
        self.guards: list[tuple[str, str, GuardSchema]] = []
        self.namesakes: list[tuple[str, Marked, RuleSchema]] = []
        self.places: dict[tuple[str, str], tuple[Marked, Path]] = {}
        named = [(str(part[0]), str(part[1])) for part in broken if len(part) > 1]
        self.unsure = {(SECTIONS[section], name) for section, name in named if section in SECTIONS}
        """(kind, name) of what is not what its writer meant, by a mistake of its own or of what it names."""
        self.doubts = 0
        """How often so far something was named that is unknown or unsure, or is a mistake itself."""
        astray = {part for part in broken if part and part[0] not in SECTIONS}
        self._astray = {str(part[-1]) for part in astray}
        self._unreadable = {kind for section, kind in SECTIONS.items() if () in broken or (section,) in broken}
        self._parts_unsure = "entity" in self._unreadable or bool(astray)

    def gather(self, marked: Marked, schema: RuleFileSchema) -> None:
        for name, entity in schema.entities.items():
            if self._first("entity", name, marked, ("entities", name)):
                self.entities[name] = self._entity(name, entity, marked)
        for name, words in schema.lists.items():
            if self._first("list", name, marked, ("lists", name)):
                self.lists[name] = words if isinstance(words, ListSchema) else ListSchema(words=words)
                self.terms.extend(_terms_of(name, self.lists[name]))
        for name, rule in schema.rules.items():
            if self._first("rule", name, marked, ("rules", name)):
                self.rules[name] = (marked, rule)
            else:  # the first one is the rule; the other's mistakes are mistakes all the same
                self.namesakes.append((name, marked, rule))

    def check_parts(self) -> None:
        """What entities are part of, once all are known."""
        before = self.doubts
        for name, entity in self.entities.items():
            marked, where = self.places["entity", name]
            if entity.part_of and entity.part_of not in self.entities:
                self.unknown("entity", entity.part_of, self.entities, marked, (*where, "part_of"))
            seen, above = {name}, entity.part_of
            while above in self.entities and above not in seen:
                seen.add(above)
                above = self.entities[above].part_of
            if above == name:
                self.problem(marked, (*where, "part_of"), f'"{name}" is part of itself, in a circle')
        self._parts_unsure |= self.doubts > before or any(kind == "entity" for kind, _ in self.unsure)

    def lean_on(self, kind: str, *names: str, parts: bool = False) -> None:
        """Note that something is as sure as what it names, and with ``parts`` as all that an entity may consist of."""
        self.doubts += (parts and self._parts_unsure) or any((kind, name) in self.unsure for name in names)

    def unknown(
        self, kind: str, name: str, known: Collection[str], marked: Marked, where: Path, otherwise: str = ""
    ) -> None:
        """Report that there is no such entity, list or rule, unless it is broken, or what could not be read may have
        it: their own mistakes are reported. ``otherwise``: what to write if no such thing was meant."""
        self.doubts += 1
        if kind in self._unreadable or name in self._astray or (kind, name) in self.unsure:
            return
        if other := self._as_other(kind, name):
            self.problem(marked, where, f'unknown {kind} "{name}"{other}')
            return
        close = as_list(name) or nearest(name, known) or (self._known_by(name) if kind == "entity" else "")
        more = f" {otherwise[:1].upper()}{otherwise[1:]}" if close else f": {otherwise}"
        self.problem(marked, where, f'unknown {kind} "{name}"{close}{more if otherwise else ""}')

    def _as_other(self, kind: str, name: str) -> str:
        """How to ask for ``name``, if it is a list and no entity, or the reverse."""
        if kind == "entity" and name in self.lists:
            return f": it is a list, which `words: {name}` asks for"
        if kind == "list" and name in self.entities:
            return f": it is an entity, which `entity: {name}` asks for"
        return ""

    def _known_by(self, alias: str) -> str:
        """The entity that has ``alias`` for a name, where it was written in place of the word that rules know it by."""
        wanted = alias_key(alias)
        found = (one.id for one in self.entities.values() if wanted in map(alias_key, (one.name, *one.names)))
        return f' - did you mean "{meant}"?' if (meant := next(found, "")) else ""

    def problem(self, marked: Marked, where: Path, message: str) -> None:
        self.doubts += 1
        self.problems.append(marked.problem(where, message))

    def _first(self, kind: str, name: str, marked: Marked, where: Path) -> bool:
        if (kind, name) not in self.places:
            self.places[kind, name] = (marked, where)
            return True
        self.unsure.add((kind, name))
        other, there = self.places[kind, name]
        line, column = other.keys[there]
        message = f'{kind} "{name}" is already defined at {other.path}:{line}:{column}: rename or remove one'
        self.problems.append(marked.problem(where, message, at_key=True))
        return False

    def _entity(self, name: str, schema: EntitySchema, marked: Marked) -> Entity:
        written = list(_aliases(schema, ("entities", name)))
        self._check_twice(written, marked)
        for key in ("context", "not_near"):
            if (guard := getattr(schema, key)) is not None:
                self.guards.append((name, key, guard))
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
                self.problem(marked, where if where in marked.marks else where[:-1], message)
            seen.setdefault(key, alias)


def _terms_of(name: str, schema: ListSchema) -> list[Term]:
    by_kind = ((TermKind.NAME, schema.words), (TermKind.NEVER, schema.never))
    return [Term(f"list:{name}", alias, kind) for kind, aliases in by_kind for alias in aliases]


def _aliases(schema: EntitySchema, where: Path) -> Iterator[tuple[str, str, Path]]:
    """(alias, language or nothing, where) of `names`."""
    by_language = schema.names if isinstance(schema.names, dict) else {"": schema.names or ()}
    for language, names in by_language.items():
        inside: Path = (*where, "names", language) if language else (*where, "names")
        for index, alias in enumerate(names):
            yield alias, language, (*inside, index)
