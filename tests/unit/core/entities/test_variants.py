"""Recall and false alarms on the forms and the corpus beside the checkout (bench/names.py prints them)."""

from __future__ import annotations

from typing import Any

import pytest

from bench import names

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def forms() -> dict[str, Any]:
    return names.forms()


def test_recall_with_the_language_known(forms: dict[str, Any]) -> None:
    found = forms["language known"]
    assert found["recall"] >= 0.97, found["missed"]


def test_recall_with_the_language_unknown(forms: dict[str, Any]) -> None:
    found = forms["language unknown"]
    assert found["recall"] >= 0.95, found["missed"]


def test_false_alarms(forms: dict[str, Any]) -> None:
    for found in forms.values():
        assert len(found["false alarms"]) <= 1


def test_short_names_are_whole_words_of_a_corpus() -> None:
    words = names.short_words()
    assert words["documents"] > 2_900
    assert words["not whole words in their capitals"] == []
    assert words["found as words"]["HTS"] == 0 and words["found as words"]["Oman"] > 0


def test_most_articles_name_the_province_of_their_label_most() -> None:
    found = names.provinces()
    assert found["name the labelled province most"] / found["articles"] >= 0.8
