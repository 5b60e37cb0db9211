"""Intake: what becomes of an article, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from monitor.core.alerts.matchers import Matchers
from monitor.core.alerts.routes import Route
from monitor.core.types import AlertKind, Outcome, Severity, VerdictKind
from monitor.intake import Policy
from monitor.intake.prepare import indexed
from monitor.intake.types import State
from monitor.intake.visit import Visit
from monitor.store import alerts, articles, editions, prints
from monitor.store.database import Database
from monitor.store.deliveries import outbox as stored_outbox
from monitor.store.tables import StoryRow
from tests.make import NOW, RULES, STORY, article, ruleset
from tests.store.filled import DAY, HOUR, MINUTE, POLICY, content, intake, stored
from tests.store.taking import HIGHER, OTHER, TITLE, TYPO, kept, only, outbox, report, take, verdict, visited

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
    again = take(database, report(HIGHER, "Toll rises in Morek", feed="c"), now=NOW + HOUR)
    why = only(again).settled[0].decision.why
    assert why.startswith(f"told before by this rule (alert {follow_up.alert_ids[0]}): "), (
        "the alert, not the first poll"
    )


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
    result = visited(intake(database, policy=policy), [fresh, stale, undated], Visit(NOW, baseline=True))
    assert len(result.alert_ids) == 1 and {headline for _, headline in outbox(database)} == {TITLE}
    by_guid = {taken.article.guid: stored(database, taken.article_id).baseline for taken in result.taken}
    assert by_guid == {"g1": False, "g2": True, "g3": True}


@pytest.mark.parametrize("within", [True, False])
def test_of_a_feed_that_was_elsewhere_before_what_came_since_is_told(database: Database, within: bool) -> None:
    since = NOW - POLICY.alert_window - (timedelta(0) if within else MINUTE)
    old = report(OTHER, "Bakery opens in Idlib", published=since)
    new = report(guid="g2", published=since + 2 * MINUTE)
    undated = report("Idlib held a market today, nobody said when.", "Market in Idlib", guid="g3", published=NOW + DAY)
    result = visited(intake(database), [old, new, undated], Visit(NOW, baseline=True, since=since))
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
        assert editions.poll_of(tx, taken.article_id or 0) == "poll 1"


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
    policy = Policy((Route(("desk",), Matchers(at_least=Severity.CRITICAL)),), 3 * DAY)
    result = intake(database, policy=policy).take([report()], NOW)
    assert len(result.alert_ids) == 1 and outbox(database) == []


def test_the_same_item_again_is_unchanged_and_writes_nothing(database: Database) -> None:
    first = only(take(database, report()))
    before = content(database)
    result = take(database, report(), now=NOW + HOUR)
    assert only(result).state is State.UNCHANGED and only(result).article_id == first.article_id
    assert result.counts["unchanged"] == 1 and content(database) == before


def test_what_a_version_before_read_otherwise_is_no_news_of_a_copy_or_an_edit(database: Database) -> None:
    """An upgrade that reads numbers better must not tell every old text anew; what is new in it is told all the same."""
    text = STORY + " The council of Idlib counted 3,000 families on the road."
    take(database, report(text))
    with database.writing() as tx:
        tx.connection.execute(update(StoryRow).values(figures=[["3", "", "families", "000", "counted", "idlib"]]))
    copy = take(database, report(text, feed="b"), now=NOW + HOUR)
    assert verdict(only(copy)) is VerdictKind.COPY and copy.alert_ids == []
    edit = take(database, report(text.replace("collapsed", "colapsed")), now=NOW + HOUR)
    assert edit.alert_ids == [] and only(edit).state is State.EDITED
    more = take(database, report(text.replace("3,000", "5,000"), feed="c"), now=NOW + HOUR)
    assert verdict(only(more)) is VerdictKind.UPDATE and len(more.alert_ids) == 1


def test_an_edit_without_new_figures_is_silent_and_keeps_the_edition(database: Database) -> None:
    first = only(take(database, report()))
    taken = only(take(database, report(TYPO), now=NOW + HOUR))
    assert (taken.state, taken.article_id, verdict(taken)) == (State.EDITED, first.article_id, VerdictKind.SEEN)
    assert len(outbox(database)) == 2
    found = stored(database, first.article_id)
    assert (found.lead, found.edition_number, found.first_seen_at) == (TYPO, 2, NOW)
    with database.reading() as tx:
        assert editions.listed(tx, found.id) == [(1, NOW + HOUR, TITLE, "edited, nothing material is new")]
        assert articles.count(tx) == 1


def test_an_edit_with_a_higher_toll_is_a_follow_up_that_names_it(database: Database) -> None:
    take(database, report())
    result = take(database, report(HIGHER, "Shelling kills 31 in Morek"), now=NOW + HOUR)
    assert only(result).state is State.EDITED and verdict(only(result)) is VerdictKind.UPDATE
    with database.reading() as tx:
        alert = alerts.get(tx, result.alert_ids[0])
    assert alert and alert.kind is AlertKind.FOLLOW_UP and alert.new[0].endswith("21 -> 31")
    assert outbox(database)[2:] == [("desk", "Shelling kills 31 in Morek"), ("archive", "Shelling kills 31 in Morek")]


def test_an_edit_that_catches_up_with_the_toll_of_another_outlet_is_silent(database: Database) -> None:
    take(database, report())
    told = only(take(database, report(HIGHER, "Shelling of Morek kills 31", feed="other"), now=NOW + HOUR))
    assert verdict(told) is VerdictKind.UPDATE
    before = len(outbox(database))
    taken = only(take(database, report(HIGHER, "Shelling kills 31 in Morek"), now=NOW + 2 * HOUR))
    assert (taken.state, taken.story_id, verdict(taken)) == (State.EDITED, told.story_id, VerdictKind.SEEN)
    assert len(outbox(database)) == before
    text, headline = HIGHER.replace("31", "45"), "Shelling kills 45 in Morek"
    higher = only(take(database, report(text, headline), now=NOW + 3 * HOUR))
    assert verdict(higher) is VerdictKind.UPDATE and higher.verdict and higher.verdict.new[0] == "killed: 31 -> 45"


def test_an_edit_is_told_though_an_earlier_version_of_monitor_indexed_the_item_otherwise(database: Database) -> None:
    """What counts as a word or as the dead changes with versions: the item may stand there under a key of its edit."""
    first, edited = only(take(database, report())), report(HIGHER)
    with database.writing() as tx:
        prints.put(tx, first.article_id or 0, indexed(edited.fields, edited.language))
    taken = only(take(database, edited))
    assert taken.state is State.EDITED and verdict(taken) is VerdictKind.UPDATE and kept(database) == []


def test_an_edit_that_goes_back_is_silent(database: Database) -> None:
    take(database, report())
    take(database, report(HIGHER), now=NOW + HOUR)
    result = take(database, report(), now=NOW + 2 * HOUR)
    taken = only(result)
    assert taken.state is State.EDITED and taken.verdict and verdict(taken) is VerdictKind.SEEN
    assert taken.verdict.why == "went back to an earlier edition of itself"
    assert result.alert_ids == [] and stored(database, taken.article_id).edition_number == 3


def prices(database: Database, at: int, price: int) -> VerdictKind:
    """The verdict on a page that says how the oil price moves, at an hour."""
    text = f"The oil price stood at {price} dollars on Monday as guns hit Morek, traders said in the morning."
    return verdict(only(take(database, report(text, "Oil price moves as guns hit Morek"), now=NOW + at * HOUR)))


def test_a_price_that_moved_in_five_edits_is_no_news_in_the_sixth(database: Database) -> None:
    found = [prices(database, at, 70 + at) for at in range(7)]
    assert found == [VerdictKind.NEW, *(VerdictKind.UPDATE,) * 5, VerdictKind.SEEN]


def test_two_texts_in_turn_are_kept_once_each(database: Database) -> None:
    for hour in range(8):  # as two servers of one publisher give them
        taken = only(take(database, report(TYPO if hour % 2 else STORY), now=NOW + hour * HOUR))
    assert stored(database, taken.article_id).edition_number == 8
    with database.reading() as tx:
        assert [(number, at) for number, at, _, _ in editions.listed(tx, taken.article_id or 0)] == [
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


@pytest.mark.parametrize(
    ("title", "post", "older"),
    [
        ("Live: the day", "12:50 The swimming cup goes to the harbour team this year.", True),
        ("Live: the day", "12:50 The mayor, who was among the wounded, has died in hospital.", True),
        ("Live: the day", "12:50 Buses to Idlib run again from noon, the station says.", False),
        ("Live: the day in Idlib", "12:50 Buses run again from noon, the station says.", False),
    ],
)
def test_a_post_of_a_live_page_says_if_only_older_posts_meet_the_rule(
    database: Database, title: str, post: str, older: bool
) -> None:
    first = "12:40 A market in Idlib was shelled this morning, medics say."
    take(database, report(first, title))
    (told,) = only(take(database, report(f"{post} {first}", title), now=NOW + HOUR)).settled
    assert told.decision.outcome is Outcome.ALERT, told.decision
    assert told.decision.why.startswith("only older posts of the live page meet the rule, not what is new") is older


def test_an_edit_that_takes_another_word_for_the_same_in_headline_and_text_is_silent(database: Database) -> None:
    """Beside it, from another item, the same change of words may be another event (tests/unit/core/stories/test_said_instead.py)."""
    children = "More children of Idlib face strain, which {0} could outlast."
    before, after = (
        article(f"Schools prepare for the long {word} of war in Idlib", children.format(word), guid="1", feed="a")
        for word in ("impact", "effects")
    )
    take(database, before)
    taken = only(take(database, after, now=NOW + HOUR))
    assert (taken.state, verdict(taken)) == (State.EDITED, VerdictKind.SEEN)
