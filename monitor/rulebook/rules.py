"""rules/ -> one rule set."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor.core.errors import InputError, Problem
from monitor.core.rules.compile import sound_rules
from monitor.core.rules.inline_tests import failures
from monitor.core.rules.ruleset import RuleSet
from monitor.files import texts_below

RULE_ENDINGS = (".yaml", ".yml")


def read_rules(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every .yaml and .yml file below ``folder``, by path, and what is wrong with those that cannot be
    read. Raises InputError if there is no folder."""
    if not os.path.isdir(folder):  # noqa: PTH112 - never raises
        is_file = os.path.isfile(folder)  # noqa: PTH113 - never raises
        instead = "no such folder: put rule files there, or set `rules:`"
        raise InputError.at(folder, "is a file: name the folder that holds it" if is_file else instead)
    return texts_below(folder, RULE_ENDINGS, "a rule file")


def load_rules(folder: Path) -> RuleSet:
    """Every .yaml and .yml file below ``folder``, compiled, its inline tests run. Raises InputError."""
    return rules_of(*read_rules(folder))


def rules_of(texts: Mapping[str, str], problems: Iterable[Problem] = ()) -> RuleSet:
    """``texts`` compiled, their inline tests run. Raises InputError with all problems, those given among them."""
    rules, found = sound_rules_of(texts, problems)
    if found:
        raise InputError(found)
    return rules


def sound_rules_of(texts: Mapping[str, str], problems: Iterable[Problem] = ()) -> tuple[RuleSet, list[Problem]]:
    """The rules of ``texts`` that no mistake touches, and all problems, those of inline tests and those given among
    them: of files beside ``texts`` that could not be read."""
    unread = list(problems)
    rules, found = sound_rules(texts, unread=bool(unread))
    return rules, [*unread, *found, *failures(rules)]
