"""The judge on made texts: what is a copy, what an update, what only looks like one."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.stories.figures import figures
from monitor.core.stories.fingerprint import containment, fingerprint
from monitor.core.stories.judge import Candidate, judge, judge_edit
from monitor.core.types import Article, Fields, Verdict, VerdictKind
from tests.make import NOW, STORY, article


def candidate(of: Article, *, id_: int = 7) -> Candidate:
    print_ = fingerprint(of.fields)
    return Candidate(
        id_, "item 7", of.fields.title, of.origin.owner, of.published, print_, figures(of.fields), print_.shingles
    )


def verdict(new: Article, *stored: Article) -> Verdict:
    return judge(new, fingerprint(new.fields), [candidate(one, id_=i) for i, one in enumerate(stored, 7)])


WIRE = article("Shelling kills 21 in Morek", STORY, feed="wire")


def test_nothing_stored_means_new() -> None:
    assert verdict(WIRE).kind is VerdictKind.NEW


def test_the_same_text_elsewhere_is_a_copy_whatever_its_headline() -> None:
    found = verdict(article("Dozens dead as guns hit a town", STORY, feed="gazette"), WIRE)
    assert (found.kind, found.of) == (VerdictKind.COPY, 7)
    assert "wire" in found.why and found.features["new_in_old"] == 1.0


def test_the_same_text_at_the_same_outlet_is_seen() -> None:
    assert verdict(article("Again", STORY, feed="wire"), WIRE).kind is VerdictKind.SEEN


def test_a_cut_copy_and_a_wrapped_copy_are_copies() -> None:
    cut = STORY[: len(STORY) // 2]
    assert verdict(article("Cut", cut, feed="b"), WIRE).kind is VerdictKind.COPY
    wrapped = f"Follow us on every channel for more. {STORY} Subscribe to our letter and never miss a story again."
    assert verdict(article("Wrapped", wrapped, feed="b"), WIRE).kind is VerdictKind.COPY


def test_a_higher_toll_is_an_update_that_names_the_change() -> None:
    found = verdict(article("Toll rises in Morek", STORY.replace("21", "31"), feed="b"), WIRE)
    assert found.kind is VerdictKind.UPDATE
    assert found.new[0] == "people: 21 -> 31"


def test_stock_background_under_other_news_is_new_and_says_what_it_resembles() -> None:
    background = " ".join(STORY.split()[20:])
    fresh = (
        "The bakery of the eastern quarter opened its doors again after two years of repairs, its owner said today. "
    )
    found = verdict(article("Bakery opens", fresh * 2 + background, feed="wire"), WIRE)
    assert found.kind is VerdictKind.NEW and found.possibly_of == 7


def test_another_text_is_new() -> None:
    other = (
        "The finance committee met on Monday and agreed to publish the yearly accounts before the summer recess begins."
    )
    assert verdict(article("Accounts", other), WIRE).kind is VerdictKind.NEW


def test_an_edit_without_new_figures_is_seen_and_with_them_an_update() -> None:
    before = candidate(WIRE)
    typo = article("Shelling kills 21 in Morek", STORY.replace("collapsed", "colapsed"), feed="wire")
    assert judge_edit(typo, before).kind is VerdictKind.SEEN
    more = article("Shelling kills 25 in Morek", STORY.replace("21", "25"), feed="wire")
    assert judge_edit(more, before).kind is VerdictKind.UPDATE


def test_a_toll_that_the_story_has_told_is_no_news() -> None:
    told = article("Toll rises", STORY.replace("21", "31"), feed="b")
    both = Candidate(
        7,
        "item 7",
        "t",
        "wire",
        NOW,
        fingerprint(WIRE.fields),
        (*figures(WIRE.fields), *figures(told.fields)),
        fingerprint(WIRE.fields).shingles,
    )
    again = article("Late copy", STORY.replace("21", "31"), feed="c")
    assert judge(again, fingerprint(again.fields), [both]).kind is VerdictKind.COPY


def test_the_same_text_weeks_later_with_other_figures_is_another_event() -> None:
    later = article("Morek again", STORY.replace("21", "9"), feed="b", published=NOW)
    old = article("Morek", STORY, feed="a", published=NOW - timedelta(days=30))
    found = verdict(later, old)
    assert found.kind is VerdictKind.NEW and found.possibly_of == 7


def test_empty_and_one_word_items_merge_with_nothing() -> None:
    for text in ("", "Live", "1"):
        assert verdict(article(text, text), WIRE, article(text, text, feed="z")).kind is VerdictKind.NEW


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_part_is_contained_and_nothing_raises(one: str, other: str) -> None:
    a, b = fingerprint(Fields("", one, "")), fingerprint(Fields("", f"{one}\n{other}", ""))
    assert 0.0 <= containment(a.shingles, b.shingles) <= 1.0
    verdict(article(one, other), article(other, one))


@given(
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "delta", "rho", "tau", "phi", "chi", "psi", "nu"]),
        min_size=11,
        max_size=60,
    )
)
def test_a_shared_passage_of_eleven_words_shares_a_print(words: list[str]) -> None:
    passage = " ".join(words)
    one = fingerprint(Fields("", f"first thing said here {passage} and then the end of it", ""))
    other = fingerprint(Fields("", f"quite another opening which goes on for longer {passage} closing", ""))
    assert set(one.prints) & set(other.prints)
