"""What a list of somebody writes: its good rows on the kaart, and how its columns are read the next time."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kaart.hulp.persoonsgegevens.formulierveld import geen_persoonsgegevens
from kaart.uitwisseling.invoer.lijsten import schrijven
from kaart.uitwisseling.invoer.lijsten.antwoorden import Antwoorden
from kaart.uitwisseling.invoer.lijsten.beoordelen import beoordeel_lijst
from kaart.uitwisseling.invoer.lijsten.herkennen import Vertaling
from kaart.uitwisseling.invoer.lijsten.kolommen import ERBIJ
from kaart.uitwisseling.invoer.lijsten.koppen import kaal_van
from kaart.uitwisseling.invoer.werkmap import lees as lees_werkmap
from kaart.uitwisseling.models import Invoer, Kolommenlijst
from organisaties import rechten
from organisaties.models import Medewerker

HOOGSTENS_LETTERS = 2_000


def bewaar_indeling(
    *, gebruiker: Medewerker, naam: str, vertaling: Vertaling, antwoorden: Antwoorden | None = None
) -> Kolommenlijst:
    """Keep what the columns mean under a name; the same name again takes its place.

    Raises ValidationError where the name or a header seems to hold something about a person: both are kept.
    """
    onthouden = antwoorden.om_te_onthouden if antwoorden else {}
    for tekst in (naam, *vertaling.koppen, *(woord.partition(":")[2] for woord in onthouden)):
        geen_persoonsgegevens(tekst[:HOOGSTENS_LETTERS])
    kolommen = {kaal_van(kop): vertaling.kolommen.get(plek, "") for plek, kop in enumerate(vertaling.koppen)}
    kolommen |= {kaal_van(vertaling.koppen[plek]): ERBIJ for plek in vertaling.erbij}
    wat = {"kolommen": kolommen, "antwoorden": onthouden, "door": gebruiker}
    return Kolommenlijst.objects.update_or_create(naam=naam[:80], defaults=wat)[0]


@transaction.atomic
def bevestig_lijst(*, gebruiker: Medewerker, invoer: Invoer, keuzes: Mapping[str, str]) -> schrijven.Gedaan | None:
    """Write the good rows; None when that was done already, also by two taps at once.

    Raises PermissionDenied for anyone who may not import, Onleesbaar for what cannot be read.
    """
    if not rechten.mag_lijst_invoeren(gebruiker):
        raise PermissionDenied
    huidig = Invoer.objects.van(gebruiker).select_for_update().get(pk=invoer.pk)
    if huidig.geschreven_op is not None or huidig.inhoud is None:
        return None
    werkmap = lees_werkmap(
        bytes(huidig.inhoud), huidig.naam, scheiding=keuzes.get("scheiding", ""), tekens=keuzes.get("tekens", "")
    )
    lijst = beoordeel_lijst(werkmap, gebruiker, keuzes)
    per_rij = {
        rij.sleutel: schrijven.WEG if keuzes.get(f"weg-{rij.sleutel}") else keuzes.get(f"dubbel-{rij.sleutel}", "")
        for rij in lijst.gelezen.rijen
    }
    gedaan = schrijven.schrijf(
        lijst.gelezen,
        gebruiker=gebruiker,
        bestand=huidig.naam,
        keuzes=per_rij,
        dubbelen=lijst.dubbelen,
        openbaar=keuzes.get("wie") == "iedereen",
        formaliteit=keuzes.get("formaliteit", ""),
        eigen={
            (rij.sleutel, wat)
            for rij in lijst.gelezen.rijen
            for wat in rij.te_vragen
            if keuzes.get(f"eigen-{rij.sleutel}-{wat}")
        },
    )
    huidig.nieuw, huidig.gewijzigd = len(gedaan.organisaties), len(gedaan.bijgewerkt)
    huidig.terug, huidig.inhoud, huidig.geschreven_op = gedaan.terug, None, timezone.now()
    huidig.save()
    return gedaan
