"""What the HSDS API says of itself, as OpenAPI: the three addresses that the standard requires."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from kaart.uitwisseling.opendata.hsds.dienst import HOOGSTENS_PER_PAGINA, STANDAARD_PER_PAGINA

VERSIE = "3.1"
SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1-dev/schema"
PAGINA = {
    "total_items": "integer", "total_pages": "integer", "page_number": "integer", "size": "integer",
    "first_page": "boolean", "last_page": "boolean", "empty": "boolean",
}  # fmt: skip
VRAGEN = {
    "page": "integer", "per_page": "integer", "search": "string", "organization_id": "string",
    "taxonomy_term_id": "string", "taxonomy_id": "string", "modified_after": "string", "full": "boolean",
    "minimal": "boolean", "format": "string",
}  # fmt: skip


def begin(adres: str) -> dict[str, str]:
    """Return what the first address says; `adres` is that of the site, without a slash."""
    return {
        "version": VERSIE,
        "profile": f"{adres}{reverse('opendata:pagina')}",
        "openapi_url": f"{adres}{reverse('hsds:openapi')}",
    }


def openapi(adres: str) -> dict[str, Any]:
    """Return the description of the API; `adres` is that of the site, without a slash."""
    dienst = {"$ref": f"{SCHEMAS}/service.json"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAAM}: open data",
            "version": "1",
            "description": (
                f"Het openbare deel van de sociale kaart van {settings.STAD}. Hoogstens {HOOGSTENS_PER_PAGINA} per "
                f"pagina; zonder per_page {STANDAARD_PER_PAGINA}."
            ),
            "license": {"name": settings.OPEN_DATA_LICENTIE, "url": settings.OPEN_DATA_LICENTIE_URL},
        },
        "servers": [{"url": f"{adres}{reverse('hsds:begin')}".rstrip("/")}],
        "paths": {
            "/": {"get": _vraag("Versie en beschrijving", {"type": "object"})},
            "/services": {
                "get": {
                    **_vraag(
                        "Diensten, een bladzijde tegelijk",
                        {
                            "type": "object",
                            "required": [*PAGINA, "contents"],
                            "properties": {naam: {"type": soort} for naam, soort in PAGINA.items()}
                            | {"contents": {"type": "array", "items": dienst}},
                        },
                    ),
                    "parameters": [
                        {"name": naam, "in": "query", "required": False, "schema": {"type": soort}}
                        for naam, soort in VRAGEN.items()
                    ],
                }
            },
            "/services/{id}": {
                "get": {
                    **_vraag("Een dienst, met alles wat erbij hoort", dienst),
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
                    ],
                }
            },
        },
    }


def _vraag(samenvatting: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": samenvatting,
        "responses": {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}},
    }
