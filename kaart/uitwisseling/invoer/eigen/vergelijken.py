"""A file beside the site: per row what is new, what changed cell by cell, what clashes, and what cannot be.

A cell counts as changed in the file when the file says something else than the site, and the version in its row says
that this was not so when the file was made (`kaart.uitwisseling.bladen.rijversie`). So a file of last month changes
back nothing that was changed on the site since, and both changing the same cell is a clash that a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, count
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from rapidfuzz import fuzz, process

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.contact import is_telefoon, kan_van_een_mens_zijn
from kaart.uitwisseling.bladen import cellen
from kaart.uitwisseling.bladen import rijversie as versie
from kaart.uitwisseling.bladen.blad import Blad
from kaart.uitwisseling.bladen.ter_lezing import TER_LEZING
from kaart.uitwisseling.invoer.bron import FORMULE, Bron, Werkmap
from kaart.uitwisseling.invoer.eigen.spelling import Lijsten, in_onze_woorden, lijsten
from kaart.uitwisseling.tabellen.fouten import Fout, Onleesbaar, bedoelt_u, toon
from kaart.uitwisseling.tabellen.ontleden import Ontleed, Tabel, alleen, ontleed
from kaart.uitwisseling.tabellen.oude_kenmerken import Verlegd
from kaart.uitwisseling.tabellen.velden import VRIJ
from organisaties.zichtbaarheid import Lezer

ZOEK_KOP_IN = 15
# Sheets of an export that are for people.
VAN_ONS = frozenset({"Leesmij", "Lijsten", "Contactpersonen"}) | TER_LEZING
# What a new row is when it does not say: told by a colleague, a draft, for colleagues until the organisation agrees.
BIJ_NIEUW = {"zekerheid": "E", "zichtbaarheid": "professionals", "status": "concept"}
GEEN_NUMMER = "Dit is geen telefoonnummer. Schrijf het zoals {}."
LANGSTE_KENMERK = 60
PER_KEER = 1_000
# From 0 to 100: two names that differ in a letter or two.
LIJKT_EROP = 88
# Contacts that everybody reads.
OPENBAAR_CONTACT = frozenset({"telefoon", "email"})


class Soort(StrEnum):
    """What a row would do."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    BOTSING = "botsing"
    GELIJK = "gelijk"


@dataclass(frozen=True, slots=True)
class Verschil:
    """One cell: its header, what stands on the site, and what the file says."""

    kop: str
    van: str
    naar: str


@dataclass(slots=True)
class Invoerrij:
    """One row of the file, and what it would do."""

    blad: str
    rij: int
    naam: str
    soort: Soort
    verschillen: list[Verschil] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Vraag:
    """A contact that may be somebody's own: where it stands, and under which name the page asks whose it is."""

    sleutel: str
    rij: int
    naam: str
    kop: str
    waarde: str


@dataclass(slots=True)
class Vergelijking:
    """The whole file: the rows, everything that is wrong, remarks, and the tables to write."""

    rijen: list[Invoerrij] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    tabellen: dict[str, Ontleed] = field(default_factory=dict)
    # What is needed to undo it, as plain values: per row, or per group of rows, what stood there and what came.
    terug: list[dict[str, Any]] = field(default_factory=list)
    vragen: list[Vraag] = field(default_factory=list)
    # How many entries of organisations that decide themselves became a proposal, once it was written.
    voorstellen: int = 0

    def aantal(self, soort: str) -> int:
        """How many rows do this."""
        return sum(rij.soort == soort for rij in self.rijen)

    @property
    def te_schrijven(self) -> int:
        """How many rows would change the site."""
        return self.aantal(Soort.NIEUW) + self.aantal(Soort.GEWIJZIGD)


@dataclass(frozen=True, slots=True)
class _Rij:
    """A row of the file: in our words, the version, and the cells as they were typed."""

    nummer: int
    teksten: dict[str, str]
    versie: str
    getypt: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Namen:
    """What is taken: keys by the name of their row, and all keys (two rows may have one name)."""

    per_naam: dict[str, str] = field(default_factory=dict)
    kenmerken: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Nieuw:
    """A row to write: all its texts, and which columns of it count; None for all of them."""

    nummer: int
    teksten: dict[str, str]
    kolommen: tuple[str, ...] | None = None


def vergelijk(werkmap: Werkmap, bladen: Sequence[Blad], gebruiker: Lezer) -> Vergelijking:
    """Lay a file beside what this person may see; raises Onleesbaar where none of its sheets is one of ours."""
    uitkomst = Vergelijking()
    herkend: set[str] = set()
    bekend = lijsten()
    for bron in werkmap.bladen:
        # By its name: one that tells of a stadsdeel has the columns of a place. A csv has its name in small letters.
        gevonden = None if _heet(bron, TER_LEZING) else herken(bron, bladen)
        if gevonden is None:
            if any(cellen_ for _, cellen_ in bron.rijen) and not _heet(bron, VAN_ONS):
                uitkomst.opmerkingen.append(f"Blad ‘{bron.titel}’ herkennen we niet. Het telt niet mee.")
            continue
        blad, koprij = gevonden
        if blad.naam in herkend:
            uitkomst.opmerkingen.append(
                f"Blad ‘{bron.titel}’ is het tweede blad met {blad.titel.lower()}. Het telt niet mee."
            )
            continue
        herkend.add(blad.naam)
        if bron.verborgen:
            uitkomst.opmerkingen.append(f"Blad ‘{bron.titel}’ was verborgen. Het telt wel mee.")
        _vergelijk_blad(bron, blad, koprij, gebruiker, uitkomst, bekend)
    if not herkend:
        koppen = ", ".join(f"‘{blad.titel}’" for blad in bladen)
        raise Onleesbaar(
            f"We herkennen geen blad in dit bestand. We kennen de bladen {koppen}, met de koppen van de uitvoer. "
            "Maak eerst een uitvoer en vul die in."
        )
    return uitkomst


def herken(bron: Bron, bladen: Sequence[Blad]) -> tuple[Blad, int] | None:
    """Return which of our sheets this is and at which place its header stands; None for another sheet.

    By what stands above the columns, and for two that fit by the name of the sheet.
    """
    beste: tuple[tuple[int, bool], Blad, int] | None = None
    for plek, (_, rij) in enumerate(bron.rijen[:ZOEK_KOP_IN]):
        koppen = {_kaal(cel) for cel in rij if cel.strip()}
        for blad in bladen:
            bekend = _koppen(blad)
            mag_weg = {kolom.naam for kolom in blad.bestand.kolommen if kolom.facultatief}
            sleutel = {
                _kaal(blad.per_naam[naam].kop)
                for naam in blad.bestand.sleutel
                if naam in blad.per_naam and naam not in mag_weg
            }
            gelijk = len(koppen & bekend.keys())
            if not sleutel <= koppen | {_kaal(naam) for naam in blad.bestand.sleutel} or gelijk < max(
                2, len(koppen) // 2
            ):
                continue
            score = (gelijk, _kaal(bron.titel) == _kaal(blad.titel))
            if beste is None or score > beste[0]:
                beste = (score, blad, plek)
    return (beste[1], beste[2]) if beste else None


def _heet(bron: Bron, titels: Collection[str]) -> bool:
    return _kaal(bron.titel) in map(_kaal, titels)


def _koppen(blad: Blad) -> dict[str, str]:
    """Return the names of the columns by what may stand above them: the header of an export, or the name itself."""
    koppen = {_kaal(versie.KOP): versie.KOLOM, _kaal(versie.KOLOM): versie.KOLOM}
    for kolom in blad.kolommen:
        koppen[_kaal(kolom.kop)] = kolom.naam
        koppen.setdefault(_kaal(kolom.naam), kolom.naam)
    return koppen


def _vergelijk_blad(
    bron: Bron, blad: Blad, koprij: int, gebruiker: Lezer, uitkomst: Vergelijking, bekend: Lijsten
) -> None:
    rijen = list(_lees(bron, blad, koprij, uitkomst, bekend))
    # Only what the file is about; what this person may not see is as if it were not there.
    op_site: dict[tuple[str, ...], dict[str, str]] = {}
    groepen: dict[str, list[dict[str, str]]] = {}
    eerste = blad.groep or blad.bestand.sleutel[0]
    pad = "kenmerk" if eerste == "kenmerk" else f"{eerste}__kenmerk"
    gevraagd = sorted({rij.teksten.get(eerste, "") for rij in rijen} - {""})
    for begin in range(0, len(gevraagd), PER_KEER):
        for op_kaart in blad.query(gebruiker).filter(**{f"{pad}__in": gevraagd[begin : begin + PER_KEER]}):
            teksten = blad.teksten(op_kaart)
            op_site[_sleutel(blad, teksten)] = teksten
            if blad.groep:
                groepen.setdefault(teksten[blad.groep], []).append(teksten)
    namen = _namen(blad, gebruiker) if eerste == "kenmerk" else _Namen()
    te_schrijven = (
        _per_groep(blad, rijen, op_site, groepen, uitkomst)
        if blad.groep
        else _per_rij(blad, rijen, op_site, namen, uitkomst)
    )
    schrijven = list(te_schrijven)
    if schrijven:
        for nieuw in schrijven:
            uitkomst.fouten.extend(_persoonsgegevens(blad, nieuw))
            uitkomst.vragen.extend(_van_wie(blad, nieuw))
        per_rij = {nieuw.nummer: nieuw.kolommen for nieuw in schrijven if nieuw.kolommen is not None}
        uitkomst.tabellen[blad.naam] = als_tabel(blad, [(n.nummer, n.teksten) for n in schrijven], per_rij)


def als_tabel(
    blad: Blad, rijen: Iterable[tuple[int, Mapping[str, str]]], per_rij: Mapping[int, Collection[str]]
) -> Ontleed:
    """Return rows of texts as `kaart.uitwisseling.tabellen` writes them; of a row in `per_rij` only these columns."""
    kop = blad.invoerkolommen
    alle = tuple((nummer, tuple(teksten.get(naam, "") for naam in kop)) for nummer, teksten in rijen)
    return alleen(ontleed(blad.bestand, Tabel(blad.naam, blad.titel, kop, alle)), per_rij)


def _bij_nieuw() -> dict[str, str]:
    return {**BIJ_NIEUW, "plaats": settings.STADSGEGEVENS.plaats}


def _persoonsgegevens(blad: Blad, rij: _Nieuw) -> Iterator[Fout]:
    """Yield a fault for every free text that is new and seems to hold something about a person (hard rule 5)."""
    for naam in rij.teksten if rij.kolommen is None else rij.kolommen:
        kolom, tekst = blad.per_naam[naam], rij.teksten[naam]
        if naam == "telefoon" and is_telefoon(tekst):
            continue
        if isinstance(kolom.veld, VRIJ):
            meldingen = lees_cel(tekst)
            if naam == "telefoon" and tekst and not meldingen:
                meldingen = [GEEN_NUMMER.format(settings.STADSGEGEVENS.voorbeeldnummer)]
            yield from (Fout(blad.titel, melding, rij.nummer, kolom.kop) for melding in meldingen)


def _van_wie(blad: Blad, rij: _Nieuw) -> Iterator[Vraag]:
    """Yield a question for every new contact of an organisation that people have for themselves too."""
    if blad.naam != "organisaties":
        return
    for naam in OPENBAAR_CONTACT.intersection(rij.teksten if rij.kolommen is None else rij.kolommen):
        tekst = rij.teksten[naam]
        if kan_van_een_mens_zijn(tekst):
            sleutel = f"eigen-{rij.nummer}-{naam}"
            yield Vraag(sleutel, rij.nummer, rij.teksten.get("naam", ""), blad.per_naam[naam].kop, tekst)


def _lees(bron: Bron, blad: Blad, koprij: int, uitkomst: Vergelijking, woorden: Lijsten) -> Iterator[_Rij]:
    """Yield the rows below the header as texts by column; formulas and keys that stand twice are faults."""
    kolommen = _kolommen(bron, blad, koprij, uitkomst)
    lezen = {plek: naam for plek, naam in kolommen.items() if naam in {*blad.invoerkolommen, versie.KOLOM}}
    gezien: dict[tuple[str, ...], int] = {}
    verlegd = Verlegd.op_de_kaart()
    eigen_sleutels = _in_kolom(bron, next((plek for plek, naam in lezen.items() if naam == "kenmerk"), None))
    for nummer, cellen_ in bron.rijen[koprij + 1 :]:
        if not any(cel.strip() for cel in cellen_):
            continue
        teksten: dict[str, str] = {}
        getypt: dict[str, str] = {}
        goed = True
        for plek, naam in lezen.items():
            tekst = cellen_[plek] if plek < len(cellen_) else ""
            if tekst.startswith(FORMULE):
                goed = False
                kop = blad.per_naam[naam].kop if naam in blad.per_naam else versie.KOP
                formule = toon(tekst.removeprefix(FORMULE))
                melding = f"hier staat een formule ({formule}). Die voeren we niet uit. Typ de waarde zelf."
                uitkomst.fouten.append(Fout(blad.titel, melding, nummer, kop))
            elif naam != versie.KOLOM:
                getypt[naam] = tekst
                schoon = cellen.schoon(tekst).strip()
                teksten[naam] = in_onze_woorden(naam, blad.per_naam[naam].veld, schoon, woorden)
            else:
                teksten[naam] = tekst.strip()
        if not goed:
            continue
        if _telt_niet(blad, teksten, nummer, verlegd, eigen_sleutels, uitkomst):
            continue
        sleutel = _sleutel(blad, teksten)
        if all(sleutel) and sleutel in gezien and not (blad.groep and blad.groep == "aanbod"):
            melding = f"{toon(', '.join(sleutel))} staat ook al in rij {gezien[sleutel]}. Eén van de twee kan weg."
            uitkomst.fouten.append(Fout(blad.titel, melding, nummer, blad.per_naam[blad.bestand.sleutel[0]].kop))
            continue
        gezien.setdefault(sleutel, nummer)
        van_rij = teksten.pop(versie.KOLOM, "")
        yield _Rij(nummer, teksten, van_rij, getypt)


def _kolommen(bron: Bron, blad: Blad, koprij: int, uitkomst: Vergelijking) -> dict[int, str]:
    """Return the name of each column that we know, by its place; what we do not know is a remark."""
    bekend = _koppen(blad)
    kolommen: dict[int, str] = {}
    for plek, kop in enumerate(bron.rijen[koprij][1]):
        naam = bekend.get(_kaal(kop))
        if naam is None:
            if kop.strip():
                raad = bedoelt_u(kop, [kolom.kop for kolom in blad.kolommen])
                ook = f"{blad.titel}: de kolom {toon(kop)} kennen we niet. Zij telt niet mee.{raad}"
                uitkomst.opmerkingen.append(ook)
        elif naam in kolommen.values():
            uitkomst.opmerkingen.append(f"{blad.titel}: de kolom {toon(kop)} staat er twee keer. De eerste telt.")
        else:
            kolommen[plek] = naam
    return kolommen


def _in_kolom(bron: Bron, plek: int | None) -> set[str]:
    """Return what stands in a column of a sheet."""
    return {rij[plek].strip() for _, rij in bron.rijen if plek is not None and plek < len(rij)}


def _telt_niet(
    blad: Blad,
    teksten: dict[str, str],
    nummer: int,
    verlegd: Verlegd,
    eigen_sleutels: Collection[str],
    uitkomst: Vergelijking,
) -> bool:
    """Put present keys in the place of old ones; return whether the entry has a row of its own in this file as well."""
    oud = teksten.get("kenmerk", "")
    for naam in teksten.keys() - {versie.KOLOM}:
        teksten[naam] = verlegd.in_tekst(blad.bestand, blad.per_naam[naam].veld, naam, teksten[naam])
    nu = teksten.get("kenmerk", "")
    if nu == oud:
        return False
    mee = "Deze rij telt niet mee" if nu in eigen_sleutels else "Deze rij gaat nu dáárover"
    uitkomst.opmerkingen.append(f"{blad.titel}, rij {nummer}: {toon(oud)} is opgegaan in ‘{nu}’. {mee}.")
    return nu in eigen_sleutels


def _per_rij(
    blad: Blad,
    rijen: Iterable[_Rij],
    op_site: dict[tuple[str, ...], dict[str, str]],
    namen: _Namen,
    uitkomst: Vergelijking,
) -> Iterator[_Nieuw]:
    eigen_naam = blad.bestand.sleutel == ("kenmerk",)
    for rij in rijen:
        site = op_site.get(_sleutel(blad, rij.teksten))
        if site is None:
            if melding := _nieuwe_sleutel(blad, rij.teksten, namen, uitkomst, rij.nummer):
                uitkomst.fouten.append(Fout(blad.titel, melding, rij.nummer, blad.per_naam["naam"].kop))
                continue
            for naam, waarde in _bij_nieuw().items():
                if naam in blad.invoerkolommen and not rij.teksten.get(naam):
                    rij.teksten[naam] = waarde
            uitkomst.rijen.append(Invoerrij(blad.titel, rij.nummer, _naam(blad, rij.teksten), Soort.NIEUW))
            # An entry says by itself whether somebody changed it since; a row below one only by what it holds.
            naar = {} if eigen_naam else dict(rij.teksten)
            uitkomst.terug.append(
                {"blad": blad.naam, "sleutel": list(_sleutel(blad, rij.teksten)), "nieuw": True, "naar": naar}
            )
            yield _Nieuw(rij.nummer, rij.teksten)
            continue
        toen = versie.lees_rijversie(blad.invoerkolommen, rij.versie)
        gewijzigd: list[str] = []
        botst: list[str] = []
        for naam, tekst in rij.teksten.items():
            if cellen.gelijk(blad.per_naam[naam].veld, tekst, site[naam]):
                continue
            # As it was typed: what stood there is not always in today's words.
            if rij.getypt[naam] == site[naam]:
                continue
            if toen is not None and (toen.was(naam, tekst) or toen.was(naam, rij.getypt[naam])):
                continue  # Untouched in the file: it was changed on the site since.
            op_site_veranderd = toen is not None and toen.was(naam, site[naam]) is False
            (botst if op_site_veranderd else gewijzigd).append(naam)
        soort = Soort.BOTSING if botst else Soort.GEWIJZIGD if gewijzigd else Soort.GELIJK
        verschillen = [Verschil(blad.per_naam[n].kop, site[n], rij.teksten[n]) for n in (*botst, *gewijzigd)]
        uitkomst.rijen.append(Invoerrij(blad.titel, rij.nummer, _naam(blad, site), soort, verschillen))
        if soort is Soort.GEWIJZIGD:
            nieuw = site | {naam: rij.teksten[naam] for naam in gewijzigd}
            uitkomst.terug.append(
                {
                    "blad": blad.naam,
                    "sleutel": list(_sleutel(blad, site)),
                    "van": {n: site[n] for n in gewijzigd},
                    "naar": {n: nieuw[n] for n in gewijzigd},
                }
            )
            yield _Nieuw(rij.nummer, nieuw, tuple(gewijzigd))


def _nieuwe_sleutel(
    blad: Blad,
    teksten: dict[str, str],
    namen: _Namen,
    uitkomst: Vergelijking,
    nummer: int,
) -> str:
    """Give a new row its key where it has none; return why not, when its name is on the kaart already."""
    naam = teksten.get("naam", "")
    if blad.bestand.sleutel != ("kenmerk",) or not naam or teksten.get("kenmerk"):
        return ""
    kaal = _op_naam(teksten)
    if kaal in namen.per_naam:
        bekend = namen.per_naam[kaal]
        return f"{toon(naam)} staat al op de kaart of in dit blad, als ‘{bekend}’. Vul dat kenmerk in bij deze rij."
    nabij = process.extractOne(kaal, namen.per_naam.keys(), scorer=fuzz.ratio, score_cutoff=LIJKT_EROP)
    begin = slugify(naam)[: LANGSTE_KENMERK - 4].strip("-_").replace("_", "-") or "rij"
    mogelijk = chain((begin,), (f"{begin}-{plek}" for plek in count(2)))
    teksten["kenmerk"] = next(kenmerk for kenmerk in mogelijk if kenmerk not in namen.kenmerken)
    if nabij:
        uitkomst.opmerkingen.append(
            f"{blad.titel}, rij {nummer}: {toon(naam)} lijkt op ‘{namen.per_naam[nabij[0]]}’. Vul dan dat kenmerk in."
        )
    namen.per_naam[kaal] = teksten["kenmerk"]
    namen.kenmerken.add(teksten["kenmerk"])
    return ""


def _per_groep(
    blad: Blad,
    rijen: Iterable[_Rij],
    op_site: dict[tuple[str, ...], dict[str, str]],
    groepen: dict[str, list[dict[str, str]]],
    uitkomst: Vergelijking,
) -> Iterator[_Nieuw]:
    """Compare rows that belong together as a whole: the times of an offer, the steps of a route."""
    groep = str(blad.groep)
    per_groep: dict[str, list[_Rij]] = {}
    for rij in rijen:
        per_groep.setdefault(rij.teksten.get(groep, ""), []).append(rij)
    for sleutel, samen in per_groep.items():
        site = groepen.get(sleutel, [])
        volledig = [({**_leeg(blad), **op_site.get(_sleutel(blad, rij.teksten), {}), **rij.teksten}) for rij in samen]
        eerste = samen[0]
        if zelfde_groep(blad, volledig, site):
            uitkomst.rijen.append(Invoerrij(blad.titel, eerste.nummer, sleutel, Soort.GELIJK))
            continue
        toen = {rij.versie for rij in samen if rij.versie}
        nu = versie.groepsversie(site) if site else ""
        # A row that is not in the file stays: only what a row of the file takes the place of goes.
        blijft = _niet_vervangen(blad, samen, volledig, site)
        if toen == {versie.groepsversie(volledig)} or zelfde_groep(blad, [*volledig, *blijft], site):
            # Untouched in the file; changed on the site since.
            uitkomst.rijen.append(Invoerrij(blad.titel, eerste.nummer, sleutel, Soort.GELIJK))
            continue
        gewoon = [*volledig, *blijft]
        verschil = Verschil(blad.titel, _anders(blad, site, gewoon), _anders(blad, gewoon, site))
        soort = Soort.NIEUW if not site else Soort.BOTSING if toen and toen != {nu} else Soort.GEWIJZIGD
        uitkomst.rijen.append(Invoerrij(blad.titel, eerste.nummer, sleutel, soort, [verschil] if site else []))
        if soort is not Soort.BOTSING:
            uitkomst.terug.append({"blad": blad.naam, "groep": sleutel, "van": site, "naar": gewoon})
            oud = {_sleutel(blad, teksten): teksten for teksten in site}
            for rij, teksten in zip(samen, volledig, strict=True):
                stond = oud.get(_sleutel(blad, teksten), {})
                nieuw = tuple(naam for naam, tekst in teksten.items() if stond.get(naam) != tekst)
                uitkomst.fouten.extend(_persoonsgegevens(blad, _Nieuw(rij.nummer, teksten, nieuw)))
                yield _Nieuw(rij.nummer, teksten)
            yield from (_Nieuw(eerste.nummer, teksten) for teksten in blijft)


def zelfde_groep(blad: Blad, een: list[dict[str, str]], ander: list[dict[str, str]]) -> bool:
    """Whether two groups say the same, in whatever order."""
    if len(een) != len(ander):
        return False
    rest = list(ander)
    for rij in een:
        gelijk = next(
            (
                a
                for a in rest
                # What an import kept of before a column was there has no cell for it.
                if all(cellen.gelijk(blad.per_naam[n].veld, rij.get(n, ""), a.get(n, "")) for n in blad.invoerkolommen)
            ),
            None,
        )
        if gelijk is None:
            return False
        rest.remove(gelijk)
    return True


def _leeg(blad: Blad) -> dict[str, str]:
    return dict.fromkeys(blad.invoerkolommen, "")


def _niet_vervangen(
    blad: Blad, samen: Sequence[_Rij], volledig: Sequence[Mapping[str, str]], site: Sequence[dict[str, str]]
) -> list[dict[str, str]]:
    """Return the rows of the site whose place no row of the file takes.

    The same row, or one with the same key. A row with a version came from the site, so where neither is there it takes
    the place of the row it is most alike; a row without one comes beside the others.
    """

    def alike(een: Mapping[str, str], ander: Mapping[str, str]) -> int:
        return sum(cellen.gelijk(blad.per_naam[naam].veld, een[naam], ander[naam]) for naam in blad.invoerkolommen)

    rest = list(site)
    over: list[Mapping[str, str]] = []
    for rij, teksten in zip(samen, volledig, strict=True):
        zelfde = [
            op_site
            for op_site in rest
            if all(cellen.gelijk(blad.per_naam[n].veld, teksten[n], op_site[n]) for n in blad.bestand.sleutel)
        ]
        if zelfde:
            rest.remove(zelfde[0])
        elif rij.versie:
            over.append(teksten)
    for teksten in over:
        if rest:
            rest.remove(max(rest, key=lambda op_site: alike(teksten, op_site)))
    return rest


def _anders(blad: Blad, rijen: Sequence[Mapping[str, str]], ander: Sequence[Mapping[str, str]]) -> str:
    """Return the rows that the other side does not have, each as its values."""
    rest = list(ander)
    regels: list[str] = []
    for rij in rijen:
        gelijk = [a for a in rest if all(cellen.gelijk(blad.per_naam[n].veld, rij[n], a[n]) for n in a)]
        if gelijk:
            rest.remove(gelijk[0])
        else:
            regels.append(", ".join(tekst for naam, tekst in rij.items() if tekst and naam != blad.groep))
    return "\n".join(regels)


def _sleutel(blad: Blad, teksten: dict[str, str]) -> tuple[str, ...]:
    return tuple(teksten.get(naam, "") for naam in blad.bestand.sleutel)


def _naam(blad: Blad, teksten: dict[str, str]) -> str:
    return teksten.get("naam") or ", ".join(deel for deel in _sleutel(blad, teksten) if deel)


def _namen(blad: Blad, gebruiker: Lezer) -> _Namen:
    """Return the keys of every row of this kind, also by name, in one small query."""
    rijen = blad.query(gebruiker).model.objects.order_by("pk")
    velden = ("kenmerk", "naam", "organisatie__kenmerk") if "organisatie" in blad.per_naam else ("kenmerk", "naam")
    namen = _Namen()
    for kenmerk, naam, *van in rijen.values_list(*velden):
        namen.per_naam.setdefault(_kaal(" ".join((naam, *van))), kenmerk)
        namen.kenmerken.add(kenmerk)
    return namen


def _op_naam(teksten: dict[str, str]) -> str:
    """Return by what a row is the same as another: its name, of an offer or a place that of one organisation."""
    return _kaal(f"{teksten.get('naam', '')} {teksten.get('organisatie', '')}")


def _kaal(tekst: str) -> str:
    return " ".join(tekst.casefold().replace("_", " ").split())
