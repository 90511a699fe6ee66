"""Finds the name of a person behind a word that announces one: 'mevrouw', 'mijn naam is', 'zoon'; no ORM, no settings.

Any other name cannot be told from a word. What is a word is for the caller to say; a list of names that many people
here have (`persoonsnamen.txt`) goes before that, for those who type without capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).with_name("persoonsnamen.txt")
HOOGSTENS_WOORDEN = 6
# In so few words capitals always say something.
KORTE_TEKST = 3

# Behind these stands a name, or what somebody does.
_AANSPREEK = (
    r"(?:de heer|dhr|meneer)\.?(?: en |/)(?:mevrouw|mevr|mw)|mevrouw|mevr|mw|meneer|mijnheer|menheer|de heer|dhr|hr"
    r"|fam|familie|gezin|mrs|mr|ms|miss|sir|madame|mme|monsieur|se[nñ]ora?|senhora?|frau|herr|pani?|bay[ae]n"
    r"|السيدة?|الأستاذ|خانم|آقا[ي ی]?|госпож[аі]|господин|пан[іи]?|ато|አቶ|ወይዘሮ"
)
# Behind these stands a name for sure.
_NOEMT = (
    r"(?:ik|hij|zij|ze|die|cli[eë]nt|man|vrouw|zoon|dochter) heet|heet(?= (?-i:[A-Z]))"
    r"|(?:(?:mijn|haar|zijn|de|my|his|her) )?(?:naam|name) (?:is|:)|(?:naam|name):"
    r"|genaamd|named|called(?= (?-i:[A-Z]))"
    r"|(?:je|il|elle) (?:m|s)['’]?appelle|me llamo|se llama|(?:mi nombre|meu nome|o nome dele|o nome dela) (?:es|[eé])"
    r"|ben(?:im)? ad[ıi]m|nazywam si[eę]|mam na imi[eę]|меня зовут|мене звати|мене звуть|اسمي|اسم من|ስሜ|ስመይ"
    r"|magacaygu(?: waa)?"
)
# Behind these stands a name only where it can be nothing else.
_IEMAND = (
    r"cli[eë]nte?|pati[eë]nte?|bewoon(?:er|ster)|buur(?:man|vrouw)|zoon|dochter|vriend(?:in)?|zus(?:je)?|broer(?:tje)?"
    r"|moeder|vader|collega|son|daughter|friend|brother|sister|client"
)
_KONDIGT_AAN = re.compile(
    rf"(?<![^\W_])(?:(?P<noemt>{_NOEMT})|(?P<aanspreek>{_AANSPREEK})|(?P<iemand>{_IEMAND}))\.?(?![^\W_])[ ,/:(]*",
    re.IGNORECASE,
)
_WOORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*\.?")
_STRAAT = re.compile(r"..(?:straat|plein|laan|gracht|kade|dreef|singel|steeg|school|huis|markt|kerk)$")
_TUSSEN = frozenset(
    """
    van de der den het ter ten te 't op in von zu da do dos das di del la le el al ul ibn bin bint ben ait ould abu abou
    abd ab y e
    """.split()  # noqa: SIM905
)


@cache
def bekende_namen() -> frozenset[str]:
    """Return names that many people here have, in small letters without accents."""
    regels = BESTAND.read_text(encoding="utf-8").splitlines()
    return frozenset(naam for regel in regels if not regel.startswith("#") for naam in regel.split())


@dataclass(frozen=True, slots=True)
class Woordkennis:
    """What the caller knows of a word in small letters.

    `is_woord`: people write it. `is_begrip`: it surely means something else than a name, also with a capital: a place,
    a language, a need.
    """

    is_woord: Callable[[str], bool] = lambda woord: False
    is_begrip: Callable[[str], bool] = lambda woord: False


def vind_namen(tekst: str, kennis: Woordkennis) -> Iterator[tuple[int, int]]:
    """Yield (begin, end) of each name with the form of address before it."""
    # Where every word has a capital, a capital says nothing.
    woorden = _WOORD.findall(tekst)
    met = sum(woord[:1].isupper() for woord in woorden)
    met_kapitalen = not tekst.isupper() and (met * 2 <= len(woorden) + 1 or len(woorden) <= KORTE_TEKST)
    tot = 0
    for treffer in _KONDIGT_AAN.finditer(tekst):
        if treffer.start() < tot:
            continue
        sterk = treffer["iemand"] is None
        eind = _eind(tekst, treffer.end(), _Lezing(kennis, sterk, met_kapitalen))
        if eind is not None:
            tot = eind
            # 'Zoon' says something; 'mevrouw' does not.
            yield (treffer.start() if sterk else treffer.end()), eind


def _eind(tekst: str, plek: int, lezing: _Lezing) -> int | None:
    """Return where the name ends that begins here; None where there is none."""
    eind = None
    for _ in range(HOOGSTENS_WOORDEN):
        treffer = _WOORD.match(tekst, plek)
        if treffer is None:
            break
        woord, kaal = treffer.group(), _kaal(treffer.group())
        # What stands between says nothing by itself: 'meneer van 80'.
        if kaal not in _TUSSEN:
            if not (_is_voorletter(woord) or lezing.is_naam(woord, kaal)):
                break
            eind = treffer.end()
        # A comma ends it.
        plek = treffer.end()
        while tekst[plek : plek + 1] in {" ", "-"}:
            plek += 1
    return eind


@dataclass(frozen=True, slots=True)
class _Lezing:
    """How a name is read here: whether what announces it is sure, and whether capitals say anything."""

    kennis: Woordkennis
    sterk: bool
    met_kapitalen: bool

    def is_naam(self, woord: str, kaal: str) -> bool:
        if len(kaal) == 1:
            return False
        if any(deel in bekende_namen() for deel in (kaal, *re.split(r"[\-'’.]", kaal))):
            # 'Kok', 'post': only behind 'mevrouw' such a word is surely somebody's name.
            return self.sterk or not self.kennis.is_begrip(kaal)
        # 'Mr. Visserplein': a square.
        if self.kennis.is_begrip(kaal) or _STRAAT.search(kaal):
            return False
        kapitaal = self.met_kapitalen and woord[:1].isupper()
        if not self.sterk:
            return kapitaal and not self.kennis.is_woord(kaal)
        # In a script without capitals an unknown word may be anything.
        return kapitaal or (woord.isascii() and not self.kennis.is_woord(kaal))


def _is_voorletter(woord: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]|(?:[a-z]\.)+", woord) or re.fullmatch(r"(?:[A-Z]\.?)+\.", woord))


def _kaal(woord: str) -> str:
    ontleed = unicodedata.normalize("NFKD", woord.casefold().rstrip("."))
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken)).replace("ı", "i")
