"""Reading offers from the database, through `zichtbaar_voor()` and nothing else: all, or only those that changed.

What is read of an offer is read by the same code, so that both give the same.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from organisaties import zichtbaarheid
from organisaties.begrippen import Begrippen
from organisaties.models import Aanbod, Toegang
from organisaties.models.wijziging import naamsleutel
from organisaties.regels import versheid
from organisaties.regels.begrip import Begrip
from organisaties.regels.keuzes import JaNee
from organisaties.zichtbaarheid import Kijker, Lezer
from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.dag import bijzonder, lees_dag
from organisaties.zoeken.index.namen import Verbanden
from organisaties.zoeken.index.rijen import Rij, Rijen
from organisaties.zoeken.index.sets import Sets, Verzamelaar, als_sets, bevries, maak_sets
from organisaties.zoeken.index.tekstindex import Indexbouwer, Tekstindex
from organisaties.zoeken.index.uren import Uren
from organisaties.zoeken.keuzes import AANKOMST, SOCIAAL

# So many offers are read from the database at a time.
PER_KEER = 2000
# What of an offer makes a difference with the day.
_DAGVELDEN = (
    "soort", "gecontroleerd_op", "organisatie__formaliteit", "pauze_vanaf", "pauze_tot", "geldig_tot", "feestdagen",
    "ruimte", "ruimte_op",
)  # fmt: skip
# What an offer may ask for at its door.
PAPIEREN = ("bsn", "legitimatie", "bankafschriften")
_VELDEN = (
    "pk", "naam", *_DAGVELDEN, *PAPIEREN, "kenmerk", "omschrijving", "kring", "aanmelden", "kosten", "hele_stad",
    "online", "toon_plek", "organisatie", "organisatie__kenmerk", "organisatie__naam",
    "organisatie__aankomstinfrastructuur", "organisatie__sociale_infrastructuur", "organisatie__telefoon",
    "organisatie__email", "organisatie__website",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deel:
    """What was read of some offers or all: their rows, their words, and the sets by the name of a register's field."""

    rijen: Rijen
    index: Tekstindex
    verbanden: Verbanden
    uren: Uren
    sets: Sets


def lees_aanbod(
    soort: Kijker,
    dag: datetime.date,
    begrippen: Begrippen,
    *,
    vast: Iterable[str] = (),
    alleen: Collection[int] | None = None,
) -> Deel:
    """Read all offers this kind of reader may know of, or only those with these keys."""
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    zichtbaar = Aanbod.objects.zichtbaar_voor(lezer).lopend().order_by()
    waarden = zichtbaar.values_list(*_VELDEN)
    if alleen is not None:
        zichtbaar = zichtbaar.filter(pk__in=alleen)
        # Few: read once. Of all, only the names are held to sort by; the rest is read while it is worked in.
        gelezen: Iterable[Any] = waarden.filter(pk__in=alleen)
        volgorde = sorted((naam.casefold(), pk) for pk, naam, *_ in gelezen)
    else:
        volgorde = sorted((naam.casefold(), pk) for pk, naam in zichtbaar.values_list("pk", "naam"))
        gelezen = waarden.iterator(chunk_size=PER_KEER)
    plek = {pk: positie for positie, (_, pk) in enumerate(volgorde)}
    rijen = [Rij(pk, "", naam, "") for naam, pk in volgorde]
    houders, bouwer = Verzamelaar(len(rijen)), Indexbouwer(len(rijen), vast)
    verbanden: list[tuple[int, int]] = []
    for feiten in gelezen:
        rij = dict(zip(_VELDEN, feiten, strict=True))
        if (positie := plek.get(rij["pk"])) is None:
            continue  # Added a moment ago: a note about it is still to be read.
        rijen[positie] = Rij(
            rij["pk"], rij["kenmerk"], rij["naam"], rij["organisatie__naam"], rij["organisatie__kenmerk"]
        )
        houders.neem(positie, {"er_is": True, **_feiten(rij), **_dagfeiten(rij, dag)})
        bouwer.voeg_toe(positie, _teksten(rij))
        verbanden.append((naamsleutel(rij["organisatie"]), positie))
    banden = _banden(zichtbaar, lezer, plek)
    verbanden += [(naamsleutel(pk, plek=True), p) for pk, posities in banden.pop("plek").items() for p in posities]
    sets = maak_sets(houders, als_sets(banden, len(rijen)), begrippen)
    toegang = Toegang.objects.zichtbaar_voor(lezer).order_by()
    sets["oordelen"] = _toegang(toegang, begrippen["open_voor"], plek, len(rijen), alleen)
    per_dag = _dag_en_tijden(lezer, houders, sets["alles"], plek.get, dag, alleen)
    uren: Uren = per_dag.pop("uren")
    return Deel(Rijen.van(rijen), bouwer.maak(), Verbanden.van(verbanden), uren, bevries({**sets, **per_dag}))


def lees_op_dag(soort: Kijker, dag: datetime.date, alles: int, plek: Callable[[int], int | None], omvang: int) -> Sets:
    """Return what a day decides of offers that were read before, with their places by key in `plek`."""
    houders = Verzamelaar(omvang)
    velden = _DAGVELDEN
    lezer = zichtbaarheid.vertegenwoordiger(soort)
    rijen = Aanbod.objects.zichtbaar_voor(lezer).lopend().order_by().values_list("pk", "toon_plek", *velden)
    for pk, toon_plek, *waarden in rijen.iterator(chunk_size=PER_KEER):
        if (positie := plek(pk)) is not None:
            houders.neem(positie, {"toon_plek": toon_plek, **_dagfeiten(dict(zip(velden, waarden, strict=True)), dag)})
    return _dag_en_tijden(lezer, houders, alles, plek, dag, None)


def _feiten(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return what holds of an offer on any day."""
    return {
        "stadsbreed": rij["hele_stad"],
        "online": rij["online"],
        "toon_plek": rij["toon_plek"],
        "aanmelden": rij["aanmelden"],
        "kosten": rij["kosten"],
        "formaliteit": rij["organisatie__formaliteit"],
        "kring": rij["kring"],
        "bsn": rij["bsn"],
        "papieren": any(rij[naam] in (JaNee.JA, JaNee.NAVRAGEN) for naam in PAPIEREN),
        AANKOMST: rij["organisatie__aankomstinfrastructuur"],
        SOCIAAL: rij["organisatie__sociale_infrastructuur"],
        "contact": rij["toon_plek"] and any(rij[f"organisatie__{hoe}"] for hoe in ("telefoon", "email", "website")),
        "noodhulp": rij["soort"] == Aanbod.Soort.NOODHULP,
    }


def _dagfeiten(rij: Mapping[str, Any], dag: datetime.date) -> dict[str, Any]:
    """Return what holds of an offer on this day."""
    hoe_vers = versheid.code(rij["gecontroleerd_op"], rij["soort"], rij["organisatie__formaliteit"], dag)
    vol = rij["ruimte"] == Aanbod.Ruimte.VOL and versheid.plek_geldt(rij["ruimte_op"], dag)
    van, tot = rij["pauze_vanaf"], rij["pauze_tot"]
    return {
        "vers": hoe_vers is versheid.Versheidscode.VERS,
        "nooit_gecontroleerd": rij["gecontroleerd_op"] is None,
        "even_niet": vol or (van is not None and van <= dag and (tot is None or dag <= tot)),
        "bijzonder": bijzonder(rij, dag),
    }


def _teksten(rij: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that are searched, by field."""
    return {
        "naam": rij["naam"],
        "organisatie": rij["organisatie__naam"],
        "omschrijving": rij["omschrijving"],
        "soort": rij["soort"],
    }


def _dag_en_tijden(
    lezer: Lezer,
    houders: Verzamelaar,
    alles: int,
    plek: Callable[[int], int | None],
    dag: datetime.date,
    alleen: Collection[int] | None,
) -> Sets:
    """Return what a day decides; times that may not be shown are not known."""
    gelezen = lees_dag(
        lezer,
        dag,
        houders.omvang,
        plek,
        alles=alles,
        toon=houders.waar("toon_plek"),
        anders=houders.per_waarde("bijzonder"),
        alleen=alleen,
    )
    return {
        "uren": gelezen.uren,
        "delen": MappingProxyType(gelezen.delen),
        "delen_misschien": MappingProxyType(gelezen.delen_misschien),
        "tijden_onbekend": gelezen.onbekend,
        **{naam: houders.waar(naam) for naam in ("vers", "nooit_gecontroleerd", "even_niet")},
    }


def _banden(zichtbaar: QuerySet[Aanbod], lezer: Lezer, plek: Mapping[int, int]) -> dict[str, dict[int, list[int]]]:
    """Return for each kind of link the positions of offers by the key of what they link to, in one query."""

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
        band("adres", "locaties__stadsdeel", zichtbaarheid.plek_telt(lezer, "locaties") & ~Q(locaties__straat="")),
        band("plek", "locaties", zichtbaarheid.plek_telt(lezer, "locaties")),
        all=True,
    )
    groepen: dict[str, dict[int, list[int]]] = {
        naam: defaultdict(list)
        for naam in ("behoefte", "taal", "stadsdeel", "doelgroep", "vestiging", "gebied", "adres", "plek")
    }
    for naam, naar, pk in rijen:
        if pk in plek:
            groepen[naam][naar].append(plek[pk])
    return groepen


def _toegang(
    toegang: QuerySet[Toegang],
    categorieen: Mapping[str, Begrip],
    plek: Mapping[int, int],
    omvang: int,
    alleen: Collection[int] | None,
) -> dict[str, dict[str, int]]:
    """Return whom offers are open to; what says nothing is in no set and so unknown."""
    per_pk = {begrip.pk: slug for slug, begrip in categorieen.items()}
    groepen: dict[str, dict[str, list[int]]] = {
        slug: {waarde: [] for waarde in Toegang.Waarde.values} for slug in categorieen
    }
    if alleen is not None:
        toegang = toegang.filter(aanbod__in=alleen)
    for aanbod, categorie, waarde in toegang.values_list("aanbod_id", "categorie_id", "waarde"):
        if aanbod in plek and categorie in per_pk:
            groepen[per_pk[categorie]][waarde].append(plek[aanbod])
    return {
        slug: {waarde: as_bitset(groep, omvang) for waarde, groep in per_waarde.items()}
        for slug, per_waarde in groepen.items()
    }
