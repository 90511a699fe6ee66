"""The sheets of the kaart. Routes have theirs in `kaart.uitwisseling.bladen.routes`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kaart.uitwisseling.bladen.blad import Blad, Bouwer, breedte_van, ter_lezing
from kaart.uitwisseling.tabellen.bestanden import AANBOD, LOCATIES, OPENINGSTIJDEN, ORGANISATIES, TOEGANG, kolommen_van
from kaart.uitwisseling.tabellen.ontleden import Bestand
from kaart.uitwisseling.tabellen.velden import STAD, Datum
from organisaties import velden
from organisaties.models import Aanbod, Contactpersoon, Locatie, Openingstijd, Organisatie, Toegang


def werkgebied(hele_stad: bool, stadsdelen: Any) -> tuple[str, ...]:
    """Return the working area as one list: 'stad', or the stadsdelen."""
    return (STAD,) if hele_stad else tuple(deel.slug for deel in stadsdelen)


def namen(waarden: Any) -> str:
    """Return the names of a list of values, as people read them."""
    return ", ".join(waarde.naam for waarde in waarden)


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
    tijden = aanbod.zichtbare_tijden
    return "; ".join(t.in_woorden() for t in tijden if t.geldig_tot is None or t.geldig_tot >= vandaag)


ORGANISATIES_BLAD = Blad(
    "organisaties",
    "Organisaties",
    ORGANISATIES,
    Bouwer(
        ORGANISATIES,
        velden.ORGANISATIE,
        waarden={
            "kapitaal": lambda o: tuple(o.kapitaal),
            "werkgebied": lambda o: werkgebied(o.hele_stad, o.werkgebied.all()),
            "talen": lambda o: tuple(taal.code for taal in o.talen.all()),
        },
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
        velden.LOCATIE,
        waarden={
            "organisatie": lambda plek: plek.organisatie.kenmerk,
            "stadsdeel": lambda plek: plek.stadsdeel.slug,
            "gebied": lambda plek: plek.gebied.slug if plek.gebied else None,
        },
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
        velden.AANBOD,
        waarden={
            "organisatie": lambda a: a.organisatie.kenmerk,
            "locatie": lambda a: tuple(plek.kenmerk for plek in a.zichtbare_locaties),
            "behoeften": lambda a: tuple(behoefte.slug for behoefte in a.lijst_behoeften),
            "werkgebied": lambda a: werkgebied(a.hele_stad, a.lijst_stadsdelen),
            "talen": lambda a: tuple(taal.code for taal in a.lijst_talen),
            "extra_doelgroep": lambda a: tuple(groep.slug for groep in a.lijst_doelgroepen),
        },
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
        velden.TOEGANG,
        waarden={
            "aanbod": lambda t: t.aanbod.kenmerk,
            "categorie": lambda t: t.categorie.slug,
        },
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
        velden.OPENINGSTIJD,
        waarden={
            "aanbod": lambda tijd: tijd.aanbod.kenmerk,
            "locatie": lambda tijd: tijd.locatie.kenmerk if tijd.locatie else None,
        },
        erbij={"aanbod": (ter_lezing("aanbod_naam", "Aanbod (naam)", lambda tijd: tijd.aanbod.naam),)},
    ).kolommen(),
    Openingstijd.objects.voor_rekenblad,
    groep="aanbod",
)


# What may be said of a contact whatever was agreed; the rest only with consent that has not ended.
VAN_DE_ROL = frozenset({"rol", "toestemming_op", "geldig_tot"})
BREEDTES_CONTACT = {"rol": 30, "naam": 30, "telefoon": 18, "email": 30, "toestemming_op": 16}


def _van_contact(veld: str) -> Any:
    return lambda contact: getattr(contact, veld) if veld in VAN_DE_ROL or contact.naam_mag else ""


# For people only: who may be named is agreed with that person, not in a spreadsheet.
CONTACTEN_BLAD = Blad(
    "contactpersonen",
    "Contactpersonen",
    Bestand("contactpersonen", "contactpersoon", (), ()),
    (
        ter_lezing("organisatie", "Organisatie", lambda contact: contact.organisatie.kenmerk, breedte=26),
        ORGANISATIENAAM,
        *(
            ter_lezing(
                kolom.naam,
                kolom.opschrift,
                _van_contact(kolom.naam),
                kolom.veld,
                BREEDTES_CONTACT.get(kolom.naam) or breedte_van(kolom.veld),
            )
            for kolom in kolommen_van(velden.CONTACTPERSOON, Contactpersoon)
        ),
    ),
    Contactpersoon.objects.voor_rekenblad,
)

# What importing reads; contacts are not among it.
BLADEN = (ORGANISATIES_BLAD, LOCATIES_BLAD, AANBOD_BLAD, TOEGANG_BLAD, OPENINGSTIJDEN_BLAD)
