"""The same as common.py for what is offered and answered: truces and talks, sanctions, prices and bans, and for ships
that are held or aground, in all languages.

Left out is what is another word elsewhere: *backs* behind a hyphen is *backed*, *prolonged* (a drought), *agrees* and
*lowers* (a toll) stand beside others only.
"""

from __future__ import annotations

TURNS = {
    "backs": "backs endorses soutient soutiennent apoya apoyan apoia apoiam destekledi destekliyor",
    "accepts": "تقبل يقبل قبول",
    "approves": "adopts adopted beschließt beschlossen موافقة الموافقة",
    "agrees": "توافق يوافق",
    "opposes": "opposes",
    "ends": "breached breaches breaching violates expire expirée expiré",
    "extends": "prolongs prolongée prolongées prolongés reconduite verlängerung",
    "stalls": "stall stalls stalled deadlock deadlocked impasse stocken stockt estancadas estancado тупике çıkmaza "
    "تعثر "
    "تعثرت",
    "puts off": "unterbrochen",
    "bans": "bans",
    "closes": "sperrt sperren gesperrt",
    "freezes": "freezes unfreezes gèle gèlent congela congelan congelam заморозил заморозила заморозили",
    "joins": "joins rejoint присоединился присоединилась присоединились",
    "leaves unchanged": "unchanged inchangé inchangée unverändert",
    "confiscates": "confiscates confiscated impounds impounded confisque confisquent confisqué confisquée "
    "beschlagnahmt "
    "beschlagnahmen confisca confiscan confiscó",
    "negotiates": "negotiates négocie négocient verhandelt negocia negocian negociam",
    "tows": "towed tows remorqué remorquée abgeschleppt eingeschleppt remolcan remolca remolcado rebocado rebocam",
    "is cleared": "cleared",
    "finds": "located",
    "is free again": "refloated refloats afloat renfloué renflouée flott freigeschleppt freigegeben reflotado "
    "reflotada "
    "reflotan",
    "diverts": "diverts diverted diverting reroutes rerouted",
    "leaves": "verlässt zarpa zarpan zarpó",
    "frees": "suelta sueltan",
    "is on fire": "arde arden ardió",
    "says what is to come: frees": "freizugeben",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "rejects": "turns down, turned down, turn down, no to, dit non, dice no, sagt nein",
    "accepts": "yes to, dit oui, donne accord, says yes, sagt ja, dice sí",
    "agrees": "agrees on, agree on, einigt sich, se met, auf einigung",
    "opposes": "s oppose",
    "fails": "keine einigung, kein abkommen",
    "recalls its envoy": "geri çağırdı, отозвал посла, отозвала посла, استدعاء سفيرها, تستدعي سفيرها",
    "stays closed": "stay shut, stays shut, remains shut, stay closed, stays closed, remain closed, remains closed, "
    "bleibt gesperrt, bleibt geschlossen, reste fermé, reste fermée, restent fermées, sigue cerrado, sigue cerrada",
    "takes effect": "in force, in kraft, بدء سريان, بدء الهدنة",
    "is free again": "с мели, open again, opens again",
    "breaks apart": "splits in, breaks apart, broke apart, se parte, se partió, разломился пополам",
    "lifts": "رفع الإضراب, يرفعون الإضراب, فك الإضراب",
    "ends": "إنهاء إضراب, إنهاء الإضراب, إنهاء الحصار, إنهاء حصار",
    "extends": "nouveau délai, délai accordé, délai prolongé, truce prolonged, ceasefire prolonged, truce renewed, "
    "ceasefire renewed",
    "hands over": "hands over, handed over, hand over",
    "answers": "répond à, antwortet auf, responde a, ترد على, يرد على, ردها على, رده على",
    "takes up again": "wieder aufgenommen, wieder auf, wieder offen, wieder passierbar, wieder befahrbar, wieder frei, "
    "öffnet wieder",
    "runs out": "läuft aus, laufen aus",
    "rules out": "rules out, ruled out, rule out, schließt aus",
    "says what is to come: frees": "to release, to free, will release, will free, will freigeben, freigeben will",
    "loses contact": "loses contact, lost contact, contact lost",
    "is on fire": "catches fire, caught fire, catch fire, in brand",
    "tells of a leak": "oil leak, oil leaks, leaks oil, leak oil, fuel leak, leaking oil, leaks fuel",
    "leaves": "sets sail, set sail",
    "evacuates": "peacekeepers leave, troops leave, soldiers leave, forces leave",
    "tells of an attack or a blast": "drone hits, drones hit, missile hits, missiles hit, rocket hits, rockets hit, "
    "shell "
    "hits",
    "escorts": "navy escorts, warship escorts, warships escort, army escorts",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "recalls its envoy": "recalls ambassador, recalls envoy, recalls diplomats, rappelle ambassadeur, ruft "
    "botschafter, "
    "ruft botschafterin",
    "is free again": "road open, highway open, lane open, lanes open, canal open, locks open, crossing open, border "
    "open",
    "takes on water": "takes water, taking water, took water",
    "takes effect": "truce begins, truce starts, ceasefire begins, ceasefire starts, trêve débute, trêve commence, "
    "waffenruhe beginnt, waffenruhe gilt, feuerpause beginnt, feuerpause gilt, tregua comienza, tregua empieza, "
    "ateşkes "
    "başladı, перемирие началось",
    "holds": "truce holds, ceasefire holds, calm holds, trêve tient, waffenruhe hält, feuerpause hält, صمود الهدنة",
    "leaves": "leaves port, leaves waters, leaves harbour, leaves anchorage, vessel sails, tanker sails, ship sails",
    "answers": "responds offer, responds proposal, responds plan, responds truce, responds demand, responds ultimatum",
    "accepts": "stimmt zu, stimmen zu, stimmte zu, donne accord",
    "agrees": "agrees cap, agrees sanctions, agrees package, agrees truce, agrees ceasefire, agrees lower, agree "
    "sanctions, agree truce, agree ceasefire, agree cap",
    "lowers": "lowers cap, lowers price, lowers tariffs, lowers quota, lowers output, cuts cap, cuts output, cuts "
    "quota, cuts rations, cuts aid, cuts supply, cuts supplies, senkt preisdeckel, senkt obergrenze, senkt förderung, "
    "abaisse plafond, baja tope, reduce tope",
    "raises": "raises cap, raises price, raises tariffs, raises quota, raises output, raises alert, raises signal, "
    "erhöht "
    "preisdeckel, erhöht obergrenze, erhöht förderung, erhöht warnstufe, erhöht zölle, relève plafond, sube tope",
    "ends": "trêve violée, trêve violé, cessez violé, tregua violada, waffenruhe gebrochen",
    "extends": "trêve reconduite, trêve reconduit",
    "takes up again": "öffnet wieder, öffnen wieder, nimmt wieder, nehmen wieder",
    "loses contact": "loses contact, lost contact",
    "hands over": "hands over, übergibt leichen, remet corps",
    "runs out": "läuft aus, laufen aus",
    "rules out": "schließt aus, schließen aus",
    "lays the blame": "wirft vor, werfen vor",
    "is on fire": "setzt brand",
    "tells of an attack or a blast": "hit drone, hit drones, hit missile, hit missiles, hit shell, hit shelling, visé "
    "drone, visée drone, visés drone, visé missile",
    "tells of a leak": "verliert öl, pierde petróleo, pierde combustible, pierde crudo, petrol sızıyor",
}
"""The same of a word and one that stands anywhere behind it."""
