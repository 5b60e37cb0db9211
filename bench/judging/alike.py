"""PART alike: made-up streams of events as like each other as can be, on countries of which a newcomer watches nothing
but the name (texts/README.md): whether one that is told in the words of another is taken for it. And streams on
subjects of which no word list was made, each in two languages or three; and those of a desk, story by story."""

from __future__ import annotations

from bench.judging import labelled
from bench.judging.part import Found, Ground
from bench.judging.shown import mistake
from monitor.core.rules.compile import compile_rules
from monitor.trial.agreement import Share
from monitor.trial.evaluate import Evaluated, Evaluation

FIRST = ("alike-sahel-en", "alike-haiti-fr", "alike-sudan-ar")
SECOND = ("alike-nigeria-en", "alike-colombia-es", "alike-ukraine-ru", "alike-turkey-tr")
"""Written when what the first had shown was mended."""
SUBJECTS = tuple(
    f"subjects-{name}" for name in ("aircrash", "cholera", "coup", "cyber", "election", "flood", "idlib", "quake")
)
DESK = ("desk-ukraine", "desk-iran", "desk-latin")
"""Each many short stories in one stream: what a desk follows in the languages of three regions."""
RULES = """
entities:
  mali: {name: Mali, kind: place, names: {en: [Mali]}}
  burkina-faso: {name: Burkina Faso, kind: place, names: {en: [Burkina Faso]}}
  niger: {name: Niger, kind: place, names: {en: [Niger]}}
  haiti: {name: Haiti, kind: place, names: {fr: [Haïti]}}
  sudan: {name: Sudan, kind: place, names: {ar: [السودان]}}
  nigeria: {name: Nigeria, kind: place, names: {en: [Nigeria]}}
  colombia: {name: Colombia, kind: place, names: {es: [Colombia]}}
  ukraine: {name: Ukraine, kind: place, names: {ru: [Украина]}}
  turkey: {name: Türkiye, kind: place, names: {tr: [Türkiye]}}
rules:
  newcomer:
    title: A country in the news
    severity: low
    when: {entity: [mali, burkina-faso, niger, haiti, sudan, nigeria, colombia, ukraine, turkey]}
"""


def alike(ground: Ground) -> Found:
    found, evaluation = Found(), Evaluation(ground.folder, compile_rules({"rules.yaml": RULES}), ground.policy)
    for what, names in (("alike, first", FIRST), ("alike, second", SECOND), ("subjects", SUBJECTS), ("desk", DESK)):
        outcomes = {name: evaluation.stream(labelled.stream_of_texts(name)) for name in names}
        outcomes[what] = Evaluated([one for outcome in outcomes.values() for one in outcome.judged])
        for name, outcome in outcomes.items():
            found.figures[name] = {
                "news that alerts": str(Share.of(not one.silent for one in outcome.of("NU"))),
                "repeats that are silent": str(outcome.silent("SR")),
            }
            ground.say(f"== {name}: {found.figures[name]}")
        for one in outcomes[what].judged:
            if one.label in "NU" and one.silent:
                ground.say(mistake(one))
    return found
