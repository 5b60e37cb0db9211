"""What was undone and is done once more: closed, opened, closed again."""

import pytest

from monitor.core.stories.headlines.reversals import turn


@pytest.mark.parametrize(
    ("new", "told", "what"),
    [
        ("Bridge at Morek closed again", ["Bridge at Morek closed", "Bridge at Morek reopens"], "again"),
        ("Мост у Морека снова перекрыт", ["Мост у Морека перекрыт", "Мост у Морека открыт"], "снова"),
        ("Росіяни знову увійшли до Морека", ["Росіяни увійшли до Морека", "Росіян вибили з Морека"], "знову"),
        ("Аеропорт вдруге закрито", ["Аеропорт закрито", "Аеропорт відновив роботу"], "вдруге"),
        ("اینترنت دوباره قطع شد", ["اینترنت قطع شد", "اینترنت وصل شد"], "دوباره"),
        ("Aeroporto de Morek volta a fechar", ["Aeroporto de Morek fechado"], "fechar"),
        ("Vuelve a cerrarse la frontera", ["Cierran la frontera", "Reabren la frontera"], "cerrarse"),
        ("Nuevo apagón deja a oscuras Caracas", ["Apagón deja sin luz a Caracas"], "nuevo"),
        ("У Києві знову вводять відключення", ["У Києві вводять відключення"], "знову"),
        ("Словаччина знову продає газ Україні", ["Словаччина продає газ Україні", "Словаччина не продає газ"], "знову"),
        ("Havalimanı yeniden kapatıldı", ["Havalimanı kapatıldı", "Havalimanı yeniden açıldı"], "yeniden"),
    ],
)
def test_what_is_done_once_more_is_news(new: str, told: list[str], what: str) -> None:
    assert turn(new, told) == f"happens again ({what})"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("Bridge at Morek shut again", ["Bridge at Morek closed again"]),  # retold
        ("Аэропорт вновь открыт", ["Аэропорт закрыт", "Аэропорт возобновил работу"]),  # the undoing, retold
        ("Presidente vuelve a Caracas", ["Presidente en Caracas"]),  # no verb behind it
        ("Минобороны снова заявило о взятии Морека", ["Морек взят, заявили в ведомстве"]),  # in other words
    ],
)
def test_again_in_other_words_is_none(new: str, told: list[str]) -> None:
    assert turn(new, told) == ""
