"""The values that flow on: Decision -> Alert -> Delivery -> Sent | SendFailed. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from monitor.core.called import named
from monitor.core.types import AlertKind, Severity
from monitor.core.zones import UNIVERSAL


@dataclass(frozen=True, slots=True)
class Reports:
    """Who tells of the matter of an alert so far. ``owners`` are independent of each other, first one first: one text
    counts once, whoever prints it. ``wanted``: how many the rule asks for before it counts as confirmed; 0 if it asks
    for none."""

    owners: tuple[str, ...] = ()
    wanted: int = 0

    @property
    def confirmed(self) -> bool:
        return len(self.owners) >= self.wanted > 0


OPERATIONS_GROUP = "operations"
"""The matter of all alerts on the monitor itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What a person should know, as it was at the moment of the decision.

    ``group`` is the matter that it is about (``story:12``, ``entity:idlib``, ``source:a.example``, ``rule:name``).
    ``article`` and ``story`` are ids; an alert of operations, or on silence, has none. ``entities`` are ids of watched
    entities; ``names`` says them to a reader, with what the article calls them: ``Khan Sheikhoun (خان شيخون)``.
    ``tags`` are those of the rule and of the item, ``sources`` every name by which a route may ask for its source."""

    id: int = 0
    """0: not stored yet."""
    key: str
    rule: str
    rule_title: str
    group: str
    severity: Severity
    kind: AlertKind
    headline: str
    url: str = ""
    source: str
    published: datetime
    published_known: bool = True
    language: str = "en"
    excerpts: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    why: str
    possibly: str = ""
    created: datetime
    lines: tuple[str, ...] = ()
    """What an alert without an article says below its headline."""
    article: int | None = None
    story: int | None = None
    entities: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reports: Reports = Reports()

    @property
    def called(self) -> dict[str, str]:
        """Each of ``entities`` as a reader chooses it: ``Khan Sheikhoun (khan-sheikhoun)``. Of alerts on silence
        only the id is known."""
        return {entity: named(name, entity) for entity, name in self.name_of.items()}

    @property
    def name_of(self) -> dict[str, str]:
        """Each of ``entities`` by its name, as far as it is known."""
        names = self.names if len(self.names) == len(self.entities) else self.entities
        return dict(zip(self.entities, names, strict=True))


class Form(StrEnum):
    """One message on one article, or one that sums up many alerts."""

    SINGLE = "single"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The first message that the receiver got on the same matter: ``reference`` is the channel's own name for it."""

    key: str
    reference: str
    headline: str
    sent: datetime


class Act(StrEnum):
    """What a link in a message leads to."""

    ITEM = "item"
    STORY = "story"
    ACKNOWLEDGE = "acknowledge"
    SNOOZE = "snooze"
    PAGE = "page"
    """Of a summary: its alerts on the page, where each has its own links."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reader can go from a message: ``text`` says what is there."""

    act: Act
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Alerts to one receiver, as one message: ``alert`` is the gravest, ``also`` the others. A SINGLE one is about one
    article edition, a SUMMARY about many, the gravest first. ``key`` is the same for every attempt;
    ``possible_repeat`` says that an earlier attempt was started and its end never recorded.

    ``heading`` says what a summary is (``Daily digest``), ``notes`` what a reader should know of this message (that it
    is late, that nobody acknowledged), ``held`` what was held back from this receiver since its last message, ``now``
    is the time of this attempt, ``zone`` says by whose clocks times are shown. ``escalates``: it waited for somebody to
    acknowledge, which is not late. ``patience``: so long its channel waits for an answer, if its own limit is less."""

    id: int
    key: str
    receiver: str
    attempt: int
    possible_repeat: bool
    token: str
    alert: Alert
    also: tuple[Alert, ...] = ()
    more: int = 0
    """Alerts of a summary beyond these, which are only counted."""
    form: Form = Form.SINGLE
    heading: str = ""
    notes: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    earlier: Earlier | None = None
    links: tuple[Link, ...] = ()
    now: datetime | None = None
    zone: ZoneInfo = UNIVERSAL
    escalates: bool = False
    patience: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Sent:
    """The receiver accepted the message. ``reference`` is the channel's own name for it, by which a later message can
    answer it in its thread."""

    detail: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SendFailed:
    """The receiver did not accept it, or we cannot know (``unknown``: it may have). ``permanent``: no further attempt
    can succeed. ``of_message``: it is said of this message, others may get through. ``retry_after``: how long the
    receiver asks to be left alone. ``waited``: for so long no answer came to what had been sent."""

    reason: str
    unknown: bool = False
    permanent: bool = False
    of_message: bool = False
    retry_after: timedelta | None = None
    waited: timedelta = timedelta(0)
