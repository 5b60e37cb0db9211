"""Character references of a document that name no character, or the marks of a section that holds text as it is."""

from __future__ import annotations

import re

_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_ESCAPED_CDATA = re.compile(rb"(>\s*)&lt;!\[CDATA\[([^<]*?)\]\](?:&gt;|>)(?=\s*</)")
_PAIR = re.compile(rb"&#[xX]?[0-9a-fA-F]{4,5};&#[xX]?[0-9a-fA-F]{4,5};")


def mended(body: bytes) -> bytes:
    """References that name no character break feedparser: surrogate pairs (an emoji, as some publishers write it)
    become the character they mean, others U+FFFD. A section of text (CDATA) around all that an element holds, whose
    marks were escaped as if they were text, is a comment to whoever reads markup, and the text would be lost."""
    if b"&lt;![CDATA[" in body:
        body = _ESCAPED_CDATA.sub(rb"\1\2", body)
    if b"&#" not in body:
        return body
    return _REFERENCE.sub(_checked, _PAIR.sub(_joined, body))


def _code(found: re.Match[bytes]) -> int:
    digits = found[1] or found[2]
    return int(digits, 16 if found[1] else 10) if len(digits) < 12 else 0x110000


def _joined(pair: re.Match[bytes]) -> bytes:
    found = [_code(one) for one in _REFERENCE.finditer(pair[0])]
    if len(found) != 2 or not 0xD800 <= found[0] < 0xDC00 <= found[1] < 0xE000:
        return pair[0]
    return b"&#%d;" % (0x10000 + ((found[0] - 0xD800) << 10) + (found[1] - 0xDC00))


def _checked(found: re.Match[bytes]) -> bytes:
    code = _code(found)
    return b"&#65533;" if code > 0x10FFFF or 0xD800 <= code < 0xE000 else found[0]
