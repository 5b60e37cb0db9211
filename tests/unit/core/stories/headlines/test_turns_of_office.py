"""Votes, banks, courts, strikes of workers and crowds of which readers know: what happens next is told, what retells it
is not."""

import pytest

from monitor.core.stories.headlines.crowds import crowd_grows
from monitor.core.stories.headlines.reversals import lowers, turn
from tests.unit.core.stories.told import headlines


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Moody's reviews Eastland rating", "Moody's downgrades Eastland to junk"),
        ("Eastport dockers on strike", "Eastport dockers' strike called off after deal"),
        ("Eastland government faces confidence vote", "Eastland government toppled in confidence vote"),
        ("Eastland government survives confidence vote", "Eastland government loses confidence vote"),
        ("Eastland minister faces calls to go", "Eastland minister sacked"),
        ("Coup attempt under way in Eastland", "Eastland coup attempt foiled"),
        ("Coup in Eastland", "Eastland coup leader sworn in as president"),
        ("Eastland election: Marlow leads", "Eastland election: Marlow declared winner"),
        ("Eastland election: Marlow wins", "Eastland election: Marlow's rival concedes"),
        ("Briton arrested in Eastland", "Briton deported from Eastland"),
        ("Cholera in Eastland", "Eastland declares emergency over cholera"),
        ("Ebola outbreak in Eastland", "Eastland declared free of Ebola"),
        ("Eastland president orders repeat vote", "Opposition to boycott repeat vote in Eastland"),
        ("Estanya'da seçim tekrarlanacak", "Estanya'da tekrarlanacak seçime boykot"),
        ("Eastland minister denies order to shoot", "Recording of order to shoot in Eastland is genuine"),
        ("Central bank holds rates in Eastland", "Central bank of Eastland cuts rates"),
        ("Grève au port de Estville", "Fin de la grève au port de Estville"),
        ("Regierung in Ostland vor Misstrauensvotum", "Regierung in Ostland gestürzt"),
        ("Estanya'da darbe girişimi", "Estanya'da darbe girişimi bastırıldı"),
        ("Аэропорт Эстании закрыт", "Аэропорт Эстании открыт"),
        ("Попытка переворота в Эстании", "Переворот в Эстании провалился"),
        ("Tens of thousands protest in Eastport", "A million protest in Eastport"),
        ("Thousands march in Eastport", "Tens of thousands march in Eastport"),
        ("20,000 march in Eastport", "Hundreds of thousands march in Eastport"),
        ("Des dizaines de milliers de manifestants à Estville", "Un million de manifestants à Estville"),
        ("Miles de manifestantes en Estania", "Un millón de manifestantes en Estania"),
        ("Estanya'da binlerce kişi sokakta", "Estanya'da on binlerce kişi sokakta"),
        ("Тысячи протестующих в Эстании", "Десятки тысяч протестующих в Эстании"),
        ("آلاف المتظاهرين في إستانيا", "عشرات آلاف المتظاهرين في إستانيا"),
    ],
)
def test_what_happens_next_is_an_update_once(told: str, new: str) -> None:
    assert headlines(new, told).kind == "update"
    assert headlines(new, new).kind == "same_story"


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Eastland premier fires defence minister", "Eastland premier sacks defence minister"),
        ("Eastland premier resigns", "Eastland premier quits"),
        ("Eastland premier resigns", "Eastland premier steps down"),
        ("Marlow wins Eastland election", "Marlow declared winner of Eastland election"),
        ("Fed raises rates by 25 basis points", "Fed lifts rates by quarter point"),
        ("Eastland central bank cuts rates", "Eastland central bank lowers rates"),
    ],
)
def test_the_same_by_another_word_happens_once(told: str, new: str) -> None:
    assert turn(new, [told]) == ""
    assert not lowers(new)


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("50,000 protest in Eastport", "Tens of thousands protest in Eastport"),
        ("A million protest in Eastport", "Hundreds of thousands protest in Eastport"),
        ("Protest in Eastport", "Tens of thousands protest in Eastport"),
        ("Hundreds protest in Eastport", "Hundreds protest a million dollar fine in Eastport"),
        ("Hundreds protest in Eastport", "Protest in Eastport over 20 million jobs"),
        ("Thousands flee Eastport", "Tens of thousands flee Eastport"),
    ],
)
def test_a_crowd_grows_only_by_larger_words_for_people_in_the_street(told: str, new: str) -> None:
    assert crowd_grows(new, [told]) == ""
