"""Headlines in which somebody says, decides or does something: reports of what happened, seldom a mere retelling."""

from __future__ import annotations

from monitor.core.text.fold import fold_text
from monitor.core.text.words import tokens

_VERBS = frozenset(
    fold_text(
        # English headlines tell in the present tense, and in participles where somebody was acted upon.
        "says said condemns denies warns calls vows claims accuses confirms announces admits rejects urges demands "
        "threatens pledges apologizes apologises blames insists orders approves agrees votes bans declares sentenced "
        "charged arrested detains resigns concedes restricts lifts suspends releases freed evacuates reopens closes "
        "opens withdraws joins signs invites visits meets explains seizes captures intercepts breaks wins loses dies "
        "appeals asks seeks offers refuses postpones delays cancels launches sends deploys halts imposes backs sues "
        "named identified identifies jailed indicted convicted acquitted appoints expels extends "
        "testify testifies say condemn deny warn vow announce admit reject urge demand threaten approve agree sign "
        "seize arrest detain withdraw "
        "slams decries denounces criticizes criticises hails welcomes praises suggests proposes hopes promises "
        "annonce dénonce condamne dément accuse avertit appelle exige menace promet affirme confirme refuse rejette "
        "approuve vote arrête libère signe quitte "
        "açıkladı duyurdu kınadı yalanladı uyardı suçladı doğruladı reddetti onayladı imzaladı tutuklandı söyledi dedi "
        "заявил заявила заявили сообщил сообщила осудил опроверг предупредил обвинил подтвердил отверг одобрил "
        "подписал арестован призвал потребовал объявил "
        "يقول قال قالت أعلن أعلنت تعلن يعلن أكد أكدت يؤكد تؤكد نفى نفت ينفي تنفي أدان أدانت تدين يدين حذر حذرت يحذر "
        "تحذر اتهم اتهمت يتهم تتهم دعا دعت يدعو تدعو طالب طالبت وافق وافقت رفض رفضت وقع وقعت اعتقل"
    ).split()
)


def is_claim(headline: str) -> bool:
    """Whether a headline tells what somebody said, decided or did."""
    return not _VERBS.isdisjoint(tokens(fold_text(headline)))
