"""The HSDS API: what is public, for programs of others."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import condition, require_safe

from kaart.hulp.openbaar import openbaar
from kaart.hulp.rate_limit import wie
from kaart.uitwisseling.bestanden.vormen import BESTANDEN
from kaart.uitwisseling.opendata import publiek
from kaart.uitwisseling.opendata.hsds import api
from kaart.uitwisseling.opendata.hsds.dienst import STANDAARD_PER_PAGINA, Dienstvraag, zoek_dienst
from kaart.uitwisseling.opendata.hsds.vertaling import Document, dienst, dienst_kort
from organisaties.models import Aanbod


@openbaar
@require_safe
def begin(request: HttpRequest) -> HttpResponseBase:
    """Say which version this is and where it is described."""
    return _json(api.begin(_adres(request)))


@openbaar
@require_safe
def openapi(request: HttpRequest) -> HttpResponseBase:
    """Describe the API."""
    return _json(api.openapi(_adres(request)))


@openbaar
@require_safe
@condition(etag_func=publiek.merk)
def diensten(request: HttpRequest) -> HttpResponseBase:
    """Give a page of services, or all of them one a line."""
    vraag = Dienstvraag(request.GET)
    if not vraag.is_valid():
        return _json({"error": {veld: [str(fout) for fout in fouten] for veld, fouten in vraag.errors.items()}}, 400)
    gevraagd = vraag.diensten()
    vorm = dienst if vraag.cleaned_data["full"] else _minimaal if vraag.cleaned_data["minimal"] else dienst_kort
    if vraag.cleaned_data["format"] == "ndjson":
        if wacht := BESTANDEN.neem(wie(request)).wacht:
            antwoord = _json({"error": f"Too often; try again in {wacht} seconds."}, 429)
            antwoord["Retry-After"] = str(wacht)
            return antwoord
        return publiek.stroom(_regels(gevraagd, vorm), "application/x-ndjson")
    paginator = Paginator(gevraagd, vraag.cleaned_data["per_page"] or STANDAARD_PER_PAGINA)
    nummer = vraag.cleaned_data["page"] or 1
    # A page past the end is an empty one, as is the first page of nothing.
    inhoud = list(paginator.page(nummer)) if nummer <= paginator.num_pages else []
    return _json(
        {
            "total_items": paginator.count,
            "total_pages": paginator.num_pages,
            "page_number": nummer,
            "size": len(inhoud),
            "first_page": nummer == 1,
            "last_page": nummer >= paginator.num_pages,
            "empty": not inhoud,
            "contents": [vorm(aanbod) for aanbod in inhoud],
        }
    )


@openbaar
@require_safe
@condition(etag_func=publiek.merk)
def een_dienst(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Give one service with everything that belongs to it; what is not public does not exist."""
    gevonden = zoek_dienst(pk)
    return _json(dienst(gevonden)) if gevonden else _json({"error": "not found"}, 404)


def _minimaal(aanbod: Aanbod) -> Document:
    kort = dienst_kort(aanbod)
    return {naam: kort[naam] for naam in ("id", "name", "status", "last_modified")}


def _regels(gevraagd: QuerySet[Aanbod], vorm: Any) -> Iterator[bytes]:
    for aanbod in gevraagd.iterator(chunk_size=publiek.PER_KEER):
        yield json.dumps(vorm(aanbod), ensure_ascii=False).encode() + b"\n"


def _json(inhoud: Any, status: int = 200) -> HttpResponseBase:
    return publiek.voor_iedereen(JsonResponse(inhoud, status=status, json_dumps_params={"ensure_ascii": False}))


def _adres(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
