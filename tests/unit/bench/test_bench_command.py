"""`python -m bench`: one failing suite stops no other, and a quick run is never kept."""

from __future__ import annotations

import pytest

from bench import __main__ as command


def test_all_goes_on_after_a_suite_that_fails(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "MODULES", {"gone": "bench.gone", "gone-too": "bench.gone"})
    assert command._all([]) == 1
    said = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in said[-2:]] == [["gone", "FAILED"], ["gone-too", "FAILED"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fuzz", "--quick", "--keep"], "--quick is for a look, --keep for what is told: take one of them"),
        (["all", "--quick", "--keep"], "--quick is for a look, --keep for what is told: take one of them"),
        (["fuzz", "--kills", "3"], "unrecognized arguments: --kills 3"),
    ],
)
def test_words_that_do_not_go_together_are_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", *words])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2 and said in capfd.readouterr().err


def test_a_quick_run_takes_the_small_counts() -> None:
    assert command.options_of("kill", ["--quick"])[1].kills == 5
    assert command.options_of("kill", [])[1].kills == 100
    assert command.options_of("kill", ["--quick", "--kills", "7"])[1].kills == 7


def test_what_a_suite_was_asked_for_is_kept_beside_its_figures() -> None:
    judging, asked = command.options_of("judging", ["--only", "streams", "pairs"])
    assert command._told(judging, asked) == {"only": ["streams", "pairs"], "seed": 1}
    matching, plain = command.options_of("matching", [])
    assert command._told(matching, plain)["rules"] == [100, 1_000, 10_000, 40_000]
