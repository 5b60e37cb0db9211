"""The main text of a web page by trafilatura, which is not installed with the rest. Its only user."""

from __future__ import annotations

from monitor.core.errors import MonitorError

_REMEDY = "pip install trafilatura lxml-html-clean (what the extra `fulltext` names)"


def main_text(markup: str) -> str:
    """The paragraphs of the article, one a line; empty if there is none. Raises MonitorError if it is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        raise MonitorError(f"the main text of a page by trafilatura needs it: {_REMEDY}") from None
    return extract(markup, include_comments=False, include_tables=False, favor_precision=True) or ""
