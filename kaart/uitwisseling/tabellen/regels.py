"""What must hold between the files of the kaart."""

from __future__ import annotations

from collections.abc import Iterator

from kaart.uitwisseling.tabellen.bestanden import BEHOEFTEN, GEBIEDEN, LOCATIES, STADSDELEN
from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.samenhang import Levering


def twee_niveaus(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for every need that would make a third level."""
    tabel = levering.tabellen.get(BEHOEFTEN.naam)
    if tabel is None:
        return
    in_bestand = {rij.tekst("slug") for rij in tabel.rijen}
    # A child that stands in the file has a row of its own that is looked at; others are only in the database.
    kinderen_elders = {
        ouder: kind
        for kind, ouder in levering.bekend[BEHOEFTEN.naam].items()
        if ouder is not None and kind not in in_bestand
    }
    for rij in tabel.rijen:
        eigen, ouder = rij.tekst("slug"), rij.tekst("ouder")
        boven = levering.boven(BEHOEFTEN.naam, ouder) if ouder else None
        if ouder and ouder == eigen:
            yield tabel.fout(rij, "ouder", f"{toon(ouder)} kan niet onder zichzelf vallen.")
        elif boven:
            melding = f"{toon(ouder)} valt zelf al onder {toon(boven)}. Er zijn twee niveaus. Bedoelt u '{boven}'?"
            yield tabel.fout(rij, "ouder", melding)
        elif ouder and eigen in kinderen_elders:
            melding = f"onder {toon(eigen)} valt zelf al {toon(kinderen_elders[eigen])}. Er zijn twee niveaus."
            yield tabel.fout(rij, "ouder", melding)


def gebied_in_stadsdeel(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for every place whose gebied lies in another stadsdeel."""
    tabel = levering.tabellen.get(LOCATIES.naam)
    if tabel is None:
        return
    for rij in tabel.rijen:
        gebied, stadsdeel = rij.tekst("gebied"), rij.tekst("stadsdeel")
        van_gebied = levering.boven(GEBIEDEN.naam, gebied)
        # An unknown stadsdeel is a fault of its own; saying it twice helps nobody.
        if stadsdeel in levering.bekend[STADSDELEN.naam] and van_gebied and van_gebied != stadsdeel:
            melding = f"{toon(gebied)} ligt niet in stadsdeel {toon(stadsdeel)}, maar in {toon(van_gebied)}."
            yield tabel.fout(rij, "gebied", melding)


CONTROLES = (twee_niveaus, gebied_in_stadsdeel)
