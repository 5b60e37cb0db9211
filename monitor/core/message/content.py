"""What a message says, whatever its medium: what happened, why it fired, how sure it is, what is new."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo

from monitor.core.alerts.types import Alert, Delivery, Form
from monitor.core.message.plain import Web, cut, one_line, shown_host, web_link
from monitor.core.plural import several
from monitor.core.types import AlertKind, Severity
from monitor.core.zones import restamped, stamp

MAX_HEADLINE = 200
MAX_LINE = 400
"""Characters of any other line."""
MAX_LISTED = 12
"""Excerpts, changes, names, notes and the like that are shown."""
SHORT_LINE = 45
"""Characters of a line where room is scarce."""
ALL = 1_000_000
"""More details than a matter has."""
LATE = timedelta(minutes=10)
"""A message that goes out later than this after its alert says so."""
# Feeds may quote with the same signs: a mark holds a letter or digit, and no space at its ends.
_MARKED = re.compile(r"»(?=\S)([^«»]*\w[^«»]*)(?<=\S)«")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an excerpt; ``marked``: these are the words that made the rule fire."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that fired, and how much it says that it matters."""

    id: str
    title: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Report:
    """One article, with every rule that it met. One of ``operations`` has ``lines`` instead of an article.

    ``host`` is where ``url`` leads: a link is never named by words of a feed. ``sure`` says by whom it is told. ``ids``
    are those of its alerts, by which its reader asks why."""

    severity: Severity
    follow_up: bool
    operations: bool
    headline: str
    source: str
    when: str
    language: str
    url: Web
    host: str
    rules: tuple[Rule, ...]
    names: tuple[str, ...]
    excerpts: tuple[tuple[Part, ...], ...]
    new: tuple[str, ...]
    sure: str
    confirmed: bool
    possibly: str
    why: str
    lines: tuple[str, ...]
    alerts: int
    ids: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter of a summary: the report that leads, and the others on the same story."""

    lead: Report
    others: tuple[Report, ...]
    alerts: int


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one severity, oldest first."""

    severity: Severity
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """Where a reader can go: ``act`` is one of types.Act."""

    act: str
    text: str
    url: Web


@dataclass(frozen=True, slots=True)
class Content:
    """A whole message. A summary has ``groups`` and says with ``more`` how many alerts it does not list; ``report`` is
    the gravest. ``earlier`` names the first message on the same matter, where no thread shows it. ``preview`` is what a
    locked phone shows behind the title: one line."""

    title: str
    preview: str
    heading: str
    summary: bool
    severity: Severity
    report: Report
    groups: tuple[Group, ...]
    alerts: int
    matters: int
    more: int
    late: str
    earlier: str
    notes: tuple[str, ...]
    held: tuple[str, ...]
    links: tuple[ShownLink, ...]
    ids: str
    key: str
    repeat: bool


def content(delivery: Delivery, *, in_thread: bool = False) -> Content:
    """What the message of ``delivery`` says. ``in_thread``: it stands below the earlier message, which is not named
    again."""
    alerts = (delivery.alert, *delivery.also)
    summary = delivery.form is Form.SUMMARY
    entries = _entries(alerts, delivery.zone) if summary else []
    lead = report_of((delivery.alert,) if summary else alerts, delivery.zone, leads=not summary)
    heading = one_line(delivery.heading, MAX_LINE)
    links = ((link, web_link(link.url)) for link in delivery.links)
    notes = _lines(_own(delivery.notes, delivery.zone))
    late = "" if summary else _late(delivery)
    return Content(
        title=_summary_title(heading, alerts, delivery.more, len(entries)) if summary else _title(lead),
        preview=cut(_preview(lead, entries, (*notes, late)), MAX_HEADLINE),
        heading=heading,
        summary=summary,
        severity=lead.severity,
        report=lead,
        groups=_groups(entries),
        alerts=len(alerts) + delivery.more,
        matters=len(entries) or 1,
        more=delivery.more,
        late=late,
        earlier="" if in_thread else _earlier(delivery),
        notes=notes,
        held=_lines(_own(delivery.held, delivery.zone)),
        links=tuple(ShownLink(link.act.value, one_line(link.text, 80), url) for link, url in links if url),
        ids=_ids(alerts),
        key=one_line(delivery.key, MAX_LINE),
        repeat=delivery.possible_repeat,
    )


def shortened(whole: Content, entries: int, details: int = ALL) -> Content:
    """``whole`` with only the first ``entries`` matters of a summary, and of each at most ``details`` further reports,
    lines or changes; it says how many alerts are not listed. Without all details, what was held back is cut too."""
    found = [entry for group in whole.groups for entry in group.entries]
    shown = [_with(entry, details) for entry in found[:entries]]
    more = whole.more + sum(entry.alerts for entry in found) - sum(entry.alerts for entry in shown)
    held = whole.held if details == ALL else tuple(cut(line, SHORT_LINE) for line in whole.held)
    return replace(whole, groups=_groups(shown), more=more, held=held)


def _with(entry: Entry, details: int) -> Entry:
    lines = entry.lead.lines
    left_out = sum(report.alerts for report in entry.others[details:])
    lead = replace(
        entry.lead,
        lines=(*lines[:details], "…") if len(lines) > details else lines,
        new=entry.lead.new[:details],
        possibly=entry.lead.possibly if details else "",
    )
    others = entry.others[:details]
    others = others if details == ALL else tuple(replace(report, new=()) for report in others)
    return Entry(lead, others, entry.alerts - left_out)


def report_of(alerts: tuple[Alert, ...], where: ZoneInfo, *, leads: bool = False) -> Report:
    """The alerts on one article as one report; the first one leads. Times are shown by the clocks of ``where``. Where
    it ``leads`` a message, ``sure`` is shown: elsewhere the title of each rule says that it is not confirmed."""
    alert = alerts[0]
    url = web_link(alert.url)
    return Report(
        severity=alert.severity,
        follow_up=alert.kind is AlertKind.FOLLOW_UP,
        operations=alert.kind is AlertKind.OPERATIONS,
        headline=one_line(alert.headline, MAX_HEADLINE) or "(no headline)",
        source=one_line(alert.source, 100),
        when=time_of(alert, where),
        language=language_of(alert.language),
        url=url,
        host=shown_host(url),
        rules=tuple(
            Rule(one_line(a.rule, 80), title_of(a, noted=number > 0 or not leads), a.severity)
            for number, a in enumerate(alerts)
        ),
        names=_lines(alert.names),
        excerpts=tuple(parts_of(one_line(passage, 2 * MAX_LINE)) for passage in alert.excerpts[:MAX_LISTED]),
        new=_lines(alert.new),
        sure=sure(alert),
        confirmed=alert.reports.confirmed,
        possibly=one_line(alert.possibly, MAX_LINE),
        why=one_line(restamped(alert.why, where), MAX_LINE),
        lines=_lines(_own(alert.lines, where), 30),
        alerts=len(alerts),
        ids=_ids(alerts),
    )


def _ids(alerts: tuple[Alert, ...]) -> str:
    return ", ".join(str(one.id) for one in alerts[:MAX_LISTED]) + (" …" if len(alerts) > MAX_LISTED else "")


def _own(texts: tuple[str, ...], where: ZoneInfo) -> tuple[str, ...]:
    """What the monitor says itself, with its times."""
    return tuple(restamped(text, where) for text in texts)


def _lines(texts: tuple[str, ...], most: int = MAX_LISTED) -> tuple[str, ...]:
    found = tuple(one_line(text, MAX_LINE) for text in texts[:most])
    return (*found, f"and {len(texts) - most} more") if len(texts) > most else found


def parts_of(excerpt: str) -> tuple[Part, ...]:
    """An excerpt in pieces, those between » and « marked."""
    pieces = _MARKED.split(excerpt)
    return tuple(Part(text, bool(index % 2)) for index, text in enumerate(pieces) if text)


@cache
def _languages() -> Mapping[str, str]:
    from babel import Locale  # reads its data when it is imported

    return dict(Locale("en").languages)


def language_of(code: str) -> str:
    """``Arabic`` of ``ar``; the code itself, if it has no name."""
    base = re.split("[-_]", code.strip().lower())[0]
    return str(_languages().get(base, one_line(code, 20)))


def sure(alert: Alert) -> str:
    """Who tells of it so far, and whether the rule asks for more before it counts as confirmed. What goes on from a
    story was told by its own source so far, whoever told the story."""
    reports, owners = alert.reports, alert.reports.owners
    if not owners:
        return ""
    named = ", ".join(one_line(owner, 60) for owner in owners[:6])
    named += f" and {len(owners) - 6} more" if len(owners) > 6 else ""
    if reports.wanted:
        if len(owners) > reports.wanted:
            return f"Confirmed: {len(owners)} independent sources, {reports.wanted} are asked for: {named}"
        word = "Confirmed" if reports.confirmed else "Unconfirmed"
        return f"{word}: {len(owners)} of {reports.wanted} independent sources: {named}"
    of_story = " of its story" if alert.kind is AlertKind.FOLLOW_UP else ""
    if len(owners) == 1:
        return f"One source{of_story} so far: {named}"
    return f"{len(owners)} independent sources{of_story}: {named}"


def title_of(alert: Alert, *, noted: bool) -> str:
    """What its rule is called; ``noted``: and that it asks for more sources than there are so far, if it does."""
    title, reports = one_line(alert.rule_title, MAX_LINE), alert.reports
    if not noted or not reports.wanted or reports.confirmed:
        return title
    return f"{title}, unconfirmed"


def time_of(alert: Alert, where: ZoneInfo) -> str:
    """When it was published, by the clocks of ``where``."""
    at = stamp(alert.published, where)
    return at if alert.published_known else f"first seen {at}"


def _title(report: Report) -> str:
    if report.operations:
        return f"[OPERATIONS] {report.headline}"
    follow_up = "follow-up: " if report.follow_up else ""
    return f"[{report.severity.upper()}] {follow_up}{report.headline}"


def _summary_title(heading: str, alerts: tuple[Alert, ...], more: int, matters: int) -> str:
    count = several(len(alerts) + more, "alert")
    on = f" on {matters} stories" if 1 < matters < len(alerts) and not more else ""
    gravest = max(alerts, key=lambda alert: alert.severity.rank).severity
    all_own = all(alert.kind is AlertKind.OPERATIONS for alert in alerts)
    return f"[{'OPERATIONS' if all_own else gravest.upper()}] {heading or 'Summary'}: {count}{on}"


def _preview(lead: Report, entries: list[Entry], notes: tuple[str, ...]) -> str:
    """What the title leaves open: why it comes only now, the gravest stories of a summary, what ails a feed, and of an
    article what is new and who says so."""
    if entries:
        return "; ".join(entry.lead.headline for entry in entries[:3])
    own = lead.lines[:1] if lead.operations else ()
    said = [*notes, *own] if own else [*notes, *lead.new[:1], lead.sure or f"{lead.source}: {lead.why}"]
    return "; ".join(filter(None, said))


def _late(delivery: Delivery) -> str:
    created = delivery.alert.created
    if delivery.escalates or delivery.now is None or (age := delivery.now - created) <= LATE:
        return ""
    minutes = int(age.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = ((days, "d"), (hours, "h"), (0 if days else minutes, "min"))
    spent = " ".join(f"{count} {unit}" for count, unit in parts if count)
    return f"Late by {spent}: it was decided at {stamp(created, delivery.zone)}"


def _earlier(delivery: Delivery) -> str:
    if (earlier := delivery.earlier) is None:
        return ""
    named = f"{one_line(earlier.headline, MAX_HEADLINE)} (key {one_line(earlier.key, 80)})"
    return f"Follows the message of {stamp(earlier.sent, delivery.zone)}: {named}"


def _entries(alerts: tuple[Alert, ...], where: ZoneInfo) -> list[Entry]:
    """One entry a story (an article, if it has none), gravest first, then oldest first."""
    matters: dict[object, dict[object, list[Alert]]] = {}
    for alert in sorted(alerts, key=lambda alert: alert.id):
        article = alert.article if alert.article is not None else f"alert {alert.id}"
        matter = f"story {alert.story}" if alert.story is not None else article
        matters.setdefault(matter, {}).setdefault(article, []).append(alert)
    entries = []
    for articles in matters.values():
        reports = [report_of(_gravest_first(found), where) for found in articles.values()]
        reports.sort(key=lambda report: -report.severity.rank)
        entries.append(Entry(reports[0], tuple(reports[1:]), sum(report.alerts for report in reports)))
    return sorted(entries, key=lambda entry: -entry.lead.severity.rank)


def _gravest_first(alerts: list[Alert]) -> tuple[Alert, ...]:
    return tuple(sorted(alerts, key=lambda alert: -alert.severity.rank))


def _groups(entries: list[Entry]) -> tuple[Group, ...]:
    levels = sorted({entry.lead.severity for entry in entries}, key=lambda severity: -severity.rank)
    return tuple(Group(level, tuple(e for e in entries if e.lead.severity is level)) for level in levels)
