"""Accounts of others: who may do what, what the log keeps, the last beheerder, and erasing who left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from organisaties import models as m
from organisaties.accounts import acties
from organisaties.models.accountregel import EEN_BEHEERDER_BLIJFT
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker
from tests.niets_anders import dump
from tests.organisaties.test_tegelijk import tegelijk

pytestmark = pytest.mark.django_db
ROLLEN = ("opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator", "beheerder")


@pytest.fixture
def beheer() -> Client:
    """Give the browser of a beheerder called 'baas'."""
    client = Client()
    client.force_login(maak_medewerker(Rol.BEHEERDER, naam="baas"))
    return client


def tekst(antwoord: Any) -> str:
    """Return what a page says, without its markup."""
    return " ".join(html.fromstring(antwoord.content).text_content().split())


def stand(account: m.Medewerker) -> str:
    return f"/werk/accounts/{account.pk}/stand/"


@pytest.mark.parametrize("doe", ["opnieuw", "beeindig", "heropen", "wis-stap"])
@pytest.mark.parametrize("rol", ROLLEN)
def test_wie_wat_met_het_account_van_een_ander_mag(als: Callable[[str], Client], rol: str, doe: str) -> None:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="doel", email="doel@stad.example")
    wie.set_unusable_password()
    wie.save()
    mag = rol == "beheerder" or (rol == "coordinator" and doe == "opnieuw")
    client = als(rol)
    assert client.get(stand(wie), {"doe": doe}).status_code == (200 if mag else 403)
    assert client.post(stand(wie), {"doe": doe}).status_code == (302 if mag else 403)


@pytest.mark.parametrize("gevraagd", list(Rol))
@pytest.mark.parametrize("rol", ROLLEN)
def test_wie_voor_welke_rol_uitnodigt(als: Callable[[str], Client], rol: str, gevraagd: Rol) -> None:
    OrganisatieFabriek.create(naam="Buurthuis De Kring")
    StadsdeelFabriek.create(slug="oost")
    velden = {"email": "nieuw@stad.example", "rol": gevraagd.value}
    if gevraagd is Rol.AANDACHTSFUNCTIONARIS:
        velden["stadsdelen"] = "oost"
    if gevraagd is Rol.AANBIEDER:
        velden["organisatie"] = "buurthuis de kring"
    antwoord = als(rol).post("/werk/accounts/", velden)
    mag = rol == "beheerder" or (rol == "coordinator" and gevraagd not in (Rol.COORDINATOR, Rol.BEHEERDER))
    assert m.Medewerker.objects.filter(email="nieuw@stad.example").exists() is mag
    if rol == "coordinator" and not mag:
        assert "Voor deze rol kun jij niemand uitnodigen" in antwoord.content.decode()


def test_een_coordinator_ziet_geen_account_dat_meer_mag(als: Callable[[str], Client]) -> None:
    maak_medewerker(Rol.BEHEERDER, naam="zwaar")
    maak_medewerker(Rol.OPBOUWWERKER, Rol.COORDINATOR, naam="collega-coord")
    maak_medewerker(Rol.AANBIEDER, naam="licht")
    namen = html.fromstring(als("coordinator").get("/werk/accounts/").content).xpath("//li//h3/text()")
    assert [naam.strip() for naam in namen] == ["licht"]
    zwaar = m.Medewerker.objects.get(username="zwaar")
    assert als("opbouwwerker").get(f"/werk/accounts/{zwaar.pk}/").status_code == 403


def test_een_rol_gebied_en_organisatie_veranderen_en_het_logboek_zegt_het(beheer: Client) -> None:
    StadsdeelFabriek.create(slug="oost", naam="Oost")
    west = StadsdeelFabriek.create(slug="west", naam="West")
    OrganisatieFabriek.create(naam="Eethuis Samen")
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="fatma")
    wie.stadsdelen.set([west])
    pad = f"/werk/accounts/{wie.pk}/"
    velden = {"rollen": ["aandachtsfunctionaris", "aanbieder"], "stadsdelen": ["oost"], "organisatie": "eethuis"}
    assert "Bewaard." in tekst(beheer.post(pad, velden, follow=True))
    wie = m.Medewerker.objects.get(pk=wie.pk)
    assert wie.rollen == {Rol.AANDACHTSFUNCTIONARIS, Rol.AANBIEDER}
    assert [een.slug for een in wie.stadsdelen.all()] == ["oost"]
    assert [een.naam for een in wie.organisaties.all()] == ["Eethuis Samen"]
    gezegd = tekst(beheer.get("/werk/accounts/logboek/"))
    assert "fatma (aandachtsfunctionaris, aanbieder) rol veranderd, van aandachtsfunctionaris naar" in gezegd
    assert "erbij: Oost; eraf: West" in gezegd
    assert "Door baas, beheerder" in gezegd
    assert "Eethuis Samen" not in gezegd, "the name of an organisation goes when it leaves; a log stays"
    aantal = m.Accountregel.objects.count()
    opnieuw = {"rollen": ["aandachtsfunctionaris", "aanbieder"], "stadsdelen": ["oost"]}
    opnieuw["organisaties"] = [een.kenmerk for een in wie.organisaties.all()]
    assert "Er was niets veranderd" in tekst(beheer.post(pad, opnieuw, follow=True))
    assert m.Accountregel.objects.count() == aantal


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"rollen": []}, "Kies minstens één rol"),
        ({"rollen": ["aanbieder"]}, "Een aanbieder heeft een eigen organisatie"),
        ({"rollen": ["opbouwwerker"], "organisatie": "Eethuis"}, "Een eigen organisatie hoort bij een aanbieder"),
        ({"rollen": ["opbouwwerker"], "stadsdelen": ["oost"]}, "Een stadsdeel hoort bij een aandachtsfunctionaris"),
        ({"rollen": ["aanbieder"], "organisatie": "huis"}, "meer organisaties die zo heten"),
        ({"rollen": ["aanbieder"], "organisatie": "bestaat niet"}, "staat niet op de kaart"),
    ],
)
def test_wat_niet_kan_zegt_wat_wel_kan_en_verandert_niets(beheer: Client, velden: dict[str, Any], zin: str) -> None:
    StadsdeelFabriek.create(slug="oost")
    for naam in ("Eethuis", "Leeshuis"):
        OrganisatieFabriek.create(naam=naam)
    wie = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS, naam="fatma")
    antwoord = beheer.post(f"/werk/accounts/{wie.pk}/", velden)
    assert zin in tekst(antwoord)
    assert m.Medewerker.objects.get(pk=wie.pk).rollen == {Rol.AANDACHTSFUNCTIONARIS}
    assert not m.Accountregel.objects.exists()


def test_eerst_komt_de_vraag_en_lezen_doet_niets(beheer: Client) -> None:
    wie = maak_medewerker(Rol.COORDINATOR, naam="coord")
    Authenticator.objects.create(user=wie, type="totp", data={"secret": "x"})
    bladzijde = tekst(beheer.get(f"/werk/accounts/{wie.pk}/"))
    assert "Stop dit account" in bladzijde
    assert "Wis de tweede stap" in bladzijde
    for doe, kop in (("beeindig", "Dit account stoppen?"), ("wis-stap", "De tweede stap wissen?")):
        assert kop in tekst(beheer.get(stand(wie), {"doe": doe}))
    wie.refresh_from_db()
    assert wie.is_active
    assert Authenticator.objects.filter(user=wie).exists()
    assert beheer.get(stand(wie), {"doe": "iets"}).status_code == 404
    beheer.post(stand(wie), {"doe": "wis-stap"})
    beheer.post(stand(wie), {"doe": "beeindig"})
    beheer.post(stand(wie), {"doe": "beeindig"})
    beheer.post(stand(wie), {"doe": "heropen"})
    gedaan = list(m.Accountregel.objects.order_by("pk").values_list("wat", "door__username", "rol_over"))
    assert gedaan == [(wat, "baas", "coördinator") for wat in ("stap", "gestopt", "heropend")]


def test_een_link_voor_een_wachtwoord_staat_in_het_logboek(beheer: Client) -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    for adres in ("werker@stad.example", "niemand@stad.example"):
        Client().post("/account/wachtwoord-vergeten/", {"email": adres})
    assert list(m.Accountregel.objects.values_list("wat", "over__username")) == [("wachtwoord", "werker")]
    assert "Op eigen verzoek" in tekst(beheer.get("/werk/accounts/logboek/"))


def test_een_regel_van_het_logboek_verandert_niet_en_gaat_niet_weg(beheer: Client) -> None:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="doel")
    beheer.post(stand(wie), {"doe": "beeindig"})
    regel = m.Accountregel.objects.get()
    regel.details = "anders"
    for doe in (regel.save, m.Accountregel.objects.all().delete, lambda: m.Accountregel.objects.update(details="")):
        with pytest.raises(TypeError):
            doe()


def test_een_coordinator_leest_alleen_wat_van_haar_is(als: Callable[[str], Client], beheer: Client) -> None:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="doel")
    ander = maak_medewerker(Rol.COORDINATOR, naam="ander-coord")
    beheer.post(stand(wie), {"doe": "beeindig"})
    beheer.post(f"/werk/accounts/{ander.pk}/", {"rollen": ["coördinator", "opbouwwerker"]})
    coord = als("coordinator")
    coord.post("/werk/accounts/", {"email": "nieuw@stad.example", "rol": "opbouwwerker"})
    gezegd = tekst(coord.get("/werk/accounts/logboek/"))
    assert "nieuw (opbouwwerker) uitgenodigd" in gezegd
    assert "gestopt" not in gezegd
    assert "ander-coord" not in gezegd
    alles = tekst(beheer.get("/werk/accounts/logboek/"))
    assert all(woord in alles for woord in ("nieuw (opbouwwerker)", "doel (opbouwwerker) gestopt", "ander-coord"))


def test_de_pagina_van_het_logboek_en_de_lijst_vragen_altijd_even_veel(beheer: Client) -> None:
    tellingen: dict[str, list[int]] = {"/werk/accounts/": [], "/werk/accounts/logboek/": []}
    for aantal in (2, 20):
        for n in range(aantal):
            wie = maak_medewerker(Rol.OPBOUWWERKER, naam=f"w-{aantal}-{n}")
            beheer.post(stand(wie), {"doe": "beeindig"})
        for pad, tel in tellingen.items():
            beheer.get(pad)
            with CaptureQueriesContext(connection) as queries:
                beheer.get(pad)
            tel.append(len(queries))
    assert all(weinig == veel for weinig, veel in tellingen.values()), tellingen


# --- The last one who keeps accounts.


def test_de_laatste_beheerder_kan_niet_weg_op_de_eigen_paginas(beheer: Client) -> None:
    baas = m.Medewerker.objects.get(username="baas")
    antwoord = beheer.post(f"/werk/accounts/{baas.pk}/", {"rollen": ["opbouwwerker"]})
    assert "laatste account dat accounts kan beheren" in tekst(antwoord)
    uitgenodigd = maak_medewerker(Rol.BEHEERDER, naam="komt-nog")
    uitgenodigd.set_unusable_password()
    uitgenodigd.save()
    antwoord = beheer.post(f"/werk/accounts/{baas.pk}/", {"rollen": ["opbouwwerker"]})
    assert "laatste account dat accounts kan beheren" in tekst(antwoord), "who never came cannot keep accounts"
    with pytest.raises(ValidationError, match="laatste account"):
        acties.beeindig(gebruiker=uitgenodigd, account=baas)
    maak_medewerker(Rol.BEHEERDER, naam="tweede")
    beheer.post(f"/werk/accounts/{baas.pk}/", {"rollen": ["opbouwwerker"]})
    assert m.Medewerker.objects.get(username="baas").rollen == {Rol.OPBOUWWERKER}


def admin_velden(account: m.Medewerker, *rollen: Rol, actief: bool = True) -> dict[str, Any]:
    groepen = [m.Medewerker.groups.rel.model.objects.get_or_create(name=rol.value)[0].pk for rol in rollen]
    return {"username": account.username, "groups": groepen} | ({"is_active": "on"} if actief else {})


# Pages of Django itself ask for what is not there.
@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(("rollen", "actief"), [((Rol.BEHEERDER,), False), ((Rol.OPBOUWWERKER,), True)])
def test_de_laatste_beheerder_kan_niet_weg_in_het_beheer(beheer: Client, rollen: tuple[Rol, ...], actief: bool) -> None:
    baas = m.Medewerker.objects.get(username="baas")
    pad = f"/admin/organisaties/medewerker/{baas.pk}/change/"
    antwoord = beheer.post(pad, admin_velden(baas, *rollen, actief=actief))
    assert EEN_BEHEERDER_BLIJFT in tekst(antwoord)
    baas.refresh_from_db()
    assert baas.is_active
    assert Rol.BEHEERDER in m.Medewerker.objects.get(pk=baas.pk).rollen
    maak_medewerker(Rol.BEHEERDER, naam="tweede")
    assert beheer.post(pad, admin_velden(baas, *rollen, actief=actief)).status_code == 302
    soort = "rol" if actief else "gestopt"
    assert list(m.Accountregel.objects.values_list("wat", "over__username")) == [(soort, "baas")]


@pytest.mark.ignore_template_errors
def test_het_beheer_wist_geen_account_en_neemt_geen_wachtwoord_af(beheer: Client) -> None:
    baas = m.Medewerker.objects.get(username="baas")
    doel = maak_medewerker(Rol.OPBOUWWERKER, naam="doel")
    assert beheer.post(f"/admin/organisaties/medewerker/{doel.pk}/delete/", {"post": "yes"}).status_code == 403
    beheer.post(
        "/admin/organisaties/medewerker/",
        {"action": "delete_selected", "_selected_action": [baas.pk, doel.pk], "post": "yes"},
    )
    assert m.Medewerker.objects.filter(username__in=("baas", "doel")).count() == 2
    beheer.post(
        f"/admin/organisaties/medewerker/{baas.pk}/password/", {"usable_password": "false", "unset-password": "1"}
    )
    assert m.Medewerker.objects.get(username="baas").has_usable_password()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hoe", ["rol", "stop"])
def test_van_twee_beheerders_die_elkaar_tegelijk_wegdoen_blijft_er_een(hoe: str) -> None:
    een, ander = (maak_medewerker(Rol.BEHEERDER, naam=naam) for naam in ("een", "ander"))

    def weg(door: m.Medewerker, wie: m.Medewerker) -> Callable[[], Any]:
        if hoe == "stop":
            return lambda: acties.beeindig(gebruiker=door, account=wie)
        return lambda: acties.wijzig(
            gebruiker=door, account=wie, rollen=[Rol.OPBOUWWERKER], stadsdelen=[], organisaties=[]
        )

    # Both may, from before either began.
    assert een.rollen == ander.rollen == {Rol.BEHEERDER}
    uitkomsten = tegelijk(weg(een, ander), weg(ander, een))
    geweigerd = [uit for uit in uitkomsten if isinstance(uit, ValidationError)]
    assert [uit.messages for uit in geweigerd] == [[EEN_BEHEERDER_BLIJFT]], uitkomsten
    over = [wie for wie in m.Medewerker.objects.filter(is_active=True) if Rol.BEHEERDER in wie.rollen]
    assert len(over) == 1


# --- Erasing who left.


def test_wie_wegging_kan_gewist_worden_en_dan_staat_de_naam_nergens_meer(beheer: Client) -> None:
    wie = maak_medewerker(
        Rol.AANDACHTSFUNCTIONARIS, naam="xandrine-vos", email="xandrine@stad.example", last_name="Vosmaer"
    )
    wie.stadsdelen.set([StadsdeelFabriek.create(slug="oost", naam="Oost")])
    EmailAddress.objects.create(user=wie, email=wie.email, primary=True, verified=True)
    Authenticator.objects.create(user=wie, type="totp", data={"secret": "x"})
    aanbod = maak_aanbod(naam="Koor")
    m.Praktijktip.objects.create(
        aanbod=aanbod, tekst="Bel voor tien uur.", door=wie, rol="aandachtsfunctionaris", gegeven_op="2026-11-01"
    )
    zelf = Client()
    zelf.force_login(wie)
    acties.nodig_uit(gebruiker=m.Medewerker.objects.get(username="baas"), email="x@stad.example", rol=Rol.OPBOUWWERKER)
    beheer.post(
        f"/admin/organisaties/medewerker/{wie.pk}/change/",
        admin_velden(wie, *wie.rollen) | {"email": wie.email, "stadsdelen": [een.pk for een in wie.stadsdelen.all()]},
    )
    assert LogEntry.objects.filter(object_repr__contains="xandrine").exists()

    pad = f"/werk/accounts/{wie.pk}/wissen/"
    assert "nog in gebruik" in tekst(beheer.get(pad))
    with pytest.raises(ValidationError, match="Stop het eerst"):
        acties.wis(gebruiker=m.Medewerker.objects.get(username="baas"), account=wie, naam="xandrine-vos")
    beheer.post(stand(wie), {"doe": "beeindig"})
    assert "Op deze naam staat nog: 1 gebied of thema" in tekst(beheer.get(pad))
    fout = beheer.post(pad, {"naam": "iets anders"})
    assert "Typ precies: xandrine-vos" in tekst(fout)
    assert m.Medewerker.objects.filter(pk=wie.pk).exists()
    assert "Het account is gewist" in tekst(beheer.post(pad, {"naam": " Xandrine-Vos "}, follow=True))

    over = repr(dump()).casefold()
    for woord in ("xandrine", "vosmaer"):
        assert woord not in over
    tip = m.Praktijktip.objects.get()
    assert (tip.door, tip.rol) == (None, "aandachtsfunctionaris")
    gezegd = tekst(beheer.get("/werk/accounts/logboek/"))
    assert "een aandachtsfunctionaris gewist" in gezegd
    assert not Authenticator.objects.exists()
    assert zelf.get("/account/").status_code == 302


@pytest.mark.parametrize("rol", ["opbouwwerker", "aandachtsfunctionaris", "aanbieder", "coordinator"])
def test_alleen_een_beheerder_wist(als: Callable[[str], Client], rol: str) -> None:
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="weg", is_active=False)
    client = als(rol)
    assert client.get(f"/werk/accounts/{wie.pk}/wissen/").status_code == 403
    assert client.post(f"/werk/accounts/{wie.pk}/wissen/", {"naam": "weg"}).status_code == 403
    assert m.Medewerker.objects.filter(username="weg").exists()


def test_zichzelf_wist_of_stopt_niemand(beheer: Client) -> None:
    maak_medewerker(Rol.BEHEERDER, naam="tweede")
    baas = m.Medewerker.objects.get(username="baas")
    assert beheer.get(f"/werk/accounts/{baas.pk}/wissen/").status_code == 403
    assert beheer.post(stand(baas), {"doe": "beeindig"}).status_code == 403
