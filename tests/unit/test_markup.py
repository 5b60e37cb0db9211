import pytest

from monitor.core.text.markup import is_too_deep, plain, plain_line


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>Id</b>lib</p><p>Two<br>three<script>x</script></p>", "One Idlib\nTwo\nthree"),
        ("plain &amp; simple", "plain & simple"),
        ("a < b", "a < b"),
        ("<div>x</div>y", "x\ny"),
        ('x<img alt="a > b">y', "xy"),
        ("tabs\tand  spaces\r\n\r\nlines", "tabs and spaces\nlines"),
        ("nul\x00and\x1bescape", "nul and escape"),
        ("<style>p{}</style>shown", "shown"),
        ("Shelling hit a Turkish\nobservation post", "Shelling hit a Turkish observation post"),
        ("wrapped\r\nhere\rand there\n\n\nnew\n \t\nthird\n", "wrapped here and there\nnew\nthird"),
        ("one &lt; two\nthree", "one < two three"),
        ("<p>wrapped\nhere</p>\n<p>two</p>", "wrapped here\ntwo"),
        ("one\u2029two", "one\ntwo"),
    ],
)
def test_what_a_reader_sees(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_a_headline_has_one_line() -> None:
    assert plain_line("<p>One</p><p>Two</p>") == "One Two"


BOMBS = (
    "<div>" * 100_000,
    "<" * 300_000,
    "<!--" * 100_000,
    "<a " + "b=c " * 80_000,
    "<div>" * 36_000 + "</div>" * 36_000,
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_hostile_markup_ends(bomb: str) -> None:
    assert "<div" not in plain(bomb + "x")


def test_depth_is_that_of_the_deepest_place_wherever_tags_are_closed() -> None:
    assert is_too_deep("<p>one</p>" * 20_000 + "<b>" * 6_000 + "</b>" * 6_000)
    assert not is_too_deep("<p>one</p>" * 20_000 + "<b>" * 4_000 + "</b>" * 4_000)
