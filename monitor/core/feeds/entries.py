"""Entries put into the `feeds` of a config's text, every other character as it was. Pure.

The round trip of ruamel.yaml 0.19 keeps comments and order, but neither line ends nor indents nor spaces, so the text
is edited where its marks say. The caller reads the edited text again and compares: an odd layout may come out wrong,
and must not be used then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from monitor.core.errors import InputError
from monitor.core.yaml_marks import parse

FeedEntry = Mapping[str, str | tuple[str, ...] | bool]
"""Keys and values in the order in which they are written."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_DOCUMENT_ENDS = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)
"""Wherever such a line stands: no text reaches over it."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def with_entries(text: str, entries: Sequence[FeedEntry]) -> str:
    """``text``, which is a good config, with ``entries`` at the end of its feeds, in the style of those."""
    root: Any = yaml.compose(text, Loader=_Loader)
    newline = found[0] if (found := _BREAK.search(text)) else "\n"
    feeds = next((value for key, value in root.value if key.value == "feeds"), None) if root else None
    if feeds is None:
        if root is not None and root.flow_style:
            return _in_braces(text, root, entries)
        column = root.start_mark.column if root else 0
        end = found.start() if (found := _DOCUMENT_ENDS.search(text)) else len(text)
        before = text[:end]
        head = newline * 2 if before and not _BREAK.search(before[-1]) else newline if before.strip() else ""
        return f"{before}{head}{' ' * column}feeds:{newline}{_lines(entries, column + 2, 2, newline)}{text[end:]}"
    if not feeds.flow_style:
        return _below(text, feeds, entries, newline)
    if not feeds.value and not root.flow_style:
        return _instead_of_none(text, feeds, entries, newline)
    return _in_brackets(text, feeds, entries, _is_json(root), newline)


def without_entry(text: str, number: int) -> str:
    """``text`` without entry ``number`` of its feeds, and the comments inside it; other lines stay as they are."""
    root: Any = yaml.compose(text, Loader=_Loader)
    key, feeds = next((key, value) for key, value in root.value if key.value == "feeds")
    entry, last = feeds.value[number], number == len(feeds.value) - 1
    if feeds.flow_style:
        start, end = entry.start_mark.index, entry.end_mark.index
        if not last:
            end = feeds.value[number + 1].start_mark.index
        elif number:
            start = feeds.value[number - 1].end_mark.index
        return text[:start] + text[end:]
    start = _start_of_line(text, entry.start_mark.index)
    # The dash may have a line of its own; behind the colon of `? feeds` it is not found at all.
    while start and text[start : start + feeds.start_mark.column + 1].strip(" ") != "-":
        start = _start_of_line(text, start - 1)
    end = _past_comments(text, _end_of_line(text, _end(text, entry)), feeds.start_mark.column)
    while not last and (found := re.compile(r"[ \t]*(?:\r\n|\n|\r)").match(text, end)):
        end = found.end()
    if len(feeds.value) > 1:
        return text[:start] + text[end:]
    colon = text.index(":", key.end_mark.index) + 1
    return f"{text[:colon]} []{text[colon:start]}{text[end:]}"


def _start_of_line(text: str, at: int) -> int:
    return max((found.end() for found in _BREAK.finditer(text, 0, at)), default=0)


def _past_comments(text: str, at: int, column: int) -> int:
    """Past the comments of an entry whose dash stands at ``column``: those that stand further in."""
    while (found := re.compile(r"( *)#").match(text, at)) and len(found[1]) > column:
        at = _end_of_line(text, at)
    return at


def _below(text: str, feeds: Any, entries: Sequence[FeedEntry], newline: str) -> str:
    """After the last entry of a list with dashes, and after the comments that belong to it."""
    column, last = feeds.start_mark.column, feeds.value[-1]
    at = _past_comments(text, _end_of_line(text, _end(text, last)), column)
    before = text[:at] if _ends_line(text, at) else text[:at] + newline
    gap = max(2, last.start_mark.column - column)
    apart = newline if _are_apart(text, feeds) else ""
    if last.flow_style:
        lines = "".join(
            f"{apart}{' ' * column}-{' ' * (gap - 1)}{_braces(e, json_only=False)}{newline}" for e in entries
        )
    else:
        lines = "".join(apart + _lines([entry], column, gap, newline) for entry in entries)
    return before + lines + text[at:]


def _instead_of_none(text: str, feeds: Any, entries: Sequence[FeedEntry], newline: str) -> str:
    """``feeds: []`` becomes a list with dashes; a comment behind it stays."""
    start, end = feeds.start_mark.index, feeds.end_mark.index
    at = _end_of_line(text, end)
    rest = text[end:at] if _ends_line(text, at) else text[end:at] + newline
    return text[:start].rstrip(" ") + rest + _lines(entries, 2, 2, newline) + text[at:]


def _in_brackets(text: str, feeds: Any, entries: Sequence[FeedEntry], json_only: bool, newline: str) -> str:
    """Into ``[...]``, on lines of their own if the entries there have such."""
    found = [_braces(entry, json_only=json_only) for entry in entries]
    if not feeds.value:
        at = feeds.start_mark.index + 1
        return text[:at] + ", ".join(found) + text[at:]
    last = feeds.value[-1].start_mark
    own_line = not text[: last.index].rpartition("\n")[2].strip()
    between = f",{newline}{' ' * last.column}" if own_line else ", "
    at = feeds.value[-1].end_mark.index
    return text[:at] + "".join(between + one for one in found) + text[at:]


def _in_braces(text: str, root: Any, entries: Sequence[FeedEntry]) -> str:
    """A whole config in ``{...}`` without feeds gets them at its end."""
    feeds = f'"feeds": [{", ".join(_braces(entry, json_only=True) for entry in entries)}]'
    if not root.value:
        at = root.start_mark.index + 1
        return text[:at] + feeds + text[at:]
    at = root.value[-1][1].end_mark.index
    return f"{text[:at]}, {feeds}{text[at:]}"


def _end(text: str, node: Any) -> int:
    """Where the last value inside ``node`` ends: the marks of a block reach to what follows it."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return len(text[: node.end_mark.index].rstrip())


def _end_of_line(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.end() if found else len(text)


def _ends_line(text: str, at: int) -> bool:
    return at > 0 and bool(_BREAK.fullmatch(text[at - 1]))


def _are_apart(text: str, feeds: Any) -> bool:
    """Whether an empty line stands between each two entries."""
    borders = [
        (_end(text, one), other.start_mark.index) for one, other in zip(feeds.value, feeds.value[1:], strict=False)
    ]
    return bool(borders) and all(re.search(r"\n[ \t]*\r?\n", text[start:end]) for start, end in borders)


def _is_json(root: Any) -> bool:
    return bool(root.flow_style) and all(key.style == '"' for key, _ in root.value)


def _lines(entries: Sequence[FeedEntry], column: int, gap: int, newline: str) -> str:
    """Entries with a dash at ``column`` and their keys ``gap`` further on."""
    found = []
    for entry in entries:
        starts = (" " * column + "-" + " " * (gap - 1), " " * (column + gap))
        found += [f"{starts[bool(number)]}{key}: {_value(value)}" for number, (key, value) in enumerate(entry.items())]
    return "".join(line + newline for line in found)


def _braces(entry: FeedEntry, *, json_only: bool) -> str:
    if json_only:
        return json.dumps(entry, ensure_ascii=False)
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entry.items()) + "}"


def _value(value: str | tuple[str, ...] | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _scalar(value) if isinstance(value, str) else f"[{', '.join(map(_scalar, value))}]"


def _scalar(value: str) -> str:
    """Without quotes where every reader takes it as this text."""
    try:
        plain = parse(f"- [{value}]", "").value == [[value]] and isinstance(yaml.safe_load(value), str)
    except (InputError, yaml.YAMLError, ValueError):
        plain = False
    return value if plain else json.dumps(value, ensure_ascii=False)
