"""One row of a list: what each cell says, and all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.contact import kan_van_een_mens_zijn, schrijfwijze
from kaart.uitwisseling.invoer.bron import FORMULE
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.rijen import Fout, Rij
from kaart.uitwisseling.invoer.lijsten.waarden import Groepen, Kosten, Mis, Woordenboek, kaal

ADRES = re.compile(r"^(.+?),?\s+(\d+\s?[-/]?\s?[\w-]{0,6})(?:,?\s+([1-9]\d{3}\s?[A-Za-z]{2})\b.*)?$")
TYP_HET = "Typ wat er moet staan als tekst."
LANGSTE_NAAM = 150
LANGSTE_STRAAT, LANGSTE_NUMMER = 120, 12
# These are what they must be, or a fault; every other text that is read goes by the guard.
MET_EIGEN_VORM = frozenset({"website", "email", "telefoon", "postcode", "lat", "lon", "gesproken"})


def lees_rij(nummer: int, cellen: tuple[str, ...], vertaling: Vertaling, boek: Woordenboek) -> tuple[Rij, list[Fout]]:
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

    formules = set()
    for doel in vertaling.kolommen.values():
        if fout := _onleesbaar(cel(doel)):
            mis(doel, fout)
            formules.add(doel)

    def lees(doel: str, manier: Callable[[str], Any], *, regels: bool = False) -> Any:
        if doel in formules or vertaling.plek(doel) is None:
            return None
        try:
            return manier("\n".join(map(op_een_regel, cel(doel).splitlines())) if regels else op_een_regel(cel(doel)))
        except Mis as fout:
            mis(doel, fout)
            return None

    rij.naam = lees("naam", _naam_van) or ""
    for doel in ("omschrijving", "opmerking", "contact_rol", "plaats", "plek_naam"):
        setattr(rij, doel, "" if doel in formules or waarden.leeg(cel(doel)) else op_een_regel(cel(doel)))
    rij.werkgebied = lees("werkgebied", lambda tekst: waarden.gebieden_van(tekst, boek), regels=True) or ()
    rij.groepen = lees("doelgroep", lambda tekst: waarden.groepen_van(tekst, boek), regels=True) or Groepen()
    rij.talen = lees("talen", lambda tekst: waarden.talen_van(tekst, boek), regels=True) or ()
    rij.website = lees("website", waarden.website_van) or ""
    rij.email = lees("email", waarden.email_van) or ""
    rij.telefoon = lees("telefoon", waarden.telefoon_van) or ""
    rij.postcode = lees("postcode", waarden.postcode_van) or ""
    rij.kosten = lees("kosten", waarden.kosten_van) or Kosten("onbekend")
    rij.rolstoel = lees("rolstoel", waarden.rolstoel_van) or "onbekend"
    rij.gesproken = lees("gesproken", waarden.datum_van) or ""
    rij.formaliteit = formaliteit_van(cel("formaliteit"))
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


def _onleesbaar(cel: str) -> Mis | None:
    """Return what is wrong with a cell of any column: a formula of which nobody saved what came of it, or a fault."""
    if _is_formule(cel):
        return Mis("formule", "Deze cel is een formule. Die voeren we niet uit.", TYP_HET, cel.removeprefix(FORMULE))
    if waarden.is_foutwaarde(cel):
        return Mis("foutwaarde", "Dit is een fout van het rekenblad zelf.", TYP_HET)
    return None


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
    if not any(teken.isalpha() for teken in tekst):
        raise Mis("geen-naam", "Er staat geen letter in deze naam.", "Typ de naam, of haal de rij weg.")
    if len(tekst) > LANGSTE_NAAM:
        raise Mis("te-lang", f"De naam heeft meer dan {LANGSTE_NAAM} tekens.", "Maak de naam korter.")
    return tekst


def _adres(rij: Rij, cel: Callable[[str], str], formules: set[str]) -> None:
    nummer = "" if waarden.leeg(cel("huisnummer")) or "huisnummer" in formules else op_een_regel(cel("huisnummer"))
    if nummer and not waarden.leeg(cel("toevoeging")) and "toevoeging" not in formules:
        nummer = f"{nummer} {op_een_regel(cel('toevoeging'))}"
    if "straat" not in formules and not waarden.leeg(cel("straat")):
        rij.straat, rij.huisnummer = op_een_regel(cel("straat")), nummer
    elif "adres" not in formules and not waarden.leeg(cel("adres")):
        heel = op_een_regel(cel("adres"))
        gevonden = ADRES.match(heel)
        if nummer:
            rij.straat, rij.huisnummer = heel.removesuffix(f" {nummer}"), nummer
        elif gevonden:
            rij.straat, rij.huisnummer = gevonden[1].rstrip(","), gevonden[2]
            if gevonden[3] and not rij.postcode:
                rij.postcode = waarden.postcode_van(gevonden[3])
        else:
            rij.straat = heel
    if len(rij.straat) > LANGSTE_STRAAT or len(rij.huisnummer) > LANGSTE_NUMMER:
        raise Mis("te-lang", "Dit adres is te lang.", "Schrijf alleen straat en huisnummer.")


def formaliteit_van(tekst: str) -> str:
    woord = kaal(tekst)
    if re.search(r"\bforme(?:el|le)\b.*\binforme|\binforme.*\bforme(?:el|le)\b", woord):
        return "beide"
    if "informe" in woord or "informal" in woord:
        return "informeel"
    return "formeel" if "forme" in woord or "formal" in woord else ""


def op_een_regel(tekst: str) -> str:
    return " ".join(tekst.split())
