"""Every suite, in the order in which all are run; each is read only when it is asked for."""

from __future__ import annotations

from importlib import import_module

from bench.suite import Suite

MODULES = {
    "snapshots": "bench.snapshots",
    "names": "bench.names",
    "pages": "bench.pages",
    "end-to-end": "bench.end_to_end",
    "matching": "bench.matching",
    "judging": "bench.judging.suite",
    "weights": "bench.judging.weights",
    "judging-scale": "bench.judging.scale",
    "polling": "bench.polling.suite",
    "polling-mixed": "bench.polling.mixed",
    "polling-growth": "bench.polling.growth",
    "polling-many": "bench.polling.many",
    "together": "bench.together",
    "kill": "bench.kill",
    "faults": "bench.alerting.faults",
    "beside": "bench.alerting.beside",
    "storm": "bench.alerting.storm",
    "latency": "bench.alerting.latency",
    "soak": "bench.soak",
    "adversarial": "bench.adversarial",
    "fuzz": "bench.fuzz",
    "texts": "bench.texts_made_to_hurt",
    "check": "bench.check",
    "footprint": "bench.footprint",
}


def suite(name: str) -> Suite:
    """Raises KeyError if there is none of that name."""
    found: Suite = import_module(MODULES[name]).SUITE
    return found
