"""Somebody leaves the kaart: what files that wait, and what undoing an import needs, say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import Onleesbaar
from organisaties.bijhouden.eigenaar.meegaan import Sporen
from organisaties.bijhouden.eigenaar.standen import Standen
from organisaties.bijhouden.eigenaar.teksten import VRIJ, vrije_velden
from organisaties.bijhouden.eigenaar.uitwissen import json_kandidaten
from organisaties.models.gedeeld import SCHEIDING, woorden

BLADEN: dict[str, tuple[str, ...]] = {
    teksten.label.rpartition(".")[2].lower(): (teksten.label,) for teksten in VRIJ
} | {
    "organisaties": ("organisaties.Organisatie",),
    "locaties": ("organisaties.Locatie",),
    "openingstijden": ("organisaties.Openingstijd",),
    # A row of this sheet is a step, with what is said of its route.
    "routes": ("doorverwijzing.Stap", "doorverwijzing.Route"),
}
"""The models whose free texts stand on a sheet, by the name of the sheet."""


def wis_uit_invoer(sporen: Sporen) -> None:
    """Take somebody out of what undoing an import needs, and throw away files that wait and name them."""
    rijen = _Rijen(sporen, Standen(sporen.herkenner, sporen.kenmerken))
    te_herstellen = Invoer.objects.exclude(terug=None).defer("inhoud").order_by("pk")
    for invoer in json_kandidaten(te_herstellen, ["terug"], sporen):
        terug = [nieuw for regel in invoer.terug if (nieuw := rijen.regel(regel)) is not None]
        if terug != invoer.terug:
            Invoer.objects.filter(pk=invoer.pk).update(terug=terug)
    for bestand in Invoer.objects.exclude(inhoud=None).order_by("pk"):
        if _noemt_bestand(bestand, sporen):
            bestand.delete()


@dataclass(frozen=True, slots=True)
class _Rijen:
    """What takes somebody out of the rows of an import; an import can still be undone after it."""

    sporen: Sporen
    standen: Standen

    def regel(self, regel: dict[str, Any]) -> dict[str, Any] | None:
        """Return one row of what undoing an import needs; None for a row of the leaver."""
        blad = regel["blad"]
        sleutel = regel.get("groep") or regel["sleutel"][0]
        eigen = {
            "organisaties": self.sporen.kenmerken.organisaties,
            "locaties": self.sporen.kenmerken.locaties,
            "aanbod": self.sporen.kenmerken.aanbod,
            "toegang": self.sporen.kenmerken.aanbod,
            "openingstijden": self.sporen.kenmerken.aanbod,
        }
        if sleutel in eigen.get(blad, frozenset()):
            return None
        nieuw = {
            kant: self._cellen(blad, waarde) if kant in ("van", "naar") else waarde for kant, waarde in regel.items()
        }
        return None if None in (nieuw.get("van", ""), nieuw.get("naar", "")) else nieuw

    def _cellen(self, blad: str, cellen: Any) -> Any:
        """Return the cells of one side, of a group each of its rows; None where they lead to the leaver."""
        if isinstance(cellen, list):
            return [schoon for rij in cellen if (schoon := self._cellen(blad, rij)) is not None]
        if cellen.get("organisatie") in self.sporen.kenmerken.organisaties:
            return None
        if (
            cellen.get("aanbod_of_organisatie")
            in self.sporen.kenmerken.aanbod | self.sporen.kenmerken.alleen_organisatie
        ):
            return None
        return {kop: self._cel(blad, kop, tekst) for kop, tekst in cellen.items()}

    def _cel(self, blad: str, kop: str, tekst: Any) -> Any:
        if blad == "aanbod" and kop == "locatie":
            return SCHEIDING.join(deel for deel in woorden(tekst) if deel not in self.sporen.kenmerken.locaties)
        for model in BLADEN.get(blad, ()):
            if kop in vrije_velden(apps.get_model(model)):
                return self.standen.tekst(apps.get_model(model), kop, tekst, vraagbaar=True)
        return tekst


def _noemt_bestand(bestand: Invoer, sporen: Sporen) -> bool:
    """Whether a file that waits names it; also where nobody can tell.

    By a key or the name as a whole cell, or by a name or an address within one. What others sent without naming it
    stays; the sender of a file that goes still has it.
    """
    try:
        werkmap = lees(bytes(bestand.inhoud or b""), bestand.naam)
    except Onleesbaar:
        return True
    kenmerken = sporen.kenmerken.organisaties | sporen.kenmerken.locaties | sporen.kenmerken.aanbod
    naam = sporen.herkenner.naam
    return any(
        cel.strip() in kenmerken or cel.strip() == naam or sporen.herkenner.noemt(cel)
        for blad in werkmap.bladen
        for _, cellen in blad.rijen
        for cel in cellen
        if cel
    )
