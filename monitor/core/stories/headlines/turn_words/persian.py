"""The same as common.py in Persian, which tells most of it by a noun and a verb: *بسته شد*, it was closed. Left out
is what is Arabic too (*قطع*, *وصل*, *تأیید*): those stand beside their verb only."""

from __future__ import annotations

TURNS = {
    "tells of a truce": "آتش‌بس",
    "takes up again": "بازگشایی",
    "tells of a later death": "درگذشت درگذشتند",
    "tells of an aftershock": "پس‌لرزه",
}
"""What a headline does -> words that do it."""
TURNS_OF_TWO = {
    "accepts": "را پذیرفت, را پذیرفتند",
    "accuses": "متهم کرد, متهم کردند",
    "confirms": "تأیید شد, تأیید کرد, تأیید کردند",
    "ends": "را نقض",
    "tells of a truce": "آتش بس",
    "takes up again": "سر گرفته, سر گرفت, سر گرفتند, رفع توقیف",
    "restores": "وصل شد, وصل شدند",
    "is without": "قطع شد, قطع شدند, قطع کرد",
    "closes": "بسته شد, بسته شدند, را بست, را بستند",
    "calls off": "نقض شد",
    "captures": "توقیف کرد, توقیف کردند, توقیف شد, تصرف کرد, تصرف کردند, تصرف شد",
    "is contained": "مهار شد, خاموش شد",
    "lives": "زنده پیدا, زنده بیرون",
    "expels": "اخراج شد, اخراج شدند, اخراج کرد, اخراج کردند",
    "tells of a hunger strike": "اعتصاب غذا, اعتصاب غذای",
    "uses force on a crowd": "گاز اشک‌آور",
    "claims the attack": "مسئولیت حمله, مسئولیت این, مسئولیت انفجار, مسئولیت را",
    "transfers": "منتقل شد, منتقل شدند, منتقل کرد, منتقل کردند",
}
"""The same of two words that follow one another."""
TURNS_APART = {"accuses": "عامل خواند, عامل دانست"}
"""The same of a word and one that stands anywhere behind it."""
