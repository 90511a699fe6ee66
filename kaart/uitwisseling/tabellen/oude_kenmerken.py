"""Files with the key of an entry that became one with another: they are about that one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from kaart.uitwisseling.tabellen.ontleden import Bestand, Ontleed, Rij, sleutel_van
from kaart.uitwisseling.tabellen.velden import SCHEIDING, Verwijzing, Verwijzingen, delen
from organisaties.models import Aanbod, OudKenmerk

SOORT_VAN = {"organisaties": "organisatie", "locaties": "locatie"}
# Files that only add to the rows of another: what they add to an entry that is gone is of no other.
VULT_AAN = {"organisaties-extra": "organisaties", "plekken": "locaties"}
# The other end of a line: a key, or words.
LIJN_NAAR = ("samenwerking", "andere")


@dataclass(frozen=True, slots=True)
class Verlegd:
    """The keys that lead on, by the name of their table: old → present."""

    per_tabel: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def op_de_kaart(cls) -> Self:
        """Return those of now; one query."""
        per_soort = OudKenmerk.objects.per_soort()
        return cls({tabel: per_soort[soort] for tabel, soort in SOORT_VAN.items() if per_soort[soort]})

    def in_tekst(self, bestand: Bestand, veld: Any, kolom: str, tekst: str) -> str:
        """Return a cell as typed, with the present keys in the place of old ones."""
        naar = self._naar(bestand, veld, kolom)
        if not naar or not tekst:
            return tekst
        if isinstance(veld, Verwijzingen):
            oud = delen(tekst)
            nieuw = tuple(dict.fromkeys(naar.get(deel, deel) for deel in oud))
            return tekst if nieuw == oud else SCHEIDING.join(nieuw)
        return naar.get(tekst, tekst)

    def in_rij(self, bestand: Bestand, rij: Rij) -> Rij:
        """Return a row as read, with the present keys; the row itself where there is nothing to follow."""
        anders: dict[str, Any] = {}
        for kolom in bestand.kolommen:
            naar, waarde = self._naar(bestand, kolom.veld, kolom.naam), rij.waarden.get(kolom.naam)
            if not naar or not waarde:
                continue
            nieuw: Any = waarde
            if isinstance(waarde, tuple):
                nieuw = tuple(dict.fromkeys(naar.get(str(deel), deel) for deel in waarde))
            elif isinstance(waarde, str):
                nieuw = naar.get(waarde, waarde)
            if nieuw != waarde:
                anders[kolom.naam] = nieuw
        return replace(rij, waarden={**rij.waarden, **anders}) if anders else rij

    def _naar(self, bestand: Bestand, veld: Any, kolom: str) -> Mapping[str, str]:
        if kolom == "kenmerk" and bestand.sleutel == ("kenmerk",):
            return self.per_tabel.get(bestand.naam, {})
        if (bestand.naam, kolom) == LIJN_NAAR:
            return self.per_tabel.get("organisaties", {})
        if not isinstance(veld, Verwijzing | Verwijzingen):
            return {}
        samen: dict[str, str] = {}
        for tabel in veld.naar:
            samen |= self.per_tabel.get(tabel, {})
        if samen and "aanbod" in veld.naar:
            # A key that is also that of an offer means the offer.
            for kenmerk in Aanbod.objects.filter(kenmerk__in=list(samen)).values_list("kenmerk", flat=True):
                samen.pop(kenmerk)
        return samen


def met_huidige_kenmerken(tabellen: Mapping[str, Ontleed]) -> dict[str, Ontleed]:
    """Return what was read with the present keys.

    A row that says then what another row is about too is left out: that one is about the entry as it is now. So is a
    line between two that became one.
    """
    verlegd = Verlegd.op_de_kaart()
    if not verlegd.per_tabel:
        return dict(tabellen)
    return {naam: replace(tabel, rijen=_rijen(tabel, verlegd)) for naam, tabel in tabellen.items()}


def _rijen(tabel: Ontleed, verlegd: Verlegd) -> tuple[Rij, ...]:
    if tabel.bestand.naam in VULT_AAN:
        weg = verlegd.per_tabel.get(VULT_AAN[tabel.bestand.naam], {})
        return tuple(rij for rij in tabel.rijen if rij.tekst("kenmerk") not in weg)
    paren = [(rij, verlegd.in_rij(tabel.bestand, rij)) for rij in tabel.rijen]
    gezien = {sleutel_van(tabel.bestand, rij) for rij, nieuw in paren if rij is nieuw}
    rijen: list[Rij] = []
    for rij, nieuw in paren:
        if rij is not nieuw and _sleutel_anders(tabel.bestand, rij, nieuw):
            sleutel = sleutel_van(tabel.bestand, nieuw)
            if sleutel in gezien or nieuw.tekst("organisatie") == nieuw.tekst("andere") != "":
                continue
            gezien.add(sleutel)
        rijen.append(nieuw)
    return tuple(rijen)


def _sleutel_anders(bestand: Bestand, rij: Rij, nieuw: Rij) -> bool:
    return sleutel_van(bestand, rij) != sleutel_van(bestand, nieuw)
