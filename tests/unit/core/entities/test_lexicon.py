"""The scan by a table of words finds what a search for every name at every place of the text finds."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.entities.hits import Hit, counted, letters_fit
from monitor.core.entities.lexicon import Lexicon
from monitor.core.entities.romanised import RomanisedPattern, _all_slots
from monitor.core.entities.terms import Also, Term, TermKind, patterns_of
from monitor.core.entities.types import Kind
from monitor.core.text.document import Document, document
from monitor.core.text.fold import fold_text
from monitor.core.text.spaced import joins
from monitor.core.types import Fields

NAMES = [
    *("Idlib", "Khan Sheikhoun", "Maarat al-Nu'man", "al-Tamanah", "Jisr ash-Shughur", "A'zaz", "Deir ez-Zor", "Hama"),
    *("observation posts", "poste d'observation turc", "air strike*", "bombard*", "M5 highway", "St. John's", "Ma'ar"),
    *("إدلب", "معرة النعمان", "الجيش السوري", "قصف*", "اللطامنة", "نقاط المراقبة", "بن"),
    *("Идлиб", "Хан-Шейхун", "наблюдательный пост", "белые каски", "боец", "Сирія", "обстрел*"),
    *("北港", "イドリブ", "이들리브", "ISIS 組織", "組織 ISIS", "นคร"),
    *("אדלב", "Ιντλίμπ", "इदलिब", "'Ayn Issa", "& Co", "3rd Corps"),
]
PIECES = st.one_of(
    st.sampled_from([word for name in NAMES for word in (name, *name.replace("*", "").split())]),
    st.sampled_from(
        ["al", "al-", "an-", "ash ", "'", "d'", "l'", "s", "es", "'s", "'deki", "daki", "ler", " ", "  ", "-"]
    ),
    st.sampled_from(
        ["و", "ب", "ال", "لل", "вал", "ом", "а", "ском", "ב", "の", "で", ", ", ". ", "\n", "x", "5", "ü", "\u200f"]
    ),
    st.text(alphabet="aeioudhklmnst'bпоаикلعنما北 港", max_size=4),
)
TEXTS = st.lists(st.one_of(PIECES, PIECES.map(str.upper), PIECES.map(str.capitalize)), max_size=12).map("".join)


def terms(names: list[str]) -> list[Term]:
    kinds = (TermKind.NAME, TermKind.CASED, TermKind.SHORT)
    found = [
        Term(
            f"{number}",
            name,
            kinds[number % 7 % 3],
            of=list(Kind)[number % 4],
            also=Also(bool(number & 1), bool(number & 2)),
        )
        for number, name in enumerate(names)
    ]
    return [*found, *(Term(f"w{number}", name, exact=number % 2 == 0) for number, name in enumerate(names))]


def naive(terms: list[Term], doc: Document, language: str) -> dict[str, tuple[Hit, ...]]:
    """Every pattern tried at every place."""
    text = doc.folded.text
    found: dict[str, list[tuple[TermKind, Hit]]] = {}
    for term in terms:
        for pattern in patterns_of(term):
            for start in range(len(text)):
                if isinstance(pattern, RomanisedPattern) and not begins_a_name(doc, start, pattern.after_article):
                    continue
                span = pattern.match(text, start, language)
                if span and letters_fit(term, doc, span):
                    hit = Hit(term.concept, term.alias, *span)
                    found.setdefault(term.concept, []).append((term.kind, hit))
    return {concept: hits for concept, kinds in found.items() if (hits := counted(kinds))}


def begins_a_name(doc: Document, start: int, after_article: bool) -> bool:
    """Whether a word begins at ``start``, and what is no article of it with a capital."""
    text = doc.folded.text
    if start and joins(text[start - 1]):
        return False
    name = text.find(" ", start) + 1 if after_article else start
    return doc.locate(name, name + 1)[3][:1].isupper()


TERMS = terms(NAMES)
LEXICON = Lexicon(TERMS)
SPELLED = [
    *("Khan Sheikhoun", "Maarat al-Nu'man", "Jisr ash-Shughur", "Saraqib", "al-Tamanah", "Abu al-Duhur", "Taftanaz"),
    *("Deir ez-Zor", "Mohammed", "Hasna", "Djebel Zawiyah", "Wadi Deif", "Qaminas", "Hadjar", "Kafr Nabl", "Bab Hawa"),
    *("Sahl al-Ghab Plain", "Tell al-Sultan", "A'zaz North", "Dar Ta'izzah"),
]
ROMANISED = Lexicon([Term(name, name, of=Kind.PLACE, also=Also(arabic=True, cyrillic=False)) for name in SPELLED])


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, st.sampled_from(["", "en", "tr", "ar", "ru"]))
def test_the_scan_agrees_with_a_naive_search(text: str, language: str) -> None:
    doc = document(Fields("", "", text))
    assert LEXICON.scan(doc, language) == naive(TERMS, doc, language)


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(SPELLED), st.sampled_from(["", "'s", "'de", "da", "s"]))
def test_every_spelling_is_looked_up(data: st.DataObject, name: str, ending: str) -> None:
    slots = _all_slots(tuple(fold_text(name).split()))
    written = "".join(data.draw(st.sampled_from(slot)) for slot in slots).title().replace("'S", "'s")
    doc = document(Fields("", "", f"in {written}{ending}, today"))
    expected = naive([Term(name, name, of=Kind.PLACE, also=Also(arabic=True, cyrillic=False))], doc, "tr")
    assert ROMANISED.scan(doc, "tr").get(name) == expected.get(name)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(NAMES), st.sampled_from(["", "tr"]))
def test_another_alias_takes_no_mention_of_another_entity(text: str, name: str, language: str) -> None:
    doc = document(Fields("", "", text))
    more = Lexicon([*TERMS, Term("another", name, of=Kind.PLACE, also=Also(arabic=True, cyrillic=False))])
    found = more.scan(doc, language)
    found.pop("another", None)
    assert found == LEXICON.scan(doc, language)


DASHES = st.text(alphabet="-–_·•", min_size=1, max_size=2)
PARTS = st.one_of(DASHES, DASHES.map(" {} ".format), DASHES.map("{} ".format), DASHES.map(" {}".format), st.just(" "))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["al", "Bab", "smoke", "Алеппо", "حلب", "M5"]), PARTS), min_size=2, max_size=4)
)
def test_a_name_finds_itself_whatever_dashes_it_holds(words: list[tuple[str, str]]) -> None:
    name = "".join(map("".join, words)).rstrip(" -–_·•")
    lexicon = Lexicon([Term("words", name), Term("place", name, of=Kind.PLACE), Term("exact", name, exact=True)])
    assert set(lexicon.scan(document(Fields(f"in {name}, today", "", "")), "en")) == {"words", "place", "exact"}


@pytest.mark.parametrize("language", ["en", "tr"])
@pytest.mark.parametrize("piece", ["x", "1", "ا", "я", "a'", "A'", "A'b'", "北"])
def test_a_text_of_one_endless_word_costs_no_memory(piece: str, language: str) -> None:
    endless = document(Fields("", "", piece * (200_000 // len(piece))))
    tracemalloc.start()
    assert LEXICON.scan(endless, language) == {} or piece in NAMES
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000_000


def test_a_name_is_found_however_many_others_stand_before_it() -> None:
    lexicon = Lexicon([Term("con", "con*"), Term("hama", "Hama", of=Kind.PLACE)])
    text = " ".join(f"con{number}a" for number in range(6_000)) + " Hama"
    assert "hama" in lexicon.scan(document(Fields("", "", text)), "en")


def test_another_spelling_needs_its_capital_also_where_the_word_is_a_name_of_something_else() -> None:
    lexicon = Lexicon(
        [Term("town", "Saraqib", of=Kind.PLACE, also=Also(arabic=True, cyrillic=False)), Term("list", "sarakib")]
    )
    assert set(lexicon.scan(document(Fields("", "", "to Sarakib")), "en")) == {"town", "list"}
    assert set(lexicon.scan(document(Fields("", "", "a sarakib")), "en")) == {"list"}
