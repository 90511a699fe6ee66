"""Fixed lines: for a need, in an area, for whom, step by step."""

from __future__ import annotations

import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from doorverwijzing import rechten
from doorverwijzing.urgentie import Urgentie
from organisaties import zichtbaarheid
from organisaties.models import Aanbod, Behoefte, Organisatie
from organisaties.models.gedeeld import Herkomst, KaartQuerySet, houdersveld, kenmerkveld
from organisaties.regels.keuzes import Status
from organisaties.zichtbaarheid import Lezer


class RouteQuerySet(KaartQuerySet["Route"]):
    """Routes."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched: pages are other, what search knows is the same."""
        return ()

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the routes this person may know of.

        A visitor: what is published and not for a sensitive category. A professional: also those, and what was
        stopped. A draft: only who may edit it. A draft of a route that is published is no route to anybody.
        """
        routes = self.filter(vervangt=None)
        if not zichtbaarheid.is_professional(gebruiker):
            return routes.filter(Q(categorie__isnull=True) | Q(categorie__gevoelig=False), status=Status.GEPUBLICEERD)
        return routes.filter(~Q(status=Status.CONCEPT) | rechten.routes_te_bewerken(gebruiker, self.model))

    def gepubliceerd(self) -> Self:
        """Return the routes that lead people."""
        return self.filter(status=Status.GEPUBLICEERD, vervangt=None)

    def die_wijst(self, gebruiker: Lezer, op: datetime.date | None = None) -> Self:
        """Return the routes with a step that leads this person somewhere; one without any is as absent as none."""
        stappen = Stap.objects.bruikbaar_voor(gebruiker, op).filter(route=models.OuterRef("pk"))
        return self.filter(models.Exists(stappen.select_related(None).order_by()))

    def te_bewerken_door(self, gebruiker: Lezer) -> Self:
        """Return the routes this person keeps, drafts of published ones left out."""
        return self.filter(rechten.routes_te_bewerken(gebruiker, self.model), vervangt=None)

    def af(self) -> Self:
        """Return the routes that could be published: a draft may still miss its need, or a part of a step."""
        onaf = Stap.objects.onaf().filter(route=models.OuterRef("pk"))
        return self.filter(~models.Exists(onaf.order_by()), behoefte__isnull=False)

    def voor_werk(self) -> Self:
        """Return what a line on the list of routes shows; three queries, whatever the number of rows."""
        return (
            self.select_related("behoefte", "categorie", "concept")
            .prefetch_related("stadsdelen")
            .annotate(aantal_stappen=models.Count("stappen"))
            .order_by("naam", "pk")
        )

    def voor_pagina(self, gebruiker: Lezer) -> Self:
        """Return the routes that lead this person somewhere, with the steps that do and what these point to."""
        return (
            self.zichtbaar_voor(gebruiker)
            .die_wijst(gebruiker)
            .select_related("behoefte", "categorie")
            .prefetch_related(
                models.Prefetch(
                    "stappen",
                    Stap.objects.bruikbaar_voor(gebruiker)
                    .select_related(None)
                    .select_related("organisatie")
                    .prefetch_related(models.Prefetch("aanbod", Aanbod.objects.met_stand(gebruiker))),
                    to_attr="zichtbare_stappen",
                )
            )
            .order_by("naam", "pk")
        )


class Route(Herkomst):
    """The line for a need, optionally for one category and for some areas; the most specific one wins."""

    kenmerk = kenmerkveld()
    naam = models.CharField("titel", max_length=150)
    # None only in a draft that is not finished.
    behoefte = models.ForeignKey(
        "organisaties.Behoefte", on_delete=models.PROTECT, null=True, blank=True, related_name="routes"
    )
    categorie = models.ForeignKey(
        "organisaties.Nieuwkomerscategorie", on_delete=models.PROTECT, null=True, blank=True, related_name="routes"
    )
    stadsdelen = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="routes", help_text="Leeg betekent: voor de hele stad."
    )
    urgentie = models.CharField(
        "hoe snel",
        max_length=15,
        choices=Urgentie,
        blank=True,
        help_text="Waar deze route voor bedoeld is. Leeg betekent: voor alles.",
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.GEPUBLICEERD)
    # A draft of a published route: it takes its place when it is published, and until then nobody is led by it.
    vervangt = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="concept", editable=False
    )
    kopie_van = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="kopieen", editable=False
    )
    houders = houdersveld("houdt_routes")

    objects = RouteQuerySet.as_manager()

    zichtbare_stappen: list[Stap]
    aantal_stappen: int

    class Meta:
        ordering = ("naam", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(naam=""), name="route_heeft_titel"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="route_status_bekend"),
            models.CheckConstraint(
                condition=Q(urgentie__in=("", "vandaag", "deze-week", "kan-wachten")), name="route_urgentie_bekend"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CONCEPT) | Q(behoefte__isnull=False), name="route_die_wijst_heeft_behoefte"
            ),
            models.CheckConstraint(
                condition=Q(vervangt__isnull=True) | Q(status=Status.CONCEPT), name="route_die_vervangt_is_concept"
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def waarvoor(self) -> Behoefte:
        """The need it is for; raises ValueError for a draft that does not say so yet."""
        if self.behoefte is None:
            raise ValueError("A route that leads people is for a need.")
        return self.behoefte

    def get_absolute_url(self) -> str:
        """Return the page of this route."""
        return reverse("wegwijzer:route", args=[self.kenmerk])


class StapQuerySet(KaartQuerySet["Stap"]):
    """Steps."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched: pages are other, what search knows is the same."""
        return ()

    def onaf(self) -> Self:
        """Return the steps of drafts that do not say yet where they lead, how, or what to do."""
        return self.filter(Q(aanbod=None, organisatie=None) | Q(wijze="") | Q(instructie=""))

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the steps whose target this person may know of, in order."""
        mag = Q(aanbod__in=Aanbod.objects.zichtbaar_voor(gebruiker).values("pk")) | Q(
            organisatie__in=Organisatie.objects.zichtbaar_voor(gebruiker).values("pk")
        )
        return self.filter(mag).select_related("aanbod", "organisatie").order_by("nummer", "pk")

    def bruikbaar_voor(self, gebruiker: Lezer, op: datetime.date | None = None) -> Self:
        """Return the steps that lead this person somewhere on the date `op`: to what is published and not over.

        A draft, what was stopped and what has ended is no step to anybody; a pause is, for it passes.
        """
        dag = op or timezone.localdate()
        return self.zichtbaar_voor(gebruiker).filter(
            Q(
                Q(aanbod__geldig_tot__isnull=True) | Q(aanbod__geldig_tot__gte=dag),
                aanbod__status=Status.GEPUBLICEERD,
                aanbod__organisatie__status=Status.GEPUBLICEERD,
            )
            | Q(organisatie__status=Status.GEPUBLICEERD)
        )

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return the rows of a spreadsheet: the steps of a route after each other, each with its route."""
        return (
            self.zichtbaar_voor(gebruiker)
            .filter(route__in=Route.objects.zichtbaar_voor(gebruiker).af().values("pk"))
            .annotate(toon_intern=zichtbaarheid.toon_intern(gebruiker))
            .select_related("route__behoefte", "route__categorie")
            .prefetch_related("route__stadsdelen")
            .order_by("route_id", "nummer", "pk")
        )


class Stap(models.Model):
    """One step, to an offer or an organisation, and how someone gets there: alone, by a call, or taken along."""

    class Wijze(models.TextChoices):
        """From least to most warm."""

        ZELF = "zelf", "gaat zelf"
        BELLEN = "bellen", "eerst bellen"
        WARM = "warm", "warm overdragen"
        SAMEN = "samen-erheen", "samen erheen"

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stappen")
    nummer = models.PositiveSmallIntegerField()
    aanbod = models.ForeignKey(Aanbod, on_delete=models.CASCADE, null=True, blank=True, related_name="stappen")
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="stappen"
    )
    # In a draft: what somebody typed of where it leads, that is no entry (yet).
    nog_doel = models.CharField(max_length=320, blank=True, editable=False)
    wijze = models.CharField(max_length=15, choices=Wijze, blank=True)
    instructie = models.CharField(max_length=300, blank=True)
    waarschuwing = models.CharField(max_length=300, blank=True)
    alternatief_voor = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Nummer van de stap waarvoor deze een andere keus is."
    )

    objects = StapQuerySet.as_manager()

    toon_intern: bool

    class Meta:
        ordering = ("route", "nummer", "pk")
        verbose_name_plural = "stappen"
        constraints = (
            models.UniqueConstraint(fields=("route", "nummer"), name="stap_nummer_eenmaal_per_route"),
            models.CheckConstraint(
                condition=Q(aanbod__isnull=True) | Q(organisatie__isnull=True), name="stap_naar_hoogstens_een_doel"
            ),
            models.CheckConstraint(
                condition=Q(alternatief_voor__isnull=True) | ~Q(alternatief_voor=models.F("nummer")),
                name="stap_geen_alternatief_voor_zichzelf",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}. {self.doel if self.heeft_doel else self.nog_doel}"

    @property
    def heeft_doel(self) -> bool:
        """Whether it leads somewhere; a step of a draft may not yet."""
        return self.aanbod_id is not None or self.organisatie_id is not None

    @property
    def doel(self) -> Aanbod | Organisatie:
        """Where this step leads; raises ValueError for a step of a draft that does not say so yet."""
        doel = self.aanbod or self.organisatie
        if doel is None:
            raise ValueError("A step leads to an offer or to an organisation.")
        return doel


class Stapverlies(models.Model):
    """Tells the keeper of a route that a step went with what it led to; removed when the route is next saved.

    What stood there may have been removed by its owner: no name is kept here and no words of the step, only its place
    and its kind.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="verloren_stappen")
    nummer = models.PositiveSmallIntegerField()
    # Kind of offer; empty for a step to an organisation as a whole.
    soort = models.CharField(max_length=20, choices=Aanbod.Soort, blank=True)
    wijze = models.CharField(max_length=15, choices=Stap.Wijze)
    op = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("route", "nummer", "pk")
        verbose_name_plural = "verloren stappen"
        constraints = (
            models.CheckConstraint(condition=Q(wijze__in=Stap.Wijze.values), name="stapverlies_wijze_bekend"),
        )

    def __str__(self) -> str:
        wat = self.get_soort_display() if self.soort else "een organisatie"
        return f"hier stond {wat} ({self.get_wijze_display()}). Dat is op {self.op:%-d-%-m-%Y} van de kaart verdwenen."
