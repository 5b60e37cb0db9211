"""Tolls as Persian headlines tell them: in words, and with what befell people at the end or far before the number."""

import pytest

from monitor.core.numbers.figures import figures_in


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("شمار کشته‌های انفجار بندرعباس به ۱۸ نفر رسید", [("18", "killed")]),
        ("شمار کشته‌های حمله به دادگستری زاهدان به نه نفر رسید", [("9", "killed")]),
        ("دست‌کم ۱۶ نفر در اعتراضات ایران کشته شده‌اند", [("16", "killed")]),
        ("دو معترض کشته شدند", [("2", "killed")]),
        ("بیست و سه نفر زخمی شدند", [("23", "wounded")]),
        ("شمار کشته‌ها به بیست و یک نفر رسید", [("21", "killed")]),
        ("سی و سه نفر کشته شدند", [("33", "killed")]),
        ("بیست و نه نفر زخمی شدند", [("29", "wounded")]),
        ("کشته و زخمی شدن چهل نفر", [("40", "casualties")]),
        ("شانزده خدمه خارجی بازداشت شده‌اند", [("16", "held")]),
        ("۵ کارگر جان باختند", [("5", "killed")]),
        ("ده زندانی آزاد شدند", [("10", "held")]),
        ("نه، کسی کشته نشد", []),
        ("بی بی سی: کشته‌ها", []),
    ],
)
def test_who_is_counted(sentence: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(sentence)] == counted
