"""What kind of piece an item is: the *genre* of the IPTC's vocabularies, as far as headline and link show it."""

from __future__ import annotations

from monitor.core.rules.conditions import Subject
from monitor.core.stories.headlines.comment import is_comment, is_live

COMMENT, LIVE = "comment", "live"


def genres_of(subject: Subject) -> frozenset[str]:
    """``COMMENT``: opinion, explanation, review, pictures. ``LIVE``: a page that is written on. A report is neither."""
    title = subject.document.fields.title
    found = ((COMMENT, is_comment(title, subject.url)), (LIVE, is_live(title, subject.url)))
    return frozenset(genre for genre, holds in found if holds)
