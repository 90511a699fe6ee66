"""The mail to somebody that keeps more from now on: what, why, and where to begin. Names of areas and themes only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from kaart.hulp.background import run_later
from kaart.werk.overdracht.soorten import SOORTEN
from organisaties.models import Medewerker


def mail_opvolgers(wat: Mapping[str, Iterable[Sequence[Any]]], tot: datetime.date | None = None) -> None:
    """Mail each person who got something, after the transaction: `wat` is that of an `Overdracht`.

    What somebody had already is no news. `tot` is the last day on which it can be undone.
    """
    per_persoon: dict[int, dict[str, list[int]]] = {}
    for naam, regels in wat.items():
        for ding, wie, had_al in regels:
            if not had_al:
                per_persoon.setdefault(wie, {}).setdefault(naam, []).append(ding)
    regels_per_persoon = {wie: _regels(dingen) for wie, dingen in per_persoon.items()}
    for wie, regels in sorted(regels_per_persoon.items()):
        eigenaar = set(per_persoon[wie]) == {"eigen"}
        transaction.on_commit(lambda w=wie, r=regels, e=eigenaar: run_later(_mail, w, r, tot, e))  # type: ignore[misc]


def _regels(dingen: Mapping[str, Sequence[int]]) -> list[str]:
    """Return a line for each area or theme by its name, and one for each other kind with how many."""
    regels = []
    for naam, soort in SOORTEN.items():
        sleutels = dingen.get(naam, ())
        if sleutels and soort.is_gebied:
            namen = (
                soort.model.objects.filter(pk__in=sleutels).order_by("volgorde", "pk").values_list("naam", flat=True)
            )
            regels += [f"{soort.een} {een}" for een in namen]
        elif sleutels:
            regels.append(soort.in_woorden(len(sleutels)))
    return regels


def _mail(wie: int, regels: list[str], tot: datetime.date | None, eigenaar: bool) -> None:
    medewerker = Medewerker.objects.filter(pk=wie, is_active=True).exclude(email="").first()
    if medewerker is None:
        return
    naar = reverse("eigenaar:overzicht") if eigenaar else reverse("werk:lijst")
    gegevens = {
        "site_naam": settings.SITE_NAAM,
        "regels": regels,
        "tot": tot,
        "eigenaar": eigenaar,
        # By signing in, so that the link leads on for somebody who is not.
        "adres": f"{settings.SITE_ADRES}{reverse('inloggen')}?{urlencode({'next': naar})}",
    }
    EmailMessage(
        f"{settings.SITE_NAAM}: je houdt er iets bij",
        render_to_string("werk/overdracht/mail.txt", gegevens),
        to=[medewerker.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
