"""monitor explain"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.items import as_row
from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.output import say_json, show, show_table
from monitor.cli.store import reading
from monitor.core.errors import InputError, MonitorError, nearest
from monitor.core.ids import MAX_ID

if TYPE_CHECKING:
    from monitor.answers.explanation import Explanation
    from monitor.core.rules.explain import Explained
    from monitor.core.rules.ruleset import RuleSet
    from monitor.core.stories.texts.passages import Passage
    from monitor.store.articles import StoredArticle
    from monitor.store.database import Transaction


_UNDATED = (
    "published: that it was first seen counts, as its date is missing or not believed (before 1990, or more than ten "
    "minutes ahead)"
)


def explain(
    item: Annotated[
        list[str],
        typer.Argument(help="An item's id, its address, words of its headline, or the alert on it: `alert 7`."),
    ],
    config: ConfigOption = CONFIG,
    rule: Annotated[str, typer.Option("--rule", help="This rule, part by part, on the item's text.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Say why an item alerted, or why not: verdict, editions, each rule that matched, what was decided, who was told.

    Example: monitor explain 42
    """
    from monitor.answers.explanation import explanation
    from monitor.clock import utc_now

    with reading(config) as tx:
        found = _found(tx, " ".join(item))
        known = explanation(tx, found[0], utc_now(), _rules(config)) if len(found) == 1 and not rule else None
    if rule:
        _show_rule(found, rule, config, as_json=as_json)
    elif known is None:
        rows = [as_row(article) for article in found]
        show(rows, ("id", "first_seen_at", "feed", "title", "url"), as_json=as_json, empty="")
        if not as_json:
            _write(["", "several: `monitor explain ID` explains one of them"])
    elif as_json:
        say_json([_as_json(known)], indent=1)
    else:
        _write([*_lines(known), *_by_rule(known), *_told(known), *known.rules_lines])


def _found(tx: Transaction, wanted: str) -> list[StoredArticle]:
    """What is meant, newest first. Raises MonitorError if there is nothing."""
    from monitor.answers.asked import asked_for

    if wanted.isdecimal() and (len(wanted) > len(str(MAX_ID)) or not 1 <= int(wanted) <= MAX_ID):
        raise typer.BadParameter(f'"{wanted[:30]}" is no id: ids are whole numbers from 1 to {MAX_ID}')
    return asked_for(tx, wanted)


def _rules(config: Path) -> RuleSet | None:
    """Those on the disk, their tests left out, as these take longer than the answer; None if they have a mistake."""
    from monitor.config import load_config
    from monitor.core.rules.compile import compile_rules
    from monitor.rulebook import read_rules

    try:
        return compile_rules(read_rules(load_config(config).rules_folder)[0])
    except InputError:
        return None


def _lines(known: Explanation) -> list[str]:
    """On the item itself."""
    from monitor.core.zones import stamp, stamp_to_the_second

    article, of = known.article, known.of
    named = [one for one in (article.title, article.url) if one]
    compared = f" (of {of.name}: {of.title})" if of else ""
    return [
        "\n".join(named or [article.name]),
        ("a seed" if article.seed else f"from {article.feed}")
        + f", first seen {stamp_to_the_second(article.first_seen_at)}"
        + (", in the feed's first poll" if article.baseline else ""),
        f"published {stamp(article.published_at)}" if article.published_known else _UNDATED,
        f"verdict: {article.verdict}{compared}: {article.verdict_why}",
        *(f"new in it: {one}" for one in article.verdict_detail.get("new", ()) if one != article.title),
        *known.shared_lines,
        f"story {article.story_id}, edition {article.edition_number}",
        *map(str, known.corrected),
        *(f"edition {n} replaced {stamp(at)}: {why}" for n, at, _, why in known.editions),
        "",
    ]


def _rows(known: Explanation) -> list[dict[str, Any]]:
    from monitor.answers.explanation import reason

    return [
        asdict(match)
        | {"words": [f"{m['text']} ({m['entity']}, {m['field']})" for m in match.mentions]}
        | {"why": reason(match), "told": known.told.get(match.alert_id or 0, [])}
        | {"place": known.places.get(match.rule, "")}
        for match in known.matches
    ]


def _by_rule(known: Explanation) -> list[str]:
    """What was decided by each rule that matched; no table, as reasons and words are too long for one."""
    from monitor.core.types import Outcome

    found, reason = [], ""
    for row in _rows(known):
        decided = [] if row["outcome"] == Outcome.ALERT else [row["outcome"]]
        decided += [f"alert {row['alert_id']}"] if row["alert_id"] else []
        by = f"edition {row['edition_number']}, rule set {row['ruleset']}{known.place_of(row['rule'])}"
        found.append(f"{row['rule']}: {', '.join(decided)} ({by})")
        found.append("  for the same reason" if row["why"] == reason else f"  {row['why']}")
        reason = row["why"]
        if row["words"]:
            found.append(f"  found: {'; '.join(row['words'])}")
    return found


def _told(known: Explanation) -> list[str]:
    told = [f"alert {one}: {'; '.join(messages) or 'no route took it'}" for one, messages in known.told.items()]
    return ["", *told] if told else []


def _as_json(known: Explanation) -> dict[str, Any]:
    past = [{"number": n, "replaced_at": at, "title": title, "why": why} for n, at, title, why in known.editions]
    later = [{"rule": name, "since": since} for name, since in known.later]
    more = {"matches": _rows(known), "editions": past, "later_rules": later, "cut": known.text_line}
    shared = [_passage(one) for one in known.shared]
    excluded = [asdict(one) for one in known.kept_out]
    return as_row(known.article) | more | {"old_captions": known.captions, "kept_out": excluded, "shared": shared}


def _passage(one: Passage) -> dict[str, Any]:
    return {"text": one.text, "here": one.here._asdict(), "there": one.there._asdict()}


def _show_rule(articles: list[StoredArticle], name: str, config: Path, *, as_json: bool) -> None:
    """A rule of the files on the disk on the text that is stored: part by part of one article, of several whether each
    meets it."""
    from monitor.answers.explanation import on_rule
    from monitor.config import load_config
    from monitor.rulebook import load_rules

    rules = load_rules(load_config(config).rules_folder)
    if name not in rules.rules:
        raise MonitorError(f'unknown rule "{name}"{nearest(name, rules.rules)}')
    found = [(article, on_rule(article, name, rules)) for article in articles]
    if as_json:
        rows = [{"id": one.id, "rule": name, "holds": on.holds, "lines": list(on.lines())} for one, on in found]
        say_json(rows, indent=1)
    elif len(found) == 1:
        _write(_part_by_part(*found[0], name, rules.places[name]))
    else:
        rows = [as_row(one) | {"meets": "yes" if on.holds else "no"} for one, on in found]
        show_table(rows, ("id", "first_seen_at", "feed", "meets", "title"))
        _write(
            ["", f"rule {name} as it is on the disk; of one of them part by part: `monitor explain ID --rule {name}`"]
        )


def _part_by_part(article: StoredArticle, found: Explained, rule: str, place: str) -> list[str]:
    from monitor.answers.explanation import BY_AGE, HEADLINE_LEFT

    met = "meets" if found.holds else "does not meet"
    forgotten = f" Its text was forgotten ({BY_AGE}): {HEADLINE_LEFT}." if article.is_bare else ""
    item = f"item {article.id}, edition {article.edition_number},"
    head = f"{item} {met} rule {rule} as it is on the disk, {place}.{forgotten}"
    return [article.title, head, *found.lines()]


def _write(lines: list[str]) -> None:
    from monitor.core.message.plain import safe

    sys.stdout.write("".join(f"{safe(line)}\n" for line in "\n".join(lines).split("\n")) if lines else "")
