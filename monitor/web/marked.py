"""The words that made rules hold, where they stand in an item's text."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.answers.explanation import Explanation
from monitor.core.message.content import Part

FIELDS = "title", "lead", "text"


def marked(known: Explanation) -> dict[str, list[list[Part]]]:
    """Field -> its lines in pieces, those marked that its latest edition was matched by; of a text that was forgotten,
    or is not as it was, none."""
    fields, latest = known.article.fields, known.article.edition_number
    found = [one for match in known.matches if match.edition_number == latest for one in match.mentions]
    return {
        name: _lines(
            text := fields.get(name),
            [
                (one["start"], one["end"])
                for one in found
                if one["field"] == name and text[one["start"] : one["end"]] == one["text"]
            ],
        )
        for name in FIELDS
    }


def _lines(text: str, spans: Iterable[tuple[int, int]]) -> list[list[Part]]:
    lines, at = [list[Part]()], 0
    for start, end in sorted(spans):
        if start < at:  # two rules found the same words
            continue
        _add(lines, Part(text[at:start], marked=False))
        _add(lines, Part(text[start:end], marked=True))
        at = end
    _add(lines, Part(text[at:], marked=False))
    return lines


def _add(lines: list[list[Part]], part: Part) -> None:
    for number, text in enumerate(part.text.split("\n")):
        if number:
            lines.append([])
        if text:
            lines[-1].append(Part(text, part.marked))
