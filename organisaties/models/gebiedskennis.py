"""What is known, and not known, of an area beside its offers: open questions, roles, and how things are arranged there.

All of it is for colleagues: it tells how professionals work, in the words of whoever told it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from organisaties import zichtbaarheid
from organisaties.models.begrippen import Behoefte, Gebied, Stadsdeel
from organisaties.models.gedeeld import KENMERK_PATROON, KaartQuerySet
from organisaties.models.organisatie import Organisatie
from organisaties.zichtbaarheid import Lezer


class GatQuerySet(KaartQuerySet["Gat"]):
    """Open questions."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched."""
        return ()

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the questions for colleagues; nobody else sees any."""
        return self.filter(zichtbaarheid.alleen_intern(gebruiker))

    def open(self) -> Self:
        """Return those that nobody answered yet."""
        return self.filter(beantwoord_op__isnull=True)

    def open_in(self, stadsdelen: Collection[int]) -> Self:
        """Return the open ones of these areas (keys), and those to every area that one of these has not answered."""
        beantwoord = self.model._default_manager.filter(van=OuterRef("pk"), stadsdeel__in=stadsdelen)
        hoeveel = Coalesce(Subquery(beantwoord.order_by().values("van").annotate(n=Count("pk")).values("n")), Value(0))
        aan_elk = Q(stadsdeel__isnull=True, _beantwoord__lt=len(set(stadsdelen)))
        return self.open().annotate(_beantwoord=hoeveel).filter(Q(stadsdeel__in=stadsdelen) | aan_elk)


class Gat(models.Model):
    """A question that nobody knows the answer to yet: something that seems to be there, but not where or for whom.

    Never a place to send somebody. Without a stadsdeel it is a question to every area: the answer of one of them is a
    row of its own (`van`), and the question stays open for the others.
    """

    kenmerk = models.SlugField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(f"^{KENMERK_PATROON}$", "Gebruik kleine letters, cijfers en losse streepjes.")],
    )
    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="gaten")
    gebied = models.ForeignKey(Gebied, on_delete=models.PROTECT, null=True, blank=True, related_name="gaten")
    behoefte = models.ForeignKey(Behoefte, on_delete=models.PROTECT, null=True, blank=True, related_name="gaten")
    vraag = models.CharField(max_length=300)
    bron = models.CharField(max_length=300, blank=True)
    van = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, editable=False, related_name="antwoorden"
    )
    beantwoord_op = models.DateField(null=True, blank=True, editable=False)
    antwoord = models.TextField(blank=True, editable=False)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    rol = models.CharField(max_length=40, blank=True, editable=False)

    objects = GatQuerySet.as_manager()

    class Meta:
        ordering = ("kenmerk",)
        verbose_name = "open vraag"
        verbose_name_plural = "open vragen"
        constraints = (
            models.CheckConstraint(condition=~Q(vraag=""), name="gat_heeft_vraag"),
            models.UniqueConstraint(fields=("van", "stadsdeel"), name="gat_eenmaal_per_stadsdeel"),
        )

    def __str__(self) -> str:
        return self.vraag

    def voor_stadsdeel(self, stadsdeel: Stadsdeel) -> Gat:
        """Return the row for the answer of one area to a question to every area; not saved when it is new."""
        gevonden = Gat.objects.filter(van=self, stadsdeel=stadsdeel).first()
        return gevonden or Gat(
            kenmerk=f"{self.kenmerk[: 60 - len(stadsdeel.slug) - 1]}-{stadsdeel.slug}",
            van=self,
            stadsdeel=stadsdeel,
            behoefte=self.behoefte,
            vraag=self.vraag,
            bron=self.bron,
        )

    @property
    def waar(self) -> str:
        """The area it is about, in words."""
        delen = [deel.naam for deel in (self.gebied, self.stadsdeel) if deel]
        return ", ".join(delen) or "elk stadsdeel"


class OrganisatierolQuerySet(KaartQuerySet["Organisatierol"]):
    """Roles."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched."""
        return ()

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the roles for colleagues; nobody else sees any."""
        return self.filter(zichtbaarheid.alleen_intern(gebruiker))

    def voor_stadsdeel(self, stadsdeel: Stadsdeel) -> Self:
        """Return the roles in this area and those of the whole city, of what still runs, with their organisation."""
        return (
            self.filter(Q(stadsdeel=stadsdeel) | Q(stadsdeel__isnull=True))
            .filter(organisatie__status__in=zichtbaarheid.LOOPT)
            .select_related("organisatie", "stadsdeel")
            .order_by("rol", "thema", "pk")
        )

    def van_organisatie(self, organisatie: Organisatie) -> Self:
        """Return the roles at this organisation."""
        return self.filter(organisatie=organisatie).select_related("stadsdeel").order_by("rol", "thema", "pk")


class Organisatierol(models.Model):
    """A role that somebody has at an organisation, to ask for: a function, never a person."""

    rol = models.CharField(max_length=120)
    organisatie = models.ForeignKey(Organisatie, on_delete=models.CASCADE, related_name="rollen")
    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, null=True, blank=True, related_name="rollen")
    thema = models.CharField(max_length=120, blank=True)
    wat = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    objects = OrganisatierolQuerySet.as_manager()

    class Meta:
        ordering = ("rol", "thema", "pk")
        verbose_name = "rol bij een organisatie"
        verbose_name_plural = "rollen bij organisaties"
        constraints = (
            models.UniqueConstraint(fields=("rol", "organisatie", "stadsdeel", "thema"), name="rol_eenmaal"),
            models.UniqueConstraint(
                fields=("rol", "organisatie", "thema"),
                condition=Q(stadsdeel__isnull=True),
                name="rol_zonder_stadsdeel_eenmaal",
            ),
            models.CheckConstraint(condition=~Q(rol=""), name="rol_niet_leeg"),
        )

    def __str__(self) -> str:
        return f"{self.rol} ({self.organisatie})"


class StadsdeellijnQuerySet(KaartQuerySet["Stadsdeellijn"]):
    """How things are arranged."""

    def geraakt_aanbod(self) -> tuple[()]:
        """Return that no offer is touched."""
        return ()

    def zichtbaar_voor(self, gebruiker: Lezer) -> Self:
        """Return the lines for colleagues; nobody else sees any."""
        return self.filter(zichtbaarheid.alleen_intern(gebruiker))

    def van_stadsdeel(self, stadsdeel: Stadsdeel) -> Self:
        """Return what is said of this area, in a fixed order."""
        return self.filter(stadsdeel=stadsdeel).order_by("onderwerp", "pk")


class Stadsdeellijn(models.Model):
    """How something is arranged in one area, as somebody there told it: no policy, and another may see it otherwise."""

    class Waarde(models.TextChoices):
        """Whether it is so; unknown is a value of its own and never shown as no."""

        JA = "ja", "ja"
        NEE = "nee", "nee"
        PER_KEER = "per-keer", "per keer anders"
        ONBEKEND = "onbekend", "niet bekend"

    class Onderwerp(models.TextChoices):
        """What it is about."""

        COA_MANDAAT = "coa-mandaat", "Opbouwwerk werkt voor bewoners van het azc"
        EEN_ORGANISATIE = "buurtteam-en-opbouwwerk-een-organisatie", "Buurtteam en opbouwwerk zijn één organisatie"
        BRUGFUNCTIONARIS = "brugfunctionaris-in-buurtteam", "Brugfunctionaris in het Buurtteam"
        AANDACHTSFUNCTIONARIS = "aandachtsfunctionaris", "Aandachtsfunctionaris nieuwe bewoners"
        NETWERK = "netwerkbijeenkomsten", "Netwerkbijeenkomsten"
        MATCHTAFELS = "matchtafels", "Matchtafels"
        IN_HUIS_VAN_DE_WIJK = "buurtteam-in-huis-van-de-wijk", "Buurtteam in het Huis van de Wijk"
        OVERLEG = "buurtteam-overleg", "Overleg met het Buurtteam"
        INFORMEEL_GESTOPT = "informeel-gestopt", "Informele hulp die is gestopt"
        INFORMEEL_GEWAARDEERD = "informeel-gewaardeerd", "Informele hulp wordt gezien"
        WELZIJN_OP_RECEPT = "welzijn-op-recept", "Welzijn op recept"

    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.CASCADE, related_name="lijnen")
    onderwerp = models.CharField(max_length=60, choices=Onderwerp)
    waarde = models.CharField(max_length=10, choices=Waarde, default=Waarde.ONBEKEND)
    toelichting = models.CharField(max_length=300, blank=True)
    bron = models.CharField(max_length=300, blank=True)

    objects = StadsdeellijnQuerySet.as_manager()

    class Meta:
        ordering = ("stadsdeel", "onderwerp", "pk")
        verbose_name = "lijn in een stadsdeel"
        verbose_name_plural = "lijnen per stadsdeel"
        constraints = (
            models.UniqueConstraint(fields=("stadsdeel", "onderwerp"), name="stadsdeellijn_eenmaal"),
            models.CheckConstraint(
                condition=Q(waarde__in=("ja", "nee", "per-keer", "onbekend")), name="stadsdeellijn_waarde_bekend"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stadsdeel}: {self.get_onderwerp_display()}"
