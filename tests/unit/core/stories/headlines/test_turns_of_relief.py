"""Aid on its way, epidemics, dams and blackouts of which readers know: what happens next is told once."""

import pytest

from monitor.core.stories.headlines.reversals import turn
from monitor.core.stories.headlines.turns import turns_of
from tests.unit.core.stories.told import headlines

CONVOY = "Aid convoy of 20 trucks on way to besieged Eastport"
CONVOI = "Un convoi humanitaire se dirige vers Estville assiégée"
CHOLERA = "Eastland declares cholera outbreak in Marlow"
DAM = "Evacuation ordered below Eastland dam at risk of collapse"
BLACKOUT = "Massive blackout hits Eastland after grid failure"


@pytest.mark.parametrize(
    ("told", "new"),
    [
        (CONVOY, "Aid convoy reaches besieged Eastport"),
        (CONVOY, "Aid convoy gets through to besieged Eastport"),
        (CONVOY, "Aid convoy turned back on way to besieged Eastport"),
        (CONVOY, "Aid convoy for besieged Eastport stranded"),
        (CONVOY, "Aid convoy for besieged Eastport held up at checkpoint"),
        (CONVOY, "Rebels let aid convoy into besieged Eastport"),
        (CONVOY, "Aid convoy to besieged Eastport hit by drone"),
        (CONVOI, "Un convoi humanitaire entre dans Estville assiégée"),
        (CONVOI, "Un convoi humanitaire atteint Estville assiégée"),
        (CONVOI, "Le convoi humanitaire vers Estville refoulé"),
        (CONVOI, "Le convoi humanitaire vers Estville fait demi-tour"),
        (CONVOI, "Le convoi humanitaire vers Estville visé par un drone"),
        (CHOLERA, "Eastland declares cholera outbreak in Marlow over"),
        (CHOLERA, "Cholera cases in Eastland's Marlow double"),
        (CHOLERA, "Cholera resurges in Eastland's Marlow"),
        (CHOLERA, "Cholera spreads from Marlow to Eastport, Eastland says"),
        (CHOLERA, "Cholera reaches refugee camp in Eastland's Marlow"),
        ("السودان يعلن تفشي الكوليرا في كسلا", "السودان يعلن خلو كسلا من الكوليرا"),
        (DAM, "Eastland dam collapses"),
        (DAM, "Eastland dam gives way"),
        (DAM, "Eastland dam overflows"),
        (DAM, "Eastland dam no longer at risk of collapse"),
        (DAM, "Residents below Eastland dam allowed to return"),
        ("Marlow camp in Eastland on brink of famine", "Famine in Marlow camp in Eastland"),
        ("Eastland at risk of famine, agencies say", "Famine in Eastland, agencies say"),
        ("Barragem em risco de rompimento em Estlândia", "Barragem em Estlândia está fora de risco"),
        (BLACKOUT, "Power back in Eastland after blackout"),
        (BLACKOUT, "Eastland blackout over"),
    ],
)
def test_what_happens_next_is_an_update_once(told: str, new: str) -> None:
    assert headlines(new, told).kind == "update"
    assert headlines(new, new).kind == "same_story"
    assert turn(new, [told]), "by what it does, whatever likeness says"


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        ("Aid convoy turned back on way to Eastport", "Aid convoy for Eastport turned away at checkpoint"),
        ("Aid convoy reaches Eastport", "Aid convoy arrives in Eastport"),
        ("Aid convoy reaches besieged Eastport", "First convoy in a year arrives in besieged Eastport"),
        ("Eastland dam gives way", "Eastland dam collapses"),
        (DAM, "Eastland dam risks collapse"),
        ("Eastland blackout ends", "Eastland blackout over"),
    ],
)
def test_the_same_in_another_word_is_no_news(told: str, retold: str) -> None:
    assert turn(retold, [told]) == ""


@pytest.mark.parametrize(
    "headline", ["Eastport mill taken over", "Guilds fighting over", "Strike over pay in Eastport"]
)
def test_what_is_over_is_over_at_the_end(headline: str) -> None:
    assert "ends" not in turns_of(tuple(headline.lower().split()))
