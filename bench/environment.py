"""Environments of other programs, each apart from ours: their requirements must not meet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.folders import ROOT

FOLDER = ROOT / ".peers"


def python_with(package: str, *more: str) -> Path | None:
    """The interpreter of an environment that has ``package`` and ``more``, which it needs and does not ask for.

    None if it cannot be installed here."""
    python = FOLDER / package / "bin" / "python"
    ready = FOLDER / package / "ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER / package)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package, *more]
        if subprocess.run(command, check=False).returncode:
            return None
        ready.touch()
    return python
