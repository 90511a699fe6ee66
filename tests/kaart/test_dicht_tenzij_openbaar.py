"""Every page asks to sign in unless it is marked as public, and reading a page writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, resolve

from kaart.hulp.openbaar import alleen_post, antwoordt_zelf, openbaar
from kaart.hulp.read_only import LezenSchrijftNiet, op_proef, schrijft_bij_lezen
from organisaties.models import Organisatie, Stadsdeel
from tests.bestanden import inhoud
from tests.fabrieken import OrganisatieFabriek
from tests.kaart.test_toegangstabel import TABEL

pytestmark = pytest.mark.django_db


def vergeten(request: HttpRequest) -> HttpResponse:
    """Answer as a view whose maker thought of nothing."""
    return HttpResponse("alles wat wij weten")


@alleen_post
def doe_iets(request: HttpRequest) -> HttpResponse:
    return HttpResponse("gedaan")


@openbaar
def hernoemt(request: HttpRequest) -> HttpResponse:
    Organisatie.objects.filter(kenmerk="koor").update(naam="Iets anders")
    return HttpResponse("hernoemd")


@openbaar
def maakt(request: HttpRequest) -> HttpResponse:
    Stadsdeel.objects.create(slug="verzonnen", naam="Verzonnen", volgorde=99)
    return HttpResponse("gemaakt")


@openbaar
def wist(request: HttpRequest) -> HttpResponse:
    Organisatie.objects.filter(kenmerk="koor").delete()
    return HttpResponse("gewist")


@openbaar
def met_de_hand(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("  update organisaties_organisatie set naam = 'x'")
    return HttpResponse("gedaan")


@openbaar
def ruimt_de_tabel(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE organisaties_organisatie")
    return HttpResponse("weg")


@openbaar
def onthoudt(request: HttpRequest) -> HttpResponse:
    """Keep what is for the reader alone: a session, and a count in the shared cache."""
    request.session["gezien"] = True
    request.session.save()
    cache.set("teller", 1, 60)
    return HttpResponse("onthouden")


@schrijft_bij_lezen
@openbaar
def mag(request: HttpRequest) -> HttpResponse:
    return hernoemt(request)


@openbaar
def probeert(request: HttpRequest) -> HttpResponse:
    with op_proef():
        Stadsdeel.objects.create(slug="verzonnen", naam="Verzonnen", volgorde=99)
        naam = Stadsdeel.objects.get(slug="verzonnen").naam
    if request.GET:
        hernoemt(request)
    return HttpResponse(naam)


urlpatterns = [
    path("probeert/", probeert),
    path("vergeten/", vergeten),
    path("doe/", doe_iets),
    path("hernoemt/", hernoemt),
    path("maakt/", maakt),
    path("wist/", wist),
    path("met-de-hand/", met_de_hand),
    path("ruimt/", ruimt_de_tabel),
    path("onthoudt/", onthoudt),
    path("mag/", mag),
    path("", include("kaart.urls")),
]
handler403 = "kaart.views.mag_niet"


@pytest.fixture
def met_vergeten_views() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.usefixtures("met_vergeten_views")
def test_een_pagina_die_niets_zegt_is_dicht(als: Callable[[str], Client]) -> None:
    antwoord = Client().get("/vergeten/?a=1")
    assert antwoord.status_code == 302
    assert antwoord.headers["Location"] == "/inloggen/?next=/vergeten/%3Fa%3D1"
    gestuurd = Client().post("/vergeten/", {"tekst": "Dit schreef ik net met veel moeite op."})
    assert gestuurd.status_code == 403
    assert "Dit schreef ik net met veel moeite op." in gestuurd.content.decode()
    htmx = Client().get("/vergeten/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/over/"})
    assert htmx.headers["HX-Redirect"] == "/inloggen/?next=/over/"
    assert als("opbouwwerker").get("/vergeten/").content == b"alles wat wij weten"


@pytest.mark.usefixtures("met_vergeten_views")
def test_een_adres_dat_alleen_schrijft_is_voor_lezers_geen_pagina() -> None:
    assert Client().get("/doe/").status_code == 405
    assert Client().post("/doe/").status_code == 403


@pytest.mark.usefixtures("met_vergeten_views")
def test_wat_op_proef_geschreven_wordt_is_daarna_weg() -> None:
    assert Client().get("/probeert/").content == b"Verzonnen"
    assert not Stadsdeel.objects.filter(slug="verzonnen").exists()
    with pytest.raises(LezenSchrijftNiet), transaction.atomic():
        Client().get("/probeert/?en-dan=echt")


def test_wat_open_staat_klopt_met_de_toegangstabel() -> None:
    """What a visitor gets of a page and how its view is marked say the same; only named protocols may differ."""
    per_view: dict[str, tuple[Any, set[int]]] = {}
    for naam, pad, per_rol in TABEL:
        view = resolve(pad.partition("?")[0]).func
        per_view.setdefault(naam, (view, set()))[1].add(per_rol["bezoeker"])
    fout = []
    for naam, (view, gekregen) in per_view.items():
        open_voor_ieder = getattr(view, "login_required", True) is False
        if 200 in gekregen and not open_voor_ieder:
            fout.append(f"{naam}: a visitor gets it, and its view does not say that it is public")
        if gekregen == {302} and open_voor_ieder and naam not in ZELF_VERDER:
            fout.append(f"{naam}: marked as public, and no visitor gets it")
        if gekregen & {404, 405} and not open_voor_ieder and not antwoordt_zelf(view, "GET"):
            fout.append(f"{naam}: a visitor hears more than that it is closed")
    assert fout == []


# Public, and yet it sends a visitor on: to where signing in began, and from a slip's old address to its page.
ZELF_VERDER = {"mfa_authenticate", "briefje:route"}


@pytest.mark.usefixtures("met_vergeten_views")
@pytest.mark.parametrize("pad", ["/hernoemt/", "/maakt/", "/wist/", "/met-de-hand/", "/ruimt/"])
@pytest.mark.parametrize("methode", ["get", "head", "options"])
def test_een_pagina_die_bij_het_lezen_schrijft_gaat_stuk(pad: str, methode: str) -> None:
    OrganisatieFabriek.create(kenmerk="koor", naam="Het koor")
    with pytest.raises(LezenSchrijftNiet) as fout, transaction.atomic():
        getattr(Client(), methode)(pad)
    assert "Iets anders" not in str(fout.value), "what was to be written is nobody's business in a log"
    assert Organisatie.objects.get(kenmerk="koor").naam == "Het koor"
    assert not Stadsdeel.objects.filter(slug="verzonnen").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("met_vergeten_views")
def test_op_de_echte_site_ziet_de_lezer_een_foutpagina_en_staat_er_niets() -> None:
    OrganisatieFabriek.create(kenmerk="koor", naam="Het koor")
    antwoord = Client(raise_request_exception=False).get("/hernoemt/")
    assert antwoord.status_code == 500
    assert Organisatie.objects.get(kenmerk="koor").naam == "Het koor"


@pytest.mark.usefixtures("met_vergeten_views")
def test_versturen_schrijft_en_wat_voor_de_lezer_onthouden_wordt_mag_ook_bij_lezen() -> None:
    OrganisatieFabriek.create(kenmerk="koor", naam="Het koor")
    assert Client().get("/onthoudt/").status_code == 200
    assert cache.get("teller") == 1
    assert Client().get("/mag/").status_code == 200
    assert Client().post("/maakt/").status_code == 200
    assert Organisatie.objects.get(kenmerk="koor").naam == "Iets anders"
    assert Stadsdeel.objects.filter(slug="verzonnen").exists()


@pytest.mark.parametrize("rol", ["bezoeker", "opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator"])
def test_geen_enkel_adres_schrijft_als_het_gelezen_wordt(als: Callable[[str], Client], kaart: None, rol: str) -> None:
    """The rows of every table before and after; the access table itself reads every address by GET, for every role."""
    client = als(rol)
    client.get("/")
    voor = inhoud_van_alles()
    for _, pad, _ in TABEL:
        for methode in (client.head, client.options):
            inhoud(methode(pad))
    assert inhoud_van_alles() == voor


def inhoud_van_alles() -> dict[str, list[Any]]:
    """Return every row of every table but those of sessions and of counting."""
    with connection.cursor() as cursor:
        tabellen = [
            t for t in connection.introspection.table_names(cursor) if t not in ("django_session", "gedeeld_geheugen")
        ]
        rijen = {}
        for tabel in tabellen:
            cursor.execute(f'SELECT * FROM "{tabel}"')  # noqa: S608 - our own tables
            rijen[tabel] = sorted(map(repr, cursor.fetchall()))
    return rijen
