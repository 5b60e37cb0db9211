"""Where things lie: what suites read beside the checkout, and where results go."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
IMAGES = ROOT / "docs" / "images"
SHARED = ROOT.parent / "shared" / "data"
SNAPSHOTS, PAGES, FEEDS = SHARED / "snapshots", SHARED / "pages", SHARED / "feeds"
