"""PARTS seed and adversarial: what tests hold, counted. A figure here is how many of them hold in this checkout."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from bench.judging.part import Found, Ground
from bench.judging.targets import at_least, at_most
from monitor.trial.agreement import Share

_ROOT = Path(__file__).resolve().parents[2]
SEED, ADVERSARIAL = "tests/seams/test_known_article.py", "tests/unit/core/stories/test_adversarial.py"
_SEED_ROWS = {
    "copy": ("under_another_link", "cut_to_five", "retitled_and_wrapped", "all_of_it_at_once"),
    "update that names 890 -> 950": ("higher_toll",),
    "another article of the same week is no copy": ("another_article",),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A test that ran. ``noted`` is what it recorded: how many texts it judged, or the verdict's reason."""

    name: str
    passed: bool
    noted: Mapping[str, str]


def seed(ground: Ground) -> Found:
    """The known article, in our own words and as it is, as text and as fingerprint."""
    ran = run(SEED, ground.folder)
    found = Found()
    ground.say("\n== the known article")
    for row, names in _SEED_ROWS.items():
        ours = [one for one in ran if any(name in one.name for name in names)]
        share = Share.of(one.passed for one in ours)
        found.figures[f"seed: {row}"] = str(share)
        found.targets.append(at_least(f"seed: {row}", 1.0, share))
        for one in ours:
            ground.say(f"  {'held' if one.passed else 'NOT HELD'}  {one.name}\n      {one.noted.get('why', '')}")
    return found


def adversarial(ground: Ground) -> Found:
    """Texts that tempt the judge to hide news, or to break."""
    ran = run(ADVERSARIAL, ground.folder)
    texts = sum(int(one.noted.get("texts", 0)) for one in ran)
    wrong = [one.name for one in ran if not one.passed]
    ground.say(f"\n== adversarial: {texts} texts in {len(ran)} sets, {len(wrong)} sets with a wrong merge or a crash")
    for name in wrong:
        ground.say(f"  NOT HELD  {name}")
    target = at_most(f"adversarial, {texts} texts: sets with a wrong merge", 0.0, Share(len(wrong), len(ran)))
    return Found({"adversarial": {"texts": texts, "sets": len(ran), "wrong": wrong}}, [target])


def run(tests: str, folder: Path) -> list[Held]:
    """The tests of a file, in a process of their own; those that were skipped are left out."""
    report = folder / f"{Path(tests).stem}.xml"
    command = [sys.executable, "-m", "pytest", tests, "--quiet", f"--junit-xml={report}", "-p", "no:cacheprovider"]
    subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)
    if not report.exists():
        raise SystemExit(f"{tests} did not run: try `python -m pytest {tests}`")
    return list(_read(ElementTree.parse(report).iter("testcase")))


def _read(cases: Iterable[ElementTree.Element]) -> Iterable[Held]:
    for case in cases:
        if case.find("skipped") is None:
            noted = {one.get("name", ""): one.get("value", "") for one in case.iter("property")}
            yield Held(case.get("name", ""), case.find("failure") is None and case.find("error") is None, noted)
