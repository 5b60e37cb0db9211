"""Rules, seeds, feeds and leases, as they are brought into the store at a start and at a reload."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from monitor.config import load_config
from monitor.core.alerts.holds import Hold, Reason
from monitor.core.item_key import KeyKind, hashed
from monitor.core.types import VerdictKind
from monitor.in_force import into_store, readdress
from monitor.intake.seeds import SEEDS_FEED, sync_seeds
from monitor.intake.taking import CHUNK
from monitor.rulebook import Seed
from monitor.store import articles, configured, feeds, item_keys, leases, stories
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, orphans, outbox
from tests.make import NOW, RULES, STORY, article, ruleset, workspace
from tests.store.filled import DAY, HOUR, LEASE, claim_due, content, intake, put_alert, written

SEED = Seed(
    name="morek",
    path="seeds/morek.md",
    title="Shelling kills 21 in Morek",
    url="http://wire.example/morek?utm_source=rss",
    source="wire",
    published=NOW - DAY,
    language="en",
    entities=("idlib",),
    text=STORY,
)


# Rules


def test_the_first_rules_are_remembered_and_not_reported(database: Database) -> None:
    assert written(database, into_store.sync_rules, ruleset(), NOW, {}) == ([], [])
    assert [row[0] for row in content(database)["rule"]] == ["idlib-mention", "strike-near-posts"]


def test_rules_that_stay_are_neither_new_nor_changed(database: Database) -> None:
    written(database, into_store.sync_rules, ruleset(), NOW, {})
    before = content(database)
    assert written(database, into_store.sync_rules, ruleset(), NOW + DAY, {}) == ([], [])
    assert content(database) == before


def test_a_rule_that_is_added_is_new(database: Database) -> None:
    written(database, into_store.sync_rules, ruleset(), NOW, {})
    more = ruleset(RULES + "  morek-only:\n    title: Morek\n    severity: low\n    when: {entity: morek}\n")
    assert written(database, into_store.sync_rules, more, NOW, {}) == (["morek-only"], [])
    assert written(database, into_store.sync_rules, more, NOW, {}) == ([], [])


def test_a_rule_whose_words_changed_is_changed(database: Database) -> None:
    written(database, into_store.sync_rules, ruleset(), NOW, {})
    other = ruleset(
        RULES.replace("names: [Turkish observation post]", "names: [Turkish observation post, Turkish base]")
    )
    assert written(database, into_store.sync_rules, other, NOW + DAY, {}) == ([], ["strike-near-posts"])
    assert written(database, into_store.sync_rules, other, NOW + DAY, {}) == ([], [])
    since = {row[0]: row[2] for row in content(database)["rule"]}
    assert since == {"idlib-mention": NOW, "strike-near-posts": NOW + DAY}


def test_a_rule_that_left_and_returns_is_new(database: Database) -> None:
    written(database, into_store.sync_rules, ruleset(), NOW, {})
    fewer = ruleset(RULES[: RULES.index("  strike-near-posts")])
    assert written(database, into_store.sync_rules, fewer, NOW, {}) == ([], [])
    assert written(database, into_store.sync_rules, ruleset(), NOW, {}) == (["strike-near-posts"], [])


# Seeds


def seeds_of(database: Database) -> dict[str, articles.StoredArticle]:
    with database.reading() as tx:
        return articles.seeds(tx)


def told(database: Database, story_id: int | None) -> frozenset[str]:
    assert story_id is not None
    with database.reading() as tx:
        return stories.told_by(tx, story_id)


def test_a_seed_starts_a_story_that_everybody_told(database: Database) -> None:
    assert sync_seeds(database, [SEED], NOW) == 1
    found = seeds_of(database)["morek"]
    assert (found.origin, found.title, found.text, found.owner) == ("seed", SEED.title, STORY, "wire")
    assert found.published_at == NOW - DAY and told(database, found.story_id) == {stories.EVERY_RULE}
    with database.reading() as tx:
        assert item_keys.find(tx, f"{SEEDS_FEED}morek", [hashed(KeyKind.URL.key("https://wire.example/morek"))])
        assert articles.count(tx) == 0 and articles.listed(tx, limit=5) == []


def test_syncing_seeds_again_changes_nothing(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    before = content(database)
    assert sync_seeds(database, [SEED], NOW + DAY) == 0
    assert content(database) == before


def test_a_seed_of_the_future_is_published_now(database: Database) -> None:
    sync_seeds(database, [replace(SEED, published=NOW + DAY)], NOW)
    assert seeds_of(database)["morek"].published_at == NOW


def test_a_changed_seed_is_a_new_edition_of_the_same(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    before = seeds_of(database)["morek"]
    other = "The finance committee met on Monday and agreed to publish the yearly accounts before the recess begins."
    assert sync_seeds(database, [replace(SEED, text=other)], NOW + HOUR) == 1
    after = seeds_of(database)["morek"]
    assert (after.id, after.story_id, after.edition_number, after.text) == (before.id, before.story_id, 2, other)
    result = intake(database).take([article("Accounts to be published soon", other)], NOW + HOUR)
    assert result.taken[0].verdict and result.taken[0].verdict.of == after.id
    # Its former text is no longer its own.
    result = intake(database).take([article("Dozens dead as guns hit a town", STORY)], NOW + HOUR)
    assert result.taken[0].verdict and result.taken[0].verdict.kind is VerdictKind.NEW


def test_a_seed_whose_language_alone_is_corrected_is_read_again(database: Database) -> None:
    sync_seeds(database, [replace(SEED, language="")], NOW)
    assert sync_seeds(database, [SEED], NOW + HOUR) == 1 and sync_seeds(database, [SEED], NOW + HOUR) == 0
    with database.reading() as tx:
        assert articles.seeds(tx)["morek"].language == "en"


def test_a_seed_whose_file_is_gone_stays_known(database: Database) -> None:
    sync_seeds(
        database, [SEED, replace(SEED, name="other", url="", text="Quite another text about other things.")], NOW
    )
    before = content(database)
    assert sync_seeds(database, [], NOW) == 0 and sync_seeds(database, [SEED], NOW) == 0
    assert content(database) == before


def test_what_a_seed_says_is_not_told_again(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    result = intake(database).take([article("Dozens dead as guns hit a town", STORY, feed="b")], NOW)
    (taken,) = result.taken
    assert taken.verdict and taken.verdict.kind is VerdictKind.COPY and taken.settled and result.alert_ids == []
    assert "seed:morek" in taken.verdict.why


def test_more_than_a_seed_says_is_a_follow_up(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    result = intake(database).take([article("Toll rises in Morek", STORY.replace("21", "31"), feed="b")], NOW)
    assert result.taken[0].verdict and result.taken[0].verdict.kind is VerdictKind.UPDATE and result.alert_ids


def test_a_seed_that_is_edited_does_not_forget_what_its_story_said_since(database: Database) -> None:
    sync_seeds(database, [SEED], NOW)
    higher = STORY.replace("21", "31")
    assert intake(database).take([article("Toll rises in Morek", higher, feed="b")], NOW).alert_ids
    sync_seeds(database, [replace(SEED, text=STORY.replace("about an hour", "an hour"))], NOW + HOUR)
    late = article("Late copy of the toll", higher, feed="c", published=NOW + HOUR)
    assert intake(database).take([late], NOW + HOUR).alert_ids == []


# Leases


def test_many_seeds_are_read_a_few_at_a_time_and_go_on_after_a_kill(database: Database) -> None:
    """Messages wait for no more of them than they do for a document."""
    many = [replace(SEED, name=f"s{number}", url=f"http://s.example/{number}") for number in range(2 * CHUNK + 3)]
    written = 0

    def kill(connection: Connection) -> None:
        nonlocal written
        if connection.get_execution_options().get("monitor_writes"):
            written += 1
            if written == 2:
                raise Killed

    event.listen(database.engine, "begin", kill)
    with pytest.raises(Killed):
        sync_seeds(database, many, NOW)
    with database.reading() as tx:
        assert len(articles.seeds(tx)) == CHUNK
    assert sync_seeds(database, many, NOW) == CHUNK + 3 and written == 4
    assert sync_seeds(database, many, NOW) == 0 and written == 4


def test_leases_are_released_and_what_was_being_sent_is_a_possible_repeat(database: Database) -> None:
    alert = put_alert(database, "k1")
    with database.writing() as tx:
        configured.sync(tx, [("a", "http://a.example/rss", NOW)])
        leases.claim_due(tx, NOW, "t1", LEASE, 1)
        lifecycle.insert(tx, alert.id, [], "desk", "k1", NOW)
        claim_due(tx, "desk", NOW, "t1", LEASE, 1)
    into_store.release_leases(database)
    with database.writing() as tx:
        assert not leases.holds(tx, "a", "t1")
        assert [found.name for found in leases.claim_due(tx, NOW, "t2", LEASE, 1)] == ["a"]
        (again,) = claim_due(tx, "desk", NOW, "t2", LEASE, 1)
        assert (again.attempt, again.possible_repeat) == (2, True)


def test_releasing_without_leases_changes_nothing(database: Database) -> None:
    before = content(database)
    into_store.release_leases(database)
    assert content(database) == before


# Feeds and receivers


def test_the_feeds_of_the_config_are_brought_in(database: Database, tmp_path: Path) -> None:
    config = load_config(workspace(tmp_path, {"a": "http://a.example/rss", "b": "http://b.example/rss"}))
    written(database, into_store.sync_feeds, config, NOW, {}, {})
    written(database, into_store.sync_feeds, config, NOW, {}, {})
    with database.reading() as tx:
        found = feeds.listed(tx)
    assert [(feed.name, feed.url) for feed in found] == [("a", "http://a.example/rss"), ("b", "http://b.example/rss")]
    assert all(_soon(feed.next_poll_at) for feed in found)


def _soon(due: datetime) -> bool:
    """first_poll_within is one second there."""
    return 0 <= (due - NOW).total_seconds() <= 1


def test_messages_for_a_receiver_that_left_go_where_the_routes_send_them(database: Database, tmp_path: Path) -> None:
    receivers = {"console": {"type": "console"}, "night": {"type": "console"}}
    routes = [{"when": {"rule": ["strike-near-posts"]}, "to": ["night"]}, {"to": ["console"]}]
    folder = workspace(tmp_path, {"a": "http://a.example/rss"}, receivers=receivers, routes=routes)
    config = load_config(folder)
    one = put_alert(database, "k1")
    two = put_alert(database, "k2", rule="strike-near-posts")
    three = put_alert(database, "k3", rule="a rule that is gone")
    with database.writing() as tx:
        for alert in (one, two, three):
            lifecycle.insert(tx, alert.id, [], "gone", alert.key, NOW)
    moved = readdress.sync_receivers(database, config, NOW, {})
    assert moved == {("gone", "console"): 2, ("gone", "night"): 1}
    with database.writing() as tx:
        for receiver, keys in (("console", ["k1", "k3"]), ("night", ["k2"]), ("gone", [])):
            assert [found.key for found in claim_due(tx, receiver, NOW, "t", LEASE, 9)] == keys
    before = content(database)
    assert not readdress.sync_receivers(database, config, NOW, {}) and content(database) == before


class Killed(BaseException):
    """The process ends."""


def test_many_messages_of_a_receiver_that_left_move_a_few_at_a_time_and_once_each(
    database: Database, tmp_path: Path
) -> None:
    """Others write in between, and who is killed there loses nothing and doubles nothing."""
    receivers = {name: {"type": "console"} for name in ("desk", "duty")}
    config = load_config(workspace(tmp_path, {}, receivers=receivers, routes=[{"to": ["desk", "duty"]}]))
    many = 2 * readdress.AT_ONCE + 3
    for number in range(many):
        alert = put_alert(database, f"k{number}", article_id=number + 1)
        with database.writing() as tx:
            for receiver in ("gone", "desk"):
                lifecycle.insert(tx, alert.id, [], receiver, f"{receiver}-{number}", NOW)
    begun = 0

    def count_and_kill(_: Connection) -> None:
        nonlocal begun
        begun += 1
        if begun == 2:
            raise Killed

    event.listen(database.engine, "begin", count_and_kill)
    with pytest.raises(Killed):
        readdress.sync_receivers(database, config, NOW, {})
    with database.reading() as tx:
        assert len(orphans.orphans(tx, set(receivers))) == many - readdress.AT_ONCE
    assert readdress.sync_receivers(database, config, NOW, {}) == {("gone", "duty"): many - readdress.AT_ONCE}
    assert begun == 5, "one part and one that was killed, one that looked, and two parts for the rest"
    with database.reading() as tx:
        stood = sorted((one.receiver, one.state) for one in outbox.listed(tx, limit=1000))
    assert stood == [("desk", "pending")] * many + [("duty", "pending")] * many


def test_what_would_escalate_to_a_receiver_that_left_escalates_to_the_one_in_its_place(
    database: Database, tmp_path: Path
) -> None:
    receivers = {name: {"type": "console"} for name in ("phone", "deputy", "chief")}
    steps = [{"after": "5m", "to": "deputy"}, {"after": "15m", "to": "chief"}]
    config = load_config(
        workspace(
            tmp_path,
            {"a": "http://a.example/rss"},
            receivers=receivers,
            routes=[{"to": "phone", "escalate": steps}],
        )
    )
    alert = put_alert(database, "k1")
    wait = Hold(Reason.ESCALATION, NOW + HOUR, "unless somebody acknowledges within 1 hour")
    with database.writing() as tx:
        lifecycle.insert(tx, alert.id, [], "phone", "p", NOW)
        lifecycle.insert(tx, alert.id, [], "deputy", "d", NOW, wait)
        for key in ("boss", "owner"):
            lifecycle.insert(tx, alert.id, [], key, key, NOW, wait)
    readdress.sync_receivers(database, config, NOW, {})
    with database.reading() as tx:
        found = [(one.key, one.receiver, one.state) for one in reversed(outbox.listed(tx, limit=9))]
    assert found == [
        ("p", "phone", "pending"),
        ("d", "deputy", "held"),
        ("boss", "chief", "held"),
        ("owner", "owner", "closed"),
    ]


def test_what_two_rules_escalate_together_waits_on_if_one_of_their_steps_is_taken_out(
    database: Database, tmp_path: Path
) -> None:
    receivers = {name: {"type": "console"} for name in ("phone", "boss")}
    step = {"to": "phone", "escalate": [{"after": "15m", "to": "boss"}]}
    without = {"to": "phone", "when": {"rule": ["idlib-mention"]}}
    one, two = put_alert(database, "one"), put_alert(database, "two", rule="strike-near-posts")
    wait = Hold(Reason.ESCALATION, NOW + HOUR, "unless somebody acknowledges within 1 hour")
    with database.writing() as tx:
        waits = lifecycle.insert(tx, one.id, [two.id], "boss", "b", NOW, wait)

    def stands(*routes: object) -> str:
        config = load_config(workspace(tmp_path, {}, receivers=receivers, routes=list(routes)))
        readdress.sync_escalations(database, config, NOW)
        readdress.sync_undone(database, config, NOW)
        with database.reading() as tx:
            found = outbox.get(tx, waits)
        assert found is not None
        return found.state

    assert stands(without, step) == "held", "the other rule's step is there"
    assert stands({"to": "phone"}) == "closed"
    assert stands(without, step) == "held", "the edit was undone in part"
