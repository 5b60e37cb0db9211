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
        of: {{words: [killed, kills, died, dead, death, deaths, tué, tués, tuées, mort, morts, قتل, مقتل, قتلى, قتيل, قتيلا,
                     قتيلان, погибли, погибло, погибших, погибшие, убито, ölü, öldü, öldürüldü]}}
        at_least: 10
        within: sentence
    tests:
      - {{text: '{text}', expect: {expect}}}
"""

TOLLS = """
15 soldiers and two civilians killed
12 people, two of them children, killed
At least 33 people, including 12 children, were killed
33 people including 2 children were killed
22 White Helmets and 3 civilians killed
14 paramedics including two women killed
Attack with 10 bombs kills 12 in Goma
14 members of one family, 9 of them children, dead
21 soldiers killed and 3 wounded
Strike kills two soldiers and 12 civilians
Two killed in Goma, 14 in Sake
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
In March 30 people were killed
In March 150 were killed
In March, 12 people were killed
On March 12, 30 people were killed
On 13 March 12 people were killed
In July 25 civilians were killed
Up to 20 may be dead
As many as 30 may have been killed
30 May Be Dead in Goma
12 killed on 3 March
12 killed and 3 March cancelled
15 killed in March
15 killed on Tuesday in May
15 tués en mars
Le 3 mars, 15 personnes ont été tuées
Le 3 mars 15 civils ont été tués
В марте 30 человек погибли
В январе 30 человек погибли
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
12 gunmen killed
In Goma, 85, mostly civilians, were killed
Raid on a camp, 13, including 2 children, killed
Oct 7 attack kills 30
On Oct. 7, 1,200 people were killed
By March 31, 40 dead
In the last 24 hours 20 killed
20 killed, 30 percent of them children
20 journalist killed
At $5 each, 15 dead
At Rs 5 lakh each, 15 dead
5 % of the 15 dead
On March 12 and 13 people were killed
Killed 15 and 10 minutes later 5 more
Between 10 and 15 dead, 5 % of all
Two mm rounds: 12 dead
12 dead at 5 GMT
12 dead at 1530 GMT
Vers 15 h, 30 morts
À 15 h 30 personnes ont été tuées
Saat 9 sularında 15 ölü
48 saat 15 ölü
15 dead, 2 million dollars gone
Twenty first responders killed
14 trapped in coal mine found dead
20 trapped and killed as mine collapses
20 held by gunmen killed
12 hospitalised in Goma died
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
Strike kills two soldiers, 12 civilians
Strike kills two soldiers as well as 12 civilians
Strike kills two women plus 14 men
Strike kills two and a family of 12
Shelling killed 4 on Monday after 12 on Sunday
Two killed in Goma - 14 in Sake
Two killed in Goma; 14 in Sake
Two killed, while 14 in Sake
Army killed two commanders and as many as 30 fighters
Attack kills 2, including an officer, and 15 villagers
Strike kills two, activists say 15
Strike kills two (15 according to rebels)
Strike kills two, bringing the number of dead to 40
Attack kills five, death toll may reach 15
Attack kills 10-15 people
Blast kills two, seriously wounds three, and kills 14 more
Shelling of a camp that shelters 300 people kills 14
Deux morts à Goma, 15 à Sake
Погибли двое военных, а также 12 мирных жителей
مقتل جنديين إضافة إلى 12 مدنيا
Barrage of 81 missiles kills 11 across the country
Two bombs killed 11 overnight
إصابة شخصين ومقتل 30
إصابة شخصين ومقتل 30 شخصا
Число погибших при пожаре достигло 15, ранены 40
Fifteen of the wounded are dead
Two people were wounded and 12 others, including three children, were killed
Scores feared dead as boat sinks
12 out of 30 passengers were killed
12 of the 30 miners on board the lift that fell were killed
Two of the 15 people killed were children
75 people fell ill, twelve of whom died
75 people fell ill, of whom twelve died
12 people, of whom two were children, were killed
12 people, two of them guards, have died
In Goma, 85 - most of them children - were killed
Of those in Goma, 12, according to medics, have died
In Goma, twelve, a doctor said, were killed
In Goma, 85 - civilians all - were killed
Kırk kişi öldü
Saldırıda kırk militan öldürüldü
KIRK KİŞİ ÖLDÜ
kirk kisi öldü
Seize morts à Goma
Au moins seize morts à Goma
Les seize personnes tuées
Un attentat fait seize morts
30 deaths per 100,000 births in Goma
On Highway 40 people were killed
The dead are 12. May says no
Crash of flight 752 killed 176
In 1950 attacks 30 people were killed
One killed, then 12 more killed
One person was killed on Monday, 12 people were killed on Tuesday
Storm killed one on Monday, bringing the dead to 12
12 people of one family and at least two neighbours were killed
12 soldiers of the army and two fighters were killed
12 rounds of shelling killed 15
A man was killed and 12 others died later
Nearly one in ten houses gone, 15 dead
12 medics and two fighters were killed
15 workers trapped in the mine and two rescuers were killed
12 people of a village that was shelled have died and two were wounded
Ten killed in Łódź blast
1500’den fazla kişi öldü
1000’den fazla ölü
A woman and her 10 children killed
Attack killed her 12 relatives
Killed in Oman (12) and Yemen (30)
Amman (12), Homs (3) dead
La garde nationale 12 morts
مقتل 120 شخصا كل عام
كل عام 100 شخص قتلى
Homs (12), Idlib (15) dead
Blast in Kassala on the 10th. 14 dead
Bus mit 12 Insassen: 12 dead
Dead on the road: 100-200 people
"""

NO_TOLLS = """
Shelling kills two near a camp that shelters 20,000 people
Shelling kills two near a camp sheltering 20,000 people
Shelling kills two in a province which hosts 3 million people
Two people killed in a town of 40,000
Two killed in a camp for 5,000 people
Floods kill 2, affect 30,000
Floods kills 2, affects 30,000 people
Floods kills two and affects 30,000 people
Fire kills two, traps 40 people
Attack kills two, rescuers save 40
Army kills three, frees 50
Bomb kills three at a wedding attended by 400 people
Bomb kills three among a crowd of 400 people
Cholera kills two as cases top 50,000
Cholera kills two, infects 50,000 people
Attack on a convoy of 40 soldiers kills two
Three people were killed when a rocket hit a school with 400 students
Two killed; 14 people in custody
Deux morts dans un camp de 20 000 personnes
Двое погибли в лагере, где живут 20 тысяч человек
Двое погибли в лагере на 20 тысяч человек
مقتل شخصين في مخيم يؤوي 20 ألف شخص
مقتل شخصين وإجلاء 400 شخص
12 rescued, two dead in Goma
Two dead, 12 rescued in Goma
3,000 homes destroyed, five dead
Five killed, 3,000 homes destroyed
20 villages shelled, 2 killed
40 schools closed after strike kills two
After 14 air raids, three dead
In 11 towns two people were killed
Strikes on 12 villages kills two
30 rockets kills two
Shelling of 14 towns leaves 3 dead
Two killed as 15 tents burn
Five killed, 12 in hospital
Five dead, 80,000 people without power
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
Killed on Jan. 13
Killed on Feb. 13, monitor says
Killed on Sept. 13
Killed on 13 Jan.
Killed on May 13
Killed on 13 May
Killed on March 13
Killed on March 12-13
Killed on March 12 and 13
Killed from March 12 to 14
Killed on 12 and 13 March
Killed on 12-13 March
Killed on 12, 13 and 14 March
Killed on the night of 12 to 13 March
Des tués le 13 mars
Tués dans la nuit du 12 au 13 mars
Tués les 12 et 13 mars
Tués le 13 août
погибшие 13 марта
погибшие 13 января
погибшие в ночь с 12 на 13 марта
погибшие 12 и 13 мая
Goma’da iki ölü, 13 Mart
13 Mart günü iki ölü
12-13 Mart günleri iki ölü
12 ve 13 Mart günleri iki ölü
قتلى في 13 مارس
قتلى في 12 و13 مارس
قتلى في 13 جانفي
قتلى في 13 فيفري
قتلى في 13 أفريل
قتلى في 13 ماي
قتلى في 13 جوان
قتلى في 13 جويلية
قتلى في 13 أوت
قتلى في 13 غشت
قتلى في 13 شتنبر
قتلى في 13 نونبر
قتلى في 13 دجنبر
Two killed 15 km from Goma
Two killed 10-15 km from Goma
Two killed between 10 and 15 kilometres from Goma
Two killed within 24 to 48 hours
Deux tués à 10 ou 15 km
Deux enfants de 10 et 12 ans tués
Двое погибших в 10-15 км от города
İki ölü, 10 ila 15 kilometre uzakta
مقتل 3 على بعد 10 إلى 15 كيلومترا
مقتل 3 مدنيين بقصف على بعد 15 كلم من المدينة
Two killed by 122 mm rockets
مقتل 3 بصواريخ 122 ملم
двое погибших, снаряды 122 мм
Two killed (1200 GMT)
Two killed at 1530 GMT
Two killed at 11 o’clock
Deux tués à 12 h 30
Deux tués vers 15 h
Deux tués à 15 heures 30
Saat 15 sularında iki ölü
مقتل 3 في الساعة 12
Deux morts et 15 millions de dollars
Deux morts et 15 millions d’euros
Two dead, 15 million US dollars gone
Two killed on the twenty-fifth day
Deux morts au vingt-cinquième jour
Двое погибших на двадцать пятый день
Yirmi beşinci günde iki ölü
25’inci günde iki ölü
Two dead, 10-15% of homes burnt
Two dead, $10-15 million lost
Two dead, between 10 and 15 percent of homes burnt
двое погибших 13 березня
İki ölü, 15 günde bir
Boy, 12, killed in Goma
Man, 34, killed
Girl, 10, among the dead
A boy aged 12 was killed
A father of 10 was killed
Strike kills mother-of-12
Un père de dix enfants tué
Убит отец 10 детей
10 çocuk babası öldürüldü
Un garçon âgé de 12 ans tué
Killed were Ali, 34, and Omar, 12.
cent
Morts pour cent francs
Two killed, 40 were wounded
Fall kills at least 8 up to 35 people fell
Two killed and 12 others, including four children, were wounded
Two killed, 12 others, including four children, wounded
3 out of 30 passengers were killed
Three of the 30 passengers were killed
Trois des 30 passagers ont été tués
The number of cholera cases in Goma rose to 75 on Sunday, two of whom died, the ministry said
75 people fell ill, two of them have since died
Some 75 people fell ill, of whom two died
No one killed as 15 rockets hit town
15 rockets hit town, no one was killed
Teen shot dead, 30 held
Man killed: 12 jailed for 20 years
8 dead as Russia fires 36 drones, Ukraine downs 32
8 dead, Ukraine shoots down 32
8 погибших, ПВО сбила 32 дрона
Footballer dies at the age of 89
Actor who died last year at age 74 is honoured
Star dead at age 64, family says
Minister died in November at the age of 64.
Boys aged 15 and 16 killed
Boys aged between 12 and 15 killed a bird
Two skiers aged 17 and 18 both dead
Mother, 34, and son dead
Ali Haddad (pictured), 33, killed a neighbour
Eve Smith and Darcy Ross, both 21, were killed
Baroness Ullens, 70 - whose body was found - was killed
Ramiro Hernandez, 20 and Domingo Lopez, 20, killed an eagle
She was 13 when she was shot dead
Watson was just 15 when he killed two
A man who was 28 and lived alone was killed
Man shot 12 times is dead
Woman stabbed 29 times and left dead
Homme tué de 15 balles
Killed in a hail of 12 bullets
Neighbour killed with 220 rounds
Two killed on Interstate 95
Crash on Highway 40 killed two
Two killed when flight 752 was shot down
Rapper dead: caller rang 911 twice
Man killed after 999 call went unanswered
Court sets aside law under Article 15 on deaths
Founder of 7-Eleven dead
A half-dozen films on a death
Ship sank in 1894 killing five and was found dead
Slave died in 1842
1 in 10 deaths could be avoided
One in 10 early deaths could be avoided
26,000 people were evacuated and at least one person has died
26,000 evacuated and one person was killed
Storm killed one and plunged 230,000 into darkness
Storm killed one person, left 230,000 without power
Ferry with 250 passengers and crew caught fire between two islands and at least two people were killed
Charlie Kirk shot dead at Utah university
Activist Kirk killed
KIRK KILLED IN SHOOTING
Police seize drugs after two deaths
Rebels seize town, two dead
13 inches of rain, two dead
Car at 89 mph killed a father
Two deaths per 100,000 births
Er ist am 12. März getötet worden: dead
Vom 12. April an dead
Dead um 15 Uhr
Dead alle ore 15
Dead a las 15 hs
Nine deaths for every 100,000 births
40 rescued and two people killed
The 40 were rescued and two men have died
12 people were charged after two deaths
Man arrested on 56 counts after two deaths
Two killed by 30 goals
توفي في عام 1399: قتيل
مقتل القائد في معركة عام 363
وفاة بفيروس كوفيد 19 ومقتل آخر
تسعة من كل 10 قتلى مدنيون
1399’da öldü
Ekim 1777’de öldürüldü
Covid 19 deaths rise
Man dead: call 313-596-2260
Man dead: call (555) 123-4567
Dead: zginęły 19- i 17-latka
Dead: sterben 19- und 17-Jährige
Dead, w wieku od 20 do 32 lat
Dead po 28 dniach
Dead po 40 latach
Dead na drodze krajowej numer 50
Dead en el kilómetro 43
Dead: Autorin mit 80 gestorben
Radfahrer (27) dead
Cyclist (27) hit by a lorry, now dead
Actor muere a los 84: dead
Dead tra il 10 e il 14 dicembre
Dead entre el 10 y el 14 de diciembre
Mort entre le 10 et le 14 décembre
Dead: zwischen dem 10. und 14. Dezember
Погибший получил 10 суток
Şehit ailesi için 20-25 bin TL toplandı, ölü
Dead: Ten z kolei wydał nakaz aresztowania, zginął człowiek, śmierć
AIDS’ten ölü
Dead ten noorden van Homs
"""


def _texts(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", _texts(TOLLS))
def test_a_toll_is_heard(text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(text=text, expect="match")})) == ()


@pytest.mark.parametrize("text", _texts(NO_TOLLS))
def test_other_numbers_are_no_toll(text: str) -> None:
    assert failures(compile_rules({"rule.yaml": RULE.format(text=text, expect="no match")})) == ()
