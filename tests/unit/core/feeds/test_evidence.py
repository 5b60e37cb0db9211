"""When the fast reading of a feed is believed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.core.feeds.evidence import MARK, NEEDED, SAMPLED, VERSION, ReadingEvidence

ONE, OTHER = b"1" * VERSION, b"2" * VERSION
SOME, MORE = frozenset({b"a" * MARK, b"b" * MARK}), frozenset({b"a" * MARK, b"c" * MARK})


def after(
    evidence: ReadingEvidence, documents: int, marks: frozenset[bytes] = SOME, version: bytes = ONE
) -> tuple[ReadingEvidence, str]:
    """``F``: the fast one alone, ``b``: both read, and alike."""
    how = ""
    for _ in range(documents):
        alone = evidence.believes(version, marks)
        evidence = evidence.after_alone() if alone else evidence.after_both(version, marks, alike=True)
        how += "F" if alone else "b"
    return evidence, how


def test_ten_documents_alike_then_alone_and_every_twentieth_by_both() -> None:
    _, how = after(ReadingEvidence(), 65)
    assert how == "b" * NEEDED + "F" * (SAMPLED - NEEDED) + ("b" + "F" * (SAMPLED - 1)) * 2 + "bFFFF"


def test_what_is_new_in_a_document_begins_anew_and_what_is_missing_does_not() -> None:
    evidence, _ = after(ReadingEvidence(), 12)
    assert after(evidence, 1, SOME - {b"b" * MARK})[1] == "F"
    evidence, how = after(evidence, 11, MORE)
    assert how == "b" * NEEDED + "F"
    assert after(evidence, 1)[1] == "F", "what was known is not forgotten"


def test_another_version_of_a_reading_begins_anew() -> None:
    evidence, _ = after(ReadingEvidence(), 12)
    evidence, how = after(evidence, 11, version=OTHER)
    assert how == "b" * NEEDED + "F"
    assert not evidence.believes(ONE, SOME)


def test_a_difference_is_counted_and_begins_anew() -> None:
    evidence, _ = after(ReadingEvidence(), SAMPLED)
    evidence = evidence.after_both(ONE, SOME, alike=False)
    assert (evidence.agreed, evidence.differed) == (0, 1)
    assert evidence.described == "feedparser, the fast one differed once"
    evidence, how = after(evidence, 11)
    assert how == "b" * NEEDED + "F"
    assert evidence.described == "fast, the fast one differed once"
    assert after(ReadingEvidence(), 3)[0].described == f"feedparser (3 of {NEEDED} documents read alike)"
    assert ReadingEvidence().described == "feedparser"


@given(
    st.lists(
        st.tuples(st.frozensets(st.sampled_from([bytes([n]) * MARK for n in range(4)])), st.booleans(), st.booleans())
    )
)
def test_nothing_is_believed_of_which_ten_in_a_row_were_not_alike(
    polls: list[tuple[frozenset[bytes], bool, bool]],
) -> None:
    evidence, row, seen = ReadingEvidence(), 0, frozenset[bytes]()
    for marks, alike, newer in polls:
        version = OTHER if newer else ONE
        if evidence.believes(version, marks):
            assert row >= NEEDED and marks <= seen
            evidence = evidence.after_alone()
            continue
        fresh = evidence.known[:VERSION] != version or not marks <= seen
        seen = (seen if evidence.known[:VERSION] == version else frozenset()) | marks if alike else frozenset()
        row = 0 if not alike else 1 if fresh else row + 1
        evidence = evidence.after_both(version, marks, alike=alike)


def test_after_a_difference_all_that_was_known_has_to_be_seen_anew() -> None:
    evidence, _ = after(ReadingEvidence(), 12, SOME | MORE)
    evidence, how = after(evidence.after_both(ONE, SOME, alike=False), 11)
    assert how == "b" * NEEDED + "F" and not evidence.believes(ONE, SOME | MORE)
