"""Files that another user made, such as root who ran a command: what is said names the file and what to do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from monitor.testing import FeedServer
from tests.make import rss, workspace
from tests.running import bound_by_permissions, command


@pytest.mark.parametrize("name", ["run", "status"])
def test_a_lock_of_another_user_is_named_as_that(tmp_path: Path, feed_server: FeedServer, name: str) -> None:
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    assert command("poll", "--config", config, folder=tmp_path).returncode == 0
    lock = tmp_path / "monitor.sqlite.lock"
    lock.chmod(0)
    refused = command(name, "--config", config, folder=tmp_path, through=bound_by_permissions())
    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"monitor: {lock}: Permission denied: it was made by another user, such as root - give it to this one (chown)"
    )


def test_a_database_of_another_user_is_named_as_that(tmp_path: Path, feed_server: FeedServer) -> None:
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    assert command("poll", "--config", config, folder=tmp_path).returncode == 0
    (tmp_path / "monitor.sqlite").chmod(0)
    refused = command("run", "--config", config, folder=tmp_path, through=bound_by_permissions())
    assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1
    assert "this user may not read monitor.sqlite, which another made, such as root: give it" in refused.stderr


def test_a_disk_that_is_mounted_read_only_is_named_as_that(tmp_path: Path, feed_server: FeedServer) -> None:
    """As a system does after an error of the disk: to give its files to somebody would not help."""
    config = workspace(tmp_path, {"a": feed_server.put("/a", rss([]))})
    assert command("poll", "--config", config, folder=tmp_path).returncode == 0
    mount = f"mount --bind {tmp_path} {tmp_path} && mount -o remount,bind,ro {tmp_path}"
    read_only = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh")
    if subprocess.run([*read_only, "true"], capture_output=True).returncode:
        pytest.skip("this user may mount nothing")
    refused = command("run", "--config", config, folder=tmp_path, through=read_only)
    assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1
    assert "its disk is mounted read-only, as after an error: check it, and mount it for writing" in refused.stderr
