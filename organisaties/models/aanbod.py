"""Offers: what one is referred to; `openingstijd` says when it is open, `toegang` whom it is open to."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import Herkomst, KaartQuerySet, houdersveld, kenmerkveld, woorden
from organisaties.models.openingstijd import Openingstijd
from organisaties.models.organisatie import Locatie, Organisatie
from organisaties.models.praktijk import Praktijktip
from organisaties.models.toegang import Toegang
from organisaties.models.wijziging import genoemd_aanbod
from organisaties.regels import openingstijden, versheid
from organisaties.regels.feestdagen import feestdag, niet_voor_iedereen
from organisaties.regels.keuzes import Feestdagen, JaNee, Status, Zichtbaarheid
from organisaties.regels.klok import Stand, Tijdplan, beste, plekken_met_uren, stand
from organisaties.regels.nu import Bijzonder, bijzonder
from organisaties.regels.openingstijden import Roosterregel
from organisaties.velden import Zichtbaar
from organisaties.zichtbaarheid import Lezer

if TYPE_CHECKING:
    from organisaties.models.begrippen import Behoefte, Doelgroep, Stadsdeel, Taal


class AanbodQuerySet(KaartQuerySet["Aanbod"]):
    """Offers."""

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers themselves, by key."""
        return genoemd_aanbod(self.values_list("pk", flat=True))

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return what this person may know of, each row knowing what of it may be shown.

        `toon_plek`: place and times; `toon_intern`: what is written for colleagues.
        """
        return self.filter(zichtbaarheid.aanbod(gebruiker)).annotate(
            toon_plek=zichtbaarheid.toon_plek_aanbod(gebruiker),
            toon_intern=zichtbaarheid.toon_intern(gebruiker),
        )

    def lopend(self) -> Self:
        """Return what may stand in a list, be counted or be advised: neither it nor its organisation was stopped."""
        return self.filter(zichtbaarheid.loopt())

    def met_veiligheid(self) -> Self:
        """Return each row knowing whether it is about safety (`over_veiligheid`): a page keeps no trace of that."""
        neutraal = self.model.behoeften.through._default_manager.filter(
            aanbod=models.OuterRef("pk"), behoefte__neutraal=True
        )
        return self.annotate(over_veiligheid=models.Exists(neutraal))

    def met_stand(self, gebruiker: Lezer) -> Self:
        """Return what the name of an offer in a list comes with: whose it is and what is not as usual; two queries."""
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("organisatie")
            .prefetch_related(
                models.Prefetch(
                    "openingstijden", Openingstijd.objects.bij_aanbod(gebruiker), to_attr="tijden_in_database"
                )
            )
        )

    def voor_kaartje(self, gebruiker: Lezer) -> Self:
        """Return what a result shows of an offer; four queries, whatever the number of rows."""
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("organisatie")
            .prefetch_related(
                models.Prefetch(
                    "locaties", Locatie.objects.voor_lijst(gebruiker), to_attr="zichtbare_locaties_in_database"
                ),
                models.Prefetch(
                    "openingstijden", Openingstijd.objects.bij_aanbod(gebruiker), to_attr="tijden_in_database"
                ),
                "talen",
            )
        )

    def voor_lijst(self, gebruiker: Lezer) -> Self:
        """Return what one line in a list of offers shows; five queries, whatever the number of rows."""
        return (
            self.voor_kaartje(gebruiker)
            .prefetch_related(
                models.Prefetch("toegang", Toegang.objects.voor_lijst(gebruiker), to_attr="zichtbare_toegang")
            )
            .order_by("naam", "pk")
        )

    def voor_controle(self, gebruiker: Lezer) -> Self:
        """Return offers with all that a check looks at; four queries, whatever the number of rows."""
        return self.met_stand(gebruiker).prefetch_related(
            models.Prefetch("toegang", Toegang.objects.voor_lijst(gebruiker), to_attr="zichtbare_toegang"),
            "doelgroepen",
        )

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return what a row of a spreadsheet holds, in an order that is the same on every database.

        Lists of values are plain lists here: asking a manager for them again in every cell is what takes long.
        """
        return (
            self.zichtbaar_voor(gebruiker)
            .select_related("organisatie")
            .prefetch_related(
                models.Prefetch(
                    "locaties",
                    Locatie.objects.voor_lijst(gebruiker).order_by("pk"),
                    to_attr="zichtbare_locaties_in_database",
                ),
                models.Prefetch(
                    "openingstijden", Openingstijd.objects.bij_aanbod(gebruiker), to_attr="tijden_in_database"
                ),
                models.Prefetch("talen", to_attr="lijst_talen"),
                models.Prefetch("behoeften", to_attr="lijst_behoeften"),
                models.Prefetch("stadsdelen", to_attr="lijst_stadsdelen"),
                models.Prefetch("doelgroepen", to_attr="lijst_doelgroepen"),
            )
            .order_by("pk")
        )

    def voor_open_data(self, gebruiker: Lezer) -> Self:
        """Return what open data says of an offer: the provider is there with what may be shown of it."""
        return (
            self.voor_rekenblad(gebruiker)
            .select_related(None)
            .prefetch_related(
                models.Prefetch("organisatie", Organisatie.objects.voor_rekenblad(gebruiker)), "lijst_behoeften__ouder"
            )
        )

    def voor_pagina(self, gebruiker: Lezer) -> Self:
        """Return what the page of one offer shows."""
        return self.voor_lijst(gebruiker).prefetch_related(
            "behoeften",
            "doelgroepen",
            "stadsdelen",
            models.Prefetch("praktijktips", Praktijktip.objects.zichtbaar_voor(gebruiker), to_attr="zichtbare_tips"),
        )


@dataclass(frozen=True, slots=True)
class Plekuren:
    """The hours at one place of an offer; `plek` is None for what goes on without a place, online or by telephone."""

    plek: Locatie | None
    stand: Stand
    rooster: list[Roosterregel]
    afwijkingen: list[str]

    @property
    def naam(self) -> str:
        """What tells these hours from the others."""
        return self.plek.naam if self.plek is not None else "online of telefonisch"


def _komend(plan: Tijdplan, vandaag: datetime.date) -> list[str]:
    """Return the days from today on that are otherwise, in words."""
    return [een.in_woorden(vandaag) for een in plan.afwijkingen if een.laatste >= vandaag]


class Aanbod(Herkomst):
    """The thing one is referred to, by an organisation, at zero or more places."""

    class Soort(models.TextChoices):
        """Kind of offer; decides how fast it ages."""

        SPREEKUUR = "spreekuur", "spreekuur"
        INLOOP = "inloop", "inloop"
        DIENST = "dienst", "dienst"
        ACTIVITEIT = "activiteit", "activiteit"
        CURSUS = "cursus", "cursus"
        OPVANG = "opvang", "opvang"
        NOODHULP = "noodhulp", "noodhulp"
        ONTMOETING = "ontmoeting", "ontmoeting"

    class Kring(models.TextChoices):
        """Own circle (same language or background) or mixed; shown side by side, the person chooses."""

        EIGEN = "eigen", "eigen kring"
        GEMENGD = "gemengd", "gemengd"
        NVT = "nvt", "niet van toepassing"

    class Aanmelden(models.TextChoices):
        """How someone gets in."""

        INLOOP = "inloop", "gewoon binnenlopen"
        BELLEN = "bellen", "eerst bellen"
        AFSPRAAK = "afspraak", "op afspraak"
        VERWIJZING = "verwijzing", "met een verwijzing"
        ONBEKEND = "onbekend", "niet bekend"

    class Kosten(models.TextChoices):
        """What it costs."""

        GRATIS = "gratis", "gratis"
        BIJDRAGE = "bijdrage", "kleine bijdrage"
        ONBEKEND = "onbekend", "niet bekend"

    class Ruimte(models.TextChoices):
        """Whether there is room; falls back to unknown when nobody has told for a while."""

        PLEK = "plek", "er is plek"
        WACHTLIJST = "wachtlijst", "er is een wachtlijst"
        VOL = "vol", "vol"
        ONBEKEND = "onbekend", "niet bekend"

    kenmerk = kenmerkveld()
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="aanbod")
    locaties = models.ManyToManyField(Locatie, blank=True, related_name="aanbod")
    naam = models.CharField(max_length=150)
    soort = models.CharField(max_length=20, choices=Soort)
    omschrijving = models.TextField(blank=True)
    behoeften = models.ManyToManyField("organisaties.Behoefte", blank=True, related_name="aanbod")
    hele_stad = models.BooleanField("voor de hele stad", default=False)
    stadsdelen = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="aanbod", verbose_name="voor stadsdelen"
    )
    online = models.BooleanField("online of telefonisch, zonder plek", default=False)
    talen = models.ManyToManyField("organisaties.Taal", blank=True, related_name="aanbod")
    kring = models.CharField(max_length=10, choices=Kring, default=Kring.NVT)
    doelgroepen = models.ManyToManyField(
        "organisaties.Doelgroep", blank=True, related_name="aanbod", help_text="Leeg betekent: voor iedereen."
    )
    aanmelden = models.CharField(max_length=12, choices=Aanmelden, default=Aanmelden.ONBEKEND)
    kosten = models.CharField(max_length=10, choices=Kosten, default=Kosten.ONBEKEND)
    kosten_toelichting = models.CharField(max_length=200, blank=True)
    bsn = models.CharField("BSN nodig", max_length=10, choices=JaNee, default=JaNee.ONBEKEND)
    legitimatie = models.CharField("legitimatie nodig", max_length=10, choices=JaNee, default=JaNee.ONBEKEND)
    bankafschriften = models.CharField("bankafschriften nodig", max_length=10, choices=JaNee, default=JaNee.ONBEKEND)
    documenten = models.CharField("meenemen", max_length=200, blank=True, help_text="Gescheiden door |.")
    wachttijd = models.CharField(max_length=150, blank=True)
    wachttijd_op = models.DateField("wachttijd gehoord op", null=True, blank=True)
    ruimte = models.CharField(max_length=12, choices=Ruimte, default=Ruimte.ONBEKEND)
    ruimte_op = models.DateField("ruimte gehoord op", null=True, blank=True)
    groepsgrootte = models.PositiveSmallIntegerField("hoogstens tegelijk", null=True, blank=True)
    max_per_week = models.PositiveSmallIntegerField("hoogstens per week", null=True, blank=True)
    eerst_overleggen = models.BooleanField(default=False)
    pauze_vanaf = models.DateField(null=True, blank=True)
    pauze_tot = models.DateField(null=True, blank=True)
    pauze_reden = models.CharField(max_length=200, blank=True)
    feestdagen = models.CharField(
        "op nationale feestdagen", max_length=10, choices=Feestdagen, default=Feestdagen.ONBEKEND
    )
    tijden = models.CharField("tijden in woorden", max_length=200, blank=True)
    overdracht = models.TextField("zo breng je iemand", blank=True)
    let_op = models.TextField(blank=True, help_text="Alleen voor professionals.")
    zichtbaarheid = models.CharField(max_length=20, choices=Zichtbaarheid, default=Zichtbaarheid.OPENBAAR)
    status = models.CharField(max_length=20, choices=Status, default=Status.GEPUBLICEERD)
    geldig_tot = models.DateField(null=True, blank=True)
    houders = houdersveld("houdt_aanbod")

    objects = AanbodQuerySet.as_manager()

    # Put there by zichtbaar_voor() and voor_lijst(): without them a page fails loudly instead of showing too much.
    toon_plek: bool
    toon_intern: bool
    zichtbare_locaties_in_database: list[Locatie]
    tijden_in_database: list[Openingstijd]
    zichtbare_toegang: list[Toegang]
    # By `met_veiligheid()`.
    over_veiligheid: bool
    zichtbare_tips: list[Praktijktip]
    # Put there by voor_rekenblad().
    lijst_talen: list[Taal]
    lijst_behoeften: list[Behoefte]
    lijst_stadsdelen: list[Stadsdeel]
    lijst_doelgroepen: list[Doelgroep]

    class Meta:
        ordering = ("naam", "pk")
        verbose_name_plural = "aanbod"
        constraints = (
            models.CheckConstraint(condition=~Q(naam=""), name="aanbod_heeft_naam"),
            models.CheckConstraint(condition=Q(bsn__in=JaNee.values), name="aanbod_bsn_bekende_waarde"),
            models.CheckConstraint(condition=Q(legitimatie__in=JaNee.values), name="aanbod_legitimatie_bekende_waarde"),
            models.CheckConstraint(
                condition=Q(bankafschriften__in=JaNee.values), name="aanbod_bankafschriften_bekende_waarde"
            ),
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=Zichtbaarheid.values), name="aanbod_zichtbaarheid_bekend"
            ),
            models.CheckConstraint(condition=Q(feestdagen__in=Feestdagen.values), name="aanbod_feestdagen_bekend"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="aanbod_status_bekend"),
            models.CheckConstraint(
                condition=Q(pauze_tot__isnull=True) | Q(pauze_vanaf__isnull=True) | Q(pauze_tot__gte=F("pauze_vanaf")),
                name="aanbod_pauze_eindigt_na_begin",
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def zichtbaar(self) -> Zichtbaar:
        """Its fields as they may be shown: `{{ aanbod.zichtbaar.bron }}`."""
        return Zichtbaar(self)

    def get_absolute_url(self) -> str:
        """Return the page of this offer."""
        return reverse("ingangen:aanbod", args=[self.kenmerk])

    def geraakt_aanbod(self) -> set[int]:
        """Return which offers a change of this one touches: itself."""
        return {self.pk}

    @property
    def hoe_aanmelden(self) -> str:
        """How somebody gets in, in words; nobody is told to call where this reader sees no number."""
        if self.aanmelden == self.Aanmelden.BELLEN and not (self.toon_plek and self.organisatie.telefoon):
            return "eerst navragen"
        return str(self.get_aanmelden_display())

    @property
    def zichtbare_locaties(self) -> list[Locatie]:
        """The places that may be shown; none where the place is only given on request."""
        return self.zichtbare_locaties_in_database if self.toon_plek else []

    @property
    def zichtbare_tijden(self) -> list[Openingstijd]:
        """The usual opening times that may be shown."""
        return [tijd for tijd in self._getoonde_tijden if tijd.is_gewoon]

    @property
    def zichtbare_afwijkingen(self) -> list[Openingstijd]:
        """The days on which it is shut or open at other hours, as far as they may be shown, the first one first."""
        anders = [tijd for tijd in self._getoonde_tijden if not tijd.is_gewoon]
        return sorted(anders, key=lambda tijd: (tijd.als_afwijking().eerste, tijd.pk or 0))

    @property
    def _getoonde_tijden(self) -> list[Openingstijd]:
        return self.tijden_in_database if self.toon_plek else []

    @property
    def zichtbare_tijden_in_woorden(self) -> str:
        """The times as somebody wrote them down, where they may be shown."""
        return str(self.zichtbaar.tijden)

    @property
    def zichtbare_let_op(self) -> str:
        """What colleagues should know, for colleagues."""
        return str(self.zichtbaar.let_op)

    @property
    def heeft_uren_per_plek(self) -> bool:
        """Whether hours that may be shown hold at one of its places alone."""
        return any(tijd.locatie_id is not None for tijd in self._getoonde_tijden)

    @property
    def plekken_met_uren(self) -> list[int | None]:
        """The places whose hours differ, by key, in the order of the week; None for wherever the general hours hold."""
        # A list of names comes without places.
        plekken = [plek.pk for plek in self.__dict__.get("zichtbare_locaties_in_database", ())]
        return plekken_met_uren((tijd.locatie_id for tijd in self._getoonde_tijden), plekken, online=self.online)

    def tijdplan_op(self, plek: int | None) -> Tijdplan:
        """Return what may be shown of when it is open at a place (key): its own hours and those of every place."""

        def geldt(tijd: Openingstijd) -> bool:
            return tijd.locatie_id is None or tijd.locatie_id == plek

        return Tijdplan(
            regels=tuple(tijd.als_regel() for tijd in self.zichtbare_tijden if geldt(tijd)),
            afwijkingen=tuple(tijd.als_afwijking() for tijd in self.zichtbare_afwijkingen if geldt(tijd)),
            op_feestdagen=self.feestdagen,
            feestdag=feestdag,
            niet_voor_iedereen=niet_voor_iedereen,
            pauze=(self.pauze_vanaf, self.pauze_tot) if self.pauze_vanaf else None,
            laatste=self.geldig_tot,
        )

    @property
    def tijdplannen(self) -> list[Tijdplan]:
        """All that may be shown of when it is open, for each of `plekken_met_uren`; a single one for most offers."""
        return [self.tijdplan_op(plek) for plek in self.plekken_met_uren]

    @property
    def tijdplan(self) -> Tijdplan:
        """When it is open at the place to go to now: where it is open longest, else where it opens first."""
        plannen = self.tijdplannen
        return plannen[0] if len(plannen) == 1 else plannen[beste(plannen, timezone.localtime())[0]]

    @property
    def open_nu(self) -> Stand:
        """What its hours say at this minute, as far as may be shown; where places say otherwise, with the place."""
        plekken, plannen, nu = self.plekken_met_uren, self.tijdplannen, timezone.localtime()
        welke, gezegd = beste(plannen, nu)
        if all(stand(plan, nu).tekst == gezegd.tekst for plan in plannen):
            return gezegd
        waar = next((tijd.waar for tijd in self._getoonde_tijden if tijd.locatie_id == plekken[welke]), "")
        return dataclasses.replace(gezegd, tekst=f"{gezegd.tekst}{waar}")

    @property
    def uren_per_plek(self) -> list[Plekuren]:
        """The hours of each place that may be shown, whole, and what holds elsewhere; empty where places are alike."""
        if not self.heeft_uren_per_plek:
            return []
        elders = [None] if self.online and None in self.plekken_met_uren else []
        nu = timezone.localtime()
        groepen = []
        for plek in [*self.zichtbare_locaties, *elders]:
            plan = self.tijdplan_op(plek.pk if plek is not None else None)
            groepen.append(
                Plekuren(
                    plek,
                    stand(plan, nu),
                    openingstijden.rooster(plan.regels, nu.date()),
                    _komend(plan, nu.date()),
                )
            )
        return groepen

    @property
    def rooster(self) -> list[Roosterregel]:
        """The week as a timetable, one line for each day on which something is known."""
        return openingstijden.rooster([tijd.als_regel() for tijd in self.zichtbare_tijden], timezone.localdate())

    @property
    def komende_afwijkingen(self) -> list[str]:
        """The days from today on that are otherwise at every place, in words, the first one first."""
        return _komend(self.tijdplan_op(None), timezone.localdate())

    @property
    def ruimte_nu(self) -> str:
        """Whether there is room, a waiting list or none, as far as that still says something today."""
        return self.ruimte_op_dag(timezone.localdate())

    def ruimte_op_dag(self, dag: datetime.date) -> str:
        """Return whether there is room as far as that still says something on `dag`."""
        return self.ruimte if versheid.plek_geldt(self.ruimte_op, dag) else self.Ruimte.ONBEKEND.value

    @property
    def bijzonder_nu(self) -> list[Bijzonder]:
        """What to know before going, as far as may be shown: full, paused, ended, not begun, or asks for a BSN."""
        return bijzonder(self, self.zichtbare_tijden, timezone.localdate())

    def gepauzeerd_op(self, dag: datetime.date) -> bool:
        """Return whether nobody should be sent here on `dag`."""
        return (
            self.pauze_vanaf is not None
            and self.pauze_vanaf <= dag
            and (self.pauze_tot is None or dag <= self.pauze_tot)
        )

    @property
    def gepauzeerd(self) -> bool:
        """Whether nobody should be sent here today."""
        return self.gepauzeerd_op(timezone.localdate())

    @property
    def documentenlijst(self) -> list[str]:
        """What to bring."""
        return woorden(self.documenten)
