"""Without a network: what a browser may keep for one day, and the worker that does so.

Only what everybody may read is ever kept, also for a colleague: the worker asks for the public version of a page,
without cookies. What is about safety is never kept, and neither are results: they say what was searched.
"""

from __future__ import annotations

import functools
import hashlib

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from doorverwijzing.models import Hulplijn
from kaart.hulp.openbaar import openbaar

SCHIL = (
    "css/tokens.css", "css/wegwijs.css", "js/snel-weg.js", "js/wegwijs.js", "js/verwijslijst.js",
    "js/zonder-netwerk.js", "img/iconen.svg", "img/favicon.svg",
)  # fmt: skip


@openbaar
@require_GET
def werker(request: HttpRequest) -> HttpResponse:
    """Return the worker; where a site wants none, one that throws away what an earlier one kept."""
    schil = [reverse("zonder-netwerk"), *(staticfiles_storage.url(naam) for naam in SCHIL)]
    context = {"aan": settings.OFFLINE, "schil": schil, "uitgave": _uitgave(tuple(schil), _nummers())}
    return render(request, "kaart/over/werker.js", context, content_type="text/javascript; charset=utf-8")


@openbaar
@require_GET
def zonder_netwerk(request: HttpRequest) -> HttpResponse:
    """Show whom to call and, with the worker, what was opened today; the worker gets it without cookies."""
    return render(request, "kaart/over/zonder_netwerk.html", {"nummers": _nummers()})


def _nummers() -> tuple[tuple[str, str], ...]:
    """Return the lines that have a number, as (name, number); not what they are for: this page is on every phone."""
    return tuple(Hulplijn.objects.in_volgorde().exclude(telefoon="").values_list("naam", "telefoon"))


@functools.lru_cache(maxsize=4)
def _uitgave(schil: tuple[str, ...], nummers: tuple[tuple[str, str], ...]) -> str:
    """Return what differs when anything of the shell does: browsers fetch it again then."""
    map_ = settings.BASE_DIR / "templates" / "kaart" / "over"
    bladen = "".join((map_ / naam).read_text(encoding="utf-8") for naam in ("zonder_netwerk.html", "werker.js"))
    return hashlib.blake2b(repr((schil, nummers, bladen)).encode(), digest_size=8).hexdigest()
