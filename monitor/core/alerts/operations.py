"""Alerts on the monitor itself: edits that are not used or leave nothing, feeds in trouble, time without any poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.core.alerts.keys import key_of
from monitor.core.alerts.types import OPERATIONS_GROUP, Alert
from monitor.core.durations import as_set, shown
from monitor.core.errors import Problem
from monitor.core.feeds.health import WITH_GAP, Trouble, has_gap, standing
from monitor.core.given import whole
from monitor.core.plural import several
from monitor.core.types import AlertKind, Severity
from monitor.core.zones import stamp

_LAST = "This is the last message on the monitor itself, until the config names `operations` again."
_TOLD_TWICE = "Told when it begins and when it is over"
_HOW = "`monitor feeds` shows how each is polled"
_MOST_FAIL = "others that begin to fail are told once most feeds answer again, if they fail still"
MAX_SHOWN = 10
"""Problems in one message; `monitor status` lists all."""
NAMED = 3
"""Feeds of one trouble that the headline names."""


def edit_not_used(problems: Sequence[Problem], ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files hold ``problems``; rule set ``ruleset``, in force since ``since``, stays."""
    shown = [str(problem) for problem in problems[:MAX_SHOWN]]
    if len(problems) > MAX_SHOWN:
        shown.append(f"and {len(problems) - MAX_SHOWN} more: `monitor status` lists all")
    key = key_of("edit not used", now.isoformat(), *map(str, problems))
    headline = f"Edit not used: {counted(problems)}"
    why = f"In force stays rule set {ruleset}, since {stamp(since)}"
    return _alert(key, Severity.HIGH, headline, tuple(shown), why, now)


def files_are_good_again(ruleset: str, since: datetime, now: datetime) -> Alert:
    """The files, not used since ``since``, are in force as rule set ``ruleset``."""
    key = key_of("files are good again", since.isoformat(), now.isoformat())
    headline = f"Files are good again: rule set {ruleset}"
    why = f"In force since {stamp(now)}; edits were not used since {stamp(since)}"
    return _alert(key, Severity.LOW, headline, (), why, now)


def none_are_left(what: str, before: int, now: datetime, *, last: bool) -> Alert:
    """Good files took the last of ``before`` rules or feeds, which is ``what``; ``last``: and `operations` as well."""
    then = "alerts" if what == "rules" else "is polled"
    headline = f"No {what} any more, {before} before: nothing {then}"
    lines = (
        f"The files are good and hold no {what}. Not meant? Look for a file that was emptied or moved.",
        *((_LAST,) if last else ()),
    )
    return _alert(key_of("none left", what, now.isoformat()), Severity.HIGH, headline, lines, "An edit was taken", now)


def rules_are_gone(names: Sequence[str], now: datetime) -> Alert:
    """Good files hold these rules no more, by their own name or another; others are left."""
    shown = ", ".join(names[:MAX_SHOWN]) + (f" and {len(names) - MAX_SHOWN} more" if len(names) > MAX_SHOWN else "")
    headline = f"{several(len(names), 'rule')} not in force any more: {shown}"
    lines = ("The files are good. Not meant? Look for a file that was cut off, moved or deleted.",)
    return _alert(
        key_of("rules gone", now.isoformat(), *names), Severity.MEDIUM, headline, lines, "An edit was taken", now
    )


def no_templates_are_left(before: int, now: datetime) -> Alert:
    """Good files took the last of ``before`` templates."""
    headline = f"No templates any more, {before} before: messages have the built-in form"
    lines = ("Not meant? Look for a folder that was emptied, or a drive that is away.",)
    return _alert(key_of("no templates", now.isoformat()), Severity.LOW, headline, lines, "An edit was taken", now)


def nobody_is_told(now: datetime) -> Alert:
    """Good files name no `operations`, as those before did."""
    headline = "Nobody is told any more how the monitor itself goes"
    lines = ("The files are good and name no `operations`. Not meant? Look for a file that was cut off.", _LAST)
    return _alert(key_of("nobody told", now.isoformat()), Severity.HIGH, headline, lines, "An edit was taken", now)


def some_are_there(what: str, count: int, now: datetime) -> Alert:
    """Of rules or feeds, which is ``what``, there are ``count`` after there were none."""
    headline = f"{count} {what if count != 1 else what[:-1]} in force, none before"
    return _alert(key_of("some there", what, now.isoformat()), Severity.LOW, headline, (), "An edit was taken", now)


STEADY = timedelta(hours=1)
"""For so long a feed or receiver is well before that is told once more, if it was told ``LATELY``."""
LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FeedTrouble:
    """What is wrong with a feed now and what operations know, by the names of Trouble (core/feeds/health.py).
    ``since``: when it began, or the feed was well again. ``is_unsteady``: it is not told yet that it is well, for it
    was told so lately, and it failed again."""

    feed: str
    trouble: str
    told: str
    why: str
    since: datetime | None
    is_unsteady: bool = False

    @classmethod
    def of(
        cls, feed: str, trouble: str, told: str, why: str, since: datetime | None, recovered: datetime | None,
        now: datetime,
    ) -> FeedTrouble:  # fmt: skip
        """``recovered``: when operations were told last that it is well again."""
        was_lately = recovered is not None and now - recovered < LATELY
        is_steady = standing(trouble) == "" and since is not None and now - since >= STEADY
        return cls(feed, trouble, told, why, since, was_lately and not is_steady)

    @property
    def begun(self) -> list[str]:
        """What operations do not know."""
        gap = [Trouble.GAP.value] if has_gap(self.trouble) else []
        stays = standing(self.trouble)
        return [stays, *gap] if stays and stays != standing(self.told) else gap

    @property
    def is_well_again(self) -> bool:
        """That a gap is behind, everybody expects."""
        return bool(standing(self.told)) and not standing(self.trouble) and not self.is_unsteady

    @property
    def known(self) -> str:
        """What operations know once this is told."""
        if self.is_unsteady and standing(self.told) and not standing(self.trouble):
            return standing(self.told) + (WITH_GAP if has_gap(self.trouble) else "")
        return self.trouble

    @property
    def lines(self) -> list[str]:
        # The reason says for how long a feed brings nothing, or little; it was noticed much later than it began.
        noticed = standing(self.trouble) in (Trouble.QUIET, Trouble.COLLAPSED)
        since = f" since {stamp(self.since)}" if self.since and not noticed else ""
        again = (
            f"; once more: well again is told when it stays so for {shown(STEADY)}"
            if self.is_unsteady and standing(self.trouble)
            else ""
        )
        lines = [f"{self.feed}: {self.trouble}{since}: {self.why}{again}"] if self.begun else []
        return lines + ([f"{self.feed}: well again, it was {standing(self.told)}"] if self.is_well_again else [])


def feeds_in_trouble(found: Sequence[FeedTrouble], now: datetime, *, most_fail: bool = False) -> Alert | None:
    """None if there is nothing to say. ``most_fail``: of those that begin to fail all do as most others do."""
    worth = [one for one in found if one.lines]
    if not worth:
        return None
    kinds: dict[str, list[str]] = {}
    for one in worth:
        for kind in one.begun:
            kinds.setdefault(kind, []).append(one.feed)
    parts = [f"{several(len(feeds), 'feed')} {kind}{_named(feeds)}" for kind, feeds in kinds.items()]
    if well := [one.feed for one in worth if one.is_well_again]:
        parts.append(f"{len(well)} well again{_named(well)}")
    headline = ", ".join(parts)
    if most_fail:
        headline = f"Most feeds fail at once, is the network down? {headline}"
    lines = [line for one in worth[:MAX_SHOWN] for line in one.lines]
    if len(worth) > MAX_SHOWN:
        lines.append(f"and {len(worth) - MAX_SHOWN} more: `monitor feeds` lists all")
    severity = Severity.HIGH if kinds.keys() & {Trouble.FAILING, Trouble.RETIRED} else Severity.LOW
    key = key_of("feeds", now.isoformat(), *(f"{one.feed}={one.trouble}" for one in worth))
    return _alert(key, severity, headline, tuple(lines), f"{_HOW}; {_MOST_FAIL}" if most_fail else _HOW, now)


def _named(feeds: Sequence[str]) -> str:
    """A phone shows the headline alone."""
    return f" ({', '.join(feeds)})" if len(feeds) <= NAMED else ""


@dataclass(frozen=True, slots=True)
class ReceiverTrouble:
    """A receiver that does not accept messages since ``since``; None: that is over. ``accepts``: others got through
    meanwhile; when it is over, because one did, or because nothing waits for it any more."""

    receiver: str
    since: datetime | None
    reason: str = ""
    waiting: int = 0
    accepts: bool = False

    @property
    def what(self) -> str:
        if self.since is None:
            return f"{self.receiver} accepts messages again" if self.accepts else f"nothing waits for {self.receiver}"
        return f"{self.receiver} accepts {'some messages and not others' if self.accepts else 'no messages'}"

    @property
    def line(self) -> str:
        if self.since is None:
            over = "accepts messages again" if self.accepts else "nothing waits for it any more, it accepted none"
            return f"{self.receiver}: {over}"
        wait = f"{several(self.waiting, 'message')} wait{'s' * (self.waiting == 1)}"
        how = "does not accept all" if self.accepts else "accepts nothing"
        return f"{self.receiver}: {how} since {stamp(self.since)}, {wait}: {self.reason}"


def receivers_in_trouble(found: Sequence[ReceiverTrouble], dead: Sequence[tuple[str, str]], now: datetime) -> Alert:
    """Receivers that fail or are well again, and messages that can never be sent, as (receiver, reason)."""
    bad = [one for one in found if one.since is not None]
    parts = [one.what for one in (*bad, *(one for one in found if one.since is None))]
    if dead:
        parts.append(f"{several(len(dead), 'message')} can never be sent")
    letters = Counter(dead)
    lines = [one.line for one in found]
    lines += [f"{receiver}: {count} never sent: {reason}" for (receiver, reason), count in letters.items()]
    if found:
        lines.append("`monitor deliveries list` shows them; what waits is tried again, nothing is lost")
    if dead:
        kept = "What is never sent is kept: `monitor deliveries list --state dead` shows it"
        lines.append(f"{kept}, to be sent by `monitor deliveries retry --dead` once that is mended")
    severity = Severity.HIGH if bad or dead else Severity.LOW
    key = key_of("receivers", now.isoformat(), *lines)
    return _alert(key, severity, ", ".join(parts), tuple(lines), _TOLD_TWICE, now)


def nothing_was_polled(last: datetime, now: datetime, oldest: timedelta) -> Alert:
    """Between two times: the daemon did not run, or its host slept. ``oldest``: how old what alerts can be."""
    headline = f"Nothing was polled for {shown(now - last)}"
    lines = [
        f"The last poll was at {stamp(last)}.",
        "What feeds dropped meanwhile was not seen; what they still hold is read now.",
    ]
    if now - last > oldest:
        lines.append(f"What of it was published more than {as_set(oldest)} ago does not alert.")
    why, key = "The daemon did not run, or its host slept", key_of("nothing polled", last.isoformat(), now.isoformat())
    return _alert(key, Severity.HIGH, headline, tuple(lines), why, now)


def taken_for_old(found: Sequence[tuple[int, str, str]], by: timedelta, now: datetime) -> Alert:
    """The clock ran ahead ``by`` so much, and by that alone these matches, as (item, its headline, rule), were too old
    to alert."""
    items = len({item for item, _, _ in found})
    headline = f"The clock ran {shown(by)} ahead: {several(items, 'item')} taken for old did not alert"
    lines = [f"item {item}: {title} ({rule})" for item, title, rule in found[:MAX_SHOWN]]
    if len(found) > MAX_SHOWN:
        lines.append(f"and {len(found) - MAX_SHOWN} more: `monitor items --matched` lists them")
    key = key_of("taken for old", now.isoformat(), *(f"{item} {rule}" for item, _, rule in found))
    return _alert(key, Severity.HIGH, headline, tuple(lines), f"It was set right at {stamp(now)}", now)


def no_page(host: str, port: int, reason: str, now: datetime) -> Alert:
    """The page cannot be served at ``host`` and ``port``."""
    headline = f"No web page: port {port} of {host} is taken or not allowed"
    lines = (f"{reason}: set web.port to a free one and start again.",)
    why = "Without `web.public_url` messages have no links until then"
    return _alert(key_of("no page", host, str(port), now.isoformat()), Severity.HIGH, headline, lines, why, now)


def heartbeat_not_taken(watcher: str, since: datetime, reason: str, now: datetime) -> Alert:
    """The watcher takes no beat ``since`` then, while all else is well."""
    lines = (
        f"It takes none since {stamp(since)}: {reason}",
        "It would not notice if the monitor died: look after `heartbeat.url`, and after the watcher.",
    )
    key = key_of("heartbeat", since.isoformat(), now.isoformat())
    headline = f"{watcher} does not take the heartbeat"
    return _alert(key, Severity.HIGH, headline, lines, _TOLD_TWICE, now)


def heartbeat_taken_again(watcher: str, now: datetime) -> Alert:
    """That is over."""
    key = key_of("heartbeat taken", now.isoformat())
    return _alert(key, Severity.LOW, f"{watcher} takes the heartbeat again", (), _TOLD_TWICE, now)


def counted(problems: Sequence[Problem]) -> str:
    """``2 mistakes in rules/idlib.yaml``"""
    files = {problem.path for problem in problems}
    where = next(iter(files)) if len(files) == 1 else several(len(files), "file")
    return f"{several(len(problems), 'mistake')} in {where}"


def holds_another(problems: Sequence[Problem], told: Sequence[Problem]) -> bool:
    """Whether ``problems`` hold a mistake that is not among ``told``. The same mistake on another line is no other."""
    return bool(Counter(map(_mistake, problems)) - Counter(map(_mistake, told)))


def _mistake(problem: Problem) -> tuple[str, str]:
    return problem.path, problem.message


def _alert(key: str, severity: Severity, headline: str, lines: tuple[str, ...], why: str, now: datetime) -> Alert:
    # A file's name may be no UTF-8, which no channel takes.
    return Alert(
        key=key,
        rule="",
        rule_title="",
        group=OPERATIONS_GROUP,
        severity=severity,
        kind=AlertKind.OPERATIONS,
        headline=whole(headline),
        source="monitor",
        published=now,
        why=why,
        created=now,
        lines=tuple(map(whole, lines)),
    )
