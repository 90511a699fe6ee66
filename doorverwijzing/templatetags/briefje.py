"""What the sheet of a slip needs beside its words."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from doorverwijzing.briefje.sleutels import HOOGSTENS, Sleutel, lijst_adres
from doorverwijzing.briefje.tekening import tekeningen
from doorverwijzing.briefje.verraadt import Onthult
from doorverwijzing.routes.stappen import Stapbeeld

register = template.Library()


@register.simple_tag
def tekening(naam: str) -> SafeString:
    """Return an icon as a drawing inside the page; raises KeyError for one that does not exist."""
    return tekeningen()[naam]


@register.simple_tag
def briefje_van(stappen: Iterable[Stapbeeld]) -> str:
    """Return the address of a slip of these steps, each with its alternatives; the route itself is not in it."""
    sleutels = [
        Sleutel(beeld.stap.doel.kenmerk, organisatie=beeld.stap.aanbod is None, anders=beeld is not hoofd)
        for hoofd in stappen
        for beeld in (hoofd, *hoofd.alternatieven)
    ]
    return lijst_adres("briefje:lijst", sleutels, Onthult.van_de_kaart())


@register.simple_tag
def hoogstens_op_lijst() -> int:
    """Return how many entries one slip holds."""
    return HOOGSTENS
