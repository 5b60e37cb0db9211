"""What the monitor notes of itself, so that a start does not tell or do it once more.

It stands among the matters of rules, under a rule without a name: there a clock that is set back moves it along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.core.alerts.matters import Matter
from monitor.store import matters
from monitor.store.database import Transaction

_NO_RULE = ""


class Subject(StrEnum):
    """Of what something is noted. The first three are so of one feed or receiver each, by its name: that operations
    were told that it is well again, that it fails, that it accepts messages again. ``HEARTBEAT``: they were told that
    its watcher takes none. ``ASKED_AGAIN``: all feeds that failed were, as most of them did."""

    FEED_IS_WELL = "feed"
    RECEIVER_FAILS = "receiver"
    RECEIVER_RECOVERED = "recovered"
    HEARTBEAT = "heartbeat"
    ASKED_AGAIN = "asked again"


@dataclass(frozen=True, slots=True)
class Note:
    """``since`` when it is so, and when it was noted."""

    since: datetime
    at: datetime


def get(tx: Transaction, subject: Subject, name: str = "") -> Note | None:
    """None if nothing is noted."""
    return _note(matters.get(tx, _NO_RULE, _group(subject, name)))


def by_name(tx: Transaction, subject: Subject) -> dict[str, Note]:
    """All that is noted of ``subject``, by feed or receiver."""
    begin = _group(subject, "") + ":"
    found = ((group, _note(one)) for group, one in matters.of_rule(tx, _NO_RULE).items() if group.startswith(begin))
    return {group.removeprefix(begin): note for group, note in found if note is not None}


def put(tx: Transaction, subject: Subject, now: datetime, name: str = "", since: datetime | None = None) -> None:
    """In the place of what was noted before. ``since`` is ``now`` if it is not given."""
    known = Matter(first_match=since or now, last_match=now, last_alert=now)
    matters.put(tx, _NO_RULE, _group(subject, name), known)


def drop(tx: Transaction, subject: Subject, name: str = "") -> None:
    """It is over."""
    matters.drop(tx, _NO_RULE, _group(subject, name))


def rename_receivers(tx: Transaction, renamed: Mapping[str, str]) -> None:
    """Old name -> new name of receivers that are the same by all else."""
    for subject in (Subject.RECEIVER_FAILS, Subject.RECEIVER_RECOVERED):
        for old, new in renamed.items():
            if (note := get(tx, subject, old)) is not None:
                drop(tx, subject, old)
                put(tx, subject, note.at, new, note.since)


def _group(subject: Subject, name: str) -> str:
    return f"{subject}:{name}" if name else subject.value


def _note(matter: Matter) -> Note | None:
    if matter.first_match is None or matter.last_match is None:
        return None
    return Note(matter.first_match, matter.last_match)
