"""An organisation, its place and what it offers, made together: on the kaart, as a draft, or for a keeper to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from organisaties import rechten
from organisaties.bijhouden.controleren.acties import klopt_nog
from organisaties.bijhouden.momentopname.momentopname import Staat
from organisaties.bijhouden.wijzigen import acties
from organisaties.ingangen.controles import Gezien, blokken, laad
from organisaties.models import Aanbod, Controle, Locatie, Medewerker, Organisatie, Voorstel
from organisaties.models.ingang import Ingang, soort_van
from organisaties.models.wijziging import in_een_keer
from organisaties.regels.keuzes import Status

NIEUW = "Nieuw. Hoort dit op de kaart?"


@dataclass(frozen=True, slots=True)
class Samen:
    """What was made; `voorgesteld`: it waits for whoever keeps the area."""

    organisatie: Organisatie
    plek: Locatie | None
    aanbod: Aanbod | None
    voorgesteld: bool

    @property
    def alles(self) -> list[Ingang]:
        """All of it, the organisation first."""
        return [een for een in (self.organisatie, self.plek, self.aanbod) if een is not None]


def maak_samen(
    *,
    gebruiker: Medewerker,
    organisatie: Staat,
    plek: Staat | None,
    aanbod: Staat | None,
    publiceren: bool,
    gesproken: bool = False,
) -> Samen:
    """Make all of it in one transaction.

    Whoever keeps no area proposes: it is a draft, with a proposal to publish it at the organisation and at the offer.
    `gesproken`: this person just spoke to them, so that what was said counts as checked. Raises PermissionDenied for
    anyone who may do neither, or not in that area, and ValidationError for values the kaart cannot hold.
    """
    houdt_bij = rechten.mag_organisatie_maken(gebruiker)
    if not houdt_bij and not rechten.mag_voorstellen(gebruiker):
        raise PermissionDenied
    status = {"status": (Status.GEPUBLICEERD if publiceren and houdt_bij else Status.CONCEPT).value}
    rol = "" if houdt_bij else rechten.rol_in_woorden(gebruiker)
    wie: dict[str, Any] = {"gebruiker": gebruiker, "waarom": "", "rol": rol}
    with in_een_keer():
        nieuw = acties.zet_neer(model=Organisatie, staat=organisatie | status, organisatie=None, **wie)
        if not isinstance(nieuw, Organisatie):
            raise TypeError("An organisation was asked for.")
        wie["organisatie"] = nieuw
        waar: Any = acties.zet_neer(model=Locatie, staat=plek, **wie) if plek is not None else None
        wat: Any = None
        if aanbod is not None:
            locaties = [waar.kenmerk] if waar is not None else []
            wat = acties.zet_neer(model=Aanbod, staat=aanbod | status | {"locaties": locaties}, **wie)
        samen = Samen(nieuw, waar, wat, voorgesteld=not houdt_bij)
        if not houdt_bij:
            _stel_voor(gebruiker, [een for een in (nieuw, wat) if een is not None])
        elif gesproken:
            for ingang in samen.alles:
                _is_gesproken(gebruiker, ingang)
    return samen


def _stel_voor(gebruiker: Medewerker, ingangen: list[Ingang]) -> None:
    """Ask to publish these drafts, where proposals are decided about."""
    naar = {"van": Status.CONCEPT.value, "naar": Status.GEPUBLICEERD.value}
    for ingang in ingangen:
        Voorstel.objects.create(
            **{soort_van(ingang): ingang},
            wijzigingen={"status": naar},
            toelichting=NIEUW,
            door=gebruiker,
            rol=rechten.rol_in_woorden(gebruiker),
        )


def _is_gesproken(gebruiker: Medewerker, ingang: Ingang) -> None:
    """Record that what was just filled in was heard from them; what nobody said is not vouched for."""
    bekend = [blok for blok in blokken(laad(ingang, gebruiker)) if blok.aan_te_vinken]
    gezien = Gezien({blok.onderdeel.value: blok.inhoud.versie for blok in bekend})
    klopt_nog(gebruiker=gebruiker, ingang=ingang, wijze=Controle.Wijze.GEBELD, gezien=gezien)
