"""An aanbieder reads its own and what a visitor reads; not a word of what colleagues write for each other."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from doorverwijzing.models import Route, Signaal
from kaart.uitwisseling.models import Invoer
from organisaties import models as m
from organisaties.bijhouden.momentopname.momentopname import lees
from organisaties.bijhouden.wijzigen.acties import bewaar
from organisaties.regels.rollen import Rol
from tests.bestanden import alles_als_tekst, inhoud
from tests.fabrieken import (
    BehoefteFabriek,
    CategorieFabriek,
    LocatieFabriek,
    OrganisatieFabriek,
    StadsdeelFabriek,
    maak_aanbod,
    maak_medewerker,
)

pytestmark = pytest.mark.django_db
KANARIE = "kanarievogel"
VORMEN = ("", "?vorm=xlsx", "?vorm=ods", "?vorm=csv")
LINK = re.compile(r'(?:href|data-hx-get)="(/[^"#]*)"')
# Of these there is nothing to read: they end the session, or belong to the program that makes pages.
NIET = ("/static/", "/uitloggen/", "/admin/")


@pytest.fixture
def aanbieder(db: None) -> m.Medewerker:
    """Make an aanbieder who was a colleague once, with a canary in everything that is for colleagues."""
    oost = StadsdeelFabriek.create(slug="oost")
    eten = BehoefteFabriek.create(slug="eten")
    gevoelig = CategorieFabriek.create(slug="gevoelige-groep", gevoelig=True)
    gewoon = CategorieFabriek.create(slug="gewone-groep")
    wie = maak_medewerker(Rol.AANBIEDER, naam="kring", email="kring@kring.example")
    collega = maak_medewerker(Rol.OPBOUWWERKER, naam="collega")

    eigen = OrganisatieFabriek.create(kenmerk="kring", opmerking=KANARIE)
    koffie = maak_aanbod(
        kenmerk="koffie", organisatie=eigen, let_op=KANARIE, behoeften=[eten], stadsdelen=[oost],
        locaties=[LocatieFabriek.create(kenmerk="zaaltje", organisatie=eigen, stadsdeel=oost)],
    )  # fmt: skip
    wie.organisaties.add(eigen)
    for groep in (gevoelig, gewoon):
        koffie.toegang.create(categorie=groep, waarde="welkom", toelichting=KANARIE, bron=KANARIE)

    stil = OrganisatieFabriek.create(kenmerk="stil", naam=f"Huis {KANARIE}", zichtbaarheid="professionals")
    van_stil = maak_aanbod(kenmerk="stil-eten", naam=f"Eten {KANARIE}", organisatie=stil, behoeften=[eten])
    ander = OrganisatieFabriek.create(kenmerk="ander", opmerking=KANARIE)
    lunch = maak_aanbod(kenmerk="lunch", organisatie=ander, let_op=KANARIE, behoeften=[eten], stadsdelen=[oost])
    lunch.toegang.create(categorie=gevoelig, waarde="welkom", toelichting=KANARIE)
    for stand in ("concept", "gestopt"):
        maak_aanbod(kenmerk=stand, naam=KANARIE, organisatie=ander, status=stand, behoeften=[eten])
    LocatieFabriek.create(kenmerk="kelder", naam=KANARIE, organisatie=ander, zichtbaarheid="professionals")
    ander.contactpersonen.create(rol=KANARIE, naam=KANARIE, toestemming_op="2026-01-01")

    for van, naar in ((eigen, stil), (stil, eigen), (ander, eigen)):
        m.Samenwerking.objects.create(van=van, naar=naar, soort="warme-lijn", toelichting=KANARIE)
    for aanbod in (koffie, lunch, van_stil):
        for door in (wie, collega):
            m.Praktijktip.objects.create(
                aanbod=aanbod, tekst=KANARIE, rol="opbouwwerker", door=door, gegeven_op="2026-01-01"
            )
        Signaal.objects.create(aanbod=aanbod, soort="vol", toelichting=KANARIE, op="2026-11-20")
        aanbod.houders.add(wie)
    for ding in (stil, ander):
        ding.houders.add(wie)
    # Proposals: one's own, made earlier, about what is hidden now, and a colleague's about the own offer.
    for doel in ({"aanbod": van_stil}, {"organisatie": stil}):
        for door in (wie, collega):
            m.Voorstel.objects.create(**doel, wijzigingen={}, soort="melding", toelichting=KANARIE, door=door, rol="x")
    regel = {"waarde": "niet", "toelichting": KANARIE, "bron": KANARIE, "gehoord_op": None}
    wijzigingen = {
        "toegang:gewone-groep": {"van": {**regel, "waarde": "welkom"}, "naar": regel},
        "let_op": {"van": "", "naar": KANARIE},
    }
    m.Voorstel.objects.create(aanbod=koffie, wijzigingen=wijzigingen, door=collega, rol="opbouwwerker")
    for staat in ({**lees(koffie), "naam": "Thee"}, lees(koffie)):
        m.Versie.objects.create(aanbod=koffie, staat=staat, soort="wijziging", door=collega)
    m.Concept.objects.create(aanbod=koffie, basis=lees(koffie), staat=lees(koffie), door=collega)

    for kenmerk, velden in (
        ("gewoon", {"naam": "Eten"}),
        ("concept-route", {"naam": KANARIE, "status": "concept"}),
        ("gevoelig", {"naam": KANARIE, "categorie": gevoelig}),
    ):
        route = Route.objects.create(**{"kenmerk": kenmerk, "behoefte": eten, "status": "gepubliceerd", **velden})
        route.stappen.create(aanbod=koffie, nummer=1, wijze="zelf", instructie="Ga langs.")
        route.stappen.create(aanbod=van_stil, nummer=2, wijze="zelf", instructie=KANARIE)
        route.houders.add(wie)
    Invoer.objects.create(door=collega, rol=KANARIE, naam=f"{KANARIE}.csv", inhoud=KANARIE.encode())
    return wie


def patronen(lijst: list[URLPattern | URLResolver], kamer: str = "") -> Iterator[tuple[str, URLPattern]]:
    for patroon in lijst:
        if isinstance(patroon, URLPattern):
            yield f"{kamer}{patroon.name}", patroon
        elif patroon.namespace != "admin":
            yield from patronen(patroon.url_patterns, f"{patroon.namespace}:" if patroon.namespace else kamer)


def alle_adressen() -> Iterator[str]:
    """Yield every address of the site, with everything there is to put in it."""
    kenmerken = [
        *m.Organisatie.objects.values_list("kenmerk", flat=True),
        *m.Aanbod.objects.values_list("kenmerk", flat=True),
        *m.Locatie.objects.values_list("kenmerk", flat=True),
        *Route.objects.values_list("kenmerk", flat=True),
    ]
    hoogste = [model.objects.aggregate(n=Max("pk"))["n"] or 0 for model in (m.Medewerker, m.Voorstel, m.Versie)]
    hoogste.append(Invoer.objects.aggregate(n=Max("pk"))["n"] or 0)
    waarden: dict[str, list[Any]] = {
        "kenmerk": kenmerken,
        "pk": sorted({n for top in hoogste for n in range(max(1, top - 8), top + 1)}),
        "ding": ["organisaties", "locaties", "aanbod"],
        "behoefte": ["eten"],
        "gebied": ["oost", "amsterdam"],
        "slug": ["oost"],
        "nummer": [1, 2],
        "tabel": ["aanbod", "organisaties", "locaties"],
    }
    for naam_van_adres, patroon in patronen(get_resolver().url_patterns):
        namen = list(patroon.pattern.converters)
        keuzes: list[list[Any]] = [waarden.get(naam, ["x"]) for naam in namen]
        for gekozen in itertools.product(*keuzes):
            try:
                yield reverse(naam_van_adres, kwargs=dict(zip(namen, gekozen, strict=True)))
            except NoReverseMatch:
                continue


def gelezen(client: Client, begin: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Read these addresses, the files of each, and whatever they lead to."""
    wachtrij, gezien = list(begin), set[str]()
    while wachtrij:
        adres = wachtrij.pop()
        if adres in gezien or adres.startswith(NIET) or len(gezien) > 8000:
            continue
        gezien.add(adres)
        antwoord = client.get(adres)
        ruw = inhoud(antwoord)
        if antwoord.status_code >= 400:
            yield adres, ruw.decode(errors="replace")
            continue
        tekst = alles_als_tekst(ruw)
        yield adres, tekst
        if "html" in antwoord.headers.get("Content-Type", ""):
            wachtrij += [html.unescape(link) for link in LINK.findall(tekst)]
            wachtrij += [adres + vorm for vorm in VORMEN if "?" not in adres and "vorm=" in tekst]


def test_een_aanbieder_leest_nergens_wat_voor_collegas_is(aanbieder: m.Medewerker) -> None:
    client = Client()
    client.force_login(aanbieder)
    bladen = dict(gelezen(client, alle_adressen()))
    assert [adres for adres, tekst in bladen.items() if KANARIE in tekst.lower()] == []
    # The test reads what it says it reads.
    dossier = f"/werk/overdracht/{aanbieder.pk}/dossier/"
    assert {dossier, f"{dossier}?vorm=xlsx", f"{dossier}?vorm=ods"} <= bladen.keys()
    assert {"/aanbod/koffie/bewerken/", "/aanbod/koffie/geschiedenis/"} <= bladen.keys()
    assert len(bladen) > 300


def test_een_collega_leest_dat_wel(aanbieder: m.Medewerker) -> None:
    """Whoever keeps the city finds the same lines and tips in the same file: nothing was lost."""
    client = Client()
    client.force_login(maak_medewerker(Rol.COORDINATOR))
    adres = f"/werk/overdracht/{aanbieder.pk}/dossier/"
    for vorm in ("", "?vorm=xlsx", "?vorm=ods"):
        tekst = alles_als_tekst(inhoud(client.get(adres + vorm)))
        assert KANARIE in tekst
        for titel in ("Lijnen", "Praktijktips"):
            assert titel in tekst


def test_het_dossier_zegt_een_aanbieder_niet_dat_er_geen_lijnen_zijn(aanbieder: m.Medewerker) -> None:
    client = Client()
    client.force_login(aanbieder)
    for pad in (f"/werk/overdracht/{aanbieder.pk}/", f"/werk/overdracht/{aanbieder.pk}/dossier/"):
        tekst = client.get(pad).content.decode()
        assert "Lijnen" not in tekst
        assert "raktijktips" not in tekst


def test_een_notitie_van_collegas_is_geen_voorstel_aan_de_eigenaar(aanbieder: m.Medewerker) -> None:
    coord = maak_medewerker(Rol.COORDINATOR)
    koffie = m.Aanbod.objects.get(kenmerk="koffie")
    nu = lees(koffie)
    rij = {**nu["toegang:gewone-groep"], "toelichting": "Nog niet zeker.", "bron": "Gebeld."}
    uitkomst = bewaar(gebruiker=coord, ingang=koffie, basis=nu, staat={**nu, "toegang:gewone-groep": rij})
    assert uitkomst.voorstel is None
    assert koffie.toegang.get(categorie__slug="gewone-groep").bron == "Gebeld."
    nu = lees(koffie)
    rij = {**rij, "waarde": "navragen"}
    assert bewaar(gebruiker=coord, ingang=koffie, basis=nu, staat={**nu, "toegang:gewone-groep": rij}).voorstel
    assert koffie.toegang.get(categorie__slug="gewone-groep").waarde == "welkom", "the owner decides about that"
