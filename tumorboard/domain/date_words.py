"""Date words: what months, bounds and days near today are called when they are typed.

English, German, French, Spanish and Chinese are read whatever the language of the program, because letters
come in any of them. Words stand here without accents, as `date_reading` folds them.
"""

import re

_NAMES = (
    "january jan januar janner janvier janv enero ene",
    "february feb februar feber fevrier fevr fev febrero",
    "march mar marz maerz mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre setiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "e", "o"))
FILLERS = ORDINALS | {"of", "de", "del", "the", "den", "le", "el"}
NEARBY = {
    **dict.fromkeys(("today", "heute", "aujourd'hui", "hoy", "今天"), 0),
    **dict.fromkeys(("yesterday", "gestern", "hier", "ayer", "昨天"), -1),
    **dict.fromkeys(("tomorrow", "morgen", "demain", "manana", "明天"), 1),
}


def _either(phrases: str) -> str:
    # The longest first, so that "not before" is not read as "before"; a word ends where no letter follows.
    ordered = sorted(phrases.split(", "), key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() else "") for word in ordered)


def _prefix(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(phrases)}) ?(?P<date>.+)")


def _suffix(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<date>.+?) ?(?:{_either(phrases)})")


BEFORE = (
    _prefix(
        "in or before, on or before, before, until, till, by, up to, no later than, not later than, "
        "not after, <, <=, ≤, vor, bis, spatestens, avant, jusqu'en, jusqu'a, jusqu'au, "
        "antes de, antes del, hasta"
    ),
    _suffix("or earlier, or before, oder fruher, 以前, 之前"),
)
AFTER = (
    _prefix(
        "in or after, on or after, after, since, from, no earlier than, not earlier than, not before, "
        ">, >=, ≥, nach, seit, ab, fruhestens, apres, depuis, despues de, despues del, desde, a partir de"
    ),
    _suffix("or later, or after, onwards, oder spater, 以后, 之后, 起"),
)
ABOUT = (
    _prefix(
        "about, around, approximately, approx, approx., circa, ca, ca., c, c., ~, etwa, ungefahr, um, "
        "environ, vers, hacia, alrededor de, aproximadamente, 约, 大约"
    ),
    _suffix("~, 左右"),
)
PLAIN = _prefix("in, on, im, am, en, el, le")
BETWEEN = re.compile(
    r"(?!up to )(?:(?:between|from|zwischen|von|vom|entre|de|du|del) )?(?P<start>.+?)"
    r"(?: (?:and|to|until|und|bis|et|au|y|hasta|a(?! las| \d\d?[:h])) | ?[–—] ?| - |[至到])(?P<end>.+)"
)
