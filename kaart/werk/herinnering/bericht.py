"""What a reminder says: to a keeper how much waits and what is most urgent; to an owner the names of its own offers."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kaart.werk.herinnering.te_noemen import dringendste, via_inloggen
from organisaties import rechten, zichtbaarheid
from organisaties.bijhouden.controleren import toe_aan_controle
from organisaties.bijhouden.controleren.acties import laatste_controle
from organisaties.bijhouden.mailvraag.views_antwoord import Gevraagd
from organisaties.models import Aanbod, Controle, Controlebeurt, Medewerker
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import BEZOEKER

ZOUT = "doorverwijzing.herinnering"
ZOUT_VRAAG = "doorverwijzing.herinnering.vraag"
ZOUT_ALLES = "werk.herinnering.alles"
DAGEN_GELDIG = 28
HOOGSTENS_VRAGEN = 20


def code_voor(medewerker: Medewerker) -> str:
    """Return the signed code with which this person, and nobody else, stops reminders."""
    return signing.Signer(salt=ZOUT).sign(str(medewerker.pk))


def medewerker_van(code: str) -> Medewerker | None:
    """Return whose code this is; None for a forged code, or an account that is closed."""
    try:
        sleutel = signing.Signer(salt=ZOUT).unsign(code)
    except signing.BadSignature:
        return None
    return Medewerker.objects.filter(pk=int(sleutel), is_active=True).first()


def maak_bericht(medewerker: Medewerker, op: datetime.date, verbinding: Any = None) -> EmailMultiAlternatives | None:
    """Return the mail for this person on this day; None when nothing waits."""
    aantal, groepen = dringendste(medewerker, op)
    if not aantal:
        return None
    inhoud = {
        "aantal": aantal,
        "groepen": groepen,
        "genoemd": sum(len(groep.punten) for groep in groepen),
        "hoe_vaak": Medewerker.Herinneren(medewerker.herinneren).label,
        "werk": via_inloggen(reverse("werk:lijst")),
        "account": via_inloggen(f"{reverse('accounts:account')}#herinneringen"),
    }
    onderwerp = f"{settings.SITE_NAAM}: {aantal} {'punt' if aantal == 1 else 'punten'} op je werklijst"
    return _bericht(medewerker, verbinding, "bericht", onderwerp, inhoud)


def maak_vraag_aan_eigenaar(
    medewerker: Medewerker, op: datetime.date, verbinding: Any = None
) -> EmailMultiAlternatives | None:
    """Return the mail that asks an owner whether each stale offer of its own still holds; None when all is fresh."""
    oud = Aanbod.objects.lopend().filter(
        toe_aan_controle.verouderd_aanbod(op) | toe_aan_controle.NOOIT,
        organisatie__in=medewerker.organisaties.all(),
        status=Status.GEPUBLICEERD,
    )
    namen = list(oud.order_by("naam", "pk").values_list("naam", flat=True)[:HOOGSTENS_VRAGEN])
    if not namen:
        return None
    adres = settings.SITE_ADRES + reverse("herinnering:alles", args=[code_voor_alles(medewerker, op, DAGEN_GELDIG)])
    inhoud = {"namen": namen, "adres": adres}
    return _bericht(medewerker, verbinding, "vraag", f"{settings.SITE_NAAM}: klopt dit nog?", inhoud)


def code_voor_alles(medewerker: Medewerker, op: datetime.date, dagen: int) -> str:
    """Return the signed code with which this owner answers about all of its own, from a day on, for so many days."""
    tot = op + datetime.timedelta(days=dagen)
    return signing.dumps([medewerker.pk, op.isoformat(), tot.isoformat()], salt=ZOUT_ALLES)


def lees_code_voor_alles(code: str) -> Gevraagd | None:
    """Return who is asked about what; None when forged, expired, or when nothing of theirs is public (any more)."""
    try:
        wie, sinds, tot = signing.loads(code, salt=ZOUT_ALLES)
    except signing.BadSignature:
        return None
    eigenaar = Medewerker.objects.filter(pk=wie, is_active=True).first()
    if eigenaar is None or datetime.date.fromisoformat(tot) < timezone.localdate():
        return None
    eigen = rechten.eigen_organisaties(eigenaar).filter(zichtbaarheid.organisaties(BEZOEKER)).order_by("naam", "pk")
    gevraagd = Gevraagd(list(eigen), datetime.date.fromisoformat(sinds), datetime.date.fromisoformat(tot), eigenaar)
    return gevraagd if gevraagd.organisaties else None


def vraagcode(medewerker: Medewerker, aanbod: Aanbod) -> str:
    """Return the signed code with which this owner confirms each block of this offer once, for DAGEN_GELDIG days."""
    return signing.dumps([medewerker.pk, aanbod.pk, laatste_controle(aanbod)], salt=ZOUT_VRAAG)


def lees_vraagcode(code: str) -> tuple[Medewerker, Aanbod, int] | None:
    """Return who may confirm which offer, after which check; None when forged, expired, or either is gone."""
    try:
        wie, wat, na = signing.loads(code, salt=ZOUT_VRAAG, max_age=datetime.timedelta(days=DAGEN_GELDIG))
    except signing.BadSignature:
        return None
    medewerker = Medewerker.objects.filter(pk=wie, is_active=True).first()
    aanbod = Aanbod.objects.lopend().filter(pk=wat, status=Status.GEPUBLICEERD).select_related("organisatie").first()
    return (medewerker, aanbod, na) if medewerker and aanbod else None


def vraag_beurten(eigenaar: Medewerker, aanbod: Aanbod, na: int) -> QuerySet[Controlebeurt]:
    """Return what this owner confirmed by mail after the check `na` and can still undo; latest first."""
    gedateerd = Controle.objects.filter(aanbod=aanbod, beurt__isnull=False)
    gemaild = gedateerd.filter(pk__gt=na, wijze=Controle.Wijze.GEMAILD)
    # An answer about some groups only dates no block.
    return Controlebeurt.objects.te_herstellen().filter(
        Q(pk__in=gemaild.values("beurt")) | ~Q(pk__in=gedateerd.values("beurt")), door=eigenaar, aanbod=aanbod
    )


def _bericht(
    medewerker: Medewerker, verbinding: Any, sjabloon: str, onderwerp: str, inhoud: dict[str, Any]
) -> EmailMultiAlternatives:
    afmelden = settings.SITE_ADRES + reverse("herinnering:afmelden", args=[code_voor(medewerker)])
    gegevens = {**inhoud, "afmelden": afmelden, "site_naam": settings.SITE_NAAM}
    bericht = EmailMultiAlternatives(
        onderwerp,
        render_to_string(f"werk/herinnering/{sjabloon}.txt", gegevens),
        to=[medewerker.email],
        connection=verbinding,
        headers={
            "List-Unsubscribe": f"<{afmelden}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    bericht.attach_alternative(render_to_string(f"werk/herinnering/{sjabloon}.html", gegevens), "text/html")
    return bericht
