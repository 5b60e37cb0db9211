"""monitor run"""

from __future__ import annotations

from pathlib import Path

from monitor.cli.options import CONFIG, ConfigOption, VerboseOption


def run(config: ConfigOption = CONFIG, verbose: VerboseOption = False) -> None:
    """Run the daemon until Ctrl-C or SIGTERM.

    Example: monitor run --config watch/config.yaml
    """
    import asyncio

    from monitor import logs
    from monitor.app import Monitor, load_files
    from monitor.run.local import run as run_daemon
    from monitor.store.schema import open_store

    logs.configure(verbose=verbose)
    files = load_files(config)
    database = open_store(files.config.store_url, synchronous=files.config.file.store.synchronous)
    try:
        database.claim_daemon()
        asyncio.run(run_daemon(Monitor(files, database), Path(config)))
    finally:
        database.close()
