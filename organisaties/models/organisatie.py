"""Providers, the places where they are, whom to ask for, and how they work together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import Herkomst, KaartQuerySet, houdersveld, kenmerkveld
from organisaties.models.wijziging import HOOGSTENS_GENOEMD, genoemd_aanbod, naamsleutel
from organisaties.regels.keuzes import Status, Zichtbaarheid
from organisaties.velden import Zichtbaar
from organisaties.zichtbaarheid import Lezer

if TYPE_CHECKING:
    from organisaties.models.aanbod import Aanbod


def _aanbod() -> type[Aanbod]:
    """Return the model by its name, as a relation does: offers know their provider, and not the other way round."""
    return apps.get_model("organisaties", "Aanbod")


def _namen(paren: models.QuerySet[Any, Any]) -> set[int]:
    """Return the keys of names of (provider, place or None); more than are ever noted where there are too many."""
    rijen = list(paren[: HOOGSTENS_GENOEMD + 1])
    return {naamsleutel(pk) for pk, _ in rijen} | {naamsleutel(plek, plek=True) for _, plek in rijen if plek}


class OrganisatieQuerySet(KaartQuerySet["Organisatie"]):
    """Providers."""

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers of these providers."""
        return genoemd_aanbod(
            _aanbod().objects.filter(organisatie__in=self.order_by().values("pk")).values_list("pk", flat=True)
        )

    def geraakte_namen(self) -> set[int]:
        """Return the names of these providers and of their places: who may know of a place follows from whose it is."""
        return _namen(self.order_by().values_list("pk", "locaties"))

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return what this person may know of, each row knowing what of it may be shown."""
        return self.filter(zichtbaarheid.organisaties(gebruiker)).annotate(
            toon_plek=zichtbaarheid.toon_plek_organisatie(gebruiker),
            toon_intern=zichtbaarheid.toon_intern(gebruiker),
        )

    def met_kenmerk(self, kenmerk: str) -> Self:
        """Return the provider with this key, or the one that the provider with this key became one with."""
        return self.filter(Q(kenmerk=kenmerk) | Q(oude_kenmerken__kenmerk=kenmerk)).distinct()

    def met_aanbod(self, gebruiker: Lezer) -> Self:
        """Return providers with their offers, as far as this person may see them."""
        return self.zichtbaar_voor(gebruiker).prefetch_related(
            models.Prefetch(
                "aanbod", _aanbod().objects.voor_lijst(gebruiker).lopend().met_veiligheid(), to_attr="zichtbaar_aanbod"
            )
        )

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return what a row of a spreadsheet holds, in an order that is the same on every database."""
        return self.zichtbaar_voor(gebruiker).prefetch_related("werkgebied", "talen").order_by("pk")

    def voor_pagina(self, gebruiker: Lezer) -> Self:
        """Return what the page of one provider shows, without a further query for each row."""
        return self.met_aanbod(gebruiker).prefetch_related(
            "werkgebied",
            "talen",
            models.Prefetch("locaties", Locatie.objects.voor_lijst(gebruiker), to_attr="zichtbare_locaties"),
            models.Prefetch(
                "contactpersonen", Contactpersoon.objects.zichtbaar_voor(gebruiker), to_attr="zichtbare_contacten"
            ),
        )


class Organisatie(Herkomst):
    """A provider, formal or informal; it may be both arrival and social infrastructure."""

    class Soort(models.TextChoices):
        """Kind of provider, as the field names them."""

        BUURTTEAM = "buurtteam", "buurtteam"
        WELZIJN = "welzijnsorganisatie", "welzijnsorganisatie"
        VRIJWILLIGERS = "vrijwilligersorganisatie", "vrijwilligersorganisatie"
        ZELFORGANISATIE = "zelforganisatie", "zelforganisatie"
        GELOOF = "geloofsgemeenschap", "geloofsgemeenschap"
        GEMEENTE = "gemeente", "gemeente"
        OVERHEID = "overheid", "overheid"
        JURIDISCH = "juridisch", "juridische hulp"
        GEZONDHEID = "gezondheid", "gezondheidszorg"
        ONDERWIJS = "onderwijs", "onderwijs"
        BIBLIOTHEEK = "bibliotheek", "bibliotheek"
        WONINGCORPORATIE = "woningcorporatie", "woningcorporatie"
        OVERIG = "overig", "overig"

    class Formaliteit(models.TextChoices):
        """Formal and informal stand side by side, equal; a house of both together is both."""

        FORMEEL = "formeel", "formeel"
        INFORMEEL = "informeel", "informeel"
        BEIDE = "beide", "formeel en informeel"

    class SocialeBasis(models.TextChoices):
        """Which part of the social base it belongs to: of institutions, of communities, or neither."""

        INSTITUTIONEEL = "institutioneel", "institutionele sociale basis"
        GEMEENSCHAPPELIJK = "gemeenschappelijk", "gemeenschappelijke sociale basis"
        GEEN = "geen", "geen deel van de sociale basis"

    kenmerk = kenmerkveld()
    naam = models.CharField(max_length=150)
    omschrijving = models.TextField(blank=True)
    soort = models.CharField(max_length=30, choices=Soort, default=Soort.OVERIG)
    formaliteit = models.CharField(max_length=10, choices=Formaliteit)
    formaliteit_toelichting = models.CharField(max_length=300, blank=True)
    aankomstinfrastructuur = models.BooleanField(default=False)
    sociale_infrastructuur = models.BooleanField(default=False)
    sociale_basis = models.CharField(max_length=20, choices=SocialeBasis, default=SocialeBasis.GEEN)
    bonding = models.BooleanField(default=False)
    bridging = models.BooleanField(default=False)
    linking = models.BooleanField(default=False)
    hele_stad = models.BooleanField("werkt voor de hele stad", default=False)
    werkgebied = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="werkende_organisaties", verbose_name="werkt voor stadsdelen"
    )
    talen = models.ManyToManyField("organisaties.Taal", blank=True, related_name="+")
    website = models.URLField(blank=True)
    # Since when it does not answer; see `organisaties.bijhouden.controleren.websites`.
    website_kapot_op = models.DateField(null=True, blank=True, editable=False)
    # Contact of the organisation itself, by role; people stand in Contactpersoon.
    contact_rol = models.CharField("vraag naar", max_length=120, blank=True)
    telefoon = models.CharField(max_length=30, blank=True, help_text="Alleen een nummer van de organisatie zelf.")
    email = models.EmailField("e-mail", blank=True, help_text="Alleen een adres van de organisatie zelf.")
    zichtbaarheid = models.CharField(max_length=20, choices=Zichtbaarheid, default=Zichtbaarheid.OPENBAAR)
    status = models.CharField(max_length=20, choices=Status, default=Status.GEPUBLICEERD)
    opmerking = models.TextField(blank=True, help_text="Alleen voor professionals.")
    houders = houdersveld("houdt_organisaties")
    # Of an organisation with an owner: that colleagues need not ask first.
    laat_wijzigen = models.BooleanField("wijzigingen van collega’s meteen overnemen", default=False, editable=False)

    objects = OrganisatieQuerySet.as_manager()

    # Put there by zichtbaar_voor(): a row that came another way fails loudly instead of showing too much.
    toon_plek: bool
    toon_intern: bool
    zichtbare_locaties: list[Locatie]
    zichtbaar_aanbod: list[Aanbod]
    zichtbare_contacten: list[Contactpersoon]

    class Meta:
        ordering = ("naam", "pk")
        verbose_name_plural = "organisaties"
        constraints = (
            models.CheckConstraint(condition=~Q(naam=""), name="organisatie_heeft_naam"),
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=Zichtbaarheid.values), name="organisatie_zichtbaarheid_bekend"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="organisatie_status_bekend"),
            models.CheckConstraint(
                condition=Q(formaliteit__in=("formeel", "informeel", "beide")), name="organisatie_formaliteit_bekend"
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def zichtbaar(self) -> Zichtbaar:
        """Its fields as they may be shown: `{{ organisatie.zichtbaar.bron }}`."""
        return Zichtbaar(self)

    def get_absolute_url(self) -> str:
        """Return the page of this provider."""
        return reverse("ingangen:organisatie", args=[self.kenmerk])

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers of this provider, by key."""
        return genoemd_aanbod(self.aanbod.values_list("pk", flat=True))

    def geraakte_namen(self) -> set[int]:
        """Return the keys of its name and those of its places."""
        return _namen(Organisatie.objects.filter(pk=self.pk).order_by().values_list("pk", "locaties"))

    @property
    def kapitaal(self) -> list[str]:
        """The kinds of social capital it builds: within a group, between groups, with institutions."""
        return [soort for soort in ("bonding", "bridging", "linking") if getattr(self, soort)]


def plaats_van_de_stad() -> str:
    """Return where a new place lies when nobody says so; migrations name this and no city."""
    return str(settings.STADSGEGEVENS.plaats)


class LocatieQuerySet(KaartQuerySet["Locatie"]):
    """Places."""

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers at these places."""
        return genoemd_aanbod(
            _aanbod().objects.filter(locaties__in=self.order_by().values("pk")).values_list("pk", flat=True)
        )

    def geraakte_namen(self) -> set[int]:
        """Return the keys of their names."""
        sleutels = self.order_by().values_list("pk", flat=True)[: HOOGSTENS_GENOEMD + 1]
        return {naamsleutel(pk, plek=True) for pk in sleutels}

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the places this person may know of."""
        return self.filter(zichtbaarheid.locaties(gebruiker)).annotate(toon_intern=zichtbaarheid.toon_intern(gebruiker))

    def voor_lijst(self, gebruiker: Lezer) -> Self:
        """Return what a line about a place shows."""
        return self.zichtbaar_voor(gebruiker).select_related("stadsdeel", "gebied").order_by("naam", "pk")

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return what a row of a spreadsheet holds, in an order that is the same on every database."""
        return self.zichtbaar_voor(gebruiker).select_related("stadsdeel", "gebied", "organisatie").order_by("pk")


class Locatie(Herkomst):
    """A place; several organisations may use it through their offers."""

    class Rolstoel(models.TextChoices):
        """Wheelchair access."""

        JA = "ja", "toegankelijk met een rolstoel"
        NEE = "nee", "niet toegankelijk met een rolstoel"
        ONBEKEND = "onbekend", "niet bekend of een rolstoel naar binnen kan"

    class Precisie(models.TextChoices):
        """What its point is the point of."""

        ADRES = "adres", "van het adres"
        BUURT = "buurt", "ongeveer: ergens in de buurt"
        GEBIED = "gebied", "ongeveer: ergens in het gebied"
        STADSDEEL = "stadsdeel", "ongeveer: ergens in het stadsdeel"

    kenmerk = kenmerkveld()
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="locaties")
    naam = models.CharField(max_length=150)
    straat = models.CharField(max_length=120, blank=True)
    huisnummer = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{3} [A-Z]{2}$", "Schrijf een postcode als '1018 DP'.")],
    )
    plaats = models.CharField(max_length=80, default=plaats_van_de_stad)
    stadsdeel = models.ForeignKey("organisaties.Stadsdeel", on_delete=models.PROTECT, related_name="locaties")
    gebied = models.ForeignKey(
        "organisaties.Gebied", on_delete=models.PROTECT, null=True, blank=True, related_name="locaties"
    )
    lat = models.DecimalField(
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(50), MaxValueValidator(54)],
    )
    lon = models.DecimalField(
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(3), MaxValueValidator(8)],
    )
    # How exact the point is; empty where nobody said. Only that of an address may be shown as the place itself.
    precisie = models.CharField(max_length=10, choices=Precisie, blank=True)
    waar = models.CharField("punt ligt in", max_length=80, blank=True)
    punt_bron = models.CharField("bron van het punt", max_length=300, blank=True)
    rolstoel = models.CharField(max_length=10, choices=Rolstoel, default=Rolstoel.ONBEKEND)
    zichtbaarheid = models.CharField(max_length=20, choices=Zichtbaarheid, default=Zichtbaarheid.OPENBAAR)
    houders = houdersveld("houdt_locaties")

    objects = LocatieQuerySet.as_manager()

    toon_intern: bool

    class Meta:
        ordering = ("naam", "pk")
        verbose_name_plural = "locaties"
        constraints = (
            models.CheckConstraint(condition=~Q(naam=""), name="locatie_heeft_naam"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="locatie_lat_en_lon_samen",
            ),
            models.CheckConstraint(
                condition=Q(precisie__in=("", "adres", "buurt", "gebied", "stadsdeel")), name="locatie_precisie_bekend"
            ),
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=Zichtbaarheid.values), name="locatie_zichtbaarheid_bekend"
            ),
        )

    def __str__(self) -> str:
        return self.naam

    @property
    def zichtbaar(self) -> Zichtbaar:
        """Its fields as they may be shown: `{{ locatie.zichtbaar.bron }}`."""
        return Zichtbaar(self)

    def get_absolute_url(self) -> str:
        """Return the page of this place."""
        return reverse("ingangen:locatie", args=[self.kenmerk])

    def geraakt_aanbod(self) -> set[int]:
        """Return the offers at this place, by key."""
        return genoemd_aanbod(self.aanbod.values_list("pk", flat=True))

    def geraakte_namen(self) -> set[int]:
        """Return the key of its name."""
        return {naamsleutel(self.pk, plek=True)}

    @property
    def punt_bij_benadering(self) -> bool:
        """Whether its point is only somewhere about: not to be shown as the place, and no distance in metres."""
        return self.lat is not None and self.precisie not in ("", Locatie.Precisie.ADRES)

    @property
    def precies_punt(self) -> tuple[Decimal, Decimal] | None:
        """Its point (lat, lon) where one may be sent to it; None without one, and of one that is only about."""
        if self.lat is None or self.lon is None or self.punt_bij_benadering:
            return None
        return self.lat, self.lon

    @property
    def adres(self) -> str:
        """Street and number on one line; empty where the street is not known."""
        return f"{self.straat} {self.huisnummer}".strip() if self.straat else ""

    @property
    def heen(self) -> str:
        """What to tell a route planner: the address, else the point of a front door; empty where neither is known.

        A point of a neighbourhood is no place to walk to.
        """
        if self.adres:
            return self.adresregel
        return ",".join(map(str, self.precies_punt or ()))

    @property
    def adresregel(self) -> str:
        """The address on one line, as far as it is known."""
        plaats = f"{self.postcode} {self.plaats}".strip()
        return ", ".join(deel for deel in (self.adres, plaats) if deel)

    @property
    def adres_in_woorden(self) -> str:
        """The address as a page says it: with what we do not know of it, so that nobody looks for it there."""
        if not self.adres:
            return f"{self.stadsdeel.naam}. Het adres is niet bekend."
        return self.adresregel if self.huisnummer else f"{self.adresregel}. Het huisnummer weten we niet."


class ContactpersoonQuerySet(KaartQuerySet["Contactpersoon"]):
    """Whom to ask for."""

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the contacts this person may see: for professionals, and owners of their own entry."""
        return self.filter(zichtbaarheid.contactpersonen(gebruiker)).order_by("rol", "pk")

    def vergeet_verlopen(self) -> int:
        """Leave only the role of contacts whose last day is over; return how many people were forgotten."""
        verlopen = self.filter(geldig_tot__lt=timezone.localdate(), toestemming_op__isnull=False)
        return verlopen.update(naam="", telefoon="", email="", toestemming_op=None)

    def voor_rekenblad(self, gebruiker: Lezer) -> Self:
        """Return the rows of a spreadsheet: those of an organisation after each other."""
        return self.zichtbaar_voor(gebruiker).select_related("organisatie").order_by("organisatie_id", "pk")


class Contactpersoon(models.Model):
    """A role to ask for; a name, number or address of a person only with recorded consent."""

    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="contactpersonen")
    rol = models.CharField(max_length=120)
    naam = models.CharField(max_length=120, blank=True)
    telefoon = models.CharField("werktelefoon", max_length=30, blank=True)
    email = models.EmailField("werkmail", blank=True)
    toestemming_op = models.DateField(null=True, blank=True, help_text="De dag waarop deze persoon ja zei.")
    geldig_tot = models.DateField(null=True, blank=True, help_text="Daarna blijft alleen de rol staan.")

    objects = ContactpersoonQuerySet.as_manager()

    class Meta:
        ordering = ("rol", "pk")
        verbose_name_plural = "contactpersonen"
        constraints = (
            models.CheckConstraint(condition=~Q(rol=""), name="contactpersoon_heeft_rol"),
            models.CheckConstraint(
                condition=Q(toestemming_op__isnull=False) | Q(naam="", telefoon="", email=""),
                name="contactpersoon_naam_alleen_met_toestemming",
            ),
        )

    def __str__(self) -> str:
        return self.rol

    @property
    def mag_genoemd(self) -> bool:
        """Whether the name and how to reach this person still stand; after the last day only the role does."""
        return self.toestemming_op is not None and (self.geldig_tot is None or self.geldig_tot >= timezone.localdate())

    @property
    def naam_mag(self) -> bool:
        """Whether the person may be named today: with consent that has not ended."""
        return self.toestemming_op is not None and (self.geldig_tot is None or self.geldig_tot >= timezone.localdate())
