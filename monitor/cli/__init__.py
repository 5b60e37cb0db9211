"""What a person types. One file a noun; heavy imports wait until a command runs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import NoReturn


def main() -> None:
    """The `monitor` command. Exit codes: 0 done, 1 it did not work (one clear line says why), 2 wrong usage, 130
    stopped by Ctrl-C before it began."""
    try:
        _run()
    except KeyboardInterrupt:
        _discard_output()
        sys.exit(130)


def _run() -> None:
    from monitor.cli.app import app
    from monitor.core.errors import InputError, MonitorError

    _prepare_streams()
    if wrong := next((one for one in sys.argv if not _is_text(one)), ""):
        _fail([f"monitor: an argument is not UTF-8 text: {wrong}"], code=2)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except InputError as error:
        _fail(map(str, error.problems))
    except MonitorError as error:
        _fail([f"monitor: {error}"])
    except BrokenPipeError:
        _discard_output()
        sys.exit(1)
    except OSError as error:
        _discard_output()
        where = f"{error.filename}: " if error.filename else ""
        _fail([f"monitor: {where}{(error.strerror or str(error)).lower()}"])


def _fail(lines: Iterable[str], code: int = 1) -> NoReturn:
    """Each message on one line, without what would act on a terminal; it may quote a file or a server."""
    from monitor.core.message.plain import safe

    for line in lines:
        print(safe(" ".join(line.split("\n"))), file=sys.stderr)  # noqa: T201 - the command line prints
    sys.exit(code)


def _prepare_streams() -> None:
    """What is written to a closed stream is lost; a character that the terminal lacks is written as its number."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    """Nobody takes standard output any more: the interpreter must not try to write its rest at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True
