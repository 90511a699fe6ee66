"""The files of the kaart: which columns they have, what may stand in them, and what must hold in a row.

Of the fields of the kaart the columns follow from their rows (`organisaties.velden`), lengths and choices from the
models, so that each is written down once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db import models
from django.utils.text import slugify

from kaart.uitwisseling.tabellen.fouten import toon
from kaart.uitwisseling.tabellen.ontleden import Bestand, Kolom, Opmerking, Rij, Tabel
from kaart.uitwisseling.tabellen.velden import (
    JA_NEE,
    STAD,
    Datum,
    Getal,
    Graden,
    Keuze,
    Keuzes,
    Mailadres,
    Patroon,
    Tekst,
    Tijd,
    Veld,
    Verwijzing,
    Verwijzingen,
    Webadres,
    Woorden,
    keuze_uit,
)
from organisaties import velden
from organisaties.models import (
    Aanbod,
    Behoefte,
    Doelgroep,
    Gebied,
    Locatie,
    Nieuwkomerscategorie,
    Openingstijd,
    Organisatie,
    Stadsdeel,
    Synoniem,
    Taal,
    Toegang,
)
from organisaties.models.gedeeld import KENMERK_PATROON
from organisaties.regels.keuzes import Status, Zekerheid
from organisaties.regels.openingstijden import RITMES, WEEKDAGEN, WEKEN_VAN_MAAND
from organisaties.velden import Ding


def lengte(model: type[models.Model], veld: str) -> int | None:
    """Return how many characters fit in a text field, None for a field without limit."""
    lengte_: int | None = getattr(model._meta.get_field(veld), "max_length", None)
    return lengte_


def tekst(model: type[models.Model], veld: str) -> Tekst:
    """Return a free text that fits in the field of the model."""
    return Tekst(lengte(model, veld))


def sleutelkolom(model: type[models.Model], veld: str) -> Kolom:
    """Return the column with the stable key."""
    return Kolom(veld, KENMERK if veld == "kenmerk" else SLUG, gevuld=True)


KENMERK = Patroon(KENMERK_PATROON, "kenmerk", "taalcafe-west", hoogstens=60, herstel=slugify)
SLUG = Patroon(KENMERK_PATROON, "slug", "oud-west", hoogstens=60, herstel=slugify)
TAALCODE = Patroon(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "taalcode", "pt-BR", lengte(Taal, "code"), str.lower)
POSTCODE = Patroon(
    r"[1-9][0-9]{3} [A-Z]{2}",
    "postcode",
    "1018 DP",
    herstel=lambda fout: f"{fout.replace(' ', '')[:4]} {fout.replace(' ', '')[4:].upper()}",
)
PC4 = Patroon(r"[1-9][0-9]{3}(?:-[1-9][0-9]{3})?", "reeks postcodes", "1011-1018")
ZEKERHEID = keuze_uit(Zekerheid.values)
STATUS = Kolom("status", keuze_uit(Status.values), gevuld=True, facultatief=True)
BANKAFSCHRIFTEN = "bankafschriften"
HOOGSTENS_MENSEN = 9999


def lat_en_lon_samen(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about half a place on the kaart."""
    if {"lat", "lon"} <= rij.waarden.keys():
        for leeg, gevuld in (("lat", "lon"), ("lon", "lat")):
            if rij.waarden[leeg] is None and rij.waarden[gevuld] is not None:
                yield leeg, f"deze cel is leeg, maar {gevuld} is gevuld. Vul ze allebei in, of geen van beide."


def ritme_heeft_begin(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about a rhythm of weeks without a day to count from."""
    weken = rij.waarden.get("elke_weken")
    if isinstance(weken, int) and weken > 1 and "begin" in rij.waarden and rij.waarden["begin"] is None:
        yield "begin", f"deze cel is leeg, maar het is elke {weken} weken. Vul een dag in waarop het doorgaat."


def geldigheid_loopt_vooruit(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about an end before its beginning."""
    van, tot = rij.waarden.get("geldig_van"), rij.waarden.get("geldig_tot")
    if van is not None and tot is not None and str(tot) < str(van):
        yield "geldig_tot", f"{toon(str(tot))} ligt vóór geldig_van ({toon(str(van))})."


def dag_of_data(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about a usual time without a day, and about other days without a first and last date."""
    gewoon = rij.waarden.get("soort") in (None, Openingstijd.Soort.GEWOON)
    if gewoon and "weekdag" in rij.waarden and rij.waarden["weekdag"] is None:
        yield "weekdag", "deze cel is leeg, maar moet gevuld zijn."
    if gewoon:
        return
    if rij.waarden.get("weekdag") is not None:
        yield "weekdag", f"hier staat een dag, maar soort is {toon(str(rij.waarden['soort']))}. Maak deze cel leeg."
    for naam in ("geldig_van", "geldig_tot"):
        if rij.waarden.get(naam) is None:
            yield naam, f"deze cel is leeg, maar soort is {toon(str(rij.waarden['soort']))}. Vul een dag in."


def pauze_loopt_vooruit(rij: Rij) -> Iterator[Opmerking]:
    """Yield a remark about a pause that ends before it begins."""
    van, tot = rij.waarden.get("pauze_vanaf"), rij.waarden.get("pauze_tot")
    if van is not None and tot is not None and str(tot) < str(van):
        yield "pauze_tot", f"{toon(str(tot))} ligt vóór pauze_vanaf ({toon(str(van))})."


STADSDELEN = Bestand(
    "stadsdelen",
    "stadsdeel",
    ("slug",),
    (
        sleutelkolom(Stadsdeel, "slug"),
        Kolom("naam", tekst(Stadsdeel, "naam"), gevuld=True),
        Kolom("soort", keuze_uit(Stadsdeel.Soort.values), gevuld=True),
        Kolom("centrum_lat", Graden(50, 54, 4)),
        Kolom("centrum_lon", Graden(3, 8, 4)),
        Kolom("pc4_van_tot", Woorden(lengte(Stadsdeel, "postcodes"), PC4)),
    ),
)
GEBIEDEN = Bestand(
    "gebieden",
    "gebied",
    ("slug",),
    (
        sleutelkolom(Gebied, "slug"),
        Kolom("naam", tekst(Gebied, "naam"), gevuld=True),
        Kolom("stadsdeel", Verwijzing(("stadsdelen",)), gevuld=True),
    ),
    boven="stadsdeel",
)
BEHOEFTEN = Bestand(
    "behoeften",
    "behoefte",
    ("slug",),
    (
        sleutelkolom(Behoefte, "slug"),
        Kolom("naam", tekst(Behoefte, "naam"), gevuld=True),
        Kolom("ouder", Verwijzing(("behoeften",))),
        Kolom("toelichting", tekst(Behoefte, "toelichting")),
        Kolom("synoniemen", Woorden()),
        Kolom("neutraal", JA_NEE, gevuld=True, facultatief=True),
        Kolom("nood", JA_NEE, gevuld=True, facultatief=True),
    ),
    boven="ouder",
)
CATEGORIEEN = Bestand(
    "categorieen",
    "categorie",
    ("slug",),
    (
        sleutelkolom(Nieuwkomerscategorie, "slug"),
        Kolom("naam", tekst(Nieuwkomerscategorie, "naam"), gevuld=True),
        Kolom("naam_waardig", tekst(Nieuwkomerscategorie, "naam_waardig"), gevuld=True),
        Kolom("gevoelig", JA_NEE, gevuld=True),
        Kolom("toelichting", tekst(Nieuwkomerscategorie, "toelichting")),
    ),
)
TALEN = Bestand(
    "talen",
    "taal",
    ("code",),
    (
        Kolom("code", TAALCODE, gevuld=True),
        Kolom("naam", tekst(Taal, "naam"), gevuld=True),
        Kolom("eigen_naam", tekst(Taal, "eigen_naam"), gevuld=True),
        Kolom("richting", keuze_uit(Taal.Richting.values), gevuld=True),
    ),
)
DOELGROEPEN = Bestand(
    "doelgroepen",
    "doelgroep",
    ("slug",),
    (sleutelkolom(Doelgroep, "slug"), Kolom("naam", tekst(Doelgroep, "naam"), gevuld=True)),
    facultatief=True,
    # A delivery without this list still uses these words in aanbod.csv.
    standaard=Tabel(
        "doelgroepen",
        "doelgroepen.csv",
        ("slug", "naam"),
        tuple(
            (nummer, (naam.lower().removesuffix("+"), naam))
            for nummer, naam in enumerate(
                ("Vrouwen", "Mannen", "Jongeren", "Kinderen", "Gezinnen", "Ouderen", "Lhbtiq+"), 2
            )
        ),
    ),
)
SYNONIEMEN = Bestand(
    "synoniemen",
    "synoniem",
    ("term",),
    (Kolom("term", tekst(Synoniem, "term"), gevuld=True), Kolom("synoniemen", Woorden(), gevuld=True)),
)
# What several tables have: a column that is put together, or the key of the row it belongs to.
WERKGEBIED = Kolom("werkgebied", Verwijzingen(("stadsdelen",), in_plaats=STAD), gevuld=True)
BIJ_ORGANISATIE = Kolom("organisatie", Verwijzing(("organisaties",)), gevuld=True)
BIJ_AANBOD = Kolom("aanbod", Verwijzing(("aanbod",)), gevuld=True)
# The file of the rows a reference points at.
BESTAND_VAN = {
    "Stadsdeel": "stadsdelen",
    "Gebied": "gebieden",
    "Behoefte": "behoeften",
    "Taal": "talen",
    "Doelgroep": "doelgroepen",
    "Nieuwkomerscategorie": "categorieen",
    "Organisatie": "organisaties",
    "Locatie": "locaties",
    "Aanbod": "aanbod",
}


def kolommen_van(
    ding: Ding, model: type[models.Model], *, samen: Iterable[Kolom] = (), cellen: Mapping[str, Veld] | None = None
) -> tuple[Kolom, ...]:
    """Return the columns of a model by the rows of its fields, in the order of files.

    `samen`: columns that are no single field. `cellen`: what may stand in a column, where the type of the field does
    not say it.
    """
    eigen = {kolom.naam: kolom for kolom in samen}
    for naam, rij in ding.per_kolom.items():
        wat = rij.kolom or velden.Kolom()
        veld = (cellen or {}).get(naam) or cel_van_veld(model._meta.get_field(rij.naam), rij)
        eigen[naam] = Kolom(naam, veld, gevuld=wat.gevuld, facultatief=wat.facultatief, kop=wat.kop)
    return tuple(eigen[naam] for naam in ding.kolomvolgorde)


def cel_van_veld(veld: Any, rij: velden.Veld) -> Veld:
    """Return what may stand in the column of a field, by its type, choices and length.

    Raises TypeError for a kind of field that no cell is known for.
    """
    leeg = None if rij.kolom and rij.kolom.gevuld else veld.get_default() if not veld.is_relation else None
    if isinstance(veld, models.ManyToManyField):
        return Verwijzingen((BESTAND_VAN[veld.related_model.__name__],))
    if isinstance(veld, models.ForeignKey):
        return Verwijzing((BESTAND_VAN[veld.related_model.__name__],))
    if veld.choices:
        return keuze_uit([waarde for waarde, _ in veld.flatchoices], leeg=leeg)
    if rij.lijst:
        return Woorden(veld.max_length)
    for soort, cel in _CELLEN:
        if isinstance(veld, soort):
            return cel(veld, leeg)
    raise TypeError(f"{veld}: no cell is known for a {type(veld).__name__}")


# The first that fits: some kinds of text are kinds of another.
_CELLEN: tuple[tuple[type[Any], Callable[[Any, Any], Veld]], ...] = (
    (models.SlugField, lambda veld, leeg: KENMERK),
    (models.URLField, lambda veld, leeg: Webadres(veld.max_length)),
    (models.EmailField, lambda veld, leeg: Mailadres(veld.max_length)),
    (models.CharField, lambda veld, leeg: Tekst(veld.max_length)),
    (models.TextField, lambda veld, leeg: Tekst(veld.max_length)),
    (models.BooleanField, lambda veld, leeg: replace(JA_NEE, leeg=leeg)),
    (models.DateField, lambda veld, leeg: Datum()),
    (models.TimeField, lambda veld, leeg: Tijd()),
    (models.PositiveSmallIntegerField, lambda veld, leeg: Getal(1, HOOGSTENS_MENSEN, leeg=leeg)),
)

ORGANISATIES = Bestand(
    "organisaties",
    "organisatie",
    ("kenmerk",),
    kolommen_van(
        velden.ORGANISATIE,
        Organisatie,
        samen=(
            Kolom("kapitaal", Keuzes(("bonding", "bridging", "linking"))),
            WERKGEBIED,
        ),
    ),
)
LOCATIES = Bestand(
    "locaties",
    "locatie",
    ("kenmerk",),
    kolommen_van(
        velden.LOCATIE,
        Locatie,
        samen=(BIJ_ORGANISATIE,),
        cellen={"postcode": POSTCODE, "lat": Graden(50, 54, 6), "lon": Graden(3, 8, 6)},
    ),
    rijcontroles=(lat_en_lon_samen,),
)
AANBOD = Bestand(
    "aanbod",
    "aanbod",
    ("kenmerk",),
    kolommen_van(
        velden.AANBOD,
        Aanbod,
        samen=(
            BIJ_ORGANISATIE,
            WERKGEBIED,
        ),
    ),
    rijcontroles=(pauze_loopt_vooruit,),
)
TOEGANG = Bestand(
    "toegang",
    "toegang",
    ("aanbod", "categorie"),
    kolommen_van(
        velden.TOEGANG,
        Toegang,
        samen=(
            BIJ_AANBOD,
            Kolom("categorie", Verwijzing(("categorieen",)), gevuld=True),
        ),
    ),
)
WEEKDAG = Keuze(
    tuple((naam, nummer) for nummer, naam in WEEKDAGEN),
    ook=tuple((kort, nummer) for nummer, naam in WEEKDAGEN for kort in (naam[:2], str(nummer))),
)
WEEK_VAN_MAAND = Keuze(
    tuple((naam, nummer) for nummer, naam in WEKEN_VAN_MAAND),
    ook=tuple((str(nummer), nummer) for nummer, _ in WEKEN_VAN_MAAND),
)
OPENINGSTIJDEN = Bestand(
    "openingstijden",
    "openingstijd",
    ("aanbod", "weekdag", "van", "tot", "elke_weken", "begin", "week_van_maand", "geldig_van", "geldig_tot", "locatie"),
    kolommen_van(
        velden.OPENINGSTIJD,
        Openingstijd,
        samen=(BIJ_AANBOD,),
        cellen={
            "weekdag": WEEKDAG,
            "elke_weken": Getal(min(RITMES), max(RITMES), leeg=1),
            "week_van_maand": WEEK_VAN_MAAND,
        },
    ),
    facultatief=True,
    rijcontroles=(ritme_heeft_begin, geldigheid_loopt_vooruit, dag_of_data),
)

# In the order in which they can be written: what is pointed at comes first.
BESTANDEN = (
    STADSDELEN, GEBIEDEN, BEHOEFTEN, CATEGORIEEN, TALEN, DOELGROEPEN, SYNONIEMEN,
    ORGANISATIES, LOCATIES, AANBOD, TOEGANG, OPENINGSTIJDEN,
)  # fmt: skip
