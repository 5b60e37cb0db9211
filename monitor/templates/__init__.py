"""The templates of messages: those that ship, and those of a folder that stand in their place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from monitor.core.errors import Problem, nearest
from monitor.core.message.templates import NAMES, Templates
from monitor.files import read_texts, unreadable


@cache
def shipped() -> Mapping[str, str]:
    """Name -> text of each template that ships."""
    folder = resources.files(__name__)
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in NAMES}


@cache
def shipped_templates() -> Templates:
    return Templates(shipped())


def read_templates(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    """Path -> text of the templates in ``folder``, and what is wrong with its files. No folder, no templates."""
    try:
        paths = [path for path in sorted(folder.iterdir()) if path.suffix == ".j2"] if folder.is_dir() else []
    except OSError as error:
        return {}, [unreadable(folder, error, "a folder of templates")]
    texts, unread = read_texts([path for path in paths if path.name in NAMES], "a template")
    return texts, [*(_no_template(path) for path in paths if path.name not in NAMES), *unread]


def _no_template(path: Path) -> Problem:
    known = nearest(path.name, NAMES) or f" - known are {', '.join(NAMES)}"
    return Problem(str(path), 1, 1, f"no message is made from a template of this name{known}")


def templates_of(texts: Mapping[str, str]) -> Templates:
    """Those that ship, with ``texts`` (path -> text) in the place of their namesakes."""
    if not texts:
        return shipped_templates()
    return Templates(shipped(), {Path(path).name: (path, text) for path, text in texts.items()})
