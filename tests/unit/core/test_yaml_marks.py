import pytest
from pydantic import BaseModel

from monitor.core.errors import InputError, Problem
from monitor.core.validated import validate
from monitor.core.yaml_marks import parse


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: 1\na: 2\n", 2, 1, "stands twice, first on line 1"),
        ("a: &x [1]\nb: *x\n", 1, 4, "anchors"),
        ("a: {b: 1\n", 2, 1, "not YAML"),
        ("a:\n\t- b\n", 2, 1, "not tabs"),
        ("a: b: c\n", 1, 5, "quote text that holds a colon"),
        ('a: 1\nb: "Port closed\nc: d\ne: "f"\n', 4, 5, "in what begins on line 1"),
        ("a: 1\nb: [c, d\ne: f\n", 3, 2, "in what begins on line 2"),
        ("a: 1\n---\nb: 2\n", 2, 1, "one document a file: remove `---`"),
        ("a: 1\n  b: 2\n", 2, 4, "or check the indentation"),
        ("a:\n  b: 1\n\tc: 1\n", 3, 1, "not tabs"),
        ("a: !!python/object:os.system x\n", 1, 4, "tag"),
        ("? [a]\n: b\n", 1, 3, "a key must be a plain word"),
        ("[" * 100, 1, 41, "nested deeper"),
        ("a:\n  b: 1\n\u00a0\u00a0c: 1\n  d: 1\n", 3, 1, "U+00A0 stands where the line begins"),
        ("a: 1\nb:\n  - c: 1\n  \u200f- d: 1\n", 4, 3, "U+200F stands where the line begins"),
        ("a: 1\n\ufeffb: 1\n", 2, 1, "U+FEFF stands where the line begins"),
        ("a: “Port: closed”\n", 1, 9, "“ ” and ‘ ’ quote nothing here"),
        ('a:\n  -{b: "c", d: e}\n', 2, 11, "a space behind the dash"),
        ("a: 1\nb:1\nc: 1\n", 2, 3, "write a space behind the colon: b: 1"),
        ("a:\n  b:1\n  c: 1\n", 2, 5, "write a space behind the colon: b: 1"),
        ("a:\n  - b: 1\n    c d\n    e: 1\n", 3, 5, '"c d" has no colon: write c: d'),
        ("a:\n  b\n    c: 1\n", 2, 3, '"b" has no colon: write b:'),
        ("a:\n  # b\n  c d\n\n  e: 1\n", 3, 3, '"c d" has no colon: write c: d'),
        ("a:\n  b\uff1a c\n  d: 1\n", 2, 4, "U+FF1A is no colon"),
        ("a: 1\nb = c\nd: 1\n", 2, 1, '"b = c" has no colon: write b: c'),
        ("a: *b*\n", 1, 6, "quotes around text that begins with * or &"),
        ("a: | b\n", 1, 6, "quotes around text that begins with | or >"),
        ("a: [b] c\nd: 1\n", 1, 8, "quotes around text that begins with a bracket"),
        ("a: 'b' c'\nd: 1\n", 1, 8, "Inside '...' write '' for an apostrophe"),
        ("a: b\n  c\n  d: 1\n", 3, 4, "or check the indentation"),
        ("a: 1\nb\n", 2, 1, '"b" has no colon: write b:'),
        ("a: 1\nb: 'c\n", 3, 1, "a quote is not closed there"),
        ("a: {b: #c}\nd: 1\n", 2, 2, "a # begins a comment: put quotes"),
        ("a: [#c, e]\nd: 1\n", 3, 1, "a # begins a comment: put quotes"),
        ("a: {b: [c}\n# d\n", 1, 10, "close the bracket before it"),
        ("a: [%b]\n", 1, 5, "begins with @, % or `"),
        ("a: 1\nb:\u00a0c\nd: 1\n", 2, 3, "U+00A0 behind the colon is no space"),
        ("a: 1\nb:\u200f c\nd: 1\n", 2, 3, "U+200F behind the colon is no space"),
        ("a: 1\nb\uff1ac\nd: 1\n", 2, 2, "U+FF1A is no colon"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n", 2, 1, "<<<<<<< marks a conflict"),
        ('a: "\\d+ dead"\n', 1, 5, "put the text in single quotes"),
        ("a: - b\n", 1, 4, "quotes around text that begins with -"),
        ("a: ? b\n", 1, 4, "quotes around text that begins with ?"),
        ("a: [b,, c]\n", 1, 7, "a comma too many"),
        (
            "a:\n  b:\n    c: 1\nd:\n    c: 1\n# e\n  f:\n    c: 1\n",
            4,
            1,
            "line 7 is indented by 2, and this line above",
        ),
        ("a:\n  b: 1\n   c: 1\n", 3, 5, "check the indentation"),
        ("a:\n  b: 1\n c: 1\n", 3, 2, "in what begins on line 1: check the indentation"),
    ],
)
def test_mistakes_are_told_at_their_place(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(text, "f.yaml")
    problem = raised.value.problems[0]
    assert (problem.path, problem.line, problem.column) == ("f.yaml", line, column)
    assert said in problem.message


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("a: {b:1}\n", 5, "write a space behind the colon: b: 1"),
        ("a: {b: “Port, closed”}\n", 15, "“ ” and ‘ ’ quote nothing here"),
        ("a: #1 x\n", 1, "a # begins a comment: put quotes"),
        ("a: [x, {b: 1, c: # x\n    }]\n", 15, "a # begins a comment: put quotes"),
        ("a:\n", 1, '"a" has no value'),
    ],
)
def test_a_key_that_was_meant_as_more_says_what_to_write(text: str, column: int, said: str) -> None:
    with pytest.raises(InputError) as raised:
        validate(BaseModel, parse(text, "f.yaml"))
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == (1, column) and said in problem.message


def test_a_value_that_is_left_out_on_purpose_hides_in_no_comment() -> None:
    with pytest.raises(InputError) as raised:
        validate(BaseModel, parse("a: ~ # none\nb:\n- # c\n- d\n", "f.yaml"))
    assert [one.message.partition(": ")[0] for one in raised.value.problems if "comment" in one.message] == [
        '"b" has an entry without a value'
    ]


class Keys(BaseModel, extra="forbid"):
    words: str = ""
    count: str = ""
    all: str = ""


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("contains", 'did you mean "words"?'),
        ("AND", 'did you mean "all"?'),
        ("wrods", 'did you mean "words"?'),
        ("contents", "known here: all, count, words"),
    ],
)
def test_an_unknown_key_is_told_by_what_it_means_or_how_it_is_spelt(key: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        validate(Keys, parse(f"{key}: x\n", "f.yaml"))
    assert said in raised.value.problems[0].message


def test_what_nobody_sees_is_told_by_its_number() -> None:
    assert str(Problem("f.yaml", 1, 1, 'unknown key "\u200fb"')) == 'f.yaml:1:1: unknown key "\\u200fb"'
    assert str(Problem("f.yaml", 1, 1, "می\u200cشود")).endswith("می\u200cشود")


def test_values_are_what_a_person_means() -> None:
    value = parse("no: no\ntime: 12:30\nnumber: 12\nhalf: 0.5\nyes: true\ndate: 2019-08-21\nempty:\n", "f").value
    assert value == {
        "no": "no",
        "time": "12:30",
        "number": 12,
        "half": 0.5,
        "yes": True,
        "date": "2019-08-21",
        "empty": None,
    }


def test_a_bomb_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)]
    with pytest.raises(InputError, match="anchors"):
        parse("\n".join(lines), "f")


def test_a_tag_on_a_collection_is_one_mistake_and_what_follows_is_read() -> None:
    with pytest.raises(InputError) as raised:
        parse("a: !odd {b: [1, {c: 2}]}\nd: 1\nd: 2\n", "f.yaml")
    assert [(one.line, one.column) for one in raised.value.problems] == [(1, 4), (3, 1)]


def test_collections_side_by_side_are_not_deep() -> None:
    assert parse("a:\n" + "- [1, {b: 2}]\n" * 100, "f.yaml").value == {"a": [[1, {"b": 2}]] * 100}
