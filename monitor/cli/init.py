"""monitor init"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.schema import Files, printed
from monitor.cli.starter import own_matters, starter_folder
from monitor.core.errors import MonitorError


def init(folder: Annotated[Path, typer.Argument(help="A new or empty folder.")]) -> None:
    """Make a folder with a starter config, rules and seeds.

    Example: monitor init watch && cd watch && monitor run
    """
    import shutil

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MonitorError(f"{folder} is not an empty folder: nothing was written, name another")
    source = starter_folder()
    if own := own_matters(source / "config.yaml"):
        raise MonitorError(f"{source}/config.yaml has {own} of its own, which would be copied: use a fresh clone")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "config.yaml", folder / "config.yaml")
    for name in ("rules", "seeds"):
        shutil.copytree(source / name, folder / name)
    for of in Files:  # where the first line of each file says that its schema is
        path = folder / "docs" / "schema" / f"{of}.schema.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(printed(of), encoding="utf-8")
    sys.stdout.write(
        f"{folder} is ready: edit config.yaml and rules/, then `cd {folder} && monitor check && monitor run`\n"
    )
