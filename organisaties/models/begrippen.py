"""Reference lists: areas, languages, needs, audiences, newcomer categories and the thesaurus."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisaties import zichtbaarheid
from organisaties.models.gedeeld import KaartQuerySet, woorden
from organisaties.zichtbaarheid import Lezer


class Begrip(models.Model):
    """One row of a reference list, in the order of that list."""

    slug = models.SlugField("kenmerk", max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveIntegerField(default=0)

    objects = KaartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("volgorde", "pk")

    def __str__(self) -> str:
        return self.naam


class Stadsdeel(Begrip):
    """A district of the city, or an urban area that counts as one."""

    class Soort(models.TextChoices):
        """An urban area has another legal form; people use it the same way."""

        STADSDEEL = "stadsdeel", "stadsdeel"
        STADSGEBIED = "stadsgebied", "stadsgebied"

    soort = models.CharField(max_length=20, choices=Soort, default=Soort.STADSDEEL)
    # An approximation to centre a plattegrond on; no distance may be computed from it.
    centrum_lat = models.DecimalField(
        "breedtegraad van het midden", max_digits=7, decimal_places=4, null=True, blank=True
    )
    centrum_lon = models.DecimalField(
        "lengtegraad van het midden", max_digits=7, decimal_places=4, null=True, blank=True
    )
    postcodes = models.CharField(max_length=60, blank=True, help_text="Vier cijfers, van-tot, gescheiden door |.")

    class Meta(Begrip.Meta):
        verbose_name_plural = "stadsdelen"

    def get_absolute_url(self) -> str:
        """Return the page of this area."""
        return reverse("ingangen:stadsdeel", args=[self.slug])


class Gebied(Begrip):
    """A smaller area inside one stadsdeel."""

    stadsdeel = models.ForeignKey(Stadsdeel, on_delete=models.PROTECT, related_name="gebieden")

    class Meta(Begrip.Meta):
        verbose_name_plural = "gebieden"


class Taal(models.Model):
    """A language people speak, by its BCP 47 code."""

    class Richting(models.TextChoices):
        """Writing direction."""

        LTR = "ltr", "van links naar rechts"
        RTL = "rtl", "van rechts naar links"

    code = models.CharField(max_length=12, unique=True)
    naam = models.CharField(max_length=80)
    eigen_naam = models.CharField(max_length=80)
    richting = models.CharField(max_length=3, choices=Richting, default=Richting.LTR)
    volgorde = models.PositiveIntegerField(default=0)

    objects = KaartQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name_plural = "talen"

    def __str__(self) -> str:
        return self.naam


class Behoefte(Begrip):
    """A need, in two levels: twenty needs with narrower ones below them."""

    ouder = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="kinderen")
    toelichting = models.CharField(max_length=200, blank=True)
    synoniemen = models.TextField(blank=True, help_text="Andere woorden hiervoor, gescheiden door |.")
    neutraal = models.BooleanField(
        "veiligheid",
        default=False,
        help_text="Bij deze behoefte krijgt de pagina een neutrale titel en een knop om snel weg te gaan.",
    )

    nood = models.BooleanField(
        "gevaar of crisis",
        default=False,
        help_text="Wat alleen bij gevaar of een crisis helpt, komt pas bovenaan als iemand daarnaar vraagt.",
    )

    class Meta(Begrip.Meta):
        verbose_name_plural = "behoeften"
        constraints = (models.CheckConstraint(condition=~Q(ouder=F("id")), name="behoefte_niet_eigen_ouder"),)

    def clean(self) -> None:
        """Refuse a third level; raises ValidationError beside `ouder`."""
        if self.ouder and self.ouder.ouder_id:
            raise ValidationError(
                {"ouder": f"'{self.ouder}' valt zelf al onder een behoefte. Kies een behoefte van het hoogste niveau."}
            )

    @property
    def synoniemenlijst(self) -> list[str]:
        """The other words for this need."""
        return woorden(self.synoniemen)


class Doelgroep(Begrip):
    """An extra audience of an offer (women, young people …); an offer without one is for everyone."""

    class Meta(Begrip.Meta):
        verbose_name = "extra doelgroep"
        verbose_name_plural = "extra doelgroepen"


class NieuwkomerscategorieQuerySet(KaartQuerySet["Nieuwkomerscategorie"]):
    """Categories; who may see a sensitive one is decided in `organisaties.zichtbaarheid`."""

    def zichtbaar_voor(self, gebruiker: Lezer) -> NieuwkomerscategorieQuerySet:
        """Return the categories this person may choose and see."""
        return self.filter(zichtbaarheid.categorieen(gebruiker))


class Nieuwkomerscategorie(Begrip):
    """Whom an offer can be open to; never a property of a person (hard rule 2)."""

    naam_waardig = models.CharField("waardige naam", max_length=120)
    gevoelig = models.BooleanField(
        default=False, help_text="Zonder account niet te kiezen, niet te zien en niet te tellen."
    )
    toelichting = models.CharField(max_length=300, blank=True)

    objects = NieuwkomerscategorieQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Begrip.Meta):
        verbose_name_plural = "nieuwkomerscategorieën"


class Synoniem(models.Model):
    """One line of the general thesaurus of search words and abbreviations."""

    term = models.CharField(max_length=80, unique=True)
    synoniemen = models.TextField(help_text="Andere woorden hiervoor, gescheiden door |.")

    objects = KaartQuerySet.as_manager()

    class Meta:
        ordering = ("term", "pk")
        verbose_name_plural = "synoniemen"

    def __str__(self) -> str:
        return self.term

    @property
    def synoniemenlijst(self) -> list[str]:
        """The words that mean the same."""
        return woorden(self.synoniemen)
