"""Starts the feed server of this suite as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = Path(__file__).with_name("server.py")


@contextmanager
def serve(*certificate: Path) -> Iterator[str]:
    """Its address; with a certificate and its key it speaks TLS, one connection a request."""
    command = [sys.executable, str(SERVER), *map(str, certificate)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()
