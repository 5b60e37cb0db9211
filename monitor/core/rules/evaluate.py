"""Whether a compiled condition holds for one article, and the hits that made it hold."""

from __future__ import annotations

from monitor.core.entities.hits import Hit
from monitor.core.rules.conditions import (
    NUMBER,
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
from monitor.core.rules.genre import genres_of
from monitor.core.rules.near import near
from monitor.core.rules.spans import apart, spans
from monitor.core.rules.windows import During


def evaluate(condition: Condition, subject: Subject) -> Evidence | None:
    """The evidence if ``condition`` holds (it may be empty), else None."""
    match condition:
        case Literal() | Regex():
            return spans(condition, subject) or None
        case All(parts):
            return _all(parts, subject)
        case AnyOf(parts):
            return _at_least(1, parts, subject)
        case AtLeast(least, parts):
            return _at_least(least, parts, subject)
        case Not(part):
            return () if evaluate(part, subject) is None else None
        case Near():
            return _near(condition, subject)
        case Count():
            return _count(condition, subject)
        case NumberNear():
            return spans(condition, subject) or None
        case _:
            return () if _of_the_item(condition, subject) else None


def _of_the_item(condition: AskedOfItem, subject: Subject) -> bool:
    """What is asked of the item and not of its text."""
    match condition:
        case SourceIs(names):
            return not subject.sources.isdisjoint(names)
        case LanguageIs(codes):
            return subject.language in codes
        case GenreIs(genres):
            return not genres.isdisjoint(genres_of(subject))
        case TagIs(tags):
            return not subject.tags.isdisjoint(tags)
        case UrlHas(texts):
            return any(text in subject.url.lower() for text in texts)
        case NewerThan(age):
            return subject.age <= age
        case During():
            return condition.holds(subject.published)


def _all(parts: tuple[Condition, ...], subject: Subject) -> Evidence | None:
    gathered: Evidence = ()
    for part in parts:
        evidence = evaluate(part, subject)
        if evidence is None:
            return None
        gathered += evidence
    return gathered


def _at_least(least: int, parts: tuple[Condition, ...], subject: Subject) -> Evidence | None:
    held = [evidence for part in parts if (evidence := evaluate(part, subject)) is not None]
    return sum(held, ()) if len(held) >= least else None


def _near(condition: Near, subject: Subject) -> Evidence | None:
    each: list[Evidence] = []
    for member in condition.members:
        if not (hits := spans(member, subject)):  # mostly the first: the others need not be looked for
            return None
        each.append(hits)
    return near(each, condition.unit, condition.words, subject.document, ordered=condition.ordered)


def counted(count: Count, subject: Subject) -> Evidence:
    """What is counted, in the whole item. Hits that overlap are one."""
    occurrences = spans(count.of, subject)
    if isinstance(count.of, NumberNear):  # which finds the number and what it counts
        occurrences = tuple(hit for hit in occurrences if hit.concept == NUMBER)
    return apart(occurrences)


def _count(count: Count, subject: Subject) -> Evidence | None:
    """Without any hit there is one unit with none."""
    units: dict[int, list[Hit]] = {}
    bounds = None if count.unit == "item" else subject.document.bounds(count.unit)
    for hit in counted(count, subject):
        units.setdefault(bounds.index(hit.start) if bounds else 0, []).append(hit)
    for found in units.values() or [[]]:
        if count.least <= len(found) and (count.most is None or len(found) <= count.most):
            return tuple(found)
    return None
