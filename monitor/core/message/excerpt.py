"""The words that made a rule fire, shown where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.types import Fields, Mention

AROUND = 70
"""Characters shown on each side of a mention."""
MAX_EXCERPTS = 3
LONGEST = 400
"""Characters from the first mention of a passage to the end of its last."""


def excerpts(fields: Fields, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Up to three passages with the mentions between » and «, one passage for mentions that stand together."""
    chosen: list[tuple[str, list[Mention]]] = []
    for mention in sorted(mentions, key=lambda m: (("title", "lead", "text").index(m.field), m.start)):
        near = (
            chosen
            and chosen[-1][0] == mention.field
            and mention.start - chosen[-1][1][-1].end < 2 * AROUND
            and mention.end - chosen[-1][1][0].start <= LONGEST
        )
        if near:
            if mention.start >= chosen[-1][1][-1].end:
                chosen[-1][1].append(mention)
        elif len(chosen) < MAX_EXCERPTS:
            chosen.append((mention.field, [mention]))
        else:
            break
    return tuple(_passage(fields.get(field), group) for field, group in chosen)


def _passage(text: str, mentions: Sequence[Mention]) -> str:
    start = _word_edge(text, mentions[0].start - AROUND, forward=True)
    end = _word_edge(text, mentions[-1].end + AROUND, forward=False)
    pieces, at = [], start
    for mention in mentions:
        pieces += [text[at : mention.start], "»", text[mention.start : mention.end], "«"]
        at = mention.end
    pieces.append(text[at:end])
    return ("… " if start > 0 else "") + "".join(pieces).replace("\n", " ").strip() + (" …" if end < len(text) else "")


def _word_edge(text: str, position: int, *, forward: bool) -> int:
    """The nearest space at or after (before) ``position``, so that no word is cut; within thirty characters."""
    if position <= 0:
        return 0
    if position >= len(text):
        return len(text)
    if forward:
        found = text.find(" ", position, position + 30)
        return found + 1 if found >= 0 else position
    found = text.rfind(" ", position - 30, position)
    return found if found >= 0 else position
