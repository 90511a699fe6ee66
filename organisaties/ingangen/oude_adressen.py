"""The address of what became one with another: every page of it leads on, for whoever may know of the other one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from organisaties.models import Behoefte, Locatie, Organisatie, OudBegrip

# What stands in the place of the key in an address; `ding` says it where both kinds share a page.
_KENMERK_VAN = re.compile(r"(organisaties|locaties|samenwerking)/<slug:kenmerk>/")

MODELLEN: dict[str, type[Organisatie | Locatie]] = {
    "organisaties": Organisatie,
    "samenwerking": Organisatie,
    "locaties": Locatie,
}

OPNIEUW = frozenset({
    "wijzigen:bewerken", "wijzigen:publiceren", "wijzigen:voorbeeld", "wijzigen:voorbeeld_bezoeker", "wijzigen:verder",
    "wijzigen:adres", "wijzigen:aanbod_nieuw", "wijzigen:locatie_nieuw", "voorstellen:klopt_niet",
    "voorstellen:stel_voor", "voorstellen:stel_aanbod_voor",
})  # fmt: skip
"""What somebody typed is sent on: there they see what is on the kaart beside it, so nothing is lost or laid over it."""

NIETS_GEDAAN = "Dit is intussen samengevoegd met een ander. Kijk of het hier nog nodig is: er is niets veranderd."


class LeidDoor:
    """Lead on from what is not there (any more); asks the database only then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass it on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return where it is now; None for what never was there, and for a reader who may not know of it.

        Also where it went in the middle of writing: its row was there when the page was asked, and then was not.
        """
        if not isinstance(exception, Http404 | ObjectDoesNotExist | IntegrityError) or request.resolver_match is None:
            return None
        match = request.resolver_match
        gegeven: dict[str, Any] = getattr(match, "captured_kwargs", None) or {}
        if "behoefte" in gegeven and request.method in ("GET", "HEAD"):
            return _naar_andere_behoefte(request, match.view_name, gegeven)
        gevonden = _KENMERK_VAN.search(match.route)
        soort = gegeven.get("ding") or (gevonden.group(1) if gevonden else "")
        if soort not in MODELLEN or "kenmerk" not in gegeven:
            return None
        nu = huidige(MODELLEN[soort], str(gegeven["kenmerk"]), request)
        if nu is None:
            return None
        if request.method in ("GET", "HEAD"):
            return _naar(request, reverse(match.view_name, kwargs={**gegeven, "kenmerk": nu.kenmerk}), 301)
        if match.view_name in OPNIEUW:
            return _naar(request, reverse(match.view_name, kwargs={**gegeven, "kenmerk": nu.kenmerk}), 308)
        messages.info(request, NIETS_GEDAAN)
        return _naar(request, nu.get_absolute_url(), 303)


def _naar_andere_behoefte(request: HttpRequest, naam: str, gegeven: dict[str, Any]) -> HttpResponse | None:
    """Return the same page of the need that this one became one with; None where it never was there."""
    nu = OudBegrip.objects.van(Behoefte).get(str(gegeven["behoefte"]))
    return _naar(request, reverse(naam, kwargs={**gegeven, "behoefte": nu}), 301) if nu else None


def huidige(model: type[Organisatie | Locatie], kenmerk: str, request: HttpRequest) -> Organisatie | Locatie | None:
    """Return the entry that the one with this key became one with, if this reader may know of it; one query."""
    rijen: Any = model.objects.zichtbaar_voor(request.user)
    gevonden: Organisatie | Locatie | None = rijen.filter(oude_kenmerken__kenmerk=kenmerk).first()
    return gevonden


def _naar(request: HttpRequest, adres: str, status: int) -> HttpResponse:
    """Redirect. Browsers must ask again each time: for a week it can be undone, and then the old address is its own."""
    vraag = request.META.get("QUERY_STRING", "")
    antwoord = HttpResponseRedirect(f"{adres}?{vraag}" if vraag and status != 303 else adres)
    antwoord.status_code = status
    return antwoord
