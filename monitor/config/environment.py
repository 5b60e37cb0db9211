"""``${NAME}`` and ``file:PATH`` in config values -> the secrets they stand for, which no message shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from monitor.core.errors import Problem
from monitor.core.yaml_marks import Marked
from monitor.core.yaml_marks import Path as Where

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_WITHOUT_BRACES = re.compile(r"\$[A-Z_][A-Z0-9_]*")
"""As shells have it: taken as it stands, it is a wrong password, of which only the mail server knows."""
_SECRETS = frozenset(["headers", "password", "proxy", "secret", "token", "url", "user"])
"""Keys below which it is no text of its own, as a tag may be (`$BTC`)."""


class Secret(str):
    """Text from the environment or a file: never shown in an error. ``parts`` is what of it came from there."""

    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, *parts: str) -> Secret:
        made = cls(text)
        made.parts = parts or (text,)
        return made

    def __repr__(self) -> str:
        return "'***'"


@dataclass
class Resolver:
    """Replaces what stands for a secret; what cannot be replaced stays and is noted in ``problems``, and its place in
    ``unresolved``."""

    marked: Marked
    folder: Path
    environment: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    unresolved: list[Where] = field(default_factory=list)

    def resolved(self, value: Any, where: Where = ()) -> Any:
        if isinstance(value, dict):
            return {k: self.resolved(v, (*where, k)) for k, v in value.items()}
        if isinstance(value, list):
            return [self.resolved(v, (*where, i)) for i, v in enumerate(value)]
        if not isinstance(value, str):
            return value
        if value.startswith("file:"):
            return self._from_file(value, where)
        if _WITHOUT_BRACES.fullmatch(value) and not _SECRETS.isdisjoint(where):
            # Its name may be a secret that begins so.
            wanted = "an environment variable is written ${NAME}, in braces"
            self._is_missing(where, f"{wanted}; a secret that begins with $ comes from one, or from a file")
            return value
        names = _VARIABLE.findall(value)
        wrong = [reason for name in names if (reason := self._reason_against(name))]
        if "${" in _VARIABLE.sub("", value):
            wrong.append("`${` begins the name of an environment variable: write ${NAME}, without a default")
        for reason in wrong:
            self._is_missing(where, reason)
        if wrong or not names:
            return value
        text = _VARIABLE.sub(lambda found: self.environment[found[1]], value)
        return Secret.of(text, *(self.environment[name] for name in names))

    def _from_file(self, value: str, where: Where) -> str:
        path = self.folder / value.removeprefix("file:")
        try:
            if S_ISREG(mode := path.stat().st_mode) or S_ISDIR(mode):
                return Secret.of(path.read_text(encoding="utf-8-sig").strip())
            reason = "no regular file"  # a pipe would hold up this reading and all later ones until somebody writes
        except OSError as error:
            reason = error.strerror or str(error)
        except UnicodeDecodeError:
            reason = "not UTF-8 text"
        except ValueError:
            reason = "no name of a file"
        self._is_missing(where, f"cannot read the secret's file {value[5:]}: {reason}")
        return value.removeprefix("file:")  # its colon would be a mistake of its own in a user's name

    def _is_missing(self, where: Where, reason: str) -> None:
        self.problems.append(self.marked.problem(where, reason))
        self.unresolved.append(where)

    def _reason_against(self, name: str) -> str:
        if name not in self.environment:
            return f"the environment has no {name}: set it, or write the value here"
        try:
            self.environment[name].encode()
        except UnicodeEncodeError:
            return f"{name} in the environment is not UTF-8 text"
        return ""


def with_value(whole: Any, where: Where, value: Secret) -> Any:
    """``whole`` with ``value`` at ``where``."""
    if not where:
        return value
    step, rest = where[0], where[1:]
    if isinstance(whole, dict):
        return {key: with_value(one, rest, value) if key == step else one for key, one in whole.items()}
    return [with_value(one, rest, value) if at == step else one for at, one in enumerate(whole)]


def without_secret(message: str, value: Any, where: Where) -> str:
    """``message`` about the part of ``value`` at ``where``, without that part if it is a secret."""
    for step in where:
        if not isinstance(value, dict | list):
            break  # one text may stand for a list of one
        value = value.get(step) if isinstance(value, dict) else value[int(step)]
    return message.replace(str(value), "***") if isinstance(value, Secret) and value else message
