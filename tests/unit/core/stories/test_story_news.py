"""What of a report is news in its story, whatever its likeness to it."""

import pytest

from monitor.core.stories.headlines.clauses import main_clause
from monitor.core.stories.watched import elsewhere, first_named
from monitor.core.types import VerdictKind
from tests.unit.core.stories.told import WATCHED, headlines


@pytest.mark.parametrize(
    ("headline", "clause"),
    [
        ("Dockers walk out after Northport mayor is dismissed", "Dockers walk out"),
        ("Dockers walk out as mayor speeds up plan amid protests", "Dockers walk out"),
        ("After the flood, cholera spreads in Northport", "cholera spreads in Northport"),
        ("Grève des dockers après le renvoi du maire", "Grève des dockers"),
        ("Limanda yangından sonra işçiler greve gitti", "işçiler greve gitti"),
        ("Докеры бастуют после отставки мэра", "Докеры бастуют"),
        ("إضراب عمال الميناء بعد إقالة العمدة", "إضراب عمال الميناء"),
        ("Hafenarbeiter streiken nach Entlassung des Bürgermeisters", "Hafenarbeiter streiken"),
        ("Los estibadores paran tras la destitución del alcalde", "Los estibadores paran"),
        ("Докери страйкують після відставки мера", "Докери страйкують"),
        ("Dokerzy strajkują po odwołaniu burmistrza", "Dokerzy strajkują"),
        ("Απεργία στο λιμάνι μετά την απόλυση του δημάρχου", "Απεργία στο λιμάνι"),
        ("اعتصاب کارگران بندر پس از برکناری شهردار", "اعتصاب کارگران بندر"),
        ("After the flood", ""),
        ("Panic after flood", ""),
        ("Mayor dismissed", ""),
    ],
)
def test_what_stands_before_after_is_the_news_of_a_headline(headline: str, clause: str) -> None:
    assert main_clause(headline) == clause


DISMISSED = "Northport mayor dismisses harbour chief over plan to close docks"


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Crowds torch barricades after Northport mayor dismisses harbour chief", "update"),
        ("Harbour chief dismissed as Northport mayor plans to close docks", "same_story"),
        ("Northport mayor dismisses harbour chief after plan to close docks", "same_story"),
        ("Why crowds torch barricades after Northport mayor dismisses harbour chief", "same_story"),
        ("Four killed after Northport mayor dismisses harbour chief over docks", "update"),
        ("Docker dies in custody after Northport mayor dismisses harbour chief", "update"),
    ],
    ids=["unheard of", "told", "the same", "an explanation", "people are figures' business", "a death uncounted"],
)
def test_a_headline_that_tells_something_new_after_what_was_told_is_news(headline: str, kind: str) -> None:
    found = headlines(headline, DISMISSED, "The harbour chief said the docks would stay open.")
    assert found.kind.value == kind, found.why


def test_a_new_number_of_a_word_is_not_unheard_of() -> None:
    told = "Northport mayor signs deal with watchdog over harbour dispute"
    again = headlines("Crew sign deals with watchdogs amid Northport harbour dispute", told)
    assert again.kind is VerdictKind.SAME_STORY, again.why


def test_what_is_said_behind_after_is_no_claim_of_the_headline() -> None:
    found = headlines("Harbour chief gone after Northport mayor says docks close", DISMISSED)
    assert found.features["claim"] is False


@pytest.mark.parametrize(
    ("new", "told", "kind"),
    [
        ("Air strike on Idlib hospital, patients moved", "Air strike on Aleppo hospital, patients moved", "new"),
        ("Air strike on Saraqib hospital, patients moved", "Air strike on Idlib hospital, patients moved", "update"),
        (
            "Air strike on Idlib hospital, patients moved",
            "Air strike on Saraqib hospital, patients moved",
            "same_story",
        ),
        ("Air strikes kill five in Saraqib in Idlib", "Air strikes kill five in Ariha in Idlib", "new"),
        ("Air strikes kill five in Saraqib in Idlib", "Air strikes kill five in Saraqib", "same_story"),
        ("Hostages not freed in Gaza, Israel says", "Hostages freed in Gaza, Israel says", "update"),
        ("Gang kills nine people in Westquay", "Gang kills nine people in Eastmere", "update"),
        ("Gang kills nine people in Eastmere market", "Gang kills nine people in Eastmere", "same_story"),
        ("Gang Kills Nine People in Broad Daylight", "Gang kills nine people in daylight", "same_story"),
        ("Gunmen kidnap Swiss worker from clinic", "Gunmen kidnap Austrian worker from clinic", "update"),
        ("Swiss worker kidnapped from clinic", "Gunmen kidnap Swiss worker from clinic", "same_story"),
        ("Northport blast was a drill, mayor tells", "Northport blast, mayor tells", "update"),
        ("Hostages weren't freed in Gaza, Israel says", "Hostages freed in Gaza, Israel says", "update"),
        ("Hostages freed in Gaza, says Israel", "Hostages freed in Gaza, Israel says", "same_story"),
        ("CORRECTION: Hostages held in Gaza, Israel says", "Hostages held in Gaza, Israel says", "update"),
        ("Gaza ceasefire of Israel and Hamas collapses", "Israel and Hamas agree Gaza ceasefire", "update"),
        ("Rescuers lower toll of Gaza market strike to 21", "Gaza market strike kills 31, rescuers say", "update"),
    ],
)
def test_what_no_likeness_of_headlines_keeps_silent(new: str, told: str, kind: str) -> None:
    found = headlines(new, told, "Of the 31 killed 21 were found in a shop.")
    assert found.kind.value == kind, found.why


def test_places_are_told_by_the_names_that_people_gave_them() -> None:
    watched = WATCHED._replace(called=str.title)
    assert elsewhere("Blast in Ariha", "Blast in Saraqib", watched) == "Ariha, not Saraqib"
    assert first_named("Blast in Ariha", ["Blast in Saraqib"], watched, frozenset()) == "Ariha"
