"""Open data: what is public as files of others, and the calendar. Whoever asks is a visitor here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe

from kaart.hulp.openbaar import openbaar
from kaart.hulp.rate_limit import geremd
from kaart.uitwisseling.bestanden.vormen import BESTANDEN, bestandsnaam, tijdelijk
from kaart.uitwisseling.opendata import agenda as kalender
from kaart.uitwisseling.opendata import csvtabellen, geojson, jsonld, publiek
from kaart.uitwisseling.opendata.hsds import tabellen
from kaart.uitwisseling.opendata.hsds.vertaling import dienst
from organisaties.models import Aanbod
from organisaties.zoeken import register_voor
from organisaties.zoeken.filters import AanbodFilter
from organisaties.zoeken.telling import Versheidstelling
from organisaties.zoeken.uit_het_adres import getypt_in, schoon_adres

onveranderd = condition(etag_func=publiek.merk)


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file on the page: its address, what it is called and what is in it."""

    url: str
    naam: str
    uitleg: str


@openbaar
@require_safe
def pagina(request: HttpRequest) -> HttpResponse:
    """Show which files there are, under which licence, of when and how fresh."""
    register = register_voor(publiek.BEZOEKER)
    return render(
        request,
        "uitwisseling/opendata/pagina.html",
        {
            "bestanden": [
                *(
                    Bestand(reverse("opendata:csv", args=[blad.naam]), f"{blad.titel} (csv)", UITLEG[blad.naam])
                    for blad in csvtabellen.BLADEN.values()
                ),
                Bestand(reverse("opendata:geojson"), "Plekken (GeoJSON)", UITLEG["geojson"]),
                Bestand(reverse("opendata:jsonld"), "Alles (JSON-LD)", UITLEG["jsonld"]),
                Bestand(reverse("opendata:hsds"), "Alles (Open Referral, JSON)", UITLEG["hsds"]),
                Bestand(reverse("opendata:hsds_tabellen"), "Alles (Open Referral, tabellen)", UITLEG["tabellen"]),
            ],
            "licentie": settings.OPEN_DATA_LICENTIE,
            "licentie_url": settings.OPEN_DATA_LICENTIE_URL,
            "gewijzigd_op": publiek.gewijzigd_op(),
            "aantal": register.alles.bit_count(),
            "versheid": Versheidstelling.van(register, register.alles),
            "stadsdelen": list(register.begrippen["stadsdeel"].values()),
            "adres": request.build_absolute_uri("/").rstrip("/"),
        },
    )


UITLEG = {
    "organisaties": "Wie er zijn: soort, werkgebied, talen, website.",
    "locaties": "Adressen die openbaar zijn.",
    "aanbod": "Waar iemand terecht kan: wat, waar, in welke taal, wat het kost en wat je meeneemt.",
    "openingstijden": "Wanneer het open is, per dag van de week.",
    "geojson": "Voor op een kaart. Van een plek zonder coördinaten is het punt leeg: we verzinnen er geen.",
    "jsonld": "Voor zoekmachines en wie met schema.org werkt.",
    "hsds": "Volgens HSDS 3.1: diensten met hun organisatie, plekken, tijden, talen en kosten.",
    "tabellen": "Hetzelfde als een zip met csv-bestanden en een datapackage.json.",
}


@openbaar
@require_safe
@onveranderd
@geremd(BESTANDEN)
def csv(request: HttpRequest, tabel: str) -> HttpResponseBase:
    """Give a table; raises Http404 for one that is not open."""
    blad = csvtabellen.BLADEN.get(tabel)
    if blad is None:
        raise Http404(tabel)
    return publiek.stroom(csvtabellen.stukken(blad), "text/csv; charset=utf-8", bestandsnaam(tabel, "csv"))


@openbaar
@require_safe
@onveranderd
@geremd(BESTANDEN)
def plekken(request: HttpRequest) -> HttpResponseBase:
    """Give the places as GeoJSON."""
    stukken = geojson.stukken(request.build_absolute_uri("/"))
    return publiek.stroom(stukken, "application/geo+json", bestandsnaam("plekken", "geojson"))


@openbaar
@require_safe
@onveranderd
@geremd(BESTANDEN)
def linked_data(request: HttpRequest) -> HttpResponseBase:
    """Give everything as JSON-LD."""
    stukken = jsonld.stukken(request.build_absolute_uri("/"), publiek.gewijzigd_op())
    return publiek.stroom(stukken, "application/ld+json", bestandsnaam("alles", "jsonld"))


@openbaar
@require_safe
@onveranderd
@geremd(BESTANDEN)
def hsds(request: HttpRequest) -> HttpResponseBase:
    """Give all services with everything that belongs to them, as one page of the HSDS API."""
    aantal = Aanbod.objects.zichtbaar_voor(publiek.BEZOEKER).count()
    begin = (
        f'{{"total_items": {aantal}, "total_pages": 1, "page_number": 1, "size": {aantal}, "first_page": true, '
        f'"last_page": true, "empty": {"false" if aantal else "true"}, "contents": [\n'
    )
    diensten = (dienst(aanbod) for aanbod in publiek.aanbod().iterator(chunk_size=publiek.PER_KEER))
    stukken = publiek.json_lijst(begin, diensten, "\n]}\n")
    return publiek.stroom(stukken, "application/json", bestandsnaam("hsds", "json"))


@openbaar
@require_safe
@onveranderd
@geremd(BESTANDEN)
def hsds_tabellen(request: HttpRequest) -> HttpResponseBase:
    """Give everything as a tabular data package."""
    bestand = tijdelijk()
    tabellen.schrijf(bestand, adres=request.build_absolute_uri(reverse("opendata:pagina")))
    bestand.seek(0)
    antwoord = FileResponse(
        bestand, as_attachment=True, filename=bestandsnaam("hsds", "zip"), content_type="application/zip"
    )
    return publiek.voor_iedereen(antwoord)


@openbaar
@require_safe
@schoon_adres(lezer=publiek.BEZOEKER)
@onveranderd
def agenda(request: HttpRequest) -> HttpResponseBase:
    """Give the times of the results of the question in the address as a calendar.

    What is about safety is left out: a calendar shows on a locked phone and to anyone looking along.
    """
    filterset = AanbodFilter(request.GET, gebruiker=publiek.BEZOEKER, getypt=getypt_in(request))
    namen = [filterset.begrippen["stadsdeel"][slug].naam for slug in filterset.vraag.stadsdeel_slugs]
    stukken = kalender.stukken(
        _met_tijden(filterset),
        naam=" – ".join([settings.SITE_NAAM, *([", ".join(namen)] if namen else [])]),
        adres=request.build_absolute_uri("/"),
        vandaag=timezone.localdate(),
    )
    return publiek.stroom(stukken, "text/calendar; charset=utf-8")


def _met_tijden(filterset: AanbodFilter) -> Iterator[Aanbod]:
    """Yield the results that take place at a time, in an order that stays the same."""
    sleutels = filterset.antwoord.alle_sleutels()
    sleutels.sort()
    for begin in range(0, len(sleutels), publiek.PER_KEER):
        stuk = sleutels[begin : begin + publiek.PER_KEER]
        rijen = publiek.aanbod().filter(pk__in=stuk, soort__in=kalender.SOORTEN)
        yield from (rij for rij in rijen if not any(behoefte.neutraal for behoefte in rij.lijst_behoeften))
