"""What every template may ask about the reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from organisaties import rechten, zichtbaarheid
from organisaties.models import Voorstel
from organisaties.zichtbaarheid import Lezer


def kijker(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name, the city, and what kind of reader this is."""
    gebruiker = getattr(request, "user", zichtbaarheid.BEZOEKER)
    return {
        "site_naam": settings.SITE_NAAM,
        "stad": settings.STAD,
        "is_professional": zichtbaarheid.is_professional(gebruiker),
        "houdt_de_stad_bij": rechten.houdt_de_stad_bij(gebruiker),
        "mag_alles_uitvoeren": rechten.mag_alles_uitvoeren(gebruiker),
        "mag_beheer_in": rechten.mag_beheer_in(gebruiker),
        "mag_eigen_organisaties": rechten.mag_eigen_organisaties(gebruiker),
        "mag_accounts": rechten.mag_accounts(gebruiker),
        "mag_uitnodigen": rechten.mag_uitnodigen(gebruiker),
        "stads_inlog": settings.OIDC_NAAM if settings.OIDC_ADRES else "",
        "mag_nieuw": rechten.mag_nieuw(gebruiker),
        "mag_werklijst": rechten.mag_werklijst(gebruiker),
        # Asked only by the few pages where people begin.
        "bekeken_voorstellen": lambda: _bekeken(gebruiker),
    }


def _bekeken(gebruiker: Lezer) -> int:
    """Return how many proposals of this person were decided without their having read it; one query for colleagues."""
    if not rechten.mag_voorstellen(gebruiker):
        return 0
    return Voorstel.objects.zichtbaar_voor(gebruiker).nieuws_voor(gebruiker).count()
