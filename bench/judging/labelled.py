"""The labelled development sets beside the checkout, as the pairs and streams that monitor.trial.evaluate reads.

Their own README says how they were labelled. What a set does not tell - the outlets and hours of the full texts - is
made up here, in the way that helps the judge least: another outlet, the same day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.texts import MATCH, NEWS, lines
from monitor.trial.evaluate import Pair, StreamLine
from monitor.trial.replay import Line

DEDUP = MATCH.parent / "dedup"
STREAMS = ("stream-syria-2023", "stream-turkey-vote-2023")
LABELS = Path(__file__).with_name("labels")
FURTHER = tuple(sorted(path.stem for path in LABELS.glob("*.tsv")))
"""Streams of which only the labels are ours (labels/README.md)."""
TEXTS = Path(__file__).with_name("texts")
STORIES = ("stories-headlines", "stories-articles")
_DAY = datetime(2023, 1, 1, tzinfo=UTC)
_FIRST_SENTENCE = re.compile(r"\s{2,}|\n|(?<=[.!?])\s|(?<=[。！？])")
SAME_UNTIL = 2.0
"""`overall` of the multilingual pairs, 1 to 4, up to which two texts count as the same."""


def short_pairs() -> list[Pair]:
    """Items of feeds: headline and description, at their own hour."""
    return [
        Pair(a=_item(f"{given['id']}-a", given["a"]), b=_item(str(given["id"]), given["b"]), label=given["label"])
        for given in lines(DEDUP / "pairs-short.jsonl")
    ]


def _item(name: str, given: dict[str, Any]) -> Line:
    return Line(
        id=f"short-{name}",
        url=given["link"],
        title=given["title"],
        summary=given["desc"],
        published=datetime.fromtimestamp(given["t"], UTC).isoformat(),
        source=given["src"].split("/")[2],
        feed=given["src"],
    )


def long_pairs() -> list[Pair]:
    """Full texts. The set names neither outlet nor hour."""
    return [
        Pair(
            a=_full_text(f"long-{given['id']}-a", "a.example", given["a"], _DAY),
            b=_full_text(f"long-{given['id']}", "b.example", given["b"], _DAY + timedelta(hours=1)),
            label=given["label"],
        )
        for given in lines(DEDUP / "pairs-long.jsonl.gz")
    ]


def _full_text(name: str, source: str, given: Sequence[str], published: datetime) -> Line:
    title, text = given[0], given[1]
    return Line(id=name, title=title, content=text, source=source, language="en", published=published.isoformat())


def revisions() -> list[Pair]:
    """Edits: two versions of headline and lead at one address of one feed."""
    return [
        Pair(a=_version(given, given["old"]), b=_version(given, given["new"]), label=given["label"])
        for given in lines(DEDUP / "revisions-labelled.jsonl")
    ]


def _version(given: dict[str, Any], version: Sequence[str]) -> Line:
    published, title, lead = version
    name, source = f"revision-{given['id']}", given["link"].split("/")[2]
    return Line(id=name, url=given["link"], title=title, summary=lead, published=published, source=source)


def stream(name: str) -> list[StreamLine]:
    """A labelled stream, in order of time."""
    return [
        StreamLine.model_validate(given | {"id": f"{name.split('-')[1]}-{given['id']}"})
        for given in lines(DEDUP / f"{name}.jsonl")
    ]


def further() -> dict[str, list[StreamLine]]:
    """The streams of FURTHER by name, in order of time: their items are those of a month of news. Ends the program with
    one line if it lacks one of them."""
    labels = {name: _labels(LABELS / f"{name}.tsv") for name in FURTHER}
    wanted = frozenset[str]().union(*labels.values())
    items = {key: given for given in lines(NEWS / "2023-03.jsonl.gz") if (key := _key(given["url"])) in wanted}
    if missing := len(wanted - items.keys()):
        raise SystemExit(f"{missing} items of {LABELS} are not in {NEWS / '2023-03.jsonl.gz'}")
    return {
        name: [
            StreamLine.model_validate(
                items[key] | told | {"id": f"{name}-{number}", "source": _host(items[key]["url"])}
            )
            for number, (key, told) in enumerate(ours.items())
        ]
        for name, ours in labels.items()
    }


def _labels(path: Path) -> dict[str, dict[str, Any]]:
    """Key of an item -> what is told of it."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: {"label": row["label"], "sure": row["sure"] == "1", "story": row["story"].strip("-") or None}
            for row in DictReader(file, delimiter="\t", quoting=QUOTE_NONE)
        }


def _key(url: str) -> str:
    return hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


class Written(StreamLine):
    """An article of a made-up stream. ``rules``: ids of those it must meet, or `some` if any will do."""

    rules: tuple[str, ...]


def written(language: str) -> list[Written]:
    """A made-up stream, in order of time (texts/README.md)."""
    return [Written.model_validate(given) for given in lines(TEXTS / f"{language}.jsonl")]


def stream_of_texts(name: str) -> list[StreamLine]:
    """A made-up stream of which no line says what rules it must meet."""
    return [StreamLine.model_validate(given) for given in lines(TEXTS / f"{name}.jsonl")]


def stories(name: str) -> list[StreamLine]:
    """Articles with the story they belong to, in order of time."""
    found = [
        StreamLine.model_validate(given | {"id": f"story-{given['id']}", "story": given["label_story"]})
        for given in lines(DEDUP / f"{name}.jsonl.gz")
    ]
    return sorted(found, key=lambda one: one.time or _DAY)


@dataclass(frozen=True, slots=True)
class Similar:
    """Two texts, of one language or two, and whether people called them the same."""

    pair: Pair
    languages: tuple[str, str]
    same: bool


def similar() -> Iterator[Similar]:
    for given in lines(DEDUP / "similarity-multilingual.jsonl.gz"):
        same = given["overall"] <= SAME_UNTIL
        a, b = (
            _full_text(f"similar-{given['pair_id']}-{side}", f"{side}.example", _parted(given[side]), _DAY)
            .model_copy(update={"language": given[f"lang{number}"]})
            for number, side in enumerate("ab", 1)
        )  # fmt: skip
        yield Similar(Pair(a=a, b=b, label="R" if same else "N"), (given["lang1"], given["lang2"]), same)


def _parted(text: str) -> tuple[str, str]:
    """Headline and rest of a text that the set gives as one: its first line or sentence is the headline."""
    title, _, rest = _FIRST_SENTENCE.sub("\x00", text.strip(), count=1).partition("\x00")
    return title, rest
