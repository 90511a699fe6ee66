"""Hours of one place: what must hold between the file of offers, that of hours and what is on the kaart already."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.uitwisseling.tabellen.bestanden import AANBOD, OPENINGSTIJDEN
from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.ontleden import Rij
from kaart.uitwisseling.tabellen.samenhang import Levering
from organisaties.models import Aanbod, Openingstijd

PLEK = "locatie"


def uren_op_plek_van_aanbod(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for hours of a place that is no place of the offer, and for a place that leaves without its hours.

    A file that takes a place away says nothing of its hours: those would be gone without anybody having seen them.
    """
    aanbod, uren = levering.tabellen.get(AANBOD.naam), levering.tabellen.get(OPENINGSTIJDEN.naam)
    wordt = {rij.tekst("kenmerk"): rij for rij in (aanbod.rijen if aanbod else ()) if PLEK in rij.waarden}
    genoemd = [rij for rij in (uren.rijen if uren else ()) if rij.tekst(PLEK)]
    vervangen = {rij.tekst("aanbod") for rij in uren.rijen} if uren and PLEK in uren.kolommen else set()
    blijft = [een for een in _uren_nu() if een[0] in wordt and een[0] not in vervangen]
    if not genoemd and not blijft:
        return
    nu = _plekken_nu({rij.tekst("aanbod") for rij in genoemd} - wordt.keys())
    for rij in genoemd:
        kenmerk, plek = rij.tekst("aanbod"), rij.tekst(PLEK)
        if plek not in (_plekken(wordt[kenmerk]) if kenmerk in wordt else nu.get(kenmerk, ())) and uren:
            melding = (
                f"{toon(plek)} is geen plek van {toon(kenmerk)}. Zet die plek bij het aanbod, of haal deze tijd weg."
            )
            yield uren.fout(rij, PLEK, melding)
    for kenmerk, plek in dict.fromkeys(blijft):
        if plek not in _plekken(wordt[kenmerk]) and aanbod:
            melding = f"er staan nog tijden voor {toon(plek)}. Haal eerst die tijden weg, of laat de plek hier staan."
            yield aanbod.fout(wordt[kenmerk], PLEK, melding)


def _plekken(rij: Rij) -> tuple[str, ...]:
    return rij.lijst(PLEK)


def _uren_nu() -> list[tuple[str, str]]:
    """Return for which places of which offers there are hours now, by their keys."""
    van_een_plek = Openingstijd.objects.filter(locatie__isnull=False).order_by("aanbod", "pk")
    return list(van_een_plek.values_list("aanbod__kenmerk", "locatie__kenmerk"))


def _plekken_nu(aanbod: set[str]) -> dict[str, set[str]]:
    """Return the places of these offers now."""
    plekken: dict[str, set[str]] = {}
    if aanbod:
        banden = Aanbod.locaties.through._default_manager.filter(aanbod__kenmerk__in=aanbod)
        for kenmerk, plek in banden.values_list("aanbod__kenmerk", "locatie__kenmerk"):
            plekken.setdefault(kenmerk, set()).add(plek)
    return plekken
