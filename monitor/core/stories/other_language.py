"""Does a report tell what a report in another language has told? Asked when the words find no story, or
one by names alone, and of what a headline does whenever it would alert.

Words say nothing here. What can agree are the people counted and the watched entities named, within two days, and
within hours the development (development.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from monitor.core.numbers.counts.figure import Figure, Tolls, grouped, number
from monitor.core.numbers.figures import figures_in
from monitor.core.stories.development import Development, counts_the_same, is_same, turned_since
from monitor.core.stories.facts import Facts, are_of_two_places
from monitor.core.stories.reports import StorySoFar
from monitor.core.stories.story_counts import fresh_figures
from monitor.core.types import ANY_MATERIAL, Article, Verdict, VerdictKind

WITHIN = timedelta(days=2)
"""Between two reports of one event in two languages."""
TELLING = 10
"""People from which a number says which event it is; two smaller ones that agree, of the dead and the wounded, do too.
Of pairs of English articles that agree so, 7 of 7 with two entities were of one event, with one 7 of 11."""
MAX_UNEXPLAINED = 2
"""Words of a headline that nothing explains (unexplained.py) up to which it is held to say no more than what can be
compared; one more if its count is: *two soldiers*."""
MAX_BESIDE_A_COUNT = 4
"""The same of a headline that counts as many people as the other one."""
SURE = 0.5
"""Score of a report that agrees in figures and entities: rules that told its story hear of it (intake/story.py)."""


class _Agree(IntEnum):
    NO = 0
    POSSIBLY = 1
    SURELY = 2


@dataclass(frozen=True, slots=True)
class Foreign:
    """A stored report in another language."""

    id: int
    name: str
    published: datetime
    story_id: int
    facts: Facts


def judge_other_language(
    article: Article,
    ours: Facts,
    found: Sequence[Foreign],
    story: Callable[[int], StorySoFar],
    words: Verdict,
    called: Callable[[str], str] = str,
) -> Verdict:
    """The verdict on ``article``: ``words``, which is ``new`` or an update by names alone, unless one of ``found``
    tells the same event. ``called`` is what a person calls an entity."""
    ranked = sorted(found, key=lambda one: (-_agree(ours, one.facts), abs(article.published - one.published), one.id))
    best = ranked[0] if ranked and abs(article.published - ranked[0].published) <= WITHIN else None
    agree = _agree(ours, best.facts) if best else _Agree.NO
    if best is None or agree is _Agree.NO:
        return words
    features = words.features | {
        "figures_agree": len(_same(ours, best.facts)),
        "entities_agree": len(ours.entities & best.facts.entities),
    }
    shared = _shown(ours, best.facts, called)
    if agree is _Agree.POSSIBLY:
        if words.of is not None or words.possibly_of is not None:
            return words
        why = f"possibly what {best.name} tells in another language: both say {shared}"
        return replace(words, why=why, possibly_of=best.id, features=features)
    stated = story(best.story_id).figures
    new = _raised(ours, stated) or fresh_figures(article, stated)
    if new:
        why = f"goes on from {best.name}, in another language ({shared} in both), and now says: {'; '.join(new)}"
        return Verdict(VerdictKind.UPDATE, why, best.id, SURE, new, ANY_MATERIAL, features=features)
    why = f"tells what {best.name} told in another language: both say {shared}"
    return Verdict(VerdictKind.SAME_STORY, why, best.id, SURE, features=features)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells, as far as it is compared with reports in other languages; so many words of its headline
    are ``unexplained`` (unexplained.py)."""

    article: Article
    facts: Facts
    development: Development
    unexplained: int


def judge_development(
    ours: Told,
    found: Sequence[tuple[Foreign, Development]],
    story: Callable[[int], StorySoFar],
    words: Verdict,
    called: Callable[[str], str] = str,
) -> Verdict:
    """The verdict on a report by what its headline does or counts: ``words``, which lets it alert, unless one of
    ``found`` tells the same development, of which its story has since told no other turn, and it counts no more people
    than that."""
    article, told = ours.article, ours.development
    for other, theirs in sorted(found, key=lambda one: (abs(article.published - one[0].published), one[0].id)):
        same, apart = _same(ours.facts, other.facts), abs(article.published - other.published)
        says_little = ours.unexplained <= MAX_UNEXPLAINED + bool(same)
        agree = says_little and is_same(told, theirs, apart, counted=bool(same))
        agree = agree or (ours.unexplained <= MAX_BESIDE_A_COUNT and counts_the_same(told, theirs, apart))
        agree = agree and not are_of_two_places(ours.facts, other.facts)
        if agree and says_nothing_new(ours, theirs, story(other.story_id)):
            shared = "; ".join((*sorted(told.does), _shown(ours.facts, other.facts, called)))
            return retold(ours, other, f"both say {shared}", words)
    return words


def says_nothing_new(ours: Told, theirs: Development, so_far: StorySoFar) -> bool:
    """Whether the story of ``theirs`` has told no other turn since and has stated the numbers of the headline, and the
    report counts no more people than it."""
    if turned_since(ours.development, theirs, so_far.in_other_languages(ours.article)):
        return False
    stated = {number(figure) for figure in so_far.figures}
    if any(number(figure) not in stated for figure in figures_in(ours.article.fields.title)):
        return False
    return not (_raised(ours.facts, so_far.figures) or fresh_figures(ours.article, so_far.figures))


def retold(ours: Told, other: Foreign, because: str, words: Verdict) -> Verdict:
    """That a report tells what ``other`` has told, ``because`` of what; ``words`` would let it alert."""
    features = words.features | {"entities_agree": len(ours.facts.entities & other.facts.entities)}
    why = f"tells what {other.name} told in another language: {because}"
    return Verdict(VerdictKind.SAME_STORY, why, other.id, SURE, features=features)


def _agree(ours: Facts, theirs: Facts) -> _Agree:
    same, entities = _same(ours, theirs), len(ours.entities & theirs.entities)
    telling = len({unit for unit, _ in same}) > 1 or any(value >= TELLING for _, value in same)
    if telling and entities > 1 and not are_of_two_places(ours, theirs):
        return _Agree.SURELY
    return _Agree.POSSIBLY if same and entities and (telling or entities > 1) else _Agree.NO


def _raised(ours: Facts, stated: Sequence[Figure]) -> tuple[str, ...]:
    """Numbers of people above all that the story has stated, for a person: no words say which number one replaces."""
    known = Tolls(stated)
    passed = {f.unit: f for f in sorted(ours.counted, key=number) if known.are_passed_by(f)}
    return tuple(_rise(figure, known.highest(figure.unit)) for figure in passed.values())


def _rise(figure: Figure, known: float) -> str:
    """For a person: a first count has none before it."""
    value = grouped(figure.value)
    return f"{figure.unit}: {grouped(f'{known:.0f}')} -> {value}" if known else f"{value} {figure.unit}"


def _same(ours: Facts, theirs: Facts) -> set[tuple[str, float]]:
    """(unit, value) of the people that both count."""
    one, other = ({(f.unit, number(f)) for f in facts.counted} for facts in (ours, theirs))
    return one & other


def _shown(ours: Facts, theirs: Facts, called: Callable[[str], str]) -> str:
    counted = [f"{grouped(f'{value:.0f}')} {unit}" for unit, value in sorted(_same(ours, theirs))]
    return ", ".join([*counted, *map(called, sorted(ours.entities & theirs.entities)[:5])])
