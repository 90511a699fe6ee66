"""Where work comes from: one queryset for each kind of thing, with a column for each reason and the urgency."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, TruncDate

from doorverwijzing.models import Route, Signaal
from doorverwijzing.routes.gebreken import Gebrek, gebreken_van
from kaart.werk.lijst.redenen import (
    DAGEN_NA_EEN_DEEL,
    EXTRA_EIGEN_STADSDEEL,
    EXTRA_PER_DING,
    EXTRA_PER_SOORT,
    GEWICHT,
    HOOGSTENS_SIGNALEN,
    MINDER_NA_EEN_DEEL,
    PER_SIGNAAL,
    Reden,
)
from kaart.werk.models import Uitstel
from organisaties import rechten
from organisaties.bijhouden.controleren import toe_aan_controle
from organisaties.models import Aanbod, Controle, Gat, Locatie, Nazien, Organisatie, Stadsdeel, Voorstel
from organisaties.models.mailvraag import adres_werkt_niet
from organisaties.models.onderhoud import ORGANISATIE
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer

KOLOMMEN = ("dringend", "ding", "pk", "naam", "bij_organisatie", *(reden.kolom for reden in Reden))

VAN_ORGANISATIE = Q(rol=ORGANISATIE)
STOPT = VAN_ORGANISATIE & Q(over__in=(Voorstel.Over.STOPT, Voorstel.Over.WEG))
VOORGESTELD = Q(
    status=Status.CONCEPT,
    pk__in=Voorstel.objects.open().filter(organisatie__isnull=False).order_by().values("organisatie"),
)
"""What a colleague who keeps no area put together: a draft that waits for whoever does."""
ANTWOORD = VAN_ORGANISATIE & ~Q(over__in=(Voorstel.Over.STOPT, Voorstel.Over.WEG))


@dataclass(frozen=True, slots=True)
class Vraag:
    """For whom, on which day, and which of it; None means all."""

    gebruiker: Lezer
    op: datetime.date
    stadsdeel: Stadsdeel | None = None
    ding: str = ""
    reden: str = ""
    # Only what was put off, instead of all but that.
    later: bool = False
    # What is wrong with each route that this person keeps; worked out in Python, so once for a whole page.
    gebreken: dict[int, list[Gebrek]] = field(default_factory=dict)


def stel_vraag(gebruiker: Lezer, op: datetime.date, **keuzes: Any) -> Vraag:
    """Return the question with what is wrong with this person's routes; six queries at most."""
    routes = Route.objects.te_bewerken_door(gebruiker).gepubliceerd()
    gebreken = {pk: [g for g in lijst if g.dringend] for pk, lijst in gebreken_van(routes, op=op).items()}
    return Vraag(gebruiker, op, gebreken={pk: lijst for pk, lijst in gebreken.items() if lijst}, **keuzes)


def bronnen(vraag: Vraag) -> dict[str, QuerySet[Any]]:
    """Return per kind of thing what needs a look, with the columns of KOLOMMEN."""
    alle = {"aanbod": _aanbod, "organisatie": _organisaties, "locatie": _locaties}
    if not vraag.later:
        # A route and a question are nobody to call: they are not put off.
        alle |= {"route": _routes, "vraag": _vragen}
    gevraagd = {naam: bron(vraag) for naam, bron in alle.items() if vraag.ding in ("", naam)}
    if not gevraagd:
        gevraagd = {"aanbod": _aanbod(vraag).none()}
    if vraag.reden:
        kolom = Reden(vraag.reden).kolom
        gevraagd = {naam: rijen.filter(**{f"{kolom}__gt": 0}) for naam, rijen in gevraagd.items()}
    return gevraagd


def _aanbod(vraag: Vraag) -> QuerySet[Any]:
    signalen = (
        Signaal.objects.actueel(vraag.op)
        .te_doen()
        .filter(aanbod=OuterRef("pk"), telt=True)
        .order_by()
        .values("aanbod")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rijen = Aanbod.objects.lopend().filter(rechten.bij_te_houden_aanbod(vraag.gebruiker), status=Status.GEPUBLICEERD)
    if vraag.stadsdeel:
        rijen = rijen.filter(
            Q(pk__in=Aanbod.stadsdelen.through.objects.filter(stadsdeel=vraag.stadsdeel).values("aanbod"))
            | Q(pk__in=Aanbod.locaties.through.objects.filter(locatie__stadsdeel=vraag.stadsdeel).values("aanbod"))
        )
    soort = Case(
        *(When(soort=naam, then=Value(extra)) for naam, extra in EXTRA_PER_SOORT.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    onlangs = Controle.objects.filter(
        aanbod__isnull=False, op__gt=vraag.op - datetime.timedelta(days=DAGEN_NA_EEN_DEEL)
    )
    return _met_urgentie(
        _aan_de_beurt(rijen, "aanbod", vraag),
        "aanbod",
        extra=soort
        - Case(
            When(pk__in=onlangs.order_by().values("aanbod"), then=Value(MINDER_NA_EEN_DEEL)),
            default=Value(0),
            output_field=IntegerField(),
        ),
        n_signaal=Coalesce(Subquery(signalen, output_field=IntegerField()), 0),
        n_voorstel=_voorstellen("aanbod", ~VAN_ORGANISATIE),
        n_antwoord=_voorstellen("aanbod", ANTWOORD),
        n_loopt_af=_een_of_nul(toe_aan_controle.loopt_af(vraag.op)),
        n_oud=_een_of_nul(toe_aan_controle.verouderd_aanbod(vraag.op)),
        n_nooit=_een_of_nul(toe_aan_controle.NOOIT),
        n_pauze=_een_of_nul(toe_aan_controle.lang_gepauzeerd(vraag.op)),
        n_nazien=_na_te_zien("aanbod"),
        n_lijst=_een_of_nul(toe_aan_controle.net_ingelezen(vraag.op, "aanbod")),
    )


def _organisaties(vraag: Vraag) -> QuerySet[Any]:
    rijen = Organisatie.objects.filter(
        rechten.bij_te_houden_organisaties(vraag.gebruiker), Q(status=Status.GEPUBLICEERD) | VOORGESTELD
    )
    if vraag.stadsdeel:
        rijen = rijen.filter(
            Q(pk__in=Organisatie.werkgebied.through.objects.filter(stadsdeel=vraag.stadsdeel).values("organisatie"))
            | Q(pk__in=Locatie.objects.filter(stadsdeel=vraag.stadsdeel).order_by().values("organisatie"))
        )
    return _met_urgentie(
        _aan_de_beurt(rijen, "organisatie", vraag),
        "organisatie",
        n_voorstel=_voorstellen("organisatie", ~VAN_ORGANISATIE),
        n_antwoord=_voorstellen("organisatie", ANTWOORD),
        n_stopt=_voorstellen("organisatie", STOPT),
        n_mail=_een_of_nul(Q(adres_werkt_niet())),
        n_oud=_een_of_nul(toe_aan_controle.verouderd(vraag.op, "formaliteit")),
        n_website=_een_of_nul(toe_aan_controle.kapotte_website(vraag.op)),
        n_contact=_een_of_nul(toe_aan_controle.GEEN_CONTACT),
        n_lijst=_een_of_nul(toe_aan_controle.net_ingelezen(vraag.op, "organisatie")),
        n_nazien=_na_te_zien("organisatie"),
        n_nooit=_een_of_nul(toe_aan_controle.NOOIT),
    )


def _locaties(vraag: Vraag) -> QuerySet[Any]:
    rijen = Locatie.objects.filter(
        rechten.bij_te_houden_locaties(vraag.gebruiker), organisatie__status=Status.GEPUBLICEERD
    )
    if vraag.stadsdeel:
        rijen = rijen.filter(stadsdeel=vraag.stadsdeel)
    return _met_urgentie(
        _aan_de_beurt(rijen, "locatie", vraag),
        "locatie",
        n_voorstel=_voorstellen("locatie", ~VAN_ORGANISATIE),
        n_antwoord=_voorstellen("locatie", ANTWOORD),
        n_oud=_een_of_nul(toe_aan_controle.verouderd(vraag.op, "organisatie__formaliteit")),
        n_nazien=_na_te_zien("locatie"),
        n_lijst=_een_of_nul(toe_aan_controle.net_ingelezen(vraag.op, "locatie")),
        n_nooit=_een_of_nul(toe_aan_controle.NOOIT),
    )


def _routes(vraag: Vraag) -> QuerySet[Any]:
    rijen = Route.objects.te_bewerken_door(vraag.gebruiker).gepubliceerd()
    if vraag.stadsdeel:
        rijen = rijen.filter(pk__in=Route.stadsdelen.through.objects.filter(stadsdeel=vraag.stadsdeel).values("route"))
    weg = [pk for pk, lijst in vraag.gebreken.items() if any(gebrek.stap_weg for gebrek in lijst)]
    anders = [pk for pk, lijst in vraag.gebreken.items() if not all(gebrek.stap_weg for gebrek in lijst)]
    return _met_urgentie(
        rijen,
        "route",
        n_stap_weg=_een_of_nul(Q(pk__in=weg)),
        n_route=_een_of_nul(Q(pk__in=anders)),
        n_nazien=_na_te_zien("route"),
    )


def _vragen(vraag: Vraag) -> QuerySet[Any]:
    rijen = Gat.objects.filter(rechten.bij_te_houden_gaten(vraag.gebruiker), van__isnull=True)
    if rechten.houdt_de_stad_bij(vraag.gebruiker):
        rijen = rijen.open_in([vraag.stadsdeel.pk]) if vraag.stadsdeel else rijen.open()
    else:
        eigen = rechten.eigen_stadsdelen(vraag.gebruiker)
        rijen = rijen.open_in([pk for pk in eigen if vraag.stadsdeel is None or pk == vraag.stadsdeel.pk])
    extra = Case(
        When(stadsdeel__isnull=False, then=Value(EXTRA_EIGEN_STADSDEEL)), default=Value(0), output_field=IntegerField()
    )
    met_naam = rijen.annotate(naam=F("vraag"))
    return _met_urgentie(met_naam, "vraag", extra=extra, n_gat=Value(1, output_field=IntegerField()))


def _aan_de_beurt(rijen: QuerySet[Any], ding: str, vraag: Vraag) -> QuerySet[Any]:
    """Leave out what somebody put off, or all but that.

    What a colleague reports or proposes after that brings it back at once: a wrong door does not wait for a month.
    """
    laatste = Uitstel.objects.filter(**{ding: OuterRef("pk")}).order_by("-pk")
    rijen = rijen.annotate(
        uitgesteld_tot=Subquery(laatste.values("tot")[:1]), uitgesteld_op=Subquery(laatste.values("op")[:1])
    ).annotate(uitgesteld_dag=TruncDate("uitgesteld_op"))
    nieuws: Any = Exists(
        Voorstel.objects.open().filter(**{ding: OuterRef("pk")}, ingediend_op__gt=OuterRef("uitgesteld_op"))
    )
    if ding == "aanbod":
        nieuws |= Exists(
            Signaal.objects.actueel(vraag.op)
            .te_doen()
            .filter(aanbod=OuterRef("pk"), telt=True, op__gt=OuterRef("uitgesteld_dag"))
        )
    later = Q(uitgesteld_tot__gt=vraag.op)
    return (
        rijen.filter(later & ~Q(nieuws))
        if vraag.later
        else rijen.filter(Q(uitgesteld_tot__isnull=True) | ~later | Q(nieuws))
    )


def _voorstellen(veld: str, welke: Q) -> Combinable:
    """Return how many of these proposals about it wait for its keepers; those of an owned entry wait for the owner."""
    van_eigenaar = Organisatie.objects.filter(rechten.met_eigenaar(), laat_wijzigen=False).order_by().values("pk")
    organisatie = veld if veld == "organisatie" else f"{veld}__organisatie"
    openstaand = (
        Voorstel.objects.open()
        .filter(welke, **{veld: OuterRef("pk")})
        .exclude(**{f"{organisatie}__in": van_eigenaar})
        .order_by()
        .values(veld)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(openstaand, output_field=IntegerField()), 0)


def _na_te_zien(ding: str) -> Combinable:
    """Return in how many texts of it somebody is still named who left."""
    return _een_of_nul(Q(pk__in=Nazien.objects.filter(ding=ding).order_by().values("sleutel")))


def _een_of_nul(voorwaarde: Q) -> Combinable:
    return Case(When(voorwaarde, then=Value(1)), default=Value(0), output_field=IntegerField())


def _met_urgentie(
    rijen: QuerySet[Any], ding: str, *, extra: Combinable | None = None, **tellingen: Combinable
) -> QuerySet[Any]:
    """Add the columns of KOLOMMEN and leave out what has no reason.

    A reason that this kind of thing cannot have counts zero; `extra` weighs on an old or missing check, and on a
    question.
    """
    nul = Value(0, output_field=IntegerField())
    dringend: Any = nul
    for reden in Reden:
        if reden.kolom in tellingen:
            bij: Any = Value(GEWICHT[reden])
            if reden in (Reden.OUD, Reden.NOOIT, Reden.GAT):
                bij = bij + EXTRA_PER_DING[ding] + (nul if extra is None else extra)
            if reden is Reden.SIGNAAL:
                bij = bij + Least(F(reden.kolom), HOOGSTENS_SIGNALEN) * PER_SIGNAAL
            dringend = dringend + Case(
                When(**{f"{reden.kolom}__gt": 0}, then=bij), default=nul, output_field=IntegerField()
            )
    kolommen = {reden.kolom: tellingen.get(reden.kolom, nul) for reden in Reden}
    # One phone call is about an organisation: 0 for what belongs to none.
    van = {"organisatie": F("pk"), "aanbod": F("organisatie_id"), "locatie": F("organisatie_id")}
    kolommen["bij_organisatie"] = van.get(ding, nul)
    geteld: QuerySet[Any] = rijen.order_by().annotate(ding=Value(ding, output_field=CharField()), **kolommen)
    met_reden: QuerySet[Any] = geteld.annotate(dringend=dringend).filter(dringend__gt=0)
    return met_reden
