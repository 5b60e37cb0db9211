"""What several seams ask for: a good workspace to write something bad into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import ARTICLE, CONFIG, SEED, write
from tests.make import RULES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is good, and the current folder."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "seeds").mkdir()
    write(tmp_path / "config.yaml", CONFIG)
    write(tmp_path / "rules" / "rules.yaml", RULES)
    write(tmp_path / "seeds" / "one.md", SEED)
    write(tmp_path / "article.txt", ARTICLE)
    monkeypatch.chdir(tmp_path)
    return tmp_path
