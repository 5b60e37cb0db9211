"""The adjective of a place in Cyrillic, and the region around it: Курск, курский; Харків, Харківщина."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.entities.inflection.cyrillic_cases import STEM_THAT_STANDS_ALONE, paradigm
from monitor.core.entities.inflection.scripts import Endings, folded_set

_OF_RUSSIAN_PLACE = folded_set("ий ая ое ие ого ому им ом их ими ую ой ою")

_OF_UKRAINIAN_PLACE = folded_set("ий а е і ого ому им ій у ою их ими ої")

_OF_REGION = folded_set("а ы и і е у ой ою")


def derived(russian: str | None, ukrainian: str | None, region: str | None = None) -> Endings:
    """The adjective made of a place's name by these suffixes, and the region around it (Харківщина)."""
    of_all = ((russian, _OF_RUSSIAN_PLACE), (ukrainian, _OF_UKRAINIAN_PLACE), (region, _OF_REGION))
    return frozenset(suffix + ending for suffix, endings in of_all if suffix is not None for ending in endings)


DERIVED: tuple[tuple[tuple[str, ...], Endings], ...] = (
    (("ск", "цк"), derived("", None)),
    (("ськ", "цьк"), derived(None, "")),
    (("ц", "сс"), derived("к", "ьк")),
    (("с",), derived("ск", "ьк")),
    (("ль", "л"), derived("ьск", "ьськ", "ьщин")),
    (("и", "і"), derived("иск", "иськ")),
    (("",), derived("ск", "ськ", "щин")),
)
"""What a place's name ends in before its case ending, and the endings of the adjective made of it: Курск, курский;
Винница, винницкий; Мариуполь, мариупольский; Латакия, латакийский; Идлиб, идлибский."""

BEFORE_UKRAINIAN_SK = {
    **dict.fromkeys("гжз", ("з", "ьк")),
    **dict.fromkeys("кч", ("ц", "ьк")),
    **dict.fromkeys("хш", ("с", "ьк")),
}
"""What the last letter of a stem becomes, and the suffix behind it: Кременчук, кременчуцький."""

_SK_THAT_STAYS = {"дамаск": "дамас"}
"""Elsewhere ск is the adjective's own: Курск, курский; Дамаск, дамасский."""

WITHOUT_REGION_SUFFIX = (("ськ", "щин"), ("цьк", "ччин"), ("с", "щин"))
"""What a stem loses before the suffix of its region: Луганськ, Луганщина; Донецьк, Донеччина; Одеса, Одещина."""

SHORTEST_DERIVED, SHORTEST_DERIVED_OF_IYA = 4, 6
"""Letters of a stem from which its adjective is found. Those in ия are mostly states, of whose adjective every report
is full (сирийский)."""


def adjective_of(stem: str) -> Endings:
    return next(derived for ends, derived in DERIVED if stem.endswith(ends))


def derived_from_other_stems(word: str) -> Iterator[tuple[str, Endings]]:
    """Stems that the adjective and the region of a place have, which its name has not: Авдеевка, авдеевский;
    Запорожье, запорожский; Запоріжжя, запорізький; Кременчук, кременчуцький; Рига, рижский; Донецьк, Донеччина."""
    stem, _ = paradigm(word, STEM_THAT_STANDS_ALONE)
    suffix_falls = word.endswith(("вка", "нка", "ье", "ьє"))
    doubled = word.endswith("я") and stem[-2:] == stem[-1] * 2
    base = stem[:-1] if suffix_falls or doubled else stem
    if len(base) < SHORTEST_DERIVED:
        return
    if base != stem:
        yield base, adjective_of(base)
    if base in _SK_THAT_STAYS:
        yield _SK_THAT_STAYS[base], derived("ск", "ьк")
    if word.endswith("га"):
        yield f"{base[:-1]}ж", derived("ск", None)
    if base[-1] in BEFORE_UKRAINIAN_SK and not base.endswith(("ск", "цк", "ьк")):
        letter, suffix = BEFORE_UKRAINIAN_SK[base[-1]]
        yield base[:-1] + letter, derived(None, suffix)
    for lost, suffix in WITHOUT_REGION_SUFFIX:
        if base.endswith(lost):
            yield base.removesuffix(lost), derived(None, None, suffix)
