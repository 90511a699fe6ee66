"""One round: what somebody does to one entry or several, whole or not at all, with what is needed to undo it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from doorverwijzing.models import Signaal
from doorverwijzing.signalen.acties import handel_signalen_af
from kaart.hulp.persoonsgegevens.formulierveld import geen_persoonsgegevens
from kaart.werk.models import Ronde, Uitstel
from organisaties import rechten
from organisaties.bijhouden.controleren import acties as controles
from organisaties.bijhouden.controleren.acties import TeLaat, Uitkomst
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import PAUZE, leeg, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.ingangen.controles import Gezien
from organisaties.models import Aanbod, Controlebeurt, Medewerker, Versie
from organisaties.models.ingang import Ingang, soort_van, vergrendel

GEPAUZEERD = "Op pauze gezet vanaf de werklijst"
WEER_OPEN = "Pauze vanaf de werklijst ongedaan gemaakt"
PAUZEDAGEN = ("pauze_vanaf", "pauze_tot")
EVEN_DICHT, OPEN_GEZET = "Even dicht, zei de organisatie zelf", "Weer open, zei de organisatie zelf"


@dataclass(slots=True)
class Nagekeken:
    """What became of one round of checks: None when nothing was noted, and for each entry what was."""

    ronde: Ronde | None
    uitkomsten: dict[Ingang, Uitkomst] = field(default_factory=dict)


@dataclass(slots=True)
class Teruggedraaid:
    """How many entries are as they were, and how many were left because somebody changed them since."""

    terug: int = 0
    gelaten: int = 0


@transaction.atomic
def kijk_na(*, gebruiker: Medewerker, gezien: Mapping[Ingang, Gezien], wijze: str, signalen_tot: int = 0) -> Nagekeken:
    """Record for each of these entries that the blocks somebody saw still hold.

    `signalen_tot`: deal with what colleagues reported about these offers, up to this key; 0 for none. Only where a
    check was noted. Raises PermissionDenied when any of them is not theirs; nothing is written then.
    """
    uitkomsten = {
        ingang: controles.klopt_nog(gebruiker=gebruiker, ingang=ingang, wijze=wijze, gezien=blokken)
        for ingang, blokken in sorted(gezien.items(), key=lambda paar: _volgorde(paar[0]))
    }
    genoteerd = {ingang: uitkomst for ingang, uitkomst in uitkomsten.items() if uitkomst.beurt}
    if not genoteerd:
        return Nagekeken(None, uitkomsten)
    wat: dict[str, list[int]] = {"beurten": [u.beurt.pk for u in genoteerd.values() if u.beurt]}
    if signalen_tot:
        over = [ingang.pk for ingang in genoteerd if isinstance(ingang, Aanbod)]
        signalen = Signaal.objects.actueel().te_doen().filter(aanbod__in=over, pk__lte=signalen_tot)
        wat["signalen"] = list(signalen.order_by("pk").values_list("pk", flat=True))
        handel_signalen_af(gebruiker=gebruiker, signalen=Signaal.objects.filter(pk__in=wat["signalen"]))
    return Nagekeken(_bewaar(gebruiker, wat), uitkomsten)


@transaction.atomic
def stel_uit(
    *, gebruiker: Medewerker, ingangen: Sequence[Ingang], waarom: str, tot: datetime.date, notitie: str = ""
) -> Ronde:
    """Take entries off the work list until the day `tot`, for everybody who keeps them.

    Raises PermissionDenied when any of them is not theirs, ValidationError when the note holds personal data.
    """
    geen_persoonsgegevens(notitie)
    _eis_bijhouden(gebruiker, ingangen)
    rol = rechten.rol_in_woorden(gebruiker)
    rijen = [
        Uitstel.objects.create(
            **{soort_van(ingang): ingang}, waarom=waarom, tot=tot, notitie=notitie.strip(), door=gebruiker, rol=rol
        )
        for ingang in ingangen
    ]
    return _bewaar(gebruiker, {"uitstel": [rij.pk for rij in rijen]})


@transaction.atomic
def pauzeer(
    *,
    gebruiker: Medewerker,
    aanbod: Sequence[Aanbod],
    vanaf: datetime.date | None,
    tot: datetime.date | None,
    waarom: str = GEPAUZEERD,
) -> Ronde | None:
    """Pause offers from a day up to and including another, None for no end; without a first day they open again.

    Returns None when all were so already. A half-written change of somebody stays. Raises PermissionDenied when any of
    them is neither kept nor owned by this person.
    """
    eigen = set(rechten.eigen_organisaties(gebruiker).values_list("pk", flat=True))
    _eis_bijhouden(gebruiker, [een for een in aanbod if een.organisatie_id not in eigen], ook_zonder=bool(eigen))
    versies = []
    for een in sorted(aanbod, key=lambda een: een.pk):
        huidig = vergrendel(een)
        nu = lees(huidig)
        straks = nu | {
            veld: dag.isoformat() if dag else None for veld, dag in zip(PAUZEDAGEN, (vanaf, tot), strict=True)
        }
        if vanaf is None:
            straks |= {veld: leeg(Aanbod)[veld] for veld in PAUZE}
        if velden := anders(nu, straks):
            versies.append(_schrijf(huidig, nu, straks, velden, gebruiker, Versie.Soort.WIJZIGING, waarom))
    return _bewaar(gebruiker, {"pauzes": [versie.pk for versie in versies]}) if versies else None


@transaction.atomic
def maak_ongedaan(*, gebruiker: Medewerker, ronde: Ronde) -> Teruggedraaid:
    """Take a round back: each entry is as it was, unless somebody changed or checked the same since.

    Raises PermissionDenied for a round of somebody else, TeLaat after a day, DoesNotExist when it was undone already.
    """
    ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
    if ronde.door_id != gebruiker.pk:
        raise PermissionDenied
    if not Ronde.objects.te_herstellen().filter(pk=ronde.pk).exists():
        raise TeLaat
    uitkomst = Teruggedraaid()
    beurten = Controlebeurt.objects.te_herstellen().van(gebruiker).filter(pk__in=ronde.wat.get("beurten", []))
    # In the order in which a round takes hold of them, so that two at once never wait for each other.
    for beurt in sorted(beurten, key=lambda beurt: _volgorde(beurt.doel)):
        controles.maak_ongedaan(gebruiker=gebruiker, beurt=beurt)
        uitkomst.terug += 1
    # An owner deals with no signals, and may take back what it did.
    if signalen := ronde.wat.get("signalen", []):
        handel_signalen_af(gebruiker=gebruiker, signalen=Signaal.objects.filter(pk__in=signalen), afgehandeld=False)
    for rij in Uitstel.objects.filter(pk__in=ronde.wat.get("uitstel", [])):
        rij.delete()
        uitkomst.terug += 1
    for versie in Versie.objects.filter(pk__in=ronde.wat.get("pauzes", [])).order_by("aanbod_id"):
        if _pauze_terug(versie, gebruiker):
            uitkomst.terug += 1
        else:
            uitkomst.gelaten += 1
    ronde.delete()
    return uitkomst


def _pauze_terug(versie: Versie, gebruiker: Medewerker) -> bool:
    """Bring back the pause of before this version; False when it is another one now, or no longer theirs to keep."""
    huidig = vergrendel(versie.doel)
    if not rechten.mag_bewerken(gebruiker, huidig):
        return False
    nu = lees(huidig)
    vorige = Versie.objects.bij(huidig).filter(pk__lt=versie.pk).first()
    if vorige is None or any(nu[veld] != versie.staat.get(veld) for veld in PAUZE):
        return False
    straks = nu | {veld: vorige.staat.get(veld, nu[veld]) for veld in PAUZE}
    _schrijf(huidig, nu, straks, anders(nu, straks), gebruiker, Versie.Soort.TERUG, WEER_OPEN)
    return True


def _volgorde(ingang: Ingang) -> tuple[str, int]:
    return soort_van(ingang), ingang.pk


def _schrijf(
    ingang: Ingang, nu: Any, straks: Any, velden: list[str], gebruiker: Medewerker, soort: str, waarom: str
) -> Versie:
    zet(ingang, straks, velden)
    return leg_vast(ingang=ingang, voor=nu, gebruiker=gebruiker, soort=soort, waarom=waarom)


def _eis_bijhouden(gebruiker: Medewerker, ingangen: Sequence[Ingang], *, ook_zonder: bool = False) -> None:
    """Raise PermissionDenied unless this person keeps all of them; one query for each kind.

    `ook_zonder`: nothing to keep is fine too, for an owner who has all of it.
    """
    if ook_zonder and not ingangen:
        return
    voorwaarden = {
        "aanbod": rechten.bij_te_houden_aanbod,
        "organisatie": rechten.bij_te_houden_organisaties,
        "locatie": rechten.bij_te_houden_locaties,
    }
    rechten.eis(rechten.mag_werklijst(gebruiker))
    per_soort: dict[str, list[Ingang]] = {}
    for ingang in ingangen:
        per_soort.setdefault(soort_van(ingang), []).append(ingang)
    for soort, lijst in per_soort.items():
        sleutels = {ingang.pk for ingang in lijst}
        eigen = type(lijst[0])._default_manager.filter(voorwaarden[soort](gebruiker), pk__in=sleutels)
        rechten.eis(eigen.count() == len(sleutels))


def _bewaar(gebruiker: Medewerker, wat: dict[str, list[int]]) -> Ronde:
    Ronde.objects.verlopen().delete()
    return Ronde.objects.create(door=gebruiker, wat=wat)
