"""What a person types. One file a noun; heavy imports wait until a command runs."""

from __future__ import annotations

import sys


def main() -> None:
    """The `monitor` command. Exit codes: 0 done, 1 it did not work (one clear line says why), 2 wrong usage."""
    from monitor.cli.app import app
    from monitor.core.errors import InputError, MonitorError

    try:
        app()
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201 - the command line prints
        sys.exit(1)
    except MonitorError as error:
        print(f"monitor: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
