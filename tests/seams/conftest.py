"""What several seams ask for: a good workspace to write something bad into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.core.alerts.types import Alert
from tests.hostile import ARTICLE, CONFIG, SEED, write
from tests.make import RULES
from tests.served_page import Page, put_hostile_alert, served


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


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The pages over an empty database."""
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def alert(page: Page) -> Alert:
    """On a story with a hostile headline, sent to one receiver and given up for another."""
    return put_hostile_alert(page)
