"""monitor run"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

import typer

from monitor.cli.options import CONFIG, ConfigOption, VerboseOption

if TYPE_CHECKING:
    from monitor.app import Monitor
    from monitor.config import Config

FLUSH_SECONDS = 1.0


def run(config: ConfigOption = CONFIG, verbose: VerboseOption = False) -> None:
    """Run the daemon until Ctrl-C or SIGTERM.

    Example: monitor run --config watch/config.yaml
    """
    import asyncio
    import faulthandler
    import logging
    from contextlib import suppress

    from monitor import logs
    from monitor.app import Monitor
    from monitor.in_force.begin import begin
    from monitor.run.local import run as run_daemon

    asked = _asked_meanwhile()
    logs.configure(level=logging.DEBUG if verbose else logging.INFO, aside=True)
    with suppress(OSError):  # standard error is no file
        faulthandler.enable()  # a service manager that ends what hangs sends SIGABRT: the log says where it hung
    begun = begin(config, logs.logger("store").info)
    database = begun.database
    try:
        database.claim_daemon()
        monitor = Monitor(begun.files, database, begun.refused)
        asyncio.run(run_daemon(monitor, config, beside=web_pages(begun.files.config), asked_before=asked))
    finally:
        database.close()
    leave(0)


def _asked_meanwhile() -> Callable[[], bool]:
    """Signals that the daemon understands end no start, which may take minutes where the database is upgraded: whether
    one asked to read the files again until now."""
    import signal
    import threading

    asked = threading.Event()
    signal.signal(signal.SIGHUP, lambda *_: asked.set())
    for number in (signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_IGN)
    return asked.is_set


def leave(code: int) -> None:
    """End the process though a channel hangs in a thread: all that it could lose stands in the store."""
    import os
    import threading

    from monitor import logs

    logs.drain()
    flushing = threading.Thread(target=_flush, daemon=True)
    flushing.start()
    flushing.join(FLUSH_SECONDS)  # a reader that does not read would keep it for ever
    others = (thread for thread in threading.enumerate() if thread is not threading.main_thread())
    if flushing.is_alive() or any(not thread.daemon for thread in others):
        os._exit(code)
    raise typer.Exit(code)


def _flush() -> None:
    import os

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # its reader is gone; at the end Python would try again, and fail
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def web_pages(config: Config) -> list[Callable[[Monitor], Coroutine[None, None, None]]]:
    """The web page as something to run beside the daemon, if the config wants it and its packages are there."""
    if not config.file.web.enabled:
        return []
    try:
        from monitor.web.serve import serve
    except ModuleNotFoundError as error:
        from monitor import logs

        logs.logger("web").warning(
            "no web page: pip install 'monitor[web]', or set web.enabled: false", lacks=error.name
        )
        return []
    return [serve]
