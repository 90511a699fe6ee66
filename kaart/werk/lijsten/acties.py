"""Changing the reference lists: each change in one transaction, with a line in the history and one note for search."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model

from kaart.werk.lijsten import lijstgebruik
from kaart.werk.lijsten.forms import LijstForm
from kaart.werk.lijsten.lijstregister import Lijst
from kaart.werk.lijsten.nieuwe_sleutels import zet_sleutel
from kaart.werk.lijsten.woordenveld import uiteen
from kaart.werk.models import GenegeerdWoord, Lijstwijziging, VergeefsWoord
from organisaties import rechten
from organisaties.models import Behoefte, Medewerker, OudBegrip, Taal, Taalwoorden, Woordbehoefte
from organisaties.models.gedeeld import SCHEIDING, woorden
from organisaties.models.oude_begrippen import SLEUTEL
from organisaties.models.wijziging import in_een_keer
from organisaties.zoeken import vergeefs

LANGSTE_REGEL = 300
VEILIG_BLIJFT = "Een behoefte over veiligheid gaat hier niet weg: het zoeken rekent erop. Vraag de beheerder."
IN_GEBRUIK = "Dit is nog in gebruik. Kies wat ervoor in de plaats komt."


def bewaar(*, gebruiker: Medewerker, lijst: Lijst, form: LijstForm) -> Any:
    """Keep a new or changed row of a form that is right; raises PermissionDenied."""
    rechten.eis(lijst.mag(gebruiker))
    nieuw = form.instance.pk is None
    with in_een_keer():
        rij = form.save(commit=False)
        zet_sleutel(rij)
        rij.save()
        wat = ", ".join(str(form.fields[naam].label or naam).lower() for naam in form.changed_data)
        _noteer(gebruiker, lijst, f"‘{rij}’ erbij" if nieuw else f"‘{rij}’ veranderd: {wat or 'niets'}")
    return rij


def voeg_woord_toe(*, gebruiker: Medewerker, lijst: Lijst, rij: Any, woord: str) -> bool:
    """Add one word to a need or to the words of a language; False where it was there. Raises PermissionDenied."""
    rechten.eis(lijst.mag(gebruiker))
    veld = "synoniemen" if isinstance(rij, Behoefte) else "woorden"
    with in_een_keer():
        rij = lijst.rijen.select_for_update(of=("self",)).get(pk=rij.pk)
        samen = _samen(getattr(rij, veld), woord)
        if samen == getattr(rij, veld):
            return False
        setattr(rij, veld, samen)
        rij.full_clean()
        rij.save()
        _noteer(gebruiker, lijst, f"‘{rij}’ heeft het woord ‘{woord}’ erbij")
    return True


def haal_weg(*, gebruiker: Medewerker, lijst: Lijst, rij: Model) -> None:
    """Take a row that nothing uses off its list; raises ValidationError for one that is used or about safety."""
    rechten.eis(lijst.mag(gebruiker) and lijst.form is not None)
    with in_een_keer():
        nu = lijst.model._default_manager.select_for_update().get(pk=rij.pk)
        _niet_over_veiligheid(nu)
        if lijstgebruik.tel(lijst, [nu.pk]):
            raise ValidationError(IN_GEBRUIK)
        _noteer(gebruiker, lijst, f"‘{nu}’ weggehaald")
        nu.delete()


def voeg_samen(*, gebruiker: Medewerker, lijst: Lijst, weg: Model, blijft: Model) -> int:
    """Let one row become another: every use goes over, its key and its words lead on. Return how many uses moved.

    Raises PermissionDenied, and ValidationError where it cannot be.
    """
    rechten.eis(lijst.mag(gebruiker) and lijst.samen)
    if weg.pk == blijft.pk:
        raise ValidationError("Kies een ander dan het zelf.")
    with in_een_keer():
        rijen: Any = lijst.model._default_manager.select_for_update().order_by("pk").in_bulk([weg.pk, blijft.pk])
        if len(rijen) < 2:
            raise ValidationError("Een van de twee is er niet meer. Kijk opnieuw in de lijst.")
        oud, nieuw = rijen[weg.pk], rijen[blijft.pk]
        _niet_over_veiligheid(oud)
        _past_in_de_boom(oud, nieuw)
        verplaatst = 0
        _woorden_mee(oud, nieuw)
        for relatie in lijst.model._meta.related_objects:
            verplaatst += _verplaats(relatie, oud, nieuw)
        soort = lijst.model.__name__.lower()
        OudBegrip.objects.create(sleutel=getattr(oud, SLEUTEL[soort]), **{soort: nieuw})
        _noteer(gebruiker, lijst, f"‘{oud}’ is nu ‘{nieuw}’, {verplaatst} keer verplaatst")
        oud.delete()
        # The names and words of the other one are found from now on.
        nieuw.save()
    return verplaatst


def negeer(*, gebruiker: Medewerker, woord: str) -> None:
    """Show a word that was searched in vain no more; raises PermissionDenied."""
    rechten.eis(rechten.mag_zoekwoorden(gebruiker))
    GenegeerdWoord.objects.get_or_create(woord=woord)


def neem_vergeefse_woorden_over(vandaag: datetime.date) -> int:
    """Keep of the weeks that are over the words that enough people searched in vain; return how many. Forget the rest.

    Also forgets what is past its term. The database has no word that fewer people tried.
    """
    eerste = vergeefs.maandag(vandaag)
    nieuw = 0
    for terug in range(1, vergeefs.BLIJFT // vergeefs.WEEK + 1):
        week = eerste - datetime.timedelta(weeks=terug)
        for woord, aantal in vergeefs.neem_uit(week, settings.VERGEEFS_MINSTENS).items():
            VergeefsWoord.objects.update_or_create(week=week, woord=woord, defaults={"aantal": aantal})
            nieuw += 1
    VergeefsWoord.objects.verlopen(vandaag).delete()
    return nieuw


def _noteer(gebruiker: Medewerker, lijst: Lijst, wat: str) -> None:
    Lijstwijziging.objects.create(
        rol=rechten.rol_in_woorden(gebruiker),
        lijst=lijst.naam,
        wat=wat if len(wat) <= LANGSTE_REGEL else wat[:299] + "…",
    )


def _niet_over_veiligheid(rij: Any) -> None:
    if isinstance(rij, Behoefte) and (rij.neutraal or rij.nood):
        raise ValidationError(VEILIG_BLIJFT)


def _past_in_de_boom(oud: Any, nieuw: Any) -> None:
    """Refuse what would make a third level of needs, or a need below itself; raises ValidationError."""
    if not isinstance(oud, Behoefte):
        return
    if nieuw.neutraal or nieuw.nood:
        raise ValidationError(f"‘{nieuw}’ gaat over veiligheid. Daar hoort alleen bij wat iemand er zelf bij zet.")
    if nieuw.ouder_id == oud.pk:
        raise ValidationError(f"‘{nieuw}’ valt onder ‘{oud}’. Laat haar eerst onder iets anders vallen.")
    if nieuw.ouder_id and oud.kinderen.exists():
        raise ValidationError(f"Onder ‘{oud}’ vallen andere behoeften. Kies iets van het hoogste niveau.")


def _woorden_mee(oud: Any, nieuw: Any) -> None:
    """Take the words along; what both lists have once becomes one row."""
    if isinstance(oud, Behoefte):
        nieuw.synoniemen = _samen(nieuw.synoniemen, oud.naam, *woorden(oud.synoniemen), anders_dan=nieuw.naam)
        al = Woordbehoefte.objects.filter(behoefte=nieuw).order_by().values("woord")
        Woordbehoefte.objects.filter(behoefte=oud, woord__in=al).delete()
    if isinstance(oud, Behoefte | Taal):
        zelf, ander = ("behoefte", "taal") if isinstance(oud, Behoefte) else ("taal", "behoefte")
        daar = {getattr(rij, f"{ander}_id"): rij for rij in Taalwoorden.objects.filter(**{zelf: nieuw})}
        for rij in Taalwoorden.objects.filter(**{zelf: oud}).order_by("pk"):
            bij = daar.get(getattr(rij, f"{ander}_id"))
            if bij is not None:
                bij.woorden = _samen(bij.woorden, *woorden(rij.woorden))
                bij.nagekeken = bij.nagekeken and rij.nagekeken
                bij.save()
                rij.delete()


def _verplaats(relatie: Any, oud: Any, nieuw: Any) -> int:
    """Let what uses one row use another, once; return how many rows that were, words and old keys not counted."""
    telt = relatie.related_model not in (Taalwoorden, Woordbehoefte, OudBegrip)
    if not relatie.many_to_many:
        rijen = relatie.related_model._default_manager.filter(**{relatie.field.name: oud})
        aantal = int(rijen.update(**{relatie.field.name: nieuw}))
        return aantal if telt else 0
    tussen = relatie.through._default_manager
    kant, overkant = relatie.field.m2m_reverse_field_name(), relatie.field.m2m_field_name()
    aantal = int(tussen.filter(**{kant: oud}).count())
    al = list(tussen.filter(**{kant: nieuw}).values_list(f"{overkant}_id", flat=True))
    tussen.filter(**{kant: oud, f"{overkant}__in": al}).delete()
    tussen.filter(**{kant: oud}).update(**{kant: nieuw})
    return aantal


def _samen(tekst: str, *erbij: str, anders_dan: str = "") -> str:
    """Return a list of words with others behind it, each once."""
    delen = uiteen(SCHEIDING.join([tekst, *erbij]))
    return SCHEIDING.join(deel for deel in delen if deel.casefold() != anders_dan.casefold())
