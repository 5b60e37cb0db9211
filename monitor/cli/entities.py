"""monitor entities, monitor entities show | suggest"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import is_dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import CONFIG, NUMBER, ConfigOption, JsonOption, whole
from monitor.cli.output import say_json
from monitor.cli.output import show as show_rows
from monitor.core.errors import MonitorError, nearest
from monitor.core.message.plain import safe

if TYPE_CHECKING:
    from monitor.core.entities.types import Entity
    from monitor.core.rules.ruleset import RuleSet

app = typer.Typer(help="What is watched, and under which spellings.", invoke_without_command=True)


@app.callback()
def entities(context: typer.Context, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List entities in short.

    Example: monitor entities --json
    """
    if context.invoked_subcommand is None:
        _show_all(_rules(config), as_json=as_json)


@app.command("show")
def show(
    entity: Annotated[list[str] | None, typer.Argument(help="Ids; without any, all entities in short.")] = None,
    config: ConfigOption = CONFIG,
    most: Annotated[
        int,
        typer.Option("--most", parser=whole(1), metavar=NUMBER, help="Other spellings of one name that are listed."),
    ] = 12,
    as_json: JsonOption = False,
) -> None:
    """List entities, or each spelling under which one is found: where it comes from, and whether it is on.

    Example: monitor entities show khan-sheikhoun
    """
    rules = _rules(config)
    if not entity:
        _show_all(rules, as_json=as_json)
        return
    known = [_known(name, rules) for name in dict.fromkeys(entity)]
    if as_json:
        say_json([row for one in known for row in _spellings(one, rules, most)], indent=1)
        return
    for one in known:
        lines = (*_about(one, rules), *_grouped(_spellings(one, rules, most)))
        sys.stdout.write("\n".join(map(safe, lines)) + "\n\n")


@app.command("suggest")
def suggest(
    entity: Annotated[list[str] | None, typer.Argument(help="Ids; without any, all entities.")] = None,
    config: ConfigOption = CONFIG,
    items: Annotated[
        int, typer.Option("--items", parser=whole(0), metavar=NUMBER, help="Stored items that are read, newest first.")
    ] = 5_000,
    geonames: Annotated[bool, typer.Option("--geonames", help="Also ask GeoNames for names of places.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Propose spellings that are not found yet: from stored items, and from GeoNames. Nothing is changed.

    Example: monitor entities suggest saraqib --geonames
    """
    from dataclasses import asdict

    from monitor.cli.store import reading
    from monitor.store import articles
    from monitor.suggest import from_gazetteer, from_texts

    rules = _rules(config)
    chosen = [_known(name, rules) for name in dict.fromkeys(entity or rules.entities)]
    found = list(from_gazetteer(chosen, rules)) if geonames else []
    if items:
        with reading(config) as tx:
            stored = articles.listed(tx, limit=items)
        found += from_texts(chosen, rules, ((one.id, one.fields, one.language) for one in stored))
    columns = ("entity", "spelling", "like", "alike", "times", "origin")
    empty = "nothing to suggest: put a spelling that you accept under `names` of its entity"
    show_rows([asdict(one) for one in found], columns, as_json=as_json, empty=empty)


def _show_all(rules: RuleSet, *, as_json: bool) -> None:
    used = _used(rules)
    rows = [_in_short(one, used.get(one.id, [])) for one in rules.entities.values()]
    show_rows(rows, ("id", "kind", "name", "part_of", "names", "used_by"), as_json=as_json, empty="no entities yet")


def _grouped(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A line for each name and below it one for each kind of form."""
    alias = ""
    for (of, source, found), group in groupby(rows, key=lambda row: (row["of"], row["from"], row["found"])):
        written = " · ".join(row["spelling"] for row in group)
        if of != alias:
            alias = of
            yield f"  {written}  [{source}]  {found}"
        else:
            yield f"      {source}: {written}  {found}"


def _rules(config: ConfigOption) -> RuleSet:
    from monitor.config import load_config
    from monitor.rulebook import load_rules

    return load_rules(load_config(config).rules_folder)


def _known(name: str, rules: RuleSet) -> Entity:
    if name not in rules.entities:
        raise MonitorError(f'unknown entity "{name}"{nearest(name, rules.entities)}')
    return rules.entities[name]


def _used(rules: RuleSet) -> dict[str, list[str]]:
    """What rules ask for -> the rules."""
    used = defaultdict[str, list[str]](list)
    for rule in rules.rules.values():
        for asked in set(_strings(rule.when)):
            used[asked].append(rule.id)
    return used


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))


def _in_short(entity: Entity, used_by: list[str]) -> dict[str, Any]:
    names = len(entity.names) + len(entity.cased) + len(entity.acronyms) + len(entity.short)
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "part_of": entity.part_of or None,
        "names": names,
        "used_by": used_by,
    }


def _about(entity: Entity, rules: RuleSet) -> Iterator[str]:
    from monitor.core.entities.types import Parts

    yield f"{entity.id}: {entity.name} ({entity.kind.value})"
    if entity.part_of:
        yield f"  part of {entity.part_of}"
    if parts := sorted(Parts(rules.entities.values()).of(entity.id) - {entity.id}):
        yield f"  has the parts {', '.join(parts)}"
    if entity.never:
        yield f"  never: {', '.join(entity.never)}"
    for key, guard in (("context", entity.context), ("not near", entity.not_near)):
        if guard is not None:
            within = f"{guard.words} words" if guard.unit == "words" else guard.unit
            said = [alias for concept in guard.concepts for alias in (rules.aliases_of(concept) or (concept,))]
            yield f"  {key}, within {within}: {', '.join(said[:8])}{' ...' if len(said) > 8 else ''}"


def _spellings(entity: Entity, rules: RuleSet, most: int) -> Iterator[dict[str, Any]]:
    """A row for each spelling; the scan itself says whether it is found."""
    from monitor.core.entities.terms import entity_terms
    from monitor.core.entities.variants import OTHER_SPELLING, count_spellings, variants
    from monitor.core.rules.found import asking

    answer = asking(entity, rules)
    languages = dict(entity.alias_languages)
    for term in entity_terms({entity.id: entity}):
        if term.kind.value == "never":
            continue
        language = languages.get(term.alias)
        for variant in variants(term, most):
            found = answer(variant)
            if variant.source == OTHER_SPELLING and found == "off":
                continue
            source = variant.source
            if source == OTHER_SPELLING:
                source = f"{source} (of {count_spellings(term)} at the most)"
            elif variant.written == term.alias and language:
                source = f"{source}, {language}"
            yield {"entity": entity.id, "of": term.alias, "spelling": variant.written, "from": source, "found": found}
