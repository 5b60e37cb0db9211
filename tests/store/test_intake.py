"""Intake: what becomes of an article, committed as a whole or not at all, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from monitor.core.alerts.holds import Hold
from monitor.core.alerts.routes import Route
from monitor.core.errors import StoreError
from monitor.core.identity import Broken, articles_of
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import AlertKind, Article, Item, Match, Origin, Outcome, Severity, VerdictKind
from monitor.intake import Policy, Result, Taken
from monitor.intake.intake import CHUNK, Bookkeeping, LeaseLost
from monitor.intake.types import State
from monitor.store import alerts, articles, deliveries, feeds, leases, quarantine
from monitor.store import outbox as stored_outbox
from monitor.store.database import Database, Transaction
from tests.make import NOW, RULES, STORY, article, ruleset
from tests.store.helpers import (
    DAY,
    HOUR,
    LEASE,
    MINUTE,
    POLICY,
    content,
    cut_off,
    intake,
    only_postgresql,
    only_sqlite,
    stored,
    together,
    until,
    use_up_the_disk,
    waits_for_a_lock,
)

TITLE = "Shelling kills 21 in Morek"
HIGHER = STORY.replace("21", "31")
TYPO = STORY.replace("collapsed", "colapsed")
OTHER = "The bakery of Idlib opened its doors again on Monday after two years of repairs, its owner told a visitor."


def report(text: str = STORY, title: str = TITLE, *, guid: str = "g1", feed: str = "a", **more: Any) -> Article:
    return article(title, text, guid=guid, feed=feed, **more)


def take(database: Database, *found: Article, now: datetime = NOW, **more: Any) -> Result:
    return intake(database).take(found, now, **more)


def only(result: Result) -> Taken:
    (taken,) = result.taken
    return taken


def verdict(taken: Taken) -> VerdictKind:
    assert taken.verdict is not None
    return taken.verdict.kind


def outbox(database: Database) -> list[tuple[str, str]]:
    """(receiver, headline) of every delivery, oldest first."""
    with database.reading() as tx:
        rows = reversed(stored_outbox.listed(tx, limit=1_000))
        return [(row.receiver, _headline(tx, row.alert_id)) for row in rows]


def _headline(tx: Transaction, alert_id: int) -> str:
    found = alerts.get(tx, alert_id)
    assert found is not None
    return found.headline


def kept(database: Database) -> list[quarantine.Quarantined]:
    with database.reading() as tx:
        return list(reversed(quarantine.listed(tx, limit=1_000)))


# The first poll


def test_the_first_poll_stores_and_tells_nothing(database: Database) -> None:
    result = take(database, report(), baseline=True)
    taken = only(result)
    assert taken.state is State.NEW and result.alert_ids == [] and outbox(database) == []
    assert stored(database, taken.article_id).baseline
    (settled,) = taken.settled
    assert settled.decision.outcome is Outcome.SUPPRESSED and "first poll" in settled.decision.why


def test_what_the_first_poll_brought_counts_as_told(database: Database) -> None:
    take(database, report(), baseline=True)
    result = take(database, report(feed="b"), now=NOW + HOUR)
    assert verdict(only(result)) is VerdictKind.COPY and result.alert_ids == []
    why = only(result).settled[0].decision.why
    assert why.startswith("counts as told (it came in a first poll): the text of "), "no alert told it"
    follow_up = take(database, report(HIGHER, "Toll rises in Morek", feed="b", guid="g2"), now=NOW + HOUR)
    assert verdict(only(follow_up)) is VerdictKind.UPDATE and len(follow_up.alert_ids) == 1


def test_after_the_first_poll_a_new_story_is_told(database: Database) -> None:
    take(database, report(), baseline=True)
    result = take(database, report(), report(OTHER, "Bakery opens in Idlib", guid="g2"), now=NOW + HOUR)
    assert len(result.alert_ids) == 1 and outbox(database)[0] == ("desk", "Bakery opens in Idlib")


def test_what_is_fresh_is_told_in_the_first_poll_where_the_policy_says_so(database: Database) -> None:
    policy = Policy(POLICY.routes, POLICY.alert_window, first_poll_alerts=2 * HOUR)
    fresh = report(published=NOW - 2 * HOUR)
    stale = report(OTHER, "Bakery opens in Idlib", guid="g2", published=NOW - 2 * HOUR - MINUTE)
    undated = report("Idlib held a market today, nobody said when.", "Market in Idlib", guid="g3", published=NOW + DAY)
    assert not undated.published_known
    result = intake(database, policy=policy).take([fresh, stale, undated], NOW, baseline=True)
    assert len(result.alert_ids) == 1 and {headline for _, headline in outbox(database)} == {TITLE}
    by_guid = {taken.article.guid: stored(database, taken.article_id).baseline for taken in result.taken}
    assert by_guid == {"g1": False, "g2": True, "g3": True}


@pytest.mark.parametrize("within", [True, False])
def test_of_a_feed_that_was_elsewhere_before_what_came_since_is_told(database: Database, within: bool) -> None:
    since = NOW - POLICY.alert_window - (timedelta(0) if within else MINUTE)
    old = report(OTHER, "Bakery opens in Idlib", published=since)
    new = report(guid="g2", published=since + 2 * MINUTE)
    undated = report("Idlib held a market today, nobody said when.", "Market in Idlib", guid="g3", published=NOW + DAY)
    result = intake(database).take([old, new, undated], NOW, baseline=True, since=since)
    assert {taken.article.guid for taken in result.taken if taken.history} == {"g1", *([] if within else ["g3"])}
    assert {headline for _, headline in outbox(database)} == {TITLE, *(["Market in Idlib"] if within else [])}


# New, unchanged, edited


def test_a_new_item_is_told_once_to_every_receiver(database: Database) -> None:
    result = take(database, report(), poll="poll 1")
    taken = only(result)
    assert taken.state is State.NEW and verdict(taken) is VerdictKind.NEW and result.counts["new"] == 1
    assert outbox(database) == [("desk", TITLE), ("archive", TITLE)]
    with database.reading() as tx:
        (alert,) = alerts.listed(tx, limit=9)
        assert (alert.kind, alert.rule, alert.created) == (AlertKind.FIRST, "idlib-mention", NOW)
        assert [state.alert_id for state in stored_outbox.listed(tx, limit=9)] == [alert.id] * 2
        assert [row.outcome for row in alerts.matches_of(tx, taken.article_id or 0)] == ["alert"]
        assert articles.poll_of(tx, taken.article_id or 0) == "poll 1"


def test_two_rules_that_meet_one_item_make_one_message_a_receiver(database: Database) -> None:
    found = report("Shelling hit a Turkish observation post in Idlib.", "Post hit")
    result = take(database, found)
    assert len(result.alert_ids) == 2 and outbox(database) == [("desk", "Post hit"), ("archive", "Post hit")]
    with database.reading() as tx:
        (low, high) = (alerts.get(tx, alert_id) for alert_id in result.alert_ids)
        assert low and high and (low.severity, high.severity) == (Severity.LOW, Severity.HIGH)
        assert [(row.alert_id, row.also) for row in stored_outbox.listed(tx, limit=9)] == [(high.id, [low.id])] * 2


def test_an_item_that_no_rule_meets_is_stored_in_silence(database: Database) -> None:
    taken = only(take(database, article("Weather", "Sunny and warm all over the coast this week.", guid="w")))
    assert taken.settled == () and outbox(database) == [] and stored(database, taken.article_id).verdict == "new"


def test_an_alert_that_no_route_takes_is_kept_without_a_delivery(database: Database) -> None:
    policy = Policy((Route(to=("desk",), severity_at_least=Severity.CRITICAL),), 3 * DAY)
    result = intake(database, policy=policy).take([report()], NOW)
    assert len(result.alert_ids) == 1 and outbox(database) == []


def test_the_same_item_again_is_unchanged_and_writes_nothing(database: Database) -> None:
    first = only(take(database, report()))
    before = content(database)
    result = take(database, report(), now=NOW + HOUR)
    assert only(result).state is State.UNCHANGED and only(result).article_id == first.article_id
    assert result.counts["unchanged"] == 1 and content(database) == before


def test_an_edit_without_new_figures_is_silent_and_keeps_the_edition(database: Database) -> None:
    first = only(take(database, report()))
    taken = only(take(database, report(TYPO), now=NOW + HOUR))
    assert (taken.state, taken.article_id, verdict(taken)) == (State.EDITED, first.article_id, VerdictKind.SEEN)
    assert len(outbox(database)) == 2
    found = stored(database, first.article_id)
    assert (found.lead, found.edition_number, found.first_seen_at) == (TYPO, 2, NOW)
    with database.reading() as tx:
        assert articles.editions(tx, found.id) == [(1, NOW + HOUR, TITLE, "edited, nothing material is new")]
        assert articles.count(tx) == 1


def test_an_edit_with_a_higher_toll_is_a_follow_up_that_names_it(database: Database) -> None:
    take(database, report())
    result = take(database, report(HIGHER, "Shelling kills 31 in Morek"), now=NOW + HOUR)
    assert only(result).state is State.EDITED and verdict(only(result)) is VerdictKind.UPDATE
    with database.reading() as tx:
        alert = alerts.get(tx, result.alert_ids[0])
    assert alert and alert.kind is AlertKind.FOLLOW_UP and alert.new[0].endswith("21 -> 31")
    assert outbox(database)[2:] == [("desk", "Shelling kills 31 in Morek"), ("archive", "Shelling kills 31 in Morek")]


def test_an_edit_that_goes_back_is_silent(database: Database) -> None:
    take(database, report())
    take(database, report(HIGHER), now=NOW + HOUR)
    result = take(database, report(), now=NOW + 2 * HOUR)
    taken = only(result)
    assert taken.state is State.EDITED and taken.verdict and verdict(taken) is VerdictKind.SEEN
    assert taken.verdict.why == "went back to an earlier edition of itself"
    assert result.alert_ids == [] and stored(database, taken.article_id).edition_number == 3


def test_two_texts_in_turn_are_kept_once_each(database: Database) -> None:
    for hour in range(8):  # as two servers of one publisher give them
        taken = only(take(database, report(TYPO if hour % 2 else STORY), now=NOW + hour * HOUR))
    assert stored(database, taken.article_id).edition_number == 8
    with database.reading() as tx:
        assert [(number, at) for number, at, _, _ in articles.editions(tx, taken.article_id or 0)] == [
            (1, NOW + HOUR),
            (2, NOW + 2 * HOUR),
        ]
    assert {row[6] for row in content(database)["edition"]} == {STORY, TYPO}


def test_an_edit_is_found_by_the_index_in_its_latest_text_only(database: Database) -> None:
    take(database, report())
    take(database, report(OTHER, "Bakery opens"), now=NOW + HOUR)
    earlier = take(database, report(feed="b", title="Dozens dead as guns hit a town"), now=NOW + HOUR)
    latest = take(database, report(OTHER, "Bread again", feed="c"), now=NOW + HOUR)
    assert verdict(only(earlier)) is VerdictKind.NEW and verdict(only(latest)) is VerdictKind.COPY


def test_a_rule_that_an_edit_meets_for_the_first_time_is_told(database: Database) -> None:
    take(database, report("Shelling hit a town of which no name is known yet.", "Shelling"))
    assert outbox(database) == []
    result = take(database, report("Shelling hit a town of which the name is Morek.", "Shelling"), now=NOW + HOUR)
    assert only(result).state is State.EDITED and len(result.alert_ids) == 1


EVERY = ruleset(RULES.replace("    severity: low\n", "    severity: low\n    on_story: every\n"))


def test_an_item_that_returns_to_what_it_said_is_taken_under_a_rule_for_every_report(database: Database) -> None:
    """Morek, then no Morek, then Morek again, as when a page is broken for one poll."""
    every = intake(database, EVERY)
    assert every.take([report("Shelling hit Morek.", "Shelling")], NOW).alert_ids
    every.take([report("Page not found.", "Shelling")], NOW + HOUR)
    assert only(every.take([report("Shelling hit Morek.", "Shelling")], NOW + 2 * HOUR)).state is State.EDITED


def test_an_item_that_returns_to_what_it_said_is_taken_under_a_rule_that_is_new(database: Database) -> None:
    """An alert of the first rule went out with this edition; then a rule was added, and it meets it as well."""
    one_rule = ruleset(RULES[: RULES.index("  strike-near-posts")])
    text = "Shelling hit a Turkish observation post in Idlib."
    assert intake(database, one_rule).take([report(text, "Post hit")], NOW).alert_ids
    intake(database, one_rule).take([report("Page not found.", "Post hit")], NOW + HOUR)
    assert only(take(database, report(text, "Post hit"), now=NOW + 2 * HOUR)).state is State.EDITED


# Stories


def test_a_copy_at_another_outlet_is_silent(database: Database) -> None:
    first = only(take(database, report(feed="wire")))
    result = take(database, report(title="Dozens dead as guns hit a town", feed="gazette"), now=NOW + HOUR)
    taken = only(result)
    assert (verdict(taken), taken.state) == (VerdictKind.COPY, State.NEW) and result.alert_ids == []
    assert taken.story_id == first.story_id and taken.verdict and taken.verdict.of == first.article_id
    assert len(outbox(database)) == 2
    (alert,) = first.settled
    assert taken.settled[0].decision.why.startswith(f"told before by this rule (alert {alert.alert_id}): the text of ")


def test_the_same_text_at_the_same_outlet_is_seen(database: Database) -> None:
    take(database, report(feed="front", owner="wire"))
    result = take(database, report(feed="world", owner="wire"))
    assert verdict(only(result)) is VerdictKind.SEEN and result.alert_ids == []


def test_a_higher_toll_elsewhere_is_a_follow_up_once(database: Database) -> None:
    first = only(take(database, report(feed="wire")))
    rises = take(database, report(HIGHER, "Toll rises in Morek", feed="gazette"), now=NOW + HOUR)
    late = take(database, report(HIGHER, "The toll in Morek", feed="herald"), now=NOW + 2 * HOUR)
    assert only(rises).story_id == only(late).story_id == first.story_id
    assert len(rises.alert_ids) == 1 and late.alert_ids == []


def test_a_copy_in_the_same_call_is_silent_and_the_older_is_told(database: Database) -> None:
    newer = report(title="Newer", guid="g2", published=NOW - MINUTE)
    older = report(title="Older", guid="g1", published=NOW - HOUR)
    result = take(database, newer, older)
    assert [taken.article.fields.title for taken in result.taken] == ["Older", "Newer"]
    assert {headline for _, headline in outbox(database)} == {"Older"}


def test_items_of_one_time_are_judged_from_the_last_listed_to_the_first(database: Database) -> None:
    names = ("top", "middle", "bottom")
    result = take(database, *(report(title=f"Listed at the {name}", guid=name) for name in names))
    assert [taken.article.guid for taken in result.taken] == ["bottom", "middle", "top"]
    assert {headline for _, headline in outbox(database)} == {"Listed at the bottom"}


# Time


def test_what_is_older_than_the_alert_window_is_silent(database: Database) -> None:
    late = report(published=NOW - 3 * DAY - timedelta(seconds=1))
    result = take(database, late)
    assert result.alert_ids == [] and "alert_window" in only(result).settled[0].decision.why
    just = report(OTHER, "Bakery opens in Idlib", guid="g2", published=NOW - 3 * DAY)
    assert len(take(database, just).alert_ids) == 1


def test_an_item_without_a_date_is_as_new_as_its_poll(database: Database) -> None:
    undated = article(TITLE, STORY, guid="g1", published=NOW + DAY)
    assert not undated.published_known
    assert len(take(database, undated, now=NOW + 30 * DAY).alert_ids) == 1


def test_an_edit_without_a_date_keeps_the_date_that_is_known(database: Database) -> None:
    take(database, report(published=NOW - 2 * HOUR))
    taken = only(take(database, report(TYPO, published=NOW + DAY), now=NOW + HOUR))
    found = stored(database, taken.article_id)
    assert taken.state is State.EDITED and (found.published_at, found.published_known) == (NOW - 2 * HOUR, True)


# What breaks


@pytest.fixture
def broken_match(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that raise for one headline."""
    match = RuleSet.match

    def breaking(self: RuleSet, article: Article, now: datetime) -> tuple[Match, ...]:
        if article.fields.title == "Breaks":
            raise ZeroDivisionError("by this headline")
        return match(self, article, now)

    monkeypatch.setattr(RuleSet, "match", breaking)


def test_an_item_that_breaks_our_code_is_kept_apart_and_the_others_are_taken(
    database: Database, broken_match: None
) -> None:
    bad = report("Some text about nothing.", "Breaks", guid="g2")
    result = take(database, report(), bad, report(OTHER, "Bakery opens in Idlib", guid="g3"), poll="poll 1")
    assert result.counts["quarantined"] == 1 and result.counts["new"] == 2 and len(result.alert_ids) == 2
    assert {taken.reason for taken in result.taken} == {"", "ZeroDivisionError: by this headline"}
    (entry,) = kept(database)
    assert (entry.feed, entry.poll, entry.at) == ("a", "poll 1", NOW)
    assert entry.reason == "ZeroDivisionError: by this headline"
    assert (entry.item["guid"], entry.item["title"]) == ("g2", "Breaks") and "about nothing" in str(entry.item)


def test_an_item_that_breaks_in_the_middle_of_storing_leaves_nothing_of_itself(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = deliveries.insert

    def breaking(
        tx: Transaction, alert_id: int, also: list[int], receiver: str, key: str, now: datetime, hold: Hold | None
    ) -> int:
        if receiver == "archive" and _headline(tx, alert_id) == TITLE:
            raise KeyError("archive")
        return insert(tx, alert_id, also, receiver, key, now, hold)

    monkeypatch.setattr(deliveries, "insert", breaking)
    result = take(database, report(), report(OTHER, "Bakery opens in Idlib", guid="g2"))
    assert result.counts["quarantined"] == 1 and len(result.alert_ids) == 1
    rows = content(database)
    assert len(rows["article"]) == len(rows["story"]) == len(rows["alert"]) == len(rows["told"]) == 1
    assert outbox(database) == [("desk", "Bakery opens in Idlib"), ("archive", "Bakery opens in Idlib")]
    monkeypatch.undo()
    assert len(take(database, report(), now=NOW + HOUR).alert_ids) == 1


def test_an_item_that_breaks_in_every_poll_is_kept_once(database: Database, broken_match: None) -> None:
    bad = report("Some text.", "Breaks", published=NOW - HOUR)
    for number in range(3):
        assert take(database, bad, now=NOW + number * HOUR).counts["quarantined"] == 1
    assert len(kept(database)) == 1


def test_an_item_without_a_date_that_breaks_in_every_poll_is_kept_once(database: Database, broken_match: None) -> None:
    for number in range(3):
        now = NOW + number * HOUR
        item = Item("g1", "http://a.example/1", "Breaks", "Some text.")
        found, _ = articles_of([item], Origin("a", "a.example", "a"), now)
        take(database, *found, now=now)
    assert len(kept(database)) == 1


def test_items_that_were_broken_before_are_kept_with_the_poll(database: Database) -> None:
    bad = Broken(Item("g9", "http://a.example/9", "Unreadable"), "ValueError: no")
    result = take(database, report(), broken=[bad], books=Bookkeeping(feed="a"), poll="poll 1")
    assert result.counts["quarantined"] == 1 and result.counts["new"] == 1
    assert [(entry.feed, entry.poll, entry.reason) for entry in kept(database)] == [("a", "poll 1", "ValueError: no")]


@contextmanager
def failing_at(database: Database, number: int) -> Iterator[None]:
    """The database fails as the ``number``-th article is stored: the disk is full, or the server ends the session."""
    seen, insert = 0, articles.insert

    def watched(tx: Transaction, values: dict[str, Any]) -> int:
        nonlocal seen
        seen += 1
        if seen == number and tx.is_postgresql:
            cut_off(database, tx.connection)
        elif seen == number:
            use_up_the_disk(tx.connection)
        return insert(tx, values)

    with patch.object(articles, "insert", watched):
        yield
    database.engine.dispose()  # the limit was the connection's


def long_reports(count: int) -> list[Article]:
    """Each tells its own news of Idlib and fills some pages."""
    return [
        report(
            f"In Idlib {' '.join(f'w{number}x{word}' for word in range(1_500))}", f"News {number}", guid=f"g{number}"
        )
        for number in range(count)
    ]


def test_a_database_that_fails_in_the_middle_leaves_nothing_and_the_next_poll_does_it_all(database: Database) -> None:
    found = long_reports(8)
    before = content(database)
    with failing_at(database, 4), pytest.raises(StoreError):
        take(database, *found)
    assert content(database) == before
    result = take(database, *found, now=NOW + MINUTE)
    assert result.counts["new"] == 8 and len(result.alert_ids) == 8 and len(outbox(database)) == 16


@only_postgresql
def test_a_server_that_ends_the_session_in_the_middle_is_the_cause_that_is_told(database: Database) -> None:
    with failing_at(database, 4), pytest.raises(StoreError, match=r"check store\.url and that it runs"):
        take(database, *long_reports(8))


@only_sqlite
def test_a_disk_that_is_full_in_the_middle_is_the_cause_that_is_told(database: Database) -> None:
    """Not: no such savepoint."""
    with failing_at(database, 4), pytest.raises(StoreError, match="full - free some space"):
        take(database, *long_reports(8))


def test_a_chunk_that_fails_leaves_the_chunks_before_it(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    finished: list[int] = []
    books = Bookkeeping("a", finish=lambda tx, _: finished.append(articles.count(tx)))
    with failing_at(database, CHUNK + 2), pytest.raises(StoreError):
        # Long texts in the second chunk only: those judged last are listed first.
        take(database, *long_reports(4), *found[4:], books=books)
    with database.reading() as tx:
        assert articles.count(tx) == CHUNK
    assert finished == []


def test_the_books_are_closed_with_the_last_chunk(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    guarded: list[int] = []
    finished: list[int] = []

    def guard(tx: Transaction) -> bool:
        guarded.append(articles.count(tx))
        return True

    result = take(database, *found, books=Bookkeeping("a", guard, lambda tx, _: finished.append(articles.count(tx))))
    assert result.counts["new"] == CHUNK + 5 and guarded == [0, CHUNK] and finished == [CHUNK + 5]


def test_the_books_are_closed_when_there_is_nothing_to_take(database: Database) -> None:
    take(database, report())
    finished: list[bool] = []
    for found in ([], [report()]):
        take(database, *found, books=Bookkeeping("a", finish=lambda _, __: finished.append(True)))
    assert finished == [True, True]


def test_books_that_cannot_be_closed_undo_the_chunk(database: Database) -> None:
    def finish(_: Transaction, __: object) -> None:
        raise RuntimeError("the books")

    with pytest.raises(RuntimeError, match="the books"):
        take(database, report(), books=Bookkeeping("a", finish=finish))
    assert not any(content(database).values())


# Leases


def leased(database: Database, token: str, now: datetime = NOW) -> Bookkeeping:
    """The books of a poll that has claimed the feed."""
    with database.writing() as tx:
        feeds.sync(tx, [("a", "http://a.example/rss", NOW)])
        leases.claim_due(tx, now, token, LEASE, 1)
    return Bookkeeping(
        "a",
        lambda tx: leases.holds(tx, "a", token),
        lambda tx, _: leases.record(tx, [leases.succeeded("a", token, now, now + HOUR, ("v", "", ""))]),
    )


def test_who_holds_the_lease_writes_items_and_books_together(database: Database) -> None:
    take(database, report(), books=leased(database, "t1"))
    with database.reading() as tx:
        state = feeds.get(tx, "a")
        assert articles.count(tx) == 1 and state and (state.etag, state.lease_token) == ("v", "")


def test_who_lost_the_lease_writes_nothing(database: Database) -> None:
    first = leased(database, "t1")
    leased(database, "t2", NOW + LEASE)
    before = content(database)
    bad = Broken(Item("g9"), "ValueError: no")
    with pytest.raises(LeaseLost):
        take(database, report(), broken=[bad], books=first)
    with pytest.raises(LeaseLost):
        take(database, books=first)
    assert content(database) == before


def test_who_loses_the_lease_between_chunks_writes_no_more(database: Database) -> None:
    found = [article(f"News number {number}", guid=f"g{number:03}") for number in range(CHUNK + 5)]
    held = iter([True, False])
    with pytest.raises(LeaseLost):
        take(database, *found, books=Bookkeeping("a", lambda _: next(held)))
    with database.reading() as tx:
        assert articles.count(tx) == CHUNK


# Together


def verdicts(results: Sequence[Result]) -> list[str]:
    return sorted(verdict(taken).value for result in results for taken in result.taken)


def test_two_copies_at_once_are_one_story(database: Database) -> None:
    for number in range(6):
        text = f"In Idlib {' '.join(f'w{number}x{word}' for word in range(60))}."
        one, other = (report(text, f"News {number}", guid=f"g{number}", feed=feed) for feed in ("a", "b"))
        results = together(partial(take, database, one), partial(take, database, other))
        assert verdicts(results) == ["copy", "new"]
        assert sum(len(result.alert_ids) for result in results) == 1


@only_postgresql
def test_who_comes_second_waits_until_the_first_has_decided(database: Database) -> None:
    """The first is held up as it stores its article, until the second waits for it or has judged as well."""
    storing: list[int] = []
    lock, insert = threading.Lock(), articles.insert

    def held_up(tx: Transaction, values: dict[str, Any]) -> int:
        with lock:
            storing.append(1)
            first = len(storing) == 1
        if first:
            until(lambda: len(storing) > 1 or waits_for_a_lock(database))
        return insert(tx, values)

    with patch.object(articles, "insert", held_up):
        results = together(lambda: take(database, report(feed="a")), lambda: take(database, report(feed="b")))
    assert verdicts(results) == ["copy", "new"] and len(outbox(database)) == 2


def test_many_feeds_at_once_store_every_item_once(database: Database) -> None:
    def poll(feed: str) -> Result:
        return take(
            database, *(report(f"Idlib, {feed} {n}.", f"{feed} {n}", guid=f"g{n}", feed=feed) for n in range(15))
        )

    names = ("a", "b", "c", "d")
    together(*(partial(poll, name) for name in names))
    with database.reading() as tx:
        assert articles.count_by_feed(tx) == dict.fromkeys(names, 15)
    assert kept(database) == []
