"""One row of a list: what each cell says, and all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from kaart.hulp.persoonsgegevens.bewaking import lees_cel
from kaart.hulp.persoonsgegevens.contact import kan_van_een_mens_zijn, schrijfwijze
from kaart.uitwisseling.invoer.bron import FORMULE
from kaart.uitwisseling.invoer.lijsten import waarden
from kaart.uitwisseling.invoer.lijsten.antwoorden import Antwoorden, Doe
from kaart.uitwisseling.invoer.lijsten.gelezen import Fout, Rij
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.inhoud import is_kruis
from kaart.uitwisseling.invoer.lijsten.waarden import Groepen, Kosten, Mis, Woordenboek, kaal

ADRES = re.compile(r"^(.+?),?\s+(\d{1,5}(?!\d)\s?[-/]?\s?[\w-]{0,6})(?:,?\s+([1-9]\d{3}\s?[A-Za-z]{2})\b.*)?$")
TYP_HET = "Typ wat er moet staan als tekst."
# A cell with more words that are none of ours than this is no list of words.
HOOGSTENS_WOORDEN = 20
LANGSTE_NAAM = 150
LANGSTE_STRAAT, LANGSTE_NUMMER = 120, 12
# These are what they must be, or a fault; every other text that is read goes by the guard.
MET_EIGEN_VORM = frozenset({"website", "email", "telefoon", "postcode", "lat", "lon", "gesproken"})


TEKSTEN = ("omschrijving", "opmerking", "contact_rol", "plaats", "plek_naam")


@dataclass(frozen=True, slots=True)
class Manier:
    """How the rows of one sheet are read: what its columns mean, the words we know, and what was answered to faults."""

    vertaling: Vertaling
    boek: Woordenboek
    antwoorden: Antwoorden
    # Where several sheets are read: the title of this one, and what stands before the numbers of its rows.
    blad: str = ""
    voor: str = ""

    def lees(
        self, nummer: int, cellen: tuple[str, ...], buiten: Iterable[tuple[int, Mis]] = ()
    ) -> tuple[Rij, list[Fout]]:
        """Return a row with all its faults; `buiten`: faults of cells as such, by column. Never raises."""
        lezer = _Lezer(self, nummer, cellen)
        for plek, fout in buiten:
            lezer.buiten_maat(plek, fout)
        lezer.lees_alles()
        return lezer.rij, lezer.fouten


class _Lezer:
    """Reads one row: each cell by what its column means, and what is wrong as it was answered or as a fault."""

    def __init__(self, manier: Manier, nummer: int, cellen: tuple[str, ...]) -> None:
        self.manier, self.vertaling, self.antwoorden = manier, manier.vertaling, manier.antwoorden
        self.cellen = cellen
        self.rij = Rij(nummer, sleutel=f"{manier.voor}{nummer}", blad=manier.blad, cellen=cellen)
        self.fouten: list[Fout] = []
        # What is not read any further: a cell with a fault of its own, or one that was left out.
        self.klaar: set[str] = set()
        self.bewaard: list[str] = []

    def cel(self, doel: str) -> str:
        plek = self.vertaling.plek(doel)
        return self.cellen[plek] if plek is not None and plek < len(self.cellen) else ""

    def mis(self, doel: str, fout: Mis, *, plek: int | None = None) -> None:
        """Do with a cell what was answered, or keep the fault."""
        kolom = self.vertaling.kop(doel) if plek is None else self.vertaling.koppen[plek]
        waarde = self.cel(doel) if fout.waarde is None else fout.waarde
        antwoord = "" if doel == "naam" else self.antwoorden.van(fout.code, fout.woord or waarde)
        if antwoord == Doe.OPMERKING:
            self.bewaar(kolom, waarde)
        if antwoord in ("", Doe.VOORSTEL):
            self.fouten.append(
                Fout(
                    self.rij.nummer, fout.code, kolom, fout.uitleg, fout.suggestie, waarde or None,
                    woord=fout.woord or waarde, slug=fout.slug, blad=self.manier.blad, sleutel=self.rij.sleutel,
                )
            )  # fmt: skip

    def bewaar(self, kolom: str, waarde: str) -> None:
        """Keep the text of a cell as a remark for colleagues."""
        regel = f"{kolom}: {op_een_regel(waarde)}"
        if regel not in self.bewaard:
            self.bewaard.append(regel)

    def buiten_maat(self, plek: int, fout: Mis) -> None:
        doel = self.vertaling.kolommen[plek]
        self.mis(doel, fout, plek=plek)
        if fout.code == "cel-te-lang":
            self.klaar.add(doel)

    def lees(self, doel: str, manier: Callable[[str], Any], *, regels: bool = False) -> Any:
        """Return what a cell says in the `manier` of its column; None for what is left out or wrong."""
        if doel in self.klaar or self.vertaling.plek(doel) is None:
            return None
        cel = self.cel(doel)
        tekst = "\n".join(map(op_een_regel, cel.splitlines())) if regels else op_een_regel(cel)
        for _ in range(HOOGSTENS_WOORDEN):
            try:
                return manier(tekst)
            except Mis as fout:
                if fout.slug and self.antwoorden.van(fout.code, fout.woord) == Doe.VOORSTEL:
                    tekst = tekst.replace(fout.woord, fout.slug, 1)
                    continue
                self.mis(doel, fout)
                over = tekst.replace(fout.woord, " ", 1) if fout.woord else ""
                if not self.antwoorden.van(fout.code, fout.woord) or not over.strip(" ,;/&\n") or over == tekst:
                    return None
                tekst = over
        return None

    def lees_alles(self) -> None:
        """Fill the row."""
        rij, boek = self.rij, self.manier.boek
        for doel in self.vertaling.kolommen.values():
            if fout := _onleesbaar(self.cel(doel)):
                self.mis(doel, fout)
                self.klaar.add(doel)
        rij.naam = self.lees("naam", _naam_van) or ""
        for doel in TEKSTEN:
            tekst = self.cel(doel)
            setattr(rij, doel, "" if doel in self.klaar or waarden.leeg(tekst) else op_een_regel(tekst))
        rij.werkgebied = self.lees("werkgebied", lambda tekst: waarden.gebieden_van(tekst, boek), regels=True) or ()
        rij.groepen = self.lees("doelgroep", lambda tekst: waarden.groepen_van(tekst, boek), regels=True) or Groepen()
        rij.talen = self.lees("talen", lambda tekst: waarden.talen_van(tekst, boek), regels=True) or ()
        rij.website = self.lees("website", waarden.website_van) or ""
        rij.email = self.lees("email", waarden.email_van) or ""
        rij.telefoon = self.lees("telefoon", waarden.telefoon_van) or ""
        rij.postcode = self.lees("postcode", waarden.postcode_van) or ""
        rij.kosten = self.lees("kosten", waarden.kosten_van) or Kosten("onbekend")
        rij.rolstoel = self.lees("rolstoel", waarden.rolstoel_van) or "onbekend"
        rij.gesproken = self.lees("gesproken", waarden.datum_van) or ""
        self._contactblok()
        rij.formaliteit = formaliteit_van(self.cel("formaliteit"))
        self._punt()
        try:
            _adres(rij, self.cel, self.klaar)
        except Mis as fout:
            self.mis("straat" if self.vertaling.plek("straat") is not None else "adres", fout)
        self._kruisen()
        _vraag_van_wie(rij, "" if "telefoon" in self.klaar else self.cel("telefoon"))
        self._over_personen()
        rij.opmerking = "; ".join(filter(None, (rij.opmerking, *self.bewaard)))

    def _contactblok(self) -> None:
        """Read a cell with an address, a number, a mail address and a website: each by its form, the rest a remark."""
        if "contactblok" in self.klaar or waarden.leeg(self.cel("contactblok")):
            return
        rij, rest = self.rij, []
        for deel in filter(None, (een.strip(" .,") for een in re.split(r"[\n;|•]|\s-\s", self.cel("contactblok")))):
            kaal_deel = re.sub(r"^[A-Za-z.-]{1,12}:\s+", "", deel)
            adres = ADRES.match(kaal_deel)
            if "@" in kaal_deel and not rij.email and " " not in kaal_deel:
                rij.email = kaal_deel
            elif waarden.DOMEIN.match(kaal_deel) or kaal_deel.startswith("http"):
                rij.website = rij.website or waarden.als_website(kaal_deel)
            elif waarden.telefoon_van(kaal_deel):
                rij.telefoon = rij.telefoon or waarden.telefoon_van(kaal_deel)
            elif adres and not rij.straat and adres[1][0].isupper():
                rij.straat, rij.huisnummer = adres[1].rstrip(","), adres[2]
                rij.postcode = rij.postcode or (waarden.postcode_van(adres[3]) if adres[3] else "")
            elif re.fullmatch(r"[1-9]\d{3}\s?[A-Za-z]{2}\b.*", kaal_deel) and not rij.postcode:
                rij.postcode = waarden.postcode_van(kaal_deel[:7])
            else:
                rest.append(deel)
        meldingen = list(lees_cel("; ".join((*rest, rij.straat))))
        for melding in meldingen:
            self.mis("contactblok", Mis("persoonsgegeven", melding))
        if rest and not meldingen:
            self.bewaar(self.vertaling.kop("contactblok"), "; ".join(rest))
        self.klaar.add("contactblok")

    def _punt(self) -> None:
        if not {"lat", "lon"} & self.klaar:
            try:
                self.rij.lat, self.rij.lon = waarden.graden_van(self.cel("lat"), self.cel("lon"))
            except Mis as fout:
                self.mis("lon" if fout.code == "ongeldige-lengte" else "lat", fout)

    def _kruisen(self) -> None:
        """Read the columns in which a cross says that the word above it holds."""
        rij = self.rij
        for plek, (soort, sleutel) in self.vertaling.kruisen.items():
            if plek >= len(self.cellen) or not is_kruis(self.cellen[plek]):
                continue
            if soort == "werkgebied":
                rij.werkgebied = tuple(dict.fromkeys((*rij.werkgebied, sleutel)))
            elif soort == "talen":
                rij.talen = tuple(dict.fromkeys((*rij.talen, sleutel)))
            else:
                erbij: Any = {soort: tuple(dict.fromkeys((*getattr(rij.groepen, soort), sleutel)))}
                rij.groepen = replace(rij.groepen, **erbij)

    def _over_personen(self) -> None:
        """Find what the guard finds in each cell that is read, and in each that is kept as a remark."""
        rij, al_fout = self.rij, {fout.kolom for fout in self.fouten}
        per_doel = {doel: self.cel(doel) for doel in self.vertaling.kolommen.values() if doel not in self.klaar}
        for plek in self.vertaling.erbij:
            tekst = self.cellen[plek] if plek < len(self.cellen) else ""
            if waarden.leeg(tekst) or _onleesbaar(tekst):
                continue
            meldingen = list(lees_cel(tekst))
            for melding in meldingen:
                self.mis("", Mis("persoonsgegeven", melding, waarde=tekst), plek=plek)
            if not meldingen:
                self.bewaar(self.vertaling.koppen[plek], tekst)
        for doel, cel in per_doel.items():
            tekst = cel
            # What stands beside a number is a text like any other.
            if doel in MET_EIGEN_VORM and (doel != "telefoon" or waarden.is_telefoon(tekst)):
                continue
            if doel == "telefoon":
                tekst = waarden.buiten_het_nummer(tekst)
            for melding in lees_cel(tekst) if self.vertaling.kop(doel) not in al_fout else ():
                self.mis(doel, Mis("persoonsgegeven", melding))
                if doel in TEKSTEN:
                    setattr(rij, doel, "")
        # What was in a cell that could not be read goes by the guard as well, before it is kept.
        self.bewaard = [regel for regel in self.bewaard if not list(lees_cel(regel))]


def _onleesbaar(cel: str) -> Mis | None:
    """Return what is wrong with a cell of any column: a formula of which nobody saved what came of it, or a fault."""
    if _is_formule(cel):
        return Mis("formule", "Deze cel is een formule. Die voeren we niet uit.", TYP_HET, cel.removeprefix(FORMULE))
    if waarden.is_foutwaarde(cel):
        return Mis("foutwaarde", "Dit is een fout van het rekenblad zelf.", TYP_HET)
    return None


def _vraag_van_wie(rij: Rij, telefoon: str) -> None:
    """Set aside a mobile number, an address of Gmail and the like, and one that may name somebody: a person decides."""
    if rij.email and (kan_van_een_mens_zijn(rij.email) or not waarden.is_van_een_rol(rij.email, rij.naam)):
        rij.te_vragen["email"], rij.email = rij.email, ""
    nummer = schrijfwijze(telefoon)
    if not rij.telefoon and waarden.is_telefoon(nummer):
        rij.te_vragen["telefoon"] = nummer


def _is_formule(tekst: str) -> bool:
    return tekst.startswith(FORMULE) or waarden.is_formule(tekst)


def _naam_van(tekst: str) -> str:
    if waarden.leeg(tekst):
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
