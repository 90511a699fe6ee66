"""Spellings of a word in any script: keys by which two ways of writing the same word meet.

A key says in its first sign how it was made. `=` are the letters as they are, without accents and without what a
script hangs on a word (the article in Arabic, the vowel of a sign in Ge'ez); `~` is how the word of another script
sounds in Latin letters, spelt as loosely as people do; `_` are the consonants of that alone.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from organisaties.zoeken.taal.termen import vlak

ZELF, KLANK, MEDEKLINKERS = "=", "~", "_"
# Fewer consonants than this are shared by too many words.
GENOEG_MEDEKLINKERS = 3

LATIJN, CYRILLISCH, ARABISCH, ETHIOPISCH = "latijn", "cyrillisch", "arabisch", "ethiopisch"
# By the beginning of the names that Unicode gives to letters.
_SCHRIFTEN = {
    "LATIN": LATIJN, "CYRILLIC": CYRILLISCH, "ARABIC": ARABISCH, "ETHIOPIC": ETHIOPISCH, "GREEK": "grieks",
    "HEBREW": "hebreeuws", "CJK": "chinees", "HIRAGANA": "japans", "KATAKANA": "japans", "HANGUL": "koreaans",
    "DEVANAGARI": "devanagari", "BENGALI": "bengaals", "THAI": "thais", "GEORGIAN": "georgisch",
    "ARMENIAN": "armeens", "TAMIL": "tamil", "GURMUKHI": "gurmukhi", "GUJARATI": "gujarati", "SINHALA": "singalees",
    "MYANMAR": "birmaans", "KHMER": "khmer", "TIBETAN": "tibetaans",
}  # fmt: skip
# Letters that Unicode does not take apart, as people type them on a keyboard without them.
_ZONDER_TEKENS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def effen(tekst: str) -> str:
    """Return a text in small letters without accents and such, also where Unicode sees one letter ('ı', 'ł')."""
    return vlak(tekst).translate(_ZONDER_TEKENS)


def schrift_van(tekst: str) -> str:
    """Return the script that most letters of a text are in; empty where it has no letters or no known ones."""
    telling: dict[str, int] = {}
    for teken in tekst:
        if teken.isalpha():
            naam = _SCHRIFTEN.get(unicodedata.name(teken, "").split(" ")[0].split("-")[0], "")
            telling[naam] = telling.get(naam, 0) + 1
    # Japanese is written with Chinese signs too.
    if "japans" in telling:
        return "japans"
    return max(telling, key=lambda naam: telling[naam]) if telling else ""


@functools.lru_cache(maxsize=20_000)
def sleutels(woord: str, klank: bool = False) -> tuple[str, ...]:
    """Return the keys of one word that is `effen`, the surest first.

    `klank` takes Latin letters for the spelling of a word of another script.
    """
    schrift = schrift_van(woord)
    if schrift == CYRILLISCH:
        zelf, latijn = woord.translate(_CYRILLISCH_GELIJK), woord.translate(_CYRILLISCH)
        return _uniek(ZELF + zelf, KLANK + klinkt(latijn))
    if schrift == ARABISCH:
        kern = arabische_kern(woord)
        return _uniek(ZELF + kern, _medeklinkers(kern.translate(_ARABISCH)))
    if schrift == ETHIOPISCH:
        return _uniek(ZELF + "".join(map(_rij, woord)), _medeklinkers("".join(map(_ethiopisch, woord))))
    if schrift == LATIJN and klank:
        latijn = klinkt(woord)
        return _uniek(KLANK + latijn, _medeklinkers(latijn))
    return _uniek(ZELF + woord)


def _uniek(*keys: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if len(key) > 1))


# 'sh', 'ch', 'ś': one sound to anyone who writes by ear. Digits are the letters that Arabic has and Latin has not.
_KLINKT = tuple(
    (re.compile(patroon), klank)
    for patroon, klank in (
        (r"[23]", ""), (r"[57]", "h"), (r"6", "t"), (r"[89]", "k"),
        (r"shch|sch|tsh|tch|sh|ch", "C"), (r"kh", "h"), (r"gh", "g"), (r"zh|dj", "j"), (r"th", "t"), (r"dh", "d"),
        (r"ph", "f"), (r"x", "ks"), (r"ou|oo|o", "u"), (r"[qc]|ck", "k"), (r"w", "v"), (r"ee|ie|ei|y|e", "i"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def klinkt(latijn: str) -> str:
    """Return how a word sounds, of one in Latin letters: 'shoghl', 'choghl' and 'shughl' are the same."""
    for patroon, klank in _KLINKT:
        latijn = patroon.sub(klank, latijn)
    return latijn


def _medeklinkers(klank: str) -> str:
    """Return the key of the consonants alone, empty where there are too few; 'v' and 'y' are often vowels."""
    over = re.sub(r"(.)\1+", r"\1", klank)
    over = "".join(teken for teken in over if teken not in "aeiouvyʾ")
    return MEDEKLINKERS + over if len(over) >= GENOEG_MEDEKLINKERS else ""


_CYRILLISCH = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "i",
        "і": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip
# What is typed for the other where a keyboard has no such key.
_CYRILLISCH_GELIJK = str.maketrans({"ґ": "г", "ъ": "", "ь": ""})

# Of Persian and Arabic keyboards the same letter, and letters that are often not told apart.
_ARABISCH_GELIJK = str.maketrans(
    {
        "ی": "ي",
        "ى": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ي",
        "ء": "",
        "ـ": "",
    }
)
_ARABISCH = str.maketrans(
    {
        "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "t", "ج": "j", "چ": "C", "ح": "h", "خ": "h", "د": "d", "ذ": "d",
        "ر": "r", "ز": "z", "ژ": "j", "س": "s", "ش": "C", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g",
        "ف": "f", "ق": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "v", "ي": "y",
    }
)  # fmt: skip
# Written fast to a word: 'and', 'with', 'to', the article; and whose it is. What is left must be a word.
_ERVOOR = ("وال", "بال", "فال", "كال", "لل", "ال", "و")
_ERACHTER = ("هايي", "هاي", "مان", "تان", "شان", "ها", "اتي", "ات", "ين", "ون", "هم", "نا", "ني", "كم", "ه", "ي", "ت")
_KORTSTE_KERN = 3


def arabische_kern(woord: str) -> str:
    """Return a word in Arabic script without what is written fast to it: 'والمدرسة' → 'مدرس'."""
    kern = woord.translate(_ARABISCH_GELIJK)
    for stuk in _ERVOOR:
        # 'And' alone may as well be the first letter of the word.
        if kern.startswith(stuk) and len(kern) - len(stuk) >= _KORTSTE_KERN + (len(stuk) == 1):
            kern = kern[len(stuk) :]
            break
    for _ in range(2):
        over = len(kern) - _KORTSTE_KERN
        stuk = next((s for s in _ERACHTER if kern.endswith(s) and len(s) <= (over if len(s) < 3 else over - 1)), "")
        kern = kern[: len(kern) - len(stuk)]
    return kern


# Rows of Ge'ez that sound the same in Tigrinya as people spell it.
_RIJ_GELIJK = {"ሐ": "ሀ", "ኀ": "ሀ", "ኸ": "ከ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ", "ቐ": "ቀ", "ቈ": "ቀ", "ኰ": "ከ", "ጐ": "ገ"}


@functools.lru_cache(maxsize=1_000)
def _rij(teken: str) -> str:
    """Return the first sign of the row of a sign in Ge'ez: its consonant, whatever the vowel."""
    if not 0x1200 <= ord(teken) <= 0x1357:
        return teken
    eerste = chr(ord(teken) & ~7)
    return _RIJ_GELIJK.get(eerste, eerste)


_ETHIOPISCH_KLANK = {
    "hh": "h", "x": "h", "kx": "h", "qh": "k", "q": "k", "sz": "s", "sh": "C", "c": "C", "ch": "C", "cch": "C",
    "th": "t", "ph": "p", "tz": "ts", "zh": "j", "ny": "n", "w": "", "y": "",
}  # fmt: skip


@functools.lru_cache(maxsize=1_000)
def _ethiopisch(teken: str) -> str:
    """Return the consonant of a sign in Latin letters, by the name that Unicode gives it: 'HHAA' → 'h'."""
    naam = unicodedata.name(teken, "").removeprefix("ETHIOPIC SYLLABLE ").lower()
    if "glottal" in naam or "pharyngeal" in naam:
        return "a"
    medeklinker = naam.rstrip("aeiou")
    if len(medeklinker) > 1 and medeklinker.endswith("w"):
        medeklinker = medeklinker[:-1]
    return _ETHIOPISCH_KLANK.get(medeklinker, medeklinker) + "a"


def gelijk_begin(een: str, ander: str) -> int:
    """Return how many signs two words begin with together."""
    aantal = 0
    for links, rechts in zip(een, ander, strict=False):
        if links != rechts:
            break
        aantal += 1
    return aantal
