"""Verbs of headlines by which somebody says something."""

from __future__ import annotations

from monitor.core.text.fold import words_of

SAYS = words_of(
    "says said claims tells alleges warns calls urges demands vows accuses blames insists admits confirms denies "
    "announces explains asks appeals condemns denounces slams decries criticizes criticises blasts rebukes "
    "threatens pledges promises hopes suggests proposes hails welcomes praises defends backs "
    "say warn vow urge deny condemn announce demand threaten"
)
"""English verbs by which each says something else: only the same speaker tells again."""
SAYS_IBERIAN = words_of(
    "dice dicen dijo asegura aseguran afirma afirman pide piden pidió exige exigen alertan advierte advierten anuncia "
    "anuncian anunció acusa acusan reclama reclaman ordena ordenan ordenó insta instan "
    "diz dizem disse pede pedem pediu anunciam anunciou condenam acusam ordenou"
)
"""Spanish and Portuguese ones that are no nouns as well: *alerta* and *condena* are."""
