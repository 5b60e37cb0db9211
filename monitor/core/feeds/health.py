"""What is wrong with a feed, from how its polls went: said once when it begins, and once when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.core.durations import shown
from monitor.core.feeds.lately import Lately
from monitor.core.feeds.rhythm import Rhythm
from monitor.core.plural import several
from monitor.core.types import Item

FAILURES = 3
"""Failed polls in a row from which a feed fails: one bad answer is nobody's business."""
GONE_POLLS = 3
"""Answers 410 in a row from which a feed is retired; one may be a mistake."""
GONE_FOR = timedelta(hours=1)
"""For so long they must come, however often a feed is asked."""
HELD_POLLS = 3
"""Polls in a row that were redirected for good to one address, from which the feed is asked there."""
GAP_ITEMS = 5
"""New items from which a document without any known one may have left out others."""
SHORT_GAP_ITEMS = 3
"""The same, where the poll before brought news too: a short feed turns over faster than it is polled. One that is
replaced as a whole now and then is none, for the polls between bring nothing."""
AHEAD_ITEMS = 2
"""Items with a date in the future from which a feed's clock is wrong; one may be a slip of an editor."""
AHEAD_FROM, AHEAD_TO = timedelta(minutes=10), timedelta(hours=15)
"""What a wrong zone makes of a date, 14 hours at most; further on it is a date of what is to come."""
QUIET_ITEMS, QUIET_FOR = 10.0, timedelta(days=1)
"""A feed is quiet that should have brought so many items since its last one, after a day. By chance that happens once
in 22,000 times (Poisson: exp(-10))."""
COLLAPSED_TO, COLLAPSED_FROM = 0.2, 25.0
"""A feed's rate has collapsed that brings at most this share of what is usual, where so many items are. By chance 5 of
25 or fewer come once in a million times (Poisson)."""
RECOVERED_FROM = 0.5
"""Share of what is usual from which it has recovered."""
KNOWN_FOR = timedelta(days=14)
"""For so long a feed is watched before it is known what is usual: its first document is no fair sample."""

WITH_GAP = " with a gap"
"""Follows the name of a trouble that stays, when a gap comes beside it."""


class Trouble(StrEnum):
    """``GAP`` passes by itself with the first poll after it was told."""

    NONE = ""
    FAILING = "failing"
    RETIRED = "retired"
    MOVED = "moved"
    STALE = "stale"
    QUIET = "quiet"
    COLLAPSED = "collapsed"
    SKEWED = "skewed"
    OUTDATED = "outdated"
    CUT = "cut off"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong and why, in words for a person; nothing is wrong with ``Trouble.NONE``. ``beside`` is why there is
    a gap as well."""

    trouble: Trouble = Trouble.NONE
    why: str = ""
    beside: str = ""

    @property
    def name(self) -> str:
        return f"{self.trouble}{WITH_GAP}" if self.beside else self.trouble.value

    @property
    def whole_why(self) -> str:
        return f"{self.beside}; {self.why}" if self.beside else self.why


def standing(name: str) -> str:
    """Of the name of a trouble the part that does not pass by itself."""
    return "" if name == Trouble.GAP else name.removesuffix(WITH_GAP)


def has_gap(name: str) -> bool:
    return name != standing(name)


def dates_ahead(items: Iterable[Item], now: datetime) -> timedelta:
    """How far the dates of a document lie in the future, if its clock or its zone is wrong; zero if they do not. A feed
    of what is to come has dates beyond a day."""
    ahead = [item.published - now for item in items if item.published and item.published - now > AHEAD_FROM]
    skewed = [one for one in ahead if one <= AHEAD_TO]
    return max(skewed) if len(skewed) >= AHEAD_ITEMS and len(skewed) * 2 > len(ahead) else timedelta(0)


def after_failure(failures: int, gone_polls: int, reason: str) -> Health | None:
    """``failures`` and answers 410 in a row, this one among them; None if they are too few to say anything."""
    if gone_polls >= GONE_POLLS:
        return Health(Trouble.RETIRED, f"its publisher says that it is gone (410, {gone_polls} times)")
    if failures >= FAILURES:
        return Health(Trouble.FAILING, reason)
    return None


def after_success(*found: Health | None, gap: str) -> Health:
    """After a poll that brought a document: of what was ``found`` wrong the first, and beside it the ``gap``, if there
    is one."""
    stays = next(filter(None, found), Health())
    if not gap:
        return stays
    return Health(Trouble.GAP, gap) if stays.trouble is Trouble.NONE else replace(stays, beside=gap)


def gap(new: int, known: int, *, in_a_row: bool = False) -> str:
    """Why a document that brought ``new`` items beside ``known`` ones may have left out others; empty if it did not.
    ``in_a_row``: the poll before brought something new as well."""
    if new < (SHORT_GAP_ITEMS if in_a_row else GAP_ITEMS) or known:
        return ""
    return f"all {new} items are new: others may have come and gone since the last poll"


def cut_off() -> Health:
    """Its documents are, one after the other."""
    return Health(Trouble.CUT, "its documents end in the middle: the last item of each is left out")


def moved(to: str) -> Health:
    return Health(Trouble.MOVED, f"for good to {to}, where it is asked now: change its url")


def stale() -> Health:
    """A whole document brought news under the marks of the one before."""
    why = "news came under the ETag or Last-Modified of the document before, for which its server says 304"
    return Health(Trouble.STALE, f"{why}: it is asked for whole documents now")


def quiet(rhythm: Rhythm, newest: datetime | None, now: datetime, *, was_quiet: bool) -> Health | None:
    """``newest`` is when its last new item came. What it brings is forgotten by and by: one that ``was_quiet`` has not
    come back for that."""
    if newest is None or now - newest < QUIET_FOR:
        return None
    missed, nothing = rhythm.expected(newest, now), f"nothing new for {shown(now - newest)}"
    if missed >= QUIET_ITEMS:
        return Health(Trouble.QUIET, f"{nothing}, where {missed:.0f} items are usual by its rhythm")
    return Health(Trouble.QUIET, nothing) if was_quiet else None


def collapsed(rhythm: Rhythm, lately: Lately, now: datetime, *, was_collapsed: bool) -> Health | None:
    """By the shortest of the last days in which enough items are usual."""
    if now - rhythm.since < KNOWN_FOR:
        return None
    usual = ((start, brought, rhythm.expected(start, now)) for start, brought in lately.windows(now))
    start, brought, wanted = next((one for one in usual if one[2] >= COLLAPSED_FROM), (now, 0, 0.0))
    if brought >= wanted * (RECOVERED_FROM if was_collapsed else COLLAPSED_TO):
        return None
    items = several(brought, "new item")
    return Health(Trouble.COLLAPSED, f"{items} in {shown(now - start)}, where {wanted:.0f} are usual by its rhythm")


def skewed(ahead: timedelta) -> Health | None:
    """``ahead``: how far its dates lie in the future."""
    if not ahead:
        return None
    why = f"its dates are up to {shown(ahead)} in the future (a wrong clock or zone): when they came counts instead"
    return Health(Trouble.SKEWED, why)


def outdated(age: timedelta) -> Health | None:
    """``age``: how long ago the latest date lies of a document that brought something new, if all in it is too old to
    alert; else zero."""
    if not age:
        return None
    why = f"it brings new items, and the latest date of all is {shown(age)} ago: too old to alert"
    return Health(Trouble.OUTDATED, why)
