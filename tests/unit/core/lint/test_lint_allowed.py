"""Comments that allow a finding: which they are, what they cover, and those that cover nothing."""

from __future__ import annotations

import pytest

from monitor.core.alerts.routes import Route
from monitor.core.lint.setting import Setting
from monitor.core.yaml_marks import parse
from tests.unit.core.lint.linted import CONFIG, HEAD, TESTS, found, shown

SILENT = """
entities:
  hab:{key}
    name: Hab
    kind: place
    names:
      - Habitat
      - Hab{line}
  other: {{name: Oth, kind: place, names: [Oth]}}
rules:
  r: {{title: "t # allow: short-alias", severity: low, when: {{entity: [hab, other]}}, {tests}}}
"""


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("", "", ["8:9 short-alias", "9:43 short-alias"]),
        ("", " # allow: short-alias", ["9:43 short-alias"]),
        (" # allow: short-alias", "", ["9:43 short-alias"]),
        ("", "   #allow:common-word , short-alias since it is so", ["8:22 unused-allow", "9:43 short-alias"]),
        (" # allow: short-alais", "", ["3:17 unused-allow", "8:9 short-alias", "9:43 short-alias"]),
    ],
)
def test_comments_allow_findings(key: str, line: str, expected: list[str]) -> None:
    text = SILENT.format(key=key, line=line, tests=TESTS)
    assert shown(text) == expected


def test_an_unknown_code_names_the_nearest() -> None:
    text = SILENT.format(key=" # allow: short-alais", line="", tests=TESTS)
    assert 'unknown code "short-alais" - did you mean "short-alias"?' in str(found(text)[0])


def test_a_sign_within_a_word_begins_no_comment() -> None:
    assert shown(SILENT.format(key="", line="#allow:short-alias", tests=TESTS)) == ["9:43 short-alias"]


@pytest.mark.parametrize(
    "quoted",
    [
        '"Xyz # allow: short-alias"',
        "'Xyz # allow: short-alias'",
        "\"Xyz\n        # allow: short-alias\"",
        "|\n        Xyz # allow: short-alias",
    ],
)  # fmt: skip
def test_what_stands_in_quotes_is_no_comment(quoted: str) -> None:
    text = f"rules:\n  r:\n    severity: low\n    {TESTS}\n    when: {{words: [fire]}}\n    title: {quoted}\n"
    assert shown(text) == []


def test_a_comment_behind_a_text_of_several_lines_counts() -> None:
    text = "rules:\n  r: # allow: rule-without-test\n    severity: low\n    when: {words: [fire]}\n    title: | # allow: unused-list\n      t\n"
    assert shown(text) == ["5:23 unused-allow"]


def test_comments_of_the_config_count_too() -> None:
    config = CONFIG.replace("slack:", "slack: # allow: idle-receiver\n   ")
    quiet = Setting(config, parse(config, "config.yaml"), (), (Route(("console",)),))
    assert shown(HEAD + "{entity: morek}", quiet) == []
    config = CONFIG + "# allow: idle-receiver\n"
    loud = Setting(config, parse(config, "config.yaml"), (), (Route(("console",)),))
    assert shown(HEAD + "{entity: morek}", loud) == ["4:3 idle-receiver", "6:10 unused-allow"]


def test_the_reason_of_an_allow_may_have_commas() -> None:
    text = (
        HEAD.replace(
            "names: [Khan Sheikhoun]}",
            "names: [Khan Sheikhoun]}\n  hab: {name: H, kind: place, part_of: idlib, names: [Hab]} # allow: short-alias - small, but ours",
        )
        + "{entity: morek}"
    )
    assert found(text) == ()
