"""What somebody answered to faults: for one word, or for all cells with the same fault.

A cell that cannot be read costs its row until somebody says what to do with it: read the word as something of our
lists, leave the cell empty, or keep its text as a remark for colleagues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from kaart.uitwisseling.invoer.lijsten.gelezen import Fout
from kaart.uitwisseling.invoer.lijsten.waarden import Woordenboek, kaal

NAAM = "antwoord-"
IS = "is:"
HOOGSTENS = 500
LANGSTE_WOORD = 60


class Doe(StrEnum):
    """What happens with a cell that cannot be read."""

    LEEG = "leeg"
    OPMERKING = "opmerking"
    # Read it as what we would have advised.
    VOORSTEL = "voorstel"


# Codes whose cell can be left out while its row stays good; a name never is.
TE_MISSEN = {
    "onbekend-stadsdeel": "een stadsdeel dat we niet kennen",
    "onbekende-doelgroep": "een doelgroep die we niet kennen",
    "onbekende-taal": "een taal die we niet kennen",
    "ongeldige-url": "geen webadres",
    "ongeldig-emailadres": "geen e-mailadres",
    "ongeldige-datum": "geen datum",
    "ongeldig-bedrag": "geen bedrag",
    "ongeldige-postcode": "geen postcode",
    "ongeldige-breedte": "geen punt op de kaart",
    "ongeldige-lengte": "geen punt op de kaart",
    "breedte-lengte-verwisseld": "breedte en lengte verwisseld",
    "buiten-kaart": "een punt buiten het land",
    "verkeerd-decimaalteken": "een ander teken voor de komma",
    "cel-te-lang": "te veel tekst",
    "formule": "een formule",
    "foutwaarde": "een fout van het rekenblad",
    "persoonsgegeven": "iets over een persoon",
    "te-lang": "te lang",
}
# What may never be kept, not even for colleagues; and what would say nothing.
NIET_BEWAREN = frozenset({
    "persoonsgegeven", "formule", "foutwaarde", "cel-te-lang", "ongeldige-breedte", "ongeldige-lengte",
    "breedte-lengte-verwisseld", "buiten-kaart", "verkeerd-decimaalteken",
})  # fmt: skip
# Codes of words that may be one of our lists.
KIESBAAR = ("onbekend-stadsdeel", "onbekende-doelgroep", "onbekende-taal")


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """What to do, by code, or by code and word: 'leeg', 'opmerking', or 'is:' and a key of the list."""

    per_code: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    per_woord: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))

    def van(self, code: str, woord: str = "") -> str:
        """Return what to do with a cell; '' where nobody answered, and where that may not be."""
        if code not in TE_MISSEN:
            return ""
        antwoord = self.per_woord.get((code, sleutel_van(woord))) or self.per_code.get(code, "")
        if antwoord == Doe.OPMERKING and code in NIET_BEWAREN:
            return ""
        return antwoord if antwoord in set(Doe) else ""

    def in_woordenboek(self, boek: Woordenboek) -> Woordenboek:
        """Return the words of the reference lists with those that somebody said are one of them."""
        per_lijst: dict[str, dict[str, str]] = {code: {} for code in KIESBAAR}
        for (code, woord), antwoord in self.per_woord.items():
            if code in per_lijst and antwoord.startswith(IS):
                per_lijst[code][woord] = antwoord.removeprefix(IS)
        gebieden, groepen, talen = (per_lijst[code] for code in KIESBAAR)
        return replace(
            boek,
            stadsdelen=boek.stadsdelen | _bestaand(gebieden, boek.stadsdelen.values()),
            categorieen=boek.categorieen | _bestaand(groepen, boek.categorieen.values()),
            doelgroepen=boek.doelgroepen | _bestaand(groepen, boek.doelgroepen.values()),
            talen=boek.talen | _bestaand(talen, boek.talen.values()),
        )

    @property
    def om_te_onthouden(self) -> dict[str, str]:
        """The words that are one of our lists, for the next time: {'code:word': 'is:key'}."""
        return {f"{code}:{woord}": wat for (code, woord), wat in self.per_woord.items() if wat.startswith(IS)}


def sleutel_van(woord: str) -> str:
    """Return a word as it is told from others: without capitals and signs, and not endless."""
    return kaal(woord)[:LANGSTE_WOORD]


def _bestaand(gekozen: Mapping[str, str], sleutels: Iterable[str]) -> dict[str, str]:
    bekend = set(sleutels)
    return {woord: sleutel for woord, sleutel in gekozen.items() if sleutel in bekend}


def lees_antwoorden(keuzes: Mapping[str, str], onthouden: Mapping[str, str] | None = None) -> Antwoorden:
    """Return the answers of a form: 'antwoord-<code>' for all, 'antwoord-<code>:<word>' for one."""
    per_code: dict[str, str] = {}
    per_woord: dict[tuple[str, str], str] = {}
    gegeven = {naam.removeprefix(NAAM): wat for naam, wat in keuzes.items() if naam.startswith(NAAM) and wat}
    for naam, wat in list({**(onthouden or {}), **gegeven}.items())[:HOOGSTENS]:
        code, _, woord = naam.partition(":")
        if woord:
            per_woord[code, sleutel_van(woord)] = wat
        else:
            per_code[code] = wat
    return Antwoorden(per_code, per_woord)


@dataclass(frozen=True, slots=True)
class Vraag:
    """A kind of fault to be answered once: its code, what it is called, in how many cells, and by which words."""

    code: str
    wat: str
    aantal: int
    mag_bewaren: bool
    kiesbaar: bool
    # For how many of them there is something we would advise.
    voorstellen: int
    # (word as it stands, its key, number of cells), the commonest first.
    woorden: tuple[tuple[str, str, int], ...]


def vragen_bij(fouten: Iterable[Fout], kolom_naam: str, hoogstens: int = 40) -> list[Vraag]:
    """Return what there is to answer, the commonest kind first; what is wrong with a name has no answer but a name."""
    alle = list(fouten)
    per_code: dict[str, dict[str, tuple[str, int]]] = {}
    for fout in alle:
        if fout.code not in TE_MISSEN or fout.kolom == kolom_naam:
            continue
        woorden = per_code.setdefault(fout.code, {})
        sleutel = sleutel_van(fout.woord)
        woorden[sleutel] = (fout.woord, woorden.get(sleutel, ("", 0))[1] + 1)
    vragen = [
        Vraag(
            code,
            TE_MISSEN[code],
            sum(aantal for _, aantal in woorden.values()),
            code not in NIET_BEWAREN,
            code in KIESBAAR,
            sum(fout.code == code and bool(fout.slug) for fout in alle),
            tuple(
                (woord, sleutel, aantal)
                for sleutel, (woord, aantal) in sorted(woorden.items(), key=lambda een: (-een[1][1], een[0]))
                if sleutel
            )[:hoogstens]
            if code in KIESBAAR
            else (),
        )
        for code, woorden in per_code.items()
    ]
    return sorted(vragen, key=lambda vraag: -vraag.aantal)
