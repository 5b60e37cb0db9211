"""The same as common.py for governments and votes, banks and rates, courts and strikes of workers."""

from __future__ import annotations

TURNS = {
    "accepts": "accepts accepted accepte acceptent",
    "leaves office": "sacked sacks",
    "is brought down": "toppled topples ousted ousts renversé renversée gestürzt свергнут свергли свергнута devrildi "
    "derrocado derrocada",
    "wins": "wins winner victory réélu réélue vainqueur victoire remporte remportent kazandı kazanan победил "
    "победила победили победителем победу فوز فاز يفوز تفوز gewinnt wahlsieg wahlsieger ganó ganador ganadora "
    "vencedor vencedora",
    "concedes": "concedes conceded",
    "is foiled": "foiled foils thwarted thwarts déjoué déjouée déjouent bastırıldı bastırdı إحباط أحبطت vereitelt "
    "frustrado frustrada",
    "takes office": "inaugurated vereidigt",
    "expels": "deported deports expelled expels expulsé expulsée expulsés депортирован депортированы депортировали "
    "deportado deportada deportados abgeschoben",
    "downgrades": "downgrades downgraded",
    "declares an emergency": "notstand",
    "boycotts": "boycott boycotts boycotted boycotting boycotte boycottent boycotter boykot boykott boykottiert "
    "бойкот бойкотирует бойкотируют бойкота boicot boicotea boicotean boicote boicota boicotam",
    "is genuine": "genuine authentic authenticated authentique authentiques authentifié authentifiée auténtico "
    "auténtica autêntico autêntica подлинность подлинный подлинная",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "agrees": "deal reached, agreement reached, reach deal, reaches deal, reach agreement, reaches agreement, strike "
    "deal, strikes deal, agree deal, agrees deal, accord trouvé, accord conclu, anlaşma sağlandı, anlaşmaya varıldı, "
    "достигнута договоренность, достигли договоренности, достигнуто соглашение, التوصل إلى, einigung erzielt, "
    "einigen sich, acuerdo alcanzado, alcanzan acuerdo",
    "transfers": "moved to, transferred to",
    "breaks off relations": "cuts ties, cut ties, severs ties, severed ties, cuts contact, cut contact, разорвал "
    "отношения, разорвала отношения, разрыв отношений, قطع العلاقات, تقطع العلاقات, قطعت العلاقات, rompe relaciones, "
    "rompt relations, ilişkileri kesti, ilişkilerini kesti",
    "closes": "shut down, shuts down, is shut, are shut, remain shut",
    "approves": "принял закон, приняла закон, приняли закон, принял бюджет, приняла бюджет, kabul edildi, kabul etti",
    "leaves office": "premier quits, minister quits, president quits, chancellor quits, leader quits, chief quits, "
    "mayor quits, chairman quits, governor quits, steps down, step down, stepped down",
    "calls off": "called off, calls off",
    "ends": "prend fin, prennent fin, met fin, mettent fin, declared free",
    "wins": "has won, have won, won the, est élu, est élue, élu président, élue présidente, élu maire, élue maire, "
    "élu avec, élue avec, elected president, elected leader, elected mayor, elected pope, elected speaker",
    "concedes": "admits defeat, concede defeat, reconnaît sa, reconoce su, признал поражение, признала поражение",
    "loses a vote": "loses confidence, lost confidence, loses vote, loses trust",
    "takes office": "takes over, took over, yemin etti, принес присягу, принесла присягу, اليمين الدستورية, prête "
    "serment",
    "expels": "sınır dışı",
    "raises rates": "raises rates, raise rates, hikes rates, hike rates, lifts rates, raises interest, hikes "
    "interest, faizi artırdı, faiz artırdı, повысил ставку, يرفع الفائدة, رفع الفائدة, erhöht leitzins, sube tasas",
    "cuts rates": "cuts rates, cut rates, lowers rates, cuts interest, lowers interest, cut interest, faizi indirdi, "
    "faiz indirdi, снизил ставку, يخفض الفائدة, خفض الفائدة, senkt leitzins, baja tasas",
    "declares an emergency": "olağanüstü hal, режим чс, чрезвычайное положение, حالة الطوارئ",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "closes": "airport shut, airports shut, crossing shut, border shut, schools shut, port shut, road shut, plant shut",
    "leaves office": "fires minister, fired minister, dismisses minister",
    "takes office": "sworn as",
    "wins": "won election, gana elecciones",
    "fails": "переворот провалился, мятеж провалился, путч провалился, план провалился, переговоры провалились",
    "ends": "fin grève, fin grèves, fin huelga",
    "raises rates": "relève taux, sube tipos, erhöht zinsen",
    "cuts rates": "baisse taux, abaisse taux, baja tipos, senkt zinsen",
    "declares an emergency": "declares emergency, declared emergency, décrète urgence, proclame urgence, declara "
    "emergencia",
    "takes up again": "аэропорт открыт, аэропорт открылся",
}
"""The same of a word and one that stands anywhere behind it."""
