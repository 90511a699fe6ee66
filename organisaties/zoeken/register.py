"""The register: what can be found, kept in memory for each kind of reader apart.

It is built from `zichtbaar_voor()` alone, so the register of a visitor does not hold what a visitor may not
know: no combination of filters can betray it. It is made anew as soon as the map changes (`organisaties.stand`)
or the day does. Order and counts are worked out here and not in SQL, so SQLite and PostgreSQL cannot differ.
"""

from __future__ import annotations

import datetime
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from organisaties import versheid, zichtbaarheid
from organisaties.models import (
    Aanbod,
    Behoefte,
    Doelgroep,
    Gebied,
    JaNee,
    Nieuwkomerscategorie,
    Openingstijd,
    Stadsdeel,
    Synoniem,
    Taal,
    Toegang,
)
from organisaties.models.gedeeld import woorden
from organisaties.stand import stand
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.bits import verzameling
from organisaties.zoeken.tekst import Woordenlijst

JA = "ja"
NAVRAGEN = "navragen"
ONBEKEND = "onbekend"
AANKOMST = "aankomst"
SOCIAAL = "sociaal"


@dataclass(frozen=True, slots=True)
class Begrip:
    """One row of a reference list, as choices and texts need it."""

    pk: int
    slug: str
    naam: str
    ouder: int | None = None
    toelichting: str = ""
    synoniemen: tuple[str, ...] = ()
    eigen_naam: str = ""
    neutraal: bool = False


@dataclass(frozen=True, slots=True)
class Rij:
    """What the register knows of one offer beside the sets it is in."""

    pk: int
    kenmerk: str
    naam: str
    organisatie: str


@dataclass(slots=True)
class Register:
    """Everything one kind of reader can find on one day. A position is the place of an offer in `rijen`.

    `maskers[facet][waarde]` is the set of what that choice keeps; `gevestigd`, `werkt_voor`, `in_gebied` by key
    and `stadsbreed`, `online` tell apart why something counts for an area; `oordelen[categorie][waarde]` is
    whom offers are open to; the remaining sets are used for the order.
    """

    kijker: Kijker
    dag: datetime.date
    rijen: list[Rij] = field(default_factory=list)
    alles: int = 0
    begrippen: dict[str, dict[str, Begrip]] = field(default_factory=dict)
    maskers: dict[str, dict[str, int]] = field(default_factory=dict)
    gevestigd: dict[str, int] = field(default_factory=dict)
    werkt_voor: dict[str, int] = field(default_factory=dict)
    in_gebied: dict[str, int] = field(default_factory=dict)
    heeft_doelgroep: dict[str, int] = field(default_factory=dict)
    oordelen: dict[str, dict[str, int]] = field(default_factory=dict)
    stadsbreed: int = 0
    online: int = 0
    voor_iedereen: int = 0
    open_vandaag: int = 0
    tijden_onbekend: int = 0
    vers: int = 0
    nooit_gecontroleerd: int = 0
    even_niet: int = 0
    woordenlijst: Woordenlijst = field(default_factory=Woordenlijst)

    def kenmerken(self, posities: Iterable[int]) -> list[int]:
        """Return the primary keys of the offers at these positions."""
        return [self.rijen[positie].pk for positie in posities]

    def behoefte_met_kinderen(self, slug: str) -> list[Begrip]:
        """Return a need and the narrower ones below it; empty where there is no such need."""
        behoeften = self.begrippen["behoefte"]
        if slug not in behoeften:
            return []
        zelf = behoeften[slug]
        return [zelf, *(b for b in behoeften.values() if b.ouder == zelf.pk)]


_bewaard: dict[Kijker, tuple[tuple[Any, ...], Register]] = {}
_slot = threading.Lock()


def register_voor(gebruiker: Any) -> Register:
    """Return the register for this person's kind of reader; one small query when it is still right."""
    soort = zichtbaarheid.kijker(gebruiker)
    merk = (stand(), timezone.localdate())
    bewaard = _bewaard.get(soort)
    if bewaard and bewaard[0] == merk:
        return bewaard[1]
    with _slot:
        # Another thread may have made it while this one waited.
        bewaard = _bewaard.get(soort)
        if bewaard and bewaard[0] == merk:
            return bewaard[1]
        register = _maak(soort, merk[1])
        _bewaard[soort] = (merk, register)
        return register


def _maak(soort: Kijker, dag: datetime.date) -> Register:
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    register = Register(soort, dag, begrippen=_begrippen(lezer))
    zichtbaar = Aanbod.objects.zichtbaar_voor(lezer)
    feiten = sorted(
        zichtbaar.values(  # type: ignore[misc]
            "pk", "kenmerk", "naam", "omschrijving", "soort", "kring", "aanmelden", "kosten", "bsn", "hele_stad",
            "online", "toon_plek", "gecontroleerd_op", "pauze_vanaf", "pauze_tot", "ruimte", "ruimte_op",
            "organisatie__naam", "organisatie__formaliteit", "organisatie__aankomstinfrastructuur",
            "organisatie__sociale_infrastructuur", "organisatie__soort",
        ).order_by(),
        key=lambda rij: (rij["naam"].casefold(), rij["pk"]),
    )  # fmt: skip
    plek = {rij["pk"]: positie for positie, rij in enumerate(feiten)}
    omvang = len(feiten)
    register.rijen = [Rij(rij["pk"], rij["kenmerk"], rij["naam"], rij["organisatie__naam"]) for rij in feiten]
    register.alles = (1 << omvang) - 1

    def masker(wat: Any) -> int:
        return verzameling((p for p, rij in enumerate(feiten) if wat(rij)), omvang)

    def per_waarde(veld: str) -> dict[str, int]:
        groepen: dict[str, list[int]] = defaultdict(list)
        for positie, rij in enumerate(feiten):
            groepen[rij[veld]].append(positie)
        return {waarde: verzameling(groep, omvang) for waarde, groep in groepen.items()}

    banden = _banden(zichtbaar, lezer, plek, omvang)
    register.stadsbreed = masker(lambda rij: rij["hele_stad"])
    register.online = masker(lambda rij: rij["online"])
    _gebieden(register, banden)
    _behoeften(register, banden["behoefte"])
    register.maskers["taal"] = _op_sleutel(register.begrippen["taal"], banden["taal"])
    register.heeft_doelgroep = _op_sleutel(register.begrippen["extra_doelgroep"], banden["doelgroep"])
    register.voor_iedereen = register.alles & ~_samen(banden["doelgroep"].values())
    # An offer for everyone never vanishes under an audience filter.
    register.maskers["extra_doelgroep"] = {
        sleutel: bits | register.voor_iedereen for sleutel, bits in register.heeft_doelgroep.items()
    }
    for facet, veld in (("aanmelden", "aanmelden"), ("kosten", "kosten"), ("formaliteit", "organisatie__formaliteit")):
        register.maskers[facet] = per_waarde(veld)
    kring = per_waarde("kring")
    register.maskers["kring"] = {
        "eigen": kring.get("eigen", 0),
        "gemengd": kring.get("gemengd", 0) | kring.get("nvt", 0),
    }
    register.maskers["infrastructuur"] = {
        AANKOMST: masker(lambda rij: rij["organisatie__aankomstinfrastructuur"]),
        SOCIAAL: masker(lambda rij: rij["organisatie__sociale_infrastructuur"]),
    }
    geen_bsn = masker(lambda rij: rij["bsn"] == JaNee.NEE)
    wel_bsn = masker(lambda rij: rij["bsn"] == JaNee.JA)
    register.maskers["zonder_bsn"] = {JA: geen_bsn, NAVRAGEN: register.alles & ~geen_bsn & ~wel_bsn}
    _tijden(register, zichtbaar, plek, omvang, masker(lambda rij: rij["toon_plek"]))
    _toegang(register, lezer, plek, omvang)
    register.vers = masker(
        lambda rij: (
            versheid.code(rij["gecontroleerd_op"], rij["soort"], rij["organisatie__formaliteit"], dag)
            is versheid.Versheidscode.VERS
        )
    )
    register.nooit_gecontroleerd = masker(lambda rij: rij["gecontroleerd_op"] is None)
    register.even_niet = masker(
        lambda rij: (
            rij["ruimte"] == Aanbod.Ruimte.VOL
            or (
                rij["pauze_vanaf"] is not None
                and rij["pauze_vanaf"] <= dag
                and (rij["pauze_tot"] is None or dag <= rij["pauze_tot"])
            )
        )
    )
    register.woordenlijst = Woordenlijst.van(
        feiten, _woorden_per_behoefte(register), banden["behoefte"], _thesaurus(), omvang
    )
    return register


def _samen(maskers: Iterable[int]) -> int:
    samen = 0
    for bits in maskers:
        samen |= bits
    return samen


def _op_sleutel(lijst: Mapping[str, Begrip], per_pk: Mapping[int, int]) -> dict[str, int]:
    return {sleutel: per_pk.get(begrip.pk, 0) for sleutel, begrip in lijst.items()}


def _begrippen(lezer: Any) -> dict[str, dict[str, Begrip]]:
    """Read all reference lists in one query; a key is the slug, or the code of a language."""
    leeg = Value("")
    niets = Value(0, output_field=IntegerField())

    def lijst(naam: str, rijen: QuerySet[Any], **velden: Any) -> Any:
        standaard = {
            "sleutel": F("slug"), "_ouder": niets, "_uitleg": leeg, "_synoniemen": leeg, "_eigen": leeg,
            "_neutraal": niets,
        }  # fmt: skip
        kolommen = {**standaard, **velden}
        return (
            rijen.order_by()
            .annotate(_lijst=Value(naam), **kolommen)
            .values_list("_lijst", "volgorde", "pk", "sleutel", "naam", *[k for k in kolommen if k != "sleutel"])
        )

    neutraal = Case(When(neutraal=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    gebieden = lijst("gebied", Gebied.objects.all(), _ouder=F("stadsdeel_id"))
    rijen = lijst("stadsdeel", Stadsdeel.objects.all()).union(
        gebieden,
        lijst(
            "behoefte",
            Behoefte.objects.all(),
            _ouder=Coalesce(F("ouder_id"), 0),
            _uitleg=F("toelichting"),
            _synoniemen=F("synoniemen"),
            _neutraal=neutraal,
        ),
        lijst("taal", Taal.objects.all(), sleutel=F("code"), _eigen=F("eigen_naam")),
        lijst("extra_doelgroep", Doelgroep.objects.all()),
        lijst("open_voor", Nieuwkomerscategorie.objects.zichtbaar_voor(lezer), _eigen=F("naam_waardig")),
        all=True,
    )
    lijsten: dict[str, dict[str, Begrip]] = {
        naam: {} for naam in ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep", "open_voor")
    }
    for naam, _, pk, sleutel, tekst, ouder, uitleg, synoniemen, eigen, neutrale in sorted(rijen, key=lambda r: r[:3]):
        lijsten[naam][sleutel] = Begrip(
            pk, sleutel, tekst, ouder or None, uitleg, tuple(woorden(synoniemen)), eigen, bool(neutrale)
        )
    return lijsten


def _banden(zichtbaar: QuerySet[Aanbod], lezer: Any, plek: Mapping[int, int], omvang: int) -> dict[str, dict[int, int]]:
    """Return for each kind of link the set of offers by the key of what they link to, in one query."""

    def band(naam: str, veld: str, voorwaarde: Q = zichtbaarheid.ALLES) -> QuerySet[Any]:
        return (
            zichtbaar.order_by()
            .filter(voorwaarde, **{f"{veld}__isnull": False})
            .annotate(_band=Value(naam), _naar=F(veld))
            .values_list("_band", "_naar", "pk")
        )

    rijen = band("behoefte", "behoeften").union(
        band("taal", "talen"),
        band("stadsdeel", "stadsdelen"),
        band("doelgroep", "doelgroepen"),
        band("vestiging", "locaties__stadsdeel", zichtbaarheid.vestiging_telt(lezer, "locaties")),
        band("gebied", "locaties__gebied", zichtbaarheid.plek_telt(lezer, "locaties")),
        all=True,
    )
    groepen: dict[str, dict[int, list[int]]] = {
        naam: defaultdict(list) for naam in ("behoefte", "taal", "stadsdeel", "doelgroep", "vestiging", "gebied")
    }
    for naam, naar, pk in rijen:
        groepen[naam][naar].append(plek[pk])
    return {
        naam: {naar: verzameling(groep, omvang) for naar, groep in per_doel.items()}
        for naam, per_doel in groepen.items()
    }


def _gebieden(register: Register, banden: Mapping[str, Mapping[int, int]]) -> None:
    """Fill the sets for areas; what works for the whole city or online never drops out of one."""
    stadsdelen, gebieden = register.begrippen["stadsdeel"], register.begrippen["gebied"]
    register.gevestigd = _op_sleutel(stadsdelen, banden["vestiging"])
    register.werkt_voor = _op_sleutel(stadsdelen, banden["stadsdeel"])
    register.in_gebied = _op_sleutel(gebieden, banden["gebied"])
    overal = register.stadsbreed | register.online
    register.maskers["stadsdeel"] = {
        slug: register.gevestigd[slug] | register.werkt_voor[slug] | overal for slug in stadsdelen
    }
    slug_van = {begrip.pk: slug for slug, begrip in stadsdelen.items()}
    register.maskers["gebied"] = {
        slug: register.in_gebied[slug] | register.werkt_voor[slug_van[begrip.ouder or 0]] | overal
        for slug, begrip in gebieden.items()
    }


def _behoeften(register: Register, per_pk: Mapping[int, int]) -> None:
    """Fill the sets for needs; a need also holds its narrower ones."""
    register.maskers["behoefte"] = {
        slug: _samen(per_pk.get(begrip.pk, 0) for begrip in register.behoefte_met_kinderen(slug))
        for slug in register.begrippen["behoefte"]
    }


def _tijden(
    register: Register, zichtbaar: QuerySet[Aanbod], plek: Mapping[int, int], omvang: int, toon_plek: int
) -> None:
    """Fill the sets for today; times that may not be shown are not known."""
    nog_geldig = Openingstijd.objects.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=register.dag))
    rijen = (
        nog_geldig.order_by()
        .annotate(_wat=Value("bekend"))
        .values_list("_wat", "aanbod_id")
        .union(
            Openingstijd.objects.op(register.dag)
            .order_by()
            .annotate(_wat=Value("vandaag"))
            .values_list("_wat", "aanbod_id")
        )
    )
    groepen: dict[str, list[int]] = {"bekend": [], "vandaag": []}
    for wat, pk in rijen:
        if pk in plek:
            groepen[wat].append(plek[pk])
    bekend = verzameling(groepen["bekend"], omvang) & toon_plek
    register.open_vandaag = verzameling(groepen["vandaag"], omvang) & toon_plek
    register.tijden_onbekend = register.alles & ~bekend
    register.maskers["vandaag_open"] = {JA: register.open_vandaag, ONBEKEND: register.tijden_onbekend}


def _toegang(register: Register, lezer: Any, plek: Mapping[int, int], omvang: int) -> None:
    """Fill whom offers are open to; what says nothing is in no set and so unknown."""
    per_pk = {begrip.pk: slug for slug, begrip in register.begrippen["open_voor"].items()}
    groepen: dict[str, dict[str, list[int]]] = {
        slug: {waarde: [] for waarde in Toegang.Waarde.values} for slug in register.begrippen["open_voor"]
    }
    rijen = Toegang.objects.zichtbaar_voor(lezer).order_by().values_list("aanbod_id", "categorie_id", "waarde")
    for aanbod, categorie, waarde in rijen:
        if aanbod in plek and categorie in per_pk:
            groepen[per_pk[categorie]][waarde].append(plek[aanbod])
    register.oordelen = {
        slug: {waarde: verzameling(groep, omvang) for waarde, groep in per_waarde.items()}
        for slug, per_waarde in groepen.items()
    }


def _woorden_per_behoefte(register: Register) -> dict[int, tuple[str, ...]]:
    return {b.pk: (b.naam, *b.synoniemen) for b in register.begrippen["behoefte"].values()}


def _thesaurus() -> dict[str, tuple[str, ...]]:
    return {
        term: tuple(woorden(tekst)) for term, tekst in Synoniem.objects.values_list("term", "synoniemen").order_by("pk")
    }
