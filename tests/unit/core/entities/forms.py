"""Rules over names in many scripts, and what is found by them."""

import json
from datetime import timedelta

from monitor.core.rules.compile import compile_rules
from monitor.core.types import Fields

RULES = compile_rules(
    {
        "entities.yaml": """
entities:
  northport: {name: Northport, kind: place, names: [Northport, Northport harbour, Нордхафен, 北·港, נורדפורט]}
  hill: {name: Hill, kind: place, names: [Maarat al-Numan, Khan Sheikhoun, معرة النعمان, Мааррат-эн-Нуман]}
  idlib: {name: Idlib, kind: place, names: [Idlib, إدلب, Идлиб, Ідліб, イドリブ]}
  ariha: {name: Ariha, kind: place, names: [Эриха, Атма, Сармада, Хама]}
  hama: {name: Hama, kind: place, names: [Hama, Tunis, Sinai, حماة]}
  syria: {name: Syria, kind: place, names: [Сирия, Сирія]}
  army: {name: Army, kind: group, names: [Turkish observation posts, القوات التركية, الجيش السوري, اللطامنة, сирийская армия, белые каски]}
  hts: {name: HTS, kind: group, names: [Hayat Tahrir al-Sham, هيئة تحرير الشام], acronyms: [HTS, HTŞ]}
  kalin: {name: Kalin, kind: person, names: [Ibrahim Kalin, إبراهيم كالن, Ибрагим Калын], short: [Kalın]}
  translated: {name: Front, kind: group, names: [National Front, الجبهة الوطنية]}
"""
    }
)


def found(text: str, language: str = "") -> list[str]:
    mentions = RULES.entities_in(Fields("", "", text), language)
    assert all(text[m.start : m.end] == m.text for m in mentions)
    return [m.text for m in mentions]


def found_as_name(name: str, text: str, kind: str = "place", language: str = "") -> list[str]:
    """Several names have commas between them."""
    names = json.dumps(name.split(", "))
    rules = compile_rules({"r.yaml": f"entities: {{e: {{name: E, kind: {kind}, names: {names}}}}}"})
    return [mention.text for mention in rules.entities_in(Fields("", "", text), language)]


def found_as_word(word: str, text: str) -> list[str]:
    rules = compile_rules({"r.yaml": f"rules: {{r: {{title: t, severity: low, when: {{words: [{word}]}}}}}}"})
    fields, nothing = Fields("", "", text), frozenset[str]()
    matches = rules.match_subject(rules.subject(fields, sources=nothing, language="ru", tags=nothing, age=timedelta(0)))
    return [mention.text for match in matches for mention in match.mentions]
