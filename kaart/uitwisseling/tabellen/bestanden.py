"""The files of the kaart: which columns they have, what may stand in them, and what must hold in a row.

Lengths and choices are taken from the models, so that they are written down once.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    Verwijzing,
    Verwijzingen,
    Webadres,
    Woorden,
    keuze_uit,
)
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
from organisaties.regels.keuzes import JaNee, Status, Zekerheid, Zichtbaarheid
from organisaties.regels.openingstijden import RITMES, WEEKDAGEN, WEKEN_VAN_MAAND


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
ZICHTBAARHEID = keuze_uit(Zichtbaarheid.values)
JA_NEE_NAVRAGEN = keuze_uit(JaNee.values, leeg=JaNee.ONBEKEND)
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
ORGANISATIES = Bestand(
    "organisaties",
    "organisatie",
    ("kenmerk",),
    (
        sleutelkolom(Organisatie, "kenmerk"),
        Kolom("naam", tekst(Organisatie, "naam"), gevuld=True),
        Kolom("omschrijving", tekst(Organisatie, "omschrijving")),
        Kolom("soort", keuze_uit(Organisatie.Soort.values), gevuld=True),
        Kolom("formaliteit", keuze_uit(Organisatie.Formaliteit.values), gevuld=True),
        Kolom("aankomstinfrastructuur", JA_NEE, gevuld=True),
        Kolom("sociale_infrastructuur", JA_NEE, gevuld=True),
        Kolom("sociale_basis", keuze_uit(Organisatie.SocialeBasis.values), gevuld=True),
        Kolom("kapitaal", Keuzes(("bonding", "bridging", "linking"))),
        Kolom("werkgebied", Verwijzingen(("stadsdelen",), in_plaats=STAD), gevuld=True),
        Kolom("website", Webadres(lengte(Organisatie, "website"))),
        Kolom("talen", Verwijzingen(("talen",))),
        Kolom("zichtbaarheid", ZICHTBAARHEID, gevuld=True),
        Kolom("zekerheid", ZEKERHEID, gevuld=True),
        Kolom("bron", tekst(Organisatie, "bron")),
        Kolom("opmerking", tekst(Organisatie, "opmerking"), kop="Opmerking voor collega’s"),
        Kolom("contact_rol", tekst(Organisatie, "contact_rol"), facultatief=True, kop="Vraag naar (rol)"),
        Kolom("telefoon", tekst(Organisatie, "telefoon"), facultatief=True),
        Kolom("email", Mailadres(lengte(Organisatie, "email")), facultatief=True, kop="E-mail"),
        STATUS,
    ),
)
LOCATIES = Bestand(
    "locaties",
    "locatie",
    ("kenmerk",),
    (
        sleutelkolom(Locatie, "kenmerk"),
        Kolom("organisatie", Verwijzing(("organisaties",)), gevuld=True),
        Kolom("naam", tekst(Locatie, "naam"), gevuld=True),
        Kolom("straat", tekst(Locatie, "straat")),
        Kolom("huisnummer", tekst(Locatie, "huisnummer")),
        Kolom("postcode", POSTCODE),
        Kolom("plaats", tekst(Locatie, "plaats"), gevuld=True),
        Kolom("stadsdeel", Verwijzing(("stadsdelen",)), gevuld=True),
        Kolom("gebied", Verwijzing(("gebieden",))),
        Kolom("lat", Graden(50, 54, 6), kop="Breedtegraad (lat)"),
        Kolom("lon", Graden(3, 8, 6), kop="Lengtegraad (lon)"),
        Kolom("rolstoel", keuze_uit(Locatie.Rolstoel.values, leeg=Locatie.Rolstoel.ONBEKEND)),
        Kolom("zekerheid", ZEKERHEID, gevuld=True),
        Kolom("bron", tekst(Locatie, "bron")),
        Kolom("zichtbaarheid", ZICHTBAARHEID, gevuld=True, facultatief=True),
    ),
    rijcontroles=(lat_en_lon_samen,),
)
AANBOD = Bestand(
    "aanbod",
    "aanbod",
    ("kenmerk",),
    (
        sleutelkolom(Aanbod, "kenmerk"),
        Kolom("organisatie", Verwijzing(("organisaties",)), gevuld=True),
        Kolom("locatie", Verwijzingen(("locaties",))),
        Kolom("naam", tekst(Aanbod, "naam"), gevuld=True),
        Kolom("soort", keuze_uit(Aanbod.Soort.values), gevuld=True),
        Kolom("omschrijving", tekst(Aanbod, "omschrijving")),
        Kolom("behoeften", Verwijzingen(("behoeften",)), gevuld=True),
        Kolom("werkgebied", Verwijzingen(("stadsdelen",), in_plaats=STAD), gevuld=True),
        Kolom("talen", Verwijzingen(("talen",))),
        Kolom("kring", keuze_uit(Aanbod.Kring.values, leeg=Aanbod.Kring.NVT)),
        Kolom("extra_doelgroep", Verwijzingen(("doelgroepen",))),
        Kolom("aanmelden", keuze_uit(Aanbod.Aanmelden.values, leeg=Aanbod.Aanmelden.ONBEKEND)),
        Kolom("kosten", keuze_uit(Aanbod.Kosten.values, leeg=Aanbod.Kosten.ONBEKEND)),
        Kolom("kosten_toelichting", tekst(Aanbod, "kosten_toelichting")),
        Kolom("bsn", JA_NEE_NAVRAGEN, kop="BSN nodig"),
        Kolom("legitimatie", JA_NEE_NAVRAGEN, kop="Legitimatie nodig"),
        Kolom(BANKAFSCHRIFTEN, JA_NEE_NAVRAGEN, facultatief=True, kop="Bankafschriften nodig"),
        Kolom("documenten", Woorden(lengte(Aanbod, "documenten")), kop="Meenemen"),
        Kolom("wachttijd", tekst(Aanbod, "wachttijd")),
        Kolom("wachttijd_op", Datum(), facultatief=True, kop="Wachttijd gehoord op"),
        Kolom("ruimte", keuze_uit(Aanbod.Ruimte.values, leeg=Aanbod.Ruimte.ONBEKEND), facultatief=True),
        Kolom("ruimte_op", Datum(), facultatief=True, kop="Ruimte gehoord op"),
        Kolom("groepsgrootte", Getal(1, HOOGSTENS_MENSEN), facultatief=True, kop="Hoogstens tegelijk"),
        Kolom("max_per_week", Getal(1, HOOGSTENS_MENSEN), facultatief=True, kop="Hoogstens per week"),
        Kolom("eerst_overleggen", JA_NEE, gevuld=True, facultatief=True),
        Kolom("pauze_vanaf", Datum(), facultatief=True),
        Kolom("pauze_tot", Datum(), facultatief=True, kop="Pauze tot en met"),
        Kolom("pauze_reden", tekst(Aanbod, "pauze_reden"), facultatief=True),
        Kolom("tijden", tekst(Aanbod, "tijden"), kop="Tijden in woorden"),
        Kolom("overdracht", tekst(Aanbod, "overdracht"), kop="Zo breng je iemand"),
        Kolom("let_op", tekst(Aanbod, "let_op"), kop="Let op (voor collega’s)"),
        Kolom("zichtbaarheid", ZICHTBAARHEID, gevuld=True),
        Kolom("geldig_tot", Datum()),
        Kolom("zekerheid", ZEKERHEID, gevuld=True),
        Kolom("bron", tekst(Aanbod, "bron")),
        Kolom("online", JA_NEE, gevuld=True, facultatief=True, kop="Online of telefonisch"),
        STATUS,
    ),
    rijcontroles=(pauze_loopt_vooruit,),
)
TOEGANG = Bestand(
    "toegang",
    "toegang",
    ("aanbod", "categorie"),
    (
        Kolom("aanbod", Verwijzing(("aanbod",)), gevuld=True),
        Kolom("categorie", Verwijzing(("categorieen",)), gevuld=True),
        Kolom("waarde", keuze_uit(Toegang.Waarde.values, leeg=Toegang.Waarde.ONBEKEND)),
        Kolom("toelichting", tekst(Toegang, "toelichting")),
        Kolom("bron", tekst(Toegang, "bron")),
        Kolom("gehoord_op", Datum(), facultatief=True),
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
    ("aanbod", "weekdag", "van", "tot", "elke_weken", "begin", "week_van_maand", "geldig_van", "geldig_tot"),
    (
        Kolom("aanbod", Verwijzing(("aanbod",)), gevuld=True),
        Kolom("weekdag", WEEKDAG, gevuld=True),
        Kolom("van", Tijd()),
        Kolom("tot", Tijd()),
        Kolom("elke_weken", Getal(min(RITMES), max(RITMES), leeg=1), kop="Elke … weken"),
        Kolom("begin", Datum(), kop="Eerste keer"),
        Kolom("week_van_maand", WEEK_VAN_MAAND, kop="Hoeveelste van de maand"),
        Kolom("geldig_van", Datum()),
        Kolom("geldig_tot", Datum()),
        Kolom("toelichting", tekst(Openingstijd, "toelichting")),
    ),
    facultatief=True,
    rijcontroles=(ritme_heeft_begin, geldigheid_loopt_vooruit),
)

# In the order in which they can be written: what is pointed at comes first.
BESTANDEN = (
    STADSDELEN, GEBIEDEN, BEHOEFTEN, CATEGORIEEN, TALEN, DOELGROEPEN, SYNONIEMEN,
    ORGANISATIES, LOCATIES, AANBOD, TOEGANG, OPENINGSTIJDEN,
)  # fmt: skip
