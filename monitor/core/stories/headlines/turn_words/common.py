"""Words of headlines that turn a story (turns.py), in English, French, Turkish, Russian, Arabic, German, Spanish
and Ukrainian."""

from __future__ import annotations

from monitor.core.text.fold import by_word, fold_text, words_of

TURNS = {
    "denies": "deny denies denied denial refutes rebuts untrue dément démentent démenti dementi réfute réfutent nie "
    "nient yalanladı yalanlandı yalanlama опроверг опровергли опровергла опровергает опровергают отрицает отрицают "
    "отрицал نفى نفت ينفي تنفي نفي dementiert bestreitet leugnet niega niegan negó desmiente desmienten desmintió "
    "спростував спростувала спростували спростовує заперечує заперечив заперечили démentie démentit yalanladılar "
    "yalanlıyor inkar отрицала опровергло отрицает отрицало نفوا ينفون تكذيب dementieren bestreiten leugnen "
    "desmintieron negaron "
    "спростовують заперечують заперечила",
    "corrects": "correction corrections corrected corrects corrigendum erratum retracts retracted retraction "
    "rectificatif rectification düzeltme tekzip поправка исправление تصحيح تصويب korrigiert korrektur berichtigung "
    "corrige corrección rectifica",
    "ends": "expires expired lapses lapsed collapses collapse collapsed ends ended breaks broken violated scraps "
    "scrapped échoue rompt rompu çöktü bozuldu сорвано сорвалось انهار انهارت انهيار beendet endet scheitert "
    "gescheitert gebrochen abgebrochen termina terminan finaliza rompe rompen fracasa fracasan завершено завершився "
    "нарушено нарушена нарушены нарушили нарушил ihlal tamamlandı tamamladı завершена завершены завершили завершил "
    "завершила اكتمل اكتملت استكمال خرق خرقت يخرق تخرق انتهك انتهكت "
    "зірвано припинено порушено завершился завершилась завершилось прекращены прекращено انتهاء انتهت "
    "انتهى ينتهي تنتهي bitti завершилися",
    "withdraws": "abandons withdraws withdraw withdrawn retreats retreat quits retire retirent quitte quittent çekildi "
    "çekiliyor ayrıldı покинул покинули отступил отступили вышли انسحب انسحبت ينسحب تنسحب انسحاب abgezogen retira "
    "retiran abandona abandonan відступили виводить вийшли "
    "покидают покидает оставляет оставляют вывод вывела вывели выводит çekilmeye çekildiler ينسحبون انسحبوا",
    "rejects": "rejects reject rejected refuses refused vetoes vetoed rejette rejettent refuse refusent reddetti "
    "отверг отвергли отвергла отвергло отклонил отклонила отклонило отклонили رفض رفضت يرفض ترفض lehnt abgelehnt "
    "verweigert rechaza rechazan rechazó "
    "відхилив відхилили відкинув відмовився відмовилися reddediyor reddettiler reddedildi rechazaron "
    "veto вето ветировали ветировала فيتو الفيتو",
    "agrees": "anlaştı anlaştılar uzlaştı uzlaştılar договорились договорился договорилась условились اتفق اتفقا "
    "اتفقت "
    "اتفقوا اتفاق توصل توصلا توصلت توصلوا",
    "confirms": "подтвердил подтвердила подтвердило подтвердили doğruladı doğruladılar doğrulandı подтвержден "
    "подтверждена подтверждено подтверждены confirmé confirmée confirmés confirmées bestätigt confirmado confirmada "
    "confirmados confirmadas confermato confermata potwierdzono підтверджено підтвердили підтвердив مؤكدة",
    "calls off": "cancels cancelled canceled annuls annulled reverses reversed overturns overturned annule annulé "
    "iptal отменил отменили отменила отменило отменен ألغى ألغت إلغاء abgesagt annulliert aufgehoben cancela "
    "cancelan anula anulan "
    "скасував скасували скасовано",
    "puts off": "postpones postponed delays delayed halts halted suspends suspended reporte reporté suspend suspendu "
    "ertelendi askıya перенес приостановил приостановили приостановила приостановило تأجيل علق علقت تعليق verschiebt "
    "verschoben vertagt "
    "ausgesetzt aplaza aplazan pospone suspende suspenden відклали відкладено призупинив призупинили приостановлено "
    "приостановлены отложен отложены отложил отложили interrompu interrompue interrompues interrompt eingestellt "
    "durduruldu durdurdu",
    "takes up again": "resumes resumed reopens reopened reprend reprennent возобновил возобновили возобновила "
    "возобновило استأنف استأنفت "
    "استئناف wiedereröffnet reanuda reanudan reabre відновив відновили відновлено возобновлены возобновлено "
    "возобновились возобновляет fortgesetzt reprises reprise",
    "restores": "restored restores rétabli rétablie rétablis rétablit onarıldı восстановлено восстановили "
    "восстановил восстановлена wiederhergestellt restablecen restablecido restablecida restablece",
    "lifts": "lifts lifted lève levé kaldırıldı levanta levantan сняли снято зняли знято",
    "takes back": "يستعيدون استعادوا отбила отбивают retakes retake retaken recaptures recapture recaptured "
    "отбил отбили استعاد استعادت يستعيد تستعيد "
    "zurückerobert reconquista відбили",
    "frees": "releases released frees freed acquitted libère libéré libérés acquitté serbest освободил освободили "
    "освобожден أفرج أفرجت الإفراج freigelassen befreit libera liberan liberado liberada liberados liberadas "
    "звільнено звільнили bırakıldı beraat освобождены освобождена оправдан оправдали виправдано",
    "arrests": "arrested arrests arrest detained detains detain arrêté arrêtés arrêtée tutuklandı yakalandı "
    "gözaltına арестован арестованы задержан задержаны اعتقل اعتقلت اعتقال festgenommen verhaftet detenido detenida "
    "detenidos detienen arrestan arrestado затримали затримано заарештовано заарештували interpellé interpellés "
    "interpellée gözaltında gözaltı tutukladı tutuklandılar арестована арестовали арестовал задержана задержали "
    "задержал задержание توقيف أوقفت أوقف القبض احتجاز احتجزت festnahme verhaftung arrestados detiene "
    "detenidas затримав затримала арештували арештовано",
    "captures": "занял заняла зайняв يسيطرون سيطروا يحررون حرروا captures captured capture seizes seized hijacks "
    "hijacked "
    "capturé capturés захватил захватила захватили захвачен سيطر "
    "سيطرت "
    "سيطرة erobert erobern capturan захопив захопила захопили overruns overrun empare emparent emparé emparée "
    "захвате захвата захват захвачена заняли تسيطر يسيطر السيطرة استولت استولى تستولي eingenommen eroberte toma "
    "toman tomada захоплення захоплено зайняли",
    "searches": "searched raided perquisition perquisitions perquisitionné perquisitionnée обыск обыски обыскали "
    "مداهمة durchsucht razzia allanan обшук обшуки обшукали",
    "brings to court": "charged indicted jailed jails inculpé inculpés inculpée angeklagt imputado imputada",
    "convicts": "convicted guilty coupable coupables виновен виновна виновным виновной виновными осужден осуждены "
    "suçlu مذنب مذنبا مذنبين schuldig culpable culpables винним винною винними",
    "sentences": "sentenced condamnés condamnée condamnées приговорен приговорены verurteilt condenado condenada "
    "condenados condenan засуджено засудили",
    "leaves office": "resigns resigned resignation démissionne démission limogé limogée istifa отставку отставка "
    "استقال استقالة إقالة rücktritt zurückgetreten dimite dimiten renuncia renuncian відставку відставка отставке "
    "уволен уволили entlassen يستقيل تستقيل أقال أقالت",
    "apologises": "apologises apologizes apologised apologized apology excuses özür извинился извинилась извинились "
    "извинения اعتذر اعتذرت يعتذر تعتذر اعتذار entschuldigt вибачився вибачилася вибачилися entschuldigung",
    "enters": "يدخل تدخل دخل entrent входит входят giriyor girdiler enters entered storms stormed girdi вошел "
    "вошла вошли دخلت dringt eingedrungen",
    "extends": "extends extended extension prolonge prolongent prolongé uzattı uzatıldı продлил продлило продлили "
    "продлено "
    "تمديد يمدد تمدد مدد مددت تجديد продлевает продлевают продлила продление uzatıyor verlängert verlängern prorroga "
    "prorrogan подовжено продовжено",
    "closes": "closes closed shuts ferme ferment fermé kapattı kapatıldı закрыл закрыла закрыло закрыли закрыт "
    "закрыта закрыто закрыты إغلاق أغلقت "
    "geschlossen schließt cierra cierran cerrado cerrada закрито закрили تغلق يغلق يغلقون أغلق kapatıyor закрывает "
    "закрывают закриває",
    "signs": "signed signe signent signé imzaladı imzalandı подписал подписала подписали подписано توقيع "
    "unterzeichnet "
    "unterzeichnen firma firman firmado підписали підписано",
    "lives": "alive escapes escaped survives survived überlebt überleben sobrevive sobreviven вижив вижила вижили "
    "survivent выжил выжила выжили نجا نجت نجاة kurtuldu",
    "finds": "found retrouvé retrouvée retrouvés retrouvées bulundu найден найдена найдено найдены عثر العثور "
    "gefunden encontrado encontrada encontrados hallan hallado hallada знайшли знайдено découvert découverte "
    "découverts découvertes обнаружен обнаружены обнаружено обнаружили нашли çıkarıldı entdeckt geborgen виявлено "
    "виявили repêché repêchés repêchées",
    "fails": "fails failed échouent başarısız провалил провалились провалилась فشل فشلت",
    "claims the attack": "revendique revendiquent revendiqué revendiquée üstlendi تبنى تبنت يتبنى تتبنى bekennt "
    "reivindica",
    "uses force on a crowd": "tränengas wasserwerfer",
    "appoints": "appoints appointed nomme nommé nommée nommés atadı atandı назначил назначила назначен назначена "
    "назначили призначив призначила призначено призначили تعيين عينت ernennt ernannt nombra nombran nombrado "
    "nombrada",
    "tells the cause": "nedeni sebebi причиной причина причину причиною سببه سببها ursache auslöser causó",
    "tells of a later death": "succombe succombent décède скончался скончалась умер умерла помер померла متأثرا "
    "متأثرة erliegt erlag",
    "buries": "buries buried funeral funerals enterre enterrent enterré enterrés obsèques funérailles toprağa cenaze "
    "похоронили похоронен похороны поховали поховано похорон تشييع جنازة شيعت begräbt beerdigt beigesetzt beerdigung "
    "trauerfeier entierran entierro sepultan",
    "rescues": "rescued sauvé sauvés sauvée sauvées secourus secourues gerettet rescatan rescatados rescatado "
    "rescatadas kurtarıldı kurtarıldılar спасли спасены спасен спасена врятовано врятували إنقاذ أنقذ أنقذت",
    "confesses": "confesses confessed avoue avouent avoué gesteht gestand admite admiten confiesa itiraf признал "
    "признала признался признались визнав визнала визнали зізнався اعترف اعترفت يعترف تعترف اعتراف",
    "evacuates": "evacuates evacuated evacuation évacue évacué évacués évacuée évacuation tahliye эвакуированы "
    "эвакуируют эвакуация эвакуации إجلاء إخلاء evakuiert evakuierung evacúan evacuados evacuación евакуація "
    "евакуацію евакуйовано евакуюють эвакуирует эвакуировал эвакуировала эвакуировали эвакуировано евакуює "
    "евакуювали تجلي يجلي أجلت أجلى evacúa evacua boşalttı boşaltıldı boşaltıyor boşaltmaya boşaltılıyor",
    "bans": "interdit interdisent interdiction yasakladı yasaklandı запретил запретила запретило запретили запрещен "
    "حظر حظرت "
    "verbietet verboten prohíbe prohíben prohibido заборонив заборонила заборонено",
    "approves": "approves approved approuve approuvent approuvé adopte adoptent adopté adoptée verabschiedet onayladı "
    "onaylandı одобрил одобрила одобрило "
    "одобрили одобрен "
    "أقر أقرت وافق وافقت billigt gebilligt aprueba aprueban aprobado схвалив схвалила схвалили схвалено",
    "flee": "flee flees fleeing fuient fliehen flüchten huyen бегут бежали тікають втікають kaçtı kaçıyor kaçıyorlar "
    "فرار فروا يفرون تفر نزوح",
    "meets": "convenes réunit réunissent berät tagt sondersitzung reúne reúnen соберется собирается заседание "
    "збереться збирається засідання toplanıyor toplandı toplanacak يعقد تعقد جلسة",
    "arrives": "arrives arrived arrive arrivent arrivé arrivée arrivés eingetroffen llega llegan llegó прибыл "
    "прибыла прибыло прибыли прибув прибула прибуло прибули وصول وصل وصلت يصل تصل ulaştı vardı",
    "spreads": "propage propagent übergreift propaga propagan распространился распространилась распространяется "
    "перекинулся перекинулась поширюється поширилася поширився перекинулася sıçradı yayıldı yayılıyor امتداد امتد "
    "امتدت تمتد ينتشر تنتشر",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "spreads": "spreads to, spread to",
    "meets": "emergency session, emergency meeting",
    "captures": "has fallen, have fallen, ele geçirdi, ele geçirdiler, ele geçirildi, под контроль, під контроль, "
    "aux mains, en manos, falls to, fall to, fell to, fallen to, takes control, take control, took control, taken "
    "control",
    "withdraws": "walks out, walk out, walked out, pulls out, pull out, pulled out",
    "ends": "is over, was over, are over, were over, declared over",
    "uses force on a crowd": "tear gas, water cannon, gaz lacrymogène, gaz lacrymogènes, biber gazı, слезоточивый "
    "газ, слезоточивого газа, مسيل للدموع, مسيلة للدموع, gases lacrimógenos, gas lacrimógeno, сльозогінний газ, gaz "
    "łzawiący",
    "takes back": "geri aldı, geri aldılar, geri alındı, geri alıyor",
    "besieges": "в кольцо, в окружении, abluka altında, kuşatma altında, تحت الحصار",
    "takes up again": "يعود للعمل, عاد للعمل, تعود للعمل, عادت للعمل, tekrar açıldı, returns to, return to, "
    "returned to, yeniden başladı, yeniden açıldı, yeniden açılıyor, вновь "
    "открыт, "
    "вновь открыта, вновь открыто, вновь открыли, вновь открылся, вновь открылась, снова открыт, снова открыта, "
    "снова "
    "открыли, إعادة فتح, إعادة افتتاح, أعيد فتح, يعاد فتح",
    "flee": "покинули дома, покидают дома, evlerini terk, evini terk",
    "arrests": "garde à, into custody",
    "restores": "إعادة التيار, عودة التيار, عودة الكهرباء, إعادة الكهرباء, geri geldi",
    "is without": "without power, without electricity, without water, without heating, without gas, sans "
    "électricité, sans courant, sans eau, elektriksiz kaldı, susuz kaldı, без света, без воды, без электричества, "
    "без электроэнергии, без світла, без води, без електроенергії, بدون كهرباء, بلا كهرباء, دون كهرباء, بلا مياه, "
    "ohne strom, ohne wasser, sin luz, sin agua, sin electricidad, bez prądu, bez wody",
    "appoints": "names successor, names new, named successor, names replacement",
    "tells the cause": "en cause",
    "tells of a later death": "of injuries, muere un, muere una, of wounds, his wounds, her wounds, ses blessures, "
    "sus heridas, от ран, від ран",
    "takes effect": "takes effect, took effect, into force, into effect, en vigueur, yürürlüğe girdi, yürürlüğe "
    "giriyor, в силу, حيز التنفيذ, حيز التطبيق",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "tells that it was none": "was drill, were drill, was exercise, était exercice",
    "spreads": "greift über, breitet aus",
    "captures": "nimmt ein, nehmen ein, nahm ein",
    "restores": "strom wieder",
    "brings to court": "faces charges, face charges",
    "leaves office": "tritt zurück, treten zurück, trat zurück",
    "arrests": "nimmt fest, nehmen fest, nahm fest",
    "rejects": "weist zurück, weisen zurück",
    "withdraws": "zieht ab, ziehen ab, zieht zurück, ziehen zurück",
    "calls off": "sagt ab, sagen ab",
    "puts off": "setzt aus, setzen aus",
    "frees": "lässt frei, lassen frei",
    "tells the cause": "löst aus, löste aus, lösten aus, was accident, were accident",
    "lifts": "hebt auf, heben auf",
}
"""The same of a verb and what stands behind it, in German at the end of its clause."""
IN_A_ROW = frozenset(("straight", "consecutive"))
"""Between *second* and what it counts."""
NOT = words_of("not pas nicht не لم لن ليس ليست")
BEHIND_NIE = words_of("les le la l avoir être toute tout en avec son sa ses des du")
BEHIND_NOUN = frozenset(("of", "to", "for", "from"))
"""Directly behind a noun that reads as such a verb: who awaits release of nuns."""
PUBLISHED = frozenset(("video", "footage", "images", "photos", "audio", "tape", "report", "documents", "statement"))
"""What is released and was no prisoner."""
OTHER_THINGS = frozenset(
    (of, "blocks") for of in ("apartment", "tower", "residential", "housing", "office", "flats", "city", "building")
)
"""English: nouns that are verbs elsewhere, behind what says so."""
LIFTED_OR_FILMED = words_of("сняли снято зняли знято")
FILMS = words_of("видео кадры ролик фильм запись відео кадри фільм")
"""Russian and Ukrainian: what is lifted, where it is not filmed."""
STRIKES = tuple(
    fold_text(
        "strik airstrik attack shell bomb blast explo raid missile rocket drone quake frapp attaqu bombard séisme "
        "angriff beschuss beben ataque bombarde sismo terremoto saldır bombal patlama deprem обстріл вибух землетрус "
        "удар атак обстрел взрыв взорв бомб налет землетряс غارة غارات قصف هجوم هجمات انفجار تفجير"
    ).split()
)
"""Beginnings of words for what may happen to a place twice."""
OUTAGES = tuple(
    fold_text("apagón apagones apagão apagões blackout outage отключени відключенн блэкаут блекаут").split()
)
"""The same of what stops and may stop once more."""
DISASTERS = (*STRIKES, "fire", "blaze", "crash", "collaps", "outage", "blackout")
AGAIN = words_of(
    "again second another fresh renewed nouveau nouvelle nouveaux nouvelles deuxième seconde yeni ikinci yeniden "
    "tekrar erneut erneuter erneute otro otra segundo segunda знову другий друга снова вновь повторный повторно "
    "nuevo nueva nuevos nuevas novo nova novos novas новий нова нове нові "
    "новый новая новые второй вторая جديد جديدة مجددا ثان ثانية"
)
ONCE_AGAIN = words_of(
    "again снова вновь повторно знову вдруге erneut wieder yeniden tekrar nuevamente novamente مجددا دوباره مجدداً"
)
AGAIN_IN_TWO = frozenset(
    tuple(fold_text(pair).split())
    for pair in ("de nuevo", "otra vez", "de novo", "outra vez", "à nouveau", "de nouveau", "مرة أخرى", "مرة ثانية")
)
"""What says that something is done once more, whatever it is: closed again, вновь закрыт."""
DOES_AGAIN = frozenset((verb, "a") for verb in words_of("vuelve vuelven volvió volvieron volta voltam voltou voltaram"))
"""The same before an infinitive."""
NTH = by_word(
    {
        2: "zweiter zweite zweites weiterer weiteren weiteres segundo segunda otro otra другий друга друге second "
        "another deuxième seconde ikinci второй вторая второе вторую",
        3: "dritter dritte drittes tercer tercera третій третя третє third troisième üçüncü третий третья третье "
        "третью",
        4: "vierter vierte viertes cuarto cuarta четвертий четверта четверте fourth quatrième dördüncü четвертый "
        "четвертая четвертое четвертую",
        5: "fünfter fünfte fünftes quinto quinta п'ятий п'ята п'яте fifth cinquième beşinci пятый пятая пятое пятую",
    }
)
"""Before what there is once more -> for which time."""
DAYS = words_of("day night week jour nuit gün день ночь")
"""What goes on for a second one of these need not have been told by that word."""
ONCE_MORE = words_of("again twice ثان ثانية مجددا")
"""Behind what happens, or in Arabic what there is, for the second time."""
TO_COME = words_of("to will would may might could should")
"""English: up to two words before what somebody is yet to do."""
PLANNED = words_of("set due expected likely")
"""Before *to*."""
BEGUN = words_of("begin begins began start starts started")
"""By these anything is done that was announced: to hold talks, begin talks."""
RISKS = words_of(
    "risk risks brink verge danger fear fears threat risque risques bord riesgo peligro risco perigo gefahr"
)
"""Before *of* and what has not happened: a dam at risk of collapse."""
OVER = "over"
"""English: the last word of a headline about what ends."""
NOT_ENDED = words_of("taken take takes took handed hand hands turned turn turns pulled run knocked fighting fight all")
"""Behind these it is another word."""
NO_PLAN = frozenset(("finds", "fails"))
"""What nobody announces: that more victims will be found is a fear."""
AMONG = {"among": 3, "amongst": 3, "parmi": 3, "entre": 2, "среди": 3, "بين": 1}
"""*Among*, and how many words behind it may be those people: among those killed. The Arabic one and
*entre* are *between* too."""
RELATIVE = words_of("who which once")
"""English: up to two words before what somebody did before: a man who survived. *That* is one right before a verb."""
RISES = words_of(
    "steigt gestiegen suben asciende ascienden зросла зросло збільшилася збільшилась wzrosła wzrósł wzrosło "
    "ανέρχονται αυξήθηκαν αυξήθηκε salgono sobem"
)
"""In languages of which no number words are read."""
LOWERED = words_of(
    "lower lowers lowered lowering revise revises revised revision reduces reduced downgrades downgraded "
    "abaisse abaissé révise révisé baisse düşürdü düşürüldü indirdi снизил снизили снизилось уточнили "
    "خفض خفضت تخفيض"
)
