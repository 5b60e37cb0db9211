"""Why a condition holds for a text, or which part of it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.core.called import named
from monitor.core.durations import as_set, shown_beside
from monitor.core.entities.hits import Hit
from monitor.core.plural import several
from monitor.core.rules.conditions import (
    All,
    AnyOf,
    AskedOfItem,
    AtLeast,
    Condition,
    Count,
    Evidence,
    GenreIs,
    LanguageIs,
    Literal,
    Near,
    NewerThan,
    Not,
    NumberNear,
    Regex,
    SourceIs,
    Subject,
    TagIs,
    UrlHas,
)
from monitor.core.rules.counts.counting import refused
from monitor.core.rules.evaluate import counted, evaluate
from monitor.core.rules.genre import genres_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.rules.spans import spans
from monitor.core.rules.windows import DAYS, During

MAX_NAMED = 3
"""Names of one condition that are written out."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One condition, what of it was found, and whether it holds. ``parts`` are the conditions inside; ``by_parts``:
    they alone say what was found."""

    what: str
    holds: bool
    found: str
    hits: tuple[Hit, ...] = ()
    parts: tuple[Explained, ...] = ()
    by_parts: bool = False

    def lines(self, depth: int = 0) -> Iterator[str]:
        """One line a condition; of one that does not hold, or of which they alone say why, also those inside, further
        to the right."""
        found = f": {self.found}" if self.found else ""
        yield f"{'  ' * depth}{'ok' if self.holds else 'NO'}  {self.what}{found}"
        for part in () if self.holds and not self.by_parts else self.parts:
            yield from part.lines(depth + 1)

    def all_hits(self) -> Iterator[Hit]:
        yield from self.hits
        for part in self.parts:
            yield from part.all_hits()


def explain(condition: Condition, subject: Subject, rules: RuleSet) -> Explained:
    """``condition`` of a rule in ``rules``, part by part, on ``subject``."""
    evidence = evaluate(condition, subject)
    holds = evidence is not None
    match condition:
        case Literal(_, fields) | Regex(_, fields):
            hits = spans(condition, subject)
            what = _named(condition.concepts, rules) if isinstance(condition, Literal) else _regex(condition)
            where = f" in {' or '.join(fields)}" if fields else ""
            found = _shown(hits, subject) if hits else _guarded(condition, subject, rules)
            return Explained(what + where, holds, found, hits)
        case All(parts):
            return Explained("all of these", holds, "", parts=_each(parts, subject, rules), by_parts=True)
        case AnyOf(parts):
            return Explained("any of these", holds, _shown(evidence, subject), parts=_each(parts, subject, rules))
        case AtLeast(least, parts):
            inside = _each(parts, subject, rules)
            count = sum(part.holds for part in inside)
            return Explained(
                f"at least {least} of these", holds, f"{count} of {len(parts)}", parts=inside, by_parts=True
            )
        case Not(part):
            inner = explain(part, subject, rules)
            return Explained(f"not {inner.what}", holds, inner.found, inner.hits, inner.parts, inner.by_parts)
        case Near(members):
            return _near(condition, _each(members, subject, rules), evidence, subject)
        case Count(of, least, most, unit):
            inner = explain(of, subject, rules)
            where = "" if unit == "item" else f" in one {unit}"
            times = len(counted(condition, subject))
            found = f"{inner.found}, {times} in all" if times else inner.found
            return Explained(f"{inner.what} {_range(least, most)} times{where}", holds, found, inner.hits)
        case NumberNear(of, least, most):
            inner = explain(of, subject, rules)
            hits = spans(condition, subject)
            found = _shown(hits, subject) if hits else _refused(condition, subject)
            return Explained(f"a number, {_range(least, most)}, of {inner.what}", holds, found, hits)
        case _:
            return _of_the_item(condition, subject, holds=holds)


def _of_the_item(condition: AskedOfItem, subject: Subject, *, holds: bool) -> Explained:
    match condition:
        case SourceIs(names):
            return Explained(f"source {_some(sorted(names))}", holds, _some(sorted(filter(None, subject.sources))))
        case LanguageIs(codes):
            return Explained(f"language {_some(sorted(codes))}", holds, subject.language or "not known")
        case GenreIs(genres):
            return Explained(f"genre {_some(sorted(genres))}", holds, _some(sorted(genres_of(subject))))
        case TagIs(tags):
            return Explained(f"tag {_some(sorted(tags))}", holds, _some(sorted(subject.tags)))
        case UrlHas(texts):
            return Explained(f"url {_some(list(texts))}", holds, subject.url or "not known")
        case NewerThan(age):
            return Explained(f"newer than {as_set(age)}", holds, f"{shown_beside(subject.age, age)} old")
        case During(begin, end, days, zone):
            hours = f"{begin:%H:%M}-{end:%H:%M}" if end else f"{begin:%H:%M}-24:00"
            on = f" on {_some([DAYS[day] for day in days])}" if days else ""
            published = f"published {condition.as_shown(subject.published):%a %H:%M}"
            utc = "" if zone == "UTC" else f" ({subject.published:%a %H:%M} UTC)"
            return Explained(f"during {hours}{on} {zone}", holds, f"{published}{utc or ' UTC'}")


def _range(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least}"
    return f"from {least} to {most}" if least else f"at most {most}"


def _regex(condition: Regex) -> str:
    return f"regex {_some(list(condition.patterns))}"


def _each(parts: tuple[Condition, ...], subject: Subject, rules: RuleSet) -> tuple[Explained, ...]:
    return tuple(explain(part, subject, rules) for part in parts)


def _near(near: Near, members: tuple[Explained, ...], evidence: Evidence | None, subject: Subject) -> Explained:
    within = several(near.words, "word") if near.unit == "words" else f"one {near.unit}"
    what = f"near, within {within}{' in this order' if near.ordered else ''}"
    apart = evidence is None and all(member.holds for member in members)
    found = f"each is there, but {_apart(near, within, subject)}" if apart else _shown(evidence, subject)
    return Explained(what, evidence is not None, found, parts=members)


def _apart(near: Near, within: str, subject: Subject) -> str:
    """Why members of which each is there are not found together."""
    anywhere = replace(near, unit="words", words=len(subject.document.folded.text), ordered=False)
    if evaluate(anywhere, subject) is None:
        return "as the same words"
    if near.ordered and evaluate(replace(near, ordered=False), subject) is not None:
        return "in another order"
    return "too far apart" if near.unit == "words" else f"not in {within}"


def _guarded(condition: Literal | Regex, subject: Subject, rules: RuleSet) -> str:
    """Of a condition that finds nothing, the mentions that a guard of their entity took away, or that would count in
    another language."""
    taken = rules.refused(subject, condition.concepts) if isinstance(condition, Literal) else {}
    for name, mentions in taken.items():
        where = condition.fields
        hits = tuple(hit for hit in mentions if not where or subject.document.field_at(hit.start) in where)
        if hits:
            entity = rules.entities[name]
            guards = {"context": entity.context, "not_near": entity.not_near}
            asked = " or ".join(f"`{guard}`" for guard, given in guards.items() if given is not None)
            return f"{_shown(hits, subject)} stands there, its {asked} refuses it"
    language, hits = rules.elsewhere(subject, condition.concepts) if isinstance(condition, Literal) else ("", ())
    if hits and not condition.fields:
        return f"{_shown(hits, subject)} counts where the language is {language}, and that of this text is not known"
    return "nothing"


def _refused(condition: NumberNear, subject: Subject) -> str:
    """What of a number that does not fit stands in the text, and why it does not."""
    hits = spans(condition.of, subject)
    if not hits:
        return "nothing"
    locate = subject.document.locate
    numbers = [f"»{locate(at.start, at.end)[3]}« {why}" for at, why in refused(condition, hits, subject)]
    return f"{_shown(hits, subject)} stands there, but {_some(numbers) if numbers else 'no number'}"


def _shown(hits: Evidence | None, subject: Subject) -> str:
    """The texts that hit; empty if there is no evidence at all."""
    if not hits:
        return "" if hits is None else "nothing"
    texts = dict.fromkeys(f"»{subject.document.locate(hit.start, hit.end)[3]}«" for hit in hits)
    return _some(list(texts))


def _named(concepts: tuple[str, ...], rules: RuleSet) -> str:
    """Concepts by their names and as the rule file writes them; of a whole and its parts only the whole."""
    kinds: dict[str, list[str]] = {}
    for concept in concepts:
        kind, _, name = concept.partition(":")
        if not name:
            whole = rules.entities[concept].part_of
            if not whole or whole not in concepts:
                kinds.setdefault("entity", []).append(named(rules.entities[concept].name, concept))
        elif kind == "list":
            kinds.setdefault("words of the list", []).append(name)
        else:
            kinds.setdefault(kind, []).extend(f'"{alias}"' for alias in rules.aliases_of(concept))
    return " or ".join(f"{kind} {_some(names)}" for kind, names in kinds.items())


def _some(names: list[str]) -> str:
    if len(names) <= MAX_NAMED + 1:
        return ", ".join(names) or "none"
    return f"{', '.join(names[:MAX_NAMED])} and {len(names) - MAX_NAMED} more"
