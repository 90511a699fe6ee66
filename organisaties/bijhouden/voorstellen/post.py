"""The mail to whoever proposed something, where they asked for it: that there was decided, and about which fields.

Mail is read by many machines. So it has no value and no reason, and what is not for everybody is not named: an entry
that a visitor may not know of, or for which group something is open.
"""

from __future__ import annotations

import logging
import smtplib
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from kaart.hulp.tekst import opsomming
from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import TOEGANG
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.bijhouden.voorstellen.per_veld import model_van
from organisaties.bijhouden.wijzigen.formulier import Onderwerp
from organisaties.models import Medewerker, Voorstel
from organisaties.zichtbaarheid import BEZOEKER

logger = logging.getLogger(__name__)
VOOR_WIE = "Voor wie"
NIET_VOOR_IEDEREEN = "iets dat alleen collega’s zien"


def meld_besluit(voorstel: Voorstel) -> None:
    """Let the proposer know, once what was decided is kept; nothing of it can undo the decision."""
    if voorstel.door_id is not None and voorstel.door_id != voorstel.besloten_door_id:
        transaction.on_commit(partial(_verstuur, voorstel.pk), robust=True)


def _verstuur(pk: int) -> None:
    bericht = maak_bericht(Voorstel.objects.voor_lijst().get(pk=pk))
    if bericht is None:
        return
    try:
        bericht.send()
    except (smtplib.SMTPException, OSError):
        # The page says it too: nobody is mailed twice for this.
        logger.warning("A mail about a proposal did not leave.")


def maak_bericht(voorstel: Voorstel) -> EmailMessage | None:
    """Return the mail about what was decided; None when they did not ask, or may not know of the entry (any more)."""
    if voorstel.door_id is None:
        return None
    wie = Medewerker.objects.filter(pk=voorstel.door_id, is_active=True, mail_over_voorstellen=True).first()
    if wie is None or not wie.email or not rechten.mag_voorstellen(wie):
        return None
    if not Voorstel.objects.zichtbaar_voor(wie).filter(pk=voorstel.pk).exists():
        return None
    zichtbaar = type(voorstel.doel)._default_manager.zichtbaar_voor(BEZOEKER)
    openbaar = zichtbaar.filter(pk=voorstel.doel.pk).exists()
    namen = _veldnamen(voorstel, wie)
    inhoud = {
        # A name out of a file may hold an end of line.
        "naam": " ".join(voorstel.doel.naam.split()) if openbaar else NIET_VOOR_IEDEREEN,
        "besluit": voorstel.get_besluit_display(),
        "melding": voorstel.soort == Voorstel.Soort.MELDING,
        "over": opsomming([naam for naam, over in namen.items() if over]),
        "niet": opsomming([naam for naam, over in namen.items() if not over]),
        "adres": settings.SITE_ADRES + reverse("voorstellen:mijn"),
        "uitzetten": settings.SITE_ADRES + reverse("accounts:account"),
        "site_naam": settings.SITE_NAAM,
    }
    return EmailMessage(
        f"{settings.SITE_NAAM}: een voorstel van jou is bekeken",
        render_to_string("organisaties/bijhouden/voorstellen/bekeken.txt", inhoud),
        to=[wie.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _veldnamen(voorstel: Voorstel, wie: Medewerker) -> dict[str, bool]:
    """Return what the fields are called that this person may see, and whether all of that name were taken over."""
    model = model_van(voorstel)
    staat = Onderwerp(model, wie).toonbaar({veld: deel.get("naar") for veld, deel in voorstel.wijzigingen.items()})
    namen: dict[str, bool] = {}
    for veld in staat:
        naam = VOOR_WIE if veld.startswith(TOEGANG) else OPSCHRIFTEN[model.__name__][veld]
        namen[naam] = namen.get(naam, True) and veld in voorstel.overgenomen
    return namen
