"""Which pages are written on: their new sentences are their news."""

import pytest

from monitor.core.stories.headlines.comment import is_live


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Northport fire live: crews at the quay", ""),
        ("Northport fire live updates", ""),
        ("Live in Northport as crews reach the quay", ""),
        ("LIVE Crews at the Northport quay", ""),
        ("Crews at the quay", "https://a.example/live/northport"),
        ("Crews at the quay", "https://a.example/northport-fire-live-crews-at-the-quay.html"),
        ("Crews at the quay", "https://a.example/liveblog/2026/3/1"),
        ("EN DIRECT. Incendie de Northport", ""),
        ("Crews at the quay", "https://a.example/en-direct-northport"),
        ("EN VIVO | Motín en la cárcel de Northport", ""),
        ("Rebelião em Northport, ao vivo", ""),
        ("Cárcel de Northport, minuto a minuto", ""),
        ("CANLI: Northport'ta yangın", ""),
        ("Пожар в порту: онлайн", ""),
        ("حريق الميناء | مباشر", ""),
    ],
)
def test_a_live_page_is_known_by_headline_or_link(title: str, url: str) -> None:
    assert is_live(title, url)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Thousands who live near Northport harbour told to leave", ""),
        ("Soldiers use live rounds in Northport", ""),
        ("Told to leave", "https://a.example/thousands-who-live-near-the-harbour"),
        ("Northport'ta canlı bomba saldırısı", ""),
        ("Онлайн-голосование в порту", ""),
        ("مفاوضات غير مباشر في الميناء", ""),
        ("Fire in Northport", "https://a.example/alive-and-well"),
    ],
)
def test_what_lives_or_is_loaded_is_no_live_page(title: str, url: str) -> None:
    assert not is_live(title, url)
