"""What the judge knows of the watched entities: which a text names, and which of them are places."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.core.stories.terms import MAX_TITLE, stems_of
from monitor.core.types import Fields, Mention


def _part_of_nothing(_: str) -> frozenset[str]:
    return frozenset()


class Watched(NamedTuple):
    """``mentions`` finds the watched entities of a text; ``around`` gives all places that a place is part of, by id,
    and None for what is no place; ``called`` is what a person calls the entity of an id, ``whole`` gives all that it is
    part of, of whatever kind."""

    mentions: Callable[[Fields], Sequence[Mention]]
    around: Callable[[str], frozenset[str] | None]
    called: Callable[[str], str] = str
    whole: Callable[[str], frozenset[str]] = _part_of_nothing


NOTHING_WATCHED = Watched(lambda _: (), lambda _: None)


def elsewhere(headline: str, told: str, watched: Watched) -> str:
    """Where ``headline`` is and ``told`` is not, in words for a person, if each names a watched place of its own; empty
    if not. A town and its province are no two places."""
    if not (ours := narrow(_places(headline, watched))) or not (theirs := narrow(_places(told, watched))):
        return ""
    here, there = _beyond(ours, theirs), _beyond(theirs, ours)
    shown = [", ".join(map(watched.called, places)) for places in (here, there)]
    return f"{shown[0]}, not {shown[1]}" if here and there else ""


def names_place(text: str, watched: Watched) -> bool:
    return bool(_places(text, watched))


def first_named(headline: str, told: Sequence[str], watched: Watched, said: Container[int]) -> str:
    """A watched place that ``headline`` names and no headline of ``told`` does, nor one that is part of it, though they
    name others; empty if there is none, or if the story has ``said`` its name (stems, terms.py)."""
    if not (ours := _places(headline, watched)) or not told:
        return ""
    theirs: dict[str, frozenset[str]] = {}
    for other in told:
        theirs |= _places(other, watched)
    known = {*theirs, *(place for around in theirs.values() for place in around)}
    new = [place for place in ours if place not in known] if theirs else []
    names = {mention.entity: mention.text for mention in watched.mentions(Fields(headline, "", ""))} if new else {}
    unsaid = (place for place in new if not all(stem in said for stem in stems_of(names[place], MAX_TITLE)))
    return next(map(watched.called, unsaid), "")


def first_named_below(headline: str, sentence: str, watched: Watched, said: Container[int]) -> str:
    """A watched place that a ``sentence`` below ``headline`` names, which that names none so near, if the story has not
    ``said`` its name; empty if there is none."""
    ours = narrow(_places(sentence, watched))
    above = _places(headline, watched)
    nearer = [place for place, around in ours.items() if place not in above and above.keys() <= around]
    names = {mention.entity: mention.text for mention in watched.mentions(Fields(sentence, "", ""))} if nearer else {}
    if len(nearer) != len(ours) or not all(_unsaid(names[place], said) for place in nearer):
        return ""
    return next(map(watched.called, nearer), "")


def _unsaid(name: str, said: Container[int]) -> bool:
    return not any(stem in said for stem in stems_of(name, MAX_TITLE))


def actor_first_named(headline: str, told: Sequence[str], watched: Watched) -> str:
    """A watched person or group that ``headline`` names and none of the texts ``told`` does, nor one that is part of
    it; empty if there is none."""
    named = dict.fromkeys(mention.entity for mention in watched.mentions(Fields(headline, "", "")))
    if not (actors := [one for one in named if watched.around(one) is None]):
        return ""
    theirs = {mention.entity for text in told for mention in watched.mentions(Fields("", "", text))}
    known = theirs.union(*map(watched.whole, theirs))
    return next((watched.called(one) for one in actors if one not in known), "")


def are_named(name: str, told: Sequence[str], watched: Watched) -> bool:
    """Whether ``name`` is that of a watched place that headlines of ``told`` name too, in whatever spelling, or name a
    part of."""
    ours = _places(name, watched)
    theirs = [_places(other, watched) for other in told] if ours else []
    known = {place for named in theirs for one, around in named.items() for place in (one, *around)}
    return bool(ours) and ours.keys() <= known


def _places(headline: str, watched: Watched) -> dict[str, frozenset[str]]:
    return places_of(dict.fromkeys(mention.entity for mention in watched.mentions(Fields(headline, "", ""))), watched)


def places_of(entities: Iterable[str], watched: Watched) -> dict[str, frozenset[str]]:
    """Those that are places, each with all that it is part of."""
    return {place: around for place in entities if (around := watched.around(place)) is not None}


def are_apart(ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]) -> bool:
    """Whether each has a place that is none of the other's, nor part of one, nor has one as part."""
    return not (are_known(ours, theirs) or are_known(theirs, ours))


def are_known(ours: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]]) -> bool:
    """Whether each of ``ours`` (entity -> all that it is part of) is one of ``theirs``, part of one, or has one as
    part."""
    return not _beyond(ours, theirs)


def narrow(places: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Without those that another of them is part of: Ariha in Idlib is not Saraqib in Idlib."""
    wider = frozenset[str]().union(*places.values())
    return {place: around for place, around in places.items() if place not in wider}


def _beyond(some: Mapping[str, frozenset[str]], others: Mapping[str, frozenset[str]]) -> list[str]:
    return [
        place
        for place, around in some.items()
        if not any(other == place or other in around or place in wider for other, wider in others.items())
    ]
