"""The slips of one need, below each other, best first: what a visitor may see and may be shown unasked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from doorverwijzing.briefje import woorden
from doorverwijzing.briefje.blad import aanbod_voor
from doorverwijzing.briefje.blok import Blok, Feit, blok_van_aanbod, haltes_van
from doorverwijzing.briefje.sleutels import Sleutel
from doorverwijzing.briefje.tolk import Tolk
from doorverwijzing.briefje.verraadt import Onthult
from doorverwijzing.omdraaien import op_scherm
from organisaties.models import Aanbod
from organisaties.regels import klok
from organisaties.zichtbaarheid import BEZOEKER
from organisaties.zoeken import Register, Vraag, zoek_in

PER_BLAD = 6
TELEFOON = "telefoon"


@dataclass(frozen=True, slots=True)
class Slip:
    """One offer.

    `open` is what its hours say of today, in the language, empty where that is nothing one can act on; `nu_open` tells
    whether that is of this moment.
    """

    blok: Blok
    open: str
    nu_open: bool
    telefoon: str
    feiten: Sequence[Feit]


@dataclass(frozen=True, slots=True)
class Strook:
    """A page of slips. `elders`: the part of the city that was chosen has none, so these are of the whole city."""

    slips: Sequence[Slip]
    meer: bool
    elders: bool


def strook(behoefte: str, stadsdeel: str, blad: int, tolk: Tolk, register: Register) -> Strook:
    """Return page `blad` (from 1 on) of the slips of a need; `stadsdeel` is a slug, or empty for the whole city."""
    kenmerken = te_tonen(behoefte, stadsdeel, register)
    elders = bool(stadsdeel) and not kenmerken
    if elders:
        kenmerken = te_tonen(behoefte, "", register)
    begin = (blad - 1) * PER_BLAD
    return Strook(_slips(kenmerken[begin : begin + PER_BLAD], tolk), len(kenmerken) > begin + PER_BLAD, elders)


def te_tonen(behoefte: str, stadsdeel: str, register: Register) -> list[str]:
    """Return the kenmerken of the offers for a need, in the order of the search; one query.

    What a colleague would have to think of first is not here, for nobody says it: where they must confer before they
    send someone, and what also helps with safety, of which no slip may lie about without having been talked over.
    """
    keuzes = {"behoefte": (behoefte,), **({"stadsdeel": (stadsdeel,)} if stadsdeel else {})}
    sleutels = zoek_in(Vraag("", keuzes), register).alle_sleutels()
    bij_veiligheid = Aanbod.behoeften.through.objects.filter(behoefte__neutraal=True).values("aanbod")
    rijen = Aanbod.objects.zichtbaar_voor(BEZOEKER).filter(pk__in=sleutels, eerst_overleggen=False)
    kenmerk = dict(rijen.exclude(pk__in=bij_veiligheid).values_list("pk", "kenmerk"))
    return [kenmerk[pk] for pk in sleutels if pk in kenmerk]


def _slips(kenmerken: Sequence[str], tolk: Tolk) -> list[Slip]:
    if not kenmerken:
        return []
    aanbod = aanbod_voor(BEZOEKER, kenmerken)
    onthult = Onthult.van_de_kaart()
    haltes = haltes_van(een.zichtbare_locaties for een in aanbod.values())
    vandaag = timezone.localdate()
    slips = []
    for een in (aanbod[kenmerk] for kenmerk in kenmerken if kenmerk in aanbod):
        blok = blok_van_aanbod(een, Sleutel(een.kenmerk), tolk, onthult, vandaag, haltes)
        nummer = next((feit.gelijk for feit in blok.feiten if feit.icoon == TELEFOON), "")
        feiten = [feit for feit in blok.feiten if feit.icoon != TELEFOON]
        nu_open = klok.stand(een.tijdplan, _nu()).soort is klok.Soort.OPEN
        slips.append(Slip(blok, _open(een, tolk), nu_open, nummer, feiten))
    return slips


def _nu() -> datetime.datetime:
    """Return the time on the clock of the city."""
    return timezone.localtime().replace(tzinfo=None)


def _open(aanbod: Aanbod, tolk: Tolk) -> str:
    """Return that it is open now or later today, as far as that is certain."""
    nu = _nu()
    if not aanbod.toon_plek:
        return ""
    stand = klok.stand(aanbod.tijdplan, nu)
    if stand.soort is klok.Soort.STRAKS:
        vanaf = tolk.zin(woorden.VANAF_UUR, tijd=f"{stand.tot:%H:%M}")
        return tolk.rij([tolk.zin(op_scherm.VANDAAG_OPEN), vanaf]).anders
    if stand.soort is not klok.Soort.OPEN:
        return ""
    if klok.altijd_open(aanbod.tijdplan, nu):
        return tolk.rij([tolk.zin(op_scherm.NU_OPEN), tolk.zin(woorden.DAG_EN_NACHT)]).anders
    # Past midnight the hour alone would be another moment.
    tot = [tolk.zin(woorden.TOT_UUR, tijd=f"{stand.tot:%H:%M}")] if stand.tot.date() == nu.date() else []
    return tolk.rij([tolk.zin(op_scherm.NU_OPEN), *tot]).anders
