"""What changes in how to get someone there: every write is one atomic function with names for what it is given."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from doorverwijzing.models import Route, Signaal, Signaalstempel
from kaart.hulp.persoonsgegevens.formulierveld import geen_persoonsgegevens
from organisaties import rechten
from organisaties.models import (
    Aanbod,
    Behoefte,
    Locatie,
    Medewerker,
    Nazien,
    Nieuwkomerscategorie,
    Organisatie,
    Stadsdeel,
)

ZOUT = "doorverwijzing.signaal"


@transaction.atomic
def meld_signaal(
    *,
    gebruiker: Medewerker,
    soort: str = Signaal.Soort.NIET_GEVONDEN,
    aanbod: Aanbod | None = None,
    behoefte: str = "",
    stadsdeel: str = "",
    categorie: str = "",
    toelichting: str = "",
) -> Signaal | None:
    """Report how it went at an offer, or (with the slug of a need) that there is nothing for it in an area.

    `stadsdeel` '' is the whole city. A sensitive `categorie` is not kept. The same report by the same person on the
    same day counts once: a second one without a new text returns None and changes nothing. Nothing about the sender is
    kept with the signal. Raises PermissionDenied for non-professionals, ValidationError where the text holds
    personal data, and DoesNotExist for an unknown slug.
    """
    if not rechten.mag_melden(gebruiker):
        raise PermissionDenied
    toelichting = toelichting.strip()
    geen_persoonsgegevens(toelichting)
    vandaag = timezone.localdate()
    over = _over(aanbod, behoefte, stadsdeel, categorie)
    waarover = f"{soort}:{aanbod.pk if aanbod else ''}:{behoefte}:{stadsdeel}"
    Signaalstempel.objects.filter(op__lt=vandaag).delete()
    telt = _stempel(gebruiker, waarover)
    nieuwe_tekst = bool(toelichting) and _stempel(gebruiker, f"{waarover}:tekst")
    if not telt and not nieuwe_tekst:
        return None
    return Signaal.objects.create(soort=soort, toelichting=toelichting, telt=telt, op=vandaag, **over)


def _over(aanbod: Aanbod | None, behoefte: str, stadsdeel: str, categorie: str) -> dict[str, Any]:
    """Return the fields that say what a signal is about; the words of the question are never among them."""
    if aanbod is not None:
        return {"aanbod": aanbod}
    return {
        "behoefte": Behoefte.objects.get(slug=behoefte),
        "stadsdeel": Stadsdeel.objects.get(slug=stadsdeel) if stadsdeel else None,
        # One colleague, one area, one day: with a sensitive group beside it that points at somebody.
        "categorie": Nieuwkomerscategorie.objects.filter(slug=categorie, gevoelig=False).first(),
    }


def _stempel(gebruiker: Medewerker, waarover: str) -> bool:
    """Put down that this person reported this today; return whether that is new, also for two taps at once."""
    vandaag = timezone.localdate()
    teken = salted_hmac(ZOUT, f"{vandaag}:{gebruiker.pk}:{waarover}", algorithm="sha256").hexdigest()
    return Signaalstempel.objects.get_or_create(teken=teken, defaults={"op": vandaag})[1]


@transaction.atomic
def handel_signalen_af(*, gebruiker: Medewerker, signalen: Any, afgehandeld: bool = True) -> int:
    """Mark signals (a queryset) as dealt with by this person's role, or as open again; return how many changed.

    Only those on this person's own work list. Raises PermissionDenied for anyone who has none.
    """
    if not rechten.mag_werklijst(gebruiker):
        raise PermissionDenied
    eigen = Signaal.objects.voor_werklijst(gebruiker).filter(
        pk__in=signalen.order_by().values("pk"), afgehandeld_op__isnull=afgehandeld
    )
    if afgehandeld:
        return eigen.update(afgehandeld_op=timezone.localdate(), afgehandeld_rol=rechten.rol_in_woorden(gebruiker))
    return eigen.update(afgehandeld_op=None, afgehandeld_rol="")


@transaction.atomic
def zie_na(*, gebruiker: Medewerker, onderwerp: Aanbod | Organisatie | Locatie | Route) -> None:
    """Record that the texts of an entry or a route no longer name an organisation that left, or may stay.

    Raises PermissionDenied for anyone who does not keep it.
    """
    if isinstance(onderwerp, Route):
        mag = Route.objects.te_bewerken_door(gebruiker).filter(pk=onderwerp.pk).exists()
    else:
        mag = rechten.mag_bijhouden(gebruiker, onderwerp)
    if not mag:
        raise PermissionDenied
    Nazien.objects.filter(ding=type(onderwerp).__name__.lower(), sleutel=onderwerp.pk).delete()
