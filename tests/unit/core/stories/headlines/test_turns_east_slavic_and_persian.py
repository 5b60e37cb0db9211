"""What headlines in Ukrainian, Russian and Persian turn, beside a told one of the same story."""

import pytest

from monitor.core.stories.headlines.reversals import turn

TRUCE, BRIDGE, LIGHT = "Путин объявил пасхальное перемирие", "Рух мостом обмежено", "Без світла 40 тисяч родин"


@pytest.mark.parametrize(
    ("new", "told", "what"),
    [
        ("Киев согласился на пасхальное перемирие", TRUCE, "accepts"),
        ("Міст перекрито", BRIDGE, "closes"),
        ("Світло повернули всім родинам", LIGHT, "restores"),
        ("Пожежу на підстанції ліквідовано", "Пожежа на підстанції", "is contained"),
        ("Росіян вибили з промзони", "Росіяни у промзоні", "repels"),
        ("Рада ухвалила закон про мобілізацію", "Рада розглядає закон про мобілізацію", "approves"),
        ("Президент підписав закон", "Рада ухвалила закон", "signs"),
        ("ГУР взяло на себя ответственность за Су-30", "Разбился Су-30", "claims the attack"),
        ("Обмен пленными сорван", "Обмен пленными готовится", "ends"),
        ("Завод оштрафовали за утечку", "Утечка на заводе", "is fined"),
        ("ایران آتش‌بس را پذیرفت", "ترامپ آتش‌بس را اعلام کرد", "accepts"),
        ("فرودگاه مهرآباد بسته شد", "پروازهای مهرآباد تأخیر دارد", "closes"),
        ("فرودگاه مهرآباد بازگشایی شد", "فرودگاه مهرآباد بسته شد", "takes up again"),
        ("آتش بندر مهار شد", "بندر در آتش", "is contained"),
        ("داعش مسئولیت حمله را پذیرفت", "حمله در کرمان", "claims the attack"),
        ("رئیس‌جمهور اسرائیل را عامل ترور خواند", "ترور در تهران", "accuses"),
    ],
)
def test_a_headline_that_turns_its_story(new: str, told: str, what: str) -> None:
    assert turn(new, [told]).startswith(what)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("Крымский мост перекрыли", "Крымский мост закрыт"),
        ("Київ погодився на перемир'я", "Киев согласился на перемирие"),
        ("Вибили вікна в будинку", "Пошкоджено вікна в будинку"),  # windows
        ("Агента ліквідовано", "Вбито агента"),  # no fire
        ("Песков: видео снято в другом городе", "Песков о видео из города"),  # nothing is lifted
    ],
)
def test_a_headline_that_retells_turns_nothing(new: str, told: str) -> None:
    assert turn(new, [told]) == ""
