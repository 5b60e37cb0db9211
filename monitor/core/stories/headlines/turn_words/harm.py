"""The same as common.py for what befalls people in war and want, and for what strikes them."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.core.text.fold import words_of

TURNS = {
    "are missing": "missing disparus disparues kayıp пропали пропавших مفقودين مفقودون مفقودا vermisst desaparecidos "
    "desaparecidas зникли",
    "tells of poisoning": "poisoned poisoning empoisonné empoisonnés zehirlendi zehirlenme отравлен отравлены "
    "отравили تسميم vergiftet envenenado envenenados",
    "changes in strength": "weakens weakened upgraded strengthens intensifies",
    "tells of poison or forbidden arms": "sarin chlorine novichok napalm phosphorus chlore зарин зарина зарином хлор "
    "хлором химоружие химоружия химоружием химатака химатаки химатаку химатаке отравляющие отравляющих хімзброя "
    "хімзброї سارين كلور giftgas giftgasangriff giftgasangriffe giftgaseinsatz chlorgas chemiewaffen "
    "chemiewaffenangriff streumunition streubomben phosphorbomben",
    "tells of a planted bomb": "смертник смертница смертника انتحاري انتحارية autobombe selbstmordattentäter",
    "declares a curfew": "curfew curfews ausgangssperre ausgangssperren",
    "tells of famine": "famine starvation kıtlık голод مجاعة hungersnot hambruna",
    "tells of an epidemic": "cholera choléra kolera холера холеры холеру كوليرا ebola эбола эболы إيبولا polio "
    "measles anthrax diphtheria",
    "is cut off": "internetsperre",
    "defects": "defected defection defections defector defectors défections дезертировал дезертировали انشق انشقت "
    "ينشق انشقاق انشقاقات übergelaufen desertó desertan",
    "tells of executions": "executed executes executions beheaded beheads beheadings exécutés exécutées décapités "
    "казнен казнены казнили казнил расстреляны расстреляли أعدم أعدمت يعدم تعدم إعدامات hingerichtet enthauptet "
    "ejecutados decapitados страчено стратили",
    "tells of rape": "rape rapes raped viols violées tecavüz изнасилование изнасилования изнасилованы изнасилована "
    "изнасиловали изнасиловал اغتصاب اغتصبت vergewaltigt vergewaltigung vergewaltigungen violadas зґвалтування",
    "tells of looting": "looting looters looted loots ransack ransacks ransacked plundered pillage pillages pillé "
    "pillée pillés pillards yağma yağmaladı yağmalandı yağmalanıyor мародеры мародеров мародерство разграблен "
    "разграблена разграблены разграбили نهب نهبت ينهبون geplündert plünderer plünderung plünderungen saqueo saqueos "
    "saquean saqueado saqueada",
    "are trapped": "trapped traps mahsur عالقون عالقين eingeschlossen atrapados atrapadas",
    "is on fire": "ablaze загорелся загорелась загорелись",
    "destroys": "destroyed destroys demolished demolishes détruit détruite détruits détruites уничтожен уничтожена "
    "уничтожено уничтожены уничтожили разрушен разрушена разрушено разрушены разрушили تدمير دمرت يدمر تدمر zerstört "
    "destruido destruida destruidos destruye destruyen знищено знищили зруйновано зруйнували",
    "mutinies": "mutiny mutinies mutineers mutinied mutinerie мятеж мятежа تمرد meuterei",
    "fights within": "infighting",
    "collapses": "dammbruch",
    "sets an ultimatum": "ultimatum ultimatums ültimatom ультиматум ультиматума مهلة ultimátum",
    "happens for the first time": "впервые erstmals вперше",
    "declares martial law": "sıkıyönetim kriegsrecht",
    "mobilises": "seferberlik мобилизация мобилизации мобилизацию мобілізація мобілізації мобілізацію",
    "tells of a coup": "putsch путч путча госпереворот госпереворота",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "makes landfall": "makes landfall, made landfall, storm hits, hurricane hits, cyclone hits, typhoon hits",
    "is swept away": "swept away, sele kapıldı, унесло течением, جرفت السيول, جرفتهم السيول",
    "tells of grave illness": "in coma, life support, has cancer, with cancer, intensive care, critical condition, "
    "undergoes surgery, heart attack, suffers stroke, yoğun bakımda, yoğun bakıma, в коме, в реанимации, في غيبوبة, "
    "العناية المركزة, dans coma",
    "tells of poison or forbidden arms": "chemical attack, chemical attacks, chemical weapon, chemical weapons, "
    "chemical strike, chemical strikes, chemical assault, chemical bomb, chemical bombs, gas attack, gas attacks, "
    "poison gas, toxic gas, mustard gas, nerve agent, nerve gas, cluster bomb, cluster bombs, cluster munition, "
    "cluster munitions, dirty bomb, attaque chimique, attaques chimiques, arme chimique, armes chimiques, gaz "
    "toxique, gaz toxiques, sous munitions, phosphore blanc, kimyasal saldırı, kimyasal saldırısı, kimyasal silah, "
    "kimyasal silahla, kimyasal silahlar, kimyasal gaz, klor gazı, klor gazıyla, zehirli gaz, misket bombası, misket "
    "bombasıyla, fosfor bombası, fosfor bombasıyla, химическая атака, химической атаки, химическую атаку, химической "
    "атаке, химическое оружие, химического оружия, химическим оружием, газовая атака, газовой атаки, кассетные "
    "бомбы, кассетными бомбами, кассетные боеприпасы, кассетными боеприпасами, кассетных боеприпасов, белый фосфор, "
    "белым фосфором, фосфорными бомбами, хімічна атака, хімічної атаки, хімічну атаку, хімічна зброя, хімічної "
    "зброї, хімічну зброю, касетні боєприпаси, касетними боєприпасами, هجوم كيميائي, الهجوم الكيميائي, بهجوم "
    "كيميائي, هجوم كيماوي, الهجوم الكيماوي, قصف كيميائي, قصف كيماوي, سلاح كيميائي, السلاح الكيميائي, بالسلاح "
    "الكيميائي, السلاح الكيماوي, بالسلاح الكيماوي, أسلحة كيميائية, أسلحة كيماوية, بأسلحة كيميائية, الأسلحة "
    "الكيميائية, بالأسلحة الكيميائية, الأسلحة الكيماوية, غاز سام, بغاز سام, غازات سامة, بغازات سامة, الغازات السامة, "
    "قنابل عنقودية, بقنابل عنقودية, ذخائر عنقودية, صواريخ عنقودية, بصواريخ عنقودية, الفوسفور الأبيض, بالفوسفور "
    "الأبيض, ataque químico, ataques químicos, armas químicas, gas tóxico, fósforo blanco, attacco chimico, armi "
    "chimiche, broń chemiczna, broni chemicznej, atak chemiczny, حمله شیمیایی, سلاح شیمیایی",
    "tells of a planted bomb": "car bomb, car bombs, truck bomb, suicide bomber, suicide bombers, suicide bombing, "
    "suicide attack, roadside bomb, voiture piégée, véhicule piégé, canlı bomba, intihar saldırısı, bombalı araç, "
    "заминированный автомобиль, سيارة مفخخة, بسيارة مفخخة, دراجة مفخخة, عبوة ناسفة, بعبوة ناسفة, هجوم انتحاري, coche "
    "bomba",
    "declares a curfew": "couvre feu, çıkma yasağı, комендантский час, комендантского часа, комендантська година, "
    "комендантську годину, حظر تجول, حظر التجول, de queda",
    "tells of famine": "açlıktan öldü, açlıktan ölüyor",
    "tells of an epidemic": "yellow fever, çocuk felci, شلل الأطفال",
    "is without": "water cut, power cut, power cuts, power outage, power outages, cuts water, cuts power, cut water, "
    "su kesildi, sular kesildi, elektrik kesildi, elektrikler kesildi, отключили воду, отключили свет, отключен "
    "свет, قطع المياه, قطع الكهرباء, انقطاع الكهرباء, انقطاع المياه, انقطاع التيار, قطع التيار",
    "is cut off": "internet shut, internet shutdown, internet blackout, internet cut, internet down, internet "
    "outage, cuts internet, internet coupé, internet kesildi, отключили интернет, отключен интернет, интернет "
    "отключен, قطع الإنترنت, انقطاع الإنترنت, highway cut, road cut, cuts road, cuts highway, cut highway",
    "is shot down": "shot down, shoots down, shoot down, plane crashes, jet crashes, helicopter crashes, warplane "
    "crashes, aircraft crashes, plane crash, helicopter crash, jet crash, avion abattu, hélicoptère abattu, uçak "
    "düşürüldü, uçağı düşürüldü, uçak düştü, uçağı düştü, helikopter düşürüldü, helikopteri düşürüldü, helikopter "
    "düştü, helikopteri düştü, сбит самолет, самолет сбит, сбит вертолет, вертолет сбит, сбили самолет, сбили "
    "вертолет, самолет разбился, вертолет разбился, разбился самолет, разбился вертолет, إسقاط طائرة, إسقاط مروحية, "
    "سقوط طائرة, سقوط مروحية, تحطم طائرة, تحطم مروحية, أسقطت طائرة, أسقطوا طائرة, hubschrauber abgeschossen, "
    "flugzeug abgeschossen, kampfjet abgeschossen, hubschrauber abgestürzt, flugzeug abgestürzt, avión derribado, "
    "helicóptero derribado, літак збито, збито літак, гелікоптер збито, збито гелікоптер",
    "defects": "fait défection, font défection, commander defects, general defects, minister defects, officer "
    "defects, officers defect, saf değiştirdi",
    "tells of executions": "idam edildi, idam edildiler, idam etti, infaz edildi, infaz edildiler, infaz etti, تنفيذ "
    "الإعدام, نفذت الإعدام",
    "opens a way out": "humanitarian corridor, humanitarian corridors, safe corridor, couloir humanitaire, couloirs "
    "humanitaires, insani koridor, гуманитарный коридор, гуманитарные коридоры, гуманитарного коридора, ممر إنساني, "
    "ممرات إنسانية, humanitärer korridor, corredor humanitario, гуманітарний коридор",
    "is on fire": "on fire, depot burns, depot burning, depots burn, in flames, en flammes, alev aldı, alevler "
    "içinde, in flammen, en llamas",
    "destroys": "imha edildi, imha etti, yerle bir, yok edildi",
    "mutinies": "se mutinent",
    "fights within": "iç çatışma, اقتتال داخلي",
    "collapses": "dam breached, dam bursts, dam burst, dam breaks, levee breached, levee breaks, baraj yıkıldı, "
    "baraj patladı, انهيار سد, انهيار السد",
    "surrenders": "lay down, lays down, laid down, white flag, rendent armes, silah bıraktı, silah bıraktılar, "
    "сложили оружие, сдались в, ألقوا السلاح",
    "happens for the first time": "first time, première fois, ilk kez, ilk defa, للمرة الأولى, لأول مرة, primera vez",
    "sends": "sends troops, send troops, sends tanks, send tanks, sends soldiers, sends reinforcements, sends "
    "warships, deploys troops, deploys tanks, deploys soldiers, deploys forces, deploys warships, asker gönderdi, "
    "asker gönderiyor, tank gönderdi, takviye gönderdi, takviye gönderiyor, ввела войска, ввели войска, вводит "
    "войска, перебросила войска, перебрасывает войска, إرسال قوات, ترسل قوات, أرسلت قوات, إرسال تعزيزات, ترسل "
    "تعزيزات, أرسلت تعزيزات",
    "is out of service": "out of service, hors service, hizmet dışı, عن الخدمة",
    "declares martial law": "martial law, loi martiale, военное положение, военного положения, воєнний стан, الأحكام "
    "العرفية, ley marcial",
    "mobilises": "partial mobilisation, partial mobilization, general mobilisation, general mobilization, "
    "mobilisation générale, mobilisation partielle, التعبئة العامة, reservists called, calls reservists",
    "tells of a leak": "radiation leak, radioactive leak, gas leak, chemical leak, oil spill, chemical spill, утечка "
    "газа, утечка радиации, gaz sızıntısı, radyasyon sızıntısı, تسرب غاز, تسرب إشعاعي, تسرب نفطي, fuite radioactive, "
    "marée noire",
    "tells of a coup": "coup attempt, attempted coup, coup bid, military coup, coup plot, coup leader, coup leaders, "
    "in coup, darbe girişimi, военный переворот, انقلاب عسكري, محاولة انقلاب, golpe militar",
}
"""The same of two words that follow one another."""
TURNS_APART = {
    "is without": "privé eau, privée eau, privés eau, privé électricité, privée électricité, privés électricité, "
    "coupure électricité, panne électricité, water cut, power cut, electricity cut",
    "collapses": "dam breached, dam bursts, dam breaks",
    "is cut off": "internet shut, internet cut, highway cut, road cut",
    "is shot down": "самолет сбит, вертолет сбит",
    "is out of service": "fuera servicio",
    "sets an ultimatum": "given hours, gives hours",
}
"""The same of a word and one that stands anywhere behind it."""
NOT_BEFORE: Mapping[tuple[str, ...], frozenset[str]] = {
    ("ruled", "out"): frozenset(("of",)),
    ("gives", "way"): frozenset(("to",)),
    ("gave", "way"): frozenset(("to",)),
    ("first", "time"): words_of("voter voters buyer buyers visitor visitors"),
    **{(craft, "crashes"): words_of("into") for craft in ("jet", "plane", "helicopter", "aircraft")},
}
"""What such two words do not do before these: a first-time voter, a jet that crashes into a drone."""
