"""The main text of a web page by trafilatura, which is not installed with the rest. Its only user."""

from __future__ import annotations

from importlib.util import find_spec

from monitor.core.errors import MonitorError
from monitor.core.text.article_page import MAX_CHARACTERS, decoded
from monitor.core.text.markup import is_too_deep

REMEDY = "pip install trafilatura lxml-html-clean (what the extra `fulltext` names)"


def is_installed() -> bool:
    return find_spec("trafilatura") is not None


def main_text(markup: str) -> str:
    """The paragraphs of the article, one a line; empty if there is none. Raises MonitorError if it is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        raise MonitorError(f"to find the main text of a page needs trafilatura: {REMEDY}") from None
    return extract(markup, include_comments=False, favor_precision=True) or ""


def text_of_page(body: bytes, content_type: str) -> str:
    """As :func:`main_text`, of a page as it came; empty of one that is built to be slow. For worker processes."""
    markup = decoded(body, content_type)[:MAX_CHARACTERS]
    return "" if is_too_deep(markup) else main_text(markup)
