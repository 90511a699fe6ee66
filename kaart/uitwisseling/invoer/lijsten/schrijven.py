"""Good rows of a stranger's sheet onto the kaart: an organisation, its place, and what it offers as a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from rapidfuzz import fuzz, process

from kaart.hulp.webadres import gastheer
from kaart.uitwisseling.bladen.kaart import ORGANISATIES_BLAD
from kaart.uitwisseling.invoer.lijsten.gelezen import Gelezen, Rij
from kaart.uitwisseling.invoer.lijsten.waarden import STAD, kaal
from organisaties import rechten
from organisaties.bijhouden.momentopname.momentopname import TOEGANG, Staat, leeg, lees
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.bijhouden.wijzigen import acties
from organisaties.models import Aanbod, Locatie, Organisatie
from organisaties.models.onderhoud import UIT_REKENBLAD
from organisaties.models.wijziging import in_een_keer
from organisaties.regels.keuzes import Status, Zichtbaarheid

WELKOM = {"waarde": "welkom", "toelichting": ""}
DICHT: Staat = {"zichtbaarheid": Zichtbaarheid.PROFESSIONALS.value, "status": Status.CONCEPT.value}
WIJD: Staat = {"zichtbaarheid": Zichtbaarheid.OPENBAAR.value, "status": Status.GEPUBLICEERD.value}
NIEUW, OVERSLAAN, WEG = "nieuw", "overslaan", "weg"
GENOEG = 90
ALGEMEEN = frozenset({"stichting", "vereniging", "de", "het", "van", "en", "st"})


@dataclass(frozen=True, slots=True)
class Dubbel:
    """An organisation on the kaart that a row is probably about, and in what it looks like it."""

    kenmerk: str
    naam: str
    waarin: str


@dataclass(slots=True)
class Gedaan:
    """What was written: keys by kind, in the order in which they were made, and what was left."""

    organisaties: list[str] = field(default_factory=list)
    locaties: list[str] = field(default_factory=list)
    aanbod: list[str] = field(default_factory=list)
    bijgewerkt: list[str] = field(default_factory=list)
    voorstellen: int = 0
    # Of what was completed, the cells before and after, as undoing an import reads them.
    aangevuld: list[dict[str, Any]] = field(default_factory=list)
    # The number of the row, and why.
    overgeslagen: list[tuple[int, str]] = field(default_factory=list)

    def sla_over(self, rijen: Iterable[Rij], waarom: str) -> None:
        """Note that rows were passed over, and why."""
        self.overgeslagen += [(rij.nummer, f"blad {rij.blad}: {waarom}" if rij.blad else waarom) for rij in rijen]

    @property
    def terug(self) -> list[dict[str, Any]]:
        """What undoing needs: what was made goes, what was filled in is emptied, unless somebody changed it since."""
        return [
            {"blad": blad, "sleutel": [kenmerk], "nieuw": True, "naar": {}}
            for blad, kenmerken in (
                ("organisaties", self.organisaties),
                ("locaties", self.locaties),
                ("aanbod", self.aanbod),
            )
            for kenmerk in kenmerken
        ] + self.aangevuld


def zoek_dubbelen(gelezen: Gelezen, gebruiker: rechten.Doener) -> dict[str, Dubbel]:
    """Return per row what on the kaart it is probably about: by name or website; one query."""
    bestaand = list(
        Organisatie.objects.zichtbaar_voor(gebruiker).order_by("pk").values_list("kenmerk", "naam", "website")
    )
    namen = {kenmerk: _kern(naam) for kenmerk, naam, _ in bestaand}
    hoe = {kenmerk: naam for kenmerk, naam, _ in bestaand}
    sites = {gastheer(site): kenmerk for kenmerk, _, site in reversed(bestaand) if gastheer(site)}
    gevonden: dict[str, Dubbel] = {}
    for rij in gelezen.rijen:
        if not rij.naam or rij.hoort_bij:
            continue
        if kenmerk := sites.get(gastheer(rij.website)):
            gevonden[rij.sleutel] = Dubbel(kenmerk, hoe[kenmerk], "de website")
            continue
        beste = process.extractOne(_kern(rij.naam), namen, scorer=fuzz.token_sort_ratio, score_cutoff=GENOEG)
        if beste:
            gevonden[rij.sleutel] = Dubbel(beste[2], hoe[beste[2]], "de naam")
    return gevonden


@dataclass(frozen=True, slots=True)
class Opdracht:
    """With what and for whom a list is written."""

    gebruiker: rechten.Doener
    bestand: str
    wie_ziet: Staat

    @property
    def wie(self) -> Any:
        """What every line of the history says."""
        return {
            "gebruiker": self.gebruiker,
            "waarom": _bron(self.bestand),
            "rol": rechten.rol_van_invoer(self.gebruiker),
        }


def schrijf(
    gelezen: Gelezen,
    *,
    gebruiker: rechten.Doener,
    bestand: str,
    keuzes: Mapping[str, str],
    dubbelen: Mapping[str, Dubbel],
    openbaar: bool = False,
    eigen: Collection[tuple[str, str]] = (),
    formaliteit: str = "",
) -> Gedaan:
    """Put the good rows on the kaart in one transaction, and return what was made.

    `keuzes` per row: 'nieuw', 'overslaan', 'weg' (left out by hand), or the key of the organisation it is about, of
    which empty fields are then filled; a row that looks like one on the kaart and has no choice is passed over. What
    this person may not keep is passed over too; an owner gets it as a proposal. Nobody said that a list may be public:
    without `openbaar` all of it is a draft for colleagues. `eigen`: of which rows somebody said that the 'telefoon' or
    'email', which may be of a person, is of the organisation itself; all others are left out. `formaliteit`: what the
    organisations are whose row does not say; without it those are passed over, as nobody may make that up.
    """
    gedaan = Gedaan()
    opdracht = Opdracht(gebruiker, bestand, WIJD if openbaar else DICHT)
    with in_een_keer():
        for groep in per_organisatie(gelezen):
            rijen = [_met_eigen(rij, eigen) for rij in groep]
            eerste = rijen[0]
            if keuzes.get(eerste.sleutel) == WEG:
                gedaan.sla_over(rijen, "die liet je weg")
                continue
            keuze = keuzes.get(eerste.sleutel) or (OVERSLAAN if eerste.sleutel in dubbelen else NIEUW)
            hoofd = samen_een(rijen, formaliteit)
            if keuze == OVERSLAAN:
                gedaan.sla_over(rijen, "lijkt op wat er al staat")
                continue
            if keuze == NIEUW and not hoofd.formaliteit:
                gedaan.sla_over(rijen, "de lijst zegt niet of dit formeel of informeel is")
                continue
            try:
                with transaction.atomic():
                    _schrijf_organisatie(hoofd, rijen, keuze, opdracht, gedaan)
            except PermissionDenied:
                gedaan.sla_over(rijen, "ligt niet in een stadsdeel dat jij bijhoudt")
            except ValidationError as fout:
                gedaan.sla_over(rijen, " ".join(fout.messages))
    return gedaan


def _met_eigen(rij: Rij, eigen: Collection[tuple[str, str]]) -> Rij:
    van_zichzelf: Any = {wat: hoe for wat, hoe in rij.te_vragen.items() if (rij.sleutel, wat) in eigen}
    return replace(rij, **van_zichzelf)


def per_organisatie(gelezen: Gelezen) -> list[list[Rij]]:
    """Return the good rows, those of one organisation together, in the order of the list."""
    samen: dict[str, list[Rij]] = {}
    for rij in gelezen.goede:
        samen.setdefault(rij.hoort_bij or rij.sleutel, []).append(rij)
    return list(samen.values())


def samen_een(rijen: Sequence[Rij], formaliteit: str) -> Rij:
    """Return what the rows of one organisation say of it together: every area and language, the first of the rest."""
    eerste = rijen[0]
    velden = ("website", "email", "telefoon", "contact_rol", "formaliteit", "gesproken")
    uit: dict[str, Any] = {
        veld: next((getattr(rij, veld) for rij in rijen if getattr(rij, veld)), "") for veld in velden
    }
    return replace(
        eerste,
        **uit | {"formaliteit": uit["formaliteit"] or formaliteit},
        werkgebied=tuple(dict.fromkeys(slug for rij in rijen for slug in rij.werkgebied)),
        talen=tuple(dict.fromkeys(code for rij in rijen for code in rij.talen)),
        opmerking="; ".join(dict.fromkeys(filter(None, (*(_opmerking(rij) for rij in rijen), *_ook(rijen, uit))))),
        # With several activities, each has its own words.
        omschrijving=eerste.omschrijving if len({rij.omschrijving for rij in rijen}) == 1 else "",
    )


def _ook(rijen: Sequence[Rij], gekozen: Mapping[str, Any]) -> Iterator[str]:
    """Yield what later rows say otherwise: an organisation has room for one number, one mail and one website."""
    for veld, woord in (("telefoon", "telefoon"), ("email", "e-mail"), ("website", "website")):
        for waarde in dict.fromkeys(getattr(rij, veld) for rij in rijen):
            if waarde and waarde != gekozen[veld]:
                yield f"Ook {woord}: {waarde}"


def _opmerking(rij: Rij) -> str:
    """Return the remark of a row, with an address of which nobody knows where it lies."""
    adres = f"{rij.straat} {rij.huisnummer}".strip() if rij.straat and not rij.stadsdeel else ""
    return "; ".join(
        filter(None, (rij.opmerking, f"Adres: {adres}, {rij.postcode} {rij.plaats}".rstrip(", ") if adres else ""))
    )


def _schrijf_organisatie(hoofd: Rij, rijen: Sequence[Rij], keuze: str, opdracht: Opdracht, gedaan: Gedaan) -> None:
    nieuw = _organisatie(hoofd, opdracht.bestand)
    if keuze != NIEUW:
        _vul_aan(nieuw, keuze, opdracht, gedaan)
        return
    gebruiker = opdracht.gebruiker
    if not rechten.mag_organisatie_maken(gebruiker) and not _van_de_opdrachtregel(gebruiker):
        raise PermissionDenied
    organisatie = acties.zet_neer(model=Organisatie, staat=nieuw | opdracht.wie_ziet, organisatie=None, **opdracht.wie)
    if not isinstance(organisatie, Organisatie):
        raise TypeError("An organisation was asked for.")
    if not _van_de_opdrachtregel(gebruiker) and not rechten.mag_bijhouden(gebruiker, organisatie):
        raise PermissionDenied
    gedaan.organisaties.append(organisatie.kenmerk)
    _schrijf_wat_erbij_hoort(organisatie, rijen, opdracht, gedaan)


def _schrijf_wat_erbij_hoort(
    organisatie: Organisatie, rijen: Sequence[Rij], opdracht: Opdracht, gedaan: Gedaan
) -> None:
    """Write the places and what is done there: each address once, and each activity once with all its places."""
    zichtbaar = {"zichtbaarheid": opdracht.wie_ziet["zichtbaarheid"]}
    plekken: dict[tuple[str, ...], str] = {}
    aanbod: dict[tuple[Any, ...], tuple[Rij, list[str]]] = {}
    for rij in rijen:
        waar = (kaal(rij.straat), kaal(rij.huisnummer), rij.postcode)
        if rij.straat and rij.stadsdeel and waar not in plekken:
            staat = _locatie(rij, opdracht.bestand) | zichtbaar
            plek = acties.zet_neer(model=Locatie, staat=staat, organisatie=organisatie, **opdracht.wie)
            plekken[waar] = plek.kenmerk
            gedaan.locaties.append(plek.kenmerk)
        if rij.omschrijving or rij.groepen.categorieen or rij.groepen.doelgroepen or rij.kosten.soort != "onbekend":
            wat = (kaal(rij.omschrijving), rij.groepen, rij.kosten)
            eerste, waar_het_is = aanbod.setdefault(wat, (rij, []))
            if waar in plekken and plekken[waar] not in waar_het_is:
                waar_het_is.append(plekken[waar])
            if eerste is not rij:
                alles = tuple(dict.fromkeys((*eerste.werkgebied, *rij.werkgebied)))
                aanbod[wat] = (replace(eerste, werkgebied=alles), waar_het_is)
    for rij, waar_het_is in aanbod.values():
        staat = _aanbod(rij, opdracht.bestand, waar_het_is) | zichtbaar
        gemaakt = acties.zet_neer(model=Aanbod, staat=staat, organisatie=organisatie, **opdracht.wie)
        gedaan.aanbod.append(gemaakt.kenmerk)


def _vul_aan(nieuw: Staat, kenmerk: str, opdracht: Opdracht, gedaan: Gedaan) -> None:
    """Fill what is empty of an organisation that is there."""
    bestaand = Organisatie.objects.zichtbaar_voor(opdracht.gebruiker).filter(kenmerk=kenmerk).first()
    if isinstance(opdracht.gebruiker, rechten.Opdrachtregel):
        raise PermissionDenied  # what somebody keeps is changed by somebody
    if bestaand is None:
        raise ValidationError("De organisatie waar deze rij bij hoort staat niet (meer) op de kaart.")
    nu = lees(bestaand)
    voor = _cellen(kenmerk, opdracht)
    # What stands there stays: a list of somebody knows no better than the kaart.
    erbij = {veld: nieuw[veld] for veld in anders(nu, nieuw) if nu[veld] in ("", []) and nieuw[veld]}
    uitkomst = acties.bewaar(
        gebruiker=opdracht.gebruiker, ingang=bestaand, basis=nu, staat=nu | erbij, waarom=_bron(opdracht.bestand)
    )
    if uitkomst.velden:
        na = _cellen(kenmerk, opdracht)
        anders_nu = [kop for kop in na if na[kop] != voor.get(kop)]
        gedaan.bijgewerkt.append(kenmerk)
        gedaan.aangevuld.append(
            {
                "blad": "organisaties",
                "sleutel": [kenmerk],
                "van": {kop: voor[kop] for kop in anders_nu},
                "naar": {kop: na[kop] for kop in anders_nu},
            }
        )
    gedaan.voorstellen += uitkomst.voorstel is not None


def _cellen(kenmerk: str, opdracht: Opdracht) -> dict[str, str]:
    """Return an organisation as its row in an export says it."""
    return ORGANISATIES_BLAD.teksten(ORGANISATIES_BLAD.query(opdracht.gebruiker).get(kenmerk=kenmerk))


def _organisatie(rij: Rij, bestand: str) -> Staat:
    gesproken = f", laatst gesproken op {rij.gesproken}" if rij.gesproken else ""
    return leeg(Organisatie) | {
        "naam": rij.naam,
        "omschrijving": rij.omschrijving,
        "formaliteit": rij.formaliteit or leeg(Organisatie)["formaliteit"],
        "hele_stad": STAD in rij.werkgebied,
        "werkgebied": sorted(slug for slug in rij.werkgebied if slug != STAD),
        "talen": sorted(rij.talen),
        "website": rij.website,
        "telefoon": rij.telefoon,
        "email": rij.email,
        "contact_rol": rij.contact_rol[:120],
        "opmerking": rij.opmerking[:2_000],
        "bron": f"{_bron(bestand)}{gesproken}"[:300],
    }


def _locatie(rij: Rij, bestand: str) -> Staat:
    return leeg(Locatie) | {
        "naam": rij.plek_naam or rij.naam,
        "straat": rij.straat,
        "huisnummer": rij.huisnummer,
        "postcode": rij.postcode,
        "plaats": rij.plaats or leeg(Locatie)["plaats"],
        "stadsdeel": rij.stadsdeel,
        "lat": rij.lat or None,
        "lon": rij.lon or None,
        "rolstoel": rij.rolstoel,
        "bron": _bron(bestand),
    }


def _aanbod(rij: Rij, bestand: str, locaties: list[str]) -> Staat:
    """Return what it offers, as a draft: for which need it is, only a colleague can say."""
    naam = rij.omschrijving[:1].upper() + rij.omschrijving[1:] if rij.omschrijving else rij.naam
    return leeg(Aanbod) | {
        "naam": naam[:150],
        "soort": Aanbod.Soort.ACTIVITEIT.value,
        "omschrijving": rij.omschrijving if len(naam) > 150 else "",
        "hele_stad": STAD in rij.werkgebied,
        "stadsdelen": sorted(slug for slug in rij.werkgebied if slug != STAD),
        "talen": sorted(rij.talen),
        "doelgroepen": sorted(rij.groepen.doelgroepen),
        "locaties": locaties,
        "kosten": rij.kosten.soort,
        "kosten_toelichting": rij.kosten.uitleg,
        "status": Status.CONCEPT.value,
        "bron": _bron(bestand),
        **{
            f"{TOEGANG}{slug}": {**WELKOM, "bron": _bron(bestand), "gehoord_op": rij.gesproken or None}
            for slug in rij.groepen.categorieen
        },
    }


def _bron(bestand: str) -> str:
    return f"{UIT_REKENBLAD} {bestand}"[:200]


def _van_de_opdrachtregel(gebruiker: rechten.Doener) -> bool:
    """Whoever has the command line has the database too."""
    return isinstance(gebruiker, rechten.Opdrachtregel)


def _kern(naam: str) -> str:
    algemeen = ALGEMEEN.union(kaal(settings.STAD).split())
    woorden = [woord for woord in kaal(naam).split() if woord not in algemeen]
    return " ".join(woorden) or kaal(naam)
