"""What a headline turns: denials, arrests, ends, what happens again, what was announced."""

import pytest

from monitor.core.stories.headlines.reversals import counts_more, turn
from monitor.core.stories.headlines.turn_table import ONES
from monitor.core.text.fold import words_of
from tests.unit.core.stories.told import headlines


def test_no_word_turns_a_story_in_two_ways() -> None:
    """The last of two lists would win in silence."""
    turns = [(what, words_of(words)) for lists in ONES for what, words in lists.items()]
    for what, words in turns:
        twice = [(other, word) for other, others in turns if other != what for word in words & others]
        assert not twice, f"{what}: {twice}"


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("Two firefighters among dead in Northport ferry", "tells who is among those killed"),
        ("Son of mayor among those hurt on Northport ferry", "tells who is among those wounded"),
        ("Deux pompiers parmi les morts du ferry", "tells who is among those killed"),
        ("Двое пожарных среди погибших на пароме", "tells who is among those killed"),
        ("رجال إطفاء بين القتلى في العبارة", "tells who is among those killed"),
        ("Fear spreads among refugees in Northport", ""),
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
    ("new", "what"),
    [
        ("All kidnapped dockers free in Northport", "frees (free)"),
        ("Kidnappers release two dockers in Northport", "frees (release)"),
        ("Northport police retract report on dockers", "corrects (retract)"),
        ("Union demands release of Northport dockers", ""),
        ("Northport union demands dockers' release", ""),
        ("Buses free for Northport dockers", ""),
        ("Fires break out in Northport", ""),
    ],
)
def test_what_several_do_turns_a_story_as_what_one_does(new: str, what: str) -> None:
    told = "Gunmen kidnap dockers in Northport"
    assert turn(new, [told]) == what
    assert turn(new, [told, new]) == ""


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


def test_an_explanation_turns_nothing() -> None:
    told = "Northport mayor dismisses harbour chief over docks"
    found = headlines("Why Northport mayor rejects harbour chief over docks", told)
    assert "rejects" not in found.why


@pytest.mark.parametrize(
    ("told", "retold"),
    [
        (["Russia rejects Turkish truce plan"], "Moscow refuses Turkish truce plan"),
        (["Russia rejects Turkish truce plan"], "Turkish truce plan not accepted by Russia"),
        (["Hamas leader killed", "Hamas denies leader was killed"], "Hamas leader not killed, says Hamas"),
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
        ("Grain deal hailed again", False),
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
    assert not turn(new, ["Something else is the news"]).startswith("happens again")


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


def test_a_headline_without_words_does_nothing() -> None:
    assert turn("㊀ 12", ["Ferry sinks"]) == turn("", ["Ferry sinks"]) == ""


def test_that_something_will_be_found_is_no_turn() -> None:
    assert not turn("More victims of the ferry will be found, rescuers warn", ["Ferry of Northport sinks"])


def test_what_was_to_be_done_is_done_in_the_past_tense_too() -> None:
    told = ["Northport court to rule on harbour plan", "Mayor will visit Ashford"]
    assert turn("Harbour plan ruled unlawful by Northport court", told) == "does what was announced (ruled)"
    assert turn("Mayor visited Ashford", told) == "does what was announced (visited)"
    assert turn("Northport court ruled out of harbour plan", [*told, "Northport court ruled on harbour plan"]) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Brigade advances on Northport", "Northport falls to brigade", "captures (falls)"),
        ("Brigade advances on Northport", "Brigade enters Northport", "enters"),
        ("Guild holds talks on Northport truce", "Guild walks out of Northport truce talks", "withdraws (walks)"),
        ("Guild to hold talks on Northport truce", "Guild begins talks on Northport truce", "begins"),
        ("Guild holds talks on Northport truce", "Guild returns to Northport truce talks", "takes up again (returns)"),
        ("Guild agrees truce in Northport", "Northport truce extended for a week", "extends (extended)"),
        ("Guild agrees truce in Northport", "Northport truce takes effect", "takes effect (takes)"),
        ("Guild agrees truce in Northport", "Northport truce expires", "ends (expires)"),
        ("Guild agrees truce in Northport", "Northport truce is over, guild says", "ends (is)"),
        ("Northport crossing opens", "Northport crossing closed", "closes (closed)"),
        ("Mine strike: third miner dies in Northport", "Fourth miner dies in Northport", "again (fourth miner)"),
        ("الهدنة في طبس", "تمديد الهدنة في طبس", "extends (تمديد)"),
        ("Перемирие в Лирске", "Перемирие в Лирске вступило в силу", "takes effect (в)"),
    ],
)
def test_what_becomes_of_a_siege_talks_and_a_truce_is_told(told: str, new: str, what: str) -> None:
    assert turn(new, [told]).endswith(what) or turn(new, [told]).endswith(f"({what})"), turn(new, [told])
    assert turn(new, [told, new]) == ""


@pytest.mark.parametrize(
    ("told", "new"),
    [
        ("Guild captures Northport", "Northport falls to guild"),
        ("Northport truce extended", "Guild to extend truce: Northport truce extension agreed"),
        ("Northport truce expires", "Northport truce is over"),
        ("Fire near Northport", "Fire breaks out near Northport"),
        ("Snow on Northport", "Snow falls on Northport"),
    ],
)
def test_the_same_in_another_word_is_told(told: str, new: str) -> None:
    assert turn(new, [told]) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Pożar zakładów w Rudnie", "Dyrektor zakładów w Rudnie zatrzymany", "arrests"),
        ("Incendio nella fabbrica di Lerna", "Il sindaco di Lerna smentisce l'incendio", "denies"),
        ("Incêndio na fábrica de Lourosa", "Prefeito de Lourosa nega incêndio", "denies"),
        ("Φωτιά σε εργοστάσιο στη Λυρσίνα", "Συνελήφθη ο διευθυντής του εργοστασίου της Λυρσίνας", "arrests"),
        ("Φωτιά σε εργοστάσιο στη Λυρσίνα", "Παραιτήθηκε ο δήμαρχος της Λυρσίνας", "leaves office"),
        ("انفجار در کارخانه رودان", "مدیر کارخانه رودان بازداشت شد", "arrests"),
        ("انفجار در کارخانه رودان", "شهردار رودان استعفا داد", "leaves office"),
        ("ماهیگیران رودان ناپدید شدند", "ماهیگیران رودان پیدا شدند", "finds"),
        ("鹿川化工厂爆炸", "鹿川化工厂厂长被捕", "arrests"),
        ("鹿川化工厂爆炸", "鹿川化工廠業主否認存放違禁品", "denies"),
        ("鹿川停电", "鹿川恢复供电", "restores"),
        ("鹿川の工場で爆発", "鹿川市長が辞任", "leaves office"),
        ("Explosion in Ruhlsdorf", "Bürgermeister von Ruhlsdorf tritt nach Explosion zurück", "leaves office"),
        ("Explosion in Ruhlsdorf", "Polizei nimmt in Ruhlsdorf Leiter der Fabrik fest", "arrests"),
        ("Explosion in Ruhlsdorf", "Kurzschluss löste Explosion in Ruhlsdorf aus", "tells the cause"),
        ("Explosion à Lirac", "Le directeur placé en garde à vue à Lirac", "arrests"),
        ("انفجار في رشدان", "توقيف مدير مصنع رشدان", "arrests"),
        ("انقطاع الكهرباء في رشدان", "عودة التيار إلى رشدان", "restores"),
        ("Kayırlı'da patlama", "Kayırlı'da fabrika müdürü gözaltında", "arrests"),
        ("Kayırlı'da feribot battı", "Kayırlı'daki feribotta arama yeniden başladı", "takes up again"),
        ("Kayırlı'da feribot battı", "Kayırlı feribotunun kaptanı fazla yükü itiraf etti", "confesses"),
        ("Un ferry coule à Lirac", "Ferry de Lirac : douze passagers sauvés", "rescues"),
        ("Un ferry coule à Lirac", "Les recherches du ferry de Lirac interrompues", "puts off"),
        ("Un ferry se hunde en Lirquén", "Rescatan a pasajeros del ferry de Lirquén", "rescues"),
        ("Пором затонув у Лірську", "Капітан порома в Лірську визнав перевантаження", "confesses"),
        ("Hochwasser in Ruhlsdorf", "Altstadt von Ruhlsdorf evakuiert", "evacuates"),
        ("Вспышка холеры в Лирске", "В Лирске запретили купание", "bans"),
        ("خطة الميناء في طبس", "مجلس طبس أقر خطة الميناء", "approves"),
        ("Milisler Ramlan'a saldırdı", "Milisler Ramlan'ı ele geçirdi", "captures"),
        ("Angriff auf Ramlan", "Miliz nimmt Ramlan ein", "captures"),
        ("Attaque de Ramlane", "La milice s'empare de Ramlane", "captures"),
        ("Ataque a Ramlán", "La milicia toma Ramlán", "captures"),
        ("Нападение на Рамлан", "Боевики объявили о захвате Рамлана", "captures"),
        ("Напад на Рамлан", "Рамлан взято під контроль бойовиків", "captures"),
        ("Militia attacks Ramlan", "Ramlan has fallen, militia says", "captures"),
        ("Cholera outbreak in Ramlan", "Cholera spreads to Morvan from Ramlan", "spreads"),
        ("تفشي الكوليرا في رملان", "امتداد الكوليرا من رملان", "spreads"),
        ("Cholera in Ramlan", "Cholera greift von Ramlan auf Morvan über", "spreads"),
        ("Cholera outbreak in Ramlan", "Vaccines arrive in Ramlan to fight outbreak", "arrives"),
        ("Вспышка холеры в Рамлане", "В Рамлан прибыла партия вакцин", "arrives"),
        ("Спалах холери в Рамлані", "Посольство евакуює персонал з Рамлана", "evacuates"),
        ("Нападение на Рамлан", "Тысячи людей бегут из Рамлана", "flee"),
        ("هجوم على مخيم رملان", "فرار الآلاف من رملان", "flee"),
        ("Напад на Рамлан", "Радбез збереться через Рамлан", "meets"),
        ("Бои в Лирске", "Стороны в Лирске договорились", "agrees"),
        ("اشتباكات في رملان", "اتفاق بين الطرفين في رملان", "agrees"),
        ("Ramlan'da çatışma", "Ramlan'da taraflar anlaştı", "agrees"),
        ("Мост в Лирске закрыт", "Мост в Лирске вновь открыт", "takes up again"),
        ("Ramlan köprüsü kapatıldı", "Ramlan köprüsü yeniden açıldı", "takes up again"),
        ("إغلاق جسر رملان", "إعادة فتح جسر رملان", "takes up again"),
        ("Перемирие в Лирске", "Перемирие в Лирске нарушено", "ends"),
        ("Ramlan'da ateşkes", "Ramlan'da ateşkes ihlal edildi", "ends"),
        ("هدنة في رملان", "خرق الهدنة في رملان", "ends"),
        ("Ramlan'da tahliye başladı", "Ramlan'da tahliye tamamlandı", "ends"),
        ("Удар по Лирску", "Министерство опровергло удар по Лирску", "denies"),
        ("В Лирске убит главарь", "Власти подтвердили смерть главаря в Лирске", "confirms"),
        ("Тысячи в Лирске", "Тысячи покинули дома в Лирске", "flee"),
        ("مهمة في رملان", "المجلس يمدد المهمة في رملان", "extends"),
        ("Голосование по Лирску", "Вето по Лирску", "rejects"),
    ],
)
def test_turns_are_heard_in_further_languages_and_ways(told: str, new: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)
    assert turn(new, [told, new]) == ""


@pytest.mark.parametrize(
    ("told", "new", "what"),
    [
        ("Northport without power", "Power restored in Northport", "restores (restored)"),
        ("Blast at Northport water plant", "Northport without water", "is without (without)"),
        ("Удар по Лирску", "Лирск остался без света", "is without (без)"),
        ("Guild chief killed in Northport", "Guild names successor to chief", "appoints (names)"),
        ("Chef der Gilde in Celle getötet", "Gilde in Celle ernennt Nachfolger", "appoints (ernennt)"),
        ("Blast in Northport", "Old boiler behind Northport market blast", "tells the cause (behind)"),
        ("Blast in Northport", "Guild chief put behind bars in Northport", ""),
        ("Brand in Celle", "Bürgermeister nimmt in Celle ein Bad", ""),
        ("Blast in Northport", "Nine hurt in Northport, blast leaves glass behind", ""),
        ("Crowds march in Northport", "Police fire tear gas at crowds in Northport", "uses force on a crowd (tear)"),
        ("Protesty w Rudnie", "Gaz łzawiący na protestach w Rudnie", "uses force on a crowd (gaz)"),
        ("Pilot in Northport ferry crash held", "Pilot faces manslaughter charges", "brings to court (faces)"),
        ("Fünf Tote in Celle", "Zahl der Toten in Celle steigt auf elf", "counts more than before (steigt)"),
        ("Cinco muertos en Lirquén", "Suben a once los muertos en Lirquén", "counts more than before (suben)"),
        ("Fünf Tote in Celle", "Zahl der Toten in Celle steigt auf 11", ""),
        ("Взрыв в Лирске", "Причиной взрыва в Лирске стал газ", "tells the cause (причинои)"),
        ("Blast in Northport kills two", "Third docker dies of injuries in Northport", "tells of a later death (of)"),
        ("Blast in Northport kills two", "Northport buries victims of blast", "buries"),
    ],
)
def test_what_comes_after_a_disaster_is_told(told: str, new: str, what: str) -> None:
    assert (turn(new, [told]) or counts_more(new, [told])) == what
    assert turn(new, [told, new]) == counts_more(new, [told, new]) == ""
