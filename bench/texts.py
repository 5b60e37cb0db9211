"""Real texts in many languages, from the folder beside the checkout."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MATCH = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "match"
NEWS = MATCH.parent / "news"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, packed or not. Ends the program with one line if there is none."""
    if not path.exists():
        raise SystemExit(f"no {path}: this suite needs the data beside the checkout")
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def corpus(language: str = "*", *, characters: int = 2_000) -> list[tuple[str, str]]:
    """(language, text), each text cut to ``characters``."""
    paths = sorted((MATCH / "corpus").glob(f"{language}.jsonl.gz"))
    return [(document["lang"], document["text"][:characters]) for path in paths for document in lines(path)]
