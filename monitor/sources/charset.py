"""A document's bytes -> the same in UTF-8, where they cannot be what it says of itself. Runs in worker processes."""

from __future__ import annotations

import codecs
import re

import chardet

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are NUL, in a document that begins with two ASCII characters."""
_SAID = re.compile(rb"^(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"']\s*([\w.:-]{1,40})\s*[\"']")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})[\"']?", re.IGNORECASE)
_ENOUGH = 4
"""Bytes by which UTF-8 is longer than its characters, from which a text in another charset is not by chance good UTF-8
throughout."""
_UTF8 = re.compile("utf-?8", re.IGNORECASE)
_WESTERN = re.compile("(us-)?ascii|iso-?8859-?1|latin-?1|(windows-|cp)1252", re.IGNORECASE)
"""What a server or a program says that was never told of another charset."""
_HIGH = bytes(range(0x80, 0x100))
_WORDS = re.compile(rb"[\x80-\xff]{4,}")
"""Words of another script; letters with marks do not stand four in a row in any language of the West."""
_TURKISH, _OF_THE_WEST = "ĞİŞğış".encode("cp1254"), "áéíóúàèæøåñãõ".encode("cp1252")
"""Bytes that are letters of Turkish, or of Icelandic; and letters that Icelandic is full of, and Turkish is not."""
_FEW = 4
_LOOKED_AT = 200_000
"""Bytes in which a charset is looked for."""


def in_utf8(body: bytes, content_type: str) -> tuple[bytes, str]:
    """``body`` and what is said of it. UTF-16 and UTF-32 show in its first bytes, whatever is said; and what is said to
    be in another charset, but is good UTF-8 with characters beyond ASCII, is UTF-8: its publisher changed over and left
    the label."""
    if wide := _wide(body):
        return _labelled(body.decode(wide, "replace").removeprefix("\ufeff").encode("utf-8", "replace"), content_type)
    said = (_charset(content_type), found[2].decode("ascii") if (found := _SAID.match(body[:500])) else "")
    if any(name and not _UTF8.fullmatch(name) for name in said) and _is_utf8(body):
        return _labelled(body, content_type)
    if any(map(_WESTERN.fullmatch, said)) and (other := _not_western(body[:_LOOKED_AT], said)):
        return _labelled(body.decode(other, "replace").encode(), content_type)
    return body, content_type


def _not_western(body: bytes, said: tuple[str, ...]) -> str:
    """The charset of a text that is said to be in a Western one and cannot be: what else is said of it, or what its
    letters say. Empty if it may be in that."""
    high, words = len(body) - len(body.translate(None, _HIGH)), _WORDS.findall(body)
    turkish, western = (sum(body.count(byte) for byte in letters) for letters in (_TURKISH, _OF_THE_WEST))
    of_another_script = 2 * sum(map(len, words)) > high
    if not of_another_script and (turkish < _FEW or turkish <= 4 * western):
        return ""
    others = (name for name in said if name and not _WESTERN.fullmatch(name) and not _UTF8.fullmatch(name))
    if body.decode(errors="replace").count("\ufffd") * 50 < high:  # a slip in what is UTF-8 all the same
        return "utf-8"
    if known := next(filter(_is_known, others), ""):
        return known
    return _detected(words) if of_another_script else "cp1254"


def _detected(words: list[bytes]) -> str:
    """By the frequency of their letters, without markup that says what it is in; empty if it is a Western one, or
    none."""
    name = chardet.detect(b" ".join(words))["encoding"] or ""
    return name if name and not _WESTERN.fullmatch(name) and _is_known(name) else ""


def _is_known(charset: str) -> bool:
    try:
        b"x".decode(charset, "replace")
    except LookupError:
        return False
    return True


def _wide(body: bytes) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    return _WIDE.get(tuple(not byte for byte in body[:4]), "")


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _is_utf8(body: bytes) -> bool:
    try:
        return len(body) - len(body.decode()) >= _ENOUGH
    except UnicodeDecodeError:
        return False


def _labelled(body: bytes, content_type: str) -> tuple[bytes, str]:
    """Nothing but UTF-8 is said of it any more."""
    kind = content_type.partition(";")[0].strip()
    return _SAID.sub(rb"\1", body, count=1), f"{kind}; charset=utf-8" if kind else ""
