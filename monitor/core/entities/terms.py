"""Terms: the aliases of entities, lists and conditions, each with what is asked of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from monitor.core.entities.aliases import (
    acronym_patterns,
    declined_patterns,
    name_patterns,
    name_spelling,
    patterns,
    slavic_patterns,
)
from monitor.core.entities.inflection.declined import DECLINING, POLISH
from monitor.core.entities.pattern import AnyPattern
from monitor.core.entities.romanised import RomanisedPattern
from monitor.core.entities.types import Entity, Kind
from monitor.core.text.fold import fold_text

_POLISH_LETTER = re.compile("[ąćęłńśźżĄĆĘŁŃŚŹŻ]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_BEYOND_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00aa-\u024f\u1e00-\u1eff]|[*']")
_LONGEST_NAME = 4
"""Words of a name in which a nickname is looked for."""
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


class TermKind(Enum):
    NAME = "name"
    CASED = "cased"
    ACRONYM = "acronym"
    SHORT = "short"
    NEVER = "never"


class Also(NamedTuple):
    """Scripts in which an entity has a name too, so that its Latin ones have several spellings."""

    arabic: bool
    cyrillic: bool
    declining: tuple[str, ...] = ()
    """Languages in which its names are declined by other letters, and in which it has one."""


_ALSO = {
    (arabic, cyrillic, declining): Also(arabic, cyrillic, declining)
    for arabic in (False, True)
    for cyrillic in (False, True)
    for declining in ((), *((one,) for one in DECLINING), DECLINING)
}
"""One of each for all terms, of which there are tens of thousands."""


@dataclass(frozen=True, slots=True)
class Term:
    """One alias of one concept. A concept is an entity, a list or the inline words of one condition. ``of`` is the
    kind of an entity. Tens of thousands are kept: a field more is megabytes."""

    concept: str
    alias: str
    kind: TermKind = TermKind.NAME
    exact: bool = False
    of: Kind | None = None
    also: Also = _ALSO[False, False, ()]

    @property
    def whole(self) -> str:
        """All of it in one text, faster than by its repr."""
        arabic, cyrillic, declining = self.also
        of = self.of.value if self.of else ""
        also = f"{self.exact}{arabic}{cyrillic}{''.join(declining)}"
        return f"{self.concept}\x1f{self.alias}\x1f{self.kind.value}\x1f{of}\x1f{also}"


def entity_terms(entities: Mapping[str, Entity]) -> list[Term]:
    """The terms of all entities; a concept of an entity is its id."""
    terms: list[Term] = []
    for entity in entities.values():
        beyond = [name for name in entity.names if not name.isascii()]
        named_in = {language for _, language in entity.alias_languages}
        named_in |= {POLISH} if any(map(_POLISH_LETTER.search, beyond)) else set()
        declining = tuple(language for language in DECLINING if language in named_in)
        also = _ALSO[any(map(_ARABIC.search, beyond)), any(map(_CYRILLIC.search, beyond)), declining]
        by_kind = (
            (TermKind.NAME, (*entity.names, *_with_nicknames(entity))),
            (TermKind.CASED, entity.cased),
            (TermKind.ACRONYM, entity.acronyms),
            (TermKind.SHORT, entity.short),
            (TermKind.NEVER, entity.never),
        )
        terms.extend(
            Term(entity.id, alias, kind, of=entity.kind, also=also) for kind, aliases in by_kind for alias in aliases
        )
    return terms


def _with_nicknames(entity: Entity) -> Iterator[str]:
    """The Latin names of a person with one of its short forms inside, as reports put it there, in single quotes or
    without: Jimmy 'Barbecue' Chérizier. Other quotes do not count anyway."""
    nicknames = [one for one in entity.short if " " not in one] if entity.kind is Kind.PERSON else []
    for words in [name.split() for name in entity.names if nicknames and not _BEYOND_LATIN.search(name)]:
        own = {fold_text(word) for word in words}
        for nickname in [one for one in nicknames if fold_text(one) not in own]:
            for at in range(1, len(words) if len(words) <= _LONGEST_NAME else 1):
                head, tail = " ".join(words[:at]), " ".join(words[at:])
                yield from (f"{head} {nickname} {tail}", f"{head} '{nickname}' {tail}")


def alias_key(alias: str) -> str:
    """Two aliases with the same key find the same words."""
    return " ".join(fold_text(alias).split())


def patterns_of(term: Term) -> list[AnyPattern]:
    if term.kind is TermKind.ACRONYM:
        return acronym_patterns(term.alias)
    if term.kind in (TermKind.NAME, TermKind.CASED) and term.of is not None:
        found = name_patterns(term.alias, term.of, romanised=_is_romanised(term))
    else:
        found = patterns(term.alias, exact=term.exact, name=term.of is not None)
    if term.also.cyrillic and term.of is not None and term.kind in (TermKind.NAME, TermKind.SHORT):
        found.extend(slavic_patterns(term.alias, term.of))
    if term.also.declining and term.of is not None and term.kind in (TermKind.NAME, TermKind.SHORT):
        found.extend(declined_patterns(term.alias, term.of, term.also.declining))
    return found


def spelling_of(term: Term) -> RomanisedPattern | None:
    """Of the patterns of ``term`` that of its other spellings, if it has any."""
    return name_spelling(term.alias, term.of) if term.of and _is_romanised(term) else None


def _is_romanised(term: Term) -> bool:
    return term.kind is TermKind.NAME and term.also.arabic
