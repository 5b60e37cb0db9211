"""The same as common.py for aid and who waits for it, epidemics, dams, floods and the way home, in all languages.

Left out is what is another word elsewhere: *reaches* (a toll), *leaves* (twelve dead), *entre* (Spanish), *violée* (of
a woman), *doublé* (folded *double*), *holds* and *hält* (folded *halt*) stand beside others only.
"""

from __future__ import annotations

TURNS = {
    "turns back": "refoulé refoulée refoulés refoulées refoule refoulent zurückgewiesen zurückgeschickt",
    "is stuck": "stranded stuck immobilisé immobilisée immobilisés immobilisées gestrandet varado varada varados "
    "varadas retido",
    "calls off": "renonce renoncent",
    "comes back": "resurges resurgence resurfaces reappears resurgit resurgissent réapparaît réapparaissent resurge "
    "resurgen reaparece reaparecen ressurge ressurgem",
    "multiplies": "doubles doubled triples tripled quadruples quadrupled doublent triplent verdoppelt verdreifacht "
    "duplica duplican triplica triplican duplicam triplicam удвоилось удвоилась утроилось تضاعف تضاعفت",
    "ends": "خلو",
    "overflows": "overflows overflowed overtops overtopped déborde débordent desborda desbordan desbordó transborda "
    "transbordam transbordou",
    "eases": "eases eased relaxes desserré desserrée desserre allège allègent assouplit assoupli lockert gelockert "
    "смягчил смягчила смягчили",
    "begins": "débute débutent démarre démarrent beginnt startet gestartet comienza comienzan comenzó "
    "empieza inicia inician começa começam iniciou başladı началась начался начались начинается начинаются "
    "بدء",
    "widens": "widens widened expands expanded élargit élargi élargie توسيع توسع يوسع اتساع يتسع تتسع",
    "lays the blame": "blames accusent acusa acusan acusó acusam acusou suçladı suçluyor обвинил "
    "обвинила обвинили обвиняет обвиняют звинуватив звинуватила звинуватили اتهم اتهمت يتهم تتهم",
    "repairs": "colmaté colmatée",
    "rations": "rationing rationne rationnent rationné rationnée rationiert raciona racionan racionamiento "
    "racionamento",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "spreads": "spreads from, spread from",
    "arrives": "gets through, get through, got through, kommt an, kommen an",
    "turns back": "turned back, turns back, turn back, turned away, turns away, sent back, demi tour, rebrousse "
    "chemin, "
    "rebroussent chemin",
    "is stuck": "held up, hängt fest, hängen fest, sitzt fest, sitzen fest",
    "enters": "entre dans, entre à",
    "is allowed": "allowed to, allowed into, allowed through, allowed out, allowed home, "
    "permitted to, cleared to, lets in, let in, let through, lets through, autorisé à, autorisés à, autorisée à, "
    "dürfen zurück, السماح بعودة, السماح بدخول",
    "goes home": "return home, returns home, returned home, returning home, go home, back home, rentrent chez, nach "
    "hause, vuelven a, regresan a, voltam para, evlerine dönüyor, evlerine döndü",
    "is no longer so": "no longer",
    "collapses": "gives way, gave way, dam fails, dam failed, dam collapses, dam collapsed, levee collapses, barrage "
    "cède, digue cède, se rompe, barragem rompe, presa cede",
    "takes up again": "عودة العمل, back online, to normal, back on",
    "fails": "fail to",
    "puts off": "يعلقون الإضراب, علقوا الإضراب",
    "holds": "dam holds, levee holds",
    "ends": "free of, libre de, frei von",
    "runs out": "runs out, run out, ran out, running out, stocks exhausted",
    "is contained": "sous contrôle, unter kontrolle",
    "is out of danger": "of danger, de danger, de peligro, de perigo",
    "restores": "power back, electricity back, water back, internet back, lights back, kehrt zurück, recupera luz",
    "lays the blame": "blamed on",
    "brings to court": "charges captain, charges man, charges men, charges suspect, charges suspects, charges "
    "officials, "
    "charges officer, charges officers, charges crew, charges two, charges three, police charge, prosecutors charge",
    "multiplies": "a doublé, ont doublé, a triplé, ont triplé",
    "walks out": "on strike, en grève, en huelga, em greve, in streik",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "begins": "vaccination begins, withdrawal begins, evacuation begins, search begins, trial begins, strike begins, "
    "offensive begins, airlift begins, exodus begins, demolition begins, rescue begins, pullout begins, "
    "delivery begins, deliveries begin, swap begins, exchange begins, talks begin, vaccination starts, "
    "withdrawal starts, evacuation starts, trial starts, strike starts, offensive starts",
    "holds": "digue résiste, barrage résiste, digue tient, barrage tient",
    "restores": "regains power",
    "evacuates": "passengers off, crew off",
    "arrives": "convoy reaches, convoys reach, aid reaches, trucks reach, food reaches, convoi atteint, convois "
    "atteignent, convoi parvient, convois parviennent, aide parvient, ship reaches, warship reaches, rescuers reach, "
    "konvoi erreicht, hilfe erreicht, convoy alcanza, convoy logra",
    "frees": "lets go, let go, gibt frei, geben frei, deja ir, dejan ir",
    "is allowed": "lets into, let into, lets convoy, lets trucks, lets ship, lets aid, allows convoy, allows trucks, "
    "allows aid, allows entry, allow aid, allow entry",
    "lays the blame": "macht verantwortlich, machen verantwortlich",
    "multiplies": "cases double, deaths double, toll double, cases triple, deaths triple",
    "spreads": "cholera reaches, outbreak reaches, flood reaches, floods reach, water reaches, fire reaches",
    "opens the gates": "opens gates, open gates, opens floodgates, open floodgates, öffnet schleusen, ouvre vannes",
    "is out of danger": "fora risco, fuera riesgo",
    "widens": "weitet aus, weiten aus",
}
"""The same of a word and one that stands anywhere behind it."""
