"""Messages of every kind, in the words that real ones have, to try templates with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.core.alerts.types import OPERATIONS_GROUP, Act, Alert, Delivery, Earlier, Form, Link, Reports
from monitor.core.types import AlertKind, Severity

_AT = datetime(2026, 3, 1, 6, 40, tzinfo=UTC)
_SIGNS = 'a "quote", a \\ and <b>signs</b> & *more* _of_ `them` {{ 7 }} [x](y)'

FIRST = Alert(
    id=41,
    key="sample-first",
    rule="harbour-fire",
    rule_title="Fire at the harbour",
    group="story:7",
    severity=Severity.HIGH,
    kind=AlertKind.FIRST,
    headline="Fire in a warehouse at the north harbour, two firefighters hurt",
    url="https://gazette.example/2026/03/01/harbour-fire?ref=feed&edition=2",
    source="gazette.example",
    published=_AT,
    excerpts=(
        "»Fire« in a warehouse at the »north harbour«, two firefighters hurt",
        "… smoke was seen from the old town, and the »north harbour« was closed to all ships until noon …",
    ),
    why="new story: no stored article shares a passage or the headline with it",
    created=_AT + timedelta(minutes=1),
    article=311,
    story=7,
    entities=("north-harbour",),
    names=("North harbour",),
    tags=("local",),
    sources=("gazette", "gazette.example"),
    reports=Reports(("gazette.example",), 2),
)
FOLLOW_UP = replace(
    FIRST,
    id=44,
    key="sample-follow-up",
    severity=Severity.CRITICAL,
    kind=AlertKind.FOLLOW_UP,
    headline="ارتفاع عدد ضحايا حريق المرفأ الشمالي إلى أربعة",
    url="https://sahifa.example/akhbar/991",
    source="sahifa.example",
    published=_AT + timedelta(hours=2),
    language="ar",
    excerpts=("ارتفاع عدد ضحايا »حريق« »المرفأ الشمالي« إلى أربعة",),
    new=("killed: 2 -> 4", "hurt: 2 -> 9"),
    why="continues story 7: the same harbour and date, other figures",
    created=_AT + timedelta(hours=2, minutes=1),
    article=329,
    names=("North harbour (المرفأ الشمالي)",),
    reports=Reports(("gazette.example", "sahifa.example"), 2),
)
OPERATIONS = replace(
    FIRST,
    id=45,
    key="sample-operations",
    rule="",
    rule_title="",
    group=OPERATIONS_GROUP,
    severity=Severity.MEDIUM,
    kind=AlertKind.OPERATIONS,
    headline="Edit not used: 1 mistake in rules/harbour.yaml",
    url="",
    source="monitor",
    excerpts=(),
    why="In force stays rule set 3f9a, since 2026-03-01 06:00 UTC",
    lines=("rules/harbour.yaml:4:7: unknown key",),
    article=None,
    story=None,
    entities=(),
    names=(),
    tags=(),
    sources=(),
    reports=Reports(),
)
_STRANGE = replace(
    FIRST,
    id=46,
    key="sample-signs",
    headline=_SIGNS,
    source=_SIGNS,
    url="",
    published_known=False,
    language="",
    excerpts=(f"… {_SIGNS} »{_SIGNS}« …",),
    new=(_SIGNS,),
    names=(_SIGNS,),
    why=_SIGNS,
    possibly=_SIGNS,
    story=None,
    article=None,
)
LINKS = (
    Link(Act.ACKNOWLEDGE, "acknowledge", "http://127.0.0.1:8420/acts/acknowledge.41.1772952060.sample"),
    Link(Act.SNOOZE, "snooze", "http://127.0.0.1:8420/acts/snooze.41.1772952060.sample"),
    Link(Act.ITEM, "why this alert", "http://127.0.0.1:8420/items/311"),
)


def single(alert: Alert = FIRST) -> Delivery:
    """One alert as one message."""
    return Delivery(0, alert.key, "sample", 1, False, "", alert, links=LINKS, now=alert.created)


def follow_up() -> Delivery:
    """A message that answers an earlier one, and comes late."""
    earlier = Earlier("sample-first", "", FIRST.headline, FIRST.created)
    return replace(
        single(FOLLOW_UP),
        earlier=earlier,
        now=FOLLOW_UP.created + timedelta(minutes=50),
        notes=("Nobody acknowledged this for 30 minutes",),
        held=("3 waiting: digest daily at 07:00 UTC",),
    )


def digest(count: int = 60) -> Delivery:
    """Many alerts as one message."""
    levels = list(Severity)
    many = tuple(
        replace(
            FIRST if number % 3 else FOLLOW_UP,
            id=100 + number,
            key=f"sample-{number}",
            severity=levels[number % 4],
            article=1_000 + number,
            story=500 + number // 2,
            headline=f"{(FIRST if number % 3 else FOLLOW_UP).headline} ({number})",
        )
        for number in range(count - 1)
    )
    lead = replace(FOLLOW_UP, id=99, article=999, story=499)
    held = ("12 waiting: at most 40 messages in 60 minutes by its `cap`",)
    links = (Link(Act.PAGE, "acknowledge, snooze, or see why: on the page", "http://127.0.0.1:8420/?before=160"),)
    summary = replace(single(lead), key="sample-digest", also=many, form=Form.SUMMARY, heading="Daily digest")
    return replace(summary, held=held, links=links)


def samples() -> tuple[Delivery, ...]:
    """One of each kind, also with signs that media take for their own, and with what may be absent."""
    bare = replace(single(replace(FIRST, excerpts=(), entities=(), names=(), reports=Reports())), links=())
    return (
        single(),
        follow_up(),
        single(OPERATIONS),
        replace(single(_STRANGE), possible_repeat=True, notes=(_SIGNS,)),
        bare,
        digest(12),
    )
