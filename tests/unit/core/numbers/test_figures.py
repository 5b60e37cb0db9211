"""Which figures a sentence states, and which headlines count the same."""

import re

import pytest

from monitor.core.numbers.counts.dates import dates_in, name_other_days
from monitor.core.numbers.counts.figure import Figure
from monitor.core.numbers.figures import figures_in
from monitor.core.stories.headlines.recounts import counted_in_headlines, headline_counts, rising_from, rounds
from monitor.core.types import VerdictKind
from tests.unit.core.stories.told import headlines


def test_what_a_sentence_counts() -> None:
    def counted(text: str) -> list[tuple[str, str]]:
        return [(figure.value, figure.unit) for figure in figures_in(text)]

    assert counted("The blast kills 30, injures 90") == [("30", "killed"), ("90", "wounded")]
    assert counted("An F-15 and 2 M5 convoys passed the 4Q deadline at 18:30 on 06-08-2013") == [("2", "")]
    assert counted("The number of people killed in the old town has risen to 51") == [("51", "killed")]
    assert counted("The price of bread has risen to 21") == [("21", "")]
    assert counted("12 May 2023") == [("12", "date"), ("2023", "date")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("le bilan dépasse 41 500 morts, 41\u202f200 blessés", ["41500", "41200"]),
        ("В Газе 41\xa0500 погибших", ["41500"]),
        ("200-300 killed, 6'000 wounded", ["200", "300", "6000"]),
        ("1.2 million displaced, 900,000 displaced, 100 bin ölü", ["1200000", "900000", "100000"]),
        ("50 ألف نازح، 25 ألفاً و300 جريح، مقتل 5 مدنيين و30 عسكريا", ["50000", "25300", "5", "30"]),
        ("Two hundred killed", ["200"]),
        ("One hundred and fifty dead", ["150"]),
        ("Twenty-one dead", ["21"]),
        ("Two dozen dead", []),
        ("Quatre-vingts morts", ["80"]),
        ("soixante-douze morts, vingt et un blessés", ["72", "21"]),
        ("Двадцать один погибший, две тысячи раненых", ["21", "2000"]),
        ("Yirmi bir kişi öldü, on beş yaralı", ["21", "15"]),
        ("مقتل خمسة عشر شخصا، خمسة وعشرون جريحا، أحد عشر قتيلا", ["15", "25", "11"]),
        ("Over one hundred fighters came", []),
        ("Ölü sayısı 55 bini aştı, göç edenler otuz bine, yaralılar kırka ulaştı", ["55000", "30000", "40"]),
        ("Ölü sayısı iki yüze ulaştı", ["200"]),
        ("Обстрел поста №9, № 12: жертв нет", []),
        ("In 2011 bin Laden was killed", ["2011"]),
        ("2½ million displaced after 1¾ hours, half of ½", ["2500000", "1.75"]),
        ("Syria\u20441\u20442_s 3\u20444 and 21\u20442 hours", []),
        ("10 m² of CO₂ and H₂O", ["10"]),
        (
            "UN: 900k displaced, 1.2m people, 4.5M Syrian refugees, 3m in need",
            ["900000", "1200000", "4500000", "3000000"],
        ),
        (
            "150тыс беженцев, €1.5bn, $400m, £2.5tn, $3B, 5.6 Mrd. Euro, 2 trillion",
            ["150000", "1500000000", "400000000", "2500000000000", "3000000000", "5600000000", "2000000000000"],
        ),
        ("A 10m wall killed two, 400m on; 30mn plus tard; a 5km road, the 4Kings", ["2"]),
        (
            "1,234.5 tonnes, 1.234,5 Tonnen, 2,50,000.5 rupees, 1,234.5 million",
            ["1234.5", "1234.5", "250000.5", "1234500000"],
        ),
    ],
)
def test_figures_have_their_whole_value(text: str, values: list[str]) -> None:
    assert [figure.value for figure in figures_in(text, every=True)] == values


def test_headlines_that_count_the_same_otherwise() -> None:
    recount = headline_counts("Toll rises to 31 dead", "21 killed in Morek")
    assert recount is not None and recount.shown == "killed: 21 -> 31" and not recount.another_event
    assert headline_counts("Family of 5 among 12 killed", "12 killed in crash") is None
    assert headline_counts("31 dead", "Strike on Morek") is None
    for new, told, shown in (
        ("21 killed, 40 wounded in Morek", "21 killed, 30 wounded in Morek", "wounded: 30 -> 40"),
        ("12 killed and 21 wounded in Morek", "21 killed in Morek", "killed: 21 -> 12"),
    ):
        each = headline_counts(new, told)
        assert each is not None and each.shown == shown, "the dead by the dead, the wounded by the wounded"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Shells killed at least 21 displaced people", [("21", "killed")]),
        ("Blast kills 21 prisoners", [("21", "killed")]),
        ("21 displaced Northport families were wounded", [("21", "wounded")]),
        ("21 detained dockers killed in fire", [("21", "killed")]),
        ("21 déplacés ont été tués", [("21", "killed")]),
        ("مقتل 21 نازحا", [("21", "killed")]),
        ("2 killed 3000 displaced", [("2", "killed"), ("3000", "displaced")]),
        ("Blast kills 3 and displaces 21", [("3", "killed"), ("21", "displaced")]),
        ("500 displaced by strikes that killed dockers", [("500", "displaced")]),
        ("12 detained suspects killed 3 guards", [("12", "held"), ("3", "killed")]),
        ("30 arrested, two killed", [("30", "held"), ("2", "killed")]),
        ("إصابة جنديين في رملان", [("2", "wounded")]),
        ("مقتل شخصين", [("2", "killed")]),
    ],
)
def test_what_befell_people_is_counted_before_who_they_are(text: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(text)] == counted


@pytest.mark.parametrize("headline", ["Cholera cases rise to 75", "Cholera cases rose to 75"])
def test_what_a_number_is_of_is_no_word_for_its_rise(headline: str) -> None:
    assert [figure.subject for figure in figures_in(headline)] == ["cases"]


@pytest.mark.parametrize(
    "headline",
    [
        "Mill blast kills nine, not 14",
        "Mill blast killed nine people instead of fourteen",
        "L'explosion du moulin a fait neuf morts, et non 14",
        "Взрыв на мельнице: погибли девять, а не 14 человек",
        "انفجار المطحنة: 9 قتلى وليس 14",
    ],
)
def test_what_a_headline_takes_back_is_not_counted(headline: str) -> None:
    recount = headline_counts(headline, "Mill blast kills four")
    assert recount is not None and recount.shown == "killed: 4 -> 9"


def test_what_a_headline_denies_of_no_number_is_counted() -> None:
    recount = headline_counts("Mill blast: not mere rumours, 14 killed", "Mill blast kills four")
    assert recount is not None and recount.shown == "killed: 4 -> 14"


def test_a_rise_is_told_from_the_count_that_readers_know() -> None:
    headlines = ("21 killed in Morek", "Toll of Morek: 24 killed", "52 wounded in Morek", "40 killed in Afrin")
    told = counted_in_headlines(headlines)
    recount = headline_counts("31 killed in Morek", headlines[0])
    assert recount is not None and rising_from(recount, told).shown == "killed: 24 -> 31"
    lowered = headline_counts("12 killed in Morek", headlines[0])
    assert lowered is not None and rising_from(lowered, told).shown == "killed: 21 -> 12"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Wordle today: hints for February 6", {"feb 6"}),
        ("Clues for Monday, 6 May", {"monday", "may 6"}),
        ("Kurs dolara 7 lutego", {"lut 7"}),
        ("May the best win 12 medals", set()),
        ("Horaires du 6 juin", {"juin 6"}),
        ("Horaires du 6 juillet", {"juillet 6"}),
        ("مواعيد 6 تشرين الأول", {"تشريناول 6"}),
        ("مواعيد 6 تشرين الثاني", {"تشرينثاني 6"}),
        ("Headlines 6/2/2023", {"6/2/2023"}),
        ("Headlines 2023-02-06, 18:00", {"2023-02-06", "18:00"}),
        ("L'ordre d'évacuation étendu à 12.000 habitants", set()),
        ("1.200.000 kişi evlerini terk etti", set()),
        ("3:000 and 112.50 dollars", set()),
    ],
)
def test_days_that_a_headline_names(headline: str, expected: set[str]) -> None:
    assert dates_in(headline) == expected


@pytest.mark.parametrize(
    ("headline", "told", "expected"),
    [
        ("Hints for Monday", "Hints for Tuesday", True),
        ("Hints for Monday, February 6", "Hints for Tuesday, February 7", True),
        ("Hints for Monday, February 6", "Hints for February 6", False),
        ("Harbour talks begin on Monday", "Harbour talks begin on February 6", False),
        ("Harbour talks begin on Monday", "Harbour talks begin at 18:00", False),
        ("Harbour talks begin at 17:00", "Harbour talks begin at 18:00", True),
        ("Harbour talks begin", "Harbour talks begin at 18:00", False),
    ],
)
def test_days_of_one_kind_are_compared(headline: str, told: str, expected: bool) -> None:
    assert name_other_days(headline, told) is name_other_days(told, headline) is expected


def test_a_figure_stored_before_scales_were_read_is_compared_by_its_whole_value() -> None:
    (now,) = figures_in("1.2 million displaced by floods")
    stored = Figure("1.2", "displaced", ("million", "displaced", "by"))
    for before in (stored, stored.hashed):
        assert (
            (Figure.unpacked(before.packed()).value, "displaced") == (now.value, now.unit) == ("1200000", "displaced")
        )
    for other in (now, now.hashed, Figure("2011", "date", ("bin", "laden")), Figure("7", "", ())):
        assert Figure.unpacked(other.packed()) == other


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Northport ferry sails again after 11 years, crowds cheer", VerdictKind.SAME_STORY),
        ("Le ferry de Northport repart après 11 ans, la foule applaudit", VerdictKind.SAME_STORY),
        ("Northport feribotu 11 yıl sonra yeniden sefere çıktı, halk alkışladı", VerdictKind.SAME_STORY),
        ("عبارة نورثبورت تبحر من جديد بعد 11 سنة وسط هتاف الحشود", VerdictKind.SAME_STORY),
        ("Northport ferry captain jailed for 11 years, crowds cheer", VerdictKind.UPDATE),
        ("Northport ferry sails again, 11 crowds cheer", VerdictKind.UPDATE),
    ],
)
def test_for_how_many_years_is_no_figure_of_the_news(headline: str, kind: VerdictKind) -> None:
    spans = r"after 11 years|for 11 years|après 11 ans|11 yıl sonra|بعد 11 سنة|11 "
    told = re.sub(spans, "", headline)
    assert headlines(headline, told, "Of 40 ferries one was left.").kind is kind


@pytest.mark.parametrize("headline", ["More than 200, mayor says, killed in flood", "Over 1,200. So many were killed"])
def test_a_mark_behind_a_round_number_is_no_part_of_it(headline: str) -> None:
    (figure,) = figures_in(headline)
    a_tenth_more = Figure(str(int(figure.value) * 11 // 10), figure.unit, ())
    assert rounds(headline, figure, [a_tenth_more])


@pytest.mark.parametrize(("told", "expected"), [("12", False), ("13", True), ("15", True), ("16", False)])
def test_more_than_so_many_means_up_to_a_quarter_more(told: str, expected: bool) -> None:
    headline = "More than 12 killed in ferry fire"
    assert rounds(headline, figures_in(headline)[0], [Figure(told, "killed", ())]) is expected


@pytest.mark.parametrize(
    ("headline", "counted"),
    [
        ("Kayırlı'da ölü sayısı on bire yükseldi", [("11", "killed")]),
        ("Kayırlı'da ölü sayısı yirmi beşe çıktı", [("25", "killed")]),
        ("Kayırlı'da ölü sayısı yirmi ikiye çıktı", [("22", "killed")]),
        ("Kayırlı'da yaralı sayısı otuza yükseldi", [("30", "wounded")]),
        ("Kayırlı'da ölü sayısı 12'den 15'e yükseldi", [("12", "killed"), ("15", "killed")]),
        ("Kayırlı'da araç ikiye bölündü, sürücü öldü", []),
        ("Число погибших в Лирске выросло с 12 до 15", [("12", "killed"), ("15", "killed")]),
        ("ارتفاع عدد القتلى في طبس من 12 إلى 15", [("12", "killed"), ("15", "killed")]),
        ("Число жертв холеры в Лирске превысило 40", [("40", "killed")]),
        ("حصيلة وفيات الكوليرا في طبس تتجاوز 40", [("40", "killed")]),
        ("Kayırlı'da ölenlerin sayısı 40'ı aştı", [("40", "killed")]),
        ("Le nombre de morts à Lirac dépasse 40", [("40", "killed")]),
        ("الكوليرا تودي بحياة تسعة أشخاص في طبس", [("9", "killed")]),
        ("توفي تسعة أشخاص في طبس", [("9", "killed")]),
        ("Девять человек умерли от холеры в Лирске", [("9", "killed")]),
        ("Умеренный рост у 9 заводов Лирска", [("9", "")]),
        ("При взрыве в Лирске пострадали 20 человек", [("20", "wounded")]),
    ],
)
def test_what_a_count_rises_to_is_counted_in_other_languages_too(headline: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(headline)] == counted


@pytest.mark.parametrize(
    ("headline", "counted"),
    [
        ("EMBARGOED until 0900 GMT: Mill fire in Northport", []),
        ("Storm reaches Northport at 5 pm, 30 hurt", [("30", "wounded")]),
        ("Sturm erreicht Celle um 15.30 Uhr", []),
        ("Kayırlı'da saat 15 itibarıyla 9 ölü", [("9", "killed")]),
        ("عاصفة تضرب طبس الساعة 12 ظهرا", []),
        ("Kayırlı'da son 24 saat 15 kişi öldü", [("24", ""), ("15", "killed")]),
    ],
)
def test_the_time_of_day_is_no_figure(headline: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(headline)] == counted


@pytest.mark.parametrize(
    ("headline", "counted"),
    [
        ("Al menos 21 muertos y 30 heridos en un ataque en Morek", [("21", "killed"), ("30", "wounded")]),
        ("Asciende a 31 la cifra de muertos por el sismo de Morek", [("31", "killed")]),
        ("12 personas fueron asesinadas en Morek", [("12", "killed")]),
        ("Decenas de muertos en 3 aldeas de Morek", [("3", "")]),
        (
            "Más de 500 desplazados, 4 desaparecidos y 7 detenidos",
            [("500", "displaced"), ("4", "missing"), ("7", "held")],
        ),
        ("Ataque mata 12 civis e fere 30 em Morek", [("12", "killed"), ("30", "wounded")]),
        ("Sobe para 31 o número de mortos em Morek", [("31", "killed")]),
        ("Tre morti e cinque feriti a Morek", [("3", "killed"), ("5", "wounded")]),
        ("Morek, sale a 31 il bilancio delle vittime", [("31", "killed")]),
        ("Zahl der Toten in Morek steigt auf 31", [("31", "killed")]),
        ("Bei dem Brand kamen 12 Menschen ums Leben, zwei wurden verletzt", [("12", "killed"), ("2", "wounded")]),
        ("Dos muertos y tres heridos en Morek", [("2", "killed"), ("3", "wounded")]),
        ("Una veintena de muertos y medio centenar de heridos", [("20", "killed"), ("50", "wounded")]),
        ("Six morts et une centaine de maisons détruites", [("6", "killed")]),
        ("Sube a once la cifra de muertos en Morek", [("11", "killed")]),
        ("Cifra de muertos por motín en Morek llega a 116", [("116", "killed")]),
        ("Secuestran a 17 misioneros en Morek", [("17", "held")]),
        ("Rescatan a 12 rehenes en Morek", [("12", "")]),
        ("Liberados los 178 rehenes de Morek", [("178", "")]),
        ("Secuestradores exigen 17 millones de dólares por 5 monjas en Morek", [("17000000", ""), ("5", "")]),
        ("Seis de los 8 ocupantes murieron en Morek", [("6", "killed"), ("8", "")]),
        ("6 of the 8 passengers died in Morek", [("6", "killed"), ("8", "")]),
        ("Cuatro de los 12 secuestrados murieron en Morek", [("4", "killed"), ("12", "held")]),
        ("Game 7 of the 1970 finals, the captain has died", [("7", ""), ("1970", "date")]),
        ("Três são mortos e dez são presos em Morek", [("3", "killed"), ("10", "held")]),
        ("Capturan a 3 asesinos en Morek", [("3", "held")]),
        ("Matan a tiros a 4 jóvenes en Morek", [("4", "killed")]),
        ("12 militares perdieron la vida en Morek", [("12", "killed")]),
        ("21 vítimas fatais em Morek", [("21", "killed")]),
        ("Dos mil personas desplazadas en Morek", [("2000", "displaced")]),
        ("Two thousand people displaced in Morek", [("2000", "displaced")]),
        ("Sismo deja 3 muertos y afecta a 27.000 personas", [("3", "killed"), ("27000", "")]),
        ("Quake leaves 3 dead and affects 27,000 people", [("3", "killed"), ("27000", "")]),
        ("Gang touye 70 moun nan Morek", [("70", "killed")]),
        ("O número dos mortos em Morek", []),
        ("Due morti e sei feriti a Morek, due to fog", [("2", "killed"), ("6", "wounded")]),
        ("Elf Tote, an elf once injured", [("11", "killed")]),
        ("Padre de 10 hijos muere a 3 kilómetros de Morek", [("3", "")]),
        ("34-jähriger Mann in Morek getötet", []),
        ("Mann (34) stirbt, Frau vor 3 Tagen getötet", [("3", "")]),
        ("34-річний чоловік загинув у Мореку", []),
        ("Uomo di 34 anni muore a Morek dopo 3 ore", [("34", ""), ("3", "")]),
        ("3 mila sfollati, 2 milioni di profughi", [("3000", "displaced"), ("2000000", "displaced")]),
        ("Trauer um Tote, um morto em Morek", [("1", "killed")]),
        ("12 Menschen bei Luftangriff auf Markt in Morek getötet", [("12", "killed")]),
        ("12 Soldaten haben in Morek Zivilisten getötet", [("12", "")]),
        ("۱۲ نفر در بازار مورک کشته شدند", [("12", "killed")]),
        ("2 کشته و 30 زخمی", [("2", "killed"), ("30", "wounded")]),
        ("2 blessés mais 12 maisons détruites", [("2", "wounded"), ("12", "")]),
        ("Mais de 12 mortos, mas 3 casas de pé", [("12", "killed"), ("3", "")]),
        ("Shop recalls 3,000 tote bags", [("3000", "")]),
        ("US strike kills 12, Marco Rubio says", [("12", "killed")]),
        ("Das ist toll: 12 Orte, die 3 Preise gewinnen", [("12", ""), ("3", "")]),
        ("Co najmniej 12 osób zginęło, 30 rannych", [("12", "killed"), ("30", "wounded")]),
        ("Liczba ofiar śmiertelnych wzrosła do 31", [("31", "killed")]),
        ("Nie żyje 5 osób", [("5", "killed")]),
        ("Загинули троє людей, ще п'ятеро поранені", [("3", "killed"), ("5", "wounded")]),
        ("Кількість загиблих зросла до 31, зниклих 4", [("31", "killed"), ("4", "missing")]),
    ],
)
def test_people_are_counted_in_the_other_languages_of_europe(headline: str, counted: list[tuple[str, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(headline)] == counted


@pytest.mark.parametrize("sentence", ["Port hoists signal No 10", "Fire in reactor No. 4 is out"])
def test_by_what_a_signal_or_reactor_is_called_counts_nothing(sentence: str) -> None:
    assert figures_in(sentence, every=True) == []


def test_who_is_counted_behind_no_counts() -> None:
    assert [figure.value for figure in figures_in("Victims of No. 10 were killed", every=True)] == ["10"]


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [("800,000 from coast evacuated", ""), ("22 still untraced", ""), ("70 dos estivadores", ""), ("5 ships", "ships")],
)
def test_what_is_shown_beside_a_number_says_what_it_counts(sentence: str, thing: str) -> None:
    assert figures_in(sentence)[0].thing == thing
