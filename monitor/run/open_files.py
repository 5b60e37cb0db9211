"""How many files and connections a process may have open at the same time."""

from __future__ import annotations

import contextlib
import resource

MOST = 10_240
"""More than thousands of feeds need; macOS refuses more."""


def allow_open_files() -> None:
    """As many as its user may give it, up to ``MOST``: what a shell or a service manager lets it begin with is 256 on
    macOS and 1,024 on Linux, which the kept connections of some hundred hosts use up."""
    now, allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if allowed in (resource.RLIM_INFINITY, -1) else min(allowed, MOST)
    if 0 <= now < wanted:
        with contextlib.suppress(ValueError, OSError):  # what it has may be enough
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, allowed))
