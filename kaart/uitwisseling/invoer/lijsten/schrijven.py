"""Good rows of a stranger's sheet onto the kaart: an organisation, its place, and what it offers as a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from rapidfuzz import fuzz, process

from kaart.hulp.webadres import gastheer
from kaart.uitwisseling.invoer.lijsten.rijen import Gelezen, Rij
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
NIEUW, OVERSLAAN = "nieuw", "overslaan"
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
    overgeslagen: list[tuple[int, str]] = field(default_factory=list)

    @property
    def terug(self) -> list[dict[str, Any]]:
        """What undoing needs: what was made goes away again, as long as nobody changed it."""
        return [
            {"blad": blad, "sleutel": [kenmerk], "nieuw": True, "naar": {}}
            for blad, kenmerken in (
                ("organisaties", self.organisaties),
                ("locaties", self.locaties),
                ("aanbod", self.aanbod),
            )
            for kenmerk in kenmerken
        ]


def zoek_dubbelen(gelezen: Gelezen, gebruiker: rechten.Doener) -> dict[int, Dubbel]:
    """Return per row what on the kaart it is probably about: by name or website; one query."""
    bestaand = list(
        Organisatie.objects.zichtbaar_voor(gebruiker).order_by("pk").values_list("kenmerk", "naam", "website")
    )
    namen = {kenmerk: _kern(naam) for kenmerk, naam, _ in bestaand}
    hoe = {kenmerk: naam for kenmerk, naam, _ in bestaand}
    sites = {gastheer(site): kenmerk for kenmerk, _, site in reversed(bestaand) if gastheer(site)}
    gevonden: dict[int, Dubbel] = {}
    for rij in gelezen.rijen:
        if not rij.naam:
            continue
        if kenmerk := sites.get(gastheer(rij.website)):
            gevonden[rij.nummer] = Dubbel(kenmerk, hoe[kenmerk], "de website")
            continue
        beste = process.extractOne(_kern(rij.naam), namen, scorer=fuzz.token_sort_ratio, score_cutoff=GENOEG)
        if beste:
            gevonden[rij.nummer] = Dubbel(beste[2], hoe[beste[2]], "de naam")
    return gevonden


def schrijf(
    gelezen: Gelezen,
    *,
    gebruiker: rechten.Doener,
    bestand: str,
    keuzes: Mapping[int, str],
    dubbelen: Mapping[int, Dubbel],
    openbaar: bool = False,
    eigen: Collection[tuple[int, str]] = (),
) -> Gedaan:
    """Put the good rows on the kaart in one transaction, and return what was made.

    `keuzes` per row: 'nieuw', 'overslaan', or the key of the organisation it is about, of which empty fields are then
    filled; a row that looks like one on the kaart and has no choice is passed over. What this person may not keep is
    passed over too; an owner gets it as a proposal. Nobody said that a list may be public: without `openbaar` all of it
    is a draft for colleagues. `eigen`: of which rows somebody said that the 'telefoon' or 'email', which may be of a
    person, is of the organisation itself; all others are left out.
    """
    gedaan = Gedaan()
    with in_een_keer():
        for gelezen_rij in gelezen.goede:
            van_zichzelf: Any = {
                wat: w for wat, w in gelezen_rij.te_vragen.items() if (gelezen_rij.nummer, wat) in eigen
            }
            rij = replace(gelezen_rij, **van_zichzelf)
            keuze = keuzes.get(rij.nummer) or (OVERSLAAN if rij.nummer in dubbelen else NIEUW)
            if keuze == OVERSLAAN:
                gedaan.overgeslagen.append((rij.nummer, "lijkt op wat er al staat"))
                continue
            try:
                with transaction.atomic():
                    _schrijf_rij(rij, keuze, gebruiker, bestand, gedaan, WIJD if openbaar else DICHT)
            except PermissionDenied:
                gedaan.overgeslagen.append((rij.nummer, "ligt niet in een stadsdeel dat jij bijhoudt"))
            except ValidationError as fout:
                gedaan.overgeslagen.append((rij.nummer, " ".join(fout.messages)))
    return gedaan


def _schrijf_rij(
    rij: Rij, keuze: str, gebruiker: rechten.Doener, bestand: str, gedaan: Gedaan, wie_ziet: Staat
) -> None:
    nieuw = _organisatie(rij, bestand)
    if keuze != NIEUW:
        bestaand = Organisatie.objects.zichtbaar_voor(gebruiker).filter(kenmerk=keuze).first()
        if isinstance(gebruiker, rechten.Opdrachtregel):
            raise PermissionDenied  # what somebody keeps is changed by somebody
        if bestaand is None:
            raise ValidationError("De organisatie waar deze rij bij hoort staat niet (meer) op de kaart.")
        nu = lees(bestaand)
        # What stands there stays: a list of somebody knows no better than the kaart.
        aangevuld = nu | {veld: nieuw[veld] for veld in anders(nu, nieuw) if nu[veld] in ("", []) and nieuw[veld]}
        uitkomst = acties.bewaar(gebruiker=gebruiker, ingang=bestaand, basis=nu, staat=aangevuld, waarom=_bron(bestand))
        gedaan.bijgewerkt += [keuze] if uitkomst.velden else []
        gedaan.voorstellen += uitkomst.voorstel is not None
        return
    if not rechten.mag_organisatie_maken(gebruiker) and not _van_de_opdrachtregel(gebruiker):
        raise PermissionDenied
    wie: Any = {"gebruiker": gebruiker, "waarom": _bron(bestand), "rol": rechten.rol_van_invoer(gebruiker)}
    organisatie = acties.zet_neer(model=Organisatie, staat=nieuw | wie_ziet, organisatie=None, **wie)
    if not isinstance(organisatie, Organisatie):
        raise TypeError("An organisation was asked for.")
    if not _van_de_opdrachtregel(gebruiker) and not rechten.mag_bijhouden(gebruiker, organisatie):
        raise PermissionDenied
    plek = aanbod = None
    if rij.straat and len(nieuw["werkgebied"]) == 1:
        staat = _locatie(rij, nieuw, bestand) | {"zichtbaarheid": wie_ziet["zichtbaarheid"]}
        plek = acties.zet_neer(model=Locatie, staat=staat, organisatie=organisatie, **wie)
    if rij.omschrijving or rij.groepen.categorieen or rij.groepen.doelgroepen or rij.kosten.soort != "onbekend":
        staat = _aanbod(rij, nieuw, bestand, [plek.kenmerk] if plek else []) | {
            "zichtbaarheid": wie_ziet["zichtbaarheid"]
        }
        aanbod = acties.zet_neer(model=Aanbod, staat=staat, organisatie=organisatie, **wie)
    gedaan.organisaties.append(organisatie.kenmerk)
    gedaan.locaties += [plek.kenmerk] if plek else []
    gedaan.aanbod += [aanbod.kenmerk] if aanbod else []


def _organisatie(rij: Rij, bestand: str) -> Staat:
    gesproken = f", laatst gesproken op {rij.gesproken}" if rij.gesproken else ""
    return leeg(Organisatie) | {
        "naam": rij.naam,
        "omschrijving": rij.omschrijving,
        # What a list does not say is most often an initiative of people themselves; a colleague sees and corrects it.
        "formaliteit": rij.formaliteit or "informeel",
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


def _locatie(rij: Rij, organisatie: Staat, bestand: str) -> Staat:
    return leeg(Locatie) | {
        "naam": rij.naam,
        "straat": rij.straat,
        "huisnummer": rij.huisnummer,
        "postcode": rij.postcode,
        "plaats": rij.plaats or leeg(Locatie)["plaats"],
        "stadsdeel": organisatie["werkgebied"][0],
        "lat": rij.lat or None,
        "lon": rij.lon or None,
        "rolstoel": rij.rolstoel,
        "bron": _bron(bestand),
    }


def _aanbod(rij: Rij, organisatie: Staat, bestand: str, locaties: list[str]) -> Staat:
    """Return what it offers, as a draft: for which need it is, only a colleague can say."""
    naam = rij.omschrijving[:1].upper() + rij.omschrijving[1:] if rij.omschrijving else rij.naam
    return leeg(Aanbod) | {
        "naam": naam[:150],
        "soort": Aanbod.Soort.ACTIVITEIT.value,
        "omschrijving": rij.omschrijving if len(naam) > 150 else "",
        "hele_stad": organisatie["hele_stad"],
        "stadsdelen": organisatie["werkgebied"],
        "talen": organisatie["talen"],
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
