"""What a word above a column means: as it stands, with a typing error, or at the head or tail of a longer one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from kaart.uitwisseling.invoer.lijsten.kolommen import ALLEEN_HEEL, DOELEN, NIETS, OOK_EEN_NAAM

GENOEG = 86
"""Of 100: a header with a typing error."""

LANGSTE_KOP = 80
VAN_WIE = frozenset({"organisatie", "instelling", "aanbieder", "organisation", "organization", "initiatief", "kurum"})
ZONDER_HAKEN = str.maketrans("ıłøđ", "ilod")


def kaal_van(tekst: str) -> str:
    """Return a header without accents, capitals, signs, a number at its end, and what stands between brackets."""
    zonder = re.sub(r"\([^)]{3,}\)|\[[^\]]*\]", " ", tekst[:500])
    # 'PublicName' and 'public_name' are two words.
    zonder = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", zonder)
    plat = unicodedata.normalize("NFKD", zonder.casefold().translate(ZONDER_HAKEN))
    kaal = " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(t for t in plat if not unicodedata.combining(t))).split())
    return re.sub(r"(?<=[a-z]) ?\d+$", "", kaal)


@cache
def _woorden() -> Mapping[str, tuple[str, ...]]:
    """Return the words we know, without accents, each with what it may mean."""
    bekend: dict[str, tuple[str, ...]] = {}
    for doel in DOELEN:
        for woord in doel.woorden:
            kaal = kaal_van(woord)
            bekend[kaal] = tuple(dict.fromkeys((*bekend.get(kaal, ()), doel.naam)))
    return bekend


@cache
def _gelijkenissen(kaal: str) -> tuple[tuple[float, str], ...]:
    """Return what a header may mean, with how much it looks like a word for that (of 100); the best of each."""
    bekend = _woorden()
    if kaal in bekend:
        return tuple((100.0, doel) for doel in bekend[kaal])
    gevonden: dict[str, float] = {}
    for woord, doelen in bekend.items():
        score = _gelijkenis(kaal, woord)
        if score >= GENOEG:
            for doel in doelen:
                gevonden[doel] = max(score, gevonden.get(doel, 0))
    return tuple((score, doel) for doel, score in gevonden.items())


def _gelijkenis(kaal: str, woord: str) -> float:
    # The last word is what it is about ('organization url'), but for 'naam van de instelling'.
    meer = min((len(kaal) - len(woord)) / 4, 9)
    if woord in ALLEEN_HEEL and re.match(rf"{woord} (?:van|de|der|of|des|del) ", kaal):
        return 97 - meer
    if woord not in ALLEEN_HEEL:
        if kaal.endswith(f" {woord}"):
            # 'Website organisatie' is a website, 'Huis van de wijk' a house.
            ander = woord in VAN_WIE and kaal.split(" ", 1)[0] in _woorden()
            return (90 if ander or " van " in kaal else 97) - meer
        if kaal.startswith(f"{woord} "):
            return (97 if re.match(r"(?:van|of|de|en|and|per|in) ", kaal.removeprefix(f"{woord} ")) else 95) - meer
        if len(woord) > 4 and f" {woord} " in kaal:
            return 92 - meer
    return fuzz.ratio(kaal, woord) - 4 if min(len(kaal), len(woord)) > 4 else 0


def kolommen_op_woord(koppen: Sequence[str]) -> dict[int, str]:
    """Return per column what the word above it means; each meaning once, the best fit first."""
    kalen = [kaal_van(kop) for kop in koppen]
    paren = [
        (score, plek, doel)
        for plek, kaal in enumerate(kalen)
        if kaal and len(kaal) <= LANGSTE_KOP
        for score, doel in _gelijkenissen(kaal)
    ]
    gevonden: dict[int, str] = {}
    for _, plek, doel in sorted(paren, key=lambda paar: (-paar[0], paar[1])):
        if plek not in gevonden and doel not in gevonden.values():
            gevonden[plek] = doel
    # 'Nr' is the number of a house only beside a street.
    straat = any(doel in ("straat", "adres") for doel in gevonden.values())
    return {
        plek: doel
        for plek, doel in gevonden.items()
        if doel not in ("huisnummer", "telefoon") or straat or kalen[plek] not in NIETS
    }


def ook_een_naam(koppen: Sequence[str], kolommen: Mapping[int, str]) -> int | None:
    """Return which column holds the names where none is called so: 'Plek', 'Project', 'Naam activiteit'."""
    kalen = [kaal_van(kop) for kop in koppen]
    for woord in OOK_EEN_NAAM:
        for plek, kaal in enumerate(kalen):
            past = kaal == woord or (len(woord) > 4 and kaal.startswith(f"{woord} "))
            if past and kolommen.get(plek, "omschrijving") in ("omschrijving", "doelgroep", "website", "plek_naam"):
                return plek
    return None
