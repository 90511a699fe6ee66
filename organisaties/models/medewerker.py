"""The people who sign in."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from organisaties.regels.rollen import PROFESSIONELE_ROLLEN, Rol
from organisaties.zichtbaarheid import Lezer


class Medewerker(AbstractUser):
    """Someone with an account; what they may do follows from role (group), areas and own organisations."""

    stadsdelen = models.ManyToManyField(
        "organisaties.Stadsdeel", blank=True, related_name="medewerkers", verbose_name="eigen stadsdelen"
    )
    # Parts of a stadsdeel, and needs or audiences wherever they are: given by a coördinator, beside the stadsdelen.
    gebieden = models.ManyToManyField(
        "organisaties.Gebied", blank=True, related_name="medewerkers", verbose_name="eigen gebieden"
    )
    behoeften = models.ManyToManyField(
        "organisaties.Behoefte", blank=True, related_name="medewerkers", verbose_name="eigen thema’s (behoefte)"
    )
    doelgroepen = models.ManyToManyField(
        "organisaties.Doelgroep", blank=True, related_name="medewerkers", verbose_name="eigen thema’s (doelgroep)"
    )
    organisaties = models.ManyToManyField(
        "organisaties.Organisatie",
        blank=True,
        related_name="beheerders",
        verbose_name="eigen organisaties",
        help_text="Alleen voor een aanbieder: de organisaties die deze persoon zelf bijhoudt.",
    )

    # Consent, given on the own account page and taken back there.
    naam_tonen = models.BooleanField(
        "mijn naam laten zien",
        default=False,
        help_text="Collega’s zien dan wie dit bijhoudt. Bezoekers zien nooit een naam.",
    )

    # Off until asked for: a mail says outside the house what somebody proposed, and about whom.
    mail_over_voorstellen = models.BooleanField(
        "mail over mijn voorstellen",
        default=False,
        help_text="Een mail zodra iemand over een voorstel van jou beslist.",
    )

    class Herinneren(models.TextChoices):
        """How often somebody wants a mail about what waits for them; never more than that."""

        WEEK = "week", "elke week"
        DAG = "dag", "elke werkdag"
        NOOIT = "nooit", "nooit"

    herinneren = models.CharField(
        "mail over wat te doen is", max_length=5, choices=Herinneren, default=Herinneren.WEEK, editable=False
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(herinneren__in=("week", "dag", "nooit")), name="medewerker_herinneren_bekend"
            ),
        )

    @cached_property
    def rollen(self) -> frozenset[Rol]:
        """Return the roles of this person; one query for each request at most."""
        namen = set(self.groups.values_list("name", flat=True))
        return frozenset(rol for rol in Rol if rol.value in namen)

    @cached_property
    def eigen_stadsdelen(self) -> tuple[int, ...]:
        """Return the keys of the areas of this person, in their order; whether they keep them is for `rechten`."""
        return tuple(self.stadsdelen.order_by("volgorde", "pk").values_list("pk", flat=True))

    @cached_property
    def gebieden_en_themas(self) -> tuple[str, ...]:
        """Return the names of the areas and themes in the name of this person, the wider first; one query."""
        delen = [
            lijst.order_by().values_list(models.Value(nummer, output_field=models.IntegerField()), "volgorde", "naam")
            for nummer, lijst in enumerate((self.stadsdelen, self.gebieden, self.behoeften, self.doelgroepen))
        ]
        return tuple(naam for _, _, naam in sorted(delen[0].union(*delen[1:], all=True)))

    @cached_property
    def sleutels_van_eigen_organisaties(self) -> tuple[int, ...]:
        """Return the keys of the organisations of this person."""
        return tuple(self.organisaties.values_list("pk", flat=True))

    @property
    def is_professional(self) -> bool:
        """Whether this person may read what is meant for colleagues."""
        return self.is_active and (self.is_superuser or bool(self.rollen & PROFESSIONELE_ROLLEN))


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    """Where people are signed in."""

    def van(self, gebruiker: Lezer) -> Self:
        """Return those of one person."""
        return self.filter(medewerker=gebruiker.pk)

    def lopend(self) -> Self:
        """Return those whose session is still there, the latest first."""
        sessies = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
        return self.filter(sessie__in=sessies).order_by("-sinds", "-pk")

    def beeindig(self) -> int:
        """End them; return how many there were."""
        sessies = list(self.values_list("sessie", flat=True))
        Session.objects.filter(session_key__in=sessies).delete()
        return self.delete()[0]


class Aanmelding(models.Model):
    """That somebody is signed in somewhere: since when; not from where or with what."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.CASCADE, related_name="aanmeldingen")
    sessie = models.CharField(max_length=40, unique=True, editable=False)
    sinds = models.DateTimeField(auto_now_add=True)

    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanmeldingen"

    def __str__(self) -> str:
        return f"sinds {timezone.localtime(self.sinds):%d-%m-%Y}"
