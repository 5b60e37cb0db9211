"""The same as common.py in Polish, Italian, Portuguese, Greek, Persian, Chinese and Japanese."""

from __future__ import annotations

TURNS = {
    "denies": "zaprzecza zaprzeczają zaprzeczył zaprzeczyła zaprzeczyło dementuje dementują zdementował zdementowało "
    "smentisce smentiscono smentito smentita nega negano negam negou negaram desmente desmentem desmentiu διαψεύδει "
    "διαψεύδουν διέψευσε αρνείται αρνούνται διάψευση تکذیب 否认 否認 辟谣 闢謠 否定",
    "corrects": "sprostowanie rettifica retificação διόρθωση 更正 订正 訂正",
    "ends": "kończy zakończono zakończył zakończyła zakończyło zakończyły zerwano zerwane terminato terminata "
    "concluso conclusa encerra encerrada encerrado τερματίζεται τερματίζει έληξε λήγει κατέρρευσε 结束 結束 终止 "
    "終止 終了 破裂",
    "withdraws": "wycofuje wycofują wycofał wycofała wycofały ritira ritirano retirada retiram αποσύρεται "
    "αποσύρονται αποχωρεί αποχώρησε 撤出 撤军 撤軍 撤离 撤離 撤退 撤兵",
    "rejects": "odrzuca odrzuciła odrzucił odrzuciło odmawia odmówił odmówiła odmówiło respinge respingono rifiuta "
    "rifiutano rejeita rejeitam απορρίπτει απορρίπτουν απέρριψε 拒绝 拒絕 拒否 驳回 駁回 否决 否決",
    "calls off": "odwołano anuluje anulowano uchylił uchyliła annulla annullato annullata cancelado cancelada "
    "ακυρώνει ακυρώνεται ακύρωσε ακυρώθηκε لغو 取消 撤销 撤銷 中止",
    "puts off": "przełożono odroczono zawieszono zawiesza zawiesił zawiesiła wstrzymano wstrzymuje rinvia rinviato "
    "rinviata sospende sospeso sospesa adia adiado adiada suspenso suspensa αναβάλλεται αναβλήθηκε αναστέλλει "
    "αναστέλλεται ανέστειλε تعلیق تعویق 推迟 推遲 延期 暂停 暫停",
    "takes up again": "wznawia wznowiono wznowił wznowiła wznowiły riprende riprendono ripresi retoma retomam "
    "retomada επαναλαμβάνονται ازسرگیری 恢复 恢復 重启 重啟 再開",
    "restores": "przywrócono przywrócony przywrócone przywrócił ripristinata ripristinato restabelecida "
    "restabelecido αποκαταστάθηκε αποκαταστάθηκαν αποκατάσταση 恢复供电 恢復供電 恢复供水 恢復供水 復旧",
    "lifts": "zniesiono znosi revocato revocata αίρεται 解除",
    "takes back": "odbili odbiły odbiła riconquista reconquistam ανακατέλαβαν 夺回 奪回 收复 收復",
    "frees": "uwolniono uwolniony uwolniona uwolnieni uwalnia uniewinniony uniewinniona liberati liberata rilasciato "
    "rilasciata rilasciati assolto assolta libertado libertada libertados libertadas absolvido απελευθερώθηκε "
    "απελευθερώθηκαν απελευθερώνει αφέθηκε αφέθηκαν αθωώθηκε 获释 獲釋 释放 釋放 釈放",
    "arrests": "zatrzymany zatrzymana zatrzymani zatrzymano zatrzymała aresztowany aresztowana aresztowani "
    "aresztowano aresztowała areszt arrestato arrestata arrestati arrestate arresti fermati detido detida detêm "
    "συνελήφθη συνελήφθησαν σύλληψη συλλήψεις συλλαμβάνει بازداشت دستگیر دستگیری 被捕 逮捕 拘捕 拘留 落网 落網",
    "captures": "zdobyli zdobyła zdobyły zajęli zajęły zajęła conquistano conquistata capturam κατέλαβε κατέλαβαν "
    "καταλαμβάνει تسخیر 攻占 攻佔 占领 佔領 夺取 奪取 przejęli przejęły conquista tomam 攻陷 陷落 沦陷 淪陷 拿下 陥落",
    "searches": "przeszukano przeszukania przeszukanie perquisito perquisizioni perquisizione 搜查 捜索",
    "brings to court": "oskarżony oskarżona oskarżeni indagato indagati incriminato indiciado 起诉 起訴",
    "convicts": "winny winna winni colpevole colpevoli culpado culpada ένοχος ένοχοι ένοχη 有罪",
    "sentences": "skazany skazana skazani skazał condannato condannata condannati καταδικάστηκε καταδικάστηκαν محکوم "
    "判处 判處 获刑 被判",
    "leaves office": "dymisji dymisja rezygnuje rezygnacja odwołany dimette dimissioni demissão demitido παραιτήθηκε "
    "παραίτηση παραιτείται استعفا برکنار 辞职 辭職 请辞 請辭 辞任 下台 免职 免職",
    "apologises": "przeprasza przeprosił przeprosiła przeprosiny desculpas συγγνώμη عذرخواهی 道歉 致歉 謝罪",
    "enters": "wkroczyli wkroczyły wkroczył wkracza εισέβαλαν εισέβαλε 攻入",
    "extends": "przedłużono przedłuża przedłużył przedłużyła prorogata prorogato prorrogada prorrogado παρατείνεται "
    "παρατάθηκε παράταση تمدید 延长 延長",
    "closes": "zamknięto zamyka zamknięty zamknięta zamknięte chiude chiudono fechado fecham έκλεισε έκλεισαν "
    "κλείνει 关闭 關閉 閉鎖",
    "signs": "podpisali podpisał podpisała podpisano firmato firmata firmano assina assinam υπέγραψε υπέγραψαν "
    "υπογράφει υπογράφουν امضا 签署 簽署 署名",
    "lives": "przeżył przeżyła przeżyli sopravvive sopravvissuto επέζησε ζωντανός ζωντανή ζωντανοί 生还 生還 幸存 生存",
    "finds": "znaleziono odnaleziono znaleźli znalazł odnaleziony odnaleziona ritrovato ritrovata ritrovati trovati "
    "βρέθηκε βρέθηκαν εντοπίστηκε εντοπίστηκαν 找到 发现 發現 発見 寻获 尋獲",
    "fails": "fiasko fiaskiem fallisce fallito fallita απέτυχε απέτυχαν αποτυγχάνει 失败 失敗 未能",
    "claims the attack": "rivendica rivendicato αναλαμβάνει 宣称负责 承认负责 犯行声明",
    "appoints": "mianował mianowany mianowana powołał powołany nominato nominata nomeia nomeado nomeada διορίζεται "
    "διορίστηκε διόρισε منصوب 任命 委任",
    "tells the cause": "przyczyną przyczyna przyczynę αιτία 原因 起因",
    "uses force on a crowd": "lacrimogeni lacrimogêneo δακρυγόνα 催泪弹 催淚彈 催泪瓦斯",
    "buries": "pogrzeb pochowano funerali sepolti enterrados κηδεία خاکسپاری 安葬 葬礼 葬禮 下葬",
    "rescues": "uratowano uratowani uratowany salvati salvato salvata resgatados resgatado resgatam διασώθηκε "
    "διασώθηκαν διάσωση نجات 获救 獲救 救出",
    "confesses": "przyznaje confessa confessato ammette admitiu ομολόγησε ομολογεί παραδέχεται اعتراف 承认 承認",
    "evacuates": "ewakuacja ewakuację ewakuowano evacuati evacuata evacuazione retirados εκκενώνεται εκκένωση تخلیه "
    "疏散 撤侨 避難",
    "bans": "zakazuje zakazał zakazano vieta vietano vietato proíbe proíbem απαγορεύει απαγόρευσε απαγόρευση ممنوع "
    "禁止",
    "approves": "zatwierdził zatwierdziła przyjął przyjęła approva approvato aprova aprovado εγκρίνει ενέκρινε "
    "εγκρίθηκε 通过 批准 可決",
    "flee": "uciekają uciekły uciekli fuggono fogem 逃离 逃離",
    "meets": "zbiera zbierze riunisce reúne συνεδριάζει 紧急会议 緊急會議 緊急会合",
    "arrives": "przybył przybyła przybyli dotarły dotarł dotarła arrivato arrivata arrivano chegam chegou έφτασε "
    "έφτασαν رسیدند 抵达 抵達 到着",
    "spreads": "rozprzestrzenia diffonde espalha εξαπλώνεται 蔓延",
}
"""What a headline does -> words that do it, or Chinese and Japanese characters that hold it wherever they stand."""
TURNS_OF_TWO = {
    "rejects": "رد کرد, رد کردند",
    "approves": "تصویب شد, تصویب کرد",
    "ends": "پایان یافت, پایان داد",
    "frees": "آزاد شد, آزاد شدند, آزاد کرد",
    "finds": "پیدا شد, پیدا شدند, کشف شد",
    "fails": "شکست خورد",
    "closes": "تعطیل شد",
    "claims the attack": "ανέλαβε την",
    "tells the cause": "علت انفجار, علت حادثه",
}
"""The same of two words that follow one another."""
