"""The mail itself: plain text, who asks (a role), why, the link, how to leave the kaart, whom to write to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from organisaties.bijhouden.mailvraag.link import adres_van
from organisaties.ingangen.mailvragen import VANZELF
from organisaties.models import Mailvraag, Organisatie


def antwoordadres(organisatie: Organisatie) -> str:
    """Return whom an organisation writes to: the role that keeps its one stadsdeel, who runs the site, the sender."""
    stad = settings.STADSGEGEVENS
    stadsdelen = [] if organisatie.hele_stad else list(organisatie.werkgebied.values_list("slug", flat=True)[:2])
    eigen = stad.werkadressen.get(stadsdelen[0], "") if len(stadsdelen) == 1 else ""
    return str(eigen or stad.afzender.email or settings.DEFAULT_FROM_EMAIL)


def maak_bericht(vraag: Mailvraag, verbinding: Any = None) -> EmailMessage:
    """Return the mail of this question; it names no person and holds nothing that tells whether it was opened."""
    naar = antwoordadres(vraag.organisatie)
    # A name out of a file may hold an end of line, which a header cannot.
    naam = " ".join(vraag.organisatie.naam.split())
    inhoud = {
        "naam": naam,
        "adres": adres_van(vraag),
        "tot": vraag.tot,
        "rol": "" if vraag.rol == VANZELF else vraag.rol,
        "namens": settings.STADSGEGEVENS.afzender.naam,
        "antwoordadres": naar,
        "site_naam": settings.SITE_NAAM,
        "stad": settings.STAD,
    }
    return EmailMessage(
        f"{settings.SITE_NAAM}: klopt dit nog over {naam}?",
        render_to_string("organisaties/bijhouden/mailvraag/vraag.txt", inhoud),
        to=[vraag.adres],
        reply_to=[naar],
        connection=verbinding,
        headers={"Auto-Submitted": "auto-generated"},
    )
