"""Building a register from the database, through `zichtbaar_voor()` and nothing else.

The whole map, or only the offers that were changed: the same code, so that both give the same.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

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
from organisaties.zichtbaarheid import Kijker
from organisaties.zoeken.betekenis import lees_betekenis
from organisaties.zoeken.bits import verzameling
from organisaties.zoeken.register import AANKOMST, JA, NAVRAGEN, ONBEKEND, SOCIAAL, Begrip, Register, Rij

Feiten = Sequence[Mapping[str, Any]]


def bouw(soort: Kijker, dag: datetime.date) -> Register:
    """Return the register of the whole map."""
    begrippen = _begrippen(zichtbaarheid.vertegenwoordiger(soort))
    register, teksten = _sets(soort, dag, begrippen)
    register.gesorteerd = len(register.rijen)
    register.betekenis = lees_betekenis(begrippen)
    register.betekenis.leer_namen({rij.organisatie for rij in register.rijen})
    register.index.schat.leer(register.betekenis.woorden)
    for positie, velden in enumerate(teksten):
        register.index.voeg_toe(positie, velden)
    register.index.sluit()
    return register


def bouw_bij(register: Register, gewijzigd: Collection[int]) -> Register:
    """Return the register after a change of these offers, without reading the others."""
    nieuw, teksten = _sets(register.kijker, register.dag, register.begrippen, gewijzigd)
    bijgewerkt = register.met(nieuw, set(gewijzigd))
    register.betekenis.leer_namen({rij.organisatie for rij in nieuw.rijen})
    begin = len(register.rijen)
    for positie, velden in enumerate(teksten, begin):
        register.index.voeg_toe(positie, velden)
    register.index.sluit()
    return bijgewerkt


def _sets(
    soort: Kijker, dag: datetime.date, begrippen: dict[str, dict[str, Begrip]], alleen: Collection[int] | None = None
) -> tuple[Register, Iterator[dict[str, str]]]:
    """Return a register without words, and the texts of its offers in the order of positions."""
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    register = Register(soort, dag, begrippen=begrippen)
    zichtbaar = Aanbod.objects.zichtbaar_voor(lezer).lopend()
    if alleen is not None:
        zichtbaar = zichtbaar.filter(pk__in=alleen)
    feiten = sorted(
        zichtbaar.values(  # type: ignore[misc]
            "pk", "kenmerk", "naam", "omschrijving", "soort", "kring", "aanmelden", "kosten", "bsn", "hele_stad",
            "online", "toon_plek", "gecontroleerd_op", "pauze_vanaf", "pauze_tot", "ruimte", "ruimte_op",
            "organisatie__kenmerk", "organisatie__naam", "organisatie__formaliteit",
            "organisatie__aankomstinfrastructuur",
            "organisatie__sociale_infrastructuur", "organisatie__soort",
        ).order_by(),
        key=lambda rij: (rij["naam"].casefold(), rij["pk"]),
    )  # fmt: skip
    plek = {rij["pk"]: positie for positie, rij in enumerate(feiten)}
    omvang = len(feiten)
    register.rijen = [
        Rij(rij["pk"], rij["kenmerk"], rij["naam"], rij["organisatie__naam"], rij["organisatie__kenmerk"])
        for rij in feiten
    ]
    register.plek = plek
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
    _tijden(register, masker(lambda rij: rij["toon_plek"]), alleen)
    _toegang(register, lezer, alleen)
    register.vers = masker(
        lambda rij: (
            versheid.code(rij["gecontroleerd_op"], rij["soort"], rij["organisatie__formaliteit"], dag)
            is versheid.Versheidscode.VERS
        )
    )
    register.nooit_gecontroleerd = masker(lambda rij: rij["gecontroleerd_op"] is None)
    register.even_niet = masker(
        lambda rij: (
            (rij["ruimte"] == Aanbod.Ruimte.VOL and versheid.plek_geldt(rij["ruimte_op"], dag))
            or (
                rij["pauze_vanaf"] is not None
                and rij["pauze_vanaf"] <= dag
                and (rij["pauze_tot"] is None or dag <= rij["pauze_tot"])
            )
        )
    )
    return register, (_teksten(rij) for rij in feiten)


def _teksten(rij: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that are searched, by field."""
    return {
        "naam": rij["naam"],
        "organisatie": rij["organisatie__naam"],
        "omschrijving": rij["omschrijving"],
        "soort": rij["soort"],
    }


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
        lijst(
            "synoniem",
            Synoniem.objects.annotate(volgorde=niets, naam=F("term")),
            sleutel=F("term"),
            _synoniemen=F("synoniemen"),
        ),
        all=True,
    )
    lijsten: dict[str, dict[str, Begrip]] = {
        naam: {} for naam in ("stadsdeel", "gebied", "behoefte", "taal", "extra_doelgroep", "open_voor", "synoniem")
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


def _tijden(register: Register, toon_plek: int, alleen: Collection[int] | None) -> None:
    """Fill the sets for today; times that may not be shown are not known."""
    tijden = Openingstijd.objects.order_by()
    if alleen is not None:
        tijden = tijden.filter(aanbod__in=alleen)
    rijen = (
        tijden.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=register.dag))
        .annotate(_wat=Value("bekend"))
        .values_list("_wat", "aanbod_id")
        .union(tijden.op(register.dag).annotate(_wat=Value("vandaag")).values_list("_wat", "aanbod_id"))
    )
    groepen: dict[str, list[int]] = {"bekend": [], "vandaag": []}
    for wat, pk in rijen:
        if pk in register.plek:
            groepen[wat].append(register.plek[pk])
    omvang = len(register.rijen)
    bekend = verzameling(groepen["bekend"], omvang) & toon_plek
    register.open_vandaag = verzameling(groepen["vandaag"], omvang) & toon_plek
    register.tijden_onbekend = register.alles & ~bekend
    register.maskers["vandaag_open"] = {JA: register.open_vandaag, ONBEKEND: register.tijden_onbekend}


def _toegang(register: Register, lezer: Any, alleen: Collection[int] | None) -> None:
    """Fill whom offers are open to; what says nothing is in no set and so unknown."""
    per_pk = {begrip.pk: slug for slug, begrip in register.begrippen["open_voor"].items()}
    groepen: dict[str, dict[str, list[int]]] = {
        slug: {waarde: [] for waarde in Toegang.Waarde.values} for slug in register.begrippen["open_voor"]
    }
    rijen = Toegang.objects.zichtbaar_voor(lezer).order_by()
    if alleen is not None:
        rijen = rijen.filter(aanbod__in=alleen)
    for aanbod, categorie, waarde in rijen.values_list("aanbod_id", "categorie_id", "waarde"):
        if aanbod in register.plek and categorie in per_pk:
            groepen[per_pk[categorie]][waarde].append(register.plek[aanbod])
    register.oordelen = {
        slug: {waarde: verzameling(groep, len(register.rijen)) for waarde, groep in per_waarde.items()}
        for slug, per_waarde in groepen.items()
    }
