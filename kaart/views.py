"""Pages of the site as a whole."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from kaart.hulp import rate_limit
from kaart.hulp.geen_tekst import zonder_nul
from kaart.hulp.openbaar import openbaar
from kaart.hulp.resubmit import Aanleiding, komt_van_hier, verstuur_opnieuw
from organisaties.begrippen import begrippen_voor
from organisaties.zoeken import open_voor


@openbaar
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Show one search box, the areas, and the needs as large targets."""
    begrippen = begrippen_voor(request.user)
    groepen = begrippen["open_voor"]
    return render(
        request,
        "kaart/start.html",
        {
            "behoeften": begrippen.brede_behoeften,
            "stadsdelen": list(begrippen["stadsdeel"].values()),
            "groepen": [groepen[slug].naam.lower() for slug in open_voor.lees(request, groepen)],
        },
    )


@openbaar
@require_GET
def gezondheid(request: HttpRequest) -> JsonResponse:
    """Say whether the database answers: 200 or 503, for a load balancer or a watchdog."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is the same
        return JsonResponse({"database": "antwoordt niet"}, status=503)
    return JsonResponse({"database": "goed"})


def te_vaak(request: HttpRequest) -> HttpResponse:
    """Say that it was too often: allauth does not tell how long, and none of its limits lasts longer than this."""
    return rate_limit.te_vaak(request, 60)


def mag_niet(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Let who is not signed in do so and come back; tell who is what they can do instead.

    What was typed without being signed in comes back to be sent again. A piece of a page (htmx) cannot hold the
    sign-in page, so the whole page goes there and comes back.
    """
    if request.user.is_authenticated:
        return render(request, "403.html", {"voorstel": getattr(exception, "voorstel", "")}, status=403)
    if getattr(request, "htmx", False):
        hier = request.htmx.current_url_abs_path or reverse("start")  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(inlogadres(hier))
    if request.method in ("GET", "HEAD"):
        return redirect(inlogadres(request.get_full_path()))
    return verstuur_opnieuw(request, zonder_nul(request.POST), Aanleiding.UITGELOGD)


def inlogadres(terug: str) -> str:
    """Return where to sign in, to come back to this path of ours."""
    return f"{reverse('inloggen')}?{urlencode({REDIRECT_FIELD_NAME: terug}, safe='/', quote_via=quote)}"


def formulier_verlopen(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain in plain words that a form stood open too long; what was typed can be sent again."""
    if request.POST and komt_van_hier(request) and not request.path.startswith(reverse("inloggen")):
        reden = Aanleiding.VERLOPEN if request.user.is_authenticated else Aanleiding.UITGELOGD
        return verstuur_opnieuw(request, zonder_nul(request.POST), reden)
    return render(request, "kaart/formulier_verlopen.html", status=403)
