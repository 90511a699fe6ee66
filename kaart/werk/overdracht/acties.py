"""Moving what somebody keeps, in one transaction, and back; the number of queries does not grow with what moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from doorverwijzing import rechten
from kaart.werk.models import Overdracht
from kaart.werk.overdracht.mail_aan_opvolger import mail_opvolgers
from kaart.werk.overdracht.soorten import SOORTEN, Soort
from organisaties.models import Accountregel, Medewerker
from organisaties.models.accountregel import noteer, verschil

# A thing: the name of its kind, and its key.
Ding = tuple[str, int]


@transaction.atomic
def draag_over(*, gebruiker: Medewerker, van: Medewerker, verdeling: Mapping[Ding, Medewerker]) -> Overdracht:
    """Move each of these things from `van` to its successor, all or none, and return what was done.

    What `van` no longer keeps by then is left as it is. Raises PermissionDenied for anyone who is no coördinator, and
    ValidationError where a successor may not keep what it would get, or nothing is left to move.
    """
    if not rechten.mag_overdragen(gebruiker):
        raise PermissionDenied
    opvolgers = _vergrendel({van.pk, *(opvolger.pk for opvolger in verdeling.values())})
    per_soort: dict[str, dict[int, int]] = defaultdict(dict)
    for (soort, sleutel), opvolger in verdeling.items():
        _controleer(SOORTEN[soort], van, opvolgers.get(opvolger.pk))
        per_soort[soort][sleutel] = opvolger.pk
    voor = _gebieden(opvolgers, per_soort)
    wat = {naam: regels for naam, naar in per_soort.items() if (regels := _verplaats(SOORTEN[naam], van.pk, naar))}
    if not wat:
        raise ValidationError("Er is niets meer om over te dragen: iemand anders deed dit al.", code="niets")
    gedaan = Overdracht.objects.create(van=van, door=gebruiker, wat=wat)
    _noteer_gebieden(gebruiker, voor, per_soort)
    mail_opvolgers(wat, gedaan.terug_tot)
    return gedaan


@transaction.atomic
def draai_terug(*, gebruiker: Medewerker, overdracht: Overdracht) -> int:
    """Give everything of a hand-over back to whoever had it; return how many things that were.

    What a successor has passed on since then stays where it is now. Raises PermissionDenied for anyone who is no
    coördinator, ValidationError when it was undone already, is older than a week, or the account is gone.
    """
    if not rechten.mag_overdragen(gebruiker):
        raise PermissionDenied
    huidig = Overdracht.objects.select_for_update().get(pk=overdracht.pk)
    if not huidig.kan_terug or huidig.van_id is None:
        raise ValidationError(
            "Deze overdracht kan niet meer ongedaan: dat kan één keer, binnen een week, en alleen zolang het account "
            "van wie het had er nog is.",
            code="te-laat",
        )
    mensen = {huidig.van_id, *(wie for regels in huidig.wat.values() for _, wie, _ in regels)}
    voor = _gebieden(_vergrendel(mensen), huidig.wat)
    aantal = sum(_geef_terug(SOORTEN[naam], huidig.van_id, regels) for naam, regels in huidig.wat.items())
    huidig.teruggedraaid_op = timezone.now()
    huidig.save(update_fields=["teruggedraaid_op"])
    _noteer_gebieden(gebruiker, voor, huidig.wat)
    return aantal


@transaction.atomic
def wijs_toe(*, gebruiker: Medewerker, dingen: Iterable[Ding], aan: Medewerker | None) -> int:
    """Let one person keep these entries, beside who keeps their area; None: nobody by name. Return how many changed.

    Raises PermissionDenied for anyone who is no coördinator, ValidationError for somebody who may not keep entries.
    """
    if not rechten.mag_overdragen(gebruiker):
        raise PermissionDenied
    per_soort: dict[str, set[int]] = defaultdict(set)
    for naam, sleutel in dingen:
        per_soort[naam].add(sleutel)
    opvolger = _vergrendel({aan.pk}).get(aan.pk) if aan else None
    aantal = 0
    for naam, sleutels in per_soort.items():
        soort = SOORTEN[naam]
        rijen = soort.tussen.objects.filter(**{f"{soort.kolom}__in": sleutels})
        if aan is None:
            aantal += len(set(rijen.values_list(soort.kolom, flat=True)))
            rijen.delete()
            continue
        _controleer(soort, None, opvolger)
        al = set(rijen.filter(medewerker=aan).values_list(soort.kolom, flat=True))
        rijen.exclude(medewerker=aan).delete()
        bestaan = set(soort.model.objects.filter(pk__in=sleutels - al).values_list("pk", flat=True))
        soort.tussen.objects.bulk_create(
            soort.tussen(**{soort.kolom: ding, "medewerker_id": aan.pk}) for ding in sorted(bestaan)
        )
        aantal += len(bestaan)
        mail_opvolgers({naam: [(ding, aan.pk, False) for ding in sorted(bestaan)]})
    return aantal


def _gebieden(mensen: Iterable[int], soorten: Iterable[str]) -> dict[int, list[str]]:
    """Return which areas and themes of these kinds these people have, by name; one query for each kind."""
    gevonden: dict[int, list[str]] = {wie: [] for wie in mensen}
    for soort in SOORTEN.values():
        if soort.is_gebied and soort.naam in soorten:
            rijen = soort.tussen.objects.filter(medewerker__in=list(gevonden))
            volgorde = (f"{soort.ding}__volgorde", f"{soort.ding}__pk")
            for wie, naam in rijen.order_by(*volgorde).values_list("medewerker", f"{soort.ding}__naam"):
                gevonden[wie].append(naam)
    return gevonden


def _noteer_gebieden(door: Medewerker, voor: Mapping[int, list[str]], soorten: Iterable[str]) -> None:
    """Note in the log of accounts whose areas and themes became other ones."""
    na = _gebieden(voor, soorten)
    anders = {wie: zin for wie, namen in voor.items() if (zin := verschil(namen, na[wie]))}
    if not anders:
        return
    accounts = Medewerker.objects.prefetch_related("groups").in_bulk([door.pk, *anders])
    for wie in sorted(anders):
        noteer(Accountregel.Wat.GEBIED, over=accounts[wie], door=accounts[door.pk], details=anders[wie])


def _vergrendel(sleutels: Iterable[int]) -> dict[int, Medewerker]:
    """Return these accounts, locked in one order, so that two hand-overs at once wait for each other."""
    rijen = Medewerker.objects.select_for_update().filter(pk__in=sorted(sleutels)).order_by("pk")
    return {een.pk: een for een in rijen.prefetch_related("groups")}


def _controleer(soort: Soort, van: Medewerker | None, opvolger: Medewerker | None) -> None:
    if opvolger is None or not opvolger.is_active or (van and opvolger.pk == van.pk):
        raise ValidationError("Kies een ander account dat in gebruik is.", code="opvolger")
    if not {groep.name for groep in opvolger.groups.all()} & {rol.value for rol in soort.rollen}:
        raise ValidationError(
            f"{opvolger.get_username()} kan dit niet bijhouden: dat kan een {' of een '.join(soort.rollen)}.",
            code="rol",
        )


def _verplaats(soort: Soort, van: int, naar: Mapping[int, int]) -> list[list[Any]]:
    """Move these things (key → successor) and return what moved; three or four queries."""
    kolom, tussen = soort.kolom, soort.tussen.objects
    had = set(tussen.filter(medewerker=van, **{f"{kolom}__in": list(naar)}).values_list(kolom, flat=True))
    if not had:
        return []
    al = set(
        tussen.filter(medewerker__in=set(naar.values()), **{f"{kolom}__in": had}).values_list(kolom, "medewerker_id")
    )
    tussen.filter(medewerker=van, **{f"{kolom}__in": had}).delete()
    regels = [[ding, naar[ding], (ding, naar[ding]) in al] for ding in sorted(had)]
    tussen.bulk_create(
        soort.tussen(**{kolom: ding, "medewerker_id": opvolger}) for ding, opvolger, had_al in regels if not had_al
    )
    return regels


def _geef_terug(soort: Soort, van: int, regels: list[list[Any]]) -> int:
    """Give back what still stands in the name of the successor; four queries."""
    kolom, tussen = soort.kolom, soort.tussen.objects
    dingen = {ding for ding, _, _ in regels}
    nu = {
        (ding, wie): pk
        for pk, ding, wie in tussen.filter(**{f"{kolom}__in": dingen}).values_list("pk", kolom, "medewerker_id")
    }
    terug = [(ding, wie, had_al) for ding, wie, had_al in regels if (ding, wie) in nu]
    tussen.filter(pk__in=[nu[ding, wie] for ding, wie, had_al in terug if not had_al]).delete()
    tussen.bulk_create(
        soort.tussen(**{kolom: ding, "medewerker_id": van}) for ding, _, _ in terug if (ding, van) not in nu
    )
    return len(terug)
