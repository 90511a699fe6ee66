"""Lines between organisations as a file; the other end is the key of an organisation, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaart.uitwisseling.tabellen.bestanden import BIJ_ORGANISATIE, lengte, tekst
from kaart.uitwisseling.tabellen.fouten import Fout, bedoelt_u, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom, Ontleed, Rij
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Bestemming, Waarden
from kaart.uitwisseling.tabellen.velden import Keuze
from organisaties.models import Samenwerking
from organisaties.models.gedeeld import KENMERK_PATROON

_SOORTEN = tuple((soort.value.replace("-", " "), soort.value) for soort in Samenwerking.Soort)
_HEEN_EN_WEER = {soort.value for soort in Samenwerking.Soort if soort.heen_en_weer}

SAMENWERKING = Bestand(
    "samenwerking",
    "lijn",
    ("organisatie", "andere", "soort"),
    (
        BIJ_ORGANISATIE,
        Kolom("andere", tekst(Samenwerking, "andere"), gevuld=True),
        Kolom("soort", Keuze(_SOORTEN, ook=tuple((waarde, waarde) for _, waarde in _SOORTEN)), gevuld=True),
        Kolom("toelichting", tekst(Samenwerking, "toelichting")),
        Kolom("bron", tekst(Samenwerking, "bron")),
    ),
    facultatief=True,
)


def lijnrijen(levering: Levering) -> Iterator[Waarden]:
    """Yield one row for each line; of one that says the same from both ends, what the file says of it is put together.

    Such a line keeps the end from which it was written down first.
    """
    gevonden = Samenwerking.objects.filter(soort__in=_HEEN_EN_WEER, naar__isnull=False)
    al_zo = set(gevonden.values_list("van__kenmerk", "naar__kenmerk", "soort"))
    for rijen in _per_lijn(levering.tabellen[SAMENWERKING.naam]):
        van, ander, soort = _einden(rijen[0])
        bekend = ander in levering.bekend["organisaties"]
        if soort in _HEEN_EN_WEER and (ander, van, soort) in al_zo:
            van, ander = ander, van
        yield {
            "van": van,
            "naar": ander if bekend else None,
            "andere": "" if bekend else ander,
            "soort": soort,
            "toelichting": _samen(rijen, "toelichting"),
            "bron": _samen(rijen, "bron"),
        }


def lijnen_kloppen(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for a key that is no organisation, a line with itself, and what does not fit when put together."""
    tabel = levering.tabellen.get(SAMENWERKING.naam)
    if tabel is None:
        return
    organisaties = levering.bekend["organisaties"]
    for rij in tabel.rijen:
        van, ander, _ = _einden(rij)
        if ander and ander == van:
            yield tabel.fout(rij, "andere", f"{toon(ander)} kan geen lijn hebben met zichzelf.")
        elif re.fullmatch(KENMERK_PATROON, ander) and ander not in organisaties:
            melding = f"{toon(ander)} is geen organisatie.{bedoelt_u(ander, organisaties)}"
            yield tabel.fout(rij, "andere", f"{melding} Staat de ander niet op de kaart, schrijf dan gewone woorden.")
    for rijen in _per_lijn(tabel):
        for kolom in ("toelichting", "bron"):
            hoogstens = lengte(Samenwerking, kolom) or 0
            if len(_samen(rijen, kolom)) > hoogstens:
                melding = f"samen met rij {rijen[0].nummer} (dezelfde lijn) te lang. Er passen {hoogstens} tekens."
                yield tabel.fout(rijen[-1], kolom, melding)


def _einden(rij: Rij) -> tuple[str, str, str]:
    return rij.tekst("organisatie"), rij.tekst("andere"), rij.tekst("soort")


def _per_lijn(tabel: Ontleed) -> list[list[Rij]]:
    """Return the rows that are about one line together: one row, or two that say it from both ends."""
    per_lijn: dict[tuple[str, str, str], list[Rij]] = {}
    for rij in tabel.rijen:
        van, ander, soort = _einden(rij)
        andersom = soort in _HEEN_EN_WEER and (ander, van, soort) in per_lijn
        per_lijn.setdefault((ander, van, soort) if andersom else (van, ander, soort), []).append(rij)
    return list(per_lijn.values())


def _samen(rijen: list[Rij], kolom: str) -> str:
    teksten = dict.fromkeys(rij.tekst(kolom) for rij in rijen if rij.tekst(kolom))
    return ("; " if kolom == "bron" else " ").join(teksten)


BESTEMMING = Bestemming(
    "samenwerking.csv", SAMENWERKING.naam, Samenwerking, ("van", "naar", "andere", "soort"), lijnrijen
)
