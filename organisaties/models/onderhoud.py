"""Upkeep: checks, proposals, what an entry was before, and what waits for somebody."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models.aanbod import Aanbod
from organisaties.models.ingreep import Ingreep
from organisaties.models.organisatie import Locatie, Organisatie
from organisaties.zichtbaarheid import Lezer

UIT_REKENBLAD = "uit het rekenblad"
"""How the reason of a version begins that a file brought."""

BEZOEKER = "bezoeker"
"""In the place of a role: somebody without an account, who told nothing of themselves."""

ORGANISATIE = "organisatie"
"""The role beside what an organisation answered by mail, without an account."""

HERSTELTIJD = datetime.timedelta(days=1)
"""How long somebody can undo their own check."""

EEN_DOEL = (
    Q(organisatie__isnull=False, locatie__isnull=True, aanbod__isnull=True)
    | Q(organisatie__isnull=True, locatie__isnull=False, aanbod__isnull=True)
    | Q(organisatie__isnull=True, locatie__isnull=True, aanbod__isnull=False)
)


class OverEenIngang(models.Model):
    """Base of what is about exactly one organisation, place or offer."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    locatie = models.ForeignKey(Locatie, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    aanbod = models.ForeignKey(Aanbod, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def doel(self) -> Organisatie | Locatie | Aanbod:
        """What this is about; raises ValueError on a row that the constraint would refuse."""
        doel = self.organisatie or self.locatie or self.aanbod
        if doel is None:
            raise ValueError("Neither an organisation, a place nor an offer is set.")
        return doel


class ControlebeurtQuerySet(models.QuerySet["Controlebeurt"]):
    """What somebody checked in one go."""

    def te_herstellen(self) -> Self:
        """Return those that can still be undone, the latest first."""
        return self.filter(op__gt=timezone.now() - HERSTELTIJD).order_by("-pk")

    def verlopen(self) -> Self:
        """Return those whose time is over; nothing of them is needed any more."""
        return self.filter(op__lte=timezone.now() - HERSTELTIJD)

    def van(self, gebruiker: Lezer) -> Self:
        """Return what this person did, with what it is about."""
        return self.filter(door__isnull=False, door=gebruiker.pk).select_related(
            "organisatie", "locatie__organisatie", "aanbod__organisatie"
        )


class Controlebeurt(OverEenIngang):
    """One tap on 'klopt nog': what it changed, for as long as it can be undone; then the row goes."""

    # None: the organisation itself, by the link in a mail to its own address.
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    # {"gecontroleerd_op": [before, after], "ruimte": [[hash, day], [hash, day]], "toegang:<slug>": [row, row]}
    eerder = models.JSONField(default=dict, editable=False)

    objects = ControlebeurtQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "controlebeurten"
        constraints = (models.CheckConstraint(condition=EEN_DOEL, name="controlebeurt_over_een_ingang"),)

    def __str__(self) -> str:
        return f"{self.doel} ({timezone.localtime(self.op):%d-%m-%Y})"

    @property
    def wat(self) -> list[str]:
        """What was dated, in words."""
        delen = [
            "gegevens" if controle.onderdeel == Controle.Onderdeel.ALLES else controle.get_onderdeel_display()
            for controle in sorted(self.controles.all(), key=lambda controle: controle.pk)
        ]
        groepen = sum(sleutel.startswith("toegang:") for sleutel in self.eerder)
        if groepen:
            delen.append("1 groep nagevraagd" if groepen == 1 else f"{groepen} groepen nagevraagd")
        return delen


class Controle(OverEenIngang):
    """Somebody looked whether (part of) an entry still holds."""

    class Onderdeel(models.TextChoices):
        """The parts that age at their own pace."""

        ALLES = "alles", "alles"
        CONTACT = "contact", "contact"
        TIJDEN = "tijden", "tijden"
        TOEGANG = "toegang", "voor wie"
        BESCHIKBAARHEID = "beschikbaarheid", "plek en wachttijd"

    class Wijze(models.TextChoices):
        """How it was checked."""

        GEBELD = "gebeld", "gebeld"
        GEMAILD = "gemaild", "gemaild"
        BEZOCHT = "bezocht", "langs geweest"
        WEBSITE = "website", "op de website gekeken"
        # By an owner, about what is its own: nobody was asked.
        ZELF = "zelf", "zelf nagekeken"

    class Uitslag(models.TextChoices):
        """What was found."""

        KLOPT = "klopt", "klopt nog"
        AANGEPAST = "aangepast", "aangepast"
        NIET_BEREIKT = "niet-bereikt", "niemand bereikt"

    onderdeel = models.CharField(max_length=20, choices=Onderdeel, default=Onderdeel.ALLES)
    op = models.DateField()
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(max_length=40)
    wijze = models.CharField(max_length=10, choices=Wijze)
    uitslag = models.CharField(max_length=15, choices=Uitslag)
    # With what it was noted in one go; None once that cannot be undone any more.
    beurt = models.ForeignKey(
        Controlebeurt, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="controles"
    )
    # Looked at before two entries became one: a check of what is no longer as it was then.
    ingreep = models.ForeignKey(
        Ingreep, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="controles"
    )

    class Meta:
        ordering = ("-op", "-pk")
        verbose_name_plural = "controles"
        constraints = (models.CheckConstraint(condition=EEN_DOEL, name="controle_over_een_ingang"),)

    def __str__(self) -> str:
        return f"{self.get_uitslag_display()} ({self.op:%d-%m-%Y})"


class VoorstelQuerySet(models.QuerySet["Voorstel"]):
    """Proposals."""

    def open(self) -> Self:
        """Return those nobody decided about yet."""
        return self.filter(besluit=Voorstel.Besluit.OPEN)

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return those this person may read: colleagues all, others what is about their own, or theirs on the kaart."""
        bekend = {
            "organisatie": Organisatie.objects.filter(zichtbaarheid.organisaties(gebruiker)),
            "locatie": Locatie.objects.filter(zichtbaarheid.locaties(gebruiker)),
            "aanbod": Aanbod.objects.filter(zichtbaarheid.aanbod(gebruiker)),
        }
        return self.filter(zichtbaarheid.voorstellen(gebruiker, bekend))

    def van(self, gebruiker: Lezer) -> Self:
        """Return what this person proposed."""
        return self.filter(door=gebruiker.pk)

    def van_bezoekers(self) -> Self:
        """Return what people without an account reported: nobody reads back what became of it."""
        return self.filter(soort=Voorstel.Soort.MELDING, rol=BEZOEKER)

    def samengenomen(self) -> Self:
        """Return them with only the first of the open reports of visitors about the same entry, for a list."""
        zelfde = (
            Q(organisatie=OuterRef("organisatie_id"))
            | Q(locatie=OuterRef("locatie_id"))
            | Q(aanbod=OuterRef("aanbod_id"))
        )
        eerder = Voorstel.objects.open().van_bezoekers().filter(zelfde, pk__lt=OuterRef("pk")).order_by()
        return self.exclude(Q(soort=Voorstel.Soort.MELDING, rol=BEZOEKER) & Q(Exists(eerder)))

    def nieuws_voor(self, gebruiker: Lezer) -> Self:
        """Return what this person proposed, that was decided, and that they did not say they read."""
        return self.van(gebruiker).exclude(besluit=Voorstel.Besluit.OPEN).filter(uitkomst_gelezen_op__isnull=True)

    def voor_lijst(self) -> Self:
        """Return them with what they are about, the oldest first."""
        return self.select_related("organisatie", "locatie__organisatie", "aanbod__organisatie").order_by(
            "ingediend_op", "pk"
        )


class Voorstel(OverEenIngang):
    """A proposed change: field by field what it was and what it should be, with a decision.

    A new offer is proposed at its organisation, as changes from nothing; a report says in words what is wrong.
    """

    class Soort(models.TextChoices):
        """What is proposed."""

        WIJZIGING = "wijziging", "wijziging"
        NIEUW_AANBOD = "nieuw-aanbod", "nieuw aanbod"
        MELDING = "melding", "melding"

    class Besluit(models.TextChoices):
        """What became of it."""

        OPEN = "open", "nog niet bekeken"
        AANGENOMEN = "aangenomen", "overgenomen"
        DEELS = "deels", "voor een deel overgenomen"
        AFGEWEZEN = "afgewezen", "niet overgenomen"

    class Over(models.TextChoices):
        """What an organisation itself answered by mail: about which block, or about being on the kaart at all."""

        NIETS = "", "niet gezegd"
        ALLES = "alles", "gegevens"
        CONTACT = "contact", "contact"
        TIJDEN = "tijden", "tijden"
        TOEGANG = "toegang", "voor wie"
        BESCHIKBAARHEID = "beschikbaarheid", "plek en wachttijd"
        STOPT = "stopt", "de organisatie stopt"
        WEG = "weg", "de organisatie wil van de kaart"

    soort = models.CharField(max_length=15, choices=Soort, default=Soort.WIJZIGING)
    over = models.CharField(max_length=20, choices=Over, default=Over.NIETS, blank=True)
    wijzigingen = models.JSONField(help_text='{"veld": {"van": …, "naar": …}}')
    # The fields that were taken over, once somebody decided.
    overgenomen = models.JSONField(default=list, blank=True)
    toelichting = models.CharField(max_length=500, blank=True)
    ingediend_op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(max_length=40)
    besluit = models.CharField(max_length=15, choices=Besluit, default=Besluit.OPEN)
    besluit_reden = models.CharField(max_length=500, blank=True)
    besloten_op = models.DateTimeField(null=True, blank=True)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # When whoever proposed it said to have read what became of it: till then it is news to them.
    uitkomst_gelezen_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VoorstelQuerySet.as_manager()

    class Meta:
        ordering = ("-ingediend_op", "-pk")
        verbose_name_plural = "voorstellen"
        constraints = (
            models.CheckConstraint(
                condition=~Q(soort="nieuw-aanbod") | Q(organisatie__isnull=False), name="voorstel_nieuw_bij_organisatie"
            ),
            models.CheckConstraint(condition=EEN_DOEL, name="voorstel_over_een_ingang"),
            models.CheckConstraint(
                condition=Q(besluit="open", besloten_op__isnull=True)
                | (~Q(besluit="open") & Q(besloten_op__isnull=False)),
                name="voorstel_besluit_heeft_datum",
            ),
            models.CheckConstraint(
                condition=~Q(besluit="afgewezen", besluit_reden=""), name="voorstel_afwijzing_heeft_reden"
            ),
        )

    def __str__(self) -> str:
        return f"voorstel bij {self.doel}"

    @property
    def van_wie(self) -> str:
        """Who said it, as a sentence has it: 'een bezoeker', 'de organisatie zelf'."""
        return "de organisatie zelf" if self.rol == ORGANISATIE else f"een {self.rol}"


class VersieQuerySet(models.QuerySet["Versie"]):
    """States that were."""

    def bij(self, ingang: Organisatie | Locatie | Aanbod) -> Self:
        """Return those of one entry, the latest first; without those of an entry that became one with it."""
        return self.filter(**{type(ingang).__name__.lower(): ingang}, ingreep=None).order_by("-pk")

    def uit_een_bestand(self, na: datetime.date) -> Self:
        """Return those that a file brought after this day."""
        return self.filter(waarom__startswith=UIT_REKENBLAD, op__date__gt=na)

    def van_voor(self, ingang: Organisatie | Locatie | Aanbod) -> Self:
        """Return those of entries that became one with this one, the latest first."""
        return self.filter(**{type(ingang).__name__.lower(): ingang}, ingreep__isnull=False).order_by("-pk")


class Versie(OverEenIngang):
    """A state an entry had, whole, from `op` on: who made it so (role) and why; see `organisaties.bijhouden.wijzigen`.

    It goes with its entry: of what was removed nothing is remembered.
    """

    class Soort(models.TextChoices):
        """How it came to be."""

        BEGIN = "begin", "zoals het was toen het bijhouden begon"
        NIEUW = "nieuw", "op de kaart gezet"
        WIJZIGING = "wijziging", "gewijzigd"
        VOORSTEL = "voorstel", "voorstel overgenomen"
        TERUG = "terug", "eerdere stand teruggezet"
        INVOER = "invoer", "uit een rekenblad"
        SAMEN = "samen", "samengevoegd"
        VERHUISD = "verhuisd", "naar een andere organisatie"
        ANDERS = "anders", "buiten deze pagina’s om gewijzigd"

    soort = models.CharField(max_length=10, choices=Soort)
    staat = models.JSONField(editable=False)
    op = models.DateTimeField(auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rol = models.CharField(max_length=40, blank=True)
    waarom = models.CharField(max_length=300, blank=True)
    # A state of another entry, which became one with this one by it.
    ingreep = models.ForeignKey(
        Ingreep, on_delete=models.CASCADE, null=True, blank=True, editable=False, related_name="versies"
    )

    objects = VersieQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "versies"
        constraints = (models.CheckConstraint(condition=EEN_DOEL, name="versie_over_een_ingang"),)

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({timezone.localtime(self.op):%d-%m-%Y})"


class Concept(OverEenIngang):
    """What somebody is still writing about a published entry: for themselves only, until they publish it."""

    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    basis = models.JSONField(editable=False)
    staat = models.JSONField(editable=False)
    op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "concepten"
        constraints = (
            models.CheckConstraint(condition=EEN_DOEL, name="concept_over_een_ingang"),
            *(
                models.UniqueConstraint(
                    fields=("door", ding), condition=Q(**{f"{ding}__isnull": False}), name=f"concept_eenmaal_{ding}"
                )
                for ding in ("organisatie", "locatie", "aanbod")
            ),
        )

    def __str__(self) -> str:
        return f"concept bij {self.doel}"


class Nazien(models.Model):
    """A text that an entry's keeper must look at: it names an organisation that left, and a mark would not do.

    It says which text, never who: nothing about the organisation that left is kept here.
    """

    class Ding(models.TextChoices):
        """Where the text stands."""

        AANBOD = "aanbod", "aanbod"
        ORGANISATIE = "organisatie", "organisatie"
        LOCATIE = "locatie", "locatie"
        ROUTE = "route", "route"

    ding = models.CharField(max_length=15, choices=Ding)
    # The row of that kind; what was removed since is simply not found.
    sleutel = models.PositiveBigIntegerField()
    veld = models.CharField(max_length=60)
    op = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("op", "pk")
        verbose_name_plural = "na te zien"
        indexes = (models.Index(fields=("ding", "sleutel"), name="nazien_bij"),)

    def __str__(self) -> str:
        return f"{self.veld} ({self.op:%d-%m-%Y})"


class Vervallen(models.Model):
    """A key or a name of something that was removed, as a keyed hash: it stays away, and nobody can read what it was.

    See `organisaties.bijhouden.eigenaar.vervallen`.
    """

    teken = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "vervallen kenmerken"

    def __str__(self) -> str:
        return self.teken[:8]
