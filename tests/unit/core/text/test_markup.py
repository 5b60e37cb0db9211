import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.text.markup import is_too_deep, plain, plain_line, single_spaced


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


@pytest.mark.parametrize(
    "piece",
    [
        "<z></x>",
        "<z><div></z></div>",
        "<z><!--</z>-->",
        '<z a="></z>">',
        '<z a=b"c d="></z>">',
        "<z></x a='</z>'>",
        "<z><?</z>",
        "<svg><g><![CDATA[></g>]]>",
    ],
)
def test_an_end_tag_that_ends_nothing_does_not_make_it_less_deep(piece: str) -> None:
    assert is_too_deep(piece * 6_000)


def test_a_long_page_as_they_are_written_is_not_too_deep() -> None:
    story = (
        "<DIV class=a id='b' hidden><p>one<br>two<img src=x/><ul><li>a<li>b</ul><P>three &amp; four<!-- five --></div>"
    )
    table = "<table><tr><td>1<td><b>2</b><tr><td>3<td>4</table>"
    rest = "<div><!-- <b> --><script>if (a<b && c>d) f('</b>')</script></div>"
    assert not is_too_deep((story + table) * 2_000 + rest * 200)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f"&#{'1' * 5_000};", "\ufffd"),
        (f"&#{'0' * 5_000}65;", "A"),
        (f"&#{'0' * 5_000};", "\ufffd"),
        ("&#000000065;&#65;&#x41;", "AAA"),
    ],
)
def test_a_number_of_a_character_may_have_any_length(written: str, shown: str) -> None:
    assert plain(f"x {written} y") == plain_line(f"<p>x {written} y</p>") == f"x {shown} y"
    assert is_too_deep("<z>" * 6_000)
    assert plain(f"{'<z>' * 6_000}x {written} y") == f"x {shown} y"


@given(st.text(st.sampled_from(" \t\n\r\x0b\x1f\x85\xa0\u2003\u2028\u3000\ufeffaб中\ud800"), max_size=12))
def test_words_stand_a_space_apart_whatever_parts_them(text: str) -> None:
    assert single_spaced(text) == " ".join(text.split())
