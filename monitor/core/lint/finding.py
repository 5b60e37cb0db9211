"""What lint says: a finding with its code, and every code there is. Reasons and remedies: docs/lint.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.core.errors import Problem


class Weight(StrEnum):
    """``warning``: probably not what was meant. ``note``: worth a look."""

    WARNING = "warning"
    NOTE = "note"


CODES = {
    "short-alias": "a name so short that it is found inside or instead of other words",
    "common-word": "a name or a word that finds an ordinary word",
    "shadowed-alias": "one text is found as two entities",
    "invisible-character": "a character that nobody sees",
    "curly-quotes": "curly quotes around a name or a word, which is found only where they stand",
    "several-in-one": "a list of names or words that is written as one text",
    "look-alike-letter": "a letter of another script in what is compared letter by letter",
    "star-as-text": "a star where it stands for nothing",
    "regex-in-words": "signs of a regular expression in a name or a word",
    "never-takes-all": "a phrase under `never` that is a name or word itself",
    "list-as-word": "the name of a list that is looked for as a word",
    "several-keys": "keys of one condition, all of which must hold, where one may have been meant to be enough",
    "never-true": "a condition that can never hold",
    "always-true": "a condition that always holds",
    "matches-nearly-everything": "a condition that nearly every item meets",
    "not-swallows": "a `not` that leaves nothing of its rule, or of one branch of it",
    "empty-regex": "a regular expression that matches the empty text",
    "english-regex": "a regular expression that knows English letters only beside others",
    "escaped-regex": "a regular expression with a control character, as YAML reads `\\b` in double quotes",
    "slashed-regex": "a regular expression between slashes, which the text must have",
    "regex-alone": "a regular expression that no word spares from running on every item",
    "unused-entity": "an entity that nothing hears of",
    "unused-list": "a list that nothing refers to",
    "idle-never": "a phrase under `never` that takes away no word of its list",
    "overlapping-rules": "a rule that another one makes superfluous",
    "rule-without-test": "a rule that lacks a test",
    "no-rules": "a rule set without any rule",
    "unread-file": "a file beside rules, seeds or templates that nothing reads",
    "idle-receiver": "a receiver that no route reaches",
    "same-address": "an alert that comes to one address twice",
    "unknown-source": "a source that no feed is",
    "address-as-source": "a source that is written as an address",
    "unknown-tag": "a tag that no feed has",
    "unknown-language": "a language that no feed has",
    "too-few-sources": "more sources than the config has feeds of",
    "idle-route": "a route that no alert comes to",
    "one-owner-twice": "an owner of feeds that is written in two ways",
    "country-code": "a country where a language belongs",
    "odd-zone": "a time zone that is another than it looks like",
    "hash-begins-comment": "a # behind a space, before a word: a comment that was meant as text",
    "unused-allow": "a comment that silences nothing",
}
"""Every code, and what it stands for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the files that is allowed but looks wrong. ``key_line``: where the key of the entity, list, rule
    or receiver that holds it stands, 0 if none does. ``unused``: the list or entity that it calls so and says no more
    of: of many in one file one line tells."""

    problem: Problem
    code: str
    weight: Weight
    key_line: int = 0
    unused: str = ""

    def __str__(self) -> str:
        """``file:line:column: warning CODE: message``"""
        where = f"{self.problem.path}:{self.problem.line}:{self.problem.column}: " if self.problem.line else ""
        return f"{where}{self.weight} {self.code}: {self.problem.message}"
