"""The list of help lines as a file. What the file has no column for, a city fills in itself and keeps."""

from __future__ import annotations

from doorverwijzing.models import Hulplijn
from kaart.uitwisseling.tabellen.bestanden import sleutelkolom, tekst
from kaart.uitwisseling.tabellen.bestemmingen import rij_voor_rij
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom
from kaart.uitwisseling.tabellen.schrijven import Bestemming
from kaart.uitwisseling.tabellen.velden import Verwijzing, keuze_uit

# No columns for the number, its source and its date: loading again must never undo what a city looked up.
HULPLIJNEN = Bestand(
    "hulplijnen",
    "hulplijn",
    ("slug",),
    (
        sleutelkolom(Hulplijn, "slug"),
        Kolom("naam", tekst(Hulplijn, "naam"), gevuld=True),
        Kolom("waarvoor", tekst(Hulplijn, "waarvoor"), gevuld=True),
        Kolom("bereik", keuze_uit(Hulplijn.Bereik.values), gevuld=True),
        Kolom("bereikbaar", tekst(Hulplijn, "bereikbaar"), facultatief=True),
        Kolom("aanbod", Verwijzing(("aanbod",))),
    ),
    facultatief=True,
)
BESTEMMING = Bestemming("hulplijnen.csv", "hulplijnen", Hulplijn, ("slug",), rij_voor_rij("hulplijnen", volgorde=True))
