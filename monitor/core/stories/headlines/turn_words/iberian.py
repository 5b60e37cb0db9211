"""The same as common.py in Spanish and Portuguese, with what prisons, kidnappers and quakes do there, and the same
of French.

The press of these languages tells in the past as often as in the present (*liberan*, *liberó*, *fueron liberados*), so
that each verb stands with its forms. Left out is what is another word elsewhere: *réplica* and *prende* (Italian),
*invade* (English) stand beside others only; *liberó* (Italian *free*) and *halló* (German *hello*) not at all.
"""

from __future__ import annotations

TURNS = {
    "frees": "liberaron liberadas liberta libertam libertou libertaram solto soltos soltam soltou libérée libérées "
    "libération relâché relâchée relâchés relâchées relâchent absuelve absuelven absolvió absuelto absuelta "
    "absueltos absolve absolvem absolveu",
    "escapes": "fuga fugas fugan fugaron fugó fugado fugados escapan escaparon escapó evaden evadieron evadió "
    "evadidos foragido foragidos fugiram fugiu evadés évadés évadé évadent évasion",
    "arrests": "detuvo detuvieron deteve detiveram detidos detidas prendem prendeu prenderam apresan apresado "
    "apresados aprehenden aprehendió aprehendidos recapturan recapturó recapturado recapturados recapturou "
    "recapturam recapturados arrestaron arrestó arrestadas arrêtent",
    "captures": "captura capturó capturaron capturado capturada capturados tomó tomaron tomou tomaram",
    "extradites": "extradita extraditan extraditó extraditado extraditados extraditada extradición extradição",
    "threatens": "amenaza amenazan amenazó amenazaron ameaça ameaçam ameaçou menacent",
    "offers a reward": "recompensa recompensas récompense",
    "surrenders": "rendição",
    "is contained": "controlado controlada controlados controlan controlam controlou controlaron sofoca sofocan "
    "sofocó sofocada sofocaron debelado debelada contida contido",
    "ends": "fracasado fracasada fracasó fracasaron fracassa fracassam fracassou terminó terminaron terminou culmina "
    "culminó finalizó concluyó",
    "identifies": "identifican identificaron identificado identificados identificada identificadas identificam",
    "tells of a fire": "incendio incendios incendian incendiaron incendió quema queman quemaron quemó incêndio "
    "incêndios incendeiam queimam queimaram incendié incendiée incendiés incendie",
    "tells of riots": "amotinan amotinados",
    "tells of an attack or a blast": "atacan atacaron atacó ataca atacam atacaram explota explotó explosión "
    "explosiones estalla estalló explosão explode explodiu tiroteo tiroteos balacera balaceras tiroteio tiroteios "
    "disparos disparan disparó dispara",
    "tells of a lynching": "linchan linchado linchados linchamiento linchamento lincham lynchent lynché lynchés "
    "lynchage",
    "blocks": "bloquearon bloqueó bloqueiam bloqueia bloquearam bloqueou bloqueadas bloqueados",
    "enters": "invadem invaden invadió invadiu invadieron invadiram irrumpe irrumpen irrumpió irrumpieron incursionan",
    "leaves office": "destituye destituyen destituyó destituyeron destituido destituida destituidos exonera exoneran "
    "exonerado exonerada exonerados afasta afastado afastada afastados afastam afastou demite demitiu demitem "
    "demitida demitidos relevado relevada relevan removido removida dimitió dimitieron renunció renunciaron "
    "renunciou démissionné",
    "is brought down": "derrocan derrocaron derrocados derrubado depuesto deposto",
    "is foiled": "frustran frustraron frustró frustrados desarticulan desarticuló desarticulada",
    "transfers": "traslada trasladan trasladó trasladaron trasladado trasladados trasladadas traslado transfere "
    "transferem transferiu transferido transferidos transferida transferidas transférés transféré",
    "seizes arms or drugs": "decomisan decomisa decomisó decomisaron decomiso decomisados decomisadas incautan "
    "incauta incautó incautaron incautados incautadas apreende apreendem apreendeu apreendida apreendidas apreendido "
    "apreendidos",
    "sends": "envía envían envió enviaron envia enviam enviou enviaram despliega despliegan desplegó desplegaron "
    "moviliza movilizan movilizó mobiliza mobilizam déploie déploient envoie envoient",
    "decrees": "instaura instauré instaurée",
    "closes": "cerró cerraron cerrados cerradas fechou fecharam fechada fechados fechadas clausura clausuran "
    "clausurada fermée fermées",
    "takes up again": "reanudó reanudaron reabrió reabren reabrieron reabierto reabierta retoman retomó retomaron "
    "retomou reabriu reabrem rouvre rouvrent rouvert rouverte reimpone reimponen reimpuso reimpuestas",
    "puts off": "suspendió suspendieron suspendido suspendida suspendidas suspendidos suspendeu suspendem aplazó "
    "aplazado aplazada pospuso postergan adiou suspendus suspendue suspendues suspendent",
    "calls off": "canceló cancelaron cancelou cancelam cancelados canceladas anuló anulado annulée annulent",
    "lifts": "levantó levantaron levantado levantada revoga revogou revogado revocan revocó levée deroga derogan "
    "derogó derogado derogada",
    "extends": "extendió prorrogó prorrogaron prorrogam prorrogou prorrogado extienden",
    "evacuates": "evacuó evacuaron evacuada evacuadas evacuado evacúan evacuar evacuação evacuent évacuent évacuées "
    "évacuer repatrían repatria repatriados repatriam",
    "rescues": "rescata rescató rescataron rescatada resgata resgatou resgataram resgatada resgatadas",
    "finds": "hallaron halladas hallados hallazgo encuentran encontró encontraron encontradas encontram encontrou "
    "encontrados acha acham achou descubren descubre descubrió descobre descobrem détecte detecta detectan detectó "
    "detectam detectado",
    "claims the attack": "reivindicó reivindican reivindicou reivindicado",
    "flee": "huye huyó huyeron foge",
    "arrives": "llegaron recibe reciben recibió recebe recebem recebeu reçoit reçoivent",
    "withdraws": "abandonó abandonaron repliega repliegan replegó retiró retiraron retiradas deixam quittent",
    "rejects": "rechazado rechazada rejeitou rejeitado vetó vetou",
    "approves": "aprobó aprobaron aprobada aprovou aprovam aprovada",
    "signs": "firmó firmaron assinou assinaram",
    "rules out": "descarta descartan descartó descartaron descartam descartou",
    "denies": "desmintieron negaram desmentido desmentida",
    "corrects": "corrigió corrigen corrigiu rectificó rectifican corrigem",
    "sentences": "condenó sentencian sentenciado sentenciados condenou condenaram",
    "brings to court": "procesado procesados imputan imputados imputadas indiciados",
    "searches": "allanó allanaron allanamiento allanamientos",
    "buries": "sepelio entierro velório sepelios",
    "is fined": "multa multan multó multado multada multam multou",
    "accepts": "acepta aceptan aceptó aceptaron aceita aceitam aceitou aceitaram",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "denies": "es falso, es falsa, son falsas, son falsos",
    "surrenders": "se rinden, se rinde, se rindió, se rindieron, se rendem, se rende, se renderam, se entregan, se "
    "entrega, se entregó, se entregaron, se entregam, se rendent",
    "ends": "ao fim, su fin, pone fin, ponen fin, puso fin, põe fim, mettent fin",
    "is contained": "bajo control, sob controle",
    "frees": "manda soltar, mandam soltar, manda libertar",
    "arrests": "polícia prende, pf prende, pm prende, é preso, é presa, são presos, são presas, foi preso, foram "
    "presos, cae cabecilla, cae líder, cae jefe",
    "spreads": "se extiende, se extienden, se extendió, se propagó, se espalha",
    "publishes": "difunden video, difunde video, divulgan video, publican video, revelan video, divulga vídeo, "
    "divulgam vídeo",
    "enters": "polícia invade, policía invade, pm invade, ejército invade, entran en, entra en, entró en, entraron en",
    "takes effect": "en vigor, em vigor",
    "tells of a truce": "cese al, cessar fogo",
    "tells of an aftershock": "réplica de, réplica del, réplica sacude, réplica deja, réplica en, fuerte réplica, "
    "nueva réplica, réplica atinge, réplicas tras, réplica tras",
    "tells of a later death": "fallece un, fallece una, morre um, morre uma, otro muerto, outro morto, otro "
    "fallecido, muere otro, muere otra, fallece otro, fallece otra",
    "claims the attack": "se atribuye, se atribuyó, se adjudica, se adjudicó, assume autoria",
    "is without": "sem luz, sem água, sem energia, sin energía",
    "rejects": "veta ley, veta proyecto, veta lei, veta projeto",
    "signs": "sanciona ley, sanciona lei, sanciona projeto",
    "closes": "fecha fronteira, fecha fronteiras, fecha aeroporto, fecha espaço, fecha escolas, fecha embaixada, "
    "fecha ponte, fecha estrada",
    "calls off": "volta atrás, voltou atrás, marcha atrás",
    "lives": "con vida, com vida, encontrada viva, encontrado vivo, encontrados vivos, encontradas vivas, hallado "
    "vivo, hallada viva, hallados vivos",
    "upholds": "mantém condenação, mantém prisão, ratifica condena, confirma condena, ratifican condena",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "tells of a later death": "confirman muerte, confirma muerte, confirmó muerte, confirmam morte, confirma morte",
    "tells of a hunger strike": "huelga hambre, greve fome, grève faim",
    "restores": "vuelve luz, volvió luz, regresa luz, regresó luz, volta luz, voltou luz",
}
"""The same of a word and one that stands anywhere behind it."""
