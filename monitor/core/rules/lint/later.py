"""Keys that are checked and kept, and carried out by a later version."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.core.rules.lint.book import Book
from monitor.core.rules.lint.finding import Finding

NOT_YET = ("confirm", "spike", "first_mention", "quiet", "raise", "repeat_after")


def not_yet(book: Book) -> Iterator[Finding]:
    for place in book.rules.values():
        for key in NOT_YET:
            if key in place.value:
                message = f"`{key}` is not carried out yet: the rule alerts as if it were not there"
                yield place.below(key).warning("not-yet", message, at_key=True)
        if place.value.get("group_by", "story") != "story":
            message = f"`group_by: {place.value['group_by']}` is not carried out yet: the rule groups by story"
            yield place.below("group_by").warning("not-yet", message, at_key=True)
