"""What the numbers of a sentence count, and what only looks like it: words of another meaning, ages, times."""

from __future__ import annotations

import pytest

from monitor.core.stories.counters import drifting, is_counter
from monitor.core.stories.figures import figures_in
from monitor.core.stories.units import DISPLACED, FEARED, HELD, KILLED, MISSING, PEOPLE, WOUNDED, unit_of
from monitor.core.text.fold import fold_text

OTHER_MEANINGS = (
    "Tuesday tuesdays fleet fleets fleece fleeting blessed blessing hurtful deadline deadly "
    "détente arrêt arrêts déplacement tueur "
    "oldu olduğu olduğunu olduklarını oluşan oluştu olumlu olur olarak hayatını yerinden "
    "пленарное пленум плёнка задержка задержки الأصابع مصابيح"
)


@pytest.mark.parametrize("word", OTHER_MEANINGS.split())
def test_words_that_begin_like_one_of_people_count_nobody(word: str) -> None:
    assert unit_of(fold_text(word)) not in PEOPLE


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("12 die in blast", [("12", KILLED)]),
        ("12 tués et 30 blessés", [("12", KILLED), ("30", WOUNDED)]),
        ("12 personnes ont perdu la vie", [("12", KILLED)]),
        ("12 soldiers lost their lives", [("12", KILLED)]),
        ("31 kişi öldü", [("31", KILLED)]),
        ("31 ÖLÜ", [("31", KILLED)]),
        ("31 kişi hayatını kaybetti", [("31", KILLED)]),
        ("31 kişi yaşamını yitirdi", [("31", KILLED)]),
        ("40 kişi yerinden edildi", [("40", DISPLACED)]),
        ("12 человек лишились жизни", [("12", KILLED)]),
        ("Задержаны 20 человек", [("20", HELD)]),
        ("لقي 12 شخصا مصرعهم", [("12", KILLED)]),
        ("إصابة 12 شخصا", [("12", WOUNDED)]),
        ("200 kişi olduğunu söyledi", [("200", "")]),
        ("olay yerinden 3 kişi kaçtı", [("3", "")]),
        ("On Tuesday 40 strikes were counted", [("40", "")]),
        ("die 27 Staaten und der Rat", [("27", "")]),
        ("Man, 34, killed in crash named", []),
        ("Father of 10 killed in crash", []),
        ("Singer dies at 74 after long illness", []),
        ("Poet has died at 101.", []),
        ("Youth shot dead at 19: police", []),
        ("Officials put dead at 54", [("54", KILLED)]),
        ("Number of dead at 54, police say", [("54", KILLED)]),
        ("12 dead at 30 Main Road", [("12", KILLED), ("30", KILLED)]),
        ("Climber died at 8,000 metres", [("8000", "")]),
        ("港の倉庫で爆発、3人死亡", [("3", "")]),
        ("海港仓库爆炸造成1,200人死亡", [("1200", "")]),
        ("북항 창고 폭발로 9명 사망", [("9", "")]),
        ("3月5日午前10時30分、19歳の男性が", []),
        ("Boeing737型、COVID-19感染", []),
        ("Ali Demir , 28, shot and killed three people", [("3", KILLED)]),
        ("Ali Veli (34) hayatını kaybetti", []),
        ("Ali (34) öldü", []),
        ("Driver (34) dies in crash", []),
        ("Водитель (34) погиб", []),
        ("Ariha (12), Saraqib (30) killed in strikes this week", [("12", KILLED), ("30", KILLED)]),
        ("Alep (12) et Idlib (30) tués", [("12", ""), ("30", KILLED)]),
        ("A 12-year-old boy and 3 men were killed", [("3", KILLED)]),
        ("Killed after 14 years of war", [("14", "")]),
        ("Posted 3 hours ago", []),
        ("Idlib 12°C", []),
        ("Death toll hits 2,010", [("2010", KILLED)]),
        ("Fighting began in 2011", [("2011", "date")]),
        ("5 killed, 20 others wounded", [("5", KILLED), ("20", WOUNDED)]),
        ("Two car bombs kill 10 people, injure 20", [("10", KILLED), ("20", WOUNDED)]),
        ("Two lorries collide, killing at least 15 people", [("15", KILLED)]),
        ("Ferry fire kills 32, injures at least 85", [("32", KILLED), ("85", WOUNDED)]),
        ("Ferry fire kills at least 26, injures scores more", [("26", KILLED)]),
        ("Les tirs tuent 26, blessent 40 civils", [("26", KILLED), ("40", WOUNDED)]),
        ("Un tir fait 1 tué et 1 blessé", [("1", KILLED), ("1", WOUNDED)]),
        ("At least 16 were killed and dozens injured after two ferries collided", [("16", KILLED)]),
        ("Dozens injured as 3 ferries collide", [("3", "")]),
        ("One dead, two wounded in Ariha", [("1", KILLED), ("2", WOUNDED)]),
        ("Shell kills one in Ariha, wounds one", [("1", KILLED), ("1", WOUNDED)]),
        ("Un mort et 3 blessés à Alep", [("1", KILLED), ("3", WOUNDED)]),
        ("One killed, 3 wounded", [("1", KILLED), ("3", WOUNDED)]),
        ("No one hurt as fighters kill one another", []),
        ("One day after the blast nobody was killed", []),
        ("Ferry fire kills as many as 40 crew, injures 3", [("40", KILLED), ("3", WOUNDED)]),
        ("Rockets kill 9 in two towns", [("9", KILLED)]),
        ("Десятки ранены после 2 ударов", [("2", "")]),
        ("Air strikes kill at least 10 civilians, wound 20", [("10", KILLED), ("20", WOUNDED)]),
        ("Attack kills more than 33 soldiers and injures 40", [("33", KILLED), ("40", WOUNDED)]),
        ("Une frappe tue au moins 10 civils, en blesse 20", [("10", KILLED), ("20", WOUNDED)]),
        ("2 bin 500 kişi öldü", [("2500", KILLED)]),
        ("The raids began in late April and more than 500,000 have been uprooted", [("500000", DISPLACED)]),
        ("Авиаудар убил не менее 10 мирных жителей, ранены 20", [("10", KILLED), ("20", WOUNDED)]),
        ("7.8 quake kills 500 people, injures 1000", [("7.8", ""), ("500", KILLED), ("1000", WOUNDED)]),
        ("Attacks in 48 hours killed 10 people and injured dozens", [("48", ""), ("10", KILLED)]),
        ("3 people were killed and 12 people were wounded", [("3", KILLED), ("12", WOUNDED)]),
        ("Three killed, 12 people wounded", [("3", KILLED), ("12", WOUNDED)]),
        ("Trois personnes tuées, 12 personnes blessées", [("3", KILLED), ("12", WOUNDED)]),
        ("3 kişi öldü, 12 kişi yaralandı", [("3", KILLED), ("12", WOUNDED)]),
        ("4 şehit, 9 asker yaralı", [("4", KILLED), ("9", WOUNDED)]),
        ("3 человека погибли, 12 человек ранены", [("3", KILLED), ("12", WOUNDED)]),
        ("Killed 5, wounded 20, killed 7 more", [("5", KILLED), ("20", WOUNDED), ("7", KILLED)]),
        ("12 killed in Ariha, 3 of them children", [("12", KILLED), ("3", KILLED)]),
        ("At least 5 killed as 7.8 quake hits Turkey", [("5", KILLED), ("7.8", "")]),
        ("1.2 million displaced, 12.000 tués", [("1200000", DISPLACED), ("12000", KILLED)]),
        ("At least 34 Turkish soldiers were killed", [("34", KILLED)]),
        ("Twenty-two Turkish soldiers were killed in the strike", [("22", KILLED)]),
        ("12 Syrian government soldiers have been killed", [("12", KILLED)]),
        ("Between 30 and 35 Syrian soldiers were wounded", [("30", ""), ("35", WOUNDED)]),
        ("Six soldats turcs ont été tués", [("6", KILLED)]),
        ("6 мирных жителей были убиты", [("6", KILLED)]),
        ("3 were killed, 12 Turkish army soldiers were wounded", [("3", KILLED), ("12", WOUNDED)]),
        ("40 vehicles of the convoy were burnt and soldiers were killed", [("40", "")]),
        ("Ali hayatını kaybetti, 3 kişi yaralandı", [("3", WOUNDED)]),
        ("Driver dies, 3 people injured", [("3", WOUNDED)]),
        ("Child killed and three others wounded in Morek", [("3", WOUNDED)]),
        ("Un enfant tué, 3 personnes blessées", [("3", WOUNDED)]),
        ("Killed 3 men, 2 women and injured 5", [("3", KILLED), ("2", KILLED), ("5", WOUNDED)]),
        ("Killed five people, three of them women, and wounded 12", [("5", KILLED), ("3", KILLED), ("12", WOUNDED)]),
        ("9 wounded, 4 missing", [("9", WOUNDED), ("4", MISSING)]),
        ("4 missing, dozens wounded", [("4", MISSING)]),
        ("4 missing, 9 wounded", [("4", MISSING), ("9", WOUNDED)]),
        ("Killed: 9, missing: 4", [("9", KILLED), ("4", MISSING)]),
        ("70 people injured, 40 are missing and 800 displaced", [("70", WOUNDED), ("40", MISSING), ("800", DISPLACED)]),
        ("9 blessés, 4 disparus", [("9", WOUNDED), ("4", MISSING)]),
        ("9 kişi yaralandı, 4 kişi kayıp", [("9", WOUNDED), ("4", MISSING)]),
        ("9 погибших, 4 пропали без вести", [("9", KILLED), ("4", MISSING)]),
        ("مقتل 9 وفقدان 4", [("9", KILLED), ("4", MISSING)]),
        ("4 missing miners dead", [("4", KILLED)]),
        ("2 dead 30 missing 40 wounded", [("2", KILLED), ("30", MISSING), ("40", WOUNDED)]),
        ("282 missing 918 injured in storm", [("282", MISSING), ("918", WOUNDED)]),
        ("38 قتيلا و22 مفقودا و18 جريحا", [("38", KILLED), ("22", MISSING), ("18", WOUNDED)]),
        ("Storm toll passes 1,100 as missing sailors declared dead", [("1100", KILLED)]),
        ("Floods claim at least 99 lives in Northport", [("99", KILLED)]),
        ("The storm has cost more than 6,000 lives", [("6000", KILLED)]),
        ("Fire cost 3 firemen their lives", [("3", KILLED)]),
        ("31 lives were lost on the ferry", [("31", KILLED)]),
        ("Skipper saved 1,000 lives", [("1000", "")]),
        ("It takes 5 years to rebuild lives", [("5", "")]),
        ("12 villagers slaughtered, 7 sailors drowned", [("12", KILLED), ("7", KILLED)]),
        ("L'incendie a coûté la vie à 99 personnes", [("99", KILLED)]),
        ("Plus de 400 personnes ont trouvé la mort", [("400", KILLED)]),
        ("41 pêcheurs ont péri, 17 villageois massacrés", [("41", KILLED), ("17", KILLED)]),
        ("3 000 personnes ont fui le port, 500 sans-abri", [("3000", DISPLACED), ("500", DISPLACED)]),
        ("Storm leaves 500 homeless", [("500", DISPLACED)]),
        ("تشريد 500 شخص واختطاف 22 بحارا", [("500", DISPLACED), ("22", HELD)]),
        ("مسلحون يقتلون 17 بحارا", [("17", KILLED)]),
        ("Pirates release 34 hostages", [("34", "")]),
        ("7 otages libérés par les pirates", [("7", "")]),
        ("Families ask for the release of 34 hostages", [("34", HELD)]),
        ("Half a million people fled", [("500000", DISPLACED)]),
        ("Un demi-million de déplacés, نزوح نصف مليون شخص", [("500000", DISPLACED), ("500000", DISPLACED)]),
        ("Two and a half million displaced", []),
        ("345 mil deslocados, 50 mil ficaram desalojadas", [("345000", DISPLACED), ("50000", DISPLACED)]),
        ("Tempestade mata mais de cem pessoas, 190 vítimas mortais", [("100", KILLED), ("190", KILLED)]),
        ("Liman 20 mil açıkta, 12 ölü", [("20", ""), ("12", KILLED)]),
        ("UN: killings in Northport must end", []),
        ("UN MORT À NORTHPORT", [("1", KILLED)]),
        ("31 feared dead as ferry sinks, 12 hurt", [("31", FEARED), ("12", WOUNDED)]),
        ("Thirty-one people are feared dead", [("31", FEARED)]),
        ("The number of people feared dead in the town has risen to 31", [("31", FEARED)]),
        ("31 crew feared to have died, 9 killed on shore", [("31", FEARED), ("9", KILLED)]),
        ("Blast may have killed up to 31", [("31", FEARED)]),
        ("At least 31 may have died", [("31", FEARED)]),
        ("31 personnes présumées mortes", [("31", FEARED)]),
        ("31 kişinin öldüğü tahmin ediliyor", [("31", FEARED)]),
        ("предположительно погибли 31 человек", [("31", FEARED)]),
        ("مخاوف من مقتل 31 شخصا", [("31", FEARED)]),
        ("Feared captain killed 31, residents fear more", [("31", KILLED)]),
        ("31 killed as dockers fear more blasts", [("31", KILLED)]),
        ("Doctors lower toll of Northport ferry blast to 15", [("15", KILLED)]),
        ("Toll in Northport fire cut from 58 to at least 52 after count", [("58", ""), ("52", KILLED)]),
        ("The mayor put the number of people hurt in the fire at 15, not 17", [("15", WOUNDED), ("17", "")]),
        ("Toll of fire sends Northport firemen to 15 sheds", [("15", "")]),
        ("Kidnappers of 7 nuns ask for ransom", [("7", HELD)]),
        ("7 nuns kidnapped, 3 drivers taken hostage", [("7", HELD), ("3", HELD)]),
        ("Two of seven kidnapped nuns freed, 5 still held hostage", [("5", HELD)]),
        ("7 religieuses enlevées à Vilmark", [("7", HELD)]),
        ("40 vehicles of the convoy, where two soldiers were killed", [("40", ""), ("2", KILLED)]),
    ],
)
def test_what_a_number_counts(sentence: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(sentence)] == counted


def test_numbers_of_a_page_and_those_that_change_each_time_are_counters() -> None:
    whys = [f"edited, and now says: btc: {n} -> {n + 1}; killed: {n} -> {n + 1}" for n in range(5)]
    assert drifting(whys) == {"btc"}, "people never drift"
    assert drifting(whys[:4]) == frozenset()
    assert drifting(["edited, nothing material is new"] * 9) == frozenset()
    assert is_counter("btc: 9 -> 10", drifting(whys)) and is_counter("19 comments", frozenset())
    assert not is_counter("btc: 9 -> 10", frozenset()) and not is_counter("killed: 21 -> 31", frozenset())
