"""An organisation's direct network, from what was written down and from what its offers say.

Where an organisation has an offer at a place of another, that is a line too; the page says that it follows from the
offer, and nothing of it is stored. For colleagues only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Contactpersoon, Organisatie, Samenwerking
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

TE_GAST = "te-gast"
"""A derived line of an offer that is no spreekuur."""

_SOORT = Samenwerking.Soort
# From this organisation to the other, and from the other to this one where that is something else.
HEEN = {
    _SOORT.SPREEKUUR.value: "houdt spreekuur bij",
    _SOORT.VERWIJST.value: "verwijst naar",
    _SOORT.SAMEN.value: "werkt samen met",
    _SOORT.WARM.value: "heeft een warme lijn met",
    TE_GAST: "heeft aanbod op een plek van",
}
TERUG = {
    _SOORT.SPREEKUUR.value: "houdt hier spreekuur",
    _SOORT.VERWIJST.value: "verwijst hiernaar",
    TE_GAST: "heeft hier aanbod",
}
MET_BEROEPSKRACHTEN = (Organisatie.Formaliteit.FORMEEL, Organisatie.Formaliteit.BEIDE)
VOLGORDE = (_SOORT.WARM.value, _SOORT.SPREEKUUR.value, _SOORT.VERWIJST.value, _SOORT.SAMEN.value, TE_GAST)


@dataclass(frozen=True, slots=True)
class Lijn:
    """One line to another; `aanbod` is set where it follows from that offer, `pk` where it was written.

    `ander` without a key is no entry of the kaart, but whoever the line names in words.
    """

    ander: Organisatie
    soort: str
    uitgaand: bool
    toelichting: str = ""
    aanbod: Aanbod | None = None
    pk: int | None = None
    bron: str = ""

    @property
    def wie(self) -> int | str:
        """What tells one other from the next: its key, or the words for it."""
        return self.ander.pk or self.ander.naam

    @property
    def woorden(self) -> str:
        """What it is, seen from the organisation whose page this is, to be read before the name of the other."""
        return (HEEN if self.uitgaand or self.heen_en_weer else TERUG)[self.soort]

    @property
    def heen_en_weer(self) -> bool:
        """Whether it has no direction."""
        return self.soort in (_SOORT.SAMEN, _SOORT.WARM)

    @property
    def afgeleid(self) -> bool:
        """Whether nobody wrote it down, but an offer says so."""
        return self.aanbod is not None


@dataclass(frozen=True, slots=True)
class Aanspreken:
    """Whom to ask for, at which organisation; `contact` where a role is kept with more than a word."""

    organisatie: Organisatie
    rol: str
    contact: Contactpersoon | None = None
    waarom: str = ""


@dataclass(frozen=True, slots=True)
class Netwerk:
    """All lines of one organisation, and whom to call, in that order."""

    organisatie: Organisatie
    lijnen: list[Lijn]
    bel_eerst: list[Aanspreken] = field(default_factory=list)

    @property
    def buren(self) -> list[tuple[Organisatie, list[Lijn]]]:
        """The other organisations, each with the lines to it, warmest first."""
        per_ander: dict[int | str, tuple[Organisatie, list[Lijn]]] = {}
        for lijn in self.lijnen:
            per_ander.setdefault(lijn.wie, (lijn.ander, []))[1].append(lijn)
        return list(per_ander.values())


def netwerk_van(organisatie: Organisatie, gebruiker: Lezer, *, van_aanbod: Aanbod | None = None) -> Netwerk | None:
    """Return the network of this organisation for a colleague, in two queries; None for anybody else.

    With `van_aanbod`, an offer from `voor_pagina()`, only that offer is looked at.
    """
    if not zichtbaarheid.is_professional(gebruiker):
        return None
    opgeschreven, contacten = _opgeschreven(organisatie)
    afgeleid = _afgeleid(organisatie) if van_aanbod is None else _afgeleid_van(van_aanbod)
    lijnen = _zonder_dubbel(
        sorted(
            [*opgeschreven, *afgeleid],
            key=lambda lijn: (
                VOLGORDE.index(lijn.soort),
                lijn.ander.naam.casefold(),
                lijn.ander.pk or 0,
                lijn.afgeleid,
            ),
        )
    )
    warm = [lijn.ander for lijn in lijnen if lijn.soort == _SOORT.WARM]
    return Netwerk(organisatie, lijnen, wie_eerst(organisatie, warm, contacten))


def wie_eerst(
    organisatie: Organisatie, warm: Iterable[Organisatie], contacten: Iterable[Contactpersoon]
) -> list[Aanspreken]:
    """Return whom to call, in order.

    An informal organisation runs on volunteers: a professional with a warm line comes before them (hard rule 8).
    """
    per_organisatie: dict[int, list[Contactpersoon]] = {}
    for contact in contacten:
        per_organisatie.setdefault(contact.organisatie_id, []).append(contact)
    volgorde: list[tuple[Organisatie, str]] = []
    if organisatie.formaliteit == Organisatie.Formaliteit.INFORMEEL:
        beroepskrachten = [ander for ander in warm if ander.formaliteit in MET_BEROEPSKRACHTEN]
        volgorde += [(ander, "Deze beroepskracht heeft een warme lijn.") for ander in beroepskrachten]
    volgorde.append((organisatie, ""))
    aanspreken = []
    for wie, waarom in volgorde:
        if per_organisatie.get(wie.pk):
            aanspreken += [Aanspreken(wie, contact.rol, contact, waarom) for contact in per_organisatie[wie.pk]]
        elif wie.contact_rol or waarom:
            aanspreken.append(Aanspreken(wie, wie.contact_rol, None, waarom))
    return aanspreken


_ORGANISATIE = ("pk", "kenmerk", "naam", "formaliteit", "contact_rol")
_LIJN = ("pk", "soort", "toelichting", "bron", "andere")
KANTEN = ("heen", "terug", "los")
_CONTACT = ("pk", "rol", "naam", "telefoon", "email", "toestemming_op", "geldig_tot")


def _opgeschreven(organisatie: Organisatie) -> tuple[list[Lijn], list[Contactpersoon]]:
    """Return the lines that were written down and the contacts at both ends, for a colleague.

    One query for all of it, because the page of an offer has few to spare: each other organisation comes once for
    every combination of its lines and contacts, of which there are few.
    """
    lijnen = Samenwerking.objects.order_by()
    rijen = (
        Organisatie.objects.filter(
            Q(pk=organisatie.pk)
            | Q(pk__in=lijnen.filter(van=organisatie).values("naar"))
            | Q(pk__in=lijnen.filter(naar=organisatie).values("van"))
        )
        # An organisation that stopped is nobody's line any more, and nobody to call first.
        .filter(Q(pk=organisatie.pk) | Q(status__in=zichtbaarheid.LOOPT))
        .annotate(
            heen=FilteredRelation(
                "samenwerkingen_van_anderen", condition=Q(samenwerkingen_van_anderen__van=organisatie)
            ),
            terug=FilteredRelation("samenwerkingen", condition=Q(samenwerkingen__naar=organisatie)),
            # Its own lines with others that have no entry.
            los=FilteredRelation(
                "samenwerkingen",
                condition=Q(samenwerkingen__van=organisatie, samenwerkingen__naar__isnull=True),
            ),
        )
        .order_by("naam", "pk", "contactpersonen__rol", "contactpersonen__pk")
        .values(
            *_ORGANISATIE,
            *(f"{kant}__{veld}" for kant in KANTEN for veld in _LIJN),
            *(f"contactpersonen__{veld}" for veld in _CONTACT),
        )
    )
    gevonden: dict[int, Lijn] = {}
    contacten: dict[int, Contactpersoon] = {}
    for rij in rijen:
        wie = Organisatie(**{veld: rij[veld] for veld in _ORGANISATIE})
        if rij["contactpersonen__pk"]:
            velden = {veld: rij[f"contactpersonen__{veld}"] for veld in _CONTACT}
            contacten.setdefault(velden["pk"], Contactpersoon(organisatie=wie, **velden))
        for kant in KANTEN:
            lijn = {veld: rij[f"{kant}__{veld}"] for veld in _LIJN}
            if lijn["pk"] and lijn["pk"] not in gevonden:
                ander = Organisatie(naam=lijn["andere"], formaliteit="") if lijn["andere"] else wie
                gevonden[lijn["pk"]] = Lijn(
                    ander, lijn["soort"], kant != "terug", lijn["toelichting"], pk=lijn["pk"], bron=lijn["bron"]
                )
    return list(gevonden.values()), list(contacten.values())


def _afgeleid(organisatie: Organisatie) -> list[Lijn]:
    """Return the lines that follow from offers at each other's places."""
    koppelingen = (
        Aanbod.locaties.through.objects.filter(
            Q(aanbod__organisatie=organisatie) | Q(locatie__organisatie=organisatie),
            aanbod__status=Status.GEPUBLICEERD,
            aanbod__organisatie__status__in=zichtbaarheid.LOOPT,
            locatie__organisatie__status__in=zichtbaarheid.LOOPT,
        )
        .exclude(aanbod__organisatie=F("locatie__organisatie"))
        .select_related("aanbod__organisatie", "locatie__organisatie")
        .order_by("aanbod__naam", "pk")
    )
    return [
        _lijn_van(k.aanbod, k.locatie.organisatie, uitgaand=True)
        if k.aanbod.organisatie_id == organisatie.pk
        else _lijn_van(k.aanbod, k.aanbod.organisatie, uitgaand=False)
        for k in koppelingen
    ]


def _afgeleid_van(aanbod: Aanbod) -> list[Lijn]:
    """Return the lines that follow from one offer whose places are read already; no query where it is at home."""
    bij = {locatie.organisatie_id for locatie in aanbod.zichtbare_locaties} - {aanbod.organisatie_id}
    if not bij or aanbod.status != Status.GEPUBLICEERD:
        return []
    anderen = Organisatie.objects.filter(status__in=zichtbaarheid.LOOPT)
    return [_lijn_van(aanbod, ander, uitgaand=True) for ander in anderen.in_bulk(bij).values()]


def _lijn_van(aanbod: Aanbod, ander: Organisatie, *, uitgaand: bool) -> Lijn:
    soort = _SOORT.SPREEKUUR.value if aanbod.soort == Aanbod.Soort.SPREEKUUR else TE_GAST
    return Lijn(ander, soort, uitgaand, aanbod=aanbod)


def _zonder_dubbel(lijnen: list[Lijn]) -> list[Lijn]:
    """Leave out what was said already: a written line before a derived one, and one of both directions."""
    gezien: set[tuple[int | str, str, bool]] = set()
    over = []
    for lijn in lijnen:
        sleutel = (lijn.wie, lijn.soort, lijn.uitgaand or lijn.heen_en_weer)
        if sleutel not in gezien:
            gezien.add(sleutel)
            over.append(lijn)
    return over
