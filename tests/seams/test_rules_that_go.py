"""Rules that an edit takes out of force: by a file that was emptied, cut off or deleted, or because it is meant."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from monitor.in_force.reload import Reload
from monitor.testing import WebhookServer
from tests.make import workspace
from tests.running import Running, command, running

ONE = "rules:\n  bridges:\n    title: Bridges\n    severity: low\n    when: {words: [bridge]}\n"
TWO = ONE + "  tunnels:\n    title: Tunnels\n    severity: low\n    when: {words: [tunnel]}\n"


@asynccontextmanager
async def two_files(folder: Path, webhook: WebhookServer) -> AsyncIterator[Running]:
    """In which `b.yaml` holds ``TWO``, run with `operations` at the webhook."""
    receivers = {"ops": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    config = workspace(folder, {}, receivers=receivers, routes=[{"to": "console"}], operations="ops")
    (folder / "rules" / "b.yaml").write_text(TWO, encoding="utf-8")
    async with running(config) as run:
        yield run


async def reloaded(run: Running, folder: Path) -> Reload:
    done = await run.monitor.in_force.reload(folder / "config.yaml")
    await run.deliver(hours=1)
    return done


@pytest.mark.parametrize("left", ["", " \n\n", "# rules:\n---\n  # none\n"])
async def test_an_emptied_rule_file_changes_nothing_and_operations_hear_of_it(
    tmp_path: Path, webhook: WebhookServer, left: str
) -> None:
    async with two_files(tmp_path, webhook) as run:
        file = tmp_path / "rules" / "b.yaml"
        file.write_text(left, encoding="utf-8")
        assert "b.yaml:1:1: warning no-rules: the file says nothing" in command("check", folder=tmp_path).stdout
        assert await reloaded(run, tmp_path) is Reload.REFUSED
        (told,) = webhook.received
        assert "b.yaml:1:1: the file says nothing any more" in told["message"] and "`rules: {}`" in told["message"]
        assert {"bridges", "tunnels"} <= run.monitor.files.rules.rules.keys()
        (tmp_path / "rules" / "later.yaml").write_text(left, encoding="utf-8")  # which held nothing before
        file.write_text("rules: {}\n", encoding="utf-8")
        assert await reloaded(run, tmp_path) is Reload.SWAPPED


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (ONE, "1 rule not in force any more: tunnels"),
        (None, "2 rules not in force any more: bridges, tunnels"),
        (ONE.replace("bridges", "overpasses"), "1 rule not in force any more: tunnels"),
        (TWO.replace("bridges", "overpasses"), ""),
        (TWO.replace("tunnel]", "tunnels]"), ""),
    ],
    ids=["cut off", "deleted", "renamed and cut off", "renamed", "changed"],
)
async def test_operations_hear_once_which_rules_an_edit_takes(
    tmp_path: Path, webhook: WebhookServer, left: str | None, told: str
) -> None:
    async with two_files(tmp_path, webhook) as run:
        file = tmp_path / "rules" / "b.yaml"
        if left is None:
            file.unlink()
        else:
            file.write_text(left, encoding="utf-8")
        for _ in range(2):
            assert await reloaded(run, tmp_path) is Reload.SWAPPED
        assert [one["title"] for one in webhook.received] == ([f"[OPERATIONS] {told}"] if told else [])


async def test_a_start_tells_of_rules_that_went_while_no_daemon_ran(tmp_path: Path, webhook: WebhookServer) -> None:
    async with two_files(tmp_path, webhook):
        pass
    (tmp_path / "rules" / "b.yaml").write_text(ONE, encoding="utf-8")
    async with running(tmp_path / "config.yaml") as run:
        await run.deliver()
        (told,) = webhook.received
        assert "1 rule not in force any more: tunnels" in told["title"]
