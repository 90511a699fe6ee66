"""What left the kaart is not brought back by a file: neither its keys nor the name of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Sleutels
from organisaties.bijhouden.eigenaar.naam import kaal
from organisaties.bijhouden.eigenaar.vervallen import vervallen_kenmerken, vervallen_namen
from organisaties.models import Aanbod, Locatie, Organisatie

INGANGEN: dict[str, Any] = {"organisaties": Organisatie, "locaties": Locatie, "aanbod": Aanbod}

GAF_ZELF_AF = "is van de kaart gehaald door wie het beheerde en komt niet terug"
NAAM_GAF_ZELF_AF = (
    f"{GAF_ZELF_AF} met een bestand. Haal de rij weg. Is dit een andere organisatie met dezelfde naam? Zet die dan met "
    "de hand op de kaart."
)


def vertrokken(levering: Levering, sleutels: Sleutels) -> Iterator[Fout]:
    """Yield a fault for every row that would bring back what left; `sleutels`: what is on the kaart now."""
    for naam, model in INGANGEN.items():
        tabel = levering.tabellen.get(naam)
        if tabel is None:
            continue
        nieuw = [rij for rij in tabel.rijen if rij.tekst("kenmerk") not in sleutels.get(model, {})]
        weg = vervallen_kenmerken(model, {rij.tekst("kenmerk") for rij in nieuw})
        for rij in nieuw:
            if rij.tekst("kenmerk") in weg:
                yield tabel.fout(rij, "kenmerk", f"{toon(rij.tekst('kenmerk'))} {GAF_ZELF_AF}. Haal de rij weg.")
    yield from _namen(levering)


def _namen(levering: Levering) -> Iterator[Fout]:
    tabel = levering.tabellen.get("organisaties")
    weg = vervallen_namen({rij.tekst("naam") for rij in tabel.rijen}) if tabel else set()
    if tabel is None or not weg:
        return
    verdacht = [rij for rij in tabel.rijen if rij.tekst("naam") in weg]
    gevraagd = Organisatie.objects.filter(kenmerk__in=[rij.tekst("kenmerk") for rij in verdacht])
    heet_al = dict(gevraagd.values_list("kenmerk", "naam"))
    for rij in verdacht:
        # Of two with one name the other stays what it is called.
        if kaal(heet_al.get(rij.tekst("kenmerk"), "")) != kaal(rij.tekst("naam")):
            yield tabel.fout(rij, "naam", f"{toon(rij.tekst('naam'))} {NAAM_GAF_ZELF_AF}")
