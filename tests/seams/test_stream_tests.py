"""Streams of items as tests of rules: what the conditions over time make of them, in the commands and at the load."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.core.errors import InputError
from monitor.core.lint.run import lint
from monitor.core.rules.compile import compile_rules
from monitor.in_force.load import load_files
from monitor.in_force.reload import Reload
from monitor.trial import stream_tests
from monitor.trial.stream_tests import Ran
from tests.make import report, workspace
from tests.running import command_here, running


def rules(over_time: str, stream: list[str], expect: str, *, when: str = "entity: idlib, parts: true") -> str:
    """One rule with one stream, its items and what is expected in YAML."""
    items = "".join(f"          - {{{item}}}\n" for item in stream)
    return (
        "entities:\n"
        "  idlib: {name: Idlib, kind: place, names: [Idlib]}\n"
        "  morek: {name: Morek, kind: place, part_of: idlib, names: [Morek]}\n"
        f"rules:\n  watch:\n    title: Idlib\n    severity: low\n    when: {{{when}}}\n{over_time}"
        f"    tests:\n      - stream:\n{items}        expect: {expect}\n"
    )


def item(at: str, number: int, owner: str = "a", more: str = "") -> str:
    """An item that shares no words with those of other numbers."""
    title, text = report(number)
    return f'at: "{at}", owner: {owner}, title: "{title}{more}", text: "{text}"'


def ran(text: str) -> Ran:
    (found,) = stream_tests.outcomes(compile_rules({"r.yaml": text}), ["watch"])
    return found


CONFIRM = "    confirm: {sources: 2, within: 6h, alert: wait}\n"
NOW = "    confirm: {sources: 2, within: 6h}\n    group_by: rule\n"
SPIKE = "    spike: {at_least: 3, within: 1h, times: 2, over: 1d}\n"
RAISE = "    raise:\n      - {to: high, if: {entity: morek}}\n    group_by: rule\n"
BOTH = "    confirm: {sources: 2, within: 6h}\n    raise:\n      - {to: high, if: {sources: 2, within: 6h}}\n"
HOLD = "    repeat_after: 6h\n    group_by: rule\n"


@pytest.mark.parametrize(
    ("over_time", "stream", "expect"),
    [
        ("", [item("00:00", 1), item("01:00", 1, "b"), item("02:00", 2)], '[{at: "00:00"}, {at: "02:00", kind: first}]'),
        (CONFIRM, [item("00:00", 1), item("01:00", 2), item("02:00", 3, "b")], '[{at: "02:00", confirmed: true}]'),
        (CONFIRM, [item("00:00", 1), item("01:00", 1, "b")], "[]"),  # one text, whoever prints it
        (CONFIRM, [item("00:00", 1), item("07:00", 2, "b")], "[]"),
        (NOW, [item("00:00", 1), item("02:00", 3, "b")],
         '[{at: "00:00", confirmed: false, kind: first}, {at: "02:00", confirmed: true, kind: follow_up}]'),
        # the second names two places: what Idlib has by now is not hidden by Morek, which is heard of for the first time
        (BOTH, [item("00:00", 1), f'at: "02:00", owner: b, title: "Morek", text: "{report(3)[1]}"'],
         '[{at: "00:00", severity: low, confirmed: false}, {at: "02:00", severity: high, confirmed: true}]'),
        (SPIKE, [item("1d 00:00", 1), item("1d 00:10", 2), item("1d 00:20", 3), item("1d 00:30", 4)], '[{at: "1d 00:20"}]'),
        ("    first_mention: {after: 30d}\n", [item("00:00", 1), item("1d 00:00", 2), item("40d 12:00", 3)],
         '[{at: "00:00"}, {at: "40d 12:00"}]'),
        ("    quiet: {for: 3d}\n", [item("00:00", 1), item("2d 00:00", 2), item("6d 00:00", 3)],
         '[{at: "5d 00:00", kind: quiet}, {at: "6d 00:00", kind: follow_up}]'),
        ("    quiet: {for: 3d}\n", [item("00:00", 1), item("2d 00:00", 2), item("4d 00:00", 3)], "[]"),
        (RAISE, [item("00:00", 1), item("01:00", 2, more=" Morek")], '[{at: "00:00", severity: low}, {at: "01:00", severity: high}]'),
        (HOLD, [item("00:00", 1), item("01:00", 2), item("07:00", 3)],
         '[{at: "00:00"}, {at: "06:00"}, {at: "12:00"}]'),  # what was held counts as told when it was let go
        ("    on_story: first\n", [item("00:00", 1, more=" again, says the governor")], '[{at: "00:00", severity: low}]'),
    ],
)  # fmt: skip
def test_a_stream_is_told_as_over_time_decides(over_time: str, stream: list[str], expect: str) -> None:
    found = ran(rules(over_time, stream, expect))
    assert found.wrong == "", (found.became, found.pairs)


@pytest.mark.parametrize("wrong", ["severity: high", "kind: follow_up", "confirmed: true"])
def test_what_is_told_otherwise_than_wanted_fails(wrong: str) -> None:
    found = ran(rules(NOW, [item("00:00", 1)], f'[{{at: "00:00", {wrong}}}]'))
    assert found.wrong.endswith("; was told: 00:00, low, first, unconfirmed")
    assert [(pair[0] is None, pair[1] is None) for pair in found.pairs] == [(False, True), (True, False)]


def test_streams_do_not_know_of_each_other_nor_of_other_rules() -> None:
    text = rules("", [item("00:00", 1)], '[{at: "00:00"}]')
    again = (
        text + text.split("    tests:\n")[1] + "  other:\n    title: x\n    severity: high\n    when: {entity: idlib}\n"
    )
    found = compile_rules({"r.yaml": again})
    assert [one.wrong for one in stream_tests.outcomes(found, found.rules)] == ["", ""]


def test_a_stream_that_fails_stops_the_load_and_its_report_is_a_diff(tmp_path: Path) -> None:
    text = rules(CONFIRM, [item("00:00", 1), item("02:00", 2, "b")], '[{at: "01:00"}]')
    config = workspace(tmp_path, {}, rules=text)
    line = text[: text.index("- stream")].count("\n") + 1
    said = f"rules/rules.yaml:{line}:9: test of rule watch fails: expected to be told: 01:00; was told: 02:00, low, first, confirmed"
    checked = command_here("check", folder=tmp_path)
    assert (checked.returncode, checked.stderr) == (1, said + "\n")
    with pytest.raises(InputError) as refused:
        load_files(config)
    assert [problem.message for problem in refused.value.problems] == [said.partition(":9: ")[2]]
    shown = command_here("rules", "test", folder=tmp_path)
    assert shown.returncode == 1
    lines = shown.stdout.splitlines()
    assert lines[0] == f"FAILS  watch  rules/rules.yaml:{line}"
    assert lines[2] == (
        "    held: waits for confirmation until 2026-01-05 06:00 UTC: 1 of 2 independent sources within 6 hours: a"
    )
    assert lines[5:7] == ["- expected to be told at 01:00", "+ told at 02:00, low, first, confirmed"]
    assert lines[-1] == "1 rule, 1 test, 1 failed"
    good = workspace(tmp_path, {}, rules=text.replace("01:00", "02:00"))
    assert "1 rule with 1 test that holds" in command_here("check", folder=tmp_path).stdout
    assert load_files(good).rules.rules["watch"].streams[0].items[1].at == timedelta(hours=2)


async def test_a_saved_stream_that_fails_leaves_the_running_rules(tmp_path: Path) -> None:
    text = rules(CONFIRM, [item("00:00", 1), item("02:00", 2, "b")], '[{at: "02:00"}]')
    config = workspace(tmp_path, {}, rules=text)
    async with running(config) as run:
        before = run.monitor.files.rules.version
        workspace(tmp_path, {}, rules=text.replace('expect: [{at: "02:00"}]', "expect: []"))
        assert await run.monitor.in_force.reload(config) is Reload.REFUSED
        assert run.monitor.files.rules.version == before
        workspace(tmp_path, {}, rules=text.replace("severity: low", "severity: high"))
        assert await run.monitor.in_force.reload(config) is Reload.SWAPPED


@pytest.mark.parametrize(
    ("stream", "expect", "said"),
    [
        ('at: "24:00", text: Idlib', "[]", '11:18: a time of a stream is "00:20", or on a later day "3d 00:20", in quotes'),
        ("at: 5m, text: Idlib", "[]", "11:18: a time of a stream is"),
        ('at: "00:00"', "[]", "11:13: an item needs a title, a lead or a text"),
        ('at: "00:00", txt: Idlib', "[]", '11:27: unknown key "txt" - did you mean "text"?'),
        ('at: "00:00", text: Idlib', '[{at: "02:00"}, {at: "01:00"}]', "12:17: the entries must stand in order of time"),
        ('at: "00:00", text: Idlib', '[{at: "02:00", kind: silence}]', '12:38: "silence" is not one of'),
        ('at: "00:00", text: Idlib', "match", "12:17: expected a list"),
        ('at: "00:00", text: Idlib', '[{at: "02:00", confirmed: 1}]', "12:43: expected true or false"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_stream_is_told_where_it_stands(stream: str, expect: str, said: str) -> None:
    with pytest.raises(InputError) as wrong:
        compile_rules({"r.yaml": rules("", [stream], expect)})
    assert any(str(problem).startswith(f"r.yaml:{said}") for problem in wrong.value.problems), wrong.value.problems


def test_a_stream_counts_as_a_test_for_lint() -> None:
    def codes(text: str) -> list[str]:
        found = lint({"r.yaml": text}, compile_rules({"r.yaml": text}).entities)
        return [str(one) for one in found if one.code == "rule-without-test"]

    told = rules("", [item("00:00", 1)], '[{at: "00:00"}]')
    (only,) = codes(told)
    assert "has no test of a text that must not match" in only
    assert codes(told + '      - {text: "Homs", expect: no match}\n') == []
