"""Making one entry of two, moving an offer to another organisation, and undoing either; copying an offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from organisaties import rechten, zichtbaarheid
from organisaties.bijhouden.momentopname.geschiedenis import leg_vast
from organisaties.bijhouden.momentopname.momentopname import INTERN, TOEGANG, VELDEN, Staat, lees, zet
from organisaties.bijhouden.momentopname.verschil import anders, opschrift
from organisaties.bijhouden.samenvoegen import opname
from organisaties.bijhouden.samenvoegen.blijft_dicht import Stand, eigen_stand
from organisaties.bijhouden.samenvoegen.naast_elkaar import GEEN_FEIT, WIE_ZIET, Dubbel, Vergelijking, vergelijk
from organisaties.bijhouden.wijzigen.acties import maak
from organisaties.models import (
    Aanbod,
    Controle,
    Controlebeurt,
    Ingreep,
    Locatie,
    Medewerker,
    Nazien,
    Openingstijd,
    Organisatie,
    OudKenmerk,
    Samenwerking,
    Versie,
)
from organisaties.models.ingang import Ingang, soort_van, vergrendel
from organisaties.models.wijziging import in_een_keer, naamsleutel, noteer
from organisaties.regels.keuzes import Status

NIET_ZELF = "Dit is dezelfde. Kies een andere."
EEN_ANDER = "een ander op de kaart"
KOPIE_BRON = "kopie van ander aanbod; toegang afgeleid"


class IntussenAnders(Exception):  # noqa: N818 - no mistake of anybody
    """One of both changed, or went, after this person looked at them; nothing was done."""


# --- Two become one.


@transaction.atomic
def voeg_samen(
    *,
    gebruiker: Medewerker,
    een: Dubbel,
    ander: Dubbel,
    gekozen: Mapping[str, list[str]],
    versie: str,
    ruimer: bool = False,
) -> Ingreep:
    """Make one entry of two, as was chosen (`naast_elkaar.vergelijk`), and return what was done.

    `versie` is that of the comparison this person saw; `ruimer`: more people may see it than saw the most closed one.
    All that points at the entry that goes points at the other one afterwards; its key leads on. Raises PermissionDenied
    for anyone who may not, IntussenAnders when one of both is no longer as it was seen, ValidationError where it would
    become visible to more people and nobody said so. Nothing is written then.
    """
    if type(een) is not type(ander) or een.pk == ander.pk:
        raise ValidationError(NIET_ZELF, code="zelfde")
    een, ander = _vergrendel(een, ander)
    if not rechten.mag_ingrijpen(gebruiker, een, ander):
        raise PermissionDenied
    samen = vergelijk(een, ander, gekozen)
    if samen.versie != versie:
        raise IntussenAnders
    if samen.wordt_ruimer and not ruimer:
        raise ValidationError("Zeg eerst dat meer mensen dit mogen zien.", code="ruimer")
    blijft, weg = samen.die_blijft, samen.die_opgaat
    with in_een_keer():
        ingreep = Ingreep.objects.create(
            **{soort_van(blijft): blijft},
            soort=Ingreep.Soort.SAMEN,
            door=gebruiker,
            rol=rechten.rol_in_woorden(gebruiker),
        )
        mee = _gaat_mee(blijft, weg)
        voor = opname.neem_op([blijft, weg], mee)
        geraakt = {ding.pk for ding in mee if isinstance(ding, Aanbod)} | blijft.geraakt_aanbod() | weg.geraakt_aanbod()
        _voeg_toe(samen, mee, gebruiker, ingreep)
        na = opname.neem_op([blijft, weg], mee)
        rijen = opname.verschil(voor, na, zonder=[(Ingreep._meta.label_lower, str(ingreep.pk))])
        ingreep.terug = {"rijen": rijen, "na": _na(samen.voor, blijft)}
        ingreep.save(update_fields=["terug"])
        _noteer([blijft, weg, *mee], geraakt)
    return ingreep


def _voeg_toe(samen: Vergelijking, mee: list[Aanbod | Locatie], gebruiker: Medewerker, ingreep: Ingreep) -> None:
    """Do it, within the transaction of the caller who took down what there was."""
    blijft, weg, straks = samen.die_blijft, samen.die_opgaat, samen.staat
    wie: dict[str, Any] = {"gebruiker": gebruiker, "soort": Versie.Soort.SAMEN}
    waarom = f"Samengevoegd met {openbare_naam(weg)}"
    leg_vast(ingang=weg, voor=lees(weg), **wie, waarom=f"Opgegaan in {openbare_naam(blijft)}")
    dicht = _wat_dicht_blijft(blijft, weg, mee, straks)
    vooraf = {ding: lees(ding) for ding in mee if ding in dicht or isinstance(weg, Locatie)}
    for ding, eigen in dicht.items():
        type(ding)._base_manager.filter(pk=ding.pk).update(**eigen)
    _haal_controles_weg(blijft, weg, ingreep, ook_van_wie_blijft=samen.feiten_anders)
    Versie.objects.bij(weg).update(**{soort_van(weg): blijft}, ingreep=ingreep)
    if isinstance(blijft, Organisatie) and isinstance(weg, Organisatie):
        _behoud_eigenaar(blijft, weg)
    _verleg(weg, blijft)
    type(weg)._base_manager.filter(pk=weg.pk).delete()
    OudKenmerk.objects.create(kenmerk=weg.kenmerk, **{soort_van(blijft): blijft})
    zet(blijft, straks, anders(samen.voor, straks))
    if "website" in anders(samen.voor, straks):
        Organisatie.objects.filter(pk=blijft.pk).update(website_kapot_op=None)
    leg_vast(ingang=blijft, voor=samen.voor, **wie, waarom=waarom)
    nu = timezone.now()
    for ding in mee:
        if ding in vooraf or ding.organisatie_id == weg.pk:
            type(ding)._base_manager.filter(pk=ding.pk).update(gewijzigd_op=nu)
    for ding, eerder in vooraf.items():
        ding.refresh_from_db()
        if anders(eerder, lees(ding)):
            leg_vast(ingang=ding, voor=eerder, **wie, waarom=waarom)


def _gaat_mee(blijft: Dubbel, weg: Dubbel) -> list[Aanbod | Locatie]:
    """Return the offers and places of both organisations, or the offers at both places."""
    if isinstance(blijft, Locatie):
        return list(Aanbod.objects.filter(locaties__in=[blijft.pk, weg.pk]).distinct().order_by("pk"))
    van = Q(organisatie__in=[blijft.pk, weg.pk])
    return [*Locatie.objects.filter(van).order_by("pk"), *Aanbod.objects.filter(van).order_by("pk")]


def _wat_dicht_blijft(
    blijft: Dubbel, weg: Dubbel, mee: Iterable[Aanbod | Locatie], straks: Staat
) -> dict[Aanbod | Locatie, dict[str, str]]:
    """Return what its own organisation kept closed, with the columns that it gets as its own for that."""
    if isinstance(blijft, Locatie) or isinstance(weg, Locatie):
        return {}
    wordt = Stand(straks["zichtbaarheid"], straks["status"])
    was = {blijft.pk: Stand.van(blijft), weg.pk: Stand.van(weg)}
    per_ding = {ding: eigen_stand(ding, was[ding.organisatie_id], wordt) for ding in mee}
    return {ding: eigen for ding, eigen in per_ding.items() if eigen}


def _haal_controles_weg(blijft: Dubbel, weg: Dubbel, ingreep: Ingreep, *, ook_van_wie_blijft: bool) -> None:
    """Let no check of what was count for what it became; and one of today can no longer be undone by itself."""
    soort = soort_van(blijft)
    Controlebeurt.objects.filter(**{f"{soort}__in": [blijft.pk, weg.pk]}).delete()
    over = [weg.pk, blijft.pk] if ook_van_wie_blijft else [weg.pk]
    Controle.objects.filter(**{f"{soort}__in": over}, ingreep=None).update(ingreep=ingreep)
    if ook_van_wie_blijft:
        type(blijft)._base_manager.filter(pk=blijft.pk).update(gecontroleerd_op=None)
        blijft.gecontroleerd_op = None


def _behoud_eigenaar(blijft: Organisatie, weg: Organisatie) -> None:
    """Leave it to owners whether others change the entry at once, as each of them had it."""
    met = list(Organisatie.objects.filter(rechten.met_eigenaar(), pk__in=[blijft.pk, weg.pk]))
    if met:
        mag = all(organisatie.laat_wijzigen for organisatie in met)
        Organisatie.objects.filter(pk=blijft.pk).update(laat_wijzigen=mag)


def _verleg(weg: Dubbel, blijft: Dubbel) -> None:
    """Let all that points at one entry point at the other. A row that says the same as one that is there goes."""
    model = type(weg)
    eigen_lijsten = {model._meta.get_field(naam).remote_field.through for naam in _lijsten(model)}  # type: ignore[union-attr]
    for relatie in opname.wijst_naar(model):
        if relatie.related_model in eigen_lijsten:
            continue
        kolom = relatie.field.attname
        rijen = relatie.related_model._base_manager.filter(**{kolom: weg.pk})
        if not _lukt(rijen, {kolom: blijft.pk}):
            for rij in rijen.order_by("pk"):
                if not _lukt(relatie.related_model._base_manager.filter(pk=rij.pk), {kolom: blijft.pk}):
                    rij.delete()
    Nazien.objects.filter(ding=soort_van(model), sleutel=weg.pk).update(sleutel=blijft.pk)
    if isinstance(blijft, Organisatie):
        _zonder_dubbele_lijnen(blijft)
    if isinstance(blijft, Locatie):
        _zonder_dubbele_uren(blijft)


def _lijsten(model: type[models.Model]) -> list[str]:
    return [naam for naam in VELDEN[model] if isinstance(model._meta.get_field(naam), models.ManyToManyField)]


def _lukt(rijen: Any, waarden: dict[str, Any]) -> bool:
    """Write, and return whether no rule of the database stood in the way; nothing is written where one did."""
    try:
        with transaction.atomic():
            rijen.update(**waarden)
    except IntegrityError:
        return False
    return True


def _zonder_dubbele_uren(plek: Locatie) -> None:
    """Take away hours that both places had: they are of one place now, and would stand there twice."""
    gezien: set[tuple[Any, ...]] = set()
    for tijd in Openingstijd.objects.filter(locatie=plek).order_by("pk"):
        zegt = tuple(getattr(tijd, veld.attname) for veld in tijd._meta.concrete_fields if not veld.primary_key)
        if zegt in gezien:
            tijd.delete()
        gezien.add(zegt)


def _zonder_dubbele_lijnen(organisatie: Organisatie) -> None:
    """Take away a line that says the same as another, from the other end."""
    heen_en_weer = [soort.value for soort in Samenwerking.Soort if soort.heen_en_weer]
    for lijn in Samenwerking.objects.filter(van=organisatie, naar__isnull=False, soort__in=heen_en_weer).order_by("pk"):
        terug = Samenwerking.objects.filter(van=lijn.naar_id, naar=organisatie, soort=lijn.soort).first()
        if terug is not None:
            (terug if lijn.toelichting else lijn).delete()


# --- An offer to another organisation.


@transaction.atomic
def verhuis(*, gebruiker: Medewerker, aanbod: Aanbod, naar: Organisatie, van: int) -> Ingreep:
    """Let an offer belong to another organisation, with all that hangs on it; return what was done.

    `van`: the key of the organisation this person saw it at. It stays as closed as it was. Raises PermissionDenied for
    anyone who may not change both, IntussenAnders when it is elsewhere, ValidationError when it is there.
    """
    doel, nieuw = vergrendel(aanbod), vergrendel(naar)
    if not isinstance(doel, Aanbod) or not isinstance(nieuw, Organisatie):
        raise TypeError("An offer moves to an organisation.")
    if not rechten.mag_ingrijpen(gebruiker, doel, nieuw):
        raise PermissionDenied
    if doel.organisatie_id == nieuw.pk:
        raise ValidationError("Dit aanbod is al van deze organisatie. Kies een andere.", code="zelfde")
    if doel.organisatie_id != van:
        raise IntussenAnders
    oud = doel.organisatie
    with in_een_keer():
        ingreep = Ingreep.objects.create(
            aanbod=doel, soort=Ingreep.Soort.VERHUISD, door=gebruiker, rol=rechten.rol_in_woorden(gebruiker)
        )
        voor, was = opname.neem_op([doel]), lees(doel)
        eigen = eigen_stand(doel, Stand.van(oud), Stand.van(nieuw))
        Aanbod.objects.filter(pk=doel.pk).update(organisatie=nieuw, gewijzigd_op=timezone.now(), **eigen)
        doel.refresh_from_db()
        waarom = f"Van {openbare_naam(oud)} naar {openbare_naam(nieuw)}"
        leg_vast(ingang=doel, voor=was, gebruiker=gebruiker, soort=Versie.Soort.VERHUISD, waarom=waarom)
        zonder = [(Ingreep._meta.label_lower, str(ingreep.pk))]
        ingreep.terug = {"rijen": opname.verschil(voor, opname.neem_op([doel]), zonder), "na": _na(was, doel)}
        ingreep.save(update_fields=["terug"])
        _noteer([oud, nieuw], {doel.pk} | oud.geraakt_aanbod() | nieuw.geraakt_aanbod())
    return ingreep


@transaction.atomic
def kopieer(*, gebruiker: Medewerker, aanbod: Aanbod) -> Aanbod:
    """Make a draft that says what this offer says, to be changed; raises PermissionDenied where others decide.

    Nobody was asked about the copy: it has no check, and whom it is open to is inferred until somebody asks. Whether
    there is room, a pause and days that are otherwise belong to the other one.
    """
    staat = lees(aanbod)
    for veld in ("ruimte", "ruimte_op", "wachttijd", "pauze_vanaf", "pauze_tot", "pauze_reden"):
        staat[veld] = _leeg(veld)
    if not zichtbaarheid.is_professional(gebruiker):
        staat |= {veld: _leeg(veld) for veld in INTERN if veld in VELDEN[Aanbod]}
    for veld, rij in staat.items():
        if veld.startswith(TOEGANG):
            staat[veld] = {**rij, "gehoord_op": None, "bron": KOPIE_BRON}
    staat["openingstijden"] = [tijd for tijd in staat["openingstijden"] if tijd["soort"] == "gewoon"]
    staat |= {"naam": f"{staat['naam'][:142]} (kopie)", "status": Status.CONCEPT.value}
    nieuw = maak(gebruiker=gebruiker, model=Aanbod, staat=staat, organisatie=aanbod.organisatie)
    if not isinstance(nieuw, Aanbod):
        raise TypeError("A copy of an offer is an offer.")
    return nieuw


def _leeg(veld: str) -> Any:
    return Aanbod._meta.get_field(veld).get_default()  # type: ignore[union-attr]


# --- Back.


@transaction.atomic
def draai_terug(*, gebruiker: Medewerker, ingreep: Ingreep) -> Ingang:
    """Undo that two became one, or that an offer moved; return the entry it is told of.

    What was put on the kaart since stays where it is. Raises PermissionDenied for anyone who may not, ValidationError
    where it is too late or what somebody wrote since would be lost; nothing is written then.
    """
    huidig = Ingreep.objects.select_for_update().get(pk=ingreep.pk)
    doel = vergrendel(huidig.doel)
    if not rechten.mag_ingreep_terugdraaien(gebruiker, doel):
        raise PermissionDenied
    if reden := waarom_niet_terug(huidig):
        raise ValidationError(reden, code="niet-terug")
    # An offer that moved is told apart by its organisation, as what went along with one is.
    model: type[Ingang] = Locatie if isinstance(doel, Locatie) else Organisatie
    with in_een_keer():
        geraakt = doel.geraakt_aanbod()
        # Looked at since: what was seen then is not there any more.
        if huidig.soort == Ingreep.Soort.SAMEN and set(_terug(huidig)["na"]) - GEEN_FEIT:
            Controle.objects.filter(**{soort_van(doel): doel}, ingreep=None).update(ingreep=huidig)
            type(doel)._base_manager.filter(pk=doel.pk).update(gecontroleerd_op=None)
        try:
            with transaction.atomic():
                opname.zet_terug(_terug(huidig)["rijen"], model)
                connection.check_constraints()
        except IntegrityError as fout:
            raise ValidationError(
                "Dit kan niet meer ongedaan: iets waar het naar verwees, is intussen weg.", code="weg"
            ) from fout
        huidig.terug, huidig.teruggedraaid_op = None, timezone.now()
        huidig.teruggedraaid_rol = rechten.rol_in_woorden(gebruiker)
        huidig.save(update_fields=["terug", "teruggedraaid_op", "teruggedraaid_rol"])
        terug = type(doel)._base_manager.get(pk=doel.pk)
        _noteer([terug], geraakt | terug.geraakt_aanbod(), alles=True)
    return terug


def waarom_niet_terug(ingreep: Ingreep) -> str:
    """Return why this can no longer be undone, in words for whoever asks; empty where it can. Some ten queries."""
    if not ingreep.kan_terug:
        return "Dit kan niet meer ongedaan: dat kan één keer, binnen een week."
    doel = ingreep.doel
    if Ingreep.objects.bij(doel).filter(pk__gt=ingreep.pk, teruggedraaid_op=None).exists():
        return "Hierna is er nog iets samengevoegd of verhuisd. Maak eerst dat ongedaan."
    nu, model = lees(doel), type(doel)
    veranderd = [veld for veld, waarde in _terug(ingreep)["na"].items() if nu.get(veld) != waarde]
    if veranderd:
        namen = ", ".join(opschrift(model, veld) for veld in veranderd)
        return (
            f"Dit kan niet ongedaan: daarna is er iets veranderd ({namen}), en dat zou verloren gaan. Zet dat eerst "
            "terug bij Geschiedenis, of verander het met de hand."
        )
    if _andere_eigenaar(ingreep):
        return "Dit kan niet ongedaan: een eigenaar is intussen een ander. Vraag een coördinator wie nu wat bijhoudt."
    return ""


def _andere_eigenaar(ingreep: Ingreep) -> bool:
    """Whether somebody who owned the entry that went does not own the other one now: it would come back with nobody."""
    tussen = Medewerker.organisaties.through
    for naam, sleutel, voor, na in _terug(ingreep)["rijen"]:
        if naam != tussen._meta.label_lower or not voor or not na:
            continue
        if not tussen._base_manager.filter(pk=sleutel, **na).exists():
            return True
    return False


# --- What both share.


def _vergrendel(een: Dubbel, ander: Dubbel) -> tuple[Dubbel, Dubbel]:
    """Return both as they are now, locked in one order; raises IntussenAnders when one is gone."""
    per_pk = {}
    for ingang in sorted((een, ander), key=lambda ding: ding.pk):
        try:
            per_pk[ingang.pk] = vergrendel(ingang)
        except type(ingang).DoesNotExist:
            raise IntussenAnders from None
    return per_pk[een.pk], per_pk[ander.pk]  # type: ignore[return-value]


def openbare_naam(ingang: Organisatie | Locatie) -> str:
    """Return its name for a text that its owner may read; of what a visitor may not know, no name."""
    openbaar = type(ingang).objects.zichtbaar_voor(zichtbaarheid.BEZOEKER).filter(pk=ingang.pk).exists()
    return ingang.naam if openbaar else EEN_ANDER


def _na(voor: Staat, ingang: Ingang) -> Staat:
    """Return what the entry says now of what it said otherwise before: to see later whether somebody changed it.

    And who may see it: what somebody closes since is not opened again by an undo.
    """
    nu = lees(ingang)
    return {veld: nu.get(veld) for veld in (*anders(voor, nu), *WIE_ZIET) if veld in nu or veld in voor}


def _terug(ingreep: Ingreep) -> dict[str, Any]:
    """Return what undoing needs; empty where that was thrown away."""
    return ingreep.terug or {"rijen": [], "na": {}}


def _noteer(ingangen: Iterable[Ingang], aanbod: set[int], *, alles: bool = False) -> None:
    namen = {naamsleutel(ding.pk, plek=isinstance(ding, Locatie)) for ding in ingangen if not isinstance(ding, Aanbod)}
    noteer(None if alles else aanbod, namen=namen)
