"""Files that change while a poll is under way, or while the database cannot take them."""

from __future__ import annotations

import asyncio
import resource
import signal
import threading
from collections.abc import MutableMapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml

from monitor.core.alerts.operations.host import no_page
from monitor.delivery.claim import claim_next
from monitor.delivery.deliver import LEASE
from monitor.in_force.reload import Reload
from monitor.store import alerts
from monitor.store.deliveries import outbox
from monitor.testing import FeedServer, WebhookServer
from tests.editing import GOOD, config_for, save
from tests.make import NOW, OLD, RULES, STORY, Entry, report, rss, workspace
from tests.running import command, daemon, running, until
from tests.timeline import BRIDGES, SUNDAY, day, rules


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can fill another process's disk (prlimit)")
@pytest.mark.parametrize("watched", [True, False], ids=["by saving", "by SIGHUP"])
def test_an_edit_that_the_database_cannot_take_is_taken_when_it_can(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, watched: bool
) -> None:
    config = config_for(tmp_path, feed_server, webhook, watch_files=watched)
    with daemon(config) as running:
        running.wait_for("watching" if watched else "running")
        room = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (20_000, room[1]))  # the log stays below
        save(tmp_path / "rules" / "rules.yaml", GOOD)
        if not watched:
            running.process.send_signal(signal.SIGHUP)
        assert "free space" in running.wait_for("not reloaded")[0]["problem"]
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, room)
        running.wait_for("reloaded")


class HeldServer(FeedServer):
    """A feed server that keeps an answer back until it may go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.may_answer = threading.Event(), threading.Event()

    def _get(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.set()
        assert self.may_answer.wait(30)
        super()._get(handler)


async def test_a_poll_ends_with_the_rules_it_began_with_and_tells_the_receivers_of_now(
    tmp_path: Path, webhook: WebhookServer
) -> None:
    with HeldServer() as server:
        server.may_answer.set()
        server.put("/a", rss([]))
        config = workspace(tmp_path, {"a": f"{server.url}/a"})
        async with running(config) as run:
            await run.poll()
            old = run.monitor.files.rules.version
            server.put("/a", rss([Entry("n", "Report from Morek", STORY, published=NOW)]))
            server.may_answer.clear()
            server.asked.clear()
            run.clock.move(minutes=1)
            (poll,) = await run.monitor.poller.poll_due()
            await asyncio.to_thread(server.asked.wait, 30)
            # The rule that matches is gone from the new files, and with it every route to the terminal.
            receivers = {"hook": {"url": webhook.apprise_url}}
            routes = [{"to": "hook", "when": {"rule": "strike-near-posts"}}]
            only = RULES.replace("  idlib-mention:", "  strike-near-posts:").partition(
                "  strike-near-posts:\n    title: Strike"
            )[0]
            workspace(tmp_path, {"a": f"{server.url}/a"}, rules=only, receivers=receivers, routes=routes)
            assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
            new = run.monitor.files.rules.version
            server.may_answer.set()
            await poll
            (alert,) = run.alerts()
            with run.monitor.database.reading() as tx:
                (match,) = alerts.matches_of(tx, 1)
            assert (alert.rule, match.ruleset) == ("idlib-mention", old) and old != new
            await run.deliver()
            assert [message["title"] for message in webhook.received] == ["[LOW] Report from Morek"]
            server.put("/a", rss([Entry("m", "Floods in Idlib", "Rain.", published=NOW)]))
            await run.poll(minutes=1)
            assert [alert.rule for alert in run.alerts()] == ["idlib-mention", "strike-near-posts"]
    explained = command("explain", "1", folder=tmp_path).stdout
    assert f"rule set {old}" in explained


async def test_what_a_poll_brings_while_its_rule_is_renamed_is_known_by_what_that_told_before(tmp_path: Path) -> None:
    told, again = (
        Entry("n", "Report from Morek", STORY, published=NOW),
        Entry("m", "Morek report", STORY, published=NOW),
    )
    with HeldServer() as server:
        server.may_answer.set()
        feeds = {name: f"{server.url}/{name}" for name in "ab"}
        for name in feeds:
            server.put(f"/{name}", rss([]))
        config = workspace(tmp_path, feeds)
        async with running(config) as run:
            await run.poll()
            server.put("/a", rss([told]))
            await run.poll(minutes=1)
            server.put("/b", rss([again], host="http://b.example"))
            server.may_answer.clear()
            server.asked.clear()
            run.clock.move(minutes=1)
            polls = await run.monitor.poller.poll_due()
            await asyncio.to_thread(server.asked.wait, 30)
            for rules in (RULES.replace("  idlib-mention:", "  idlib:"), RULES.replace("  idlib-mention:", "  all:")):
                workspace(tmp_path, feeds, rules=rules)
                assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
            server.may_answer.set()
            await asyncio.gather(*polls)
            with run.monitor.database.reading() as tx:
                (match,) = alerts.matches_of(tx, 2)
            assert (match.rule, match.outcome, match.told_in) == ("all", "suppressed", 1)
            assert [alert.rule for alert in run.alerts()] == ["all"]


async def test_what_operations_are_to_hear_behind_a_reload_goes_to_those_of_now(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    feeds = {"a": f"{feed_server.url}/a"}
    hook, to_hook = {"url": webhook.apprise_url}, [{"to": "console"}]
    receivers = {"console": {"type": "console"}}
    config = workspace(tmp_path, feeds, receivers=receivers | {"old": hook}, routes=to_hook, operations="old")
    async with running(config) as run:
        workspace(tmp_path, feeds, receivers=receivers | {"new": hook}, routes=to_hook, operations="new")
        goes_on = threading.Event()
        run.monitor._writer.submit(goes_on.wait, 30)
        reload = asyncio.create_task(run.monitor.in_force.reload(config))
        await asyncio.to_thread(until, lambda: run.monitor._writer._work_queue.qsize() > 0, "the reload waits to write")
        told = asyncio.create_task(run.monitor.ticks.tell(no_page("127.0.0.1", 8420, "taken", run.clock.now)))
        await asyncio.sleep(0)
        goes_on.set()
        await asyncio.gather(reload, told)
        with run.monitor.database.reading() as tx:
            assert [one.receiver for one in outbox.listed(tx, limit=9)] == ["new"]


@pytest.mark.parametrize("left", [b"feeds: []", b"{rest}"], ids=["no feeds", "no operations"])
async def test_operations_that_an_edit_takes_away_hear_of_it_once(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, left: bytes
) -> None:
    feeds, hook = {"a": f"{feed_server.url}/a"}, {"ops": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    routes = [{"to": "console"}]
    config = workspace(tmp_path, feeds, receivers=hook, routes=routes, operations="ops")
    whole = config.read_bytes()
    async with running(config) as run:
        if left == b"{rest}":
            workspace(tmp_path, feeds, receivers=hook, routes=routes)
        else:
            config.write_bytes(left)
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        await run.deliver()
        (told,) = webhook.received
        what = "Nobody is told any more how" if left == b"{rest}" else "No feeds any more, 1 before"
        assert what in told["title"] and "the last message on the monitor itself" in told["message"]
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        await run.deliver(hours=1)
        assert len(webhook.received) == 1 and "any more" not in run.console.getvalue()
        config.write_bytes(whole)
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        await run.deliver(hours=1)
        assert len(webhook.received) == (1 if left == b"{rest}" else 2)


@pytest.mark.parametrize("left", [b"", b" \n\n"])
async def test_an_empty_config_changes_nothing_and_operations_hear_of_it(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer, left: bytes
) -> None:
    """As an editor leaves a file behind on a full disk, or for the moment in which it writes it anew."""
    feeds, hook = {"a": f"{feed_server.url}/a"}, {"ops": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    config = workspace(tmp_path, feeds, receivers=hook, routes=[{"to": "console"}], operations="ops")
    async with running(config) as run:
        config.write_bytes(left)
        assert await run.monitor.in_force.reload(config) is Reload.REFUSED
        await run.deliver()
        (told,) = webhook.received
        assert "config.yaml:1:1: the file is empty" in told["message"] and "feeds: []" in told["message"]
        assert [feed.name for feed in run.monitor.files.config.file.feeds] == ["a"]


async def test_a_reload_that_the_database_cannot_take_leaves_the_running_files(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    feed_server.put("/a", rss([OLD]))
    config = workspace(tmp_path, {"a": f"{feed_server.url}/a"})
    async with running(config) as run:
        workspace(tmp_path, {"a": f"{feed_server.url}/a", "b": f"{feed_server.url}/b"})
        run.monitor.database.engine.dispose()
        (tmp_path / "monitor.sqlite").rename(tmp_path / "away")
        (tmp_path / "monitor.sqlite").mkdir()
        assert await run.monitor.in_force.reload(config) is Reload.WAITING
        assert [feed.name for feed in run.monitor.files.config.file.feeds] == ["a"]
        (tmp_path / "monitor.sqlite").rmdir()
        (tmp_path / "away").rename(tmp_path / "monitor.sqlite")
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
        assert [feed.name for feed in run.monitor.files.config.file.feeds] == ["a", "b"]


async def test_what_goes_out_between_the_commit_of_an_edit_and_its_end_goes_by_the_wishes_of_now(
    tmp_path: Path,
) -> None:
    quiet = {"phone": {"quiet_hours": {"hours": "09:00-20:00"}}}
    async with day(tmp_path, SUNDAY, rules=rules(), receivers=quiet) as it:
        await it.at("10:10", "a", *report(0))
        assert it.heard() == []
        config = yaml.safe_load((tmp_path / "config.yaml").read_text(encoding="utf-8"))
        config["receivers"] = {"phone": {"url": it.hooks["phone"].apprise_url}}
        save(tmp_path / "config.yaml", yaml.safe_dump(config))
        save(tmp_path / "rules" / "rules.yaml", rules() + BRIDGES)
        monitor, said = it.run.monitor, []

        def deliver(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
            if str(line["event"]).startswith("new rules"):  # in the writer's thread, right behind the commit
                with monitor.database.writing() as tx:
                    said.append(
                        claim_next(tx, "phone", monitor.in_force.current.wishes("phone"), monitor.now(), "t", LEASE)
                    )
            return line

        before = structlog.get_config()["processors"]
        structlog.configure(processors=[deliver, *before])
        try:
            assert await monitor.in_force.reload(tmp_path / "config.yaml") is Reload.SWAPPED
        finally:
            structlog.configure(processors=before)
        assert [one is not None for one in said] == [True], "not held till eight by quiet hours that are gone"


async def test_templates_that_are_gone_are_told_once(
    tmp_path: Path, feed_server: FeedServer, webhook: WebhookServer
) -> None:
    """As where their folder is on a drive that is away: messages change their form."""
    config = config_for(tmp_path, feed_server, webhook)
    mine = tmp_path / "templates" / "plain.txt.j2"
    mine.parent.mkdir()
    save(mine, "mine {{ message.key }}")
    async with running(config) as run:
        mine.unlink()
        for text in (RULES, RULES + "\n"):
            save(tmp_path / "rules" / "rules.yaml", text)
            assert await run.monitor.in_force.reload(config) is Reload.SWAPPED
            await run.deliver(seconds=2)
        (told,) = webhook.received
        headline = "No templates any more, 1 before: messages have the built-in form"
        assert told["title"] == f"[OPERATIONS] {headline}"
