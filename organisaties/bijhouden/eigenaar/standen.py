"""Taking somebody out of what was kept of others: earlier states, drafts and proposals.

In them only what is free text in the entry itself is text; and a place of the leaver is no longer among the places of
an offer, so that an earlier state can still be put back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from organisaties.bijhouden.eigenaar.naam import Herkenner
from organisaties.bijhouden.eigenaar.teksten import vrije_velden
from organisaties.bijhouden.momentopname.momentopname import TIJDEN, TOEGANG, Staat
from organisaties.models import (
    Aanbod,
    Concept,
    Controlebeurt,
    Openingstijd,
    Organisatie,
    OudKenmerk,
    Toegang,
    Versie,
    Voorstel,
)

PLEKKEN = "locaties"


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """The keys that go away, each kind by itself: an offer and a need may have the same."""

    organisaties: frozenset[str] = frozenset()
    locaties: frozenset[str] = frozenset()
    aanbod: frozenset[str] = frozenset()
    # The keys of organisations that are no key of an offer as well: in a route those two share a column.
    alleen_organisatie: frozenset[str] = field(default=frozenset())

    @classmethod
    def van(cls, organisatie: Organisatie) -> Kenmerken:
        """Return those of one organisation, those that lead on to it too; six queries."""
        eigen = {organisatie.kenmerk, *organisatie.oude_kenmerken.values_list("kenmerk", flat=True)}
        oude_plekken = OudKenmerk.objects.filter(locatie__organisatie=organisatie).values_list("kenmerk", flat=True)
        ook_aanbod = Aanbod.objects.filter(kenmerk__in=eigen).values_list("kenmerk", flat=True)
        return cls(
            frozenset(eigen),
            frozenset({*organisatie.locaties.values_list("kenmerk", flat=True), *oude_plekken}),
            frozenset(organisatie.aanbod.values_list("kenmerk", flat=True)),
            frozenset(eigen - set(ook_aanbod)),
        )


@dataclass(frozen=True, slots=True)
class Standen:
    """What takes somebody out of kept states."""

    herkenner: Herkenner
    kenmerken: Kenmerken

    def schoon(self, rij: models.Model) -> dict[str, Any]:
        """Return the JSON columns of a row that become other, as they become."""
        if isinstance(rij, Versie):
            return _anders(rij, staat=self._staat(type(rij.doel), rij.staat, vraagbaar=False))
        if isinstance(rij, Controlebeurt):
            return _anders(rij, eerder={veld: self._paar(veld, paar) for veld, paar in rij.eerder.items()})
        if isinstance(rij, Concept):
            model = type(rij.doel)
            basis = self._staat(model, rij.basis, vraagbaar=True)
            return _anders(rij, basis=basis, staat=self._staat(model, rij.staat, vraagbaar=True))
        if isinstance(rij, Voorstel):
            return _anders(rij, wijzigingen=self._wijzigingen(rij))
        return {}

    def _paar(self, veld: str, paar: list[Any]) -> list[Any]:
        """Return what a check changed, before and after; only the sources of groups are texts."""
        return [self._waarde(Aanbod, veld, waarde, vraagbaar=False) for waarde in paar]

    def _staat(self, model: type[models.Model], staat: Staat, *, vraagbaar: bool) -> Staat:
        return {veld: self._waarde(model, veld, waarde, vraagbaar=vraagbaar) for veld, waarde in staat.items()}

    def _wijzigingen(self, voorstel: Voorstel) -> dict[str, Any]:
        nieuw_aanbod = voorstel.soort == Voorstel.Soort.NIEUW_AANBOD
        model = Aanbod if nieuw_aanbod else type(voorstel.doel)
        # Of what is still open the words must stay those of the entry itself, or nobody can take it over.
        open_ = voorstel.besluit == Voorstel.Besluit.OPEN
        return {
            veld: self._staat_van(model, veld, verschil, vraagbaar=open_)
            for veld, verschil in voorstel.wijzigingen.items()
        }

    def _staat_van(self, model: type[models.Model], veld: str, verschil: Any, *, vraagbaar: bool) -> Any:
        if not isinstance(verschil, dict):
            return verschil
        return {kant: self._waarde(model, veld, waarde, vraagbaar=vraagbaar) for kant, waarde in verschil.items()}

    def _waarde(self, model: type[models.Model], veld: str, waarde: Any, *, vraagbaar: bool) -> Any:
        if veld == PLEKKEN and model is Aanbod and isinstance(waarde, list):
            return [kenmerk for kenmerk in waarde if kenmerk not in self.kenmerken.locaties]
        if veld == TIJDEN and isinstance(waarde, list):
            return [self._rij(Openingstijd, rij, vraagbaar=vraagbaar) for rij in waarde]
        if veld.startswith(TOEGANG) and isinstance(waarde, dict):
            return self._rij(Toegang, waarde, vraagbaar=vraagbaar)
        if isinstance(waarde, str) and veld in vrije_velden(model):
            return self.tekst(model, veld, waarde, vraagbaar=vraagbaar)
        return waarde

    def _rij(self, model: type[models.Model], rij: Mapping[str, Any], *, vraagbaar: bool) -> dict[str, Any]:
        return {
            veld: self.tekst(model, veld, waarde, vraagbaar=vraagbaar)
            if isinstance(waarde, str) and veld in vrije_velden(model)
            else waarde
            for veld, waarde in rij.items()
        }

    def tekst(self, model: type[models.Model], veld: str, tekst: str, *, vraagbaar: bool) -> str:
        """Return a text of this column without them; `vraagbaar`: its keeper can be asked to look."""
        return self.herkenner.lees(tekst, hoogstens=hoogstens(model, veld), vraagbaar=vraagbaar).tekst


def hoogstens(model: type[models.Model], veld: str) -> int | None:
    """Return how many characters fit in a column, None where it has no end."""
    lengte: int | None = getattr(model._meta.get_field(veld), "max_length", None)
    return lengte


def _anders(rij: models.Model, **nieuw: Any) -> dict[str, Any]:
    return {veld: waarde for veld, waarde in nieuw.items() if waarde != getattr(rij, veld)}
