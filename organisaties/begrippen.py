"""The reference lists as a kind of reader may see them, kept in this process as long as they are right.

Pages that only offer choices ask this and not the search register: a front page needs no index. What is kept carries
the stamp of the kaart at which it was read, and is read again, in one query, once the stamp differs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from organisaties import zichtbaarheid
from organisaties.models import Behoefte, Doelgroep, Gebied, Nieuwkomerscategorie, Stadsdeel, Synoniem, Taal
from organisaties.models.gedeeld import woorden
from organisaties.models.wijziging import Stamp, stamp
from organisaties.regels.begrip import Begrip
from organisaties.zichtbaarheid import Kijker, Lezer

LIJSTEN = ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep", "open_voor", "synoniem")
VLAGGEN = ("neutraal", "nood")


@dataclass(frozen=True, slots=True, eq=False)
class Begrippen(Mapping[str, Mapping[str, Begrip]]):
    """All lists by name (`LIJSTEN`); a list has its rows by slug, or by the code of a language, in its own order."""

    lijsten: Mapping[str, Mapping[str, Begrip]]

    def __getitem__(self, naam: str) -> Mapping[str, Begrip]:
        return self.lijsten[naam]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lijsten)

    def __len__(self) -> int:
        return len(self.lijsten)

    def gelijk_aan(self, ander: Begrippen) -> bool:
        """Tell whether the other lists have the same rows in the same order; `==` does not look at the order."""
        return all(list(self[naam].items()) == list(ander[naam].items()) for naam in LIJSTEN)

    @property
    def brede_behoeften(self) -> list[Begrip]:
        """The needs of the highest level, in order."""
        return [behoefte for behoefte in self["behoefte"].values() if behoefte.ouder is None]

    @property
    def neutrale_behoeften(self) -> list[Begrip]:
        """The needs whose pages must not say what they are about, in order."""
        return [behoefte for behoefte in self["behoefte"].values() if behoefte.neutraal]

    def behoefte_met_kinderen(self, slug: str) -> list[Begrip]:
        """Return a need and the narrower ones below it; empty where there is no such need."""
        behoeften = self["behoefte"]
        if slug not in behoeften:
            return []
        zelf = behoeften[slug]
        return [zelf, *(b for b in behoeften.values() if b.ouder == zelf.pk)]


_bewaard: dict[Kijker, tuple[Stamp, Begrippen]] = {}
_sloten = {soort: threading.Lock() for soort in Kijker}


def begrippen_voor(gebruiker: Lezer, nu: Stamp | None = None) -> Begrippen:
    """Return the lists for this person's kind of reader; one small query when they are still right.

    Who knows the stamp of the present state already gives it as `nu`.
    """
    soort = zichtbaarheid.kijker(gebruiker)
    # The stamp first: what is written while the lists are read is then read once more, not missed.
    nu = nu or stamp()
    if (bewaard := _bewaard.get(soort)) is not None and bewaard[0] == nu:
        return bewaard[1]
    with _sloten[soort]:
        # Another thread may have done it while this one waited.
        bewaard = _bewaard.get(soort)
        if bewaard is None or bewaard[0] != nu:
            begrippen = lees(zichtbaarheid.vertegenwoordiger(soort))
            # Most changes of the kaart leave the lists as they were: everything that is kept then shares one object.
            begrippen = bewaard[1] if bewaard is not None and bewaard[1].gelijk_aan(begrippen) else begrippen
            bewaard = _bewaard[soort] = (nu, begrippen)
        return bewaard[1]


def lees(lezer: Lezer) -> Begrippen:
    """Read all lists as this reader may see them, in one query."""
    rijen = sorted(_lijstrijen(lezer), key=lambda rij: rij[:3])
    lijsten: dict[str, dict[str, Begrip]] = {naam: {} for naam in LIJSTEN}
    for naam, _, pk, sleutel, tekst, ouder, uitleg, synoniemen, eigen, neutraal, nood in rijen:
        lijsten[naam][sleutel] = Begrip(
            pk, sleutel, tekst, ouder or None, uitleg, tuple(woorden(synoniemen)), eigen, bool(neutraal), bool(nood)
        )
    return Begrippen(MappingProxyType({naam: MappingProxyType(lijst) for naam, lijst in lijsten.items()}))


def _lijstrijen(lezer: Lezer) -> Iterable[Any]:
    """Return the rows of all lists together, as (list, order, key, slug or code, name, and the rest of a Begrip)."""
    niets = Value(0, output_field=IntegerField())
    vlag = {naam: Case(When(**{naam: True}, then=1), default=0, output_field=IntegerField()) for naam in VLAGGEN}
    rijen: Iterable[Any] = _lijst("stadsdeel", Stadsdeel.objects.all()).union(
        _lijst("gebied", Gebied.objects.all(), _ouder=F("stadsdeel_id")),
        _lijst(
            "behoefte",
            Behoefte.objects.all(),
            _ouder=Coalesce(F("ouder_id"), 0),
            _uitleg=F("toelichting"),
            _synoniemen=F("synoniemen"),
            _neutraal=vlag["neutraal"],
            _nood=vlag["nood"],
        ),
        _lijst("taal", Taal.objects.all(), sleutel=F("code"), _eigen=F("eigen_naam")),
        _lijst("extra_doelgroep", Doelgroep.objects.all()),
        _lijst("open_voor", Nieuwkomerscategorie.objects.zichtbaar_voor(lezer), _eigen=F("naam_waardig")),
        _lijst(
            "synoniem",
            Synoniem.objects.annotate(volgorde=niets, naam=F("term")),
            sleutel=F("term"),
            _synoniemen=F("synoniemen"),
        ),
        all=True,
    )
    return rijen


def _lijst(naam: str, rijen: QuerySet[Any], **velden: Any) -> Any:
    leeg, niets = Value(""), Value(0, output_field=IntegerField())
    standaard = {
        "sleutel": F("slug"), "_ouder": niets, "_uitleg": leeg, "_synoniemen": leeg, "_eigen": leeg, "_neutraal": niets,
        "_nood": niets,
    }  # fmt: skip
    kolommen = {**standaard, **velden}
    return (
        rijen.order_by()
        .annotate(_lijst=Value(naam), **kolommen)
        .values_list("_lijst", "volgorde", "pk", "sleutel", "naam", *[k for k in kolommen if k != "sleutel"])
    )
