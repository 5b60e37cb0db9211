"""What stored articles take: ``python -m bench.footprint.stored_articles STORE COUNT SEED``, a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time
from typing import Any

from bench.folders import ROOT
from bench.judging import ALERTS_ANY_AGE
from bench.judging.filling import fill
from bench.judging.measuring import resident_mb
from bench.judging.news_stream import NewsStream
from monitor.intake import Intake
from monitor.rulebook import load_rules
from monitor.store.schema import open_store


def measure(path: Path, count: int, seed: int) -> dict[str, Any]:
    """By the shipped rules and the intake that polls use; the first half warms what is remembered of words."""
    database = open_store(f"sqlite:///{path}", synchronous="OFF")
    intake, stream = Intake(database, load_rules(ROOT / "rules"), ALERTS_ANY_AGE), NewsStream(seed)
    half = count // 2
    began = process_time()
    fill(intake, stream, half)
    warm = resident_mb()
    fill(intake, stream, count - half)
    grown, spent = resident_mb() - warm, process_time() - began
    database.close()
    return {
        "articles": count,
        "resident_mb_per_100_000_articles": round(grown / (count - half) * 100_000, 1),
        "disk_mb_per_100_000_articles": round(path.stat().st_size / 1e6 / count * 100_000, 1),
        "intake_ms_an_article": round(spent / count * 1_000, 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
