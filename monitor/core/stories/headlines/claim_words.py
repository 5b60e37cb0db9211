"""Verbs by which headlines tell that somebody says, decides or does something (claims.py)."""

from __future__ import annotations

from monitor.core.text.fold import words_of

ACTS = words_of(
    # English headlines tell in the present tense, and in participles where somebody was acted upon.
    "abandons abolishes accepts accuses acquitted activates admit admits adopts agree agrees alleges allows announce "
    "announces apologises apologizes appeals appears appoints apprehends approve approves arrest arrested arrives asks "
    "assures attempts attends awards backs bails bans begins blames blasts blocks boosts borrows boycotts breaks buys "
    "calls cancels captures ceases challenges charged claims clash clashes closes collapses commits complains "
    "completes concedes concludes condemn condemns condones confirms considers continue continues convenes convicted "
    "criticises criticizes cuts declares decries deepens defeats defends defies delays delivers demand demands denies "
    "denounces deny departs deploys deports derails detain detains dies discovers dismissed dismisses disperses "
    "dissolves ditches doubles drops eases ejects elects endorses ends enters erupt erupts escalates escapes evacuates "
    "evades exits expands expects expels explains explodes extends faces fails finds fired fires flee flees freed "
    "freezes gains gives grants guarantees hails halts hands heads hears hires holds hopes hosts identified identifies "
    "imposes improves increases indicted insists inspects intensifies intercepts intervenes investigates invites "
    "invokes jailed jails joins keeps launches leads leaked lifts loosens loses lowers makes meets merges mourns moves "
    "named narrows nears negotiates nominates notifies obtains occupies offers opens orders ousted oversees overturns "
    "pardons passes pays permits picks plans pleads pledges plunges postpones praises prepares prevents probes "
    "proceeds prohibits promises promotes proposes provides publishes quits raids raises rallies ramps ratifies "
    "reaches reacts readies rebukes receives recognises recognizes recommends recovered recovers reduces refuses "
    "regains reinstates reject rejects releases removes renews reopens repatriates replaces rescued rescues resigns "
    "restarts restores restricts resumes retains returned returns reveals revives revokes rises rules sacked sacks "
    "said salutes say says seeks seize seizes sends sentenced sets settles shows shuts sign signs slams slashes slows "
    "soars speaks spreads spurns stops storms sues suggests summons surpasses surrenders suspends swears sweeps takes "
    "tells testifies testify thanks threaten threatens tightens topples trails tries triggers triples tumbles turns "
    "unveils upholds urge urges vanishes vetoes visits volunteers votes vow vows walks warn warns welcomes widens wins "
    "wipes withdraw withdraws writes "
    "annonce dénonce condamne dément accuse avertit appelle exige menace promet affirme confirme refuse rejette "
    "approuve vote arrête libère signe quitte "
    "açıkladı duyurdu kınadı yalanladı uyardı suçladı doğruladı reddetti onayladı imzaladı tutuklandı söyledi dedi "
    "заявил заявила заявили сообщил сообщила осудил опроверг предупредил обвинил подтвердил отверг одобрил подписал "
    "арестован призвал потребовал объявил "
    "يقول قال قالت أعلن أعلنت تعلن يعلن أكد أكدت يؤكد تؤكد نفى نفت ينفي تنفي أدان أدانت تدين يدين حذر حذرت يحذر تحذر "
    "اتهم اتهمت يتهم تتهم دعا دعت يدعو تدعو طالب طالبت وافق وافقت رفض رفضت وقع وقعت اعتقل"
)
ONE_ACT = (
    "accuses blames alleges",
    "condemns denounces slams decries criticizes criticises blasts rebukes",
    "says said",
    "urges calls asks appeals demands",
    "hails welcomes praises salutes",
    "fires sacks dismisses ousted sacked fired dismissed",
    "drops abandons ditches withdraws scraps dropped",
    "arrests detains apprehends arrested arrest detain",
    "fires launches tests",
    "warns threatens",
    "vows pledges promises",
    "approves passes adopts backs",
    "halts stops suspends pauses",
    "named identified identifies",
    "charged indicted",
    "sentenced jailed convicted",
    "vetoes blocks",
    "dice dicen dijo asegura aseguran afirma afirman diz dizem disse",
    "pide piden pidio exige exigen reclama reclaman insta instan pede pedem pediu",
    "anuncia anuncian anuncio anunciam anunciou",
    "advierte advierten alertan",
    "acusa acusan acusam",
    "ordena ordenan ordeno ordenou",
)
"""Verbs, folded, by which two outlets tell of one act."""
NO_SPEAKER = words_of(
    "he she it we they who that which a an the of on over against for to by with amid in at from about as and or "
    "his her its their no not "
    "que se le les lo la el los las de del en y por con tras para ya o os ao não"
)
"""Before a verb no speaker, or one who is named elsewhere; or *calls* is no verb behind it: *amid calls for peace*."""
SEVERAL = frozenset(("police", "people", "women", "men", "children", "troops"))
"""Several of whom no s is the sign."""
OFFICES = words_of(
    "минобороны мид кремль генштаб мвд минздрав минфин минэнерго госдеп пентагон совбез еврокомиссия "
    "міноборони мзс генштаб "
    "ministère gouvernement présidence préfecture état-major "
    "الدفاع الخارجية الداخلية الرئاسة الكرملين البنتاغون البيت"
)
"""First words of offices that are named before their country: *Минобороны Турции*, الدفاع التركية."""
