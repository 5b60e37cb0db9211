"""PART stories: articles with the story that they belong to. What is one story in two, what are two stories in one, and
what nobody could have told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from random import Random

from bench.judging import labelled
from bench.judging.articles import FIRST
from bench.judging.part import Found, Ground
from bench.judging.targets import Target
from monitor.core.durations import shown
from monitor.core.stories.terms import likeness, terms, weighed
from monitor.core.stories.which_story import STORY_ENDS
from monitor.core.types import Fields
from monitor.reference.common_words import rarity
from monitor.trial.agreement import Share, b_cubed
from monitor.trial.evaluate import Evaluation, StreamLine

WANTED = {"stories-headlines": 0.86, "stories-articles": 0.95}
DRAWS = 1_000
NEAR = timedelta(days=2)
"""Off the middle of a story that an article's date may be, where it is asked what the dates of a set do."""
_SHOWN = 8
_ONE_HEADLINE = 0.8
"""Likeness from which two headlines of one day say the same."""


def stories(ground: Ground) -> Found:
    found = Found()
    for name, wanted in WANTED.items():
        lines = labelled.stories(name)
        outcome = Evaluation(ground.folder, ground.rules, ground.policy).stream(lines)
        true, placed = map(list, zip(*outcome.placed, strict=True))
        reached = b_cubed(true, placed)
        low, high = interval(true, placed, Random(ground.seed))
        ended = b_cubed(true, parted(true, [_time(line) for line in lines]))
        of = (
            f"{len(lines)} articles of {len(set(true))} stories, found {len(set(placed))}; {low:.2f} to {high:.2f}; "
            f"the labels reach {ended.f:.3f} if a story ends after {shown(STORY_ENDS)}"
        )
        if (close := drawn_together(lines)) != lines:
            together = Evaluation(ground.folder, ground.rules, ground.policy).stream(close).stories
            of += f"; {together.f if together else 0:.3f} with each article dated at most {shown(NEAR)} off its story"
        found.targets.append(Target(f"{name}: B-cubed F, without a model", wanted, round(reached.f, 4), of=of))
        figures = {"f": round(reached.f, 4), "precision": round(reached.precision, 4)}
        figures["recall"] = round(reached.recall, 4)
        ground.say(f"\n== {name}\nB-cubed: {reached}; {of}")
        found.figures[name] = {"b_cubed": figures, "of": of, "labels": _labels(lines, ground.say)}
        _mixed(lines, placed, ground.say)
    return found


def parted(stories: Sequence[str], times: Sequence[datetime]) -> list[tuple[str, int]]:
    """The stories of articles in order of time, each begun anew where none of its articles came for as long as the
    judge holds it open: who ends stories so agrees with the labels no further."""
    latest: dict[str, datetime] = {}
    part = Counter[str]()
    found = []
    for story, time in zip(stories, times, strict=True):
        if time - latest.get(story, time) > STORY_ENDS:
            part[story] += 1
        latest[story] = time
        found.append((story, part[story]))
    return found


def drawn_together(lines: Sequence[StreamLine]) -> Sequence[StreamLine]:
    """The articles with dates at most NEAR off the middle one of their story, in order of time. Those of one event in
    `stories-articles` lie up to four years apart: they are when a page was read, not when it was written."""
    times = defaultdict[str | int | None, list[datetime]](list)
    for line in lines:
        times[line.story].append(_time(line))
    middle = {story: sorted(ones)[len(ones) // 2] for story, ones in times.items()}
    if all(abs(_time(line) - middle[line.story]) <= NEAR for line in lines):
        return lines
    moved = []
    for line in lines:
        off = _time(line) - middle[line.story]
        near = middle[line.story] + max(-NEAR, min(NEAR, off))
        moved.append(line.model_copy(update={"published": near.isoformat()}))
    return sorted(moved, key=_time)


def interval(true: Sequence[str], found: Sequence[Hashable], chance: Random) -> tuple[float, float]:
    """Of F, with 95%: true stories drawn anew DRAWS times, as many as there are, each with all of its articles."""
    both, of_true, of_found = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    sums: dict[str, list[float]] = {story: [0.0, 0.0, size] for story, size in of_true.items()}
    for (story, place), count in both.items():
        sums[story][0] += count * count / of_found[place]
        sums[story][1] += count * count / of_true[story]
    every = list(sums.values())
    drawn = []
    for _ in range(DRAWS):
        precision, recall, size = map(sum, zip(*chance.choices(every, k=len(every)), strict=True))
        drawn.append(2 * precision * recall / (precision + recall) / size)
    drawn.sort()
    return drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS) - 1]


def _labels(lines: Sequence[StreamLine], say: Callable[[str], None]) -> dict[str, str]:
    """Of articles of one day whose headlines say the same, how many pairs the set puts into two stories; of the
    articles whose story has others, how many share no telling word with any of them."""
    weights = rarity().of("en")
    of = [terms(Fields(line.title, "", ""), weights) for line in lines]
    split, alike = [], 0
    for a, b in _share_a_word([one.title for one in of]):
        near = abs(_time(lines[a]) - _time(lines[b])) <= timedelta(days=1)
        if near and likeness(weighed(of[a], weights), of[a].norm, of[b], weights) >= _ONE_HEADLINE:
            alike += 1
            if lines[a].story != lines[b].story:
                split.append((a, b))
    together = defaultdict[object, list[int]](list)
    for number, line in enumerate(lines):
        together[line.story].append(number)
    alone = [
        one
        for ones in together.values()
        if len(ones) > 1
        for one in ones
        if not any(
            likeness(weighed(of[one], weights), of[one].norm, of[other], weights) for other in ones if other != one
        )
    ]
    shares = {
        "pairs of one headline and day in two stories": str(Share(len(split), alike)),
        "articles that share no words with their story": str(Share(len(alone), len(lines))),
    }
    for what, share in shares.items():
        say(f"  {what}: {share}")
    for a, b in split[:_SHOWN]:
        say(f"      {lines[a].title}   |   {lines[b].title}")
    for one in alone[:_SHOWN]:
        say(f"      {lines[one].title}   |   of: {lines[together[lines[one].story][0]].title}")
    return shares


def _share_a_word(stems: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of articles that share a word which few hold: without one two headlines cannot be much alike."""
    holders = defaultdict[int, list[int]](list)
    for number, ones in enumerate(stems):
        for stem in ones:
            holders[stem].append(number)
    few = (ones for ones in holders.values() if len(ones) <= 100)
    return sorted({pair for ones in few for pair in combinations(ones, 2)})


def _mixed(lines: Sequence[StreamLine], placed: Sequence[Hashable], say: Callable[[str], None]) -> None:
    """The stories that cost most: found ones that hold several, true ones that lie in several."""
    true = [line.story for line in lines]
    for what, outer, inner in (("found story that holds several", placed, true), ("story in several", true, placed)):
        of = defaultdict[object, Counter[object]](Counter)
        for here, there in zip(outer, inner, strict=True):
            of[here][there] += 1
        cost = {
            here: sum(ones.values()) - sum(n * n for n in ones.values()) / sum(ones.values())
            for here, ones in of.items()
        }
        for here in sorted(cost, key=lambda one: (-cost[one], str(one)))[:_SHOWN]:
            say(f"  {what}: {sorted(of[here].values(), reverse=True)[:12]}")
            for there, _ in of[here].most_common(3):
                first = next(i for i, pair in enumerate(zip(outer, inner, strict=True)) if pair == (here, there))
                say(f"      {lines[first].title}")


def _time(line: StreamLine) -> datetime:
    return line.time or FIRST
