"""Words: how a Dutch text becomes terms that can be compared.

Capitals and accents do not count, words are reduced to their stem by the algorithm PostgreSQL calls 'dutch',
and a key by sound brings spellings together that people mix up. Nothing here knows the kaart.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

import snowballstemmer

LANGSTE_VRAAG = 200
WOORD = re.compile(r"[^\W_]+")
# 'zonder' and 'geen' say the same in front of a word.
GEEN = "geen"
GELIJK = {"zonder": GEEN}

# 'Oost-Europees' is one word: it does not name the east of a city.
WERELDDEEL = re.compile(r"\b(noord|oost|zuid|west|midden)[- ](?=europ|afrik|amerik|azi|kore)")

STOPWOORDEN = frozenset(
    """
    de het een en of in op te van voor met aan bij naar om uit is zijn er die dat dit deze als ook niet wel hij zij
    ze we wij je jij u ik mij me hem haar hun kan kun kunt mag moet wil wilt willen waar wie wat hoe nog al dan tot
    over door heeft heb hebben hebt wordt worden snapt snap weet weten word was waren zou zullen zal moeten kunnen
    mogen graag liever iemand iets ergens daar hier ons onze jullie mijn jouw zo maar want omdat zodat sinds ben
    bent per zich zelf zit zitten staat staan ligt liggen loopt lopen toch lekker leuk mensen persoon personen elk
    elke ieder iedere nou gewoon steeds altijd nooit soms vaak misschien echt alsjeblieft aub hallo vraag zoekt zoek
    zoeken nodig vanuit meneer mevrouw meer meest erg heel veel eens even gaan gaat ga doet doen krijgt krijgen komt
    komen the a an to for and are i my where can how need
    """.split()  # noqa: SIM905
)

# Of these no phrase is made either: 'de', 'mijn', 'graag'. Other stop words belong to a phrase: 'uit de kast'.
LEGE_WOORDEN = frozenset(
    """
    de het een en er ik mij me mijn je jij jouw jullie u hij zij ze hem haar hun we wij ons onze zich zelf dit deze
    dat die toch nou gewoon echt even eens graag alsjeblieft aub hallo heel erg zo ook al the a an and i my
    """.split()  # noqa: SIM905
)
# What stands in front of a noun: 'de was' is no verb.
LIDWOORDEN = frozenset("de het een mijn jouw zijn haar hun ons onze geen vuile vieze schone natte".split())  # noqa: SIM905
_stemmer = snowballstemmer.stemmer("dutch_porter")


@functools.lru_cache(maxsize=20_000)
def stam(woord: str) -> str:
    """Return the stem of one normalised word."""
    gevonden: str = _stemmer.stemWord(woord)
    # 'les' and 'lessen', 'bus' and 'bussen': the stemmer leaves a double consonant at the end of some plurals.
    if len(gevonden) > 3 and gevonden[-1] == gevonden[-2] and gevonden[-1] not in "aeiou":
        gevonden = gevonden[:-1]
    # 'bedreigt' and 'bedreigd' belong to 'bedreiging'; in short words the ending belongs to the word.
    if len(gevonden) > 6 and gevonden[-1] in "dt" and gevonden[-2] not in "aeiou":
        gevonden = gevonden[:-1]
    return gevonden


# The stems of what belongs to the word that follows: 'uit de kast' is not 'de kast gaat uit'.
VOORZETSELS = frozenset(
    map(stam, ["in", "op", "uit", "van", "voor", "met", "aan", "bij", "naar", "om", "door", "over"])
)


def vlak(tekst: str) -> str:
    """Return the text in small letters, without accents and without what only decorates."""
    if tekst.isascii():
        return tekst.lower()
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def alle_woorden(tekst: str) -> list[str]:
    """Return the normalised words of a text in order, stop words included."""
    return [GELIJK.get(woord, woord) for woord in WOORD.findall(WERELDDEEL.sub(r"\1", vlak(tekst)))]


def woorden_van(tekst: str) -> list[str]:
    """Return the normalised words of a text in order, without stop words."""
    return [woord for woord in alle_woorden(tekst) if woord not in STOPWOORDEN]


def stammen_heel(tekst: str) -> tuple[str, ...]:
    """Return the stems of a text in order, with the stop words that a phrase may hang on: 'was doen', 'uit kast'."""
    return tuple(stam(woord) for woord in alle_woorden(tekst) if woord not in LEGE_WOORDEN)


def stammen(tekst: str) -> tuple[str, ...]:
    """Return the stems of a text in order, without stop words; of a text of stop words alone, all of them."""
    woorden = alle_woorden(tekst)
    return tuple(stam(woord) for woord in woorden if woord not in STOPWOORDEN) or tuple(map(stam, woorden))


# Spellings that sound alike, longest first; 'sch' stays what it is.
_KLANKEN = tuple(
    (re.compile(patroon), klank)
    for patroon, klank in (
        (r"sch", "sx"), (r"ch", "g"), (r"ph", "f"), (r"th", "t"), (r"ck|q", "k"), (r"x", "ks"), (r"c(?=[eiy])", "s"),
        (r"c", "k"), (r"ij|ei|ey|y", "i"), (r"au|ou|auw|ouw", "ou"), (r"ie", "i"), (r"oe|ue", "u"),
        (r"dt$|d$", "t"), (r"v", "f"), (r"z", "s"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@functools.lru_cache(maxsize=20_000)
def klank(woord: str) -> str:
    """Return a key by sound: 'wasmachiene' and 'wasmachine', 'advokaat' and 'advocaat' share theirs."""
    for patroon, vervanging in _KLANKEN:
        woord = patroon.sub(vervanging, woord)
    return woord


def aaneen(stukken: Sequence[str]) -> str:
    """Return words written as one: 'taal', 'cafe' → 'taalcafe'."""
    return "".join(stukken)
