"""Proposals: from a colleague or a visitor, decided by whoever keeps the entry, or by its owner."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import Staat, leeg, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.bijhouden.voorstellen.post import meld_besluit
from organisaties.bijhouden.wijzigen.acties import bewaar, zet_neer
from organisaties.models import Aanbod, Medewerker, Organisatie, Versie, Voorstel
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.models.onderhoud import BEZOEKER
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

ZONDER_REDEN = "Nagekeken."
STAAT_ER_NOG = (
    "De organisatie schreef dat zij stopt of van de kaart wil, en staat er nog. Haal haar eerst van de kaart. "
    "Blijft zij staan? Schrijf dan waarom, en kies ‘Klopt niet, laat staan’."
)
HOOGSTENS_OPEN = 20
"""So many open reports of visitors at one entry say enough: more are not kept."""


class AlBesloten(Exception):  # noqa: N818 - no mistake of anybody
    """Somebody else decided meanwhile; nothing was done a second time."""


class NuAnders(Exception):  # noqa: N818 - no mistake of anybody
    """What the proposal is about changed while somebody was deciding."""


@transaction.atomic
def stel_voor(*, gebruiker: Medewerker, ingang: Ingang, basis: Staat, staat: Staat, toelichting: str = "") -> Voorstel:
    """Propose to bring an entry from `basis`, as this person saw it, to `staat`.

    Raises PermissionDenied for anyone who may only report, ValidationError when nothing differs.
    """
    if not rechten.mag_voorstellen(gebruiker):
        raise PermissionDenied
    velden = anders(basis, staat)
    if not velden:
        raise ValidationError("Je hebt nog niets veranderd. Verander wat niet klopt.", code="niets")
    return Voorstel.objects.create(
        **{soort_van(ingang): ingang},
        wijzigingen={veld: {"van": basis.get(veld), "naar": staat.get(veld)} for veld in velden},
        toelichting=toelichting,
        door=gebruiker,
        rol=rechten.rol_in_woorden(gebruiker),
    )


@transaction.atomic
def stel_aanbod_voor(
    *, gebruiker: Medewerker, organisatie: Organisatie, staat: Staat, toelichting: str = ""
) -> Voorstel:
    """Propose a new offer of an organisation; raises PermissionDenied for anyone who may only report."""
    if not rechten.mag_voorstellen(gebruiker):
        raise PermissionDenied
    begin = leeg(Aanbod)
    return Voorstel.objects.create(
        organisatie=organisatie,
        soort=Voorstel.Soort.NIEUW_AANBOD,
        wijzigingen={veld: {"van": None, "naar": staat[veld]} for veld in anders(begin, staat)},
        toelichting=toelichting,
        door=gebruiker,
        rol=rechten.rol_in_woorden(gebruiker),
    )


@transaction.atomic
def meld(*, gebruiker: Lezer, ingang: Ingang, tekst: str) -> Voorstel | None:
    """Keep a report in words that something is wrong; None where visitors reported enough already."""
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    wie = rechten.als_medewerker(gebruiker) if rechten.mag_voorstellen(gebruiker) else None
    if wie is None and Voorstel.objects.open().filter(rol=BEZOEKER, **bij).count() >= HOOGSTENS_OPEN:
        return None
    return Voorstel.objects.create(
        **bij,
        soort=Voorstel.Soort.MELDING,
        wijzigingen={},
        toelichting=tekst,
        door=wie,
        rol=BEZOEKER if wie is None else rechten.rol_in_woorden(wie),
    )


@transaction.atomic
def besluit(
    *, gebruiker: Medewerker, voorstel: Voorstel, velden: Collection[str], gezien: str, reden: str = ""
) -> tuple[Voorstel, Ingang]:
    """Take over these fields of a proposal, all, some or none; return it, and the entry it changed or made.

    `gezien` is `stempel()` of what this person saw. Raises PermissionDenied for anyone who does not decide here,
    AlBesloten and NuAnders when somebody was first, ValidationError for a refusal without a reason and for values the
    kaart cannot hold.
    Nothing is written then.
    """
    # The row of the proposal first: of two who decide at once the second finds it decided.
    huidig = Voorstel.objects.select_for_update().get(pk=voorstel.pk)
    ingang: Ingang = vergrendel(huidig.doel)
    if not rechten.beslist_over(gebruiker, ingang):
        raise PermissionDenied
    if huidig.besluit != Voorstel.Besluit.OPEN:
        raise AlBesloten
    nu = lees(ingang)
    if stempel(huidig, nu) != gezien:
        raise NuAnders
    alle = list(huidig.wijzigingen)
    over = [veld for veld in alle if veld in velden]
    if "gedaan" in velden and huidig.over in (Voorstel.Over.STOPT, Voorstel.Over.WEG) and _staat_er_nog(ingang):
        raise ValidationError(STAAT_ER_NOG, code="staat-er-nog")
    melding = huidig.soort == Voorstel.Soort.MELDING
    if melding and huidig.rol == BEZOEKER:
        # Nobody reads back why: a visitor leaves no name, and no reason is asked.
        reden = reden.strip() or ZONDER_REDEN
    if not over and not reden.strip() and not (melding and "gedaan" in velden):
        raise ValidationError("Schrijf waarom je dit niet overneemt. Wie het voorstelde leest dat terug.", code="reden")
    if over and huidig.soort == Voorstel.Soort.NIEUW_AANBOD and isinstance(ingang, Organisatie):
        staat = leeg(Aanbod) | {veld: huidig.wijzigingen[veld]["naar"] for veld in over}
        staat["status"] = Status.GEPUBLICEERD.value
        # By whoever decides; where it came from stands in the reason.
        ingang = zet_neer(
            gebruiker=gebruiker,
            model=Aanbod,
            staat=staat,
            organisatie=ingang,
            waarom=_waarom(huidig),
            rol=rechten.rol_in_woorden(gebruiker),
        )
    elif over:
        zet(ingang, nu | {veld: huidig.wijzigingen[veld]["naar"] for veld in over}, over)
        leg_vast(ingang=ingang, voor=nu, gebruiker=gebruiker, soort=Versie.Soort.VOORSTEL, waarom=_waarom(huidig))
    if over or (melding and "gedaan" in velden):
        huidig.besluit = Voorstel.Besluit.AANGENOMEN if len(over) == len(alle) else Voorstel.Besluit.DEELS
    else:
        huidig.besluit = Voorstel.Besluit.AFGEWEZEN
    huidig.overgenomen = over
    huidig.besluit_reden = reden.strip()[:500]
    huidig.besloten_op = timezone.now()
    huidig.besloten_door = gebruiker
    if huidig.door_id == gebruiker.pk:
        # No news to whoever decided it.
        huidig.uitkomst_gelezen_op = huidig.besloten_op
    huidig.save()
    meld_besluit(huidig)
    return huidig, ingang


@transaction.atomic
def handel_meldingen_af(
    *, gebruiker: Medewerker, ingang: Ingang, meldingen: Collection[int], in_orde: bool
) -> list[Voorstel]:
    """Close these reports of visitors (keys) about one entry with one decision; return those that were closed now.

    What somebody else closed meanwhile keeps that decision, and what was reported meanwhile stays open: only what this
    person saw is closed. Raises PermissionDenied for anyone who does not decide here.
    """
    if not rechten.beslist_over(gebruiker, ingang):
        raise PermissionDenied
    # In a fixed order, so that two who take the same ones never wait for each other.
    bij: dict[str, Any] = {soort_van(ingang): ingang, "pk__in": list(meldingen)}
    open_nu = [
        melding
        for melding in Voorstel.objects.van_bezoekers().filter(**bij).select_for_update().order_by("pk")
        if melding.besluit == Voorstel.Besluit.OPEN
    ]
    for melding in open_nu:
        melding.besluit = Voorstel.Besluit.AANGENOMEN if in_orde else Voorstel.Besluit.AFGEWEZEN
        melding.besluit_reden = ZONDER_REDEN
        melding.besloten_op, melding.besloten_door = timezone.now(), gebruiker
        melding.save(update_fields=["besluit", "besluit_reden", "besloten_op", "besloten_door"])
    return open_nu


@transaction.atomic
def verander_en_handel_af(
    *,
    gebruiker: Medewerker,
    melding: Voorstel,
    ook: Sequence[int] = (),
    basis: Staat,
    staat: Staat,
    waarom: str = "",
) -> int:
    """Change what a report is about and close the report, in one go; return how many reports were closed.

    `ook`: the keys of other reports of visitors about the same entry that this change mends. Raises AlBesloten when
    others closed all of them, and what `wijzigen.acties.bewaar` and `besluit` raise; nothing is written then.
    """
    # The reports before the entry, as `besluit` does: so two at once never wait for each other.
    list(Voorstel.objects.filter(pk__in=[melding.pk, *ook]).select_for_update().order_by("pk"))
    ingang = melding.doel
    bewaar(gebruiker=gebruiker, ingang=ingang, basis=basis, staat=staat, waarom=waarom, houd_concept=True)
    if melding.rol != BEZOEKER:
        besluit(gebruiker=gebruiker, voorstel=melding, velden=["gedaan"], gezien=melding.soort)
        return 1
    klaar = handel_meldingen_af(gebruiker=gebruiker, ingang=ingang, meldingen=[melding.pk, *ook], in_orde=True)
    if not klaar:
        raise AlBesloten
    return len(klaar)


@transaction.atomic
def noteer_gelezen(*, gebruiker: Medewerker, voorstellen: Collection[int]) -> None:
    """Note that this person read what became of these proposals (keys) of theirs; of others nothing is noted."""
    Voorstel.objects.nieuws_voor(gebruiker).filter(pk__in=list(voorstellen)).update(uitkomst_gelezen_op=timezone.now())


@transaction.atomic
def trek_in(*, gebruiker: Medewerker, voorstel: Voorstel) -> None:
    """Take back an own proposal that nobody decided about; raises PermissionDenied otherwise."""
    huidig = Voorstel.objects.select_for_update().get(pk=voorstel.pk)
    if huidig.door_id != gebruiker.pk or huidig.besluit != Voorstel.Besluit.OPEN:
        raise PermissionDenied
    huidig.delete()


def stempel(voorstel: Voorstel, nu: Staat) -> str:
    """Return what tells whether the fields of a proposal still are what somebody saw of them."""
    if voorstel.soort != Voorstel.Soort.WIJZIGING:
        return voorstel.soort
    velden = {veld: nu.get(veld) for veld in sorted(voorstel.wijzigingen)}
    return hashlib.sha256(json.dumps(velden, sort_keys=True).encode()).hexdigest()


def _staat_er_nog(ingang: Ingang) -> bool:
    """Whether an entry is still on the kaart for somebody to find."""
    return getattr(ingang, "status", "") == Status.GEPUBLICEERD


def _waarom(voorstel: Voorstel) -> str:
    bij = f": {voorstel.toelichting}" if voorstel.toelichting else ""
    return f"Voorstel van een {voorstel.rol}{bij}"[:300]
