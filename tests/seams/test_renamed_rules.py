"""A rule under another name: what it told, counts and waits for goes along, in virtual time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text
from structlog.testing import capture_logs

from monitor.core.alerts.matchers import Matchers
from monitor.in_force.reload import Reload
from monitor.store import alerts, silences
from tests.make import STORY, report
from tests.seams.silenced import silence
from tests.store.filled import content
from tests.timeline import HEAD, SUNDAY, Day, day, rules


async def save(it: Day, folder: Path, written: str) -> Reload:
    (folder / "rules" / "rules.yaml").write_text(written, encoding="utf-8")
    return await it.run.monitor.in_force.reload(folder / "config.yaml")


def named(text: str, name: str = "renamed") -> str:
    return text.replace("  watch:\n", f"  {name}:\n")


async def test_it_does_not_tell_again_what_it_told(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await save(it, tmp_path, named(rules()).replace("title: Idlib", "title: Idlib and its towns"))
        await it.at("11:00", "b", HEAD, STORY)
        assert it.heard() == [("10:00", f"[MEDIUM] {HEAD}")]
        await it.at("12:00", "c", HEAD.replace("21", "31"), STORY.replace("21", "31"))
        assert it.heard()[1:] == [("12:00", f"[MEDIUM] follow-up: {HEAD.replace('21', '31')}")]
        with it.run.monitor.database.reading() as tx:
            assert {one.rule for one in alerts.listed(tx, limit=9)} == {"renamed"}


async def test_one_with_words_of_its_own_is_known_with_its_silence(tmp_path: Path) -> None:
    own_words = rules().replace("entity: idlib, parts: true", "words: [shelling]")
    async with day(tmp_path, SUNDAY, rules=own_words) as it:
        await it.at("10:00", "a", HEAD, STORY)
        silence(it, "10:30", "11:30", Matchers(rules=frozenset({"watch"})))
        with capture_logs() as said:
            await save(it, tmp_path, named(own_words))
        assert [line["renamed"] for line in said if "renamed" in line] == [{"watch": "renamed"}]
        assert not [line for line in said if "gone" in line["event"] or "new rules" in line["event"]]
        await it.at("11:00", "b", HEAD.replace("21", "31"), STORY.replace("21", "31"))
        await it.at("12:00", "c", HEAD, STORY)
        assert [at for at, _ in it.heard()] == ["10:00"]


async def test_one_that_asks_for_something_else_starts_afresh(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        await it.at("10:00", "a", HEAD, STORY)
        await save(it, tmp_path, named(rules()).replace("parts: true", "parts: true, words: [shelling]"))
        await it.at("11:00", "b", HEAD, STORY)
        assert [at for at, _ in it.heard()] == ["10:00", "11:00"]


async def test_its_matter_goes_along_under_two_names_one_after_the_other(tmp_path: Path) -> None:
    often = rules(repeat_after="2h", group_by="rule")
    async with day(tmp_path, SUNDAY, rules=often) as it:
        await it.at("10:00", "a", *report(0))
        await save(it, tmp_path, named(often))
        await save(it, tmp_path, often)
        await save(it, tmp_path, named(often))
        await it.at("10:30", "b", *report(1))
        await it.until("13:00")
        assert [at for at, _ in it.heard()] == ["10:00", "12:00"]


async def test_what_waits_to_escalate_by_its_name_escalates_by_the_new_one(tmp_path: Path) -> None:
    steps: list[dict[str, Any]] = [{"after": "15m", "to": "boss"}]
    routes = [{"to": "phone", "when": {"rule": "watch"}, "escalate": steps}, {"to": "phone"}]
    wishes: dict[str, Any] = {"phone": {}, "boss": {}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=wishes, routes=routes) as it:
        await it.at("10:00", "a", *report(0))
        config = tmp_path / "config.yaml"
        config.write_text(config.read_text().replace('"watch"', '"renamed"'), encoding="utf-8")
        await save(it, tmp_path, named(rules()))
        await it.until("10:30")
        assert [at for at, _ in it.heard("boss")] == ["10:15"]


async def test_a_silence_on_it_goes_on(tmp_path: Path) -> None:
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        silence(it, "09:00", "12:00", Matchers(rules=frozenset({"watch"})))
        await save(it, tmp_path, named(rules()))
        await it.at("10:00", "a", *report(0))
        assert it.heard() == []
        with it.run.monitor.database.reading() as tx:
            assert [one.matchers.rules for one in silences.in_force(tx, it.run.clock.now)] == [{"renamed"}]


async def test_where_the_database_cannot_take_it_all_it_keeps_its_name_until_it_can(tmp_path: Path) -> None:
    """It refuses the last of what is written: the files that were read."""
    full = "CREATE TRIGGER full BEFORE INSERT ON good_set BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    async with day(tmp_path, SUNDAY, rules=rules()) as it:
        database = it.run.monitor.database
        await it.at("10:00", "a", HEAD, STORY)
        with database.writing() as tx:
            tx.connection.execute(text(full))
        before = content(database)
        assert await save(it, tmp_path, named(rules())) is Reload.WAITING
        assert content(database) == before
        await it.at("11:00", "b", HEAD, STORY)
        assert [at for at, _ in it.heard()] == ["10:00"], "by its old name it told the story"
        with database.writing() as tx:
            tx.connection.execute(text("DROP TRIGGER full"))
        assert await save(it, tmp_path, named(rules())) is Reload.SWAPPED
        await it.at("12:00", "c", HEAD.replace("21", "31"), STORY.replace("21", "31"))
        assert it.heard()[1:] == [("12:00", f"[MEDIUM] follow-up: {HEAD.replace('21', '31')}")]
