"""Checking: a deliberate look at an entry, apart from changing it; and taking such a check back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisaties import rechten
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import TOEGANGVELDEN, Staat, lees, plat
from organisaties.ingangen.controles import (
    HEEL_BLOK,
    Blok,
    Gezien,
    blokken,
    blokken_zonder_inloggen,
    laad,
    openbare_blokken,
    oudste,
)
from organisaties.models import Aanbod, Controle, Controlebeurt, Medewerker, Toegang, Versie
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.models.onderhoud import ORGANISATIE
from organisaties.regels import feiten

GEVRAAGD = "Nagevraagd: klopt nog"
TERUGGENOMEN = "Controle ongedaan gemaakt"
GECONTROLEERD, GROEP = "gecontroleerd_op", "toegang:"
GEHOORD = {"ruimte": "ruimte_op", "wachttijd": "wachttijd_op"}
"""The answers of the block 'plek en wachttijd', and the day on which each was heard."""


class TeLaat(Exception):  # noqa: N818 - no mistake of anybody
    """A check is older than a day: it can no longer be undone."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of 'klopt nog': what was noted, None for nothing, and which blocks changed since they were shown."""

    beurt: Controlebeurt | None = None
    genoteerd: tuple[str, ...] = ()
    nagevraagd: int = 0
    veranderd: tuple[str, ...] = ()

    @property
    def heel_voor_wie(self) -> bool:
        """Whether the groups that were asked about are all there were: then the block says it."""
        return Controle.Onderdeel.TOEGANG.label in self.genoteerd


@transaction.atomic
def klopt_nog(*, gebruiker: Medewerker, ingang: Ingang, wijze: str, gezien: Gezien) -> Uitkomst:
    """Record that this person (by role) found that the blocks in `gezien` still hold, and how they looked.

    A block that says something else now than what they saw is not dated, nor one that says nothing. What was
    inferred stays so but for the groups they asked about. Only dates and sources move: `gewijzigd_op` stays, because a
    check is no edit. The date of the whole is that of the block that waits longest. Raises PermissionDenied for anyone
    who neither keeps nor owns this entry.
    """
    if not rechten.mag_bewerken(gebruiker, ingang):
        raise PermissionDenied
    huidig = vergrendel(ingang)
    return _noteer(gebruiker, huidig, wijze, gezien, blokken(laad(huidig, gebruiker)))


@transaction.atomic
def klopt_volgens_eigenaar(*, eigenaar: Medewerker, aanbod: Aanbod, na: int, gezien: Gezien) -> Uitkomst:
    """Record what the owner of this offer says still holds, with a link out of a mail.

    `na` is the key of the last check at the time of the mail (0 for none): a block that was checked since is not dated
    again. What a visitor may not see was not on that page, so it is not dated either. Raises PermissionDenied for
    anyone who does not own the organisation (any more).
    """
    # Two taps at once wait for each other here.
    huidig = vergrendel(aanbod)
    if not rechten.is_eigenaar(eigenaar, huidig):
        raise PermissionDenied
    return _noteer(eigenaar, huidig, Controle.Wijze.GEMAILD, gezien, blokken_zonder_inloggen(huidig, eigenaar, na))


@transaction.atomic
def klopt_volgens_organisatie(
    *, ingang: Ingang, gezien: Mapping[str, str], anders: Collection[str] = (), eigenaar: Medewerker | None = None
) -> Uitkomst:
    """Record what an organisation itself says still holds, with the link in a mail to its own address or its owner's.

    `gezien`: block → the version that was on the page; `anders`: the blocks it calls different, which take back its own
    'klopt' of the last day. Facts as they stand are dated, nothing is changed. Who decides whom it receives was asked
    now, so that groups that were inferred count as asked. Of a block of which colleagues see more, nothing is dated but
    those groups. A block it already called right today is not dated twice.
    """
    huidig = vergrendel(ingang)
    _neem_antwoord_terug(huidig, anders, eigenaar)
    huidig.refresh_from_db()
    nu = openbare_blokken([huidig]).get(huidig.pk, [])
    veranderd = [blok for blok in nu if gezien.get(blok.onderdeel.value, blok.inhoud.versie) != blok.inhoud.versie]
    goed = [blok for blok in nu if blok.inhoud.bekend and blok.onderdeel in gezien and blok not in veranderd]
    nieuw = [blok for blok in goed if not _vandaag_al(blok, _rol(eigenaar))]
    gevraagd = [feit.sleutel for blok in nieuw for feit in blok.afgeleid]
    te_dateren = [blok for blok in nieuw if not blok.meer]
    wijze = Controle.Wijze.GEMAILD
    beurt = _leg_vast(eigenaar, huidig, wijze, te_dateren, gevraagd) if te_dateren or gevraagd else None
    return Uitkomst(beurt, tuple(blok.naam for blok in goed), len(gevraagd), tuple(blok.naam for blok in veranderd))


def _vandaag_al(blok: Blok, rol: str) -> bool:
    """Whether somebody in this role called a block right today already."""
    laatste = blok.controle
    return laatste is not None and laatste.rol == rol and laatste.op == timezone.localdate()


def _neem_antwoord_terug(ingang: Ingang, anders: Collection[str], eigenaar: Medewerker | None) -> None:
    """Take back what the organisation called right in the last day, where it now calls some of that different."""
    if not anders:
        return
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    for beurt in Controlebeurt.objects.te_herstellen().filter(**bij, door=eigenaar).prefetch_related("controles"):
        delen = {controle.onderdeel for controle in beurt.controles.all()}
        delen |= {Controle.Onderdeel.TOEGANG for sleutel in beurt.eerder if sleutel.startswith(GROEP)}
        if delen & set(anders):
            _draai_terug(ingang, beurt, eigenaar)


def laatste_controle(aanbod: Aanbod) -> int:
    """Return the key of the last check of this offer; 0 when there is none."""
    return Controle.objects.filter(aanbod=aanbod).order_by("-pk").values_list("pk", flat=True).first() or 0


@transaction.atomic
def maak_ongedaan(*, gebruiker: Medewerker, beurt: Controlebeurt) -> None:
    """Take a check back: each date and source is again what it was, unless somebody checked or changed it since.

    Raises PermissionDenied for a check of somebody else, TeLaat after a day, DoesNotExist when it was undone already.
    """
    ingang = vergrendel(beurt.doel)
    beurt = Controlebeurt.objects.get(pk=beurt.pk)
    if beurt.door_id != gebruiker.pk:
        raise PermissionDenied
    if not Controlebeurt.objects.te_herstellen().filter(pk=beurt.pk).exists():
        raise TeLaat
    _draai_terug(ingang, beurt, gebruiker)


def _draai_terug(ingang: Ingang, beurt: Controlebeurt, gebruiker: Medewerker | None) -> None:
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    later = list(Controlebeurt.objects.filter(**bij, pk__gt=beurt.pk).order_by("pk"))
    voor = lees(ingang)
    beurt.controles.all().delete()
    for sleutel, (was, werd) in beurt.eerder.items():
        volgende = next((ander for ander in later if sleutel in ander.eerder), None)
        if volgende is not None:
            # Undoing the later one goes back to before both.
            volgende.eerder[sleutel][0] = was
            volgende.save(update_fields=["eerder"])
        elif sleutel.startswith(GROEP):
            _zet_groep_terug(ingang, sleutel, was, werd, later)
        elif sleutel in GEHOORD:
            _zet_gehoord_terug(ingang, sleutel, was, werd)
    _zet_datum_terug(ingang, *beurt.eerder[GECONTROLEERD], later=bool(later))
    beurt.delete()
    _noteer_versie(ingang, voor, gebruiker, Versie.Soort.TERUG, TERUGGENOMEN)


def _noteer(gebruiker: Medewerker, ingang: Ingang, wijze: str, gezien: Gezien, nu: Sequence[Blok]) -> Uitkomst:
    per_naam = {blok.onderdeel.value: blok for blok in nu if not blok.gedaan}
    bekend = {blok.onderdeel.value for blok in nu}
    veranderd = {
        naam
        for naam, versie in (*gezien.blokken.items(), *((feiten.TOEGANG, v) for v in gezien.nagevraagd.values()))
        if naam in bekend and naam in per_naam and not _zo_gezien(per_naam[naam], versie)
    }
    gevraagd = _gevraagd(per_naam.get(feiten.TOEGANG), gezien) if feiten.TOEGANG not in veranderd else []
    te_dateren = [blok for naam, blok in per_naam.items() if naam in gezien.blokken.keys() - veranderd]
    te_dateren = [blok for blok in te_dateren if not blok.afgeleid]
    if gevraagd and len(gevraagd) == len(per_naam[feiten.TOEGANG].afgeleid):
        te_dateren.append(per_naam[feiten.TOEGANG])
    beurt = _leg_vast(gebruiker, ingang, wijze, te_dateren, gevraagd) if te_dateren or gevraagd else None
    return Uitkomst(
        beurt,
        tuple(blok.naam for blok in te_dateren),
        len(gevraagd),
        tuple(per_naam[naam].naam for naam in sorted(veranderd)),
    )


def _zo_gezien(blok: Blok, versie: str) -> bool:
    return blok.open and blok.inhoud.versie == versie


def _gevraagd(blok: Blok | None, gezien: Gezien) -> list[str]:
    """Return the groups that were inferred and that somebody says they asked about."""
    if blok is None or not blok.open:
        return []
    return [f.sleutel for f in blok.afgeleid if HEEL_BLOK in gezien.nagevraagd or f.sleutel in gezien.nagevraagd]


def _leg_vast(
    gebruiker: Medewerker | None, ingang: Ingang, wijze: str, te_dateren: Sequence[Blok], gevraagd: Collection[str]
) -> Controlebeurt:
    Controlebeurt.objects.verlopen().delete()
    vandaag, rol = timezone.localdate(), _rol(gebruiker)
    bij: dict[str, Any] = {soort_van(ingang): ingang}
    voor = lees(ingang)
    beurt = Controlebeurt.objects.create(**bij, door=gebruiker)
    for blok in te_dateren:
        Controle.objects.create(
            **bij,
            onderdeel=blok.onderdeel,
            op=vandaag,
            door=gebruiker,
            rol=rol,
            wijze=wijze,
            uitslag=Controle.Uitslag.KLOPT,
            beurt=beurt,
        )
    if isinstance(ingang, Aanbod):
        hoe = f"nagevraagd op {feiten.dag(vandaag)} ({Controle.Wijze(wijze).label}, {rol})"
        beurt.eerder |= _vraag_na(ingang, gevraagd, hoe, vandaag)
        if any(blok.onderdeel == Controle.Onderdeel.BESCHIKBAARHEID for blok in te_dateren):
            beurt.eerder |= _plek_gehoord(ingang, vandaag)
    was = ingang.gecontroleerd_op
    dag = oudste(ingang) or was
    _zet(ingang, gecontroleerd_op=dag)
    beurt.eerder[GECONTROLEERD] = [_tekst(was), _tekst(dag)]
    beurt.save(update_fields=["eerder"])
    _noteer_versie(ingang, voor, gebruiker, Versie.Soort.WIJZIGING, GEVRAAGD)
    return beurt


def _vraag_na(aanbod: Aanbod, gevraagd: Collection[str], hoe: str, vandaag: datetime.date) -> dict[str, Any]:
    """Put in the source of these groups who asked, in the place of 'afgeleid'; return what it was and became."""
    eerder = {}
    for rij in aanbod.toegang.filter(categorie__slug__in=gevraagd).select_related("categorie"):
        was = _groep(rij)
        rij.bron, rij.gehoord_op = feiten.nagevraagd(rij.bron, hoe), vandaag
        # Past save(), so that no other field is written with what this process happened to have read.
        Toegang.objects.filter(pk=rij.pk).update(bron=rij.bron, gehoord_op=rij.gehoord_op)
        eerder[GROEP + rij.categorie.slug] = [was, _groep(rij)]
    return eerder


def _groep(rij: Toegang) -> dict[str, Any]:
    return {naam: plat(getattr(rij, naam)) for naam in TOEGANGVELDEN}


def _plek_gehoord(aanbod: Aanbod, vandaag: datetime.date) -> dict[str, Any]:
    """Move the day on which was heard whether there is room, and how long one waits, where either is known."""
    eerder = {}
    for veld, veld_op in GEHOORD.items():
        waarde, op = getattr(aanbod, veld), getattr(aanbod, veld_op)
        if waarde not in ("", Aanbod.Ruimte.ONBEKEND):
            eerder[veld] = [[_merk(waarde), _tekst(op)], [_merk(waarde), _tekst(vandaag)]]
            _zet(aanbod, **{veld_op: vandaag})
    return eerder


def _zet_groep_terug(
    ingang: Ingang, sleutel: str, was: dict[str, Any], werd: dict[str, Any], later: Sequence[Controlebeurt]
) -> None:
    """Bring back the source of a group, unless it changed since, or somebody vouched for the block it stands in."""
    rij = Toegang.objects.filter(aanbod=ingang.pk, categorie__slug=sleutel.removeprefix(GROEP)).first()
    gebruikt = Controle.objects.filter(beurt__in=later, onderdeel=Controle.Onderdeel.TOEGANG).exists()
    if rij is not None and _groep(rij) == werd and not gebruikt:
        Toegang.objects.filter(pk=rij.pk).update(bron=was["bron"], gehoord_op=_datum(was["gehoord_op"]))


def _zet_gehoord_terug(ingang: Ingang, veld: str, was: list[Any], werd: list[Any]) -> None:
    if [_merk(getattr(ingang, veld)), _tekst(getattr(ingang, GEHOORD[veld]))] == werd:
        _zet(ingang, **{GEHOORD[veld]: _datum(was[1])})


def _zet_datum_terug(ingang: Ingang, was: str | None, werd: str | None, *, later: bool) -> None:
    """Bring back the date of the whole: what it was, or what the checks of others make it now."""
    if later:
        _zet(ingang, gecontroleerd_op=oudste(ingang) or _datum(was))
    elif _tekst(ingang.gecontroleerd_op) == werd:
        _zet(ingang, gecontroleerd_op=_datum(was))


def _rol(gebruiker: Medewerker | None) -> str:
    return rechten.rol_in_woorden(gebruiker) if gebruiker else ORGANISATIE


def _noteer_versie(ingang: Ingang, voor: Staat, gebruiker: Medewerker | None, soort: str, waarom: str) -> None:
    """Keep the state in the history where a day or a source moved with the check."""
    if lees(ingang) != voor:
        rol = _rol(gebruiker)
        leg_vast(ingang=ingang, voor=voor, gebruiker=gebruiker, soort=soort, waarom=waarom, rol=rol)


def _zet(ingang: Ingang, **velden: Any) -> None:
    """Write these fields and no others, and not the day of the last change."""
    type(ingang)._default_manager.filter(pk=ingang.pk).update(**velden)
    for naam, waarde in velden.items():
        setattr(ingang, naam, waarde)


def _merk(antwoord: str) -> str:
    """Return by what one knows whether an answer is still the same, without keeping what somebody wrote."""
    return hashlib.sha256(antwoord.encode()).hexdigest()[:16]


def _tekst(dag: datetime.date | None) -> str | None:
    return dag.isoformat() if dag else None


def _datum(tekst: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(tekst) if tekst else None
