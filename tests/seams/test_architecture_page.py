"""docs/architecture.md is held to the code: what it names is there, and every package stands in its tree."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
_NAMED = re.compile(r"`([\w./]+(?:\.py|/))`")
_IN_TREE = re.compile(r"^[├└│] *[├└]?── (\w+)/", re.MULTILINE)


def is_there(name: str) -> bool:
    """A path from the top or from monitor/; a bare name anywhere in what we write."""
    if (ROOT / name).exists() or (ROOT / "monitor" / name).exists():
        return True
    bare = name.rstrip("/")
    return "/" not in bare and any(next((ROOT / top).rglob(bare), None) for top in ("monitor", "bench", "tests"))


def test_every_file_and_folder_that_the_page_names_is_there() -> None:
    named = sorted(set(_NAMED.findall(PAGE)))
    assert len(named) > 100 and [name for name in named if not is_there(name)] == []


def test_every_package_stands_in_the_tree_of_the_page() -> None:
    tree = set(_IN_TREE.findall(PAGE))
    packages = {path.parent.name for path in (ROOT / "monitor").glob("*/__init__.py")}
    packages |= {path.parent.name for path in (ROOT / "monitor" / "core").glob("*/__init__.py")}
    assert packages - tree == set()
