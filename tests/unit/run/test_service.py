"""The unit for systemd and the list for launchd start what there is, and wait for it long enough."""

from __future__ import annotations

import configparser
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from monitor.cli.app import app
from monitor.config.polling import PollingConfig
from monitor.core.durations import duration
from monitor.run.local import ALIVE_SECONDS
from tests.conftest import ROOT


@pytest.fixture(name="unit")
def _unit() -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((ROOT / "deploy" / "monitor.service").read_text(encoding="utf-8"))
    return unit


@pytest.fixture(name="service")
def _service(unit: configparser.ConfigParser) -> dict[str, str]:
    return dict(unit["Service"])


def _starts_the_daemon(words: list[str]) -> None:
    program, name, *arguments = words
    assert program.endswith("/.venv/bin/monitor") and name == "run"
    commands: Any = typer.main.get_command(app)  # typer's own click is private
    commands.commands[name].make_context(name, arguments)  # raises UsageError on what it does not know


def test_the_unit_starts_the_daemon_in_the_folder_that_it_may_write_to(service: dict[str, str]) -> None:
    words = shlex.split(service["ExecStart"])
    _starts_the_daemon(words)
    assert words[-1].startswith(f"{service['WorkingDirectory']}/") and service["Type"] == "notify"
    assert service["ReadWritePaths"] == service["WorkingDirectory"]


def test_the_unit_starts_once_the_clock_is_right_where_the_machine_waits_for_that(
    unit: configparser.ConfigParser,
) -> None:
    for key in ("After", "Wants"):
        assert unit["Unit"][key].split() == ["network-online.target", "time-sync.target"]


def test_the_unit_waits_longer_than_a_stop_takes_and_the_daemon_is_silent(service: dict[str, str]) -> None:
    assert int(service["TimeoutStopSec"]) > PollingConfig().stop_within.total_seconds() * 2
    watchdog = duration(service["WatchdogSec"].replace("min", "m"))
    assert watchdog.total_seconds() > 10 * ALIVE_SECONDS
    assert service["TimeoutStartSec"] == "infinity", "an upgrade of a large database takes long"


def test_a_command_runs_with_the_user_the_folder_and_the_secrets_of_the_daemon(
    service: dict[str, str], tmp_path: Path
) -> None:
    asked = tmp_path / "systemd-run"
    asked.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", encoding="utf-8")
    asked.chmod(0o700)
    script = ["sh", str(ROOT / "deploy" / "command.sh"), "explain", "a word of $20", "--json"]
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    words = subprocess.run(
        script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=path, check=True
    ).stdout
    options, command = words.split("\n--\n")
    given = dict(one.removeprefix("--property=").split("=", 1) for one in options.split("\n") if "=" in one)
    assert given == {key: service[key] for key in ("User", "WorkingDirectory", "EnvironmentFile", "UMask")}
    # systemd reads $$ as a dollar.
    program, *_ = shlex.split(service["ExecStart"])
    assert command.splitlines() == [program, "explain", "a word of $$20", "--json"]
    assert "deploy/command.sh" in (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def test_systemd_finds_the_unit_well_formed_and_little_exposed(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None or "--offline" not in subprocess.run([analyze, "--help"], capture_output=True, text=True).stdout:
        pytest.skip("no systemd here, or one before 250")
    unit = tmp_path / "monitor.service"
    text = (ROOT / "deploy" / "monitor.service").read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/monitor/.venv/bin/monitor", sys.executable), encoding="utf-8")
    verified = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")
    security = [analyze, "security", "--offline=yes", "--threshold=20", str(unit)]  # in tenths
    exposed = subprocess.run(security, capture_output=True, text=True, check=False)
    assert exposed.returncode == 0, exposed.stdout


def test_the_list_for_launchd_starts_the_daemon() -> None:
    (text,) = re.findall(r"```xml\n(.*?)```", (ROOT / "docs" / "running.md").read_text(encoding="utf-8"), re.DOTALL)
    job = plistlib.loads(text.encode())
    _starts_the_daemon(job["ProgramArguments"])
    assert job["KeepAlive"] and job["RunAtLoad"]
