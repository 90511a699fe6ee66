"""What is said about the place of a question: where it lies, or that nothing is known there and what is nearest."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaart.hulp.tekst import opsomming
from organisaties.zoeken import Antwoord, zoek_in
from organisaties.zoeken.plek import Plek, in_stadsdelen, is_ergens
from organisaties.zoeken.taal.betekenis import PLEKFACETTEN
from organisaties.zoeken.vraag import FACETTEN

HOOGSTENS_DICHTBIJ = 3


@dataclass(frozen=True, slots=True)
class Plekmelding:
    """Sentences above the results; with a `gat` there is nothing of the place itself, and `dichtbij` has the nearest.

    `dichtbij` are positions; `rond`: there is something in the same stadsdeel.
    `behoefte` and `stadsdeel` are slugs to report the gap with, empty where not exactly one is known.
    """

    zinnen: list[str]
    gat: bool = False
    rond: bool = False
    dichtbij: list[int] = field(default_factory=list)
    behoefte: str = ""
    stadsdeel: str = ""


def maak_plekmelding(antwoord: Antwoord) -> Plekmelding | None:
    """Return what is to be said; None without a place, or where someone may be in danger: then only help counts."""
    plek, r = antwoord.plek, antwoord.register
    if plek is None or antwoord.gaat_over_veiligheid:
        return None
    if antwoord.wel & antwoord.sterk & plek.precies(r):
        zinnen = _waar_het_ligt(plek, antwoord)
        return Plekmelding(zinnen) if zinnen else None
    ruim = antwoord
    for facet in sorted(PLEKFACETTEN):
        if ruim.vraag.van(facet):
            ruim = zoek_in(ruim.vraag.zonder(facet), r)
    rond, overal = plek.rond(r), r.stadsbreed | r.online
    # What only works for another stadsdeel, and is nowhere, is near nothing.
    elders = ruim.wel & ruim.sterk & ~plek.precies(r) & (rond | is_ergens(r) & ~overal)
    ergens = antwoord.wel & antwoord.sterk & overal & ~rond
    if not elders and not ergens:
        return None
    # What the list has on top by itself needs no place of its own.
    bovenaan = plek.getypt and elders & rond
    dichtbij = [] if bovenaan else ruim.eerste_van(elders, plek.op_afstand(r), HOOGSTENS_DICHTBIJ)
    behoeften = antwoord.vraag.van("behoefte") or tuple(w.waarde for w in antwoord.herkend if w.facet == "behoefte")
    return Plekmelding(
        zinnen=_gat(plek, antwoord, elders, ergens),
        gat=True,
        rond=bool(elders & rond),
        dichtbij=dichtbij,
        behoefte=behoeften[0] if len(behoeften) == 1 else "",
        stadsdeel=plek.stadsdelen[0] if len(plek.stadsdelen) == 1 else "",
    )


def _waar_het_ligt(plek: Plek, antwoord: Antwoord) -> list[str]:
    """Return where a typed neighbourhood or postcode lies, as what is shown knows areas and no smaller places."""
    begrippen = antwoord.register.begrippen
    gebieden = [begrippen["gebied"][slug].naam for slug in plek.gebieden]
    bekend = ", ".join(gebieden).casefold()
    if not plek.getypt or not plek.gebieden or all(naam.casefold() in bekend for naam in plek.namen):
        return []
    stadsdelen = opsomming([begrippen["stadsdeel"][slug].naam for slug in plek.stadsdelen])
    ligt = "ligt" if len(plek.namen) == 1 else "liggen"
    waar = opsomming([f"‘{gebied}’" for gebied in gebieden])
    return [f"{_zin(opsomming(plek.namen))} {ligt} in {waar} ({stadsdelen}). Wat daar is, staat eerst."]


def _gat(plek: Plek, antwoord: Antwoord, elders: int, ergens: int) -> list[str]:
    vraag = antwoord.vraag
    anders = any(vraag.van(facet) for facet in FACETTEN if facet not in PLEKFACETTEN) or vraag.open_voor
    # Nothing but a place was asked: then 'this' is everything.
    dit = "dit niet" if anders or antwoord.zegt_iets else "nog niets"
    zinnen = [f"In {opsomming(plek.namen)} kennen we {dit}."]
    if elders:
        zinnen.append(_waar_wel(plek, antwoord, elders))
    if ergens:
        zinnen.append(f"{'Daaronder' if elders else 'Hieronder'} staat wat er voor de hele stad of online is.")
    return zinnen


def _waar_wel(plek: Plek, antwoord: Antwoord, elders: int) -> str:
    r = antwoord.register
    for slug in plek.stadsdelen_op_afstand(r):
        naam = r.begrippen["stadsdeel"][slug].naam
        if slug in plek.stadsdelen and elders & in_stadsdelen([slug], r):
            return f"Wel in {naam}: dat staat eerst."
        if elders & r.gevestigd.get(slug, 0):
            return f"Het dichtst bij is er iets in {naam}: dat staat eerst."
    # How far that is nobody knows.
    namen = [b.naam for slug, b in r.begrippen["stadsdeel"].items() if elders & r.gevestigd.get(slug, 0)]
    return f"Wel in {opsomming(namen)}: dat staat eerst."


def _zin(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
