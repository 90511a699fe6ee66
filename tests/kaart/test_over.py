"""What the site says of itself: who runs it, what it keeps, what a search engine may find."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from kaart.hulp import stad
from organisaties.models import Behoefte
from organisaties.regels.rollen import Rol
from tests.fabrieken import OrganisatieFabriek, StadsdeelFabriek, maak_aanbod, maak_medewerker

pytestmark = pytest.mark.django_db

WIE = stad.Afzender(
    naam="Gemeente Veldhaven", email="kaart@veldhaven.example", privacy="privacy@veldhaven.example",
    lek="lek@veldhaven.example", verklaring="https://register.example/1", onderzocht="door een bureau, mei 2026",
)  # fmt: skip


def met(settings: Any, **velden: Any) -> None:
    settings.STADSGEGEVENS = dataclasses.replace(settings.STADSGEGEVENS, **velden)


def tekst(client: Client, adres: str) -> str:
    return client.get(adres).content.decode()


@pytest.mark.parametrize("adres", ["/over/", "/over/privacy/", "/over/toegankelijkheid/"])
def test_wie_er_achter_zit_staat_er_of_er_staat_dat_het_er_nog_niet_staat(
    client: Client, settings: Any, adres: str
) -> None:
    assert "nog niet ingevuld" in tekst(client, adres)
    met(settings, afzender=WIE)
    gevuld = tekst(client, adres)
    assert "nog niet ingevuld" not in gevuld
    assert "@veldhaven.example" in gevuld


def test_de_bewaartermijnen_zijn_die_van_de_instellingen(client: Client, settings: Any) -> None:
    settings.SESSIE_UREN, settings.SIGNAAL_WEKEN = 7, 9
    assert "uiterlijk 7 uur" in tekst(client, "/over/privacy/")
    assert "na 9 weken weg" in tekst(client, "/over/privacy/")


def test_een_naam_bij_een_stadsdeel_alleen_met_toestemming_en_alleen_voor_collegas(
    client: Client, settings: Any
) -> None:
    oever = StadsdeelFabriek(slug="oever", naam="Oever")
    met(settings, werkadressen={"oever": "oever@veldhaven.example"})
    houdt = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS)
    houdt.stadsdelen.set([oever])  # type: ignore[list-item]
    houdt.first_name, houdt.last_name = "Rol", "Voorbeeld"
    houdt.save()
    lezer = Client()
    lezer.force_login(maak_medewerker(Rol.OPBOUWWERKER))
    zelf = Client()
    zelf.force_login(houdt)

    assert "Rol Voorbeeld" not in tekst(lezer, "/over/")
    assert "Ja, laat mijn naam zien" in tekst(zelf, "/account/")
    zelf.post("/account/naam-tonen/", {"ja": ""})
    assert "Rol Voorbeeld" in tekst(lezer, "/over/")
    assert "Rol Voorbeeld" not in tekst(client, "/over/")
    assert "oever@veldhaven.example" in tekst(client, "/over/")
    # Nobody says so for somebody else, and it is taken back as easily.
    lezer.post("/account/naam-tonen/", {"ja": ""})
    zelf.post("/account/naam-tonen/")
    assert "Rol Voorbeeld" not in tekst(lezer, "/over/")


def test_een_aanbieder_ziet_geen_naam(client: Client) -> None:
    oever = StadsdeelFabriek()
    houdt = maak_medewerker(Rol.AANDACHTSFUNCTIONARIS)
    houdt.stadsdelen.set([oever])  # type: ignore[list-item]
    houdt.first_name, houdt.naam_tonen = "Voorbeeldnaam", True
    houdt.save()
    client.force_login(maak_medewerker(Rol.AANBIEDER))
    assert "Voorbeeldnaam" not in tekst(client, "/over/")


def test_de_sitemap_noemt_wat_een_bezoeker_heel_mag_lezen_en_niets_over_veiligheid(client: Client) -> None:
    """Whoever asks: a signed-in colleague gets the same as a search engine."""
    veilig = Behoefte.objects.create(slug="thuis", naam="Thuis niet veilig", neutraal=True)
    maak_aanbod(kenmerk="gewoon")
    maak_aanbod(kenmerk="over-veiligheid", behoeften=[veilig], organisatie=OrganisatieFabriek(kenmerk="helpt-stil"))
    maak_aanbod(kenmerk="voor-collegas", zichtbaarheid="professionals")
    maak_aanbod(kenmerk="naam-alleen", zichtbaarheid="naam-openbaar")
    maak_aanbod(kenmerk="gestopt", status="gestopt")
    OrganisatieFabriek(kenmerk="stil", zichtbaarheid="professionals")
    for lezer in (None, maak_medewerker(Rol.COORDINATOR)):
        if lezer:
            client.force_login(lezer)
        adressen = re.findall(r"<loc>([^<]*)</loc>", tekst(client, "/sitemap.xml"))
        genoemd = " ".join(adressen)
        assert "/aanbod/gewoon/" in genoemd
        assert "/organisaties/" in genoemd
        for niet in ("over-veiligheid", "helpt-stil", "voor-collegas", "naam-alleen", "gestopt", "/stil/", "even-rust"):
            assert niet not in genoemd, niet
        bezoeker = Client()
        for adres in adressen:
            assert bezoeker.get(adres.removeprefix("http://testserver")).status_code == 200, adres


def test_robots_laat_het_werk_met_rust_en_wijst_naar_de_sitemap(client: Client) -> None:
    regels = tekst(client, "/robots.txt").splitlines()
    assert "Disallow: /werk/" in regels
    assert "Disallow: /zoeken/" in regels
    # An address that is kept quiet is not announced in the one file that everybody can read.
    assert not any("rust" in regel for regel in regels)
    assert client.get(regels[-1].removeprefix("Sitemap: http://testserver")).status_code == 200


def test_het_manifest_heeft_een_beeld_dat_er_is(client: Client) -> None:
    inhoud = client.get("/manifest.webmanifest").json()
    assert inhoud["start_url"] == "/"
    beeld = inhoud["icons"][0]["src"].removeprefix(settings.STATIC_URL)
    assert (Path(settings.BASE_DIR) / "static" / re.sub(r"\.[0-9a-f]{12}(?=\.svg)", "", beeld)).exists()


def test_een_lek_kan_gemeld_worden_zodra_er_een_adres_voor_is(client: Client, settings: Any) -> None:
    met(settings, afzender=stad.Afzender())
    assert client.get("/.well-known/security.txt").status_code == 404
    met(settings, afzender=WIE)
    antwoord = tekst(client, "/.well-known/security.txt")
    assert "Contact: mailto:lek@veldhaven.example\n" in antwoord
    assert re.search(r"^Expires: 20\d\d-\d\d-\d\dT00:00:00Z$", antwoord, re.MULTILINE)


@pytest.mark.parametrize(
    ("regels", "melding"),
    [
        ("[afzender]\nnaam = 3\n", "'afzender.naam' must be a text"),
        ('[afzender]\nadres = "x"\n', "'adres' is not known in it"),
        ('[afzender]\nlek = "geen adres"\n', "'afzender.lek' must be a mail address"),
        ('[afzender]\nwebsite = "http://x.example"\n', "begins with https"),
        ('[werkadressen]\noever = "oever"\n', "'werkadressen.oever' must be a mail address"),
    ],
)
def test_een_fout_in_het_bestand_van_de_stad_krijgt_een_zin(tmp_path: Path, regels: str, melding: str) -> None:
    pad = tmp_path / "stad.toml"
    pad.write_text(f"{(Path(__file__).parents[1] / 'uitwisseling/tweede_stad/stad.toml').read_text()}\n{regels}")
    with pytest.raises(ImproperlyConfigured, match=melding):
        stad.lees(pad)


@pytest.mark.parametrize(
    "adres", ["http://plan.example/{naar}", "https://plan.example/", "https://plan.example/{naar}{van}"]
)
def test_een_routeplanner_is_een_adres_met_een_doel(tmp_path: Path, adres: str) -> None:
    pad = tmp_path / "stad.toml"
    voorbeeld = (Path(__file__).parents[1] / "uitwisseling/tweede_stad/stad.toml").read_text()
    pad.write_text(f'routeplanner = "{adres}"\n{voorbeeld}')
    with pytest.raises(ImproperlyConfigured, match=r"holds \{naar\} once"):
        stad.lees(pad)
