"""Makes rows for tests: valid, small, and with as few wishes of their own as possible."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from organisaties import models as m
from organisaties.regels.rollen import Rol

WACHTWOORD = "een-lang-wachtwoord"


class StadsdeelFabriek(DjangoModelFactory[m.Stadsdeel]):
    """An area."""

    class Meta:
        model = m.Stadsdeel
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"stadsdeel-{n}")
    naam = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    volgorde = factory.Sequence(lambda n: n)


class BehoefteFabriek(DjangoModelFactory[m.Behoefte]):
    """A need."""

    class Meta:
        model = m.Behoefte
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"behoefte-{n}")
    naam = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    volgorde = factory.Sequence(lambda n: n)


class CategorieFabriek(DjangoModelFactory[m.Nieuwkomerscategorie]):
    """A newcomer category."""

    class Meta:
        model = m.Nieuwkomerscategorie
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"categorie-{n}")
    naam = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").title())
    naam_waardig = factory.LazyAttribute(lambda o: f"mensen uit {o.slug}")


class OrganisatieFabriek(DjangoModelFactory[m.Organisatie]):
    """A formal, public provider."""

    class Meta:
        model = m.Organisatie

    kenmerk = factory.Sequence(lambda n: f"organisatie-{n}")
    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    formaliteit = "formeel"
    sociale_infrastructuur = True


class LocatieFabriek(DjangoModelFactory[m.Locatie]):
    """A public place."""

    class Meta:
        model = m.Locatie

    kenmerk = factory.Sequence(lambda n: f"locatie-{n}")
    naam = factory.Sequence(lambda n: f"Plek {n}")
    straat = "Proefstraat"
    huisnummer = factory.Sequence(str)
    organisatie = factory.SubFactory(OrganisatieFabriek)
    stadsdeel = factory.SubFactory(StadsdeelFabriek)


class AanbodFabriek(DjangoModelFactory[m.Aanbod]):
    """A public offer; lists of values are given by name: `behoeften=[…]`."""

    class Meta:
        model = m.Aanbod

    kenmerk = factory.Sequence(lambda n: f"aanbod-{n}")
    naam = factory.Sequence(lambda n: f"Aanbod {n:04}")
    organisatie = factory.SubFactory(OrganisatieFabriek)
    soort = "inloop"


def maak_aanbod(**velden: Any) -> m.Aanbod:
    """Make an offer; what names a list of values is set as such."""
    lijsten = {naam: velden.pop(naam) for naam in _LIJSTEN if naam in velden}
    aanbod = AanbodFabriek.create(**velden)
    for naam, waarden in lijsten.items():
        getattr(aanbod, naam).set(waarden)
    return aanbod


_LIJSTEN = ("behoeften", "stadsdelen", "talen", "doelgroepen", "locaties")


def maak_medewerker(*rollen: Rol, naam: str = "", **velden: Any) -> m.Medewerker:
    """Make someone with these roles, whose password is WACHTWOORD."""
    gebruiker = m.Medewerker.objects.create_user(naam or "-".join(rollen) or "niemand", password=WACHTWOORD, **velden)
    gebruiker.groups.set([Group.objects.get_or_create(name=rol.value)[0] for rol in rollen])
    return gebruiker
