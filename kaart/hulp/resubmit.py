"""What was typed is never lost because somebody was signed out or a page stood open too long."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

GEHEIM = ("csrfmiddlewaretoken", "password", "wachtwoord")
# For people: fields that are no text somebody wrote.
TECHNISCH = ("basis", "versie")


class Aanleiding(StrEnum):
    """Why a form is given back: what the page says at its top, and how the answer is numbered."""

    UITGELOGD = "Je bent uitgelogd"
    VERLOPEN = "Deze pagina stond te lang open"
    GEEN_TEKST = "Er zat een teken in dat geen tekst is"


def verstuur_opnieuw(request: HttpRequest, post: QueryDict, aanleiding: Aanleiding) -> HttpResponse:
    """Return a page with what was sent but passwords, and a button that sends it again; nothing was written."""
    velden = [
        (naam, waarde)
        for naam, waarden in post.lists()
        if not any(deel in naam.lower() for deel in GEHEIM)
        for waarde in waarden
    ]
    return render(
        request,
        "kaart/opnieuw_versturen.html",
        {
            "velden": velden,
            "getypt": [(naam, waarde) for naam, waarde in velden if naam not in TECHNISCH and len(waarde) > 20],
            "adres": request.path,
            "kop": aanleiding.value,
            "uitgelogd": aanleiding is Aanleiding.UITGELOGD,
            "geen_tekst": aanleiding is Aanleiding.GEEN_TEKST,
        },
        status=400 if aanleiding is Aanleiding.GEEN_TEKST else 403,
    )


def komt_van_hier(request: HttpRequest) -> bool:
    """Whether the browser says that this form stood on a page of ours: only then it may be offered again."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
