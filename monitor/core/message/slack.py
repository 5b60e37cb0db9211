"""Slack's blocks: read from a template, and kept within what Slack takes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from monitor.core.message.plain import cut

MAX_BLOCKS = 50
MAX_HEADER, MAX_SECTION, MAX_CONTEXT = 150, 3_000, 2_000
MAX_ALL = 12_000
"""Characters of all blocks: Slack refuses more than about 13,000, whatever its pages say."""
Block = dict[str, Any]
# What a cut may leave at the end of `mrkdwn`: half a link, half of an escaped sign.
_HALF = re.compile(r"(?:<[^<>]*|&[a-z]{0,3})…$")


@dataclass(frozen=True, slots=True)
class Post:
    """``text`` stands in notifications, ``blocks`` in the channel."""

    text: str
    blocks: list[Block]


def read(written: str) -> list[Block]:
    """The blocks that a template wrote, one JSON object after another. Raises ValueError."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while written[at:].strip():
        at += len(written[at:]) - len(written[at:].lstrip())
        try:
            block, at = decoder.raw_decode(written, at)
        except json.JSONDecodeError as error:
            remedy = "write blocks with section(), context(), header() or tojson"
            near = cut(" ".join(written[error.pos :].split()), 40)
            raise ValueError(f"not JSON near {near}: {remedy}") from None
        if wrong := _wrong(block):
            raise ValueError(f"{wrong}: {cut(json.dumps(block, ensure_ascii=False), 60)}")
        found.append(block)
    return found


def _wrong(block: Any) -> str:
    """What of the shape of a block Slack would not take; blocks of other types than we write are left to Slack."""
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        return "no block of Slack"
    text, fields, elements = (block.get(name) for name in ("text", "fields", "elements"))
    match block["type"]:
        case "header" if not _is_text(text, "plain_text"):
            return 'a header needs a text of type "plain_text", as header() writes it'
        case "section" if not (_is_text(text) or (text is None and fields)):
            return "a section needs a text with its type, as section() writes it"
        case "section" if not all(_is_text(one) for one in (fields or ())):
            return "the fields of a section are texts with their types"
        case "context" if not (isinstance(elements, list) and elements and all(map(_is_element, elements))):
            return "a context needs elements, as context() writes them"
    return ""


def _is_text(value: Any, *kinds: str) -> bool:
    its = value if isinstance(value, dict) else {}
    return its.get("type") in (kinds or ("plain_text", "mrkdwn")) and isinstance(its.get("text"), str)


def _is_element(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, dict) and value.get("type") == "image")


def fits(blocks: list[Block]) -> bool:
    """Whether Slack takes all blocks, be it that long texts are cut."""
    return len(blocks) <= MAX_BLOCKS and _size([_within(block) for block in blocks]) <= MAX_ALL


def is_whole(blocks: list[Block]) -> bool:
    """Whether no text of it is cut."""
    return blocks == [_within(block) for block in blocks]


def fitted(blocks: list[Block]) -> list[Block]:
    """``blocks`` as Slack takes them: long texts are cut, and blocks go from before the last, which has the key."""
    found = [_within(block) for one in blocks if _says_something(block := _without_blanks(one))]
    while len(found) > 2 and (len(found) > MAX_BLOCKS or _size(found) > MAX_ALL):
        del found[-2]
    return found


def _size(blocks: list[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))


def _without_blanks(block: Block) -> Block:
    if block["type"] != "context":
        return block
    return block | {"elements": [one for one in block["elements"] if one.get("text", "x").strip()]}


def _says_something(block: Block) -> bool:
    if block["type"] == "context":
        return bool(block["elements"])
    return "text" not in block or not _is_text(block["text"]) or bool(block["text"]["text"].strip())


def _within(block: Block) -> Block:
    if block["type"] == "header":
        return block | {"text": _short(block["text"], MAX_HEADER)}
    if block["type"] == "section" and isinstance(block.get("text"), dict):
        return block | {"text": _short(block["text"], MAX_SECTION)}
    if block["type"] == "context":
        return block | {"elements": [_short(one, MAX_CONTEXT) for one in block.get("elements", [])]}
    return block


def _short(text: dict[str, Any], limit: int) -> dict[str, Any]:
    said = text.get("text")
    if not isinstance(said, str) or len(said) <= limit:
        return text
    return text | {"text": _HALF.sub("…", cut(said, limit))}
