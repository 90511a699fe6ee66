"""The public part as linked data in the words of schema.org."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from kaart.uitwisseling.opendata import publiek
from kaart.uitwisseling.opendata.hsds.vertaling import LAND, gevuld
from organisaties.models import Aanbod, Locatie, Openingstijd, Organisatie

Knoop = dict[str, Any]

DAGEN = dict(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), start=1))


def stukken(adres: str, op: datetime.datetime | None) -> Iterator[bytes]:
    """Yield the document; `adres` is that of the site, with a slash, `op` when what is public last changed."""
    basis = adres.rstrip("/")
    begin = json.dumps("https://schema.org")
    return publiek.json_lijst(f'{{"@context": {begin}, "@graph": [\n', _knopen(basis, op), "\n]}\n")


def _knopen(basis: str, op: datetime.datetime | None) -> Iterator[Knoop]:
    yield {
        "@type": "Dataset",
        "@id": f"{basis}/open-data/",
        "name": f"{settings.SITE_NAAM}: sociale kaart van {settings.STAD}",
        "description": "Organisaties, plekken en aanbod voor wie nieuw is in de stad: het openbare deel.",
        "license": settings.OPEN_DATA_LICENTIE_URL,
        **({"dateModified": op.date().isoformat()} if op else {}),
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "url": f"{basis}/open-data/",
    }
    for organisatie in publiek.organisaties().iterator(chunk_size=publiek.PER_KEER):
        yield _organisatie(organisatie, basis)
    for plek in publiek.locaties().iterator(chunk_size=publiek.PER_KEER):
        yield _plek(plek, basis)
    for aanbod in publiek.aanbod().iterator(chunk_size=publiek.PER_KEER):
        yield _dienst(aanbod, basis)


def _organisatie(organisatie: Organisatie, basis: str) -> Knoop:
    return {
        "@type": "Organization",
        "@id": f"{basis}{organisatie.get_absolute_url()}",
        "identifier": organisatie.kenmerk,
        "name": organisatie.naam,
        **gevuld(
            description=organisatie.omschrijving,
            url=organisatie.website if organisatie.toon_plek else "",
            telephone=organisatie.telefoon if organisatie.toon_plek else "",
            email=organisatie.email if organisatie.toon_plek else "",
            knowsLanguage=[taal.code for taal in organisatie.talen.all()],
            areaServed=_gebied(organisatie.hele_stad, [deel.naam for deel in organisatie.werkgebied.all()]),
        ),
    }


def _plek(plek: Locatie, basis: str) -> Knoop:
    knoop = {
        "@type": "Place",
        "@id": f"{basis}{plek.get_absolute_url()}",
        "identifier": plek.kenmerk,
        "name": plek.naam,
        "address": {
            "@type": "PostalAddress",
            **gevuld(
                streetAddress=plek.adres,
                postalCode=plek.postcode,
                addressLocality=plek.plaats,
                addressRegion=settings.STADSGEGEVENS.provincie,
                addressCountry=LAND,
            ),
        },
    }
    if punt := plek.precies_punt:
        knoop["geo"] = {"@type": "GeoCoordinates", "latitude": float(punt[0]), "longitude": float(punt[1])}
    if plek.rolstoel != Locatie.Rolstoel.ONBEKEND:
        knoop["amenityFeature"] = {
            "@type": "LocationFeatureSpecification",
            "name": "Rolstoeltoegankelijk",
            "value": plek.rolstoel == Locatie.Rolstoel.JA,
        }
    return knoop


def _dienst(aanbod: Aanbod, basis: str) -> Knoop:
    knoop: Knoop = {
        "@type": "Service",
        "@id": f"{basis}{aanbod.get_absolute_url()}",
        "identifier": aanbod.kenmerk,
        "name": aanbod.naam,
        "serviceType": aanbod.get_soort_display(),
        "provider": {"@id": f"{basis}{aanbod.organisatie.get_absolute_url()}"},
        **gevuld(
            description=aanbod.omschrijving,
            category=[behoefte.naam for behoefte in aanbod.lijst_behoeften],
            areaServed=_gebied(aanbod.hele_stad, [deel.naam for deel in aanbod.lijst_stadsdelen]),
            hoursAvailable=_vaste_uren(aanbod, None),
        ),
    }
    kanaal = {"@type": "ServiceChannel", **gevuld(availableLanguage=[taal.code for taal in aanbod.lijst_talen])}
    plekken = [_plek_van_dienst(aanbod, plek, basis) for plek in aanbod.zichtbare_locaties]
    knoop["availableChannel"] = [{**kanaal, "serviceLocation": plek} for plek in plekken] or [kanaal]
    if aanbod.kosten == Aanbod.Kosten.GRATIS:
        knoop["isAccessibleForFree"] = True
    if bijzonder := _bijzondere_uren(aanbod, None):
        knoop["specialOpeningHoursSpecification"] = bijzonder
    return knoop


def _plek_van_dienst(aanbod: Aanbod, plek: Locatie, basis: str) -> Knoop:
    """Return where a service is; with hours of its own there it is a counter in that place, not the place itself."""
    zelf = {"@id": f"{basis}{plek.get_absolute_url()}"}
    uren = gevuld(
        openingHoursSpecification=_vaste_uren(aanbod, plek.pk),
        specialOpeningHoursSpecification=_bijzondere_uren(aanbod, plek.pk),
    )
    return {"@type": "Place", "name": plek.naam, "containedInPlace": zelf, **uren} if uren else zelf


def _vaste_uren(aanbod: Aanbod, plek: int | None) -> list[Knoop]:
    """Return the hours of every week of one place (key) alone; None: those of every place."""
    return [_uren(tijd) for tijd in aanbod.zichtbare_tijden if tijd.locatie_id == plek and _is_elke_week(tijd)]


def _bijzondere_uren(aanbod: Aanbod, plek: int | None) -> list[Knoop]:
    """Return the coming days on which the usual hours of a place (key) do not hold; None: of every place.

    Opens and closes at 00:00 is shut all day.
    Of an extra day without hours nothing is said: schema.org would read it as shut.
    """
    return [
        {
            "@type": "OpeningHoursSpecification",
            "opens": f"{een.van:%H:%M}" if een.van else "00:00",
            "closes": f"{een.tot:%H:%M}" if een.tot else "00:00",
            "validFrom": een.eerste.isoformat(),
            "validThrough": een.laatste.isoformat(),
        }
        for tijd in aanbod.zichtbare_afwijkingen
        if tijd.locatie_id == plek and (een := tijd.als_afwijking())
        if een.laatste >= timezone.localdate() and (een.dicht or (een.van is not None and een.tot is not None))
    ]


def _gebied(hele_stad: bool, namen: list[str]) -> list[Knoop]:
    if hele_stad:
        return [{"@type": "City", "name": settings.STAD}]
    return [{"@type": "AdministrativeArea", "name": naam} for naam in namen]


def _is_elke_week(tijd: Openingstijd) -> bool:
    """Whether schema.org can say it: it knows no second Tuesday, and half a truth sends people to a closed door."""
    return tijd.elke_weken == 1 and tijd.week_van_maand is None and tijd.van is not None and tijd.tot is not None


def _uren(tijd: Openingstijd) -> Knoop:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{DAGEN[tijd.als_regel().weekdag]}",
        **gevuld(
            opens=f"{tijd.van:%H:%M}" if tijd.van else None,
            closes=f"{tijd.tot:%H:%M}" if tijd.tot else None,
            validFrom=tijd.geldig_van.isoformat() if tijd.geldig_van else None,
            validThrough=tijd.geldig_tot.isoformat() if tijd.geldig_tot else None,
        ),
    }
