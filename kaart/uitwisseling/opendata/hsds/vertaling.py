"""From a row of the kaart to a nested HSDS document.

What is not known is left out: an absent property says nothing, as HSDS has no 'unknown'. Left out on purpose too:
`eligibility_description` (whom it is open to is not in open data), `timezone` (a fixed number of hours, wrong for half
the year), and the address of a place that is given on request.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from organisaties import velden
from organisaties.models import Aanbod, Behoefte, Locatie, Openingstijd, Organisatie
from organisaties.regels.keuzes import JaNee
from organisaties.regels.openingstijden import LAATSTE_WEEK

Document = dict[str, Any]

NAAMRUIMTE = uuid.UUID("6f6c0b9e-5b58-5f0e-9a0b-3f6d1f1c7a52")
GEEN_OMSCHRIJVING = "Nog geen omschrijving."
LAND = "NL"
DAGEN = {1: "MO", 2: "TU", 3: "WE", 4: "TH", 5: "FR", 6: "SA", 7: "SU"}


def sleutel(soort: str, *delen: object) -> str:
    """Return the identifier of a thing of this kind; the same parts always give the same one."""
    return str(uuid.uuid5(NAAMRUIMTE, "/".join((soort, *map(str, delen)))))


def gevuld(**velden: Any) -> Document:
    """Return the properties that say something."""
    return {naam: waarde for naam, waarde in velden.items() if waarde not in (None, "", [])}


def dienst(aanbod: Aanbod) -> Document:
    """Return a service with everything that belongs to it, from a row of `publiek.aanbod()`."""
    pk, organisatie = aanbod.kenmerk, aanbod.organisatie
    return {
        **dienst_kort(aanbod),
        "organization": organisatie_document(organisatie),
        **gevuld(
            phones=_telefoons("service", pk, organisatie) if aanbod.toon_plek else [],
            schedules=_roosters(aanbod),
            service_areas=_gebieden(aanbod),
            service_at_locations=[
                {
                    "id": sleutel("service_at_location", pk, plek.kenmerk),
                    "location": locatie(plek),
                    **gevuld(schedules=_roosters(aanbod, plek)),
                }
                for plek in aanbod.zichtbare_locaties
            ],
            languages=[_taal("service", pk, taal.code, taal.naam) for taal in aanbod.lijst_talen],
            cost_options=_kosten(aanbod),
            required_documents=_documenten(aanbod),
            contacts=_contacten("service", pk, organisatie),
            attributes=_kenmerken(aanbod),
        ),
    }


def dienst_kort(aanbod: Aanbod) -> Document:
    """Return a service as it stands in a list: its own properties and its organization."""
    organisatie_ = aanbod.organisatie
    return {
        "id": sleutel("service", aanbod.kenmerk),
        "name": aanbod.naam,
        "status": _status(aanbod),
        **gevuld(
            **_eigenschappen(velden.AANBOD, aanbod),
            email=organisatie_.email if aanbod.toon_plek else "",
            assured_date=aanbod.gecontroleerd_op.isoformat() if aanbod.gecontroleerd_op else None,
        ),
        "last_modified": aanbod.gewijzigd_op.isoformat(),
        "organization": zonder_lijsten(organisatie_document(organisatie_)),
    }


def _eigenschappen(ding: velden.Ding, rij: Any) -> Document:
    """Return the properties that fields say by their rows in `organisaties.velden`, as far as they may be shown."""
    return {
        veld.hsds: IN_WOORDEN[veld.hsds](rij) if veld.hsds in IN_WOORDEN else _gewoon(rij, veld)
        for veld in ding.velden
        if veld.hsds
    }


def _gewoon(rij: Any, veld: velden.Veld) -> Any:
    """Return the value of a field as JSON holds it: of a choice its words, of a day its text."""
    waarde = velden.waarde(rij, veld)
    if waarde and rij._meta.get_field(veld.naam).choices:
        return getattr(rij, f"get_{veld.naam}_display")()
    return waarde.isoformat() if isinstance(waarde, datetime.date) else waarde


def zonder_lijsten(document: Document) -> Document:
    """Return a document without what there can be several of, as in a list."""
    return {naam: waarde for naam, waarde in document.items() if not isinstance(waarde, list)}


def organisatie_document(organisatie: Organisatie) -> Document:
    """Return an organization, from a row of `publiek.organisaties()`."""
    pk = organisatie.kenmerk
    return {
        "id": sleutel("organization", pk),
        "name": organisatie.naam,
        "description": GEEN_OMSCHRIJVING,
        **gevuld(
            **_eigenschappen(velden.ORGANISATIE, organisatie),
            phones=_telefoons("organization", pk, organisatie) if organisatie.toon_plek else [],
            contacts=_contacten("organization", pk, organisatie),
        ),
    }


def locatie(plek: Locatie) -> Document:
    """Return a location; an address that lacks what HSDS requires stands in words in the description.

    HSDS has no word for a point that is only about: such a point is not given.
    """
    pk = plek.kenmerk
    lat, lon = plek.precies_punt or (None, None)
    volledig = plek.adres and plek.postcode
    return {
        "id": sleutel("location", pk),
        "location_type": "physical",
        "name": plek.naam,
        **gevuld(
            description="" if volledig else plek.adresregel,
            latitude=float(lat) if lat is not None else None,
            longitude=float(lon) if lon is not None else None,
            addresses=[_adres(plek)] if volledig else [],
            accessibility=[
                {"id": sleutel("accessibility", pk), "description": plek.get_rolstoel_display().capitalize()}
            ]
            if plek.rolstoel != Locatie.Rolstoel.ONBEKEND
            else [],
        ),
    }


def _adres(plek: Locatie) -> Document:
    return {
        "id": sleutel("address", plek.kenmerk),
        "address_1": plek.adres,
        "city": plek.plaats,
        "region": plek.stadsdeel.naam,
        "state_province": settings.STADSGEGEVENS.provincie,
        "postal_code": plek.postcode,
        "country": LAND,
        "address_type": "physical",
    }


def _telefoons(soort: str, pk: str, organisatie: Organisatie) -> list[Document]:
    if not organisatie.telefoon:
        return []
    return [{"id": sleutel("phone", soort, pk), "number": organisatie.telefoon, "type": "voice"}]


def _contacten(soort: str, pk: str, organisatie: Organisatie) -> list[Document]:
    """Return whom to ask for: a role, never a name."""
    if not organisatie.contact_rol:
        return []
    return [{"id": sleutel("contact", soort, pk), "title": organisatie.contact_rol}]


def _roosters(aanbod: Aanbod, plek: Locatie | None = None) -> list[Document]:
    """Return the schedules of one place alone; without a place, those that hold at every place."""
    pk, waar = aanbod.kenmerk, plek.pk if plek is not None else None
    gewoon = [(nummer, tijd) for nummer, tijd in enumerate(aanbod.zichtbare_tijden) if tijd.locatie_id == waar]
    return [
        *(_rooster(pk, tijd, nummer) for nummer, tijd in gewoon),
        *(_andere_dagen(pk, tijd, plek) for tijd in aanbod.zichtbare_afwijkingen if tijd.locatie_id == waar),
    ]


def _rooster(pk: str, tijd: Openingstijd, nummer: int) -> Document:
    """Return a schedule; hours are local, as people read them on a door."""
    dag = DAGEN[tijd.als_regel().weekdag]
    if tijd.week_van_maand:
        hoeveelste = -1 if tijd.week_van_maand == LAATSTE_WEEK else tijd.week_van_maand
        ritme = {"freq": "MONTHLY", "interval": 1, "byday": f"{hoeveelste}{dag}"}
    else:
        ritme = {"freq": "WEEKLY", "interval": tijd.elke_weken, "byday": dag, "wkst": "MO"}
    return {
        "id": sleutel("schedule", pk, nummer),
        **ritme,
        **gevuld(
            dtstart=tijd.begin.isoformat() if tijd.begin else None,
            valid_from=tijd.geldig_van.isoformat() if tijd.geldig_van else None,
            valid_to=tijd.geldig_tot.isoformat() if tijd.geldig_tot else None,
            opens_at=f"{tijd.van:%H:%M}" if tijd.van else None,
            closes_at=f"{tijd.tot:%H:%M}" if tijd.tot else None,
            description=tijd.als_regel().in_woorden(),
            notes=f"Plaatselijke tijd ({settings.TIME_ZONE}).",
        ),
    }


def _andere_dagen(pk: str, tijd: Openingstijd, plek: Locatie | None) -> Document:
    """Return a schedule of days that are otherwise; one without hours on which it is shut says so in words."""
    anders = tijd.als_afwijking()
    return {
        "id": sleutel(
            "schedule",
            pk,
            "anders",
            anders.eerste.isoformat(),
            anders.laatste.isoformat(),
            tijd.soort,
            *([plek.kenmerk] if plek is not None else []),
        ),
        "valid_from": anders.eerste.isoformat(),
        "valid_to": anders.laatste.isoformat(),
        **gevuld(
            opens_at=f"{anders.van:%H:%M}" if anders.van and not anders.dicht else None,
            closes_at=f"{anders.tot:%H:%M}" if anders.tot and not anders.dicht else None,
            description=anders.in_woorden(),
            notes=f"Plaatselijke tijd ({settings.TIME_ZONE}).",
        ),
    }


def _gebieden(aanbod: Aanbod) -> list[Document]:
    namen = [settings.STAD] if aanbod.hele_stad else [deel.naam for deel in aanbod.lijst_stadsdelen]
    return [{"id": sleutel("service_area", aanbod.kenmerk, naam), "name": naam} for naam in namen]


def _taal(soort: str, pk: str, code: str, naam: str) -> Document:
    # HSDS wants ISO 639: the first part of a BCP 47 code.
    return {"id": sleutel("language", soort, pk, code), "name": naam, "code": code.partition("-")[0]}


def _aanmelden(aanbod: Aanbod) -> str:
    delen = [] if aanbod.aanmelden == Aanbod.Aanmelden.ONBEKEND else [aanbod.get_aanmelden_display().capitalize()]
    if aanbod.eerst_overleggen:
        delen.append("Overleg eerst voordat je iemand stuurt")
    return ". ".join([*delen, *([aanbod.overdracht.rstrip(".")] if aanbod.overdracht else [])])


def _kosten_in_woorden(aanbod: Aanbod) -> str:
    if aanbod.kosten == Aanbod.Kosten.ONBEKEND:
        return aanbod.kosten_toelichting
    return ". ".join(deel for deel in (aanbod.get_kosten_display().capitalize(), aanbod.kosten_toelichting) if deel)


def _kosten(aanbod: Aanbod) -> list[Document]:
    if aanbod.kosten == Aanbod.Kosten.ONBEKEND:
        return []
    gratis = aanbod.kosten == Aanbod.Kosten.GRATIS
    return [
        {
            "id": sleutel("cost_option", aanbod.kenmerk),
            "option": aanbod.get_kosten_display(),
            **gevuld(
                amount=0 if gratis else None,
                currency="EUR" if gratis else None,
                amount_description=aanbod.kosten_toelichting,
            ),
        }
    ]


def _documenten(aanbod: Aanbod) -> list[Document]:
    """Return what to bring; 'ask first' is said, 'not needed' and 'not known' are left out."""
    gevraagd = [
        naam if waarde == JaNee.JA else f"{naam}: eerst navragen"
        for naam, waarde in (
            ("BSN", aanbod.bsn),
            ("Legitimatie", aanbod.legitimatie),
            ("Bankafschriften", aanbod.bankafschriften),
        )
        if waarde in (JaNee.JA, JaNee.NAVRAGEN)
    ]
    alle = dict.fromkeys([*gevraagd, *(naam.capitalize() for naam in aanbod.documentenlijst)])
    return [{"id": sleutel("required_document", aanbod.kenmerk, naam), "document": naam} for naam in alle]


def _kenmerken(aanbod: Aanbod) -> list[Document]:
    """Return needs, kind and extra audience as terms of our own taxonomies."""
    return [
        *(_kenmerk(aanbod, behoefteterm(behoefte)) for behoefte in aanbod.lijst_behoeften),
        _kenmerk(aanbod, term("soort", aanbod.soort, aanbod.get_soort_display(), "Soort aanbod")),
        *(
            _kenmerk(aanbod, term("doelgroep", groep.slug, groep.naam, "Extra doelgroep"))
            for groep in aanbod.lijst_doelgroepen
        ),
    ]


def _kenmerk(aanbod: Aanbod, van_term: Document) -> Document:
    return {
        "id": sleutel("attribute", aanbod.kenmerk, van_term["id"]),
        "link_entity": "service",
        "value": van_term["code"],
        "taxonomy_term": van_term,
    }


def behoefteterm(behoefte: Behoefte) -> Document:
    """Return a need as a term."""
    gemaakt = term("behoefte", behoefte.slug, behoefte.naam, "Behoefte", behoefte.toelichting)
    return gemaakt | gevuld(
        parent_id=sleutel("taxonomy_term", "behoefte", behoefte.ouder.slug) if behoefte.ouder else None
    )


def term(lijst: str, code: str, naam: str, taxonomie: str, toelichting: str = "") -> Document:
    """Return a term of one of our lists, with the list it is in."""
    return {
        "id": sleutel("taxonomy_term", lijst, code),
        "code": code,
        "name": naam,
        "description": toelichting or naam,
        "taxonomy": taxonomie,
        "taxonomy_detail": {
            "id": sleutel("taxonomy", lijst),
            "name": taxonomie,
            "description": f"{taxonomie}, zoals {settings.SITE_NAAM} die gebruikt.",
        },
        "language": "nl",
    }


def _wachttijd(aanbod: Aanbod) -> str:
    gehoord = f" (gehoord op {aanbod.wachttijd_op:%d-%m-%Y})" if aanbod.wachttijd_op else ""
    return f"{aanbod.wachttijd}{gehoord}" if aanbod.wachttijd else ""


def _status(aanbod: Aanbod) -> str:
    if aanbod.geldig_tot is not None and aanbod.geldig_tot < timezone.localdate():
        return "inactive"
    return "temporarily closed" if aanbod.gepauzeerd else "active"


def _alarm(aanbod: Aanbod) -> str:
    return aanbod.pauze_reden if aanbod.gepauzeerd else ""


# Properties that are more than the value of one field.
IN_WOORDEN: dict[str, Callable[[Aanbod], str]] = {
    "application_process": _aanmelden,
    "fees_description": _kosten_in_woorden,
    "wait_time": _wachttijd,
    "alert": _alarm,
}
