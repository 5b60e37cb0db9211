"""The same words as in units.py, by the names of the units, in Spanish, Portuguese, Italian, German, Polish, Ukrainian
and Persian, and the commonest of Haitian Creole."""

from __future__ import annotations

STEMS_BEYOND = {
    "killed": "fallecid fallecim asesinad asesinat masacrad falecid assassinad uccis uccid decedut vittim getötet "
    "ermordet "
    "erschossen todesopfer "
    "ertrunken zabij zginę zginą śmierteln загибел загибл загину вбит کشته جانباخت",
    "wounded": "herid lesionad verletzt verwundet rannych ranion poszkodowan поранен постражд травмован "
    "زخمی مجروح مصدوم",
    "displaced": "desplazad refugiad deslocad desalojad desabrigad sfollat profugh rifugiat vertrieben geflüchtet "
    "obdachlos flüchtling uchodźc przesiedl переміщен біжен آواره آوارگان",
    "held": "detenid retenid encarcelad rehen aprehend detid refens prisioner prigionier "
    "ostagg rapit raptad detenut "
    "festgenommen verhaftet inhaftiert entführt häftling aresztowan porwan zakładni "
    "затриман заарештован полонен викраден заручник بازداشت دستگیر زندانی",
}
"""None with which a word of English, French, Turkish, Russian or Arabic begins that means another thing: zabıta is the
police of a Turkish town, Feride a name."""
WORDS_BEYOND = {
    "killed": "muerto muertos muerta muertas muerte muertes murió murieron muere mueren mata matan mataron "
    "asesina asesinan asesinó asesinaron fallece fallecen falleció fallecieron deceso decesos abatido abatidos "
    "abatida abatidas abaten abatió abateu "
    "decapitado decapitados degollados óbito óbitos mouri touye morto mortos morta mortas morreu morreram morre "
    "morrem matam "
    "matou mataram morti muore muoiono tote toten toter totes stirbt sterben starb starben gestorben zmarł zmarła "
    "cadáver cadáveres cadavere cadaveri leichen leichnam zwłok zwłoki "
    "zmarło zmarli zabity zabici zabitych zabitym помер померла померло померли",
    "wounded": "hiere hieren hirió hirieron blese ferito ferita feriti ferite ferido ferida feridos feridas fere ferem "
    "feriu feriram ferisce feriscono "
    "verletzen ranny ranni ranna ranne rannego",
    "displaced": "huyen huyeron fogem fugiram fliehen flüchten flohen flüchteten geflohen",
    "held": "presos secuestrado secuestrados secuestrada secuestradas sequestrado sequestrados sequestrada "
    "sequestradas secuestra secuestran secuestró secuestraron sequestra sequestram sequestrou sequestraram "
    "detiene detienen detuvo detuvieron deteve detiveram prendeu prenderam kidnape geisel geiseln gefangene "
    "gefangener gefangenen jeńców zatrzymano zatrzymani zatrzymanych",
}
