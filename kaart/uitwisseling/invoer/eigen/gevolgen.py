"""What follows from writing a spreadsheet: history, and proposals to owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kaart.uitwisseling.invoer.eigen.vergelijken import Vergelijking
from organisaties import rechten
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import Staat, leeg, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders
from organisaties.models import Aanbod, Locatie, Organisatie, Versie, Voorstel
from organisaties.models.ingang import soort_van
from organisaties.models.onderhoud import UIT_REKENBLAD

INGANGEN: Mapping[str, Any] = {"organisaties": Organisatie, "locaties": Locatie, "aanbod": Aanbod}
# Rows below an offer are a change of that offer.
ONDER_AANBOD = ("toegang", "openingstijden")
PER_KEER = 500


@dataclass(slots=True)
class Geraakt:
    """The entries that a file touches, by kind, as key → state before; None for what is new."""

    voor: dict[Any, dict[str, Staat | None]] = field(default_factory=dict)


def sleutels(uitkomst: Vergelijking) -> dict[Any, list[str]]:
    """Return the keys of the organisations, places and offers that a file touches."""
    gevonden: dict[Any, dict[str, None]] = {}
    for regel in uitkomst.terug:
        model = INGANGEN.get(regel["blad"]) or (Aanbod if regel["blad"] in ONDER_AANBOD else None)
        if model is not None:
            gevonden.setdefault(model, {})[regel.get("groep") or regel["sleutel"][0]] = None
    return {model: list(namen) for model, namen in gevonden.items()}


def vergrendel(uitkomst: Vergelijking) -> Geraakt:
    """Hold the entries that a file touches, so that nobody changes them meanwhile, and return their state."""
    geraakt = Geraakt()
    for model, namen in sleutels(uitkomst).items():
        staten: dict[str, Staat | None] = dict.fromkeys(namen)
        for begin in range(0, len(namen), PER_KEER):
            stuk = namen[begin : begin + PER_KEER]
            for ingang in model.objects.select_for_update().filter(kenmerk__in=stuk).order_by("pk"):
                staten[ingang.kenmerk] = lees(ingang)
        geraakt.voor[model] = staten
    return geraakt


def verwerk(geraakt: Geraakt, gebruiker: rechten.Doener, bestand: str) -> int:
    """Note what was written in the history; where an owner decides, take it back and propose it. Return how many were.

    Within the transaction that wrote the file.
    """
    voorstellen = 0
    waarom = f"{UIT_REKENBLAD} {bestand}"[:300]
    rol = rechten.rol_van_invoer(gebruiker)
    van_eigenaar = set(
        Organisatie.objects.filter(rechten.met_eigenaar(), laat_wijzigen=False).order_by().values_list("pk", flat=True)
    )
    for model, staten in geraakt.voor.items():
        for ingang in model.objects.filter(kenmerk__in=list(staten)).order_by("pk"):
            voor = staten[ingang.kenmerk]
            na = lees(ingang)
            if voor is not None and not anders(voor, na):
                continue
            if (ingang.pk if model is Organisatie else ingang.organisatie_id) in van_eigenaar:
                voorstellen += _stel_voor(ingang, voor, na, gebruiker, rol, waarom)
                continue
            soort = Versie.Soort.INVOER if voor is not None else Versie.Soort.NIEUW
            leg_vast(ingang=ingang, voor=voor, gebruiker=gebruiker, soort=soort, waarom=waarom, rol=rol)
    return voorstellen


def _stel_voor(ingang: Any, voor: Staat | None, na: Staat, gebruiker: rechten.Doener, rol: str, waarom: str) -> int:
    """Take a change of an owned entry back and propose it; a new place is only taken back."""
    wie = rechten.als_medewerker(gebruiker)
    gedeeld: dict[str, Any] = {"toelichting": waarom[:500], "door": wie, "rol": rol}
    if voor is not None:
        velden = anders(voor, na)
        zet(ingang, voor | {veld: None for veld in velden if veld not in voor}, velden)
        wijzigingen = {veld: {"van": voor.get(veld), "naar": na.get(veld)} for veld in velden}
        Voorstel.objects.create(**{soort_van(ingang): ingang}, wijzigingen=wijzigingen, **gedeeld)
        return 1
    organisatie = getattr(ingang, "organisatie", None)
    ingang.delete()
    if not isinstance(ingang, Aanbod) or organisatie is None:
        return 0
    begin = leeg(Aanbod)
    wijzigingen = {veld: {"van": None, "naar": na[veld]} for veld in anders(begin, na)}
    Voorstel.objects.create(
        organisatie=organisatie, soort=Voorstel.Soort.NIEUW_AANBOD, wijzigingen=wijzigingen, **gedeeld
    )
    return 1
