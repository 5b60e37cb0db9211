"""What headlines name that is struck and what strikes it, where one is not the other: in English, French, Turkish,
Russian, Arabic, German, Spanish, Ukrainian, Italian, Portuguese and Polish."""

from __future__ import annotations

from monitor.core.text.fold import words_of

DISASTERS_APART = {
    "a fire": words_of(
        "fire fires blaze wildfire wildfires incendie incendies yangın yangını пожар пожара пожары حريق حرائق brand "
        "waldbrand incendio incendios пожежа пожежі incêndio pożar"
    ),
    "a flood": words_of(
        "flood floods flooding inondation inondations sel seli наводнение наводнения فيضان فيضانات سيول "
        "überschwemmung hochwasser inundación inundaciones повінь alluvione inundação powódź"
    ),
    "an earthquake": words_of(
        "earthquake earthquakes quake quakes séisme séismes deprem землетрясение زلزال erdbeben terremoto "
        "sismo землетрус trzęsienie"
    ),
}
"""None of which comes of another one, as a fire of an explosion or a flood of a storm."""
TARGETS = {
    "a hospital": words_of(
        "hospital hospitals clinic hôpital hôpitaux clinique hastane hastanesi hastaneye больница больницу больницы "
        "مستشفى مشفى krankenhaus клініка лікарню лікарня szpital ospedale"
    ),
    "a school": words_of(
        "school schools university école écoles université okul okulu okula школа школу школы школе مدرسة مدارس جامعة "
        "schule universität escuela colegio universidad школи szkołę szkoła scuola escola"
    ),
    "a market": words_of(
        "market markets bazaar marché pazar pazarı çarşı рынок рынке рынку سوق markt mercado ринок ринку targ mercato"
    ),
    "a mosque": words_of("mosque mosques mosquée cami camii camiye мечеть мечети مسجد جامع moschee mezquita meczet"),
    "a church": words_of("church churches église kilise церковь церкви كنيسة kirche iglesia церква церкву kościół"),
    "a bakery": words_of("bakery bakeries boulangerie fırın fırını пекарня пекарню مخبز فرن bäckerei panadería"),
    "a prison": words_of("prison hapishane cezaevi тюрьма тюрьму سجن gefängnis cárcel prisión"),
    "a bridge": words_of("bridge köprü мост جسر brücke puente міст ponte"),
    "a camp": words_of("camp camps kamp kampı лагерь лагерю مخيم مخيمات lager campamento табір obóz"),
    "a tanker": words_of(
        "tanker tankers pétrolier pétroliers tankeri tankere танкер танкера танкеру tankschiff petrolero petroleiro "
        "petroliera zbiornikowiec"
    ),
    "a container ship": words_of(
        "container containership conteneurs konteyner контейнеровоз контейнеровоза حاويات containerschiff "
        "portacontenedores portacontainer kontenerowiec"
    ),
    "a bulk carrier": words_of(
        "bulk bulker vraquier vraquiers сухогруз сухогруза балкер балкера massengutfrachter granelero graneleiro"
    ),
    "a warship": words_of(
        "warship warships frigate frigates destroyer corvette frégate fırkateyn эсминец фрегат корвет فرقاطة بارجة "
        "kriegsschiff fregatte fragata fregata"
    ),
    "a ferry": words_of("ferry ferries feribot паром паромы fähre traghetto"),
}
_TARGETS = frozenset[str]().union(*TARGETS.values())


def is_target(word: str) -> bool:
    """Whether a folded word names what may be struck."""
    return word in _TARGETS
