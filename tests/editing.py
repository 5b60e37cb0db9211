"""A daemon whose files are edited: its config, good and bad rules, how they are saved, what is said of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.testing import FeedServer, WebhookServer
from tests.make import RULES, STORY, Entry, rss, workspace
from tests.running import command

TYPO = RULES.replace("entity: idlib, parts: true", "entity: idlip")
SAID = 'rules.yaml:12:20: unknown entity "idlip" - did you mean "idlib"?'
OTHER = TYPO.replace("{entity: posts}", "{entity: postss}")
GOOD = RULES.replace("severity: low", "severity: critical")


def fresh(number: int = 1) -> Entry:
    return Entry(f"n{number}", f"Report {number} from Morek", STORY[: -10 * number], published=datetime.now(UTC))


def config_for(folder: Path, feed_server: FeedServer, webhook: WebhookServer, **more: Any) -> Path:
    """Alerts on articles go to the terminal, those of operations to the webhook."""
    feed_server.put("/a", rss([]))
    receivers = {"ops": {"url": webhook.apprise_url}, "console": {"type": "console"}}
    urls = {"a": f"{feed_server.url}/a"}
    return workspace(folder, urls, receivers=receivers, **{"operations": "ops", **more})


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def save_by_renaming(path: Path, text: str) -> None:
    """As many editors do: the old file becomes a backup, the new one is written elsewhere and moved to its place."""
    path.rename(path.with_name(f"{path.name}~"))
    temporary = path.with_name(f".{path.name}.tmp")
    save(temporary, text)
    temporary.replace(path)


def status(folder: Path) -> dict[str, Any]:
    """What `monitor status` says, and its exit code."""
    done = command("status", "--json", folder=folder)
    assert done.stderr == "", done.stderr
    found: dict[str, Any] = json.loads(done.stdout) | {"code": done.returncode}
    return found


def problems(lines: list[dict[str, Any]]) -> list[str]:
    return [line["problem"].rpartition("/")[2] for line in lines]


def titles(webhook: WebhookServer, count: int) -> list[str]:
    return [message["title"].removeprefix("[OPERATIONS] ").partition(":")[0] for message in webhook.wait_for(count)]
