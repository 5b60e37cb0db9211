"""What is news of a story however alike the words: tolls, turns, what follows."""

import pytest

from monitor.core.stories.clauses import main_clause
from monitor.core.stories.reversals import turn
from monitor.core.types import VerdictKind
from tests.make import article
from tests.unit.told import AGAIN, headlines, later, verdict


def test_a_higher_toll_in_other_words_is_an_update_that_names_it() -> None:
    higher = article("Nine dead in car bomb blast at Afrin checkpoint", AGAIN.fields.text, feed="gazette")
    found = verdict(later(higher, 3))
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 4 -> 9"


def test_more_than_so_many_is_what_the_story_counted() -> None:
    told = article("Ferry sinks off Northport, 216 dead", "Divers searched the wreck of the ferry.", feed="a")
    rounded = article("More than 200 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(rounded, 1), told).kind is VerdictKind.SAME_STORY
    for other in ("200 dead as ferry sinks off Northport", "More than 150 dead as ferry sinks off Northport"):
        assert verdict(later(article(other, "", feed="b"), 1), told).kind is VerdictKind.UPDATE, other
    passed = article("More than 220 dead as ferry sinks off Northport", "", feed="b")
    assert verdict(later(passed, 1), told).kind is VerdictKind.UPDATE


@pytest.mark.parametrize("least", ["At least 12 dead", "At least twelve dead", "Au moins 12 morts"])
def test_at_least_so_many_are_no_news_where_more_were_counted(least: str) -> None:
    told = "Ferry sinks off Northport, 15 dead"
    assert headlines(f"{least} as ferry sinks off Northport", told).kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    "headline",
    [
        "12 dead as ferry sinks off Northport",
        "At least 16 dead as ferry sinks off Northport",
        "At least 12 more dead as ferry sinks off Northport",
        "At least 7 dead as ferry sinks off Northport",
    ],
    ids=["a correction", "more", "besides", "another event"],
)
def test_other_counts_below_the_one_that_was_told_are_news(headline: str) -> None:
    assert headlines(headline, "Ferry sinks off Northport, 15 dead").kind is not VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("Two firefighters among dead in Northport ferry", "tells who is among those killed"),
        ("Son of mayor among those hurt on Northport ferry", "tells who is among those wounded"),
        ("Deux pompiers parmi les morts du ferry", "tells who is among those killed"),
        ("Двое пожарных среди погибших на пароме", "tells who is among those killed"),
        ("رجال إطفاء بين القتلى في العبارة", "tells who is among those killed"),
        ("Cholera spreads among refugees in Northport", ""),
        ("Anger grows among dockers of Northport", ""),
    ],
)
def test_who_is_among_the_dead_is_news_once(new: str, what: str) -> None:
    told = "Northport ferry sinks with 15 dead"
    assert turn(new, [told]) == what
    assert turn(new, [told, new]) == ""
    assert turn("Captain among dead of Northport ferry", [told, "Two firefighters among dead"]) == (
        "tells who is among those killed"
    )


@pytest.mark.parametrize(
    "retold",
    [
        "Seal that escaped from Northport pool eats well",
        "Docker who was arrested thanks Northport",
        "Docker once jailed in Northport advises captain",
    ],
)
def test_what_a_headline_says_of_somebody_in_passing_turns_nothing(retold: str) -> None:
    assert turn(retold, ["Northport ferry sinks"]) == ""


@pytest.mark.parametrize(
    ("told", "text", "hours", "new"),
    [
        ("Ferry sinks off Northport, 12 dead", "In 2019 a ferry sank there and 45 were killed.", 1, "killed: 12 -> 40"),
        ("Ferry sinks off Northport", "In 2019 a ferry sank there and 45 were killed.", 1, "40 killed"),
        ("Ferry sinks off Northport, 45 dead", "", 48, "killed: 45 -> 40"),
        ("Second ferry sinks off Northport, 12 dead", "The first sank on Monday: 45 killed.", 1, "killed: 12 -> 40"),
    ],
    ids=["a disaster of old", "the first toll", "two days later", "the one before"],
)
def test_more_than_so_many_is_news_where_only_another_event_had_a_few_more(
    told: str, text: str, hours: int, new: str
) -> None:
    more = later(article("More than 40 dead as ferry sinks off Northport", "", feed="b"), hours)
    found = verdict(more, article(told, text, feed="a"))
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, new), found.why


@pytest.mark.parametrize(
    "headline",
    ["More than 40 more dead as ferry sinks off Northport", "Second ferry sinks off Northport, over 40 dead"],
)
def test_more_than_so_many_besides_are_others(headline: str) -> None:
    assert headlines(headline, "Ferry sinks off Northport, 45 dead").kind is VerdictKind.UPDATE


def test_the_first_death_is_news_though_it_is_one() -> None:
    told = article("Harbour fire in Northport injures dozens", "Two sheds burnt down.", feed="a")
    dead = article("One dead, dozens injured in Northport harbour fire", "", feed="b")
    found = verdict(later(dead, 1), told)
    assert (found.kind, found.new[0]) == (VerdictKind.UPDATE, "1 killed"), found.why
    assert verdict(later(article("Dozens injured in Northport harbour fire", "", feed="b"), 1), told).kind is (
        VerdictKind.SAME_STORY
    )


def test_a_part_of_the_toll_is_no_news() -> None:
    part = article(AGAIN.fields.title, "Among the four killed were two guards, police said.", feed="gazette")
    assert verdict(later(part, 1)).kind is VerdictKind.SAME_STORY


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
    ],
    ids=["unheard of", "told", "the same", "an explanation", "people are figures' business"],
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


def test_an_explanation_turns_nothing() -> None:
    told = "Northport mayor dismisses harbour chief over docks"
    found = headlines("Why Northport mayor rejects harbour chief over docks", told)
    assert "rejects" not in found.why


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


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        (["Russia rejects Turkish truce plan"], "Moscow refuses Turkish truce plan"),
        (["Russia rejects Turkish truce plan"], "Turkish truce plan not accepted by Russia"),
        (["Hamas leader killed", "Hamas denies leader was killed"], "Hamas leader not killed, says Hamas"),
        (["Turkish post shelled"], "Turkish post No. 9 shelled, no casualties"),
        (["Strike hits hospital"], "Strike hits hospital, Moscow does not comment"),
        (["Captain charged over ferry"], "Captain of ferry indicted"),
        (["Attaque à Northport"], "Le maire condamne l'attaque à Northport"),
        (["Captain convicted over ferry"], "Captain of ferry found guilty"),
        (["Captain charged over ferry"], "Captain of ferry not guilty, lawyer says"),
        (["Police detain man over fire"], "Man arrested over fire"),
        (["Mayor's grip on Northport"], "Mayor's grip on Northport dented but not broken"),
        (["Firefighters in Northport harbour"], "Fire breaks out in Northport harbour"),
        (["Blast at Northport mill"], "Blast at Northport mill claims 5 lives"),
        (["Blast at Northport mill"], "Mayor claims that blast at mill was a mistake"),
        (["Front says it set off mill blast", "Front claims mill blast"], "Mill blast claimed by front after attack"),
    ],
)
def test_what_retells_a_turn_or_denies_nothing_of_it_turns_nothing(told: list[str], retold: str) -> None:
    assert turn(retold, told) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("قصف مستشفى في إدلب", "قصف مستشفى في إدلب وروسيا تنفي", "denies"),
        ("Rus uçakları hastaneyi vurdu", "Rusya hastaneyi vurduğunu yalanladı", "denies"),
        ("Авиаудар по больнице", "Россия отрицает авиаудар по больнице", "denies"),
        ("Les otages libérés", "Les otages n'ont pas été libérés", "denies"),
        ("Army captures Saraqib", "Rebels retake Saraqib", "takes back"),
        ("Rebels capture Saraqib", "قوات النظام تستعيد سراقب", "takes back"),
        ("Captain of ferry appears in court", "Captain charged over ferry", "brings to court"),
        ("Rebels attack Saraqib", "Rebels capture Saraqib", "captures"),
        ("Yangın için soruşturma", "Kaptan tutuklandı", "arrests"),
        ("Капитан на допросе", "Капитан парома задержан", "arrests"),
        ("Le capitaine interrogé", "Le capitaine démissionne", "leaves office"),
        ("استجواب القبطان", "اعتقال قبطان العبارة", "arrests"),
        ("Captain of ferry charged", "Captain found guilty over ferry", "convicts"),
        ("Captain found guilty over ferry", "Captain sentenced over ferry", "sentences"),
        ("Captain charged, tried and sentenced", "Captain convicted", "convicts"),
        ("Капитану предъявлено обвинение", "Капитан парома признан виновным", "convicts"),
        ("Police suspect captain of ferry", "Office of ferry line searched", "searches"),
        ("Perte du ferry", "Perquisition chez l'armateur du ferry", "searches"),
        ("Maire de Northport jugé", "Maire de Northport condamné à deux ans", "sentences"),
        ("Captain blamed for ferry", "Captain apologises over ferry", "apologises"),
        ("Капитана парома обвинили", "Капитан парома извинился", "apologises"),
        ("Search for ferry off Northport", "Ferry of Northport found", "finds"),
        ("Captain on trial", "Captain found guilty", "convicts"),
        ("Поиски парома у Умани", "Паром найден у Умани", "finds"),
        ("Fouilles à Lirac", "Le maire retrouvé à Lirac", "finds"),
        ("البحث عن عبارة قبالة طبس", "العثور على عبارة قبالة طبس", "finds"),
        ("Council votes on truce", "Council fails to approve truce", "fails"),
        ("Blast at Northport mill", "Northern Front claims Northport mill blast", "claims the attack"),
        ("Tebas'ta patlama", "Tebas'taki patlamayı örgüt üstlendi", "claims the attack"),
        ("انفجار في طبس", "تنظيم يتبنى انفجار طبس", "claims the attack"),
        ("Streik im Hafen von Celle", "Streik im Hafen von Celle beendet", "ends"),
        ("Geiseln in Celle freigelassen", "Geiseln in Celle nicht freigelassen", "denies"),
        ("Bürgermeister von Celle im Verhör", "Bürgermeister von Celle festgenommen", "arrests"),
        ("Beschuss von Celle", "Erneuter Beschuss von Celle", "happens again"),
        ("Huelga en el puerto de Lirquen", "Termina la huelga en el puerto de Lirquen", "ends"),
        ("Alcalde de Temuco acusado de fraude", "Alcalde de Temuco niega fraude", "denies"),
        ("Bombardeo en Temuco", "Segundo bombardeo en Temuco", "happens again"),
        ("Міністр іде з посади", "Міністр спростував, що йде з посади", "denies"),
        ("Бої за Умань", "Військо захопило млин, капітана затримано", "arrests"),
        ("Обстріл Умані", "Знову обстріл Умані", "happens again"),
    ],
)
def test_turns_are_heard_in_eight_languages(told: str, new: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        (["Turkey to withdraw from Morek post"], "Turkey withdraws from Morek post", "withdraws"),
        (["Hamas names hostages to be freed"], "Hamas frees hostages", "frees"),
        (["Army will soon lift siege, could reopen road"], "Army reopens road", "takes up again"),
        (["Turkey withdraws from Morek post"], "Turkey to withdraw from Morek post", ""),
        (["Turkey to withdraw from Morek post"], "Turkish army to withdraw from Morek post", ""),
        (["Port to restrict ferries on Sunday"], "Port restricts ferries", "does what was announced (restricts)"),
        (["Port will carry spare boats"], "Port carries spare boats", "does what was announced (carries)"),
        (["Weber to be formally elected mayor"], "Weber elected mayor", "does what was announced (elected)"),
        (["Weber will be named mayor on Sunday"], "Port names Weber", ""),
        (["Weber set to be sworn in as mayor"], "Mayor Weber sworn in", "does what was announced (sworn)"),
        (["Weber to be elected mayor", "Weber to be confirmed as mayor", "Weber elected"], "Weber confirmed", ""),
        (["Weber elected mayor"], "Weber to be elected mayor", ""),
        (["Port to restrict ferries on Sunday", "Port restricts ferries"], "City port restricts ferries", ""),
        (["Port to restrict ferries on Sunday"], "Port to restrict ferries", ""),
        (["Wave forces it to crash into Northport pier"], "Ferry crashes into Northport pier", ""),
        (["Talks on Morek post"], "Turkey to withdraw from Morek post", "says what is to come: withdraws"),
        (["Turkey to withdraw from Morek post", "Turkey withdraws from Morek post"], "Turks withdraw from Morek", ""),
    ],
)
def test_what_was_announced_is_news_when_it_is_done(told: list[str], new: str, what: str) -> None:
    assert turn(new, told).startswith(what) and bool(turn(new, told)) is bool(what)


@pytest.mark.parametrize(
    ("new", "again"),
    [
        ("Second air strike hits market in Saraqib", True),
        ("Air strikes hit market in Saraqib again", True),
        ("New air strikes hit market in Saraqib", True),
        ("Nouvelles frappes sur le marché de Saraqib", True),
        ("Serakib'de pazara ikinci saldırı", True),
        ("Новый удар по рынку Саракиба", True),
        ("غارات جديدة على سوق في سراقب", True),
        ("تجدد القصف مجددا على سراقب", True),
        ("New York Times on air strike in Saraqib", False),
        ("Assad in Saraqib for second visit", False),
        ("Grain deal extended again", False),
    ],
)
def test_that_it_is_struck_again_is_news_once(new: str, again: bool) -> None:
    told = "Air strikes hit market in Saraqib"
    assert turn(new, [told]).startswith("happens again") is again
    assert turn(new, [told, "Another air strike on Saraqib"]) == ""


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Ferry sinks off Northport", "Second ferry sinks off Northport"),
        ("Bus crashes near Northport", "Another bus in crash near Northport"),
        ("Fire breaks out in Northport harbour", "Fire in Northport harbour breaks out again"),
        ("Un ferry coule à Northport", "Un deuxième ferry coule à Northport"),
        ("Northport'ta feribot battı", "Northport'ta ikinci feribot battı"),
        ("Паром затонул у Нортпорта", "Второй паром затонул у Нортпорта"),
        ("غرق عبارة في الميناء", "غرق عبارة ثانية في الميناء"),
    ],
)
def test_whatever_happens_a_second_time_is_news_once(told: str, new: str) -> None:
    assert turn(new, [told]).startswith("happens again")
    assert turn(new, [told, new]) == ""
    assert turn(new, ["Something else is the news"]) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Dockers block Northport", "Dockers block Northport for second day", "happens again (second day)"),
        ("Dockers block Northport", "Dockers block Northport for 2nd straight night", "happens again (second night)"),
        ("Dockers block Northport a second day", "Northport blocked by dockers on 2nd day", ""),
        ("Ferry crash off Northport", "Navy releases footage of ferry crash", "publishes (releases)"),
        ("Ferry crew held off Northport", "Navy releases ferry crew", "frees (releases)"),
        ("Ferry crash off Northport", "Drone footage captures ferry crash", "publishes (captures)"),
        ("Le maire de Northport accusé", "Le maire de Northport nie les faits", "denies (nie)"),
        ("Prom zatonął koło Northport", "Prom zatonął, kapitan nie żyje", ""),
    ],
)
def test_what_goes_on_and_what_comes_out_are_turns(told: str, new: str, what: str) -> None:
    assert turn(new, [told]) == what


def test_a_third_one_is_news_after_a_second() -> None:
    told = ["Ferry sinks off Northport", "Second ferry sinks off Northport"]
    assert turn("Another ferry sinks off Northport", told) == ""
    assert turn("Third ferry sinks off Northport", told) == "happens again (third ferry)"


def test_a_toll_in_a_headline_is_told_however_many_died_elsewhere() -> None:
    found = headlines(
        "64 dead as ferry sinks off Gaza",
        "Ferry sinks off Gaza, rescue under way",
        "A ferry sank off Gaza. A disaster in the same waters killed 300 people in 2014.",
    )
    assert found.kind is VerdictKind.UPDATE and "64" in found.new[0]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco deja 12 muertos"),
        ("", "Vuelca un bus de pasajeros en la ruta de Temuco", "Bus volcado en la ruta de Temuco deja 12 muertos"),
        ("de", "Reisebus kippt auf der Straße bei Celle um", "Reisebus bei Celle kippt auf Straße um: 12 Tote"),
        ("ru", "Автобус перекинувся на трасі біля Умані", "Автобус на трасі біля Умані перекинувся: 12 загиблих"),
        ("fa", "واژگونی اتوبوس مسافربری در جاده طبس", "واژگونی اتوبوس مسافربری در جاده طبس ۱۲ کشته داشت"),
        ("ne", "तनहुँको सडकमा बस पल्टियो", "तनहुँको सडकमा बस पल्टियो, १२ जनाको मृत्यु"),
    ],
)
def test_the_first_number_of_a_story_in_a_language_whose_dead_are_not_known(
    language: str, first: str, second: str
) -> None:
    told = article(first, first, feed="wire", language=language)
    found = verdict(article(second, first, feed="gazette", language=language), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0].startswith("12 "), found


@pytest.mark.parametrize("text", ["Die Polizei will bis morgen warten.", "Was geschah, ist offen."])
def test_a_language_that_is_not_stated_is_told_by_no_word_that_others_have(text: str) -> None:
    told = article("Reisebus kippt auf der Straße bei Celle um", "", feed="wire", language="")
    found = verdict(article("Reisebus kippt bei Celle auf Straße um: 12 Tote", text, feed="b", language=""), told)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "12 tote", found


@pytest.mark.parametrize(
    ("language", "told", "text", "new"),
    [
        (
            "en",
            "Blast at Northport mill",
            "The mill lies 12 kilometres from town.",
            "12 killed in Northport mill blast",
        ),
        ("en", "Blast at Northport mill", "It burnt 3 sheds.", "Three killed in Northport mill blast"),
        ("de", "Brand in der Mühle von Celle", "Die Mühle liegt 12 Kilometer von Celle.", "Brand in Celle: 12 Tote"),
    ],
)
def test_the_dead_are_not_as_many_of_something_else(language: str, told: str, text: str, new: str) -> None:
    before = article(told, text, feed="wire", language=language)
    found = verdict(article(new, "", feed="gazette", language=language), before)
    assert found.kind is VerdictKind.UPDATE and found.new[0].split()[0] in ("12", "3"), found


def test_a_number_that_a_text_gave_is_known_in_a_language_whose_dead_are_not() -> None:
    told = article("Brand in der Mühle von Celle", "In der Mühle gab es 12 Tote.", feed="wire", language="de")
    again = article("Brand in der Mühle von Celle: 12 Tote", "", feed="gazette", language="de")
    assert verdict(again, told).kind is VerdictKind.SAME_STORY


def test_more_dead_beside_those_that_were_told_are_news_though_a_text_counted_as_many_elsewhere() -> None:
    before = "A blast of last autumn left seven dead there."
    found = headlines("Blast at Northport mill kills 7, 5 of them guards", "Blast at Northport mill kills 5", before)
    assert found.kind is VerdictKind.UPDATE and found.new[0] == "killed: 5 -> 7"
    again = headlines("Blast at Northport mill kills 7", "Blast at Northport mill kills 7, 5 of them guards", before)
    assert again.kind is VerdictKind.SAME_STORY


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Fire at Northport mill", "Guard killed in Northport mill fire", "tells of deaths first"),
        ("Fire at Northport mill", "Deadly fire at Northport mill", "tells of deaths first"),
        ("Fire wounds several at Northport mill", "Fire kills several at Northport mill", "tells of deaths first"),
        ("Guard wounded in Northport mill fire", "Guard of Northport mill dies after fire", "tells of deaths first"),
        ("Dozens dead in Northport flood", "Hundreds dead in Northport flood", "tells of hundreds killed"),
        ("Flood kills 40 in Northport", "Hundreds of villagers killed in Northport flood", "tells of hundreds killed"),
        ("Northport'ta sel: onlarca ölü", "Northport'ta sel: yüzlerce ölü", "tells of hundreds killed"),
        ("Наводнение в Умани: десятки погибших", "Наводнение в Умани: сотни погибших", "tells of hundreds killed"),
        ("فيضانات في طبس: عشرات القتلى", "فيضانات في طبس: مئات القتلى", "tells of hundreds killed"),
        ("Inondation à Lirac", "Des morts dans une inondation à Lirac", "tells of deaths first"),
        ("Brand in der Mühle von Celle", "Tote bei Brand in der Mühle von Celle", "tells of deaths first"),
        ("Incendio en el molino de Lirquen", "Muertos en incendio del molino de Lirquen", "tells of deaths first"),
        ("Пожежа на млині біля Умані", "Пожежа на млині біля Умані, є загиблі", "tells of deaths first"),
    ],
)
def test_the_first_deaths_of_a_story_and_more_than_were_told_need_no_number(told: str, new: str, what: str) -> None:
    found = headlines(new, told)
    assert found.kind is VerdictKind.UPDATE and found.why.endswith(what), found.why


@pytest.mark.parametrize(
    ("told", "text", "new"),
    [
        ("Fire at Northport mill", "Two guards were killed.", "Guards killed in Northport mill fire"),
        ("Guards dead in Northport mill fire", "", "Guards killed in Northport mill fire"),
        ("Hundreds dead in Northport flood", "", "Dozens dead in Northport flood"),
        ("Flood kills 240 in Northport", "", "Hundreds killed in Northport flood"),
        ("Northport dockers march", "", "Northport dockers march over killing of guard"),
        ("Northport dockers march", "", "Northport dockers march against death penalty"),
        ("", "", ""),
    ],
)
def test_deaths_that_were_told_are_none_first_told(told: str, text: str, new: str) -> None:
    found = headlines(new, told, text)
    assert "tells of" not in found.why, found.why


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Police arrest architect over Northport mill fire", "Police arrest mayor over Northport mill fire", "mayor"),
        ("Airstrike on Lirquen kills 5 guards", "Airstrike on Temuco kills 5 guards", "temuco"),
        ("Northport canal closed to tankers", "Northport canal open to tankers", "open"),
        ("Power cut in Northport mill", "Power restored in Northport mill", "restored"),
        ("Polizei verhaftet Müller nach Brand in Celle", "Polizei verhaftet Bäcker nach Brand in Celle", "backer"),
        ("Détention du maire de Lirac prolongée", "Détention du juge de Lirac prolongée", "juge"),
        ("Detenido el alcalde de Temuco por fraude", "Detenido el obispo de Temuco por fraude", "obispo"),
        ("Мост в Умани закрыт для машин", "Мост в Умани открыт для машин", "открыт"),
        ("Міст в Умані закрито для машин", "Міст в Умані відкрито для машин", "відкрито"),
        ("Tebas köprüsü trafiğe kapandı bugün", "Tebas köprüsü trafiğe açıldı bugün", "acildi"),
        ("إغلاق جسر طبس أمام الشاحنات", "افتتاح جسر طبس أمام الشاحنات", "افتتاح"),
    ],
)
def test_another_word_in_the_same_headline_is_news(told: str, new: str, what: str) -> None:
    found = headlines(new, told)
    assert found.kind is VerdictKind.UPDATE and f"says {what} instead of" in found.why, found.why
    assert headlines(told, told).kind is not VerdictKind.UPDATE


@pytest.mark.parametrize(
    ("told", "text", "new"),
    [
        ("Police arrest architect of Northport mill", "", "Police detain architect of Northport mill"),
        ("Strike hits Hassakeh mill at night", "", "Strike hits Hasakah mill at night"),
        ("Fire at mill of Northport kills guard", "The blaze began at noon.", "Blaze at mill of Northport kills guard"),
        ("Northport mill burns", "", "Northport mill closed"),
        ("Mill of Northport burns, mayor says", "", "Mill of Northport burns, mayor confirms"),
    ],
    ids=[
        "another verb for it",
        "another spelling",
        "what a text said",
        "too little is the same",
        "one says, one confirms",
    ],
)
def test_another_word_for_the_same_in_a_headline_is_no_news(told: str, text: str, new: str) -> None:
    assert "instead of" not in headlines(new, told, text).why


def test_the_first_number_of_a_story_in_a_known_language_counts_people() -> None:
    told = article("Strike shuts the port of Lirquen", "Workers of the port of Lirquen stopped work.", feed="wire")
    again = article("Strike shuts the port of Lirquen: 5 things", "Workers of the port of Lirquen stopped.", feed="b")
    assert verdict(again, told).kind is VerdictKind.SAME_STORY


def test_a_headline_without_words_does_nothing() -> None:
    assert turn("㊀ 12", ["Ferry sinks"]) == turn("", ["Ferry sinks"]) == ""


def test_that_something_will_be_found_is_no_turn() -> None:
    assert not turn("More victims of the ferry will be found, rescuers warn", ["Ferry of Northport sinks"])


def test_a_part_of_those_counted_takes_the_place_of_no_count() -> None:
    text = "Rescue workers counted 47 wounded at the mill."
    found = headlines("Two guards wounded in Northport mill blast", "Blast at Northport mill", text)
    assert found.kind is VerdictKind.UPDATE and "2 wounded" in found.new and "47" not in found.why
    lowered = headlines("Northport mill blast: number of wounded lowered to 12", "Blast at Northport mill", text)
    assert "wounded: 47 -> 12" in lowered.new
