"""Config, rules, seeds and templates, read as texts and understood together: all of it is good, or none is used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from monitor.config import Config, checked, missing_folders, read_config
from monitor.config.routes import RouteMatch
from monitor.core.alerts.routes import without_way_out
from monitor.core.errors import InputError, Problem, as_list, nearest
from monitor.core.message.check import problems_with
from monitor.core.message.templates import Templates
from monitor.core.plural import several
from monitor.core.rules.ruleset import RuleSet
from monitor.core.yaml_marks import Path as Where
from monitor.core.yaml_marks import says_nothing
from monitor.delivery.channels import receiver_problems
from monitor.files import Texts
from monitor.reference import meaning
from monitor.rulebook import Seed, read_rules, read_seeds, seeds_of, sound_rules_of
from monitor.sources import fulltext
from monitor.templates import read_templates, templates_of
from monitor.trial import stream_tests


@dataclass(frozen=True)
class Files:
    """Everything that people write, and the texts that it was understood from."""

    config: Config
    rules: RuleSet
    seeds: tuple[Seed, ...]
    texts: Texts
    templates: Templates


def load_files(path: Path) -> Files:
    """Read config, rules, seeds and templates. Raises InputError with the problems of all of them."""
    return understand(read_files(path))


def read_files(path: Path) -> Texts:
    """All texts as they stand on the disk; what cannot be read is noted in the answer."""
    try:
        text = read_config(path)
    except InputError as error:
        return Texts(path, None, unread=error.problems)
    config, _ = checked(text, path)
    if config is None:
        return Texts(path, text)  # where the others stand is not known; what is wrong is for understand() to say
    try:
        rules, unread = read_rules(config.rules_folder)
    except InputError as error:
        placed = "rules" in config.file.model_fields_set
        said = (problem.message for problem in error.problems)
        rules, unread = {}, [config.problem(("rules",), one) for one in said] if placed else list(error.problems)
    seeds, unread_seeds = read_seeds(config.seeds_folder)
    templates, unread_templates = read_templates(config.templates_folder)
    later = (*missing_folders(config), *unread_seeds, *unread_templates)
    folders = (config.rules_folder, config.seeds_folder, config.templates_folder)
    return Texts(path, text, rules, seeds, templates, tuple(unread), later, folders)


def understand(texts: Texts) -> Files:
    """What ``texts`` mean, wherever they come from: of the disk only the secrets that the config names are asked.
    Raises InputError with the problems of all of them; what seeds and routes name is looked for in good rules only."""
    if texts.config is None:
        raise InputError(texts.unread)
    if not texts.config.strip():  # as an editor that is about to write leaves it, or a disk that is full
        raise InputError.at(texts.path, "the file is empty. If that is meant, write `feeds: []`", 1, 1)
    config, wrong = checked(texts.config, texts.path)
    if config is None:
        raise InputError(wrong)
    seeds: tuple[Seed, ...] = ()
    rules, wrong_rules = sound_rules_of(texts.rules, texts.unread)
    problems = [*texts.unread_others, *wrong_rules, *stream_tests.failures(rules)]
    if not wrong_rules:
        problems.extend(_route_problems(config, rules))
    try:
        seeds = seeds_of(texts.seeds, (), None if wrong_rules else rules)
    except InputError as error:
        problems.extend(error.problems)
    problems.extend(receiver_problems(config))
    templates = templates_of(texts.templates)
    problems.extend(problems_with(templates))
    if config.file.dedup.semantic and not meaning.is_installed():
        problems.append(config.problem(("dedup", "semantic"), f"dedup.semantic needs its model: {meaning.REMEDY}"))
    problems.extend(_full_text_problems(config))
    if found := [*wrong, *config.not_for_missing_secrets(problems)]:
        raise InputError(found)
    return Files(config, rules, seeds, texts, templates)


def emptied(texts: Texts, before: Texts | None) -> list[Problem]:
    """What is wrong with rule files that say nothing any more, as a disk that is full leaves them, and with a folder of
    rules that holds no file any more, where that of ``before`` held some: it looks so where a drive is away. What came
    meanwhile would match nothing."""
    if before is None or not before.rules:
        return []
    if not texts.rules and texts.folders:
        held = several(len(before.rules), "rule file")
        message = (
            f"it holds no rule file any more, {held} before. If that is meant, leave one there that says `rules: {{}}`"
        )
        return [Problem(str(texts.folders[0]), 0, 0, message)]
    message = "the file says nothing any more. If that is meant, delete it, or write `rules: {}`"
    return [
        Problem(path, 1, 1, message)
        for path, text in texts.rules.items()
        if says_nothing(text) and not says_nothing(before.rules.get(path, ""))
    ]


def _route_problems(config: Config, rules: RuleSet) -> list[Problem]:
    lost = without_way_out(config.routes, [(rule.id, rule.severity) for rule in rules.rules.values()])
    remedy = "end `routes:` with one that has only `to:`"
    problems = [
        config.problem(("routes",), f"an alert of rule {rule} may find no route: {remedy}") for rule in lost[:5]
    ]
    asked: list[tuple[Where, RouteMatch]] = [
        (("routes", index, "when"), route.when) for index, route in enumerate(config.file.routes)
    ]
    for index, one in enumerate(config.file.inhibit):
        asked += [(("inhibit", index, "when"), one.when), (("inhibit", index, "hold"), one.hold)]
    known = {"rule": rules.rules, "entity": rules.entities}
    for where, match in asked:
        for kind, names in known.items():
            for position, name in enumerate(getattr(match, kind)):
                if name not in names:
                    message = f'unknown {kind} "{name}"{as_list(name) or nearest(name, names)}'
                    problems.append(config.problem((*where, kind, position), message))
    return problems


def _full_text_problems(config: Config) -> list[Problem]:
    if fulltext.is_installed():
        return []
    wrong = f"full_text needs trafilatura: {fulltext.REMEDY}"
    asking = [index for index, feed in enumerate(config.file.feeds) if feed.full_text]
    return [config.problem(("feeds", index, "full_text"), wrong) for index in asking]


_AT_START = ("concurrency", "per_host", "connect_timeout", "timeout", "max_bytes", "max_items", "parse_workers",
             "parse_deadline", "contact", "allow_networks", "proxy", "stop_within")  # fmt: skip
"""Settings of `polling` that are built into connections and processes."""


def needs_restart(running: Config, edited: Config) -> list[str]:
    """Settings that differ and take effect only at the next start."""
    old, new = running.file, edited.file
    found = [name for name in ("store", "watch_files", "web") if getattr(old, name) != getattr(new, name)]
    return found + [f"polling.{name}" for name in _AT_START if getattr(old.polling, name) != getattr(new.polling, name)]
