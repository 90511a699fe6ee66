"""The sheet of routes, and with it all sheets of the kaart."""

from __future__ import annotations

from doorverwijzing.models import Stap
from kaart.uitwisseling.bladen.blad import Blad, Bouwer, ter_lezing
from kaart.uitwisseling.bladen.kaart import BLADEN
from kaart.uitwisseling.tabellen.routes import ROUTES

ROUTES_BLAD = Blad(
    "routes",
    "Routes",
    ROUTES,
    Bouwer(
        ROUTES,
        waarden={
            "route": lambda stap: stap.route.kenmerk,
            "titel": lambda stap: stap.route.naam,
            "behoefte": lambda stap: stap.route.waarvoor.slug,
            "categorie": lambda stap: stap.route.categorie.slug if stap.route.categorie else None,
            "stadsdeel": lambda stap: tuple(deel.slug for deel in stap.route.stadsdelen.all()),
            "stap": lambda stap: stap.nummer,
            "aanbod_of_organisatie": lambda stap: stap.doel.kenmerk,
            "zekerheid": lambda stap: stap.route.zekerheid,
            "bron": lambda stap: stap.route.bron if stap.toon_intern else "",
            "status": lambda stap: stap.route.status,
        },
        # Where a row came from and in which state it is, is for colleagues.
        intern=frozenset({"bron", "status"}),
        erbij={"aanbod_of_organisatie": (ter_lezing("doel_naam", "Waarheen (naam)", lambda stap: stap.doel.naam),)},
    ).kolommen(),
    Stap.objects.voor_rekenblad,
    groep="route",
)

ALLE_BLADEN = (*BLADEN, ROUTES_BLAD)
