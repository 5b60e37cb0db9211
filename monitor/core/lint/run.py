"""All checks over all files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from monitor.core.entities.types import Entity
from monitor.core.lint.aliases import (
    CommonWords,
    common_words,
    curly_quotes,
    invisible_characters,
    short_aliases,
)
from monitor.core.lint.as_written import look_alikes, odd_spaces, stars
from monitor.core.lint.book import Book, Place, read
from monitor.core.lint.comments import without_allowed
from monitor.core.lint.finding import Finding
from monitor.core.lint.formula import Reader
from monitor.core.lint.hash_signs import hash_signs
from monitor.core.lint.idle_never import idle_never
from monitor.core.lint.list_names import list_names
from monitor.core.lint.list_words import common_list_words
from monitor.core.lint.logic import Condition
from monitor.core.lint.never_all import never_takes_all
from monitor.core.lint.origins import countries, tags_in_one, unknown_origins
from monitor.core.lint.overlap import overlapping
from monitor.core.lint.owners import one_owner_twice
from monitor.core.lint.regex_in_words import regexes_in_words
from monitor.core.lint.regexes import empty_regexes, english_regexes, escaped_regexes, slashed_regexes
from monitor.core.lint.setting import Setting, idle_receivers, idle_routes, no_rules, same_addresses
from monitor.core.lint.several import several_in_one, words_over_lines
from monitor.core.lint.several_keys import several_keys
from monitor.core.lint.shadows import shadowed_aliases
from monitor.core.lint.too_few_sources import too_few_sources
from monitor.core.lint.truth import truth
from monitor.core.lint.untested import untested
from monitor.core.lint.usage import told_together, unused
from monitor.core.lint.zones import odd_zones
from monitor.core.types import Severity
from monitor.core.uncollected import uncollected


def lint(
    files: Mapping[str, str],
    entities: Mapping[str, Entity],
    setting: Setting | None = None,
    common: CommonWords = MappingProxyType({}),
    listed: CommonWords = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """What looks wrong in rule files that :func:`compile_rules` accepts, in file order. ``files`` maps paths to texts;
    ``entities`` are those of the compiled set; without a ``setting`` nothing is said about the config; ``common``
    are the words that everybody uses, by language of the reports, ``listed`` those by further languages that names are
    listed under. Raises InputError if the files are not accepted."""
    with uncollected():
        book = read(files)
        found = list(_findings(book, entities, files, setting))
        found += common_words(book, common, listed)
        found += common_list_words(book, common)
    texts = dict(files) if setting is None else {**files, setting.marked.path: setting.text}
    found += hash_signs(texts)
    kept = without_allowed(dict.fromkeys(found), texts)
    return tuple(sorted(told_together(kept), key=lambda one: (not one.problem.path, one.problem, one.code)))


def _findings(
    book: Book, entities: Mapping[str, Entity], files: Mapping[str, str], setting: Setting | None
) -> Iterator[Finding]:
    reader = Reader(book, entities)
    conditions = {name: Condition(reader.node(place.below("when"))) for name, place in book.rules.items()}
    yield from short_aliases(book)
    yield from shadowed_aliases(book, entities)
    yield from invisible_characters(book, files)
    yield from curly_quotes(book)
    yield from several_in_one(book)
    yield from words_over_lines(book, files)
    yield from look_alikes(book)
    yield from odd_spaces(book)
    yield from stars(book)
    yield from regexes_in_words(book)
    yield from never_takes_all(book)
    yield from list_names(book)
    yield from several_keys(book)
    yield from truth(conditions, book.rules)
    yield from overlapping(conditions, book.rules)
    yield from empty_regexes(book)
    yield from english_regexes(book)
    yield from escaped_regexes(book)
    yield from slashed_regexes(book)
    yield from unused(book, reader, setting.asked if setting else ())
    yield from idle_never(book)
    yield from untested(book)
    yield from countries(book, setting)
    yield from odd_zones(book, setting)
    if setting is not None:
        yield from no_rules(book, setting)
        severities = {name: _severities(place) for name, place in book.rules.items()}
        yield from idle_receivers(setting, severities)
        yield from same_addresses(setting, severities)
        yield from unknown_origins(book, setting)
        yield from tags_in_one(setting)
        yield from too_few_sources(book, setting)
        yield from one_owner_twice(setting)
        yield from idle_routes(setting, severities)


def _severities(rule: Place) -> list[Severity]:
    return [Severity(rule.value["severity"]), *(Severity(step["to"]) for step in rule.value.get("raise", ()))]
