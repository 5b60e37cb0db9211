"""monitor version"""

from __future__ import annotations

import sys

from monitor import __version__


def version() -> None:
    """Print the version.

    Example: monitor version
    """
    sys.stdout.write(f"monitor {__version__}\n")
