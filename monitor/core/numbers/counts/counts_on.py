"""Does a number behind another one count the same? Two killed in Morek, three in Saraqib; but not two killed, three
rescued, nor two killed, 3,000 homes destroyed."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.core.text.fold import words_of

PEOPLE = words_of(
    "people persons person civilians civilian soldiers soldier troops children child women woman men man "
    "residents fighters rebels militants gunmen families refugees members victims medics officers police workers "
    "pupils students passengers migrants kids kid infants babies teachers doctors nurses journalists terrorists "
    "citizens insurgents jihadists villagers brothers sisters siblings relatives detainees prisoners inmates "
    "hostages captives paramedics rescuers firefighters volunteers farmers shepherds drivers labourers laborers "
    "miners fishermen fishers traders vendors shopkeepers shoppers worshippers worshipers mourners pilgrims "
    "tourists patients policemen guards sailors commanders generals colonels conscripts recruits servicemen "
    "servicewomen personnel militiamen mercenaries attackers bombers suspects reporters photographers activists "
    "protesters protestors demonstrators "
    "employees lawyers imams clerics priests teenagers toddlers newborns boys girls mothers fathers grandparents "
    "foreigners "
    "nationals Syrians Turks Russians Iranians Iraqis Afghans Palestinians Israelis Ukrainians Lebanese kişi "
    "sivil asker askeri polis çocuk kadın aile işçi öğrenci öğretmen doktor hemşire gazeteci milis militan "
    "terörist er subay korucu çoban köylü göçmen mülteci yolcu personnes personne civils soldats enfants femmes "
    "hommes combattants familles soignants employés gardes médecins secouristes journalistes élèves ouvriers "
    "miliciens kes zarok "
    "человек мирных жителей военных детей женщин боевиков семей солдат военнослужащих медиков врачей спасателей "
    "учителей учеников рабочих журналистов мужчин подростков полицейских террористов офицеров "
    "personas civiles soldados niños mujeres hombres policías pessoas civis crianças mulheres policiais persone civili "
    "soldati bambini donne uomini Menschen Zivilisten Soldaten Kinder Frauen Männer Polizisten osób cywilów żołnierzy "
    "dzieci kobiet نفر تن غیرنظامی سرباز کودک معترض زندانی کارگر شهروند людей осіб цивільних військових дітей жінок "
    "شخص أشخاص مدني مدنيا مدنيين طفل أطفال امرأة نساء جندي جنود عنصر عناصر عائلة رجل رجال طالب طلاب مسعف مسعفين "
    "مسعفون طبيب أطباء ممرض صحفي صحفيين عامل عمال متطوع متطوعين نازح نازحين مسلح مسلحين مقاتل مقاتلين ضابط ضباط "
    "شاب شبان فتاة رضيع رضع شخصا طفلا جنديا عنصرا رجلا مسلحا مقاتلا ضابطا طالبا عاملا شابا"
)
"""Whom a number may count."""
MORE = words_of(
    "more others other another autres autre еще других daha diğer más otros otras outros outras altri altre weitere "
    "innych інших آخرين آخرون أخرى اخرين"
)
_WHERE = words_of(
    "in at near around outside inside on of from among between by with since over "
    "del em na nas nel nella nei im bei w біля "
    "dans à près en de des du parmi entre au aux sur depuis в во под у на из среди возле с "
    "في قرب من بين ب على عند خلال li ji"
)
"""Before a place, or those of whom they are a part."""
_NO_PLACE = words_of(
    "hospital hospitals need danger custody shelters shelter tents critical safety prison jail favour favor "
    "hôpital besoin danger garde больнице больницах нужде опасности المستشفى المستشفيات حاجة خطر"
)
"""In hospital nobody is dead; in need and in custody neither."""
INCLUDED = words_of(
    "including include includes dont notamment aralarında включая числе incluidos incluidas incluido incluida "
    "incluindo darunter davon compresi بينهم بينها منهم"
)
"""Before a number of some of those who were counted."""
_REACH = 3
"""Words among which it stands whom the number counts: 12 Turkish soldiers."""


def counts_on(behind: Sequence[str]) -> bool:
    """Whether a number may still count what the one before it does, by the folded words ``behind`` it in its part of
    the sentence: none, those of people, or where."""
    named = next((at for at, word in enumerate(behind[:_REACH]) if word in PEOPLE), None)
    rest = [word for word in (behind if named is None else behind[named + 1 :]) if word not in MORE]
    while rest and rest[0] in PEOPLE:  # мирных жителей
        del rest[0]
    if not rest:
        return True
    return rest[0] in INCLUDED or (rest[0] in _WHERE and not (len(rest) > 1 and rest[1] in _NO_PLACE))
