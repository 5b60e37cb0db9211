"""The same as common.py for what happens between armed sides, and to places, convoys and ships."""

from __future__ import annotations

from monitor.core.text.fold import words_of

ATTACK = "tells of an attack or a blast"

TURNS = {
    "exchanges prisoners": "gefangenenaustausch",
    "sends": "deployed deploys déployé déployée déployés déployées déploie déploient konuşlandırıldı konuşlandırdı "
    "развернул развернула развернули развернуты",
    ATTACK: "airstrike airstrikes attacked ambush ambushed ambushes shelled shelling shells bombed bombing bombings "
    "bombarded bombardment explosion explosions explodes exploded artillery gunfire mortar mortars attaqué attaquée "
    "attaqués attaquées attaquent attentat bombardé bombardée bombardés bombardées bombardement bombardements "
    "pilonné pilonnée pilonnage embuscade obus roquettes saldırı saldırısı saldırıya saldırdı saldırdılar bombalandı "
    "bombaladı bombardıman vuruldu topçu havan pusu pusuya roket roketli füze mermi mermisi patlama patladı обстрел "
    "обстрела обстрелом обстрелян обстреляна обстреляно обстреляны обстреляли атакован атакована атаковано атакованы "
    "атаковали авиаудар авиаудара взрыв взорвался взорвалась подорвался подорвалась засада засаду снаряд снаряды "
    "снарядами снарядов ракета ракеты ракетный ракетами обстріл обстрілу обстріляно обстріляли атаковано атакували "
    "авіаудар вибух снаряд снаряди снарядами ракети підірвався підірвалася هجوم هجوما هجمات قصف يقصف تقصف قصفت "
    "انفجار انفجرت غارة غارات استهداف استهدف استهدفت يستهدف تستهدف كمين تفجير قذيفة قذائف صواريخ صاروخ angriff "
    "angegriffen beschuss beschossen bombardiert luftangriff luftangriffe anschlag atacado atacada atacados atacadas "
    "bombardeo bombardeos bombardea bombardean bombardeado bombardeada emboscada bombardata bombardato bombardamento "
    "bombardeamento ostrzał ostrzelany ostrzelano ostrzelana zaatakowany zaatakowana zaatakowano",
    "besieges": "surrounded surround تطوق يطوق طوقت طوق المحاصرة окружает окружают kuşatıyor kuşatılan surrounds "
    "besieged besieges besieging siege encircle encircles encircled encircling encerclé encerclée encercle "
    "encerclent assiégé assiégée assiège kuşatıldı kuşattı kuşatma окружили окружил окружила окружен окружена "
    "окружены окружено оточили оточено حاصر حاصرت تحاصر يحاصر حصار محاصرة محاصر umzingelt belagert rodeado rodeada "
    "sitiado sitiada cercado cercada accerchiata accerchiato otoczony otoczona",
    "takes hostages": "kidnapped kidnaps kidnap kidnapping abducted abducts abduct abduction kidnappe kidnappé "
    "kidnappés kidnappée enlève enlèvent enlèvement kaçırıldı kaçırdı kaçırıyor похищен похищены похищена похитили "
    "похитил похищение خطف يخطف تخطف خطفت اختطاف اختطف اختطفت entführt entführung secuestrado secuestrada "
    "secuestrados secuestran secuestra secuestro secuestraron sequestrado sequestrados rapito rapiti викрадено "
    "викрали porwany porwani porwano",
    "blocks": "blocked blocks bloqué bloquée bloqués bloque bloquent engellendi engelledi engelliyor заблокирован "
    "заблокирована заблокировано заблокировали заблокировала блокирует блокируют заблоковано заблокували منع منعت "
    "تمنع يمنع عرقلة عرقلت blockiert bloqueado bloqueada bloquea bloquean bloccato bloccata zablokowany zablokowano",
    "repels": "repels repelled repulses repulsed püskürttü püskürttüler püskürtüldü püskürtüyor отразил отразила "
    "отразили відбито يتصدى تتصدى تصدى تصدت يصد تصد صد صدت repele repelen repelió repelieron abgewehrt",
    "tells the cause": "accidental accidentally accidentel accidentelle accidentels accidentelles accidentale",
    "fails": "безрезультатно безуспешно sağlanamadı sağlanamadan sonuçsuz ergebnislos",
    "ends": "achèvent achève achevé завершились bezrezultatnie",
    "tells of a truce": "перемирием truces ateşkesi ateşkesin truce ceasefire armistice trêve ateşkes ateşkeste "
    "перемирие перемирия перемирии перемир'я هدنة waffenruhe waffenstillstand tregua trégua rozejm",
    "demands a ransom": "ransom rançon fidye выкуп выкупа выкупом викуп فدية lösegeld rescate riscatto okup",
    "is contained": "contained extinguished söndürüldü потушен потушили локализован إخماد gelöscht sofocado maîtrisé "
    "maîtrisée",
    "tells of riots": "riots rioting rioters émeute émeutes беспорядки شغب unruhen disturbios",
    "exhumes": "exhumed exhumes exhumation exhumé exhumés эксгумация эксгумированы exhumado exhumados exhumiert",
    "tells of torture": "tortured torture torturé torturée işkence пытки пыток تعذيب gefoltert torturado torturas",
    "collapses": "effondre effondrent effondré effondrée effondrés çöküyor прорвана прорвало прорвалась рухнул "
    "рухнула рухнуло рухнули обрушился обрушилась обрушилось eingestürzt derrumba derrumbó desploma desplomó crolla "
    "crollato crollata runął runęła zawalił zawaliła zawalił обвалився обвалилась",
    "sinks": "sinks sank sunk sinking capsizes capsized coule coulé naufrage chaviré battı alabora затонул затонула "
    "затонуло затонули утонул опрокинулся غرق غرقت يغرق sinkt gesunken kentert hundió naufraga naufragio affonda "
    "affondato naufragou zatonął zatonęła",
    "tells of a hunger strike": "голодовка голодовку hungerstreik",
    "tells of an aftershock": "aftershock aftershocks répliques artçı афтершок афтершока афтершоки ارتدادية nachbeben",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "exchanges prisoners": "prisoner swap, prisoner exchange, prisoners swapped, swap prisoners, exchange prisoners, "
    "hostage swap, обмен пленными, обмена пленными, обменялись пленными, обмін полоненими, обмінялися полоненими, "
    "تبادل أسرى, تبادل الأسرى, لتبادل الأسرى, esir takası, mahkum takası",
    "joins": "joins war, joins talks, joins fight, joins fighting, joins battle",
    "tells of riots": "clashes after, clashes as, clashes at, clashes break, clashes erupt, clashes in, clashes "
    "near, clashes over, deadly clashes, violent clashes",
    ATTACK: "air strike, air strikes, blast hits, blast in, blast at, blast near, blast kills, blast rocks, blast "
    "wounds, blast injures, blast targets, blown up, blows up, blew up, havaya uçuruldu, havaya uçurdu, opens fire, "
    "open fire, opened fire, fires on, fired on, shots fired, under fire, by missiles, by rockets, tirs à, tirent "
    "sur, tiré sur, ateş açtı, ateş açtılar, ateş açıldı, ateş altında, открыла огонь, открыли огонь, открыл огонь, "
    "под огонь, відкрили вогонь, відкрив вогонь, إطلاق النار, إطلاق نار, تطلق النار, يطلق النار, أطلقت النار, أطلق "
    "النار, abren fuego",
    "fails": "without deal, without agreement, no deal, no agreement, sans accord, без соглашения, без результата, "
    "без угоди, دون اتفاق, بلا اتفاق, دون نتيجة, دون نتائج, ohne einigung, ohne ergebnis, sin acuerdo, senza "
    "accordo, sem acordo, bez porozumienia",
    "ends": "sona erdi, cut short, cuts short",
    "withdraws": "crew abandon, abandon ship, abandons ship, abandoned ship",
    "repels": "driven back, drives back, drive back, drove back, beaten back, beats back, beat back, fights off, "
    "fight off, fought off",
    "loses": "loses control, lost control, lose control, потерял контроль, потеряла контроль, потеряли контроль, "
    "втратив контроль, втратили контроль, فقد السيطرة, فقدت السيطرة, يفقد السيطرة, تفقد السيطرة, kontrolünü "
    "kaybetti, kontrolünü kaybediyor",
    "tells the cause": "kaza sonucu, حادث عرضي, несчастным случаем, нещасним випадком",
    "is contained": "under control, kontrol altına",
    "tells that it was none": "false alarm, fausse alerte, yanlış alarm, ложная тревога, ложной тревогой, إنذار "
    "كاذب, falsa alarma, falscher alarm, falso allarme, was staged",
    "goes ahead": "go ahead, goes ahead, going ahead",
    "tells of a hunger strike": "hunger strike, açlık grevi, إضراب عن",
    "demands a ransom": "kidnappers demand, captors demand, kidnappers ask, ravisseurs exigent, ravisseurs "
    "réclament, الخاطفون يطالبون",
    "meets": "to meet, will meet, holds talks, hold talks",
    "tells of a truce": "режим тишины, режима тишины, режиме тишины, прекращении огня, прекращение огня, прекращения "
    "огня, cease fire, وقف إطلاق, alto el, cessez le",
}
"""The same of two words that follow one another."""
ASSAULTS = words_of("assault assaulted assaults stabbed stabbing shot shooting shoots gunman gunmen")
"""English: whoever has read of these has read of an attack."""
CONVOYS = words_of(
    "convoy convoys konvoy konvoyu колонна колонну رتل أرتال reinforcements takviye подкрепление подкрепления تعزيزات"
)
"""Of which there may be a new one."""
