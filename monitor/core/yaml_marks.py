"""YAML that a person wrote -> plain values, each with the line and column it stands on.

Stricter than PyYAML's own loader, which keeps the last of two equal keys and reads ``no`` as false and
``12:30`` as 750: duplicate keys, anchors, aliases and tags are refused, and only ``true``/``false``, ``null``,
numbers and text exist. Positions survive validation (validated.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from yaml.reader import Reader, ReaderError

from monitor.core.errors import InputError, Problem
from monitor.core.yaml_keyless import keyless

Path = tuple[str | int, ...]

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_PROBLEMS = 1_000
"""Of one file that are told one by one."""
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+([eE][-+]?[0-9]+)?")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Marked:
    """A document's plain value, and where each part stands: path of keys and indexes -> (line, column).

    ``marks`` holds the positions of values, ``keys`` those of the keys before them, ``commented`` the parts without a
    value behind which a comment stands. ``twice`` are the keys that stand a second time; the first is the one read.
    """

    path: str
    value: Any
    marks: dict[Path, tuple[int, int]] = field(repr=False)
    keys: dict[Path, tuple[int, int]] = field(repr=False)
    commented: frozenset[Path] = frozenset()
    twice: list[Path] = field(default_factory=list)

    def problem(self, where: Path, message: str, *, at_key: bool = False) -> Problem:
        """A Problem at ``where``, or at the nearest enclosing part that has a position."""
        if at_key and where in self.keys:
            return Problem(self.path, *self.keys[where], message)
        while where and where not in self.marks:
            where = where[:-1]
        return Problem(self.path, *self.marks.get(where, (1, 1)), message)


class NotYaml(InputError):
    """The text cannot be read as YAML at all."""


class KeysTwice(InputError):
    """Keys stand twice, and nothing else is wrong with the YAML. ``marked`` is the document with the first of each, in
    which other mistakes can be looked for."""

    def __init__(self, problems: Iterable[Problem], marked: Marked) -> None:
        super().__init__(problems)
        self.marked = marked


def parse(text: str, path: str) -> Marked:
    """Parse one YAML document. Raises InputError with every problem found in it, NotYaml if it is none, KeysTwice if
    all of them are keys that stand twice."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InputError.at(path, f"larger than {MAX_BYTES // 1_000_000} MB: split the file", 1, 1)
    marked = Marked(path, None, {(): (1, 1)}, {})
    problems: list[Problem] = []
    try:
        # All of them first: texts that stay, made between positions that go, held half as much memory again.
        events = iter(list(_events(text, path)))
        value = _document(events, marked, problems)
    except yaml.YAMLError as error:
        raise NotYaml([_syntax_problem(error, text, path)]) from None
    read = replace(marked, value=value, commented=_commented(value, marked, text))
    if problems:
        shown = abridged(problems[:MAX_PROBLEMS], len(problems))
        raise KeysTwice(shown, read) if len(problems) == len(read.twice) else InputError(shown)
    return read


def says_nothing(text: str) -> bool:
    """Whether ``text`` holds no document, or an empty one: nothing but comments."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return all(line in ("", "---", "...") or line.startswith("#") for line in lines)


def _commented(value: Any, marked: Marked, text: str) -> frozenset[Path]:
    if not (empty := without_value(value)):
        return frozenset()
    lines = text.splitlines()
    at = {where: marked.keys.get(where) or marked.marks[where] for where in empty}
    return frozenset(
        where
        for where, (line, column) in at.items()
        if line <= len(lines) and _COMMENT.search(lines[line - 1], max(0, column - 2))
    )


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Events = Iterator[Any]


def _events(text: str, path: str) -> _Events:
    """What the parser meets, without the stream's own ends. No anchors and aliases: they can make a small file
    enormous, and hide which rule says what."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = "anchors (&name) and aliases (*name) are not allowed: write the value out, or quote a * or &"
            raise InputError.at(path, message, *_position(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise InputError.at(path, f"nested deeper than {MAX_DEPTH} levels", *_position(event))
        elif isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent):
            continue
        yield event


def _position(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _document(events: _Events, marked: Marked, problems: list[Problem]) -> Any:
    """The value of the only document; None if there is none."""
    if (begins := next(events, None)) is None:
        return None
    value = _value(next(events), events, (), marked, problems)
    next(events)  # its end
    if another := next(events, None):
        expected = "expected a single document in the stream"
        raise yaml.composer.ComposerError(expected, begins.start_mark, "but found another document", another.start_mark)
    return value


def _syntax_problem(error: yaml.YAMLError, text: str, path: str) -> Problem:
    if isinstance(error, ReaderError) and (found := Reader.NON_PRINTABLE.search(text)):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        return Problem(path, line, column, f"not YAML: holds the control character U+{ord(found[0]):04X}")
    explanations = _conflict, _odd_indent, _odd_colon, _outdented, keyless
    for explain in explanations:
        if (explained := explain(text, error)) is not None:
            return replace(explained, path=path)
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    hint = _hint(what, _up_to(mark, text) if mark else "")
    if context and mark and context.line < mark.line and "did not find expected ','" in what:
        commented = any(_COMMENT.search(line) for line in text.splitlines()[context.line : mark.line])
        hint = f": {COMMENT_BEGINS}, and hides what closes the bracket" if commented else hint
    if mark is None:
        return Problem(path, 1, 1, f"not YAML: {what}{hint}")
    begins = f" in what begins on line {context.line + 1}" if context and context.line < mark.line else ""
    if "another document" in what:
        begins = ""
    return Problem(path, mark.line + 1, mark.column + 1, f"not YAML: {what}{begins}{hint}")


def _odd_indent(text: str, error: yaml.YAMLError) -> Problem | None:
    """The last line up to the error that is indented by what no YAML is indented by; the parser takes it for text of
    the line before, and complains of the one behind."""
    mark = getattr(error, "problem_mark", None)
    for number, line in reversed(list(enumerate(text.splitlines()[: mark.line + 1 if mark else 0], 1))):
        if odd := _ODD_INDENT.match(line):
            what = f"U+{ord(odd[1]):04X} stands where the line begins, as web pages have it: remove it, or type spaces"
            return Problem("", number, odd.start(1) + 1, f"not YAML: {what}")
    return None


def _odd_colon(text: str, error: yaml.YAMLError) -> Problem | None:
    """What looks like a colon and a space behind a key, and is none: the parser complains of the line behind."""
    context, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    said, lines = str(getattr(error, "problem", "")), text.splitlines()
    if context is not None and "could not find expected ':'" in said:
        at = context.line
    elif mark is not None and mark.line and "mapping values are not allowed" in said:
        at = mark.line - 1
    else:
        return None
    if not (odd := _ODD_COLON.search(lines[at])) or ": " in lines[at][: odd.start()]:
        return None
    code = f"U+{ord(odd[1] or odd[2]):04X}"
    what = f"{code} behind the colon is no space: type one" if odd[1] else f"{code} is no colon: type : and a space"
    return Problem("", at + 1, odd.start(odd.lastindex or 0) + 1, f"not YAML: {what}")


def _outdented(text: str, error: yaml.YAMLError) -> Problem | None:
    """A key that is indented by less than those beside it: the parser complains of the next of these, far below."""
    context, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if context is None or mark is None or "did not find expected key" not in str(getattr(error, "problem", "")):
        return None
    written = enumerate(text.splitlines()[: mark.line])
    indents = {at: len(line) - len(line.lstrip(" ")) for at, line in written if line.lstrip()[:1] not in ("", "#")}
    above = max((at for at, indent in indents.items() if indent < mark.column), default=0)
    is_after_others = any(indent == mark.column for at, indent in indents.items() if at < above)
    if not is_after_others or indents[above] != context.column:
        return None
    what = f"line {mark.line + 1} is indented by {mark.column}, and this line above it by {context.column}"
    return Problem("", above + 1, context.column + 1, f"not YAML: {what}: one of the two is indented wrongly")


def _conflict(text: str, _: yaml.YAMLError) -> Problem | None:
    """What git leaves in a file where two people changed the same lines."""
    if not (found := _CONFLICT.search(text)):
        return None
    line = text.count("\n", 0, found.start()) + 1
    what = f"{found[1]} marks a conflict that git could not merge: keep one of the two sides, and remove the marks"
    return Problem("", line, 1, f"not YAML: {what}")


def _up_to(mark: Any, text: str) -> str:
    """Its line, up to it and with it."""
    lines = text.splitlines()
    return lines[mark.line][: mark.column + 1] if mark.line < len(lines) else ""


def _hint(what: str, before: str) -> str:
    """What to do about what the parser says where a line has come to ``before``."""
    if odd := _ODD_SPACE.search(before):
        return f": a space before it is U+{ord(odd[0]):04X}, as web pages have them: type it anew"
    if "${" in before and "did not find expected ','" in what:
        return ': inside {} and [] put quotes around it: "${NAME}"'
    if keys := _KEY_OF_KEY.search(before):
        return f": put braces around what {keys[1]} holds: {keys[1]}: {{{keys[2]}: ...}}"
    if "did not find expected key" in what and (ended := _ENDED.search(before)):
        return _AFTER_QUOTE if ended["quote"] else ": put quotes around text that begins with a bracket"
    if _CURLY.search(before):
        return ": “ ” and ‘ ’ quote nothing here: write \" or '"
    if _NO_SPACE.match(before):
        return ": write a space behind the dash"
    return next((hint for said, hint in _HINTS.items() if said in what), "")


_ODD_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
_ODD_INDENT = re.compile("[ -]*([\u00a0\u2000-\u200b\u200e\u200f\u202a-\u202f\u2060-\u2069\u3000\ufeff])")
_ODD_COLON = re.compile(":([\u00a0\u2000-\u200f\u202a-\u202f\u2060-\u2069\u3000\ufeff])|([\uff1a\ufe55\ua789\u2236])")
_CONFLICT = re.compile("^(<{7}|>{7})(?= |$)", re.MULTILINE)
_CURLY = re.compile("[:,{\\[-] *[“”„‘‚]")
"""Where a value begins."""
_ENDED = re.compile(r"(?::|-) +(?:(?P<quote>[\"'])[^\"']*(?P=quote)|\[[^\[\]]*\]|\{[^{}]*\}) *\w$")
"""A value that is closed, and a word behind it."""
_AFTER_QUOTE = ": the quotes end before it. Inside '...' write '' for an apostrophe, or put \"...\" around it"
_NO_SPACE = re.compile(r" *-[{\[\"']")
_KEY_OF_KEY = re.compile(r"[{,] *([\w-]+): +([\w-]+):$")
"""A key, inside braces, whose value begins as another one."""
_COMMENT = re.compile(r"[:,{\[-] +#|[\[{,]#")
"""One that stands where a value does."""
COMMENT_BEGINS = "a # begins a comment: put quotes around text that begins with one"
_TABS = ": indent with spaces, not tabs, and quote text that begins with @, % or `"
_HINTS = {
    "found character '\\t'": _TABS,
    "that cannot start any token": _TABS,
    "tab character": _TABS,
    "mapping values are not allowed": ": quote text that holds a colon, or check the indentation",
    "unexpected end of stream": ": a quote is not closed there",
    "could not find expected ':'": ": write a colon and a space behind the key",
    "expected alphabetic or numeric character": ": put quotes around text that begins with * or &",
    "expected comment or line break": ": put quotes around text that begins with | or >",
    "did not find expected key": ": check the indentation, and quotes that are not closed above",
    "did not find expected '-'": ": check the indentation",
    "did not find expected ','": ": close the bracket before it, or put text that holds brackets or commas in quotes",
    "unknown escape character": ": in double quotes a backslash begins an escape: put the text in single quotes",
    "block sequence entries are not allowed": ": put quotes around text that begins with -; a list begins a new line",
    "mapping keys are not allowed": ": put quotes around text that begins with ?",
    "did not find expected node content": ": there is a comma too many, or text that needs quotes",
    "another document": ": write one document a file: remove `---`",
}
"""What the parser says, and what to do about it."""


def _value(event: Any, events: _Events, where: Path, marked: Marked, problems: list[Problem]) -> Any:
    """What begins with ``event`` and goes on in ``events``."""
    position = marked.marks[where] = _position(event)
    if isinstance(event, yaml.ScalarEvent):
        if event.tag not in _PLAIN_TAGS:
            problems.append(Problem(marked.path, *position, f"tag {event.tag} is not allowed: write plain text"))
            return None
        if "\0" in event.value:
            problems.append(Problem(marked.path, *position, 'holds a NUL character ("\\0"), which no store takes'))
        return event.value if event.style else _scalar(event.value)  # CSafeLoader says "" for plain
    if event.tag not in _COLLECTION_TAGS:
        problems.append(Problem(marked.path, *position, f"tag {event.tag} is not allowed: write plain lists and keys"))
        return _pass_by(event, events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [
            _value(member, events, (*where, number), marked, problems) for number, member in enumerate(_members(events))
        ]
    return _mapping(events, where, marked, problems)


def _mapping(events: _Events, where: Path, marked: Marked, problems: list[Problem]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for event in _members(events):
        at = _position(event)
        key = event.value if isinstance(event, yaml.ScalarEvent) else None
        if key is None or "\0" in key:
            problems.append(Problem(marked.path, *at, "a key must be a plain word"))
            _pass_by(event, events)
        elif key in result:
            first = marked.keys[(*where, key)]
            message = f'"{key}" stands twice, first on line {first[0]}: keep one'
            problems.append(Problem(marked.path, *at, message))
            marked.twice.append((*where, key))
        else:
            marked.keys[(*where, key)] = at
            result[key] = _value(next(events), events, (*where, key), marked, problems)
            continue
        _pass_by(next(events), events)
    return result


def _members(events: _Events) -> _Events:
    """What begins each member of a collection, up to its end; who asks takes the rest of the member."""
    while not isinstance(event := next(events), yaml.CollectionEndEvent):
        yield event


def _pass_by(event: Any, events: _Events) -> None:
    """All that belongs to ``event``."""
    if isinstance(event, yaml.CollectionStartEvent):
        for member in _members(events):
            _pass_by(member, events)


_NO_TAG = (None, "!")
_COLLECTION_TAGS = frozenset([*_NO_TAG, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"])
_PLAIN_TAGS = frozenset(
    [*_NO_TAG, *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value"))]
)


def _scalar(text: str) -> Any:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text) and len(text) < 19:
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text


def abridged(problems: list[Problem], count: int) -> list[Problem]:
    """``problems``, the first of ``count``; where the last of them stands, also how many more there are."""
    if count > len(problems):
        return [*problems, replace(max(problems), message=f"from here on {count - len(problems)} mistakes more")]
    return problems


def without_value(value: Any) -> list[Path]:
    found: list[Path] = []
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        where, value = waiting.pop()
        if value is None:
            found.append(where)
        elif isinstance(value, dict):
            waiting += [((*where, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*where, index), inner) for index, inner in enumerate(value)]
    return found
