"""Words beside a number that say what it counts (counted.py), in the languages of units.py and units_beyond.py."""

from __future__ import annotations

from monitor.core.text.fold import words_of

RISEN = words_of(
    "risen rose rises climbed climbs reached reaches grown grew increased jumped "
    "passe passé monté grimpé atteint возросло выросло достигло увеличилось "
    "sube suben subió asciende ascienden ascendió eleva elevó aumenta aumentó sobe sobem subiu subiram aumentou chega "
    "chegam chegou chegaram llegan llegaron "
    "salito salita steigt stieg gestiegen erhöht wzrosła wzrosło wzrasta зросла зросло"
)
RISE_TO = words_of("rise climb grow jump soar soars soared")
"""The same before *to* or *past* only: prices jump 40 is no toll."""
TO = words_of("to past above over")
RISEN_BEHIND = words_of("yükseldi yükseliyor çıktı çıkarıldı ulaştı arttı aştı geçti رسید رسیده رسیدند")
"""Turkish and Persian: the same behind the number, 12'den 15'e yükseldi, به ۱۸ نفر رسید."""
PASSED = words_of(
    "passes passed surpasses surpassed tops topped exceeds exceeded hits dépasse dépassé превысило превысила "
    "supera superan superó ultrapassa ultrapassam übersteigt überschreitet przekroczyła перевищила перевищило "
    "تجاوز تجاوزت تتجاوز يتجاوز"
)
"""The same of a toll only, as storms hit 31 towns: toll tops 100."""
TOLL = words_of(
    "toll number count bilan nombre число количество عدد حصيلة balance balanço saldo cifra número bilancio numero zahl "
    "opferzahl bilans liczba кількість شمار آمار تعداد تلفات"
)
PUT_AT = words_of("to at is was est до إلى a")
"""Doctors cut toll of blast to 15, put the number of people killed at 15; the number rises from 12 to 15; the death
toll of the attack is 11, not 13; la cifra de muertos llega a 15."""
FREED = words_of(
    "freed released rescued free libéré libérés libérée libérées relâché relâchés relâchée relâchées serbest "
    "liberado liberados liberadas libertados rescatado rescatados rescatadas resgatados resgatadas freigelassen "
    "befreit освобожден освобождена освобождены освободили"
)
"""Behind those who were held: two of seven kidnapped nuns freed."""
FREES = words_of(
    "frees freed free release releases released rescue rescues rescued libère libèrent libera liberan liberta libertam "
    "liberó liberaron liberados liberadas libres rescata rescatan rescató rescataron rescatados rescatadas resgata "
    "resgatam "
    "resgatou libertou libertados resgatados sueltan soltaron "
    "أفرج أفرجت أفرجوا"
)
"""Before them: rebels release 34 hostages."""
OTHERWISE = FREES | words_of(
    "affect affects affecting affected infect infects infecting infected sicken sickens sickening hospitalise "
    "hospitalises hospitalize hospitalizes trap traps trapping strand strands stranding save saves saving "
    "evacuate evacuates evacuating involve involves involving host hosts hosting house houses housing shelter shelters "
    "sheltering cuts destroys destroying damages damaging torches burns seize seizes seizing hits "
    "confine confines confining felt deploy deploys deploying sends sending hire hires serve serves serving feed "
    "feeds feeding "
    "downs downed shoots shot intercepts intercepted launches launched fires fired "
    "that which where whose "
    "touche touchent affectant contamine piège abrite abritant accueille évacue évacuent sauve qui où dont "
    "etkiledi mahsur kurtardı barındıran "
    "затронул затронула заразил заразились эвакуировали эвакуированы эвакуировано спасли спасены укрывает "
    "который которая которое где "
    "сбила сбили сбил сбито збила збили збив збито zestrzelili zestrzeliła zestrzelono "
    "afecta afectan afectó confina confinan infecta atrapa evacúa alberga donde afeta afetam afetou abriga onde "
    "colpisce contagia ospita dove "
    "betrifft infiziert rettet beherbergt "
    "تضرر إجلاء إنقاذ تؤوي يؤوي الذي التي حيث"
)
"""What a number behind these counts was affected, saved, sheltered ..., or stands in a clause of its own."""
WHOM = words_of("a los las os les the all")
"""Between the two: libera a 11 rehenes."""
HAVE_BEEN = words_of(
    "were was been été был была было были fueron sido resultaron resultan quedaron quedan foram ficaram ficam stati "
    "wurden worden zostało zostali були було"
)
"""Before what happened to those whom a number counts."""
DIED = words_of("died perished drowned погибли погиб умерли murieron mueren fallecieron morreram morrem")
"""Verbs that follow who all are without such a word (3 of the 30 passengers died); *killed* may say who all are: two of
the 15 killed were children."""
AT_THE_END = words_of(
    "getötet ertrunken verletzt verwundet ermordet erschossen gestorben festgenommen verhaftet entführt vertrieben "
    "öldürüldü کشته زخمی بازداشت دستگیر"
)
"""German and Persian: what befell people, at the end of all that is said of it (öldürüldü is *ums Leben*, units.py)."""
PASSIVE = words_of("wurden wurde worden sind شد شدند شده شده‌اند شده‌است است اند")
HAVE_DONE = words_of("haben hat hatte hatten")
"""German: not to those who are counted, but by them."""
AT_LEAST = words_of(
    "at least more than over about around nearly almost some up to as many au moins plus de près environ "
    "en az yaklaşık не менее более около свыше ما لا يقل عن على الأقل نحو أكثر من حوالي "
    "al menos más casi unos pelo mais quase cerca almeno oltre più circa mindestens mehr rund etwa bis "
    "co najmniej ponad około щонайменше понад близько майже"
)
"""Before a number, and no step away from what it counts: the 10 of "kill at least 10 people, wound 20" are killed."""
AT_LEAST_BEFORE = {"en": "az", "al": "menos", "mas": "de", "mais": "de"}
"""Those of them that are so, folded, before one word only: French *mais* and Portuguese *mas* are *but*."""
NEARS = words_of("nears approaches frôle approche")
"""Of a toll only as well: nears 500."""
NEARLY = NEARS | words_of(
    "nearly almost about around roughly some presque près environ quelque quelques fast beinahe rund etwa neredeyse "
    "yaklaşık почти около примерно نحو حوالي قرابة زهاء casi unos майже близько"
)
"""Before a round number that a little less, or more, is told as."""
ONE = words_of("one un une bir один одна una uma ein eine einen jeden jedna")
"""The number only beside what happened to somebody: one dead, kills one."""
NO_ONE = frozenset(("no", "not", "the", "any", "every", "each", "another"))
"""Beside those, *one* counts nobody: no one hurt, the one killed, kill one another."""
ACTS = words_of(
    "kill kills killing injure injures injuring wound wounds wounding displace displaces detain detains tuent blessent "
    "matan mata hieren hiere matam ferem uccidono feriscono verletzen"
)
"""Verbs of which a number before them is the subject: the two bombs that kill ten, and the 26 of "kills 26, injures
dozens". No singular of French, as folded it is a participle: 1 tué."""
PARTS = words_of(
    "after as when while since in by après lorsque lors dans par после при в بعد في خلال "
    "tras após dopo nach bei nel nella en em po після"
)
"""Directly before a number, these part it from those counted before them: dozens injured after two trains collided."""
ANOTHER_CLAUSE = words_of("as after when while since après lorsque lors depuis после بعد tras nach dopo")
"""Behind a number that is a toll by itself: it passes 1,000 as the missing are declared dead."""
AND = words_of("and et ve и y e ed und oraz i і та و")
GONE = words_of(
    "missing unaccounted disparu disparue disparus disparues kayıp пропал пропали пропавших пропавшими "
    "desaparecido desaparecidos desaparecida desaparecidas disperso dispersi vermisst vermisste vermissten "
    "zaginiony zaginionych zaginieni зниклих зникли مفقود مفقودا مفقودين فقدان فقد"
)
"""What befell people who are in no toll yet: 9 wounded, 4 missing."""
