"""Markup -> plain text: tags gone, entities resolved, one line a block, single spaces, wrapped lines joined."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_CHARACTERS = 400_000
"""What one field may hold before markup is stripped; the rest is cut (twice what is ever scanned)."""

MAX_UNCLOSED = 5_000
"""Tags left open beyond which the tree parser, quadratic in depth, is not asked (40,000 nested div: 5 s)."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(["script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title"])
_TAG = re.compile(r"<[a-zA-Z/!]")
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_OPENS_OR_ENDS = re.compile(
    r"""<(?:
    (?P<start>[a-z][a-z0-9:-]*+)(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?+)*+\s*+/?+>
    |/(?P<end>[a-z][a-z0-9:-]*+)\s*+>
    |(?P<comment>!--.*?(?:-->|\Z)|!\[CDATA\[.*?(?:\]\]>|\Z)|(?:[!?]|/[^a-z>])[^>]*+)
    |/?[a-z]  # written otherwise: where it ends is not sure, nor what is closed behind it
    )""",
    re.ASCII | re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_VOID = frozenset(["br", "embed", "hr", "img", "meta"])
"""Hold nothing, wherever they stand; in a picture (svg) others do."""
_NEED_NO_END = frozenset(["dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"])
_LONG_REFERENCE = re.compile(r"&#(?=[0-9]{9})0*+([0-9]*+)")
_LINE_BREAKS = re.compile(r"\n\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def plain(markup: str) -> str:
    """The text a reader sees, blocks on lines of their own. Never raises; script and style are dropped."""
    text = markup[:MAX_CHARACTERS]
    text = _strip(text) if _TAG.search(text) else _unwrapped(unescaped(text))
    if text.isprintable():
        return single_spaced(text)
    text = _CONTROL.sub(" ", text).replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "\n".join(line for written in text.split("\n") if (line := single_spaced(written)))


def plain_line(markup: str) -> str:
    """As :func:`plain`, on one line: for headlines."""
    return plain(markup).replace("\n", " ")


def single_spaced(text: str) -> str:
    """On one line, its words a space apart. Most texts are so, and to part and join their words costs more than all
    else that is done to them."""
    if text.isprintable() and "  " not in text:  # of all white space only the space can be printed
        return text.strip(" ")
    return " ".join(text.split())


def _unwrapped(text: str) -> str:
    """Text without markup is wrapped at some width: one line break is a space, an empty line parts paragraphs."""
    if "\n" not in text and "\r" not in text:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LINE_BREAKS.sub(lambda breaks: "\n" if breaks[0].count("\n") > 1 else " ", text)


def is_too_deep(markup: str) -> bool:
    """Whether a tree of it may be too deep to be made: somewhere in it, too many tags are open."""
    if markup.count("<") <= MAX_UNCLOSED:
        return False
    opened: list[str] = []  # names, the innermost last; one without a name is never closed
    hidden = 0
    for tag in _OPENS_OR_ENDS.finditer(markup):
        start, end = tag["start"], tag["end"]
        if start is not None:
            if start.lower() not in _VOID:
                opened.append(start.lower())
        elif end is not None:
            _close(opened, end.lower())
        elif tag["comment"] is not None:  # perhaps it is none, but part of an attribute
            hidden += len(_TAG.findall(tag["comment"], 1))
        else:
            opened.append("")
        if len(opened) + hidden > MAX_UNCLOSED:
            return True
    return False


def _close(opened: list[str], name: str) -> None:
    """Only the innermost tag is closed, and those in it that need no end of their own: the tree parser passes over an
    end tag of what is not open, or not open here."""
    at = len(opened) - 1
    if name in BLOCKS and name != "p":
        while at >= 0 and opened[at] in _NEED_NO_END and opened[at] != name:
            at -= 1
    if at >= 0 and opened[at] == name:
        del opened[at:]


def attribute(node: LexborNode | None, name: str) -> str:
    """What an element says under ``name``; empty if it says nothing, or there is none."""
    return (node.attributes.get(name) or "").strip() if node is not None else ""


def unescaped(text: str) -> str:
    """Entities resolved. Numbers of thousands of digits are refused by Python; nine are beyond all characters."""
    if "&" not in text:
        return text
    return html.unescape(_LONG_REFERENCE.sub(lambda found: f"&#{found[1][:9] or '0'}", text))


def _strip(markup: str) -> str:
    if is_too_deep(markup):
        return unescaped(_ANY_TAG.sub("\n", markup))
    # Walked by child, next and parent: linear, where the library's own traversal is quadratic in depth.
    tree = LexborHTMLParser(markup, is_fragment=True)
    node = tree.root
    parts: list[str] = []
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            # A newline inside a text node is only a space: lines come from blocks.
            parts.append((node.text_content or "").replace("\n", " "))
        elif tag in BLOCKS:
            parts.append("\n")
        following = None if tag in SILENT else node.child
        while following is None and node is not None:
            if node.tag in BLOCKS:
                parts.append("\n")
            following = node.next
            node = node.parent
        node = following
    return "".join(parts)
