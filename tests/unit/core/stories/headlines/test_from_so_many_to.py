"""A toll that goes from one number to another is the other; what stands behind *not* is none."""

import pytest

from monitor.core.stories.headlines.recounts import counted_in_headlines


@pytest.mark.parametrize(
    ("headline", "values"),
    [
        ("Death toll in Morek cut from 57 to 55", ["55"]),
        ("Defesa Civil corrige número de mortos de 57 para 55", ["55"]),
        ("La cifra de muertos pasa de 12 a 15", ["15"]),
        ("Число погибших выросло с 6 до 9", ["9"]),
        ("آمار کشته‌ها از ۱۸ به ۲۵ نفر رسید", ["25"]),
        ("Son nueve los muertos y no 14", ["9"]),
        ("شمار جان‌باختگان ۵۷ نفر است، نه ۷۰ نفر", ["57"]),
        ("Mortos pelas chuvas chegam a 39; 68 estão desaparecidos", ["39"]),
        ("Twelve killed in villages from Morek to Atarib", ["12"]),
    ],
)
def test_how_many_a_headline_counts(headline: str, values: list[str]) -> None:
    assert [figure.value for figure in counted_in_headlines([headline]).figures] == values
