"""What must hold between tables: every reference leads to a row of the delivery or of the database.

The database itself is not asked here: what it holds comes in as plain keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kaart.uitwisseling.tabellen.fouten import Fout, bedoelt_u, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Ontleed, sleutel_van
from kaart.uitwisseling.tabellen.velden import Verwijzing, Verwijzingen

# Per table: key → key of the row above it (the stadsdeel of a gebied), None without one.
Bekend = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True, slots=True)
class Levering:
    """All tables of one delivery as read, together with what the database already held."""

    tabellen: Mapping[str, Ontleed]
    bekend: Bekend

    @classmethod
    def samen_met(cls, tabellen: Mapping[str, Ontleed], in_database: Bekend) -> Levering:
        """Return the delivery on top of the database: where both know a key, the delivery says what is above it."""
        bekend = {naam: dict(sleutels) for naam, sleutels in in_database.items()}
        for naam, tabel in tabellen.items():
            if len(tabel.bestand.sleutel) > 1:
                continue
            for rij in tabel.rijen:
                sleutel = sleutel_van(tabel.bestand, rij)
                if sleutel is not None and isinstance(sleutel[0], str):
                    boven = rij.tekst(tabel.bestand.boven) if tabel.bestand.boven else ""
                    bekend.setdefault(naam, {})[sleutel[0]] = boven or None
        return cls(tabellen, bekend)

    def boven(self, naam: str, sleutel: str) -> str | None:
        """Return what stands above this row, None where nothing does or the row is not known."""
        return self.bekend.get(naam, {}).get(sleutel)


Controle = Callable[[Levering], Iterable[Fout]]


def verwijzingen(levering: Levering, beschrijvingen: Mapping[str, Bestand]) -> Iterator[Fout]:
    """Yield a fault for every reference that leads nowhere.

    References to a table that could not be read are left alone: its own fault says enough.
    """
    for tabel in levering.tabellen.values():
        for kolom in tabel.bestand.kolommen:
            veld = kolom.veld
            if not isinstance(veld, Verwijzing | Verwijzingen):
                continue
            if any(naam in levering.tabellen and not levering.tabellen[naam].leesbaar for naam in veld.naar):
                continue
            ook = (veld.in_plaats,) if isinstance(veld, Verwijzingen) and veld.in_plaats else ()
            opties = frozenset(ook).union(*(levering.bekend.get(naam, {}) for naam in veld.naar))
            wat = " en ".join(f"geen {beschrijvingen[naam].enkelvoud}" for naam in veld.naar)
            for rij in tabel.rijen:
                sleutels = rij.lijst(kolom.naam) or (rij.tekst(kolom.naam),)
                for sleutel in sleutels:
                    if sleutel and sleutel not in opties:
                        yield tabel.fout(rij, kolom.naam, f"{toon(sleutel)} is {wat}.{bedoelt_u(sleutel, opties)}")
