"""Which headlines explain, ask or recall, and report nothing."""

import pytest

from monitor.core.stories.headlines.comment import is_comment


@pytest.mark.parametrize(
    ("headline", "comments"),
    [
        ("Video: ferry crashes into pier", True),
        ("Ferry crashes into pier – video", True),
        ("Watch ferry crash into pier", True),
        ("Obituary: Ada Weber, who lit the harbour", True),
        ("Paper prints obituary of living mayor of Northport", False),
        ("Captain jailed as video shows ferry crash", False),
        ("Jury hears captain's police interview of March", False),
        ("Por qué hay motines en la cárcel de Northport", True),
        ("Quiénes son los monjes secuestrados en Northport", True),
        ("Motín en Northport: lo que se sabe", True),
        ("Análisis: el motín en Northport", True),
        ("Motín en Northport por falta de agua", False),
        ("Multan a Northport por no dar agua", False),
    ],
)
def test_a_video_is_a_label_at_the_edge_and_evidence_inside(headline: str, comments: bool) -> None:
    assert is_comment(headline, "") is comments


@pytest.mark.parametrize(
    ("headline", "comments"),
    [
        ("WHO halts trial of vaccine", False),
        ("Who halts the trial", True),
        ("IS claims blast at mill", False),
        ("Is the mill safe? What inspectors say", True),
        ("Kim cancels launch", False),
        ("Kim kazandı?", True),
        ("Can Ardıç sentenced in Northport", False),
        ("Por segunda vez arde el molino", False),
        ("من دمشق: إعلان وقف النار", False),
        ("High-profile lawyer shot in Northport", False),
        ("DNA analysis confirms death of captain", False),
        ("Governor orders review of ferry ban after storm", False),
        ("Ferry review: slow but dry", True),
        ("Analysis: the ferry that nobody wanted", True),
        ("Northport today: five things to know", True),
        ("Here’s what we know about the ferry", True),
        ("Four big questions about the ferry", True),
        ("Key dates of the ferry trial", True),
        ("What is left here shows what we know of the ferry", True),
        ("Mayor says what we know of the ferry is little", False),
        ("Cinq choses à savoir sur le moulin", True),
        ("Incendie du moulin : ce que l’on sait", True),
        ("Families want to know who lit the mill", False),
        ("Министр в интервью назвал переговоры законченными", False),
        ("مصدر: نتائج تحليل العينات غدا", False),
    ],
)
def test_names_and_deeds_are_no_questions_and_labels(headline: str, comments: bool) -> None:
    assert is_comment(headline, "") is comments


def test_what_comments_and_what_reports() -> None:
    comments = (
        "Why Idlib matters",
        "Is the truce over?",
        "Idlib: five takeaways",
        "هل تسقط إدلب؟",
        "İdlib neden önemli?",
    )
    assert all(is_comment(title, "") for title in comments)
    assert is_comment("Idlib burns", "https://a.example/opinion/idlib") and not is_comment(
        "Idlib burns", "https://a.example/news/1"
    )
    assert not is_comment("Shelling kills 21 in Morek", "")
