"""The lists beside the entries of the kaart: words, places, what is known of an area. None of them has to be there.

`woordbehoeften` comes from a tool and not from the field; it has tens of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from kaart.uitwisseling.tabellen.bestanden import BEHOEFTEN, TAALCODE, sleutelkolom, tekst
from kaart.uitwisseling.tabellen.bestemmingen import rij_voor_rij
from kaart.uitwisseling.tabellen.fouten import Fout, toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom
from kaart.uitwisseling.tabellen.samenhang import Levering
from kaart.uitwisseling.tabellen.schrijven import Bestemming
from kaart.uitwisseling.tabellen.velden import (
    JA_NEE,
    Fractie,
    Graden,
    Patroon,
    Verwijzing,
    Woorden,
    keuze_uit,
)
from organisaties.models import (
    Gat,
    Groepswoord,
    Halte,
    Organisatierol,
    Plaatsnaam,
    Postcode,
    Stadsdeellijn,
    Taalwoorden,
    Woordbehoefte,
)

GEO = "geo"
STADSDEEL, GEBIED = Verwijzing(("stadsdelen",)), Verwijzing(("gebieden",))
PUNT = (Kolom("lat", Graden(50, 54, 6), gevuld=True), Kolom("lon", Graden(3, 8, 6), gevuld=True))
PC4 = Patroon(r"[1-9][0-9]{3}", "postcode van vier cijfers", "1102")

GROEPSWOORDEN = Bestand(
    "groepswoorden",
    "woord",
    ("woord",),
    (
        Kolom("woord", tekst(Groepswoord, "woord"), gevuld=True),
        Kolom("categorie", Verwijzing(("categorieen",))),
    ),
    facultatief=True,
)
TAALWOORDEN = Bestand(
    "woorden-andere-talen",
    "rij woorden",
    ("behoefte", "taal"),
    (
        Kolom("behoefte", Verwijzing((BEHOEFTEN.naam,)), gevuld=True),
        Kolom("taal", Verwijzing(("talen",)), gevuld=True),
        Kolom("woorden", Woorden(), gevuld=True),
        Kolom("nagekeken", JA_NEE, gevuld=True, facultatief=True),
    ),
    facultatief=True,
)
WOORDBEHOEFTEN = Bestand(
    "woordbehoeften",
    "woord",
    ("woord", "behoefte"),
    (
        Kolom("woord", tekst(Woordbehoefte, "woord"), gevuld=True),
        Kolom("taal", TAALCODE, facultatief=True),
        Kolom("behoefte", Verwijzing((BEHOEFTEN.naam,)), gevuld=True),
        Kolom("zeker", Fractie(3), gevuld=True),
    ),
    facultatief=True,
)
PLAATSNAMEN = Bestand(
    "plaatsnamen",
    "plaatsnaam",
    ("naam", "soort", "gebied"),
    (
        Kolom("naam", tekst(Plaatsnaam, "naam"), gevuld=True),
        Kolom("soort", keuze_uit(Plaatsnaam.Soort.values), gevuld=True),
        Kolom("gebied", GEBIED),
        Kolom("stadsdeel", STADSDEEL),
        *PUNT,
        Kolom("code", tekst(Plaatsnaam, "code")),
    ),
    facultatief=True,
    map=GEO,
)
POSTCODES = Bestand(
    "postcodes",
    "postcode",
    ("pc4",),
    (Kolom("pc4", PC4, gevuld=True), *PUNT, Kolom("gebied", GEBIED), Kolom("stadsdeel", STADSDEEL)),
    facultatief=True,
    map=GEO,
)
HALTES = Bestand(
    "haltes",
    "halte",
    ("naam", "soort"),
    (
        Kolom("naam", tekst(Halte, "naam"), gevuld=True),
        Kolom("soort", keuze_uit(Halte.Soort.values), gevuld=True),
        *PUNT,
        Kolom("stadsdeel", STADSDEEL),
    ),
    facultatief=True,
    map=GEO,
)
GATEN = Bestand(
    "gaten",
    "open vraag",
    ("kenmerk",),
    (
        sleutelkolom(Gat, "kenmerk"),
        Kolom("stadsdeel", STADSDEEL),
        Kolom("gebied", GEBIED),
        Kolom("behoefte", Verwijzing((BEHOEFTEN.naam,))),
        Kolom("vraag", tekst(Gat, "vraag"), gevuld=True),
        Kolom("bron", tekst(Gat, "bron")),
    ),
    facultatief=True,
)
ROLLEN = Bestand(
    "rollen",
    "rol",
    ("rol", "organisatie", "stadsdeel", "thema"),
    (
        Kolom("rol", tekst(Organisatierol, "rol"), gevuld=True),
        Kolom("organisatie", Verwijzing(("organisaties",)), gevuld=True),
        Kolom("stadsdeel", STADSDEEL),
        Kolom("thema", tekst(Organisatierol, "thema")),
        Kolom("wat", tekst(Organisatierol, "wat")),
        Kolom("bron", tekst(Organisatierol, "bron")),
    ),
    facultatief=True,
)
STADSDEELLIJNEN = Bestand(
    "stadsdeel-lijnen",
    "lijn",
    ("stadsdeel", "onderwerp"),
    (
        Kolom("stadsdeel", STADSDEEL, gevuld=True),
        Kolom("onderwerp", keuze_uit(Stadsdeellijn.Onderwerp.values), gevuld=True),
        Kolom("waarde", keuze_uit(Stadsdeellijn.Waarde.values), gevuld=True),
        Kolom("toelichting", tekst(Stadsdeellijn, "toelichting")),
        Kolom("bron", tekst(Stadsdeellijn, "bron")),
    ),
    facultatief=True,
)
_IN_EEN_GEBIED = (PLAATSNAMEN, POSTCODES, GATEN)
BESTANDEN = (
    GROEPSWOORDEN, TAALWOORDEN, WOORDBEHOEFTEN, PLAATSNAMEN, POSTCODES, HALTES, GATEN, ROLLEN, STADSDEELLIJNEN,
)  # fmt: skip

BESTEMMINGEN = (
    Bestemming("groepswoorden.csv", GROEPSWOORDEN.naam, Groepswoord, ("woord",), rij_voor_rij(GROEPSWOORDEN.naam)),
    Bestemming(
        "woorden-andere-talen", TAALWOORDEN.naam, Taalwoorden, ("behoefte", "taal"), rij_voor_rij(TAALWOORDEN.naam)
    ),
    Bestemming(
        "woordbehoeften.csv",
        WOORDBEHOEFTEN.naam,
        Woordbehoefte,
        ("woord", "behoefte"),
        rij_voor_rij(WOORDBEHOEFTEN.naam),
    ),
    Bestemming(
        "geo/plaatsnamen.csv",
        PLAATSNAMEN.naam,
        Plaatsnaam,
        ("naam", "soort", "gebied"),
        rij_voor_rij(PLAATSNAMEN.naam),
    ),
    Bestemming("geo/postcodes.csv", POSTCODES.naam, Postcode, ("pc4",), rij_voor_rij(POSTCODES.naam)),
    Bestemming("geo/haltes.csv", HALTES.naam, Halte, ("naam", "soort"), rij_voor_rij(HALTES.naam)),
    Bestemming("gaten.csv", GATEN.naam, Gat, ("kenmerk",), rij_voor_rij(GATEN.naam)),
    Bestemming(
        "rollen.csv",
        ROLLEN.naam,
        Organisatierol,
        ("rol", "organisatie", "stadsdeel", "thema"),
        rij_voor_rij(ROLLEN.naam),
    ),
    Bestemming(
        "stadsdeel-lijnen.csv",
        STADSDEELLIJNEN.naam,
        Stadsdeellijn,
        ("stadsdeel", "onderwerp"),
        rij_voor_rij(STADSDEELLIJNEN.naam),
    ),
)


def gebied_bij_stadsdeel(levering: Levering) -> Iterator[Fout]:
    """Yield a fault for every row whose gebied lies in another stadsdeel than it says."""
    for bestand in _IN_EEN_GEBIED:
        tabel = levering.tabellen.get(bestand.naam)
        for rij in tabel.rijen if tabel else ():
            gebied, stadsdeel = rij.tekst("gebied"), rij.tekst("stadsdeel")
            van_gebied = levering.boven("gebieden", gebied)
            if tabel and stadsdeel and van_gebied and van_gebied != stadsdeel:
                melding = f"{toon(gebied)} ligt niet in stadsdeel {toon(stadsdeel)}, maar in {toon(van_gebied)}."
                yield tabel.fout(rij, "gebied", melding)
