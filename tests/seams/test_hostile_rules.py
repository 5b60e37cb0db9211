"""Rule files made to break things: one line each that says where and what is wrong, in good time, or a rule set."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.core.errors import InputError
from monitor.core.rules.compile import compile_rules
from monitor.core.rules.ruleset import RuleSet
from monitor.core.types import Fields
from monitor.core.yaml_marks import parse
from tests.cost import takes_at_most
from tests.make import RULES, workspace
from tests.running import command_here
from tests.schema_documents import as_yaml

SECONDS = 5.0
"""A bound so wide that only what grows without measure exceeds it."""
LINE = re.compile(r"[^\s:]+\.yaml:[1-9][0-9]*:[1-9][0-9]*: \S[^\n\r]*")


def when(condition: str) -> str:
    """A file of one rule."""
    return f"rules:\n  r: {{title: t, severity: low, when: {condition}}}\n"


def names(*aliases: str) -> str:
    """A file of one entity, its aliases written as given."""
    return f"entities:\n  e: {{name: E, kind: place, names: [{', '.join(aliases)}]}}\n"


def near(first: str, second: str) -> str:
    return when(f"{{near: {{within: sentence, of: [{first}, {second}]}}}}")


def rules_that_ask(count: int, condition: str, last: str) -> str:
    """Rules r0, r1 ..., each asking for the next by ``condition``, the last one by ``last``."""
    asked = [condition % f"r{number + 1}" for number in range(count - 1)]
    rules = "".join(
        f"  r{number}: {{title: t, severity: low, when: {one}}}\n" for number, one in enumerate([*asked, last])
    )
    return f"rules:\n{rules}"


def parts(count: int, first: str = "") -> str:
    """Entities e0, e1 ..., each a part of the one before; the first a part of ``first``."""
    above = [f", part_of: {first}" if first else "", *(f", part_of: e{number}" for number in range(count - 1))]
    return "entities:\n" + "".join(
        f"  e{number}: {{name: E, kind: place, names: [name{number}]{whole}}}\n" for number, whole in enumerate(above)
    )


REFUSED: dict[str, tuple[str, str]] = {
    "an anchor": ("lists:\n  a: &a [fire, *a, *a]\n", "2:6: anchors (&name) and aliases (*name) are not allowed"),
    "laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "1:4: anchors (&name)"),
    "a tag": ("lists:\n  a: !!python/name:os.system fire\n", "2:6: tag tag:yaml.org,2002:python/name:os.system is not allowed"),
    "a tag on a list": ("lists:\n  a: !!python/object:os.system [fire]\n", "2:6: tag tag:yaml.org,2002:python/object"),
    "a tag on keys": ("lists: !!set {a: [fire]}\n", "1:8: tag tag:yaml.org,2002:set is not allowed"),
    "a thousand rules in a row": (
        "rules:\n" + "".join(f"  r{n}: {{title: t, severity: low, when: {{rule: r{n + 1}}}}}\n" for n in range(1_000)),
        "rules ask for each other more than 64 deep",
    ),
    "rules that double": (
        "rules:\n  r0: {title: t, severity: low, when: {words: [fire]}}\n"
        + "".join(
            f"  r{n + 1}: {{title: t, severity: low, when: {{any: [{{rule: r{n}}}, {{rule: r{n}}}]}}}}\n"
            for n in range(40)
        ),
        "comes to more than 5000 conditions",
    ),
    "a regex of half letters": (when(r"{regex: '\C'}"), "may be half a letter"),
    "a message of two lines": (when('{regex: "(a\\n"}'), r"missing ): (a\n"),
    "a distance of 5,000 digits": (
        when(f"{{near: {{within: '{'9' * 5_000} words', of: [{{words: [fire]}}, {{words: [barn]}}]}}}}"),
        "expected `sentence`, `paragraph` or `N words`",
    ),
    "a merge": ("lists:\n  <<: {a: [fire]}\n", "2:3: a name is lower-case letters"),
    "a text of a megabyte": (when(f"{{words: ['{'a' * 1_000_000}']}}"), "has 1,000,000 characters: an alias has 2 to 120"),
    "a file of six megabytes": (f"lists: {{a: [{'fire ' * 1_200_000}]}}", "1:1: larger than 5 MB"),
    "100,000 brackets": ("rules: " + "[" * 100_000, "1:1007: not YAML"),
    "100,000 pairs of brackets": ("rules: " + "[" * 100_000 + "]" * 100_000, "1:1007: not YAML"),
    "100,000 braces": ("rules: " + "{a: " * 100_000, "1:164: nested deeper than 40 levels"),
    "100,000 dashes": ("rules:\n  " + "- " * 100_000, "2:81: nested deeper than 40 levels"),
    "100,000 question marks": ("? " * 100_000, "1:81: nested deeper than 40 levels"),
    "2,000 blocks": ("".join(f"{' ' * depth}a:\n" for depth in range(2_000)), "41:41: nested deeper than 40 levels"),
    "10,000 unknown keys": ("".join(f"k{number}: x\n" for number in range(10_000)), '1000:1: from here on 9000 mistakes more'),
    "a key 10,000 times": ("lists:\n" + "  k: [fire]\n" * 10_000, '1002:3: from here on 8999 mistakes more'),
    "the same list": ("lists:\n  a: [fire]\n  a: [barn]\n", '3:3: "a" stands twice, first on line 2: keep one'),
    "the same key": (when("{words: [fire], words: [barn]}"), '2:54: "words" stands twice, first on line 2'),
    "a tab": ("rules:\n\tr: {}\n", "2:1: not YAML: found character that cannot start any token: indent with spaces"),
    "a key that is a list": ("lists:\n  ? [a, b]\n  : [fire]\n", "2:5: a key must be a plain word"),
    "two documents": ("lists: {}\n---\nrules: {}\n", "2:1: not YAML"),
    "a control character": ('lists: {a: ["fi\x07re"]}\n', "1:16: not YAML: holds the control character U+0007"),
    "another YAML": ("%YAML 9.9\n---\nlists: {}\n", "1:1: not YAML"),
    "a list of files": ("- rules\n", "1:1: expected keys and values"),
    "a long expression": (when(f"{{regex: '{'a' * 100_000}'}}"), "2:46: has 100000 characters: an expression has at most 500"),
    "a look behind": (when("{regex: '(?<=a)b'}"), "2:46: no regular expression of RE2's syntax: invalid perl operator: (?<="),
    "a look ahead": (when("{regex: 'a(?!b)'}"), "2:46: no regular expression of RE2's syntax"),
    "a back reference": (when(r"{regex: '(a)\1'}"), r"2:46: no regular expression of RE2's syntax: invalid escape sequence: \1"),
    "a repeated repetition": (when("{regex: '((a{100}){100}){100}'}"), "2:46: no regular expression of RE2's syntax"),
    "an expression of nothing": (when("{regex: ''}"), "2:46: expected a regular expression in quotes"),
    "a lone surrogate": (names(r'"\ud800\ud800"'), "2:40: not YAML: found invalid Unicode character escape code"),
    "a pair of surrogates": (names(r'"\ud83d\ude00x"'), "2:40: not YAML"),
    "only combining marks": (names(r'"\u0301\u0301"'), "2:37: \"\u0301\u0301\" holds no letter or digit"),
    "only zero-width marks": (names(r'"\u200b\u200b"'), "2:37: "),
    "only overrides of direction": (names(r'"\u202e\u202e"'), "2:37: "),
    "only tatweel": (names('"ـــ"'), "2:37: "),
    "only hyphens": (names('"- -"'), '2:37: "- -" holds no letter or digit'),
    "121 characters": (names("a" * 121), "2:37: "),
    "names alike but for marks": (names("Idlib", r'"I\u200bdlib\u202e"'), "2:44: "),
    "an id of 65 letters": (f"lists:\n  {'a' * 65}: [fire]\n", "2:3: a name is lower-case letters, digits and hyphens"),
    "an id with a dotless i": ("lists:\n  ılıca: [fire]\n", "2:3: a name is lower-case letters, digits and hyphens"),
    "an id with a dotted I": ("lists:\n  İlica: [fire]\n", "2:3: a name is lower-case letters, digits and hyphens"),
    "an id of full-width digits": ('lists:\n  "１２": [fire]\n', "2:3: a name is lower-case letters, digits and hyphens"),
    "an id with a line end": ('lists:\n  "abc\\n": [fire]\n', "2:3: a name is lower-case letters, digits and hyphens"),
    "an id of nothing": ('lists:\n  "": [fire]\n', "2:3: a name is lower-case letters, digits and hyphens"),
    "a rule that asks for itself": (rules_that_ask(1, "", "{rule: r0}"), "2:46: rules ask for each other in a circle: r0 -> r0"),
    "two rules in a circle": (rules_that_ask(2, "{rule: %s}", "{rule: r0}"), "3:46: rules ask for each other in a circle: r0 -> r1 -> r0"),
    "two rules in a circle of not": (rules_that_ask(2, "{not: {rule: %s}}", "{not: {rule: r0}}"), "3:52: rules ask for each other in a circle"),
    "fifty rules in a circle": (rules_that_ask(50, "{rule: %s}", "{rule: r0}"), "51:47: rules ask for each other in a circle: r0 -> r1 ->"),
    "a circle through all": (rules_that_ask(9, "{all: [{words: [fire]}, {any: [{rule: %s}]}]}", "{rule: r3}"), "in a circle: r3 -> r4 -> r5"),
    "a part of itself": (parts(1, "e0"), '2:55: "e0" is part of itself, in a circle'),
    "three parts in a circle": (parts(3, "e2"), '4:55: "e2" is part of itself, in a circle'),
    "300 parts in a circle": (parts(300, "e299"), '301:59: "e299" is part of itself, in a circle'),
    "a part that is unknown": (parts(2, "nowhere"), '2:55: unknown entity "nowhere"'),
    "near of one": (when("{near: {within: sentence, of: [{words: [fire]}]}}"), "expected at least 2, found 1"),
    "near of seven": (when(f"{{near: {{within: sentence, of: [{', '.join(['{words: [fire]}'] * 7)}]}}}}"), "expected at most 6, found 7"),
    "near of not": (near("{words: [fire]}", "{not: {words: [barn]}}"), "`near` takes entity, words, phrase, regex or number"),
    "conditions inside conditions": (when("{not: " * 9 + "{words: [fire]}" + "}" * 9), "conditions are nested deeper than 8 levels"),
}  # fmt: skip

TAKEN: dict[str, str] = {
    "nothing": "",
    "a byte order mark": "\ufefflists: {a: [fire]}\n",
    "lines of Windows": RULES.replace("\n", "\r\n"),
    "an expression that would explode elsewhere": when("{regex: '(a+)+$'}"),
    "an expression of 500 letters": when(f"{{regex: '{'a' * 500}'}}"),
    "an expression that matches nothing at all": when("{regex: 'a*|^|$'}"),
    "an id of 64 letters": f"lists:\n  {'a' * 64}: [fire]\n",
    "an alias of 120 letters": names("a" * 120),
    "an alias with an override of direction": names(r'"\u202eabc"'),
    "two parts that look alike but are two words": names("Idlib", "Id lib"),
    "a thousand parts": parts(1_000) + when("{entity: e0, parts: true}"),
    "a guard that names its own entity": "entities:\n  e: {name: E, kind: place, names: [barn], context: {within: sentence, entity: e}}\n",
    "two guards that name each other": (
        "entities:\n  e: {name: E, kind: place, names: [barn], context: {within: item, entity: f}}\n"
        "  f: {name: F, kind: place, names: [mill], not_near: {within: item, entity: e}}\n"
    ),
    "near of one and the same": near("{words: [fire]}", "{words: [fire]}"),
    "sixty rules in a row": rules_that_ask(60, "{rule: %s}", "{words: [fire]}"),
    "fifty rules in a row": rules_that_ask(50, "{not: {rule: %s}}", "{words: [fire]}"),
    "ten thousand words": when(f"{{words: [{', '.join(f'word{number}' for number in range(10_000))}]}}"),
}  # fmt: skip


def problems(text: str) -> list[str]:
    """What is said of one file, within the time; nothing if it is taken."""
    with takes_at_most(SECONDS):
        try:
            compile_rules({"f.yaml": text})
            said = []
        except InputError as error:
            said = [str(problem) for problem in error.problems]
    return said


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_in_one_line_each(case: str) -> None:
    text, expected = REFUSED[case]
    said = problems(text)
    assert any(expected in line for line in said), said[:5]
    assert all(LINE.fullmatch(line) and len(line) < 1_000 for line in said)


@pytest.mark.parametrize("case", TAKEN)
def test_an_odd_file_is_taken(case: str) -> None:
    assert problems(TAKEN[case]) == []


# Through the command


ALONE = [
    *("10,000 unknown keys", "names alike but for marks", "a rule that asks for itself"),
    *("two rules in a circle of not", "fifty rules in a circle", "three parts in a circle", "near of not"),
]
"""What is told of names is not told beside a file that is no YAML, which could hold any name."""
SHAPES = [
    case
    for case, (_, expected) in REFUSED.items()
    if not re.search("circle|unknown|9000|deep|comes to|`near`|levels|:44:", expected)
]


def checked(folder: Path) -> list[str]:
    """What `monitor check` says of the workspace in ``folder``, which it refuses."""
    done = command_here("check", folder=folder)
    assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
    return done.stderr.splitlines()


def test_check_tells_of_every_hostile_file_at_once(tmp_path: Path) -> None:
    """No file hides the mistakes of another one."""
    workspace(tmp_path, {"a": "http://127.0.0.1:9/feed"})
    for number, case in enumerate(SHAPES):
        write(tmp_path / "rules" / f"case{number:02}.yaml", REFUSED[case][0])
    said = checked(tmp_path)
    for number, case in enumerate(SHAPES):
        assert any(f"case{number:02}.yaml:" in line and REFUSED[case][1] in line for line in said), case


@pytest.mark.parametrize("case", ALONE)
def test_check_refuses_a_hostile_file_in_one_line_each(tmp_path: Path, case: str) -> None:
    workspace(tmp_path, {"a": "http://127.0.0.1:9/feed"}, rules=REFUSED[case][0])
    said = checked(tmp_path)
    assert any(line.startswith("rules/rules.yaml:") and REFUSED[case][1] in line for line in said), said[:5]


def test_check_takes_every_odd_file(tmp_path: Path) -> None:
    """Each beside the others, under names of its own."""
    workspace(tmp_path, {"a": "http://127.0.0.1:9/feed"})
    for number, text in enumerate(TAKEN[case] for case in TAKEN if case.startswith(("nothing", "a byte", "an id"))):
        write(tmp_path / "rules" / f"case{number:02}.yaml", text)
    assert command_here("check", folder=tmp_path).returncode == 0


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


# Values of the wrong kind

WHOLE: dict[str, Any] = {
    "entities": {
        "e": {"name": "E", "kind": "place", "names": ["barn"], "part_of": "f", "acronyms": ["HTS"], "short": ["Ba"], "never": ["barn dance"],
              "context": {"within": "item", "words": ["fire"], "entity": ["f"]}},
        "f": {"name": "F", "kind": "group", "names": {"en": ["mill"], "ar": ["طاحونة"]}, "cased": ["Mill"], "not_near": {"within": "3 words", "words": "l"}},
    },
    "lists": {"l": ["fire", "blaze*"]},
    "rules": {
        "r": {
            "title": "t", "severity": "low", "on_story": "first", "group_by": "entity", "tags": ["a"], "repeat_after": "2h",
            "confirm": {"sources": 2, "within": "1h", "independent_by": "owner", "alert": "now"},
            "raise": [{"to": "medium", "if": {"words": ["fire"]}}],
            "when": {
                "entity": ["e"], "parts": True, "words": "l", "phrase": ["fire drill"], "regex": ["a+"], "in": ["title"],
                "all": [{"words": ["fire"]}], "any": [{"words": ["fire"]}], "not": [{"words": ["mill"]}],
                "at_least": {"n": 1, "of": [{"words": ["fire"]}, {"words": ["barn"]}]},
                "near": {"within": "3 words", "ordered": True, "of": [{"words": ["fire"]}, {"words": ["barn"]}]},
                "count": {"of": {"words": ["fire"]}, "at_least": 1, "at_most": 3, "within": "sentence"},
                "number": {"of": {"words": ["fire"]}, "at_least": 1, "at_most": 3, "within": "sentence"},
                "source": ["gazette.example"], "language": ["en"], "tag": ["a"], "url": ["/a"], "newer_than": "2h",
                "during": {"hours": "22:00-06:00", "days": ["mon"], "zone": "UTC"}, "rule": ["s"],
            },
            "tests": [{"title": "a", "lead": "b", "text": "c", "language": "en", "source": "x", "url": "y", "tags": ["a"], "age": "1h",
                       "at": "2026-03-01T22:30:00Z", "expect": "no match", "highlight": ["a"]}],
        },
        "s": {"title": "t", "severity": "low", "when": {"words": ["fire"]}, "spike": {"at_least": 2, "within": "1h", "times": 2.5, "over": "1d"}},
        "t": {"title": "t", "severity": "low", "when": {"words": ["fire"]}, "first_mention": {"after": "3d"}},
        "u": {"title": "t", "severity": "low", "when": {"words": ["fire"]}, "quiet": {"for": "3d"}},
    },
}  # fmt: skip
ODD: list[Any] = [None, True, -1, "", "9" * 5_000, [[1]], {"x": "y"}]
Steps = tuple[str | int, ...]


def places(value: Any, where: Steps = ()) -> Iterator[Steps]:
    """Where something stands in ``value``."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield (*where, step)
        yield from places(one, (*where, step))


def with_odd(where: Steps, odd: Any) -> Any:
    document = copy.deepcopy(WHOLE)
    holder: Any = document
    for step in where[:-1]:
        holder = holder[step]
    holder[where[-1]] = odd
    return document


def about(text: str, where: Steps) -> set[str]:
    """Where a mistake at ``where`` may be said to be: at it, inside it, or at what holds it."""
    marked = parse(text, "f.yaml")
    return {
        f"f.yaml:{line}:{column}:"
        for marks in (marked.marks, marked.keys)
        for path, (line, column) in marks.items()
        if path == where[: len(path)] or path[: len(where)] == where
    }


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_a_value_of_the_wrong_kind_is_told_at_its_place(odd: Any) -> None:
    """At every place of a document that holds every key."""
    compile_rules({"f.yaml": as_yaml(WHOLE)})
    for where in places(WHOLE):
        text = as_yaml(with_odd(where, odd))
        said = problems(text)
        assert all(LINE.fullmatch(line) for line in said), (where, said)
        named = re.compile("unknown (entity|list|rule) ")  # what is missing now is told where it is used
        own = [line for line in said if not named.search(line)]
        assert not own or any(line.startswith(tuple(about(text, where))) for line in own), (where, said)


# What is taken ends in time


def matches(rules: RuleSet, text: str) -> list[str]:
    with takes_at_most(SECONDS):
        found = rules.match_subject(
            rules.subject(Fields("", "", text), sources=frozenset(), language="en", tags=frozenset(), age=timedelta(0))
        )
    return [mention.text for match in found for mention in match.mentions]


@pytest.mark.parametrize(
    ("expression", "text", "shown"),
    [
        ("(a+)+$", "a" * 150_000 + "b", []),
        ("(a+)+$", "b" + "a" * 150_000, ["a" * 150_000]),
        ("(a|a|aa)*c", "a" * 150_000 + "b", []),
        ("(.*)(.*)(.*)(.*)end$", "end " * 50_000, []),
        ("(?:a?){100}a{100}", "a" * 99, []),
        ("a*", "b a aa b", ["a", "aa"]),
        ("^|$|\\b", "a b", []),
    ],
)
def test_an_expression_ends_in_time(expression: str, text: str, shown: list[str]) -> None:
    rules = compile_rules({"f.yaml": when(f"{{regex: '{expression}'}}")})
    assert matches(rules, text) == shown
