"""What a report tells, as far as a report in another language can be held against it without its words: what its
headline does (headlines/turns.py), who and where, whether there are dead or wounded.

Reports agree if all of it does. That is asked within hours: the same town is struck again the next day. What cannot
be compared so is left alone: who was freed, arrested or found stands in the words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from monitor.core.numbers.counts.counts_on import MORE
from monitor.core.numbers.counts.figure import number
from monitor.core.numbers.figures import figures_in
from monitor.core.numbers.words.unit_phrases import plain_units
from monitor.core.numbers.words.units import PEOPLE, WOUNDED, unit_of
from monitor.core.stories.another_country import SAYS
from monitor.core.stories.countries import Country, are_same, countries
from monitor.core.stories.facts import head
from monitor.core.stories.headlines.deaths import words_of_deaths
from monitor.core.stories.headlines.headline_words import plain_words
from monitor.core.stories.headlines.reactions import reacts
from monitor.core.stories.headlines.told_apart import told_apart
from monitor.core.stories.headlines.turn_words.conflict import ATTACK
from monitor.core.stories.headlines.turns import HAPPENS_AGAIN, all_turns
from monitor.core.stories.watched import Watched, are_apart, are_known, narrow, places_of
from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens
from monitor.core.types import Article, Fields

WITHIN = timedelta(hours=6)
"""Between two reports of one development in two languages: of a truce, a denial, a town that is taken."""
STRUCK_WITHIN = timedelta(hours=1)
"""The same for strikes that count nobody: the next ones on that town may be of the same day."""
COUNTED_WITHIN = timedelta(hours=3)
"""The same where both count as many people: two dead in a village may be of the next strike."""
_ENOUGH = 3
"""What must agree: things done, watched entities and countries named. A place alone is none too telling."""
_NAMESPACE = b"does"
_ATTACKS = frozenset((ATTACK, HAPPENS_AGAIN))
_TRUCE = "tells of a truce"
_OF_PLACES = frozenset(("besieges", "captures", "enters", "loses", "repels", "takes back", "withdraws"))
_OF_SOMETHING = SAYS | {
    "agrees",
    "calls off",
    "closes",
    "collapses",
    "ends",
    "extends",
    "goes ahead",
    "lifts",
    "puts off",
    "restores",
    "signs",
    "takes effect",
    "takes up again",
}
"""What is the same only if it is told of what: of a truce, of strikes."""
_COMPARED = _ATTACKS | _OF_PLACES | _OF_SOMETHING | {_TRUCE}
"""What is the same if the place and the powers are. Not frees, arrests, finds: somebody else may be."""
_LABEL = re.compile(r"^[^:]{2,20}:\s")
"""Before a headline, where it is: *Syrie : raids aériens*. Others take it for known."""
_BESIDE = frozenset((ATTACK, "agrees", "meets", "signs"))
"""Told along with something else, they are its occasion or its form: denies *strikes*, *agrees* a truce."""


@dataclass(frozen=True, slots=True)
class Development:
    """``turns``: all that the headline does, ``does``: what of it can be compared; ``reacts``: it tells what somebody
    says to it. ``countries`` and watched ``actors``, people, groups and things, are those that the headline names,
    ``all_countries`` and ``entities`` those of the beginning, ``places`` the narrowest of these: each with all that it
    is part of. ``harms``: the headline tells of dead or wounded; ``counted`` are the people whom it counts, from two
    on, by unit: none, if it counts *more* of them."""

    title: str
    turns: frozenset[str]
    does: frozenset[str]
    reacts: bool
    countries: frozenset[Country]
    actors: Mapping[str, frozenset[str]]
    all_countries: frozenset[Country]
    entities: Mapping[str, frozenset[str]]
    places: Mapping[str, frozenset[str]]
    harms: frozenset[str]
    counted: frozenset[tuple[str, float]]


def does(headline: str) -> frozenset[str]:
    """What a headline does that can be compared, without what only goes along with it; empty if nothing."""
    every = all_turns(headline)
    told = every - _BESIDE or every
    is_told_of_something = not told <= _OF_SOMETHING or ATTACK in every
    return told if told <= _COMPARED and is_told_of_something else frozenset()


def development(article: Article, watched: Watched) -> Development:
    """What ``article`` tells. ``watched`` finds the watched entities of its language."""
    title, start = article.fields.title, head(article.fields)
    below = f"{title}\n{start.lead}"
    in_title = {mention.entity for mention in watched.mentions(Fields(title, "", "")) if mention.entity}
    in_head = {mention.entity: watched.whole(mention.entity) for mention in watched.mentions(start) if mention.entity}
    return Development(
        title,
        all_turns(title),
        does(title),
        reacts(title),
        countries(_LABEL.sub("", title), article.language),
        narrow({one: watched.whole(one) for one in in_title if watched.around(one) is None}),
        countries(below, article.language),
        in_head,
        narrow(places_of(in_head, watched)),
        _harms(title),
        _counted(title),
    )


def _harms(headline: str) -> frozenset[str]:
    """Whether a headline tells of dead or wounded, with or without a number."""
    words = tokens(fold_text(plain_units(headline)))
    wounded = frozenset((WOUNDED,)) if any(unit_of(word) == WOUNDED for word in words) else frozenset[str]()
    return wounded | (frozenset(("dead",)) if words_of_deaths(headline) else frozenset())


def _counted(headline: str) -> frozenset[tuple[str, float]]:
    if not MORE.isdisjoint(plain_words(headline)):
        return frozenset()
    every = ((figure.unit, number(figure)) for figure in figures_in(headline) if figure.unit in PEOPLE)
    return frozenset((unit, value) for unit, value in every if value > 1)


def is_same(ours: Development, theirs: Development, apart: timedelta, *, counted: bool) -> bool:
    """Whether two reports so far ``apart`` tell of one development. ``counted``: they count as many people."""
    return (
        bool(ours.does)
        and (ours.does, ours.reacts) == (theirs.does, theirs.reacts)
        and apart <= _within(ours, counted=counted)
        and _is_known_to(ours, theirs)
        and _is_known_to(theirs, ours)
        and _are_of_one_place(ours, theirs)
        and not told_apart(ours.title, theirs.title)
    )


def counts_the_same(ours: Development, theirs: Development, apart: timedelta) -> bool:
    """Whether both headlines count as many people of one town within hours, and ours does nothing that theirs does
    not."""
    return (
        not ours.counted.isdisjoint(theirs.counted)
        and apart <= COUNTED_WITHIN
        and ours.turns - _BESIDE <= theirs.turns
        and ours.reacts == theirs.reacts
        and _is_known_to(ours, theirs)
        and _is_known_to(theirs, ours)
        and _share_a_town(ours, theirs)
        and not are_apart(ours.places, theirs.places)
        and not told_apart(ours.title, theirs.title)
    )


def says_nothing_else(ours: Development, theirs: Development, apart: timedelta) -> bool:
    """Whether of two reports so far ``apart`` which mean the same by what a model makes of them, ``ours`` does nothing
    that ``theirs`` does not, in no other place and by nobody else."""
    if apart > WITHIN or not ours.turns - _BESIDE <= theirs.turns or not _is_known_to(ours, theirs):
        return False
    if ours.reacts > theirs.reacts or told_apart(ours.title, theirs.title):
        return False
    if ours.places and theirs.places:
        return not are_apart(ours.places, theirs.places)
    return not ours.entities.keys().isdisjoint(theirs.entities)


def turned_since(ours: Development, theirs: Development, latest: Sequence[str]) -> bool:
    """Whether a headline of ``latest``, the latest first, that came after ``theirs`` does something else: a town that
    was captured is taken back, and may be captured again."""
    since = takewhile(lambda title: title != theirs.title, latest)
    others = (does(title) - _ATTACKS for title in since)
    return any(other and other.isdisjoint(ours.does) for other in others)


def _within(ours: Development, *, counted: bool) -> timedelta:
    if counted:
        return COUNTED_WITHIN
    return STRUCK_WITHIN if ours.does <= _ATTACKS else WITHIN


def _is_known_to(ours: Development, theirs: Development) -> bool:
    """Whether ``theirs`` names whom the headline of ``ours`` does, and tells of dead or wounded if that does."""
    says = not ours.turns.isdisjoint(SAYS)
    if says and not (ours.countries or ours.actors):
        return False
    named = theirs.countries if says else theirs.all_countries
    actors = theirs.actors if says else narrow(theirs.entities)
    return are_same(ours.countries, named) and are_known(ours.actors, actors) and ours.harms <= theirs.harms


def _are_of_one_place(ours: Development, theirs: Development) -> bool:
    """Whether both name one watched place, and enough beside it. Of strikes a town says which they are, a province
    does not."""
    if not ours.places or not theirs.places or are_apart(ours.places, theirs.places):
        return False
    if ours.does <= _ATTACKS and not _share_a_town(ours, theirs):
        return False
    countries_shared = sum(are_same(frozenset((one,)), theirs.all_countries) for one in ours.all_countries)
    entities = len(ours.entities.keys() & theirs.entities.keys())
    return entities > 0 and len(ours.does) + entities + countries_shared >= _ENOUGH


def _share_a_town(ours: Development, theirs: Development) -> bool:
    """Whether both name a place that is part of another."""
    return any(ours.places[place] for place in ours.places.keys() & theirs.places.keys())


def index_keys(told: frozenset[str]) -> tuple[int, ...]:
    """The signed 64-bit key of what a headline does (:func:`does`), the same in every language; none if nothing."""
    if not told:
        return ()
    digest = hashlib.blake2b("\x1f".join(sorted(told)).encode(), digest_size=8, person=_NAMESPACE).digest()
    return (int.from_bytes(digest, "big", signed=True),)
