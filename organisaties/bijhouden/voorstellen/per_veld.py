"""What became of each field of a proposal, in words, for whoever proposed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from organisaties.bijhouden.momentopname.momentopname import TOEGANG, VELDEN, Staat
from organisaties.bijhouden.momentopname.veldnamen import OPSCHRIFTEN
from organisaties.bijhouden.momentopname.verschil import in_woorden, namen_van
from organisaties.bijhouden.wijzigen.formulier import Onderwerp
from organisaties.models import Aanbod, Medewerker, Nieuwkomerscategorie, Voorstel
from organisaties.models.ingang import Ingang


@dataclass(frozen=True, slots=True)
class Veldbesluit:
    """One field: what it is called, the value that was proposed, and whether that was taken over."""

    label: str
    waarde: str
    over: bool


def model_van(voorstel: Voorstel) -> type[Ingang]:
    """Return the kind of entry that the fields of a proposal belong to."""
    if voorstel.soort == Voorstel.Soort.NIEUW_AANBOD:
        return Aanbod
    soort: type[Ingang] = type(voorstel.doel)
    return soort


def besluiten_per_veld(voorstellen: Iterable[Voorstel], lezer: Medewerker) -> dict[int, list[Veldbesluit]]:
    """Return the fields of these proposals by their keys, in the order of the page, as far as this reader may see.

    One query for each kind of thing that is referred to, however many proposals there are.
    """
    per_model: defaultdict[type[Ingang], dict[int, tuple[Voorstel, Staat]]] = defaultdict(dict)
    for voorstel in voorstellen:
        model = model_van(voorstel)
        naar = {veld: deel.get("naar") for veld, deel in voorstel.wijzigingen.items()}
        per_model[model][voorstel.pk] = (voorstel, Onderwerp(model, lezer).toonbaar(naar))
    groepen = _groepen(staat for rijen in per_model.values() for _, staat in rijen.values())
    uit: dict[int, list[Veldbesluit]] = {}
    for model, rijen in per_model.items():
        staten = [staat for _, staat in rijen.values()]
        namen = namen_van(model, dict.fromkeys(veld for staat in staten for veld in staat), staten)
        plaats = {veld: nummer for nummer, veld in enumerate(VELDEN[model])}
        for pk, (voorstel, staat) in rijen.items():
            uit[pk] = [
                Veldbesluit(
                    groepen[veld] if veld in groepen else OPSCHRIFTEN[model.__name__][veld],
                    in_woorden(model, veld, staat[veld], namen),
                    veld in voorstel.overgenomen,
                )
                for veld in sorted(staat, key=lambda veld: (plaats.get(veld, len(plaats)), veld))
            ]
    return uit


def _groepen(staten: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return what the fields about groups are called; one query, none where no such field is there."""
    velden = {veld for staat in staten for veld in staat if veld.startswith(TOEGANG)}
    if not velden:
        return {}
    slugs = {veld.removeprefix(TOEGANG) for veld in velden}
    namen = dict(Nieuwkomerscategorie.objects.filter(slug__in=slugs).values_list("slug", "naam"))
    return {f"{TOEGANG}{slug}": f"Open voor {namen.get(slug, slug)}" for slug in slugs}
