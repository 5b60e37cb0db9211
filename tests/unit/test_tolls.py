"""Texts of five languages in which ten or more are killed, and such as name ten or more of something else."""

import pytest

from monitor.core.rules.compile import compile_rules
from monitor.core.rules.inline_tests import failures

RULE = """
rules:
  toll:
    title: Ten or more killed
    severity: high
    when:
      number:
        of: {{words: [killed, kills, dead, death, deaths, tué, tués, tuées, mort, morts, قتل, مقتل, قتلى, قتيل, قتيلا,
                     قتيلان, погибли, погибло, погибших, погибшие, убито, ölü, öldü, öldürüldü]}}
        at_least: 10
        within: sentence
    tests:
      - {{text: '{text}', expect: {expect}}}
"""

TOLLS = """
21 people were killed and 30 wounded
21 people were wounded, 30 killed
Attack kills 30, wounds 5
Blast killed 30 wounded 20
Killed: 21 wounded: 5
30 dead (2 wounded)
Wounded: 2 (30 dead)
20 wounded 30 dead
قتل 30 وجرح 20
3 جرحى و20 قتيلا
مقتل 30 وإصابة 5 آخرين
5 blessés et 20 morts
3 yaralı, 20 ölü
5 раненых и 20 погибших
20 wounded and 30 civilians were killed
مقتل 2 مدنيين و20 عسكريا وجرح 5
Twelve deaths, 30 injured
Death toll rises to 700
Death toll climbs to 52 in Goma
Deaths rise to 52
The toll of dead rose to 40
On March 12, 30 people were killed
12 killed on 3 March
12 killed and 3 March cancelled
15 killed in March
15 killed on Tuesday in May
15 tués en mars
В марте 30 человек погибли
3 марта 30 человек погибли
Mart ayında 30 kişi öldü
3 Mart 30 kişi öldü
مقتل 30 شخصا في مارس
في 3 مارس قتل 30 شخصا
10-15 people were killed
Between 10 and 15 people were killed
De 10 à 15 morts
От 10 до 15 погибших
12 killed, 5 km from Goma
12 killed 3-5 km from Goma
20 killed in 3 to 5 hours
Two mm rounds: 12 dead
12 dead at 5 GMT
12 dead at 1530 GMT
Vers 15 h, 30 morts
À 15 h 30 personnes ont été tuées
Saat 9 sularında 15 ölü
48 saat 15 ölü
15 dead, 2 million dollars gone
Twenty first responders killed
Twenty five killed
Vingt-cinq morts
Двадцать пять погибших
30 kişiden 15’i öldü
Killed in Goma, 150, mostly women
12, mostly women, killed
At least 12, including a boy, 5, were killed
Plus de cent morts
Près de cent morts
Au moins cent morts
Une centaine de morts
Une vingtaine de morts à Goma
Quelque cent tués
Environ cent cinquante morts
مقتل مائتي شخص
مائتا قتيل
مقتل مائتين وخمسين شخصا
"""

NO_TOLLS = """
Five people were killed and 30 wounded
3 قتلى و20 جريحا
3 قتلى و 20 جريحا
قتيلان و15 جريحا
ثلاثة قتلى و20 مصابا
Two dead (30 wounded)
Two dead [30 wounded]
Two dead (30 were wounded)
2 dead 30 wounded
Two killed (at least 30 wounded) in Goma
Deux morts (30 blessés)
2 погибших (30 раненых)
Goma’da 2 ölü (30 yaralı)
2 dead + 30 wounded
Killed: 2 wounded: 30
Killed on 13 May
Killed on March 13
Des tués le 13 mars
Tués le 13 août
погибшие 13 января
قتلى في 13 مارس
Two killed 15 km from Goma
Deux morts et 15 millions de dollars
Deux morts et 15 millions d’euros
Un garçon âgé de 12 ans tué
cent
Morts pour cent francs
Two killed, 40 were wounded
"""


def _texts(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", _texts(TOLLS))
def test_a_toll_is_heard(text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(text=text, expect="match")})) == ()


@pytest.mark.parametrize("text", _texts(NO_TOLLS))
def test_other_numbers_are_no_toll(text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(text=text, expect="no match")})) == ()
