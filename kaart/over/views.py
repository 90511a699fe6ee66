"""Pages about the site, for people and for machines."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kaart.hulp.openbaar import openbaar
from kaart.over.dank import dank_in_woorden
from kaart.over.houders import houders_per_stadsdeel
from organisaties.zoeken import wegen

# What has no use in a search engine, or is somebody's own.
NIET_VOOR_MACHINES = (
    "/zoeken/",
    "/werk/",
    "/account/",
    "/inloggen/",
    "/uitnodiging/",
    "/beheer/",
    "/briefje/",
    "/plek/",
)
# So long a promise to answer holds without being renewed (RFC 9116 advises less than a year).
BELOFTE_GELDT = datetime.timedelta(days=180)


@openbaar
@require_GET
def over(request: HttpRequest) -> HttpResponse:
    """Show what this is, who runs it, where the data comes from and who keeps which area."""
    houders = houders_per_stadsdeel(request.user)
    return render(
        request,
        "kaart/over/over.html",
        {
            "afzender": settings.STADSGEGEVENS.afzender,
            "houders": houders,
            "dank": dank_in_woorden(timezone.localdate()),
        },
    )


@openbaar
@require_GET
def zoeken(request: HttpRequest) -> HttpResponse:
    """Explain the order of results, from the weights themselves."""
    woorden, wensen, rest = wegen.in_woorden()
    return render(request, "kaart/over/zoeken.html", {"woorden": woorden, "wensen": wensen, "rest": rest})


@openbaar
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept of whom, for how long and why, with the periods that this site really uses."""
    context = {
        "afzender": settings.STADSGEGEVENS.afzender,
        "sessie_uren": settings.SESSIE_UREN,
        "sessie_stil_minuten": settings.SESSIE_STIL_MINUTEN,
        "signaal_weken": settings.SIGNAAL_WEKEN,
        "inloggen_met": settings.OIDC_NAAM if settings.OIDC_ADRES else "",
        "adres_opzoeken": bool(settings.PDOK_ADRES),
        "vergeefs_minstens": settings.VERGEEFS_MINSTENS,
    }
    return render(request, "kaart/over/privacy.html", context)


@openbaar
@require_GET
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """Show how accessible the site is, what is known not to be, and where to say so."""
    return render(request, "kaart/over/toegankelijkheid.html", {"afzender": settings.STADSGEGEVENS.afzender})


@openbaar
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what to leave alone, and where the list of pages is."""
    regels = ["User-agent: *", *(f"Disallow: {pad}" for pad in NIET_VOOR_MACHINES), ""]
    regels.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@openbaar
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Describe the site to a phone that puts it on its screen."""
    inhoud = {
        "name": f"{settings.SITE_NAAM}: de sociale kaart voor nieuwkomers in {settings.STAD}",
        "short_name": settings.SITE_NAAM,
        "lang": "nl",
        "dir": "ltr",
        "start_url": reverse("start"),
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#74194c",
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(inhoud, content_type="application/manifest+json")


@openbaar
@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a leak (RFC 9116); there is none while nobody is named to report it to."""
    if not settings.STADSGEGEVENS.afzender.lek:
        raise Http404
    regels = [
        f"Contact: mailto:{settings.STADSGEGEVENS.afzender.lek}",
        f"Expires: {(timezone.now() + BELOFTE_GELDT).astimezone(datetime.UTC):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(reverse('security-txt'))}",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")
