"""The rows of a stranger's sheet: what each says, everything that is wrong with it, and what is no row at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.contact import kan_van_een_mens_zijn, schrijfwijze
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling, kaal_van, kolommen_op_woord
from kaart.uitwisseling.invoer.lijsten.waarden import Groepen, Kosten, Mis, Woordenboek, kaal
from kaart.uitwisseling.invoer.ods import FORMULE
from kaart.uitwisseling.invoer.werkmap import Bron

TOTAAL = re.compile(r"^(?:sub)?tota(?:al|len)\b|^total\b|^som\b|^aantal\s*:", re.IGNORECASE)
LANGSTE_NAAM = 150
LANGSTE_STRAAT, LANGSTE_NUMMER = 120, 12
# These are what they must be, or a fault; every other text that is read goes by the guard.
MET_EIGEN_VORM = frozenset({"website", "email", "telefoon", "postcode", "lat", "lon", "gesproken"})


@dataclass(frozen=True, slots=True)
class Fout:
    """One cell that cannot be read, as a coordinator finds and repairs it."""

    rij: int
    code: str
    kolom: str
    uitleg: str
    suggestie: str
    waarde: str | None
    zelfde_als_rij: int | None = None

    def __str__(self) -> str:
        gezien = f" Er staat ‘{self.waarde}’." if self.waarde else ""
        beter = f" Beter: {self.suggestie}" if self.suggestie else ""
        return f"Rij {self.rij}, kolom {self.kolom}: {self.uitleg}{gezien}{beter}"


@dataclass(slots=True)
class Rij:
    """One organisation as the sheet has it."""

    nummer: int
    naam: str = ""
    omschrijving: str = ""
    werkgebied: tuple[str, ...] = ()
    groepen: Groepen = field(default_factory=Groepen)
    talen: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    telefoon: str = ""
    contact_rol: str = ""
    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    plaats: str = ""
    lat: str = ""
    lon: str = ""
    kosten: Kosten = field(default_factory=lambda: Kosten("onbekend"))
    rolstoel: str = "onbekend"
    formaliteit: str = ""
    gesproken: str = ""
    opmerking: str = ""
    # A contact that may be somebody's own, by what it is for: it goes on the kaart only when a person says whose it is.
    te_vragen: dict[str, str] = field(default_factory=dict)
    cellen: tuple[str, ...] = ()


@dataclass(slots=True)
class Gelezen:
    """A whole sheet: its rows, everything that is wrong, and the numbers of rows that were passed over, by why."""

    vertaling: Vertaling
    rijen: list[Rij] = field(default_factory=list)
    fouten: list[Fout] = field(default_factory=list)
    lege_rijen: list[int] = field(default_factory=list)
    tussenkoppen: list[int] = field(default_factory=list)
    totaalrijen: list[int] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    @property
    def goede(self) -> list[Rij]:
        """The rows with nothing wrong."""
        fout = {een.rij for een in self.fouten}
        return [rij for rij in self.rijen if rij.nummer not in fout]


def lees(bron: Bron, vertaling: Vertaling, boek: Woordenboek) -> Gelezen:
    """Read a sheet; never raises, every fault is in the answer."""
    uit = Gelezen(vertaling)
    gevuld = _met_samengevoegd(bron)
    formaliteit = ""
    eerder: dict[str, int] = {}
    breed = {n for rij1, k1, rij2, k2 in bron.samengevoegd if k2 - k1 >= 2 for n in range(rij1, rij2 + 1)}
    laatste = max((n for n, (nummer, rij) in enumerate(gevuld) if any(cel.strip() for cel in rij)), default=-1)
    for plek, (nummer, cellen) in enumerate(gevuld[: laatste + 1]):
        if nummer <= vertaling.koprij:
            continue
        if not any(cel.strip() for cel in cellen):
            uit.lege_rijen.append(nummer)
            continue
        if _is_totaal(cellen, vertaling):
            uit.totaalrijen.append(nummer)
            continue
        if _is_tussenkop(nummer, cellen, bron.rijen[plek][1], vertaling, breed):
            uit.tussenkoppen.append(nummer)
            formaliteit = _formaliteit(" ".join(cellen)) or formaliteit
            continue
        rij, fouten = _lees_rij(nummer, cellen, vertaling, boek)
        rij.formaliteit = rij.formaliteit or formaliteit
        sleutel = kaal(rij.naam)
        if sleutel and sleutel in eerder:
            zelfde = eerder[sleutel]
            fouten.append(
                Fout(
                    nummer,
                    "dubbele-naam",
                    vertaling.kop("naam"),
                    f"Deze naam staat al in rij {zelfde}.",
                    "Zelfde organisatie? Haal één rij weg of voeg ze samen.",
                    rij.naam,
                    zelfde,
                )
            )
        elif sleutel:
            eerder[sleutel] = nummer
        uit.rijen.append(rij)
        uit.fouten += fouten
    _zeg_wat_meedoet(uit, bron)
    return uit


def _lees_rij(nummer: int, cellen: tuple[str, ...], vertaling: Vertaling, boek: Woordenboek) -> tuple[Rij, list[Fout]]:
    """Return a row with all its faults; what only a person can decide is set aside."""
    rij, fouten = _lees_cellen(nummer, cellen, vertaling, boek)
    per_doel = {doel: cellen[plek] for plek, doel in vertaling.kolommen.items() if plek < len(cellen)}
    _vraag_van_wie(rij, per_doel.get("telefoon", ""))
    al_fout = {fout.kolom for fout in fouten}
    for doel, melding in _over_personen(rij, per_doel):
        if vertaling.kop(doel) not in al_fout:
            fouten.append(Fout(nummer, "persoonsgegeven", vertaling.kop(doel), melding, "", per_doel[doel]))
    return rij, fouten


def _lees_cellen(
    nummer: int, cellen: tuple[str, ...], vertaling: Vertaling, boek: Woordenboek
) -> tuple[Rij, list[Fout]]:
    rij = Rij(nummer, cellen=cellen)
    fouten: list[Fout] = []

    def cel(doel: str) -> str:
        plek = vertaling.plek(doel)
        return cellen[plek] if plek is not None and plek < len(cellen) else ""

    def mis(doel: str, fout: Mis) -> None:
        waarde = cel(doel) if fout.waarde is None else fout.waarde
        fouten.append(Fout(nummer, fout.code, vertaling.kop(doel), fout.uitleg, fout.suggestie, waarde or None))

    formules = {doel for doel in vertaling.kolommen.values() if _is_formule(cel(doel))}
    for doel in vertaling.kolommen.values():
        if doel in formules:
            zin = "Deze cel is een formule. Die voeren we niet uit."
            mis(doel, Mis("formule", zin, "Typ wat er moet staan als tekst.", cel(doel).removeprefix(FORMULE)))

    def lees(doel: str, manier: Callable[[str], Any]) -> Any:
        if doel in formules or vertaling.plek(doel) is None:
            return None
        try:
            return manier(_regel(cel(doel)))
        except Mis as fout:
            mis(doel, fout)
            return None

    rij.naam = lees("naam", _naam_van) or ""
    for doel in ("omschrijving", "opmerking", "contact_rol", "plaats"):
        setattr(rij, doel, "" if doel in formules or waarden.leeg(cel(doel)) else _regel(cel(doel)))
    rij.werkgebied = lees("werkgebied", lambda tekst: waarden.gebieden_van(tekst, boek)) or ()
    rij.groepen = lees("doelgroep", lambda tekst: waarden.groepen_van(tekst, boek)) or Groepen()
    rij.talen = lees("talen", lambda tekst: waarden.talen_van(tekst, boek)) or ()
    rij.website = lees("website", waarden.website_van) or ""
    rij.email = lees("email", waarden.email_van) or ""
    rij.telefoon = lees("telefoon", waarden.telefoon_van) or ""
    rij.postcode = lees("postcode", waarden.postcode_van) or ""
    rij.kosten = lees("kosten", waarden.kosten_van) or Kosten("onbekend")
    rij.rolstoel = lees("rolstoel", waarden.rolstoel_van) or "onbekend"
    rij.gesproken = lees("gesproken", waarden.datum_van) or ""
    rij.formaliteit = _formaliteit(cel("formaliteit"))
    if not {"lat", "lon"} & formules:
        try:
            rij.lat, rij.lon = waarden.graden_van(cel("lat"), cel("lon"))
        except Mis as fout:
            mis("lon" if fout.code == "ongeldige-lengte" else "lat", fout)
    try:
        _adres(rij, cel, formules)
    except Mis as fout:
        mis("straat" if vertaling.plek("straat") is not None else "adres", fout)
    return rij, fouten


def _vraag_van_wie(rij: Rij, telefoon: str) -> None:
    """Set aside a mobile number and an address of Gmail and the like: only a person knows whose it is."""
    if kan_van_een_mens_zijn(rij.email):
        rij.te_vragen["email"], rij.email = rij.email, ""
    nummer = schrijfwijze(telefoon)
    if not rij.telefoon and waarden.is_telefoon(nummer):
        rij.te_vragen["telefoon"] = nummer


def _over_personen(rij: Rij, cellen: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the guard finds in each cell that is read, by the meaning of its column."""
    nummer = rij.telefoon or rij.te_vragen.get("telefoon")
    for doel, tekst in cellen.items():
        # A cell below 'Telefoon' that holds no number is a text like any other.
        if doel not in MET_EIGEN_VORM or (doel == "telefoon" and not nummer):
            for melding in lees_cel(tekst):
                yield doel, melding


def _is_formule(tekst: str) -> bool:
    return tekst.startswith(FORMULE) or waarden.is_formule(tekst)


def _naam_van(tekst: str) -> str:
    if not tekst:
        raise Mis("naam-ontbreekt", "De naam is leeg.", "Vul de naam in.")
    if len(tekst) > LANGSTE_NAAM:
        raise Mis("te-lang", f"De naam heeft meer dan {LANGSTE_NAAM} tekens.", "Maak de naam korter.")
    return tekst


def _adres(rij: Rij, cel: Callable[[str], str], formules: set[str]) -> None:
    if "straat" not in formules and not waarden.leeg(cel("straat")):
        rij.straat = _regel(cel("straat"))
        rij.huisnummer = "" if waarden.leeg(cel("huisnummer")) else _regel(cel("huisnummer"))
    elif "adres" not in formules and not waarden.leeg(cel("adres")):
        heel = _regel(cel("adres"))
        gevonden = re.match(r"^(.+?)\s+(\d+\s?[-/]?\s?[\w-]{0,6})(?:,?\s+([1-9]\d{3}\s?[A-Za-z]{2})\b.*)?$", heel)
        rij.straat, rij.huisnummer = (gevonden[1].rstrip(","), gevonden[2]) if gevonden else (heel, "")
        if gevonden and gevonden[3] and not rij.postcode:
            rij.postcode = waarden.postcode_van(gevonden[3])
    if len(rij.straat) > LANGSTE_STRAAT or len(rij.huisnummer) > LANGSTE_NUMMER:
        raise Mis("te-lang", "Dit adres is te lang.", "Schrijf alleen straat en huisnummer.")


def _met_samengevoegd(bron: Bron) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows with the value of cells that were joined downwards in each row they cover."""
    rijen = [(nummer, list(cellen)) for nummer, cellen in bron.rijen]
    plek = {nummer: n for n, (nummer, _) in enumerate(rijen)}
    for rij1, kolom1, rij2, _ in bron.samengevoegd:
        if rij1 == rij2 or rij1 not in plek:
            continue
        boven = rijen[plek[rij1]][1]
        waarde = boven[kolom1 - 1] if kolom1 <= len(boven) else ""
        for nummer in range(rij1 + 1, rij2 + 1):
            if nummer in plek:
                cellen = rijen[plek[nummer]][1]
                cellen += [""] * (kolom1 - len(cellen))
                cellen[kolom1 - 1] = cellen[kolom1 - 1] or waarde
    return [(nummer, tuple(cellen)) for nummer, cellen in rijen]


def _is_totaal(cellen: tuple[str, ...], vertaling: Vertaling) -> bool:
    eerste = next((cel.strip() for cel in cellen if cel.strip()), "")
    return bool(TOTAAL.match(eerste)) and sum(bool(cel.strip()) for cel in cellen) <= max(3, len(cellen) // 2)


def _is_tussenkop(
    nummer: int, cellen: tuple[str, ...], eigen: tuple[str, ...], vertaling: Vertaling, breed: set[int]
) -> bool:
    """Whether a row names what comes below it, or is the header once more."""
    gevuld = [plek for plek, cel in enumerate(eigen) if cel.strip()]
    herhaald = kolommen_op_woord(cellen)
    if len(herhaald) >= 2 and set(herhaald.items()) <= set(vertaling.kolommen.items()):
        return all(kaal_van(cellen[plek]) == kaal_van(vertaling.koppen[plek]) for plek in herhaald)
    if len(gevuld) != 1:
        return False
    tekst = eigen[gevuld[0]].strip()
    if nummer in breed:
        return True
    if gevuld[0] != vertaling.plek("naam"):
        # A number or a word alone, in a column that is not the name: a title, unless it says something we read.
        return gevuld[0] not in vertaling.kolommen or gevuld[0] < (vertaling.plek("naam") or 0)
    return (tekst.isupper() and len(tekst) > 3) or tekst.endswith(":")


def _formaliteit(tekst: str) -> str:
    woord = kaal(tekst)
    if re.search(r"\bforme(?:el|le)\b.*\binforme|\binforme.*\bforme(?:el|le)\b", woord):
        return "beide"
    if "informe" in woord or "informal" in woord:
        return "informeel"
    return "formeel" if "forme" in woord or "formal" in woord else ""


def _regel(tekst: str) -> str:
    return " ".join(tekst.split())


def _zeg_wat_meedoet(uit: Gelezen, bron: Bron) -> None:
    plek = uit.vertaling.plek("telefoon")
    for rij in uit.rijen if plek is not None else ():
        getypt = _regel(rij.cellen[plek]) if plek is not None and plek < len(rij.cellen) else ""
        if not (rij.telefoon or rij.te_vragen.get("telefoon") or waarden.leeg(getypt)):
            wat = f"Rij {rij.nummer}: in kolom ‘{uit.vertaling.kop('telefoon')}’ staat geen telefoonnummer."
            uit.opmerkingen.append(f"{wat} Dat nemen we niet over.")
    if bron.verborgen:
        uit.opmerkingen.append(f"Blad ‘{bron.titel}’ was verborgen. Het telt wel mee.")
    verborgen = set(bron.verborgen_rijen) & {rij.nummer for rij in uit.rijen}
    if verborgen:
        uit.opmerkingen.append(f"{len(verborgen)} verborgen rijen tellen ook mee. Kijk ze goed na.")
    zonder: Mapping[int, str] = uit.vertaling.kolommen
    niet = [kop for plek, kop in enumerate(uit.vertaling.koppen) if plek not in zonder and not kop.startswith("kolom ")]
    if niet:
        uit.opmerkingen.append(f"Deze kolommen lezen we niet: {', '.join(niet)}.")
