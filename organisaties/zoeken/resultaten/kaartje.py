"""What a result always shows, whatever was asked: worked out once for each kind of reader, and kept.

A page of results is mostly this. It is kept with the register it belongs to, so it is gone as soon as the kaart
changes, and one kind of reader never gets what was made for another. Only whether it is open now changes by itself;
that is worked out again from the hours when what was said no longer holds. What colleagues reported is read for each
page, and then takes the place of a warning that weighs less.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from organisaties import zichtbaarheid
from organisaties.models import Aanbod
from organisaties.regels import klok, versheid
from organisaties.regels.nu import Bijzonder
from organisaties.regels.op_kaartje import Regel, een_waarschuwing
from organisaties.zoeken import Register

# Two kilobytes each, of each process by itself: ten megabytes for each kind of reader.
HOOGSTENS_BEWAARD = 5_000
# Sentences that many cards share, a few hundred bytes each.
HOOGSTENS_ZINNEN = 1_000
ONGEACHT = datetime.datetime.combine(datetime.date.min, datetime.time.min)


@dataclass(slots=True)
class Urenregel:
    """What the hours say now; `plan` is None where they may not be shown.

    What was said last is kept for as long as it holds: one value put in place at once, so threads may share it.
    """

    plan: klok.Tijdplan | None
    woorden: str
    _gezegd: tuple[datetime.datetime, datetime.datetime, SafeString] | None = field(default=None, compare=False)

    def op(self, nu: datetime.datetime) -> SafeString:
        """Return it as html at `nu`, local time."""
        moment = nu.replace(tzinfo=None)
        if (gezegd := self._gezegd) is not None and gezegd[0] <= moment < gezegd[1]:
            return gezegd[2]
        stand = klok.stand(self.plan, moment) if self.plan is not None else None
        # How long it holds does not show, so it is no part of what is asked.
        html = _open(dataclasses.replace(stand, tot=ONGEACHT) if stand else None, self.woorden)
        self._gezegd = (moment, stand.tot if stand else moment + klok.DAG, html)
        return html


@functools.lru_cache(HOOGSTENS_ZINNEN)
def _open(stand: klok.Stand | None, woorden: str) -> SafeString:
    """Return what the hours say as html; at one moment many say the same."""
    return _deel("open", {"stand": stand, "woorden": woorden})


@dataclass(frozen=True, slots=True)
class Weegt:
    """What there is to warn for at an offer."""

    bijzonder: tuple[Bijzonder, ...]
    bereikbaar: bool
    let_op: str
    versheid: versheid.Versheid
    plek_om_binnen_te_lopen: bool = False

    def in_html(self, gemeld: Iterable[str] = ()) -> SafeString:
        """Return the line that weighs most."""
        regel = een_waarschuwing(
            bijzonder=self.bijzonder,
            gemeld=gemeld,
            bereikbaar=self.bereikbaar,
            plek_om_binnen_te_lopen=self.plek_om_binnen_te_lopen,
            let_op=self.let_op,
            versheid=self.versheid,
        )
        return _let_op(regel)


@functools.lru_cache(HOOGSTENS_ZINNEN)
def _let_op(regel: Regel) -> SafeString:
    """Return the line as html; most offers say one of a few."""
    return _deel("let_op", {"regel": regel})


@dataclass(frozen=True, slots=True)
class Kaartje:
    """The parts of a result that do not depend on the question, as html."""

    pk: int
    kenmerk: str
    naam: str
    kring: str
    # Whether this reader sees what is for colleagues only.
    toon_intern: bool
    # Where it is, in order: the key of the stadsdeel, of the area, and what to say.
    plekken: tuple[tuple[int, int | None, str], ...]
    weegt: Weegt
    kop: SafeString
    let_op: SafeString
    uren: Urenregel
    # Where places have hours of their own: those of each of `plekken`.
    uren_per_plek: tuple[Urenregel, ...]
    meer: SafeString
    doen: SafeString

    @property
    def open(self) -> SafeString:
        """What its hours say at this minute, wherever that is."""
        return self.uren.op(timezone.localtime())

    def waar(self, stadsdelen: Container[int] = (), gebieden: Container[int | None] = ()) -> str:
        """Return where it is: of several places one in these areas, or else in these stadsdelen (keys)."""
        return self.plek_en_open(stadsdelen, gebieden)[0]

    def plek_en_open(
        self, stadsdelen: Container[int] = (), gebieden: Container[int | None] = ()
    ) -> tuple[str, SafeString]:
        """Return where it is, as for `waar`, and what the hours say there; of several such places one that is open."""
        nummers = range(len(self.plekken))
        hier = [n for n in nummers if self.plekken[n][1] in gebieden] or [
            n for n in nummers if self.plekken[n][0] in stadsdelen
        ]
        keuze = hier or list(nummers)
        if not keuze:
            return "", self.open
        meer = ", en op meer plekken" if len(self.plekken) > 1 else ""
        if not self.uren_per_plek:
            return f"{self.plekken[keuze[0]][2]}{meer}", self.open
        nu = timezone.localtime()
        plannen = [regel.plan for n in keuze if (regel := self.uren_per_plek[n]).plan is not None]
        gekozen = keuze[klok.beste(plannen, nu)[0]] if len(plannen) == len(keuze) else keuze[0]
        return f"{self.plekken[gekozen][2]}{meer}", self.uren_per_plek[gekozen].op(nu)

    def waarschuwing(self, gemeld: Iterable[str] = ()) -> SafeString:
        """Return the one thing to watch for, given what colleagues reported about it."""
        gemeld = list(gemeld)
        return self.weegt.in_html(gemeld) if gemeld else self.let_op


def _deel(naam: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(f"onderdelen/kaartje/_{naam}.html", context).strip())  # noqa: S308 - our own


def maak_kaartje(aanbod: Any, hoe_vers: versheid.Versheid | None = None, *, bereikbaar: bool = True) -> Kaartje:
    """Return the fixed parts of a result; `aanbod` came through `voor_kaartje()`."""
    hoe_vers = hoe_vers or versheid_van(aanbod, soort=aanbod.soort, formaliteit=aanbod.organisatie.formaliteit)
    context = {"aanbod": aanbod}
    inloop = aanbod.aanmelden == Aanbod.Aanmelden.INLOOP and bool(aanbod.zichtbare_locaties)
    weegt = Weegt(tuple(aanbod.bijzonder_nu), bereikbaar, aanbod.zichtbare_let_op, hoe_vers, inloop)
    return Kaartje(
        pk=aanbod.pk,
        kenmerk=aanbod.kenmerk,
        naam=aanbod.naam,
        kring=aanbod.kring,
        toon_intern=aanbod.toon_intern,
        plekken=tuple(
            (locatie.stadsdeel_id, locatie.gebied_id, ", ".join(filter(None, (locatie.naam, locatie.adres))))
            for locatie in aanbod.zichtbare_locaties
        ),
        weegt=weegt,
        kop=_deel("kop", context),
        let_op=weegt.in_html(),
        uren=Urenregel(aanbod.tijdplan if aanbod.toon_plek else None, aanbod.zichtbare_tijden_in_woorden),
        uren_per_plek=tuple(
            Urenregel(aanbod.tijdplan_op(locatie.pk), aanbod.zichtbare_tijden_in_woorden)
            for locatie in (aanbod.zichtbare_locaties if aanbod.heeft_uren_per_plek else ())
        ),
        meer=_deel("meer", context),
        doen=_deel("doen", context),
    )


def kaartjes(posities: Iterable[int], register: Register) -> dict[int, Kaartje]:
    """Return the cards at these positions; what was deleted a moment ago is simply not there."""
    posities = list(posities)
    per_pk = dict(zip(register.kenmerken(posities), posities, strict=True))
    gevonden: dict[int, Kaartje] = register.cache.zoek((pk, register.versie(pk)) for pk in per_pk)
    if ontbreekt := [pk for pk in per_pk if pk not in gevonden]:
        lezer = zichtbaarheid.vertegenwoordiger(register.kijker)
        rijen = Aanbod.objects.voor_kaartje(lezer).filter(pk__in=ontbreekt)
        nieuw = {
            aanbod.pk: maak_kaartje(aanbod, bereikbaar=bool(register.bereikbaar >> per_pk[aanbod.pk] & 1))
            for aanbod in rijen
        }
        register.cache.bewaar({(pk, register.versie(pk)): kaartje for pk, kaartje in nieuw.items()}, HOOGSTENS_BEWAARD)
        gevonden |= nieuw
    return {positie: gevonden[pk] for pk, positie in per_pk.items() if pk in gevonden}


def versheid_van(ingang: Any, *, soort: str = "", formaliteit: str = "") -> versheid.Versheid:
    """Return how fresh an entry is today."""
    return versheid.versheid(
        ingang.gecontroleerd_op,
        soort=soort,
        formaliteit=formaliteit,
        zekerheid=ingang.zekerheid,
        op=timezone.localdate(),
    )
