"""Where somebody who leaves the kaart is named by others: what of that goes, what stays, and who is asked to look."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from kaart.hulp.webadres import gastheer
from organisaties.bijhouden.eigenaar import meegaan
from organisaties.bijhouden.eigenaar import naam as namen
from organisaties.bijhouden.eigenaar.meegaan import Sporen
from organisaties.bijhouden.eigenaar.naam import (
    WEG,
    Gelezen,
    Herkenner,
    Mag,
    Spoor,
    kaal,
    naampatroon,
    naamspoor,
    zin_om,
)
from organisaties.bijhouden.eigenaar.standen import Kenmerken, Standen, hoogstens
from organisaties.bijhouden.eigenaar.teksten import GELEZEN_ALS_STAAT, VRAAG_BIJ_NAAM, VRIJ, Teksten
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.models import (
    Aanbod,
    Behoefte,
    Contactpersoon,
    Doelgroep,
    Gebied,
    Locatie,
    Medewerker,
    Nazien,
    Nieuwkomerscategorie,
    Organisatie,
    Stadsdeel,
    Synoniem,
    Taal,
    Versie,
)

PAS_VERANDERD = datetime.timedelta(days=30)
"""What an owner typed less long ago may be anything; by it nothing of others goes by itself."""

TE_VEEL = 20
"""Named in more texts of others than this, a name is a word of the city: each text is left to its keeper."""

TE_VAAK_VOOR_EEN_MENS = 5
"""A name of a contact that stands in more texts is no person's."""

__all__ = ["WEG", "Gevolg", "Sporen", "gevolgen", "sporen_van", "wis"]


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What leaving does to one text of others. `na` is the text as it becomes; `vraag`: its keeper is asked to look.

    `zinnen`: the sentences that change, before and after; where nothing is taken out, only what stands there.
    """

    rij: models.Model
    teksten: Teksten
    veld: str
    na: str
    vraag: bool

    @property
    def voor(self) -> str:
        """The text as it is."""
        return str(getattr(self.rij, self.veld))

    @property
    def verandert(self) -> bool:
        """Whether something is taken out."""
        return self.na != self.voor

    @property
    def ingang(self) -> Any:
        """The entry on whose page it stands; None where nobody keeps it."""
        if self.teksten.bij is None:
            return None
        return getattr(self.rij, self.teksten.bij) if self.teksten.bij else self.rij

    @property
    def opschrift(self) -> str:
        """What the field is called on the page."""
        return opschrift(type(self.rij).__name__, self.veld)

    @property
    def zinnen(self) -> list[tuple[str, str]]:
        """The sentences that change, before and after."""
        voor, na = (namen.ZIN.findall(tekst) for tekst in (self.voor, self.na))
        if len(voor) != len(na):
            return [(self.voor, self.na)]
        return [(een.strip(), ander.strip()) for een, ander in zip(voor, na, strict=True) if een != ander]


def opschrift(model: str, veld: str) -> str:
    """Return what a field of a model is called on a page."""
    return OPSCHRIFTEN.get(model, {}).get(veld) or veld.replace("_", " ").capitalize()


def sporen_van(organisatie: Organisatie) -> Sporen:
    """Return by what this organisation is known, and what of that may go from texts of others.

    A name that is also a word of the kaart or a name of another says nothing; one that was only just given, or that
    others use as an ordinary word, is for people to judge. An address or number that is also another's stays.
    """
    van_anderen = _adressen_van_anderen(organisatie)
    weg: list[Spoor] = []
    vragen: list[Spoor] = []
    for veld, maak in ADRESSEN.items():
        waarde = str(getattr(organisatie, veld)).strip()
        spoor = maak(waarde)
        if spoor is not None and _plat(veld, waarde) not in van_anderen:
            (vragen if _pas_veranderd(organisatie, veld) else weg).append(spoor)
    vragen += _mensen(organisatie, van_anderen)
    herkenner = Herkenner(organisatie.naam.strip(), _mag(organisatie), tuple(weg), tuple(vragen))
    return Sporen(herkenner, Kenmerken.van(organisatie))


def gevolgen(sporen: Sporen, organisatie: Organisatie) -> list[Gevolg]:
    """Return what leaving does to each text of others, by kind and key; without what stays as it is."""
    return list(chain(_in_teksten(sporen.herkenner, organisatie), _in_namen(sporen.herkenner, organisatie)))


def wis(sporen: Sporen, gevonden: list[Gevolg]) -> int:
    """Do what `gevolgen` said, after the organisation itself is gone; return how many texts changed.

    Within the transaction of the caller. What was kept of others (states, drafts, proposals, undoing) follows.
    """
    per_rij: dict[tuple[type[models.Model], Any], dict[str, str]] = {}
    for gevolg in gevonden:
        if gevolg.verandert:
            per_rij.setdefault((type(gevolg.rij), gevolg.rij.pk), {})[gevolg.veld] = gevolg.na
    for (model, sleutel), velden in per_rij.items():
        model._default_manager.filter(pk=sleutel).update(**velden)
    vragen = {
        (type(gevolg.ingang).__name__.lower(), gevolg.ingang.pk, gevolg.opschrift): None
        for gevolg in gevonden
        if gevolg.vraag and gevolg.ingang is not None
    }
    Nazien.objects.bulk_create(Nazien(ding=ding, sleutel=sleutel, veld=veld) for ding, sleutel, veld in vragen)
    _wis_standen(sporen)
    return sum(len(velden) for velden in per_rij.values())


def _in_teksten(herkenner: Herkenner, organisatie: Organisatie) -> Iterator[Gevolg]:
    for teksten in VRIJ:
        for rij in _kandidaten(teksten, herkenner, organisatie):
            for veld in teksten.velden:
                oud = str(getattr(rij, veld))
                gelezen = herkenner.lees(oud, hoogstens=hoogstens(teksten.model, veld), vraagbaar=teksten.vraagbaar)
                if gelezen != Gelezen(oud):
                    yield Gevolg(rij, teksten, veld, gelezen.tekst, gelezen.vraag)


def _in_namen(herkenner: Herkenner, organisatie: Organisatie) -> Iterator[Gevolg]:
    if herkenner.mag is Mag.NIETS:
        return
    patroon = naampatroon(herkenner.naam)
    for teksten in VRAAG_BIJ_NAAM:
        for rij in _kandidaten(teksten, herkenner, organisatie):
            if patroon.search(rij.naam):
                yield Gevolg(rij, teksten, "naam", rij.naam, vraag=True)


def _kandidaten(teksten: Teksten, herkenner: Herkenner, organisatie: Organisatie) -> models.QuerySet[Any]:
    rijen = teksten.van_anderen(organisatie)
    if teksten.bij:
        rijen = rijen.select_related(teksten.bij)
    return rijen.filter(_noemt(teksten.velden, herkenner))


def _noemt(velden: tuple[str, ...], herkenner: Herkenner) -> Q:
    """Return the condition that a row may name it: by a part of a word that every database finds in any capitals."""
    zoek = Q(pk__in=())
    for veld in velden:
        for spoor in herkenner.sporen:
            zoek |= Q(**{f"{veld}__icontains": spoor.zoek})
    return zoek


# --- What a name may do.


def _mag(organisatie: Organisatie) -> Mag:
    naam = organisatie.naam.strip()
    eigen = kaal(naam)
    if len(re.findall(r"\w", naam)) < namen.TE_KORT or not eigen or _is_woord_van_de_kaart(eigen, organisatie):
        return Mag.NIETS
    if _pas_veranderd(organisatie, "naam") or _wordt_gewoon_gebruikt(organisatie):
        return Mag.VRAAG
    return Mag.WEG


def _is_woord_van_de_kaart(eigen: str, organisatie: Organisatie) -> bool:
    """Whether a name is also a need, an area, a language, a category, a search word, or what another is called.

    Also where it is a part of such a name: 'Eten' of 'Eten en drinken', 'Kruispost' of 'Kruispost Oost'.
    """
    return any(f" {eigen} " in f" {kaal(woord)} " for woord in _woorden_van_de_kaart(organisatie)) or any(
        eigen == kaal(woord) for woord in _namen_van_anderen(organisatie)
    )


def _woorden_van_de_kaart(organisatie: Organisatie) -> Iterator[str]:
    begrippen: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Behoefte, ("naam", "synoniemen")),
        (Stadsdeel, ("naam",)),
        (Gebied, ("naam",)),
        (Taal, ("naam", "eigen_naam")),
        (Doelgroep, ("naam",)),
        (Nieuwkomerscategorie, ("naam", "naam_waardig")),
        (Synoniem, ("term", "synoniemen")),
        (apps.get_model("doorverwijzing.Hulplijn"), ("naam",)),
    )
    for model, velden in begrippen:
        for rij in model._default_manager.order_by().values_list(*velden):
            for waarde in rij:
                yield from waarde.split("|")
    yield from Organisatie.objects.exclude(pk=organisatie.pk).order_by().values_list("naam", flat=True)
    yield from (settings.STAD, settings.STADSGEGEVENS.plaats, "Nederland")


def _namen_van_anderen(organisatie: Organisatie) -> Iterator[str]:
    """Yield what others call their offers, places and people."""
    yield from Aanbod.objects.exclude(organisatie=organisatie).order_by().values_list("naam", flat=True)
    anders = Locatie.objects.exclude(organisatie=organisatie).order_by()
    for plek in anders.values_list("naam", "plaats", "straat"):
        yield from plek
    yield from Contactpersoon.objects.exclude(organisatie=organisatie).order_by().values_list("naam", flat=True)
    for voornaam, achternaam, account in Medewerker.objects.order_by().values_list(
        "first_name", "last_name", "username"
    ):
        yield from (f"{voornaam} {achternaam}", achternaam, account)
    yield from apps.get_model("doorverwijzing.Route")._default_manager.order_by().values_list("naam", flat=True)


def _pas_veranderd(organisatie: Organisatie, veld: str) -> bool:
    """Whether a field became what it is less than a month ago, as far as history tells."""
    toen = timezone.now() - PAS_VERANDERD
    standen = Versie.objects.bij(organisatie)
    eerder = standen.filter(op__lt=toen).first() or standen.last()
    return eerder is not None and eerder.staat.get(veld) != getattr(organisatie, veld)


def _wordt_gewoon_gebruikt(organisatie: Organisatie) -> bool:
    """Whether others write the same words as ordinary ones, or so often that it is a word of the city."""
    naam = organisatie.naam.strip()
    zoals, hoe_dan_ook = naampatroon(naam), namen.naampatroon_hoe_dan_ook(naam)
    gezien = 0
    for teksten in (*VRIJ, *VRAAG_BIJ_NAAM):
        for rij in _kandidaten(teksten, Herkenner(naam, Mag.VRAAG), organisatie):
            for veld in teksten.velden:
                tekst = str(getattr(rij, veld))
                anders = any(not zoals.fullmatch(hit.group()) for hit in hoe_dan_ook.finditer(tekst))
                if anders and not namen.is_lang(naam):
                    return True
                if veld == "naam" and zoals.search(tekst) and not namen.is_lang(naam):
                    return True
                gezien += bool(teksten.vraagbaar and zoals.search(tekst))
    return gezien > TE_VEEL


# --- Addresses.

ADRESSEN: dict[str, Callable[[str], Spoor | None]] = {
    "website": namen.webspoor,
    "email": namen.mailspoor,
    "telefoon": namen.nummerspoor,
}


def _plat(veld: str, waarde: str) -> str:
    if veld == "telefoon":
        return namen.cijfers(waarde)
    waarde = waarde.strip().casefold()
    return re.sub(r"^https?://(?:www\.)?", "", waarde).rstrip("/") if veld == "website" else waarde


def _adressen_van_anderen(organisatie: Organisatie) -> set[str]:
    """Return the web addresses, mail addresses and numbers of everybody else, as they are compared."""
    gevonden: set[str] = set()
    hulplijn = apps.get_model("doorverwijzing.Hulplijn")
    bronnen: tuple[tuple[tuple[str, ...], Any], ...] = (
        (("website", "email", "telefoon"), Organisatie.objects.exclude(pk=organisatie.pk)),
        (("email", "telefoon"), Contactpersoon.objects.exclude(organisatie=organisatie)),
        (("email",), Medewerker.objects.exclude(organisaties=organisatie)),
        (("telefoon",), hulplijn._default_manager.all()),
    )
    for velden, rijen in bronnen:
        for rij in rijen.order_by().values_list(*velden):
            gevonden.update(_plat(veld, waarde) for veld, waarde in zip(velden, rij, strict=True) if waarde)
            if "website" in velden and gastheer(rij[0]):
                # Another lives at this host: its front page is not of one of them.
                gevonden.add(gastheer(rij[0]))
    return gevonden


def _mensen(organisatie: Organisatie, van_anderen: set[str]) -> Iterator[Spoor]:
    """Yield what finds the contacts in texts of others: never taken out, as an owner types what it likes."""
    for contact in organisatie.contactpersonen.order_by("pk"):
        sporen = [
            maak(waarde)
            for veld, maak in ADRESSEN.items()
            if (waarde := str(getattr(contact, veld, "")).strip()) and _plat(veld, waarde) not in van_anderen
        ]
        woorden = contact.naam.split()
        heel = len(woorden) > 1 and woorden[0][:1].isupper() and woorden[-1][:1].isupper()
        if heel and not _is_woord_van_de_kaart(kaal(contact.naam), organisatie):
            sporen.append(naamspoor(contact.naam))
        for spoor in sporen:
            if spoor is not None and _hoe_vaak(spoor, organisatie) <= TE_VAAK_VOOR_EEN_MENS:
                yield spoor


def _hoe_vaak(spoor: Spoor, organisatie: Organisatie) -> int:
    herkenner = Herkenner(vragen=(spoor,))
    return sum(1 for _ in _in_teksten(herkenner, organisatie))


# --- What was kept.


def _wis_standen(sporen: Sporen) -> None:
    standen = Standen(sporen.herkenner, sporen.kenmerken)
    for label, kolommen in GELEZEN_ALS_STAAT.items():
        model = apps.get_model(label)
        for rij in json_kandidaten(model._default_manager.order_by("pk"), kolommen.split(), sporen):
            if anders := standen.schoon(rij):
                model._default_manager.filter(pk=rij.pk).update(**anders)
    for wis_elders in meegaan.aangemeld():
        wis_elders(sporen)


def json_kandidaten(rijen: models.QuerySet[Any], kolommen: list[str], sporen: Sporen) -> Iterator[Any]:
    """Yield the rows whose JSON may name it; how letters with accents stand in it differs, so ASCII is looked for."""
    kolommen_als_tekst = {f"_{kolom}": Cast(kolom, TextField()) for kolom in kolommen}
    if not all(spoor.zoek.isascii() for spoor in sporen.herkenner.sporen):
        yield from rijen.iterator(chunk_size=200)
        return
    zoek = Q(pk__in=())
    kenmerken = sporen.kenmerken.organisaties | sporen.kenmerken.locaties | sporen.kenmerken.aanbod
    for kolom in kolommen_als_tekst:
        zoek |= _noemt((kolom,), sporen.herkenner)
        for kenmerk in kenmerken:
            zoek |= Q(**{f"{kolom}__contains": f'"{kenmerk}"'}) | Q(**{f"{kolom}__contains": f"{kenmerk}|"})
            zoek |= Q(**{f"{kolom}__contains": f"|{kenmerk}"})
    yield from rijen.annotate(**kolommen_als_tekst).filter(zoek).iterator(chunk_size=200)


def zin_waarin(gevolg: Gevolg, herkenner: Herkenner) -> str:
    """Return the sentence in which somebody is named that nobody takes out."""
    patronen = [spoor.patroon for spoor in herkenner.sporen]
    if herkenner.mag is not Mag.NIETS:
        patronen.append(namen.naampatroon_hoe_dan_ook(herkenner.naam))
    for patroon in patronen:
        if hit := patroon.search(gevolg.voor):
            return zin_om(gevolg.voor, hit.start())
    return gevolg.voor
