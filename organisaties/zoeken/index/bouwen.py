"""Building a register from the database, through `zichtbaar_voor()` and nothing else.

The whole kaart, or what changed laid over a whole one: what is read of an offer is read by the same code, so that both
give the same.
"""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value

from organisaties import zichtbaarheid
from organisaties.begrippen import Begrippen, begrippen_voor
from organisaties.models import Aanbod, Groepswoord, Organisatie, Toegang
from organisaties.models.wijziging import Stamp, naamsleutel
from organisaties.regels import versheid
from organisaties.regels.begrip import Begrip
from organisaties.regels.keuzes import JaNee
from organisaties.zichtbaarheid import Kijker, Lezer
from organisaties.zoeken.groepswoorden import Groepswoorden, lees_groepswoorden
from organisaties.zoeken.index.bitset import as_bitset
from organisaties.zoeken.index.dag import bijzonder, lees_dag
from organisaties.zoeken.index.moment import minuut_nu, op_moment, zonder_moment
from organisaties.zoeken.index.namen import (
    Eigennamen,
    Namen,
    NamenErbij,
    Namenlijst,
    Verbanden,
    VerbandenErbij,
)
from organisaties.zoeken.index.namenlezer import lees_namen
from organisaties.zoeken.index.register import Cache, Register
from organisaties.zoeken.index.rijen import Rij, Rijen, RijenErbij
from organisaties.zoeken.index.scores import Scores
from organisaties.zoeken.index.tekstindex import Indexbouwer, Tekstindex, TekstindexErbij
from organisaties.zoeken.index.uren import Uren, UrenErbij
from organisaties.zoeken.index.woordkennis import betekenis_van
from organisaties.zoeken.keuzes import AANKOMST, JA, NAVRAGEN, SOCIAAL, keuzes_van
from organisaties.zoeken.taal.betekenis import Betekenis

Sets = dict[str, Any]
# So many offers are read from the database at a time.
PER_KEER = 2000
_versies = itertools.count(1)


@dataclass(frozen=True, slots=True)
class _Deel:
    """What was read of some offers or all: their rows, their words, and the sets by the name of a register's field."""

    rijen: Rijen
    index: Tekstindex
    verbanden: Verbanden
    uren: Uren
    sets: Sets


def bouw(soort: Kijker, dag: datetime.date, nu: Stamp | None = None) -> Register:
    """Return the register of the whole kaart; who knows the stamp of the present state already gives it as `nu`."""
    begrippen = begrippen_voor(zichtbaarheid.vertegenwoordiger(soort), nu)
    per_woord = Groepswoord.objects.per_woord()
    betekenis = betekenis_van(begrippen, per_woord)
    deel = _lees(soort, dag, begrippen, vast=betekenis.woorden)
    namen = lees_namen(soort)
    register = Register(
        kijker=soort,
        dag=dag,
        rijen=deel.rijen,
        begrippen=begrippen,
        keuzes=keuzes_van(begrippen),
        index=deel.index,
        betekenis=_met_namen(betekenis, namen, betekenis.eigennamen),
        groepswoorden=_groepswoorden(soort, per_woord, begrippen, betekenis),
        namen=namen,
        uren=deel.uren,
        verbanden=deel.verbanden,
        **deel.sets,
    )
    return op_moment(register, minuut_nu(dag))


def _groepswoorden(
    soort: Kijker, per_woord: Mapping[str, str | None], begrippen: Begrippen, betekenis: Betekenis
) -> Groepswoorden:
    return lees_groepswoorden(
        per_woord,
        begrippen,
        betekenis,
        collega=soort is Kijker.PROFESSIONAL,
        zonder_bsn=settings.STADSGEGEVENS.zonder_bsn,
    )


def bouw_bij(
    basis: Register,
    gewijzigd: Collection[int],
    vorige: Register,
    nu: Collection[int],
    *,
    namen: Collection[int] = (),
    namen_nu: Collection[int] = (),
) -> Register:
    """Return a whole register with what changed since laid over it; the other offers and names are not read.

    `gewijzigd` are the keys of all offers that changed since `basis` was made, `nu` those that changed since
    `vorige`, the register that was laid over the same `basis` the time before; `namen` and `namen_nu` are the same of
    names.
    """
    if not (
        isinstance(basis.rijen, Rijen)
        and isinstance(basis.index, Tekstindex)
        and isinstance(basis.uren, Uren)
        and isinstance(basis.verbanden, Verbanden)
    ):
        raise TypeError("a change is laid over a whole register, never over another change")
    met_namen = dataclasses.replace(basis, namen=vorige.namen, betekenis=vorige.betekenis)
    if namen_nu:
        met_namen = _met_andere_namen(basis, namen)
    if not gewijzigd:
        return op_moment(met_namen, minuut_nu(basis.dag))
    deel = _lees(basis.kijker, basis.dag, basis.begrippen, alleen=gewijzigd)
    weg = frozenset(plek for pk in gewijzigd if (plek := basis.rijen.plek(pk)) is not None)
    weg_bits = as_bitset(weg, len(basis.rijen))
    register = dataclasses.replace(
        met_namen,
        rijen=RijenErbij(basis.rijen, deel.rijen),
        index=TekstindexErbij.van(basis.index, deel.index, weg, basis.betekenis.woorden),
        verbanden=VerbandenErbij(basis.verbanden, deel.verbanden, len(basis.rijen)),
        ervoor=tuple(basis.rijen.ervoor(rij) for rij in deel.rijen),
        versies=MappingProxyType({**vorige.versies, **dict.fromkeys(nu, next(_versies))}),
        uren=UrenErbij(basis.uren, deel.uren, weg_bits),
        **_over_elkaar(basis, deel.sets, len(basis.rijen), weg_bits),
    )
    return op_moment(register, minuut_nu(basis.dag))


def _met_andere_namen(basis: Register, gewijzigd: Collection[int]) -> Register:
    """Return a whole register with the names that changed since it was made laid over its own."""
    if not (isinstance(basis.namen, Namen) and isinstance(basis.betekenis.eigennamen, Eigennamen)):
        raise TypeError("a change is laid over the names of a whole register")
    namen = NamenErbij(basis.namen, frozenset(gewijzigd), lees_namen(basis.kijker, gewijzigd))
    betekenis = _met_namen(basis.betekenis, namen, basis.betekenis.eigennamen.anders)
    return dataclasses.replace(basis, namen=namen, betekenis=betekenis)


def _met_namen(betekenis: Betekenis, namen: Namenlijst, anders: Collection[str]) -> Betekenis:
    """Return what words mean, the names that may be known included."""
    return dataclasses.replace(betekenis, namen=namen.zinnen, eigennamen=Eigennamen(anders, namen))


def op_dag(basis: Register, dag: datetime.date) -> Register:
    """Return a whole register as it is on another day: the same offers and words, other sets for what a day decides."""
    if not isinstance(basis.rijen, Rijen):
        raise TypeError("only a whole register moves to another day")
    lezer = zichtbaarheid.vertegenwoordiger(basis.kijker)
    plek, omvang = basis.rijen.plek, len(basis.rijen)
    houders = _Verzamelaar(omvang)
    velden = _DAGVELDEN
    rijen = Aanbod.objects.zichtbaar_voor(lezer).lopend().order_by().values_list("pk", "toon_plek", *velden)
    for pk, toon_plek, *waarden in rijen.iterator(chunk_size=PER_KEER):
        if (positie := plek(pk)) is not None:
            houders.neem(positie, {"toon_plek": toon_plek, **_dagfeiten(dict(zip(velden, waarden, strict=True)), dag)})
    sets = _dag_en_tijden(houders, basis.alles, plek, dag, None)
    return op_moment(dataclasses.replace(basis, dag=dag, cache=Cache(), **sets), minuut_nu(dag))


class _Verzamelaar:
    """Gathers positions by fact and value, to make sets of."""

    def __init__(self, omvang: int) -> None:
        self.omvang = omvang
        self._groepen: dict[tuple[str, Any], list[int]] = defaultdict(list)

    def neem(self, positie: int, feiten: Mapping[str, Any]) -> None:
        """Take in what holds of one offer."""
        for naam, waarde in feiten.items():
            if waarde is not None and waarde is not False:
                self._groepen[naam, waarde].append(positie)

    def waar(self, naam: str, waarde: Any = True) -> int:
        """Return the set of offers of which this fact has this value."""
        return as_bitset(self._groepen.get((naam, waarde), ()), self.omvang)

    def per_waarde(self, naam: str) -> dict[Any, int]:
        """Return the sets of all values of a fact."""
        return {waarde: self.waar(naam, waarde) for van, waarde in list(self._groepen) if van == naam}


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


def _lees(
    soort: Kijker,
    dag: datetime.date,
    begrippen: Begrippen,
    *,
    vast: Iterable[str] = (),
    alleen: Collection[int] | None = None,
) -> _Deel:
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
    houders, bouwer = _Verzamelaar(len(rijen)), Indexbouwer(len(rijen), vast)
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
    sets = _sets(houders, _als_sets(banden, len(rijen)), begrippen)
    toegang = Toegang.objects.zichtbaar_voor(lezer).order_by()
    sets["oordelen"] = _toegang(toegang, begrippen["open_voor"], plek, len(rijen), alleen)
    per_dag = _dag_en_tijden(houders, sets["alles"], plek.get, dag, alleen)
    uren: Uren = per_dag.pop("uren")
    return _Deel(Rijen.van(rijen), bouwer.maak(), Verbanden.van(verbanden), uren, _vast({**sets, **per_dag}))


def _vast(sets: Mapping[str, Any]) -> Sets:
    """Return the sets so that nothing in them can be changed."""
    return {naam: _bevroren(waarde) if isinstance(waarde, Mapping) else waarde for naam, waarde in sets.items()}


def _bevroren(waarde: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(_vast(waarde))


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


def _sets(houders: _Verzamelaar, banden: Mapping[str, Mapping[int, int]], begrippen: Begrippen) -> Sets:
    """Return the sets that any day has."""
    alles = houders.waar("er_is")
    stadsbreed, online = houders.waar("stadsbreed"), houders.waar("online")
    gebieden = _gebieden(begrippen, banden, stadsbreed | online)
    heeft_doelgroep = _op_sleutel(begrippen["extra_doelgroep"], banden["doelgroep"])
    voor_iedereen = alles & ~_samen(banden["doelgroep"].values())
    kring = houders.per_waarde("kring")
    geen_bsn, wel_bsn = houders.waar("bsn", JaNee.NEE), houders.waar("bsn", JaNee.JA)
    misschien_bsn = houders.waar("bsn", JaNee.NAVRAGEN)
    maskers: dict[str, Any] = {
        **gebieden.pop("maskers"),
        "behoefte": _behoeften(begrippen["behoefte"], banden["behoefte"]),
        "taal": _op_sleutel(begrippen["taal"], banden["taal"]),
        # An offer for everyone never vanishes under an audience filter.
        "extra_doelgroep": {sleutel: bits | voor_iedereen for sleutel, bits in heeft_doelgroep.items()},
        **{facet: houders.per_waarde(facet) for facet in ("aanmelden", "kosten")},
        "formaliteit": _formaliteit(houders.per_waarde("formaliteit")),
        "kring": {"eigen": kring.get("eigen", 0), "gemengd": kring.get("gemengd", 0) | kring.get("nvt", 0)},
        "infrastructuur": {soort: houders.waar(soort) for soort in (AANKOMST, SOCIAAL)},
        "zonder_bsn": {JA: geen_bsn, NAVRAGEN: alles & ~geen_bsn & ~wel_bsn},
    }
    return {
        "alles": alles,
        "bereikbaar": alles & (houders.waar("contact") | _samen(banden["adres"].values())),
        "alleen_bij_nood": _vooral_nood(begrippen["behoefte"], banden["behoefte"], houders.waar("noodhulp")),
        "stadsbreed": stadsbreed,
        "online": online,
        "heeft_doelgroep": heeft_doelgroep,
        "voor_iedereen": voor_iedereen,
        "vraagt": {
            "papieren": houders.waar("papieren") & ~wel_bsn & ~misschien_bsn,
            "bsn misschien": misschien_bsn,
            "bsn": wel_bsn,
        },
        "maskers": maskers,
        **gebieden,
    }


def _formaliteit(per_waarde: Mapping[str, int]) -> dict[str, int]:
    """Return who is formal and who is informal; an organisation that is both counts for both."""
    beide = per_waarde.get(Organisatie.Formaliteit.BEIDE, 0)
    een_van_beide = (Organisatie.Formaliteit.FORMEEL.value, Organisatie.Formaliteit.INFORMEEL.value)
    return {waarde: per_waarde.get(waarde, 0) | beide for waarde in een_van_beide}


def _dag_en_tijden(
    houders: _Verzamelaar,
    alles: int,
    plek: Callable[[int], int | None],
    dag: datetime.date,
    alleen: Collection[int] | None,
) -> Sets:
    """Return what a day decides; times that may not be shown are not known."""
    gelezen = lees_dag(
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


def _teksten(rij: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that are searched, by field."""
    return {
        "naam": rij["naam"],
        "organisatie": rij["organisatie__naam"],
        "omschrijving": rij["omschrijving"],
        "soort": rij["soort"],
    }


def _over_elkaar(basis: Register, erbij: Sets, begin: int, weg: int) -> Sets:
    """Return the sets of a register without the positions `weg`, and with those of a change from `begin` on."""

    def samen(oud: Any, nieuw: Any) -> Any:
        if isinstance(oud, Mapping):
            sleutels = dict.fromkeys((*oud, *nieuw))
            leeg: Any = {} if any(isinstance(bits, Mapping) for bits in oud.values()) else 0
            return MappingProxyType({s: samen(oud.get(s, leeg), nieuw.get(s, leeg)) for s in sleutels})
        return (oud & ~weg) | (nieuw << begin)

    eerst: Sets = {naam: getattr(basis, naam) for naam in erbij}
    eerst["maskers"] = zonder_moment(eerst["maskers"])
    return {naam: samen(eerst[naam], nieuw) for naam, nieuw in erbij.items()}


def _samen(maskers: Iterable[int]) -> int:
    samen = 0
    for bits in maskers:
        samen |= bits
    return samen


def _op_sleutel(lijst: Mapping[str, Begrip], per_pk: Mapping[int, int]) -> dict[str, int]:
    return {sleutel: per_pk.get(begrip.pk, 0) for sleutel, begrip in lijst.items()}


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


def _als_sets(banden: Mapping[str, Mapping[int, list[int]]], omvang: int) -> dict[str, dict[int, int]]:
    return {
        naam: {naar: as_bitset(groep, omvang) for naar, groep in per_doel.items()} for naam, per_doel in banden.items()
    }


def _gebieden(begrippen: Begrippen, banden: Mapping[str, Mapping[int, int]], overal: int) -> Sets:
    """Return the sets for areas; what works for the whole city or online (`overal`) never drops out of one."""
    stadsdelen, gebieden = begrippen["stadsdeel"], begrippen["gebied"]
    gevestigd = _op_sleutel(stadsdelen, banden["vestiging"])
    werkt_voor = _op_sleutel(stadsdelen, banden["stadsdeel"])
    in_gebied = _op_sleutel(gebieden, banden["gebied"])
    slug_van = {begrip.pk: slug for slug, begrip in stadsdelen.items()}
    return {
        "gevestigd": gevestigd,
        "werkt_voor": werkt_voor,
        "in_gebied": in_gebied,
        "maskers": {
            "stadsdeel": {slug: gevestigd[slug] | werkt_voor[slug] | overal for slug in stadsdelen},
            "gebied": {
                slug: in_gebied[slug] | werkt_voor[slug_van[begrip.ouder or 0]] | overal
                for slug, begrip in gebieden.items()
            },
        },
    }


def _vooral_nood(behoeften: Mapping[str, Begrip], per_pk: Mapping[int, int], binnen: int) -> int:
    """Return the offers in `binnen` of which at least half the needs are of danger or crisis: 112, and no huisarts."""
    nood, anders = Scores(), Scores()
    for begrip in behoeften.values():
        (nood if begrip.nood else anders).tel_op(per_pk.get(begrip.pk, 0), 1)
    return nood.minstens_als(anders, binnen)


def _behoeften(behoeften: Mapping[str, Begrip], per_pk: Mapping[int, int]) -> dict[str, int]:
    """Return the sets for needs; a need also holds its narrower ones."""
    eigen = {begrip.pk: per_pk.get(begrip.pk, 0) for begrip in behoeften.values()}
    kinderen: dict[int, int] = defaultdict(int)
    for begrip in behoeften.values():
        if begrip.ouder:
            kinderen[begrip.ouder] |= eigen[begrip.pk]
    return {slug: eigen[begrip.pk] | kinderen[begrip.pk] for slug, begrip in behoeften.items()}


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
