"""Who tells a story independently: copies and one agency are one source."""

import pytest

from monitor.core.stories.sources import Telling, agency_of, has_text_of, independent
from monitor.core.types import Fields, VerdictKind


def test_copies_and_one_agency_are_one_source() -> None:
    def telling(id_: int, owner: str, of: int | None, text: str) -> Telling:
        return Telling(id_, owner, agency_of(Fields("t", "", text)), of)

    found = independent(
        [
            telling(1, "wire", None, "Four people were killed."),
            telling(2, "gazette", 1, "Four people were killed."),
            telling(3, "times", None, "BEIRUT (Reuters) - A bomb went off."),
            telling(4, "herald", None, "A bomb went off in Afrin. Reporting by Reuters."),
            telling(5, "wire", None, "The toll rose."),
            telling(6, "akhbar", None, "دمشق - سانا: انفجرت سيارة"),
            telling(7, "post", 4, "A bomb went off in Afrin, the mayor says now."),
        ]
    )
    assert found == {"wire": [1, 2, 5], "Reuters": [3, 4, 7], "SANA": [6]}
    assert agency_of(Fields("AFP", "", "x " * 300 + "he told AFP on Monday. " + "y " * 300)) == ""


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Smoke over the harbour. (Ali Omar/Reuters)\nA fire broke out.", ""),
        ("Smoke over the harbour, March 3. (Ali Omar/AFP via Getty Images)\nA fire broke out.", ""),
        ("A fire broke out. (AFP)", "AFP"),
        ("Clashes near Sana'a: the road is shut.", ""),
        ("The girl, Sana Omar, was found.", ""),
        ("DAMASCUS, SANA - The road is shut.", "SANA"),
        ("İHA saldırısında 3 kişi öldü.", ""),
        ("HATAY (İHA) - 3 kişi öldü.", "IHA"),
        ("Hubo un motín en la cárcel. Con información de EFE", "EFE"),
        ("Efe Yılmaz öldü.", ""),
        ("Uma rebelião começou. *Com informações da Agência Brasil", "Agência Brasil"),
        ("Madrid, 3 Mar. (EUROPA PRESS) - Hubo un motín.", "Europa Press"),
    ],
)
def test_who_took_a_picture_and_words_like_an_agency_are_no_credit(text: str, agency: str) -> None:
    assert agency_of(Fields("t", "", text)) == agency


@pytest.mark.parametrize(
    ("kind", "features", "has"),
    [
        ("copy", {}, True),
        ("seen", {}, True),
        ("update", {"new_in_old": 0.9}, True),
        ("same_story", {"new_in_old": 0.2}, True),
        ("update", {"likeness": 0.9}, False),
        ("new", {"new_in_old": 0.4}, False),
    ],
)
def test_a_text_with_news_in_it_is_whose_it_was(kind: str, features: dict[str, float], has: bool) -> None:
    assert has_text_of(VerdictKind(kind), 1, features) == (1 if has else None)
