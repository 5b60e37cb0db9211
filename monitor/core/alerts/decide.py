"""The policy, as one pure function: the first reason that holds decides, and is told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from monitor.core.durations import as_set, shown, shown_beside
from monitor.core.types import ANY_MATERIAL, AlertKind, Decision, Material, SilentFor, Verdict, VerdictKind

WINDOWS = 4
"""However long its feed was not heard, nothing older than so many alert windows alerts."""
_GAP = timedelta(days=1)
"""A feed that was not heard for so long is worth a word in a reason."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision depends on beside the match and the verdict.

    ``baseline``: the item came in its feed's first successful poll. ``age``: time since publication, zero if the
    publisher gave none. ``unheard``: how long its feed had not answered when it came; nobody could have seen it before,
    so this time does not make it old. ``told``: this rule has told this story (seeds and baseline count as told), as
    ``how_told`` says, in the alert ``told_in`` if one is known.
    ``material``: of the updates that ``on_story`` asks for, those that are news by one of these.
    ``matched_before``: the item is an edit, and its earlier edition met the rule too.
    """

    baseline: bool
    age: timedelta
    alert_window: timedelta
    unheard: timedelta
    told: bool
    matched_before: bool
    on_story: str
    material: frozenset[Material]
    how_told: str = "told before by this rule"
    told_in: int | None = None

    @property
    def is_old(self) -> bool:
        """Whether it turns up too late to alert."""
        return self.age > self.alert_window + self.allowance

    @property
    def allowance(self) -> timedelta:
        """What of ``unheard`` counts."""
        return min(self.unheard, oldest_told(self.alert_window) - self.alert_window)


def oldest_told(alert_window: timedelta) -> timedelta:
    """How old what alerts can be at most."""
    return WINDOWS * alert_window


def decide(verdict: Verdict, now: Circumstances) -> Decision:
    """Whether a match becomes an alert. Receivers are the route's business."""
    if now.baseline:
        return Decision.silent("in the feed's first poll: known from now on, counts as told", SilentFor.BASELINE)
    if now.is_old:
        gap = f" and {shown(now.allowance)} in which its feed was not heard" if now.allowance >= _GAP else ""
        age = shown_beside(now.age, now.alert_window)
        why = f"published {age} ago, longer than alert_window ({as_set(now.alert_window)}){gap}"
        return Decision.silent(why, SilentFor.TOO_OLD)
    if now.matched_before and verdict.kind is VerdictKind.SEEN:
        return Decision.silent(verdict.why, SilentFor.TOLD)
    if not now.told:
        return Decision.alert(_first(verdict), AlertKind.FIRST)
    if verdict.kind is VerdictKind.NEW and verdict.possibly_of is None:
        return Decision.alert(_first(verdict), AlertKind.FIRST)
    if now.on_story == "every":
        return Decision.alert(
            f"the rule asks for every report of a story (`on_story: every`): {verdict.why}", AlertKind.FOLLOW_UP
        )
    if verdict.kind is VerdictKind.UPDATE:
        if now.on_story == "first":
            why = f"the rule asks for the first report of a story only (`on_story: first`): {verdict.why}"
            return Decision.silent(why, SilentFor.NOT_ASKED_FOR)
        if now.material.isdisjoint(verdict.material):
            asked, found = _listed(now.material), _listed(verdict.material)
            why = f"the rule asks for updates by {asked} (`material`), this is one by {found}: {verdict.why}"
            return Decision.silent(why, SilentFor.NOT_ASKED_FOR)
        return Decision.alert(f"{verdict.why}{_of_any_kind(verdict, now.material)}", AlertKind.FOLLOW_UP)
    return Decision.silent(f"{now.how_told}: {verdict.why}", SilentFor.TOLD, now.told_in)


def _of_any_kind(verdict: Verdict, asked: frozenset[Material]) -> str:
    """That it is told to a rule which asks for some kinds of news only though it may be none of these, as in another
    language, or as the next edition of a page."""
    if verdict.material < ANY_MATERIAL or asked >= ANY_MATERIAL:
        return ""
    return "; of which kind its news is cannot be said, so that it is told whatever `material` asks"


def _listed(kinds: Collection[Material]) -> str:
    return ", ".join(kind for kind in Material if kind in kinds)


def _first(verdict: Verdict) -> str:
    if verdict.kind is VerdictKind.NEW:
        return f"new story: {verdict.why}"
    return f"first word of this story by this rule: {verdict.why}"
