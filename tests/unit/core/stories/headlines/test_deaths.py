"""Deaths that a headline tells of without a number."""

import pytest

from monitor.core.numbers.counts.figure import Tolls
from monitor.core.stories.headlines.deaths import deaths_first_told
from monitor.core.types import VerdictKind
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Fire at Northport mill", "Guard killed in Northport mill fire", "tells of deaths first"),
        ("Fire at Northport mill", "Deadly fire at Northport mill", "tells of deaths first"),
        ("Fire wounds several at Northport mill", "Fire kills several at Northport mill", "tells of deaths first"),
        ("Guard wounded in Northport mill fire", "Guard of Northport mill dies after fire", "tells of deaths first"),
        ("Dozens dead in Northport flood", "Hundreds dead in Northport flood", "tells of hundreds killed"),
        ("Flood kills 40 in Northport", "Hundreds of villagers killed in Northport flood", "tells of hundreds killed"),
        ("Northport'ta sel: onlarca ölü", "Northport'ta sel: yüzlerce ölü", "tells of hundreds killed"),
        ("Наводнение в Умани: десятки погибших", "Наводнение в Умани: сотни погибших", "tells of hundreds killed"),
        ("فيضانات في طبس: عشرات القتلى", "فيضانات في طبس: مئات القتلى", "tells of hundreds killed"),
        ("Inondation à Lirac", "Des morts dans une inondation à Lirac", "tells of deaths first"),
        ("Brand in der Mühle von Celle", "Tote bei Brand in der Mühle von Celle", "tells of deaths first"),
        ("Incendio en el molino de Lirquen", "Muertos en incendio del molino de Lirquen", "tells of deaths first"),
        ("Пожежа на млині біля Умані", "Пожежа на млині біля Умані, є загиблі", "tells of deaths first"),
        ("Brand in der Mühle von Celle", "Wächter stirbt bei Brand in der Mühle von Celle", "tells of deaths first"),
        ("Incendio en molino de Lirquen", "Fallece guardia en molino de Lirquen", "tells of deaths first"),
        ("Спалах холери в Умані", "Люди померли від холери в Умані", "tells of deaths first"),
    ],
)
def test_the_first_deaths_of_a_story_and_more_than_were_told_need_no_number(told: str, new: str, what: str) -> None:
    found = headlines(new, told)
    assert found.kind is VerdictKind.UPDATE and found.why.endswith(what), found.why


@pytest.mark.parametrize(
    ("told", "text", "new"),
    [
        ("Fire at Northport mill", "Two guards were killed.", "Guards killed in Northport mill fire"),
        ("Guards dead in Northport mill fire", "", "Guards killed in Northport mill fire"),
        ("Hundreds dead in Northport flood", "", "Dozens dead in Northport flood"),
        ("Flood kills 240 in Northport", "", "Hundreds killed in Northport flood"),
        ("Northport dockers march", "", "Northport dockers march over killing of guard"),
        ("Northport dockers march", "", "Northport dockers march against death penalty"),
        ("", "", ""),
    ],
)
def test_deaths_that_were_told_are_none_first_told(told: str, text: str, new: str) -> None:
    found = headlines(new, told, text)
    assert "tells of" not in found.why, found.why


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("31 feared dead as ferry sinks off Northport", "31 dead as ferry sinks off Northport", "now says: 31 killed"),
        ("Dozens feared dead in Northport flood", "Dozens dead in Northport flood", "tells of dozens killed"),
        ("Crew feared dead as Northport ferry sinks", "Crew dead as Northport ferry sinks", "tells of deaths first"),
        ("Northport ferry sinks", "Crew feared dead as Northport ferry sinks", "tells of feared deaths first"),
        ("Northport ferry sinks, 31 feared dead", "Northport ferry sinks, 40 feared dead", "feared dead: 31 -> 40"),
        ("Ferry sinks off Northport", "50 missing as ferry sinks off Northport", "now says: 50 missing"),
    ],
)
def test_those_who_are_feared_dead_are_dead_when_somebody_says_so(told: str, new: str, what: str) -> None:
    found = headlines(new, told, "The ferry sailed at dawn.")
    assert found.kind is VerdictKind.UPDATE and found.why.endswith(what), found.why


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("31 dead as ferry sinks off Northport", "31 feared dead as ferry sinks off Northport"),
        ("31 feared dead as ferry sinks off Northport", "Ferry sinks off Northport, 31 presumed dead"),
        ("Crew dead as Northport ferry sinks", "Crew feared dead as Northport ferry sinks"),
    ],
)
def test_fears_that_were_told_are_no_news_nor_of_those_known_to_be_dead(told: str, new: str) -> None:
    assert headlines(new, told).kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Plane crashes near Morek", "No survivors in plane crash near Morek"),
        ("Avião com 62 pessoas cai em Morek", "Não há sobreviventes na queda de avião em Morek"),
        ("Cae avión en Morek", "Sin sobrevivientes en caída de avión en Morek"),
        ("Самолёт упал у Морека", "Выживших нет: упал самолёт у Морека"),
    ],
)
def test_that_nobody_survived_tells_of_deaths(told: str, new: str) -> None:
    assert deaths_first_told(new, [told], Tolls(())) == "tells of deaths first"
