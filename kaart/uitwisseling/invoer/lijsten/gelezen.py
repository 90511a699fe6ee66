"""What a list of somebody says: its rows, everything that is wrong with them, and what was passed over."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.waarden import Groepen, Kosten


@dataclass(frozen=True, slots=True)
class Fout:
    """One cell that cannot be read, as a coordinator finds and repairs it."""

    rij: int
    code: str
    kolom: str
    uitleg: str
    suggestie: str
    waarde: str | None
    zelfde_als_rij: int | None = None
    # The word in the cell that it is about, and of which sheet it is where several are read.
    woord: str = ""
    # What of our lists we would advise for it, by its key.
    slug: str = ""
    blad: str = ""
    sleutel: str = ""

    def __str__(self) -> str:
        gezien = f" Er staat ‘{self.waarde}’." if self.waarde else ""
        beter = f" Beter: {self.suggestie}" if self.suggestie else ""
        waar = f"Blad {self.blad}, rij {self.rij}" if self.blad else f"Rij {self.rij}"
        return f"{waar}, kolom {self.kolom}: {self.uitleg}{gezien}{beter}"


@dataclass(slots=True)
class Rij:
    """One row as the sheet has it: an organisation, or one of its places or activities."""

    nummer: int
    # What tells it from all other rows, and of which sheet it is where several are read.
    sleutel: str = ""
    blad: str = ""
    # The row of the organisation it belongs to, where that came before.
    hoort_bij: str = ""
    naam: str = ""
    omschrijving: str = ""
    werkgebied: tuple[str, ...] = ()
    groepen: Groepen = field(default_factory=Groepen)
    talen: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    telefoon: str = ""
    contact_rol: str = ""
    plek_naam: str = ""
    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    # In which stadsdeel its place lies: by the postcode, or because it names one only.
    stadsdeel: str = ""
    plaats: str = ""
    lat: str = ""
    lon: str = ""
    kosten: Kosten = field(default_factory=lambda: Kosten("onbekend"))
    rolstoel: str = "onbekend"
    formaliteit: str = ""
    gesproken: str = ""
    opmerking: str = ""
    # A contact that may be somebody's own, by what it is for: it goes on the kaart only when a person says whose it is.
    te_vragen: dict[str, str] = field(default_factory=dict)
    cellen: tuple[str, ...] = ()


@dataclass(slots=True)
class Gelezen:
    """A whole sheet: its rows, everything that is wrong, and the numbers of rows that were passed over, by why."""

    vertaling: Vertaling
    rijen: list[Rij] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    lege_rijen: list[int] = field(default_factory=list)
    tussenkoppen: list[int] = field(default_factory=list)
    totaalrijen: list[int] = field(default_factory=list)
    aantekeningen: list[int] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    @property
    def goede(self) -> list[Rij]:
        """The rows with nothing wrong; none as long as nobody said which column holds the names."""
        if self.vertaling.plek("naam") is None:
            return []
        fout = {een.sleutel for een in self.fouten}
        return [rij for rij in self.rijen if rij.sleutel not in fout]

    def erbij(self, ander: Gelezen) -> None:
        """Take the rows of another sheet too."""
        self.rijen += ander.rijen
        self.fouten += ander.fouten
        self.lege_rijen += ander.lege_rijen
        self.tussenkoppen += ander.tussenkoppen
        self.totaalrijen += ander.totaalrijen
        self.aantekeningen += ander.aantekeningen
        self.opmerkingen += ander.opmerkingen
