"""PART day: a real day of 70 feeds through the shipped rules and seeds, and everything of the subject that was silent,
with its evidence, and some of the rest: for a person to read through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import Any

from bench.judging.part import Found, Ground
from bench.texts import NEWS, lines
from monitor.core.types import Fields, VerdictKind
from monitor.rulebook import Seed
from monitor.store.schema import open_store
from monitor.trial.evaluate import ALERTS
from monitor.trial.replay import Line, Replay

DAY = "2023-03-07"
DRAWN = 40
_COUNTRIES = re.compile(r"\b(?:Syria|Turkey|Turkish|Türkiye|Erdo[gğ]an|Assad)")


def day(ground: Ground, seeds: tuple[Seed, ...]) -> Found:
    given = [Line.model_validate(one) for one in lines(NEWS / "2023-03.jsonl.gz") if one["published"].startswith(DAY)]
    given = [one.model_copy(update={"id": number}) for number, one in enumerate(sorted(given, key=_published))]
    database = open_store(f"sqlite:///{ground.folder / 'day.sqlite'}", synchronous="OFF")
    replay = Replay(database, ground.rules, seeds, ground.policy)
    titles = {str(one.id): f"{one.title}   ({one.origin('').source})" for one in given}
    answers = list(replay.run(given))
    database.close()
    judged = [answer for answer in answers if answer.get("verdict")]
    subject = [answer for answer in judged if answer["matches"] or _watched(answer, ground)]
    silent = [answer for answer in subject if _is_silent(answer)]
    figures: dict[str, Any] = {
        "items": len(given),
        "quarantined": len(answers) - len(judged),
        "verdicts": _counted(judged),
        "matched by a rule": sum(bool(answer["matches"]) for answer in judged),
        "on the subject": len(subject),
        "their verdicts": _counted(subject),
    }
    others = [one for one in judged if _is_silent(one) and one not in silent]
    drawn = Random(ground.seed).sample(others, min(DRAWN, len(others)))
    ground.say(f"\n== {DAY} replayed with the shipped rules and seeds\n  {figures}")
    for what, shown in (("all that is silent on the subject", silent), (f"of {len(others)} others, by lot", drawn)):
        ground.say(f"  {what}: {len(shown)}")
        for answer in shown:
            ground.say(_shown(answer, titles))
    return Found({f"day {DAY}": figures})


def _watched(answer: dict[str, Any], ground: Ground) -> bool:
    """Whether it names what the rules watch, or the countries where that is: the rules alone match next to nothing of
    a day of general news."""
    fields = Fields(**answer["fields"])
    return bool(_COUNTRIES.search(f"{fields.title} {fields.lead}") or ground.rules.entities_in(fields, "en"))


def _is_silent(answer: dict[str, Any]) -> bool:
    return VerdictKind(answer["verdict"]["kind"]) not in ALERTS


def _counted(answers: Iterable[dict[str, Any]]) -> dict[str, int]:
    return dict(sorted(Counter(str(answer["verdict"]["kind"]) for answer in answers).items()))


def _published(line: Line) -> str:
    return line.published or ""


def _shown(answer: dict[str, Any], titles: dict[str, str]) -> str:
    verdict, of = answer["verdict"], str(answer["verdict"]["of"])
    return f"    {verdict['kind']}: {titles[answer['id']]}\n      after: {titles.get(of, of)}\n      {verdict['why']}"
