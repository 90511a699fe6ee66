"""Changing entries: at once by whoever decides, else as a proposal to the owner; never over what another wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from organisaties import rechten
from organisaties.bijhouden.eigenaar.naam import WEG
from organisaties.bijhouden.eigenaar.vervallen import vervallen_kenmerken
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import INTERN, PAUZE, TOEGANG, TOEGANG_INTERN, Staat, lees, zet
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.models import Aanbod, Concept, Locatie, Medewerker, Nazien, Organisatie, OudKenmerk, Versie, Voorstel
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.regels.keuzes import Status

LANGSTE_KENMERK = 60


class Intussen(Exception):  # noqa: N818 - no mistake of anybody
    """Somebody else changed the entry after this person opened it; `nu` is its present state."""

    def __init__(self, nu: Staat) -> None:
        """Take the state of now."""
        super().__init__("changed meanwhile")
        self.nu = nu


@dataclass(slots=True)
class Bewaard:
    """What became of a change: the fields that changed at once, and the proposal for the others."""

    ingang: Ingang
    velden: list[str] = field(default_factory=list)
    voorstel: Voorstel | None = None


@transaction.atomic
def bewaar(
    *,
    gebruiker: Medewerker,
    ingang: Ingang,
    basis: Staat,
    staat: Staat,
    waarom: str = "",
    soort: str = Versie.Soort.WIJZIGING,
    houd_concept: bool = False,
) -> Bewaard:
    """Bring an entry from `basis`, as this person saw it, to `staat`.

    Of an entry with an owner who decides, only the notes of colleagues and a pause change at once; the rest becomes a
    proposal. `houd_concept`: what this person was writing about the rest of the entry stays. Raises PermissionDenied
    for anyone who neither keeps nor owns it, Intussen when it is no longer at `basis`, ValidationError for values the
    kaart cannot hold. Nothing is written then.
    """
    huidig = vergrendel(ingang)
    if not rechten.mag_bewerken(gebruiker, huidig):
        raise PermissionDenied
    nu = lees(huidig)
    if anders(nu, basis):
        raise Intussen(nu)
    velden = anders(nu, staat)
    meteen, later = velden, []
    if not rechten.beslist_over(gebruiker, huidig):
        meteen = [veld for veld in velden if veld in PAUZE or _alleen_intern(veld, nu, staat)]
        later = [veld for veld in velden if veld not in meteen]
    if rechten.is_eigenaar(gebruiker, huidig) and INTERN & set(velden):
        raise PermissionDenied
    uitkomst = Bewaard(huidig, meteen)
    if meteen:
        zet(huidig, staat, meteen)
        if "website" in meteen:
            Organisatie.objects.filter(pk=huidig.pk).update(website_kapot_op=None)
        leg_vast(ingang=huidig, voor=_nagezien(huidig, nu, meteen), gebruiker=gebruiker, soort=soort, waarom=waarom)
    if later:
        uitkomst.voorstel = Voorstel.objects.create(
            **{soort_van(huidig): huidig},
            wijzigingen={veld: {"van": nu.get(veld), "naar": staat.get(veld)} for veld in later},
            toelichting=waarom,
            door=gebruiker,
            rol=rechten.rol_in_woorden(gebruiker),
        )
    if not houd_concept:
        Concept.objects.filter(**{soort_van(huidig): huidig}, door=gebruiker).delete()
    return uitkomst


def _nagezien(ingang: Ingang, nu: Staat, velden: list[str]) -> Staat:
    """Take rewritten texts off the list of those that name an organisation that left; return the state for the history.

    The words that named somebody are not kept in the history: that is what they were rewritten for.
    """
    soort, opschriften = soort_van(ingang), OPSCHRIFTEN[type(ingang).__name__]
    rijen = Nazien.objects.filter(
        ding=soort, sleutel=ingang.pk, veld__in=[opschriften.get(veld, veld) for veld in velden]
    )
    gevraagd = set(rijen.values_list("veld", flat=True))
    rijen.delete()
    return nu | {veld: WEG for veld in velden if opschriften.get(veld) in gevraagd and isinstance(nu[veld], str)}


@transaction.atomic
def maak(
    *,
    gebruiker: Medewerker,
    model: type[Ingang],
    staat: Staat,
    organisatie: Organisatie | None = None,
    waarom: str = "",
) -> Ingang:
    """Put something new on the kaart and return it; an offer and a place belong to `organisatie`.

    Raises PermissionDenied for anyone who may not do that there, ValidationError for values the kaart cannot hold.
    """
    if model is not Organisatie and organisatie is None:
        raise ValueError("An offer and a place belong to an organisation.")
    if organisatie is not None and not rechten.beslist_over(gebruiker, organisatie):
        raise PermissionDenied
    if model is Organisatie and not rechten.mag_organisatie_maken(gebruiker):
        raise PermissionDenied
    return zet_neer(gebruiker=gebruiker, model=model, staat=staat, organisatie=organisatie, waarom=waarom)


def _alleen_intern(veld: str, nu: Staat, straks: Staat) -> bool:
    """Whether only what colleagues note for each other changes in this field: of that an owner need not decide."""
    if not veld.startswith(TOEGANG):
        return veld in INTERN
    rijen = [staat.get(veld) for staat in (nu, straks)]
    if not all(rijen):
        return False
    zonder = [{naam: rij[naam] for naam in rij if naam not in TOEGANG_INTERN} for rij in rijen if rij]
    return zonder[0] == zonder[1]


def zet_neer(
    *,
    gebruiker: Medewerker,
    model: type[Ingang],
    staat: Staat,
    organisatie: Organisatie | None,
    waarom: str,
    rol: str = "",
) -> Ingang:
    """Make an entry within the transaction of the caller, who has asked whether that may."""
    nieuw: Ingang = model(kenmerk=nieuw_kenmerk(model, str(staat["naam"])))
    if isinstance(nieuw, Locatie | Aanbod) and organisatie is not None:
        nieuw.organisatie = organisatie
    zet(nieuw, staat, list(staat))
    if not rol and not rechten.mag_bewerken(gebruiker, nieuw):
        # Made for an area that is not theirs.
        raise PermissionDenied
    leg_vast(ingang=nieuw, voor=None, gebruiker=gebruiker, soort=Versie.Soort.NIEUW, waarom=waarom, rol=rol)
    return nieuw


@transaction.atomic
def zet_terug(*, gebruiker: Medewerker, ingang: Ingang, versie: Versie) -> Bewaard:
    """Bring an entry back to a state it had; what came since stays in its history.

    Raises PermissionDenied and ValidationError as `bewaar` does.
    """
    huidig = vergrendel(ingang)
    nu = lees(huidig)
    eerder = dict(versie.staat)
    # A field that did not exist when that state was kept says nothing.
    eerder.update({veld: nu[veld] for veld in nu if veld not in eerder and not veld.startswith("toegang:")})
    if rechten.is_eigenaar(gebruiker, huidig):
        eerder.update({veld: nu[veld] for veld in INTERN if veld in nu})
    waarom = f"Terug naar hoe het was op {versie.op:%d-%m-%Y}"
    return bewaar(gebruiker=gebruiker, ingang=huidig, basis=nu, staat=eerder, waarom=waarom, soort=Versie.Soort.TERUG)


@transaction.atomic
def bewaar_concept(*, gebruiker: Medewerker, ingang: Ingang, basis: Staat, staat: Staat) -> Concept:
    """Keep what somebody is writing about a published entry, for that person only."""
    huidig = vergrendel(ingang)
    if not rechten.mag_bewerken(gebruiker, huidig):
        raise PermissionDenied
    welk: dict[str, Any] = {soort_van(huidig): huidig, "door": gebruiker}
    return Concept.objects.update_or_create(defaults={"basis": basis, "staat": staat}, **welk)[0]


@transaction.atomic
def vergeet_concept(*, gebruiker: Medewerker, ingang: Ingang) -> None:
    """Throw away what this person was writing about an entry, if anything."""
    Concept.objects.filter(door=gebruiker, **{soort_van(ingang): ingang}).delete()


@transaction.atomic
def zet_status(*, gebruiker: Medewerker, ingang: Organisatie | Aanbod, status: str, waarom: str = "") -> Bewaard:
    """Publish, stop or withdraw an entry; raises ValidationError for a status that does not exist."""
    if status not in Status.values:
        raise ValidationError("Deze stand kennen we niet.", code="onbekend")
    huidig = vergrendel(ingang)
    nu = lees(huidig)
    return bewaar(gebruiker=gebruiker, ingang=huidig, basis=nu, staat={**nu, "status": status}, waarom=waarom)


def nieuw_kenmerk(model: type[models.Model], naam: str) -> str:
    """Return a key that no row of this model has, nor one that was removed."""
    begin = slugify(naam)[: LANGSTE_KENMERK - 5].strip("-") or soort_van(model)
    verlegd = OudKenmerk.objects.van(model)
    for nummer in range(1, 10_000):
        kenmerk = begin if nummer == 1 else f"{begin}-{nummer}"
        bezet = model._default_manager.filter(kenmerk=kenmerk).exists() or kenmerk in verlegd
        if not bezet and not vervallen_kenmerken(model, [kenmerk]):
            return kenmerk
    raise ValidationError("Er zijn te veel met deze naam. Kies een andere naam.", code="te-veel")
