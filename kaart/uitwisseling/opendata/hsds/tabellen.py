"""HSDS as a tabular data package: a zip of csv files and a description of them.

The rows come out of the nested documents, so that both forms say the same.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings

from kaart.uitwisseling.bladen.cellen import schoon, veilig
from kaart.uitwisseling.opendata import publiek
from kaart.uitwisseling.opendata.hsds.vertaling import Document, dienst, locatie, organisatie_document, sleutel
from organisaties import velden

IN_GEHEUGEN = 1_000_000
UUID, TEKST, GETAL, WEB = ("string", "uuid"), ("string", "default"), ("number", "default"), ("string", "uri")


@dataclass(frozen=True, slots=True)
class Tabelvorm:
    """A table: its file, its columns with type and format, which must be filled, and to what its keys point."""

    bestand: str
    velden: dict[str, tuple[str, str]]
    verplicht: tuple[str, ...] = ("id",)
    verwijst: dict[str, str] = field(default_factory=dict)


def _bij_dienst(bestand: str, **velden: tuple[str, str]) -> Tabelvorm:
    return Tabelvorm(
        bestand,
        {"id": UUID, "service_id": UUID, **velden},
        ("id", "service_id"),
        {"service_id": "service"},
    )


TABELLEN: dict[str, Tabelvorm] = {
    "organization": Tabelvorm(
        "organizations.csv",
        {"id": UUID, "name": TEKST, "description": TEKST, "email": TEKST, "website": WEB},
        ("id", "name", "description"),
    ),
    "service": Tabelvorm(
        "services.csv",
        {
            "id": UUID, "organization_id": UUID, "name": TEKST, "description": TEKST, "email": TEKST, "status": TEKST,
            "application_process": TEKST, "fees_description": TEKST, "wait_time": TEKST, "assured_date": TEKST,
            "alert": TEKST, "last_modified": TEKST,
        },
        ("id", "organization_id", "name", "status"),
        {"organization_id": "organization"},
    ),
    "location": Tabelvorm(
        "locations.csv",
        {
            "id": UUID, "location_type": TEKST, "organization_id": UUID, "name": TEKST, "description": TEKST,
            "latitude": GETAL, "longitude": GETAL,
        },
        ("id", "location_type"),
        {"organization_id": "organization"},
    ),
    "service_at_location": Tabelvorm(
        "service_at_location.csv",
        {"id": UUID, "service_id": UUID, "location_id": UUID},
        ("id", "service_id", "location_id"),
        {"service_id": "service", "location_id": "location"},
    ),
    "address": Tabelvorm(
        "addresses.csv",
        {
            "id": UUID, "location_id": UUID, "address_1": TEKST, "city": TEKST, "region": TEKST,
            "state_province": TEKST, "postal_code": TEKST, "country": TEKST, "address_type": TEKST,
        },
        ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
        {"location_id": "location"},
    ),
    "phone": Tabelvorm(
        "phones.csv",
        {"id": UUID, "service_id": UUID, "organization_id": UUID, "number": TEKST, "type": TEKST},
        ("id", "number"),
        {"service_id": "service", "organization_id": "organization"},
    ),
    "contact": Tabelvorm(
        "contacts.csv",
        {"id": UUID, "organization_id": UUID, "service_id": UUID, "title": TEKST},
        ("id",),
        {"service_id": "service", "organization_id": "organization"},
    ),
    "schedule": _bij_dienst(
        "schedules.csv",
        valid_from=TEKST, valid_to=TEKST, dtstart=TEKST, wkst=TEKST, freq=TEKST, interval=GETAL, byday=TEKST,
        description=TEKST, opens_at=TEKST, closes_at=TEKST, notes=TEKST,
    ),
    "service_area": _bij_dienst("service_areas.csv", name=TEKST),
    "language": _bij_dienst("languages.csv", name=TEKST, code=TEKST),
    "cost_option": _bij_dienst(
        "cost_options.csv", option=TEKST, currency=TEKST, amount=GETAL, amount_description=TEKST
    ),
    "required_document": _bij_dienst("required_documents.csv", document=TEKST),
    "accessibility": Tabelvorm(
        "accessibility.csv",
        {"id": UUID, "location_id": UUID, "description": TEKST},
        verwijst={"location_id": "location"},
    ),
    "attribute": Tabelvorm(
        "attributes.csv",
        {"id": UUID, "link_id": UUID, "taxonomy_term_id": UUID, "link_entity": TEKST, "value": TEKST},
        ("id", "link_id", "taxonomy_term_id", "link_entity"),
        {"taxonomy_term_id": "taxonomy_term"},
    ),
    "taxonomy": Tabelvorm(
        "taxonomies.csv", {"id": UUID, "name": TEKST, "description": TEKST}, ("id", "name", "description")
    ),
    "taxonomy_term": Tabelvorm(
        "taxonomy_terms.csv",
        {
            "id": UUID, "code": TEKST, "name": TEKST, "description": TEKST, "parent_id": UUID, "taxonomy": TEKST,
            "language": TEKST, "taxonomy_id": UUID,
        },
        ("id", "name", "description"),
        {"taxonomy_id": "taxonomy"},
    ),
}  # fmt: skip

# What a row of `organisaties.velden` says in HSDS has its column too.
for _tabel, _ding in (("organization", velden.ORGANISATIE), ("service", velden.AANBOD)):
    for _veld in _ding.velden:
        if _veld.hsds:
            TABELLEN[_tabel].velden.setdefault(_veld.hsds, TEKST)

# Property of a nested document → table of what is in it.
GENEST = {
    "phones": "phone", "contacts": "contact", "schedules": "schedule", "service_areas": "service_area",
    "languages": "language", "cost_options": "cost_option", "required_documents": "required_document",
    "addresses": "address", "accessibility": "accessibility", "attributes": "attribute",
    "service_at_locations": "service_at_location",
}  # fmt: skip
# What several documents hold stands in the tables once: providers and places because they come first, by themselves.
EERST = frozenset({"organization", "location"})
EEN_KEER = frozenset({"taxonomy", "taxonomy_term"})

Rij = tuple[str, Document]


def rijen() -> Iterator[Rij]:
    """Yield (table, row) for the whole public part."""
    gezien: set[str] = set()
    for van in _alle_documenten():
        for tabel, rij in van:
            if tabel in EEN_KEER:
                if rij["id"] in gezien:
                    continue
                gezien.add(rij["id"])
            yield tabel, rij


def _alle_documenten() -> Iterator[Iterable[Rij]]:
    """Yield the rows of each document: first providers and places by themselves, also those without an offer."""
    for organisatie in publiek.organisaties().iterator(chunk_size=publiek.PER_KEER):
        yield ontvouw("organization", organisatie_document(organisatie))
    for plek in publiek.locaties().iterator(chunk_size=publiek.PER_KEER):
        eigenaar = sleutel("organization", plek.organisatie.kenmerk)
        yield ontvouw("location", {**locatie(plek), "organization_id": eigenaar})
    for aanbod in publiek.aanbod().iterator(chunk_size=publiek.PER_KEER):
        yield ontvouw("service", dienst(aanbod))


def ontvouw(tabel: str, document: Document) -> Iterator[Rij]:
    """Yield a nested document as rows, each pointing at the row it hung under."""
    eigen = {naam: waarde for naam, waarde in document.items() if not isinstance(waarde, dict | list)}
    boven = f"{tabel}_id"
    for naam, waarde in document.items():
        if isinstance(waarde, dict):
            # 'taxonomy_detail' is the row of which 'taxonomy' is only the name.
            onder = "taxonomy" if naam == "taxonomy_detail" else naam
            eigen[f"{onder}_id"] = waarde["id"]
            if onder in EERST:
                continue
            yield from ontvouw(onder, waarde)
    yield tabel, eigen
    for naam, waarde in document.items():
        if isinstance(waarde, list):
            for deel in waarde:
                hangt_aan = {"link_id": eigen["id"]} if naam == "attributes" else {boven: eigen["id"]}
                yield from ontvouw(GENEST[naam], {**deel, **hangt_aan})


def schrijf(naar: IO[bytes], *, adres: str) -> None:
    """Write the package as a zip; of each table some rows are in memory."""
    with contextlib.ExitStack() as open_:
        bestanden: dict[str, tuple[Any, Any, Any]] = {}
        for naam, vorm in TABELLEN.items():
            bestand: Any = open_.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_GEHEUGEN))
            tekst: Any = io.TextIOWrapper(bestand, "utf-8", newline="", write_through=True)
            schrijver = csv.DictWriter(tekst, list(vorm.velden), restval="", extrasaction="ignore")
            schrijver.writeheader()
            bestanden[naam] = (bestand, tekst, schrijver)
        for tabel, rij in rijen():
            bestanden[tabel][2].writerow({naam: _cel(waarde) for naam, waarde in rij.items()})
        with zipfile.ZipFile(naar, "w", zipfile.ZIP_DEFLATED) as pakket:
            pakket.writestr("datapackage.json", json.dumps(beschrijving(adres), ensure_ascii=False, indent=2))
            for naam, (bestand, tekst, _) in bestanden.items():
                tekst.flush()
                bestand.seek(0)
                with pakket.open(TABELLEN[naam].bestand, "w", force_zip64=True) as deel:
                    while stuk := bestand.read(1 << 16):
                        deel.write(stuk)
                # Its end closes the file below it too, which the stack does.
                tekst.detach()


def _cel(waarde: Any) -> Any:
    # A telephone number stays one: digits and spaces after a plus are no formula to be afraid of.
    if isinstance(waarde, str) and not re.fullmatch(r"\+[0-9 ]+", waarde):
        return veilig(schoon(waarde))
    return waarde


def beschrijving(adres: str) -> Document:
    """Return the description of the package: which files, which columns, what they point at."""
    return {
        "name": "human_services_data",
        "title": f"{settings.SITE_NAAM}: sociale kaart van {settings.STAD}",
        "homepage": adres,
        "profile": "tabular-data-package",
        "version": "3.1.0",
        "licenses": [{"name": settings.OPEN_DATA_LICENTIE, "path": settings.OPEN_DATA_LICENTIE_URL}],
        "resources": [
            {
                "name": naam,
                "path": vorm.bestand,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "primaryKey": "id",
                    "fields": [
                        {
                            "name": veld,
                            "type": soort,
                            "format": formaat,
                            **({"constraints": {"required": True}} if veld in vorm.verplicht else {}),
                        }
                        for veld, (soort, formaat) in vorm.velden.items()
                    ],
                    "foreignKeys": [
                        {"fields": veld, "reference": {"resource": doel, "fields": "id"}}
                        for veld, doel in vorm.verwijst.items()
                    ],
                },
            }
            for naam, vorm in TABELLEN.items()
        ],
    }
