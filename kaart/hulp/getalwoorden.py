"""Number words from nul to negenennegentig, years in words, and the digits of the languages newcomers speak."""

from __future__ import annotations

import unicodedata

EENHEDEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TOT_TWINTIG = (
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TIENTALLEN = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")

GETALLEN: dict[str, int] = {woord: waarde for waarde, woord in enumerate((*EENHEDEN, *_TOT_TWINTIG))}
GETALLEN |= {
    (f"{EENHEDEN[eenheid]}en" if eenheid else "") + tiental: 10 * plek + eenheid
    for plek, tiental in enumerate(_TIENTALLEN, start=2)
    for eenheid in range(10)
}

# Newcomers and who works with them spell a number in English as well.
_ENGELS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
GETALLEN |= {woord: waarde for waarde, woord in enumerate(_ENGELS)}

# Longest first, so that 'zes' does not win from 'zesenvijftig'.
GETALWOORD = "(?:" + "|".join(sorted(GETALLEN, key=len, reverse=True)) + ")"
# 'Derde', 'twintigste': the days of a month, in order.
RANGWOORDEN: dict[str, int] = {"eerste": 1, "tweede": 2, "derde": 3, "achtste": 8}
RANGWOORDEN |= {
    woord + ("ste" if waarde >= 20 else "de"): waarde
    for woord, waarde in GETALLEN.items()
    if waarde <= 31 and waarde not in (0, *RANGWOORDEN.values()) and woord not in _ENGELS
}
RANGWOORD = "(?:" + "|".join(sorted(RANGWOORDEN, key=len, reverse=True)) + ")"
JAARWOORD = (
    rf"(?:negentien ?(?:honderd)? ?(?:en )?{GETALWOORD}|tweeduizend(?: ?(?:en )?{GETALWOORD})?|twintig {GETALWOORD})"
)


def lees_getal(tekst: str) -> int | None:
    """Return the number below 100 that `tekst` says in digits or in lower-case words, or None."""
    if tekst.isascii() and tekst.isdigit():
        return int(tekst)
    return RANGWOORDEN.get(tekst) or GETALLEN.get(tekst)


def lees_jaar(tekst: str) -> int | None:
    """Return the year that `tekst` says in words ('negentienachtentachtig'), or None."""
    for begin, eeuw in (("negentien", 1900), ("tweeduizend", 2000), ("twintig ", 2000)):
        if tekst.startswith(begin):
            rest = tekst.removeprefix(begin).strip().removeprefix("honderd").strip().removeprefix("en ").strip()
            if not rest:
                return eeuw
            getal = GETALLEN.get(rest)
            return None if getal is None else eeuw + getal
    return None


def _plat(woord: str) -> str:
    """Return a word without accents, letter for letter as a plain text has it."""
    return "".join(
        unicodedata.normalize("NFKD", teken)[0] for teken in woord if unicodedata.category(teken) not in ("Mn", "Cf")
    )


# A number is read aloud in the language one counts in: nul to negen (and more where that is usual), in order from 0.
_ENGELS_TOT_TWINTIG = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_ANDERE_TALEN = (
    _ENGELS_TOT_TWINTIG,
    "zero|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize",
    "null|eins|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf",
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince",
    "sifir|bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz|on",
    "zero|jeden|dwa|trzy|cztery|piec|szesc|siedem|osiem|dziewiec|dziesiec",
    "eber|kow|laba|saddex|afar|shan|lix|toddoba|siddeed|sagaal|toban",
    "sifr|wahid|ithnan|thalatha|arbaa|khamsa|sitta|sabaa|thamania|tisaa|ashara",
    "صفر|واحد|اثنان|ثلاثة|اربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة",
    "صفر|واحد|اثنين|ثلاث|اربع|خمس|ست|سبع|ثماني|تسع|عشر",
    "صفر|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده",
    "ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять|десять",
    "нуль|один|два|три|чотири|п'ять|шість|сім|вісім|дев'ять|десять",
    "ዜሮ|ሓደ|ክልተ|ሰለስተ|ኣርባዕተ|ሓሙሽተ|ሽዱሽተ|ሸውዓተ|ሸሞንተ|ትሽዓተ|ዓሰርተ",
    "ዜሮ|አንድ|ሁለት|ሶስት|አራት|አምስት|ስድስት|ሰባት|ስምንት|ዘጠኝ|አስር",
)
# Tens that are followed by a unit ('forty two', 'quarante-deux'); in Dutch the two are one word.
_ANDERE_TIENTALLEN = (
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
    "vingt|trente|quarante|cinquante|soixante|septante||nonante",
    "veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
    "yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan",
)
_RANG_ENGELS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)

TIENTAL_MET_EENHEID: dict[str, int] = {
    woord: 10 * plek for taal in _ANDERE_TIENTALLEN for plek, woord in enumerate(taal.split("|"), start=2) if woord
}
UITGESPROKEN: dict[str, int] = {
    _plat(woord): waarde for taal in _ANDERE_TALEN for waarde, woord in enumerate(taal.split("|"))
}
"""Number words of all languages as `plat` writes them; only to be trusted in a row or beside a month."""
UITGESPROKEN |= TIENTAL_MET_EENHEID | GETALLEN | {"hundred": 100, "honderd": 100, "cent": 100, "thousand": 1000}
UITGESPROKEN |= {"duizend": 1000, "mille": 1000, "vingts": 20, "oh": 0, "nought": 0}
RANG_UITGESPROKEN: dict[str, int] = (
    RANGWOORDEN | {woord: waarde for waarde, woord in enumerate(_RANG_ENGELS.split("|"), 1)} | {"premier": 1}
)


def lees_jaarreeks(waarden: list[int]) -> int | None:
    """Return the year that numbers said in a row are ([19, 88], [2, 1000, 5], [85]), or None."""
    match waarden:
        case [19 | 20 as eeuw, 100, *rest] | [19 | 20 as eeuw, *rest] if rest or waarden[1:] == [100]:
            return 100 * eeuw + sum(rest) if sum(rest) < 100 else None
        case [2, 1000, *rest]:
            return 2000 + sum(rest) if sum(rest) < 100 else None
        case [1000, 9, 100, *rest]:
            return 1900 + sum(rest) if sum(rest) < 100 else None
        case [jaar] if 10 <= jaar < 100 or 1900 <= jaar < 2100:
            return jaar
    return None
