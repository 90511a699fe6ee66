"""What colleagues know beside the entries, as sheets to read: words for a group, open questions, roles, lines.

They go along with the whole kaart and are never read back: words are kept in the admin, the rest on the site.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from kaart.uitwisseling.bestanden.vellen import Telling, Vel, Velkolom
from kaart.uitwisseling.bladen.cellen import Cel, veilig
from kaart.uitwisseling.bladen.ter_lezing import GROEPSWOORDEN, LIJNEN, OPEN_VRAGEN, ROLLEN
from organisaties.models import Gat, Groepswoord, Nieuwkomerscategorie, Organisatie, Organisatierol, Stadsdeellijn
from organisaties.zichtbaarheid import Lezer

Kolom = tuple[str, int, Callable[[Any], object]]
WAAR: tuple[Kolom, ...] = (("Stadsdeel", 16, lambda rij: rij.stadsdeel or ""),)


def vellen_ernaast(gebruiker: Lezer, telling: Telling) -> list[Vel]:
    """Return the sheets as far as this person may see them; one query each."""
    groepen = Nieuwkomerscategorie.objects.zichtbaar_voor(gebruiker)
    organisaties = Organisatie.objects.zichtbaar_voor(gebruiker).order_by().values("pk")
    return [
        _vel(
            GROEPSWOORDEN,
            (("Woord", 30, lambda rij: rij.woord), ("Groep", 30, lambda rij: rij.categorie or "")),
            Groepswoord.objects.exclude(categorie__isnull=False, categorie__in=_niet(groepen))
            .select_related("categorie")
            .order_by("woord"),
            telling,
        ),
        _vel(
            OPEN_VRAGEN,
            (
                ("Open vraag", 80, lambda rij: rij.vraag),
                *WAAR,
                ("Gebied", 20, lambda rij: rij.gebied or ""),
                ("Gaat over", 30, lambda rij: rij.behoefte or ""),
                ("Bron", 40, lambda rij: rij.bron),
                ("Beantwoord op", 16, lambda rij: rij.beantwoord_op),
                ("Antwoord", 60, lambda rij: rij.antwoord),
            ),
            Gat.objects.zichtbaar_voor(gebruiker).select_related("stadsdeel", "gebied", "behoefte").order_by("kenmerk"),
            telling,
        ),
        _vel(
            ROLLEN,
            (
                ("Rol", 30, lambda rij: rij.rol),
                ("Waar", 40, lambda rij: rij.organisatie),
                *WAAR,
                ("Thema", 30, lambda rij: rij.thema),
                ("Wat", 60, lambda rij: rij.wat),
                ("Bron", 40, lambda rij: rij.bron),
            ),
            Organisatierol.objects.zichtbaar_voor(gebruiker)
            .filter(organisatie__in=organisaties)
            .select_related("organisatie", "stadsdeel")
            .order_by("rol", "pk"),
            telling,
        ),
        _vel(
            LIJNEN,
            (
                *WAAR,
                ("Onderwerp", 50, lambda rij: rij.get_onderwerp_display()),
                ("Is het zo?", 16, lambda rij: rij.get_waarde_display()),
                ("Toelichting", 60, lambda rij: rij.toelichting),
                ("Bron", 40, lambda rij: rij.bron),
            ),
            Stadsdeellijn.objects.zichtbaar_voor(gebruiker)
            .select_related("stadsdeel")
            .order_by("stadsdeel__volgorde", "stadsdeel_id", "onderwerp", "pk"),
            telling,
        ),
    ]


def _niet(zichtbaar: Any) -> Any:
    return Nieuwkomerscategorie.objects.exclude(pk__in=zichtbaar.order_by().values("pk")).values("pk")


def _vel(titel: str, kolommen: Iterable[Kolom], rijen: Iterable[Any], telling: Telling) -> Vel:
    kolommen = tuple(kolommen)

    def cellen() -> Iterable[list[Cel]]:
        return telling.tel(titel, ([_cel(lees(rij)) for _, _, lees in kolommen] for rij in rijen))

    return Vel(titel, [Velkolom(kop, breedte, alleen_lezen=True) for kop, breedte, _ in kolommen], cellen)


def _cel(waarde: object) -> Cel:
    if isinstance(waarde, datetime.date):
        return waarde
    return veilig(str(waarde)) if waarde else None
