"""A real browser that is led through a page: over its debugging pipe, so that no port is opened."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe")  # fmt: skip


@dataclass
class Browser:
    """One tab. What it is asked, it answers in order; events are left out but for the one that is waited for."""

    to: int
    answers: Iterator[dict[str, Any]]
    session: str = ""
    asked: int = field(default=0)

    def ask(self, method: str, **given: Any) -> dict[str, Any]:
        self.asked += 1
        said: dict[str, Any] = {"id": self.asked, "method": method, "params": given}
        if self.session:
            said["sessionId"] = self.session
        os.write(self.to, json.dumps(said).encode() + b"\0")
        found = next(answer for answer in self.answers if answer.get("id") == self.asked)
        assert "error" not in found, found
        result: dict[str, Any] = found["result"]
        return result

    def wait_for(self, event: str) -> None:
        next(answer for answer in self.answers if answer.get("method") == event)

    def open(self, address: str) -> None:
        self.ask("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def press(self, selector: str) -> None:
        """A button that sends a form; the page that it leads to is there afterwards."""
        self.value(f"document.querySelector({json.dumps(selector)}).click()")
        self.wait_for("Page.loadEventFired")

    def key(self, name: str, code: int = 0, text: str = "") -> None:
        for kind in ("keyDown", "keyUp"):
            pressed = {"type": kind, "key": name, "windowsVirtualKeyCode": code}
            self.ask("Input.dispatchKeyEvent", **pressed, **({"text": text} if text and kind == "keyDown" else {}))

    def type(self, text: str) -> None:
        """Into the field that has the focus."""
        self.ask("Input.insertText", text=text)

    def value(self, script: str) -> Any:
        """What ``script`` says in the page."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def text(self) -> str:
        return str(self.value("document.body.innerText"))

    def look(self, width: int, *, dark: bool = False) -> None:
        """As on a screen of this width."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path) -> None:
        found = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(found["data"]))


_RENAMED = """import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for end, name in zip(ends, (3, 4)):
    os.dup2(end, name)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Becomes a browser, which reads from 3 and writes to 4, whatever these ends of the pipes are called here."""


def _answers(of: int) -> Iterator[dict[str, Any]]:
    rest = b""
    while more := os.read(of, 1 << 16):
        *whole, rest = (rest + more).split(b"\0")
        yield from map(json.loads, whole)
    raise AssertionError("the browser is gone")


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in ``folder``, on an empty page."""
    assert CHROMIUM is not None
    (ours_in, theirs_out), (theirs_in, ours_out) = os.pipe(), os.pipe()
    renamed = [sys.executable, "-c", _RENAMED, str(theirs_in), str(theirs_out)]
    started = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"]
    process = subprocess.Popen(
        [*renamed, *started], pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    os.close(theirs_in)
    os.close(theirs_out)
    found = Browser(ours_out, _answers(ours_in))
    try:
        tabs = found.ask("Target.getTargets")["targetInfos"]
        (tab,) = (one["targetId"] for one in tabs if one["type"] == "page")
        found.session = found.ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        found.ask("Page.enable")
        yield found
    finally:
        process.terminate()
        process.wait(20)
        os.close(ours_out)
        os.close(ours_in)
