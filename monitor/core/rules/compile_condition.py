"""One condition as written -> one to evaluate; unknown names and what does not fit are problems at their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import time

from monitor.core.entities.terms import Term
from monitor.core.entities.types import Parts
from monitor.core.rules.condition_schema import ConditionSchema
from monitor.core.rules.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Count,
    GenreIs,
    LanguageIs,
    Literal,
    Near,
    NewerThan,
    Not,
    NumberNear,
    Regex,
    SourceIs,
    StableSet,
    TagIs,
    UrlHas,
)
from monitor.core.rules.definitions import Definitions
from monitor.core.rules.spans import finds_text
from monitor.core.rules.windows import DAYS, During, hours
from monitor.core.rules.written import distance
from monitor.core.untrusted import language_code, source_name
from monitor.core.yaml_marks import Marked, Path

MAX_NESTED = 8
"""Conditions inside each other."""
NOTHING = AnyOf(())
"""Stands for a condition that has a problem."""


class Conditions:
    """Compiles conditions over what is defined by name. ``terms`` grows by the words they give themselves."""

    def __init__(self, definitions: Definitions, rule_named: Callable[[str, Marked, Path], Condition]) -> None:
        """``rule_named``: the condition of another rule, asked for at a place."""
        self.defined, self.rule_named = definitions, rule_named
        self._parts = Parts(definitions.entities.values())
        self.terms: list[Term] = []
        self.made = 0
        """Conditions so far, those of other rules counted where they are asked for."""
        self._inline: Counter[str] = Counter()
        """Of each owner, so that words of one rule are called so whatever other rules there are."""

    def compiled(
        self, schema: ConditionSchema, marked: Marked, where: Path, owner: str, *, depth: int = 1
    ) -> Condition:
        """``schema``, which stands at ``where`` and belongs to ``owner`` (``rule:NAME``)."""
        self.made += 1
        if depth > MAX_NESTED:
            self.defined.problem(marked, where, f"conditions are nested deeper than {MAX_NESTED} levels")
            return NOTHING
        place = _Place(self, marked, where, owner, depth)
        parts = [*place.finding(schema), *place.of_the_item(schema), *place.holding(schema)]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def entity_concepts(
        self, names: tuple[str, ...], marked: Marked, where: Path, *, parts: bool = False
    ) -> tuple[str, ...]:
        """The concepts of entities by name, and of what is part of them."""
        concepts: list[str] = []
        for index, name in enumerate(names):
            if name not in self.defined.entities:
                self.defined.unknown("entity", name, self.defined.entities, marked, (*where, index))
            elif parts:
                concepts.extend(sorted(self._parts.of(name)))
            else:
                concepts.append(name)
        self.defined.lean_on("entity", *names, *concepts, parts=parts)
        return tuple(dict.fromkeys(concepts))

    def words(self, words: str | tuple[str, ...], marked: Marked, where: Path, owner: str) -> str:
        """The concept of a list by name, or of words given where they are used."""
        if isinstance(words, tuple):
            return self.inline(words, owner, exact=False)
        if words not in self.defined.lists:
            self.defined.unknown(
                "list", words, self.defined.lists, marked, where, otherwise=f"for the word itself write [{words}]"
            )
        self.defined.lean_on("list", words)
        return f"list:{words}"

    def inline(self, aliases: tuple[str, ...], owner: str, *, exact: bool) -> str:
        self._inline[owner] += 1
        concept = f"{'phrase' if exact else 'words'}:{owner}:{self._inline[owner]}"
        self.terms.extend(Term(concept, alias, exact=exact) for alias in aliases)
        return concept


class _Place:
    """One condition at its place."""

    def __init__(self, conditions: Conditions, marked: Marked, where: Path, owner: str, depth: int) -> None:
        self._conditions, self._marked, self._where, self._owner, self._depth = conditions, marked, where, owner, depth

    def finding(self, schema: ConditionSchema) -> list[Condition]:
        """What finds pieces of text."""
        conditions, marked, where = self._conditions, self._marked, self._where
        fields = tuple(schema.in_ or ())
        parts: list[Condition] = []
        if schema.entity is not None:
            concepts = conditions.entity_concepts(schema.entity, marked, (*where, "entity"), parts=schema.parts)
            parts.append(Literal(concepts, fields))
        if schema.words is not None:
            parts.append(Literal((conditions.words(schema.words, marked, (*where, "words"), self._owner),), fields))
        if schema.phrase is not None:
            parts.append(Literal((conditions.inline(schema.phrase, self._owner, exact=True),), fields))
        if schema.regex is not None:
            parts.append(Regex(schema.regex, fields))
        return parts

    def of_the_item(self, schema: ConditionSchema) -> list[Condition]:
        """What is asked of the item: cheap, so it stands before what reads the text again."""
        parts: list[Condition] = []
        if schema.source is not None:
            parts.append(SourceIs(StableSet(map(source_name, schema.source))))
        if schema.language is not None:
            parts.append(LanguageIs(StableSet(map(language_code, schema.language))))
        if schema.genre is not None:
            parts.append(GenreIs(StableSet(schema.genre)))
        if schema.tag is not None:
            parts.append(TagIs(StableSet(schema.tag)))
        if schema.url is not None:
            parts.append(UrlHas(tuple(text.lower() for text in schema.url)))
        if schema.newer_than is not None:
            parts.append(NewerThan(schema.newer_than))
        if schema.during is not None:
            begin, end = hours(schema.during.hours or "") or (time(0), None)
            days = tuple(map(DAYS.index, schema.during.days or ()))
            parts.append(During(begin, end, days, schema.during.zone))
        return parts

    def holding(self, schema: ConditionSchema) -> list[Condition]:
        """What holds other conditions."""
        parts: list[Condition] = []
        if schema.all is not None:
            parts.extend(self._each(schema.all, "all"))
        if schema.any is not None:
            parts.append(AnyOf(tuple(self._each(schema.any, "any"))))
        if schema.at_least is not None:
            parts.append(AtLeast(schema.at_least.n, tuple(self._each(schema.at_least.of, "at_least", "of"))))
        if schema.near is not None:
            members = self._each(schema.near.of, "near", "of", finding="near")
            parts.append(Near(tuple(members), *distance(schema.near.within), schema.near.ordered))
        if schema.count is not None:
            (of,) = self._each((schema.count.of,), "count", "of", finding="count")
            least = schema.count.at_least or 0
            parts.append(Count(of, least, schema.count.at_most, schema.count.within))
        if schema.number is not None:
            (of,) = self._each((schema.number.of,), "number", "of", finding="number")
            least = schema.number.at_least or 0
            parts.append(NumberNear(of, least, schema.number.at_most, *distance(schema.number.within)))
        if schema.rule is not None:
            where: Path = (*self._where, "rule")
            named = [
                self._conditions.rule_named(name, self._marked, (*where, at))
                for at, name in enumerate(schema.rule)
                if name not in schema.rule[:at]
            ]
            parts.append(named[0] if len(named) == 1 else AnyOf(tuple(named)))
        if schema.not_ is not None:
            parts.extend(Not(part) for part in self._each(schema.not_, "not"))
        return parts

    def _each(self, schemas: tuple[ConditionSchema, ...], *steps: str, finding: str = "") -> list[Condition]:
        """``finding``: the key whose conditions must find text."""
        compiled = []
        for index, schema in enumerate(schemas):
            where: Path = (*self._where, *steps, index)
            if where not in self._marked.marks:  # a single one, written without brackets
                where = (*self._where, *steps)
            part = self._conditions.compiled(schema, self._marked, where, self._owner, depth=self._depth + 1)
            if finding and (_asks_rule(schema) or not finds_text(part)):
                message = f"`{finding}` takes entity, words, phrase, regex or number (or `any` of those), nothing else"
                self._conditions.defined.problem(self._marked, where, message)
                part = NOTHING
            compiled.append(part)
        return compiled


def _asks_rule(schema: ConditionSchema) -> bool:
    """Whether it names another rule, of which a reader of this one cannot tell that it finds pieces of text."""
    return schema.rule is not None or any(map(_asks_rule, (*(schema.any or ()), *(schema.all or ()))))
