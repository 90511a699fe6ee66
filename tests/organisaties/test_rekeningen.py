"""Accounts: invitations, the second step, where one is signed in, passwords, and the city's own sign-in."""

from __future__ import annotations

import contextlib
import datetime
import json
import re
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as instellingen
from django.contrib.auth.models import Group
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from organisaties import models as m
from organisaties.accounts.acties import adres_van, nodig_uit, stuur_opnieuw
from organisaties.accounts.middleware import GEHAALD
from organisaties.accounts.systeemchecks import adres_in_mails, geen_demo
from organisaties.regels.rollen import Rol
from tests.fabrieken import WACHTWOORD, OrganisatieFabriek, StadsdeelFabriek, maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def zonder_demo(settings: Any) -> None:
    """Ask for the second step, as a real site does."""
    settings.DEMO = False


def code(geheim: str) -> str:
    """Return what the app on a phone shows now."""
    # Those of a moment ago and of the next count too; the phone shows the one between.
    tellers = list(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(geheim, tellers[len(tellers) // 2])))


def log_in(naam: str, wachtwoord: str = WACHTWOORD) -> tuple[Client, Any]:
    client = Client()
    return client, client.post("/inloggen/", {"login": naam, "password": wachtwoord}, follow=True)


def heeft_stap(client: Client, wie: m.Medewerker) -> None:
    """Let somebody be signed in with a second step."""
    Authenticator.objects.create(user=wie, type="totp", data={"secret": "x"})
    sessie = client.session
    sessie[GEHAALD] = True
    sessie.save()


def stel_app_in(client: Client) -> str:
    """Set up the app with codes, and return its secret."""
    tekst = client.get("/account/tweede-stap/app/").content.decode()
    gevonden = re.search(r"<code>([A-Z2-7]+)</code>", tekst)
    assert gevonden, tekst
    assert "<svg" in tekst
    antwoord = client.post("/account/tweede-stap/app/", {"code": code(gevonden[1])}, follow=True)
    assert "Bewaar deze codes" in antwoord.content.decode()
    cache.clear()
    return gevonden[1]


@pytest.mark.parametrize("rol", [Rol.AANDACHTSFUNCTIONARIS, Rol.COORDINATOR, Rol.BEHEERDER])
def test_wie_iets_bijhoudt_komt_niet_verder_zonder_tweede_stap(rol: Rol) -> None:
    maak_medewerker(rol, naam="iemand", email="iemand@stad.example")
    client, antwoord = log_in("iemand@stad.example")
    assert "Stel die eerst in" in antwoord.content.decode()
    for pad in ("/werk/", "/admin/", "/zoeken/", "/werk/accounts/"):
        assert client.get(pad).headers.get("Location") == "/account/tweede-stap/app/", pad
    geheim = stel_app_in(client)
    assert client.get("/zoeken/").status_code == 200
    # The next time the code is asked before anything opens.
    nieuw, antwoord = log_in("iemand")
    assert "Typ de code van zes cijfers" in antwoord.content.decode()
    assert nieuw.get("/account/").status_code == 302, "a password alone is not signed in"
    fout = nieuw.post("/inloggen/tweede-stap/", {"code": "000000"}).content.decode()
    assert "Deze code klopt niet" in fout
    with_code = nieuw.post("/inloggen/tweede-stap/", {"code": code(geheim)}, follow=True)
    assert "Ingelogd als</span> iemand" in with_code.content.decode()


@pytest.mark.parametrize(("later", "telt"), [(29, True), (95, False)])
def test_een_code_van_een_ogenblik_geleden_telt_nog(later: int, telt: bool) -> None:
    geheim = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    nu = datetime.datetime(2026, 11, 27, 12, 0, 29, tzinfo=datetime.UTC)
    with time_machine.travel(nu, tick=False):
        getypt = code(geheim)
    with time_machine.travel(nu + datetime.timedelta(seconds=later), tick=False):
        assert totp.validate_totp_code(geheim, getypt) is telt


def test_een_opbouwwerker_mag_zonder_en_kan_met() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    client, antwoord = log_in("werker")
    assert "Ingelogd als</span> werker" in antwoord.content.decode()
    geheim = stel_app_in(client)
    _, opnieuw = log_in("werker")
    assert "Typ de code" in opnieuw.content.decode()
    assert len(geheim) >= 16


def test_een_reservecode_werkt_een_keer() -> None:
    maak_medewerker(Rol.COORDINATOR, naam="coord")
    client, _ = log_in("coord")
    stel_app_in(client)
    codes = client.get("/account/tweede-stap/codes.txt").content.decode().split()
    assert len(codes) == 10
    for verwacht in (200, 302):
        ander, _ = log_in("coord")
        ander.post("/inloggen/tweede-stap/", {"code": codes[0]})
        assert ander.get("/account/").status_code == verwacht
        cache.clear()


def test_de_laatste_stap_kan_niet_weg_als_de_rol_hem_nodig_heeft() -> None:
    maak_medewerker(Rol.COORDINATOR, naam="coord")
    client, _ = log_in("coord")
    stel_app_in(client)
    tekst = client.post("/account/tweede-stap/app/weg/", follow=True).content.decode()
    assert Authenticator.objects.filter(type="totp").exists()
    assert "Jouw rol heeft een tweede stap nodig" in tekst


def test_demo_slaat_de_tweede_stap_over_en_een_echte_site_waarschuwt(settings: Any) -> None:
    settings.DEMO = True
    maak_medewerker(Rol.COORDINATOR, naam="coord")
    client, _ = log_in("coord")
    assert client.get("/werk/").status_code == 200
    assert [melding.id for melding in geen_demo(None)] == ["wegwijs.W001"]
    settings.DEMO = False
    assert geen_demo(None) == []


def test_een_uitnodiging_werkt_een_keer(django_capture_on_commit_callbacks: Any) -> None:
    StadsdeelFabriek.create(slug="oost", naam="Oost")
    beheer = Client()
    wie = maak_medewerker(Rol.BEHEERDER, naam="beheer")
    beheer.force_login(wie)
    heeft_stap(beheer, wie)
    fout = beheer.post("/werk/accounts/", {"email": "a@b.example", "rol": "aandachtsfunctionaris"}).content.decode()
    assert "Vink minstens één stadsdeel aan" in fout
    assert 'value="a@b.example"' in fout
    with django_capture_on_commit_callbacks(execute=True):
        beheer.post("/werk/accounts/", {"email": "nieuw@stad.example", "rol": "opbouwwerker", "stadsdelen": ["oost"]})
    bericht: Any = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert bericht.to == ["nieuw@stad.example"]
    pad = re.search(r"/uitnodiging/\S+", str(bericht.body))
    assert pad
    assert pad[0] in str(bericht.alternatives[0][0])
    gast = Client()
    assert "nieuw" in gast.get(pad[0]).content.decode()
    kort = gast.post(pad[0], {"new_password1": "kort", "new_password2": "kort"})
    assert kort.status_code == 200
    antwoord = gast.post(pad[0], {"new_password1": WACHTWOORD, "new_password2": WACHTWOORD}, follow=True)
    assert "Ingelogd als</span> nieuw, opbouwwerker" in antwoord.content.decode()
    assert Client().get(pad[0]).status_code == 404, "a link works once"
    dubbel = beheer.post("/werk/accounts/", {"email": "NIEUW@stad.example", "rol": "opbouwwerker"})
    assert "is er al een account" in dubbel.content.decode()


def test_een_uitnodiging_slaat_een_ingestelde_tweede_stap_niet_over() -> None:
    wie = maak_medewerker(Rol.COORDINATOR, naam="coord", email="coord@stad.example")
    eerder, _ = log_in("coord")
    geheim = stel_app_in(eerder)
    wie.set_unusable_password()
    wie.save()
    pad, gast = adres_van(wie), Client()
    antwoord = gast.post(pad, {"new_password1": WACHTWOORD, "new_password2": WACHTWOORD}, follow=True)
    assert "Typ de code van zes cijfers" in antwoord.content.decode()
    for dicht in ("/account/", "/werk/", "/werk/uitvoer/"):
        assert "Wat vandaag" not in gast.get(dicht).content.decode()
        assert gast.get(dicht).status_code != 200, "a password alone is not signed in"
    gast.post("/inloggen/tweede-stap/", {"code": code(geheim)})
    assert gast.get("/werk/").status_code == 200


def test_een_stap_die_elders_is_ingesteld_telt_hier_niet() -> None:
    """Signed in before the role asked for a step: this session never showed one, so it starts again."""
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    laptop, _ = log_in("werker")
    telefoon, _ = log_in("werker")
    geheim = stel_app_in(telefoon)
    wie.groups.add(Group.objects.get_or_create(name=Rol.COORDINATOR.value)[0])
    assert telefoon.get("/werk/").status_code == 200, "who set it up here has shown it here"
    assert laptop.get("/werk/").headers["Location"] == "/inloggen/?next=/werk/"
    laptop.post("/inloggen/?next=/werk/", {"login": "werker", "password": WACHTWOORD})
    antwoord = laptop.post("/inloggen/tweede-stap/", {"code": code(geheim)})
    assert antwoord.headers["Location"] == "/werk/"


@pytest.mark.parametrize("pad", ["/uitnodiging/MQ/~x/", "/uitnodiging/%00/~x/", f"/uitnodiging/{'9' * 60}/~x-y/"])
def test_een_verzonnen_uitnodiging_is_er_niet(pad: str) -> None:
    assert Client().get(pad).status_code == 404


def test_alleen_de_beheerder_beheert_accounts() -> None:
    doel = maak_medewerker(Rol.OPBOUWWERKER, naam="doel")
    for rol in (Rol.OPBOUWWERKER, Rol.AANBIEDER):
        client = Client()
        client.force_login(maak_medewerker(rol, naam=rol.value + "-2"))
        assert client.get("/werk/accounts/").status_code == 403
        assert client.post(f"/werk/accounts/{doel.pk}/stand/", {"doe": "beeindig"}).status_code == 403
    doel.refresh_from_db()
    assert doel.is_active


def test_een_gestopt_account_is_overal_meteen_uit(settings: Any) -> None:
    settings.DEMO = True
    maak_medewerker(Rol.OPBOUWWERKER, naam="weg")
    client, _ = log_in("weg")
    client.get("/")
    beheer = Client()
    beheer.force_login(maak_medewerker(Rol.BEHEERDER, naam="beheer"))
    pk = m.Medewerker.objects.get(username="weg").pk
    beheer.post(f"/werk/accounts/{pk}/stand/", {"doe": "beeindig"})
    assert client.get("/account/").status_code == 302
    _, antwoord = log_in("weg")
    assert "Ingelogd als" not in antwoord.content.decode()
    beheer.post(f"/werk/accounts/{pk}/stand/", {"doe": "heropen"})
    assert "Ingelogd als</span> weg" in log_in("weg")[1].content.decode()
    eigen = m.Medewerker.objects.get(username="beheer").pk
    assert beheer.post(f"/werk/accounts/{eigen}/stand/", {"doe": "beeindig"}).status_code == 403


def test_elders_uitloggen_zonder_te_bewaren_waar_dat_was() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    telefoon, _ = log_in("werker")
    laptop, _ = log_in("werker")
    laptop.get("/")
    telefoon.get("/")
    tekst = laptop.get("/account/").content.decode()
    assert tekst.count("Sinds ") == 2
    ander = Client()
    ander.force_login(maak_medewerker(Rol.OPBOUWWERKER, naam="ander"))
    van_werker = m.Aanmelding.objects.filter(medewerker__username="werker").order_by("pk")[0]
    assert ander.post("/account/elders-uitloggen/", {"aanmelding": van_werker.pk}).status_code == 404
    laptop.post("/account/elders-uitloggen/", {"aanmelding": "alle"})
    assert telefoon.get("/account/").status_code == 302
    assert laptop.get("/account/").status_code == 200
    velden = {veld.name for veld in m.Aanmelding._meta.concrete_fields}
    assert velden == {"id", "medewerker", "sessie", "sinds"}, "no address, no kind of machine"


def test_van_waar_je_bent_ingelogd_staan_er_drie_en_is_de_rest_dicht() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker")
    hier, _ = log_in("werker")
    hier.get("/")
    for _keer in range(4):
        log_in("werker")[0].get("/")
    boom = html.fromstring(hier.get("/account/").content)
    [dicht] = boom.xpath("//details[@id='eerder']")
    assert dicht.get("open") is None
    assert len(dicht.xpath(".//li")) == 2
    open_ = boom.xpath("//li[contains(., 'Sinds ')][not(ancestor::details)]")
    assert ["(hier)" in een.text_content() for een in open_] == [True, False, False]
    [alles] = boom.xpath("//button[@value='alle'][not(ancestor::details)]")
    assert alles.text_content() == "Log overal elders uit"


def test_een_vergeten_wachtwoord_zegt_niet_wie_een_account_heeft() -> None:
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    antwoorden = [
        Client().post("/account/wachtwoord-vergeten/", {"email": email}, follow=True).content.decode()
        for email in ("werker@stad.example", "niemand@stad.example")
    ]
    zonder = [re.sub(r'value="[^"]{60,}"', "", tekst) for tekst in antwoorden]
    assert zonder[0] == zonder[1]
    (bericht,) = mail.outbox
    pad = re.search(r"/account/wachtwoord-vergeten/\S+", str(bericht.body))
    assert pad
    client = Client()
    pagina = client.get(pad[0], follow=True)
    nieuw = {"password1": "heel-iets-anders-7", "password2": "heel-iets-anders-7"}
    client.post(pagina.request["PATH_INFO"], nieuw)
    assert "Ingelogd als</span> werker" in log_in("werker", "heel-iets-anders-7")[1].content.decode()
    assert "werkt niet meer" in Client().get(pad[0], follow=True).content.decode()


def test_de_link_in_de_mail_volgt_niet_wat_een_verzoek_van_zichzelf_zegt(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADRES = "https://wegwijs.example"
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    for kop in ({"HTTP_HOST": "kwaad.example"}, {"HTTP_X_FORWARDED_HOST": "kwaad.example"}, {"SERVER_NAME": "kwaad"}):
        mail.outbox.clear()
        client: Any = Client(**kop)  # type: ignore[arg-type]
        client.post("/account/wachtwoord-vergeten/", {"email": "Werker@stad.example"})
        (bericht,) = mail.outbox
        assert "\nhttps://wegwijs.example/account/wachtwoord-vergeten/~" in str(bericht.body)
        assert "kwaad" not in bericht.message().as_string()


@pytest.mark.parametrize("adres", ["https://*", "https://.stad.example", "wegwijs.example", "https://x.example/p", ""])
def test_een_adres_dat_nergens_heen_leidt_wordt_geweigerd(settings: Any, adres: str) -> None:
    settings.SITE_ADRES = adres
    assert [melding.id for melding in adres_in_mails(None)] == ["wegwijs.E001"]
    settings.SITE_ADRES = "http://127.0.0.1:8000"
    assert adres_in_mails(None) == []


def test_voor_elk_adres_doet_het_antwoord_hetzelfde_werk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same questions to the database, and nothing rendered or sent before the answer."""
    wie = maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    wacht: list[tuple[Any, ...]] = []
    monkeypatch.setattr("organisaties.accounts.forms.run_later", lambda *werk: wacht.append(werk))
    vragen = []
    for email in ("werker@stad.example", "niemand@stad.example"):
        with CaptureQueriesContext(connection) as gesteld:
            Client().post("/account/wachtwoord-vergeten/", {"email": email})
        vragen.append(len(gesteld))
        assert not any("medewerker" in vraag["sql"] or "emailaddress" in vraag["sql"] for vraag in gesteld)
    assert vragen[0] == vragen[1]
    assert mail.outbox == []
    for doe, *rest in wacht:
        doe(*rest)
    assert [bericht.to for bericht in mail.outbox] == [[wie.email]]


@pytest.mark.django_db(transaction=True)
def test_een_trage_mailserver_verraadt_niet_wie_een_account_heeft(settings: Any) -> None:
    """A real mail server that takes its time: the answer does not wait for it, and the mail comes."""
    maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    settings.ACHTERGROND = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with trage_mailserver(1.5) as (poort, gekregen):
        settings.EMAIL_PORT = poort
        duur: dict[str, float] = {}
        client = Client()
        client.get("/account/wachtwoord-vergeten/")
        for email in ("niemand@stad.example", "werker@stad.example"):
            begin = time.perf_counter()
            client.post("/account/wachtwoord-vergeten/", {"email": email})
            duur[email] = time.perf_counter() - begin
        assert max(duur.values()) < 1.4, duur
        for _ in range(200):
            if gekregen:
                break
            time.sleep(0.05)
        assert gekregen == ["werker@stad.example"]


@contextlib.contextmanager
def trage_mailserver(wacht: float) -> Iterator[tuple[int, list[str]]]:
    """Run a mail server on loopback that greets late; give its port, and for whom it got mail."""
    gekregen: list[str] = []

    class Post(socketserver.StreamRequestHandler):
        def zeg(self, regel: str) -> None:
            self.wfile.write(f"{regel}\r\n".encode())

        def handle(self) -> None:
            time.sleep(wacht)
            self.zeg("220 traag")
            for ruw in self.rfile:
                regel = ruw.decode().strip()
                if regel.upper().startswith("RCPT TO:"):
                    gekregen.append(regel[9:-1])
                if regel.upper() == "DATA":
                    self.zeg("354 ga door")
                    while self.rfile.readline().strip() != b".":
                        continue
                self.zeg("221 dag" if regel.upper() == "QUIT" else "250 goed")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1]), gekregen
        server.shutdown()


def test_niemand_meldt_zichzelf_aan() -> None:
    assert Client().get("/account/geen-aanmelding/").status_code == 403
    assert not m.Medewerker.objects.exists()


def test_een_aanbieder_krijgt_een_eigen_organisatie(django_capture_on_commit_callbacks: Any) -> None:
    organisatie = OrganisatieFabriek.create(kenmerk="kring")
    beheer = maak_medewerker(Rol.BEHEERDER)
    with django_capture_on_commit_callbacks(execute=True):
        nieuw = nodig_uit(gebruiker=beheer, email="a@kring.example", rol=Rol.AANBIEDER, organisatie=organisatie)
    assert list(nieuw.organisaties.all()) == [organisatie]
    assert not nieuw.has_usable_password()


# --- The city's own sign-in, against a real provider in a process of its own.


@pytest.fixture
def stad(settings: Any) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Start a provider, and give a way to tell it who somebody is."""
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    opdracht = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(poort)]
    proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(100):
            try:
                requests.get(f"{adres}/.well-known/openid-configuration", timeout=2)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        settings.OIDC_ADRES = adres
        settings.OIDC_NAAM = "je account van de stad"
        settings.OIDC_ROLLEN = {"sociaal-houders": "aandachtsfunctionaris", "sociaal": "opbouwwerker"}
        settings.OIDC_STADSDELEN = {"gebied-oost": "oost"}
        app: dict[str, Any] = {"provider_id": "stad", "name": "stad", "client_id": "wegwijs", "secret": "geheim"}
        app |= {"settings": {"server_url": adres}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

        def wie(gegevens: dict[str, Any]) -> None:
            antwoord = requests.put(f"{adres}/users/{gegevens['sub']}", json=gegevens, timeout=5)
            assert antwoord.ok, antwoord.text

        yield wie
    finally:
        proces.terminate()
        proces.wait(timeout=10)


def door_de_stad(sub: str, client: Client | None = None) -> tuple[Client, Any]:
    """Sign in as `sub` would with a browser: to the city, and back with what it gives."""
    client = client or Client()
    if not client.session.get("_auth_user_id"):
        assert "Log in met je account van de stad" in client.get("/inloggen/").content.decode()
    heen = client.post("/account/stad/stad/")
    assert heen.status_code == 302
    terug = requests.post(heen.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=5)
    assert terug.status_code == 302, terug.text
    adres = urlsplit(terug.headers["Location"])
    assert "code" in parse_qs(adres.query)
    return client, client.get(f"{adres.path}?{adres.query}", follow=True)


def test_inloggen_met_de_stad_en_een_tweede_stap(stad: Callable[[dict[str, Any]], None]) -> None:
    StadsdeelFabriek.create(slug="oost")
    wie = {"sub": "u-17", "email": "houder@stad.example", "email_verified": True, "name": "Een Houder"}
    stad(wie | {"groups": ["sociaal-houders", "gebied-oost"]})
    client, antwoord = door_de_stad("u-17")
    assert "tweede stap bij het inloggen nodig" in antwoord.content.decode()
    assert client.get("/werk/").status_code == 302
    geheim = stel_app_in(client)
    assert client.get("/werk/").status_code == 200
    account = m.Medewerker.objects.get()
    assert account.rollen == {Rol.AANDACHTSFUNCTIONARIS}
    assert [deel.slug for deel in account.stadsdelen.all()] == ["oost"]
    assert not account.has_usable_password()

    # Again: the second step is asked, and a role that was taken away there is gone here.
    stad(wie | {"groups": ["sociaal"]})
    nieuw, antwoord = door_de_stad("u-17")
    assert "Typ de code van zes cijfers" in antwoord.content.decode()
    assert nieuw.get("/account/").status_code == 302
    nieuw.post("/inloggen/tweede-stap/", {"code": code(geheim)})
    assert "opbouwwerker" in nieuw.get("/account/").content.decode()
    assert nieuw.get("/werk/").status_code == 403
    assert m.Medewerker.objects.count() == 1


def test_wie_bij_de_stad_geen_rol_heeft_komt_er_niet_in(stad: Callable[[dict[str, Any]], None]) -> None:
    stad({"sub": "u-1", "email": "x@stad.example", "email_verified": True, "groups": ["kantine"]})
    client, antwoord = door_de_stad("u-1")
    assert antwoord.status_code == 403
    assert "Je hebt hier nog geen rol" in antwoord.content.decode()
    assert not m.Medewerker.objects.exists()
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("bevestigd", [True, False])
def test_een_bestaand_account_hoort_bij_een_bevestigd_adres(
    stad: Callable[[dict[str, Any]], None], bevestigd: bool
) -> None:
    bestaand = maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    stad({"sub": "u-2", "email": "werker@stad.example", "email_verified": bevestigd, "groups": ["sociaal"]})
    client, _ = door_de_stad("u-2")
    assert (client.get("/account/").status_code == 200) is bevestigd
    assert m.Medewerker.objects.count() == 1
    if bevestigd:
        assert f"Ingelogd als</span> {bestaand.username}" in client.get("/").content.decode()


def test_wat_de_stad_vertelt_wordt_niet_bewaard(stad: Callable[[dict[str, Any]], None]) -> None:
    stad({"sub": "u-3", "email": "y@stad.example", "email_verified": True, "name": "Yes", "groups": ["sociaal"]})
    for _ in range(2):
        door_de_stad("u-3")
        assert json.dumps(SocialAccount.objects.get().extra_data) == "{}"
    assert instellingen.SOCIALACCOUNT_PROVIDERS


def test_wie_met_de_stad_inlogt_heeft_hier_geen_wachtwoord(stad: Callable[[dict[str, Any]], None]) -> None:
    """No mail, no page and no invitation gives one; and one from before is worth nothing after."""
    account = maak_medewerker(Rol.OPBOUWWERKER, naam="werker", email="werker@stad.example")
    elders, _ = log_in("werker")
    stad({"sub": "u-4", "email": "werker@stad.example", "email_verified": True, "groups": ["sociaal"]})
    client, _ = door_de_stad("u-4")
    assert "Ingelogd als</span> werker" in client.get("/").content.decode()
    assert "Ingelogd als" not in log_in("werker")[1].content.decode(), "the door from before is closed"
    assert "Ingelogd als" not in elders.get("/").content.decode(), "and who came in by it is out"

    Client().post("/account/wachtwoord-vergeten/", {"email": "werker@stad.example"})
    assert mail.outbox == []
    account.refresh_from_db()
    assert Client().get(adres_van(account)).status_code == 404
    beheer = maak_medewerker(Rol.BEHEERDER, naam="beheer")
    with pytest.raises(PermissionDenied):
        stuur_opnieuw(gebruiker=beheer, account=account)
    for pad in ("/account/wachtwoord/eerste/", "/account/wachtwoord/"):
        tekst = client.get(pad, follow=True).content.decode()
        assert "Je wachtwoord verander je daar" in tekst, pad
        client.post(pad, {"password1": WACHTWOORD, "password2": WACHTWOORD})
    account.refresh_from_db()
    assert not account.has_usable_password()


def test_wat_de_stad_afneemt_is_hier_ook_weg_als_inloggen_dan_niet_meer_mag(
    stad: Callable[[dict[str, Any]], None],
) -> None:
    StadsdeelFabriek.create(slug="oost")
    wie = {"sub": "u-5", "email": "w@stad.example", "email_verified": True}
    stad(wie | {"groups": ["sociaal", "gebied-oost"]})
    elders, _ = door_de_stad("u-5")
    assert elders.get("/account/").status_code == 200
    stad(wie | {"groups": []})
    _, antwoord = door_de_stad("u-5")
    assert antwoord.status_code == 403
    account = m.Medewerker.objects.get()
    assert not account.groups.exists()
    assert not account.stadsdelen.exists()
    assert "Ingelogd als" not in elders.get("/").content.decode(), "the session of before ended"
    assert not m.Aanmelding.objects.exists()


def test_ook_in_dezelfde_browser_is_wie_geen_rol_meer_heeft_uitgelogd(stad: Callable[[dict[str, Any]], None]) -> None:
    wie = {"sub": "u-6", "email": "w@stad.example", "email_verified": True}
    stad(wie | {"groups": ["sociaal"]})
    client, _ = door_de_stad("u-6")
    stad(wie | {"groups": ["kantine"]})
    antwoord = door_de_stad("u-6", client)[1]
    assert antwoord.status_code == 403
    assert "Ingelogd als" not in client.get("/").content.decode()
