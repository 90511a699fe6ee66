"""From a file to the site and back: judge, write all of it or nothing, undo what nobody changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from doorverwijzing.models import Route
from kaart.hulp.read_only import op_proef
from kaart.uitwisseling.bladen import cellen, rijversie
from kaart.uitwisseling.bladen.blad import Blad
from kaart.uitwisseling.bladen.routes import ALLE_BLADEN
from kaart.uitwisseling.invoer.bron import Werkmap, eis_heel
from kaart.uitwisseling.invoer.eigen import gevolgen
from kaart.uitwisseling.invoer.eigen.aangeraakt import aangeraakt, bewerkt
from kaart.uitwisseling.invoer.eigen.vergelijken import (
    Soort,
    Vergelijking,
    als_tabel,
    herken,
    vergelijk,
    zelfde_groep,
)
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.models import Invoer
from kaart.uitwisseling.tabellen.fouten import Fout, LaadFouten, Onleesbaar, toon
from kaart.uitwisseling.tabellen.laden import laad
from kaart.uitwisseling.tabellen.routes import KAART
from organisaties import rechten
from organisaties.models import Aanbod, Locatie, Medewerker, Openingstijd, Organisatie, Toegang
from organisaties.models.wijziging import in_een_keer

ALLEEN_VAN_ONS = frozenset({
    "kenmerk", rijversie.KOP.casefold(), rijversie.KOLOM.casefold(), "sociale basis", "aankomstinfrastructuur",
    "sociale infrastructuur", "kapitaal", "zekerheid", "zichtbaarheid", "behoeften", "extra doelgroep", "stappen",
})  # fmt: skip
"""Headers that nobody puts above a list of their own: with one of these a sheet is laid out as our export."""

PER_NAAM = {blad.naam: blad for blad in ALLE_BLADEN}


def is_eigen(werkmap: Werkmap) -> bool:
    """Whether a file is one of our exports, or laid out like one."""
    for bron in werkmap.bladen:
        gevonden = herken(bron, ALLE_BLADEN)
        if gevonden is None:
            continue
        blad, plek = gevonden
        koppen = {" ".join(cel.casefold().replace("_", " ").split()) for cel in bron.rijen[plek][1] if cel.strip()}
        if koppen & ALLEEN_VAN_ONS or blad.bestand.sleutel[0] != "kenmerk":
            return True
    return False


def beoordeel(inhoud: bytes, naam: str, gebruiker: rechten.Doener) -> tuple[Werkmap, Vergelijking]:
    """Return how a file was read and what it would do, every fault included; raises Onleesbaar. Nothing is written."""
    werkmap = eis_heel(lees(inhoud, naam))
    uitkomst = vergelijk(werkmap, ALLE_BLADEN, gebruiker)
    if uitkomst.tabellen:
        try:
            with op_proef():
                laad(uitkomst.tabellen, KAART, droog=True)
        except LaadFouten as fouten:
            uitkomst.fouten += [fout for fout in fouten.fouten if fout not in uitkomst.fouten]
    return werkmap, uitkomst


def onbeantwoord(uitkomst: Vergelijking, eigen: Collection[str]) -> list[Fout]:
    """Return a fault for every contact that may be somebody's own and of which nobody said whose it is."""
    vraag_het = "is dit van de organisatie zelf? Zeg dat eerst, op de site."
    return [
        Fout("Organisaties", f"{toon(vraag.waarde)}: {vraag_het}", vraag.rij, vraag.kop)
        for vraag in uitkomst.vragen
        if vraag.sleutel not in eigen
    ]


def schrijf(inhoud: bytes, naam: str, gebruiker: rechten.Doener, eigen: Collection[str] = ()) -> Vergelijking:
    """Write what a file changes, in one transaction; rows that clash are left as they are on the site.

    `eigen`: keys of the questions (`Vergelijking.vragen`) that somebody answered with yes.

    What an owner decides about becomes a proposal. Raises LaadFouten with every fault (nothing is written then),
    Onleesbaar for a file that cannot be read.
    """
    with in_een_keer():
        _, uitkomst = beoordeel(inhoud, naam, gebruiker)
        geraakt = gevolgen.vergrendel(uitkomst)
        if connection.vendor == "postgresql":
            # Somebody may have changed a row between judging and holding it; elsewhere only one writes at a time.
            _, uitkomst = beoordeel(inhoud, naam, gebruiker)
            geraakt = gevolgen.vergrendel(uitkomst)
        if fouten := [*uitkomst.fouten, *onbeantwoord(uitkomst, eigen)]:
            raise LaadFouten(fouten)
        if uitkomst.tabellen:
            laad(uitkomst.tabellen, KAART)
        uitkomst.voorstellen = gevolgen.verwerk(geraakt, gebruiker, naam)
    return uitkomst


def ontvang(*, gebruiker: Medewerker, naam: str, inhoud: bytes) -> Invoer:
    """Keep a file for a day, for its sender; raises PermissionDenied, and Onleesbaar when it is no spreadsheet."""
    if not rechten.mag_lijst_invoeren(gebruiker):
        raise PermissionDenied
    werkmap = lees(inhoud, naam)
    if is_eigen(werkmap) and not rechten.mag_invoeren(gebruiker):
        raise Onleesbaar("Een uitvoer van de hele kaart leest alleen een coördinator terug.")
    return Invoer.objects.create(door=gebruiker, rol=rechten.rol_in_woorden(gebruiker), naam=naam[:150], inhoud=inhoud)


@transaction.atomic
def bevestig(*, gebruiker: Medewerker, invoer: Invoer, eigen: Collection[str] = ()) -> Invoer:
    """Write a file that was sent; a second time, or two at once, changes nothing.

    It is judged again: what changed on the site since the preview counts. `eigen` and what is raised as for
    `schrijf`.
    """
    if not rechten.mag_invoeren(gebruiker):
        raise PermissionDenied
    huidig = Invoer.objects.van(gebruiker).select_for_update().get(pk=invoer.pk)
    if huidig.geschreven_op is not None or huidig.inhoud is None:
        return huidig
    uitkomst = schrijf(bytes(huidig.inhoud), huidig.naam, gebruiker, eigen)
    huidig.nieuw, huidig.gewijzigd = uitkomst.aantal(Soort.NIEUW), uitkomst.aantal(Soort.GEWIJZIGD)
    huidig.terug, huidig.inhoud, huidig.geschreven_op = uitkomst.terug, None, timezone.now()
    huidig.save()
    return huidig


@transaction.atomic
def draai_terug(*, gebruiker: Medewerker, invoer: Invoer) -> tuple[int, int]:
    """Undo an import; return how many rows went back, and how many stay because somebody changed them since.

    Raises PermissionDenied for anyone who neither did it nor keeps the city, ValidationError when it is too late.
    """
    if not rechten.mag_invoeren(gebruiker) and not (rechten.mag_lijst_invoeren(gebruiker) and invoer.door == gebruiker):
        raise PermissionDenied
    huidig = Invoer.objects.select_for_update().get(pk=invoer.pk)
    if not huidig.kan_terug:
        raise ValidationError("Deze import kan niet meer ongedaan: dat kan één keer, binnen een week.", code="te-laat")
    terug, blijft = 0, 0
    with in_een_keer():
        per_blad: dict[str, list[dict[str, Any]]] = {}
        for regel in huidig.terug or []:
            per_blad.setdefault(regel["blad"], []).append(regel)
        van_mensen: set[str] = set()
        # An organisation that somebody worked on since stays whole: with its places and what it offers.
        heel = bewerkt(Organisatie, _gemaakt(per_blad.get("organisaties", [])), huidig)
        # Back in the other order: what points at something goes before what it points at.
        for naam in reversed(list(PER_NAAM)):
            blad, regels = PER_NAAM[naam], per_blad.get(naam, [])
            if naam == EERSTE_ONDER_AANBOD:
                # Now: the routes that pointed at these offers are gone, what they consist of is not.
                van_mensen = aangeraakt(Aanbod, _gemaakt(per_blad.get("aanbod", [])), huidig)
            blijvend = _van_organisaties(naam, regels, heel)
            over = [
                regel
                for regel in regels
                if not _hoort_bij(naam, regel, van_mensen) and not (blijvend and regel["sleutel"][0] in blijvend)
            ]
            goed, niet = _blad_terug(blad, over, huidig, gebruiker)
            niet += len(regels) - len(over)
            terug, blijft = terug + goed, blijft + niet
        huidig.teruggedraaid_op = timezone.now()
        huidig.save(update_fields=["teruggedraaid_op"])
    return terug, blijft


def _van_organisaties(naam: str, regels: Iterable[dict[str, Any]], organisaties: Collection[str]) -> set[str]:
    """Return the keys of the new places or offers among these rows that are of one of these organisations."""
    model: Any = {"locaties": Locatie, "aanbod": Aanbod}.get(naam)
    if model is None or not organisaties:
        return set()
    gemaakt = model._default_manager.filter(kenmerk__in=_gemaakt(regels), organisatie__kenmerk__in=organisaties)
    return set(gemaakt.values_list("kenmerk", flat=True))


def _gemaakt(regels: Iterable[dict[str, Any]]) -> list[str]:
    """Return the keys of the entries that an import made."""
    return [regel["sleutel"][0] for regel in regels if regel.get("nieuw")]


def _hoort_bij(naam: str, regel: dict[str, Any], aanbod: Collection[str]) -> bool:
    """Whether a row is one of these offers, or a part of one."""
    if naam not in ("aanbod", *gevolgen.ONDER_AANBOD):
        return False
    return (regel["groep"] if "groep" in regel else regel["sleutel"][0]) in aanbod


def _blad_terug(blad: Blad, regels: list[dict[str, Any]], invoer: Invoer, gebruiker: Medewerker) -> tuple[int, int]:
    if not regels:
        return 0, 0
    nu: dict[tuple[str, ...], dict[str, str]] = {}
    groepen: dict[str, list[dict[str, str]]] = {}
    for rij in blad.query(gebruiker):
        teksten = blad.teksten(rij)
        nu[tuple(teksten[naam] for naam in blad.bestand.sleutel)] = teksten
        if blad.groep:
            groepen.setdefault(teksten[blad.groep], []).append(teksten)
    schrijven: list[dict[str, str]] = []
    per_rij: dict[int, list[str]] = {}
    weg: list[Any] = []
    blijft = 0
    for regel in regels:
        if "groep" in regel:
            if not zelfde_groep(blad, regel["naar"], groepen.get(regel["groep"], [])):
                blijft += 1
            elif regel["van"]:
                schrijven += regel["van"]
            else:
                weg.append(regel["groep"])
            continue
        staat = nu.get(tuple(regel["sleutel"]))
        if staat is None or not _zoals_geschreven(blad, regel, staat):
            blijft += 1
        elif regel.get("nieuw"):
            weg.append(regel["sleutel"])
        else:
            schrijven.append(staat | regel["van"])
            per_rij[len(schrijven) + 1] = list(regel["van"])
    if schrijven:
        laad({blad.naam: als_tabel(blad, enumerate(schrijven, 2), per_rij)}, KAART)
    blijft += _haal_weg(blad.naam, weg, invoer)
    return len(regels) - blijft, blijft


def _zoals_geschreven(blad: Blad, regel: dict[str, Any], staat: dict[str, str]) -> bool:
    """Whether the cells that the import wrote still say what it wrote."""
    naar = regel.get("naar") or {}
    return all(cellen.gelijk(blad.per_naam[naam].veld, tekst, staat[naam]) for naam, tekst in naar.items())


EERSTE_ONDER_AANBOD = "openingstijden"
MODELLEN: dict[str, type[models.Model]] = {"organisaties": Organisatie, "locaties": Locatie, "aanbod": Aanbod}


def _haal_weg(naam: str, sleutels: list[Any], invoer: Invoer) -> int:
    """Take away what the import made, unless somebody changed it since; return how many stay."""
    if not sleutels:
        return 0
    if naam == "openingstijden":
        Openingstijd.objects.filter(aanbod__kenmerk__in=sleutels).delete()
        return 0
    if naam == "routes":
        vast = aangeraakt(Route, sleutels, invoer)
        Route.objects.filter(kenmerk__in=set(sleutels) - vast).delete()
        return len(vast)
    if naam == "toegang":
        for aanbod, categorie in sleutels:
            Toegang.objects.filter(aanbod__kenmerk=aanbod, categorie__slug=categorie).delete()
        return 0
    model, kenmerken = MODELLEN[naam], [sleutel[0] for sleutel in sleutels]
    # Offers that stay were set apart before what they consist of went.
    vast = set() if model is Aanbod else aangeraakt(model, kenmerken, invoer)
    over = set(kenmerken) - vast
    model._default_manager.filter(kenmerk__in=over).delete()
    return len(vast)
