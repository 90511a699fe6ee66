"""Number words from nul to negenennegentig (in English to nine), and years in words; people type those as well."""

from __future__ import annotations

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
