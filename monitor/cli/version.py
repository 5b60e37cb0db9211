"""monitor version"""

from __future__ import annotations

import sys

import typer

from monitor import __version__


def version() -> None:
    """Print the version.

    Example: monitor version
    """
    sys.stdout.write(f"monitor {__version__}\n")


def version_if_asked(is_asked: bool) -> None:
    """For `monitor --version`: prints it and ends the command."""
    if is_asked:
        version()
        raise typer.Exit
