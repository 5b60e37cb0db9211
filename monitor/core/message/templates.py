"""Jinja templates in a sandbox: those that ship, and a user's own in their place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from monitor.core.errors import Problem, nearest
from monitor.core.message import slack
from monitor.core.message.content import Content, Entry, Group, Part, Report, Rule, ShownLink
from monitor.core.message.escape import Medium, escaped, unescaped_slack

NAMES = ("plain.txt.j2", "markdown.md.j2", "email.html.j2", "slack.json.j2")
_HAS_NONE = re.compile(r"'[\w.]+\.(\w+) object' has no attribute '(\w+)'")
_NO_ELEMENT = re.compile(r"tuple object has no element (\d+)")
_NO_NAME = re.compile(r"'(\w+)' is undefined")
_GLOBALS = ("message", "header", "section", "context")
_NO_OTHERS = "no loader for this environment specified"
_PLACED = re.compile(r"'(\w+)'|(\[\d+\])")
"""What of a mistake is looked for in its line."""
_VALUES: Mapping[str, tuple[str, type]] = {
    "Content": ("`message`", Content),
    "Group": ("a group", Group),
    "Entry": ("an entry", Entry),
    "Report": ("a report", Report),
    "Rule": ("a rule", Rule),
    "Part": ("a part", Part),
    "ShownLink": ("a link", ShownLink),
}
"""What a template is made from, as docs/messages.md calls it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a template, and on which of its lines."""

    line: int
    message: str


class Templates:
    """What messages are made from. ``own`` has name -> (path, text) of a user's templates; where one of them fails with
    a message that no sample was like, the one that ships takes its place: no alert is lost over a template."""

    def __init__(self, shipped: Mapping[str, str], own: Mapping[str, tuple[str, str]] | None = None) -> None:
        self._own = own or {}
        self._shipped = {name: _compiled(name, text) for name, text in shipped.items()}
        self._mine: dict[str, Template] = {}
        self._broken: list[Problem] = []
        for name, (_, text) in self._own.items():
            try:
                self._mine[name] = _compiled(name, text)
            except TemplateError as error:
                self._broken.append(self.problem(name, _mistake(error, name)))

    @property
    def broken(self) -> tuple[Problem, ...]:
        """The templates that are no templates."""
        return tuple(self._broken)

    @property
    def own(self) -> tuple[str, ...]:
        """Names of the user's own templates that could be compiled."""
        return tuple(self._mine)

    def without_own(self) -> Templates:
        """Those that ship alone."""
        alone = copy(self)
        alone._mine = {}
        return alone

    def problem(self, name: str, mistake: Mistake) -> Problem:
        """``mistake`` as a Problem in the user's file; its column is that of the word that it names."""
        path, text = self._own[name]
        lines = text.splitlines()
        line = lines[mistake.line - 1] if 0 < mistake.line <= len(lines) else ""
        named = [name or place for name, place in _PLACED.findall(mistake.message)]
        words = [word for word in reversed(named) if word in line]
        return Problem(path, max(1, mistake.line), line.find(words[0]) + 1 if words else 1, mistake.message)

    def rendered(self, name: str, content: Content, medium: Medium) -> str:
        """``content`` as ``medium`` by the template ``name``."""
        if name in self._mine:
            done = self.tried(name, content, medium)
            if isinstance(done, str):
                return done
        return _tidy(self._shipped[name].render(message=escaped(content, medium)))

    def tried(self, name: str, content: Content, medium: Medium) -> str | Mistake:
        """What the user's own template ``name`` makes of ``content``, or what is wrong with it."""
        try:
            done = _tidy(self._mine[name].render(message=escaped(content, medium)))
            if medium is Medium.SLACK:
                slack.read(done)
            return done
        except Exception as error:  # a template is a program: whatever it raises is its mistake
            return _mistake(error, name)


def _compiled(name: str, text: str) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=".html." in name,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
    environment.globals |= {"header": _header, "section": _section, "context": _context}
    environment.filters["plain"] = unescaped_slack
    code = environment.compile(text, name, name)
    return Template.from_code(environment, code, environment.make_globals(None))


def _tidy(text: str) -> str:
    """No spaces at the ends, never two empty lines."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _mistake(error: Exception, name: str) -> Mistake:
    """A syntax error knows its line; for others it is where they left the template."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while line is None and trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
    said = str(getattr(error, "message", None) or error) or type(error).__name__
    return Mistake(line or 1, _in_words(f"{kind}{said}".splitlines()[0]))


def _in_words(said: str) -> str:
    """For those who write templates: without the names of our own values."""
    if empty := _NO_ELEMENT.search(said):
        return f"nothing stands at [{empty[1]}]: this list may be empty, so ask first, as {{% if ... %}}"
    if unknown := _NO_NAME.fullmatch(said):
        return f"nothing is called '{unknown[1]}' here{nearest(unknown[1], _GLOBALS)}"
    if _NO_OTHERS in said:
        return "a template stands for itself: it can neither include, import nor extend another one"
    found = _HAS_NONE.fullmatch(said)
    if not found or found[1] not in _VALUES:
        return said
    what, of = _VALUES[found[1]]
    return f"{what} has no '{found[2]}'{nearest(found[2], [name for name in dir(of) if name[0] != '_'])}"


def _header(text: str) -> Markup:
    return _block({"type": "header", "text": {"type": "plain_text", "emoji": False, "text": unescaped_slack(text)}})


def _section(text: str) -> Markup:
    return _block({"type": "section", "text": _mrkdwn(text)})


def _context(text: str) -> Markup:
    return _block({"type": "context", "elements": [_mrkdwn(text)]})


def _mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "verbatim": True, "text": str(text).strip()}


def _block(block: dict[str, Any]) -> Markup:
    return Markup(json.dumps(block, ensure_ascii=False))
