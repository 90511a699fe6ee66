"""The sheets of the kaart. Routes have theirs in `kaart.uitwisseling.bladen.routes`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kaart.uitwisseling.bladen.blad import Blad, Bouwer, ter_lezing
from kaart.uitwisseling.tabellen.bestanden import AANBOD, LOCATIES, OPENINGSTIJDEN, ORGANISATIES, TOEGANG
from kaart.uitwisseling.tabellen.ontleden import Bestand
from kaart.uitwisseling.tabellen.velden import STAD, Datum
from organisaties.models import Aanbod, Contactpersoon, Locatie, Openingstijd, Organisatie, Toegang

# Where a row came from and in which state it is, is for colleagues: a visitor sees what is published, in words.
INTERN = frozenset({"zichtbaarheid", "bron", "status"})


def werkgebied(hele_stad: bool, stadsdelen: Any) -> tuple[str, ...]:
    """Return the working area as one list: 'stad', or the stadsdelen."""
    return (STAD,) if hele_stad else tuple(deel.slug for deel in stadsdelen)


def namen(waarden: Any) -> str:
    """Return the names of a list of values, as people read them."""
    return ", ".join(waarde.naam for waarde in waarden)


def als_plek(veld: str) -> Any:
    """Return a reader of a field that is only there where the place may be shown."""
    return lambda rij: getattr(rij, veld) if rij.toon_plek else ""


def als_intern(veld: str) -> Any:
    """Return a reader of a field that is written for colleagues."""
    return lambda rij: getattr(rij, veld) if rij.toon_intern else ""


GECONTROLEERD = ter_lezing("gecontroleerd_op", "Gecontroleerd op", lambda rij: rij.gecontroleerd_op, Datum(), 16)
ORGANISATIENAAM = ter_lezing("organisatie_naam", "Organisatie (naam)", lambda rij: rij.organisatie.naam)


def _waar(aanbod: Aanbod) -> str:
    if not aanbod.toon_plek:
        return "op navraag"
    plekken = [
        f"{plek.naam}, {plek.adresregel}" if plek.adres else f"{plek.naam}, {plek.stadsdeel.naam}"
        for plek in aanbod.zichtbare_locaties
    ]
    return "; ".join([*plekken, *(["online of telefonisch"] if aanbod.online else [])])


def _rooster(aanbod: Aanbod) -> str:
    vandaag = timezone.localdate()
    regels = (tijd.als_regel() for tijd in aanbod.zichtbare_tijden)
    return "; ".join(r.in_woorden() for r in regels if r.geldig_tot is None or r.geldig_tot >= vandaag)


ORGANISATIES_BLAD = Blad(
    "organisaties",
    "Organisaties",
    ORGANISATIES,
    Bouwer(
        ORGANISATIES,
        waarden={
            "kapitaal": lambda o: tuple(o.kapitaal),
            "werkgebied": lambda o: werkgebied(o.hele_stad, o.werkgebied.all()),
            "talen": lambda o: tuple(taal.code for taal in o.talen.all()),
            "website": als_plek("website"),
            "telefoon": als_plek("telefoon"),
            "email": als_plek("email"),
            "opmerking": als_intern("opmerking"),
            "bron": als_intern("bron"),
        },
        intern=INTERN | {"opmerking"},
        erbij={"zekerheid": (GECONTROLEERD,)},
    ).kolommen(),
    Organisatie.objects.voor_rekenblad,
)
LOCATIES_BLAD = Blad(
    "locaties",
    "Locaties",
    LOCATIES,
    Bouwer(
        LOCATIES,
        waarden={
            "organisatie": lambda plek: plek.organisatie.kenmerk,
            "stadsdeel": lambda plek: plek.stadsdeel.slug,
            "gebied": lambda plek: plek.gebied.slug if plek.gebied else None,
            "bron": als_intern("bron"),
        },
        intern=INTERN,
        erbij={"organisatie": (ORGANISATIENAAM,), "zekerheid": (GECONTROLEERD,)},
        breedtes={"huisnummer": 12, "postcode": 10},
    ).kolommen(),
    Locatie.objects.voor_rekenblad,
)
AANBOD_BLAD = Blad(
    "aanbod",
    "Aanbod",
    AANBOD,
    Bouwer(
        AANBOD,
        waarden={
            "organisatie": lambda a: a.organisatie.kenmerk,
            "locatie": lambda a: tuple(plek.kenmerk for plek in a.zichtbare_locaties),
            "behoeften": lambda a: tuple(behoefte.slug for behoefte in a.lijst_behoeften),
            "werkgebied": lambda a: werkgebied(a.hele_stad, a.lijst_stadsdelen),
            "talen": lambda a: tuple(taal.code for taal in a.lijst_talen),
            "extra_doelgroep": lambda a: tuple(groep.slug for groep in a.lijst_doelgroepen),
            "tijden": lambda a: a.zichtbare_tijden_in_woorden,
            "let_op": lambda a: a.zichtbare_let_op,
            "bron": als_intern("bron"),
        },
        intern=INTERN | {"let_op"},
        erbij={
            "organisatie": (ORGANISATIENAAM,),
            "locatie": (ter_lezing("waar", "Waar", _waar, breedte=45),),
            "behoeften": (ter_lezing("behoeften_namen", "Behoeften (namen)", lambda a: namen(a.lijst_behoeften)),),
            "talen": (ter_lezing("talen_namen", "Talen (namen)", lambda a: namen(a.lijst_talen)),),
            "tijden": (ter_lezing("rooster", "Rooster", _rooster, breedte=45),),
            "zekerheid": (GECONTROLEERD,),
        },
    ).kolommen(),
    Aanbod.objects.voor_rekenblad,
)
TOEGANG_BLAD = Blad(
    "toegang",
    "Toegang",
    TOEGANG,
    Bouwer(
        TOEGANG,
        waarden={
            "aanbod": lambda t: t.aanbod.kenmerk,
            "categorie": lambda t: t.categorie.slug,
            "toelichting": lambda t: t.zichtbare_toelichting,
            "bron": als_intern("bron"),
        },
        intern=frozenset({"toelichting", "bron"}),
        erbij={"aanbod": (ter_lezing("aanbod_naam", "Aanbod (naam)", lambda t: t.aanbod.naam),)},
    ).kolommen(),
    Toegang.objects.voor_rekenblad,
)
OPENINGSTIJDEN_BLAD = Blad(
    "openingstijden",
    "Openingstijden",
    OPENINGSTIJDEN,
    Bouwer(
        OPENINGSTIJDEN,
        waarden={"aanbod": lambda tijd: tijd.aanbod.kenmerk},
        erbij={"aanbod": (ter_lezing("aanbod_naam", "Aanbod (naam)", lambda tijd: tijd.aanbod.naam),)},
    ).kolommen(),
    Openingstijd.objects.voor_rekenblad,
    groep="aanbod",
)


def _van_persoon(veld: str) -> Any:
    return lambda contact: getattr(contact, veld) if contact.naam_mag else ""


# For people only: who may be named is agreed with that person, not in a spreadsheet.
CONTACTEN_BLAD = Blad(
    "contactpersonen",
    "Contactpersonen",
    Bestand("contactpersonen", "contactpersoon", (), ()),
    (
        ter_lezing("organisatie", "Organisatie", lambda contact: contact.organisatie.kenmerk, breedte=26),
        ORGANISATIENAAM,
        ter_lezing("rol", "Rol", lambda contact: contact.rol),
        ter_lezing("naam", "Naam", _van_persoon("naam")),
        ter_lezing("telefoon", "Werktelefoon", _van_persoon("telefoon"), breedte=18),
        ter_lezing("email", "Werkmail", _van_persoon("email")),
        ter_lezing("toestemming_op", "Toestemming op", lambda contact: contact.toestemming_op, Datum(), 16),
        ter_lezing("geldig_tot", "Geldig tot", lambda contact: contact.geldig_tot, Datum(), 12),
    ),
    Contactpersoon.objects.voor_rekenblad,
)

# What importing reads; contacts are not among it.
BLADEN = (ORGANISATIES_BLAD, LOCATIES_BLAD, AANBOD_BLAD, TOEGANG_BLAD, OPENINGSTIJDEN_BLAD)
