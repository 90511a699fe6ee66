"""Who may do what: named predicates that views, templates and the admin all ask."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Accountregel, Locatie, Medewerker, Organisatie, Versie
from organisaties.regels.keuzes import Status
from organisaties.regels.rollen import Rol
from organisaties.zichtbaarheid import Lezer


class EenAnderHoudtDitBij(PermissionDenied):
    """Refuses people who may see an entry but not change it; `voorstel`: where they can propose a change, or ''."""

    def __init__(self, gebruiker: Lezer, voorstel: str) -> None:
        """Take the person who was refused, and the address of the proposal form."""
        super().__init__()
        self.voorstel = voorstel if mag_voorstellen(gebruiker) else ""


class Opdrachtregel:
    """Whoever has the command line has the database too: no account, and all that colleagues see."""

    is_authenticated = False
    is_professional = True
    pk = None


Doener = Medewerker | Opdrachtregel
"""Who brings in a file: somebody with an account, or the command line."""


def medewerker_van(request: HttpRequest) -> Medewerker:
    """Return the account that does something; raises PermissionDenied when nobody is signed in."""
    wie = als_medewerker(request.user)
    if wie is None:
        raise PermissionDenied
    return wie


def als_medewerker(gebruiker: Lezer) -> Medewerker | None:
    """Return this reader as somebody with an account; None for everybody else."""
    return gebruiker if isinstance(gebruiker, Medewerker) else None


def eis(mag: bool) -> None:
    """Raise PermissionDenied unless this may."""
    if not mag:
        raise PermissionDenied


def heeft_rol(gebruiker: Lezer, *rollen: Rol) -> bool:
    """Return whether this person has one of these roles; a superuser has all of them."""
    wie = als_medewerker(gebruiker)
    if wie is None or not wie.is_active:
        return False
    return wie.is_superuser or bool(wie.rollen & frozenset(rollen))


def mag_beheer_in(gebruiker: Lezer) -> bool:
    """Enter the Django admin."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_accounts(gebruiker: Lezer) -> bool:
    """Make and change accounts."""
    return heeft_rol(gebruiker, Rol.BEHEERDER)


def uit_te_nodigen(gebruiker: Lezer) -> tuple[Rol, ...]:
    """Return the roles this person may invite somebody for: a coördinator never one as wide as its own, or wider."""
    if mag_accounts(gebruiker):
        return tuple(Rol)
    if heeft_rol(gebruiker, Rol.COORDINATOR):
        return (Rol.OPBOUWWERKER, Rol.AANDACHTSFUNCTIONARIS, Rol.AANBIEDER)
    return ()


def mag_uitnodigen(gebruiker: Lezer) -> bool:
    """Invite somebody, and see whom one can invite again."""
    return bool(uit_te_nodigen(gebruiker))


def mag_dit_account_uitnodigen(gebruiker: Lezer, account: Medewerker) -> bool:
    """Mail this account its invitation again: who may invite for every role that it has."""
    return not account.is_superuser and bool(account.rollen) and account.rollen <= set(uit_te_nodigen(gebruiker))


def te_zien_accounts(gebruiker: Lezer) -> Q:
    """Accounts this person sees in the list: a coördinator those of the roles it may invite for."""
    if mag_accounts(gebruiker):
        return zichtbaarheid.ALLES
    if not mag_uitnodigen(gebruiker):
        return zichtbaarheid.NIETS
    breder = Medewerker.objects.filter(groups__name__in=(Rol.COORDINATOR.value, Rol.BEHEERDER.value))
    return Q(is_superuser=False) & ~Q(pk__in=breder.order_by().values("pk"))


def te_zien_accountregels(gebruiker: Lezer) -> Q:
    """Lines of the log of accounts this person may read: of a coördinator its own, and those of areas it gives."""
    if mag_accounts(gebruiker):
        return zichtbaarheid.ALLES
    if not mag_uitnodigen(gebruiker):
        return zichtbaarheid.NIETS
    soorten = (Accountregel.Wat.UITGENODIGD, Accountregel.Wat.OPNIEUW, Accountregel.Wat.GEBIED)
    breder = Q(rol_over__contains=Rol.COORDINATOR.value) | Q(rol_over__contains=Rol.BEHEERDER.value)
    return Q(door=gebruiker.pk) | (Q(wat__in=soorten) & ~breder)


def tweede_stap_nodig(gebruiker: Lezer) -> bool:
    """Need a second step to sign in: everybody who changes what others rely on; in a demo nobody."""
    if settings.DEMO:
        return False
    return heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR, Rol.BEHEERDER)


def mag_lijsten(gebruiker: Lezer) -> bool:
    """Change the reference lists: areas, languages, categories."""
    return heeft_rol(gebruiker, Rol.BEHEERDER)


def mag_alles_uitvoeren(gebruiker: Lezer) -> bool:
    """Take the whole kaart along as a workbook, also with the people to ask for."""
    return heeft_rol(gebruiker, Rol.COORDINATOR)


def mag_invoeren(gebruiker: Lezer) -> bool:
    """Bring an export of the whole kaart back."""
    return heeft_rol(gebruiker, Rol.COORDINATOR)


def mag_lijst_invoeren(gebruiker: Lezer) -> bool:
    """Bring in a list that somebody kept: keepers of an area within that area, a coördinator anywhere."""
    return mag_werklijst(gebruiker)


def mag_zoekwoorden(gebruiker: Lezer) -> bool:
    """Change needs, synonyms and the thesaurus."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_keuzelijsten(gebruiker: Lezer) -> bool:
    """Change which languages and audiences there are to choose from, on the pages for it."""
    return heeft_rol(gebruiker, Rol.BEHEERDER, Rol.COORDINATOR)


def mag_melden(gebruiker: Lezer) -> bool:
    """Report how a referral went, or that there is nothing."""
    return zichtbaarheid.is_professional(gebruiker)


def mag_werklijst(gebruiker: Lezer) -> bool:
    """Have a work list: entries to keep true, signals to deal with."""
    return heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR)


def houdt_de_stad_bij(gebruiker: Lezer) -> bool:
    """Keep what belongs to the whole city, and everything else as well."""
    return heeft_rol(gebruiker, Rol.COORDINATOR)


def eigen_stadsdelen(gebruiker: Lezer) -> tuple[int, ...]:
    """Return the keys of the areas this person keeps; one query a request, none for a person without areas."""
    wie = als_medewerker(gebruiker)
    return wie.eigen_stadsdelen if wie is not None and heeft_rol(wie, Rol.AANDACHTSFUNCTIONARIS) else ()


def toegewezen(gebruiker: Lezer, model: Any) -> Q:
    """Rows of this model that a coördinator assigned to this person by name; only keepers can be assigned more."""
    if not heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS):
        return zichtbaarheid.NIETS
    tussen = model.houders.through
    return Q(pk__in=tussen.objects.filter(medewerker=gebruiker.pk).values(model.houders.field.m2m_field_name()))


def via_gebied_of_thema(gebruiker: Lezer, model: Any) -> Q:
    """Rows of this model that this person keeps by a part of a stadsdeel, or by a need or audience; for keepers only.

    A part of a stadsdeel: the places in it, what is offered there, and the organisations that have one there; nothing
    that is for the whole city. A theme: the offers for that need (or one below it) or that audience, wherever they are;
    organisations and places have no theme. Who adds something new keeps to the stadsdelen.
    """
    if not heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS):
        return zichtbaarheid.NIETS
    gebieden = Medewerker.gebieden.through.objects.filter(medewerker=gebruiker.pk).values("gebied")
    plekken = Locatie.objects.filter(gebied__in=gebieden).order_by()
    if model is Locatie:
        return Q(gebied__in=gebieden)
    if model is Organisatie:
        return Q(hele_stad=False, pk__in=plekken.values("organisatie"))
    behoeften = Medewerker.behoeften.through.objects.filter(medewerker=gebruiker.pk).values("behoefte")
    doelgroepen = Medewerker.doelgroepen.through.objects.filter(medewerker=gebruiker.pk).values("doelgroep")
    met_behoefte = Aanbod.behoeften.through.objects.filter(
        Q(behoefte__in=behoeften) | Q(behoefte__ouder__in=behoeften)
    ).values("aanbod")
    met_doelgroep = Aanbod.doelgroepen.through.objects.filter(doelgroep__in=doelgroepen).values("aanbod")
    daar = Aanbod.locaties.through.objects.filter(locatie__in=plekken.values("pk")).values("aanbod")
    return Q(hele_stad=False, pk__in=daar) | Q(pk__in=met_behoefte) | Q(pk__in=met_doelgroep)


def _beperkt(gebruiker: Lezer, model: Any) -> Q:
    """Rows that this person keeps beside those of the own stadsdelen."""
    return toegewezen(gebruiker, model) | via_gebied_of_thema(gebruiker, model)


def bij_te_houden_aanbod(gebruiker: Lezer) -> Q:
    """Offers this person keeps true.

    An offer is kept by its stadsdelen; where it names none, by those of its places; one for the whole city by the
    coördinator, who keeps everything. Besides by whoever has its gebied or theme, or was assigned to it.
    """
    if houdt_de_stad_bij(gebruiker):
        return zichtbaarheid.ALLES
    eigen = eigen_stadsdelen(gebruiker)
    if not eigen:
        return _beperkt(gebruiker, Aanbod)

    in_stadsdeel = Aanbod.stadsdelen.through.objects.filter(stadsdeel__in=eigen).values("aanbod")
    met_stadsdeel = Aanbod.stadsdelen.through.objects.values("aanbod")
    op_plek = Aanbod.locaties.through.objects.filter(locatie__stadsdeel__in=eigen).values("aanbod")
    hier = Q(hele_stad=False) & (Q(pk__in=in_stadsdeel) | (~Q(pk__in=met_stadsdeel) & Q(pk__in=op_plek)))
    return hier | _beperkt(gebruiker, Aanbod)


def bij_te_houden_organisaties(gebruiker: Lezer) -> Q:
    """Organisations this person keeps true: by the areas it works for, else by those of its places; or assigned."""
    if houdt_de_stad_bij(gebruiker):
        return zichtbaarheid.ALLES
    eigen = eigen_stadsdelen(gebruiker)
    if not eigen:
        return _beperkt(gebruiker, Organisatie)

    werkgebied = Organisatie.werkgebied.through.objects
    in_stadsdeel = werkgebied.filter(stadsdeel__in=eigen).values("organisatie")
    met_stadsdeel = werkgebied.values("organisatie")
    op_plek = Locatie.objects.filter(stadsdeel__in=eigen).order_by().values("organisatie")
    hier = Q(hele_stad=False) & (Q(pk__in=in_stadsdeel) | (~Q(pk__in=met_stadsdeel) & Q(pk__in=op_plek)))
    return hier | _beperkt(gebruiker, Organisatie)


def bij_te_houden_locaties(gebruiker: Lezer) -> Q:
    """Places this person keeps true: those in the own areas, and those that were assigned."""
    if houdt_de_stad_bij(gebruiker):
        return zichtbaarheid.ALLES
    return Q(stadsdeel__in=eigen_stadsdelen(gebruiker)) | _beperkt(gebruiker, Locatie)


def bij_te_houden_gaten(gebruiker: Lezer) -> Q:
    """Open questions this person can answer: those of the own areas, and those to every area."""
    if houdt_de_stad_bij(gebruiker):
        return zichtbaarheid.ALLES
    eigen = eigen_stadsdelen(gebruiker)
    return Q(stadsdeel__in=eigen) | Q(stadsdeel__isnull=True) if eigen else zichtbaarheid.NIETS


def mag_bijhouden(gebruiker: Lezer, ingang: Any) -> bool:
    """Change, or vouch for, what is known of this organisation, place or offer; two queries at most."""
    if houdt_de_stad_bij(gebruiker):
        return True
    if not heeft_rol(gebruiker, Rol.AANDACHTSFUNCTIONARIS):
        return False
    model = type(ingang)
    welke = {
        Aanbod: bij_te_houden_aanbod,
        Locatie: bij_te_houden_locaties,
        Organisatie: bij_te_houden_organisaties,
    }[model]
    return bool(model.objects.filter(welke(gebruiker), pk=ingang.pk).exists())


def is_eigenaar(gebruiker: Lezer, ingang: Any) -> bool:
    """Own this organisation, place or offer, as aanbieder of the organisation that has it."""
    wie = als_medewerker(gebruiker)
    if wie is None or not heeft_rol(wie, Rol.AANBIEDER):
        return False
    return wie.organisaties.filter(pk=_organisatie_van(ingang)).exists()


def mag_eigen_organisaties(gebruiker: Lezer) -> bool:
    """Keep an own organisation."""
    return heeft_rol(gebruiker, Rol.AANBIEDER)


def eigen_organisaties(gebruiker: Lezer) -> Any:
    """Return the organisations somebody owns, as aanbieder; none for others."""
    eigen = Organisatie.objects.filter(beheerders=gebruiker.pk) if heeft_rol(gebruiker, Rol.AANBIEDER) else None
    return eigen if eigen is not None else Organisatie.objects.none()


def met_eigenaar() -> Q:
    """Organisations that belong to somebody with an account, who decides what is said of them (hard rule 6)."""
    eigenaren = Medewerker.organisaties.through.objects.filter(
        medewerker__is_active=True, medewerker__groups__name=Rol.AANBIEDER.value
    )
    return Q(pk__in=eigenaren.values("organisatie"))


def eigenaar_beslist(ingang: Any) -> bool:
    """Whether changes of others become a proposal: there is an owner, who does not let others change it at once."""
    van = Organisatie.objects.filter(met_eigenaar(), pk=_organisatie_van(ingang), laat_wijzigen=False)
    return van.exists()


def mag_bewerken(gebruiker: Lezer, ingang: Any) -> bool:
    """Open the page on which this entry is changed: its keepers and its owner."""
    return mag_bijhouden(gebruiker, ingang) or is_eigenaar(gebruiker, ingang)


def beslist_over(gebruiker: Lezer, ingang: Any) -> bool:
    """Change this entry at once and decide about proposals: the owner, or its keepers where none decides."""
    return is_eigenaar(gebruiker, ingang) or (mag_bijhouden(gebruiker, ingang) and not eigenaar_beslist(ingang))


def mag_ingrijpen(gebruiker: Lezer, *ingangen: Any) -> bool:
    """Merge these entries, or move or undo that: who keeps all of them, where no owner decides.

    An owner decides about its own entry, and does not take up that of another by itself.
    """
    return all(mag_bijhouden(gebruiker, ingang) and not eigenaar_beslist(ingang) for ingang in ingangen)


def mag_ingreep_terugdraaien(gebruiker: Lezer, ingang: Any) -> bool:
    """Undo that two became one or that an offer moved: who could do it, and the owner of what it became."""
    return is_eigenaar(gebruiker, ingang) or mag_ingrijpen(gebruiker, ingang)


def mag_voorstellen(gebruiker: Lezer) -> bool:
    """Propose other words for any entry one may see; a visitor can only report that something is wrong."""
    return zichtbaarheid.is_professional(gebruiker)


def mag_tips(gebruiker: Lezer) -> bool:
    """Read and write what colleagues learned about an offer."""
    return zichtbaarheid.is_professional(gebruiker)


def mag_tip_weghalen(gebruiker: Lezer, tip: Any) -> bool:
    """Take a tip away: its writer, and the keepers of the offer."""
    eigen = tip.door_id is not None and tip.door_id == gebruiker.pk
    return mag_tips(gebruiker) and (eigen or mag_bijhouden(gebruiker, tip.aanbod))


def mag_geschiedenis(gebruiker: Lezer, ingang: Any) -> bool:
    """Read what an entry was before: colleagues, and the owner."""
    return zichtbaarheid.is_professional(gebruiker) or is_eigenaar(gebruiker, ingang)


def mag_van_mij(gebruiker: Lezer) -> bool:
    """See in one list what one keeps, made, drafted, proposed or brought in."""
    return zichtbaarheid.is_professional(gebruiker)


VERGISSINGSTIJD = datetime.timedelta(hours=1)
"""How long what somebody made can be taken back as a mistake."""


def heeft_gemaakt(gebruiker: Lezer, ingang: Any) -> datetime.datetime | None:
    """Return when this person put an entry on the kaart, or brought it in; None for whoever did not."""
    if als_medewerker(gebruiker) is None:
        return None
    eigen = Versie.objects.filter(door=gebruiker.pk, soort__in=(Versie.Soort.NIEUW, Versie.Soort.INVOER))
    bij = eigen.filter(**{type(ingang).__name__.lower(): ingang.pk}).order_by("pk")
    op: datetime.datetime | None = bij.values_list("op", flat=True).first()
    return op


def is_een_vergissing(ingang: Any, gemaakt_op: datetime.datetime | None) -> bool:
    """Whether its maker can still take it back: a draft, or something that was made just now."""
    if gemaakt_op is None:
        return False
    concept = getattr(ingang, "status", "") == Status.CONCEPT
    return concept or gemaakt_op > timezone.now() - VERGISSINGSTIJD


def mag_weggooien(gebruiker: Lezer, ingang: Any) -> bool:
    """Throw an entry away: its maker, for as long as it is a mistake; and a place, whoever decides about it.

    Whether something of others hangs on it is looked at where it is done.
    """
    if isinstance(ingang, Locatie) and beslist_over(gebruiker, ingang):
        return True
    return is_een_vergissing(ingang, heeft_gemaakt(gebruiker, ingang))


def mag_organisatie_maken(gebruiker: Lezer) -> bool:
    """Put an organisation on the kaart: keepers of a stadsdeel in that stadsdeel, a coördinator anywhere."""
    return houdt_de_stad_bij(gebruiker) or bool(eigen_stadsdelen(gebruiker))


def mag_nieuw(gebruiker: Lezer) -> bool:
    """Fill in the short form for something new: keepers put it on the kaart, other colleagues propose it."""
    return mag_voorstellen(gebruiker) or mag_organisatie_maken(gebruiker)


def eigen_voorstellen(gebruiker: Lezer) -> Q:
    """Proposals this person made; a visitor made none that can be found again."""
    return Q(door=gebruiker.pk) if gebruiker.pk else zichtbaarheid.NIETS


def voorstellen_bij(gebruiker: Lezer, *, besliste: bool) -> Q:
    """Proposals this person has to do with as keeper or owner of what they are about.

    `besliste`: only those this person decides about, so not those of entries whose owner does.
    """
    eigen = Organisatie.objects.filter(pk__in=eigen_organisaties(gebruiker).values("pk")).order_by().values("pk")
    van_eigen = Q(organisatie__in=eigen) | Q(locatie__organisatie__in=eigen) | Q(aanbod__organisatie__in=eigen)
    if not mag_werklijst(gebruiker):
        return van_eigen
    organisaties = Organisatie.objects.filter(bij_te_houden_organisaties(gebruiker))
    locaties = Locatie.objects.filter(bij_te_houden_locaties(gebruiker))
    aanbod = Aanbod.objects.filter(bij_te_houden_aanbod(gebruiker))
    if besliste:
        van_ander = Organisatie.objects.filter(met_eigenaar(), laat_wijzigen=False).order_by().values("pk")
        organisaties = organisaties.exclude(pk__in=van_ander)
        locaties = locaties.exclude(organisatie__in=van_ander)
        aanbod = aanbod.exclude(organisatie__in=van_ander)
    return (
        van_eigen
        | Q(organisatie__in=organisaties.order_by().values("pk"))
        | Q(locatie__in=locaties.order_by().values("pk"))
        | Q(aanbod__in=aanbod.order_by().values("pk"))
    )


def _organisatie_van(ingang: Any) -> int:
    return int(ingang.pk if isinstance(ingang, Organisatie) else ingang.organisatie_id)


def rol_van_invoer(gebruiker: Lezer) -> str:
    """Return the role that stands beside what came from a file, also when it came by the command line."""
    wie = als_medewerker(gebruiker)
    return rol_in_woorden(wie) if wie is not None else Rol.BEHEERDER.value


def rol_in_woorden(gebruiker: Medewerker) -> str:
    """Return the role that stands beside what this person did, widest first; never a name."""
    for rol in (Rol.COORDINATOR, Rol.AANDACHTSFUNCTIONARIS, Rol.AANBIEDER, Rol.OPBOUWWERKER, Rol.BEHEERDER):
        if rol in gebruiker.rollen:
            return rol.value
    return "medewerker"
