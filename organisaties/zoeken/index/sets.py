"""Making sets of what was read of offers: gathered by fact and by link, and put under the names of a register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from organisaties.begrippen import Begrippen
from organisaties.models import Organisatie
from organisaties.regels.begrip import Begrip
from organisaties.regels.keuzes import JaNee
from organisaties.zoeken.index.bitset import as_bitset, union
from organisaties.zoeken.index.scores import Scores
from organisaties.zoeken.keuzes import AANKOMST, JA, NAVRAGEN, SOCIAAL

Sets = dict[str, Any]


class Verzamelaar:
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


def bevries(sets: Mapping[str, Any]) -> Sets:
    """Return the sets so that nothing in them can be changed."""
    return {naam: _bevroren(waarde) if isinstance(waarde, Mapping) else waarde for naam, waarde in sets.items()}


def _bevroren(waarde: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(bevries(waarde))


def als_sets(banden: Mapping[str, Mapping[int, list[int]]], omvang: int) -> dict[str, dict[int, int]]:
    """Return for each kind of link the sets of offers by the key of what they link to; `omvang` offers in all."""
    return {
        naam: {naar: as_bitset(groep, omvang) for naar, groep in per_doel.items()} for naam, per_doel in banden.items()
    }


def maak_sets(houders: Verzamelaar, banden: Mapping[str, Mapping[int, int]], begrippen: Begrippen) -> Sets:
    """Return the sets that any day has."""
    alles = houders.waar("er_is")
    stadsbreed, online = houders.waar("stadsbreed"), houders.waar("online")
    gebieden = _gebieden(begrippen, banden, stadsbreed | online)
    heeft_doelgroep = _op_sleutel(begrippen["extra_doelgroep"], banden["doelgroep"])
    voor_iedereen = alles & ~union(banden["doelgroep"].values())
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
        "bereikbaar": alles & (houders.waar("contact") | union(banden["adres"].values())),
        "alleen_bij_nood": _vooral_nood(begrippen["behoefte"], banden["behoefte"], houders.waar("noodhulp"), alles),
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


def _op_sleutel(lijst: Mapping[str, Begrip], per_pk: Mapping[int, int]) -> dict[str, int]:
    return {sleutel: per_pk.get(begrip.pk, 0) for sleutel, begrip in lijst.items()}


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


def _behoeften(behoeften: Mapping[str, Begrip], per_pk: Mapping[int, int]) -> dict[str, int]:
    """Return the sets for needs; a need also holds its narrower ones."""
    eigen = {begrip.pk: per_pk.get(begrip.pk, 0) for begrip in behoeften.values()}
    kinderen: dict[int, int] = defaultdict(int)
    for begrip in behoeften.values():
        if begrip.ouder:
            kinderen[begrip.ouder] |= eigen[begrip.pk]
    return {slug: eigen[begrip.pk] | kinderen[begrip.pk] for slug, begrip in behoeften.items()}


def _vooral_nood(behoeften: Mapping[str, Begrip], per_pk: Mapping[int, int], noodhulp: int, alles: int) -> int:
    """Return what is there for danger or crisis: 112, a shelter after violence, and no huisarts.

    More than half the needs of such an offer are of that kind; of what is called help in danger, half.
    """
    nood, anders = Scores(), Scores()
    for begrip in behoeften.values():
        (nood if begrip.nood else anders).tel_op(per_pk.get(begrip.pk, 0), 1)
    return nood.minstens_als(anders, noodhulp) | (alles & ~anders.minstens_als(nood, alles))
