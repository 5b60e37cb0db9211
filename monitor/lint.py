"""The files of a config, looked over for what is allowed but looks wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from monitor.config import Config, FeedConfig, ReceiverConfig
from monitor.core.entities.types import Entity
from monitor.core.errors import InputError, Problem
from monitor.core.lint.comments import is_unused_for_words
from monitor.core.lint.finding import Finding, Weight
from monitor.core.lint.run import lint
from monitor.core.lint.setting import FeedTraits, Setting
from monitor.core.message.templates import NAMES
from monitor.core.plural import several
from monitor.core.untrusted import language_code, source_name
from monitor.core.yaml_marks import says_nothing
from monitor.files import files_below, read_text
from monitor.reference.common_words import common_words, languages
from monitor.rulebook import RULE_ENDINGS, SEED_ENDINGS, Seed, read_rules

_ALWAYS = ("en",)
"""Languages whose ordinary words count though no feed says that it is in them."""
ENTITIES_A_LANGUAGE = 50
"""Entities of which one has a name in a language, so that reports in it are taken to be read."""


def lint_files(config: Config, entities: Mapping[str, Entity], seeds: Iterable[Seed]) -> tuple[Finding, ...]:
    """All findings in the rules and in ``config``, which are good. ``entities`` are those of the rule set, ``seeds``
    may name some of them. Raises InputError if a file has turned bad since it was read."""
    texts, problems = read_rules(config.rules_folder)
    if problems:
        raise InputError(problems)
    setting = setting_of(config, seeds)
    written = _written_languages(entities)
    read = {*_ALWAYS, *setting.languages} | {
        language for language, count in written.items() if count * ENTITIES_A_LANGUAGE >= len(entities)
    }
    found = lint(texts, entities, setting, common_words(read), common_words(written.keys() - read))
    if any(map(is_unused_for_words, found)):
        # What a file allows for the words of a language is right in it, whichever languages are read here.
        anywhere = lint(texts, entities, setting, common_words(languages()))
        found = tuple(one for one in found if not is_unused_for_words(one) or one in anywhere)
    found = (*found, *empty_files(texts))
    unread = unread_files(config.rules_folder, config.seeds_folder)
    return (*found, *unread, *unread_templates(config.templates_folder))


def empty_files(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Rule files that say nothing beside others, as editors and full disks leave them."""
    empty = [path for path, text in texts.items() if says_nothing(text)]
    if len(empty) < len(texts):
        for path in empty:
            message = "the file says nothing: delete it, or write `rules: {}` if that is meant"
            yield Finding(Problem(path, 1, 1, message), "no-rules", Weight.WARNING)


def unread_files(rules: Path, seeds: Path) -> Iterator[Finding]:
    """Files that somebody most likely takes for a rule file or a seed, and nothing reads, for their ending."""
    for folder, read, alike, remedy in (
        (rules, RULE_ENDINGS, (".yaml", ".yml", ".yaml.txt", ".yml.txt"), "name it NAME.yaml"),
        (
            seeds,
            SEED_ENDINGS,
            (".md", ".json", ".txt", ".html", ".htm", ".markdown"),
            "`monitor seeds add` makes a seed",
        ),
    ):
        for path in files_below(folder, ("",))[0]:
            name = path.name.lower()
            if name.endswith(alike) and not path.name.endswith(read) and not name.startswith("readme."):
                message = f"is not read: files here end in {' or '.join(read)}: {remedy}, or move it elsewhere"
                yield Finding(Problem(str(path), 1, 1, message), "unread-file", Weight.NOTE)


def unread_templates(folder: Path) -> Iterator[Finding]:
    """Files that somebody most likely takes for a template of messages."""
    bare = {name.removesuffix(".j2"): name for name in NAMES}
    for path in files_below(folder, ("",))[0] if folder.is_dir() else ():
        meant = next((name for short, name in bare.items() if path.name.lower().startswith(short)), "")
        if path.parent == folder and meant and path.suffix != ".j2":
            message = f"is not read: messages are made from {meant}: name it so, or move it elsewhere"
            yield Finding(Problem(str(path), 1, 1, message), "unread-file", Weight.NOTE)


def setting_of(config: Config, seeds: Iterable[Seed]) -> Setting:
    """What rules depend on in ``config`` and ``seeds``."""
    path = config.marked.path
    text = read_text(Path(path), "a config file") if config.marked.marks else ""
    return Setting(
        text,
        config.marked,
        tuple(map(_traits, config.file.feeds)),
        config.routes,
        tuple(one.inhibition for one in config.file.inhibit),
        config.file.operations,
        frozenset(name for seed in seeds for name in seed.entities),
        {name: _address(receiver) for name, receiver in config.file.receivers.items()},
    )


def counted(findings: Iterable[Finding]) -> str:
    """``2 warnings, 1 note``"""
    counts = Counter(finding.weight for finding in findings)
    parts = [several(counts[weight], weight) for weight in Weight if counts[weight]]
    return ", ".join(parts) or "no warnings"


def _traits(feed: FeedConfig) -> FeedTraits:
    names = (feed.name, feed.origin.owner, urlsplit(feed.url).hostname or "")
    sources, language = frozenset(map(source_name, names)), language_code(feed.language)
    return FeedTraits(sources, frozenset(feed.tags), language, feed.origin.owner)


def _address(receiver: ReceiverConfig) -> Hashable:
    """Where its messages arrive, whoever brings them."""
    return receiver.type, receiver.url, receiver.to.casefold(), receiver.channel, receiver.api


def _written_languages(entities: Mapping[str, Entity]) -> Counter[str]:
    """Language -> entities with a name in it."""
    return Counter(
        language for one in entities.values() for language in {language for _, language in one.alias_languages}
    )
