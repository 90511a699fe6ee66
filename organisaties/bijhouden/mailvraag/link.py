"""The link in the mail: signed, so that nobody makes one; it counts for one question and as long as that does."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models import Mailvraag, Organisatie
from organisaties.zichtbaarheid import BEZOEKER

ZOUT = "organisaties.mailvraag"


def code_voor(vraag: Mailvraag) -> str:
    """Return the signed code of one question."""
    return signing.Signer(salt=ZOUT).sign(str(vraag.pk))


def adres_van(vraag: Mailvraag) -> str:
    """Return the whole address that stands in the mail."""
    return settings.SITE_ADRES + reverse("mailvraag:antwoord", args=[code_voor(vraag)])


def lees_code(code: str) -> Mailvraag | None:
    """Return the question of this link.

    None when forged, past its term or withdrawn, when the organisation has another address now, or when a visitor may
    no longer know of it: whoever holds the link hears the same each time.
    """
    try:
        sleutel = signing.Signer(salt=ZOUT).unsign(code)
    except signing.BadSignature:
        return None
    openbaar = Organisatie.objects.filter(zichtbaarheid.organisaties(BEZOEKER)).order_by().values("pk")
    vragen = Mailvraag.objects.te_beantwoorden(timezone.localdate()).filter(organisatie__in=openbaar)
    return vragen.select_related("organisatie").filter(pk=int(sleutel)).first()
