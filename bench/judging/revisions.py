"""PART revisions: two versions of an item at one address. An edit of facts (F) should alert, one of words (E) not."""

from __future__ import annotations

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.shown import show
from bench.judging.targets import at_least, at_most
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluation


def revisions(ground: Ground) -> Found:
    outcome = Evaluation(ground.folder, ground.rules, ground.policy).pairs(labelled.revisions())
    alerted, alarms = (Share.of(not one.silent for one in outcome.of(label)) for label in "FE")
    targets = [
        at_least("revisions: edits of facts (F) alerted", 0.90, alerted),
        at_most("revisions: edits of words (E) alerted", 0.10, alarms),
    ]
    return Found({"revisions": show("revisions", outcome, ground.say)}, targets)
