"""Finding the other one: what looks like it, and what has the typed words in its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, utils

from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.samenvoegen.naast_elkaar import Dubbel
from organisaties.bijhouden.wijzigen.dubbelen import lijkt_op
from organisaties.models import Locatie, Organisatie
from organisaties.zichtbaarheid import Lezer

LANGSTE_VRAAG = 150
HOOGSTENS = 20
GENOEG = 70


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """One that it may be: its key and address, what it is called and where it is, and in what it looks like it."""

    kenmerk: str
    naam: str
    waar: str
    adres: str
    waarin: str = ""


def lijkt_dubbel(ingang: Dubbel, gebruiker: Lezer) -> list[Kandidaat]:
    """Return what this person keeps and looks like this entry; the most alike first."""
    waarin = {lijkt.adres: lijkt.waarin for lijkt in lijkt_op(type(ingang), lees(ingang), gebruiker)}
    eigen = [een for een in _van_mij(type(ingang), gebruiker) if een.pk != ingang.pk]
    gevonden = {een.get_absolute_url(): een for een in eigen if een.get_absolute_url() in waarin}
    return [_kandidaat(gevonden[adres], reden) for adres, reden in waarin.items() if adres in gevonden]


def op_naam(
    model: type[Organisatie | Locatie], vraag: str, gebruiker: Lezer, zonder: int | None = None
) -> list[Kandidaat]:
    """Return what this person keeps with a name like this; compared here, as databases fold capitals differently."""
    gezocht = utils.default_process(vraag[:LANGSTE_VRAAG])
    if not gezocht:
        return []
    gevonden = []
    for een in _van_mij(model, gebruiker):
        naam = utils.default_process(een.naam)
        score = 100.0 if gezocht in naam else fuzz.token_set_ratio(gezocht, naam)
        if score >= GENOEG and een.pk != zonder:
            gevonden.append((-score, een.naam.casefold(), een.pk, een))
    return [_kandidaat(een) for *_, een in sorted(gevonden, key=lambda rij: rij[:3])[:HOOGSTENS]]


def _van_mij(model: type[Organisatie | Locatie], gebruiker: Lezer) -> Any:
    rijen: Any = model.objects.zichtbaar_voor(gebruiker)
    if model is Locatie:
        return rijen.filter(rechten.bij_te_houden_locaties(gebruiker)).select_related("organisatie", "stadsdeel")
    return rijen.filter(rechten.bij_te_houden_organisaties(gebruiker)).prefetch_related("werkgebied")


def _kandidaat(een: Dubbel, waarin: str = "") -> Kandidaat:
    if isinstance(een, Locatie):
        waar = ", ".join(deel for deel in (een.adres, een.stadsdeel.naam, een.organisatie.naam) if deel)
    else:
        delen = ["de hele stad"] if een.hele_stad else [str(deel) for deel in een.werkgebied.all()]
        waar = ", ".join([een.get_soort_display(), *delen])
    return Kandidaat(een.kenmerk, een.naam, waar, een.get_absolute_url(), waarin)
