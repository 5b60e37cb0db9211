"""What the store keeps of files that change: the last good set, a bad edit, and who is told of it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from monitor.answers.status import status_of
from monitor.config import load_config
from monitor.core.alerts.types import Alert
from monitor.core.errors import InputError, Problem
from monitor.core.types import AlertKind
from monitor.files import Texts
from monitor.in_force import edits, readdress
from monitor.in_force.begin import begin, find_database, store_only
from monitor.in_force.load import Files, load_files, understand
from monitor.store import alerts, file_sets
from monitor.store.database import Database
from monitor.store.deliveries import lifecycle, outbox
from monitor.store.file_sets import BadEdit, GoodSet
from monitor.store.schema import open_store
from monitor.store.tables import FeedRow, GoodSetRow
from tests.make import NOW, RULES, workspace
from tests.store.filled import DAY, HOUR, LEASE, MINUTE, claim_due, content, put_alert, put_article, written
from tests.store.polled import sync

ONE, TWO = Problem("rules/a.yaml", 4, 2, "a mistake"), Problem("rules/b.yaml", 9, 1, "another mistake")


def files(folder: Path, **more: Any) -> Files:
    """A good set; its operations are told on the terminal."""
    return load_files(workspace(folder, {"a": "http://a.example/rss"}, **{"operations": ["console"], **more}))


def told(database: Database) -> list[tuple[str, str]]:
    """Receiver and headline of each message, oldest first."""
    with database.reading() as tx:
        rows = outbox.listed(tx, limit=99)[::-1]
        found = [(row.receiver, alerts.get(tx, row.alert_id)) for row in rows]
    return [(receiver, alert.headline) for receiver, alert in found if alert]


def standing(database: Database) -> tuple[GoodSet | None, BadEdit | None]:
    with database.reading() as tx:
        return file_sets.good_set(tx), file_sets.bad_edit(tx)


# None left


def test_an_edit_that_takes_the_last_rule_is_told_and_that_there_are_some_again(
    database: Database, tmp_path: Path
) -> None:
    assert written(database, edits.keep, files(tmp_path), NOW) is False
    assert written(database, edits.keep, files(tmp_path, rules=""), NOW + HOUR) is True
    assert written(database, edits.keep, files(tmp_path, rules="lists: {more: [words]}"), NOW + HOUR) is False
    assert written(database, edits.keep, files(tmp_path), NOW + DAY) is True
    expected = ["No rules any more, 2 before: nothing alerts", "2 rules in force, none before"]
    assert told(database) == [("console", headline) for headline in expected]


def test_an_edit_that_takes_the_last_feed_is_told_and_that_there_are_some_again(
    database: Database, tmp_path: Path
) -> None:
    good = files(tmp_path)
    assert written(database, edits.keep, good, NOW, {"a": "mark"}) is False
    assert written(database, edits.keep, good, NOW + HOUR, {}) is True
    assert written(database, edits.keep, good, NOW + DAY, {"a": "mark"}) is True
    expected = ["No feeds any more, 1 before: nothing is polled", "1 feed in force, none before"]
    assert told(database) == [("console", headline) for headline in expected]


def test_operations_before_and_after_an_edit_hear_that_it_took_everything(database: Database, tmp_path: Path) -> None:
    good = files(tmp_path)
    written(database, edits.keep, good, NOW, {"a": "mark"})
    assert written(database, edits.keep, files(tmp_path, rules=""), NOW + HOUR, {}, ("console", "desk")) is True
    rules, feeds = "No rules any more, 2 before: nothing alerts", "No feeds any more, 1 before: nothing is polled"
    assert sorted(told(database)) == [(who, what) for who in ("console", "desk") for what in (feeds, rules)]
    assert written(database, edits.keep, good, NOW + DAY, {"a": "mark"}, ("console",)) is True
    assert written(database, edits.keep, files(tmp_path, operations=[]), NOW + DAY, {"a": "mark"}, ("console",)) is True
    assert told(database)[-1] == ("console", "Nobody is told any more how the monitor itself goes")


def test_a_first_start_may_be_on_an_empty_set(database: Database, tmp_path: Path) -> None:
    assert written(database, edits.keep, files(tmp_path, rules=""), NOW, {}) is False
    assert told(database) == []


def test_a_set_that_an_older_version_kept_without_its_feeds_says_nothing_of_them(
    database: Database, tmp_path: Path
) -> None:
    good = files(tmp_path)
    written(database, edits.keep, good, NOW, {"a": "mark"})
    with database.writing() as tx:
        kept = GoodSetRow.__table__  # type: ignore[attr-defined]
        values = dict(tx.connection.scalar(select(kept.c.content)) or {})
        del values["asked"]
        tx.connection.execute(update(kept).values(content=values))
    assert written(database, edits.keep, good, NOW + HOUR, {"a": "mark"}) is False
    assert told(database) == []


# The last good set


def test_what_is_kept_means_the_same_again(database: Database, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    seed = "---\ntitle: إدلب 😀\npublished: 2026-01-01\n---\nWords, and a NUL: \0.\n"
    (tmp_path / "seeds" / "s.md").write_text(seed, encoding="utf-8")
    good = files(tmp_path)
    assert written(database, edits.keep, good, NOW) is False
    with database.reading() as tx:
        kept = file_sets.texts_of_good_set(tx, good.texts.path)
    assert kept is not None
    assert (kept.config, kept.rules, kept.seeds) == (good.texts.config, good.texts.rules, good.texts.seeds)
    for path in (tmp_path / "rules" / "rules.yaml", tmp_path / "seeds" / "s.md"):
        path.unlink()
    again = understand(kept)
    assert (again.rules.version, again.seeds) == (good.rules.version, good.seeds)


def test_a_rule_set_is_in_force_since_it_was_first_taken(database: Database, tmp_path: Path) -> None:
    written(database, edits.keep, files(tmp_path), NOW)
    written(database, edits.keep, files(tmp_path, polling={"interval": "9m"}), NOW + HOUR)
    (good, bad) = standing(database)
    assert good == GoodSet(files(tmp_path).rules.version, NOW, 2, 3) and bad is None
    changed = files(tmp_path, rules=RULES.replace("12 words", "9 words"))
    written(database, edits.keep, changed, NOW + DAY)
    assert standing(database)[0] == GoodSet(changed.rules.version, NOW + DAY, 2, 3)


def test_there_is_none_at_first(database: Database, tmp_path: Path) -> None:
    assert standing(database) == (None, None)
    with database.reading() as tx:
        assert file_sets.texts_of_good_set(tx, tmp_path / "config.yaml") is None


# A bad edit


def test_a_bad_edit_is_told_once_for_each_mistake_and_its_end(database: Database, tmp_path: Path) -> None:
    good, both = files(tmp_path), ("console", "desk")
    written(database, edits.keep, good, NOW)
    assert edits.refuse(database, [ONE], both, NOW + MINUTE) is True
    before = content(database)
    assert edits.refuse(database, [ONE], both, NOW + 2 * MINUTE) is False
    assert content(database) == before, "the same mistakes again write nothing new"
    moved = Problem(ONE.path, 5, 2, ONE.message)
    assert edits.refuse(database, [moved], both, NOW + 3 * MINUTE) is False
    assert standing(database)[1] == BadEdit(NOW + MINUTE, (moved,), told=True)
    assert edits.refuse(database, [ONE, TWO], both, NOW + 4 * MINUTE) is True
    assert edits.refuse(database, [TWO], both, NOW + 5 * MINUTE) is False
    assert edits.refuse(database, [TWO, Problem(TWO.path, 30, 1, TWO.message)], both, NOW + 6 * MINUTE) is True
    assert written(database, edits.keep, good, NOW + HOUR) is True
    assert standing(database)[1] is None and written(database, edits.keep, good, NOW + HOUR) is False
    assert [headline for receiver, headline in told(database) if receiver == "desk"] == [
        "Edit not used: 1 mistake in rules/a.yaml",
        "Edit not used: 2 mistakes in 2 files",
        "Edit not used: 2 mistakes in rules/b.yaml",
    ]
    assert told(database)[-1] == ("console", f"Files are good again: rule set {good.rules.version}")
    assert edits.refuse(database, [ONE], both, NOW + 2 * HOUR) is True, "a mistake that comes back is told again"


def test_its_alert_has_no_article_and_says_what_stays_in_force(database: Database, tmp_path: Path) -> None:
    good = files(tmp_path)
    written(database, edits.keep, good, NOW)
    edits.refuse(database, [ONE], ["console"], NOW + MINUTE)
    with database.reading() as tx:
        (alert,) = alerts.listed(tx, limit=9)
        assert alerts.article_of(tx, alert.id) is None and alerts.get(tx, alert.id) == alert
    assert (alert.kind, alert.rule, alert.lines) == (AlertKind.OPERATIONS, "", ("rules/a.yaml:4:2: a mistake",))
    assert alert.why == f"In force stays rule set {good.rules.version}, since 2026-03-01 12:00 UTC"
    with database.writing() as tx:
        (claimed,) = claim_due(tx, "console", NOW + HOUR, "t", LEASE, 9)
    assert claimed.alert == alert


def test_a_file_whose_name_is_no_utf_8_is_told_all_the_same(database: Database, tmp_path: Path) -> None:
    good = files(tmp_path)
    odd = Problem(os.fsdecode(b"rules/\xff.yaml"), 1, 1, "a mistake")
    written(database, edits.keep, replace(good, texts=replace(good.texts, rules={odd.path: RULES})), NOW)
    edits.refuse(database, [odd], ["console"], NOW)
    assert standing(database)[1] == BadEdit(NOW, (odd,), told=True)
    assert told(database) == [("console", "Edit not used: 1 mistake in rules/\ufffd.yaml")]


def test_without_receivers_nothing_is_told_not_even_the_end(database: Database, tmp_path: Path) -> None:
    good = files(tmp_path)
    written(database, edits.keep, good, NOW)
    assert edits.refuse(database, [ONE], (), NOW) is False
    assert standing(database)[1] == BadEdit(NOW, (ONE,), told=False)
    assert written(database, edits.keep, good, NOW) is False and told(database) == []


def test_a_message_of_operations_follows_them_to_another_receiver(database: Database, tmp_path: Path) -> None:
    receivers = {"console": {"type": "console"}, "ops": {"type": "console"}}
    config = load_config(workspace(tmp_path, {}, receivers=receivers, operations=["ops"], routes=[{"to": "console"}]))
    written(database, edits.keep, files(tmp_path / "x"), NOW)
    edits.refuse(database, [ONE], ["gone", "lost"], NOW)
    moved = readdress.sync_receivers(database, config, NOW, {})
    assert moved == {("gone", "ops"): 1, ("lost", "ops"): 1}
    with database.writing() as tx:
        assert len(claim_due(tx, "ops", NOW, "t", LEASE, 9)) == 1, "who is told already is not told twice"


# At a glance


def test_status_counts_what_stands_in_the_store(database: Database, tmp_path: Path) -> None:
    written(database, edits.keep, files(tmp_path), NOW)
    put_article(database)
    article: Alert = put_alert(database, "k1")
    with database.writing() as tx:
        lifecycle.insert(tx, article.id, [], "desk", "k1", NOW)
    edits.refuse(database, [ONE], ["desk", "ops"], NOW)
    with database.reading() as tx:
        found, later = status_of(tx, NOW + HOUR), status_of(tx, NOW + 2 * DAY)
    assert (found.items, found.alerts, later.alerts, found.quarantined) == (1, 1, 0, 0)
    assert found.deliveries_open == {"desk": 2, "ops": 1}
    assert found.in_force is not None and found.bad_edit == BadEdit(NOW, (ONE,), told=True)


def test_status_says_if_a_feed_waits_for_long(database: Database) -> None:
    sync(database, "a", due=NOW)
    with database.reading() as tx:
        assert [status_of(tx, NOW + late * MINUTE).overdue for late in (1, 3)] == [False, True]
    sync(database, "a", "b", due=NOW)
    with database.writing() as tx:
        tx.connection.execute(update(FeedRow).values(polled_at=NOW + 3 * MINUTE))
    with database.reading() as tx:
        found = [status_of(tx, NOW + late * MINUTE).overdue for late in (4, 6)]
    assert found == [False, True], "others were polled a minute ago, and three minutes ago"


def test_a_feed_that_is_polled_while_status_is_asked_waits_for_nothing(database: Database) -> None:
    sync(database, "a", due=NOW + MINUTE)
    with database.writing() as tx:
        tx.connection.execute(update(FeedRow).values(polled_at=NOW + MINUTE / 60))
    with database.reading() as tx:
        assert not status_of(tx, NOW).overdue


# Finding the database of a config that is bad


@pytest.mark.parametrize(
    "text",
    [
        "store: {url: 'sqlite:///mine.sqlite'}\nfeedz: []\n",
        "feeds:\n\t- {\nstore:\n  # ours\n\n  url: sqlite:///mine.sqlite\nweb: {enabled: maybe}\n",
        "web: 1\nweb: 2\nstore:\n  url: sqlite:///${NAME_OF_IT}.sqlite",
        "store: {url: 'sqlite:///mine.sqlite'}\nreceivers: {x: {url: '${NOT_SET}'}}\n",
    ],
)
def test_the_address_is_read_from_what_is_left(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAME_OF_IT", "mine")
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    assert store_only(path).store_url == f"sqlite:///{tmp_path}/mine.sqlite"
    assert find_database(path) is None and not (tmp_path / "mine.sqlite").exists(), "looking makes nothing"
    open_store(f"sqlite:///{tmp_path}/mine.sqlite").close()
    found = find_database(path)
    assert found is not None and found.path == tmp_path / "mine.sqlite"
    found.close()


@pytest.mark.parametrize("text", [None, "store: 5\n", "store: {url: nonsense}\n", "{", "store:\n", "- a list\n"])
def test_else_it_is_the_default_one(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert store_only(path).store_url == f"sqlite:///{tmp_path}/data/monitor.sqlite"


def test_a_last_good_set_that_is_good_no_more_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "json://127.0.0.1/")
    receivers = {"console": {"type": "console"}, "hook": {"url": "${HOOK}"}}
    good = files(tmp_path, receivers=receivers)
    database = open_store(good.config.store_url)
    written(database, edits.keep, good, NOW)
    database.close()
    (tmp_path / "rules" / "rules.yaml").write_text("rulez: {}", encoding="utf-8")
    begun = begin(good.texts.path)
    assert begun.refused is not None and begun.files.rules.version == good.rules.version
    begun.database.close()
    monkeypatch.delenv("HOOK")
    with pytest.raises(InputError, match="HOOK"):
        begin(good.texts.path)


def test_the_texts_kept_hold_no_secret(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "json://open-sesame@127.0.0.1/")
    good = files(tmp_path, receivers={"console": {"type": "console"}, "hook": {"url": "${HOOK}"}})
    assert "open-sesame" in good.config.file.receivers["hook"].url
    written(database, edits.keep, good, NOW)
    assert "open-sesame" not in repr(content(database))


def test_texts_that_cannot_be_read_are_not_equal_to_those_that_can(tmp_path: Path) -> None:
    assert Texts(tmp_path, "", unread=(ONE,)) != Texts(tmp_path, "")
