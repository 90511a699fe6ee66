"""What looks like something new: so that nobody puts on the kaart what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils

from kaart.hulp.webadres import gastheer
from organisaties.bijhouden.momentopname.momentopname import Staat
from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.zichtbaarheid import Lezer

GENOEG = 87
"""Of 100: a typing error or another order of words is above it, another name below."""

HOOGSTENS = 5


@dataclass(frozen=True, slots=True)
class Lijkt:
    """One entry that looks like the new one, and in what."""

    naam: str
    adres: str
    waarin: str


def lijkt_op(
    model: type[Organisatie | Locatie | Aanbod], staat: Staat, gebruiker: Lezer, organisatie: Organisatie | None = None
) -> list[Lijkt]:
    """Return what this person may see and looks like `staat`, the most alike first; two queries at most.

    Organisations by name and website, places by name and address in the whole city, offers by name within their
    organisation: every provider has a 'spreekuur'.
    """
    naam = str(staat.get("naam") or "")
    rijen: Any = model._default_manager.zichtbaar_voor(gebruiker)
    if model is Aanbod:
        rijen = rijen.filter(organisatie=organisatie)
    if not naam.strip():
        return []
    gelijkend: dict[int, str] = {}
    namen = dict(rijen.order_by().values_list("pk", "naam"))
    for _, _, pk in process.extract(
        naam, namen, scorer=fuzz.token_sort_ratio, processor=utils.default_process, limit=HOOGSTENS, score_cutoff=GENOEG
    ):
        gelijkend[pk] = "de naam"
    if model is Organisatie and staat.get("website"):
        gevraagd = gastheer(str(staat["website"]))
        for pk, website in rijen.exclude(website="").order_by().values_list("pk", "website"):
            if gevraagd and gastheer(website) == gevraagd:
                gelijkend.setdefault(pk, "de website")
    if model is Locatie and staat.get("straat") and staat.get("huisnummer"):
        zelfde = rijen.filter(straat__iexact=staat["straat"], huisnummer__iexact=staat["huisnummer"])
        for pk in zelfde.order_by("pk").values_list("pk", flat=True)[:HOOGSTENS]:
            gelijkend.setdefault(pk, "het adres")
    gevonden = rijen.in_bulk(list(gelijkend)[:HOOGSTENS])
    return [
        Lijkt(str(gevonden[pk]), gevonden[pk].get_absolute_url(), waarin)
        for pk, waarin in gelijkend.items()
        if pk in gevonden
    ]
