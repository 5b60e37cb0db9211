"""The shipped rules on made-up items in six languages, which somebody else wrote (bench/judging/texts/README.md)."""

from bench.folders import ROOT
from bench.judging import labelled
from bench.judging.written import rules_met
from monitor.rulebook import load_rules

MISSED = {"r-7", "r-13", "r-46", "r-129", "r-141"}
"""They name no place, or one of many of its name: a convoy that crosses a border, a roundabout."""


def test_the_shipped_rules_find_what_is_on_the_subject_and_nothing_else() -> None:
    rules = load_rules(ROOT / "rules")
    items = labelled.written("recall")
    assert len(items) == 145
    wrong = {one.id for one in items if bool(rules_met(rules, one)) != bool(one.rules)}
    assert wrong <= MISSED, "more is missed, or a namesake is found"
